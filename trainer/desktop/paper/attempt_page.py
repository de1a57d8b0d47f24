"""One attempt on its page, as the learner saw it; of its record as much as is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from trainer.case.model import Decision
from trainer.case.prose import Run, plain_passages
from trainer.case.sealed import FullSheet
from trainer.desktop.dates import long_day, long_moment
from trainer.desktop.paper.parts import Setter
from trainer.desktop.paper.prose import set_notes
from trainer.desktop.paper.strips import Mark, Strip, abreast, beside, kept, spaced
from trainer.desktop.paper.text import set_text
from trainer.desktop.theme import ACTS
from trainer.progress.notes import Note, Role
from trainer.progress.values import FactorMark, WholeAttempt
from trainer.study.playthrough import Stage

_SEALED = "The record of this attempt isn’t open to its end, so nothing of it stands here."
_DAMAGED = "The text that this attempt saw can’t be read any more. What is stored of the attempt itself is whole."
_SCALE = 240.0
_BEFORE_SCALE = 215.0
_FACTORS_GAP = 18.0
_ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}


@dataclass(frozen=True)
class AttemptPage:
    """What one page tells."""

    whole: WholeAttempt
    sheet: FullSheet | None
    """What the attempt saw; ``None`` where that is damaged."""
    notes: Sequence[Note] = ()
    """In the order of time."""
    zone: dt.tzinfo | None = None
    """For dates; the system's own where none is given."""


def set_attempt(setter: Setter, page: AttemptPage, marks: Sequence[Mark]) -> list[Strip]:
    """The page of an attempt, with the bookmarks that lead to it."""
    whole, sheet, faces = page.whole, page.sheet, setter.faces
    commitment = whole.attempt.commitment
    made = _masthead(setter, page, marks)
    if sheet is None:
        made += setter.section("The text", set_text(_DAMAGED, faces.record_aside, setter.width), gap=16)
    else:
        made += setter.section("The question", set_text(sheet.briefing.question, faces.record, setter.width), gap=16)
    made += setter.part("My choice", set_text(whole.line.choice_title, faces.record_strong, setter.width))
    made += setter.part("My forecast", _forecast(setter, commitment.forecast))
    made += setter.part("My reasons", own_words(setter, commitment.reasons))
    if whole.line.stage is Stage.COMMITTED:
        made += setter.section("The record", set_text(_SEALED, faces.record_aside, setter.width))
    else:
        made += _record(setter, whole, sheet)
    takeaway, notes = own_words(setter, whole.debrief.takeaway), _notes(setter, page)
    made += setter.section("What I take along", takeaway)
    return made + setter.section("Notes", notes)


def _masthead(setter: Setter, page: AttemptPage, marks: Sequence[Mark]) -> list[Strip]:
    line, sheet = page.whole.line, page.sheet
    kicker = f"Act {line.act_number}, {line.act_title}  ·  Decision {line.decision_number}"
    if sheet is not None:
        kicker += f" of {sheet.of}"
    if line.number > 1:
        kicker += f"  ·  {_ORDINALS.get(line.number, f'{line.number}th')} attempt"
    beneath, seen = line.case_title, f"As I saw it on {long_moment(page.whole.attempt.created, page.zone)}"
    if sheet is not None:
        beneath = f"{sheet.briefing.place}, {sheet.briefing.date.describe()}"
        seen += f", in version {sheet.case_version} of “{sheet.case_title}”"
    ink = setter.theme.colour(f"act{(line.act_number - 1) % ACTS + 1}")
    made = setter.masthead(kicker, ink, line.decision_title, beneath, mark=marks[-1])
    made += spaced(kept(set_text(seen, setter.faces.small_second, setter.frame.text_width), with_next=True), 4)
    return [replace(made[0], marks=tuple(marks)), *made[1:]]


def own_words(setter: Setter, text: str) -> list[Strip]:
    """What somebody has typed, line by line."""
    return set_notes(setter.theme, plain_passages(text), setter.faces.record, setter.width)


