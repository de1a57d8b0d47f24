from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.desktop.attempts import kept
from trainer.desktop.painting.attempt_row import lay_attempt
from trainer.desktop.painting.calibration import CalibrationPoint, lay_calibration
from trainer.desktop.painting.drift import DriftDot, DriftMean, lay_drift
from trainer.desktop.painting.scene import Rule, Scene, Words, paint_scene
from trainer.desktop.painting.shapes import Area, Box, Sign, Spot, Stroke, Upright
from trainer.desktop.painting.squares import Proportion, lay_proportions, lay_squares
from trainer.desktop.painting.tally_grid import MOST_DOTS, TallyCell, TallyRow, lay_tally
from trainer.desktop.theme import Theme

JUDGEMENTS = ("vindicated", "mixed", "regretted")
DAY = dt.date(2026, 10, 31)

sizes = st.sampled_from([100, 140, 200])


def point(forecast: float, share: float, low: float, high: float, count: int = 12) -> CalibrationPoint:
    return CalibrationPoint(f"{forecast}", f"at {forecast}", forecast, share, low, high, count, count < 10)


@st.composite
def calibrations(draw: st.DrawFn) -> list[CalibrationPoint]:
    made = []
    for number in range(draw(st.integers(0, 10))):
        forecast = draw(st.floats(10 * number, 10 * number + 9))
        low, share, high = sorted(draw(st.tuples(*[st.floats(0, 100)] * 3)))
        made.append(point(forecast, share, low, high, draw(st.sampled_from([1, 9, 10, 99, 1234, 100_000]))))
    return made


def tally(counts: tuple[int, ...]) -> list[TallyRow]:
    cells = [TallyCell(str(index), f"cell {index}: {count}", count) for index, count in enumerate(counts)]
    return [
        TallyRow("With the record", "with", tuple(cells[:3])),
        TallyRow("Against it", "against", tuple(cells[3:])),
    ]


def texts_meet(scene: Scene) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    def meet(a: Words, b: Words) -> bool:
        shared = a.rect.intersected(b.rect)
        return shared.width() > 0.6 and shared.height() > 0.6

    return [(a.lines, b.lines) for a, b in combinations(scene.words(), 2) if meet(a, b)]


def texts_outside(scene: Scene) -> list[tuple[str, ...]]:
    area = QRectF(QPointF(0, 0), scene.size).adjusted(-0.6, -0.6, 0.6, 0.6)
    return [each.lines for each in scene.words() if not area.contains(each.rect)]


def said(scene: Scene) -> str:
    return " ".join(line for each in scene.words() for line in each.lines)


def painted(scene: Scene, theme: Theme) -> QImage:
    image = QImage(scene.size.toSize(), QImage.Format.Format_RGB32)
    image.fill(theme.colour("page"))
    painter = QPainter(image)
    paint_scene(painter, QPointF(0, 0), scene, theme)
    painter.end()
    return image


@settings(max_examples=80, deadline=None)
@given(calibrations(), st.sampled_from([220, 326, 540]), sizes)
def test_in_a_calibration_plot_no_texts_meet_or_are_cut(
    theme_at: Callable[[str, int], Theme], points: list[CalibrationPoint], width: int, size: int
) -> None:
    scene = lay_calibration(points, theme_at("light", size), width * size / 100)
    assert texts_meet(scene) == []
    assert texts_outside(scene) == []


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.sampled_from([0, 1, 9, 10, 30, 31, 400, 123_456])] * 6), st.sampled_from([250, 366, 512]), sizes)
def test_in_a_grid_no_texts_meet_or_are_cut(
    theme_at: Callable[[str, int], Theme], counts: tuple[int, ...], width: int, size: int
) -> None:
    scene = lay_tally(JUDGEMENTS, tally(counts), theme_at("light", size), width * size / 100, active="3")
    assert texts_meet(scene) == []
    assert texts_outside(scene) == []


@st.composite
def drifts(draw: st.DrawFn) -> tuple[list[DriftDot], list[DriftMean]]:
    days = sorted(draw(st.lists(st.integers(0, draw(st.sampled_from([1, 40, 400, 4000]))), min_size=1, max_size=30)))
    dots = [DriftDot(DAY + dt.timedelta(days=day), draw(st.integers(-100, 100)), draw(st.booleans())) for day in days]
    means = [DriftMean(dot.day, dot.points / 2, dot.points / 2 - 3, dot.points / 2 + 4) for dot in dots[7:]]
    return dots, means


