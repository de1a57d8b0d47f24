"""The head of the presenter's page: where it leads back to, whether the doors are open, and the time."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.layout import paint_ground, row, rule
from trainer.desktop.widgets.text import label

_DOT = 9.0


class _Lamp(QWidget):
    """A disc while the doors are open, a ring while they are closed; the words stand beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._on = False
        self.setFixedSize(theme.px(_DOT) + 2, theme.px(_DOT) + 2)

    def light(self, *, on: bool) -> None:
        if on != self._on:
            self._on = on
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._theme.colour("vindicated" if self._on else "edge")
        painter.setPen(ink)
        painter.setBrush(ink if self._on else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()


class PresenterHead(QWidget):
    """What finds no room is left out: first the title, then the planned end, then all of the doors but their sign."""

    back_requested = Signal()
    doors_requested = Signal()
    text_size_requested = Signal(QPoint)

    def __init__(self, theme: Theme, back: str = "Workshops") -> None:
        """
        Args:
            theme: for colours and measures.
            back: where the first button leads.
        """
        super().__init__()
        self._theme = theme
        paint_ground(self, theme, "paper")
        self._name = back
        self._back = LinkButton(theme, back, ink="ink-2", underline=False, icon="chevron-left")
        self._back.setAccessibleName(f"Back: {back}")
        self._back.clicked.connect(self.back_requested)
        self._divider = rule(theme, vertical=True)
        self._divider.setFixedHeight(theme.px(32))
        self._title = label(theme, "", theme.serif(16, italic=True))
        self._lamp = _Lamp(theme)
        self._doors = LinkButton(theme, "", underline=False)
        self._doors.setAccessibleDescription("Opens or closes the doors, and changes the network")
        self._doors.clicked.connect(self.doors_requested)
        self._times = label(theme, "", theme.sans(13, tabular=True), "ink-2")
        self._size = LinkButton(theme, "Aa", ink="ink-2", underline=False)
        self._size.setAccessibleName("Text size")
        self._size.clicked.connect(self._ask_for_size)
        for button in (self._back, self._doors, self._size):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._layout = row(spacing=theme.px(14), margins=(theme.px(32), 0, theme.px(32), 0))
        for widget in (self._back, self._divider, self._title):
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        lamp = row(spacing=theme.px(8))
        lamp.addWidget(self._lamp)
        lamp.addWidget(self._doors)
        self._layout.addLayout(lamp)
        self._layout.addSpacing(theme.px(12))
        self._layout.addWidget(self._times)
        self._layout.addWidget(self._size)
        self.setLayout(self._layout)
        self._line = rule(theme)
        self._line.setParent(self)
        self.setFixedHeight(theme.px(48))
        self._said = ("", "", "")

    def show_state(self, title: str, doors: str, times: str, *, is_open: bool) -> None:
        """Say how things stand."""
        self._lamp.light(on=is_open)
        if (title, doors, times) != self._said:
            wide = tuple(map(len, (title, doors, times))) != tuple(map(len, self._said))
            self._said = (title, doors, times)
            self._fit() if wide else self._times.setText(self._fitting_times())

    def _fitting_times(self) -> str:
        shown = self._times.text()
        return self._said[2] if "," in shown else self._said[2].partition(",")[0] if shown else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See the class."""
        super().resizeEvent(event)
        self._line.setGeometry(0, self.height() - 1, self.width(), 1)
        self._fit()

    def _fit(self) -> None:
        title, doors, times = self._said
        side = self._theme.px(32 if self.width() >= self._theme.px(700) else 16)
        self._layout.setContentsMargins(side, 0, side, 0)
        short = doors.partition(",")[0].partition(":")[0]
        metrics = QFontMetrics(self._title.font())
        now = times.partition(",")[0]
        for words, when, named, back in (
            (doors, times, True, self._name),
            (doors, times, False, self._name),
            (doors, now, False, self._name),
            (short, now, False, self._name),
            (short, now, False, ""),
            ("Doors", now, False, ""),
            ("Doors", "", False, ""),
        ):
            self._back.setText(back)
            self._back.updateGeometry()
            self._doors.relabel(words)
            self._doors.setAccessibleName(doors or "Doors")
            self._times.setText(when)
            self._title.setVisible(named)
            self._divider.setVisible(named)
            room = self.width() - self._width_without_title() - self._theme.px(40)
            if named:
                self._title.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, max(room, 0)))
                self._title.setToolTip(title)
            if room >= (self._theme.px(80) if named else 0):
                break
        self._layout.invalidate()

    def _width_without_title(self) -> int:
        parts = (self._back, self._lamp, self._doors, self._times, self._size)
        gaps = self._theme.px(14) * 4 + self._theme.px(20)
        margins = self._layout.contentsMargins()
        return sum(each.sizeHint().width() for each in parts) + gaps + margins.left() + margins.right()

    def _ask_for_size(self) -> None:
        self.text_size_requested.emit(self._size.mapToGlobal(QPoint(0, self._size.height())))
