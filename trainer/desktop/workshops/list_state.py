"""What the list of workshops shows. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from trainer.desktop.dates import local, long_day, long_moment
from trainer.desktop.workshops.plan_state import decisions_words
from trainer.desktop.workshops.step_names import minutes_words
from trainer.progress.workshops.cards import State, WorkshopCard


class Shape(StrEnum):
    """What a workshop is to its instructor, in the order of the list."""

    HERE = "here"
    """Running in this window."""
    INTERRUPTED = "interrupted"
    """Begun and not ended."""
    ELSEWHERE = "elsewhere"
    """Open in another window."""
    PREPARED = "prepared"
    ENDED = "ended"
    UNREADABLE = "unreadable"


HEADINGS = {
    Shape.HERE: "Running",
    Shape.INTERRUPTED: "To go on with",
    Shape.ELSEWHERE: "Open in another window",
    Shape.PREPARED: "Prepared",
    Shape.ENDED: "Held",
    Shape.UNREADABLE: "Can’t be read",
}
"""Above the workshops of each shape."""

_SHAPES = {
    State.INTERRUPTED: Shape.INTERRUPTED,
    State.OPEN: Shape.ELSEWHERE,
    State.PREPARED: Shape.PREPARED,
    State.ENDED: Shape.ENDED,
    State.UNREADABLE: Shape.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class WorkshopLine:
    """One workshop in the list."""

    file: str
    """Where it is; tells it from the others."""
    shape: Shape
    title: str
    when: str
    """``Prepared on 20 November 2026``; empty for one that can't be read."""
    holds: str
    """``Xiaomi · 6 decisions, 90 minutes · 23 people``; why it can't be read, for one that can't."""


@dataclass(frozen=True, slots=True)
class WorkshopsState:
    """All of the list."""

    lines: tuple[WorkshopLine, ...]
    """The newest of each shape first."""

    def of(self, shape: Shape) -> tuple[WorkshopLine, ...]:
        """Those of a shape."""
        return tuple(each for each in self.lines if each.shape is shape)


def workshops_state(
    cards: Iterable[WorkshopCard],
    stopped: Mapping[Path, str],
    mine: Collection[Path] = (),
    zone: dt.tzinfo | None = None,
) -> WorkshopsState:
    """The list for what lies in the folder.

    Args:
        cards: of all workshops, as they were found.
        stopped: where those stopped that were begun and not ended, by their file, as sentences.
        mine: files of those that run in this window.
        zone: of the reader; the system's own where none is given.
    """
    return WorkshopsState(tuple(_line(card, stopped.get(card.path, ""), card.path in mine, zone) for card in cards))


def _line(card: WorkshopCard, stopped: str, here: bool, zone: dt.tzinfo | None) -> WorkshopLine:
    shape = Shape.HERE if here else _SHAPES[card.state]
    if shape is Shape.HERE:
        began = "" if card.began is None else f"Begun on {long_moment(card.began, zone)}"
        return WorkshopLine(str(card.path), shape, card.title, began, _holds(card))
    if shape is Shape.UNREADABLE:
        return WorkshopLine(str(card.path), shape, card.path.name, "", card.problem)
    if shape is Shape.ELSEWHERE:
        return WorkshopLine(str(card.path), shape, card.title, "Go on with it there, or close it there.", "")
    return WorkshopLine(str(card.path), shape, card.title, _when(card, stopped, zone), _holds(card))


def _holds(card: WorkshopCard) -> str:
    parts = [card.case_title, f"{decisions_words(card.decisions)}, {minutes_words(card.minutes)}"]
    if card.people or card.votes:
        people = f"{card.people:,} {'person' if card.people == 1 else 'people'}"
        parts.append(f"{people}, {card.votes:,} {'vote' if card.votes == 1 else 'votes'}")
    return " · ".join(parts)


def _when(card: WorkshopCard, stopped: str, zone: dt.tzinfo | None) -> str:
    if card.state is State.PREPARED:
        return f"Prepared on {long_day(card.created, zone)}" if card.created is not None else ""
    if card.state is State.INTERRUPTED:
        if stopped or card.began is None:
            return stopped
        return f"Begun on {long_moment(card.began, zone)}"
    if card.began is None or card.ended is None:
        return ""
    began, ended = local(card.began, zone), local(card.ended, zone)
    if began.date() == ended.date():
        return f"Held on {long_day(card.began, zone)}, {began:%H:%M} to {ended:%H:%M}"
    return f"Held from {long_moment(card.began, zone)} to {long_moment(card.ended, zone)}"
