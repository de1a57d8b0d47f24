from __future__ import annotations

from dataclasses import replace

import pytest

from tests.desktop import works
from trainer.desktop.rail_state import rail_acts
from trainer.desktop.widgets.rail_items import StopKind
from trainer.study.playthrough import REVEAL_STEPS, Playthrough

DECIDED, OPEN, SEALED = StopKind.DECIDED, StopKind.OPEN, StopKind.SEALED


def _playthrough(*done: str) -> Playthrough:
    made = Playthrough(works.case().order)
    for each in done:
        made = made.committed(each, f"of {each}").unfolded(each, len(REVEAL_STEPS)).debriefed(each)
    return made


@pytest.mark.parametrize(
    ("done", "kinds"),
    [
        ([], [OPEN, SEALED, SEALED]),
        ([works.FIRST], [DECIDED, OPEN, SEALED]),
        ([works.FIRST, works.SECOND, works.THIRD], [DECIDED] * 3),
    ],
)
def test_the_next_decision_is_open_and_those_after_it_are_sealed(done: list[str], kinds: list[StopKind]) -> None:
    acts = rail_acts(works.case(), _playthrough(*done), works.FIRST)
    assert [stop.kind for act in acts for stop in act.stops] == kinds


def test_a_decision_counts_as_decided_from_its_commitment_on() -> None:
    playthrough = Playthrough(works.case().order).committed(works.FIRST, "a")
    acts = rail_acts(works.case(), playthrough, works.FIRST)
    assert [stop.kind for act in acts for stop in act.stops] == [DECIDED, SEALED, SEALED]


def test_a_further_try_leaves_it_decided() -> None:
    acts = rail_acts(works.case(), _playthrough(works.FIRST).again(works.FIRST), works.FIRST)
    assert acts[0].stops[0].kind is DECIDED


def test_acts_have_their_number_years_and_decisions() -> None:
    north, south = rail_acts(works.case(), _playthrough(), works.SECOND)
    assert (north.number, north.title, north.years) == (1, "The north", "2011")
    assert [stop.decision_id for stop in north.stops] == [works.FIRST, works.SECOND]
    assert (south.number, south.title) == (2, "The south")
    assert [stop.here for act in (north, south) for stop in act.stops] == [False, True, False]
    assert north.stops[0].date == "April 2011"
    assert (north.begun, south.begun) == (True, False)
    assert not north.done


def test_an_act_is_done_when_all_of_its_decisions_are() -> None:
    north, south = rail_acts(works.case(), _playthrough(works.FIRST, works.SECOND), works.THIRD)
    assert (north.done, south.done) == (True, False)


def test_an_act_says_its_years() -> None:
    case = works.case()
    changed = replace(case, acts=(replace(case.acts[0], years="2011–2015"), *case.acts[1:]))
    assert rail_acts(changed, _playthrough(), works.FIRST)[0].years == "2011–2015"


def test_an_act_without_decisions_is_left_out() -> None:
    case = works.case()
    changed = replace(case, acts=(case.acts[0], replace(case.acts[1], decisions=())))
    playthrough = Playthrough(changed.order)
    assert [act.title for act in rail_acts(changed, playthrough, works.FIRST)] == ["The north"]


def test_a_course_shows_its_own_decisions_and_leaves_out_acts_without_any() -> None:
    playthrough = Playthrough((works.SECOND,), beside=frozenset({works.FIRST, works.THIRD}))
    acts = rail_acts(works.case(), playthrough, works.SECOND)
    assert [(act.number, [stop.decision_id for stop in act.stops]) for act in acts] == [(1, [works.SECOND])]
    later = Playthrough((works.THIRD,), beside=frozenset({works.FIRST, works.SECOND}))
    assert [act.number for act in rail_acts(works.case(), later, works.THIRD)] == [2]
