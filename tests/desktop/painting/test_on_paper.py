from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tests.desktop.judged import judged
from trainer.desktop.painting.figures import (
    Figure,
    blind_spots_figure,
    calibration_figure,
    choices_figure,
    drift_figure,
    reasons_figure,
)
from trainer.desktop.painting.on_paper import DENSITY, as_png, as_svg, lay_picture, print_theme
from trainer.desktop.theme import Theme

NUMBERS = judged(64)
FIGURES = [
    calibration_figure(NUMBERS.forecasts),
    choices_figure(NUMBERS.choices),
    blind_spots_figure(NUMBERS.blind_spots),
    drift_figure(NUMBERS.hindsight),
    reasons_figure(NUMBERS.reasons),
]

every_figure = pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.kind)


@every_figure
def test_a_png_is_black_on_white_and_twice_as_dense(figure: Figure, light: Theme) -> None:
    image = QImage.fromData(as_png(figure, light))
    scene = lay_picture(figure, print_theme(light))
    assert image.size() == (scene.size * DENSITY).toSize()
    assert image.pixelColor(0, 0) == QColor("#FFFFFF")
    seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}
    assert "#000000" in seen
    assert image.text("Title") == figure.title


@every_figure
def test_a_png_is_the_same_whatever_the_screen_looks_like(figure: Figure, light: Theme) -> None:
    large = Theme(light.name, light.dark, light.colours, text_size=200)
    assert as_png(figure, large) == as_png(figure, light)


@every_figure
def test_an_svg_holds_its_texts_as_text_with_title_and_description(figure: Figure, light: Theme) -> None:
    root = ET.fromstring(as_svg(figure, light))
    namespace = "{http://www.w3.org/2000/svg}"
    texts = " ".join("".join(each.itertext()) for each in root.iter(f"{namespace}text")).split()
    assert set(figure.title.split()) <= set(texts)
    assert set(figure.caption.split()) <= set(texts)
    assert root.findtext(f"{namespace}title") == figure.title
    assert figure.caption in (root.findtext(f"{namespace}desc") or "")


@every_figure
def test_an_svg_can_be_drawn_on_white(figure: Figure, light: Theme) -> None:
    renderer = QSvgRenderer(as_svg(figure, light))
    assert renderer.isValid()
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    assert image.pixelColor(2, 2) == QColor("#FFFFFF")


@every_figure
def test_title_chart_and_caption_stand_below_each_other(figure: Figure, light: Theme) -> None:
    scene = lay_picture(figure, print_theme(light))
    (title,), (caption,) = scene.words("title"), scene.words("caption")
    between = [each.rect for each in scene.words() if each not in (title, caption)]
    assert all(title.rect.bottom() <= rect.top() + 1 and rect.bottom() <= caption.rect.top() + 1 for rect in between)
    area = QRectF(0, 0, scene.size.width(), scene.size.height())
    assert all(area.contains(each.rect) for each in scene.words())


@every_figure
def test_a_note_stands_between_title_and_chart(figure: Figure, light: Theme) -> None:
    plain = lay_picture(figure, print_theme(light))
    noted = lay_picture(replace(figure, note="First tries, all cases, 31 October 2026"), print_theme(light))
    assert not list(plain.words("note"))
    (note,), (title,) = noted.words("note"), noted.words("title")
    others = [each.rect.top() for each in noted.words() if each not in (note, title)]
    assert title.rect.bottom() <= note.rect.top() < note.rect.bottom() <= min(others)
    assert noted.size.height() > plain.size.height()


def test_text_on_paper_stays_readable(light: Theme) -> None:
    theme = print_theme(light)
    for name in ("ink", "ink-2", "ink-3", "vindicated", "mixed", "regretted", "accent"):
        assert _contrast(theme.colour(name)) >= 4.5, name
    assert theme.colour("page") == QColor("#FFFFFF")


def _contrast(colour: QColor) -> float:
    """Against white, as WCAG 2.2 has it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    light = sum(
        weight * linear(part)
        for weight, part in zip((0.2126, 0.7152, 0.0722), (colour.redF(), colour.greenF(), colour.blueF()), strict=True)
    )
    return 1.05 / (light + 0.05)
