"""The part of the tour that looks at how somebody judges."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from trainer.desktop.pages.behind import BehindPage
from trainer.desktop.pages.judgement import JudgementPage
from trainer.desktop.pages.marking import MarkingPage
from trainer.desktop.tour.hand import Hand, Stuck
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.panels import Panels
from trainer.desktop.window import MainWindow

P = TypeVar("P", bound=QWidget)


def look_at_judgement(hand: Hand, window: MainWindow, picture: Callable[[str], None]) -> None:
    """From any page to the numbers, to the decisions behind one of them, and to one's own reasons.

    Args:
        hand: presses the keys.
        window: of the program.
        picture: takes a picture of the scene of that name.

    Raises:
        Stuck: the program did not come to a page.
    """
    hand.press(Qt.Key.Key_3, alt=True)
    page = _wait_for(hand, window, JudgementPage, "My judgement")
    hand.until(lambda: bool(page.findChildren(Panels)), "The numbers of my judgement")
    picture("judgement")
    hand.go_to(QAbstractButton, "Against the record, their choice vindicated")
    hand.press(Qt.Key.Key_Return)
    _wait_for(hand, window, BehindPage, "The decisions behind a number")
    picture("judgement-decisions")
    hand.press(Qt.Key.Key_Escape)
    hand.go_to(LinkButton, "Mark my reasons")
    hand.press(Qt.Key.Key_Return)
    _wait_for(hand, window, MarkingPage, "Marking the reasons")
    picture("judgement-marking")
    hand.press(Qt.Key.Key_Escape)


def _wait_for(hand: Hand, window: MainWindow, kind: type[P], what: str) -> P:
    hand.until(lambda: isinstance(window.page, kind), what)
    hand.settle()
    page = window.page
    if not isinstance(page, kind):
        raise Stuck(f"The window shows {type(page).__name__} instead of {kind.__name__}.")
    return page
