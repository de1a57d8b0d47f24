from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.desktop.workshops.halls import DECISIONS, NOON, at_step, second_vote, state_of
from tests.workshop.made import play
from trainer.desktop.workshops.coming import coming
from trainer.desktop.workshops.presenter_values import Standing
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.events import BallotClosed, CountdownSet, DoorsSet, Moved, Planned, Voted, after
from trainer.study.workshop.plan import Joining, Naming, Round, Step
from trainer.study.workshop.session import Countdown, Session, Stage


def test_steps_before_this_one_are_ticked_and_those_after_it_are_to_come() -> None:
    played, session = second_vote()
    found = {line.step: line.standing for line in state_of(played, session).steps}

    assert found[Step.DISCUSS] is Standing.DONE
    assert found[Step.SECOND_VOTE] is Standing.HERE
    assert found[Step.REVEAL] is Standing.TO_COME


def test_a_step_that_was_not_planned_is_listed_while_the_room_is_there() -> None:
    played = at_step(5, 0, Step.BRIEFING)
    first, second = played.start.plan.decisions
    shorter = first.model_copy(update={"minutes": {Step.BRIEFING: 4, Step.REVEAL: 5}})
    plan = played.start.plan.model_copy(update={"decisions": (shorter, second)})
    session = after(played.session, Planned(NOON, plan), Moved(NOON, Stage(Step.DISCUSS, 0, 0, NOON)))

    assert [(line.step, line.minutes) for line in state_of(played, session).steps] == [
        (Step.BRIEFING, 4),
        (Step.DISCUSS, 0),
        (Step.REVEAL, 5),
    ]


@pytest.mark.parametrize(
    ("left", "figure", "words"),
    [(89.2, "1:30", "left of 3:00"), (0.0, "0:00", "left of 3:00"), (-61.0, "1:01", "over the 3:00 planned")],
)
def test_the_clock_counts_down_and_then_up(left: float, figure: str, words: str) -> None:
    played, session = second_vote()
    session = after(session, CountdownSet(NOON, Countdown(180.0, NOON + dt.timedelta(seconds=left))))
    face = state_of(played, session).clock

    assert (face.figure, face.words, face.is_over) == (figure, words, left < 0)


def test_a_clock_that_is_held_says_so() -> None:
    played, session = second_vote()
    session = after(session, CountdownSet(NOON, Countdown(180.0, left=72.0)))
    face = state_of(played, session, NOON + dt.timedelta(hours=1)).clock

    assert (face.figure, face.words, face.is_held) == ("1:12", "left of 3:00, held", True)


def test_what_is_chosen_in_an_open_vote_is_told_nowhere() -> None:
    played, session = second_vote()
    shown = state_of(played, session).distribution
    assert shown is not None
    assert shown.votes == ("First vote",)

    closed = state_of(played, after(session, BallotClosed(NOON, 2))).distribution
    assert closed is not None
    assert closed.votes == ("First vote", "Second vote")


def test_no_state_says_who_chose_what() -> None:
    played, session = second_vote()
    assert all(not each.vote for each in state_of(played, session).people)


def test_where_votes_were_announced_as_open_each_name_has_its_vote() -> None:
    played, session = second_vote(voted=1)
    session = after(session, Planned(NOON, session.plan.model_copy(update={"open_votes": True})))
    first = session.ballot(DECISIONS[0], Round.FIRST)
    assert first is not None
    told = {each.id: each.vote for each in state_of(played, session).people if each.vote}

    assert told.keys() == first.votes.keys()
    assert all(vote[0] in "ABC" and vote.endswith(" %") for vote in told.values())


def test_votes_of_those_who_were_removed_count_no_more() -> None:
    played, session = second_vote(voted=10)
    gone = replace(session.participants[1], removed=NOON)
    fewer = replace(session, participants={**session.participants, 1: gone})

    before, later = state_of(played, session).count, state_of(played, fewer).count
    assert (later.figure, later.of) == (before.figure - 1, before.of - 1)


