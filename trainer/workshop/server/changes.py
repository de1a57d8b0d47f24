"""Whose phone shows something else after what has happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.study.workshop.events import (
    Blanked,
    Happened,
    Joined,
    Noted,
    ParticipantChanged,
    Reflected,
    Voted,
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What has to be told to phones."""

    everybody: bool
    """The room is somewhere else, or shows something else."""
    participants: frozenset[int]
    """For whom alone something has changed,"""
    by_themselves: frozenset[int]
    """and those who did it with a phone of their own, which has its answer: only another one of theirs has to hear."""
    counts: bool
    """More have come or voted."""


def changes(events: Iterable[Happened]) -> Changes:
    """What some events change on phones. An event of which this knows nothing changes all."""
    everybody = counts = False
    own: set[int] = set()
    by_themselves: set[int] = set()
    for event in events:
        match event:
            case Noted() | Blanked():
                pass
            case Joined():
                counts = True
            case ParticipantChanged():
                counts = True
                own.add(event.participant.id)
            case Voted():
                counts = True
                by_themselves.add(event.vote.participant)
            case Reflected():
                by_themselves.add(event.reflection.participant)
            case _:
                everybody = True
    return Changes(everybody, frozenset(own), frozenset(by_themselves), counts)
