from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desktop.cases import debriefed, outline
from trainer.desktop.library_state import Shelf
from trainer.desktop.painting.segments import GrainState
from trainer.study.playthrough import Stage, Standing


def test_a_case_never_opened_is_begun() -> None:
    shelf = Shelf(outline())
    assert (shelf.verb, shelf.where) == ("Begin", "Six decisions wait for you, about an hour and a half in all.")
    assert shelf.foot == "Decision 1 of 6, 2 April 2010. About a quarter of an hour."


def test_a_case_with_a_draft_and_nothing_decided_is_continued() -> None:
    shelf = Shelf(outline(), opened=True)
    assert (shelf.verb, shelf.where) == ("Continue", "You left off at bookmark 1.")


def test_a_case_begun_goes_on_where_it_was_left() -> None:
    shelf = Shelf(outline(), debriefed(1))
    assert shelf.current is not None
    assert (shelf.verb, shelf.current.title, shelf.where) == ("Continue", "The contract", "You left off at bookmark 2.")


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.COMMITTED, "You have committed; the record comes next."),
        (Stage.REVEALED, "The record is open; the debrief comes next."),
    ],
)
def test_a_decision_half_done_says_what_comes_next(stage: Stage, words: str) -> None:
    shelf = Shelf(outline(), {"d1": Standing(stage, "a1", 2, 1)})
    assert shelf.foot == f"Decision 1 of 6, 2 April 2010. {words}"


def test_a_case_gone_through_has_nothing_current() -> None:
    shelf = Shelf(outline(), debriefed(6))
    assert (shelf.current, shelf.where, shelf.foot) == (None, "All decisions are made.", "")
    assert [shelf.count(act) for act in shelf.outline.acts] == ["1 of 1", "3 of 3", "1 of 1", "1 of 1"]


def test_acts_are_counted_or_sealed() -> None:
    shelf = Shelf(outline(), debriefed(1))
    assert [shelf.count(act) for act in shelf.outline.acts] == ["1 of 1", "0 of 3", "1 sealed", "1 sealed"]


def test_a_decision_committed_but_not_debriefed_counts_as_decided_and_is_where_the_learner_is() -> None:
    shelf = Shelf(outline((2,)), {"d1": Standing(Stage.COMMITTED, "a1", 0, 1)})
    assert shelf.count(shelf.outline.acts[0]) == "1 of 2"
    assert shelf.states(shelf.outline.acts[0]) == (GrainState.HERE, GrainState.SEALED)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.data())
def test_cover_and_segments_agree_with_what_is_done(acts: list[int], data: st.DataObject) -> None:
    total = sum(acts)
    done = data.draw(st.integers(0, total))
    shelf = Shelf(outline(acts), debriefed(done))
    states = [state for act in shelf.outline.acts for state in shelf.states(act)]
    assert states[:done] == [GrainState.DECIDED] * done
    assert states.count(GrainState.HERE) == (done < total)
    assert [grain for act in shelf.cover.acts for grain in act.grains] == states
