"""Questions before something that is not easily undone."""

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


def may_leave(parent: QWidget, icon: QMessageBox.Icon, title: str, text: str, leave: str) -> bool:
    """Ask whether a page may be left, and wait for the answer: whoever wants to leave it has to know.

    Args:
        parent: the window it belongs to.
        icon: how much is at stake.
        title: of the question.
        text: what becomes of what is there, in sentences.
        leave: the words of the button that leaves; beside it is *Stay*, which Enter and Escape press.
    """
    box = QMessageBox(icon, title, text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
    leaving = box.addButton(leave, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    box.deleteLater()
    return box.clickedButton() is leaving
