"""Time to write a participant's votes as a file to take home: phones in a room ask for theirs one after the other."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.benchmarks.figures import Figure
from tests.workshop.made import BEGAN, play
from trainer.progress.workshops.take_home import take_home
from trainer.study.workshop.own_votes import can_take_home

PEOPLE = 30
DECISIONS = 10
MOST_MS = 300


def workshop_home() -> Iterator[Figure]:
    """Milliseconds for each of a room that has gone through ten decisions."""
    played = play(people=PEOPLE, decisions=DECISIONS)
    session, records = played.session, played.shown
    values = []
    for who in session.participants:
        if can_take_home(session, who):
            begun = time.perf_counter()
            take_home(session, who, records, BEGAN)
            values.append((time.perf_counter() - begun) * 1000)
    yield Figure(f"votes on {DECISIONS} decisions to take home", "ms", values, most_median=MOST_MS)
