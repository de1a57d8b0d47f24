"""What the page of the record asks for, what it is told, and how it is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.progress.record_filter import Choices, RecordColumn, RecordFilter, RecordOrder
from trainer.progress.values import AttemptLine

PAGE = 60
"""So many attempts are read at once."""

MOST_WAITING = 4
"""Of the pages that somebody scrolls past, so many are still read: those that were asked for last."""

NEWEST = ""
"""In place of the id of an attempt: the newest one."""


@dataclass(frozen=True, slots=True)
class RecordState:
    """What the reader has set up on the page, so that a page built anew looks the same."""

    selected: str = NEWEST
    """Id of the current attempt."""
    order: RecordOrder = field(default_factory=RecordOrder)
    panel: bool = True
    """Whether the attempt is shown beside the table, where there is room for it."""
    wanted: RecordFilter = field(default_factory=RecordFilter)
    period: str = ""
    """What the dates of the filter are called."""
    drafts: Mapping[str, str] = field(default_factory=dict)
    """Notes that are neither kept nor left yet, by the ids of their attempts."""


@dataclass(frozen=True, slots=True)
class Question:
    """Attempts that the page wants."""

    ticket: int
    """Of the list they belong to; a list with another filter or order has a higher one."""
    wanted: RecordFilter
    order: RecordOrder
    start: int = 0
    """The position of the first."""
    begins: bool = True
    """Whether it is a new list, of which the count is wanted too."""
    find: str = NEWEST
    """Id of the attempt whose position is wanted with a new list."""


@dataclass(frozen=True, slots=True)
class Menus:
    """What the filters offer."""

    choices: Choices = field(default_factory=Choices)
    years: tuple[int, ...] = ()
    """With attempts, the newest first."""


@dataclass(frozen=True, slots=True)
class Page:
    """So many attempts of a list."""

    ticket: int
    start: int
    lines: tuple[AttemptLine, ...]
    longest: Mapping[RecordColumn, tuple[str, ...]] = field(default_factory=dict)
    """The longest texts of columns, so that those there is room for are the same on all pages."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How long a list is."""

    ticket: int
    count: int
    total: int
    """How many attempts there are in all."""
    selected: str | None
    """Id of the attempt that was looked for; ``None`` where it isn't in the list."""
    place: int
    """Its position, or 0."""
    menus: Menus
