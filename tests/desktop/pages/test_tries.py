from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.attempts import Kept, kept
from tests.desktop.support import SIZES, assert_sound, look, show, texts
from trainer.desktop.pages.tries import TriesPage
from trainer.desktop.widgets.buttons import LinkButton
from trainer.progress.values import Debrief
from trainer.study.playthrough import Stage

KEY = Qt.Key
MAY = dt.datetime(2027, 5, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def attempts() -> Kept:
    made = kept()
    made.add("signing", "second", 10, MAY, reasons="A second maker holds the first one to its word. 再找一家。")
    return made


def _show(
    qtbot: QtBot, qapp: QApplication, attempts: Kept, current: str, *size: int, text_size: int = 100
) -> TriesPage:
    seen = attempts.seen[current]
    page = TriesPage(look(qapp, text_size=text_size), seen.sheet, seen.tries, current, zone=dt.UTC)
    show(qtbot, page, *size)
    return page


def test_the_first_attempt_stands_beside_the_one_that_was_on_show(
    qtbot: QtBot, qapp: QApplication, attempts: Kept
) -> None:
    page = _show(qtbot, qapp, attempts, "signing-2")
    said = texts(page)
    for expected in (
        "My first attempt",
        "22 November 2026, 20:16",
        "Ask for the changes that matter",
        "against the record",
        "Forecast: 35 %",
        "My attempt 2 of 3",
        "6 March 2027, 09:00",
        "Sign it as it stands",
        "with the record",
        "Forecast: 80 %",
        "1 of 2 seen",
        "I missed it",
        "Ask first what a clause costs in time.",
    ):
        assert expected in said


def test_left_and_right_go_through_the_later_attempts(qtbot: QtBot, qapp: QApplication, attempts: Kept) -> None:
    page = _show(qtbot, qapp, attempts, "signing-2")
    for key, expected in (
        (KEY.Key_Right, "signing-3"),
        (KEY.Key_Right, "signing-3"),
        (KEY.Key_Left, "signing-2"),
        (KEY.Key_Left, "signing-2"),
    ):
        QTest.keyClick(page, key)
        assert page.current == expected


def test_from_the_first_attempt_the_latest_stands_beside_it(qtbot: QtBot, qapp: QApplication, attempts: Kept) -> None:
    page = _show(qtbot, qapp, attempts, "signing-1")
    assert page.current == "signing-3"
    assert "A second maker holds the first one to its word." in texts(page)


def test_a_sealed_attempt_tells_nothing_of_the_record(qtbot: QtBot, qapp: QApplication, attempts: Kept) -> None:
    tries = [
        replace(each, line=replace(each.line, stage=Stage.COMMITTED), debrief=Debrief())
        for each in attempts.seen["signing-1"].tries
    ]
    page = TriesPage(look(qapp), attempts.seen["signing-1"].sheet, tuple(tries), "signing-2")
    show(qtbot, page)
    said = texts(page)
    assert "The record is sealed still." in said
    for hidden in ("with the record", "against the record", "weighed", "I missed it", "vindicated"):
        assert hidden not in said


def test_each_leads_to_its_page_and_esc_back(qtbot: QtBot, qapp: QApplication, attempts: Kept) -> None:
    page = _show(qtbot, qapp, attempts, "signing-2")
    links = [each for each in page.findChildren(LinkButton) if each.text().startswith("Open the page")]
    opened: list[str] = []
    page.open_requested.connect(opened.append)
    for link in links:
        link.click()
    assert opened == ["signing-1", "signing-2"]
    with qtbot.waitSignal(page.back_requested):
        QTest.keyClick(page, KEY.Key_Escape)


@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
def test_both_are_whole_and_named(
    qtbot: QtBot, qapp: QApplication, attempts: Kept, width: int, height: int, text_size: int
) -> None:
    assert_sound(_show(qtbot, qapp, attempts, "signing-2", width, height, text_size=text_size))
