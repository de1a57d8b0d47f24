from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from trainer.case.chart import ChartData, Line, Row, chart_sentence, chart_table
from trainer.case.exhibits import ChartExhibit, Mark, Series
from trainer.desktop.painting.charts import chart_height, lay_chart, paint_chart
from trainer.desktop.painting.lines import spread
from trainer.desktop.painting.scene import Curve, Scene, Words
from trainer.desktop.theme import Theme

PRICES = ChartData(
    "bars",
    "yuan",
    ("LG Optimus 2X", "HTC Sensation", "Motorola ME860", "Samsung Galaxy S2"),
    (Row("Price", (2575, 3575, 4298, 4999)),),
    (Line(1499, "planned", dashed=True), Line(2000, "cost 2,000")),
    "Four rivals and their prices",
)

names = st.text("abcdefgh ABC,-0123456789今天价格手机", min_size=1, max_size=40).map(lambda text: text.strip() or "x")
values = st.one_of(
    st.floats(-1e9, 1e9).map(lambda value: round(value, 2)),
    st.integers(-20, 5000).map(float),
    st.sampled_from([0.0, 1.0, 4999.0, 3e14, -3e14]),
)


@st.composite
def charts(draw: st.DrawFn) -> ChartData:
    categories = tuple(draw(st.lists(names, min_size=1, max_size=7)))
    count = len(categories)
    row = st.lists(st.one_of(st.none(), values), min_size=count, max_size=count).map(tuple)
    series = tuple(Row(draw(names), draw(row)) for _ in range(draw(st.integers(1, 6))))
    known = [value for each in series for value in each.values if value is not None] or [1.0]
    within = st.floats(min(0.0, *known), max(0.0, *known)).map(lambda value: round(value, 1))
    marks = tuple(Line(draw(within), draw(names), draw(st.booleans())) for _ in range(draw(st.integers(0, 3))))
    unit = draw(st.sampled_from(["yuan", "%", "million phones sold in mainland China"]))
    return ChartData(draw(st.sampled_from(["bars", "lines"])), unit, categories, series, marks, "A chart")


def outside(text: Words, scene: Scene) -> bool:
    area = QRectF(QPointF(0, 0), scene.size).adjusted(-0.6, -0.6, 0.6, 0.6)
    return not area.contains(text.rect)


def overlap(a: Words, b: Words) -> bool:
    shared = a.rect.intersected(b.rect)
    return shared.width() > 0.6 and shared.height() > 0.6


@settings(max_examples=150)
@given(charts(), st.sampled_from([320, 420, 540, 800]), st.sampled_from([100, 140, 200]))
def test_no_text_is_cut_off_or_meets_another(
    theme_at: Callable[[str, int], Theme], data: ChartData, width: int, text_size: int
) -> None:
    scene = lay_chart(data, theme_at("light", text_size), width)
    texts = list(scene.words())
    assert [each for each in texts if outside(each, scene)] == []
    assert [(a.lines, b.lines) for a, b in combinations(texts, 2) if overlap(a, b)] == []


@settings(max_examples=100)
@given(charts(), st.sampled_from([320, 540]))
def test_bars_markers_and_lines_stay_within_the_chart(light: Theme, data: ChartData, width: int) -> None:
    scene = lay_chart(data, light, width)
    area = QRectF(QPointF(0, 0), scene.size).adjusted(-0.6, -0.6, 0.6, 0.6)
    assert all(area.contains(bar.rect.topLeft()) and area.contains(bar.rect.bottomRight()) for bar in scene.bars())
    assert all(area.contains(dot.at) for dot in scene.dots())
    for role in ("grid", "mark", "leader"):
        assert all(area.contains(rule.start) and area.contains(rule.end) for rule in scene.rules(role))


@settings(max_examples=100)
@given(charts(), st.sampled_from([320, 540]))
def test_bars_are_drawn_to_scale(light: Theme, data: ChartData, width: int) -> None:
    scene = lay_chart(ChartData("bars", data.unit, data.categories, data.series, data.marks), light, width)
    bars = list(scene.bars())
    largest = max(bars, key=lambda bar: abs(bar.value), default=None)
    if largest is None or largest.value == 0:
        return
    scale = largest.rect.width() / abs(largest.value)
    assert scale > 0
    assert all(bar.rect.width() == pytest.approx(abs(bar.value) * scale, abs=1e-6) for bar in bars)


