"""A case of three small decisions, and what the tests of progress do with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from trainer.case.model import Decision, Pack
from trainer.case.sealed import Case, seal_pack
from trainer.progress.store import Store
from trainer.progress.values import Attempt
from trainer.study.playthrough import REVEAL_STEPS, Commitment

ALL = len(REVEAL_STEPS)
DECISIONS = ("harbour", "bridge", "tunnel")


def commitment(choice: str = "build", forecast: int = 35, reasons: str = "Half a year hurts.") -> Commitment:
    return Commitment(choice, forecast, reasons)


def decision(decision_id: str, act: str = "north", title: str | None = None) -> Decision:
    claim = {"text": "They built it.", "sources": ["s1:1"]}
    return Decision.model_validate(
        {
            "id": decision_id,
            "act": act,
            "title": title or f"The {decision_id}",
            "question": f"What to do about the {decision_id}?",
            "date": "2011-04",
            "place": "Town hall",
            "bookmark": "in the spring of 2011",
            "decider": "mayor",
            "room": [{"person": "mayor", "part": "decides"}],
            "themes": ["money"],
            "situation": "The money is short.",
            "options": [
                {"id": "build", "title": "Build it", "argument": "It is needed."},
                {"id": "wait", "title": "Wait a year", "argument": "It will be cheaper."},
            ],
            "facts": [claim | {"date": "2011-03"}],
            "record": {
                "option": "wait",
                "did": claim,
                "happened": [claim | {"date": "2011-05"}],
                "why": [claim],
                "looking_back": {"judgement": "mixed", "judge": "The town, in 2015", "claims": [claim]},
                "not_taken": [{"option": "build", "known": "unknown", "text": "Nobody knows."}],
            },
            "factors": [claim | {"id": "cash", "name": "The money", "kind": "cash"}],
            "lesson": {"text": "Count first.", "limits": "Unless time runs out."},
            "questions": ["And you?"],
        }
    )


def pack(title: str = "A town by the sea", **titles: str) -> Pack:
    """The pack; ``harbour="…"`` gives a decision another title."""
    acts = {"harbour": "north", "bridge": "north", "tunnel": "south"}
    return Pack.model_validate(
        {
            "info": {
                "format": 1,
                "id": "town",
                "version": "1.0",
                "languages": ["en"],
                "title": title,
                "subtitle": "Three works",
                "summary": "What a town builds.",
                "reading_time": 10,
                "acts": [
                    {"id": "north", "title": "The north", "opening": "Wind."},
                    {"id": "south", "title": "The south", "opening": "Sun."},
                ],
                "people": [{"id": "mayor", "name": "Anna Berg", "role": "Mayor"}],
                "sources": [{"id": "s1", "title": "The minutes", "publisher": "The town", "date": "2015", "lines": 20}],
            },
            "decisions": [decision(each, acts[each], titles.get(each)) for each in DECISIONS],
        }
    )


def case(title: str = "A town by the sea", **titles: str) -> Case:
    return seal_pack(pack(title, **titles))


@dataclass
class Clock:
    """Time that stands still until it is moved."""

    now: dt.datetime = dt.datetime(2026, 11, 22, 21, 16, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_by(self, minutes: int = 1) -> None:
        self.now += dt.timedelta(minutes=minutes)


def debriefed(store: Store, attempt: Attempt) -> Attempt:
    """The attempt, gone through to the end."""
    store.open_steps(attempt.id, ALL)
    store.close_debrief(attempt.id)
    return attempt


@contextmanager
def only_so_far(store: Store) -> Iterator[None]:
    """Check that nothing is stored by what happens inside."""
    before = everything(store)
    yield
    assert everything(store) == before


def everything(store: Store) -> list[str]:
    """All that the file holds, as SQL."""
    with store._database.read() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        return list(raw.iterdump())
