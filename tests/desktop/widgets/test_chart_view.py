from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from trainer.case.chart import ChartData
from trainer.case.exhibits import ChartExhibit, Mark, Series
from trainer.desktop.painting.charts import chart_height
from trainer.desktop.theme import Theme, load_theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.chart_view import ChartView

THEMES = Path(__file__).parents[3] / "assets" / "themes"

PRICES = ChartExhibit(
    id="prices",
    title="Two rivals and their prices",
    kind="chart",
    form="bars",
    unit="yuan",
    categories=("HTC Sensation", "Samsung Galaxy S2"),
    series=(Series(name="Price", values=(3575.0, 4999.0)),),
    marks=(Mark(value=2000.0, label="cost"),),
)


@pytest.fixture
def theme() -> Theme:
    return load_theme(THEMES, "light")


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> ChartView:
    made = ChartView(theme, PRICES)
    qtbot.addWidget(made)
    made.resize(540, made.heightForWidth(540))
    made.show()
    return made


def test_a_chart_says_its_title_and_all_its_values(view: ChartView) -> None:
    assert view.accessibleName() == "Two rivals and their prices"
    assert view.accessibleDescription() == (
        "Bars, in yuan. HTC Sensation: 3,575; Samsung Galaxy S2: 4,999. Marked: cost 2,000."
    )


def test_a_chart_takes_more_height_at_twice_the_text_size(qtbot: QtBot, view: ChartView) -> None:
    large = ChartView(load_theme(THEMES, "light", text_size=200), PRICES)
    qtbot.addWidget(large)
    assert large.heightForWidth(540) > 1.7 * view.heightForWidth(540)


@pytest.mark.parametrize("width", [320, 540, 900])
@pytest.mark.parametrize("text_size", [100, 200])
def test_the_whole_chart_has_room_on_a_page(qtbot: QtBot, width: int, text_size: int) -> None:
    theme = load_theme(THEMES, "light", text_size=text_size)
    page, layout = QWidget(), QVBoxLayout()
    qtbot.addWidget(page)
    chart = ChartView(theme, PRICES)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(chart)
    layout.addStretch(1)
    page.setLayout(layout)
    page.resize(width, 900)
    page.show()
    link = chart.findChild(LinkButton)
    assert isinstance(link, LinkButton)
    assert chart._picture.height() >= chart_height(ChartData.of(PRICES), theme, width)
    assert link.y() >= chart._picture.geometry().bottom()
    assert chart.geometry().bottom() < page.height()


def test_the_bars_are_on_the_screen(view: ChartView, theme: Theme) -> None:
    image = view.grab().toImage()
    painted = {image.pixelColor(x, y).name() for x in range(0, 540, 3) for y in range(0, image.height(), 3)}
    assert theme.colour("edge").name() in painted
    assert theme.colour("ink").name() in painted


def test_the_link_changes_between_chart_and_table(view: ChartView) -> None:
    link = view.findChild(LinkButton)
    assert isinstance(link, LinkButton)
    assert link.accessibleName() == "Show as a table"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert link.accessibleName() == "Show as a chart"
    texts = [label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view)]
    assert texts == [
        "", "Price (yuan)", "HTC Sensation", "3,575", "Samsung Galaxy S2", "4,999", "cost", "2,000",
    ]  # fmt: skip
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert link.accessibleName() == "Show as a table"
    assert [label for label in view.findChildren(QLabel) if label.isVisibleTo(view)] == []


def test_the_link_can_be_left_out(qtbot: QtBot, theme: Theme) -> None:
    bare = ChartView(theme, PRICES, with_table=False)
    qtbot.addWidget(bare)
    bare.resize(540, bare.heightForWidth(540))
    bare.show()
    assert [link for link in bare.findChildren(LinkButton) if link.isVisibleTo(bare)] == []
    assert bare.grab().toImage().convertToFormat(QImage.Format.Format_RGB32).width() == 540
