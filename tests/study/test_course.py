"""Ways through a case, and what is open on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.outline import ActOutline, DecisionOutline
from trainer.study.course import SHORT, WHOLE, Course
from trainer.study.playthrough import REVEAL_STEPS, NotAllowed, Playthrough

ALL = len(REVEAL_STEPS)
PRICE = Course.of_theme("price")
PLAN: dict[str, tuple[str, ...]] = {
    "a": ("price",),
    "b": ("people",),
    "c": ("people", "price"),
    "d": ("time",),
    "e": ("price",),
}


def acts(plan: dict[str, tuple[str, ...]], sizes: Sequence[int] = (2, 3)) -> tuple[ActOutline, ...]:
    rest = [
        DecisionOutline(each, each.upper(), "2010", "2010", "then", 9, "2010-01-01", "2010-12-31", themes, ())
        for each, themes in plan.items()
    ]
    made = []
    for number, size in enumerate(sizes, 1):
        made.append(ActOutline(f"act-{number}", f"Act {number}", "2010", tuple(rest[:size])))
        rest = rest[size:]
    return tuple(made)


def on(course: Course, short: Collection[str] = ()) -> Playthrough:
    order = course.order(acts(PLAN), short)
    return Playthrough(order, beside=frozenset(PLAN) - set(order))


def done(playthrough: Playthrough, *decisions: str) -> Playthrough:
    for each in decisions:
        playthrough = playthrough.committed(each, f"of {each}").unfolded(each, ALL).debriefed(each)
    return playthrough


def moved(playthrough: Playthrough, course: Course, short: Collection[str] = ()) -> Playthrough:
    """The same standings on another course."""
    there = on(course, short)
    return Playthrough(there.order, playthrough.standings, there.beside)


def test_each_course_has_its_decisions_in_the_order_of_play() -> None:
    assert WHOLE.order(acts(PLAN)) == ("a", "b", "c", "d", "e")
    assert SHORT.order(acts(PLAN), ["e", "b"]) == ("b", "e")
    assert PRICE.order(acts(PLAN)) == ("a", "c", "e")


def test_a_course_that_the_case_does_not_have_is_empty_and_so_is_one_of_a_single_decision() -> None:
    assert SHORT.order(acts(PLAN)) == ()
    assert Course.of_theme("weather").order(acts(PLAN)) == ()
    assert Course.of_theme("time").order(acts(PLAN)) == ()
    assert WHOLE.order(acts({"a": ()}, [1])) == ("a",)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.sets(st.sampled_from("xyz"))), st.data())
def test_every_course_is_a_part_of_the_whole_in_its_order(plan: dict[str, set[str]], data: st.DataObject) -> None:
    made = acts({each: tuple(sorted(themes)) for each, themes in plan.items()}, [len(plan) // 2, len(plan)])
    short = data.draw(st.sets(st.sampled_from(sorted(plan)))) if plan else set()
    whole = WHOLE.order(made)
    assert whole == tuple(plan)
    for course in (SHORT, *map(Course.of_theme, "xyz")):
        order = course.order(made, short)
        assert order == tuple(each for each in whole if each in order)
        assert len(order) != 1


@pytest.mark.parametrize("course", [WHOLE, SHORT, PRICE, Course.of_theme("made-of-words")])
def test_a_key_gives_its_course_back(course: Course) -> None:
    assert Course.parse(course.key) == course


@pytest.mark.parametrize("key", ["", "shortest", "theme", "theme:", "short:price", "Whole", "whole:price"])
def test_a_key_of_something_unknown_means_the_whole_case(key: str) -> None:
    assert Course.parse(key) == WHOLE


def test_only_the_next_decision_of_the_course_is_open() -> None:
    new = on(PRICE)
    assert [each for each in PLAN if new.is_open(each)] == ["a"]
    assert [each for each in PLAN if done(new, "a").is_open(each)] == ["a", "c"]
    with pytest.raises(NotAllowed, match="'b' is not open yet"):
        new.committed("b", "a1")
    with pytest.raises(KeyError):
        new.standing("z")


def test_what_was_decided_on_one_course_is_decided_on_all_and_stays_open_to_look_at() -> None:
    now = moved(done(on(WHOLE), "a", "b"), PRICE)
    assert (now.current, now.decided) == ("c", 1)
    assert [each for each in PLAN if now.is_open(each)] == ["a", "b", "c"]
    back = moved(done(now, "c"), WHOLE)
    assert (back.current, back.decided) == ("d", 3)


def test_going_on_passes_over_what_was_done_on_another_course() -> None:
    now = moved(done(on(PRICE), "a", "c"), WHOLE)
    assert (now.current, now.after("b")) == ("b", "d")
    assert done(now, "b").after("b") == "c", "who looks back goes through all of them"


def test_going_on_never_leads_to_what_is_sealed() -> None:
    now = moved(done(on(PRICE), "a", "c"), WHOLE)
    assert now.after("c") == "b", "d is sealed as long as b is open"


def test_after_a_decision_beside_the_course_the_course_goes_on() -> None:
    now = moved(done(on(WHOLE), "a", "b"), PRICE)
    assert now.after("b") == "c"
    assert done(now, "c", "e").after("b") is None


def test_a_course_has_an_end_though_the_case_goes_on() -> None:
    now = done(on(SHORT, ["b", "d"]), "b", "d")
    assert (now.current, now.after("d"), now.decided) == (None, None, 2)
    assert [each for each in PLAN if now.is_open(each)] == ["b", "d"]


@given(st.lists(st.sampled_from([WHOLE, SHORT, PRICE, Course.of_theme("people")]), max_size=12), st.data())
def test_what_one_goes_on_with_is_always_open_whatever_the_way(courses: list[Course], data: st.DataObject) -> None:
    short = ("b", "c", "e")
    now = on(WHOLE)
    for course in courses:
        now = moved(now, course, short)
        if now.current is not None:
            now = done(now, now.current)
        for each in PLAN:
            following = now.after(each) if now.standing(each).done else None
            assert following is None or now.is_open(following)
            assert following in (None, *now.order)
