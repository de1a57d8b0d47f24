from __future__ import annotations

import pytest

from tests.workshop.made import play
from trainer.study.workshop.plan import Round, Step


@pytest.mark.parametrize("people", [1, 3, 41])
def test_a_played_workshop_comes_to_its_end_with_both_votes_of_each_decision(people: int) -> None:
    played = play(people)
    session = played.session

    assert session.ended is not None
    assert len(session.participants) == people
    assert session.results == set(played.decisions) == set(session.shown)
    for decision_id in played.decisions:
        for round_ in Round:
            ballot = session.ballot(decision_id, round_)
            assert ballot is not None
            assert ballot.votes
            assert not ballot.is_open


def test_the_same_seed_plays_the_same_workshop() -> None:
    assert play(5, seed=3).events == play(5, seed=3).events
    assert play(5, seed=3).events != play(5, seed=4).events


def test_what_is_asked_for_happens() -> None:
    played = play(20, removed=2, reopened=True)
    session = played.session
    first = played.decisions[0]

    assert len(session.here) == 18
    assert len(session.ballots_of(first, Round.SECOND)) == 2

    counted = play(30, hands=True).session
    assert all(ballot.hands is not None and sum(ballot.hands.values()) == 30 for ballot in counted.ballots.values())
    assert not counted.participants


def test_it_stops_where_it_is_told_to() -> None:
    session = play(9, 2, until=(1, Step.FIRST_VOTE)).session

    assert (session.stage.decision, session.stage.step, session.ended) == (1, Step.FIRST_VOTE, None)
    assert len(session.results) == 1
