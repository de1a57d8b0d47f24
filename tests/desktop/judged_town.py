"""Decisions in the small case, made and debriefed in a real store."""

from __future__ import annotations

from pathlib import Path

from tests.progress import tiny
from trainer.case.outline import outline_of
from trainer.case.sealed import Case
from trainer.desktop.loading import Loaded, Shelved
from trainer.progress.store import Store
from trainer.progress.values import Attempt, FactorMark, Learner

CASE: Case = tiny.case()
FORECASTS = {"harbour": 70, "bridge": 20, "tunnel": 70}


def decide(
    store: Store,
    learner: Learner,
    decision_id: str,
    choice: str = "wait",
    forecast: int | None = None,
    *,
    missed: bool = True,
) -> Attempt:
    """A debriefed attempt, with its one factor marked."""
    given = FORECASTS[decision_id] if forecast is None else forecast
    commitment = tiny.commitment(choice, given, f"Reasons for the {decision_id}.")
    attempt = store.commit(learner.id, "town", CASE.envelopes[decision_id], commitment)
    store.open_steps(attempt.id, tiny.ALL)
    store.save_debrief(attempt.id, {"cash": FactorMark.MISSED if missed else FactorMark.SAW}, "Count first.")
    store.close_debrief(attempt.id)
    return attempt


def loaded(store: Store) -> Loaded:
    """The store with the case."""
    return Loaded(store, (Shelved(CASE, outline_of(CASE, Path("town"))),))
