"""What the presenter's page shows, worked out of a workshop as it stands. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from trainer.case.sealed import Sheet
from trainer.desktop.dates import local
from trainer.desktop.workshops.coming import Coming, coming
from trainer.desktop.workshops.presenter_counts import clock_face, count_now, distribution
from trainer.desktop.workshops.presenter_presence import missing_names, people_now, people_words
from trainer.desktop.workshops.presenter_values import ClockFace, Count, Distribution, Present, Standing, StepLine
from trainer.desktop.workshops.step_names import STEP_NAMES, minutes_words
from trainer.study.workshop.pace import pace
from trainer.study.workshop.plan import DECISION_STEPS, PlannedDecision, Round, Step
from trainer.study.workshop.session import Session


@dataclass(frozen=True)
class PresenterState:
    """All of the page but what the room sees."""

    title: str
    doors: str
    doors_open: bool
    times: str
    kicker: str
    decision: str
    """Title of the present decision; in the lobby and at the end what that is."""
    steps: tuple[StepLine, ...]
    pace: tuple[str, str]
    """How the workshop keeps to its time, and what follows from that."""
    then: tuple[str, str, str]
    """What comes after the decision: ``decision 2 of 2``, its title, its minutes; all empty where nothing does."""
    reopenable: tuple[Round, ...]
    can_count: bool
    """Whether hands can be counted now."""
    clock: ClockFace
    count: Count
    coming: Coming
    note_step: Step
    distribution: Distribution | None
    votes_seen: bool
    """Whether the room has seen these votes."""
    decision_id: str
    """"" in the lobby and at the end."""
    people: tuple[Present, ...]
    missing: tuple[str, ...]
    """Names of the list who haven't come yet."""
    people_words: str
    is_blank: bool
    is_ended: bool
    closes_vote: bool
    """Whether going on closes a vote."""

    @property
    def here(self) -> tuple[Present, ...]:
        """All who weren't removed."""
        return tuple(each for each in self.people if not each.is_removed)


def presenter_state(
    session: Session,
    sheets: Mapping[str, Sheet],
    now: dt.datetime,
    *,
    lost: Mapping[int, float] | None = None,
    zone: dt.tzinfo | None = None,
) -> PresenterState:
    """What the page shows of a workshop.

    Args:
        session: as it stands.
        sheets: the open pages of its decisions.
        now: the time, aware.
        lost: seconds for which a participant has had no connection, by id; ``None`` without a server.
        zone: in which times of day are told; the computer's own where none is given.
    """
    decision = session.decision
    sheet = sheets.get(decision.decision_id) if decision is not None else None
    open_ballot = session.open_ballot
    return PresenterState(
        title=session.plan.title,
        doors=_doors(session),
        doors_open=session.doors is not None and session.doors.is_open,
        times=_times(session, now, zone),
        kicker=_kicker(session),
        decision=_title(session),
        steps=_steps(session, decision),
        pace=_pace(session, now, zone),
        then=_then(session),
        reopenable=_reopenable(session, decision),
        can_count=decision is not None and not session.shown.get(decision.decision_id),
        clock=clock_face(session, now),
        count=count_now(session, now),
        coming=coming(session),
        note_step=session.stage.step,
        distribution=distribution(session, sheet),
        votes_seen=decision is not None and decision.decision_id in session.results,
        decision_id=decision.decision_id if decision is not None else "",
        people=people_now(session, sheets, lost or {}),
        missing=missing_names(session),
        people_words=people_words(session),
        is_blank=session.blank,
        is_ended=session.ended is not None,
        closes_vote=open_ballot is not None,
    )


def _doors(session: Session) -> str:
    doors = session.doors
    if doors is None:
        return "Without phones"
    if not doors.is_open:
        return "Doors closed"
    return f"Doors open: {doors.place}, code {doors.code}"


def _time_of_day(moment: dt.datetime, zone: dt.tzinfo | None) -> str:
    return f"{local(moment, zone):%H:%M}"


def _times(session: Session, now: dt.datetime, zone: dt.tzinfo | None) -> str:
    measured = pace(session, now) if session.ended is None else None
    clock = _time_of_day(now, zone)
    return f"{clock}, planned end {_time_of_day(measured.planned_end, zone)}" if measured is not None else clock


def _kicker(session: Session) -> str:
    total = len(session.plan.decisions)
    if session.decision is None:
        return f"{total} {'decision' if total == 1 else 'decisions'}, {minutes_words(session.plan.total)}"
    assert session.stage.decision is not None
    return f"Decision {session.stage.decision + 1} of {total}"


def _title(session: Session) -> str:
    return session.decision.title if session.decision is not None else STEP_NAMES[session.stage.step]


def _steps(session: Session, decision: PlannedDecision | None) -> tuple[StepLine, ...]:
    if decision is None:
        return ()
    here = session.stage.step
    lines = []
    for step in DECISION_STEPS:
        if step not in decision.minutes and step is not here:
            continue
        before = DECISION_STEPS.index(step) < DECISION_STEPS.index(here)
        standing = Standing.HERE if step is here else Standing.DONE if before else Standing.TO_COME
        lines.append(StepLine(step, decision.minutes.get(step, 0), standing))
    return tuple(lines)


def _pace(session: Session, now: dt.datetime, zone: dt.tzinfo | None) -> tuple[str, str]:
    if session.began is None or session.ended is not None or session.stage.step is Step.END:
        return "", ""
    measured = pace(session, now)
    minutes = round(measured.late / 60)
    words = "On time." if minutes == 0 else f"{minutes_words(abs(minutes))} {'late' if minutes > 0 else 'ahead'}."
    return words, f"At this pace it ends at {_time_of_day(measured.end, zone)}."


def _then(session: Session) -> tuple[str, str, str]:
    decisions, at = session.plan.decisions, session.stage.decision
    place = 0 if session.stage.step is Step.LOBBY else None if at is None else at + 1
    if place is None:
        return "", "", ""
    if place >= len(decisions):
        return ("Then: the end", "", "") if decisions else ("", "", "")
    planned = decisions[place]
    return f"Then: decision {place + 1} of {len(decisions)}", planned.title, minutes_words(planned.total)


def _reopenable(session: Session, decision: PlannedDecision | None) -> tuple[Round, ...]:
    if decision is None or session.shown.get(decision.decision_id) or session.ended is not None:
        return ()
    return tuple(
        round_
        for round_ in Round
        if (ballots := session.ballots_of(decision.decision_id, round_)) and not ballots[-1].is_open
    )
