from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.reports.watch import ExportCancelled, Watch

COUNTS = st.integers(0, 1_000_000)


@given(COUNTS, COUNTS)
def test_a_share_can_always_be_made_of_what_is_told(done: int, total: int) -> None:
    told: list[float] = []

    Watch(lambda now, most: told.append(now / most)).tell(done, total)

    (share,) = told
    assert 0 <= share <= 1
    assert (share == 1) is (done >= total)


@given(st.lists(COUNTS, min_size=1).map(sorted), st.lists(COUNTS, min_size=1).map(sorted), st.floats(0.01, 0.99))
def test_pieces_of_work_add_up(first: list[int], second: list[int], cut: float) -> None:
    told: list[float] = []
    watch = Watch(lambda now, most: told.append(now / most))

    for piece, counts in ((watch.part(0, cut), first), (watch.part(cut, 1), second)):
        for done in counts:
            piece.tell(done, counts[-1])

    assert told == sorted(told)
    assert told[-1] == 1
    assert told[len(first) - 1] == pytest.approx(cut, abs=1e-4)


def test_whoever_wants_to_stop_is_heard_also_in_a_piece() -> None:
    watch = Watch(cancelled=lambda: True)

    for each in (watch, watch.part(0, 0.5)):
        with pytest.raises(ExportCancelled, match="nothing was written"):
            each.tell(1, 2)
        with pytest.raises(ExportCancelled):
            each.check()


def test_nobody_needs_to_look_on() -> None:
    Watch().part(0.2, 0.4).tell(1, 2)
