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
    wants = {column: need.full - need.least for column, need in shown.items() if need.full > need.least}
    title = {Column.DECISION: wants.get(Column.DECISION, 0)}
    choices: dict[Column, int] = {column: want for column, want in wants.items() if column is not Column.DECISION}
    # A decision is known by its title, so it is made whole before the choices, but not at all costs.
    _grow(widths, title, width - (width - sum(widths.values())) // 3)
    _grow(widths, choices, width)
    _grow(widths, {Column.DECISION: shown[Column.DECISION].full - widths[Column.DECISION]}, width)
    _grow(widths, wants, width, beyond=True)
    widths[Column.DECISION] += max(width - sum(widths.values()), 0)
    return widths


def _grow(widths: dict[Column, int], weights: Mapping[Column, int], until: int, *, beyond: bool = False) -> None:
    """Widen columns in proportion to their weights until all are ``until`` wide together.

    None grows by more than its weight, unless ``beyond``.
    """
    room, total = until - sum(widths.values()), sum(weights.values())
    given = max(room if beyond else min(room, total), 0)
    for column, weight in weights.items():
        widths[column] += given * weight // max(total, 1)
