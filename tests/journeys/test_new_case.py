"""A case that was just laid out: opened, studied to its end, taught, packed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from tests.desktop.support import complaints
from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, Key
from tests.journeys.test_every_page import choose, open_menu
from trainer.case.archive.packing import pack_case
from trainer.case.layout import lay_out
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.pages.teaching import TeachingPage
from trainer.desktop.widgets.case_header import Step


def test_a_new_case_opens_in_the_window_and_can_be_gone_through(run: Run, tmp_path: Path) -> None:
    lay_out(tmp_path / "corner-bakery", title="The bakery 面包")
    journey = run(case=tmp_path / "corner-bakery").start()
    journey.begin("Mara")

    assert journey.is_at("the-oven", Step.READ)
    assert journey.says("An oven that grows cold")
    assert complaints(journey.window) == []
    journey.decide(2, 30, "It is the oven they know.", marks="SMS", takeaway="Ask who else would buy.")
    assert isinstance(journey.window.page, RecordPage)
    assert [line.decision_id for line in journey.lines()] == ["the-oven"]
    journey.press(Key.Key_1, modifier=ALT)
    assert journey.says("The bakery 面包")


def test_the_teaching_note_of_a_new_case_opens(run: Run, tmp_path: Path) -> None:
    lay_out(tmp_path / "corner-bakery")
    journey = run(case=tmp_path / "corner-bakery").start()
    journey.begin("Mara")

    def agree(box: object) -> None:
        assert isinstance(box, QMessageBox)
        box.buttons()[0].click()

    with journey.answering(agree):
        choose(journey, open_menu(journey, "Learner: Mara"), "Teaching note…")

    assert isinstance(journey.window.page, TeachingPage)
    assert complaints(journey.window) == []
    journey.press(Key.Key_Escape)
    assert journey.is_at("the-oven", Step.READ)


def test_a_new_case_can_be_given_to_others_without_its_texts(tmp_path: Path) -> None:
    lay_out(tmp_path / "corner-bakery")

    packed = pack_case(tmp_path / "corner-bakery", tmp_path / "bakery.casepack")

    assert [each for each in packed.manifest.files if each.startswith(".")] == []
    assert {"case.yaml", "decisions/the-oven.yaml", "teaching.yaml"} <= set(packed.manifest.files)
