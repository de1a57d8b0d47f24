"""The case: everything a pack says, as frozen values.

One ``Case`` and its ``Decision``s are what screen, handout and exports are drawn from. A :class:`Briefing` is the
part of a decision that may be read before the commitment; :class:`Decision` adds what is sealed until then.
Texts named *Markdown* may hold paragraphs, emphasis and lists; no pictures, no raw HTML.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from trainer.case.base import (
    SOURCE_ID_PATTERN,
    Claim,
    Date,
    DatedClaim,
    Line,
    Markdown,
    Model,
    Ref,
    Slug,
)
from trainer.case.exhibits import Exhibit, RecordExhibit
from trainer.case.timeline import TimelineEntry

FORMAT = 1
"""The version of the pack format this program reads."""


class Judgement(StrEnum):
    """How the record judges what they did."""

    VINDICATED = "vindicated"
    REGRETTED = "regretted"
    MIXED = "mixed"


class Known(StrEnum):
    """On what ground something is said of an option that was not taken."""

    DOCUMENTED = "documented"
    ANALOGUE = "analogue"
    UNKNOWN = "unknown"


class FactorKind(StrEnum):
    """What a factor is about; the same kinds come back across decisions, so that blind spots add up."""

    TIME = "time"
    TRUST = "trust"
    SCALE = "scale"
    CASH = "cash"
    PRIDE = "pride"
    DEPENDENCE = "dependence"
    TIMING = "timing"
    INFORMATION = "information"
    PEOPLE = "people"


class Event(DatedClaim):
    """One dated step of what happened."""

    label: Line | None = Field(None, description="Shown in place of the date where that says more: 'Weeks later'.")


class Person(Model):
    """Somebody who acts, or an organisation that does."""

    id: Slug
    name: Line = Field(description="As commonly written in English.")
    native_name: Line | None = Field(None, description="In their own script, where certain.")
    role: Line = Field(description="What they are in this case.")
    before: Markdown | None = Field(None, description="What they had done before.")
    sources: Annotated[tuple[Ref, ...], Field(strict=False)] = ()


class Source(Model):
    """A text the case rests on."""

    id: Annotated[str, Field(pattern=SOURCE_ID_PATTERN)]
    title: Line
    publisher: Line
    date: Date
    lines: Annotated[int, Field(gt=0)] = Field(description="How many lines it has; references must lie within.")
    note: Markdown | None = Field(None, description="What kind of text it is, and how far to trust it.")


class Act(Model):
    """A chapter of the case."""

    id: Slug
    title: Line
    opening: Markdown = Field(description="A few sentences that set the scene of the act.")


class Theme(Model):
    """What decisions far apart have in common."""

    id: Slug
    title: Line = Field(description="One or two words, as they stand in a list.")


class ShortCourse(Model):
    """The few decisions that teach most of the case when there isn't time for all of them."""

    minutes: Annotated[int, Field(gt=0)] = Field(description="Time the whole course takes.")
    decisions: Annotated[tuple[Slug, ...], Field(min_length=2, strict=False)] = Field(
        description="Ids, in the order of play."
    )
    why: Markdown = Field(description="Why these, in a sentence or two, without telling how any of them ends.")


class Accepted(Model):
    """A warning of the linter that the author lets stand in this file."""

    rule: Slug = Field(description="What the linter calls it: the word in brackets at the end of its line.")
    why: Line = Field(description="Why it is better so.")


_ACCEPTED = Field((), exclude=True, description="Warnings that are let stand; a note among authors, never shown.")


class InRoom(Model):
    """Somebody present at a decision."""

    person: Slug = Field(description="Id of a person of the case.")
    part: Line = Field(description="Their part in the room: 'founder', 'holds the talks'.")


class Option(Model):
    """Something that could be done."""

    id: Slug
    title: Line
    argument: Markdown = Field(description="The fair argument for it, one to three sentences.")


