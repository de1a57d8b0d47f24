"""The notes to an attempt, each with its date and who wrote it, and a place to write another."""

from __future__ import annotations

import datetime as dt
from functools import partial
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from trainer.desktop.dates import long_day
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton, SecondaryButton
from trainer.desktop.widgets.fields import TextField
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import column, row
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.sight import show_with
from trainer.desktop.widgets.text import Heading
from trainer.progress.notes import Note, Role
from trainer.study.process import Quality

_SAID = {Quality.GOOD: "Good reasons.", Quality.POOR: "Poor reasons."}
_PROMPTS = {
    Role.LEARNER: "What do you see today that you didn’t then?",
    Role.COACH: "What would you have them look at again?",
}
_MARKS = {Quality.GOOD: ("Good reasoning", "Ctrl 1"), Quality.POOR: ("Poor reasoning", "Ctrl 2")}
_KEYS: dict[int, Quality] = {Qt.Key.Key_1: Quality.GOOD, Qt.Key.Key_2: Quality.POOR}
_COVERED = " Said with the outcome covered."


def by_whom(note: Note, reader: Role) -> str:
    """Who wrote a note, as its reader says it."""
    if note.role is reader:
        return "by me"
    return f"by {note.author}, coach" if note.role is Role.COACH else f"by {note.author}"


class AttemptNotes(QWidget):
    """Notes are added and never changed, so there is nothing to edit."""

    written = Signal(str, object)
    """What is to be kept as a further note, and how good a coach finds the reasons (:class:`Quality`) or ``None``."""
    drafted = Signal(str)
    """What stands in the field so far; empty once it is kept or left."""

    def __init__(
        self,
        theme: Theme,
        notes: tuple[Note, ...],
        zone: dt.tzinfo | None = None,
        reader: Role = Role.LEARNER,
        draft: str = "",
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            notes: the first first.
            zone: of the times shown; the system's own where none is given.
            reader: who looks at them.
            draft: of a further note, written before; the field is open then.
        """
        super().__init__()
        self._theme = theme
        self._reader = reader
        self._add = LinkButton(theme, "Add a note")
        self._add.clicked.connect(self._write)
        head = row()
        head.addWidget(Heading(theme, "Notes", theme.sans(13, QFont.Weight.DemiBold)), 1)
        head.addWidget(self._add)
        layout = column(spacing=theme.px(10))
        layout.addLayout(head)
        for note in notes:
            layout.addWidget(self._note(note, zone, reader))
        self._field = _NoteField(theme, reader, draft)
        self._field.textChanged.connect(self._draft)
        self._field.kept.connect(self._keep)
        self._field.marked.connect(self._mark)
        self._field.left.connect(self._leave)
        self._buttons = self._make_buttons()
        layout.addWidget(self._field)
        layout.addWidget(self._buttons)
        self.setLayout(layout)
        self._open(bool(draft))  # what has no parent yet would open as a window
        self.setAccessibleName("Notes")

    def _note(self, note: Note, zone: dt.tzinfo | None, reader: Role) -> QWidget:
        theme = self._theme
        head = f"{long_day(note.created, zone)}, {by_whom(note, reader)}."
        mark = _SAID[note.quality] + (_COVERED if note.covered else "") if note.quality else ""
        paragraphs = [part for part in note.text.splitlines() if part.strip()]
        first = " ".join(filter(None, (mark, paragraphs[0] if paragraphs else "")))
        quiet = f'<span style="color: {theme.colours["ink-2"]}">{escape(head)}</span>'
        html = f"<p>{quiet} {escape(first)}</p>" + "".join(f"<p>{escape(part)}</p>" for part in paragraphs[1:])
        made = Prose(theme, html, theme.sans(13), leading=20, gap=4)
        made.setAccessibleName(f"Note of {head} {mark} {note.text}")
        return made

    def _make_buttons(self) -> QWidget:
        theme = self._theme
        keep = SecondaryButton(theme, "Keep the note", "Ctrl Enter")
        keep.clicked.connect(self._keep)
        leave = LinkButton(theme, "Leave it")
        leave.clicked.connect(self._leave)
        flow = Flow(theme.px(10))
        flow.addWidget(keep)
        if self._reader is Role.COACH:
            for quality, (text, hint) in _MARKS.items():
                button = SecondaryButton(theme, text, hint)
                button.setAccessibleDescription(f"{hint}. Keeps the mark, with the note if there is one")
                button.clicked.connect(partial(self._mark, quality))
                flow.addWidget(button)
        flow.addWidget(leave)
        made = QWidget()
        made.setLayout(flow)
        return made

    def _open(self, is_open: bool) -> None:
        self._add.setHidden(is_open)
        self._field.setHidden(not is_open)
        self._buttons.setHidden(not is_open)

    def _draft(self) -> None:
        self.drafted.emit(self._field.toPlainText())

    def _write(self) -> None:
        self._open(True)
        self._draft()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: show_with(self._theme, self._field, self))

    def _keep(self) -> None:
        self._tell(None)

    def _mark(self, quality: Quality, _checked: bool = False) -> None:
        """Keep how good the reasons are, with whatever was written to it."""
        self._tell(quality)

    def _tell(self, quality: Quality | None) -> None:
        """Whoever hears it may build the notes anew: by then the focus is where it goes on."""
        text = self._field.toPlainText().strip()
        self._field.clear()
        self._leave()
        if text or quality:
            self.written.emit(text, quality)

    def _leave(self) -> None:
        """What was written stays in the field for as long as the notes are on show."""
        self._open(False)
        self.drafted.emit("")
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)


class _NoteField(TextField):
    kept = Signal()
    marked = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, writer: Role, text: str) -> None:
        super().__init__(theme, text, _PROMPTS[writer], "A further note")
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._marks = _KEYS if writer is Role.COACH else {}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and Enter keep the note, Esc leaves it; with Ctrl, 1 and 2 are a coach's marks."""
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if enters and control:
            self.kept.emit()
        elif control and event.key() in self._marks:
            self.marked.emit(self._marks[event.key()])
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            event.accept()
