"""The texts of a decision as passages, each with the place where it is read; what is open is up to the caller."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from trainer.case.base import Claim, to_plain
from trainer.case.exhibits import Exhibit
from trainer.case.folding import Folded
from trainer.case.markdown import plain_text
from trainer.case.sealed import FullSheet, Sheet


class Part(StrEnum):
    """Where on the pages of a decision a passage stands."""

    TITLE = "title"
    QUESTION = "question"
    PLACE = "place"
    PEOPLE = "people"
    SITUATION = "situation"
    EXHIBIT = "exhibit"
    OPTION = "option"
    REASONS = "reasons"
    DID = "did"
    HAPPENED = "happened"
    WHY = "why"
    LOOKING_BACK = "looking_back"
    NOT_TAKEN = "not_taken"
    SOURCES = "sources"
    FACTOR = "factor"
    LESSON = "lesson"
    TAKEAWAY = "takeaway"


@dataclass(frozen=True)
class Passage:
    """A paragraph, a claim, a row of a table: what is found as one."""

    decision_id: str
    part: Part
    text: str
    name: str = ""
    """What it belongs to, where there are several: the exhibit, the option, the factor."""

    @cached_property
    def folded(self) -> Folded:
        """The text as it is compared."""
        return Folded.of(self.text)


def open_passages(sheet: Sheet) -> Iterator[Passage]:
    """What stands on the open pages of a decision; nothing of its record, also where the sheet has one."""
    briefing = sheet.briefing
    make = _Maker(briefing.id)
    yield from make.line(Part.TITLE, briefing.title)
    yield from make.line(Part.QUESTION, briefing.question)
    yield from make.line(Part.PLACE, f"{briefing.place}, {briefing.date.describe()}")
    if sheet.opens_act:
        yield from make.prose(Part.SITUATION, sheet.act.opening)
    shown = {each.person for each in briefing.exhibits if each.kind == "person"}
    parts = {entry.person: entry.part for entry in briefing.room}
    for person in sheet.people:
        if person.id in parts or person.id in shown:
            words = (person.name, person.native_name, person.role, parts.get(person.id))
            yield from make.line(Part.PEOPLE, ", ".join(word for word in words if word))
            yield from make.prose(Part.PEOPLE, person.before or "", person.name)
    yield from make.prose(Part.SITUATION, briefing.situation)
    for exhibit in briefing.exhibits:
        yield from make.exhibit(Part.EXHIBIT, exhibit)
    for option in briefing.options:
        yield from make.line(Part.OPTION, option.title, option.title)
        yield from make.prose(Part.OPTION, option.argument, option.title)


def record_passages(sheet: FullSheet, step: str) -> Iterator[Passage]:
    """What one part of the record says.

    Args:
        sheet: a decision with its record.
        step: the part, as the reveal names it: ``did``, ``happened`` and so on; raises ``ValueError`` for another.
    """
    decision, record = sheet.decision, sheet.decision.record
    make = _Maker(decision.id)
    match Part(step):
        case Part.DID:
            yield from make.claims(Part.DID, [record.did])
        case Part.HAPPENED:
            yield from make.claims(Part.HAPPENED, record.happened)
            for exhibit in record.exhibits:
                yield from make.exhibit(Part.HAPPENED, exhibit)
        case Part.WHY:
            yield from make.claims(Part.WHY, record.why)
        case Part.LOOKING_BACK:
            yield from make.line(Part.LOOKING_BACK, record.looking_back.judge)
            yield from make.claims(Part.LOOKING_BACK, record.looking_back.claims)
        case Part.NOT_TAKEN:
            for entry in record.not_taken:
                yield from make.prose(Part.NOT_TAKEN, entry.text, decision.option(entry.option).title)
        case Part.SOURCES:
            for source in sheet.sources:
                yield from make.line(Part.SOURCES, f"{source.title}. {source.publisher}")
        case _:
            raise ValueError(f"'{step}' is no part of the record")


def debrief_passages(sheet: FullSheet) -> Iterator[Passage]:
    """What the debrief says: factors, lesson, questions."""
    decision = sheet.decision
    make = _Maker(decision.id)
    for factor in decision.factors:
        yield from make.line(Part.FACTOR, factor.name, factor.name)
        yield from make.prose(Part.FACTOR, factor.text, factor.name)
    for text in (decision.lesson.text, decision.lesson.limits, *decision.questions):
        yield from make.prose(Part.LESSON, text)


def own_passages(decision_id: str, reasons: str, takeaway: str) -> Iterator[Passage]:
    """What the learner wrote at a decision."""
    for part, text in ((Part.REASONS, reasons), (Part.TAKEAWAY, takeaway)):
        for paragraph in text.splitlines():
            yield from _Maker(decision_id).line(part, paragraph)


_NOT_SHOWN = frozenset(
    {"id", "kind", "form", "align", "person", "file", "sources", "derived", "sign", "formula", "input", "title"}
)
"""Keys of an exhibit whose values aren't words to be read; its title stands for itself."""


@dataclass(frozen=True, slots=True)
class _Maker:
    decision_id: str

    def line(self, part: Part, text: str, name: str = "") -> Iterator[Passage]:
        if text.strip():
            yield Passage(self.decision_id, part, text.strip(), name)

    def prose(self, part: Part, markdown: str, name: str = "") -> Iterator[Passage]:
        for paragraph in plain_text(markdown).splitlines() if markdown else ():
            yield from self.line(part, paragraph, name)

    def claims(self, part: Part, claims: Sequence[Claim]) -> Iterator[Passage]:
        for claim in claims:
            yield from self.prose(part, claim.text)
            yield from self.prose(part, claim.contested.text if claim.contested else "")

    def exhibit(self, part: Part, exhibit: Exhibit) -> Iterator[Passage]:
        yield from self.line(part, exhibit.title, exhibit.title)
        plain = to_plain(exhibit)
        for key, value in plain.items():
            if key in ("note", "text") and value:
                yield from self.prose(part, value, exhibit.title)
            elif key not in _NOT_SHOWN and isinstance(value, list):
                for entry in value:
                    yield from self.line(part, " · ".join(_leaves(entry)), exhibit.title)
            elif key not in _NOT_SHOWN:
                yield from self.line(part, " · ".join(_leaves(value)), exhibit.title)


def _leaves(value: object) -> Iterator[str]:
    """The words and figures within plain values of an exhibit, in their order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NOT_SHOWN or key == "title":
                yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield f"{value:g}"
