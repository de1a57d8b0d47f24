"""The page of a finished or stopped workshop: what it was on the whole, and each decision."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton, PrimaryButton
from trainer.desktop.widgets.choice_row import ChoiceRow
from trainer.desktop.widgets.data_table import DataTable
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground, row, rule
from trainer.desktop.widgets.menu_button import MenuButton
from trainer.desktop.widgets.source_note import SourceNote
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.widgets.workshop_decision import WorkshopDecision
from trainer.desktop.workshops.report_words import (
    OVERVIEW_HEAD,
    day_words,
    overview_rows,
    people_words,
    remarks,
    time_words_of,
)
from trainer.reports.workshop.told import DecisionTold, WorkshopTold
from trainer.study.statements import several

SUMMARY = ""
"""Stands for the whole workshop where a decision is named."""
_RAIL = 290.0
_LOW = 330
"""Below this height, the head scrolls with the report."""
_WIDE = 900.0
"""From this width on, at 100 %, the list of decisions stands beside what is shown."""
_TEXT = 760


class WorkshopReportPage(QWidget):
    """Shows one decision at a time, or the summary."""

    export_requested = Signal()
    save_requested = Signal(object)
    """A :class:`Figure`."""
    back_requested = Signal()
    """To the list of all workshops."""
    resume_requested = Signal()
    """The workshop is to go on; one that was ended, too."""

    def __init__(self, theme: Theme, told: WorkshopTold, *, at: str = SUMMARY, zone: dt.tzinfo | None = None) -> None:
        """
        Args:
            theme: for colours and measures.
            told: the workshop.
            at: id of the decision that is shown first, or the summary.
            zone: for dates; the system's own where none is given.
        """
        super().__init__()
        self._theme = theme
        self._told = told
        self._zone = zone
        self._by_id = {each.id: each for each in told.decisions}
        self.at = at if at in self._by_id else SUMMARY
        """Id of the decision that is shown."""
        paint_ground(self, theme, "paper")
        self.setAccessibleName(f"Report of {told.title}")
        self._note = SourceNote(theme, self)
        self._place = column()
        content = QWidget()
        paint_ground(content, theme, "paper")
        self._scrolled = column()
        self._scrolled.addLayout(self._place, 1)
        content.setLayout(self._scrolled)
        self._scroll = ScrollColumn(theme, content, "Report")
        self._rail = self._make_rail()
        body = row()
        body.addWidget(self._rail)
        self._edge = rule(theme, vertical=True)
        body.addWidget(self._edge)
        body.addWidget(self._scroll, 1)
        self._head = self._make_head()
        self._whole = column()
        self._whole.addWidget(self._head)
        self._whole.addLayout(body, 1)
        self.setLayout(self._whole)
        self._show()

    def go_to(self, decision_id: str) -> None:
        """Show a decision, or the summary, from its beginning."""
        if decision_id == self.at:
            return
        self.at = decision_id
        self._show()
        for button in self._group.buttons():
            if button.property("decision") == decision_id:
                button.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down scroll what is shown."""
        steps = {Qt.Key.Key_PageDown: 1.0, Qt.Key.Key_PageUp: -1.0}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
        else:
            self._scroll.page(steps)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of decisions becomes a menu where there is no room for it."""
        super().resizeEvent(event)
        px = self._theme.px
        beside = self.width() >= px(_WIDE)
        self._rail.setVisible(beside)
        self._edge.setVisible(beside)
        self._menu.setVisible(not beside)
        self._place.setContentsMargins(px(28 if beside else 32), px(18), px(22), px(28))
        self._place_head()
        self._note.place()

    def _place_head(self) -> None:
        """The head stands above everything that scrolls; in a low window it would leave no room, and scrolls too."""
        low = self.height() < self._theme.px(_LOW)
        old, new = (self._whole, self._scrolled) if low else (self._scrolled, self._whole)
        if new.indexOf(self._head) < 0:
            old.removeWidget(self._head)
            new.insertWidget(0, self._head)
            self._whole.activate()

    def _make_head(self) -> QWidget:
        theme, told = self._theme, self._told
        px = theme.px
        back = LinkButton(theme, "All workshops")
        back.clicked.connect(self.back_requested)
        save = PrimaryButton(theme, "Save…")
        save.setAccessibleName("Save the report…")
        save.clicked.connect(self.export_requested)
        right: list[QWidget] = [back]
        resume = LinkButton(theme, "Go on with it" if told.ended is None else "Reopen it")
        resume.clicked.connect(self.resume_requested)
        right += [resume, save]
        title = Heading(theme, told.title, theme.serif(28, QFont.Weight.DemiBold))
        line = HeadLine(theme, [title], right, gap=22, name="Head of the page")
        beneath = f"{told.case_title} · {day_words(told, self._zone)} · {people_words(told)} · {time_words_of(told)}"
        layout = column(spacing=px(4), margins=(px(32), px(18), px(32), px(14)))
        layout.addWidget(line)
        layout.addWidget(label(theme, beneath, theme.sans(14), "ink-2", wrap=True))
        self._menu = QWidget()
        self._menu_place = row()
        self._menu.setLayout(self._menu_place)
        layout.addWidget(self._menu)
        whole = column()
        whole.addLayout(layout)
        whole.addWidget(rule(theme))
        made = QWidget()
        made.setLayout(whole)
        return made

    def _fill_menu(self) -> None:
        """Have the menu say what is shown now."""
        focus: QWidget | None = self.window().focusWidget()
        held = focus is not None and self._menu.isAncestorOf(focus)
        clear(self._menu_place)
        options = ((SUMMARY, "Summary"), *((each.id, f"{each.number}  {each.title}") for each in self._told.decisions))
        menu = MenuButton(self._theme, "Part of the report", options, self.at)
        menu.chosen.connect(self.go_to)
        self._menu_place.addWidget(menu)
        self._menu_place.addStretch(1)
        if held:
            menu.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_rail(self) -> QWidget:
        theme = self._theme
        px = theme.px
        self._group = QButtonGroup(self)
        layout = column(spacing=px(2), margins=(px(20), px(14), px(12), px(14)))
        rows = [(SUMMARY, ChoiceRow(theme, "Summary"))]
        rows += [
            (each.id, ChoiceRow(theme, f"{each.number}  {each.title}", _more(each))) for each in self._told.decisions
        ]
        for decision_id, each in rows:
            each.setProperty("decision", decision_id)
            each.setChecked(decision_id == self.at)
            self._group.addButton(each)
            layout.addWidget(each)
        layout.addStretch(1)
        self._group.buttonToggled.connect(lambda button, on: self.go_to(button.property("decision")) if on else None)
        content = QWidget()
        paint_ground(content, theme, "paper")
        content.setLayout(layout)
        made = ScrollColumn(theme, content, "Decisions of the workshop")
        made.setFixedWidth(px(_RAIL))
        return made

    def _show(self) -> None:
        clear(self._place)
        self._note.hide()
        self._fill_menu()
        told = self._by_id.get(self.at)
        shown = self._summary() if told is None else self._decision(told)
        shown.setMaximumWidth(self._theme.px(_TEXT))
        line = row()  # which asks for the height at the width that it really gives
        line.addWidget(shown, 1000)
        line.addStretch(1)
        self._place.addLayout(line)
        self._place.addStretch(1)
        self._scroll.go_to(0)

    def _decision(self, told: DecisionTold) -> QWidget:
        made = WorkshopDecision(self._theme, told)
        made.save_requested.connect(self.save_requested)
        made.source_opened.connect(self._open_source)
        return made

    def _open_source(self, link: str) -> None:
        full = self._by_id[self.at].full
        if full is not None:
            self._note.open_note(link, full, self.window().focusWidget())

    def _summary(self) -> QWidget:
        theme, told = self._theme, self._told
        px = theme.px
        layout = column(spacing=px(10))
        layout.addWidget(Heading(theme, "Summary", theme.serif(22, QFont.Weight.DemiBold)))
        for sentence in remarks(told):
            layout.addWidget(label(theme, sentence, theme.serif(16), wrap=True))
        layout.addSpacing(px(8))
        layout.addWidget(DataTable(theme, (OVERVIEW_HEAD, *overview_rows(told)), "Decisions", ground="paper"))
        if told.attendance:
            layout.addSpacing(px(14))
            layout.addWidget(Heading(theme, "Who was there", theme.serif(18, QFont.Weight.DemiBold)))
            layout.addWidget(label(theme, ", ".join(told.attendance), theme.sans(14), wrap=True))
        made = QWidget()
        made.setLayout(layout)
        made.setAccessibleName("Summary")
        return made


def _more(told: DecisionTold) -> str:
    """What the list says of a decision: a second vote that nobody cast doesn't take the place of the first."""
    shift = told.shift
    newest = shift.second if shift.second is not None and shift.second.voted else shift.first or shift.second
    if newest is None:
        return "no votes" if told.spent else "not come to"
    votes = several(newest.voted, "hand" if newest.by_hands else "vote", "hands" if newest.by_hands else "votes")
    return f"{votes}, {shift.moved:,} moved" if shift.both else votes
