"""The numbers behind a learner's judgement, counted by SQLite: quick at a million attempts.

Only attempts count whose record is open to its end; of the others nothing is told.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, select

from trainer.case.model import FactorKind, Judgement
from trainer.progress.notes import Role
from trainer.progress.tables import ATTEMPT, BUCKET, DEBRIEF, LINE, NOTE, RECALL, SEEN_TEXT, TEXT_INDEX
from trainer.progress.values import FactorMark
from trainer.study.blind_spots import Mark, MarkedDecision
from trainer.study.calibration import Bin, Tally
from trainer.study.forecast import Agreement
from trainer.study.hindsight import RecalledForecast
from trainer.study.process import Quality

MOST_BEHIND = 200
"""So many attempts at most are named behind a number."""

_BUCKETS_TEXT = BUCKET.join(TEXT_INDEX, TEXT_INDEX.c.key == BUCKET.c.text_key).join(
    SEEN_TEXT, SEEN_TEXT.c.digest == TEXT_INDEX.c.digest
)
_KINDS = frozenset(FactorKind)
_SAME = BUCKET.c.choice == SEEN_TEXT.c.taken
_MOMENT = func.coalesce(LINE.c.created, None, type_=LINE.c.created.type)
"""Keeps SQLite from an index that has the time and not all else that is asked."""


@dataclass(frozen=True, slots=True)
class JudgedFilter:
    """Which attempts are looked at."""

    case: str | None = None
    """Id of the case; all of them without one."""
    first_tries: bool = True
    """Whether only the first attempt at each decision counts."""
    since: dt.datetime | None = None
    """Aware; the first moment."""
    until: dt.datetime | None = None
    """Aware; the first moment after."""


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """What attempts have in common that stand behind one number; whatever is left out may be anything."""

    forecasts: Bin | None = None
    agreement: Agreement | None = None
    judgement: Judgement | None = None
    quality: Quality | None = None
    """Of the reasons, as they were last marked with the outcome covered."""
    marked_by: Role = Role.LEARNER
    """Who marked them."""


_ANY = JudgedPart()


@dataclass(frozen=True, slots=True)
class Behind:
    """The attempts behind a number."""

    count: int
    attempts: tuple[str, ...]
    """Ids of the newest of them, the newest first."""


@dataclass(frozen=True, slots=True)
class JudgedNumbers:
    """What :mod:`trainer.study` makes calibration, grids, blind spots and hindsight of."""

    tally: Tally
    """For :func:`~trainer.study.calibration.calibration`."""
    choices: Mapping[tuple[Agreement, Judgement], int]
    """For :func:`~trainer.study.choices.choices`."""
    reasons: Mapping[tuple[Quality, Judgement], int]
    """For :func:`~trainer.study.process.process`: as the learner last marked them with the outcome covered."""
    coach_reasons: Mapping[tuple[Quality, Judgement], int]
    """Likewise, as a coach last marked them."""
    marked: tuple[MarkedDecision, ...]
    """For :func:`~trainer.study.blind_spots.blind_spots`: of first tries, whatever the filter says of tries."""
    recalls: tuple[RecalledForecast, ...]
    """For :func:`~trainer.study.hindsight.hindsight`: of all times, whatever the filter says of time and tries, since
    only so the first recall of a decision is known."""


@dataclass(frozen=True, slots=True)
class JudgedScope:
    """What there is to choose from."""

    cases: Mapping[str, str]
    """Title by id, in the order of their titles."""
    first: dt.datetime | None
    """When the first attempt was made; ``None`` where none counts."""
    last: dt.datetime | None


def read(connection: Connection, learner_id: str, wanted: JudgedFilter) -> JudgedNumbers:
    """Count what there is of a learner."""
    tally, choices = _tallied(connection, learner_id, wanted)
    reasons = _reasons(connection, learner_id, wanted)
    return JudgedNumbers(
        tally=tally,
        choices=choices,
        reasons=reasons.get(Role.LEARNER, {}),
        coach_reasons=reasons.get(Role.COACH, {}),
        marked=_marked(connection, learner_id, wanted),
        recalls=_recalls(connection, learner_id, wanted),
    )


def scope(connection: Connection, learner_id: str) -> JudgedScope:
    """The cases and the time that a learner's attempts cover."""
    among = (BUCKET.c.learner_id == learner_id, BUCKET.c.is_open)
    # Where the title was changed, SQLite gives the one that stands beside the newest text.
    columns = SEEN_TEXT.c.case_id, SEEN_TEXT.c.case_title, func.max(TEXT_INDEX.c.key)
    cases = select(*columns).select_from(_BUCKETS_TEXT).where(*among).group_by(SEEN_TEXT.c.case_id)
    first = select(func.min(LINE.c.created)).where(LINE.c.bucket == BUCKET.c.key).scalar_subquery()
    last = select(func.max(LINE.c.created)).where(LINE.c.bucket == BUCKET.c.key).scalar_subquery()
    ends = connection.execute(select(func.min(first), func.max(last)).where(*among)).one()
    named = sorted(((row[0], row[1]) for row in connection.execute(cases)), key=lambda case: (case[1].casefold(), case))
    return JudgedScope(dict(named), ends[0], ends[1])


