from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from trainer.desktop.painting.shapes import Area, Stroke
from trainer.desktop.painting.shift import MOST_STRANDS, Flow, lay_bands, lay_strands, place_height

AREA = QRectF(100, 50, 400, 300)
FLOWS = [Flow(0, 0, 12), Flow(0, 1, 6), Flow(1, 0, 1), Flow(1, 1, 13), Flow(2, 1, 3), Flow(2, 2, 6)]


def test_each_person_is_a_strand_of_their_kind() -> None:
    strands = [piece for piece in lay_strands(lay_bands(FLOWS, 3, AREA, 10), AREA) if isinstance(piece, Stroke)]

    assert Counter(strand.role for strand in strands) == {"moved": 10, "stayed": 31}


def test_many_people_are_ribbons_one_a_flow() -> None:
    many = [Flow(0, 0, MOST_STRANDS), Flow(0, 1, 1)]

    ribbons = [piece for piece in lay_strands(lay_bands(many, 2, AREA, 10), AREA) if isinstance(piece, Area)]

    assert [ribbon.role for ribbon in ribbons] == ["stayed", "moved"]


def test_a_flow_begins_at_its_first_option_and_ends_at_its_second() -> None:
    place = place_height(AREA, 3)
    for band in lay_bands(FLOWS, 3, AREA, 10):
        for top, option in ((band.left, band.flow.start), (band.right, band.flow.end)):
            assert AREA.top() + option * place <= top
            assert top + band.height <= AREA.top() + (option + 1) * place


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(0, 400), min_size=1, max_size=25))
def test_no_two_flows_lie_on_each_other_and_none_leaves_its_place(counts: dict[tuple[int, int], int]) -> None:
    bands = lay_bands([Flow(start, end, count) for (start, end), count in counts.items()], 5, AREA, 12)

    assert sum(band.flow.count for band in bands) == sum(counts.values())
    for side in ("left", "right"):
        spans = sorted((getattr(band, side), getattr(band, side) + band.height) for band in bands)
        assert all(one[1] <= other[0] + 1e-6 for one, other in pairwise(spans))
        assert all(AREA.top() - 1e-6 <= top and bottom <= AREA.bottom() + 1e-6 for top, bottom in spans)
