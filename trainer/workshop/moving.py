"""Where the room goes: from step to step, from part to part of the record, and how much time it has there."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.events import BallotClosed, Blanked, CountdownSet, Happened, Moved, Planned
from trainer.study.workshop.plan import DECISION_STEPS, ROUNDS, Plan, Step
from trainer.study.workshop.session import Countdown, Session, Stage
from trainer.workshop.commands import AddTime, Go, Refused, ReopenBallot, Replan, Why
from trainer.workshop.texts import Texts
from trainer.workshop.voting import closing, ensure_sealed, opening, planned

PARTS = len(REVEAL_STEPS)
"""Of a record."""
MAX_SECONDS = 4 * 60 * 60.0
"""Longest time of a step."""


def go_on(session: Session, now: dt.datetime) -> tuple[Happened, ...]:
    """Close an open vote, else show the next part or go to the next step."""
    if session.open_ballot is not None:
        return (*closing(session, now), *_lit(session, now))
    target = following(session.plan, session.stage)
    if target is None:
        raise Refused(Why.NOT_NOW, _nowhere(session))
    return _enter(session, target, now)


def go_back(session: Session, now: dt.datetime) -> tuple[Happened, ...]:
    """To the part or step before. Nothing is undone, and no ballot opens."""
    target = preceding(session)
    if target is None:
        raise Refused(Why.NOT_NOW, "This is the beginning.")
    return _enter(session, target, now, voting=False)


def go_to(session: Session, command: Go, now: dt.datetime) -> tuple[Happened, ...]:
    """To any step. A vote opens there if the round has none yet and the record is sealed."""
    target = _wanted(session, command)
    if replace(target, since=session.stage.since) != session.stage:
        return _enter(session, target, now)
    return (*_first_ballot(session, target, now), *_lit(session, now))


def reopen(session: Session, command: ReopenBallot, now: dt.datetime) -> tuple[Happened, ...]:
    """Vote once more in a round, in a new ballot."""
    place = planned(session, command.decision_id)
    ensure_sealed(session, command.decision_id)
    ballot = session.open_ballot
    if ballot is not None and (ballot.decision_id, ballot.round) == (command.decision_id, command.round):
        raise Refused(Why.NOT_NOW, "This vote is open already.")
    closed = tuple(each for each in closing(session, now) if isinstance(each, BallotClosed))
    stage = Stage(command.round.step, place, since=now)
    opened = opening(session, command.decision_id, command.round, now)
    return (*closed, Moved(now, stage), *_timed(session, stage, now), opened, *_lit(session, now))


def replan(session: Session, texts: Texts, command: Replan, now: dt.datetime) -> tuple[Happened, ...]:
    """Change the plan. The room stays at its decision, wherever that stands in the plan now."""
    plan = command.plan
    if plan == session.plan:
        return ()
    places = {decision.decision_id: place for place, decision in enumerate(plan.decisions)}
    if len(places) < len(plan.decisions):
        raise Refused(Why.INVALID, "The plan has the same decision twice.")
    if plan.open_votes and not session.plan.open_votes and session.participants:
        sentence = "Everybody here was told that nobody sees who votes what. The votes stay secret in this workshop."
        raise Refused(Why.INVALID, sentence)
    if session.has_begun:
        _ensure_it_fits_what_happened(session, texts, plan)
    here = session.decision
    if here is None or session.stage.decision == places[here.decision_id]:
        return (Planned(now, plan),)
    return (Planned(now, plan), Moved(now, replace(session.stage, decision=places[here.decision_id])))


def add_time(session: Session, command: AddTime, now: dt.datetime) -> tuple[Happened, ...]:
    """More time for the present step, or less. Time that was up counts as none left, and not as a debt."""
    if not math.isfinite(command.seconds) or abs(command.seconds) > MAX_SECONDS:
        raise Refused(Why.INVALID, "Add or take at most four hours.")
    countdown = session.countdown
    before = 0.0 if countdown is None else max(countdown.remaining(now), 0.0)
    left = min(max(before + command.seconds, 0.0), MAX_SECONDS)
    if countdown is None:
        return () if left <= 0 else (CountdownSet(now, Countdown(left, now + dt.timedelta(seconds=left))),)
    given = max(countdown.seconds + left - before, left)
    if countdown.ends is None:
        return (CountdownSet(now, Countdown(given, left=left)),)
    return (CountdownSet(now, Countdown(given, now + dt.timedelta(seconds=left))),)


def hold(session: Session, on: bool, now: dt.datetime) -> tuple[Happened, ...]:
    """Hold the time, or let it run on."""
    countdown = session.countdown
    if countdown is None:
        raise Refused(Why.NOT_NOW, "No time is running. Add some first.")
    if on == (countdown.ends is None):
        return ()
    left = max(countdown.remaining(now), 0.0)
    if on:
        return (CountdownSet(now, Countdown(countdown.seconds, left=left)),)
    return (CountdownSet(now, Countdown(countdown.seconds, now + dt.timedelta(seconds=left))),)


def following(plan: Plan, stage: Stage) -> Stage | None:
    """Where *Next* leads once no vote is open; ``None`` at the end, or where nothing is planned."""
    if stage.step is Step.END:
        return None
    if stage.step is Step.REVEAL and stage.part < PARTS:
        return Stage(Step.REVEAL, stage.decision, stage.part + 1)
    ahead = [each for each in _way(plan) if _order(each) > _order(stage)]
    if ahead:
        return ahead[0]
    return None if stage.step is Step.LOBBY else Stage(Step.END)


def preceding(session: Session) -> Stage | None:
    """Where *Back* leads; ``None`` in the lobby. Into a record it leads to the last part that was shown."""
    plan, stage = session.plan, session.stage
    if stage.step is Step.LOBBY:
        return None
    if stage.step is Step.REVEAL and stage.part > 1:
        return Stage(Step.REVEAL, stage.decision, stage.part - 1)
    behind = [each for each in _way(plan) if stage.step is Step.END or _order(each) < _order(stage)]
    if not behind:
        return Stage(Step.LOBBY)
    last = behind[-1]
    if last.step is Step.REVEAL and last.decision is not None:
        return replace(last, part=max(session.shown.get(plan.decisions[last.decision].decision_id, 0), 1))
    return last


def _way(plan: Plan) -> list[Stage]:
    """Every planned step, at its first part."""
    return [
        Stage(step, place, 1 if step is Step.REVEAL else 0)
        for place, decision in enumerate(plan.decisions)
        for step in decision.steps
    ]


def _order(stage: Stage) -> tuple[int, int]:
    return (-1, 0) if stage.decision is None else (stage.decision, DECISION_STEPS.index(stage.step))


def _nowhere(session: Session) -> str:
    if session.stage.step is Step.LOBBY:
        return "The plan has no decisions yet. Add one."
    return "This is the end. End the workshop when everybody is done."


def _wanted(session: Session, command: Go) -> Stage:
    if command.step not in DECISION_STEPS:
        return Stage(command.step)
    place = session.stage.decision if command.decision is None else command.decision
    if place is None or not 0 <= place < len(session.plan.decisions):
        raise Refused(Why.INVALID, "The plan has no decision at this place.")
    if command.step is not Step.REVEAL:
        return Stage(command.step, place)
    if not 1 <= command.part <= PARTS:
        raise Refused(Why.INVALID, f"A record has the parts 1 to {PARTS}.")
    return Stage(command.step, place, command.part)


def _enter(session: Session, target: Stage, now: dt.datetime, *, voting: bool = True) -> tuple[Happened, ...]:
    """Everything that comes with going somewhere else: a vote left behind is closed, the time is set, the room's
    screen is lit."""
    same_step = (target.step, target.decision) == (session.stage.step, session.stage.decision)
    stage = replace(target, since=session.stage.since if same_step else now)
    closed = tuple(each for each in closing(session, now) if isinstance(each, BallotClosed))
    opened = _first_ballot(session, stage, now) if voting else ()
    untimed = stage.step in ROUNDS and not opened
    if same_step:
        timed: tuple[Happened, ...] = ()
    elif untimed:
        timed = _set(session, None, now)
    else:
        timed = _timed(session, stage, now)
    return (*closed, Moved(now, stage), *timed, *opened, *_lit(session, now))


def _first_ballot(session: Session, stage: Stage, now: dt.datetime) -> tuple[Happened, ...]:
    round_ = ROUNDS.get(stage.step)
    if round_ is None or stage.decision is None:
        return ()
    decision_id = session.plan.decisions[stage.decision].decision_id
    if session.ballots_of(decision_id, round_) or session.shown.get(decision_id, 0):
        return ()
    return (opening(session, decision_id, round_, now),)


def _timed(session: Session, stage: Stage, now: dt.datetime) -> tuple[Happened, ...]:
    minutes = 0
    if stage.decision is not None:
        minutes = session.plan.decisions[stage.decision].minutes.get(stage.step, 0)
    if not minutes:
        return _set(session, None, now)
    return _set(session, Countdown(minutes * 60.0, now + dt.timedelta(minutes=minutes)), now)


def _set(session: Session, countdown: Countdown | None, now: dt.datetime) -> tuple[Happened, ...]:
    return () if countdown == session.countdown else (CountdownSet(now, countdown),)


def _lit(session: Session, now: dt.datetime) -> tuple[Happened, ...]:
    """Whoever moves on has finished what they had darkened the screen for, as with any presenter's program. It keeps
    the rule that whatever the room comes to is seen."""
    return (Blanked(now, False),) if session.blank else ()


def _ensure_it_fits_what_happened(session: Session, texts: Texts, plan: Plan) -> None:
    if plan.case_id != session.plan.case_id:
        raise Refused(Why.INVALID, "The case can’t change any more: the workshop has begun.")
    kept = {decision.decision_id for decision in plan.decisions}
    begun = {ballot.decision_id for ballot in session.ballots.values()} | set(session.shown)
    if session.decision is not None:
        begun.add(session.decision.decision_id)
    for decision in session.plan.decisions:
        if decision.decision_id in begun - kept:
            raise Refused(Why.INVALID, f"'{decision.title}' has begun and can’t be taken out of the plan.")
    for decision in plan.decisions:
        if decision.decision_id not in texts:
            raise Refused(Why.INVALID, f"'{decision.title}' isn’t in this workshop’s case.")
