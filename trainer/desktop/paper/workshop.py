"""The report of a workshop on paper: what was voted, who moved, the reasons given, and the record as far as it was
shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from trainer.case.outline import ActOutline
from trainer.case.prose import Run
from trainer.desktop.painting.cover import CoverAct, CoverData, GrainState
from trainer.desktop.painting.figures import Figure
from trainer.desktop.painting.scene import paint_scene
from trainer.desktop.painting.vote_figures import moved_sentence, shift_figure, votes_figure, votes_table
from trainer.desktop.paper.covers import Entry, cover_sections
from trainer.desktop.paper.faces import PaperTheme
from trainer.desktop.paper.frame import Paper, frame_of
from trainer.desktop.paper.parts import Setter
from trainer.desktop.paper.press import Document, Section, print_document
from trainer.desktop.paper.shown_record import set_shown_record
from trainer.desktop.paper.strips import Mark, Strip, kept, marked, shifted, spaced
from trainer.desktop.paper.tables import set_table
from trainer.desktop.paper.text import Side, set_text
from trainer.desktop.theme import ACTS
from trainer.desktop.workshops.report_words import (
    OVERVIEW_HEAD,
    ROUND_NAMES,
    TIMING_HEAD,
    ballot_remarks,
    day_words,
    few_words,
    overview_rows,
    people_words,
    remarks,
    time_words_of,
    timing_rows,
)
from trainer.reports.watch import Watch
from trainer.reports.workshop.told import BallotTold, DecisionTold, WorkshopTold
from trainer.study.statements import PERCENT
from trainer.study.workshop.plan import Round
from trainer.study.workshop.tally import FEW

_UNWATCHED = Watch()
_DECIDED, _SEALED = GrainState.DECIDED, GrainState.SEALED
_RIGHT = (Side.LEFT, *([Side.RIGHT] * 5))


def write_workshop_pdf(
    told: WorkshopTold,
    out: Path,
    theme: PaperTheme,
    *,
    acts: Sequence[ActOutline] = (),
    paper: Paper = Paper.A4,
    zone: dt.tzinfo | None = None,
    watch: Watch = _UNWATCHED,
) -> int:
    """Print the report of a workshop; returns the number of pages.

    Args:
        told: the workshop; with names only if it was told with them.
        out: the file, in a folder that is there.
        theme: for faces and colours.
        acts: of the case, from which the cover is painted; without them it is painted from the workshop alone.
        paper: the size of the pages.
        zone: for dates; the system's own where none is given.
        watch: told how far it has come, and asked whether to stop.

    Raises:
        ExportCancelled: somebody asked to stop; what stood there still does.
        OSError: the file can't be written.
    """
    made = _Report(told, Setter(theme, frame_of(paper)), acts, zone)
    return print_document(Document(told.title, "", made.sections, work=len(told.come_to)), out, theme, paper, watch)


@dataclass(frozen=True)
class _Report:
    """The parts of a report."""

    told: WorkshopTold
    setter: Setter
    acts: Sequence[ActOutline]
    zone: dt.tzinfo | None

    def sections(self, numbers: Mapping[str, int]) -> Iterator[Section]:
        """Cover, summary, and each decision that the room came to from a new page on."""
        told = self.told
        lines = [day_words(told, self.zone), people_words(told), time_words_of(told)]
        entries = [Entry(each.title, key=each.id) for each in told.come_to]
        subtitle = f"Report of a workshop on “{told.case_title}”"
        yield from cover_sections(self.setter, told.title, subtitle, lines, self._cover(), entries, numbers)
        yield Section(self._summary(), "Summary", weight=0)
        for decision in told.come_to:
            yield Section(self._decision(decision), decision.title)

    def _cover(self) -> CoverData | None:
        """A ring an act, a grain a decision; those are light that the room came to."""
        come_to = {each.id for each in self.told.come_to}
        acts = [[each.id for each in act.decisions] for act in self.acts]
        if not acts:
            found: dict[int, list[str]] = {}
            for each in self.told.decisions:
                if each.sheet is not None:
                    found.setdefault(each.sheet.act_number, []).append(each.id)
            acts = [found[number] for number in sorted(found)]
        states = [tuple(_DECIDED if each in come_to else _SEALED for each in act) for act in acts]
        return CoverData(tuple(CoverAct(len(each), each) for each in states)) if acts else None

    def _summary(self) -> list[Strip]:
        setter, told = self.setter, self.told
        head = marked(set_text("Summary", setter.faces.title, setter.frame.text_width), Mark("Summary"))
        said: list[Strip] = []
        for sentence in remarks(told):
            said += spaced(set_text(sentence, setter.faces.story, setter.width), 4 if said else 0)
        rows = overview_rows(told)
        table = set_table(setter.theme, OVERVIEW_HEAD, rows, setter.frame.text_width, sides=_RIGHT)
        made = [*kept(head, with_next=True), *setter.section("To be known", said), *spaced(table, 22)]
        names = set_text(", ".join(told.attendance), setter.faces.small, setter.width)
        return made + setter.section("Who was there", names, gap=22)

    def _decision(self, told: DecisionTold) -> list[Strip]:
        setter, faces, sheet = self.setter, self.setter.faces, told.sheet
        kicker, ink, beneath = f"Decision {told.number}", setter.theme.colour("ink-2"), ""
        if sheet is not None:
            kicker = f"Act {sheet.act_number}, {sheet.act.title}"
            ink = setter.theme.colour(f"act{(sheet.act_number - 1) % ACTS + 1}")
            beneath = f"{sheet.briefing.place}, {sheet.briefing.date.describe()}"
        made = setter.masthead(kicker, ink, told.title, beneath, mark=Mark(told.title, 0, told.id))
        question = [] if sheet is None else set_text(sheet.briefing.question, faces.question, setter.width)
        made += setter.section("The question", [*kept(question, with_next=True), *self._options(told)], gap=18)
        made += setter.section("The votes", self._votes(told), level=1)
        made += setter.section("Who moved", self._moved(told))
        for round_ in Round:
            ballot = told.ballot(round_)
            head = f"Reasons and forecasts, {ROUND_NAMES[round_].lower()}"
            made += setter.section(head, [] if ballot is None else self._reasons(told, ballot), level=1)
        made += set_shown_record(setter, told, 1)
        made += setter.section("What mattered", self._factors(told), level=1)
        made += setter.section("To take along", self._takeaways(told), level=1)
        rows = timing_rows(told)
        timing = set_table(setter.theme, TIMING_HEAD, rows, setter.width, sides=_RIGHT[:3], total=True)
        return made + setter.section("Time", timing)

    def _options(self, told: DecisionTold) -> list[Strip]:
        setter = self.setter
        made: list[Strip] = []
        for option in told.options:
            title = set_text(option.title, setter.faces.record, setter.width - 30)
            made += spaced(setter.keyed(option.letter, title, setter.faces.record.leading), 7)
        return made

    def _votes(self, told: DecisionTold) -> list[Strip]:
        """The chart with its numbers below; of a few people the numbers alone."""
        setter = self.setter
        options = [(each.letter, each.title) for each in told.options]
        figure = votes_figure(options, told.shift)
        made: list[Strip] = []
        if figure is not None:
            tallies = [each for each in (told.shift.first, told.shift.second) if each is not None]
            if any(each.voted >= FEW for each in tallies):
                made += self._figure(figure)
            else:
                head, *rows = votes_table(options, told.shift)
                sides = (Side.LEFT, *([Side.RIGHT] * (len(head) - 1)))
                made += set_table(setter.theme, head, rows, setter.width, sides=sides)
                made += spaced(set_text(figure.caption, setter.faces.note, setter.width), 6)
        for sentence in ballot_remarks(told):
            made += spaced(set_text(sentence, setter.faces.small, setter.width), 7)
        return made

    def _moved(self, told: DecisionTold) -> list[Strip]:
        setter = self.setter
        options = [(each.letter, each.title) for each in told.options]
        figure = shift_figure(options, [each.id for each in told.options], told.shift)
        said = set_text(moved_sentence(told.shift), setter.faces.story, setter.width)
        said += spaced(set_text(few_words(told), setter.faces.note, setter.width), 3)
        return said if figure is None else [*kept(said, with_next=True), *spaced(self._figure(figure), 10)]

    def _figure(self, figure: Figure) -> list[Strip]:
        setter = self.setter
        scene = figure.lay(setter.theme, min(figure.width, setter.width), "")

        def draw(painter: QPainter, x: float, y: float) -> None:
            paint_scene(painter, QPointF(x, y), scene, setter.theme)

        caption = spaced(set_text(figure.caption, setter.faces.note, setter.width), 6)
        return kept([Strip(scene.size.height(), draw), *caption])

    def _reasons(self, told: DecisionTold, ballot: BallotTold) -> list[Strip]:
        """By option, in the words of those who gave them."""
        setter, faces, width = self.setter, self.setter.faces, self.setter.width - 30
        made: list[Strip] = []
        for option in told.options:
            given = ballot.reasons(option.id)
            if not given:
                continue
            head = kept(set_text(option.title, faces.small_bold, width), with_next=True)
            made += spaced(kept(setter.keyed(option.letter, head, 19), with_next=True), 14 if made else 0)
            for vote in given:
                who = f"{vote.who.name}, " if vote.who.name else ""
                said = (Run(f"“{vote.reason}”"), Run(f"  {who}{vote.forecast}{PERCENT}", italic=True))
                made += spaced(shifted(kept(set_text(said, faces.record, width)), 30), 6)
        return made

    def _factors(self, told: DecisionTold) -> list[Strip]:
        rows = [(each.name, f"{each.saw:,}", f"{each.missed:,}") for each in told.factors]
        head = ("What mattered, as the record shows", "Saw it", "Missed it")
        return set_table(self.setter.theme, head, rows, self.setter.width, sides=_RIGHT[:3]) if rows else []

    def _takeaways(self, told: DecisionTold) -> list[Strip]:
        setter = self.setter
        made: list[Strip] = []
        for each in told.takeaways:
            who = f"  {each.who.name}" if each.who.name else ""
            said = (Run(f"“{each.takeaway}”"), Run(who, italic=True))
            made += spaced(kept(set_text(said, setter.faces.record, setter.width)), 6 if made else 0)
        return made
