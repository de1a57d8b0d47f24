from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.study.recall import (
    RELEARN,
    Card,
    Grade,
    Review,
    after,
    card_of,
    moved,
    next_dates,
)

NOW = dt.datetime(2026, 11, 22, 21, 16, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)

grades = st.sampled_from(Grade)
moments = st.integers(0, 5 * 365 * 24 * 60).map(lambda minutes: NOW + dt.timedelta(minutes=minutes))
histories = st.lists(st.builds(Review, moments, grades), min_size=1, max_size=12)
retentions = st.integers(70, 97)


def known(reviews: list[Review], retention: int = 90) -> Card:
    card = card_of(reviews, retention)
    assert card is not None
    return card


def test_without_a_review_there_is_no_card() -> None:
    assert card_of([], 90) is None


def test_a_closed_debrief_comes_back_two_days_later() -> None:
    assert known([Review(NOW)]).due == NOW + 2 * DAY


def test_what_was_forgotten_comes_back_ten_minutes_later_and_then_again_after_a_night() -> None:
    later = NOW + 2 * DAY
    forgotten = known([Review(NOW), Review(later, Grade.AGAIN)])
    assert forgotten.relearning
    assert forgotten.due == later + RELEARN
    learnt = after(forgotten, Review(forgotten.due), 90)
    assert not learnt.relearning
    assert learnt.due == forgotten.due + DAY


@given(histories, moments, retentions)
def test_a_better_grade_never_brings_it_back_sooner(reviews: list[Review], now: dt.datetime, retention: int) -> None:
    dates = next_dates(card_of(reviews, retention), now, retention)
    assert list(dates) == list(Grade)
    assert list(dates.values()) == sorted(dates.values())
    assert all(date > now for date in dates.values())


@given(histories, st.randoms(use_true_random=False), retentions)
def test_the_order_in_which_reviews_become_known_changes_nothing(
    reviews: list[Review], chance: object, retention: int
) -> None:
    shuffled = list(reviews)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert card_of(shuffled, retention) == card_of(reviews, retention)


@given(histories, retentions)
def test_the_same_moment_in_another_time_zone_is_the_same_review(reviews: list[Review], retention: int) -> None:
    there = [Review(review.at.astimezone(ZoneInfo("Asia/Shanghai")), review.grade) for review in reviews]
    assert card_of(there, retention) == card_of(reviews, retention)


@given(histories, grades, retentions)
def test_without_its_last_review_a_card_is_what_it_was(reviews: list[Review], grade: Grade, retention: int) -> None:
    before = known(reviews, retention)
    last = Review(before.reviewed + DAY, grade)
    assert card_of([*reviews, last], retention) == after(before, last, retention)
    assert card_of(reviews, retention) == before


@given(histories, retentions, retentions)
def test_another_wanted_retention_moves_the_date_as_if_it_had_always_been_wanted(
    reviews: list[Review], wanted: int, later: int
) -> None:
    assert moved(known(reviews, wanted), later) == known(reviews, later)


@given(histories, retentions, retentions)
def test_who_wants_to_remember_more_is_asked_no_later(reviews: list[Review], one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert known(reviews, more).due <= known(reviews, less).due


@given(st.lists(st.tuples(st.integers(1, 400), grades), max_size=8), retentions)
def test_with_whole_days_between_it_is_what_fsrs_says(steps: list[tuple[int, Grade]], retention: int) -> None:
    scheduler = fsrs.Scheduler(
        desired_retention=retention / 100, learning_steps=(), relearning_steps=(RELEARN,), enable_fuzzing=False
    )
    at, reviews = NOW, [Review(NOW)]
    theirs, _log = scheduler.review_card(fsrs.Card(card_id=0, due=NOW), fsrs.Rating.Good, NOW)
    for days, grade in steps:
        at += days * DAY
        reviews.append(Review(at, grade))
        theirs, _log = scheduler.review_card(theirs, fsrs.Rating(grade.value), at)
    ours = known(reviews, retention)
    assert (ours.stability, ours.difficulty, ours.due) == (theirs.stability, theirs.difficulty, theirs.due)


def test_whoever_comes_each_morning_some_minutes_earlier_has_a_night_in_between() -> None:
    first = known([Review(NOW), Review(NOW + 2 * DAY, Grade.AGAIN)])
    card = after(first, Review(first.due), 90)
    for _morning in range(3):
        sooner = after(card, Review(card.reviewed + DAY - dt.timedelta(minutes=5)), 90)
        assert sooner.stability == after(card, Review(card.reviewed + DAY), 90).stability
        card = sooner
    assert card.due - card.reviewed > 2 * DAY


def test_a_clock_that_was_set_back_stops_nothing() -> None:
    card = known([Review(NOW)])
    assert min(next_dates(card, NOW - 400 * DAY, 90).values()) > NOW - 400 * DAY


def test_a_review_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="names no time zone"):
        Review(NOW.replace(tzinfo=None))


@pytest.mark.parametrize("retention", [0, 100, -5])
def test_a_retention_that_nobody_can_want_is_refused(retention: int) -> None:
    with pytest.raises(ValueError, match="a wanted retention is a percentage"):
        moved(known([Review(NOW)]), retention)
