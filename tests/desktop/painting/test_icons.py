from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from trainer.case.model import Judgement, Known
from trainer.desktop.painting.app_icon import app_icon, app_icon_svg, paint_app_icon
from trainer.desktop.painting.icons import NAMES, icon, icon_label, icon_pixmap, paint_icon
from trainer.desktop.theme import Theme
from trainer.study.forecast import Agreement

ASSETS = Path(__file__).parents[3] / "assets" / "icons"
BLACK, RED = QColor("black"), QColor("red")


def paint(name: str, size: int, margin: int = 0) -> QImage:
    image = QImage(size + 2 * margin, size + 2 * margin, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_icon(painter, QRectF(margin, margin, size, size), name, BLACK)
    painter.end()
    return image


def ink(image: QImage) -> list[int]:
    return [255 - image.pixelColor(x, y).lightness() for y in range(image.height()) for x in range(image.width())]


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_stays_within_its_box(qapp: object, name: str) -> None:
    framed = paint(name, 32, margin=8)
    assert sum(ink(framed)) == sum(ink(framed.copy(8, 8, 32, 32))) > 0


def test_icons_differ_from_each_other_at_their_smallest(qapp: object) -> None:
    looks = {name: ink(paint(name, 12)) for name in NAMES}
    for (one, a), (other, b) in combinations(looks.items(), 2):
        assert sum(abs(x - y) for x, y in zip(a, b, strict=True)) > 8 * 255 / 2, (one, other)


def test_every_judgement_agreement_and_ground_has_its_mark() -> None:
    wanted = {each.value for kind in (Judgement, Agreement, Known) for each in kind}
    assert wanted <= set(NAMES)


def test_an_unknown_icon_is_an_error_before_anything_is_painted(qtbot: QtBot, light: Theme) -> None:
    with pytest.raises(KeyError, match="smiley"):
        icon_label(light, "smiley", "ink", 16)
    with pytest.raises(KeyError, match="smiley"):
        icon_pixmap("smiley", BLACK, 16)


def test_the_half_disc_is_filled_on_one_side_only(qapp: object) -> None:
    image = paint("mixed", 32)
    assert image.pixelColor(11, 16) == BLACK
    assert image.pixelColor(20, 16) == QColor("white")


def test_only_the_seal_of_the_envelope_takes_the_second_colour(qapp: object) -> None:
    image = icon_pixmap("envelope", BLACK, 32, second=RED).toImage()
    assert image.pixelColor(16, 17) == RED
    assert image.pixelColor(16, 26).red() == 0


def test_an_icon_is_crisp_on_a_dense_screen(qapp: object) -> None:
    made = icon("check", BLACK, 16)
    dense = made.pixmap(QSize(16, 16), 2.0)
    assert dense.width() == 32
    assert dense.toImage() == icon_pixmap("check", BLACK, 16, 2.0).toImage()


def test_an_icon_on_a_page_grows_with_the_text(qtbot: QtBot, light: Theme, dark: Theme) -> None:
    for theme in (light, dark):
        view = icon_label(theme, "vindicated", "vindicated", 16)
        qtbot.addWidget(view)
        assert view.size() == QSize(theme.px(16), theme.px(16))
        assert view.grab().toImage().pixelColor(8, 8) == theme.colour("vindicated")


def test_the_files_of_the_program_icon_are_up_to_date(qapp: object) -> None:
    assert (ASSETS / "app.svg").read_text(encoding="utf-8") == app_icon_svg()
    stored = QImage(str(ASSETS / "app.png"))
    assert stored.size() == QSize(256, 256)
    painted = app_icon().pixmap(256, 256).toImage()
    assert largest_difference(stored, painted) <= 8


def test_the_svg_shows_what_is_painted(qapp: object) -> None:
    painted = QImage(128, 128, QImage.Format.Format_ARGB32)
    painted.fill(QColor("white"))
    drawn = painted.copy()
    painter = QPainter(painted)
    paint_app_icon(painter, QRectF(0, 0, 128, 128))
    painter.end()
    painter = QPainter(drawn)
    QSvgRenderer(app_icon_svg().encode()).render(painter, QRectF(0, 0, 128, 128))
    painter.end()
    assert largest_difference(painted, drawn) <= 48


def largest_difference(a: QImage, b: QImage) -> int:
    largest = 0
    for y in range(0, a.height(), 3):
        for x in range(0, a.width(), 3):
            one, other = a.pixelColor(x, y), b.pixelColor(x, y)
            parts = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
            largest = max(largest, *(abs(part) for part in parts))
    return largest
