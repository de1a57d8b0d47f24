from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.case.packs import write_pack
from tests.desktop.plans import acts, advice, plan_state
from trainer.desktop.workshops.advice import read_advice
from trainer.desktop.workshops.plan_state import (
    Advice,
    against_words,
    end_words,
    found_in,
    missing_words,
    planned,
    sum_words,
    taken_over,
)
from trainer.study.workshop.minutes import USUAL
from trainer.study.workshop.plan import Joining
from trainer.study.workshop.planning import changed, fitted

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)


def test_the_sum_is_said_against_the_time_there_is() -> None:
    plan = fitted(plan_state(2).plan, 60)

    assert sum_words(plan) == "2 decisions, 60 minutes"
    assert against_words(plan) == ""
    assert against_words(changed(plan, available=60)) == "just as many as there are"
    assert against_words(changed(plan, available=59)) == "1 minute too many"
    assert against_words(changed(plan, available=90)) == "30 minutes to spare"
    assert against_words(changed(plan_state(0).plan, available=90)) == ""


def test_the_end_is_said_in_the_time_of_the_reader_and_not_of_days_to_come() -> None:
    plan = fitted(plan_state(2).plan, 95)

    assert end_words(plan, NOW, dt.timezone(dt.timedelta(hours=2))) == "Begun now, it ends at 13:35."
    assert end_words(plan_state(0).plan, NOW) == ""
    assert end_words(plan_state(42).plan, NOW) == ""


def test_what_is_missing_stands_in_one_line() -> None:
    plan = changed(plan_state(0).plan, joining=Joining.LISTED)

    assert missing_words(plan) == "Still missing: a decision, names on the list"
    assert missing_words(plan_state(1).plan) == ""


def test_decisions_are_found_by_title_act_and_date_together() -> None:
    act = acts()[2]
    one = act.decisions[0]

    assert found_in(acts(), "") == acts()
    assert [each.number for each in found_in(acts(), act.title.upper())] == [act.number]
    found = found_in(acts(), f"{one.title} {one.date}")
    assert one in found[0].decisions
    assert found_in(acts(), "zebra") == ()


def test_the_places_in_the_case_count_through_all_acts() -> None:
    places = [each.place for act in acts() for each in act.decisions]

    assert places == list(range(1, 43))


def test_a_decision_without_a_note_gets_the_usual_minutes() -> None:
    assert planned(acts()[0].decisions[0], Advice()).minutes == USUAL


def test_a_proposal_is_taken_over_as_far_as_the_case_has_its_decisions() -> None:
    state = plan_state(2)
    proposal = advice().proposals[1]
    plan = taken_over(state, proposal)

    assert tuple(each.decision_id for each in plan.decisions) == proposal.decisions
    assert plan.total == plan.available == proposal.minutes == 240
    assert plan.title == state.plan.title


def test_a_note_that_cannot_be_read_costs_only_its_own_advice(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "bakery")
    (pack / "teaching").mkdir()
    (pack / "teaching" / "new-oven.yaml").write_text("purpose: [", encoding="utf-8")
    found = read_advice(pack, ("new-oven",), lambda _share: None)

    assert (found.minutes, found.proposals) == ({}, ())
    assert found.problem.startswith("A teaching note can’t be read, so usual minutes are taken: ")
    assert "new-oven.yaml" in found.problem


def test_a_case_without_notes_has_no_advice_and_no_problem(tmp_path: Path) -> None:
    assert read_advice(write_pack(tmp_path / "bakery"), ("new-oven",), lambda _share: None) == Advice()
