"""Which decisions come back today: asked by the store and by the first glance alike.

Standard library only, since the first glance comes before anything heavy is imported.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from trainer.study.day import end_of_day, start_of_day

RELEARNING = 3
"""The state of a card whose decision was forgotten, and is asked again on the same day; as FSRS counts them."""

REVIEW = 2
"""The state of all other cards."""

_DUE = """
    SELECT case_id, decision_id,
        EXISTS (SELECT 1 FROM recall WHERE recall.attempt_id = card.attempt_id AND graded >= ? AND graded < ?)
    FROM card
    WHERE learner_id = ? AND due < ? AND (state <> ? OR due <= ?)
    ORDER BY due, case_id, decision_id
"""
_DONE = """
    SELECT count(DISTINCT attempt_id)
    FROM recall CROSS JOIN attempt ON attempt.id = recall.attempt_id
    WHERE graded >= ? AND graded < ? AND attempt.learner_id = ?
"""
"""By the recalls of the day: SQLite may think it quicker to go through all attempts of the learner."""

_WAITING = "SELECT min(due) FROM card WHERE learner_id = ? AND state = ? AND due > ?"
_OTHER = "SELECT min(due) FROM card WHERE learner_id = ? AND (state <> ? OR due <= ?)"

Run = Callable[[str, tuple[Any, ...]], Iterable[Sequence[Any]]]
"""Runs a statement with its parameters and gives the rows."""


@dataclass(frozen=True, slots=True)
class Due:
    """A decision that comes back today."""

    case_id: str
    decision_id: str


def due(run: Run, learner_id: str, now: dt.datetime, limit: int) -> tuple[Due, ...]:
    """The decisions that a learner is to be asked about now, the longest overdue first.

    What was forgotten waits until its minutes are over; everything else comes back from the morning of its day.

    Args:
        run: of the file.
        learner_id: of the learner.
        now: aware.
        limit: how many decisions a day at most. Those asked about already today count, and come again beyond it where
            they were forgotten.
    """
    # What was graded while the clock was ahead is no work of today's.
    today = stamp(start_of_day(now)), stamp(end_of_day(now))
    [[done]] = run(_DONE, (*today, learner_id))
    left = max(0, limit - int(done))
    found: list[Due] = []
    asked = (*today, learner_id, today[1], RELEARNING, stamp(now))
    for case_id, decision_id, again in run(_DUE, asked):
        if again or left:
            found.append(Due(case_id, decision_id))
            left -= 0 if again else 1
    return tuple(found)


def next_due(run: Run, learner_id: str, now: dt.datetime) -> dt.datetime | None:
    """When a decision comes back next to somebody who was asked about all that came back now, or has had as many as the
    day's limit allows; ``None`` where none will. Arguments as for :func:`due`."""
    [[waiting]] = run(_WAITING, (learner_id, RELEARNING, stamp(now)))
    [[other]] = run(_OTHER, (learner_id, RELEARNING, stamp(now)))
    morning = end_of_day(now)
    moments = [] if waiting is None else [_moment(waiting)]
    if other is not None:
        moments.append(max(_moment(other), morning))
    return min(moments, default=None)


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def stamp(moment: dt.datetime) -> str:
    """A moment as the file holds it: in UTC, so that later ones sort behind."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
