"""What screen readers are told at once."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QWidget


def tell(widget: QWidget, what: Literal["Alert", "Focus", "NameChanged"]) -> None:
    """Send an event of that kind, for which a screen reader says the accessible name of the widget."""
    # Building the enums of QAccessible takes ten milliseconds, and the first window has nothing to tell.
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event[what]))
