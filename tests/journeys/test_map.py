"""To the map of the whole case and back, with nothing but the keyboard."""

from __future__ import annotations

from tests.desktop.support import texts
from tests.journeys.conftest import Run
from tests.journeys.driver import CTRL, REASONS, Journey, Key
from trainer.desktop.map_state import MapFilter, MapKind
from trainer.desktop.pages.map import MapPage
from trainer.desktop.widgets.case_header import Step

FIRST, SECOND, THIRD = "rtf-agreement", "second-front", "joyo-sale"


def two_decided(run: Run) -> Journey:
    journey = run().start()
    journey.begin("Mara")
    journey.decide(1, 70, "Because.", marks="S")
    journey.decide(2, 20, "Because.", marks="M")
    assert journey.is_at(THIRD, Step.READ)
    return journey


def the_map(journey: Journey) -> MapPage:
    page = journey.window.page
    assert isinstance(page, MapPage)
    return page


def test_from_a_decision_to_the_map_to_another_decision_and_back(run: Run) -> None:
    journey = two_decided(run)
    titles = {stop.id: stop.title for act in journey.loaded.cases[0].case.acts for stop in act.decisions}

    journey.press(Key.Key_M, modifier=CTRL)
    page = the_map(journey)
    assert page.current == THIRD
    assert journey.says("2 of 42 decided")
    assert [stop.stop.kind for stop in page.view.stops[:4]] == [
        MapKind.DECIDED,
        MapKind.DECIDED,
        MapKind.OPEN,
        MapKind.SEALED,
    ]
    assert titles[FIRST] in texts(page)
    assert [title for title in list(titles.values())[3:] if title in texts(page)] == []

    journey.press(Key.Key_Home, Key.Key_Return)
    assert journey.is_at(FIRST, Step.DEBRIEF)

    journey.tab_to("Map", back=True)
    journey.press(Key.Key_Return)
    assert the_map(journey).current == FIRST
    journey.press(Key.Key_Escape)
    assert journey.is_at(FIRST, Step.DEBRIEF)


def test_what_is_being_written_is_there_when_one_comes_back(run: Run) -> None:
    journey = two_decided(run)
    journey.choose(1)
    journey.give_reasons("Half a thought")
    journey.press(Key.Key_M, modifier=CTRL)
    draft = journey.draft(THIRD)
    assert draft is not None
    assert draft.reasons == "Half a thought"
    journey.press(Key.Key_M, modifier=CTRL)
    assert journey.is_at(THIRD, Step.COMMIT)
    assert journey.field(REASONS).toPlainText() == "Half a thought"


def test_another_text_size_keeps_the_map_its_theme_and_the_place_on_it(run: Run) -> None:
    journey = two_decided(run)
    journey.press(Key.Key_M, modifier=CTRL)
    before = the_map(journey)
    journey.tab_to("Theme: ", back=True)
    journey.press(Key.Key_Right)
    theme = before.filter.theme
    assert theme
    before.view.go_to(SECOND)

    journey.press(Key.Key_Plus, modifier=CTRL)

    after = the_map(journey)
    assert after is not before
    assert after.filter == MapFilter(theme=theme)
    assert after.current == SECOND
    assert journey.focus.accessibleName().startswith("Decision 2, ")
    journey.press(Key.Key_Escape)
    assert journey.is_at(THIRD, Step.READ)


def test_the_timeline_tells_what_is_decided_and_leads_there(run: Run) -> None:
    journey = two_decided(run)
    journey.press(Key.Key_M, modifier=CTRL)
    journey.tab_to("Show: Map", back=True)
    journey.press(Key.Key_Right)
    page = the_map(journey)
    journey.wait(lambda: page.timeline is not None and page.timeline.complete)

    assert journey.says("Users leave WPS for Word")
    assert not journey.says("Joyo.com")
    assert journey.says("40 more records are sealed.")
    journey.press(Key.Key_Plus, modifier=CTRL)
    assert the_map(journey).shows_timeline
    journey.tab_to("Decision 2, ")
    journey.press(Key.Key_Return)
    assert journey.is_at(SECOND, Step.DEBRIEF)
