"""Outlines of cases, and how far a learner is in them, for the tests of the library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trainer.case.outline import ActOutline, CaseOutline, DecisionOutline
from trainer.study.playthrough import Stage, Standing

NAMES = ("The partnership", "The contract", "The flight", "The price", "The round", "The successor")


def outline(acts: Sequence[int] = (1, 3, 1, 1), *, case_id: str = "phones", title: str = "Phones") -> CaseOutline:
    """A case with so many decisions in each act; the decisions are ``d1``, ``d2`` and so on."""
    made: list[ActOutline] = []
    number = 0
    for act, count in enumerate(acts, 1):
        decisions = []
        for _ in range(count):
            number += 1
            name = NAMES[number - 1] if number <= len(NAMES) else f"Secret number {number}"
            date = f"{number % 28 + 1} April 2010"
            decisions.append(
                DecisionOutline(
                    f"d{number}", name, date, date, f"at bookmark {number}", 15, "2010-01-01", "2010-12-31", (), ()
                )
            )
        made.append(ActOutline(f"act-{act}", f"Act title {act}", "2010", tuple(decisions)))
    return CaseOutline(case_id, "1.0", title, "From one to six", Path("cases") / case_id, 95, tuple(made))


def debriefed(count: int) -> dict[str, Standing]:
    """The first decisions are all done."""
    return {f"d{number}": Standing(Stage.DEBRIEFED, f"a{number}", 6, 1, done=True) for number in range(1, count + 1)}
