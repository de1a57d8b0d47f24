"""Which attempts a list shows, and in which order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trainer.case.model import Judgement
from trainer.study.forecast import Agreement


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """What an attempt must be like to be shown; nothing is asked of it at first.

    An attempt whose record isn't open to its end fits no ``agreement`` and no ``judgement``: nothing of a sealed
    record may be told by what is shown.
    """

    case: str | None = None
    """Id of the case."""
    act: tuple[str, int] | None = None
    """Case id and number of the act."""
    decision: tuple[str, str] | None = None
    """Case id and decision id."""
    theme: str | None = None
    agreement: Agreement | None = None
    judgement: Judgement | None = None
    since: dt.datetime | None = None
    """Aware; the first moment."""
    until: dt.datetime | None = None
    """Aware; the first moment after."""
    words: str = ""
    """As typed: all of them stand in the reasons, each at least as the beginning of a word."""
    forecasts: tuple[int, int] | None = None
    """The lowest and the highest forecast."""
    first_tries: bool = False
    """Whether only the first attempt at each decision is shown."""


class RecordColumn(StrEnum):
    """What attempts are sorted by."""

    DATE = "date"
    CASE = "case"
    NUMBER = "number"
    """The order of the case."""
    DECISION = "decision"
    TRY = "try"
    MINE = "mine"
    THEIRS = "theirs"
    RECORD = "record"
    JUDGEMENT = "judgement"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class RecordOrder:
    """A column and its direction. Attempts that are equal in it stand in the order of the case, and those at one
    decision in the order of time; of equal dates, forecasts and tries the older comes first, and last where it falls.
    In the columns of the record what is sealed stands last either way."""

    column: RecordColumn = RecordColumn.NUMBER
    falling: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a menu that filters."""

    value: object
    """For the field of the filter."""
    title: str
    count: int
    """How many attempts there are, whatever else is asked of them."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a filter may ask for, in the order of a menu; the attempts whose record is sealed count in none of the last
    two."""

    cases: tuple[Choice, ...] = ()
    acts: tuple[Choice, ...] = ()
    """Of the case asked for, or of all where there is but one."""
    themes: tuple[Choice, ...] = ()
    agreements: tuple[Choice, ...] = ()
    judgements: tuple[Choice, ...] = ()
