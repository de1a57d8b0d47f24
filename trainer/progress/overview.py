"""Where a learner stands, read from the tables: asked by the store and by the first glance alike.

Standard library only, since the first glance comes before anything heavy is imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from trainer.study.playthrough import REVEAL_STEPS, Stage, Standing

ATTEMPTS = """
    SELECT attempt.case_id, attempt.decision_id, attempt.id, coalesce(reveal.steps, 0), debrief.closed IS NOT NULL
    FROM attempt
    LEFT JOIN reveal ON reveal.attempt_id = attempt.id
    LEFT JOIN debrief ON debrief.attempt_id = attempt.id
    WHERE attempt.learner_id = ? AND attempt.case_id = coalesce(?, attempt.case_id)
    ORDER BY attempt.seq, attempt.created, attempt.id
"""
"""All attempts of a learner (first parameter) at one case (second, ``NULL`` for all), oldest first."""

DRAFTS = """
    SELECT playthrough.case_id, draft.decision_id
    FROM draft JOIN playthrough ON playthrough.id = draft.playthrough_id
    WHERE playthrough.learner_id = ? AND playthrough.case_id = coalesce(?, playthrough.case_id)
"""
"""The decisions with a draft; parameters as for :data:`ATTEMPTS`."""


def stage_of(steps: int, closed: bool) -> Stage:
    """The stage of an attempt from its open parts of the reveal and its debrief."""
    if closed:
        return Stage.DEBRIEFED
    return Stage.REVEALED if steps >= len(REVEAL_STEPS) else Stage.COMMITTED


def standings(attempts: Iterable[Sequence[Any]], drafts: Iterable[Sequence[Any]]) -> dict[str, dict[str, Standing]]:
    """Case id to decision id to standing, from the rows of :data:`ATTEMPTS` and :data:`DRAFTS`.

    A draft beside a debriefed attempt is a further try under way; a draft alone is a decision begun.
    """
    found: dict[str, dict[str, Standing]] = {}
    for case_id, decision_id, attempt_id, steps, closed in attempts:
        case = found.setdefault(case_id, {})
        before = case.get(decision_id, Standing())
        done = before.done or bool(closed)
        case[decision_id] = Standing(stage_of(steps, bool(closed)), attempt_id, steps, before.tries + 1, done)
    for case_id, decision_id in drafts:
        newest = found.get(case_id, {}).get(decision_id)
        if newest is None:
            found.setdefault(case_id, {})[decision_id] = Standing()
        elif newest.stage is Stage.DEBRIEFED:
            found[case_id][decision_id] = Standing(tries=newest.tries, done=True)
    return found
