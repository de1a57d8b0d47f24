"""The page: its size, its margins and its two columns. All lengths are in pixels of a 96th of an inch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PT = 0.75
"""Points to a pixel."""


class Paper(StrEnum):
    """The sizes that can be printed on."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True)
class Frame:
    """Where things stand on a page: a narrow column of side heads at the left of a column that is good to read."""

    width: int
    height: int
    left: float
    right: float
    top: float = 104
    bottom: float = 92
    head: float = 62
    """Base line of the running head, from the top."""
    side: float = 140
    """From the left margin to the main column."""

    @property
    def text_width(self) -> float:
        """Both columns together."""
        return self.width - self.left - self.right

    @property
    def main_width(self) -> float:
        """Of the column that is read."""
        return self.text_width - self.side

    @property
    def text_height(self) -> float:
        """Between the margins above and below."""
        return self.height - self.top - self.bottom

    @property
    def foot(self) -> float:
        """Base line of the page number, from the top."""
        return self.height - 50


_FRAMES = {
    Paper.A4: Frame(793, 1122, left=80, right=90),
    Paper.LETTER: Frame(816, 1056, left=88, right=100),
}


def frame_of(paper: Paper) -> Frame:
    """The frame for a size of paper."""
    return _FRAMES[paper]
