"""The three columns of the presenter's page, or as many of them as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import ScrollColumn, column, panel, row, rule
from trainer.desktop.widgets.own_notes import OwnNotes
from trainer.desktop.widgets.presenter_note import PresenterNote
from trainer.desktop.widgets.presenter_people import PresenterPeople
from trainer.desktop.widgets.presenter_votes import PresenterVotes
from trainer.desktop.widgets.view_switch import ViewSwitch

_STEPS, _SIDE = 232.0, 430.0
_LEAST_ROOM = 400.0
_ALL = _STEPS + _SIDE + _LEAST_ROOM
_TWO = 720.0
_NARROW_SIDE = 360.0
_LEAST_NOTE = 150.0
_ANY = 16_777_215


class Side(ScrollColumn):
    """What is for the instructor alone. The note of a step gives room to what stands below it."""

    def __init__(
        self, theme: Theme, note: PresenterNote, votes: PresenterVotes, notes: OwnNotes, people: PresenterPeople
    ) -> None:
        px = theme.px
        line = rule(theme)
        parts = column(spacing=px(14), margins=(px(26), px(20), px(28), px(24)))
        for part in (note, line, votes, rule(theme), notes, rule(theme), people):
            parts.addWidget(part)
        parts.addStretch(1)
        super().__init__(theme, panel(theme, "page", parts), "For you alone")
        self._theme = theme
        self._note, self._votes, self._vote_rule, self._parts = note, votes, line, parts
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.fit)
        note.changed.connect(self._soon.start)

    def show_votes(self, *, shown: bool) -> None:
        """Whether there are votes to show."""
        if self._votes.isHidden() == shown:
            self._votes.setVisible(shown)
            self._vote_rule.setVisible(shown)
            self._soon.start()

    def fit(self) -> None:
        """Share out the height."""
        width = self.viewport().width()
        below = self._parts.heightForWidth(width) - self._note.height()
        self._note.fit(max(self.viewport().height() - below - self._theme.px(40), self._theme.px(_LEAST_NOTE)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See the class."""
        super().resizeEvent(event)
        self._soon.start()


class Columns(QWidget):
    """Steps, room and notes side by side; else the room with one of the others; else one of the three."""

    def __init__(self, theme: Theme, steps: QWidget, room: QWidget, side: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._steps, self._room, self._side = steps, room, side
        self._across = 0
        self._lines = (rule(theme, vertical=True), rule(theme, vertical=True))
        self._one = ViewSwitch(theme, "Show", ("Room", "Steps", "Notes"))
        self._two = ViewSwitch(theme, "Show beside", ("Steps", "Notes"))
        self._two.choose(1)
        self._above = _switching(theme, self._one, "paper")
        self._beside = _switching(theme, self._two, "page")
        for switch in (self._one, self._two):
            switch.chosen.connect(self._show)
        self._right = column()
        self._right.addWidget(self._beside)
        self._right.addWidget(side, 1)
        self._line = row()
        for widget in (steps, self._lines[0], room, self._lines[1]):
            self._line.addWidget(widget, 1 if widget is room else 0)
        self._line.addLayout(self._right)
        whole = column()
        whole.addWidget(self._above)
        whole.addLayout(self._line, 1)
        self.setLayout(whole)

    @property
    def across(self) -> int:
        """How many columns stand side by side."""
        return self._across

    def show_part(self, index: int) -> None:
        """In a narrow window: the room (0), the steps (1), the notes (2)."""
        self._one.choose(index)
        if index:
            self._two.choose(index - 1)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See the class."""
        super().resizeEvent(event)
        px, width = self._theme.px, self.width()
        across = 3 if width >= px(_ALL) else 2 if width >= px(_TWO) else 1
        if across != self._across:
            self._arrange(across)
        side = px(_SIDE) + max(min((width - px(1_280)) // 3, px(90)), -px(60)) if across == 3 else px(_NARROW_SIDE)
        for part, fixed in ((self._steps, px(_STEPS) if across == 3 else side), (self._side, side)):
            part.setMinimumWidth(0 if across == 1 else fixed)
            part.setMaximumWidth(_ANY if across == 1 else fixed)
        self._beside.setMaximumWidth(side)
        layout = self.layout()
        if layout is not None:
            layout.activate()

    def _arrange(self, across: int) -> None:
        """The steps stand at the left, or take turns with the notes."""
        self._across = across
        self._line.removeWidget(self._steps)
        self._right.removeWidget(self._steps)
        if across == 3:
            self._line.insertWidget(0, self._steps)
        else:
            self._right.insertWidget(1, self._steps, 1)
        self._show()

    def _show(self) -> None:
        one, two, across = self._one.current, self._two.current, self._across
        self._above.setVisible(across == 1)
        self._beside.setVisible(across == 2)
        shown = {
            self._room: across > 1 or one == 0,
            self._steps: across == 3 or (across == 2 and two == 0) or (across == 1 and one == 1),
            self._side: across == 3 or (across == 2 and two == 1) or (across == 1 and one == 2),
        }
        for part, visible in shown.items():
            part.setVisible(visible)
        self._lines[0].setVisible(across == 3)
        self._lines[1].setVisible(across > 1)


def _switching(theme: Theme, switch: ViewSwitch, ground: str) -> QWidget:
    line = row(margins=(theme.px(26), theme.px(10), theme.px(26), 0))
    line.addWidget(switch)
    line.addStretch(1)
    return panel(theme, ground, line)
