from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from trainer.desktop.painting.result_curve import CurveData, curve_sentence, lay_curve, paint_curve
from trainer.desktop.painting.scene import Curve, Scene
from trainer.desktop.theme import Theme


def data(*ys: float | None, present: int = 0, plan: int = 0) -> CurveData:
    xs = tuple(1000.0 + 500 * index for index in range(len(ys)))
    return CurveData(xs, ys, present, plan, "Price", "Profit or loss", "yuan", "yuan")


def curves(scene: Scene) -> list[Curve]:
    return [each for each in scene.pieces if isinstance(each, Curve)]


def test_the_zero_line_lies_where_the_curve_changes_its_sign(light: Theme) -> None:
    scene = lay_curve(data(-100, 0, 100, present=1), light, 540)
    (zero,) = scene.rules("zero")
    (present,) = scene.dots("present")
    assert present.at.y() == pytest.approx(zero.start.y())
    (curve,) = curves(scene)
    assert curve.points[0].y() > zero.start.y() > curve.points[-1].y()
    assert present.at == curve.points[1]


def test_the_plan_is_marked_once_the_figure_has_left_it(light: Theme) -> None:
    assert not list(lay_curve(data(1, 2, 3), light, 540).dots("plan"))
    (plan,) = lay_curve(data(1, 2, 3, present=2), light, 540).dots("plan")
    assert plan.value == 1


def test_the_curve_is_broken_where_there_is_no_result(light: Theme) -> None:
    scene = lay_curve(data(1, 2, None, 4, 5, present=2), light, 540)
    assert [len(each.points) for each in curves(scene)] == [2, 2]
    assert not list(scene.dots("present"))


def test_a_curve_without_any_result_is_empty_and_says_so(light: Theme) -> None:
    nothing = data(None, None)
    assert curves(lay_curve(nothing, light, 540)) == []
    assert curve_sentence(nothing) == "No result."


def test_the_sentence_tells_the_ends_and_the_zero() -> None:
    told = curve_sentence(data(-150_300_000, 0, 149_700_000)).replace("\N{NO-BREAK SPACE}", " ")
    assert told == (
        "Profit or loss over Price: from −150 million yuan at 1,000 yuan to 150 million yuan at 2,000 yuan. "
        "Zero near 1,500 yuan."
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(st.none() | st.floats(-1e17, 1e17), min_size=2, max_size=30),
    st.integers(160, 1200),
    st.sampled_from([100, 200]),
)
def test_everything_lies_within_the_width_and_no_figures_meet(
    theme_at: Callable[[str, int], Theme], ys: list[float | None], width: int, text_size: int
) -> None:
    scene = lay_curve(data(*ys, present=len(ys) - 1), theme_at("light", text_size), width)
    for each in scene.words():
        assert each.rect.bottom() <= scene.size.height() + 0.01
    for dot in scene.dots("present"):
        assert 0 <= dot.at.x() <= width
    foot = list(scene.words("foot"))
    assert foot
    assert all(a.rect.right() <= b.rect.left() for a, b in pairwise(foot)) or width < 2 * text_size


@pytest.mark.parametrize("name", ["light", "dark"])
def test_curve_zero_line_and_point_can_be_told_apart_in_grey(theme_at: Callable[[str, int], Theme], name: str) -> None:
    theme = theme_at(name, 100)
    image = QImage(540, 200, QImage.Format.Format_RGB32)
    image.fill(theme.colour("page"))
    painter = QPainter(image)
    paint_curve(painter, QRectF(0, 0, 540, 200), data(-100, 0, 100, present=2), theme)
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    ground = grey.pixelColor(539, 199).lightness()
    (zero,) = lay_curve(data(-100, 0, 100, present=2), theme, 540).rules("zero")
    column = [grey.pixelColor(150, y).lightness() for y in range(200)]
    dark = [y for y, light in enumerate(column) if abs(light - ground) > 60]
    assert int(zero.start.y()) in dark
    assert any(y > zero.start.y() + 3 for y in dark)
