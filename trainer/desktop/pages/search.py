"""Search over what has been read of a case: a field, and below it what was found, decision by decision."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QWidget

from trainer.desktop.search_state import ResultGroup, ResultLine, Results
from trainer.desktop.theme import ACTS, Theme
from trainer.desktop.widgets.case_header import CaseHeader
from trainer.desktop.widgets.fields import LineField
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground, reading_column, rule
from trainer.desktop.widgets.result_row import SIDE, ResultRow
from trainer.desktop.widgets.speech import tell
from trainer.desktop.widgets.text import Heading, colour, label
from trainer.desktop.wording import breakable

_WIDTH = 720
_MARGIN = 32
_TYPING_MS = 120
"""What is typed is looked for after so long a pause."""

_WHAT = (
    "What you have read so far is searched: situations, exhibits and options, the records as far as they are open, and"
    " your own reasons. What is sealed isn’t searched."
)
_HOW = "All words must occur. Put words in quotes to find them just as they stand."


class SearchPage(QWidget):
    """Says what is looked for, and shows what is found."""

    query_changed = Signal(str)
    place_chosen = Signal(object)
    """With the :class:`~trainer.desktop.search_state.Place`."""
    back_requested = Signal()
    text_size_requested = Signal(QPoint)
    menu_requested = Signal(QPoint)

    def __init__(self, theme: Theme, title: str, learner: str, query: str = "") -> None:
        """
        Args:
            theme: for colours and measures.
            title: of the case.
            learner: name of the present learner.
            query: what stands in the field at first.
        """
        super().__init__()
        self._theme = theme
        self._results: Results | None = None
        self._rows: list[ResultRow] = []
        self._aside: list[ResultRow] = []
        self.setAccessibleName("Search")
        paint_ground(self, theme, "paper")
        self._header = CaseHeader(theme, title, learner, back="Decision", with_steps=False)
        self._header.back_requested.connect(self.back_requested)
        self._header.text_size_requested.connect(self.text_size_requested)
        self._header.menu_requested.connect(self.menu_requested)
        self._field = _SearchField(theme, query)
        self._field.setAccessibleName("Search")
        self._field.setPlaceholderText("Words, or “words in quotes”")
        self._count = label(theme, "", theme.sans(13.5), "ink-2", wrap=True)
        self._list = column()
        self._scroll = ScrollColumn(theme, self._centred(self._list, (0, 40), _MARGIN - SIDE), "What was found")
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # it shows nothing if all fits
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._ask)
        self._field.textChanged.connect(self._typing.start)
        self._field.entered.connect(self._enter)
        self._field.left_down.connect(lambda: self._go_to(0))
        self._compose()
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.back_requested.emit)
        QShortcut(QKeySequence("Ctrl+F"), self, self.focus_start)
        self.setFocusProxy(self._field)
        self.show_results(Results())

    def _compose(self) -> None:
        px = self._theme.px
        head = column(spacing=px(8))
        head.addWidget(Heading(self._theme, "Search", self._theme.serif(29, QFont.Weight.DemiBold)))
        head.addWidget(self._field)
        head.addWidget(self._count)
        top = self._centred(head, (28, 12), _MARGIN)
        top.setContentsMargins(0, 0, self._scroll.verticalScrollBar().sizeHint().width(), 0)  # level with what is below
        layout = column()
        layout.addWidget(self._header)
        layout.addWidget(top)
        layout.addWidget(rule(self._theme))
        layout.addWidget(self._scroll, 1)
        self.setLayout(layout)

    def _centred(self, layout: QLayout, ends: tuple[float, float], margin: float) -> QWidget:
        """A layout in a column as wide as is good to read."""
        px = self._theme.px
        width = px(_WIDTH + 2 * (_MARGIN - margin))
        return reading_column(layout, width, (px(margin), px(ends[0]), px(margin), px(ends[1])))

    @property
    def query(self) -> str:
        """What stands in the field."""
        return self._field.text()

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """The passages shown, from the first to the last."""
        return tuple(self._rows)

    def focus_start(self) -> None:
        """Let the field be typed in; what stands there is replaced by the first letter."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def show_results(self, results: Results) -> None:
        """Show what was found; the place on the page stays where the query does."""
        before, self._results = self._results, results
        self._count.setText(results.summary)
        if before is not None and before.query != results.query:
            self._scroll.go_to(0)
        if results.summary and (before is None or before.summary != results.summary):
            self._count.setAccessibleName(results.summary)
            tell(self._count, "Alert")
        if before is not None and (before.groups, bool(before.waiting), before.query, before.unread) == (
            results.groups,
            bool(results.waiting),
            results.query,
            results.unread,
        ):
            return
        focused = next((each for each in self._rows if each.hasFocus()), None)
        self._set_aside()
        clear(self._list)
        self._list.addSpacing(self._theme.px(16))
        for group in results.groups:
            self._add_group(group)
        if not results.groups:
            self._add_nothing(results)
        self._add_end(results)
        self._list.addStretch(1)
        for first, second in pairwise([self._field, *self._rows]):
            QWidget.setTabOrder(first, second)
        if focused is not None and focused not in self._rows:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop_rest()

    def _set_aside(self) -> None:
        """Rows that are found again stay the same widgets: one that was hidden would pass the focus on, and scroll."""
        for each in self._rows:
            self._list.removeWidget(each)
        self._aside, self._rows = self._rows, []

    def _drop_rest(self) -> None:
        for each in self._aside:
            each.hide()
            each.deleteLater()
        self._aside = []

    def _keep_in_sight(self) -> None:
        """What came in above may have moved what has the focus."""
        focused = next((each for each in self._rows if each.hasFocus()), None)
        if focused is not None:
            self._scroll.ensureWidgetVisible(focused)

    def _row(self, line: ResultLine) -> ResultRow:
        for index, each in enumerate(self._aside):
            if each.line == line:
                return self._aside.pop(index)
        made = ResultRow(self._theme, line)
        made.clicked.connect(lambda: self.place_chosen.emit(line.place))
        made.left_by.connect(lambda step: self._go_to(self._rows.index(made) + step))
        return made

    def _add_group(self, group: ResultGroup) -> None:
        theme, px = self._theme, self._theme.px
        head = column(margins=(px(SIDE), 0, px(SIDE), px(2)))
        above = label(theme, breakable(group.above), theme.sans(13), "ink-2", wrap=True)
        colour(above, theme, f"act{(group.act - 1) % ACTS + 1}")
        head.addWidget(above)
        head.addWidget(Heading(theme, breakable(group.title), theme.serif(19, QFont.Weight.DemiBold)))
        holder = QWidget()
        holder.setLayout(head)
        self._list.addWidget(holder)
        for line in group.lines:
            found = self._row(line)
            self._rows.append(found)
            self._list.addWidget(found)
        if group.further:
            more = f"{group.further} more {'passage' if group.further == 1 else 'passages'} here"
            words = label(theme, more, theme.sans(13), "ink-2", wrap=True)
            words.setContentsMargins(px(SIDE), px(2), px(SIDE), 0)
            self._list.addWidget(words)
        self._list.addSpacing(px(22))

    def _add_nothing(self, results: Results) -> None:
        if results.query and results.waiting:
            return
        if results.query:
            said = [f"Nothing of what you have read so far has “{results.query}”.", "What is sealed isn’t searched."]
        else:
            said = [_WHAT, _HOW]
        for sentence in said:
            self._add_words(sentence, self._theme.serif(17))
            self._list.addSpacing(self._theme.px(10))

    def _add_words(self, sentence: str, font: QFont) -> None:
        words = label(self._theme, breakable(sentence), font, "ink-2", wrap=True)
        side = self._theme.px(SIDE)
        words.setContentsMargins(side, 0, side, 0)
        self._list.addWidget(words)

    def _add_end(self, results: Results) -> None:
        shown = len(results.groups)
        said = []
        if results.decisions > shown:
            count = results.decisions - shown
            have = "One more decision has it." if count == 1 else f"{count} more decisions have it."
            said.append(f"{have} A further word finds less.")
        said += results.unread
        for sentence in said:
            self._add_words(sentence, self._theme.sans(13.5))
            self._list.addSpacing(self._theme.px(8))

    def _ask(self) -> None:
        self._typing.stop()
        self.query_changed.emit(self.query)

    def _enter(self) -> None:
        """Look for what stands there, and go to the first that was found already."""
        if self._typing.isActive():
            self._ask()
        if self._rows:
            self._rows[0].click()

    def _go_to(self, index: int) -> None:
        if index < 0:
            self._field.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.go_to(0)
        elif index < len(self._rows):
            self._rows[index].setFocus(Qt.FocusReason.TabFocusReason)


class _SearchField(LineField):
    """Enter and the arrow down are for the page."""

    entered = Signal()
    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See QWidget."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Down:
                self.left_down.emit()
            case _:
                super().keyPressEvent(event)
