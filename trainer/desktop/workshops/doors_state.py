"""What the page of the doors shows. No Qt, and nothing of the network but its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class NetworkLine:
    """A network that the doors can open on."""

    address: str
    words: str
    """What it is, in plain words."""
    is_proposed: bool = False
    is_usable: bool = True
    """Whether phones could be in it."""


class PhoneTest(Enum):
    """How the test with the instructor's own phone stands."""

    NOT_BEGUN = "not begun"
    WAITING = "waiting"
    CAME = "came"


@dataclass(frozen=True)
class DoorsState:
    """All of the page."""

    title: str
    """Of the workshop."""
    networks: tuple[NetworkLine, ...] = ()
    chosen: str = ""
    """Address of the chosen one."""
    is_looking: bool = False
    """Whether the networks are being looked at."""
    is_open: bool = False
    """Whether phones are let into the workshop."""
    has_begun: bool = False
    """Whether the workshop has left the lobby, or had its doors open."""
    place: str = ""
    """Address and port where the doors stand, or where the test does."""
    code: str = ""
    test: PhoneTest = PhoneTest.NOT_BEGUN
    test_url: str = ""
    test_qr: tuple[tuple[bool, ...], ...] = ()
    came_from: str = ""
    """Address of the phone that came through."""
    advice: tuple[tuple[str, str], ...] = ()
    """What is likely in the way, and what to do about it."""
    problem: str = ""
    """Why the doors couldn't be opened."""

    @property
    def can_open(self) -> bool:
        """Whether there is anything to open them on."""
        return bool(self.chosen) and not self.is_looking
