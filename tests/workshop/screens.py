"""Every screen that the room sees in a workshop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace

from tests.workshop.made import Played
from trainer.study.workshop.events import after
from trainer.study.workshop.plan import Step
from trainer.study.workshop.session import Countdown, Session
from trainer.workshop.screen import room_screen
from trainer.workshop.screen_values import Screen

TIMED = (Step.FIRST_VOTE, Step.DISCUSS, Step.SECOND_VOTE)


@dataclass(frozen=True)
class Seen:
    """A screen and the moment at which the room sees it."""

    session: Session
    screen: Screen


def walk(played: Played, *, language: str = "en") -> Iterator[Seen]:
    """What the room sees after each event; at votes and talks with 71.4 seconds left."""
    session = replace(played.start, plan=played.start.plan.model_copy(update={"language": language}))
    for event in played.events:
        session = after(session, event)
        now = event.at
        seen = session
        if session.stage.step in TIMED:
            seen = replace(session, countdown=Countdown(180, now + dt.timedelta(seconds=71.4)))
        yield Seen(seen, room_screen(seen, played.sheets, played.records, now))


def each_kind(played: Played, *, language: str = "en") -> list[Screen]:
    """The last screen of each kind, step and part of the first decision, the code alone among them."""
    found: dict[tuple[object, ...], Screen] = {}
    last: Session = played.start
    for seen in walk(played, language=language):
        stage = seen.session.stage
        if stage.decision in (None, 0):
            is_open = getattr(seen.screen, "is_open", None)
            found[type(seen.screen), stage.step, stage.part, is_open] = seen.screen
            last = seen.session
    alone = room_screen(last, played.sheets, played.records, last.created, code_alone=True)
    return [*found.values(), alone]


def strings(value: object) -> Iterator[str]:
    """Every text in a value that is read; names of marks aren't."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each)
    elif is_dataclass(value):
        for field in (each for each in fields(value) if each.name not in ("sign", "language")):
            yield from strings(getattr(value, field.name))
