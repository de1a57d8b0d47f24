from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from trainer.desktop.paper.strips import (
    Ground,
    Mark,
    Strip,
    abreast,
    beside,
    blank,
    headed,
    height_of,
    kept,
    marked,
    on_ground,
    shifted,
    spaced,
)

LENGTHS = st.floats(min_value=1, max_value=60)


class Drawn:
    """Where strips were drawn."""

    def __init__(self) -> None:
        self.at: list[tuple[str, float, float]] = []

    def strip(self, name: str, height: float, gap: float = 0.0, *, keep: bool = False) -> Strip:
        return Strip(height, lambda _painter, x, y: self.at.append((name, x, y)), gap, keep)

    def draw(self, strips: list[Strip]) -> None:
        """Draw strips below each other, from (0, 0) on."""
        image = QImage(1, 1, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        y = 0.0
        for strip in strips:
            y += strip.gap
            strip.draw(painter, 0, y)
            y += strip.height
        painter.end()


@st.composite
def columns(draw: st.DrawFn) -> list[list[tuple[float, float, bool]]]:
    strip = st.tuples(LENGTHS, st.floats(min_value=0, max_value=20), st.booleans())
    return draw(st.lists(st.lists(strip, min_size=1, max_size=7), min_size=1, max_size=4))


@given(columns())
def test_columns_side_by_side_hold_each_strip_where_it_stood_in_its_own(
    given: list[list[tuple[float, float, bool]]],
) -> None:
    drawn = Drawn()
    made = []
    expected = set()
    for number, column in enumerate(given):
        strips, y = [], 0.0
        for index, (height, gap, keep) in enumerate(column):
            y += gap if index else 0.0
            name = f"{number}.{index}"
            strips.append(drawn.strip(name, height, gap, keep=keep))
            expected.add((name, 100.0 * number, round(y, 3)))
            y += height
        made.append((100.0 * number, strips))
    both = beside(made)
    drawn.draw(spaced(both, 0))
    assert {(name, x, round(y, 3)) for name, x, y in drawn.at} == expected
    tallest = max(height_of(spaced(strips, 0)) for _, strips in made)
    assert abs(height_of(spaced(both, 0)) - tallest) < 0.01


def test_columns_are_cut_where_no_line_of_any_is_cut() -> None:
    lines = [Strip(20), Strip(20), Strip(20)]
    assert [strip.height for strip in beside([(0, lines), (50, [Strip(30), Strip(10)])])] == [40, 20]


def test_columns_that_make_one_strip_are_drawn_one_after_the_other() -> None:
    drawn = Drawn()
    columns = [(0.0, [drawn.strip("a", 20), drawn.strip("b", 20)]), (50.0, [drawn.strip("c", 15), drawn.strip("d", 9)])]
    (whole,) = abreast(columns)
    drawn.draw([whole])
    assert drawn.at == [("a", 0, 0), ("b", 0, 20), ("c", 50, 0), ("d", 50, 15)]
    assert whole.height == 40


def test_columns_too_high_for_one_strip_may_be_cut() -> None:
    assert len(abreast([(0.0, [Strip(20)] * 30), (50.0, [Strip(20)])])) == 30


def test_what_one_column_keeps_together_stays_so_beside_another() -> None:
    kept_column = kept([Strip(20), Strip(20), Strip(20)])
    other = [Strip(20), Strip(20), Strip(20), Strip(20)]
    assert [strip.keep for strip in beside([(0, kept_column), (50, other)])] == [True, True, False, False]


def test_a_heading_keeps_with_what_follows() -> None:
    assert [strip.keep for strip in kept([Strip(1), Strip(1)], with_next=True)] == [True, True]
    assert [strip.keep for strip in kept([Strip(1), Strip(1)])] == [True, False]


def test_each_row_of_a_table_brings_the_head_along_to_a_new_page() -> None:
    head, rows = [Strip(5)], [Strip(7), Strip(8)]
    made = headed(rows, head)
    assert [strip.height for strip in made] == [5, 7, 8]
    assert [len(strip.again) for strip in made] == [0, 1, 1]
    assert made[0].keep


def test_a_ground_lies_below_everything_without_a_seam_in_between() -> None:
    painted: list[QRectF] = []
    ground = Ground(0, 100, lambda _painter, area: painted.append(area))
    text = on_ground([Strip(20, gap=9), Strip(20, gap=6), Strip(20, gap=6)], ground, 4)
    side = [Strip(20)]
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    y = 0.0
    for strip in spaced(beside([(0, side), (50, text)]), 0):
        top = y
        y += strip.gap
        for each in strip.grounds:
            above = strip.gap if each.over_gap else 0
            each.paint(painter, QRectF(each.x, y - above, each.width, strip.height + above))
        y += strip.height
        assert y > top
    painter.end()
    edges = [(round(area.top(), 3), round(area.bottom(), 3)) for area in painted]
    assert edges[0][0] == 0
    assert edges[-1][1] == 4 + 20 + 6 + 20 + 6 + 20 + 4
    assert all(below[0] <= above[1] for above, below in pairwise(edges))


def test_a_mark_stands_at_the_first_strip_and_goes_along_beside_others() -> None:
    strips = marked([Strip(10), Strip(10)], Mark("Here", key="here"))
    both = beside([(0, [Strip(10)]), (40, shifted(strips, 5))])
    assert [[mark.key for mark in strip.marks] for strip in both] == [["here"], []]


def test_nothing_stays_nothing() -> None:
    assert beside([(0, []), (10, [])]) == []
    assert kept([]) == spaced([], 5) == on_ground([], Ground(0, 1, lambda *_: None), 3) == []
    assert replace(blank(3), keep=False) == Strip(3)
