from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.support import complaints, look, show
from trainer.desktop.widgets.prose import Prose


def test_a_control_without_a_name_is_found(qtbot: QtBot, qapp: QApplication) -> None:
    look(qapp)
    page = QWidget()
    slider = QSlider(page)
    show(qtbot, page)
    assert ["no accessible name" in each for each in complaints(page)] == [True]
    slider.setAccessibleName("Forecast")
    assert complaints(page) == []


def test_cut_labels_buttons_and_prose_are_found(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    page = QWidget()
    short = QLabel("A line that is longer than its place", page)
    short.resize(40, 30)
    wrapped = QLabel("A line that is longer than its place", page)
    wrapped.setWordWrap(True)
    wrapped.resize(120, 20)
    button = QPushButton("Look at my record", page)
    button.resize(50, 30)
    prose = Prose(theme, "<p>" + "Words and words. " * 40 + "</p>", theme.serif(17), leading=27)
    prose.setParent(page)
    prose.resize(300, 50)
    show(qtbot, page)
    found = complaints(page)
    assert [each.split(" ", 1)[0] for each in found] == ["QLabel", "QLabel", "QPushButton", "Prose"]
    for widget in (short, wrapped, button):
        widget.resize(600, 100)
    prose.resize(1000, 400)
    assert complaints(page) == []


def test_a_widget_that_sticks_out_is_found(qtbot: QtBot, qapp: QApplication) -> None:
    look(qapp)
    page = QWidget()
    inner = QWidget(page)
    inner.setGeometry(1000, 0, 400, 100)
    show(qtbot, page)
    assert ["sticks out" in each for each in complaints(page)] == [True]