@settings(max_examples=100)
@given(charts())
def test_markers_stand_at_the_height_of_their_values(light: Theme, data: ChartData) -> None:
    scene = lay_chart(ChartData("lines", data.unit, data.categories, data.series, data.marks), light, 540)
    dots = sorted(scene.dots(), key=lambda dot: dot.value)
    known = [value for row in data.series for value in row.values if value is not None]
    assert sorted(known) == [dot.value for dot in dots]
    if dots and dots[0].value < dots[-1].value:
        first, last = dots[0], dots[-1]
        slope = (first.at.y() - last.at.y()) / (last.value - first.value)
        assert slope > 0
        for dot in dots:
            assert dot.at.y() == pytest.approx(first.at.y() - (dot.value - first.value) * slope, abs=1e-6)


def test_the_values_of_the_first_exhibit_stand_at_the_ends_of_their_bars(light: Theme) -> None:
    scene = lay_chart(PRICES, light, 540)
    assert [text.lines for text in scene.words("value")] == [("2,575",), ("3,575",), ("4,298",), ("4,999",)]
    for bar, text in zip(scene.bars(), scene.words("value"), strict=True):
        assert text.rect.left() - bar.rect.right() == light.px(7)
        assert bar.rect.top() <= text.rect.center().y() <= bar.rect.bottom()
    assert [text.lines[0] for text in scene.words("tick")] == ["0", "1,000", "2,000", "3,000", "4,000", "5,000"]


def test_every_tick_label_stands_below_its_line(light: Theme) -> None:
    data = ChartData("bars", "per cent", ("2013", "2014"), (Row("Growth", (160, 227)),))
    scene = lay_chart(data, light, 540)
    lines = [rule.start.x() for rule in scene.rules("grid")]
    assert [text.rect.center().x() for text in scene.words("tick")] == pytest.approx(lines)
    (unit,) = scene.words("unit")
    assert {text.rect.top() for text in scene.words("tick")} == {unit.rect.top()}


def test_marks_stand_at_their_values_and_keep_their_dashes(light: Theme) -> None:
    scene = lay_chart(PRICES, light, 540)
    planned, cost = scene.rules("mark")
    bar = list(scene.bars())[-1]
    assert (cost.start.x() - bar.rect.left()) / bar.rect.width() == pytest.approx(2000 / 4999)
    assert (planned.start.x() - bar.rect.left()) / bar.rect.width() == pytest.approx(1499 / 4999)
    assert (planned.dashed, cost.dashed) == (True, False)
    assert [text.lines for text in scene.words("mark")] == [("planned 1,499",), ("cost 2,000",)]


def test_a_narrow_chart_sets_labels_above_the_bars_and_values_in_a_column(
    theme_at: Callable[[str, int], Theme],
) -> None:
    scene = lay_chart(PRICES, theme_at("light", 200), 320)
    for label, bar, value in zip(scene.words("label"), scene.bars(), scene.words("value"), strict=True):
        assert label.rect.bottom() <= bar.rect.top()
        assert value.rect.right() == pytest.approx(320)


def test_negative_bars_run_to_the_left_of_zero_in_the_same_tone(light: Theme) -> None:
    data = ChartData("bars", "million yuan", ("2011", "2012"), (Row("Result", (-150, 320)),))
    scene = lay_chart(data, light, 540)
    loss, gain = scene.bars()
    (zero,) = scene.rules("zero")
    assert loss.rect.right() == pytest.approx(zero.start.x())
    assert gain.rect.left() == pytest.approx(zero.start.x())
    assert loss.tone == gain.tone
    minus, _plus = scene.words("value")
    assert minus.rect.right() < loss.rect.left()


def test_a_value_that_is_not_known_has_no_bar_but_words(light: Theme) -> None:
    scene = lay_chart(ChartData("bars", "yuan", ("a", "b"), (Row("x", (None, 3)),)), light, 540)
    assert [bar.value for bar in scene.bars()] == [3]
    assert [text.lines[0] for text in scene.words("value")] == ["not known", "3"]