@settings(max_examples=80, deadline=None)
@given(drifts(), st.sampled_from([250, 366, 512]), sizes)
def test_in_a_drift_everything_stays_within_and_no_dates_meet(
    theme_at: Callable[[str, int], Theme],
    data: tuple[list[DriftDot], list[DriftMean]],
    width: int,
    size: int,
) -> None:
    scene = lay_drift(*data, theme_at("light", size), width * size / 100)
    area = QRectF(QPointF(0, 0), scene.size).adjusted(-0.6, -0.6, 0.6, 0.6)
    days = Scene(scene.size, tuple(scene.words("day", "tick")))
    assert list(days.words("day"))
    assert texts_meet(days) == []
    assert texts_outside(scene) == []
    assert all(area.contains(each.at) for each in scene.of(Spot))
    assert all(area.contains(at) for each in scene.of(Stroke) for at in each.points)


def test_a_point_sits_at_its_forecast_and_share_with_its_interval(light: Theme) -> None:
    scene = lay_calibration([point(0, 0, 0, 40), point(50, 25, 10, 50), point(100, 100, 60, 100)], light, 326)
    spots = [each.at for each in scene.of(Spot)]
    intervals = list(scene.rules("interval"))
    left, right = spots[0].x(), spots[2].x()
    bottom, top = spots[0].y(), spots[2].y()
    assert spots[1].x() == pytest.approx((left + right) / 2)
    assert spots[1].y() == pytest.approx(bottom + (top - bottom) * 0.25)
    assert intervals[1].start.y() == pytest.approx(bottom + (top - bottom) * 0.1)
    assert intervals[1].end.y() == pytest.approx(bottom + (top - bottom) * 0.5)
    (expected,) = (each for each in scene.of(Stroke) if each.role == "expected")
    assert expected.dashed
    assert expected.points == (QPointF(left, bottom), QPointF(right, top))


def test_below_ten_decisions_a_point_is_hollow_and_its_interval_dashed(light: Theme) -> None:
    scene = lay_calibration([point(20, 30, 10, 60, 9), point(60, 70, 50, 90, 10)], light, 326)
    assert [each.hollow for each in scene.of(Spot)] == [True, False]
    assert [each.dashed for each in scene.rules("interval")] == [True, False]


def test_the_counts_stand_below_their_points(light: Theme) -> None:
    points = [point(10, 20, 5, 40, 11), point(50, 50, 30, 70, 15), point(90, 80, 60, 95, 5)]
    scene = lay_calibration(points, light, 326)
    counts = {each.lines[0]: each.rect.center().x() for each in scene.words("count")}
    assert list(counts) == ["11", "15", "5"]
    assert [counts[str(each.count)] for each in points] == pytest.approx([each.at.x() for each in scene.of(Spot)])


def test_large_counts_are_rounded_only_where_they_find_no_room(light: Theme) -> None:
    points = [point(10 * number + 5, 50, 40, 60, 123_456) for number in range(10)]
    assert {each.lines[0] for each in lay_calibration(points, light, 326).words("count")} == {"123k"}
    assert {each.lines[0] for each in lay_calibration(points[::5], light, 326).words("count")} == {"123,456"}


def test_every_point_can_be_opened_where_it_is(light: Theme) -> None:
    scene = lay_calibration([point(20, 30, 10, 60), point(60, 70, 50, 90)], light, 326)
    assert [each.key for each in scene.targets] == ["20", "60"]
    assert all(target.area.contains(spot.at) for target, spot in zip(scene.targets, scene.of(Spot), strict=True))


def test_a_point_that_is_pointed_at_grows_and_moves_nothing(light: Theme) -> None:
    points = [point(20, 30, 10, 60), point(60, 70, 50, 90)]
    plain, active = (lay_calibration(points, light, 326, key) for key in ("", "60"))
    sizes_of = [[each.radius for each in scene.of(Spot)] for scene in (plain, active)]
    assert sizes_of[0][0] == sizes_of[1][0]
    assert sizes_of[0][1] < sizes_of[1][1]
    assert plain.size == active.size


def test_the_name_of_the_axis_reads_upwards_beside_it(light: Theme) -> None:
    scene = lay_calibration([point(20, 30, 10, 60)], light, 326)
    (name,) = scene.of(Upright)
    assert name.text == "They chose the same"
    assert name.rect.height() > name.rect.width()
    assert 0 <= name.rect.top() < name.rect.bottom() <= scene.size.height()


def test_up_to_thirty_decisions_a_cell_each_has_its_mark(light: Theme) -> None:
    counts = (22, 5, 7, MOST_DOTS, 0, 9)
    scene = lay_tally(JUDGEMENTS, tally(counts), light, 458)
    marks = [each.name for each in scene.of(Sign) if each.role == "dot"]
    assert [marks.count(name) for name in JUDGEMENTS] == [22 + MOST_DOTS, 5, 7 + 9]
    assert not list(scene.of(Box))


