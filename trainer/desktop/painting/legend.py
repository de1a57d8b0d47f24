"""The legend of a chart: a sample and a name for each series, in rows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF

from trainer.case.chart import ChartData
from trainer.desktop.painting.scene import Bar, Curve, Dot, Piece, Rule, line_height, words, wrap
from trainer.desktop.theme import Theme

_MOST_LINES = 2


def lay_legend(data: ChartData, theme: Theme, width: float, *, marks: bool) -> tuple[list[Piece], float]:
    """The pieces of a legend and its height; the reference lines have entries too where ``marks`` is set."""
    font = theme.sans(12.5)
    sample = theme.px(14 if data.form == "bars" else 26)
    inset = sample + theme.px(6)
    text_height = line_height(font)
    names = [row.name for row in data.series] + ([data.mark_label(each) for each in data.marks] if marks else [])
    pieces: list[Piece] = []
    x = y = row_height = 0.0
    for number, name in enumerate(names):
        text = words("legend", wrap(name, font, width - inset, _MOST_LINES), font, "ink", QPointF(0, 0))
        if x and x + inset + text.rect.width() > width:
            x, y, row_height = 0.0, y + row_height + theme.px(2), 0.0
        middle = QPointF(x, y + text_height / 2)
        if number < len(data.series):
            pieces += _sample(data, theme, number, middle, sample)
        else:
            dashed = data.marks[number - len(data.series)].dashed
            pieces.append(Rule("legend", middle, middle + QPointF(sample, 0), "ink", 1.5, dashed))
        pieces.append(replace(text, rect=text.rect.translated(x + inset, y)))
        x += inset + text.rect.width() + theme.px(18)
        row_height = max(row_height, text.rect.height())
    return pieces, y + row_height + theme.px(10)


def _sample(data: ChartData, theme: Theme, number: int, middle: QPointF, length: float) -> list[Piece]:
    if data.form == "bars":
        height = theme.px(11)
        return [Bar("swatch", QRectF(middle.x(), middle.y() - height / 2, length, height), number)]
    ends = (middle, middle + QPointF(length, 0))
    return [Curve(ends, number, theme.px(2)), Dot("swatch", middle + QPointF(length / 2, 0), theme.px(4), number)]
