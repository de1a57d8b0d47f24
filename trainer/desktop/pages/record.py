"""My record: the attempts that fit, in a table of any length, and beside it the attempt as it was seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from trainer.case.sealed import SealBroken
from trainer.desktop.dates import local
from trainer.desktop.place import Place
from trainer.desktop.record_state import Counted, Page, Question, RecordState
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.attempt_model import AttemptModel, Column
from trainer.desktop.widgets.attempt_panel import WIDTH, AttemptPanel
from trainer.desktop.widgets.attempt_table import AttemptTable
from trainer.desktop.widgets.empty_state import EmptyState
from trainer.desktop.widgets.filter_bar import FilterBar
from trainer.desktop.widgets.key_foot import KeyFoot
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, panel, row, rule
from trainer.desktop.widgets.nothing_fits import NothingFits
from trainer.desktop.widgets.record_head import RecordHead, record_title
from trainer.desktop.widgets.sight import show_row
from trainer.desktop.widgets.text import Heading
from trainer.desktop.wording import breakable
from trainer.progress.clock import Clock, utc_now
from trainer.progress.errors import ProgressError
from trainer.progress.record_filter import RecordColumn, RecordFilter
from trainer.progress.seen import SeenAttempt

_LEAST_TABLE = 600.0
"""Beside the panel, in pixels at 100 %; with less, table and panel take turns."""

_LEAST_ROWS = 150.0
"""Height of the table with its head, likewise; with less room the page scrolls."""

_ANY = 16777215
"""Qt's word for no greatest width."""

_KEYS = (
    (("↑", "↓"), "move"),
    (("Space",), "read on"),
    (("Enter",), "open the page"),
    (("Ctrl F",), "search"),
    (("Esc",), "close"),
)
_KEYS_ALONE = ((("↑", "↓"), "move"), (("Enter",), "read it"), (("Ctrl F",), "search"))
_KEYS_NONE = ((("Ctrl F",), "search"),)


_EMPTY = (
    "Every decision you commit to is kept here as you saw it: your choice, your forecast and your reasons,"
    " beside what they did. Begin with a case from the library."
)


