"""The backups, and what going back to each of them would bring about."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QVBoxLayout, QWidget

from trainer.desktop.restoring_state import BackupLine, BackupsState
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import SecondaryButton
from trainer.desktop.widgets.case_header import CaseHeader
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, reading_column, row, rule
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable

TITLE = "Go back to a backup"
_INTRO = (
    "The program makes a backup when it starts, at most one in half an hour. Your progress as it is now is kept, too."
)
_LOOKING = "Looking into the backups …"
_WIDTH = 760
_BESIDE_FROM = 560
_NONE = (
    "There is no backup yet. The first is made when the program starts and somebody has studied here; from then on you"
    " can go back to it on this page."
)
_UNUSABLE = "Can't be used"
_ARROWS = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
_PRESSED = QEvent.Type.KeyPress


class BackupsPage(QWidget):
    """Lists them, and says which one is wanted."""

    back_requested = Signal()
    restore_requested = Signal(object)
    """With the :class:`~trainer.desktop.restoring_state.BackupLine`."""
    text_size_requested = Signal(QPoint)
    menu_requested = Signal(QPoint)

    def __init__(self, theme: Theme, learner: str, state: BackupsState | None, *, busy: str = "") -> None:
        """
        Args:
            theme: for colours and measures.
            learner: name of the present learner.
            state: what there is; ``None`` while that is being looked at.
            busy: what is being done, while it is: nothing can be chosen then.
        """
        super().__init__()
        self._theme = theme
        self.setAccessibleName(TITLE)
        paint_ground(self, theme, "paper")
        header = CaseHeader(theme, "Your progress", learner, back="Library", with_steps=False)
        header.back_requested.connect(self.back_requested)
        header.text_size_requested.connect(self.text_size_requested)
        header.menu_requested.connect(self.menu_requested)
        header.setEnabled(not busy)
        self._busy = bool(busy)
        self._rows: list[_Row] = []
        self._title = Heading(theme, TITLE, theme.serif(29, QFont.Weight.DemiBold))
        content = reading_column(self._content(state, busy), theme.px(_WIDTH), (theme.px(32), theme.px(32)) * 2)
        self._scroll = ScrollColumn(theme, content, TITLE)
        layout = column()
        layout.addWidget(header)
        layout.addWidget(self._scroll, 1)
        self.setLayout(layout)
        if not busy:
            QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.back_requested.emit)

    def _content(self, state: BackupsState | None, busy: str) -> QVBoxLayout:
        theme, px = self._theme, self._theme.px
        layout = column()
        layout.addWidget(self._title)
        layout.addSpacing(px(6))
        layout.addWidget(label(theme, _INTRO, theme.serif(17), "ink-2", wrap=True))
        if state is not None and state.present:
            layout.addSpacing(px(16))
            layout.addWidget(label(theme, state.present, theme.sans(14, QFont.Weight.DemiBold), wrap=True))
        layout.addSpacing(px(24))
        if busy or state is None:
            layout.addWidget(label(theme, busy or _LOOKING, theme.sans(14), "ink-2", wrap=True))
        elif not state.lines:
            layout.addWidget(label(theme, _NONE, theme.sans(14.5), wrap=True))
        if state is not None and not busy:
            self._add_lines(layout, state)
        return layout

    def _add_lines(self, layout: QVBoxLayout, state: BackupsState) -> None:
        theme, px = self._theme, self._theme.px
        for line in state.lines:
            made = _Row(theme, line)
            made.button.installEventFilter(self)
            made.button.clicked.connect(partial(self._choose, line))
            self._rows.append(made)
            layout.addWidget(rule(theme))
            layout.addWidget(made)
        if state.lines:
            layout.addWidget(rule(theme))
        if state.unusable:
            layout.addSpacing(px(28))
            layout.addWidget(Heading(theme, _UNUSABLE, theme.serif(19, QFont.Weight.DemiBold)))
            for name, reason in state.unusable:
                layout.addSpacing(px(8))
                text = f"{breakable(name)}: {breakable(reason)}"
                layout.addWidget(label(theme, text, theme.sans(13.5), "ink-2", wrap=True))

    @property
    def buttons(self) -> list[QAbstractButton]:
        """Those of the backups, in their order."""
        return [each.button for each in self._rows]

    def focus_start(self) -> None:
        """Begin at the newest backup."""
        if self._rows:
            self._rows[0].button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._title.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows go from one backup to the next, and stop at the ends; by itself a button goes on as Tab does."""
        step = _ARROWS.get(event.key(), 0) if isinstance(event, QKeyEvent) and event.type() == _PRESSED else 0
        if not step:
            return False
        to = next(index for index, each in enumerate(self.buttons) if each is watched) + step
        if 0 <= to < len(self._rows):
            self.buttons[to].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(self._rows[to], 0, self._theme.px(24))
        return True

    def _choose(self, line: BackupLine, _checked: bool = False) -> None:
        self.restore_requested.emit(line)


class _Row(QWidget):
    """One backup: when, what it holds, what it would cost, and the step to take."""

    def __init__(self, theme: Theme, line: BackupLine) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        words = column(spacing=px(2))
        words.addWidget(label(theme, line.when, theme.serif(17, QFont.Weight.DemiBold), wrap=True))
        if line.kept_aside:
            kept = "Your progress as it stood before a backup took its place."
            words.addWidget(label(theme, kept, theme.sans(14), wrap=True))
        words.addWidget(label(theme, line.holds, theme.sans(14), "ink-2", wrap=True))
        words.addWidget(label(theme, line.costs, theme.sans(14), wrap=True))
        self.button = SecondaryButton(theme, "Restore…")
        which = "Restore what was kept aside, of" if line.kept_aside else "Restore the backup of"
        self.button.setAccessibleName(f"{which} {line.when}")
        self.button.setAccessibleDescription(f"{line.holds} {line.costs}")
        self._layout = row(spacing=px(24), margins=(0, px(14), 0, px(14)))
        self._layout.addLayout(words, 1)
        self._layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(self._layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stands beside the words, or below them where they would get too narrow."""
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(_BESIDE_FROM)
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._layout.setSpacing(self._theme.px(24 if beside else 10))
