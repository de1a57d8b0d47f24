from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from trainer.desktop.painting.cover import CoverAct, CoverData, CoverView, GrainState, lay_cover, paint_cover
from trainer.desktop.theme import Theme

CARD = QRectF(0, 0, 320, 460)
HALF = QRectF(0, 0, 560, 840)
STATES = [GrainState.DECIDED, GrainState.HERE, GrainState.DUE]

acts = st.builds(CoverAct, st.integers(1, 60), st.lists(st.sampled_from(GrainState), max_size=60).map(tuple))
covers = st.lists(acts, min_size=1, max_size=12).map(lambda found: CoverData(tuple(found)))
areas = st.sampled_from([CARD, HALF, QRectF(10, 20, 200, 300), QRectF(0, 0, 700, 420)])


@given(covers, areas)
def test_every_decision_has_a_grain_in_its_own_ring(data: CoverData, area: QRectF) -> None:
    layout = lay_cover(area, data)
    assert len(layout.rings) == len(data.acts)
    grains = iter(layout.grains)
    for ring, act in zip(layout.rings, data.acts, strict=True):
        for state in act.grains:
            grain = next(grains)
            assert grain.state is state
            distance = hypot(grain.at.x() - layout.middle.x(), grain.at.y() - layout.middle.y())
            assert ring.inner + grain.length * 0.2 <= distance <= ring.outer - grain.length * 0.2
    assert next(grains, None) is None


@given(covers, areas)
def test_grains_lie_whole_on_the_cover_and_apart(data: CoverData, area: QRectF) -> None:
    grains = lay_cover(area, data).grains
    for grain in grains:
        half = grain.length / 2
        assert area.contains(QRectF(grain.at.x() - half, grain.at.y() - half, grain.length, grain.length))
    for a, b in combinations(grains, 2):
        assert hypot(a.at.x() - b.at.x(), a.at.y() - b.at.y()) > 0.42 * (a.length + b.length) / 2


@given(covers, areas)
def test_rings_follow_each_other_outwards_without_overlap(data: CoverData, area: QRectF) -> None:
    layout = lay_cover(area, data)
    assert layout.hole == layout.rings[0].inner
    assert all(ring.inner < ring.outer for ring in layout.rings)
    assert all(before.outer < after.inner for before, after in pairwise(layout.rings))
    assert layout.middle.y() - layout.rings[-1].outer > area.top()


@given(acts)
def test_an_act_grows_brighter_with_every_decision(act: CoverAct) -> None:
    light = CoverData((act,)).light(act)
    assert 0 < light <= 1
    assert (light == 1) == all(state.decided for state in act.grains)


def paint(data: CoverData, theme: Theme, area: QRectF = CARD, corner: float = 0.0) -> QImage:
    image = QImage(area.size().toSize(), QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    paint_cover(painter, area, data, theme, corner)
    painter.end()
    return image


HALFWAY = CoverData(
    (
        CoverAct(3, (GrainState.DECIDED,) * 3),
        CoverAct(3, (GrainState.DECIDED, GrainState.HERE)),
        CoverAct(2),
    )
)


def test_grains_show_their_state_in_their_colour(light: Theme) -> None:
    image = paint(HALFWAY, light)
    colours = {
        GrainState.DECIDED: light.colour("cover-grain"),
        GrainState.HERE: light.colour("cover-here"),
    }
    seen: Counter[GrainState] = Counter()
    for grain in lay_cover(CARD, HALFWAY).grains:
        seen[grain.state] += 1
        painted = image.pixelColor(grain.at.toPoint())
        if grain.state is GrainState.SEALED:
            assert painted not in colours.values()
        else:
            assert painted == colours[grain.state]
    assert seen == {GrainState.DECIDED: 4, GrainState.HERE: 1, GrainState.SEALED: 3}


def test_rings_that_are_not_reached_are_darker(light: Theme) -> None:
    image = paint(HALFWAY, light)
    layout = lay_cover(CARD, HALFWAY)
    tones = []
    for ring in layout.rings:
        y = layout.middle.y() - ring.inner - 4
        tones.append(image.pixelColor(round(layout.middle.x()) + 3, round(y)))
    assert tones[0] == light.colour("cover-act1")
    assert tones[2].lightness() < light.colour("cover-act3").lightness() * 0.75


def test_the_cover_is_the_same_in_both_themes(light: Theme, dark: Theme) -> None:
    assert paint(HALFWAY, light) == paint(HALFWAY, dark)


def test_corners_are_rounded_off(light: Theme) -> None:
    image = paint(HALFWAY, light, corner=8)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(0, 459).alpha() == 0
    assert image.pixelColor(160, 0) == light.colour("cover")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_view_paints_the_cover_and_says_what_is_decided(
    qtbot: QtBot, theme_at: Callable[[str, int], Theme], name: str
) -> None:
    theme = theme_at(name, 100)
    view = CoverView(theme, HALFWAY)
    qtbot.addWidget(view)
    view.resize(320, 460)
    assert view.accessibleDescription() == "4 of 8 decisions decided, in 3 acts"
    assert view.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32) == paint(HALFWAY, theme)
    view.show_data(CoverData((CoverAct(2, (GrainState.DECIDED,) * 2),)))
    assert view.accessibleDescription() == "2 of 2 decisions decided, in one act"
