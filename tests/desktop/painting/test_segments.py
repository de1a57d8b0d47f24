from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from trainer.desktop.painting.segments import GrainState, lay_segments, paint_segments, paint_stop, segments_size
from trainer.desktop.theme import Theme


@given(st.integers(1, 60), st.floats(40, 900))
def test_segments_fit_the_width_apart_and_of_one_length(light: Theme, count: int, width: float) -> None:
    boxes = lay_segments(count, width, light)
    assert len(boxes) == count
    assert boxes[0].left() == 0
    assert boxes[-1].right() <= width + 1e-6
    assert all(before.right() < after.left() for before, after in pairwise(boxes))
    assert len({round(box.width(), 6) for box in boxes}) == 1


def test_segments_keep_their_length_where_there_is_room(light: Theme) -> None:
    boxes = lay_segments(6, 900, light)
    assert boxes[0].width() == light.px(27)
    assert boxes[-1].right() == segments_size(6, light).width()


def test_no_decisions_have_no_segments(light: Theme) -> None:
    assert lay_segments(0, 100, light) == []


@pytest.mark.parametrize("name", ["light", "dark"])
def test_segments_are_filled_outlined_or_marked(theme_at: Callable[[str, int], Theme], name: str) -> None:
    theme = theme_at(name, 100)
    states = (GrainState.DECIDED, GrainState.HERE, GrainState.SEALED)
    image = QImage(100, 14, QImage.Format.Format_ARGB32)
    image.fill(theme.colour("paper"))
    painter = QPainter(image)
    paint_segments(painter, QRectF(0, 0, 100, 14), states, theme.act_colour(2), theme)
    painter.end()
    decided, here, sealed = lay_segments(3, 100, theme)
    assert image.pixelColor(round(decided.center().x()) + 6, 7) == theme.act_colour(2)
    assert image.pixelColor(round(here.center().x()), 6) == theme.colour("accent")
    assert image.pixelColor(round(here.center().x()) + 6, 7) == theme.colour("page")
    assert image.pixelColor(round(sealed.center().x()), 7) == theme.colour("paper")


def test_stops_differ_from_each_other_in_grey(light: Theme) -> None:
    looks = set()
    for state in GrainState:
        image = QImage(20, 20, QImage.Format.Format_ARGB32)
        image.fill(light.colour("paper"))
        painter = QPainter(image)
        paint_stop(painter, QPointF(10, 10), state, light.act_colour(2), light)
        painter.end()
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        looks.add(tuple(grey.pixelColor(x, 10).lightness() // 24 for x in range(20)))
    assert len(looks) == len(GrainState)
