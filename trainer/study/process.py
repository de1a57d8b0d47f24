"""Process and outcome: reasons can be good where the outcome was bad, and the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from trainer.case.model import Judgement
from trainer.study.choices import Grid

CAVEAT = "Good reasons don't make a good outcome, and a bad outcome doesn't make them bad."
"""Stands with every grid of reasons."""


class Quality(StrEnum):
    """How good reasons are, marked without the outcome in view."""

    GOOD = "good"
    POOR = "poor"


def process(counts: Mapping[tuple[Quality, Judgement], int]) -> Grid[Quality]:
    """Good or poor reasons, crossed with how the record judges what they did."""
    return Grid.of((Quality.GOOD, Quality.POOR), counts)