def test_marks_stay_within_their_cells(light: Theme) -> None:
    scene = lay_tally(JUDGEMENTS, tally((30, 30, 30, 30, 30, 30)), light, 366)
    for mark in (each for each in scene.of(Sign) if each.role == "dot"):
        assert any(target.area.adjusted(-1, 0, 0, 0).contains(mark.rect) for target in scene.targets)


def test_with_more_in_any_cell_all_have_bars_to_one_scale(light: Theme) -> None:
    scene = lay_tally(JUDGEMENTS, tally((200, 100, 50, 100, 0, 10)), light, 458)
    bars = [each for each in scene.of(Box) if each.role == "bar"]
    assert not [each for each in scene.of(Sign) if each.role == "dot"]
    assert [bar.rect.width() / bars[0].rect.width() for bar in bars] == pytest.approx([1, 0.5, 0.25, 0.5, 0.05])
    assert [bar.fill is not None for bar in bars] == [True, False, False, True, False]


def test_a_grid_tells_no_total_and_no_percentage(light: Theme) -> None:
    scene = lay_tally(JUDGEMENTS, tally((22, 5, 7, 17, 4, 9)), light, 458)
    assert sorted(each.lines[0] for each in scene.words("count")) == ["17", "22", "4", "5", "7", "9"]
    assert "%" not in said(scene)
    assert not {"64", "34", "30", "39", "16"} & set(said(scene).split())


def test_only_cells_with_decisions_can_be_opened(light: Theme) -> None:
    scene = lay_tally(JUDGEMENTS, tally((22, 0, 7, 0, 4, 9)), light, 458)
    assert [each.key for each in scene.targets] == ["0", "2", "4", "5"]


def test_a_cell_that_is_pointed_at_says_what_a_press_does(light: Theme) -> None:
    rows = tally((22, 5, 7, 17, 4, 9))
    plain, active = (lay_tally(JUDGEMENTS, rows, light, 458, key) for key in ("", "5"))
    assert "Open" not in said(plain)
    (box,) = active.of(Box)
    (open_,) = active.words("open")
    assert box.rect == active.targets[5].area
    assert box.rect.contains(open_.rect)


def test_in_a_narrow_grid_the_names_of_rows_stand_above_their_cells(light: Theme) -> None:
    rows = tally((22, 5, 7, 17, 4, 9))
    wide, narrow = (lay_tally(JUDGEMENTS, rows, light, width) for width in (458, 300))
    assert wide.targets[0].area.left() > 0 == narrow.targets[0].area.left()
    names = {" ".join(each.lines): each for each in narrow.words("row")}
    assert names["With the record"].rect.bottom() <= narrow.targets[0].area.top()


@pytest.mark.parametrize("name", JUDGEMENTS)
def test_marks_differ_without_their_colours(name: str, light: Theme) -> None:
    """As a greyscale printer shows them: how much ink a mark of each judgement takes."""

    def ink(judgement: str) -> int:
        counts = tuple(10 if each == judgement else 0 for each in JUDGEMENTS)
        scene = lay_tally(JUDGEMENTS, tally((*counts, 0, 0, 0)), _grey(light), 458)
        dots = tuple(each for each in scene.of(Sign) if each.role == "dot")
        image = painted(Scene(scene.size, dots), _grey(light))
        return sum(image.pixelColor(x, y).value() < 128 for x in range(image.width()) for y in range(image.height()))

    others = [ink(each) for each in JUDGEMENTS if each != name]
    assert all(abs(ink(name) - other) > 0.15 * max(ink(name), other) for other in others)


def _grey(theme: Theme) -> Theme:
    same = dict.fromkeys(JUDGEMENTS, "#000000")
    return Theme("grey", False, {**theme.colours, **same})


def test_so_many_squares_are_full_as_count(light: Theme) -> None:
    scene = lay_squares(9, 13, light, 240)
    boxes = [each.role for each in scene.of(Box)]
    assert boxes == ["full"] * 9 + ["empty"] * 4
    assert said(scene).split() == ["9", "of", "13"]
    assert scene.size.width() <= 240


def test_where_squares_find_no_room_a_bar_has_their_proportion(light: Theme) -> None:
    scene = lay_squares(250, 1000, light, 240)
    whole, part = scene.of(Box)
    assert part.rect.width() == pytest.approx(whole.rect.width() / 4)
    assert scene.size.width() <= 240


