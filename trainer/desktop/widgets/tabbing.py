"""Tab goes as one reads, also through what was made late: Qt lets it come last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(place: QWidget, controls: Sequence[QWidget]) -> None:
    """Let Tab go through the controls of a widget in this order, where that stands among the others of its page."""
    before = _before(place)
    chained = (before, *controls) if before is not None else tuple(controls)
    for one, other in pairwise(chained):
        QWidget.setTabOrder(one, other)


def _before(place: QWidget) -> QWidget | None:
    """What Tab passes before it comes to a place; none where that is the first."""
    found: QWidget | None = place.previousInFocusChain()
    while found is not None and found is not place:
        if found.focusPolicy() & Qt.FocusPolicy.TabFocus and not place.isAncestorOf(found):
            return found
        found = found.previousInFocusChain()
    return None
