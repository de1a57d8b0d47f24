from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, look, settle, show, texts
from trainer.desktop.widgets.name_field import NameDialog


def _dialog(qtbot: QtBot, qapp: QApplication, text_size: int = 100, suggestion: str = "Mara") -> NameDialog:
    theme = look(qapp, text_size=text_size)
    dialog = NameDialog(theme, "Add a learner", "Name", suggestion, done="Add", taken=("Ben",))
    hint = dialog.sizeHint()
    show(qtbot, dialog, hint.width(), hint.height())
    return dialog


def _field(dialog: NameDialog) -> QLineEdit:
    return dialog.findChildren(QLineEdit)[0]


def test_enter_takes_the_name(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = _dialog(qtbot, qapp)
    assert _field(dialog).hasFocus()
    qtbot.keyClicks(_field(dialog), "  Ada   Li ")
    qtbot.keyClick(_field(dialog), Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.name == "Ada Li"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("   ", "Please type a name."),
        ("x" * 81, "A name has at most 80 characters; this one has 81."),
        ("ben", "There is already a learner called ben."),
    ],
)
def test_a_bad_name_keeps_it_open_and_says_why(qtbot: QtBot, qapp: QApplication, typed: str, sentence: str) -> None:
    dialog = _dialog(qtbot, qapp)
    _field(dialog).selectAll()
    qtbot.keyClicks(_field(dialog), typed)
    qtbot.keyClick(_field(dialog), Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert sentence in texts(dialog)
    assert sentence in _field(dialog).accessibleDescription()
    assert _field(dialog).hasFocus()
    qtbot.keyClicks(_field(dialog), "y")
    assert sentence not in texts(dialog)


def test_escape_leaves_it(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = _dialog(qtbot, qapp)
    qtbot.keyClick(_field(dialog), Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not dialog.isVisible()


@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_the_sentence_is_whole_at_every_text_size(qtbot: QtBot, qapp: QApplication, text_size: int) -> None:
    dialog = _dialog(qtbot, qapp, text_size, "Ben")
    qtbot.keyClick(_field(dialog), Qt.Key.Key_Return)
    settle()
    assert_sound(dialog)
