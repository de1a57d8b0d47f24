"""The minutes that each step of a decision is given, out of its teaching note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from trainer.case.teaching import TeachingNote, TeachingStep
from trainer.study.workshop.plan import Step
from trainer.study.workshop.planning import share

USUAL: Mapping[Step, int] = {
    Step.BRIEFING: 7,
    Step.FIRST_VOTE: 3,
    Step.DISCUSS: 8,
    Step.SECOND_VOTE: 2,
    Step.BOTH_VOTES: 2,
    Step.REVEAL: 5,
    Step.DEBRIEF: 5,
}
"""Where there is no note; in a note's parts the steps have the same proportions."""

_READING = re.compile(r"\b(read|commit|vote\b)|阅读|承诺", re.IGNORECASE)
_REVEAL = re.compile(r"\breveal|揭示|揭晓|公布", re.IGNORECASE)


def minutes_of(note: TeachingNote | None) -> dict[Step, int]:
    """Minutes for each step of a decision. Together they are those of the note, unless it has fewer than steps.

    The parts of a note have free names: what comes up to *Reading and commitment* is briefing and first vote, what
    comes up to *Reveal* the discussion with the second vote, and what is left the debrief.
    """
    if note is None:
        return dict(USUAL)
    reading, reveal = _reading(note.minutes), _reveal(note.minutes)
    close = reveal + 1
    groups: list[tuple[tuple[Step, ...], Sequence[TeachingStep]]] = [
        ((Step.BRIEFING, Step.FIRST_VOTE), note.minutes[: reading + 1]),
        ((Step.DISCUSS, Step.SECOND_VOTE, Step.BOTH_VOTES), note.minutes[reading + 1 : reveal]),
    ]
    if close < len(note.minutes):
        groups += [((Step.REVEAL,), note.minutes[reveal:close]), ((Step.DEBRIEF,), note.minutes[close:])]
    else:
        groups.append(((Step.REVEAL, Step.DEBRIEF), note.minutes[reveal:]))
    found: dict[Step, int] = {}
    for steps, parts in groups:
        total = sum(part.minutes for part in parts)
        if total < len(steps):
            # Too short to be parted by its names.
            return _shared(tuple(USUAL), note.total)
        found |= _shared(steps, total)
    return found


def _shared(steps: Sequence[Step], total: int) -> dict[Step, int]:
    return dict(zip(steps, share([USUAL[step] for step in steps], total), strict=True))


def _reading(parts: Sequence[TeachingStep]) -> int:
    """Place of the part in which everybody reads and commits: the first, unless another says so before the reveal."""
    before = parts[: _reveal(parts)]
    return next((place for place, part in enumerate(before) if _READING.search(part.part)), 0)


def _reveal(parts: Sequence[TeachingStep]) -> int:
    """Place of the part in which the record is shown: the last but one, unless another says so."""
    named = (place for place, part in enumerate(parts) if place and _REVEAL.search(part.part))
    return next(named, max(len(parts) - 2, 0))
