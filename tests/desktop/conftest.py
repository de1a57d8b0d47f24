"""A store in a fresh file, and somebody who learns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.progress import tiny
from trainer.progress.store import Store
from trainer.progress.values import Learner


@pytest.fixture
def clock() -> tiny.Clock:
    return tiny.Clock()


@pytest.fixture
def store(tmp_path: Path, clock: tiny.Clock) -> Iterator[Store]:
    with Store.open(tmp_path / "progress.sqlite3", clock) as opened:
        yield opened


@pytest.fixture
def mara(store: Store) -> Learner:
    return store.add_learner("Mara")
