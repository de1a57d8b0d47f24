"""How the columns of the record share the width there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.desktop.widgets.attempt_model import Column

LEAVE = (
    Column.TRY,
    Column.THEIRS,
    Column.CASE,
    Column.FORECAST,
    Column.JUDGEMENT,
    Column.RECORD,
    Column.MINE,
    Column.NUMBER,
    Column.DATE,
)
"""Which columns give way first where it is narrow; the decision always stays."""


@dataclass(frozen=True)
class Need:
    """Widths of one column in pixels."""

    least: int
    full: int
    """Where nothing of it is cut."""


def share(width: int, needs: Mapping[Column, Need]) -> dict[Column, int]:
    """Give each column its width; a column that is missing from the answer is hidden.

    The widths add up to ``width`` exactly, unless even the decision alone needs more.

    Args:
        width: pixels there are.
        needs: for every column that may be shown; :attr:`Column.DECISION` must be among them.
    """
    shown = dict(needs)
    for column in LEAVE:
        if sum(need.least for need in shown.values()) <= width:
            break
        shown.pop(column, None)
    widths = {column: need.least for column, need in shown.items()}
    spare = max(width - sum(widths.values()), 0)
    wanting = {column: need.full - need.least for column, need in shown.items() if need.full > need.least}
    wanted = sum(wanting.values())
    given = min(spare, wanted)
    for column, want in wanting.items():
        widths[column] += given * want // wanted
    _give_rest(widths, wanting or {Column.DECISION: 1}, width)
    return widths


def _give_rest(widths: dict[Column, int], weights: Mapping[Column, int], width: int) -> None:
    rest = max(width - sum(widths.values()), 0)
    total = sum(weights.values())
    for column, weight in weights.items():
        widths[column] += rest * weight // total
    widths[Column.DECISION] += max(width - sum(widths.values()), 0)
