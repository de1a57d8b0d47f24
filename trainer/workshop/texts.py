"""What a room has to know of the texts of its decisions: which options and factors there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.case.sealed import FullSheet, Sheet
from trainer.workshop.commands import Refused, Why


@dataclass(frozen=True, slots=True)
class DecisionText:
    """What may be voted for and marked at one decision."""

    options: tuple[str, ...]
    """Ids in the order of the sheet."""
    factors: frozenset[str] | None = None
    """Ids of the documented factors; ``None`` as long as the record is sealed."""

    @classmethod
    def of(cls, sheet: Sheet, record: FullSheet | None = None) -> DecisionText:
        """What the open pages of a decision tell, and the record once it is open."""
        factors = None if record is None else frozenset(factor.id for factor in record.decision.factors)
        return cls(tuple(option.id for option in sheet.briefing.options), factors)


Texts = Mapping[str, DecisionText]
"""By the id of the decision. Looked up at each command, so that a factor is known as soon as its record is open."""


def text_of(texts: Texts, decision_id: str) -> DecisionText:
    """The text of a decision.

    Raises:
        Refused: the workshop has no text of it.
    """
    text = texts.get(decision_id)
    if text is None:
        raise Refused(Why.INVALID, f"This workshop has no text of a decision '{decision_id}'.")
    return text
