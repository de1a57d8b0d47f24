"""Bringing a passage, or a part of a page, into sight."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QTableView, QTextBrowser, QTextEdit, QWidget

from trainer.desktop.theme import Theme

_ABOVE = 90
"""Room that stays above it, in pixels at 100 %."""
_EDGE = 16
"""Room that stays around something that is in sight as a whole."""
_ENOUGH = 60
"""So many characters tell a passage from all others."""


def bring_into_sight(theme: Theme, view: QWidget, text: str) -> bool:
    """Scroll to a passage and lay a ground behind it; whether it was found.

    Args:
        theme: for colours and measures.
        view: the page, laid out.
        text: of the passage, or of the first cell where it is the row of a table.
    """
    needle = text.partition(" · ")[0][:_ENOUGH].strip()
    for prose in view.findChildren(QTextBrowser):
        cursor = prose.document().find(needle) if prose.isVisibleTo(view) else QTextCursor()
        if not cursor.isNull():
            _mark(theme, prose, cursor)
            return _scroll(theme, prose, prose.cursorRect(cursor).top())
    wordy: list[QLabel | QAbstractButton] = [*view.findChildren(QLabel), *view.findChildren(QAbstractButton)]
    for widget in wordy:
        said = f"{widget.text()}\n{widget.accessibleName()}\n{widget.accessibleDescription()}"
        if widget.isVisibleTo(view) and needle in said.replace("\N{ZERO WIDTH SPACE}", ""):
            return _scroll(theme, widget, 0)
    return False


def _mark(theme: Theme, prose: QTextBrowser, cursor: QTextCursor) -> None:
    found = QTextCursor(cursor)
    found.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    found.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    selection = QTextEdit.ExtraSelection()
    selection.cursor = found
    selection.format.setBackground(theme.colour("wash"))
    selection.format.setProperty(QTextBlockFormat.Property.FullWidthSelection, False)
    prose.setExtraSelections([selection])


def show_with(theme: Theme, part: QWidget, whole: QWidget) -> None:
    """Scroll no further than needed to have the whole in sight; where it has no room, from that part of it on."""
    area = _area(whole)
    content = area.widget() if area is not None else None
    if area is None or content is None:
        return
    bar, height = area.verticalScrollBar(), area.viewport().height()
    top = whole.mapTo(content, QPoint(0, 0)).y() - theme.px(_EDGE)
    last = top + whole.height() + 2 * theme.px(_EDGE) - height
    if last > top:
        bar.setValue(min(part.mapTo(content, QPoint(0, 0)).y() - theme.px(_EDGE), last))
    else:
        bar.setValue(min(max(bar.value(), last), top))


def show_row(table: QTableView) -> None:
    """Where the page around a table scrolls, have the table's current row in sight while the keyboard is there."""
    area = _area(table)
    content = area.widget() if area is not None else None
    if area is None or content is None or not table.hasFocus():
        return
    row = table.visualRect(table.currentIndex())
    area.ensureVisible(0, table.viewport().mapTo(content, row.center()).y(), 0, row.height())


def _scroll(theme: Theme, widget: QWidget, y: int) -> bool:
    area = _area(widget)
    content = area.widget() if area is not None else None
    if area is None or content is None:
        return False
    top = widget.mapTo(content, QPoint(0, y)).y()
    area.verticalScrollBar().setValue(top - theme.px(_ABOVE))
    return True


def _area(widget: QWidget) -> QScrollArea | None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around
