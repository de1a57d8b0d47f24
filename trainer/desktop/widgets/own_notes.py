"""The instructor's private notes: kept while they are written, and never on the room's screen or a phone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.fields import TextField
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import column
from trainer.desktop.widgets.text import label

_PAUSE_MS = 600
"""So long nobody types before what was typed is kept."""
_KEPT_OUT = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_F5)
_NAMES = ("My notes on this decision", "My notes on the whole workshop")


class NotesField(TextField):
    """Leaves to the page the keys that move the room on; Escape leaves the field."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """See QWidget."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _KEPT_OUT:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _KEPT_OUT:
            event.ignore()
        else:
            super().keyPressEvent(event)


class OwnNotes(QWidget):
    """One field for the present decision, and by a link for the whole workshop."""

    note_changed = Signal(str, str)
    """Id of the decision, or "" for the whole, and the text."""
    left = Signal()
    """The field was left by Escape."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notes: dict[str, str] = {}
        self._decision = ""
        self._on_whole = False
        self._filling = False
        self._title = label(theme, "My notes", theme.sans(13.5, QFont.Weight.DemiBold))
        self._aside = label(theme, "private", theme.sans(13), "ink-2")
        self._switch = LinkButton(theme, "On the whole workshop")
        self._switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._switch.clicked.connect(self._change)
        head = Flow(theme.px(10))
        for widget in (self._title, self._aside, self._switch):
            head.addWidget(widget)
        self._field = NotesField(theme, "", "Only you see this.", _NAMES[0])
        self._field.setFont(theme.sans(14))
        self._field.textChanged.connect(self._on_typed)
        self._field.left.connect(self.left)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.keep)
        layout = column(spacing=theme.px(6))
        layout.addLayout(head)
        layout.addWidget(self._field)
        self.setLayout(layout)

    @property
    def field(self) -> NotesField:
        """Where they are written."""
        return self._field

    @property
    def _about(self) -> str:
        return "" if self._on_whole else self._decision

    def show_notes(self, decision_id: str, notes: dict[str, str]) -> None:
        """Show the note of the present decision.

        Args:
            decision_id: "" where the room is at none.
            notes: all that are kept. What is being written isn't touched by them.
        """
        if decision_id != self._decision:
            self.keep()
            self._decision = decision_id
            self._notes = dict(notes)
            self._fill()
        elif notes != self._notes:
            self._notes = dict(notes)
            if not self._timer.isActive() and not self._field.hasFocus():
                self._fill()

    def keep(self) -> None:
        """Hand over what was written and isn't kept yet."""
        self._timer.stop()
        text = self._field.toPlainText()
        if text != self._notes.get(self._about, ""):
            self._notes[self._about] = text
            self.note_changed.emit(self._about, text)

    def _fill(self) -> None:
        whole = self._on_whole or not self._decision
        name = _NAMES[1 if whole else 0]
        if self._field.accessibleName() != name:
            self._field.setAccessibleName(name)
        self._switch.setVisible(bool(self._decision))
        self._switch.relabel("On this decision" if self._on_whole else "On the whole workshop")
        self._aside.setText("private, on the whole workshop" if whole else "private")
        text = self._notes.get(self._about, "")
        if self._field.toPlainText() != text:
            self._filling = True
            self._field.setPlainText(text)
            self._filling = False

    def _change(self) -> None:
        self.keep()
        self._on_whole = not self._on_whole
        self._fill()

    def _on_typed(self) -> None:
        if not self._filling:
            self._timer.start()
