"""What phones may say: votes while a ballot is open, and what they make of a decision once the record was shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.workshop.rooms import DOORS, FACTORS, OPTIONS, PARTS, TEXTS, Trial
from trainer.study.workshop.plan import Step
from trainer.workshop.commands import CloseBallot, CloseDoors, End, Reflect, Remove, Why
from trainer.workshop.room import Room
from trainer.workshop.texts import DecisionText


@pytest.fixture
def trial() -> Trial:
    made = Trial()
    made.come("Ann", "Bo")
    made.go(Step.FIRST_VOTE)
    return made


def test_a_vote_takes_the_place_of_an_earlier_one(trial: Trial) -> None:
    trial.vote(1, "ask", 30, "Because")
    trial.vote(2, "ask", 100)
    trial.vote(1, "take", 0, " One \n line ")
    (ballot,) = trial.session.ballots.values()
    said = {who: (vote.choice, vote.forecast, vote.reason) for who, vote in ballot.votes.items()}
    assert said == {1: ("take", 0, "One line"), 2: ("ask", 100, "")}


def test_the_same_vote_sent_again_is_well_even_after_the_ballot_has_closed(trial: Trial) -> None:
    vote = trial.vote(1, "ask")
    assert trial.do(vote) == ()
    trial.do(CloseBallot())
    assert trial.do(vote) == ()
    assert trial.refusal(replace(vote, vote_id="another-one")) is Why.CLOSED
    trial.do(CloseDoors())
    assert trial.do(vote) == ()
    assert trial.refusal(replace(vote, vote_id="another-one")) is Why.OVER


def test_a_vote_for_an_earlier_ballot_comes_too_late_and_for_none_is_nonsense(trial: Trial) -> None:
    vote = trial.vote(1, "ask")
    trial.go(Step.SECOND_VOTE)
    assert trial.refusal(replace(vote, vote_id="another-one")) is Why.CLOSED
    assert trial.refusal(replace(vote, ballot_id=9)) is Why.INVALID


def test_the_second_vote_is_apart_from_the_first(trial: Trial) -> None:
    trial.vote(1, "ask")
    trial.go(Step.SECOND_VOTE)
    trial.vote(1, "take")
    assert [ballot.votes[1].choice for ballot in trial.session.ballots.values()] == ["ask", "take"]


def test_only_those_who_are_here_vote(trial: Trial) -> None:
    vote = trial.vote(1, "ask")
    trial.do(Remove(1))
    assert trial.refusal(vote) is Why.NOT_HERE
    assert trial.refusal(replace(vote, participant=9)) is Why.NOT_HERE
    assert 1 in trial.session.ballots[1].votes, "it stays, and is counted no more"


@pytest.mark.parametrize(
    "wrong",
    [
        {"choice": "high"},
        {"choice": ""},
        {"forecast": -1},
        {"forecast": 101},
        {"forecast": True},
        {"forecast": 50.0},
        {"reason": "x" * 281},
        {"vote_id": "short"},
        {"vote_id": "x" * 65},
        {"vote_id": "with space"},
        {"vote_id": "newline-at-its-end\n"},
    ],
)
def test_a_vote_that_says_nothing_sensible_is_refused(trial: Trial, wrong: dict[str, Any]) -> None:
    vote = trial.vote(1, "ask")
    assert trial.refusal(replace(vote, **{"vote_id": "another-one", **wrong})) is Why.INVALID
    assert trial.session.ballots[1].votes[1].id == vote.vote_id


def test_a_reason_at_its_limit_is_taken_whole(trial: Trial) -> None:
    trial.vote(1, "ask", 50, "x" * 280)
    assert len(trial.session.ballots[1].votes[1].reason) == 280


def test_nobody_reflects_before_the_whole_record_was_shown(trial: Trial) -> None:
    said = Reflect(1, "sign", {"cash": "saw"}, "Ask")
    trial.go(Step.REVEAL, part=PARTS - 1)
    assert trial.refusal(said) is Why.NOT_NOW
    trial.go(Step.REVEAL, part=PARTS)
    trial.do(said)
    trial.go(Step.BRIEFING, 1)
    trial.do(replace(said, takeaway=" Ask \n first "))
    assert trial.do(replace(said, takeaway="Ask first")) == ()
    assert trial.session.reflections[1, "sign"].takeaway == "Ask first"
    assert trial.refusal(Reflect(1, "price", {}, "")) is Why.NOT_NOW


@pytest.mark.parametrize(
    "wrong",
    [{"marks": {"luck": "saw"}}, {"marks": {"cash": "maybe"}}, {"takeaway": "x" * 501}],
)
def test_only_what_is_documented_can_be_marked(trial: Trial, wrong: dict[str, Any]) -> None:
    trial.go(Step.REVEAL, part=PARTS)
    assert trial.refusal(replace(Reflect(1, "sign", {}, ""), **wrong)) is Why.INVALID


def test_no_factor_is_known_as_long_as_the_record_is_sealed(trial: Trial) -> None:
    sealed = {each: DecisionText(options) for each, options in OPTIONS.items()}
    trial.go(Step.REVEAL, part=PARTS)
    trial.room = Room(trial.session, sealed)
    assert trial.refusal(Reflect(1, "sign", {"cash": "saw"}, "")) is Why.INVALID
    trial.do(Reflect(1, "sign", {}, "A line"))
    trial.room = Room(trial.session, TEXTS)
    trial.do(Reflect(1, "sign", dict.fromkeys(FACTORS, "missed"), "A line"))
    assert set(trial.session.reflections[1, "sign"].marks) == FACTORS


def test_phones_say_nothing_once_it_is_over(trial: Trial) -> None:
    trial.go(Step.REVEAL, part=PARTS)
    trial.do(End())
    assert trial.refusal(Reflect(1, "sign", {}, "")) is Why.OVER
    trial.do(End(reopen=True), DOORS, Remove(1))
    assert trial.refusal(Reflect(1, "sign", {}, "")) is Why.NOT_HERE


def test_a_decision_without_a_text_cant_be_voted_on(trial: Trial) -> None:
    vote = trial.vote(1, "ask")
    trial.room = Room(trial.session, {})
    assert trial.refusal(replace(vote, vote_id="another-one")) is Why.INVALID
