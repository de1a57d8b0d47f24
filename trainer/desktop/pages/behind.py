"""The decisions behind a part of a chart, each with the way to its page."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trainer.desktop.dates import long_day
from trainer.desktop.judgement_state import Behind
from trainer.desktop.painting.attempt_row import INSET, attempt_height, lay_attempt
from trainer.desktop.painting.scene import paint_scene
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, reading_column, rule
from trainer.desktop.widgets.text import Heading, label
from trainer.progress.values import AttemptLine
from trainer.study.statements import PERCENT, several


class BehindPage(QWidget):
    """A list that Up and Down go through, and Enter opens; Esc goes back."""

    back_requested = Signal()
    attempt_requested = Signal(str)
    """Id of the attempt whose page is wanted."""

    def __init__(self, theme: Theme, behind: Behind, *, current: str = "", zone: dt.tzinfo | None = None) -> None:
        """
        Args:
            theme: for colours and measures.
            behind: the decisions.
            current: id of the attempt that has the focus first; the first one where it isn't among them.
            zone: of the times shown; the system's own where none is given.
        """
        super().__init__()
        self._rows: list[_Row] = []
        paint_ground(self, theme, "paper")
        self.setAccessibleName(behind.title)
        px = theme.px
        back = LinkButton(theme, "My judgement", icon="chevron-left", underline=False, ink="ink-2")
        back.setAccessibleName("Back to my judgement")
        back.clicked.connect(self.back_requested)
        inset = px(INSET)
        head = column(margins=(inset, 0, inset, 0))
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addSpacing(px(6))
        head.addWidget(Heading(theme, behind.title, theme.serif(26, QFont.Weight.DemiBold)))
        head.addSpacing(px(4))
        head.addWidget(label(theme, _amount(behind), theme.sans(13), "ink-2", wrap=True))
        head.addSpacing(px(16))
        content = column()
        content.addLayout(head)
        for number, (title, lines) in enumerate(behind.groups):
            if title:
                name = label(theme, title, theme.sans(13, QFont.Weight.DemiBold), wrap=True)
                name.setContentsMargins(inset, px(22) if number else 0, inset, px(8))
                content.addWidget(name)
            content.addWidget(rule(theme, "ink"))
            for line in lines:
                content.addWidget(self._row(theme, line, zone))
        content.addStretch(1)
        margins = (px(22), px(16), px(22), px(32))
        self._column = ScrollColumn(theme, reading_column(content, px(860), margins), behind.title)
        outer = column()
        outer.addWidget(self._column)
        self.setLayout(outer)
        chosen = next((row for row in self._rows if row.attempt_id == current), None)
        self._first: QWidget = chosen or (self._rows[0] if self._rows else back)
        QShortcut(QKeySequence("Escape"), self, self.back_requested.emit)

    def _row(self, theme: Theme, line: AttemptLine, zone: dt.tzinfo | None) -> QWidget:
        made = _Row(theme, line, zone)
        made.clicked.connect(lambda _checked=False: self.attempt_requested.emit(line.id))
        made.moved.connect(lambda key: self._go_on(made, key))
        self._rows.append(made)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Only what is in the window can take the focus."""
        super().showEvent(event)
        if not event.spontaneous():
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, row: QWidget, key: int) -> None:
        """Up and Down go from one attempt to the next, Home and End to the first and the last."""
        here = next(number for number, each in enumerate(self._rows) if each is row)
        last = len(self._rows) - 1
        there = {
            Qt.Key.Key_Up: max(here - 1, 0),
            Qt.Key.Key_Down: min(here + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }[Qt.Key(key)]
        self._rows[there].setFocus(Qt.FocusReason.TabFocusReason)
        self._column.ensureWidgetVisible(self._rows[there], 0, self._rows[there].height())


def _amount(behind: Behind) -> str:
    all_of_them = several(behind.count, behind.unit, f"{behind.unit}s")
    if behind.shown < behind.count:
        return f"{all_of_them}; the newest {behind.shown:,} are listed."
    return all_of_them


class _Row(QAbstractButton):
    """One attempt; it paints itself, so that hundreds are there at once."""

    moved = Signal(int)
    """An arrow key, Home or End was pressed."""

    def __init__(self, theme: Theme, line: AttemptLine, zone: dt.tzinfo | None) -> None:
        super().__init__()
        self._theme = theme
        self._line = line
        self._zone = zone
        self._heights: dict[int, int] = {}
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(
            f"{line.decision_title}, {long_day(line.created, zone)}. I chose: {line.choice_title}. They chose:"
            f" {line.taken_title}. Forecast {line.forecast}{PERCENT}, {line.agreement.value} the record,"
            f" {line.judgement.value}"
        )

    @property
    def attempt_id(self) -> str:
        """Which attempt it is."""
        return self._line.id

    def hasHeightForWidth(self) -> bool:
        """The texts decide."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all texts at ``width``."""
        if width not in self._heights:
            height = attempt_height(self._line, self._theme, max(width, 1), self._zone)
            self._heights[width] = round(height + 0.5) + 1
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As wide as is good to read; the height comes with the width."""
        return QSize(self._theme.px(640), self._theme.px(80))

    def minimumSizeHint(self) -> QSize:
        """Narrow is possible; the height comes with the width."""
        return QSize(self._theme.px(220), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the space bar does; the arrows go on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            self.moved.emit(event.key())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), self._theme.colour("wash"))
        scene = lay_attempt(self._line, self._theme, self.width(), self._zone)
        paint_scene(painter, QPointF(0, 0), scene, self._theme, "paper")
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line"))
        painter.end()
