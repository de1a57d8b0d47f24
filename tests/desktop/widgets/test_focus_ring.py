from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.support import look, settle, show
from trainer.desktop.widgets.buttons import SecondaryButton
from trainer.desktop.widgets.focus_ring import FocusRing


def test_the_ring_is_whole_around_a_button_at_the_edge_of_a_panel(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    page, panel, button = QWidget(), QWidget(), SecondaryButton(theme, "Leave")
    ring = FocusRing(qapp, theme, page)
    ring = FocusRing(qapp, theme, page)
    tight = QVBoxLayout(panel)
    tight.setContentsMargins(0, 0, 0, 0)
    tight.addWidget(button)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(20, 20, 20, 20)
    outer.addWidget(panel)
    outer.addStretch(1)
    show(qtbot, page, 300, 200)
    button.setFocus()
    for left in (20, 60):
        outer.setContentsMargins(left, 20, 20, 20)
        settle()
        place = QRect(ring.mapTo(page, QPoint(0, 0)), ring.size())
        assert place == QRect(button.mapTo(page, QPoint(0, 0)), button.size()).adjusted(-3, -3, 3, 3)
        assert ring.visibleRegion().boundingRect().size() == ring.size()
