"""What the room sees on the projector, as a picture of the tour."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.room_view import RoomView
from trainer.workshop.screen_values import Screen


def room_picture(theme: Theme, screen: Screen, size: QSize) -> QPixmap:
    """A screen of the room on a projector of that size."""
    view = RoomView(theme, "The room’s screen")
    view.resize(size)
    view.show_screen(screen)
    return view.grab()
