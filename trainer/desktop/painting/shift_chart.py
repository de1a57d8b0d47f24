"""Layout of two votes side by side: the counts of each option at both sides, and between them who moved where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont

from trainer.case.numbers import MINUS
from trainer.desktop.painting.scene import Align, Piece, Rule, Scene, Words, line_height, text_width, words, wrap
from trainer.desktop.painting.shapes import Box
from trainer.desktop.painting.shift import COLOURS, MOVED, STAYED, Band, Flow, lay_bands, lay_strands
from trainer.desktop.theme import Theme

_FIRST, _SECOND = "First vote", "Second vote"
_PLACE = 76.0
_MOST_PITCH = 7.0
_KEY = 22.0
_TITLES_FROM = 520.0
"""At least so wide, options have their titles beside their letters."""
_TITLE_SHARE = 0.27
_TITLE_LINES = 3
_LEAST_LABEL = 2
"""A count stands on the strands of more people than so many."""


@dataclass(frozen=True)
class ShiftOption:
    """An option and how many chose it, first and second."""

    letter: str
    title: str
    first: int
    second: int


def lay_shift(options: Sequence[ShiftOption], flows: Sequence[Flow], theme: Theme, width: float) -> Scene:
    """Lay out who moved where; the height follows from the options."""
    px = theme.px
    heads, plain = theme.sans(13, QFont.Weight.DemiBold), theme.sans(13)
    figures = theme.sans(20, QFont.Weight.DemiBold, tabular=True)
    counts = max((text_width(f"{max(each.first, each.second):,}", figures) for each in options), default=0.0)
    change = max((text_width(_signed(each.second - each.first), plain) for each in options), default=0.0)
    title_width = width * _TITLE_SHARE if width >= px(_TITLES_FROM) else 0.0
    place = float(px(_PLACE))
    for each in options:
        lines = wrap(each.title, plain, title_width, _TITLE_LINES) if title_width else ()
        place = max(place, len(lines) * line_height(plain) + px(16))
    left = px(_KEY) + (px(9) + title_width if title_width else 0.0) + px(12) + counts
    left = max(left, text_width(_FIRST, heads))
    right = max(counts + px(9) + change + px(12) + px(_KEY), text_width(_SECOND, heads))
    above = line_height(heads) + px(14)
    area = QRectF(left + px(12), above, max(width - left - right - px(24), px(60)), place * len(options))
    bands = lay_bands(flows, len(options), area, px(_MOST_PITCH))
    pieces: list[Piece] = [*lay_strands(bands, area), *_labels(bands, area, theme)]
    pieces.append(words("head", _FIRST, heads, "ink", QPointF(area.left() - px(12), 0), Align.RIGHT))
    pieces.append(words("head", _SECOND, heads, "ink", QPointF(area.right() + px(12), 0)))
    pieces += _legend(area, theme)
    for number, each in enumerate(options):
        middle = area.top() + (number + 0.5) * place
        pieces += _side(each, middle, area, title_width, theme, width)
        if number:
            y = area.top() + number * place
            pieces.append(Rule("rule", QPointF(0, y), QPointF(area.left() - px(12), y), "line"))
            pieces.append(Rule("rule", QPointF(area.right() + px(12), y), QPointF(width, y), "line"))
    return Scene(QSizeF(width, area.bottom()), tuple(pieces))


def _side(
    option: ShiftOption, middle: float, area: QRectF, title_width: float, theme: Theme, width: float
) -> Iterator[Piece]:
    """What stands at both sides of an option's strands."""
    px = theme.px
    plain = theme.sans(13)
    figures = theme.sans(20, QFont.Weight.DemiBold, tabular=True)
    top = middle - line_height(figures) / 2
    yield from _key(option.letter, 0.0, middle, theme)
    yield from _key(option.letter, width - px(_KEY), middle, theme)
    if title_width:
        lines = wrap(option.title, plain, title_width, _TITLE_LINES)
        at = QPointF(px(_KEY) + px(9), middle - len(lines) * line_height(plain) / 2)
        yield words("title", lines, plain, "ink", at)
    yield words("first", f"{option.first:,}", figures, "ink", QPointF(area.left() - px(12), top), Align.RIGHT)
    second = words("second", f"{option.second:,}", figures, "ink", QPointF(area.right() + px(12), top))
    yield second
    at = QPointF(width - px(_KEY) - px(12), middle - line_height(plain) / 2)
    yield words("change", _signed(option.second - option.first), plain, "ink-2", at, Align.RIGHT)


def _key(letter: str, x: float, middle: float, theme: Theme) -> Iterator[Piece]:
    side = float(theme.px(_KEY))
    font = theme.sans(12.5, QFont.Weight.DemiBold)
    yield Box("key", QRectF(x, middle - side / 2, side, side), None, "edge", 1.0, theme.px(5))
    yield words("letter", letter, font, "ink", QPointF(x + side / 2, middle - line_height(font) / 2), Align.CENTRE)


def _labels(bands: Sequence[Band], area: QRectF, theme: Theme) -> Iterator[Words]:
    """Counts half way on the strands of those who moved, as far as none lies on another."""
    font = theme.sans(12.5, QFont.Weight.DemiBold, tabular=True)
    taken: list[QRectF] = []
    moved = [band for band in bands if band.flow.kind == MOVED and band.flow.count > _LEAST_LABEL]
    for band in sorted(moved, key=lambda each: -each.flow.count):
        middle = band.middle(area) - QPointF(0, line_height(font) / 2)
        text = words("moved-count", f"{band.flow.count:,}", font, COLOURS[MOVED], middle, Align.CENTRE, backed=True)
        around = text.rect.adjusted(-theme.px(4), -theme.px(1), theme.px(4), theme.px(1))
        if not any(around.intersects(other) for other in taken):
            taken.append(around)
            yield text


def _legend(area: QRectF, theme: Theme) -> Iterator[Piece]:
    """Which colour is which, between the heads; left out where there is no room."""
    px = theme.px
    font = theme.sans(12.5)
    sample, gap = float(px(18)), float(px(14))
    total = sum(sample + px(6) + text_width(kind, font) for kind in (MOVED, STAYED)) + gap
    if total > area.width() - px(8):
        return
    x, middle = area.center().x() - total / 2, line_height(font) / 2
    for kind in (MOVED, STAYED):
        yield Box("swatch", QRectF(x, middle - px(3), sample, px(6)), COLOURS[kind], None, 1.0, px(3))
        yield words("legend", kind, font, "ink-2", QPointF(x + sample + px(6), 0))
        x += sample + px(6) + text_width(kind, font) + gap


def _signed(change: int) -> str:
    """``+8``, ``−5``, ``0``."""
    return f"+{change:,}" if change > 0 else f"{change:,}".replace("-", MINUS)
