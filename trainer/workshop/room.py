"""The room as a pure state machine: every command is decided against the session as it stands.

A command makes events or is refused; it changes nothing by itself. Times come from the caller.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from trainer.study.workshop import events
from trainer.study.workshop.events import Blanked, CountdownSet, DoorsSet, Ended, Happened, Noted
from trainer.study.workshop.session import Countdown, Doors, Session
from trainer.workshop import commands as asked
from trainer.workshop.commands import Command, Refused, Why
from trainer.workshop.joining import join, readmit, remove, rename
from trainer.workshop.moving import add_time, go_back, go_on, go_to, hold, reopen, replan
from trainer.workshop.texts import Texts
from trainer.workshop.voting import cast, closing, count_hands, ensure_going_on, planned, reflect

MAX_NOTE = 20_000
"""Longest private note, in characters."""


@dataclass(frozen=True, slots=True)
class Room:
    """A session with the texts of its decisions."""

    session: Session
    texts: Texts

    def decide(self, command: Command, now: dt.datetime) -> tuple[Happened, ...]:
        """What happens when this is asked; nothing, where all is so already.

        An event is never older than what happened before it, even when the clock of the laptop was set back. Only the
        time that a step is given runs by the clock as it is now.

        Args:
            command: what a phone or the instructor asks.
            now: with a time zone.

        Raises:
            Refused: it can't be done, with a sentence that says why.
        """
        at = max(now, _latest(self.session))
        if at == now:
            return _decided(self.session, self.texts, command, now)
        late = at - now
        session = replace(self.session, countdown=_shifted(self.session.countdown, late))
        return tuple(
            replace(event, countdown=_shifted(event.countdown, -late)) if isinstance(event, CountdownSet) else event
            for event in _decided(session, self.texts, command, at)
        )

    def after(self, *happened: Happened) -> Room:
        """The room once the events have happened."""
        return replace(self, session=events.after(self.session, *happened))


def _decided(session: Session, texts: Texts, command: Command, now: dt.datetime) -> tuple[Happened, ...]:
    match command:
        case asked.CastVote():
            return cast(session, texts, command, now)
        case asked.Reflect():
            return reflect(session, texts, command, now)
        case asked.Join():
            ensure_going_on(session)
            return join(session, command, now)
        case asked.TakeNote():
            return _take_note(session, command, now)
        case asked.Blank(on):
            return () if on == session.blank else (Blanked(now, on),)
        case asked.CloseDoors():
            return _close_doors(session, now)
        case asked.End(again):
            return _reopen_workshop(session, now) if again else _end(session, now)
    if session.ended is not None:
        raise Refused(Why.OVER, "This workshop is over. Reopen it to go on.")
    return _while_running(session, texts, command, now)


def _while_running(  # noqa: C901, PLR0911, PLR0912 - a command a line
    session: Session, texts: Texts, command: Command, now: dt.datetime
) -> tuple[Happened, ...]:
    match command:
        case asked.Next():
            return go_on(session, now)
        case asked.Back():
            return go_back(session, now)
        case asked.Go():
            return go_to(session, command, now)
        case asked.CloseBallot():
            return closing(session, now)
        case asked.ReopenBallot():
            return reopen(session, command, now)
        case asked.CountHands():
            return count_hands(session, texts, command, now)
        case asked.AddTime():
            return add_time(session, command, now)
        case asked.Hold(on):
            return hold(session, on, now)
        case asked.OpenDoors():
            return _open_doors(session, command, now)
        case asked.Rename():
            return rename(session, command, now)
        case asked.Remove():
            return remove(session, command, now)
        case asked.Readmit():
            return readmit(session, command, now)
        case asked.Replan():
            return replan(session, texts, command, now)
    raise TypeError(f"{type(command).__name__} is nothing that a room can be asked")


def _open_doors(session: Session, command: asked.OpenDoors, now: dt.datetime) -> tuple[Happened, ...]:
    if not (command.address and command.code and 0 < command.port < 65_536):
        raise Refused(Why.INVALID, "The doors need an address, a port and a code.")
    if session.doors is not None and session.doors.code != command.code:
        raise Refused(Why.INVALID, f"The code of this workshop is {session.doors.code} from beginning to end.")
    # It happens even where they were open in the same place: so it is known when a program that had stopped came back.
    return (DoorsSet(now, Doors(command.address, command.port, command.code, is_open=True)),)


def _close_doors(session: Session, now: dt.datetime) -> tuple[Happened, ...]:
    doors = session.doors
    return () if doors is None or not doors.is_open else (DoorsSet(now, replace(doors, is_open=False)),)


def _take_note(session: Session, command: asked.TakeNote, now: dt.datetime) -> tuple[Happened, ...]:
    if command.decision_id:
        planned(session, command.decision_id)
    if len(command.text) > MAX_NOTE:
        raise Refused(Why.INVALID, f"This note has {len(command.text)} characters; {MAX_NOTE} is the limit.")
    same = command.text == session.notes.get(command.decision_id, "")
    return () if same else (Noted(now, command.decision_id, command.text),)


def _end(session: Session, now: dt.datetime) -> tuple[Happened, ...]:
    if session.ended is not None:
        return ()
    if not session.has_begun:
        raise Refused(Why.NOT_NOW, "This workshop hasn’t begun.")
    running = session.countdown is not None and session.open_ballot is None
    stopped = (CountdownSet(now, None),) if running else ()
    lit = (Blanked(now, False),) if session.blank else ()
    return (*closing(session, now), *stopped, *lit, *_close_doors(session, now), Ended(now))


def _reopen_workshop(session: Session, now: dt.datetime) -> tuple[Happened, ...]:
    return () if session.ended is None else (Ended(now, reopened=True),)


def _latest(session: Session) -> dt.datetime:
    """When the last thing happened that others must not come before."""
    times = [session.created, session.began, session.ended, session.stage.since]
    for ballot in session.ballots.values():
        times += (ballot.opened, ballot.closed)
    return max(time for time in times if time is not None)


def _shifted(countdown: Countdown | None, by: dt.timedelta) -> Countdown | None:
    if countdown is None or countdown.ends is None:
        return countdown
    return replace(countdown, ends=countdown.ends + by)
