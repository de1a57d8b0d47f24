"""My record: every attempt in a table, and beside it the attempt as it was seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from trainer.case.sealed import SealBroken
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.attempt_model import AttemptModel, Column
from trainer.desktop.widgets.attempt_panel import WIDTH, AttemptPanel
from trainer.desktop.widgets.attempt_table import AttemptTable
from trainer.desktop.widgets.buttons import PrimaryButton
from trainer.desktop.widgets.key_foot import KeyFoot
from trainer.desktop.widgets.layout import column, paint_ground, row, rule
from trainer.desktop.widgets.text import Heading, label
from trainer.progress.errors import ProgressError
from trainer.progress.seen import SeenAttempt
from trainer.progress.values import AttemptLine

_LEAST_TABLE = 600.0
"""Beside the panel, in pixels at 100 %; with less, table and panel take turns."""

_ANY = 16777215
"""Qt's word for no greatest width."""

_KEYS = ((("↑", "↓"), "move"), (("Space",), "read on"), (("Enter",), "open the page"), (("Esc",), "close"))
_KEYS_ALONE = ((("↑", "↓"), "move"), (("Enter",), "read it"))


@dataclass(frozen=True, slots=True)
class RecordState:
    """What the reader has set up on the page, so that a page built anew looks the same."""

    selected: str | None = None
    """Id of the current attempt; the newest one where none is given."""
    column: Column = Column.NUMBER
    falling: bool = False
    panel: bool = True
    """Whether the attempt is shown beside the table, where there is room for it."""


