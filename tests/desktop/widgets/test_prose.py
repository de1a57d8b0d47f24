from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, colours, look, press, settle, show_bar
from trainer.case.markdown import to_html
from trainer.desktop.widgets.prose import Prose

STORY = "The money is short.\n\nThe bank lends until *May*.\n\n- one\n- two\n\n无论如何，没有钱。"


def _prose(qtbot: QtBot, qapp: QApplication, html: str = "", width: int = 400) -> Prose:
    theme = look(qapp)
    prose = Prose(theme, html or to_html(STORY), theme.serif(17), leading=27.5, indent=25, gap=4)
    show_bar(qtbot, prose, width)
    return prose


def test_it_is_as_high_as_its_text_at_every_width(qtbot: QtBot, qapp: QApplication) -> None:
    prose = _prose(qtbot, qapp)
    for width in (700, 300, 160, 400):
        prose.window().resize(width, 900)
        assert_sound(prose.window())
        assert prose.height() == prose.heightForWidth(width)


def test_asking_for_heights_changes_nothing_that_is_shown(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    prose = _prose(qtbot, qapp, width=400)
    shown = prose.document().textWidth()
    for width in (*range(40, 1200, 29), 40):
        fresh = Prose(theme, to_html(STORY), theme.serif(17), leading=27.5, indent=25, gap=4)
        assert prose.heightForWidth(width) == fresh.heightForWidth(width) > 0
        assert prose.document().textWidth() == shown
        fresh.deleteLater()


def test_lines_stand_at_their_leading_and_all_but_the_first_paragraph_are_indented(
    qtbot: QtBot, qapp: QApplication
) -> None:
    prose = _prose(qtbot, qapp, width=700)
    blocks = []
    block = prose.document().begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    assert [each.blockFormat().textIndent() for each in blocks] == [0, 25, 0, 0, 25]
    assert [each.blockFormat().topMargin() for each in blocks] == [0, 4, 4, 4, 4]
    layout = prose.document().documentLayout()
    tops = [layout.blockBoundingRect(each).top() for each in blocks]
    assert tops[1] - tops[0] == pytest.approx(look(qapp).px(27.5) + 4, abs=1)


def test_words_are_for_selecting_and_links_for_the_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    plain = _prose(qtbot, qapp)
    assert not plain.focusPolicy() & Qt.FocusPolicy.TabFocus
    linked = _prose(qtbot, qapp, "<p>See <a href='source:1:2'>1:2</a>.</p>")
    linked.setFocus()
    with qtbot.waitSignal(linked.link_opened) as opened:
        press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert opened.args == ["source:1:2"]
    assert linked.toPlainText() == "See 1:2."


def test_a_link_that_the_keyboard_has_come_to_has_the_ring_on_each_of_its_lines(
    qtbot: QtBot, qapp: QApplication
) -> None:
    text = _prose(qtbot, qapp, f"<p>It begins <a href='a:1'>{'link ' * 8}</a> and ends.</p>", 300)
    ring = look(qapp).colour("focus").name()
    text.setFocus(Qt.FocusReason.MouseFocusReason)
    settle()
    assert ring not in colours(text)
    press(Qt.Key.Key_Tab)
    assert text.hasFocus()
    assert ring in colours(text)
    assert len({round(frame.top()) for frame in text._link_frames()}) == 2
    text.clearFocus()
    settle()
    assert ring not in colours(text)


def test_its_words_are_what_a_screen_reader_hears(qtbot: QtBot, qapp: QApplication) -> None:
    prose = _prose(qtbot, qapp, "<p>One <em>two</em>.</p>")
    assert prose.accessibleName() == "One two."


def test_no_file_is_read_for_a_text(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    assert image.save(str(secret))
    kind = QTextDocument.ResourceType.ImageResource.value
    prose = _prose(qtbot, qapp, f"<p><img src='{secret.as_uri()}'>text</p>")
    assert prose.loadResource(kind, QUrl.fromLocalFile(str(secret))) == b""
    assert prose.document().size().height() < 60


def test_the_wheel_is_left_to_the_page(qtbot: QtBot, qapp: QApplication) -> None:
    prose = _prose(qtbot, qapp)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    assert event.type() == QEvent.Type.Wheel
    qapp.sendEvent(prose.viewport(), event)
    assert not event.isAccepted()


def test_a_word_longer_than_the_line_is_broken(qtbot: QtBot, qapp: QApplication) -> None:
    prose = _prose(qtbot, qapp, "<p>" + "Wort" * 60 + "</p>", width=200)
    assert_sound(prose.window())


def test_prose_knows_its_height_also_right_after_it_was_given_another_size(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    asked, resized = (Prose(theme, f"<p>{'A word or two. ' * 60}</p>", theme.serif(16), leading=24) for _ in range(2))
    qtbot.addWidget(asked)
    qtbot.addWidget(resized)
    resized.resize(608, 220)
    assert resized.heightForWidth(306) == asked.heightForWidth(306)
