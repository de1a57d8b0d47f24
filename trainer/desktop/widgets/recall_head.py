"""The head of a sitting of recalls: how far it has come, and the ways out of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.recall_state import Sitting
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import KeyCap, LinkButton
from trainer.desktop.widgets.layout import paint_ground, row, rule
from trainer.desktop.widgets.text import label

NAME = "What comes back"
_SEGMENT = (26.0, 4.0)
_GAP = 4.0
_WIDEST = 300.0


class _Segments(QWidget):
    """A dash for each decision of the sitting: done, here, or to come."""

    def __init__(self, theme: Theme, sitting: Sitting) -> None:
        super().__init__()
        self._theme = theme
        self._sitting = sitting
        self.setAccessibleName(sitting.words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its dashes, up to a point."""
        length, height = _SEGMENT
        width = min(self._sitting.of * (length + _GAP) - _GAP, _WIDEST)
        return QSize(self._theme.px(width), self._theme.px(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        sitting, theme = self._sitting, self._theme
        pitch = (self.width() + theme.px(_GAP)) / sitting.of
        length = max(pitch - theme.px(_GAP), 1.0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for index in range(sitting.of):
            ink = "accent" if index + 1 == sitting.number else "ink-2" if index + 1 < sitting.number else "line"
            painter.setBrush(theme.colour(ink))
            painter.drawRoundedRect(QRectF(index * pitch, 0, length, self.height()), 2, 2)
        painter.end()


class RecallHead(QWidget):
    """Stays in place while decisions come and go. What finds no room is left out or said in fewer words."""

    library_requested = Signal()
    undo_requested = Signal()
    stop_requested = Signal()

    def __init__(self, theme: Theme, sitting: Sitting | None = None) -> None:
        """
        Args:
            theme: for colours and measures.
            sitting: how far it has come; ``None`` once it is over.
        """
        super().__init__()
        self._theme = theme
        paint_ground(self, theme, "paper")
        self._back = LinkButton(theme, "Library", ink="ink-2", underline=False, icon="chevron-left")
        self._back.setAccessibleName("Back: Library")
        self._back.clicked.connect(self.library_requested)
        self._divider = rule(theme, vertical=True)
        self._divider.setFixedHeight(theme.px(32))
        self._title = label(theme, NAME, theme.serif(16, italic=True))
        self._line = row(spacing=theme.px(14), margins=(theme.px(18), 0, theme.px(18), 0))
        for widget in (self._back, self._divider, self._title):
            self._line.addWidget(widget)
        self._extras: list[tuple[QWidget, ...]] = [(self._divider, self._title)]
        self._undo: LinkButton | None = None
        self._stop: LinkButton | None = None
        if sitting is not None:
            self._add_progress(sitting)
        self._line.addStretch(1)
        if sitting is not None:
            self._add_ways_out(sitting)
        self.setLayout(self._line)
        self._under = rule(theme)
        self._under.setParent(self)
        self.setFixedHeight(theme.px(48))

    def _add_progress(self, sitting: Sitting) -> None:
        theme = self._theme
        segments = _Segments(theme, sitting)
        count = label(theme, sitting.words, theme.sans(13, QFont.Weight.DemiBold, tabular=True))
        left = label(theme, sitting.left, theme.sans(13, tabular=True), "ink-2")
        self._line.addSpacing(theme.px(8))
        for widget in (segments, count, left):
            self._line.addWidget(widget)
        self._extras = [(left,), *self._extras, (segments,)]

    def _add_ways_out(self, sitting: Sitting) -> None:
        theme = self._theme
        self._undo = LinkButton(theme, "Undo last grade", ink="ink-2", underline=False)
        self._undo.setAccessibleDescription("Ctrl+Z")
        self._undo.setEnabled(sitting.can_undo)
        self._undo.clicked.connect(self.undo_requested)
        self._stop = LinkButton(theme, "Stop here", ink="ink-2", underline=False)
        self._stop.setAccessibleDescription("Escape")
        self._stop.clicked.connect(self.stop_requested)
        caps: list[QWidget] = []
        for button, key in ((self._undo, "Ctrl+Z"), (self._stop, "Esc")):
            caps.append(KeyCap(theme, key))
            pair = row(spacing=theme.px(8))
            pair.addWidget(button)
            pair.addWidget(caps[-1])
            self._line.addLayout(pair)
        self._line.insertSpacing(self._line.count() - 1, theme.px(6))
        self._extras = [*self._extras[:1], tuple(caps), *self._extras[1:]]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """First the time goes, then the keys, the title and the segments; then the words get fewer."""
        super().resizeEvent(event)
        self._under.setGeometry(0, self.height() - 1, self.width(), 1)
        for left_out in range(len(self._extras) + 2):
            self._show(left_out)
            if self._line.sizeHint().width() <= self.width():
                break

    def _show(self, left_out: int) -> None:
        for index, widgets in enumerate(self._extras):
            for widget in widgets:
                widget.setVisible(index >= left_out)
        short = left_out > len(self._extras)
        if self._undo is not None and self._stop is not None:
            for button, words in ((self._undo, ("Undo last grade", "Undo")), (self._stop, ("Stop here", "Stop"))):
                button.setText(words[short])
                button.updateGeometry()
        self._line.invalidate()
