"""Text as strips: a strip a line, no line of a paragraph alone at the foot or the head of a page."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from trainer.case.prose import Kind, Passage, Run
from trainer.desktop.paper.faces import Face
from trainer.desktop.paper.strips import Draw, Strip, beside, kept, shifted

_HANG = 18.0
"""How far a list or a quotation is set in."""
_BASE = 0.745
"""Where the base line lies in its strip, whatever the face: so lines of one leading stand level side by side."""


class Side(Enum):
    """To which side lines are set."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


def set_text(
    text: str | Sequence[Run], face: Face, width: float, *, indent: float = 0.0, side: Side = Side.LEFT
) -> list[Strip]:
    """One paragraph; nothing where there are no words.

    Args:
        text: its words.
        face: how it is set.
        width: of the column.
        indent: how far the first line is set in.
        side: where the lines are set to.
    """
    runs = (Run(text),) if isinstance(text, str) else tuple(text)
    words = "".join(run.text for run in runs)
    if not words.strip():
        return []
    layout = QTextLayout(words, face.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(runs))
    base = face.leading * _BASE
    draws: list[Draw] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        start = indent if not draws else 0.0
        line.setLineWidth(max(width - start, 1.0))
        spare = max(width - start - line.naturalTextWidth(), 0.0)
        # The line's own top is as high as the highest of its faces; on paper only base lines count.
        line.setPosition(QPointF(start + side.value * spare, -line.ascent()))
        draws.append(_drawing(layout, line, base, face.ink))
    layout.endLayout()
    last = len(draws) - 1
    return [Strip(face.leading, draw, keep=last > 0 and number in (0, last - 1)) for number, draw in enumerate(draws)]


def _drawing(layout: QTextLayout, line: QTextLine, base: float, ink: QColor) -> Draw:
    def draw(painter: QPainter, x: float, y: float, _held: QTextLayout = layout) -> None:
        painter.setPen(ink)
        line.draw(painter, QPointF(x, y + base))

    return draw


def _formats(runs: Sequence[Run]) -> list[QTextLayout.FormatRange]:
    """Italic and bold, counted in units of UTF-16 as Qt does."""
    made = []
    at = 0
    for run in runs:
        length = len(run.text.encode("utf-16-le")) // 2
        if run.italic or run.bold:
            form = QTextLayout.FormatRange()
            form.start, form.length = at, length
            look = QTextCharFormat()
            if run.italic:
                look.setFontItalic(True)
            if run.bold:
                look.setFontWeight(QFont.Weight.DemiBold)
            form.format = look
            made.append(form)
        at += length
    return made


def set_passage(passage: Passage, face: Face, width: float, *, indent: float = 0.0) -> list[Strip]:
    """A passage of prose: paragraphs, items with their marks, quotations set in."""
    left = _HANG * passage.depth
    if passage.kind is Kind.HEADING:
        runs = tuple(Run(run.text, run.italic, bold=True) for run in passage.runs)
        return kept(set_text(runs, face, width), with_next=True)
    if not left:
        return set_text(passage.runs, face, width, indent=indent)
    text = set_text(passage.runs, face, width - left)
    if not passage.marker or not text:
        return shifted(text, left)
    marker = set_text(passage.marker, face, _HANG * 2)
    return beside([(left - _HANG, marker), (left, text)])
