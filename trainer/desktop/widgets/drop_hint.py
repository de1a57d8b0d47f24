"""What is shown over the window while files are dragged across it that it can use."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.speech import tell

_CASE, _PROGRESS = ".casepack", ".progress"
_VEIL = 215
"""How much of the page is covered, 0-255."""


def dragged_case(data: QMimeData) -> Path | None:
    """The one case in a file that is being dragged; ``None`` for anything else, and for several."""
    files = _dragged(data, _CASE)
    return files[0] if len(files) == 1 else None


def dragged_progress(data: QMimeData) -> tuple[Path, ...]:
    """The progress files that are being dragged; none where anything else is dragged with them."""
    return _dragged(data, _PROGRESS)


def _dragged(data: QMimeData, suffix: str) -> tuple[Path, ...]:
    """All that is dragged, if it is nothing but files of one kind."""
    urls = data.urls()
    if not all(url.isLocalFile() for url in urls):
        return ()
    files = tuple(Path(url.toLocalFile()) for url in urls)
    return files if all(file.suffix.lower() == suffix for file in files) else ()


class DropHint(QWidget):
    """Covers a window from the moment files come in until they are dropped or leave; the window stays what is dropped
    onto."""

    def __init__(self, theme: Theme, window: QWidget, words: str) -> None:
        """``words`` say what dropping does."""
        super().__init__(window)
        self._theme = theme
        self._words = words
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(words)
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
        around = painter.boundingRect(frame.adjusted(2 * inset, 2 * inset, -2 * inset, -2 * inset), flags, self._words)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(around.adjusted(-2 * inset, -inset, 2 * inset, inset), 8, 8)
        painter.setPen(theme.colour("ink"))
        painter.drawText(around, flags, self._words)
        painter.end()
