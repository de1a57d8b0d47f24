from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import look, settle, show
from trainer.case.passages import Part, open_passages, record_passages
from trainer.desktop.pages.reveal import RevealView
from trainer.desktop.pages.sealed_story import SealedStory
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.sight import bring_into_sight
from trainer.study.playthrough import REVEAL_STEPS

_PAINTED = {Part.PEOPLE}
"""What a strip paints is at the head of the page, and has no text to be scrolled to."""


def _in_sight(view: RevealView, word: str) -> bool:
    """Whether a piece of prose that holds a word stands within the window."""
    column = view.column
    for prose in view.findChildren(Prose):
        cursor = prose.document().find(word)
        if not cursor.isNull():
            top = prose.mapTo(column, QPoint(0, prose.cursorRect(cursor).top())).y()
            return 0 <= top < column.height()
    return False


def test_every_passage_of_the_open_pages_is_found_there(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    view = SealedStory(theme, works.full(), works.attempt(), 1)
    show(qtbot, view, 1280, 500)
    lost = [
        passage.text
        for passage in open_passages(works.full())
        if passage.part not in _PAINTED and passage.name not in ("Ships a year", "The plan", "The engineer")
        if not bring_into_sight(theme, view, passage.text)
    ]
    assert lost == []


@pytest.mark.parametrize("step", REVEAL_STEPS)
def test_every_passage_of_the_record_is_found_there(qtbot: QtBot, qapp: QApplication, step: str) -> None:
    theme = look(qapp)
    view = RevealView(theme, works.full(), works.attempt(), len(REVEAL_STEPS))
    show(qtbot, view, 1280, 500)
    lost = [
        passage.text
        for passage in record_passages(works.full(), step)
        if not bring_into_sight(theme, view, passage.text.partition(". ")[0] if step == "sources" else passage.text)
    ]
    assert lost == []


def test_what_is_below_is_scrolled_into_sight_with_a_ground_behind_it(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    view = RevealView(theme, works.full(), works.attempt(), len(REVEAL_STEPS))
    show(qtbot, view, 1280, 500)
    assert not _in_sight(view, "Another town asked")
    assert bring_into_sight(theme, view, "Another town asked in vain.")
    settle()
    assert _in_sight(view, "Another town asked")
    marked = [prose for prose in view.findChildren(Prose) if prose.extraSelections()]
    assert ["Another town asked in vain." in prose.toPlainText() for prose in marked] == [True]


def test_what_is_not_there_moves_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    view = SealedStory(theme, works.full(), works.attempt(), 1)
    show(qtbot, view, 1280, 500)
    assert not bring_into_sight(theme, view, "A zebra crosses the harbour.")
    assert view.column.position == 0
