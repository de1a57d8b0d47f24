"""The menu of a group: which one, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from trainer.desktop.group_state import GroupState


class GroupMenu(QMenu):
    """Says what the coach wants; changes nothing itself."""

    group_chosen = Signal(str)
    record_requested = Signal(str)
    create_requested = Signal()
    rename_requested = Signal()
    hand_back_requested = Signal(str)
    take_out_requested = Signal(str)
    set_aside_requested = Signal()

    def __init__(self, state: GroupState, parent: QWidget, *, names_hidden: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Group")
        for slug, title in state.groups:
            action = _add(self, _plain(title), partial(self.group_chosen.emit, slug))
            action.setCheckable(True)
            action.setChecked(slug == state.slug)
        self.addSeparator()
        _add(self, "&New group…", self.create_requested.emit)
        _add(self, "&Rename…", self.rename_requested.emit)
        self.addSeparator()
        by_name = sorted(state.numbers.names.items(), key=lambda each: each[1].casefold())
        if not names_hidden:
            records = self.addMenu("Open a re&cord")
            for learner_id, name in by_name:
                _add(records, _plain(name), partial(self.record_requested.emit, learner_id))
        back, out = self.addMenu("&Hand back, with notes"), self.addMenu("&Take out of the group")
        for learner_id, name in by_name:
            _add(back, f"{_plain(name)}…", partial(self.hand_back_requested.emit, learner_id))
            _add(out, f"{_plain(name)}…", partial(self.take_out_requested.emit, learner_id))
        self.addSeparator()
        _add(self, "&Set the group aside…", self.set_aside_requested.emit)


def _add(menu: QMenu, text: str, do: Callable[[], object]) -> QAction:
    action = QAction(text, menu)
    action.triggered.connect(lambda _checked: do())
    menu.addAction(action)
    return action


def _plain(text: str) -> str:
    """A name as the text of a menu: an ampersand is no shortcut."""
    return text.replace("&", "&&")
