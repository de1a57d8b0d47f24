"""A workshop in a fresh file, about the case of three small decisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.progress import tiny
from tests.workshop.made import Played, play
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.plan import DECISION_STEPS, Plan, PlannedDecision


def plan_of_town(title: str = "Three works") -> Plan:
    minutes = dict.fromkeys(DECISION_STEPS, 3)
    decisions = tuple(
        PlannedDecision(decision_id=each, title=f"The {each}", minutes=minutes) for each in tiny.DECISIONS
    )
    return Plan(title=title, case_id="town", case_title="A town by the sea", decisions=decisions)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Of workshops; not there yet."""
    return tmp_path / "workshops"


@pytest.fixture
def workshop(folder: Path, clock: tiny.Clock) -> Iterator[WorkshopFile]:
    with WorkshopFile.create(folder, plan_of_town(), clock) as file:
        yield file


@pytest.fixture(scope="session")
def played() -> Played:
    """A workshop with people, on two decisions of the real case."""
    return play(people=24, removed=1, reopened=True)
