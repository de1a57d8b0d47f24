from __future__ import annotations

from dataclasses import replace
from statistics import fmean

import pytest

from tests.workshop.made import Played, play
from trainer.reports.table import Value
from trainer.reports.workshop.tables import all_tables
from trainer.reports.workshop.told import Material, tell
from trainer.study.workshop.events import BallotClosed
from trainer.study.workshop.plan import Round, Step
from trainer.study.workshop.tally import tally

Rows = list[dict[str, Value]]


def rows(played: Played, *, names: bool = False) -> dict[str, Rows]:
    material = Material(played.session, played.events, played.sheets, played.shown, played.start.plan)
    return {
        table.title: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        for table in all_tables(tell(material, names=names))
    }


def counted(found: Rows, decision: str, round_: Round) -> dict[Value, int]:
    made: dict[Value, int] = {}
    for row in found:
        if (row["decision"], row["round"], row["counted"]) == (decision, int(round_), "yes"):
            count = row["count"]
            assert isinstance(count, int)
            made[row["choice_id"]] = made.get(row["choice_id"], 0) + count
    return made


@pytest.mark.parametrize("hands", [False, True])
@pytest.mark.parametrize("people", [3, 41])
def test_whoever_counts_the_table_of_votes_finds_what_the_room_saw(people: int, hands: bool) -> None:
    played = play(people, 2, reopened=True, removed=0 if hands else 1, hands=hands)
    found = rows(played)["Votes"]

    for decision in played.decisions:
        for round_ in Round:
            ballot = played.session.ballot(decision, round_)
            assert ballot is not None
            options = [option.id for option in played.sheets[decision].briefing.options]
            told = tally(played.session, ballot, options)
            expected = {option: count for option, count in zip(options, told.counts, strict=True) if count}
            assert {key: count for key, count in counted(found, decision, round_).items() if count} == expected


def test_names_are_missing_unless_asked_for_and_open() -> None:
    plain, asked = rows(play(12, 1)), rows(play(12, 1), names=True)
    openly = rows(play(12, 1, open_votes=True), names=True)

    for found in (plain, asked):
        assert all(row["name"] is None for title in ("Votes", "Reflections", "People") for row in found[title])
    assert "Attendance" not in plain
    assert len(asked["Attendance"]) == 12
    assert all(row["name"] for title in ("Votes", "Reflections", "People") for row in openly[title])


def test_the_table_of_decisions_holds_no_word_of_a_record_that_stayed_sealed() -> None:
    (row,) = rows(play(12, 1, until=(0, Step.BOTH_VOTES)))["Decisions"]
    (shown,) = rows(play(12, 1))["Decisions"]

    assert (row["taken"], row["taken_title"], row["judgement"], row["record_shown"]) == (None, None, None, 0)
    assert shown["taken"] in list("ABCDE")
    assert shown["judgement"] in ("vindicated", "mixed", "regretted")
    assert shown["record_shown"] == 6


def test_of_a_vote_that_is_still_open_no_table_says_what_was_chosen() -> None:
    played = play(20, 1, until=(0, Step.FIRST_VOTE))
    still_open = replace(played, events=tuple(each for each in played.events if not isinstance(each, BallotClosed)))
    assert still_open.session.open_ballot is not None

    found = rows(still_open)

    assert found["Votes"] == found["Counts"] == found["Moves"] == []
    assert found["Decisions"][0]["first_votes"] is None
    assert {row["votes"] for row in found["People"]} == {0}


def test_the_mean_of_a_few_forecasts_is_not_told() -> None:
    (few,), (many,) = (rows(play(people, 1))["Decisions"] for people in (3, 41))

    assert few["first_forecast"] is few["second_forecast"] is None
    ballot = play(41, 1).session.ballot(str(many["decision"]), Round.FIRST)
    assert ballot is not None
    assert many["first_forecast"] == round(fmean(vote.forecast for vote in ballot.votes.values()))


def test_moves_and_those_who_voted_once_add_up_to_the_votes() -> None:
    found = rows(play(41, 2))

    for row in found["Decisions"]:
        moves = [each for each in found["Moves"] if each["decision"] == row["decision"]]
        numbers = {key: value for key, value in row.items() if isinstance(value, int)}
        assert sum(each["people"] for each in moves if isinstance(each["people"], int)) == (
            numbers["stayed"] + numbers["moved"]
        )
        assert numbers["stayed"] + numbers["moved"] + numbers["only_first"] == numbers["first_votes"]
        assert numbers["stayed"] + numbers["moved"] + numbers["only_second"] == numbers["second_votes"]
