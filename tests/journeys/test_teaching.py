"""Teaching notes: within an instructor's reach, and never by accident before a decision is made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox

from tests.desktop.support import complaints
from tests.journeys.answers import PACK, decisions
from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, CTRL, Journey, Key, settle
from tests.journeys.test_every_page import LOOKS, choose, open_menu
from trainer.case.markdown import plain_text
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.pages.teaching import TeachingPage
from trainer.desktop.widgets.case_header import Step

FIRST, SECOND = (each.id for each in decisions()[:2])
ENTRY = "Teaching note…"


def answer(text: str, asked: list[str], box: QDialog) -> None:
    assert isinstance(box, QMessageBox)
    asked.append(box.text())
    next(each for each in box.buttons() if each.text() == text).click()


def answered(text: str, asked: list[str]) -> Callable[[QDialog], None]:
    return partial(answer, text, asked)


def begun(run: Run, **look: object) -> Journey:
    journey = run(**look).start()
    journey.begin("Mara")
    return journey


def note(journey: Journey) -> TeachingPage:
    page = journey.window.page
    assert isinstance(page, TeachingPage)
    return page


def test_the_note_of_a_decision_that_is_open_is_asked_for_first(run: Run) -> None:
    journey = begun(run)
    journey.write_call(2, 40, "Because.")
    asked: list[str] = []
    with journey.answering(answered("Not now", asked)):
        choose(journey, open_menu(journey, "Learner: Mara"), ENTRY)
    assert journey.is_at(FIRST, Step.COMMIT)
    with journey.answering(answered("Open it", asked)):
        choose(journey, open_menu(journey, "Learner: Mara"), ENTRY)

    assert asked == ["This tells what was done. Open it?"] * 2
    assert note(journey).decision_id == FIRST
    journey.press(Key.Key_Escape)
    assert journey.is_at(FIRST, Step.COMMIT)
    assert journey.says("Because.")
    assert journey.attempts(FIRST) == ()


def test_the_note_of_a_record_that_is_not_open_to_its_end_is_asked_for_as_well(run: Run) -> None:
    journey = begun(run)
    journey.write_call(2, 40, "Because.")
    journey.commit()
    journey.unfold(2)
    asked: list[str] = []
    with journey.answering(answered("Not now", asked)):
        choose(journey, open_menu(journey, "Learner: Mara"), ENTRY)

    assert asked == ["This tells what was done. Open it?"]
    assert journey.is_at(FIRST, Step.REVEAL)


def test_the_note_of_a_record_that_is_open_opens_at_once_and_names_no_other(run: Run) -> None:
    journey = begun(run)
    journey.write_call(2, 40, "Because.")
    journey.commit()
    journey.unfold()
    choose(journey, open_menu(journey, "Learner: Mara"), ENTRY)

    assert note(journey).decision_id == FIRST
    assert journey.says("Reading each other’s files")
    assert not [each.title for each in decisions()[1:] if journey.says(each.title)]
    asked: list[str] = []
    journey.tab_to("Next note")
    with journey.answering(answered("Open it", asked)):
        journey.press(Key.Key_Return)
    assert asked == ["This tells what was done. Open it?"]
    assert note(journey).decision_id == SECOND
    journey.press(Key.Key_Equal, modifier=CTRL)
    assert note(journey).decision_id == SECOND
    journey.press(Key.Key_Escape)
    assert journey.is_at(FIRST, Step.REVEAL)


def test_the_note_of_the_case_leads_to_those_of_all_decisions_without_asking_again(run: Run) -> None:
    journey = begun(run)
    journey.press(Key.Key_1, modifier=ALT)
    asked: list[str] = []
    with journey.answering(answered("Open it", asked)):
        choose(journey, open_menu(journey, "Mara, menu"), ENTRY)

    assert asked == ["This tells what was done at every decision of the case. Open it?"]
    assert note(journey).decision_id == ""
    for decision in decisions():
        assert journey.says(decision.title)
    journey.tab_to("First decision")
    journey.press(Key.Key_Return)
    for decision in decisions():
        assert note(journey).decision_id == decision.id
        if decision is not decisions()[-1]:
            journey.tab_to("Next note")
            journey.press(Key.Key_Return)
    journey.press(Key.Key_Escape)
    assert isinstance(journey.window.page, LibraryPage)


@pytest.mark.parametrize(("theme", "text_size", "size"), LOOKS)
def test_every_note_of_the_case_is_whole(run: Run, theme: str, text_size: int, size: tuple[int, int]) -> None:
    journey = begun(run, theme=theme, text_size=text_size, size=size)
    journey.press(Key.Key_1, modifier=ALT)
    with journey.answering(answered("Open it", [])):
        choose(journey, open_menu(journey, "Mara, menu"), ENTRY)
    found = complaints(journey.window)
    for decision in decisions()[:: 1 if text_size == 200 and size[0] == 900 and theme == "light" else 14]:
        note(journey).note_requested.emit(decision.id)
        settle()
        assert note(journey).decision_id == decision.id
        assert plain_text(decision.title) in journey.words
        found += [f"{decision.id}: {each}" for each in complaints(journey.window)]

    assert found == []


def test_a_note_that_cannot_be_read_is_told_and_the_page_stays(run: Run, tmp_path: Path) -> None:
    journey = begun(run, content=copied(tmp_path, "teaching/rtf-agreement.yaml", "purpose: [unclosed\n"))
    choose(journey, open_menu(journey, "Learner: Mara"), ENTRY)

    assert journey.says("The teaching note can't be read: teaching/rtf-agreement.yaml:")
    assert journey.is_at(FIRST, Step.READ)


def test_a_case_without_notes_offers_none(run: Run, tmp_path: Path) -> None:
    content = copied(tmp_path)
    (content / "xiaomi" / "teaching.yaml").unlink()
    for path in (content / "xiaomi" / "teaching").iterdir():
        path.unlink()
    journey = begun(run, content=content)

    menu = open_menu(journey, "Learner: Mara")

    assert ENTRY not in [each.text().replace("&", "") for each in menu.actions()]


def copied(tmp_path: Path, name: str = "", text: str = "") -> Path:
    """A content folder with the case, one of its files with another text."""
    pack = Path(shutil.copytree(PACK, tmp_path / "content" / "xiaomi"))
    if name:
        (pack / name).write_text(text, encoding="utf-8")
    return pack.parent