class RecordPage(QWidget):
    """The list of all attempts of a learner."""

    open_requested = Signal(str)
    """Id of the attempt whose whole page is wanted."""
    library_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        lines: tuple[AttemptLine, ...],
        provide: Callable[[str], SeenAttempt],
        *,
        state: RecordState | None = None,
        zone: dt.tzinfo | None = None,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            lines: all attempts of the learner.
            provide: gives an attempt with its text by its id; its :class:`SealBroken` or
                :class:`ProgressError` is shown in its place.
            state: how the page was left; see :attr:`state`.
            zone: of the times shown; the system's own where none is given.
        """
        super().__init__()
        self._theme = theme
        paint_ground(self, theme, "paper")
        self.setAccessibleName("My record")
        self._record: _Record | None = None
        layout = column()
        if lines:
            self._record = _Record(theme, lines, provide, state or RecordState(), zone)
            self._record.open_requested.connect(self.open_requested)
            layout.addWidget(self._record)
            self.setFocusProxy(self._record.table)
        else:
            layout.addWidget(self._empty())
        self.setLayout(layout)

    @property
    def state(self) -> RecordState:
        """How the page is left, for the next one."""
        return self._record.state if self._record else RecordState()

    def _empty(self) -> QWidget:
        theme = self._theme
        text = (
            "Every decision you commit to is kept here as you saw it: your choice, your forecast and your reasons,"
            " beside what they did. Begin with a case from the library."
        )
        button = PrimaryButton(theme, "Go to the library")
        button.clicked.connect(self.library_requested)
        self.setFocusProxy(button)
        made = QWidget()
        made.setMaximumWidth(theme.px(560))
        inner = column(spacing=theme.px(12))
        inner.addWidget(Heading(theme, "Nothing decided yet", theme.serif(28, QFont.Weight.DemiBold)))
        inner.addWidget(label(theme, text, theme.serif(17), "ink-2", wrap=True))
        inner.addSpacing(theme.px(12))
        inner.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        made.setLayout(inner)
        around = column(margins=(theme.px(32), theme.px(48), theme.px(32), theme.px(32)))
        around.addWidget(made)
        around.addStretch(1)
        outer = QWidget()
        outer.setLayout(around)
        return outer


class _Record(QWidget):
    """Table and panel, side by side or in turns."""

    open_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        lines: tuple[AttemptLine, ...],
        provide: Callable[[str], SeenAttempt],
        state: RecordState,
        zone: dt.tzinfo | None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._provide = provide
        self._wanted = state.panel
        self._reading = False
        self._model = AttemptModel(lines, zone, self)
        self.table = AttemptTable(theme, self._model)
        self._panel = AttemptPanel(theme, zone, with_case=self._model.has_cases)
        self._panel.hide()
        self._foot = KeyFoot(theme, _KEYS)
        self._body = column()
        self._list = self._make_list(len(lines))
        self._line = rule(theme, vertical=True)
        layout = row()
        layout.addWidget(self._list, 1)
        layout.addWidget(self._line)
        layout.addWidget(self._panel)
        self.setLayout(layout)
        self._wire()
        self.table.sort_by(state.column, falling=state.falling)
        newest = max(lines, key=lambda line: line.created).id
        known = state.selected is not None and self._model.row_of(state.selected) is not None
        self.table.go_to(state.selected if state.selected and known else newest)

    def _make_list(self, count: int) -> QWidget:
        theme = self._theme
        head = row(spacing=theme.px(16), margins=(theme.px(8), 0, 0, theme.px(14)))
        title, small = theme.serif(28, QFont.Weight.DemiBold), theme.sans(15)
        head.addWidget(Heading(theme, "My record", title))
        amount = label(theme, f"{count:,} {'attempt' if count == 1 else 'attempts'}", small, "ink-2")
        amount.setContentsMargins(0, 0, 0, QFontMetrics(title).descent() - QFontMetrics(small).descent())
        head.addWidget(amount, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        self._body.addLayout(head)
        self._body.addWidget(self.table, 1)
        layout = column()
        layout.addLayout(self._body, 1)
        layout.addWidget(rule(theme))
        layout.addWidget(self._foot)
        made = QWidget()
        made.setLayout(layout)
        return made

    def _wire(self) -> None:
        self.table.selected.connect(self._select)
        self.table.sorted.connect(self._tell_place)
        self.table.opened.connect(self._open)
        self.table.touched.connect(self._touch)
        self.table.read_on.connect(self._panel.page)
        self._panel.earlier_requested.connect(lambda: self.table.step(-1))
        self._panel.later_requested.connect(lambda: self.table.step(1))
        self._panel.closed.connect(self._close)
        self._panel.open_requested.connect(self._open_current)

    @property
    def state(self) -> RecordState:
        """How it is left."""
        return RecordState(self.table.current_id, self._model.column, self._model.falling, self._wanted)

    def _select(self, attempt_id: str) -> None:
        self._tell_place()
        if self._shows_panel:
            self._fill(attempt_id)

    def _fill(self, attempt_id: str) -> None:
        row_number = self._model.row_of(attempt_id)
        assert row_number is not None
        line = self._model.line(row_number)
        try:
            self._panel.show_attempt(line, self._provide(attempt_id))
        except (SealBroken, ProgressError) as problem:
            self._panel.show_problem(line, str(problem))

    def _tell_place(self) -> None:
        current = self.table.current_id
        place = self._model.row_of(current) if current else None
        here = f"Attempt {place + 1:,} of" if place is not None else "Attempts:"
        self._foot.say(f"{here} {self._model.rowCount():,}, {self._model.order_text}")

    def _touch(self, attempt_id: str) -> None:
        if self._beside and not self._wanted:
            self._wanted = True
            self._arrange()

    def _open(self, attempt_id: str) -> None:
        """Enter first shows the attempt, if it isn't on show, and then its whole page."""
        if self._shows_panel:
            self.open_requested.emit(attempt_id)
        elif self._beside:
            self._wanted = True
            self._arrange()
        else:
            self._reading = True
            self._arrange()
            self._panel.take_focus()

    def _open_current(self) -> None:
        if self.table.current_id:
            self.open_requested.emit(self.table.current_id)

    def _close(self) -> None:
        if self._beside:
            self._wanted = False
        self._reading = False
        self._arrange()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _beside(self) -> bool:
        return self.width() >= self._theme.px(_LEAST_TABLE) + self._theme.px(WIDTH)

    @property
    def _shows_panel(self) -> bool:
        return not self._panel.isHidden()

    def _arrange(self) -> None:
        """Show list and panel as the width allows."""
        beside = self._beside
        shows = self._wanted if beside else self._reading
        was = self._shows_panel
        self._list.setVisible(beside or not shows)
        self._line.setVisible(beside and shows)
        self._panel.setVisible(shows)
        self._panel.setMinimumWidth(self._theme.px(WIDTH) if beside else 0)
        self._panel.setMaximumWidth(self._theme.px(WIDTH) if beside else _ANY)
        px = self._theme.px
        self._body.setContentsMargins(px(24), px(18), px(4 if shows else 24), 0)
        self._foot.set_hints(_KEYS if shows else _KEYS_ALONE)
        if shows and not was and self.table.current_id:
            self._fill(self.table.current_id)
        layout = self.layout()
        if layout is not None:
            layout.activate()  # at once, so that the page is never seen half arranged

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel from the table as well."""
        if event.key() == Qt.Key.Key_Escape and self._shows_panel:
            self._close()
        else:
            event.ignore()
