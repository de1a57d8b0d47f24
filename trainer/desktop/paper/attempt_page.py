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
from trainer.desktop.paper.strips import Mark, Strip, kept, spaced
from trainer.desktop.paper.text import set_text
from trainer.desktop.theme import ACTS
from trainer.progress.values import FactorMark, WholeAttempt
from trainer.study.playthrough import Stage

_SEALED = "The record of this attempt isn't open to its end, so nothing of it stands here."
_DAMAGED = "The text that this attempt saw can't be read any more. What is stored of the attempt itself is whole."
_SCALE = 250.0
_ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}


@dataclass(frozen=True)
class Remark:
    """A note that was added to an attempt later."""

    author: str
    created: dt.datetime
    text: str
    quality: str = ""
    """How the reasons were marked; empty where they weren't."""


@dataclass(frozen=True)
class AttemptPage:
    """What one page tells."""

    whole: WholeAttempt
    sheet: FullSheet | None
    """What the attempt saw; ``None`` where that is damaged."""
    remarks: Sequence[Remark] = ()
    """In the order of time."""
    zone: dt.tzinfo | None = None
    """For dates; the system's own where none is given."""


def set_attempt(setter: Setter, page: AttemptPage, marks: Sequence[Mark]) -> list[Strip]:
    """The page of an attempt, with the bookmarks that lead to it."""
    whole, sheet, faces = page.whole, page.sheet, setter.faces
    attempt = whole.attempt
    made = _masthead(setter, page, marks)
    seen = [Run(long_moment(attempt.created, page.zone))]
    if sheet is not None:
        seen.append(Run(f",  version {sheet.case_version} of the case"))
    made += setter.section("As I saw it on", set_text(seen, faces.story, setter.width), gap=20)
    if sheet is None:
        made += setter.section("The text", set_text(_DAMAGED, faces.aside, setter.width))
    else:
        made += setter.section("The question", set_text(sheet.briefing.question, faces.story, setter.width))
    made += setter.section("My choice", set_text(whole.line.choice_title, faces.strong, setter.width))
    made += setter.section("My forecast", _forecast(setter, attempt.commitment.forecast))
    made += setter.section("My reasons", own_words(setter, attempt.commitment.reasons))
    if whole.line.stage is Stage.COMMITTED:
        made += setter.section("The record", set_text(_SEALED, faces.aside, setter.width))
    else:
        made += _record(setter, whole, sheet)
    made += setter.section("What I take along", own_words(setter, whole.debrief.takeaway))
    return made + setter.section("Notes", _remarks(setter, page))


def _masthead(setter: Setter, page: AttemptPage, marks: Sequence[Mark]) -> list[Strip]:
    line, sheet = page.whole.line, page.sheet
    kicker = f"Act {line.act_number}, {line.act_title}  ·  Decision {line.decision_number}"
    if sheet is not None:
        kicker += f" of {sheet.of}"
    if line.number > 1:
        kicker += f"  ·  {_ORDINALS.get(line.number, f'{line.number}th')} attempt"
    beneath = line.case_title
    if sheet is not None:
        beneath = f"{sheet.briefing.place}, {sheet.briefing.date.describe()}"
    ink = setter.theme.colour(f"act{(line.act_number - 1) % ACTS + 1}")
    made = setter.masthead(kicker, ink, line.decision_title, beneath, mark=marks[-1])
    return [replace(made[0], marks=tuple(marks)), *made[1:]]


def own_words(setter: Setter, text: str) -> list[Strip]:
    """What somebody has typed, line by line."""
    return set_notes(setter.theme, plain_passages(text), setter.faces.story, setter.width)


def _forecast(setter: Setter, percent: int) -> list[Strip]:
    """The figure in words, and on a scale from 0 to 100 %."""
    faces, theme = setter.faces, setter.theme
    runs = (Run(f"{percent} %", bold=True), Run("  that they chose the same"))
    ends = faces.note

    def draw(painter: QPainter, x: float, y: float) -> None:
        base = y + 12
        painter.setPen(QPen(theme.colour("edge"), 0.75))
        painter.drawLine(QPointF(x, base), QPointF(x + _SCALE, base))
        for tick in range(11):
            at = x + _SCALE * tick / 10
            painter.drawLine(QPointF(at, base - (6 if tick % 5 == 0 else 3)), QPointF(at, base))
        painter.setPen(QPen(theme.colour("accent"), 3, c=Qt.PenCapStyle.FlatCap))
        at = x + _SCALE * percent / 100
        painter.drawLine(QPointF(at, base - 10), QPointF(at, base + 3))
        painter.setPen(ends.ink)
        painter.setFont(ends.font)
        metrics = QFontMetricsF(ends.font)
        painter.drawText(QPointF(x, base + 3 + metrics.ascent()), "0")
        last = "100 %"
        painter.drawText(QPointF(x + _SCALE - metrics.horizontalAdvance(last), base + 3 + metrics.ascent()), last)

    return kept([*set_text(runs, faces.story, setter.width), Strip(32, draw, gap=4)])


def _record(setter: Setter, whole: WholeAttempt, sheet: FullSheet | None) -> list[Strip]:
    """What they did, how that is judged, and what the learner saw of it."""
    faces, line = setter.faces, whole.line
    did = set_text(line.taken_title, faces.strong, setter.width)
    if sheet is not None:
        did += spaced(setter.claim(sheet.decision.record.did), 4)
    agreement = line.agreement.value
    words = f"My choice: {agreement} the record"
    did += spaced(setter.with_icon(agreement, words, "ink", faces.small_bold), 8)
    judgement = line.judgement.value
    judged = setter.with_icon(judgement, judgement, judgement, faces.strong)
    made = setter.section("What they did", did)
    if sheet is None:
        return made + setter.section("Looking back", judged)
    back = sheet.decision.record.looking_back
    judged += set_text(f"judged by {back.judge}", faces.note, setter.width)
    for claim in back.claims:
        judged += spaced(setter.claim(claim), 6)
    made += setter.section("Looking back", judged)
    return made + setter.section("What mattered", _factors(setter, sheet.decision, whole))


def _factors(setter: Setter, decision: Decision, whole: WholeAttempt) -> list[Strip]:
    """The documented factors, by how the learner marked them."""
    marks = whole.debrief.marks
    made: list[Strip] = []
    for head, mark in (("I saw", FactorMark.SAW), ("I missed", FactorMark.MISSED), ("Not marked", None)):
        names = [factor.name for factor in decision.factors if marks.get(factor.id) is mark]
        if names:
            title = kept(set_text(head, setter.faces.small_bold, setter.width), with_next=True)
            made += spaced([*title, *_names(setter, names)], 7 if made else 0)
    return made


def _names(setter: Setter, names: Sequence[str]) -> list[Strip]:
    return [strip for name in names for strip in set_text(name, setter.faces.story, setter.width)]


def _remarks(setter: Setter, page: AttemptPage) -> list[Strip]:
    faces = setter.faces
    made: list[Strip] = []
    for remark in page.remarks:
        head = f"{remark.author}, {long_day(remark.created, page.zone)}"
        if remark.quality:
            head += f"  ·  {remark.quality} reasoning"
        title = kept(set_text(head, faces.small_bold, setter.width), with_next=True)
        made += spaced([*title, *own_words(setter, remark.text)], 9 if made else 0)
    return made
