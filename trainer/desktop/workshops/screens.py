"""The screens that this computer has, and when one comes or goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen


class Screens(QObject):
    """Says where the room can look at something that isn't the presenter's screen."""

    changed = Signal()
    """One came, one went, or one has another size. One that went is no longer among them."""

    def __init__(self, application: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        application.screenAdded.connect(self._on_added)
        application.screenRemoved.connect(lambda _screen: self.changed.emit())
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(lambda _geometry: self.changed.emit())

    def all(self) -> Sequence[QScreen]:
        """Every screen there is."""
        return QGuiApplication.screens()

    def other(self, than: QScreen | None) -> QScreen | None:
        """The largest screen beside one; ``None`` where there is no other, or where all show the same picture.

        A projector that repeats the laptop's screen is no other screen: a window there would cover the presenter's.
        """
        others = [each for each in self.all() if each is not than and (than is None or _is_beside(each, than))]
        return max(others, key=_extent, default=None)

    def _on_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(lambda _geometry: self.changed.emit())
        self.changed.emit()


def _is_beside(one: QScreen, other: QScreen) -> bool:
    return not one.geometry().contains(other.geometry().center())


def _extent(screen: QScreen) -> int:
    size = screen.size() * screen.devicePixelRatio()
    return size.width() * size.height()
