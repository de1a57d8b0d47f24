"""What the room's screen may show, as plain values with all their words: painted onto the projector and the preview."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True)
class Way:
    """How to come in."""

    url: str
    """What the QR code holds."""
    place: str
    """Address and port, to be typed."""
    code: str
    code_label: str


@dataclass(frozen=True, slots=True)
class Head:
    """The small line at the top."""

    text: str
    act: int = 0
    """Number of the act whose colour marks it; 0: no mark."""
    short: str = ""
    """In its place where it is too long; empty where there is nothing shorter."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that is left for a step."""

    text: str
    """``1:12``"""
    label: str = ""
    """``held`` or ``time is up``; empty while it runs."""

    @property
    def is_running(self) -> bool:
        """Whether it will say something else in a second."""
        return not self.label


@dataclass(frozen=True, slots=True)
class Choice:
    """An option with its letter."""

    letter: str
    title: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many have voted, never which way."""

    voted: int
    all: int
    words: str
    """What stands behind the number: ``of 41 have voted``."""


@dataclass(frozen=True, slots=True)
class Row:
    """An option with what it got in both votes; ``None`` where that vote wasn't taken."""

    choice: Choice
    first: int | None
    second: int | None


@dataclass(frozen=True, slots=True)
class Flow:
    """How many went from one option to another, or stayed; options by their place."""

    start: int
    end: int
    people: int

    @property
    def moved(self) -> bool:
        """Whether they changed their answer."""
        return self.start != self.end


class Drawing(Enum):
    """How the two votes are drawn."""

    FLOWS = "flows"
    """Who moved where: a line for each person, or a band for each flow where they are many."""
    BARS = "bars"
    """Nobody knows who moved where, or there is one vote only."""
    COUNTS = "counts"
    """So few people that a drawing would point at one of them."""


@dataclass(frozen=True, slots=True)
class RoomBar:
    """What an option got, beside the record."""

    letter: str
    people: int
    theirs: bool
    """Whether they chose it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of a record."""

    text: str
    lead: str = ""
    """What stands before it: a date, the name of a source."""
    note: str = ""
    """What stands below it in small."""
    sign: str = ""
    """Name of the mark before the note, or ""."""
    letter: str = ""
    """Of the option it is about."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the record judges what they did."""

    sign: str
    """Name of its mark: ``vindicated``, ``regretted`` or ``mixed``."""
    word: str
    judge: str


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that mattered, and how many say that they saw it."""

    name: str
    saw: int
    words: str
    """The same in words; empty as long as nobody has marked anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Base of all screens."""

    said: str
    """What is on it, for whoever can't see it."""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank(Screen):
    """Nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lobby(Screen):
    """Before it begins."""

    head: Head
    title: str
    invite: str
    """``Join with your phone``, or that it begins in a moment."""
    how: str
    way: Way | None
    people: int
    people_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAlone(Screen):
    """The QR code as large as it can be."""

    invite: str
    way: Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing(Screen):
    """The decision as the room comes to it: what it is about, and the question."""

    head: Head
    title: str
    opening: str
    """The first paragraph of the situation."""
    people: tuple[tuple[str, str], ...]
    """Who is in the room of the case: name and part."""
    question: str
    foot: str
    clock: Clock | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Screen):
    """A question with its options, while votes are taken and after."""

    head: Head
    question: str
    choices: tuple[Choice, ...]
    is_open: bool
    way: Way | None
    count: Count | None
    """``None`` while hands are up."""
    foot: str
    """In place of the count, or that the vote is closed."""
    clock: Clock | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discuss(Screen):
    """The room talks."""

    head: Head
    heading: str
    how: str
    question: str
    choices: tuple[Choice, ...]
    clock: Clock | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift(Screen):
    """Both votes, and who moved where."""

    head: Head
    heading: str
    drawing: Drawing
    first: str
    """What the first vote is called; "" where there was none."""
    second: str
    rows: tuple[Row, ...]
    flows: tuple[Flow, ...] = ()
    """Of those who voted twice; nothing where that isn't drawn."""
    moved: str
    stayed: str
    sealed: str
    once: str
    """That some voted only once; empty where nobody did."""
    foot: str
    """What a line stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal(Screen):
    """One part of the record."""

    head: Head
    part: int
    parts: int
    progress: str
    """``2 of 6``"""
    heading: str
    they: str
    theirs: Choice
    room: str
    bars: tuple[RoomBar, ...]
    """Empty where the room hasn't seen its votes."""
    is_few: bool
    """So few people that their votes are told as numbers, and not drawn."""
    statement: str = ""
    """What they did; empty in all parts but the first."""
    verdict: Verdict | None = None
    entries: tuple[Entry, ...] = ()
    more: str = ""
    """What is said where an entry had to be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief(Screen):
    """What mattered, and what to take along."""

    head: Head
    heading: str
    factors: tuple[Factor, ...]
    answered: int
    """How many have marked what they saw."""
    lesson_label: str
    lesson: str
    foot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Screen):
    """It is over."""

    head: Head
    thanks: str
    how: str
    way: Way | None
    decisions: tuple[str, ...] = field(default=())
    """Titles of what was decided."""
