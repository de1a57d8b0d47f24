from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desktop import maps
from trainer.case.model import Judgement
from trainer.desktop.map_state import MapAct, MapCall, MapFilter, MapKind, MapState, map_state
from trainer.study.forecast import Agreement
from trainer.study.playthrough import Playthrough, Stage, Standing


def kinds(state: MapState) -> list[MapKind]:
    return [stop.kind for stop in state.stops]


def test_what_is_decided_open_and_sealed() -> None:
    assert kinds(maps.state(2)) == [MapKind.DECIDED] * 2 + [MapKind.OPEN] + [MapKind.SEALED] * 6


@pytest.mark.parametrize("stage", [Stage.COMMITTED, Stage.REVEALED])
def test_a_commitment_whose_debrief_is_not_closed_is_begun(stage: Stage) -> None:
    state = maps.state(2, d3=Standing(stage, "a3", 3, 1))

    assert kinds(state)[2] is MapKind.BEGUN
    assert state.decided == 3


def test_a_further_try_under_way_is_decided_as_before() -> None:
    assert kinds(maps.state(2, d1=Standing(Stage.READING, None, 0, 1, done=True)))[0] is MapKind.DECIDED


@given(st.integers(0, 9))
def test_a_sealed_stop_tells_nothing_but_number_date_and_themes(decided: int) -> None:
    state = maps.state(decided)
    sealed = [stop for stop in state.stops if stop.kind is MapKind.SEALED]

    assert len(sealed) == max(9 - decided - 1, 0)
    for stop in sealed:
        assert (stop.title, stop.people, stop.call) == ("", (), None)
        assert maps.SECRET not in repr(stop)
        assert stop.spoken == f"Decision {stop.number}, {stop.date}, sealed"


@pytest.mark.parametrize(
    ("standing", "call"),
    [
        (Standing(Stage.COMMITTED, "a", 0, 1), MapCall(70, None, None)),
        (Standing(Stage.COMMITTED, "a", 1, 1), MapCall(70, Agreement.WITH, None)),
        (Standing(Stage.COMMITTED, "a", 3, 1), MapCall(70, Agreement.WITH, None)),
        (Standing(Stage.COMMITTED, "a", 4, 1), MapCall(70, Agreement.WITH, Judgement.REGRETTED)),
        (Standing(Stage.DEBRIEFED, "a", 6, 1, done=True), MapCall(70, Agreement.WITH, Judgement.REGRETTED)),
        (Standing(Stage.COMMITTED, "b", 0, 2, done=True), MapCall(70, Agreement.WITH, Judgement.REGRETTED)),
    ],
)
def test_a_call_tells_as_much_of_the_record_as_was_opened(standing: Standing, call: MapCall) -> None:
    assert maps.state(0, d1=standing).stops[0].call == call


def test_the_newest_attempt_counts_and_those_at_other_cases_do_not() -> None:
    case = maps.case()
    lines = [
        maps.line("d1", case_id="another", forecast=1),
        maps.line("d1", forecast=20, agreement=Agreement.AGAINST),
        maps.line("d1", forecast=99),
    ]

    state = map_state(case, Playthrough(case.order, maps.done(1)), lines, "d1")

    assert state.stops[0].call == MapCall(20, Agreement.AGAINST, Judgement.REGRETTED)


def test_a_stop_is_spoken_whole() -> None:
    assert maps.state(2, here="d1").stops[0].spoken == (
        f"Decision 1, {maps.SECRET} 1, 21 02 2009, decided, forecast 70 %, my choice with the record,"
        " their choice regretted, I am here"
    )


def summaries(acts: tuple[MapAct, ...]) -> list[str]:
    return [act.summary for act in acts]


def test_an_act_says_how_far_the_learner_is_in_it() -> None:
    assert summaries(maps.state(4).acts) == ["2009, 3 of 3", "2009, 1 of 2", "2009, 4 sealed"]


def test_acts_without_decisions_are_left_out_and_the_others_keep_their_numbers() -> None:
    assert [act.number for act in maps.state(0, acts=(2, 0, 1)).acts] == [1, 3]


def test_themes_are_counted_over_all_decisions_and_people_over_those_that_are_known() -> None:
    state = maps.state(2)

    assert [(group.name, group.count) for group in state.themes] == [("Time", 9), ("Price", 4)]
    assert [(group.id, group.count) for group in state.people] == [("mayor", 2), ("engineer", 1)]
    assert [group.id for group in maps.state(0).people] == ["mayor"]


def test_a_filter_passes_what_fits_all_of_it() -> None:
    state = maps.state(8)

    def numbers(chosen: MapFilter) -> list[int]:
        return [stop.number for stop in state.stops if chosen.passes(stop)]

    assert numbers(MapFilter()) == list(range(1, 10))
    assert numbers(MapFilter(theme="price")) == [2, 4, 6, 8]
    assert numbers(MapFilter(person="engineer")) == [3, 6, 9]
    assert numbers(MapFilter("price", "engineer")) == [6]


def test_whoever_looks_for_a_person_sees_no_sealed_decision() -> None:
    state = maps.state(1)

    assert not any(
        MapFilter(person=person).passes(stop)
        for person in ("mayor", "engineer")
        for stop in state.stops
        if stop.kind is MapKind.SEALED
    )


def test_what_is_debriefed_and_due_comes_back_today_and_a_try_under_way_does_not() -> None:
    begun = Standing(Stage.REVEALED, "a3", 6, 2, done=True)
    state = maps.state(2, due=["d1", "d3", "d5"], d3=begun)

    assert kinds(state)[:3] == [MapKind.DUE, MapKind.DECIDED, MapKind.BEGUN]
    assert state.due == 1
    assert state.decided == 3
    assert "comes back today" in state.stops[0].spoken
