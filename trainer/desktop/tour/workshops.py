"""The part of the tour that prepares a workshop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from trainer.desktop.pages.workshop_plan import WorkshopPlanPage
from trainer.desktop.pages.workshops import WorkshopsPage
from trainer.desktop.program import Program
from trainer.desktop.tour.hand import Hand
from trainer.desktop.widgets.workshop_row import WorkshopRow


def prepare_workshop(hand: Hand, program: Program, title: str, picture: Callable[[str], None]) -> None:
    """From any page to a workshop whose plan is written, and back to the list.

    Args:
        hand: presses the keys.
        program: that runs.
        title: of the workshop.
        picture: takes a picture of the scene of that name.

    Raises:
        Stuck: the program did not come to a page.
    """
    window = program.window
    hand.press(Qt.Key.Key_5, alt=True)
    hand.until(lambda: isinstance(window.page, WorkshopsPage) and _says(window.page, "New workshop"), "The workshops")
    picture("workshops-empty")
    hand.go_to(QAbstractButton, "New workshop")
    hand.press(Qt.Key.Key_Return)
    hand.until(lambda: isinstance(window.page, WorkshopPlanPage) and window.page.has_advice, "The plan of a workshop")
    page = window.page
    assert isinstance(page, WorkshopPlanPage)
    field = hand.go_to(QLineEdit, "Title of the workshop")
    field.selectAll()
    hand.type_text(title)
    page.take_over(page.state.advice.proposals[1])
    page.unfold(1)
    hand.settle()
    picture("workshop-plan")
    page.show_decisions()
    hand.settle()
    hand.type_text("price")
    picture("workshop-decisions")
    page.back_requested.emit()
    hand.until(lambda: bool(window.findChildren(WorkshopRow)), "The workshop among the others")
    picture("workshops")


def _says(page: WorkshopsPage, words: str) -> bool:
    return any(each.text() == words for each in page.findChildren(QAbstractButton))
