"""My judgement: forecasts, choices, blind spots, hindsight, and reasons against outcome. No single score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from trainer.case.dates import MONTHS
from trainer.desktop.judgement_state import BLIND_SPOTS, HINDSIGHT, Bounds, Judged, JudgementView, Scope
from trainer.desktop.painting.figures import Figure
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.blind_spots_section import BlindSpotsSection
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.empty_state import EmptyState
from trainer.desktop.widgets.figure_section import FigureSection
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.judgement_sections import (
    choices_section,
    forecasts_section,
    hindsight_section,
)
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground
from trainer.desktop.widgets.menu_button import MenuButton
from trainer.desktop.widgets.panels import Panels
from trainer.desktop.widgets.reasons_section import ReasonsSection
from trainer.desktop.widgets.text import Heading, label

_TWO_COLUMNS = 1040.0
_PATIENCE = 120
"""How long nothing need be said of numbers that are being read, in milliseconds."""
_READING = "Counting your decisions …"
_SPANS = (("30", "The last 30 days", 30), ("90", "The last 90 days", 90), ("365", "The last 12 months", 365))
_ALL, _OWN = "all", "own"
_BAR = 10
"""Breadth of the scroll bar, which takes part of the margin."""


class JudgementPage(QWidget):
    """Shows numbers that it is given; asks for those of another scope."""

    scope_chosen = Signal(object)
    """The :class:`Scope` whose numbers are wanted."""
    attempts_requested = Signal(str, str)
    """Which chart, and the key of its part, whose decisions are wanted."""
    save_requested = Signal(object)
    """A :class:`Figure`."""
    marking_requested = Signal()
    library_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        today: dt.date,
        *,
        scope: Scope | None = None,
        view: JudgementView | None = None,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            today: in the reader's own time.
            scope: which decisions are looked at.
            view: how the page was left; see :attr:`view`.
        """
        super().__init__()
        self._theme = theme
        self._today = today
        self._scope = scope or Scope()
        self._view = view or JudgementView()
        self._judged: Judged | None = None
        self._panels: Panels | None = None
        paint_ground(self, theme, "paper")
        self.setAccessibleName("My judgement")
        self._head_place, self._body = column(), column()
        px = theme.px
        layout = column(margins=(px(32), px(18), px(32) - _BAR, px(24)))
        layout.addLayout(self._head_place)
        layout.addSpacing(px(14))
        layout.addLayout(self._body)
        layout.addStretch(1)
        content = QWidget()
        paint_ground(content, theme, "paper")
        content.setLayout(layout)
        scroll = ScrollColumn(theme, content, "My judgement")
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        outer = column()
        outer.addWidget(scroll)
        self.setLayout(outer)
        self._scroll = scroll
        self.setFocusProxy(scroll)
        self._busy = label(theme, _READING, theme.sans(13), "ink-2")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PATIENCE)
        self._soon.timeout.connect(self._tell_busy)
        self._fill_head(Bounds())

    @property
    def view(self) -> JudgementView:
        """How the page is left, for the next one."""
        return self._view

    @property
    def scope(self) -> Scope:
        """Which decisions are looked at."""
        return self._scope

    def show_reading(self) -> None:
        """Numbers are being read; it is said if it takes a moment."""
        self._soon.start()

    def stop_reading(self) -> None:
        """The numbers shown are those that were read."""
        self._soon.stop()
        self._busy.hide()

    def show_judged(self, judged: Judged) -> None:
        """Show the numbers of the scope."""
        self._soon.stop()
        self._judged = judged
        self._fill_head(judged.bounds)
        clear(self._body)
        self._panels = None
        if not judged.is_empty:
            self._panels = Panels(self._theme, self._sections(judged), least=_TWO_COLUMNS)
            self._body.addWidget(self._panels)
            self._panels.show()  # at once, so that the focus can go back to where it was
        elif self._scope.narrows:
            self._body.addWidget(self._nothing_here())
        else:
            self._body.addWidget(self._empty())

    def show_problem(self, sentence: str) -> None:
        """Say in place of the numbers why there are none."""
        self._soon.stop()
        self._fill_head(self._judged.bounds if self._judged else Bounds())
        clear(self._body)
        self._panels = None
        self._body.addWidget(label(self._theme, sentence, self._theme.serif(17), wrap=True))

    def _tell_busy(self) -> None:
        self._busy.show()

    def _fill_head(self, bounds: Bounds) -> None:
        theme, scope = self._theme, self._scope
        focus = self.window().focusWidget()
        held = focus.name if isinstance(focus, MenuButton) and self.isAncestorOf(focus) else ""
        clear(self._head_place)
        self._busy = label(theme, _READING, theme.sans(13), "ink-2")
        self._busy.hide()
        heading = Heading(theme, "My judgement", theme.serif(28, QFont.Weight.DemiBold))
        left: list[QWidget] = [heading]
        right: list[QWidget] = []
        if self._judged is not None and not (self._judged.is_empty and not scope.narrows):
            left += self._menus(bounds)
            mark = LinkButton(theme, "Mark my reasons, outcome covered…")
            mark.clicked.connect(self.marking_requested)
            right.append(mark)
        self._head_place.addWidget(HeadLine(theme, [*left, self._busy], right, gap=22, name="Head of the page"))
        self._head_place.activate()
        for each in left:
            if isinstance(each, MenuButton) and each.name == held:
                each.setFocus(Qt.FocusReason.OtherFocusReason)

    def _menus(self, bounds: Bounds) -> list[QWidget]:
        theme, scope = self._theme, self._scope
        tries = MenuButton(
            theme, "Tries", (("first", "First tries"), ("all", "All tries")), "first" if scope.first_tries else "all"
        )
        tries.chosen.connect(lambda chosen: self._choose(replace(scope, first_tries=chosen == "first")))
        cases = MenuButton(theme, "Case", (("", "All cases"), *bounds.cases), scope.case_id or "")
        cases.chosen.connect(lambda chosen: self._choose(replace(scope, case_id=chosen or None)))
        options = ((_ALL, "All dates"), *((key, text) for key, text, _ in _SPANS), (_OWN, "From … to …"))
        dates = MenuButton(theme, "Dates", options, self._span_key(), said=self._span_text(bounds))
        dates.chosen.connect(self._choose_dates)
        return [tries, cases, dates]

    def _choose(self, scope: Scope) -> None:
        self._scope = scope
        self._fill_head(self._judged.bounds if self._judged else Bounds())
        self.scope_chosen.emit(scope)

    def _choose_dates(self, key: str) -> None:
        days = {name: count for name, _, count in _SPANS}
        if key == _OWN:
            self._ask_dates()
        elif key == _ALL:
            self._choose(replace(self._scope, since=None, until=None))
        else:
            since = self._today - dt.timedelta(days=days[key] - 1)
            self._choose(replace(self._scope, since=since, until=self._today))

    def _ask_dates(self) -> None:
        from trainer.desktop.widgets.period_dialog import PeriodDialog  # fields for dates are dear to import

        bounds = self._judged.bounds if self._judged else Bounds()
        since = self._scope.since or bounds.first or self._today
        dialog = PeriodDialog(self._theme, since, self._scope.until or bounds.last or self._today, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._choose_period(*dialog.period))
        dialog.open()

    def _choose_period(self, since: dt.date, until: dt.date) -> None:
        self._choose(replace(self._scope, since=since, until=until))

    def _span_key(self) -> str:
        since, until = self._scope.since, self._scope.until
        if since is None and until is None:
            return _ALL
        if since is not None and until == self._today:
            for key, _, days in _SPANS:
                if (self._today - since).days == days - 1:
                    return key
        return _OWN

    def _span_text(self, bounds: Bounds) -> str:
        since, until = self._scope.since or bounds.first, self._scope.until or bounds.last
        if since is None or until is None:
            return "All dates"
        return _day(since) if since == until else f"{_day(since)} to {_day(until)}"

    def _sections(self, judged: Judged) -> list[QWidget]:
        theme, tables = self._theme, self._view.tables
        spots = BlindSpotsSection(theme, judged, table="blind-spots" in tables, all_spots=self._view.all_spots)
        spots.unfolded.connect(self._keep_unfolded)
        reasons = ReasonsSection(theme, judged, tables=tables, by_coach=self._view.by_coach)
        reasons.chosen.connect(self._keep_marks)
        made: list[FigureSection | ReasonsSection] = [
            forecasts_section(theme, judged, table="forecasts" in tables),
            choices_section(theme, judged, table="choices" in tables),
            spots,
            hindsight_section(theme, judged, table="hindsight" in tables),
            reasons,
        ]
        for section in made:
            section.opened.connect(self.attempts_requested)
            section.save_requested.connect(self._save)
            section.switched.connect(self._keep_table)
        return list(made)

    def _save(self, figure: Figure) -> None:
        """Say with the figure of which decisions it tells, since it will stand alone."""
        bounds = self._judged.bounds if self._judged else Bounds()
        tries = "First tries" if self._scope.first_tries else "All tries"
        case = dict(bounds.cases).get(self._scope.case_id or "", "all cases")
        dates = self._span_text(bounds)
        parts = [case, dates] if figure.kind in (BLIND_SPOTS, HINDSIGHT) else [tries, case, dates]
        words = ", ".join(parts)
        self.save_requested.emit(replace(figure, note=f"{words[:1].upper()}{words[1:]}"))

    def _keep_table(self, kind: str, shown: bool) -> None:
        tables = self._view.tables | {kind} if shown else self._view.tables - {kind}
        self._view = replace(self._view, tables=tables)

    def _keep_marks(self, by_coach: bool) -> None:
        self._view = replace(self._view, by_coach=by_coach)

    def _keep_unfolded(self, all_spots: bool) -> None:
        self._view = replace(self._view, all_spots=all_spots)

    def _nothing_here(self) -> QWidget:
        text = "There are no decisions in this selection. Choose another case or other dates, or look at all of them."
        widest = Scope(first_tries=self._scope.first_tries)
        return self._notice("Nothing in this selection", text, "Show all of them", lambda: self._choose(widest))

    def _empty(self) -> QWidget:
        text = (
            "Each decision whose record you have opened to its end counts here: how good your forecasts are, where you"
            " choose as they did, and what you tend to miss. Begin with a case from the library."
        )
        return self._notice("Nothing to judge yet", text, "Go to the library", self.library_requested.emit)

    def _notice(self, title: str, text: str, action: str, do: Callable[[], None]) -> QWidget:
        made = EmptyState(self._theme, title, text, action)
        made.chosen.connect(do)
        if self._scroll.hasFocus():
            QTimer.singleShot(0, made.button, partial(made.button.setFocus, Qt.FocusReason.OtherFocusReason))
        return made


def _day(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month]} {day.year}"