class RecordPage(QWidget):
    """The list of the attempts of a learner. It asks for what it shows, and is told with :meth:`take`."""

    asked = Signal(object)
    """A :class:`~trainer.desktop.record_state.Question`."""
    open_requested = Signal(str)
    """Id of the attempt whose whole page is wanted."""
    beside_requested = Signal(str)
    """Id of an attempt which is wanted beside the others at its decision."""
    export_requested = Signal()
    library_requested = Signal()
    note_written = Signal(str, str, object)
    """Id of the attempt, what was written to it, and how good its reasons are found (:class:`Quality`) or ``None``."""
    marking_requested = Signal()
    """A coach wants to mark the reasons with the outcome covered."""
    back_requested = Signal()
    """A coach wants to go back to the group."""

    def __init__(
        self,
        theme: Theme,
        total: int,
        provide: Callable[[str], SeenAttempt],
        *,
        state: RecordState | None = None,
        whose: str = "",
        zone: dt.tzinfo | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            total: how many attempts there are in all.
            provide: gives an attempt with its text by its id; its :class:`SealBroken` or
                :class:`ProgressError` is shown in its place.
            state: how the page was left; see :attr:`state`.
            whose: name of the learner, where their coach looks at it.
            zone: of the times shown; the system's own where none is given.
            clock: gives the time.
        """
        super().__init__()
        self._theme = theme
        paint_ground(self, theme, "paper")
        self._whose = whose
        self.setAccessibleName(record_title(whose))
        self._record: _Record | None = None
        layout = column()
        if total:
            made = _Record(theme, total, provide, state or RecordState(), whose, zone, clock)
            made.asked.connect(self.asked)
            made.open_requested.connect(self.open_requested)
            made.beside_requested.connect(self.beside_requested)
            made.export_requested.connect(self.export_requested)
            made.note_written.connect(self.note_written)
            made.marking_requested.connect(self.marking_requested)
            made.back_requested.connect(self.back_requested)
            self._record = made
            layout.addWidget(made)
        else:
            layout.addWidget(self._empty())
        self.setLayout(layout)

    @property
    def state(self) -> RecordState:
        """How the page is left, for the next one."""
        return self._record.state if self._record else RecordState()

    @property
    def is_read(self) -> bool:
        """Whether the list on show is the one that is wanted, and all of it in sight is there."""
        return self._record is None or self._record.is_read

    def begin(self) -> None:
        """Ask for the first attempts; to be called once somebody hears it."""
        if self._record:
            self._record.ask_anew()

    def take(self, answer: Page | Counted) -> None:
        """Show what was read; what nobody waits for any more is passed over."""
        if self._record:
            self._record.take(answer)

    def show_again(self, attempt_id: str) -> None:
        """Show an attempt anew, if it is on show: something was added to it."""
        if self._record:
            self._record.refill(attempt_id)

    def put_back(self, attempt_id: str, note: str) -> None:
        """Have a note that could not be kept in its field again."""
        if self._record:
            self._record.draft(attempt_id, note)
            self._record.refill(attempt_id)

    def showEvent(self, event: QShowEvent) -> None:
        """Only what is in the window can take the focus."""
        super().showEvent(event)
        if not event.spontaneous() and self._record:
            self._record.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the table. As the page's focus proxy it would be what Tab comes to first, past the filters."""
        super().focusInEvent(event)
        if self._record:
            self._record.table.setFocus(event.reason())

    def _empty(self) -> QWidget:
        theme, px, whose = self._theme, self._theme.px, self._whose
        if whose:
            empty = EmptyState(
                theme, "Nothing decided yet", f"There is no decision in what {whose} handed in.", "Back to the group"
            )
            empty.chosen.connect(self.back_requested)
        else:
            empty = EmptyState(theme, "Nothing decided yet", _EMPTY, "Go to the library")
            empty.chosen.connect(self.library_requested)
        self.setFocusProxy(empty.button)
        around = column(margins=(px(32), px(18), px(32), px(32)))
        heading = Heading(theme, breakable(record_title(whose)), theme.serif(28, QFont.Weight.DemiBold))
        heading.setAccessibleName(record_title(whose))
        around.addWidget(heading)
        around.addWidget(empty)
        around.addStretch(1)
        return panel(theme, "paper", around)


class _Record(QWidget):
    """Table and panel, side by side or in turns."""

    asked = Signal(object)
    open_requested = Signal(str)
    beside_requested = Signal(str)
    export_requested = Signal()
    note_written = Signal(str, str, object)
    marking_requested = Signal()
    back_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        total: int,
        provide: Callable[[str], SeenAttempt],
        state: RecordState,
        whose: str,
        zone: dt.tzinfo | None,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._provide = provide
        self._whose = whose
        self._wanted = state.panel
        self._drafts = dict(state.drafts)
        self._reading = False
        self._ticket = self._begun = 0
        self._find = state.selected
        self._waits = False
        """Whether the place of the attempt to be shown isn't known yet."""
        self._uncounted = False
        """Whether it isn't known yet how many fit."""
        self._leads_back = False
        """Whether somebody goes from a list without attempts to the one that comes."""
        self._total = total
        self._model = AttemptModel(zone, self, mine=not whose)
        self.table = AttemptTable(theme, self._model)
        if whose:
            self.table.setAccessibleName(f"Attempts of {whose}")
        self.table.sort_by(Column[state.order.column.name], falling=state.order.falling)
        self._bar = FilterBar(theme, state.wanted, state.period, lambda: local(clock(), zone))
        if whose:
            self._bar.field.setPlaceholderText("Words in the reasons")
            self._bar.field.setAccessibleName("Words in the reasons")
        self._panel = AttemptPanel(theme, zone)
        self._panel.hide()
        self._foot = KeyFoot(theme, _KEYS)
        self._head = RecordHead(theme, whose)
        self._nothing = NothingFits(theme)
        self._nothing.hide()
        self._body = column()
        self._list = self._make_list()
        self._line = rule(theme, vertical=True)
        layout = row()
        layout.addWidget(self._list, 1)
        layout.addWidget(self._line)
        layout.addWidget(self._panel)
        self.setLayout(layout)
        self._wire()
        self._tell_amount(None if state.wanted != RecordFilter() else total)

    def _make_list(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        self._body.addWidget(self._head)
        filters = row(margins=(px(8), 0, px(20), px(14)))
        filters.addWidget(self._bar)
        self._body.addLayout(filters)
        self._body.addWidget(self.table, 1)
        self._body.addWidget(self._nothing, 1)
        self.table.setMinimumHeight(px(_LEAST_ROWS))
        self.table.horizontalHeader().hide()  # until it is known what the columns hold
        layout = column()
        self._whole = ScrollColumn(theme, panel(theme, "paper", self._body), record_title(self._whose))
        layout.addWidget(self._whole, 1)
        layout.addWidget(rule(theme))
        layout.addWidget(self._foot)
        made = QWidget()
        made.setLayout(layout)
        return made

    def _wire(self) -> None:
        self._model.page_wanted.connect(self._ask_page)
        self._model.order_wanted.connect(self.ask_anew)
        self._bar.changed.connect(self.ask_anew)
        self._head.export_requested.connect(self.export_requested)
        self._head.back_requested.connect(self.back_requested)
        self._head.marking_requested.connect(self.marking_requested)
        self._nothing.clear_requested.connect(self._clear)
        self._bar.left_down.connect(lambda: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        self.table.selected.connect(self._select)
        self.table.opened.connect(self._open)
        self.table.touched.connect(self._touch)
        self.table.read_on.connect(self._panel.page)
        self._panel.earlier_requested.connect(lambda: self.table.step(-1))
        self._panel.later_requested.connect(lambda: self.table.step(1))
        self._panel.closed.connect(self._close)
        self._panel.open_requested.connect(self._open_current)
        self._panel.beside_requested.connect(self.beside_requested)
        self._panel.note_written.connect(self.note_written)
        self._panel.note_drafted.connect(self.draft)
        QShortcut(QKeySequence("Ctrl+F"), self, self._search)

    @property
    def state(self) -> RecordState:
        """How it is left."""
        wanted, period, drafts = self._bar.wanted, self._bar.period, dict(self._drafts)
        return RecordState(self._find, self._model.order, self._wanted, wanted, period, drafts)

    @property
    def is_read(self) -> bool:
        """Whether nothing is awaited."""
        return not (self._waits or self._uncounted or self._model.awaits)

    @property
    def is_begun(self) -> bool:
        """Whether the first attempts of the list that is wanted are there."""
        return self._begun == self._ticket

    @property
    def is_empty(self) -> bool:
        """Whether it is known that no attempt fits."""
        return self.is_begun and not self._model.rowCount()

    def ask_anew(self) -> None:
        """Ask for the list as it is wanted now; the one on show stays until it comes."""
        self._ticket += 1
        self._waits = self._uncounted = True
        self.asked.emit(Question(self._ticket, self._bar.wanted, self._model.order, find=self._find))

    def _ask_page(self, start: int) -> None:
        question = Question(self._ticket, self._bar.wanted, self._model.order, start, begins=False)
        self.asked.emit(question)

    def take(self, answer: Page | Counted) -> None:
        """Show what was read."""
        if answer.ticket != self._ticket:
            return
        if isinstance(answer, Counted):
            self._bar.offer(answer.menus)
            self._take_count(answer)
        elif answer.start or not self._waits:
            self._model.add(answer.start, answer.lines)
        else:
            self._begin(answer)

    def _begin(self, page: Page) -> None:
        self._begun = page.ticket
        several = len(page.longest.get(RecordColumn.CASE, ())) > 1  # of one case its name tells nothing
        self._panel.set_with_case(several)
        self.table.measure(page.longest, with_case=several and self._bar.wanted.case is None)
        self.table.horizontalHeader().show()
        self._model.begin(self._model.order, page.lines)
        self._show_nothing(not page.lines)
        self.table.scrollToTop()
        if self._model.row_of(self._find) is not None:
            self._waits = False
            self.table.go_to(self._find)
        self._tell_amount(None)

    def _take_count(self, counted: Counted) -> None:
        self._total, self._uncounted = counted.total, False
        self._model.set_count(counted.count)
        self._tell_amount(counted.count)
        if self._waits:
            self._waits = False
            self.table.go_to_row(counted.place)
        self._tell_place()

    def _show_nothing(self, nothing: bool) -> None:
        had_focus = self.table.hasFocus()
        wanted = self._bar.wanted
        of_record = wanted.agreement is not None or wanted.judgement is not None
        self._nothing.explain(of_record=of_record)
        self._nothing.setVisible(nothing)
        self.table.setVisible(not nothing)
        if nothing:
            self._panel.setVisible(False)
            self._line.setVisible(False)
            self._foot.set_hints(_KEYS_NONE)
            if had_focus:
                self._bar.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._arrange()
        if not nothing and self._leads_back:
            self._leads_back = False
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_amount(self, count: int | None) -> None:
        self._head.tell_amount(count, self._total, filtered=self._bar.wanted != RecordFilter())

    def _search(self) -> None:
        self._bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bar.field.selectAll()
        self._whole.ensureWidgetVisible(self._bar.field)

    def _clear(self) -> None:
        self._leads_back = True
        self._bar.clear()

    def _select(self, attempt_id: str) -> None:
        if not self._waits:  # a row that Qt chose for the time being is nobody's choice
            self._find = attempt_id
        self._tell_place()
        show_row(self.table)
        if self._shows_panel:
            self._fill(attempt_id)

    def refill(self, attempt_id: str) -> None:
        """Show an attempt anew, where the reader is in it."""
        if self._shows_panel and self._panel.attempt_id == attempt_id:
            here, position = Place.of(self._panel), self._panel.position
            self._fill(attempt_id)
            here.restore(self._panel)
            self._panel.go_to(position)

    def draft(self, attempt_id: str, note: str) -> None:
        """Remember what of a note is written so far; nothing, or only space, is forgotten."""
        if note.strip():
            self._drafts[attempt_id] = note
        else:
            self._drafts.pop(attempt_id, None)

    def _fill(self, attempt_id: str) -> None:
        row_number = self._model.row_of(attempt_id)
        line = self._model.line(row_number) if row_number is not None else None
        if line is None:
            return
        try:
            seen, draft = self._provide(attempt_id), self._drafts.get(attempt_id, "")
            self._panel.show_attempt(line, seen, self._bar.wanted.words, draft)
        except (SealBroken, ProgressError) as problem:
            self._panel.show_problem(line, str(problem))

    def _tell_place(self) -> None:
        if not self._model.rowCount():
            self._foot.say("")
            return
        place = self.table.currentIndex().row()
        here = f"Attempt {place + 1:,} of" if place >= 0 else "Attempts:"
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
        shows = (self._wanted if beside else self._reading) and self._nothing.isHidden()
        was = self._shows_panel
        self._list.setVisible(beside or not shows)
        self._line.setVisible(beside and shows)
        self._panel.setVisible(shows)
        self._panel.setMinimumWidth(self._theme.px(WIDTH) if beside else 0)
        self._panel.setMaximumWidth(self._theme.px(WIDTH) if beside else _ANY)
        px = self._theme.px
        self._body.setContentsMargins(px(24), px(18), px(4 if shows else 24), 0)
        if self._nothing.isHidden():
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
        """Esc closes the panel from the table as well, and takes a coach back to the group once it is closed."""
        if event.key() == Qt.Key.Key_Escape and self._shows_panel:
            self._close()
        elif event.key() == Qt.Key.Key_Escape and self._whose:
            self.back_requested.emit()
        else:
            event.ignore()
