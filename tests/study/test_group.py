"""What a coach sees of a group: first tries told apart from later ones, and few learners not told from one another."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.model import FactorKind
from trainer.study.forecast import Agreement
from trainer.study.group import (
    GroupAttempt,
    GroupMark,
    GroupText,
    MissedFactor,
    group_blind_spots,
    group_decisions,
    group_forecasts,
    shuffled,
)
from trainer.study.intervals import jeffreys

OPTIONS = {"ask": "Ask", "sign": "Sign", "wait": "Wait"}
SIGN = GroupText("c", "A case", 1, "The act", "sign", 2, "The contract", OPTIONS, "sign", {"cost": "The cost"})
SEND = GroupText("c", "A case", 1, "The act", "send", 1, "The letter", OPTIONS, "ask")
OTHER = GroupText("b", "Another case", 1, "The act", "sign", 3, "A case before", OPTIONS, "wait")


def attempt(
    who: str, choice: str = "sign", forecast: int = 50, number: int = 1, text: GroupText = SIGN, *missed: bool
) -> GroupAttempt:
    marks = tuple(GroupMark(f"f{place}", FactorKind.TIME, each) for place, each in enumerate(missed))
    agreement = Agreement.of(choice, text.taken)
    return GroupAttempt(f"{who}-{number}", who, text.spot, number, choice, agreement, forecast, marks)


def test_decisions_stand_in_the_order_of_their_cases_and_those_nobody_came_to_are_left_out() -> None:
    found = group_decisions([SIGN, SEND, OTHER], [attempt("a"), attempt("a", text=OTHER), attempt("b", text=SEND)])
    assert [each.text.title for each in found] == ["The letter", "The contract", "A case before"]
    assert [each.text for each in group_decisions([SIGN, SEND], [attempt("a")])] == [SIGN]


def test_first_tries_and_later_ones_are_counted_apart() -> None:
    attempts = [
        attempt("a", "ask", 20),
        attempt("b", "sign", 60),
        attempt("c", "sign", 70),
        attempt("a", "sign", 90, 2),
        attempt("a", "sign", 100, 3),
    ]
    (found,) = group_decisions([SIGN], attempts)
    assert [(each.id, each.taken, each.first, each.later) for each in found.options] == [
        ("ask", False, ("a",), 0),
        ("sign", True, ("b", "c"), 2),
        ("wait", False, (), 0),
    ]
    assert (found.learners, found.later, found.n, found.with_record) == (3, 2, 3, 2)
    assert found.forecast == pytest.approx(50)
    assert found.interval == jeffreys(2, 3)
    (everything,) = group_decisions([SIGN], attempts, all_tries=True)
    assert (everything.learners, everything.n, everything.with_record) == (3, 5, 4)
    assert everything.forecast == pytest.approx(68)
    assert everything.options == found.options


def test_an_option_that_the_text_no_longer_has_is_still_counted() -> None:
    (found,) = group_decisions([SIGN], [attempt("a", "burn")])
    assert [(each.id, each.title) for each in found.options][-1] == ("burn", "burn")
    assert found.options[-1].first == ("a",)


@pytest.mark.parametrize(("learners", "covered"), [(1, True), (4, True), (5, False), (12, False)])
def test_what_few_chose_is_covered_while_names_are_hidden(learners: int, covered: bool) -> None:
    (found,) = group_decisions([SIGN], [attempt(f"l{each}") for each in range(learners)])
    assert found.covered(names_hidden=True) is covered
    assert not found.covered(names_hidden=False)


def test_factors_missed_most_come_first() -> None:
    marks = {"a": (True, True), "b": (True, False), "c": (False,)}
    text = replace(SIGN, factors={"f0": "The cost"})
    (found,) = group_decisions([text], [attempt(who, "sign", 50, 1, text, *missed) for who, missed in marks.items()])
    assert found.missed == (MissedFactor("The cost", 2, 3), MissedFactor("f1", 1, 2))


def test_marks_of_later_tries_do_not_count() -> None:
    (found,) = group_decisions([SIGN], [attempt("a"), attempt("a", "sign", 50, 2, SIGN, True)])
    assert found.missed == ()
    assert group_blind_spots([attempt(f"{each}", "sign", 50, 2, SIGN, True) for each in range(9)]) == ()


def test_blind_spots_need_five_tries_and_say_of_how_many_learners() -> None:
    texts = [GroupText("c", "A case", 1, "The act", f"d{each}", each, "T", OPTIONS, "sign") for each in range(1, 4)]
    attempts = [attempt(who, "sign", 50, 1, text, who == "a") for text in texts for who in "ab"]
    (spot,) = group_blind_spots(attempts)
    assert (spot.kind, spot.n, spot.missed, spot.learners) == (FactorKind.TIME, 6, 3, 2)
    assert spot.interval == jeffreys(3, 6)
    assert group_blind_spots(attempts[:4]) == ()


def test_forecasts_of_the_group_speak_to_nobody_in_particular() -> None:
    attempts = [attempt(f"l{each}", "sign" if each % 2 else "ask", 70) for each in range(30)]
    found = group_forecasts([*attempts, attempt("l1", "sign", 100, 2)])
    assert found.calibration.statement is None
    assert (found.calibration.n, found.calibration.hits, found.learners) == (30, 15, 30)
    assert found.sentence == (
        "In 30 tries by 30 learners, 70\u00a0% were expected to be with the record; 50\u00a0% were."
    )
    assert group_forecasts([*attempts, attempt("l1", "sign", 100, 2)], all_tries=True).calibration.n == 31
    assert group_forecasts([]).sentence.startswith("Nothing to see yet")


def test_few_forecasts_of_a_group_promise_no_sentence_that_never_comes() -> None:
    found = group_forecasts([attempt(f"l{each}") for each in range(6)])
    assert found.calibration.too_few == (
        "Too few to tell: with 6 first tries, chance alone moves every point a long way."
    )


def test_further_tries_are_said_to_know_the_record() -> None:
    assert "at them, the record was known" in group_forecasts([attempt("a")], all_tries=True).caution
    assert "known" not in group_forecasts([attempt("a")]).caution


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from((*OPTIONS, "burn")), st.integers(0, 100)), max_size=40
    )
)
def test_every_attempt_is_counted_once(rows: list[tuple[str, str, int]]) -> None:
    tries: dict[str, int] = {}
    attempts = []
    for who, choice, forecast in rows:
        tries[who] = tries.get(who, 0) + 1
        attempts.append(attempt(who, choice, forecast, tries[who]))
    for found in group_decisions([SIGN], attempts):
        assert sum(len(each.first) + each.later for each in found.options) == len(attempts)
        assert sum(len(each.first) for each in found.options) == found.learners == len(tries)
        assert found.later == len(attempts) - len(tries)
        assert 0 <= found.with_record <= found.n == found.learners
        assert found.with_record / found.n in found.interval
        assert 0 <= found.forecast <= 100
    assert bool(group_decisions([SIGN], attempts)) == bool(attempts)


@given(st.lists(st.text(max_size=5), max_size=10), st.integers())
def test_reasons_stand_in_an_order_that_says_nothing(reasons: list[str], seed: int) -> None:
    mixed = shuffled(reasons, Random(seed))
    assert sorted(mixed) == sorted(reasons)
    assert mixed == shuffled(reasons[::-1], Random(seed))
