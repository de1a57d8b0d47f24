"""Handouts: the situations and options of a case, and nothing of any record.

They are built from :class:`~trainer.case.sealed.Sheet`, the open pages of a decision, from which no way leads to its
record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from trainer.case.prose import Run, passages
from trainer.case.sealed import Case, Sheet
from trainer.desktop.paper.covers import case_entries, cover_data, cover_sections
from trainer.desktop.paper.exhibits import set_exhibits
from trainer.desktop.paper.faces import PaperTheme
from trainer.desktop.paper.frame import Paper, frame_of
from trainer.desktop.paper.parts import Setter
from trainer.desktop.paper.press import Document, Section, print_document
from trainer.desktop.paper.prose import set_story
from trainer.desktop.paper.strips import Mark, Strip, kept, spaced
from trainer.desktop.paper.text import set_text
from trainer.desktop.theme import ACTS
from trainer.desktop.wording import number_word
from trainer.reports.refusal import ExportRefused
from trainer.reports.watch import Watch

_UNWATCHED = Watch()
_LINES, _MORE_LINES = 4, 4
"""To write reasons on: at least, and as many more as the page has room for."""
_LINE = 29.0
_ABOUT = "What was known on the day, and what could be done."


def write_handout(
    case: Case,
    out: Path,
    theme: PaperTheme,
    *,
    decisions: Sequence[str] = (),
    paper: Paper = Paper.A4,
    watch: Watch = _UNWATCHED,
) -> int:
    """Write the handout of a case, or of some of its decisions; returns the number of pages.

    Args:
        case: which case.
        out: the file, in a folder that is there.
        theme: for paper.
        decisions: their ids; all of them if none is given. They come in the order of play.
        paper: the size of the pages.
        watch: told how far it has come, and asked whether to stop.

    Raises:
        ExportRefused: the case has no such decision.
        ExportCancelled: somebody asked to stop; what stood there still does.
        OSError: it can't be written.
    """
    return print_document(handout(case, theme, paper, decisions), out, theme, paper, watch)


def handout(case: Case, theme: PaperTheme, paper: Paper, decisions: Sequence[str] = ()) -> Document:
    """The handout as a document; raises :class:`ExportRefused` as :func:`write_handout` does."""
    for decision_id in decisions:
        if decision_id not in case.order:
            raise ExportRefused(f"The case '{case.info.id}' has no decision '{decision_id}'.")
    chosen = [each for each in case.order if not decisions or each in decisions]
    made = _Handout(case, chosen, Setter(theme, frame_of(paper)))
    return Document(case.info.title, "", made.sections, work=len(chosen))


@dataclass(frozen=True)
class _Handout:
    """The parts of a handout."""

    case: Case
    chosen: Sequence[str]
    setter: Setter

    def sections(self, numbers: Mapping[str, int]) -> Iterator[Section]:
        """A cover and contents where there are several decisions; then each decision."""
        if len(self.chosen) > 1:
            info, acts = self.case.info, cover_data(self.case.acts)
            lines = [f"Handout: {number_word(len(self.chosen))} decisions", _ABOUT]
            entries = tuple(case_entries(self.case.acts, self.chosen))
            yield from cover_sections(self.setter, info.title, info.subtitle, lines, acts, entries, numbers)
        act = 0
        for decision_id in self.chosen:
            sheet = self.case.sheet(decision_id)
            marks = [Mark(f"Act {sheet.act_number}, {sheet.act.title}")] if sheet.act_number != act else []
            act = sheet.act_number
            strips = set_decision(self.setter, sheet, 1 if len(self.chosen) > 1 else 0)
            if len(self.chosen) > 1:
                strips = [replace(strips[0], marks=(*marks, *strips[0].marks)), *strips[1:]]
            yield Section(strips, sheet.briefing.title)


def set_decision(setter: Setter, sheet: Sheet, level: int = 0) -> list[Strip]:
    """The open pages of a decision, and room to commit on paper; ``level`` is that of its bookmark."""
    briefing, faces = sheet.briefing, setter.faces
    ink = setter.theme.colour(f"act{(sheet.act_number - 1) % ACTS + 1}")
    kicker = f"Act {sheet.act_number}, {sheet.act.title}  ·  Decision {sheet.number} of {sheet.of}"
    place = f"{briefing.place}, {briefing.date.describe()}"
    made = setter.masthead(kicker, ink, briefing.title, place, mark=Mark(briefing.title, level, briefing.id))
    if sheet.opens_act:
        made += setter.section("The act", setter.notes(sheet.act.opening, faces.aside), gap=20)
    room = [strip for entry in briefing.room for strip in _present(setter, sheet.person(entry.person).name, entry.part)]
    made += setter.section("In the room", room, gap=20 if not sheet.opens_act else 15)
    story = set_story(setter.theme, passages(briefing.situation), faces.story, setter.width)
    made += setter.section("The situation", story, level=level + 1)
    made += set_exhibits(setter, sheet, level + 1)
    question = kept(set_text(briefing.question, faces.question, setter.width), with_next=True)
    made += setter.section("The question", [*question, *_options(setter, sheet)], level=level + 1)
    return made + setter.section("My call", _call(setter, sheet), level=level + 1)


def _present(setter: Setter, name: str, part: str) -> list[Strip]:
    return set_text((Run(name, bold=True), Run(f",  {part}")), setter.faces.small, setter.width)


def _options(setter: Setter, sheet: Sheet) -> list[Strip]:
    faces, made = setter.faces, []
    for number, option in enumerate(sheet.briefing.options):
        width = setter.width - 30
        text = [*kept(set_text(option.title, faces.strong, width), with_next=True)]
        text += setter.notes(option.argument, faces.small, width)
        made += spaced(kept(setter.keyed(chr(ord("A") + number), text, faces.strong.leading)), 13)
    return made


def _call(setter: Setter, sheet: Sheet) -> list[Strip]:
    """My choice, my forecast and my reasons, to be written by hand on one page."""
    faces, theme = setter.faces, setter.theme
    boxes = _boxes(setter, len(sheet.briefing.options))
    asked = "How likely is it that they chose the same, from 0 to 100 %?   …………… %"
    made = [*boxes, *spaced(set_text(asked, faces.small, setter.width), 8)]
    made += spaced(set_text(sheet.briefing.reasons_prompt, faces.small, setter.width), 8)
    line = theme.colour("line")

    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(line, 0.75))
        painter.drawLine(QPointF(x, y + _LINE), QPointF(x + setter.width, y + _LINE))

    more = (Strip(_LINE, draw, spare=True) for _ in range(_MORE_LINES))
    return [*kept([*made, *(Strip(_LINE, draw) for _ in range(_LINES))]), *more]


def _boxes(setter: Setter, count: int) -> list[Strip]:
    """A box to tick for each option."""
    face, edge = setter.faces.small, setter.theme.colour("edge")
    words = set_text("I choose", face, setter.width)
    names = [set_text(chr(ord("A") + number), setter.faces.small_bold, 30)[0] for number in range(count)]

    def draw(painter: QPainter, x: float, y: float) -> None:
        words[0].draw(painter, x, y)
        for number, name in enumerate(names):
            left = x + 76 + 56 * number
            painter.setPen(QPen(edge, 1))
            painter.drawRect(QRectF(left, y + face.leading / 2 - 6, 12, 12))
            name.draw(painter, left + 19, y)

    return [Strip(face.leading, draw)]
