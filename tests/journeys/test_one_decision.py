"""One decision from the first start to the next decision, with nothing but the keyboard."""

from __future__ import annotations

from tests.journeys.conftest import Run
from tests.journeys.driver import FORECAST, REASONS, Key
from trainer.desktop.pages.briefing import BriefingView
from trainer.desktop.pages.reveal import RevealView
from trainer.desktop.widgets.case_header import Step
from trainer.desktop.widgets.layout import ScrollColumn
from trainer.progress.values import FactorMark
from trainer.study.playthrough import Stage

FIRST, SECOND = "rtf-agreement", "second-front"
REASONS_TEXT = "Half a year hurts, but bad terms hurt for as long as we sell."


def test_one_decision_by_keyboard_alone(run: Run) -> None:
    journey = run().start()
    assert journey.says("Case Trainer")
    assert journey.focus.accessibleName() == "Your name"

    journey.begin("Mara")
    assert [each.name for each in journey.loaded.store.learners()] == ["Mara"]
    page = journey.page
    assert journey.is_at(FIRST, Step.READ)
    assert journey.says("Reading each other’s files")
    assert journey.attempts(FIRST) == ()

    story = journey.control("The situation")
    assert isinstance(story, ScrollColumn)
    assert journey.focus is story
    before = story.position
    journey.press(Key.Key_Space)
    assert story.position > before

    journey.choose(2)
    assert journey.chosen() == [journey.focus.accessibleName()]
    assert journey.is_at(FIRST, Step.COMMIT)
    options = journey.loaded.cases[0].case.sheet(FIRST).briefing.options

    journey.tab_to(FORECAST)
    journey.type("35")
    journey.press(Key.Key_Right)
    assert journey.says("36 %")
    journey.tab_to(REASONS)
    journey.type(REASONS_TEXT)
    assert journey.field(REASONS).toPlainText() == REASONS_TEXT
    kept = journey.wait_for_draft(FIRST, lambda draft: draft.reasons == REASONS_TEXT)
    assert (kept.choice, kept.forecast) == (options[1].id, 36)
    journey.wait(lambda: journey.says("Draft kept"))
    assert journey.attempts(FIRST) == ()

    journey.commit()
    (attempt,) = journey.attempts(FIRST)
    assert (attempt.commitment.choice, attempt.commitment.forecast) == (options[1].id, 36)
    assert attempt.commitment.reasons == REASONS_TEXT
    assert journey.draft(FIRST) is None
    assert isinstance(page.view, RevealView)
    assert journey.says("What they did")
    assert journey.says(REASONS_TEXT)
    sheet = journey.loaded.store.seen_text(attempt.id)

    for steps in range(2, 7):
        journey.press(Key.Key_Space)
        assert page.view.steps == steps
        assert journey.loaded.store.steps(attempt.id) == steps
    assert journey.says("6 of 6")

    journey.press(Key.Key_Space)
    assert journey.is_at(FIRST, Step.DEBRIEF)
    factors = [factor.id for factor in sheet.decision.factors]
    journey.mark("SM" + "S" * (len(factors) - 2))
    assert journey.says(f"{len(factors)} of {len(factors)} marked")
    marks = journey.loaded.store.debrief(attempt.id).marks
    assert [marks[each] for each in factors[:2]] == [FactorMark.SAW, FactorMark.MISSED]
    assert list(marks.values()).count(FactorMark.SAW) == len(factors) - 1

    journey.commit()
    assert journey.is_at(SECOND, Step.READ)
    assert isinstance(page.view, BriefingView)
    assert journey.says("What to write next")
    standings = journey.loaded.store.standings(journey.learner().id, "xiaomi")
    assert standings[FIRST].stage is Stage.DEBRIEFED
    assert SECOND not in standings
