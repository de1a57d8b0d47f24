"""What the store hands out: frozen values, never rows. All times are UTC and aware."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trainer.case.model import Judgement
from trainer.case.sealed import Receipt
from trainer.study.forecast import Agreement
from trainer.study.playthrough import Commitment, Stage


class FactorMark(StrEnum):
    """How the learner marks a documented factor."""

    SAW = "saw"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody who studies on this computer."""

    id: str
    name: str
    created: dt.datetime
    last_seen: dt.datetime


@dataclass(frozen=True, slots=True)
class Debrief:
    """What the learner made of an attempt; theirs to change later."""

    marks: Mapping[str, FactorMark] = field(default_factory=dict)
    """Factor id to mark; a factor not marked is absent."""
    takeaway: str = ""
    closed: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sealed commitment."""

    id: str
    learner_id: str
    case_id: str
    decision_id: str
    number: int
    """1 for the first attempt at that decision, 2 for the second."""
    commitment: Commitment
    created: dt.datetime
    digest: str
    """Of the text it saw."""
    previous_seal: str
    seal: str
    """SHA-256 over the seal before it and its own content (hexadecimal)."""

    @property
    def receipt(self) -> Receipt:
        """What opens the record it saw."""
        return Receipt(self.id, self.decision_id, self.digest, self.seal)


@dataclass(frozen=True, slots=True)
class StoredReceipts:
    """What opens the decisions that a learner has committed to; a ledger of just these attempts, read all at once."""

    newest: Mapping[str, Receipt]
    """The receipt of the newest attempt by decision."""

    def holds(self, receipt: Receipt) -> bool:
        """Whether that very attempt is among them."""
        return self.newest.get(receipt.decision_id) == receipt


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt as a list shows it."""

    id: str
    case_id: str
    case_title: str
    decision_id: str
    number: int
    created: dt.datetime
    act_number: int
    act_title: str
    decision_number: int
    decision_title: str
    choice_title: str
    taken_title: str
    agreement: Agreement
    judgement: Judgement
    forecast: int
    reasons: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class Place:
    """Where an attempt stands among all in the order of time."""

    created: dt.datetime = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
    key: int = 0
    """Sets apart those of one moment; opaque."""


@dataclass(frozen=True, slots=True)
class WholeAttempt:
    """One attempt with all that is stored about it but its text."""

    place: Place
    attempt: Attempt
    line: AttemptLine
    taken: str
    """Id of the option they took."""
    revealed: dt.datetime | None
    """When the last part of the record was opened."""
    debrief: Debrief


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that ``doctor`` looked at."""

    name: str
    ok: bool
    text: str
    """What was found, and what to do if it isn't in order."""
