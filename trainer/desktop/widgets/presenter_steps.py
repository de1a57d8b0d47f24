"""The steps of the present decision, how the workshop keeps to its time, and the ways that lead elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.layout import clear, column, paint_ground, rule
from trainer.desktop.widgets.text import label
from trainer.desktop.wording import breakable
from trainer.desktop.workshops.presenter_state import PresenterState
from trainer.desktop.workshops.presenter_values import Standing, StepLine
from trainer.study.workshop.plan import Round, Step

_HIGH, _MARK = 34.0, 22.0
_BOLD = QFont.Weight.DemiBold
_REOPEN = {Round.FIRST: "Reopen the first vote…", Round.SECOND: "Reopen the second vote…"}


class _StepRow(QWidget):
    """Name and minutes of a step: ticked once it is done, bold where the room is."""

    def __init__(self, theme: Theme, line: StepLine) -> None:
        super().__init__()
        self._theme = theme
        self._line = line
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def show_line(self, line: StepLine) -> None:
        if line != self._line:
            self._line = line
            self._name()
            self.update()

    def _name(self) -> None:
        minutes = f", {self._line.minutes} min" if self._line.minutes else ""
        self.setAccessibleName(f"{self._line.name}{minutes}, {self._line.standing.value}")

    def sizeHint(self) -> QSize:
        """Room for the words."""
        metrics = QFontMetricsF(self._theme.sans(13.5, _BOLD))
        words = metrics.horizontalAdvance(f"{self._line.name}  {self._line.minutes} min")
        return QSize(round(self._theme.px(_MARK) + words) + 4, self._theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """As the size hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme, standing = self._theme, self._line.standing
        here = standing is Standing.HERE
        painter = QPainter(self)
        side = theme.px(14)
        mark = QRectF(0, (self.height() - side) / 2, side, side)
        if standing is Standing.DONE:
            paint_icon(painter, mark, "check", theme.colour("ink-2"))
        elif here:
            paint_icon(painter, mark, "dot", theme.colour("accent"))
        painter.setFont(theme.sans(13.5, _BOLD if here else QFont.Weight.Normal, tabular=True))
        painter.setPen(theme.colour("ink-2" if standing is Standing.DONE else "ink"))
        middle = Qt.AlignmentFlag.AlignVCenter
        words = self.rect().adjusted(theme.px(_MARK), 0, 0, 0)
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, self._line.name)
        if self._line.minutes:
            painter.drawText(words, middle | Qt.AlignmentFlag.AlignRight, f"{self._line.minutes} min")
        painter.end()


class PresenterSteps(QWidget):
    """Shows where the workshop is; its links only say what the instructor wants."""

    hands_requested = Signal()
    reopen_requested = Signal(object)
    """A :class:`Round`."""
    go_requested = Signal()
    end_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        self._kicker = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        self._title = label(theme, "", theme.serif(16.5, _BOLD), wrap=True)
        self._rows: dict[Step, _StepRow] = {}
        self._list = column()
        self._pace = label(theme, "", theme.sans(13.5, _BOLD), wrap=True)
        self._pace_more = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        self._then = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        self._then_title = label(theme, "", theme.serif(14.5, _BOLD), wrap=True)
        self._then_minutes = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        self._rules = [rule(theme) for _ in range(3)]
        layout = column(margins=(px(32), px(24), px(20), px(24)))
        layout.addWidget(self._kicker)
        layout.addSpacing(px(2))
        layout.addWidget(self._title)
        layout.addSpacing(px(4))
        layout.addLayout(self._list)
        for line, widgets in zip(
            self._rules,
            ((self._pace, self._pace_more), (self._then, self._then_title, self._then_minutes), ()),
            strict=True,
        ):
            layout.addSpacing(px(10))
            layout.addWidget(line)
            layout.addSpacing(px(10))
            for widget in widgets:
                layout.addWidget(widget)
        self._add_links(layout)
        layout.addStretch(1)
        self.setLayout(layout)
        paint_ground(self, theme, "paper")
        self.setAccessibleName("The steps of this decision")

    def _add_links(self, layout: QVBoxLayout) -> None:
        theme = self._theme
        self._hands = LinkButton(theme, "Show of hands…")
        self._hands.clicked.connect(self.hands_requested)
        self._reopen = {round_: LinkButton(theme, words) for round_, words in _REOPEN.items()}
        for round_, link in self._reopen.items():
            link.clicked.connect(lambda _=False, round_=round_: self.reopen_requested.emit(round_))
        self._go = LinkButton(theme, "Go to…")
        self._go.clicked.connect(self.go_requested)
        self._end = LinkButton(theme, "End the workshop…")
        self._end.clicked.connect(self.end_requested)
        self._links = (self._hands, *self._reopen.values(), self._go, self._end)
        for link in self._links:
            link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def go_button(self) -> QWidget:
        """Below which a menu of the steps opens."""
        return self._go

    def show_state(self, state: PresenterState) -> None:
        """Show how things stand, without building anew what stays."""
        for widget, text in (
            (self._kicker, state.kicker),
            (self._title, breakable(state.decision, longest=11)),
            (self._pace, state.pace[0]),
            (self._pace_more, state.pace[1]),
            (self._then, state.then[0]),
            (self._then_title, breakable(state.then[1], longest=11)),
            (self._then_minutes, state.then[2]),
        ):
            if widget.text() != text:
                widget.setText(text)
            if widget.isHidden() == bool(text):
                widget.setVisible(bool(text))
        for line, shown in zip(self._rules, (state.pace[0], state.then[0], "links"), strict=True):
            line.setVisible(bool(shown))
        self._show_steps(state.steps)
        self._hands.setVisible(state.can_count and not state.is_ended)
        for round_, link in self._reopen.items():
            link.setVisible(round_ in state.reopenable)
        self._go.setVisible(not state.is_ended)
        self._end.setVisible(not state.is_ended and state.coming.step is not None)

    def _show_steps(self, steps: tuple[StepLine, ...]) -> None:
        if tuple(self._rows) != tuple(each.step for each in steps):
            clear(self._list)
            self._rows = {each.step: _StepRow(self._theme, each) for each in steps}
            for row in self._rows.values():
                self._list.addWidget(row)
        for each in steps:
            self._rows[each.step].show_line(each)
