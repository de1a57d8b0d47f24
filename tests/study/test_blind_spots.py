from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.model import FactorKind
from trainer.study.blind_spots import KIND_TITLES, BlindSpot, Mark, MarkedDecision, blind_spots
from trainer.study.intervals import jeffreys

TIME, TRUST, CASH = FactorKind.TIME, FactorKind.TRUST, FactorKind.CASH
TITLES = {"price": "Price", "suppliers": "Suppliers"}


def decisions(
    missed: int, seen: int, kind: FactorKind = TIME, themes: tuple[str, ...] = (), name: str = ""
) -> list[MarkedDecision]:
    """So many decisions with one factor each, first those that missed it."""
    return [
        MarkedDecision(f"{name or kind}-{number}", themes, (Mark(kind, number < missed),))
        for number in range(missed + seen)
    ]


def spot(of: list[MarkedDecision], key: str) -> BlindSpot:
    return next(each for each in blind_spots(of, TITLES).ranked if each.key == key)


MARKED = st.lists(
    st.builds(
        MarkedDecision,
        st.uuids().map(str),
        st.lists(st.sampled_from(("price", "people", "suppliers")), max_size=3, unique=True).map(tuple),
        st.lists(st.builds(Mark, st.sampled_from(FactorKind), st.booleans()), max_size=4).map(tuple),
    ),
    max_size=60,
)


def test_a_kind_is_told_with_its_decisions() -> None:
    found = spot(decisions(9, 4), "kind:time")
    assert found.sentence == "How long things take: you missed it in 9 of the 13 decisions where it mattered."
    assert (found.n, found.missed, found.interval) == (13, 9, jeffreys(9, 13))
    assert found.missed_in == tuple(f"time-{number}" for number in range(9))
    assert found.seen_in == tuple(f"time-{number}" for number in range(9, 13))


def test_a_theme_is_told_by_its_title() -> None:
    found = spot(decisions(6, 4, themes=("price",)), "theme:price")
    assert found.sentence == ("Price: in 6 of 10 decisions on this theme you missed half or more of what mattered.")
    assert found.kind is None


def test_a_theme_without_a_title_is_named_after_its_id() -> None:
    assert spot(decisions(6, 4, themes=("second-front",)), "theme:second-front").title == "Second front"


@pytest.mark.parametrize(
    ("misses", "missed"), [((True, False), 1), ((True, False, False), 0), ((True, True, False), 1)]
)
def test_a_decision_is_missed_where_half_or_more_of_its_factors_are(misses: tuple[bool, ...], missed: int) -> None:
    one = MarkedDecision("one", ("price",), tuple(Mark(TIME, each) for each in misses))
    others = decisions(0, 4, themes=("price",))
    assert spot([one, *others], "kind:time").missed == missed
    assert spot([one, *others], "theme:price").missed == missed


def test_what_mattered_in_fewer_than_five_decisions_is_not_counted() -> None:
    found = blind_spots([*decisions(4, 0), *decisions(2, 3, TRUST)], TITLES)
    assert [each.key for each in found.ranked] == ["kind:trust"]
    assert found.n == 9


def test_those_come_first_that_were_surely_missed_most_often() -> None:
    found = blind_spots([*decisions(4, 2, CASH), *decisions(26, 9, TRUST), *decisions(5, 0)], TITLES)
    assert [each.kind for each in found.ranked] == [TIME, TRUST, CASH]
    # Four of five is a larger share than 26 of 35, but less sure.
    found = blind_spots([*decisions(4, 1), *decisions(26, 9, TRUST)], TITLES)
    assert [each.kind for each in found.ranked] == [TRUST, TIME]


def test_three_are_told_and_none_that_was_missed_once() -> None:
    kinds = list(FactorKind)
    many = [each for kind in kinds[:4] for each in decisions(4, 4, kind)]
    assert len(blind_spots(many, TITLES).telling) == 3
    assert blind_spots(decisions(1, 9), TITLES).telling == ()
    assert len(blind_spots(decisions(1, 9), TITLES).ranked) == 1


def test_a_theme_that_holds_most_of_what_was_missed_is_named_beside_the_kind() -> None:
    inside = decisions(6, 0, themes=("suppliers",), name="in")
    outside = decisions(1, 5, themes=("price",), name="out")
    found = spot([*inside, *outside], "kind:time")
    assert found.mostly is not None
    assert (found.mostly.theme, found.mostly.missed) == ("suppliers", 6)
    assert found.text == "you missed it in 7 of the 12 decisions where it mattered, 6 of them on Suppliers."


def test_a_theme_that_is_missed_no_more_often_than_others_is_not_named() -> None:
    inside = decisions(6, 6, themes=("suppliers",), name="in")
    outside = decisions(3, 3, themes=("price",), name="out")
    assert spot([*inside, *outside], "kind:time").mostly is None
    assert spot(inside, "kind:time").mostly is None


@pytest.mark.parametrize(("inside", "outside", "named"), [(3, 2, True), (2, 1, False), (3, 3, False)])
def test_a_theme_is_named_for_three_missed_decisions_that_are_most_of_them(
    inside: int, outside: int, named: bool
) -> None:
    within = decisions(inside, 0, themes=("suppliers",), name="in")
    beyond = decisions(outside, 20, themes=("price",), name="out")
    assert (spot([*within, *beyond], "kind:time").mostly is not None) == named


def test_without_marks_there_is_only_a_reason() -> None:
    found = blind_spots([MarkedDecision("one", ("price",), ())], TITLES)
    assert (found.n, found.ranked, found.telling) == (0, (), ())
    assert found.too_few.startswith("Nothing to see yet")


def test_few_marks_are_too_few_to_tell() -> None:
    found = blind_spots(decisions(1, 0), TITLES)
    assert found.too_few.startswith("Too few to tell: 1 decision has marks so far")


@given(of=MARKED)
def test_what_is_counted_is_what_was_marked(of: list[MarkedDecision]) -> None:
    found = blind_spots(of, TITLES)
    assert found.n == sum(bool(each.marks) for each in of)
    assert bool(found.ranked) != bool(found.too_few)
    for each in found.ranked:
        matters = {
            one.attempt_id
            for one in of
            if one.marks and (each.theme in one.themes or any(mark.kind is each.kind for mark in one.marks))
        }
        assert matters == {*each.missed_in, *each.seen_in}
        assert each.n == len(each.missed_in) + len(each.seen_in) >= 5
        assert each.missed == len(each.missed_in)


@given(of=MARKED, seed=st.integers())
def test_the_order_of_the_decisions_changes_no_number(of: list[MarkedDecision], seed: int) -> None:
    shuffled = random.Random(seed).sample(of, len(of))
    first, second = (blind_spots(each, TITLES).ranked for each in (of, shuffled))
    assert [(each.sentence, each.n, each.missed) for each in first] == [
        (each.sentence, each.n, each.missed) for each in second
    ]


def test_every_kind_has_its_own_title() -> None:
    assert set(KIND_TITLES) == set(FactorKind)
    assert len(set(KIND_TITLES.values())) == len(FactorKind)
