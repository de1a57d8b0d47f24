"""When a decision comes back: spaced by FSRS, from what its learner has done so far and from nothing else.

A card is never kept up step by step: it is what follows from all reviews in the order of their time, so that two
computers that have seen the same reviews have the same cards, whatever order they came to know of them in.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import fsrs

SESSION = 10
"""How many decisions one sitting asks about."""

RELEARN = dt.timedelta(minutes=10)
"""What was forgotten comes back after so long."""

_DAY = dt.timedelta(days=1)
_LONGEST = 36_500
"""Days; nobody waits longer than a hundred years."""

_DECAY = 0.1542
"""How steeply FSRS's curve of forgetting falls; a test holds it to the scheduler's, which takes long to import."""


class Grade(IntEnum):
    """How well the learner says they knew it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True, order=True)
class Review:
    """One time that the learner had the record of a decision before them."""

    at: dt.datetime
    """Aware."""
    grade: Grade = Grade.GOOD
    """A debrief that was closed counts as *good*."""

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError(f"{self.at.isoformat()} names no time zone")


@dataclass(frozen=True, slots=True)
class Card:
    """How well a decision is remembered, and when it comes back. Times are UTC and aware."""

    stability: float
    """Days until the chance to remember has fallen to 90 %."""
    difficulty: float
    """1 (easy) to 10."""
    reviewed: dt.datetime
    """When it was last."""
    due: dt.datetime
    relearning: bool
    """Whether it was forgotten, and comes back on the same day."""


def card_of(reviews: Iterable[Review], retention: int) -> Card | None:
    """The card that follows from all reviews of a decision, in whatever order they are given.

    Args:
        reviews: any number; without one there is no card.
        retention: the wanted chance to remember when it comes back, in percent.
    """
    card: Card | None = None
    for review in sorted(reviews):
        card = _reviewed(card, review)
    return None if card is None else moved(card, retention)


def after(card: Card | None, review: Review, retention: int) -> Card:
    """The card after one more review.

    Args:
        card: as it was, ``None`` before the first review.
        review: not before the last one.
        retention: as for :func:`card_of`.
    """
    return moved(_reviewed(card, review), retention)


def moved(card: Card, retention: int) -> Card:
    """The same card, due as another wanted retention has it; one that was forgotten comes back as it did.

    Raises:
        ValueError: the retention isn't between 1 and 99 percent.
    """
    if not 1 <= retention <= 99:
        raise ValueError(f"a wanted retention is a percentage from 1 to 99, not {retention}")
    return card if card.relearning else replace(card, due=card.reviewed + _interval(card.stability, retention))


def next_dates(card: Card | None, now: dt.datetime, retention: int) -> dict[Grade, dt.datetime]:
    """When the decision would come back after each grade given now; never sooner after a better one."""
    return {grade: after(card, Review(now, grade), retention).due for grade in Grade}


def _reviewed(card: Card | None, review: Review) -> Card:
    """The card after one more review, due as the scheduler's own retention has it."""
    from fsrs import Rating

    at = review.at.astimezone(dt.UTC)
    given, _log = _scheduler().review_card(_given(card, at), Rating(review.grade.value), at)
    assert given.stability is not None
    assert given.difficulty is not None
    return Card(given.stability, given.difficulty, at, given.due, relearning=given.step is not None)


@cache
def _scheduler() -> fsrs.Scheduler:
    from fsrs import Scheduler

    # Chance would part two computers, and what was just debriefed needs no further look on the same day.
    return Scheduler(learning_steps=(), relearning_steps=(RELEARN,), enable_fuzzing=False)


def _given(card: Card | None, at: dt.datetime) -> fsrs.Card:
    """The card as the scheduler wants it, counted in the days that lie between as people count them.

    The scheduler counts whole days of 24 hours: whoever comes back each morning some minutes earlier would never
    have had a day in between.
    """
    from fsrs import Card as Given
    from fsrs import State

    if card is None:
        return Given(card_id=0, due=at)
    days = max(0, round((at - card.reviewed) / _DAY))
    return Given(
        card_id=0,
        state=State.Relearning if card.relearning else State.Review,
        step=0 if card.relearning else None,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=at - days * _DAY,
    )


def _interval(stability: float, retention: int) -> dt.timedelta:
    """FSRS's forgetting curve, solved for the time after which the wanted chance to remember is reached."""
    power = -1 / _DECAY
    days = round(stability * (math.pow(retention / 100, power) - 1) / (math.pow(0.9, power) - 1))
    return min(max(days, 1), _LONGEST) * _DAY
