"""What is left when the program is killed in the middle of a vote, a hundred times."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.progress.workshops.killing import killer, voting

ROUNDS = 100


def workshop_killed(folder: Path) -> Iterator[Figure]:
    """How many acknowledged votes weren't there, or were there twice; none may be."""
    path = voting(folder)
    with killer(seed=11) as voters:
        rounds = [voters.round(path, seed) for seed in range(ROUNDS)]
    count = sum(len(each.acknowledged) for each in rounds)
    name = f"kill -9, {ROUNDS} times: of {count:,} acknowledged votes"
    yield Figure(f"{name} lost", "votes", [sum(len(each.lost) for each in rounds)], most_median=0)
    yield Figure(f"{name} stored twice", "votes", [sum(len(each.doubled) for each in rounds)], most_median=0)
