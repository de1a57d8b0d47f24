"""Other ways through the case, by keyboard alone."""

from __future__ import annotations

import pytest

from tests.journeys.answers import answers, decisions
from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, Journey, Key, held
from trainer.desktop.pages.courses import CoursesPage
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.widgets.case_header import Step
from trainer.desktop.widgets.rail_items import StopItem
from trainer.study.course import SHORT, WHOLE, Course

PRICE = Course.of_theme("price")
ORDER = [each.id for each in decisions()]


PRICED = [each.id for each in decisions() if "price" in each.themes]


def short(journey: Journey) -> list[str]:
    course = journey.loaded.cases[0].case.info.short_course
    assert course is not None
    return list(course.decisions)


def decide(journey: Journey) -> None:
    """Take the decision on the page, and go on."""
    answer = answers()[ORDER.index(journey.page.decision_id)]
    journey.decide(answer.choice, answer.percent, answer.reasons, marks=answer.marks, takeaway=answer.takeaway)


def change_course(journey: Journey, name: str) -> None:
    """From a decision to the ways, and on along another one."""
    journey.tab_to("Course: ", back=True)
    journey.press(Key.Key_Return)
    assert isinstance(journey.window.page, CoursesPage)
    journey.tab_to(name)
    journey.press(Key.Key_Return)


def stops(journey: Journey) -> set[str]:
    return {each.decision_id for each in journey.window.findChildren(StopItem)}


def stored(journey: Journey) -> Course:
    with journey.store() as store:
        return store.course(journey.learner().id, "xiaomi")


def test_the_short_course_from_its_choice_to_another_day(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    decide(journey)
    assert journey.is_at(ORDER[1], Step.READ)
    first, second, *_ = short(journey)
    assert first == ORDER[0], "the test is of a course whose first decision is done already"

    change_course(journey, "Short course")
    assert journey.is_at(second, Step.READ)
    assert stored(journey) == SHORT
    assert journey.says("Decision 2 of 10")
    assert journey.says("1 of 10 decided")
    assert stops(journey) <= set(short(journey))
    sealed = {each.title for each in decisions() if each.id not in (first, second)}
    assert not [title for title in sealed if journey.says(title)]

    journey.press(Key.Key_1, modifier=ALT)
    assert isinstance(journey.window.page, LibraryPage)
    assert journey.says("Short course, decision 2 of 10, ")

    again = run(data=journey.paths.data).start()
    assert again.says("Short course, decision 2 of 10, ")
    again.press(Key.Key_Return)
    decide(again)
    assert again.is_at(short(again)[2], Step.READ)
    change_course(again, "Whole case, in order")
    assert stored(again) == WHOLE
    assert again.is_at(ORDER[1], Step.READ)
    assert again.says("2 of 42 decided")
    decide(again)
    assert second == ORDER[2]
    assert again.is_at(ORDER[3], Step.READ), "what was decided on the short course isn't asked again"


def test_a_theme_is_chosen_in_the_library_and_ends_with_the_offer_of_other_ways(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    journey.press(Key.Key_1, modifier=ALT)
    journey.tab_to("Other ways through this case")
    journey.press(Key.Key_Return)
    journey.tab_to("Price")
    journey.press(Key.Key_Return)
    assert journey.is_at(PRICED[0], Step.READ)
    for decision_id in PRICED:
        assert journey.is_at(decision_id, Step.READ)
        assert journey.says(f"Decision {PRICED.index(decision_id) + 1} of {len(PRICED)}")
        if decision_id == PRICED[-1]:
            break
        decide(journey)
    answer = answers()[ORDER.index(PRICED[-1])]
    journey.write_call(answer.choice, answer.percent, answer.reasons)
    journey.commit()
    journey.unfold()
    journey.press(Key.Key_Space)
    assert journey.says("The theme “Price” ends here")
    journey.commit()
    page = journey.window.page
    assert isinstance(page, CoursesPage)
    journey.press(Key.Key_Escape)
    assert journey.is_at(PRICED[-1], Step.DEBRIEF)

    journey.press(Key.Key_1, modifier=ALT)
    assert journey.says("You have come to the end of the theme “Price”. There are other ways through this case.")
    journey.tab_to("Other ways through this case")
    journey.press(Key.Key_Return)
    journey.tab_to("Whole case, in order")
    journey.press(Key.Key_Return)
    assert journey.is_at(ORDER[0], Step.READ)


def test_the_choice_of_a_course_is_left_with_escape_as_it_was(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    journey.choose(2)
    journey.tab_to("Course: whole case", back=True)
    journey.press(Key.Key_Return)
    assert isinstance(journey.window.page, CoursesPage)
    journey.press(Key.Key_Escape)
    assert journey.is_at(ORDER[0], Step.COMMIT)
    assert len(journey.chosen()) == 1
    assert stored(journey) == WHOLE


def test_the_choice_of_a_course_survives_a_change_of_the_appearance(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    journey.tab_to("Course: whole case", back=True)
    journey.press(Key.Key_Return)
    before = journey.window.page
    journey.program.appearance.step(1)
    after = journey.window.page
    assert isinstance(after, CoursesPage)
    assert after is not before


@pytest.mark.parametrize("from_library", [False, True])
def test_a_course_that_cannot_be_stored_changes_nothing_and_says_so(run: Run, from_library: bool) -> None:
    journey = run().start()
    journey.begin("Mara")
    if from_library:
        journey.press(Key.Key_1, modifier=ALT)
        journey.tab_to("Other ways through this case")
    else:
        journey.tab_to("Course: whole case", back=True)
    journey.press(Key.Key_Return)
    with held(journey.paths.progress_file):
        journey.tab_to("Short course")
        journey.press(Key.Key_Return)
        assert journey.says("is in use by another program")
    assert stored(journey) == WHOLE
    if not from_library:
        journey.press(Key.Key_Escape)
    assert journey.is_at(ORDER[0], Step.READ)
    assert stored(journey) == WHOLE
