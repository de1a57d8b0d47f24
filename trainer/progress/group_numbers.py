"""What is counted of a group, read from its file. Only attempts whose record is open to its end are told of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from trainer.case.model import FactorKind
from trainer.progress.notes import Note
from trainer.progress.values import FactorMark
from trainer.study.forecast import Agreement
from trainer.study.group import GroupAttempt, GroupMark, GroupText, Spot

_KINDS = frozenset(FactorKind)
_OPEN = """
    FROM line JOIN bucket ON bucket.key = line.bucket AND bucket.is_open
    JOIN text_index ON text_index.key = bucket.text_key
    JOIN seen_text ON seen_text.digest = text_index.digest
"""
_ATTEMPTS = f"""
    SELECT line.attempt_id, bucket.learner_id, seen_text.case_id, seen_text.decision_id, line.number, bucket.choice,
        bucket.choice = seen_text.taken AS same, line.forecast, debrief.marks, text_index.factors, seen_text.digest
    {_OPEN} LEFT JOIN debrief ON debrief.attempt_id = line.attempt_id
    ORDER BY line.created, line.key
"""
_TEXT = """
    SELECT case_id, case_title, act_number, act_title, decision_id, decision_number, decision_title, options, taken
    FROM seen_text WHERE digest = ?
"""
_REASONS = f"""
    SELECT line.attempt_id, learner.id, learner.name, line.number, bucket.choice, attempt.reasons
    {_OPEN} JOIN attempt ON attempt.id = line.attempt_id JOIN learner ON learner.id = bucket.learner_id
    WHERE seen_text.case_id = ? AND seen_text.decision_id = ?
    ORDER BY learner.name, learner.id, line.number
"""


@dataclass(frozen=True, slots=True)
class GroupNumbers:
    """What :mod:`trainer.study.group` works the group's numbers out of."""

    texts: tuple[GroupText, ...]
    attempts: tuple[GroupAttempt, ...]
    names: Mapping[str, str]
    """Of all learners in the group, by id."""


@dataclass(frozen=True, slots=True)
class GivenReasons:
    """What somebody wrote when they committed."""

    attempt_id: str
    learner_id: str
    name: str
    """Of the learner."""
    number: int
    """Which try it was."""
    choice: str
    """Id of the option."""
    reasons: str
    notes: tuple[Note, ...] = ()
    """To the attempt, the first first; empty where they weren't asked for."""


def read(connection: Connection) -> GroupNumbers:
    """All that is counted."""
    attempts: list[GroupAttempt] = []
    digests: dict[Spot, str] = {}
    kinds: dict[str, dict[str, dict[str, str]]] = {}
    for row in connection.exec_driver_sql(_ATTEMPTS):
        spot = row.case_id, row.decision_id
        # The newest comes last, and its text counts.
        digests[spot] = row.digest
        if row.digest not in kinds:
            kinds[row.digest] = json.loads(row.factors)
        attempts.append(
            GroupAttempt(
                row.attempt_id,
                row.learner_id,
                spot,
                row.number,
                row.choice,
                Agreement.WITH if row.same else Agreement.AGAINST,
                row.forecast,
                _marks(row.marks, kinds[row.digest]),
            )
        )
    texts = tuple(_text(connection, digest, kinds[digest]) for digest in digests.values())
    rows = connection.exec_driver_sql("SELECT id, name FROM learner ORDER BY name, id")
    names = {str(learner_id): str(name) for learner_id, name in rows}
    return GroupNumbers(texts, tuple(attempts), names)


def reasons(connection: Connection, spot: Spot) -> tuple[GivenReasons, ...]:
    """What was written at a decision, by name."""
    return tuple(GivenReasons(*row) for row in connection.exec_driver_sql(_REASONS, spot))


def _text(connection: Connection, digest: str, factors: Mapping[str, Mapping[str, str]]) -> GroupText:
    row = connection.exec_driver_sql(_TEXT, (digest,)).one()
    return GroupText(
        row.case_id,
        row.case_title,
        row.act_number,
        row.act_title,
        row.decision_id,
        row.decision_number,
        row.decision_title,
        json.loads(row.options),
        row.taken,
        {factor: known["name"] for factor, known in factors.items()},
    )


def _marks(stored: str | None, factors: Mapping[str, Mapping[str, str]]) -> tuple[GroupMark, ...]:
    """The marks of factors that the text has."""
    return tuple(
        GroupMark(factor, _kind(factors[factor]["kind"]), mark == FactorMark.MISSED)
        for factor, mark in json.loads(stored or "{}").items()
        if factor in factors
    )


def _kind(name: str) -> FactorKind | None:
    return FactorKind(name) if name in _KINDS else None
