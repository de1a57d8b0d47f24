"""Whoever stores votes is killed in the middle of it: every acknowledged vote is there, none twice."""

from __future__ import annotations

from pathlib import Path

from tests.progress.workshops.killing import PEOPLE, killer, voting

ROUNDS = 10


def test_every_acknowledged_vote_is_there_and_none_twice(folder: Path) -> None:
    path = voting(folder)
    with killer(seed=5) as voters:
        rounds = [voters.round(path, seed) for seed in range(ROUNDS)]
    assert sum(len(each.acknowledged) for each in rounds) > 10 * ROUNDS
    for each in rounds:
        assert each.lost == ()
        assert each.doubled == ()
        assert each.session == each.remade
        assert len(each.session.ballots[1].votes) <= PEOPLE
