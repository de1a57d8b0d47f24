"""Searching what has been read, by keyboard alone."""

from __future__ import annotations

from tests.journeys.answers import answers, decisions
from tests.journeys.conftest import Run
from tests.journeys.driver import CTRL, Journey, Key
from trainer.case.markdown import plain_text
from trainer.desktop.pages.search import SearchPage
from trainer.desktop.widgets.case_header import Step

FIRST, SECOND, THIRD = decisions()[:3]


def decide_first(journey: Journey, takeaway: str = "") -> None:
    answer = answers()[0]
    journey.decide(answer.choice, answer.percent, "A bridge of bytes.", marks=answer.marks, takeaway=takeaway)


def look_for(journey: Journey, words: str) -> SearchPage:
    journey.press(Key.Key_F, modifier=CTRL)
    page = journey.window.page
    assert isinstance(page, SearchPage)
    journey.type(words)
    journey.wait(lambda: not journey.says("being looked through") and page.query == words)
    journey.wait(lambda: bool(page.rows) or journey.says("Nothing of what you have read"))
    return page


def test_what_was_read_is_found_and_opened_where_it_stands(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    decide_first(journey, "Ask who crosses the bridge.")
    did = " ".join(plain_text(FIRST.record.did.text).split()[:4])
    page = look_for(journey, f'"{did}"')
    assert {row.line.place.decision_id for row in page.rows} == {FIRST.id}
    journey.press(Key.Key_Return)
    assert journey.is_at(FIRST.id, Step.REVEAL)
    assert journey.says(plain_text(FIRST.record.did.text))

    look_for(journey, "bridge bytes")
    journey.press(Key.Key_Down, Key.Key_Return)
    assert journey.is_at(FIRST.id, Step.REVEAL)
    look_for(journey, "who crosses the bridge")
    journey.press(Key.Key_Return)
    assert journey.page.decision_id == FIRST.id


def test_what_is_sealed_is_not_found(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    decide_first(journey)
    for sealed in (SECOND.record.did.text, SECOND.lesson.text, THIRD.situation, THIRD.title):
        words = " ".join(plain_text(sealed).split()[:6])
        page = look_for(journey, f'"{words}"')
        assert page.rows == ()
        assert journey.says("What is sealed isn’t searched.")
        journey.press(Key.Key_Escape)
        assert journey.is_at(SECOND.id, Step.READ)


def test_escape_leads_back_and_the_words_are_there_when_one_comes_again(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    journey.choose(2)
    look_for(journey, "format")
    journey.press(Key.Key_Escape)
    assert journey.is_at(FIRST.id, Step.COMMIT)
    assert len(journey.chosen()) == 1
    journey.press(Key.Key_F, modifier=CTRL)
    page = journey.window.page
    assert isinstance(page, SearchPage)
    journey.wait(lambda: bool(page.rows))
    assert page.query == "format"
    journey.program.appearance.step(1)
    again = journey.window.page
    assert isinstance(again, SearchPage)
    assert again is not page
    journey.wait(lambda: bool(again.rows))
    assert again.query == "format"


def test_a_passage_far_down_is_scrolled_to(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    last = plain_text(FIRST.situation).splitlines()[-1]
    look_for(journey, f'"{" ".join(last.split()[:6])}"')
    journey.press(Key.Key_Return)
    assert journey.is_at(FIRST.id, Step.READ)
    story = journey.control("The situation")
    journey.wait(lambda: story.position > 0)  # type: ignore[attr-defined]
