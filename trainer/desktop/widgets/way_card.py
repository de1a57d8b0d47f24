"""A way through a case, to be chosen: what it is called, how long it takes, how far one is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trainer.case.markdown import plain_text
from trainer.desktop.course_state import Grain, Way
from trainer.desktop.painting.course_line import HEIGHT, paint_line
from trainer.desktop.painting.icons import icon_label
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import column, row
from trainer.desktop.widgets.text import label
from trainer.desktop.wording import about, breakable

_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class CourseLine(QWidget):
    """The marks of a course; silent to screen readers, for the words beside it say how far one is."""

    def __init__(self, theme: Theme, grains: tuple[Grain, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._grains = grains
        self.setFixedHeight(theme.px(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        paint_line(painter, QRectF(self.rect()), self._grains, self._theme, "page")
        painter.end()


class WayCard(QAbstractButton):
    """A click, Enter or Space chooses it; the one that is chosen says so."""

    left_by = Signal(int, int)
    """An arrow was pressed: steps to the right and down, 1 or -1."""

    def __init__(self, theme: Theme, way: Way, *, chosen: bool, large: bool) -> None:
        """
        Args:
            theme: for colours and measures.
            way: the way.
            chosen: whether the learner is on it.
            large: in the type of a heading, for the ways that aren't one of many.
        """
        super().__init__()
        self._theme = theme
        self._chosen = chosen
        self.course = way.course
        meta = f"{way.total} decisions, {about(way.minutes)}. {_progress(way)}"
        self.setText(way.title)
        self.setAccessibleName(f"{way.title}, my course" if chosen else way.title)
        self.setAccessibleDescription(meta)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        px = theme.px
        pad = px(20 if large else 16)
        layout = column(spacing=px(4), margins=(pad, px(16 if large else 13), pad, px(16 if large else 13)))
        font = theme.serif(21, QFont.Weight.DemiBold) if large else theme.serif(17, QFont.Weight.DemiBold)
        head = row(spacing=px(7))
        head.addWidget(label(theme, breakable(way.title), font, wrap=True), 1)
        if chosen:
            head.addWidget(icon_label(theme, "check", "accent", 13))
            head.addWidget(label(theme, "My course", theme.sans(13, QFont.Weight.DemiBold), "accent"))
        layout.addLayout(head)
        layout.addWidget(label(theme, meta, theme.sans(13.5), "ink-2", wrap=True))
        if way.why:
            layout.addSpacing(px(4))
            layout.addWidget(label(theme, breakable(plain_text(way.why)), theme.serif(16), wrap=True))
        layout.addSpacing(px(6))
        layout.addStretch(1)
        layout.addWidget(CourseLine(theme, way.line))
        self.setLayout(layout)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Some words wide; the height comes with the width."""
        return QSize(self._theme.px(160), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the space bar does; the arrows lead to other ways."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif key in _ARROWS:
            self.left_by.emit(*_ARROWS[key])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and frame."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = 2.0 if self._chosen else 1.0
        tone = "accent" if self._chosen else "edge" if self.underMouse() else "line"
        painter.setPen(QPen(theme.colour(tone), border))
        painter.setBrush(theme.colour("page"))
        half = border / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)
        painter.end()


def _progress(way: Way) -> str:
    if way.done == 0:
        return "None decided."
    return "All of them decided." if way.done == way.total else f"{way.done} decided."
