"""Where a workshop stopped that was begun and not ended. No Qt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from trainer.desktop.dates import local, long_day
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.plan import Step
from trainer.study.workshop.session import Session

_WHERE = {
    Step.BRIEFING: "in the briefing on",
    Step.FIRST_VOTE: "in the first vote on",
    Step.DISCUSS: "in the discussion of",
    Step.SECOND_VOTE: "in the second vote on",
    Step.BOTH_VOTES: "at both votes on",
    Step.REVEAL: "in the reveal of",
    Step.DEBRIEF: "in the debrief of",
}


@dataclass(frozen=True, slots=True)
class Stopped:
    """A workshop that can be gone on with."""

    path: Path
    title: str
    at: dt.datetime
    """When something happened in it for the last time."""
    where: str
    """``in the second vote on “The contract”``."""

    def said(self, now: dt.datetime, zone: dt.tzinfo | None = None) -> str:
        """``stopped at 10:47 in the second vote on “The contract”``, with the day if that isn't the present one."""
        there = local(self.at, zone)
        day = "" if there.date() == local(now, zone).date() else f" on {long_day(self.at, zone)}"
        return f"stopped{day} at {there:%H:%M} {self.where}"


def look_into(path: Path) -> Stopped:
    """Where a workshop stopped; raises :class:`~trainer.progress.errors.ProgressError`."""
    with WorkshopFile.open(path) as file:
        session, moments = file.read(), file.moments()
    at = moments[-1].at if moments else session.created
    return Stopped(path, session.plan.title, at, where(session))


def where(session: Session) -> str:
    """At which step a workshop is, and on which decision."""
    decision = session.decision
    if decision is None:
        return "at the end" if session.stage.step is Step.END else "before the first decision"
    return f"{_WHERE[session.stage.step]} “{decision.title}”"
