"""The card beside a stop of the map: what the decision is, and what the learner called there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainer.desktop.map_state import MapCall, MapKind, MapStop
from trainer.desktop.theme import ACTS, Theme
from trainer.desktop.widgets.buttons import KeyCap
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import column, row, rule
from trainer.desktop.widgets.marks import agreement_mark, judgement_mark
from trainer.desktop.widgets.text import colour, label
from trainer.desktop.wording import breakable

WIDTH = 260


class MapCard(QWidget):
    """Lets the mouse through, for it may lie over stops. Its words are those of the stop's accessible name."""

    def __init__(self, theme: Theme, stop: MapStop, act_number: int, width: int, parent: QWidget) -> None:
        """``width`` is in pixels; the height follows from the words."""
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        margin = theme.px(16)
        layout = column(margins=(margin, theme.px(13), margin, theme.px(13)))
        self._add_head(layout, stop, act_number)
        if stop.call is not None:
            layout.addSpacing(theme.px(8))
            layout.addLayout(self._call(stop.call))
        layout.addSpacing(theme.px(10))
        layout.addWidget(rule(theme))
        layout.addSpacing(theme.px(9))
        layout.addLayout(self._foot(stop))
        self.setLayout(layout)
        self._size = QSize(width, layout.totalHeightForWidth(width))
        self.resize(self._size)

    def sizeHint(self) -> QSize:
        """Its width, and the height that goes with it."""
        return self._size

    def _add_head(self, layout: QVBoxLayout, stop: MapStop, act_number: int) -> None:
        theme = self._theme
        number = label(theme, f"Decision {stop.number}", theme.sans(13, QFont.Weight.DemiBold))
        colour(number, theme, f"act{(act_number - 1) % ACTS + 1}")
        line = Flow(theme.px(9))
        line.addWidget(number)
        line.addWidget(label(theme, stop.date, theme.sans(13), "ink-2"))
        layout.addLayout(line)
        if stop.title:
            layout.addSpacing(theme.px(3))
            title = breakable(stop.title)
            layout.addWidget(label(theme, title, theme.serif(20, QFont.Weight.DemiBold), wrap=True))

    def _call(self, call: MapCall) -> QGridLayout:
        theme = self._theme
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnStretch(1, 1)
        forecast = label(theme, f"{call.forecast} %", theme.sans(14, tabular=True))
        lines: list[tuple[str, QWidget]] = [("Forecast", forecast)]
        if call.agreement is not None:
            lines.insert(0, ("My choice", agreement_mark(theme, call.agreement)))
        if call.judgement is not None:
            lines.append(("Their choice", judgement_mark(theme, call.judgement)))
        for line, (name, value) in enumerate(lines):
            grid.addWidget(label(theme, name, theme.sans(14), "ink-2"), line, 0)
            grid.addWidget(value, line, 1)
        return grid

    def _foot(self, stop: MapStop) -> QHBoxLayout:
        theme = self._theme
        layout = row(spacing=theme.px(7))
        words = {
            MapKind.DECIDED: "Decided",
            MapKind.DUE: "Comes back today",
            MapKind.BEGUN: "Not debriefed yet",
            MapKind.OPEN: "Open",
            MapKind.SEALED: "Sealed until you come to it",
        }[stop.kind]
        layout.addWidget(label(theme, words, theme.sans(13), "ink-2", wrap=True), 1)
        if stop.kind is not MapKind.SEALED:
            layout.addWidget(KeyCap(theme, "Enter"))
            layout.addWidget(label(theme, "Open", theme.sans(13), "ink-2"))
        return layout

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("ink-2"), 1))
        painter.setBrush(self._theme.colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
