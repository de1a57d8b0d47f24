"""The ways through a case as they are offered."""

from __future__ import annotations

from dataclasses import replace

from tests.desktop.cases import debriefed, outline
from trainer.case.outline import CaseOutline, ShortCourseOutline, ThemeOutline
from trainer.desktop.course_state import Way, ways_state
from trainer.desktop.courses import course_name, course_within, offered
from trainer.desktop.library_state import Shelf
from trainer.desktop.painting.segments import GrainState
from trainer.study.course import SHORT, WHOLE, Course
from trainer.study.playthrough import Stage, Standing

PRICE = Course.of_theme("price")
DECIDED, HERE, SEALED = GrainState.DECIDED, GrainState.HERE, GrainState.SEALED


def themed() -> CaseOutline:
    """Six decisions in four acts; price in the first, third and sixth, weather in the second alone."""
    made = outline()
    themes = {"d1": ("price",), "d2": ("weather",), "d3": ("price",), "d6": ("price",)}
    acts = tuple(
        replace(act, decisions=tuple(replace(each, themes=themes.get(each.id, ())) for each in act.decisions))
        for act in made.acts
    )
    titles = (ThemeOutline("price", "Prices"), ThemeOutline("weather", "Weather"))
    return replace(made, acts=acts, themes=titles, short_course=ShortCourseOutline(40, ("d2", "d5"), "Short."))


def way(state_of: Course, standings: dict[str, Standing] | None = None) -> Way:
    state = ways_state(themed(), standings or {}, WHOLE, "Mara")
    return next(each for each in (*state.ways, *state.themes) if each.course == state_of)


def test_whole_case_short_course_and_themes_of_two_or_more_decisions_are_offered() -> None:
    state = ways_state(themed(), {}, WHOLE, "Mara")
    assert [each.course for each in state.ways] == [WHOLE, SHORT]
    assert [each.course for each in state.themes] == [PRICE]
    assert [each.course for each in ways_state(outline(), {}, WHOLE, "Mara").ways] == [WHOLE]


def test_a_way_says_how_long_it_takes_and_how_far_one_is() -> None:
    decided = {**debriefed(2), "d3": Standing(Stage.COMMITTED, "a3", 1, 1)}
    assert (way(WHOLE).minutes, way(SHORT).minutes, way(PRICE).minutes) == (90, 40, 45)
    counts = {each: (way(each, decided).done, way(each, decided).total) for each in (WHOLE, SHORT, PRICE)}
    assert counts == {WHOLE: (3, 6), SHORT: (1, 2), PRICE: (2, 3)}


def test_the_line_of_a_way_has_every_decision_of_the_case_and_shows_those_it_leaves_out() -> None:
    line = way(PRICE, debriefed(2)).line
    assert [grain.act for grain in line] == [1, 2, 2, 2, 3, 4]
    assert [grain.state for grain in line] == [DECIDED, None, HERE, None, None, SEALED]


def test_a_course_that_went_with_a_change_of_the_case_is_the_whole_case() -> None:
    assert offered(themed(), PRICE) == PRICE
    assert offered(themed(), Course.of_theme("weather")) == WHOLE
    assert offered(outline(), SHORT) == WHOLE
    assert ways_state(outline(), {}, SHORT, "Mara").chosen == WHOLE


def test_courses_have_names() -> None:
    themes = themed().themes
    assert [course_name(each, themes) for each in (WHOLE, SHORT, PRICE)] == ["Whole case", "Short course", "Prices"]
    assert course_within(SHORT, themes) == "the short course"
    assert course_within(PRICE, themes) == "the theme “Prices”"


def test_the_shelf_follows_the_course() -> None:
    shelf = Shelf(themed(), debriefed(1), opened=True, chosen=PRICE)
    assert shelf.current is not None
    assert (shelf.current.id, shelf.where) == ("d3", "You left off at bookmark 3.")
    assert shelf.foot == "Prices, decision 2 of 3, 4 April 2010. About a quarter of an hour."
    acts = shelf.outline.acts
    assert [len(shelf.on_course(act)) for act in acts] == [1, 1, 0, 1]
    assert [shelf.states(act) for act in acts] == [(DECIDED,), (HERE,), (), (SEALED,)]
    assert [shelf.count(act) for act in acts if shelf.on_course(act)] == ["1 of 1", "0 of 1", "1 sealed"]
    assert [len(act.grains) for act in shelf.cover.acts] == [1, 3, 1, 1]


def test_a_shelf_on_the_short_course_says_how_long_that_takes() -> None:
    shelf = Shelf(themed(), chosen=SHORT)
    assert shelf.where == "Two decisions wait for you, about forty minutes in all."
    assert shelf.foot.startswith("Short course, decision 1 of 2, ")


def test_a_shelf_at_the_end_of_a_course_says_that_there_is_more() -> None:
    done = {each: Standing(Stage.DEBRIEFED, each, 6, 1, done=True) for each in ("d2", "d5")}
    shelf = Shelf(themed(), done, opened=True, chosen=SHORT)
    assert (shelf.current, shelf.foot) == (None, "")
    assert shelf.where == "You have come to the end of the short course. There are other ways through this case."


def test_a_shelf_whose_course_is_gone_is_that_of_the_whole_case() -> None:
    assert Shelf(outline(), debriefed(1), chosen=SHORT).foot == Shelf(outline(), debriefed(1)).foot
