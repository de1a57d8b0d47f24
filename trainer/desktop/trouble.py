"""Trouble: what keeps the program from working, told on a page of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from trainer.desktop.appearance import Appearance
from trainer.desktop.pages.trouble import TroublePage
from trainer.desktop.window import MainWindow

_ACTIONS = (("again", "Try again"), ("leave", "Leave the program"))


class Trouble(QObject):
    """One thing that went wrong, until the learner tries again or leaves."""

    again_requested = Signal()
    leave_requested = Signal()

    def __init__(self, window: MainWindow, appearance: Appearance, sentence: str, details: str) -> None:
        """
        Args:
            window: shows the page.
            appearance: gives the theme.
            sentence: what happened, for the learner.
            details: for whoever helps.
        """
        super().__init__()
        self._window = window
        self._appearance = appearance
        self._said = sentence, details

    def show(self) -> None:
        """Show the page, built anew."""
        theme = self._appearance.theme
        page = TroublePage(theme, "The saved progress can't be opened", *self._said, _ACTIONS)
        page.action_chosen.connect(self._on_action)
        self._window.show_page(theme, page)

    def end(self) -> None:
        """Nothing is under way."""

    def _on_action(self, action: str) -> None:
        if action == "leave":
            self.leave_requested.emit()
        else:
            self.again_requested.emit()