def behind(
    connection: Connection, learner_id: str, wanted: JudgedFilter, part: JudgedPart, limit: int = MOST_BEHIND
) -> Behind:
    """The attempts behind a point of the calibration, or a cell of a grid.

    Args:
        connection: to read from.
        learner_id: of the learner.
        wanted: which attempts are looked at.
        part: what those behind the number have in common.
        limit: how many are named at most; all are counted.
    """
    # With reasons asked for, it is found by the few attempts whose reasons are marked, and not by the buckets.
    bucket = LINE.c.bucket if part.quality is None else LINE.c.bucket + 0
    conditions = [bucket.in_(buckets(learner_id, wanted.case, part)), *asked_of(wanted)]
    if part.forecasts is not None:
        conditions.append(LINE.c.forecast.between(part.forecasts.low, part.forecasts.high))
    if part.quality is not None:
        marks = _newest_marks()
        asked = (marks.c.role == part.marked_by.value, marks.c.quality == part.quality.value)
        ids = select(marks.c.attempt_id).where(*asked)
        conditions.append(LINE.c.attempt_id.in_(ids))
    newest_first = LINE.c.created.desc(), LINE.c.key.desc()
    keys = select(LINE.c.key).where(*conditions).order_by(*newest_first).limit(limit)
    named = select(LINE.c.attempt_id).where(LINE.c.key.in_(keys)).order_by(*newest_first)
    count = connection.execute(select(func.count()).select_from(LINE).where(*conditions)).scalar_one()
    return Behind(count, tuple(connection.execute(named).scalars()))


def _agreement(same: bool) -> Agreement:
    return Agreement.WITH if same else Agreement.AGAINST


def buckets(learner_id: str, case: str | None, part: JudgedPart = _ANY) -> Select[int]:
    """Keys of the buckets whose attempts count: of the learner, open, and of that case and part."""
    keys = select(BUCKET.c.key).where(BUCKET.c.learner_id == learner_id, BUCKET.c.is_open)
    if case is None and part.agreement is None and part.judgement is None:
        return keys
    keys = keys.select_from(_BUCKETS_TEXT)
    if case is not None:
        keys = keys.where(SEEN_TEXT.c.case_id == case)
    if part.agreement is not None:
        keys = keys.where(_SAME if part.agreement is Agreement.WITH else ~_SAME)
    return keys if part.judgement is None else keys.where(SEEN_TEXT.c.judgement == part.judgement.value)


def asked_of(wanted: JudgedFilter, created: ColumnElement[dt.datetime] = LINE.c.created) -> list[ColumnElement[bool]]:
    """What is asked of each attempt, beside its bucket.

    Args:
        wanted: which attempts are looked at.
        created: when each was made, for SQL.
    """
    conditions: list[ColumnElement[bool]] = []
    if wanted.first_tries:
        conditions.append(LINE.c.number == 1)
    if wanted.since is not None:
        conditions.append(created >= wanted.since)
    if wanted.until is not None:
        conditions.append(created < wanted.until)
    return conditions


def _tallied(
    connection: Connection, learner_id: str, wanted: JudgedFilter
) -> tuple[dict[tuple[int, Agreement], int], dict[tuple[Agreement, Judgement], int]]:
    """How many attempts have each forecast and agreement, and each agreement and judgement."""
    outcomes: dict[tuple[Agreement, Judgement], Counter[str]] = {
        (agreement, judgement): Counter() for agreement in Agreement for judgement in Judgement
    }
    of_bucket = select(BUCKET.c.key, _SAME, SEEN_TEXT.c.judgement).select_from(_BUCKETS_TEXT)
    of_bucket = of_bucket.where(BUCKET.c.key.in_(buckets(learner_id, wanted.case)))
    by_bucket = {
        key: outcomes[_agreement(same), Judgement(judgement)] for key, same, judgement in connection.execute(of_bucket)
    }
    for key, forecasts in connection.execute(_forecasts(learner_id, wanted)):
        by_bucket[key].update(forecasts.split(","))
    tally: Counter[tuple[int, Agreement]] = Counter()
    for (agreement, _), counts in outcomes.items():
        tally.update({(int(forecast), agreement): count for forecast, count in counts.items()})
    return dict(tally), {outcome: counts.total() for outcome, counts in outcomes.items() if counts}


def _forecasts(learner_id: str, wanted: JudgedFilter) -> Select[int, str]:
    """The forecasts of each bucket, in the order of an index that holds all that is asked.

    Nothing is joined to it, and SQLite counts nothing: among a million attempts there are hundreds of thousands of
    counts, and to hand over each of them takes longer than to count in here.
    """
    return (
        select(LINE.c.bucket, func.group_concat(LINE.c.forecast))
        .where(LINE.c.bucket.in_(buckets(learner_id, wanted.case)), *asked_of(wanted, _MOMENT))
        .group_by(LINE.c.bucket)
    )


