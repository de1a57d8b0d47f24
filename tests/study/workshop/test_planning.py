from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from trainer.study.workshop.plan import DECISION_STEPS, Joining, Naming, Plan, PlannedDecision, Step
from trainer.study.workshop.planning import (
    MOST_MINUTES,
    changed,
    fitted,
    missing,
    moved,
    share,
    timed,
    with_decision,
    with_people,
    without_decision,
)

ALL = dict(zip(DECISION_STEPS, (8, 4, 10, 3, 2, 5, 3), strict=True))


def decision(name: str, **minutes: int) -> PlannedDecision:
    chosen = {Step(step.replace("_", "-")): value for step, value in minutes.items()} or ALL
    return PlannedDecision(decision_id=name, title=f"The {name}", minutes=chosen)


def plan(*names: str) -> Plan:
    decisions = tuple(map(decision, names))
    return Plan(title="Buying time", case_id="town", case_title="A town", decisions=decisions)


def order(made: Plan) -> list[str]:
    return [each.decision_id for each in made.decisions]


def test_a_decision_is_added_at_the_end_and_only_once() -> None:
    made = with_decision(with_decision(plan("harbour"), decision("bridge")), decision("harbour"))

    assert order(made) == ["harbour", "bridge"]
    assert order(without_decision(made, "harbour")) == ["bridge"]
    assert order(without_decision(made, "tunnel")) == ["harbour", "bridge"]


def test_a_decision_moves_to_its_new_place_and_stops_at_the_ends() -> None:
    made = plan("a", "b", "c")

    assert order(moved(made, "a", 1)) == ["b", "a", "c"]
    assert order(moved(made, "a", 99)) == ["b", "c", "a"]
    assert order(moved(made, "c", -1)) == ["c", "a", "b"]
    with pytest.raises(KeyError):
        moved(made, "d", 0)


def test_a_step_gets_other_minutes_is_left_out_and_comes_back_in_its_place() -> None:
    made = timed(plan("a"), "a", Step.DISCUSS, 12)
    assert made.decisions[0].minutes[Step.DISCUSS] == 12
    assert made.total == 37

    without = timed(made, "a", Step.BRIEFING, None)
    assert without.decisions[0].steps == DECISION_STEPS[1:]
    assert timed(without, "a", Step.BRIEFING, 5).decisions[0].steps == DECISION_STEPS


def test_minutes_stay_within_what_a_step_may_take() -> None:
    assert timed(plan("a"), "a", Step.DISCUSS, 999).decisions[0].minutes[Step.DISCUSS] == MOST_MINUTES
    assert timed(plan("a"), "a", Step.DISCUSS, -1).decisions[0].minutes[Step.DISCUSS] == 0


def test_the_last_step_of_a_decision_stays() -> None:
    made = plan().model_copy(update={"decisions": (decision("a", reveal=5),)})

    assert timed(made, "a", Step.REVEAL, None) == made


def test_steps_fitted_into_less_time_keep_their_proportions() -> None:
    made = fitted(plan("a", "b"), 35)

    assert made.total == 35
    assert made.decisions[0].minutes[Step.DISCUSS] > made.decisions[0].minutes[Step.SECOND_VOTE]


def test_a_step_without_time_gets_none() -> None:
    made = fitted(plan().model_copy(update={"decisions": (decision("a", briefing=10, both_votes=0),)}), 4)

    assert made.decisions[0].minutes == {Step.BRIEFING: 4, Step.BOTH_VOTES: 0}


def test_nothing_is_fitted_into_anything() -> None:
    assert fitted(plan(), 90) == plan()


def test_a_list_calls_people_by_their_names() -> None:
    listed = with_people(plan("a"), Joining.LISTED, ("Anna", "Ben"))
    assert (listed.joining, listed.naming, listed.names) == (Joining.LISTED, Naming.NAMES, ("Anna", "Ben"))

    anybody = with_people(listed, Joining.ANYBODY)
    assert anybody.names == ("Anna", "Ben"), "the list is there still when it is wanted again"


def test_what_is_missing_is_said() -> None:
    assert missing(plan()) == ("a decision",)
    assert missing(with_people(plan("a"), Joining.LISTED)) == ("names on the list",)
    assert missing(plan("a")) == ()


def test_a_plan_is_never_changed_into_one_that_does_not_hold() -> None:
    with pytest.raises(ValidationError):
        changed(plan(), title="")


@given(st.lists(st.integers(1, 240), max_size=40), st.integers(0, 600))
def test_shares_add_up_and_the_longer_part_is_never_the_shorter_share(parts: list[int], total: int) -> None:
    found = share(parts, total)

    assert len(found) == len(parts)
    assert sum(found) == (max(total, len(parts)) if parts else 0)
    assert all(each >= 1 for each in found)
    pairs = list(zip(parts, found, strict=True))
    assert all(first[1] >= second[1] for first in pairs for second in pairs if first[0] > second[0])


@given(st.permutations("abcde"), st.sampled_from("abcde"), st.integers(-2, 8))
def test_moving_one_leaves_the_others_in_their_order(names: list[str], name: str, to: int) -> None:
    found = order(moved(plan(*names), name, to))

    assert sorted(found) == sorted(names)
    assert [each for each in found if each != name] == [each for each in names if each != name]
