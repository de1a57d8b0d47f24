"""The learner's menu: who is learning, and how the program looks to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from trainer.settings import TEXT_SIZES

Value = TypeVar("Value", str, int)

THEMES = (("system", "Like the system"), ("light", "Light"), ("dark", "Dark"))

_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class MenuState:
    """What the menu shows."""

    learners: tuple[tuple[str, str], ...]
    """Id and name of each."""
    current: str
    """Id of the present learner."""
    theme: str = "system"
    """"system", "light" or "dark"."""
    text_size: int = 100
    """Percent, 100-200."""
    motion: bool = True
    teaching: bool = False
    """Whether there is a teaching note to open."""


class LearnerMenu(QMenu):
    """Says what the learner wants; changes nothing itself."""

    learner_chosen = Signal(str)
    add_requested = Signal()
    rename_requested = Signal()
    theme_chosen = Signal(str)
    text_size_chosen = Signal(int)
    motion_chosen = Signal(bool)
    teaching_requested = Signal()
    restore_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()
    recall_requested = Signal()
    about_requested = Signal()

    def __init__(self, state: MenuState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Learner and appearance")
        self._choice(self, state.learners, state.current, self.learner_chosen.emit)
        self.addSeparator()
        self._command("&Add a learner…", self.add_requested.emit)
        self._command("&Rename…", self.rename_requested.emit)
        self.addSeparator()
        self._choice(self.addMenu("&Theme"), THEMES, state.theme, self.theme_chosen.emit)
        sizes = tuple((size, f"{size} %") for size in sorted({*TEXT_SIZES, state.text_size}))
        self._choice(self.addMenu("Text &size"), sizes, state.text_size, self.text_size_chosen.emit)
        motion = QAction("&Motion", self, checkable=True, checked=state.motion)
        motion.setToolTip("Movement when a page opens or unfolds")
        motion.triggered.connect(self.motion_chosen)
        self.addAction(motion)
        self._command("What &comes back…", self.recall_requested.emit)
        self.addSeparator()
        if state.teaching:
            self._command("Teac&hing note…", self.teaching_requested.emit)
            self.addSeparator()
        if state.current:
            self._command("&Export…", self.export_requested.emit)
            self._command("&Import progress…", self.import_requested.emit)
        self._command("Go back to a bac&kup…", self.restore_requested.emit)
        self.addSeparator()
        self._command("A&bout Case Trainer", self.about_requested.emit)

    def open_at(self, corner: QPoint) -> None:
        """Open with the upper right corner at a point in global coordinates."""
        self.popup(QPoint(corner.x() - self.sizeHint().width(), corner.y()))

    def _command(self, text: str, do: Callable[[], None]) -> None:
        action = QAction(text, self)
        action.triggered.connect(lambda _checked: do())
        self.addAction(action)

    def _choice(
        self, menu: QMenu, options: tuple[tuple[Value, str], ...], current: Value, choose: Callable[[Value], None]
    ) -> None:
        group = QActionGroup(menu)
        for value, text in options:
            action = QAction(_plain(text), menu, checkable=True, checked=value == current)
            action.triggered.connect(partial(_chosen, choose, value))
            group.addAction(action)
            menu.addAction(action)


def _chosen(choose: Callable[[Value], None], value: Value, _checked: bool = False) -> None:
    choose(value)


def _plain(text: str) -> str:
    """A name as the text of a menu: an ampersand is no shortcut, and a long name is cut."""
    short = text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1].rstrip() + "…"
    return short.replace("&", "&&")