class Briefing(Model):
    """The part of a decision that is open before the commitment: only what was known on that day."""

    id: Slug
    act: Slug
    order: int = Field(0, description="Sorts decisions of one act that carry the same date.")
    title: Line
    question: Line = Field(description="What is to be decided, as a question to the reader.")
    date: Date
    place: Line
    bookmark: Line = Field(description="Ends 'You left off …': 'in the autumn of 2010, with a contract on the table'.")
    minutes: Annotated[int, Field(gt=0, le=120)] = Field(15, description="Time the whole decision takes.")
    decider: Slug = Field(description="Id of the person who decides.")
    room: Annotated[tuple[InRoom, ...], Field(min_length=1, max_length=8, strict=False)]
    themes: Annotated[tuple[Slug, ...], Field(min_length=1, strict=False)]
    situation: Markdown
    exhibits: Annotated[tuple[Exhibit, ...], Field(strict=False)] = ()
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=5, strict=False)]
    reasons_prompt: Line = Field("What speaks for it, and what would have to be true for it to work?")

    def option(self, option_id: str) -> Option:
        """The option of that id; raises ``KeyError``."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)

    def key_of(self, option_id: str) -> int:
        """The key (1-5) that chooses the option; raises ``KeyError``."""
        return self.options.index(self.option(option_id)) + 1


class LookingBack(Model):
    """How the record judges what they did."""

    judgement: Annotated[Judgement, Field(strict=False)]
    judge: Line = Field(description="Who judges, and when.")
    claims: Annotated[tuple[Claim, ...], Field(min_length=1, strict=False)]


class NotTaken(Model):
    """What is known about an option that was not taken."""

    option: Slug
    known: Annotated[Known, Field(strict=False)]
    text: Markdown
    sources: Annotated[tuple[Ref, ...], Field(strict=False)] = Field((), description="Needed unless *unknown*.")
    derived: Line | None = Field(None, description="The sum, where a figure is reckoned and not found in the lines.")


class Record(Model):
    """What is documented: what they did, what happened, why, and how it is judged."""

    option: Slug = Field(description="Id of the option they took.")
    did: Claim
    happened: Annotated[tuple[Event, ...], Field(min_length=1, strict=False)]
    why: Annotated[tuple[Claim, ...], Field(min_length=1, strict=False)]
    looking_back: LookingBack
    not_taken: Annotated[tuple[NotTaken, ...], Field(min_length=1, strict=False)]
    exhibits: Annotated[tuple[RecordExhibit, ...], Field(strict=False)] = Field(
        (), description="What came of it, drawn: shown beside what happened."
    )


class Factor(Claim):
    """Something that mattered, as the record shows."""

    id: Slug
    name: Line = Field(description="A short noun phrase; the text says it in a sentence.")
    kind: Annotated[FactorKind, Field(strict=False)]


class Lesson(Model):
    """What to take from it."""

    text: Markdown
    limits: Markdown = Field(description="When it does not hold.")


class Decision(Briefing):
    """A decision with its record, sealed until a commitment is stored."""

    facts: Annotated[tuple[DatedClaim, ...], Field(min_length=1, strict=False)] = Field(
        description="The claims the situation rests on, none dated after the decision."
    )
    record: Record
    factors: Annotated[tuple[Factor, ...], Field(min_length=1, strict=False)]
    lesson: Lesson
    questions: Annotated[tuple[Markdown, ...], Field(min_length=1, strict=False)]
    accepted: Annotated[tuple[Accepted, ...], Field(strict=False)] = _ACCEPTED

    def briefing(self) -> Briefing:
        """The open part alone; nothing of the record can be reached from it."""
        return Briefing.model_construct(**{name: getattr(self, name) for name in Briefing.model_fields})


class CaseInfo(Model):
    """The head of a pack: all that ``case.yaml`` says."""

    format: Annotated[int, Field(ge=1)]
    id: Slug
    version: Line
    languages: Annotated[tuple[Line, ...], Field(min_length=1, strict=False)]
    title: Line
    subtitle: Line
    summary: Markdown
    reading_time: Annotated[int, Field(gt=0)] = Field(description="Minutes for the whole case.")
    acts: Annotated[tuple[Act, ...], Field(min_length=1, strict=False)]
    people: Annotated[tuple[Person, ...], Field(min_length=1, strict=False)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1, strict=False)]
    themes: Annotated[tuple[Theme, ...], Field(strict=False)] = Field(
        (), description="In the order in which they are offered; without it, ids stand for titles."
    )
    short_course: ShortCourse | None = None
    accepted: Annotated[tuple[Accepted, ...], Field(strict=False)] = _ACCEPTED

    def theme_title(self, theme_id: str) -> str:
        """The title of a theme; made from its id where the case gives none."""
        titles = {theme.id: theme.title for theme in self.themes}
        return titles.get(theme_id) or theme_id.replace("-", " ").capitalize()

    def person(self, person_id: str) -> Person:
        """The person of that id; raises ``KeyError``."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)

    def source(self, source_id: str) -> Source:
        """The source of that id; raises ``KeyError``."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)


class Pack(Model):
    """A whole case as its author wrote it, records open. For checking, reports and export; pages get a
    :class:`trainer.case.sealed.Case` instead."""

    info: CaseInfo
    decisions: Annotated[tuple[Decision, ...], Field(strict=False)] = Field(
        description="In the order of play: by act, then date, then ``order``."
    )
    timeline: Annotated[tuple[TimelineEntry, ...], Field(strict=False)] = ()
