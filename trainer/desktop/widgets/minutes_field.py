"""A small field for minutes: digits, or Up and Down."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.fields import LineField

_STEPS = {
    Qt.Key.Key_Up.value: 1,
    Qt.Key.Key_Down.value: -1,
    Qt.Key.Key_PageUp.value: 5,
    Qt.Key.Key_PageDown.value: -5,
}


class MinutesField(LineField):
    """Holds a whole number; says each new one as it is typed. What is no number goes when the field is left."""

    changed = Signal(int)

    def __init__(self, theme: Theme, name: str, minutes: int, most: int, *, blank: bool = False) -> None:
        """
        Args:
            theme: for colours and measures.
            name: for screen readers; the unit is told behind it.
            minutes: at first.
            most: the largest number.
            blank: whether 0 is shown as an empty field.
        """
        super().__init__(theme, "")
        self._minutes = minutes
        self._most = most
        self._blank = blank
        self._width = theme.px(28)
        self.setFont(theme.sans(14, tabular=True))
        self.setTextMargins(theme.px(6), theme.px(3), theme.px(6), theme.px(3))
        self.setValidator(QIntValidator(0, most, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(f"{name}, minutes")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._on_edited)
        self._write()

    @property
    def minutes(self) -> int:
        """The last number that stood in it."""
        return self._minutes

    def put(self, minutes: int) -> None:
        """Show another number; not while somebody types the same one."""
        if minutes != self._minutes:
            self._minutes = minutes
            self._write()

    def _write(self) -> None:
        self.setText("" if self._blank and not self._minutes else str(self._minutes))

    def _on_edited(self, text: str) -> None:
        if not text and not self._blank:
            return
        minutes = min(int(text or 0), self._most)
        if minutes != self._minutes:
            self._minutes = minutes
            self.changed.emit(minutes)

    def sizeHint(self) -> QSize:
        """Room for the largest number."""
        digits = QFontMetrics(self.font()).horizontalAdvance("8" * len(str(self._most)))
        return QSize(digits + self._width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As the size hint."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed takes the place of what stands there."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the number that counts."""
        super().focusOutEvent(event)
        self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down change it by one, Page Up and Page Down by five."""
        step = 0 if event.modifiers() & Qt.KeyboardModifier.AltModifier else _STEPS.get(event.key(), 0)
        if not step:
            super().keyPressEvent(event)
            return
        minutes = min(max(self._minutes + step, 0), self._most)
        if minutes != self._minutes:
            self._minutes = minutes
            self._write()
            self.selectAll()
            self.changed.emit(minutes)
