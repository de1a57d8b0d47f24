"""Where the reader is on a page: kept while the page is built anew in another look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from trainer.desktop.widgets.layout import ScrollColumn

_TURNS = 4
"""Of the event loop, until a page built anew is laid out and has gone where it opens by itself."""


@dataclass(frozen=True)
class Place:
    """What has the focus, known by its kind and accessible name, and where in it the cursor stands."""

    kind: type[QWidget] | None = None
    name: str = ""
    anchor: int = 0
    position: int = 0

    @classmethod
    def of(cls, page: QWidget | None) -> Place:
        """Where the focus is on a page; a place that leads nowhere if it isn't there."""
        focus = page.window().focusWidget() if page is not None else None
        if page is None or focus is None or not page.isAncestorOf(focus):
            return cls()
        if isinstance(focus, QPlainTextEdit):
            cursor = focus.textCursor()
            return cls(type(focus), focus.accessibleName(), cursor.anchor(), cursor.position())
        return cls(type(focus), focus.accessibleName())

    def restore(self, page: QWidget | None) -> None:
        """Lead there on the page built anew; where nothing answers to it, the page's own beginning stays."""
        if page is None or self.kind is None or not self.name:
            return
        found = (each for each in page.findChildren(self.kind) if each.accessibleName() == self.name)
        target = next((each for each in found if each.isVisibleTo(page) and each.isEnabled()), None)
        if target is None:
            return
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(target, QPlainTextEdit):
            cursor = target.textCursor()
            cursor.setPosition(self.anchor)
            cursor.setPosition(self.position, cursor.MoveMode.KeepAnchor)
            target.setTextCursor(cursor)
        from trainer.desktop.pages.beside import BesideCall

        view = target.parentWidget()
        while view is not None and not isinstance(view, BesideCall):
            view = view.parentWidget()
        if isinstance(view, BesideCall) and view.column.content.isAncestorOf(target):
            view.follow(target)


@dataclass(frozen=True)
class Scrolled:
    """How far each column of a page is scrolled, in pixels, by the column's name."""

    at: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, page: QWidget | None) -> Scrolled:
        """How far the columns of a page are scrolled."""
        found = page.findChildren(ScrollColumn) if page is not None else []
        return cls({each.accessibleName(): each.verticalScrollBar().value() for each in found})

    def restore(self, page: QWidget | None) -> None:
        """Scroll the page built anew as far, as soon as it is laid out."""
        if page is not None:
            self._turn(page, _TURNS)

    def _turn(self, page: QWidget, turns: int) -> None:
        if turns:
            QTimer.singleShot(0, page, lambda: self._turn(page, turns - 1))
            return
        for each in page.findChildren(ScrollColumn):
            each.verticalScrollBar().setValue(self.at.get(each.accessibleName(), each.verticalScrollBar().value()))
