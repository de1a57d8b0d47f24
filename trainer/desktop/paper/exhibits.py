"""Exhibits on paper: tables, charts, people, notes, pictures, and sums with room to try others out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import QByteArray, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from trainer.case.chart import ChartData
from trainer.case.exhibits import (
    ChartExhibit,
    Exhibit,
    ModelExhibit,
    NoteExhibit,
    PersonExhibit,
    PictureExhibit,
    TableExhibit,
)
from trainer.case.model import Person
from trainer.case.numbers import sum_figure
from trainer.case.sealed import Sheet
from trainer.case.workings import Scale, Worked, Workings
from trainer.desktop.painting.charts import lay_chart
from trainer.desktop.painting.scene import paint_scene
from trainer.desktop.paper.parts import Setter
from trainer.desktop.paper.strips import Strip, kept, spaced
from trainer.desktop.paper.tables import set_table
from trainer.desktop.paper.text import Side, set_text

_TALLEST = 0.6
"""The most of a page's height that a picture takes."""
_SIGNS = {"plus": "+", "minus": "\N{MINUS SIGN}", "times": "×", "over": "÷"}
_NO_RESULT = "no result"


def set_exhibits(setter: Setter, sheet: Sheet, level: int | None = None) -> list[Strip]:
    """All exhibits on the open pages of a decision, each with its letter at the side and a bookmark of that level."""
    made: list[Strip] = []
    for number, exhibit in enumerate(sheet.briefing.exhibits):
        name = f"Exhibit {chr(ord('A') + number)}"
        made += setter.section(name, _whole(setter, sheet, exhibit), level=level)
    return made


def _whole(setter: Setter, sheet: Sheet, exhibit: Exhibit) -> list[Strip]:
    """Title, body and small print; on one page unless it is longer than half of one."""
    faces = setter.faces
    title = set_text(exhibit.title, faces.caption, setter.width)
    made = [*kept(title, with_next=True), *spaced(_body(setter, sheet, exhibit), 7)]
    if exhibit.note:
        made[-1] = replace(made[-1], keep=True)
        made += spaced(setter.notes(exhibit.note, faces.note), 6)
    whole = sum(strip.gap + strip.height for strip in made)
    return kept(made) if whole < setter.frame.text_height / 2 else made


def _body(setter: Setter, sheet: Sheet, exhibit: Exhibit) -> list[Strip]:
    match exhibit:
        case TableExhibit():
            sides = [Side.RIGHT if column.align == "right" else Side.LEFT for column in exhibit.columns]
            head = [column.title for column in exhibit.columns]
            return set_table(setter.theme, head, exhibit.rows, setter.width, sides=sides, total=exhibit.total)
        case ChartExhibit():
            return [_chart(setter, exhibit)]
        case PersonExhibit():
            return set_person(setter, sheet.person(exhibit.person))
        case NoteExhibit():
            return setter.panel(setter.notes(exhibit.text, width=setter.width - 28))
        case PictureExhibit():
            return _picture(setter, sheet.picture(exhibit.file), exhibit.alt)
        case ModelExhibit():
            return _model(setter, exhibit)


def _chart(setter: Setter, exhibit: ChartExhibit) -> Strip:
    scene = lay_chart(ChartData.of(exhibit), setter.theme, setter.width)

    def draw(painter: QPainter, x: float, y: float) -> None:
        paint_scene(painter, QPointF(x, y), scene, setter.theme)

    return Strip(scene.size.height(), draw)


def set_person(setter: Setter, person: Person) -> list[Strip]:
    """Name, role, and what they had done before."""
    faces = setter.faces
    name = person.name + (f"  {person.native_name}" if person.native_name else "")
    made = [*set_text(name, faces.question, setter.width), *set_text(person.role, faces.aside, setter.width)]
    made = kept(made, with_next=bool(person.before))
    return made + spaced(setter.notes(person.before), 4) if person.before else made


def _picture(setter: Setter, data: bytes, alt: str) -> list[Strip]:
    """As wide as the column at most, in its own proportions; its description where it can't be drawn."""
    most = setter.frame.text_height * _TALLEST
    if b"<svg" in data[:4096]:
        from PySide6.QtSvg import QSvgRenderer

        drawing = QSvgRenderer(QByteArray(data))
        if drawing.isValid():
            size = drawing.defaultSize()
            width, height = _fitted(size.width(), size.height(), setter.width, most)

            def draw_lines(painter: QPainter, x: float, y: float) -> None:
                drawing.render(painter, QRectF(x, y, width, height))

            return [Strip(height, draw_lines)]
    image = QImage.fromData(data)
    if image.isNull():
        return set_text(alt, setter.faces.aside, setter.width)
    width, height = _fitted(image.width(), image.height(), setter.width, most)

    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.drawImage(QRectF(x, y, width, height), image)

    return [Strip(height, draw)]


def _fitted(width: float, height: float, most_wide: float, most_high: float) -> tuple[float, float]:
    scale = min(most_wide / width, most_high / height, 1.0) if width > 0 and height > 0 else 1.0
    return width * scale, height * scale


def _model(setter: Setter, exhibit: ModelExhibit) -> list[Strip]:
    """The figures that can be moved and how far, and the sum with the plan worked out; room for one's own beside it."""
    scales = {given.id: Scale.of(given) for given in exhibit.inputs}
    plan = {name: scale.at(scale.start) for name, scale in scales.items()}
    worked = Workings(exhibit).at(plan)
    rows = []
    for given in exhibit.inputs:
        scale, unit = scales[given.id], given.unit or ""
        ends = f"{_told(scale.low, '')} to {_told(scale.at(scale.steps), unit)}"
        rows.append((given.label, _told(plan[given.id], unit), ends))
    right = Side.RIGHT
    moved = set_table(
        setter.theme, ("What can change", "The plan", "From … to"), rows, setter.width, sides=(Side.LEFT, right, right)
    )
    return [*kept(moved, with_next=True), *spaced(_sum(setter, exhibit, worked), 16)]


def _sum(setter: Setter, exhibit: ModelExhibit, worked: Worked) -> list[Strip]:
    names = {given.id: given.label for given in exhibit.inputs}
    rows = []
    for line, value in zip(exhibit.lines, worked.lines, strict=True):
        name = line.label or names.get(line.input or "", "")
        rows.append((_SIGNS.get(line.sign or "", ""), name, _told(value, line.unit or ""), "…………"))
    result, value = exhibit.result, worked.result
    below = value is not None and value < 0 and result.label_below_zero
    label = result.label_below_zero if below and result.label_below_zero else result.label
    rows.append(("", label, _told(value, result.unit or "", short=True), "…………"))
    sides = (Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT)
    return set_table(
        setter.theme, ("", "The sum", "The plan", "My figures"), rows, setter.width, sides=sides, total=True
    )


def _told(value: Fraction | None, unit: str, *, short: bool = False) -> str:
    return _NO_RESULT if value is None else sum_figure(float(value), unit, short=short)
