"""Forecasts and how good they were."""

from __future__ import annotations

from enum import StrEnum


class Agreement(StrEnum):
    """Whether the learner chose what they chose. Says nothing about who was right."""

    WITH = "with"
    AGAINST = "against"

    @classmethod
    def of(cls, choice: str, taken: str) -> Agreement:
        """Compare the ids of the option chosen and the option taken."""
        return cls.WITH if choice == taken else cls.AGAINST


def brier_score(forecast: int, agreement: Agreement) -> float:
    """The squared distance between a forecast and what came: 0 is best, 1 is worst, 0.25 is what 50 % earns.

    Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review
    78 (1950), in its form for two outcomes and one probability.

    Args:
        forecast: percent, 0-100, given to "they chose the same".
        agreement: whether they did.

    Raises:
        ValueError: the forecast is outside 0-100.
    """
    if not 0 <= forecast <= 100:
        raise ValueError(f"a forecast is a percentage from 0 to 100, not {forecast}")
    outcome = 1.0 if agreement is Agreement.WITH else 0.0
    return (forecast / 100 - outcome) ** 2
