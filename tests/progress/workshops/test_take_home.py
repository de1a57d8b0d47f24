"""What a participant takes home: their own votes, in a file that their own copy of the program takes in."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workshop.made import Played, play
from trainer.progress.doctor import examine
from trainer.progress.store import Store
from trainer.progress.transfer.merging import Came, TakenIn
from trainer.progress.values import FactorMark, Learner
from trainer.progress.workshops.take_home import NO_REASON, NothingYet, take_home
from trainer.study.playthrough import REVEAL_STEPS, Commitment, Stage
from trainer.study.workshop.events import Reflected
from trainer.study.workshop.own_votes import can_take_home
from trainer.study.workshop.plan import Round, Step
from trainer.study.workshop.session import Reflection, Session

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


def taken(store: Store, tmp_path: Path, content: bytes) -> TakenIn:
    file = tmp_path / "home.progress"
    file.write_bytes(content)
    return store.transfers.take_in(file)


def voter(played: Played, *, reflected: bool = True) -> int:
    """Somebody who voted in both rounds of the first decision."""
    session, first = played.session, played.decisions[0]
    ballots = [session.ballot(first, each) for each in Round]
    return next(
        number
        for number in session.participants
        if all(ballot and number in ballot.votes for ballot in ballots)
        and ((number, first) in session.reflections) == reflected
    )


def home(played: Played, who: int, session: Session | None = None, now: dt.datetime = NOW) -> bytes:
    return take_home(session or played.session, who, played.shown, now)


def test_both_votes_come_home_as_two_tries_with_the_text_they_saw(
    played: Played, store: Store, tmp_path: Path, mara: Learner
) -> None:
    who, session, first = voter(played), played.session, played.decisions[0]
    came = taken(store, tmp_path, home(played, who))
    assert came.is_new_learner
    assert came.learner.name == session.participants[who].name
    attempts = store.attempts_at(came.learner.id, "xiaomi", first)
    votes = [ballot.votes[who] for each in Round if (ballot := session.ballot(first, each))]
    assert [attempt.number for attempt in attempts] == [1, 2]
    assert [attempt.commitment for attempt in attempts] == [
        Commitment(vote.choice, vote.forecast, vote.reason or NO_REASON) for vote in votes
    ]
    assert [attempt.created for attempt in attempts] == [vote.at for vote in votes]
    for attempt in attempts:
        assert store.seen_text(attempt.id) == played.records[first]
        assert attempt.digest == played.case.envelopes[first].digest
        assert store.steps(attempt.id) == len(REVEAL_STEPS)


def test_marks_and_line_stand_in_the_debrief(played: Played, store: Store, tmp_path: Path) -> None:
    who, first = voter(played), played.decisions[0]
    learner = taken(store, tmp_path, home(played, who)).learner
    reflection = played.session.reflections[who, first]
    for attempt in store.attempts_at(learner.id, "xiaomi", first):
        debrief = store.debrief(attempt.id)
        assert debrief.marks == {factor: FactorMark(mark) for factor, mark in reflection.marks.items()}
        assert (debrief.takeaway, debrief.closed) == (reflection.takeaway, reflection.at)


def test_without_a_reflection_the_debrief_can_be_done_at_home(played: Played, store: Store, tmp_path: Path) -> None:
    who, first = voter(played), played.decisions[0]
    session = played.session
    bare = replace(session, reflections={})
    learner = taken(store, tmp_path, home(played, who, bare)).learner
    assert store.standings(learner.id, "xiaomi")[first].stage is Stage.REVEALED
    newest = store.attempts_at(learner.id, "xiaomi", first)[-1]
    store.close_debrief(newest.id)
    assert store.standings(learner.id, "xiaomi")[first].stage is Stage.DEBRIEFED


def test_a_decision_comes_back_as_any_other_and_may_be_tried_again(
    played: Played, store: Store, tmp_path: Path
) -> None:
    who, first = voter(played), played.decisions[0]
    learner = taken(store, tmp_path, home(played, who)).learner
    assert first in {each.decision_id for each in store.recalls.due(learner.id, 99)}
    choice = played.sheets[first].briefing.options[0].id
    store.commit(learner.id, "xiaomi", played.case.envelopes[first], Commitment(choice, 50, "Once more."))
    assert [each.number for each in store.attempts_at(learner.id, "xiaomi", first)] == [1, 2, 3]


def test_taking_it_in_twice_changes_nothing(played: Played, store: Store, tmp_path: Path) -> None:
    who = voter(played)
    first = taken(store, tmp_path, home(played, who))
    again = taken(store, tmp_path, home(played, who, now=NOW + dt.timedelta(hours=1)))
    assert again.attempts == Came(new=0, known=first.attempts.new)
    assert not again.is_new_learner
    assert len(store.learners()) == 1


def test_the_same_at_the_same_time_is_the_same_to_the_byte(played: Played) -> None:
    who = voter(played)
    assert home(played, who) == home(played, who)


def test_what_is_downloaded_later_comes_on_top_whatever_the_order_of_the_decisions(
    played: Played, store: Store, tmp_path: Path
) -> None:
    who, session = voter(played), played.session
    one, two = played.decisions
    late = replace(session, shown={two: 6, one: 5}, reflections={})
    partly = taken(store, tmp_path, home(played, who, late))
    whole = taken(store, tmp_path, home(played, who))
    assert partly.learner.id == whole.learner.id
    assert whole.attempts.known == partly.attempts.new
    assert {each.decision_id for each in store.lines(whole.learner.id)} == {one, two}
    path = store.path
    store.close()
    assert [finding.text for finding in examine(path) if not finding.ok] == []


def test_a_line_that_was_changed_since_takes_the_place_of_the_first(
    played: Played, store: Store, tmp_path: Path
) -> None:
    who, session, first = voter(played), played.session, played.decisions[0]
    taken(store, tmp_path, home(played, who))
    at = session.reflections[who, first].at + dt.timedelta(minutes=5)
    better = Reflected(at, Reflection(who, first, {}, "Wait for the others.", at))
    later = replace(session, reflections={**session.reflections, (who, first): better.reflection})
    learner = taken(store, tmp_path, home(played, who, later)).learner
    newest = store.attempts_at(learner.id, "xiaomi", first)[-1]
    assert store.debrief(newest.id).takeaway == "Wait for the others."


def test_nobody_takes_home_what_another_voted(played: Played, store: Store, tmp_path: Path) -> None:
    session = played.session
    three = [each for each in session.participants if can_take_home(session, each)][:3]
    for who in three:
        taken(store, tmp_path, home(played, who))
    names = {learner.name for learner in store.learners()}
    assert names == {session.participants[who].name for who in three}
    for learner in store.learners():
        who = next(each.id for each in session.participants.values() if each.name == learner.name)
        stored = {(each.decision_id, each.forecast, each.created) for each in store.lines(learner.id)}
        ballots = [ballot for each in played.decisions for round_ in Round if (ballot := session.ballot(each, round_))]
        mine = {
            (each.decision_id, each.votes[who].forecast, each.votes[who].at) for each in ballots if who in each.votes
        }
        assert stored == mine


def test_before_the_whole_record_was_shown_there_is_nothing(played: Played) -> None:
    early = play(people=6, decisions=1, reveal=5)
    assert not can_take_home(early.session, 1)
    with pytest.raises(NothingYet, match="see a record to its end"):
        take_home(early.session, 1, early.records, NOW)
    with pytest.raises(KeyError):
        home(played, 999)


def test_whoever_voted_on_nothing_has_nothing(played: Played) -> None:
    session = played.session
    silent = replace(session, ballots={number: replace(each, votes={}) for number, each in session.ballots.items()})
    assert not can_take_home(silent, 1)
    with pytest.raises(NothingYet):
        home(played, 1, silent)


def test_no_word_of_a_record_that_was_not_shown_goes_home(played: Played, tmp_path: Path) -> None:
    who, (one, two) = voter(played), played.decisions
    partly = replace(played.session, shown={one: 6, two: 5})
    file = tmp_path / "home.progress"
    file.write_bytes(take_home(partly, who, played.records, NOW))
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert parts["texts.jsonl"].count("\n") == 1
    assert all(two not in content for content in parts.values())


@pytest.mark.parametrize(("step", "able"), [(Step.SECOND_VOTE, False), (Step.REVEAL, True)])
def test_it_is_said_beforehand_whether_there_is_something(step: Step, able: bool) -> None:
    played = play(people=4, decisions=1, until=(0, step))
    votes = played.session.ballot(played.decisions[0], Round.FIRST)
    assert votes is not None
    assert can_take_home(played.session, next(iter(votes.votes))) is able
