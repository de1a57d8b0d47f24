"""A store in a fresh file, a clock that waits, and a small case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.progress import tiny
from trainer.case.sealed import Case
from trainer.progress.store import Store
from trainer.progress.values import Learner


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of a progress file that isn't there yet."""
    return tmp_path / "progress.sqlite3"


@pytest.fixture
def clock() -> tiny.Clock:
    return tiny.Clock()


@pytest.fixture
def store(path: Path, clock: tiny.Clock) -> Iterator[Store]:
    with Store.open(path, clock) as opened:
        yield opened


@pytest.fixture
def mara(store: Store) -> Learner:
    return store.add_learner("Mara")


@pytest.fixture(scope="session")
def town() -> Case:
    return tiny.case()