def _newest_marks() -> FromClause:
    """How reasons were last marked by each role, with the outcome covered."""
    latest = func.row_number().over(
        partition_by=(NOTE.c.attempt_id, NOTE.c.role), order_by=(NOTE.c.created.desc(), NOTE.c.id.desc())
    )
    marks = (
        select(NOTE.c.attempt_id, NOTE.c.role, NOTE.c.quality, latest.label("place"))
        .where(NOTE.c.quality.is_not(None), NOTE.c.covered)
        .subquery()
    )
    return select(marks.c.attempt_id, marks.c.role, marks.c.quality).where(marks.c.place == 1).subquery()


def _reasons(
    connection: Connection, learner_id: str, wanted: JudgedFilter
) -> dict[str, dict[tuple[Quality, Judgement], int]]:
    marks = _newest_marks()
    columns = marks.c.role, marks.c.quality, SEEN_TEXT.c.judgement
    # The sum keeps SQLite from going through all attempts of the learner to find the few with marks.
    lines = marks.join(LINE, LINE.c.attempt_id == marks.c.attempt_id).join(BUCKET, BUCKET.c.key == LINE.c.bucket + 0)
    asked = (
        select(*columns, func.count())
        .select_from(
            lines.join(TEXT_INDEX, TEXT_INDEX.c.key == BUCKET.c.text_key).join(
                SEEN_TEXT, SEEN_TEXT.c.digest == TEXT_INDEX.c.digest
            )
        )
        .where(BUCKET.c.key.in_(buckets(learner_id, wanted.case)), *asked_of(wanted))
        .group_by(*columns)
    )
    found: dict[str, dict[tuple[Quality, Judgement], int]] = {}
    for role, quality, judgement, count in connection.execute(asked):
        found.setdefault(role, {})[Quality(quality), Judgement(judgement)] = count
    return found


def _marked(connection: Connection, learner_id: str, wanted: JudgedFilter) -> tuple[MarkedDecision, ...]:
    first = JudgedFilter(wanted.case, first_tries=True, since=wanted.since, until=wanted.until)
    asked = (
        select(LINE.c.attempt_id, TEXT_INDEX.c.themes, TEXT_INDEX.c.factors, DEBRIEF.c.marks)
        .join(BUCKET, BUCKET.c.key == LINE.c.bucket)
        .join(TEXT_INDEX, TEXT_INDEX.c.key == BUCKET.c.text_key)
        .join(DEBRIEF, DEBRIEF.c.attempt_id == LINE.c.attempt_id)
        .where(LINE.c.bucket.in_(buckets(learner_id, wanted.case)), *asked_of(first))
        .order_by(LINE.c.created, LINE.c.key)
    )
    return tuple(
        MarkedDecision(attempt_id, tuple(themes), tuple(_marks(marks, factors)))
        for attempt_id, themes, factors, marks in connection.execute(asked)
        if marks
    )


def _marks(marks: Mapping[str, str], factors: Mapping[str, Mapping[str, str]]) -> list[Mark]:
    """The marks of factors that the text has, of a kind that is known; a damaged text has none."""
    kinds = {factor: known["kind"] for factor, known in factors.items() if known["kind"] in _KINDS}
    return [
        Mark(FactorKind(kinds[factor]), mark == FactorMark.MISSED) for factor, mark in marks.items() if factor in kinds
    ]


def _recalls(connection: Connection, learner_id: str, wanted: JudgedFilter) -> tuple[RecalledForecast, ...]:
    same = ATTEMPT.c.choice == SEEN_TEXT.c.taken
    asked = (
        select(RECALL, ATTEMPT.c.case_id, ATTEMPT.c.decision_id, ATTEMPT.c.forecast, same.label("same"))
        .join(ATTEMPT, ATTEMPT.c.id == RECALL.c.attempt_id)
        .join(SEEN_TEXT, SEEN_TEXT.c.digest == ATTEMPT.c.digest)
        .join(LINE, LINE.c.attempt_id == ATTEMPT.c.id)
        .join(BUCKET, BUCKET.c.key == LINE.c.bucket + 0)
        # As in the sum above: found by the recalls, which are few, and not by the attempts.
        .where(RECALL.c.answered.is_not(None), ATTEMPT.c.learner_id.concat("") == learner_id, BUCKET.c.is_open)
        .order_by(RECALL.c.asked, RECALL.c.id)
    )
    if wanted.case is not None:
        asked = asked.where(ATTEMPT.c.case_id.concat("") == wanted.case)
    return tuple(
        RecalledForecast(
            row.attempt_id,
            row.case_id,
            row.decision_id,
            row.asked,
            row.forecast,
            row.remembered,
            _agreement(row.same),
        )
        for row in connection.execute(asked)
    )
