from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workshop.serving import Hall, hall
from trainer.workshop.server import streams


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Hall]:
    """A workshop on the real case whose doors are open."""
    with hall(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def voting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A workshop in its first vote with one phone, for tests in which nothing changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streams, "BEAT_SECONDS", 0.2)
        with hall(tmp_path_factory.mktemp("voting")) as made:
            made.phone("Mei")
            made.to_first_vote()
            yield made
