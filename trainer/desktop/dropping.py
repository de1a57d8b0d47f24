"""What is dropped onto the window: a case is installed, progress files are imported or taken into the group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

from trainer.desktop.appearance import Appearance
from trainer.desktop.window import MainWindow

if TYPE_CHECKING:
    from trainer.desktop.widgets.drop_hint import DropHint

_CASE = "Drop the case here to install it"

Take = Callable[[Sequence[Path]], None]
"""Takes progress files in."""


class Dropping(QObject):
    """Welcomes what somebody can use just now, and says what would become of it; nothing else is welcome."""

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        case: Callable[[], Callable[[Path], None] | None],
        progress: Callable[[], tuple[Take, str] | None],
        parent: QObject,
    ) -> None:
        """
        Args:
            window: that things are dropped onto.
            appearance: gives the theme.
            case: gives whatever installs a case, if one can be installed now.
            progress: gives whatever takes progress files in, if that can be done now, and what it does with them, as in
                ``Drop the progress file here to import it``.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._case = case
        self._progress = progress
        self._hint: DropHint | None = None

    def welcome(self, event: QDropEvent | None) -> None:
        """Something is dragged over the window or dropped there; ``None`` once it has left again."""
        found = None if event is None else self._use(event)
        if event is None or event.type() == QEvent.Type.Drop:
            self._put_hint_away()
        if event is None:
            return
        if found is None:
            event.ignore()
            return
        do, words = found
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            do()
        elif self._hint is None:
            from trainer.desktop.widgets.drop_hint import DropHint

            self._hint = DropHint(self._appearance.theme, self._window, words)

    def _use(self, event: QDropEvent) -> tuple[Callable[[], None], str] | None:
        """What can be done with what is dragged, and how the hint says it."""
        from trainer.desktop.widgets.drop_hint import dragged_case, dragged_progress

        data = event.mimeData()
        case, files = dragged_case(data), dragged_progress(data)
        if case is not None:
            install = self._case()
            return None if install is None else (lambda: install(case), _CASE)
        taking = self._progress() if files else None
        if taking is None:
            return None
        take, purpose = taking
        one = len(files) == 1
        what = "the progress file here" if one else f"{len(files)} progress files here"
        return lambda: take(files), f"Drop {what} to {purpose.replace('them', 'it') if one else purpose}"

    def _put_hint_away(self) -> None:
        if self._hint is not None:
            self._hint.hide()
            self._hint.deleteLater()
            self._hint = None
