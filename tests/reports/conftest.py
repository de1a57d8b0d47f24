"""A progress file in which two learners have come differently far."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.progress import tiny
from tests.progress.tiny import ALL, commitment, debriefed
from trainer.progress.store import Store
from trainer.progress.values import FactorMark


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Mara has debriefed the harbour, tried it again, and revealed the bridge in part; Jon has revealed the tunnel."""
    town, clock = tiny.case(), tiny.Clock()
    (tmp_path / "data").mkdir()
    with Store.open(tmp_path / "data" / "progress.sqlite3", clock) as opened:
        mara, jon = opened.add_learner("Mara"), opened.add_learner("jon")

        harbour = opened.commit(mara.id, "town", town.envelopes["harbour"], commitment("wait", 60, "=1+1"))
        debriefed(opened, harbour)
        opened.save_debrief(harbour.id, {"cash": FactorMark.MISSED}, "Count, then build.")
        clock.pass_by()
        bridge = opened.commit(mara.id, "town", town.envelopes["bridge"], commitment(reasons="Zwölf Brücken,\n李雷"))
        opened.open_steps(bridge.id, ALL - 1)
        opened.save_debrief(bridge.id, {"cash": FactorMark.SAW}, "")
        clock.pass_by()
        opened.commit(mara.id, "town", town.envelopes["harbour"], commitment("build", 20))
        tunnel = opened.commit(jon.id, "town", town.envelopes["tunnel"], commitment("build", 0, 'He said "now".'))
        opened.open_steps(tunnel.id, ALL)
        opened.save_debrief(tunnel.id, {"cash": FactorMark.SAW}, "")
        yield opened


@pytest.fixture
def progress(store: Store) -> Path:
    """Of the file of that store."""
    return store.path
