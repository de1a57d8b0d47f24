"""How somebody judges, by keyboard: counted, opened point by point, marked with the outcome covered, and saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, CASE, Journey, Key
from tests.progress import tiny
from trainer.case.reader import load_case
from trainer.case.sealed import Case
from trainer.desktop.pages.behind import BehindPage
from trainer.desktop.pages.judgement import JudgementPage
from trainer.desktop.pages.marking import MarkingPage
from trainer.desktop.pages.seen import SeenPage
from trainer.paths import Paths
from trainer.progress.store import Store
from trainer.progress.values import FactorMark
from trainer.study.playthrough import REVEAL_STEPS, Commitment
from trainer.study.process import Quality

FORECASTS = (10, 30, 50, 70, 90)


@pytest.fixture(scope="module")
def xiaomi() -> Case:
    return load_case(Paths.locate().content[0] / CASE)


def debrief(data: Path, case: Case, count: int) -> None:
    """Mara has debriefed the first decisions, every other with the record, and missed all that mattered."""
    data.mkdir()
    clock = tiny.Clock()
    with Store.open(Paths.locate(data).progress_file, clock) as store:
        mara = store.add_learner("Mara")
        for number, decision_id in enumerate(case.order[:count]):
            envelope = case.envelopes[decision_id]
            choice = case.sheet(decision_id).briefing.options[number % 2].id
            commitment = Commitment(choice, FORECASTS[number % 5], f"Reasons number {number}.")
            attempt = store.commit(mara.id, CASE, envelope, commitment)
            store.open_steps(attempt.id, len(REVEAL_STEPS))
            factors = store.seen_text(attempt.id).decision.factors
            store.save_debrief(attempt.id, {factor.id: FactorMark.MISSED for factor in factors}, "")
            store.close_debrief(attempt.id)
            clock.pass_by()


def counted(journey: Journey, text: str) -> None:
    journey.press(Key.Key_3, modifier=ALT)
    assert isinstance(journey.window.page, JudgementPage)
    journey.wait(lambda: journey.says(text))


def page_is(journey: Journey, kind: type) -> Callable[[], bool]:
    return lambda: isinstance(journey.window.page, kind)


def test_somebody_looks_at_how_they_judge(run: Run, tmp_path: Path, xiaomi: Case) -> None:
    debrief(tmp_path / "data", xiaomi, 25)
    journey = run(tmp_path / "data").start()
    counted(journey, "25 decisions")
    assert journey.says("Brier score")

    journey.tab_to("Forecast 0 to 19")
    journey.press(Key.Key_Right)
    assert journey.focus.accessibleName().startswith("Forecast 20 to 39")
    journey.press(Key.Key_Return)
    journey.wait(page_is(journey, BehindPage))
    journey.wait(lambda: journey.says("5 decisions"))
    journey.press(Key.Key_Down, Key.Key_Return)
    assert isinstance(journey.window.page, SeenPage)
    assert "30 %" in journey.words
    journey.press(Key.Key_Escape)
    assert isinstance(journey.window.page, BehindPage)
    journey.press(Key.Key_Escape)
    assert isinstance(journey.window.page, JudgementPage)
    journey.wait(lambda: journey.says("25 decisions"))

    journey.tab_to("Choices: show the table")
    journey.press(Key.Key_Space)
    journey.tab_to("Choices, as a table")
    journey.press(Key.Key_1, modifier=ALT)
    counted(journey, "25 decisions")
    assert journey.control("Choices, as a table").isVisible()


def test_reasons_are_marked_with_the_outcome_covered(run: Run, tmp_path: Path, xiaomi: Case) -> None:
    debrief(tmp_path / "data", xiaomi, 3)
    journey = run(tmp_path / "data").start()
    counted(journey, "3 decisions")
    journey.tab_to("Mark my reasons")
    journey.press(Key.Key_Space)
    journey.wait(page_is(journey, MarkingPage))
    for number, key in enumerate((Key.Key_1, Key.Key_2, Key.Key_Space)):
        assert journey.says(f"Reasons number {number}.")
        assert not any(journey.says(word) for word in ("vindicated", "regretted", "the record"))
        journey.press(key)
    journey.press(Key.Key_Return)
    journey.wait(lambda: journey.says("2 decisions marked"))
    with journey.store() as store:
        lines = sorted(journey.lines(), key=lambda line: line.created)
        kept = [[note.quality for note in store.notes.of(line.id)] for line in lines]
    assert kept == [[Quality.GOOD], [Quality.POOR], []]


@pytest.mark.parametrize("name", ["my choices.png", "my choices.svg"])
def test_a_chart_is_saved_by_name(run: Run, tmp_path: Path, xiaomi: Case, name: str) -> None:
    debrief(tmp_path / "data", xiaomi, 3)
    journey = run(tmp_path / "data").start()
    counted(journey, "3 decisions")
    file = tmp_path / name

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(str(file))
        QApplication.processEvents()
        dialog.accept()

    journey.tab_to("Save the chart of Choices")
    with journey.answering(answer):
        journey.press(Key.Key_Space)
    assert journey.says(f"is saved as “{name}”")
    assert not QImage(str(file)).isNull()


def test_a_chart_that_cannot_be_saved_is_told(run: Run, tmp_path: Path, xiaomi: Case) -> None:
    debrief(tmp_path / "data", xiaomi, 3)
    journey = run(tmp_path / "data").start()
    counted(journey, "3 decisions")

    def answer(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(str(tmp_path / "chart.jpg"))
        QApplication.processEvents()
        dialog.accept()

    journey.tab_to("Save the chart of Forecasts")
    with journey.answering(answer):
        journey.press(Key.Key_Space)
    assert journey.says("ends in neither .png nor .svg")
    assert not (tmp_path / "chart.jpg").exists()


def test_in_another_look_the_numbers_stay(run: Run, tmp_path: Path, xiaomi: Case) -> None:
    debrief(tmp_path / "data", xiaomi, 5)
    journey = run(tmp_path / "data").start()
    counted(journey, "5 decisions")
    before = journey.window.page
    journey.program.appearance.step(1)
    journey.wait(lambda: journey.window.page is not before and journey.says("5 decisions"))
    assert journey.says("Too few to tell.")


def test_who_begins_is_told_what_to_do_next(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    counted(journey, "Nothing to judge yet")
    journey.tab_to("Go to the library")
    journey.press(Key.Key_Space)
    assert journey.says("Library")
