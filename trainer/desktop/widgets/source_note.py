"""The side note that opens behind a source mark."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from trainer.case.base import SourceRef
from trainer.case.markdown import to_html
from trainer.case.model import Source
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.claims import LINK, grouped
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground, row, rule
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.text import Heading, label


class Sources(Protocol):
    """Whatever knows the sources of a case."""

    def source(self, source_id: str) -> Source:
        """The source of that id; raises ``KeyError``."""


class SourceNote(QWidget):
    """Title, publisher, date and lines of what a claim rests on. Escape closes it."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._back: QWidget | None = None
        paint_ground(self, theme, "page")
        margin = theme.px(20)
        self._content = column(spacing=theme.px(8), margins=(margin, margin, margin, 0))
        holder = QWidget()
        holder.setLayout(self._content)
        self._scroll = ScrollColumn(theme, holder, "Source")
        self._close = LinkButton(theme, "Close", ink="ink-2")
        self._close.setAccessibleDescription("Escape")
        self._close.clicked.connect(self.close_note)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.setContentsMargins(margin, theme.px(4), margin, theme.px(10))
        layout = column(margins=(1, 1, 1, 1))
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)
        self.setLayout(layout)
        self.setAccessibleName("Source")
        self.hide()

    def open_note(self, link: str, sources: Sources, back: QWidget | None) -> None:
        """Show the sources of a mark; ``back`` gets the focus when the note is closed."""
        theme = self._theme
        clear(self._content)
        self._back = back
        refs = [SourceRef.parse(part) for part in link.removeprefix(LINK).split(",")]
        for index, (source_id, group) in enumerate(grouped(refs)):
            source = sources.source(source_id)
            if index:
                self._content.addWidget(rule(theme))
            self._content.addWidget(label(theme, f"Source {source.id}", theme.sans(12.5), "ink-2"))
            self._content.addWidget(Heading(theme, source.title, theme.serif(18, QFont.Weight.DemiBold)))
            line = f"{source.publisher}, {source.date.describe()}"
            self._content.addWidget(label(theme, line, theme.sans(13), "ink-2", wrap=True))
            word = "Line" if len(group) == 1 and group[0].first == group[0].last else "Lines"
            lines = f"{word} {', '.join(ref.lines for ref in group)} of {source.lines}"
            self._content.addWidget(label(theme, lines, theme.sans(13, QFont.Weight.DemiBold), wrap=True))
            if source.note:
                note = Prose(theme, to_html(source.note), theme.sans(13), leading=19, gap=4, ink="ink-2")
                self._content.addWidget(note)
        self.place()
        self.show()
        self.raise_()
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """At the right edge of the page, as high as its text."""
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(self._theme.px(340), parent.width() - self._theme.px(24))
        text = self._content.heightForWidth(width - 2)
        foot = self._close.sizeHint().height() + self._theme.px(14) + 2
        height = min(text + foot, parent.height() - self._theme.px(48))
        self.setGeometry(parent.width() - width - self._theme.px(12), self._theme.px(24), width, height)

    def close_note(self) -> None:
        """Close it and go back to where it was opened."""
        self.hide()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in the note as long as it is open."""
        self._close.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def event(self, event: QEvent) -> bool:
        """Escape is for the note, whatever else it does on the page."""
        is_key = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_key and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, arrows scroll; nothing reaches the page behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_note()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._scroll.page(0.3 if event.key() == Qt.Key.Key_Down else -0.3)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame of one pixel."""
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
