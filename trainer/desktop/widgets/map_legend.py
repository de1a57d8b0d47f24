"""What the stops of the map mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.map_state import MapKind
from trainer.desktop.painting.map_painting import paint_map_stop
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import row
from trainer.desktop.widgets.text import label

_SIZE = 20


class _Sample(QWidget):
    """A stop without a number, in the colour of the first act."""

    def __init__(self, theme: Theme, kind: MapKind) -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self.setFixedSize(QSize(theme.px(_SIZE), theme.px(_SIZE)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        centre = QPointF(self.width() / 2, self.height() / 2)
        pitch = self._theme.px(_SIZE) * 0.8
        paint_map_stop(painter, centre, pitch, self._kind, "", self._theme.act_colour(1), self._theme)
        painter.end()


class MapLegend(QWidget):
    """A sample and a word for each kind of stop that there is."""

    def __init__(self, theme: Theme, kinds: tuple[MapKind, ...]) -> None:
        super().__init__()
        flow = Flow(theme.px(18))
        for kind in kinds:
            entry = QWidget()
            layout = row(spacing=theme.px(6))
            layout.addWidget(_Sample(theme, kind))
            layout.addWidget(label(theme, kind.value, theme.sans(13), "ink-2"))
            entry.setLayout(layout)
            flow.addWidget(entry)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("What the stops mean")
