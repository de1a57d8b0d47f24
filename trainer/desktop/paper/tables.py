"""Tables on paper: columns as wide as they need, rules between the rows, the head again on each new page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontMetricsF

from trainer.case.prose import Run
from trainer.desktop.paper.faces import Face, Faces
from trainer.desktop.paper.strips import Strip, abreast, blank, headed, kept, ruled
from trainer.desktop.paper.text import Side, set_text
from trainer.desktop.theme import Theme

_GAP = 18.0
"""Between two columns."""
_PAD = 3.5
"""Above and below the words of a row."""
_WHOLE = 6
"""So many characters of a word in Chinese stay together at least, as far as there is room."""

Cell = str | tuple[Run, ...]


def set_table(
    theme: Theme,
    head: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    width: float,
    *,
    sides: Sequence[Side] = (),
    total: bool = False,
) -> list[Strip]:
    """A table as wide as the column.

    Args:
        theme: for faces and colours.
        head: what stands above each column; empty where nothing does.
        rows: their cells, as many as there are columns.
        width: of the column.
        sides: to which side each column is set; to the left where none is given.
        total: whether the last row is the sum of those above.
    """
    faces = Faces(theme)
    count = max(len(head), *(len(row) for row in rows))
    aligned = [*sides, *([Side.LEFT] * (count - len(sides)))]
    table = [_filled(head, count), *(_filled(row, count) for row in rows)]
    widths = column_widths(_needs(table, faces), width - _GAP * (count - 1))
    line, ink = theme.colour("line"), theme.colour("ink")

    def row(cells: Sequence[Cell], face: Face) -> list[Strip]:
        columns, left = [], 0.0
        for cell, wide, side in zip(cells, widths, aligned, strict=True):
            columns.append((left, set_text(cell, face, wide, side=side)))
            left += wide + _GAP
        return [blank(_PAD), *kept(abreast(columns), with_next=True)]

    made: list[Strip] = []
    for number, cells in enumerate(table[1:]):
        is_total = total and number == len(rows) - 1
        before_total = total and number == len(rows) - 2
        set_row = row(cells, faces.small_bold if is_total else faces.small)
        below = ruled(ink if before_total else line, width, gap=_PAD, keep=before_total)
        made += [*set_row, below]
    if not any(table[0]):
        return made
    return headed(made, [*row(table[0], faces.small_second), ruled(line, width, gap=_PAD)])


def _filled(cells: Sequence[Cell], count: int) -> list[Cell]:
    return [*cells, *([""] * (count - len(cells)))]


def _needs(table: Sequence[Sequence[Cell]], faces: Faces) -> list[tuple[float, float]]:
    """The least and the best width of each column."""
    bold = QFontMetricsF(faces.small_bold.font)
    found = []
    for column in zip(*table, strict=True):
        texts = [cell if isinstance(cell, str) else "".join(run.text for run in cell) for cell in column]
        words = [word for text in texts for word in text.split()]
        least = max((bold.horizontalAdvance(word if word.isascii() else word[:_WHOLE]) for word in words), default=0.0)
        best = max(bold.horizontalAdvance(text) for text in texts)
        found.append((least + 1, max(best, least) + 1))
    return found


def column_widths(needs: Sequence[tuple[float, float]], width: float) -> list[float]:
    """So wide that all columns together take just ``width``.

    Args:
        needs: the least and the best width of each.
        width: for all of them.
    """
    least, best = (sum(each) for each in zip(*needs, strict=True))
    if best <= width:
        return [each + (width - best) * each / best for _, each in needs]
    if least >= width:
        return [each * width / least for each, _ in needs]
    share = (width - least) / (best - least)
    return [low + (high - low) * share for low, high in needs]
