from __future__ import annotations

from pathlib import Path

import pytest

from tests.progress import tiny
from trainer.progress.store import Store
from trainer.reports.debriefed import Decisions
from trainer.reports.watch import Watch


@pytest.mark.parametrize("minutes", [1, -1])
def test_the_first_and_the_newest_try_are_told_apart_whatever_the_clock_says(tmp_path: Path, minutes: int) -> None:
    clock, town = tiny.Clock(), tiny.case()
    with Store.open(tmp_path / "progress.sqlite3", clock) as store:
        mara = store.add_learner("Mara")
        made = []
        for _ in range(3):
            made.append(
                tiny.debriefed(store, store.commit(mara.id, "town", town.envelopes["harbour"], tiny.commitment()))
            )
            clock.pass_by(minutes)
        ((found, _),) = Decisions(store, [mara], None, Watch())
    assert (found.first.attempt.id, found.newest.attempt.id) == (made[0].id, made[2].id)
