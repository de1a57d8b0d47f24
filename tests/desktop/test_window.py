from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.support import look, press, settle, show, visible_text
from trainer.desktop.widgets.layout import ScrollColumn, column
from trainer.desktop.widgets.top_bar import TopBar
from trainer.desktop.window import LEAST, SIZE, MainWindow

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def _window(qtbot: QtBot, qapp: QApplication, *, place: str = "") -> MainWindow:
    window = MainWindow()
    window.show_page(look(qapp), QPushButton("page"), place=place, learner="Mara")
    show(qtbot, window)
    return window


@pytest.mark.usefixtures("qapp")
def test_it_opens_in_its_size_and_has_a_least_one() -> None:
    window = MainWindow()
    assert window.size() == SIZE
    assert window.minimumSize() == LEAST
    window.deleteLater()


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        (QSize(1920, 1080), SIZE),
        (QSize(1366, 728), QSize(1280, 688)),
        (QSize(720, 500), QSize(720, 480)),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_it_opens_no_larger_than_its_screen(screen: QSize, size: QSize) -> None:
    window = MainWindow()
    window.fit_into(screen)
    assert window.size() == size
    window.deleteLater()


def test_a_page_takes_the_place_of_the_one_before(qtbot: QtBot, qapp: QApplication) -> None:
    window = _window(qtbot, qapp)
    before = window.page
    assert before is not None
    window.show_page(look(qapp), QLabel("another"), place="record", learner="Mara")
    settle()
    assert "another" in visible_text(window)
    assert "page" not in visible_text(window)
    assert window.place == "record"


def test_only_a_page_of_a_place_has_the_bar(qtbot: QtBot, qapp: QApplication) -> None:
    window = _window(qtbot, qapp, place="library")
    bar = window.findChildren(TopBar)[0]
    assert bar.isVisible()
    with qtbot.waitSignal(window.place_chosen) as chosen:
        bar.place_chosen.emit("record")
    assert chosen.args == ["record"]
    window.show_page(look(qapp), QLabel("whole"))
    settle()
    assert not any(each.isVisible() for each in window.findChildren(TopBar))
    assert window.place == ""


def test_the_page_takes_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    window = _window(qtbot, qapp)
    page = QPushButton("next")
    window.show_page(look(qapp), page)
    settle()
    assert page.hasFocus()


@pytest.mark.parametrize(("key", "step"), [(Key.Key_Plus, 1), (Key.Key_Equal, 1), (Key.Key_Minus, -1), (Key.Key_0, 0)])
def test_keys_step_the_size_of_the_text(qtbot: QtBot, qapp: QApplication, key: Qt.Key, step: int) -> None:
    window = _window(qtbot, qapp)
    with qtbot.waitSignal(window.text_size_stepped) as stepped:
        press(key, modifier=CTRL)
    assert stepped.args == [step]


@pytest.mark.parametrize(("key", "place"), [(Key.Key_1, "library"), (Key.Key_2, "record")])
def test_keys_lead_to_the_places(qtbot: QtBot, qapp: QApplication, key: Qt.Key, place: str) -> None:
    window = _window(qtbot, qapp)
    with qtbot.waitSignal(window.place_chosen) as chosen:
        press(key, modifier=ALT)
    assert chosen.args == [place]


def test_a_notice_outlives_its_page_and_stays_closed_once_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    window = _window(qtbot, qapp)
    window.say("The settings file was damaged.")
    window.show_page(look(qapp), QLabel("another"))
    settle()
    assert "The settings file was damaged." in visible_text(window)
    close = next(each for each in window.findChildren(QWidget) if each.accessibleName() == "Close" and each.isVisible())
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    window.show_page(look(qapp), QLabel("third"))
    settle()
    assert "damaged" not in visible_text(window)


def test_its_size_comes_back(qtbot: QtBot, qapp: QApplication) -> None:
    window = _window(qtbot, qapp)
    window.resize(700, 600)
    settle()
    text = window.geometry_text()
    other = MainWindow()
    qtbot.addWidget(other)
    other.restore(text)
    assert other.size() == QSize(700, 600)


@pytest.mark.parametrize("text", ["", "AAAA", "no base64!"])
def test_a_size_that_cannot_be_read_is_left_out(qtbot: QtBot, qapp: QApplication, text: str) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.restore(text)
    assert window.size() == SIZE


@pytest.mark.parametrize("stays", [True, False])
def test_closing_can_be_refused(qtbot: QtBot, qapp: QApplication, stays: bool) -> None:
    window = _window(qtbot, qapp)

    def answer(event: QCloseEvent) -> None:
        event.setAccepted(not stays)

    window.closing.connect(answer)
    assert window.close() == (not stays)
    assert window.isVisible() == stays
    window.closing.disconnect(answer)


def test_tab_into_a_column_from_outside_brings_what_has_the_focus_into_sight(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    inside, below = column(), column()
    inside.addSpacing(3000)
    last = QPushButton("far below")
    inside.addWidget(last)
    content, page = QWidget(), QWidget()
    content.setLayout(inside)
    scroll = ScrollColumn(theme, content, "Column")
    foot = QPushButton("foot")
    below.addWidget(scroll, 1)
    below.addWidget(foot)
    page.setLayout(below)
    window = _window(qtbot, qapp)
    window.show_page(theme, page)
    settle()
    foot.setFocus()
    press(Key.Key_Backtab)

    assert last.hasFocus()
    assert scroll.rect().contains(last.mapTo(scroll, last.rect().center()))
