"""Two attempts at one decision side by side: the first one, and a later one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from trainer.case.sealed import FullSheet
from trainer.desktop.dates import long_moment
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.attempt_model import is_sealed
from trainer.desktop.widgets.attempt_tries import factors_seen
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.forecast_mark import ForecastMark
from trainer.desktop.widgets.icon_button import IconButton
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground, reading_column, row, rule
from trainer.desktop.widgets.marks import agreement_mark
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.story import kicker
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable
from trainer.progress.values import FactorMark, WholeAttempt

_WIDTH = 960
_BESIDE_FROM = 620
"""With less, the two stand one below the other; in pixels at 100 %."""
_SAID = {FactorMark.SAW: "I saw it", FactorMark.MISSED: "I missed it"}
_THEIRS = {FactorMark.SAW: "Saw it", FactorMark.MISSED: "Missed it"}
_TOP = Qt.AlignmentFlag.AlignTop


class TriesPage(QWidget):
    """What one chose, forecast, reasoned and saw, then and later. Left and right go from one later attempt to the
    next, Esc goes back."""

    back_requested = Signal()
    open_requested = Signal(str)
    """Id of the attempt whose whole page is wanted."""

    def __init__(
        self,
        theme: Theme,
        sheet: FullSheet,
        tries: tuple[WholeAttempt, ...],
        current: str,
        *,
        whose: str = "",
        zone: dt.tzinfo | None = None,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            sheet: the decision as one of them saw it.
            tries: at least two attempts, the oldest first.
            current: id of the attempt that is shown beside the first; the latest one where it is the first itself.
            whose: name of the learner, where their coach looks at it.
            zone: of the times shown; the system's own where none is given.
        """
        super().__init__()
        self._theme = theme
        self._sheet = sheet
        self._tries = tries
        self._zone = zone
        self._whose = whose
        self._words = "Attempts side by side" if whose else "My attempts side by side"
        self._beside = True
        places = [at for at, each in enumerate(tries) if at and each.attempt.id == current]
        self._at = places[0] if places else len(tries) - 1
        self.setAccessibleName(self._words)
        paint_ground(self, theme, "paper")
        self._title = Heading(theme, sheet.decision.title, theme.serif(28, QFont.Weight.DemiBold))
        self._pair = column()
        margins = (theme.px(32), theme.px(20), theme.px(32), theme.px(40))
        page = reading_column(self._compose(), theme.px(_WIDTH), margins)
        self._scroll = ScrollColumn(theme, page, self._words)
        layout = column()
        layout.addWidget(self._scroll)
        self.setLayout(layout)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.back_requested.emit)
        self.setFocusProxy(self._title)
        self._title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._fill()

    def _compose(self) -> QGridLayout:
        theme = self._theme
        back = LinkButton(
            theme, "Their record" if self._whose else "My record", icon="chevron-left", underline=False, ink="ink-2"
        )
        back.setAccessibleName("Back to their record" if self._whose else "Back to my record")
        back.clicked.connect(self.back_requested)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.px(6))
        grid.addWidget(back, 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(kicker(theme, self._sheet), 1, 0)
        grid.addWidget(self._title, 2, 0)
        grid.addLayout(self._pair, 3, 0)
        return grid

    @property
    def current(self) -> str:
        """Id of the attempt that stands beside the first."""
        return self._tries[self._at].attempt.id

    def step(self, by: int) -> None:
        """Go to a later or an earlier one of the later attempts."""
        at = min(max(self._at + by, 1), len(self._tries) - 1)
        if at != self._at:
            self._at = at
            self._fill()

    def _fill(self) -> None:
        pair = self._tries[0], self._tries[self._at]
        clear(self._pair)
        self._pair.addSpacing(self._theme.px(12))
        self._section("", self._head)
        self._section(self._of("choice"), self._choice)
        self._section("How likely that they chose the same?", self._forecast)
        self._section(self._of("reasons"), lambda each: self._prose(each.attempt.commitment.reasons))
        if any(each.debrief.marks for each in pair):
            self._section("What weighed in this decision", self._factors)
        if any(each.debrief.takeaway.strip() for each in pair):
            self._section(
                "What they take along" if self._whose else "What I take along",
                lambda each: self._prose(each.debrief.takeaway),
            )

    def _section(self, title: str, cell: Callable[[WholeAttempt], QWidget]) -> None:
        theme = self._theme
        self._pair.addWidget(rule(theme))
        self._pair.addSpacing(theme.px(14))
        if title:
            self._pair.addWidget(Heading(theme, title, theme.sans(13, QFont.Weight.DemiBold)))
            self._pair.addSpacing(theme.px(6))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(40))
        grid.setVerticalSpacing(theme.px(12))
        for at, each in enumerate((self._tries[0], self._tries[self._at])):
            place = (0, at) if self._beside else (at, 0)
            grid.addWidget(cell(each), *place, _TOP)
            grid.setColumnStretch(place[1], 1)
        holder = QWidget()
        holder.setLayout(grid)
        self._pair.addWidget(holder)
        self._pair.addSpacing(theme.px(18))

    def _of(self, what: str) -> str:
        """``My choice``, or ``Choice`` before somebody else."""
        return f"{what[:1].upper()}{what[1:]}" if self._whose else f"My {what}"

    def _head(self, each: WholeAttempt) -> QWidget:
        theme = self._theme
        number, last = each.attempt.number, self._tries[-1].attempt.number
        is_first = each is self._tries[0]
        name = self._of("first attempt" if is_first else f"attempt {number:,} of {last:,}")
        line = row(spacing=theme.px(4))
        line.addStrut(IconButton(theme, "", "chevron-left").sizeHint().height())
        line.addWidget(Heading(theme, name, theme.serif(19, QFont.Weight.DemiBold)), 1)
        if not is_first and len(self._tries) > 2:
            for words, icon, by in (("The one before", "chevron-left", -1), ("The one after", "chevron-right", 1)):
                button = IconButton(theme, words, icon)
                button.setEnabled(1 <= self._at + by < len(self._tries))
                button.clicked.connect(lambda _=False, by=by: self.step(by))
                line.addWidget(button, 0, _TOP)
        layout = column(spacing=theme.px(2))
        layout.addLayout(line)
        moment = long_moment(each.attempt.created, self._zone)
        layout.addWidget(label(theme, moment, theme.serif(15.5, italic=True), "ink-2", wrap=True))
        words = "Open the page as they saw it" if self._whose else "Open the page as I saw it"
        link = LinkButton(theme, words)
        link.setAccessibleName(words.replace("page", f"page of {name[0].lower()}{name[1:]}"))
        link.clicked.connect(lambda: self.open_requested.emit(each.attempt.id))
        layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return _holding(layout)

    def _choice(self, each: WholeAttempt) -> QWidget:
        theme = self._theme
        layout = column(spacing=theme.px(6))
        title = breakable(each.line.choice_title)
        layout.addWidget(label(theme, title, theme.sans(15, QFont.Weight.DemiBold), wrap=True))
        if is_sealed(each.line):
            layout.addWidget(label(theme, "The record is sealed still.", theme.sans(13), "ink-2", wrap=True))
        else:
            layout.addWidget(agreement_mark(theme, each.line.agreement))
        return _holding(layout)

    def _forecast(self, each: WholeAttempt) -> QWidget:
        return ForecastMark(self._theme, each.attempt.commitment.forecast)

    def _prose(self, text: str) -> QWidget:
        theme = self._theme
        html = "".join(f"<p>{escape(part)}</p>" for part in text.splitlines() if part.strip())
        if not html:
            return label(theme, "Nothing.", theme.serif(16, italic=True), "ink-2")
        return Prose(theme, html, theme.serif(16), leading=24, gap=8)

    def _factors(self, each: WholeAttempt) -> QWidget:
        theme = self._theme
        layout = column(spacing=theme.px(6))
        marks = each.debrief.marks
        seen = f"{factors_seen(each)} seen" if marks else "Not marked yet."
        layout.addWidget(label(theme, seen, theme.sans(13), "ink-2", wrap=True))
        for factor in self._sheet.decision.factors:
            if factor.id in marks:
                layout.addLayout(self._factor(factor.name, marks[factor.id]))
        return _holding(layout)

    def _factor(self, name: str, mark: FactorMark) -> QGridLayout:
        theme = self._theme
        weight = QFont.Weight.DemiBold if mark is FactorMark.MISSED else QFont.Weight.Normal
        line = QGridLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setHorizontalSpacing(theme.px(12))
        line.addWidget(label(theme, breakable(name), theme.sans(13), wrap=True), 0, 0, _TOP)
        line.addWidget(
            label(theme, (_THEIRS if self._whose else _SAID)[mark], theme.sans(13, weight), "ink"), 0, 1, _TOP
        )
        line.setColumnStretch(0, 1)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(_BESIDE_FROM)
        if beside != self._beside:
            self._beside = beside
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class; what scrolls elsewhere scrolls here."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        screens = {Qt.Key.Key_Up: -0.1, Qt.Key.Key_Down: 0.1, Qt.Key.Key_PageUp: -1.0, Qt.Key.Key_PageDown: 1.0}
        key = Qt.Key(event.key())
        if key in steps:
            self.step(steps[key])
        elif key in screens:
            self._scroll.page(screens[key])
        elif key == Qt.Key.Key_Space:
            self._scroll.page(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


def _holding(layout: QLayout) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    return made
