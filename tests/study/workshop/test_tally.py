"""What a ballot says: only those who are here count, and nobody's hands are anybody's."""

from __future__ import annotations

import pytest

from tests.study.workshop.ballots import OPTIONS, hands, session, voted, without
from trainer.study.workshop.plan import Round
from trainer.study.workshop.tally import FEW, Flow, shift, tally, votes_of

CHOICES = {1: ("ask", 20), 2: ("take", 60), 3: ("take", 100)}


def test_votes_are_counted_in_the_order_of_the_options() -> None:
    made = voted(session(5), Round.FIRST, CHOICES)
    found = tally(made, made.ballots[1], OPTIONS)
    assert (found.options, found.counts) == (OPTIONS, (1, 2, 0))
    assert (found.voted, found.here, found.by_hands) == (3, 5, False)
    assert found.mean_forecast == 60
    assert (found.count("take"), found.shares) == (2, (1 / 3, 2 / 3, 0.0))
    with pytest.raises(ValueError, match="not in tuple"):
        found.count("other")


def test_who_was_removed_is_counted_nowhere() -> None:
    made = without(voted(session(5), Round.FIRST, CHOICES), [3, 5])
    found = tally(made, made.ballots[1], OPTIONS)
    assert (found.counts, found.here, found.mean_forecast) == ((1, 1, 0), 3, 40)
    assert list(votes_of(made, made.ballots[1])) == [1, 2]


def test_an_empty_ballot_has_no_shares_and_no_forecast() -> None:
    made = voted(session(2), Round.FIRST, {})
    found = tally(made, made.ballots[1], OPTIONS)
    assert (found.counts, found.shares, found.mean_forecast) == ((0, 0, 0), (0.0, 0.0, 0.0), None)


def test_hands_are_counted_as_they_went_up() -> None:
    made = hands(session(2), Round.FIRST, {"ask": 12, "wait": 5})
    found = tally(made, made.ballots[1], OPTIONS)
    assert (found.counts, found.here, found.by_hands, found.mean_forecast) == ((12, 0, 5), 17, True, None)


@pytest.mark.parametrize(("people", "few"), [(FEW - 1, True), (FEW, False)])
def test_shares_of_few_people_arent_told(people: int, few: bool) -> None:
    made = hands(session(), Round.FIRST, {"ask": people})
    assert tally(made, made.ballots[1], OPTIONS).is_few is few


def test_who_moved_where_is_counted_for_those_who_voted_twice() -> None:
    before = voted(session(6), Round.FIRST, {**CHOICES, 4: ("ask", 50), 5: ("wait", 0)})
    later = {1: ("take", 30), 2: ("take", 60), 3: ("ask", 70), 4: ("take", 0), 6: ("wait", 10)}
    found = shift(voted(before, Round.SECOND, later), "sign", OPTIONS)
    assert found.flows == (Flow("ask", "take", 2), Flow("take", "ask", 1), Flow("take", "take", 1))
    assert [flow.stayed for flow in found.flows] == [False, False, True]
    assert (found.moved, found.stayed, found.both) == (3, 1, 4)
    assert (found.only_first, found.only_second) == (1, 1)
    assert found.change == (-1, 1, 0)


def test_the_ballots_that_count_are_the_newest_with_votes() -> None:
    made = voted(session(3), Round.FIRST, {1: ("ask", 5)})
    made = voted(made, Round.FIRST, {1: ("take", 5)})
    made = voted(voted(made, Round.SECOND, {1: ("take", 5)}), Round.SECOND, {})
    assert shift(made, "sign", OPTIONS).flows == (Flow("take", "take", 1),)


def test_nobody_knows_whose_hands_went_up() -> None:
    made = hands(voted(session(3), Round.FIRST, CHOICES), Round.SECOND, {"ask": 3})
    found = shift(made, "sign", OPTIONS)
    assert (found.flows, found.only_first, found.only_second, found.both) == ((), 0, 0, 0)
    assert found.change == (2, -2, 0)


def test_a_round_that_wasnt_voted_is_missing() -> None:
    found = shift(voted(session(3), Round.FIRST, CHOICES), "sign", OPTIONS)
    assert found.first is not None
    assert (found.second, found.flows, found.change, found.only_first) == (None, (), (), 0)
    assert shift(session(3), "sign", OPTIONS).first is None
