"""Reads what *My judgement* shows from a progress file. No Qt: it is done in a thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from trainer.case.sealed import SealBroken
from trainer.desktop.dates import local
from trainer.desktop.judgement_state import (
    BLIND_SPOTS,
    CHOICES,
    COACH_REASONS,
    FORECASTS,
    REASONS,
    Behind,
    Bounds,
    Judged,
    Scope,
    ToMark,
    cell_of,
    cell_title,
)
from trainer.progress import attempts
from trainer.progress.judging import MOST_BEHIND, JudgedFilter, JudgedPart, behind, read, scope
from trainer.progress.notes import Role
from trainer.progress.reader import Readable, View
from trainer.progress.unmarked import unmarked
from trainer.progress.values import AttemptLine
from trainer.study.blind_spots import BlindSpot, blind_spots
from trainer.study.calibration import Bin, calibration
from trainer.study.choices import choices
from trainer.study.day import midnight
from trainer.study.forecast import Agreement
from trainer.study.hindsight import hindsight
from trainer.study.process import process
from trainer.study.statements import PERCENT, several

A_SITTING = 30
"""So many reasons are marked at once, at most."""


def read_judged(
    source: Readable, learner_id: str, wanted: Scope, themes: Mapping[str, str], zone: dt.tzinfo | None = None
) -> Judged:
    """The numbers of a scope.

    Args:
        source: is read from.
        learner_id: of the learner.
        wanted: which decisions are looked at.
        themes: title by id.
        zone: where the learner is; the system's own where none is given.

    Raises:
        ProgressError: the file can't be read.
        Interrupted: nobody wants the numbers any more.
    """
    asked = _filter(wanted, zone)
    with source.read() as connection:
        numbers = read(connection, learner_id, asked)
        around = scope(connection, learner_id)
    first, last = (None if moment is None else local(moment, zone).date() for moment in (around.first, around.last))
    return Judged(
        forecasts=calibration(numbers.tally, _unit(wanted)),
        choices=choices(numbers.choices),
        blind_spots=blind_spots(numbers.marked, themes),
        hindsight=hindsight(numbers.recalls, asked.since, asked.until),
        reasons=process(numbers.reasons),
        coach_reasons=process(numbers.coach_reasons),
        bounds=Bounds(tuple(around.cases.items()), first, last),
        unit=_unit(wanted),
    )


def read_behind(
    source: Readable, learner_id: str, wanted: Scope, judged: Judged, kind: str, key: str, zone: dt.tzinfo | None = None
) -> Behind:
    """The decisions behind a part of a chart; arguments and errors as for :func:`read_judged`.

    Args:
        source: see there.
        learner_id: see there.
        wanted: see there.
        judged: the numbers of that scope.
        kind: which chart.
        key: of the part.
        zone: see there.

    Raises:
        KeyError: there is no such part.
    """
    if kind == BLIND_SPOTS:
        spot = next((each for each in judged.blind_spots.ranked if each.key == key), None)
        if spot is None:
            raise KeyError(key)
        with source.read() as connection:
            return _behind_spot(connection, learner_id, spot)
    part, title = _part(kind, key)
    with source.read() as connection:
        found = behind(connection, learner_id, _filter(wanted, zone), part)
        lines = attempts.named(connection, learner_id, found.attempts)
    return Behind(title, (("", lines),), found.count, _unit(wanted))


def read_unmarked(
    source: Readable,
    learner_id: str,
    wanted: Scope,
    zone: dt.tzinfo | None = None,
    marked_by: Role = Role.LEARNER,
) -> tuple[ToMark, ...]:
    """The attempts of a scope whose reasons are to be marked, by their learner or by a coach; a text that is damaged is
    left out."""
    made: list[ToMark] = []
    with source.read() as connection:
        for attempt_id in unmarked(connection, learner_id, _filter(wanted, zone), A_SITTING, marked_by):
            try:
                made.append(_to_mark(connection, attempt_id))
            except SealBroken:
                continue  # the doctor tells of it
    return tuple(made)


def _unit(wanted: Scope) -> str:
    """What is counted, as a sentence calls one of them."""
    return "decision" if wanted.first_tries else "attempt"


def _filter(wanted: Scope, zone: dt.tzinfo | None) -> JudgedFilter:
    since = None if wanted.since is None else midnight(wanted.since, zone)
    until = None if wanted.until is None else midnight(wanted.until + dt.timedelta(days=1), zone)
    return JudgedFilter(wanted.case_id, wanted.first_tries, since, until)


def _part(kind: str, key: str) -> tuple[JudgedPart, str]:
    """What stands behind a part, and its title."""
    if kind == FORECASTS:
        low, _, high = key.partition("-")
        return JudgedPart(forecasts=Bin(int(low), int(high))), f"Forecast {low} to {high}{PERCENT}"
    if kind not in (CHOICES, REASONS, COACH_REASONS):
        raise KeyError(kind)
    row, judgement = cell_of(key)
    if isinstance(row, Agreement):
        part = JudgedPart(agreement=row, judgement=judgement)
    else:
        part = JudgedPart(
            quality=row, judgement=judgement, marked_by=Role.COACH if kind == COACH_REASONS else Role.LEARNER
        )
    return part, cell_title(row, judgement)


def _behind_spot(connection: View, learner_id: str, spot: BlindSpot) -> Behind:
    missed = spot.missed_in[-MOST_BEHIND:]
    seen = spot.seen_in[-(MOST_BEHIND - len(missed)) :] if len(missed) < MOST_BEHIND else ()
    groups: list[tuple[str, tuple[AttemptLine, ...]]] = []
    for said, count, ids in (("Missed", spot.missed, missed), ("Seen", spot.n - spot.missed, seen)):
        if ids:
            title = f"{said} in {several(count, 'decision', 'decisions')}"
            groups.append((title, attempts.named(connection, learner_id, ids)))
    return Behind(spot.title, tuple(groups), spot.n)


def _to_mark(connection: View, attempt_id: str) -> ToMark:
    attempt = attempts.by_id(connection, attempt_id)
    briefing = attempts.seen_text(connection, attempt_id).briefing
    options = [option.id for option in briefing.options]
    return ToMark(
        attempt_id=attempt_id,
        created=attempt.created,
        decision_title=briefing.title,
        date=briefing.date.describe(),
        situation=briefing.situation,
        question=briefing.question,
        options=tuple(option.title for option in briefing.options),
        choice=options.index(attempt.commitment.choice),
        forecast=attempt.commitment.forecast,
        reasons=attempt.commitment.reasons,
    )