def test_the_count_says_how_many_voted_lately() -> None:
    played, session = second_vote(voted=3)
    ballot = session.ballots[2]
    who = next(iter(ballot.votes.values()))
    session = after(session, Voted(NOON, 2, replace(who, id="changed-01", at=NOON - dt.timedelta(seconds=4))))

    assert state_of(played, session).count.more == "1 voted in the last 10 seconds"


def test_only_a_closed_vote_can_be_reopened_and_none_once_the_record_was_shown() -> None:
    played, session = second_vote()
    assert state_of(played, session).reopenable == (Round.FIRST,)
    assert state_of(played, after(session, BallotClosed(NOON, 2))).reopenable == (Round.FIRST, Round.SECOND)

    shown = at_step(12, 0, Step.REVEAL)
    assert state_of(shown).reopenable == ()
    assert not state_of(shown).can_count


def test_names_of_a_list_that_are_not_here_yet_are_told() -> None:
    played = play(2, DECISIONS, until=(0, Step.BRIEFING), ended=False)
    names = ("MÉI", "Jonas", "Zoë")
    plan = played.start.plan.model_copy(update={"joining": Joining.LISTED, "names": names})
    session = after(played.session, Planned(NOON, plan))
    state = state_of(played, session)

    assert "Mei" in {each.name for each in state.here}
    assert state.missing == tuple(name for name in names[1:] if name not in {each.name for each in state.here})
    assert state.people_words == "of 3 on the list"


def test_the_doors_are_told_with_address_and_code() -> None:
    played = at_step(3, 0, Step.BRIEFING, naming=Naming.PSEUDONYMS)
    session = played.session
    assert session.doors is not None
    assert state_of(played).doors == "Doors open: 192.168.0.20:8420, code H7K3WP"

    closed = after(session, DoorsSet(NOON, replace(session.doors, is_open=False)))
    assert state_of(played, closed).doors == "Doors closed"
    assert state_of(played, replace(session, doors=None)).doors == "Without phones"


def test_what_comes_next_is_said_for_every_step_up_to_the_end() -> None:
    played = at_step(6, 0, Step.BRIEFING)
    session: Session = played.start
    said: list[str] = []
    for step in (Step.LOBBY, *(line.step for line in state_of(played).steps), Step.END):
        stage = Stage(step, None if step in (Step.LOBBY, Step.END) else 1, 1 if step is Step.REVEAL else 0)
        said.append(coming(replace(session, stage=stage)).button)

    assert said == [
        "Begin decision 1",
        "Open the first vote",
        "Begin the discussion",
        "Open the second vote",
        "Show both votes",
        "Show what they did",
        "Show what happened",
        "To the end",
        "End the workshop…",
    ]


@pytest.mark.parametrize("part", range(len(REVEAL_STEPS)))
def test_what_the_record_says_is_covered_until_it_is_shown(part: int) -> None:
    played = at_step(6, 0, Step.BOTH_VOTES)
    stage = Stage(Step.REVEAL, 0, part) if part else Stage(Step.BOTH_VOTES, 0)
    assert coming(replace(played.session, stage=stage)).is_covered


def test_an_empty_plan_leads_nowhere() -> None:
    played = at_step(1, 0, Step.BRIEFING)
    empty = replace(played.start, plan=played.start.plan.model_copy(update={"decisions": ()}))

    assert coming(empty).step is None


@pytest.mark.parametrize(("hands", "speaks"), [(True, False), (False, True)])
def test_what_comes_next_speaks_of_phones_only_where_there_are_some(hands: bool, speaks: bool) -> None:
    played = at_step(6, 0, Step.BRIEFING, hands=hands)
    stages = [Stage(Step.LOBBY)] + [Stage(step, 0) for step in (Step.BRIEFING, Step.FIRST_VOTE)] + [Stage(Step.END)]
    said = " ".join(coming(replace(played.session, stage=stage)).words for stage in stages)

    assert ("phone" in said) is speaks


def test_without_phones_nobody_of_the_list_is_missed() -> None:
    played = at_step(6, 0, Step.BRIEFING, hands=True)
    listed = played.start.plan.model_copy(update={"joining": Joining.LISTED, "names": ("Mei", "Bob")})

    assert state_of(played, replace(played.session, plan=listed)).missing == ()
