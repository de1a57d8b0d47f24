"""What *My judgement* shows, and of which decisions. No Qt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from trainer.case.model import Judgement
from trainer.case.numbers import MINUS
from trainer.progress.values import AttemptLine
from trainer.study.blind_spots import BlindSpots
from trainer.study.calibration import FURTHER_TRIES, Brier, Calibration
from trainer.study.choices import Grid
from trainer.study.forecast import Agreement
from trainer.study.hindsight import Hindsight
from trainer.study.process import Quality, process
from trainer.study.statements import PERCENT

FORECASTS, CHOICES, BLIND_SPOTS, HINDSIGHT, REASONS = "forecasts", "choices", "blind-spots", "hindsight", "reasons"
"""The parts of the page, in their order."""
COACH_REASONS = "coach-reasons"
"""The last part, by a coach's marks."""


MANNERS = {Agreement.WITH: "With the record", Agreement.AGAINST: "Against it"}
QUALITIES = {Quality.GOOD: "Good reasoning", Quality.POOR: "Poor reasoning"}
"""The rows of the two grids."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which decisions are looked at."""

    first_tries: bool = True
    """Only the first attempt at each decision, or all."""
    case_id: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    """Days in the reader's own time, both included."""

    @property
    def narrows(self) -> bool:
        """Whether it leaves out a case or a time."""
        return (self.case_id, self.since, self.until) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What there is to choose a scope from."""

    cases: tuple[tuple[str, str], ...] = ()
    """Id and title of each case with attempts."""
    first: dt.date | None = None
    last: dt.date | None = None
    """Days of the first and the last attempt, in the reader's own time."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The numbers of a scope."""

    forecasts: Calibration
    choices: Grid[Agreement]
    blind_spots: BlindSpots
    hindsight: Hindsight
    reasons: Grid[Quality]
    """As the learner marked them."""
    coach_reasons: Grid[Quality] = field(default_factory=lambda: process({}))
    """As a coach did."""
    bounds: Bounds = field(default_factory=Bounds)
    unit: str = "decision"
    """What is counted: "decision" where each counts once, "attempt" where further tries count too."""

    @property
    def caution(self) -> str:
        """What has to be known to read the forecasts rightly; mostly nothing."""
        return "" if self.unit == "decision" else FURTHER_TRIES

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show at all."""
        return not (self.forecasts.n or self.blind_spots.n or self.hindsight.drifts)


@dataclass(frozen=True, slots=True)
class JudgementView:
    """How the reader has set up the page, so that a page built anew looks the same."""

    tables: frozenset[str] = frozenset()
    """Parts that show their table."""
    all_spots: bool = False
    """Whether all blind spots are listed, and not the most telling alone."""
    by_coach: bool = False
    """Whether reasons are shown as a coach marked them, where one did."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The decisions behind a part of a chart."""

    title: str
    groups: tuple[tuple[str, tuple[AttemptLine, ...]], ...]
    """Heading (or "") and attempts, newest first; of very many only the newest."""
    count: int
    """How many there are in all."""
    unit: str = "decision"
    """What is counted; see :class:`Judged`."""

    @property
    def shown(self) -> int:
        """How many of them are listed."""
        return sum(len(lines) for _, lines in self.groups)


@dataclass(frozen=True, slots=True)
class ToMark:
    """An attempt whose reasons can be marked: nothing of the record."""

    attempt_id: str
    created: dt.datetime
    decision_title: str
    date: str
    """Of the decision, as the case tells it."""
    situation: str
    """Markdown."""
    question: str
    options: tuple[str, ...]
    choice: int
    """Index of the learner's own among the options."""
    forecast: int
    reasons: str


def cell_key(row: Agreement | Quality, judgement: Judgement) -> str:
    """The key of a cell of either grid."""
    return f"{row.value}/{judgement.value}"


def cell_of(key: str) -> tuple[Agreement | Quality, Judgement]:
    """Row and column of a cell by its key; raises ``ValueError``."""
    row, _, judgement = key.partition("/")
    manner = Agreement(row) if row in {each.value for each in MANNERS} else Quality(row)
    return manner, Judgement(judgement)


def cell_title(row: Agreement | Quality, judgement: Judgement) -> str:
    """``With the record, their choice vindicated``: whose choice is judged stands with it wherever it is alone."""
    title = f"{row.value.capitalize()} the record" if isinstance(row, Agreement) else QUALITIES[row]
    return f"{title}, their choice {judgement.value}"


def brier_sum(brier: Brier) -> tuple[tuple[str, str, str, str], ...]:
    """How the score comes about: sign, what it is in plain words, its name or scale, and figure; the sum is last."""
    rows = (
        ("", "How hard they were to tell", "uncertainty", brier.uncertainty),
        (MINUS, "How well you told them apart", "resolution", brier.resolution),
        ("+", "How far your percentages were off", "reliability", brier.reliability),
        ("=", "Brier score", f"0 is perfect, 0.250 is always saying 50{PERCENT}", brier.score),
    )
    return tuple((sign, name, term, f"{value:.3f}") for sign, name, term, value in rows)
