"""A QR code on a page: black on white in any theme, so that every camera reads it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.theme import Theme

_SIDE = 220.0


class QrView(QWidget):
    """Empty until it is given a code."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._code: tuple[tuple[bool, ...], ...] = ()
        self._side = theme.px(_SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_code(self, code: tuple[tuple[bool, ...], ...], url: str) -> None:
        """Show a code, whose rows hold ``True`` where it is dark; ``url`` is what it says."""
        if code != self._code:
            self._code = code
            module = max(self._side // len(code), 1) if code else 1
            self.setFixedSize(QSize(module * len(code), module * len(code)))
            self.setAccessibleName(f"QR code: {url}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Modules of whole pixels, in the middle of a white plate."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._code:
            module = max(min(self.width(), self.height()) // len(self._code), 1)
            left = (self.width() - module * len(self._code)) / 2
            top = (self.height() - module * len(self._code)) / 2
            for y, line in enumerate(self._code):
                for x, dark in enumerate(line):
                    if dark:
                        area = QRectF(left + x * module, top + y * module, module, module)
                        painter.fillRect(area, Qt.GlobalColor.black)
        painter.end()