def test_months_are_counted_in_whole_numbers(light: Theme) -> None:
    data = ChartData("bars", "months", ("Screen", "Chip"), (Row("Months", (3, 2)),))
    assert [text.lines[0] for text in lay_chart(data, light, 540).words("tick")] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("form", ["bars", "lines"])
@pytest.mark.parametrize("row", [(0, 0), (None, None), (7, 7), (-7, -7), (1e-9, 2e-9), (1e300, -1e300), (4999.5, None)])
def test_unusual_values_are_drawn_all_the_same(light: Theme, form: str, row: tuple[float | None, ...]) -> None:
    data = ChartData(form, "yuan", ("a", "b"), (Row("x", row),))
    scene = lay_chart(data, light, 540)
    known = [value for value in row if value is not None]
    assert [each.value for each in scene.bars()] + [each.value for each in scene.dots()] == known
    assert [each for each in scene.words() if outside(each, scene)] == []
    assert list(scene.words("tick"))


def test_a_line_breaks_off_where_a_value_is_not_known(light: Theme) -> None:
    data = ChartData("lines", "%", ("1", "2", "3", "4", "5"), (Row("x", (1, 2, None, 4, 5)),))
    scene = lay_chart(data, light, 540)
    curves = [piece for piece in scene.pieces if isinstance(piece, Curve)]
    assert [len(curve.points) for curve in curves] == [2, 2]
    assert curves[0].points[-1].x() < curves[1].points[0].x()


def test_lines_are_named_at_their_ends_and_in_a_legend_where_that_is_too_narrow(
    theme_at: Callable[[str, int], Theme],
) -> None:
    rows = (Row("Xiaomi", (1, 15)), Row("Samsung Electronics", (18, 8)))
    data = ChartData("lines", "%", ("2011", "2015"), rows)
    wide = lay_chart(data, theme_at("light", 100), 540)
    assert [text.lines[0].split()[0] for text in wide.words("name")] == ["Xiaomi", "Samsung"]
    assert not list(wide.words("legend"))
    narrow = lay_chart(data, theme_at("light", 200), 320)
    assert not list(narrow.words("name"))
    assert [text.lines[0].split()[0] for text in narrow.words("legend")] == ["Xiaomi", "Samsung"]


@given(st.lists(st.tuples(st.floats(0, 200), st.floats(5, 30)), max_size=6))
def test_boxes_spread_without_overlap_between_the_edges(boxes: list[tuple[float, float]]) -> None:
    wanted = sorted(top for top, _height in boxes)
    heights = [height for _top, height in boxes]
    tops = spread(wanted, heights, 0, 200)
    assert all(top >= -1e-9 and top + height <= 200 + 1e-9 for top, height in zip(tops, heights, strict=True))
    assert all(top + height <= after + 1e-9 for (top, height), (after, _) in pairwise(zip(tops, heights, strict=True)))


def test_boxes_that_fit_stay_where_they_want_to_be() -> None:
    assert spread([10, 50], [20, 20], 0, 100) == [10, 50]


def render(data: ChartData, theme: Theme, width: int = 540) -> QImage:
    image = QImage(width, round(chart_height(data, theme, width)) + 1, QImage.Format.Format_ARGB32)
    image.fill(theme.colour("page"))
    painter = QPainter(image)
    paint_chart(painter, QRectF(image.rect()), data, theme)
    painter.end()
    return image


@pytest.mark.parametrize("name", ["light", "dark"])
def test_bars_are_painted_in_the_colours_of_the_theme(theme_at: Callable[[str, int], Theme], name: str) -> None:
    theme = theme_at(name, 100)
    image = render(PRICES, theme)
    for bar in lay_chart(PRICES, theme, 540).bars():
        inside = bar.rect.topLeft() + QPointF(20, 6)
        assert image.pixelColor(inside.toPoint()) == theme.colour("edge")
        beyond = QPointF(bar.rect.right() + 3, bar.rect.center().y())
        assert image.pixelColor(beyond.toPoint()) == theme.colour("page")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_six_series_of_bars_are_told_apart_without_colour(theme_at: Callable[[str, int], Theme], name: str) -> None:
    theme = theme_at(name, 100)
    data = ChartData("bars", "yuan", ("a",), tuple(Row(f"row {index}", (100,)) for index in range(6)))
    image = render(data, theme)
    looks = []
    for bar in lay_chart(data, theme, 540).bars():
        area = bar.rect.adjusted(4, 2, -4, -2).toRect()
        grey = [
            image.pixelColor(x, y).lightness()
            for x in range(area.left(), area.right())
            for y in range(area.top(), area.bottom())
        ]
        mean = sum(grey) / len(grey)
        looks.append((mean, (sum((each - mean) ** 2 for each in grey) / len(grey)) ** 0.5))
    for a, b in combinations(looks, 2):
        assert max(abs(a[0] - b[0]), abs(a[1] - b[1])) > 12


