from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.workshop.made import Played, play
from trainer.reports.workshop.told import Material, WorkshopTold, tell
from trainer.study.workshop.plan import Naming, Round, Step


def material(played: Played) -> Material:
    return Material(played.session, played.events, played.sheets, played.shown, played.start.plan)


def told(played: Played, *, names: bool = False) -> WorkshopTold:
    return tell(material(played), names=names)


def test_both_votes_of_each_decision_are_counted_by_letter() -> None:
    played = play(41, 2)

    found = told(played)

    assert [each.id for each in found.decisions] == list(played.decisions)
    assert (found.people, found.removed, found.by_hands) == (41, 0, False)
    for decision in found.decisions:
        assert [option.letter for option in decision.options] == list("ABCDE"[: len(decision.options)])
        for round_ in Round:
            ballot = decision.ballot(round_)
            stored = played.session.ballot(decision.id, round_)
            assert ballot is not None
            assert stored is not None
            assert ballot.tally.voted == len(stored.votes) == len(ballot.votes)
            assert sum(len(ballot.reasons(option.id)) for option in decision.options) == sum(
                1 for vote in stored.votes.values() if vote.reason
            )


def test_names_are_told_beside_votes_only_where_votes_were_announced_as_open() -> None:
    played = play(12, 1)

    plain, asked, openly = told(played), told(played, names=True), told(play(12, 1, open_votes=True), names=True)

    assert not plain.attendance
    assert "Mei" in asked.attendance
    assert {who.name for who in plain.everybody} == {who.name for who in asked.everybody} == {""}
    assert {who.name for who in openly.everybody} == set(openly.attendance)
    ballot = openly.decisions[0].ballot(Round.FIRST)
    assert ballot is not None
    assert {vote.who.name for vote in ballot.votes} <= set(openly.attendance)


def test_numbers_tell_nothing_of_the_order_in_which_people_came() -> None:
    found = told(play(30, 1, naming=Naming.PSEUDONYMS, open_votes=True), names=True)

    came = [int(who.name.split()[1]) for who in found.everybody]
    assert sorted(came) == list(range(1, 31))
    assert came != sorted(came)
    assert [who.number for who in found.everybody] == list(range(1, 31))


def test_nothing_of_a_record_is_told_beyond_what_the_room_has_seen() -> None:
    (nothing,) = told(play(9, 1, reveal=0)).decisions
    (first,) = told(play(9, 1, reveal=1)).decisions
    (half,) = told(play(9, 1, reveal=4)).decisions
    (whole,) = told(play(9, 1)).decisions

    assert (nothing.full, nothing.taken, nothing.judgement, nothing.factors) == (None, None, None, ())
    assert first.taken is not None
    assert (first.judgement, first.factors, first.reflections) == (None, (), ())
    assert half.judgement is not None
    assert half.factors == ()
    assert whole.factors
    assert sum(factor.saw + factor.missed for factor in whole.factors) == sum(
        len(each.marks) for each in whole.reflections
    )


def test_a_ballot_opened_anew_stays_and_only_one_counts() -> None:
    (decision,) = told(play(20, 1, reopened=True)).decisions

    seconds = [ballot for ballot in decision.ballots if ballot.round is Round.SECOND]
    assert [ballot.counts for ballot in seconds] == [False, True]
    assert decision.again == (seconds[0],)
    assert decision.shift.second == seconds[1].tally


def test_who_was_removed_is_not_counted_and_that_is_told() -> None:
    found = told(play(20, 1, removed=3))
    (decision,) = found.decisions
    ballot = decision.ballot(Round.FIRST)

    assert (found.people, found.removed) == (17, 3)
    assert ballot is not None
    gone = [vote for vote in ballot.votes if not vote.who.here]
    assert gone
    assert ballot.tally.voted == len(ballot.votes) - len(gone)
    assert not any(vote in gone for option in decision.options for vote in ballot.reasons(option.id))


def test_of_an_open_ballot_only_the_number_of_votes_is_told() -> None:
    played = play(20, 1, until=(0, Step.FIRST_VOTE))
    still_open = Played(
        played.start, tuple(each for each in played.events if "Closed" not in type(each).__name__), played.case
    )

    (decision,) = told(still_open).decisions
    (ballot,) = decision.ballots

    assert ballot.is_open
    assert ballot.tally.voted > 0
    assert (ballot.votes, ballot.counts, decision.shift.first) == ((), False, None)


def test_hands_are_counted_without_moves() -> None:
    found = told(play(30, 1, hands=True))
    (decision,) = found.decisions

    assert (found.hands, found.people, found.by_hands) == (30, 0, True)
    assert decision.shift.flows == ()
    assert decision.shift.second is not None
    assert decision.shift.second.by_hands


def test_minutes_are_told_as_planned_and_as_taken() -> None:
    found = told(play(12, 2))

    assert found.planned_minutes == sum(sum(each.planned.values()) for each in found.decisions)
    for decision in found.decisions:
        assert set(decision.spent) == set(decision.planned)
        assert decision.spent[Step.REVEAL] > dt.timedelta(seconds=100)
    assert [each.id for each in found.come_to] == [each.id for each in found.decisions]
    assert len(told(play(9, 2, until=(0, Step.DISCUSS))).come_to) == 1


def test_minutes_of_the_whole_are_rounded_once() -> None:
    found = told(play(3, 3))
    spent = {Step.REVEAL: dt.timedelta(seconds=100)}

    found = replace(found, decisions=tuple(replace(each, spent=spent) for each in found.decisions))

    assert [each.minutes_spent for each in found.decisions] == [2, 2, 2]
    assert found.minutes_spent == 5
