"""A room under the control of its instructor: where it goes, when votes are open, how much time there is."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.workshop.rooms import DOORS, PARTS, START, Trial, plan, planned
from trainer.study.workshop.events import BallotClosed, BallotOpened, DoorsSet, Moved, Voted
from trainer.study.workshop.plan import DECISION_STEPS, Round, Step
from trainer.workshop.commands import (
    AddTime,
    Back,
    Blank,
    CloseBallot,
    CloseDoors,
    Command,
    CountHands,
    End,
    Go,
    Hold,
    Join,
    Next,
    OpenDoors,
    Remove,
    ReopenBallot,
    Replan,
    TakeNote,
    Why,
)


@pytest.fixture
def trial() -> Trial:
    return Trial()


def test_going_on_leads_through_every_step_and_part_and_closes_each_vote_on_its_way(trial: Trial) -> None:
    seen = []
    while trial.at[0] is not Step.END:
        trial.do(Next())
        seen.append((*trial.at, trial.session.open_ballot is not None))
    once = [
        (Step.BRIEFING, 0, False),
        (Step.FIRST_VOTE, 0, True),
        (Step.FIRST_VOTE, 0, False),
        (Step.DISCUSS, 0, False),
        (Step.SECOND_VOTE, 0, True),
        (Step.SECOND_VOTE, 0, False),
        (Step.BOTH_VOTES, 0, False),
        *((Step.REVEAL, part, False) for part in range(1, PARTS + 1)),
        (Step.DEBRIEF, 0, False),
    ]
    expected = [(step, place, part, opened) for place in (0, 1) for step, part, opened in once]
    assert seen == [*expected, (Step.END, None, 0, False)]
    assert trial.session.ended is None
    assert trial.refusal(Next()) is Why.NOT_NOW


def test_there_is_nothing_before_the_lobby_and_nowhere_to_go_without_decisions(trial: Trial) -> None:
    assert trial.refusal(Back()) is Why.NOT_NOW
    trial.do(Replan(trial.session.plan.model_copy(update={"decisions": ()})))
    assert trial.refusal(Next()) is Why.NOT_NOW


def test_steps_that_arent_planned_are_passed_over_and_can_still_be_gone_to() -> None:
    trial = Trial(plan(planned("sign", (Step.FIRST_VOTE, Step.REVEAL)), planned("price", ())))
    trial.on(3)
    assert trial.at == (Step.REVEAL, 0, 1)
    trial.do(Go(Step.DISCUSS, 0), Next())
    assert trial.at == (Step.REVEAL, 0, 1)
    trial.do(Go(Step.DISCUSS, 0), Back())
    assert trial.at == (Step.FIRST_VOTE, 0, 0)
    trial.go(Step.REVEAL, part=PARTS)
    trial.do(Next())
    assert trial.at == (Step.END, None, 0)
    trial.do(Back())
    assert trial.at == (Step.REVEAL, 0, PARTS)


def test_going_back_closes_a_vote_and_opens_none_and_takes_nothing_back(trial: Trial) -> None:
    trial.come("Ann")
    trial.on(2)
    trial.vote(1, "ask")
    trial.do(Back())
    assert trial.at == (Step.BRIEFING, 0, 0)
    assert trial.session.open_ballot is None
    trial.do(Next())
    assert trial.at == (Step.FIRST_VOTE, 0, 0)
    assert trial.session.open_ballot is None
    assert [len(ballot.votes) for ballot in trial.session.ballots.values()] == [1]


def test_back_into_a_vote_that_was_passed_over_opens_none_but_going_there_does(trial: Trial) -> None:
    trial.go(Step.DISCUSS)
    trial.do(Back())
    assert (trial.at, dict(trial.session.ballots)) == ((Step.FIRST_VOTE, 0, 0), {})
    trial.go(Step.FIRST_VOTE)
    assert trial.session.open_ballot is not None


def test_back_leads_through_the_parts_and_from_the_first_step_to_the_lobby(trial: Trial) -> None:
    trial.go(Step.REVEAL, part=3)
    trial.do(Back())
    assert trial.at == (Step.REVEAL, 0, 2)
    assert trial.session.shown == {"sign": 3}
    trial.do(Back(), Back())
    assert trial.at == (Step.BOTH_VOTES, 0, 0)
    trial.go(Step.BRIEFING)
    trial.do(Back())
    assert trial.at == (Step.LOBBY, None, 0)


def test_back_into_a_record_shows_what_was_shown_of_it_and_no_more_than_its_first_part_otherwise(trial: Trial) -> None:
    trial.go(Step.REVEAL, part=4)
    trial.do(Go(Step.DEBRIEF), Back())
    assert trial.at == (Step.REVEAL, 0, 4)
    trial.do(Go(Step.DEBRIEF, 1), Back())
    assert trial.at == (Step.REVEAL, 1, 1)


@pytest.mark.parametrize(
    "command",
    [Go(Step.BRIEFING, 2), Go(Step.BRIEFING, -1), Go(Step.BRIEFING), Go(Step.REVEAL, 0, 0), Go(Step.REVEAL, 0, 7)],
)
def test_there_is_no_going_to_what_isnt_there(trial: Trial, command: Go) -> None:
    assert trial.refusal(command) is Why.INVALID


def test_going_to_where_the_room_is_changes_nothing(trial: Trial) -> None:
    trial.go(Step.FIRST_VOTE)
    assert trial.do(Go(Step.FIRST_VOTE)) == ()
    assert trial.session.open_ballot is not None


def test_a_vote_opened_again_is_another_ballot_and_the_first_one_stays(trial: Trial) -> None:
    trial.come("Ann")
    trial.go(Step.FIRST_VOTE)
    trial.vote(1, "ask")
    trial.go(Step.BOTH_VOTES)
    assert trial.session.results == {"sign"}
    happened = trial.do(ReopenBallot("sign", Round.FIRST))
    assert trial.at == (Step.FIRST_VOTE, 0, 0)
    assert [ballot.is_open for ballot in trial.session.ballots.values()] == [False, True]
    assert trial.session.results == frozenset(), "what is voted now the room hasn't seen"
    assert trial.session.countdown is not None
    assert [type(each) for each in happened if isinstance(each, (Moved, BallotOpened))] == [Moved, BallotOpened]
    assert trial.refusal(ReopenBallot("sign", Round.FIRST)) is Why.NOT_NOW
    assert trial.refusal(ReopenBallot("other", Round.FIRST)) is Why.INVALID


def test_another_round_opened_again_closes_the_one_that_is_open(trial: Trial) -> None:
    trial.go(Step.SECOND_VOTE)
    trial.do(ReopenBallot("price", Round.FIRST))
    assert [(b.decision_id, b.is_open) for b in trial.session.ballots.values()] == [("sign", False), ("price", True)]
    assert trial.at == (Step.FIRST_VOTE, 1, 0)


def test_nobody_votes_on_what_the_room_has_seen_the_record_of(trial: Trial) -> None:
    trial.go(Step.REVEAL)
    assert trial.refusal(ReopenBallot("sign", Round.SECOND)) is Why.NOT_NOW
    assert trial.refusal(CountHands("sign", Round.SECOND, {"ask": 1})) is Why.NOT_NOW
    trial.go(Step.SECOND_VOTE)
    assert trial.session.open_ballot is None


def test_once_the_record_is_seen_hands_can_be_put_right_and_no_more_be_counted(trial: Trial) -> None:
    trial.do(CountHands("sign", Round.FIRST, {"ask": 12}))
    trial.go(Step.SECOND_VOTE)
    assert [ballot.round for ballot in trial.session.ballots.values()] == [Round.FIRST, Round.SECOND]
    trial.go(Step.REVEAL)
    assert trial.refusal(CountHands("sign", Round.SECOND, {"ask": 1})) is Why.NOT_NOW
    trial.do(CountHands("sign", Round.FIRST, {"ask": 11}))
    assert trial.session.ballots[1].hands == {"ask": 11, "take": 0}


def test_hands_go_into_the_ballot_of_the_round_while_no_phone_has_voted_in_it(trial: Trial) -> None:
    trial.go(Step.FIRST_VOTE)
    trial.do(CountHands("sign", Round.FIRST, {"ask": 12}))
    (ballot,) = trial.session.ballots.values()
    assert (ballot.hands, ballot.is_open) == ({"ask": 12, "take": 0}, False)
    assert trial.session.countdown is None
    trial.do(CountHands("sign", Round.FIRST, {"ask": 11, "take": 3}))
    (ballot,) = trial.session.ballots.values()
    assert ballot.hands == {"ask": 11, "take": 3}


def test_hands_where_phones_have_voted_are_a_ballot_of_their_own(trial: Trial) -> None:
    trial.come("Ann")
    trial.go(Step.FIRST_VOTE)
    trial.vote(1, "ask")
    trial.do(CountHands("sign", Round.FIRST, {"take": 9}), CountHands("sign", Round.FIRST, {"take": 8}))
    first, second = trial.session.ballots.values()
    assert (len(first.votes), first.is_open, first.hands) == (1, False, None)
    assert (second.hands, second.is_open) == ({"ask": 0, "take": 8}, False)
    assert trial.session.ballot("sign", Round.FIRST) is second


def test_hands_counted_while_both_votes_are_looked_at_are_seen(trial: Trial) -> None:
    trial.go(Step.BOTH_VOTES)
    trial.do(CountHands("sign", Round.SECOND, {"take": 9}))
    assert trial.session.results == {"sign"}
    trial.do(CountHands("price", Round.FIRST, {"low": 9}))
    assert trial.session.results == {"sign"}


@pytest.mark.parametrize("hands", [{}, {"ask": 0}, {"ask": -1}, {"ask": 10_000}, {"ask": True}, {"nobody": 3}])
def test_hands_are_whole_numbers_of_options_and_somebodys(trial: Trial, hands: dict[str, int]) -> None:
    assert trial.refusal(CountHands("sign", Round.FIRST, hands)) is Why.INVALID


def test_hands_wait_while_phones_vote_on_something_else(trial: Trial) -> None:
    trial.go(Step.SECOND_VOTE)
    assert trial.refusal(CountHands("sign", Round.FIRST, {"ask": 1})) is Why.NOT_NOW


def test_a_corrected_count_stands_even_when_the_record_was_shown(trial: Trial) -> None:
    trial.do(CountHands("sign", Round.FIRST, {"ask": 12}))
    trial.go(Step.REVEAL)
    trial.do(CountHands("sign", Round.FIRST, {"ask": 13}))
    assert [ballot.hands for ballot in trial.session.ballots.values()] == [{"ask": 13, "take": 0}]


def test_each_step_starts_with_its_time_and_one_without_has_none() -> None:
    trial = Trial(plan(planned("sign", minutes=2), planned("price", minutes=0)))
    trial.do(Next())
    countdown = trial.session.countdown
    assert countdown is not None
    assert (countdown.seconds, countdown.remaining(trial.now)) == (120, 120)
    trial.go(Step.BRIEFING, 1)
    assert trial.session.countdown is None


def test_the_time_of_a_vote_ends_when_it_is_closed(trial: Trial) -> None:
    trial.go(Step.FIRST_VOTE)
    assert trial.session.countdown is not None
    trial.do(CloseBallot())
    assert (trial.session.countdown, trial.session.open_ballot) == (None, None)
    assert trial.do(CloseBallot()) == ()
    trial.do(Back(), Next())
    assert trial.session.countdown is None, "there is nothing to wait for in a closed vote"


def test_parts_of_a_record_share_the_time_of_their_step(trial: Trial) -> None:
    trial.go(Step.REVEAL)
    before, since = trial.session.countdown, trial.session.stage.since
    trial.do(Next(), Next(), Back())
    assert (trial.session.countdown, trial.session.stage.since) == (before, since)


def test_time_can_be_added_and_taken_but_never_below_none(trial: Trial) -> None:
    trial.go(Step.DISCUSS)
    trial.do(AddTime(30))
    countdown = trial.session.countdown
    assert countdown is not None
    assert (countdown.seconds, countdown.remaining(trial.now)) == (210, 209)
    trial.do(AddTime(-900))
    assert trial.session.countdown is not None
    assert trial.session.countdown.remaining(trial.now) == 0


def test_time_that_was_up_counts_as_none_left(trial: Trial) -> None:
    trial.go(Step.DISCUSS)
    trial.now += dt.timedelta(minutes=10)
    trial.do(AddTime(30))
    assert trial.session.countdown is not None
    assert trial.session.countdown.remaining(trial.now) == 30


def test_a_step_without_time_gets_some_when_it_is_added(trial: Trial) -> None:
    assert trial.do(AddTime(-30)) == ()
    trial.do(AddTime(300))
    assert trial.session.countdown is not None
    assert trial.session.countdown.remaining(trial.now) == 300


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), 100_000.0, -100_000.0])
def test_nobody_adds_time_without_end(trial: Trial, seconds: float) -> None:
    assert trial.refusal(AddTime(seconds)) is Why.INVALID


def test_held_time_stands_still_and_runs_on(trial: Trial) -> None:
    assert trial.refusal(Hold(on=True)) is Why.NOT_NOW
    trial.go(Step.DISCUSS)
    trial.do(Hold(on=True), AddTime(30))
    trial.now += dt.timedelta(minutes=5)
    assert trial.session.countdown is not None
    assert trial.session.countdown.remaining(trial.now) == 209
    assert trial.do(Hold(on=True)) == ()
    trial.do(Hold(on=False))
    assert trial.session.countdown.remaining(trial.now) == 209
    trial.now += dt.timedelta(seconds=9)
    assert trial.session.countdown.remaining(trial.now) == 200


@pytest.mark.parametrize(
    "move", [Next(), Back(), Go(Step.DEBRIEF), Go(Step.DISCUSS), ReopenBallot("sign", Round.FIRST)]
)
def test_a_darkened_screen_is_lit_by_whoever_moves_on(trial: Trial, move: Command) -> None:
    trial.go(Step.DISCUSS)
    trial.do(Blank(on=True))
    assert trial.do(Blank(on=True)) == ()
    assert trial.session.blank
    trial.do(move)
    assert not trial.session.blank


def test_the_workshop_ends_when_its_instructor_ends_it_and_can_be_taken_up_again(trial: Trial) -> None:
    assert trial.refusal(End()) is Why.NOT_NOW
    trial.do(DOORS)
    trial.go(Step.FIRST_VOTE)
    trial.do(Blank(on=True), End())
    session = trial.session
    assert session.doors is not None
    assert (session.ended, session.open_ballot, session.doors.is_open) == (trial.now, None, False)
    assert (session.countdown, session.blank) == (None, False)
    assert trial.do(End()) == ()
    assert {trial.refusal(each) for each in (Next(), Back(), DOORS, AddTime(3), Replan(session.plan))} == {Why.OVER}
    trial.do(TakeNote("", "It went well."), End(reopen=True), DOORS, Next())
    assert trial.do(End(reopen=True)) == ()
    assert (trial.session.ended, trial.at) == (None, (Step.DISCUSS, 0, 0))


def test_the_code_stays_the_same_wherever_the_doors_open(trial: Trial) -> None:
    assert trial.do(CloseDoors()) == ()
    trial.do(DOORS, CloseDoors())
    assert trial.do(CloseDoors()) == ()
    trial.do(OpenDoors("10.0.0.5", 8421, DOORS.code))
    assert trial.session.doors is not None
    assert (trial.session.doors.address, trial.session.doors.is_open) == ("10.0.0.5", True)
    assert trial.refusal(OpenDoors("10.0.0.5", 8421, "OTHER1")) is Why.INVALID
    assert trial.refusal(OpenDoors("10.0.0.5", 0, DOORS.code)) is Why.INVALID


def test_doors_that_open_where_they_stood_open_say_when(trial: Trial) -> None:
    trial.do(DOORS)
    before = trial.session.doors
    assert before is not None
    (happened,) = trial.do(DOORS)
    assert (happened, trial.session.doors) == (DoorsSet(trial.now, before), before)


def test_notes_are_kept_by_decision(trial: Trial) -> None:
    trial.do(TakeNote("", "All"), TakeNote("price", "One"))
    assert trial.session.notes == {"": "All", "price": "One"}
    assert trial.do(TakeNote("price", "One")) == ()
    assert trial.refusal(TakeNote("other", "One")) is Why.INVALID
    assert trial.refusal(TakeNote("", "x" * 20_001)) is Why.INVALID


def test_the_room_stays_at_its_decision_when_the_plan_changes(trial: Trial) -> None:
    trial.go(Step.DISCUSS, 0)
    since = trial.session.stage.since
    trial.do(Replan(plan(planned("price"), planned("sign"))))
    assert trial.at == (Step.DISCUSS, 1, 0)
    assert trial.session.stage.since == since
    assert trial.session.decision == planned("sign")
    assert trial.do(Replan(trial.session.plan)) == ()


def test_what_has_begun_stays_in_the_plan(trial: Trial) -> None:
    trial.go(Step.FIRST_VOTE, 1)
    trial.go(Step.LOBBY, None)
    assert trial.refusal(Replan(plan(planned("sign")))) is Why.INVALID
    assert trial.refusal(Replan(plan(planned("price"), planned("price")))) is Why.INVALID
    assert trial.refusal(Replan(plan(planned("price"), planned("unknown")))) is Why.INVALID
    assert trial.refusal(Replan(plan(case_id="other"))) is Why.INVALID
    trial.do(Replan(plan(planned("price"))))
    assert [each.decision_id for each in trial.session.plan.decisions] == ["price"]


def test_a_plan_is_free_until_the_workshop_begins(trial: Trial) -> None:
    trial.do(Replan(plan(planned("unknown"), case_id="other")))
    assert trial.session.plan.case_id == "other"


def test_a_clock_set_back_makes_nothing_older_than_what_was_before_it(trial: Trial) -> None:
    trial.come("Ann")
    trial.go(Step.FIRST_VOTE)
    late = trial.now
    trial.now = START - dt.timedelta(hours=1)
    trial.vote(1, "ask")
    closed = trial.do(Next(), Next())
    assert all(each.at >= late for each in trial.log[-4:])
    assert any(isinstance(each, Moved) for each in closed)
    assert trial.session.countdown is not None
    assert trial.session.countdown.remaining(trial.now) == 180, "time runs by the clock as it is now"
    trial.do(Hold(on=True), Hold(on=False), AddTime(10))
    assert trial.session.countdown.remaining(trial.now) == 188


def test_every_event_of_a_command_is_as_old_as_the_command(trial: Trial) -> None:
    trial.come("Ann")
    trial.go(Step.FIRST_VOTE)
    happened = trial.do(Go(Step.REVEAL, 0, 2))
    assert {each.at for each in happened} == {trial.now}
    assert isinstance(happened[0], BallotClosed)


def test_only_what_is_known_can_be_asked(trial: Trial) -> None:
    with pytest.raises(TypeError, match="Command is nothing"):
        trial.do(Command())


def test_a_room_before_the_doors_takes_nobody_and_still_goes_on_by_hands(trial: Trial) -> None:
    assert trial.refusal(Join("key", "Ann", "en")) is Why.OVER
    for step in DECISION_STEPS[:3]:
        trial.go(step)
    trial.do(CountHands("sign", Round.FIRST, {"ask": 3}))
    assert not any(isinstance(each, Voted) for each in trial.log)
    assert trial.session.has_begun


def test_votes_that_were_promised_to_be_secret_stay_so() -> None:
    trial = Trial()
    trial.do(DOORS)
    told = trial.session.plan.model_copy(update={"open_votes": True})
    trial.do(Replan(told), Replan(trial.session.plan.model_copy(update={"open_votes": False})))
    trial.come("Ann")
    assert trial.refusal(Replan(told)) is Why.INVALID
    trial.do(Remove(1))
    assert trial.refusal(Replan(told)) is Why.INVALID
