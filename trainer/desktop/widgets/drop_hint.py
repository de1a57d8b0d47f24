"""What is shown over the window while a case is dragged across it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.speech import tell

_WORDS = "Drop the case here to install it"
_SUFFIX = ".casepack"
_VEIL = 215
"""How much of the page is covered, 0-255."""


def dragged_case(data: QMimeData) -> Path | None:
    """The one case in a file that is being dragged; ``None`` for anything else, and for several."""
    urls = data.urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() == _SUFFIX else None


class DropHint(QWidget):
    """Covers a window from the moment a case comes in until it is dropped or leaves; the window stays what is dropped
    onto."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(_WORDS)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        tell(self, "Alert")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil over the page, a dashed frame, and the words in the middle."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(theme.colour("paper"))
        veil.setAlpha(_VEIL)
        painter.fillRect(self.rect(), veil)
        inset = theme.px(24)
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, 8, 8)
        painter.setFont(theme.serif(24, QFont.Weight.DemiBold))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        words = painter.boundingRect(frame.adjusted(2 * inset, 2 * inset, -2 * inset, -2 * inset), flags, _WORDS)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(words.adjusted(-2 * inset, -inset, 2 * inset, inset), 8, 8)
        painter.setPen(theme.colour("ink"))
        painter.drawText(words, flags, _WORDS)
        painter.end()
