"""A question before something that is not easily undone; the window goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_before(parent: QWidget, title: str, text: str, yes: str, no: str, agreed: Callable[[], None]) -> QMessageBox:
    """Ask, without stopping anything that goes on behind the question.

    Args:
        parent: the window it belongs to.
        title: of the question.
        text: what becomes of it, in sentences.
        yes: the words of the button that does it.
        no: the words of the one that doesn't, which Enter and Escape press.
        agreed: called if it is to be done.
    """
    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    doing = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    leaving = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leaving)
    box.setEscapeButton(leaving)
    box.finished.connect(lambda _: agreed() if box.clickedButton() is doing else None)
    box.open()
    return box
