"""The ring around whatever has the keyboard focus: one for the whole window, two pixels wide, one pixel away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTableView, QTextBrowser, QWidget

from trainer.desktop.theme import Theme

_REACH = 3
_WITHOUT = (QLineEdit, QPlainTextEdit, QLabel, QTextBrowser, QTableView)
"""Fields draw a border of their own; a heading or a text with the focus is where reading goes on, not a control."""


class FocusRing(QWidget):
    """Follows the focus, but not where a mouse button has just put it."""

    def __init__(self, application: QApplication, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application.focusChanged.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.update()

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if now is None or now.isWindow() or isinstance(now, _WITHOUT):
            return
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        self._target = now
        now.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject."""
        if watched is self._target:
            kind = event.type()
            if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
                self._place()
            elif kind in (QEvent.Type.Hide, QEvent.Type.Destroy, QEvent.Type.ParentChange):
                self._leave()
        return False

    def _place(self) -> None:
        target = self._target
        parent = target.parentWidget() if target else None
        if target is None or parent is None:
            return
        if self.parentWidget() is not parent:
            self.setParent(parent)
        self.setGeometry(target.geometry().adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.show()
        self.raise_()

    def _leave(self) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
        self._target = None
        self.hide()
        if self.parentWidget() is not None:
            self.setParent(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("focus"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        painter.end()
