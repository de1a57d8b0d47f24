"""One decision of a finished workshop: both votes, who moved, the reasons, the record as far as it was shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.desktop.painting.figures import Figure
from trainer.desktop.painting.vote_figures import (
    factors_figure,
    moved_sentence,
    shift_figure,
    votes_figure,
    votes_table,
)
from trainer.desktop.theme import ACTS, Theme
from trainer.desktop.widgets.data_table import DataTable
from trainer.desktop.widgets.figure_section import FigureSection
from trainer.desktop.widgets.folded_lines import FoldedLines
from trainer.desktop.widgets.frames import KeyBox
from trainer.desktop.widgets.layout import column, paint_ground, row, rule
from trainer.desktop.widgets.record_sections import RecordSection
from trainer.desktop.widgets.room_reasons import RoomReasons
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.workshops.report_words import (
    ROUND_NAMES,
    TIMING_HEAD,
    ballot_remarks,
    few_words,
    seen_words,
    timing_rows,
)
from trainer.reports.workshop.told import DecisionTold
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.plan import Round
from trainer.study.workshop.tally import FEW

_CHART = 520


class WorkshopDecision(QWidget):
    """All that is told of it, one below the other."""

    save_requested = Signal(object)
    """A :class:`Figure`."""
    source_opened = Signal(str)

    def __init__(self, theme: Theme, told: DecisionTold) -> None:
        """
        Args:
            theme: for colours and measures.
            told: the decision.
        """
        super().__init__()
        self._theme = theme
        self._told = told
        self._options = [(each.letter, each.title) for each in told.options]
        self._layout = column(spacing=theme.px(14))
        self._add_head()
        self._add_votes()
        self._add_moves()
        self._add_reasons()
        self._add_record()
        self._add_debrief()
        self._add_time()
        self.setLayout(self._layout)
        self.setAccessibleName(told.title)

    def take_focus(self) -> None:
        """Begin to read here."""
        self.heading.take_focus()

    def _add_head(self) -> None:
        theme, told, sheet = self._theme, self._told, self._told.sheet
        px = theme.px
        kicker, ink, beneath = f"Decision {told.number}", "ink-2", ""
        if sheet is not None:
            kicker = f"Act {sheet.act_number}, {sheet.act.title}"
            ink = f"act{(sheet.act_number - 1) % ACTS + 1}"
            beneath = f"{sheet.briefing.place}, {sheet.briefing.date.describe()}"
        head = column(spacing=px(2))
        head.addWidget(label(theme, kicker, theme.sans(13, QFont.Weight.DemiBold), ink, wrap=True))
        self.heading = Heading(theme, told.title, theme.serif(26, QFont.Weight.DemiBold))
        head.addWidget(self.heading)
        if beneath:
            head.addWidget(label(theme, beneath, theme.serif(16, italic=True), "ink-2", wrap=True))
        self._layout.addLayout(head)
        if sheet is not None:
            question = label(theme, sheet.briefing.question, theme.serif(20, QFont.Weight.DemiBold), wrap=True)
            self._layout.addWidget(question)
        options = column(spacing=px(7))
        for option in told.options:
            line = row(spacing=px(9))
            line.addWidget(KeyBox(theme, option.letter), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(theme, option.title, theme.sans(15), wrap=True), 1)
            options.addLayout(line)
        self._layout.addLayout(options)

    def _add_votes(self) -> None:
        told = self._told
        figure = votes_figure(self._options, told.shift)
        tallies = [each for each in (told.shift.first, told.shift.second) if each is not None]
        if any(each.voted >= FEW for each in tallies):
            section = self._section("The votes", figure)
        else:
            section = self._section("The votes", None)
            if figure is None:
                section.say("Nobody voted.")
            else:
                section.body.addWidget(DataTable(self._theme, votes_table(self._options, told.shift), "The votes"))
                section.body.addSpacing(self._theme.px(8))
                section.say(figure.caption, quiet=True)
        for sentence in ballot_remarks(told):
            section.say(sentence, quiet=True, space=4)

    def _add_moves(self) -> None:
        told = self._told
        said, few = moved_sentence(told.shift), few_words(told)
        if not said and not few:
            return
        figure = shift_figure(self._options, [each.id for each in told.options], told.shift)
        section = self._section("Who moved", figure, said)
        if few:
            section.say(few, quiet=True)

    def _add_reasons(self) -> None:
        theme, told = self._theme, self._told
        for round_ in Round:
            ballot = told.ballot(round_)
            if ballot is None or not any(ballot.reasons(each.id) for each in told.options):
                continue
            part = self._part(f"Reasons and forecasts, {ROUND_NAMES[round_].lower()}")
            part.addWidget(RoomReasons(theme, told.options, ballot))

    def _add_record(self) -> None:
        theme, told = self._theme, self._told
        part = self._part("The record")
        missing = seen_words(told)
        if missing:
            part.addWidget(label(theme, missing, theme.serif(16, italic=True), "ink-2", wrap=True))
        if told.full is None:
            return
        for step in REVEAL_STEPS:
            if told.has_seen(step):
                section = RecordSection(theme, told.full, step, "", mine=False, letters=True)
                section.source_opened.connect(self.source_opened)
                part.addWidget(section)

    def _add_debrief(self) -> None:
        theme, told = self._theme, self._told
        figure = factors_figure([(each.name, each.saw, each.missed) for each in told.factors])
        if figure is not None:
            self._section("What mattered", figure)
        if told.takeaways:
            part = self._part("To take along")
            said = [f"“{each.takeaway}”  {each.who.name}".rstrip() for each in told.takeaways]
            part.addWidget(FoldedLines(theme, said, "lines"))

    def _add_time(self) -> None:
        part = self._part("Time")
        part.addWidget(DataTable(self._theme, (TIMING_HEAD, *timing_rows(self._told)), "Time", ground="paper"))

    def _part(self, title: str) -> QVBoxLayout:
        """A part of the page below a rule."""
        theme = self._theme
        self._layout.addSpacing(theme.px(10))
        self._layout.addWidget(rule(theme))
        self._layout.addWidget(Heading(theme, title, theme.serif(18, QFont.Weight.DemiBold)))
        made = column(spacing=theme.px(8))
        self._layout.addLayout(made)
        return made

    def _section(self, title: str, figure: Figure | None, said: str = "") -> FigureSection:
        """A chart with the table behind it, on a ground of its own."""
        theme = self._theme
        section = FigureSection(theme, title, "", figure, width=_CHART)
        if said:
            section.say(said, space=8)
        if figure is not None:
            section.body.addWidget(section.drawing)
            section.body.addSpacing(theme.px(8))
            section.say(figure.caption, quiet=True)
        section.save_requested.connect(self.save_requested)
        paint_ground(section, theme, "page")
        self._layout.addWidget(section)
        return section