def test_the_same_function_paints_an_svg_with_real_text(light: Theme) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setViewBox(QRectF(0, 0, 540, 200))
    painter = QPainter(generator)
    paint_chart(painter, QRectF(0, 0, 540, 200), PRICES, light)
    painter.end()
    svg = bytes(buffer.data().data()).decode()
    assert "Samsung Galaxy S2" in svg
    assert "planned 1,499" in svg
    assert QColor(light.colour("edge")).name() in svg


def test_painting_leaves_the_painter_as_it_was(light: Theme) -> None:
    image = QImage(540, 300, QImage.Format.Format_ARGB32)
    image.fill(light.colour("page"))
    painter = QPainter(image)
    before = (painter.pen(), painter.brush(), painter.transform(), painter.renderHints())
    paint_chart(painter, QRectF(10, 10, 500, 280), PRICES, light)
    assert (painter.pen(), painter.brush(), painter.transform(), painter.renderHints()) == before
    painter.end()


def test_the_table_says_all_that_the_chart_shows() -> None:
    assert chart_table(PRICES) == (
        ("", "Price (yuan)"),
        ("LG Optimus 2X", "2,575"),
        ("HTC Sensation", "3,575"),
        ("Motorola ME860", "4,298"),
        ("Samsung Galaxy S2", "4,999"),
        ("planned", "1,499"),
        ("cost 2,000", "2,000"),
    )


@given(charts())
def test_every_row_of_the_table_is_as_wide_as_its_head(data: ChartData) -> None:
    table = chart_table(data)
    assert {len(row) for row in table} == {len(data.series) + 1}
    assert len(table) == 1 + len(data.categories) + len(data.marks)


def test_the_sentence_names_every_series_and_what_is_not_known() -> None:
    data = ChartData("lines", "%", ("2011", "2012"), (Row("Xiaomi", (1, None)), Row("Lenovo", (8, 9))))
    said = chart_sentence(data).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Lines, in %. Xiaomi. 2011: 1 %; 2012: not known. Lenovo. 2011: 8 %; 2012: 9 %."


def test_an_exhibit_becomes_a_chart_with_all_its_parts() -> None:
    exhibit = ChartExhibit(
        id="prices",
        title="Prices",
        kind="chart",
        form="bars",
        unit="yuan",
        categories=("a", "b"),
        series=(Series(name="Price", values=(1.0, None)),),
        marks=(Mark(value=2.0, label="cost", dashed=True),),
    )
    expected = ChartData("bars", "yuan", ("a", "b"), (Row("Price", (1, None)),), (Line(2, "cost", True),), "Prices")
    assert ChartData.of(exhibit) == expected


def test_a_series_of_the_wrong_length_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="series 'Price' has 1 values for 2 categories"):
        ChartData("bars", "yuan", ("a", "b"), (Row("Price", (1,)),))


def test_values_without_end_are_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        ChartData("bars", "yuan", ("a",), (Row("Price", (float("inf"),)),))


@pytest.mark.parametrize("text_size", [100, 200])
def test_many_categories_thin_out_down_to_the_last(theme_at: Callable[[str, int], Theme], text_size: int) -> None:
    years = tuple(str(1960 + index) for index in range(60))
    data = ChartData("lines", "yuan", years, (Row("x", tuple(range(60))),))
    labels = list(lay_chart(data, theme_at("light", text_size), 320).words("category"))
    assert labels[-1].lines == ("2019",)
    assert len(labels) > 2
    assert all(len(each.lines) == 1 for each in labels)
    assert all(before.rect.right() < after.rect.left() for before, after in pairwise(labels))