def test_nothing_missed_has_no_full_square(light: Theme) -> None:
    assert {each.role for each in lay_squares(0, 7, light, 240).of(Box)} == {"empty"}
    assert {each.role for each in lay_squares(0, 7000, light, 240).of(Box)} == {"empty"}


@pytest.mark.parametrize("width", [300, 560])
def test_a_list_of_proportions_names_each(width: int, light: Theme) -> None:
    rows = [Proportion("a", "How long things take", 9, 13), Proportion("b", "危机:供应链断裂时的决定", 250, 1000)]
    scene = lay_proportions(rows, light, width)
    assert texts_meet(scene) == []
    assert texts_outside(scene) == []
    assert "How long things take" in said(scene)


def test_recalls_nearer_to_what_happened_stand_higher(light: Theme) -> None:
    scene = lay_drift([DriftDot(DAY, -5), DriftDot(DAY + dt.timedelta(days=9), 15)], [], light, 458)
    low, high = scene.of(Spot)
    assert low.at.x() < high.at.x()
    assert low.at.y() > high.at.y()
    assert not list(scene.of(Area))


def test_later_recalls_are_small_dots(light: Theme) -> None:
    scene = lay_drift([DriftDot(DAY, 5), DriftDot(DAY, 5, counted=False)], [], light, 458)
    counted, later = scene.of(Spot)
    assert counted.hollow
    assert not later.hollow
    assert later.radius < counted.radius


def test_the_band_lies_below_the_recalls_and_the_mean_above_them(light: Theme) -> None:
    dots = [DriftDot(DAY + dt.timedelta(days=day), 5) for day in range(9)]
    means = [DriftMean(dot.day, 5, 2, 8) for dot in dots[7:]]
    kinds = [type(each) for each in lay_drift(dots, means, light, 458).pieces if isinstance(each, (Area, Spot, Stroke))]
    assert kinds.index(Area) < kinds.index(Spot)
    assert kinds[-1] is Stroke


def test_a_first_mean_alone_is_a_spot_with_its_interval(light: Theme) -> None:
    dots = [DriftDot(DAY, 5)] * 8
    scene = lay_drift(dots, [DriftMean(DAY, 5, 2, 8)], light, 458)
    assert [each.role for each in scene.of(Spot)][-1] == "mean"
    (interval,) = scene.rules("interval")
    assert isinstance(interval, Rule)
    assert not list(scene.of(Area))


@pytest.mark.parametrize(("days", "labels"), [(5, ["Nov"]), (100, ["Nov", "Dec", "Jan 2027", "Feb"]), (1500, ["2027"])])
def test_days_are_told_by_month_or_by_year(days: int, labels: list[str], light: Theme) -> None:
    scene = lay_drift([DriftDot(DAY, 0), DriftDot(DAY + dt.timedelta(days=days), 0)], [], light, 600)
    assert [each.lines[0] for each in scene.words("day")][: len(labels)] == labels


@pytest.mark.parametrize("width", [250, 500, 860])
@pytest.mark.parametrize("size", [100, 200])
def test_an_attempt_in_a_list_is_told_whole(width: int, size: int, theme_at: Callable[[str, int], Theme]) -> None:
    for line in kept().lines:
        scene = lay_attempt(line, theme_at("light", size), width * size / 100, dt.UTC)
        assert texts_meet(scene) == []
        assert texts_outside(scene) == []
        text = said(scene)
        for word in (line.taken_title, f"{line.forecast}\N{NO-BREAK SPACE}%", f"{line.agreement.value} the record"):
            assert word in text
        assert ("second try" in text) == (line.number == 2)
        below = scene.size.height() - max(each.rect.bottom() for each in scene.words())
        assert 11 * size / 100 - 1 <= below <= 14 * size / 100


def test_a_scene_is_moved_as_a_whole(light: Theme) -> None:
    scene = lay_calibration([point(20, 30, 10, 60)], light, 326)
    moved = Scene(scene.size, tuple(scene.moved(100, 0)))
    image, other = painted(scene, light), painted(Scene(scene.size * 2, moved.pieces), light)
    cut = other.copy(100, 0, image.width(), image.height())
    assert image == cut
    assert image.pixelColor(0, 0) == QColor("#FFFFFF")


def test_in_one_list_all_have_squares_or_none(light: Theme) -> None:
    rows = [Proportion("a", "How long things take", 9, 13), Proportion("b", "What trust is worth", 25, 100)]
    assert len(list(lay_proportions(rows, light, 560).of(Box))) == 4
    assert len(list(lay_proportions(rows[:1], light, 560).of(Box))) == 13
