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
"""All attempts of a learner (first parameter) at one case (second, ``NULL`` for all), oldest first: for files of an
earlier version, which have nothing that is quicker to read."""

NEWEST = """
    WITH RECURSIVE spot(playthrough_id, case_id, decision_id) AS (
        SELECT id, case_id, (SELECT min(decision_id) FROM attempt WHERE playthrough_id = playthrough.id)
        FROM playthrough WHERE learner_id = ? AND case_id = coalesce(?, case_id)
        UNION ALL
        SELECT playthrough_id, case_id, (
            SELECT min(decision_id) FROM attempt
            WHERE playthrough_id = spot.playthrough_id AND decision_id > spot.decision_id
        )
        FROM spot WHERE decision_id IS NOT NULL
    )
    SELECT spot.case_id, spot.decision_id, line.attempt_id,
        CASE WHEN debrief.closed IS NOT NULL THEN {steps} ELSE coalesce(reveal.steps, 0) END,
        debrief.closed IS NOT NULL, line.number, debrief.closed IS NOT NULL OR EXISTS (
            SELECT 1 FROM attempt JOIN debrief ON debrief.attempt_id = attempt.id
            WHERE playthrough_id = spot.playthrough_id AND decision_id = spot.decision_id AND closed IS NOT NULL
        )
    FROM spot CROSS JOIN line ON line.attempt_id = (
        SELECT id FROM attempt WHERE playthrough_id = spot.playthrough_id AND decision_id = spot.decision_id
        ORDER BY seq DESC, created DESC, id DESC LIMIT 1
    )
    LEFT JOIN debrief ON debrief.attempt_id = line.attempt_id
    LEFT JOIN reveal ON debrief.closed IS NULL AND reveal.attempt_id = line.attempt_id
    WHERE spot.decision_id IS NOT NULL
    ORDER BY (
        SELECT max(seq) FROM attempt WHERE playthrough_id = spot.playthrough_id AND decision_id = spot.decision_id
    ), line.created, line.attempt_id
""".replace("{steps}", str(len(REVEAL_STEPS)))
"""The newest attempt of a learner at each decision, with how many there are and whether one was debriefed; parameters
as for :data:`ATTEMPTS`. From one decision to the next by the index: further tries cost nothing. The attempt itself
is never looked at, nor the reveal of what was debriefed, which is open to its end."""

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


def newest_of(attempts: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
    """The rows of :data:`NEWEST` out of those of :data:`ATTEMPTS`."""
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for case_id, decision_id, *attempt in attempts:
        *_, tries, done = found.get((case_id, decision_id), (0, False))
        found[case_id, decision_id] = (case_id, decision_id, *attempt, tries + 1, done or bool(attempt[-1]))
    return found.values()


def standings(newest: Iterable[Sequence[Any]], drafts: Iterable[Sequence[Any]]) -> dict[str, dict[str, Standing]]:
    """Case id to decision id to standing, from the rows of :data:`NEWEST` and :data:`DRAFTS`.

    A draft beside a debriefed attempt is a further try under way; a draft alone is a decision begun.
    """
    found: dict[str, dict[str, Standing]] = {}
    for case_id, decision_id, attempt_id, steps, closed, tries, done in newest:
        stage = stage_of(steps, bool(closed))
        found.setdefault(case_id, {})[decision_id] = Standing(stage, attempt_id, steps, tries, bool(done))
    for case_id, decision_id in drafts:
        standing = found.get(case_id, {}).get(decision_id)
        if standing is None:
            found.setdefault(case_id, {})[decision_id] = Standing()
        elif standing.stage is Stage.DEBRIEFED:
            found[case_id][decision_id] = Standing(tries=standing.tries, done=True)
    return found
