from __future__ import annotations

import pytest

from trainer.workshop.server import overtaking
from trainer.workshop.server.overtaking import Overtaking


def came(votes: Overtaking, *ids: str, participant: int = 1, ballot: int = 1) -> list[bool]:
    return [votes.is_overtaken(participant, ballot, each) for each in ids]


def test_only_a_vote_after_which_another_came_is_overtaken() -> None:
    votes = Overtaking()
    assert came(votes, "a", "a", "b", "b", "a", "c", "b", "c") == [False] * 4 + [True, False, True, False]


def test_each_ballot_and_each_participant_stands_alone() -> None:
    votes = Overtaking()
    came(votes, "a", "b")
    assert came(votes, "a", participant=2) == came(votes, "a", ballot=2) == [False]


def test_a_refused_vote_took_nobodys_place() -> None:
    votes = Overtaking()
    came(votes, "a", "b")
    votes.forget(1, 1, "b")
    votes.forget(1, 1, "never")
    votes.forget(9, 9, "never")
    assert came(votes, "a", "b") == [False, False]


def test_only_so_much_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overtaking, "_MOST", 2)
    votes = Overtaking()
    came(votes, "a", "b")
    came(votes, "a", participant=2)
    came(votes, "a", participant=3)
    assert came(votes, "a") == [False]
