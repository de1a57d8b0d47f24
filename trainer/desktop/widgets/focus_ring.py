"""The ring around whatever has the keyboard focus: one for the whole window, two pixels wide, one pixel away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from trainer.desktop.theme import Theme

_REACH = 3
_RADIUS = 9
"""Of its corners; a widget that is round itself says its own as ``ring_radius``."""
_WITHOUT = ("QLineEdit", "QLabel", "QAbstractScrollArea")
"""By name, since the class of fields is dear to import before there is one. Fields draw a border of their own; a
heading, a text or a column with the focus is where reading goes on. A widget that draws the ring itself, in another
shape, or that goes without, has an attribute ``own_ring``."""


class FocusRing(QWidget):
    """Follows the focus, but not where a mouse button has just put it."""

    def __init__(self, application: QApplication, theme: Theme, home: QWidget) -> None:
        """
        Args:
            application: whose focus is followed.
            theme: for the colour.
            home: a widget that outlives the pages; the ring waits there, hidden, while there is nothing to follow.
        """
        super().__init__(home)
        self._home = home
        self._theme = theme
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._application = application
        application.focusChanged.connect(self._follow)

    def stop(self) -> None:
        """Follow nothing any more; for the end of the program, when pages go before the ring does."""
        self._application.focusChanged.disconnect(self._follow)
        self._leave()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.update()

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        # A dialog that is closed already may still be told that it was activated; it must not take the ring along.
        if now is None or now.isWindow() or not now.window().isVisible() or any(map(now.inherits, _WITHOUT)):
            return
        if getattr(now, "own_ring", False):
            return  # in its own shape
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        self._target = now
        self._watch(now)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject."""
        if watched in self._watched:
            kind = event.type()
            if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
                self._place()
            elif kind in (QEvent.Type.Hide, QEvent.Type.Destroy, QEvent.Type.ParentChange):
                self._leave()
        return False

    def _place(self) -> None:
        host = self._target.parentWidget() if self._target else None
        if self._target is None or host is None:
            return
        area = self._target.geometry().adjusted(-_REACH, -_REACH, _REACH, _REACH)
        while not host.rect().contains(area) and (outer := _around(host)) is not None:
            area.translate(host.pos())
            self._watch(host)
            host = outer
        if self.parentWidget() is not host:
            self.setParent(host)
        self.setGeometry(area)
        self.show()
        self.raise_()

    def _watch(self, widget: QWidget) -> None:
        if widget not in self._watched:
            self._watched.append(widget)
            widget.installEventFilter(self)

    def _leave(self) -> None:
        if not isValid(self._home):
            return  # the window is gone, and the last change of the focus comes from its end
        for widget in filter(isValid, self._watched):
            widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        self.hide()
        if self.parentWidget() is not self._home:
            self.setParent(self._home)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), 2))
        radius = getattr(self._target, "ring_radius", _RADIUS)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()


def _around(widget: QWidget) -> QWidget | None:
    """The widget around one that would cut the ring; none beyond a window, nor beyond what a scroll area moves."""
    outer = widget.parentWidget()
    if widget.isWindow() or outer is None or isinstance(outer.parentWidget(), QAbstractScrollArea):
        return None
    return outer