def _forecast(setter: Setter, percent: int) -> list[Strip]:
    """The figure in words, and beside it on a scale from 0 to 100 %."""
    theme, ends = setter.theme, setter.faces.note
    words = set_text(
        (Run(f"{percent} %", bold=True), Run(" that they chose the same")), setter.faces.record, _BEFORE_SCALE
    )

    def draw(painter: QPainter, x: float, y: float) -> None:
        base, last = y + 14.5, "100 %"
        metrics = QFontMetricsF(ends.font)
        left, right = x + metrics.horizontalAdvance("0") + 7, x + _SCALE - metrics.horizontalAdvance(last) - 7
        painter.setPen(ends.ink)
        painter.setFont(ends.font)
        painter.drawText(QPointF(x, base), "0")
        painter.drawText(QPointF(right + 7, base), last)
        painter.setPen(QPen(theme.colour("edge"), 0.75))
        painter.drawLine(QPointF(left, base), QPointF(right, base))
        for tick in range(11):
            at = left + (right - left) * tick / 10
            painter.drawLine(QPointF(at, base - (6 if tick % 5 == 0 else 3)), QPointF(at, base))
        painter.setPen(QPen(theme.colour("accent"), 3, c=Qt.PenCapStyle.FlatCap))
        at = left + (right - left) * percent / 100
        painter.drawLine(QPointF(at, base - 10), QPointF(at, base + 3))

    return beside([(0, words), (_BEFORE_SCALE, [Strip(setter.faces.record.leading, draw)])])


def _record(setter: Setter, whole: WholeAttempt, sheet: FullSheet | None) -> list[Strip]:
    """What they did, how that is judged, and what the learner saw of it."""
    faces, line = setter.faces, whole.line
    did = kept(set_text(line.taken_title, faces.record_strong, setter.width), with_next=True)
    if sheet is not None:
        did += spaced(setter.claim(sheet.decision.record.did, faces.record), 3)
    agreement = line.agreement.value
    did += spaced(setter.with_icon(agreement, f"My choice: {agreement} the record", "ink", faces.small_bold), 6)
    judgement = line.judgement.value
    judged = setter.with_icon(judgement, judgement, judgement, faces.record_strong)
    made = setter.section("What they did", did)
    if sheet is None:
        return made + setter.part("Looking back", judged)
    back = sheet.decision.record.looking_back
    judged = kept([*judged, *set_text(f"judged by {back.judge}", faces.note, setter.width)], with_next=True)
    for claim in back.claims:
        judged += spaced(setter.claim(claim, faces.record), 5)
    made += setter.part("Looking back", judged)
    return made + setter.section("What mattered", _factors(setter, sheet.decision, whole))


def _factors(setter: Setter, decision: Decision, whole: WholeAttempt) -> list[Strip]:
    """The documented factors in columns, by how the learner marked them."""
    marks = whole.debrief.marks
    heads = (("I saw", FactorMark.SAW), ("I missed", FactorMark.MISSED), ("Not marked", None))
    found = [(head, [each.name for each in decision.factors if marks.get(each.id) is mark]) for head, mark in heads]
    columns = [(head, names) for head, names in found if names]
    width = (setter.width - _FACTORS_GAP * (len(columns) - 1)) / max(len(columns), 1)
    made = []
    for number, (head, names) in enumerate(columns):
        strips = kept(set_text(head, setter.faces.small_bold, width), with_next=True)
        for name in names:
            strips += spaced(set_text(name, setter.faces.record, width), 3)
        made.append((number * (width + _FACTORS_GAP), strips))
    return abreast(made)


def _notes(setter: Setter, page: AttemptPage) -> list[Strip]:
    """What was written to the attempt later, each with who wrote it and when."""
    made: list[Strip] = []
    for note in page.notes:
        head = f"{note.author}, {'coach, ' if note.role is Role.COACH else ''}{long_day(note.created, page.zone)}"
        if note.quality is not None:
            seen = "with the outcome covered" if note.covered else "with the outcome in view"
            head += f"  ·  {note.quality.value} reasons, {seen}"
        words = own_words(setter, note.text)
        title = kept(set_text(head, setter.faces.small_bold, setter.width), with_next=bool(words))
        made += spaced([*title, *words], 8 if made else 0)
    return made
