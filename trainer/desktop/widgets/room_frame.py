"""What the room sees now, as large as there is room for, with a word on where the room sees it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.layout import column, row
from trainer.desktop.widgets.presenter_clock import say
from trainer.desktop.widgets.text import label

_LEAST_HIGH = 120.0
_HALLS = {False: "Dark hall", True: "Bright hall"}
"""What the link offers, by whether the screen is painted for a dark one."""
_SEES = {False: "The room sees", True: "The room is dark: B lights it"}
_SEES_NOTHING = "The room sees nothing"


class _Place(QWidget):
    """Keeps the shape of a screen."""

    def __init__(self, theme: Theme, picture: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._shape = (16, 9)
        self._most = theme.px(2_000)
        self._picture = picture
        picture.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_shape(self, size: QSize) -> None:
        """Take the shape of a screen of that size."""
        if size.isValid() and (size.width(), size.height()) != self._shape:
            self._shape = (max(size.width(), 1), max(size.height(), 1))
            self.updateGeometry()

    def set_most(self, height: int) -> None:
        """Take no more height than that."""
        if height != self._most:
            self._most = height
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """The shape decides."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of the whole screen, or as much as there is."""
        wide, high = self._shape
        return max(min(round(width * high / wide), self._most), self._theme.px(_LEAST_HIGH))

    def sizeHint(self) -> QSize:
        """A usual width."""
        width = self._theme.px(480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Small is allowed."""
        return QSize(self._theme.px(160), self._theme.px(_LEAST_HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the picture at the left, as large as its shape allows."""
        super().resizeEvent(event)
        wide, high = self._shape
        width = min(self.width(), round(self.height() * wide / high))
        self._picture.setGeometry(1, 1, width - 2, min(self.height(), round(width * high / wide)) - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame, for the room's screen may have the colour of the page."""
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.drawRect(QRectF(self._picture.geometry()).adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()


class RoomFrame(QWidget):
    """The words above say whether the projector is there."""

    hall_changed = Signal()
    """The room's screen is wanted in the other colours."""

    def __init__(self, theme: Theme, picture: QWidget) -> None:
        """
        Args:
            theme: for colours and measures.
            picture: paints what the room sees into whatever room it gets.
        """
        super().__init__()
        self._title = label(theme, _SEES[False], theme.sans(13.5, QFont.Weight.DemiBold))
        self._hall = LinkButton(theme, _HALLS[False], ink="ink-2")
        self._hall.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._hall.setAccessibleDescription("Changes the colours of the room’s screen")
        self._hall.clicked.connect(self.hall_changed)
        self._where = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        self._where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._is_seen, self._is_blank = True, False
        self._place = _Place(theme, picture)
        layout = column(spacing=theme.px(8))
        line = row(spacing=theme.px(12))
        line.addWidget(self._title)
        line.addWidget(self._hall)
        line.addWidget(self._where, 1)
        layout.addLayout(line)
        layout.addWidget(self._place)
        self.setLayout(layout)

    def show_where(self, words: str, size: QSize, *, seen: bool = True) -> None:
        """Say on which screen the room sees it, and how large that is; or why it sees nothing."""
        say(self._where, words)
        self._is_seen = seen
        self._show_title()
        self._place.set_shape(size)

    def show_blank(self, *, blank: bool) -> None:
        """Say whether the room's screen is dark."""
        self._is_blank = blank
        self._show_title()

    def _show_title(self) -> None:
        say(self._title, _SEES[self._is_blank] if self._is_seen else _SEES_NOTHING)

    def show_hall(self, *, dark: bool) -> None:
        """Say for which hall the room's screen is painted."""
        self._hall.relabel(_HALLS[dark])

    def set_most(self, height: int) -> None:
        """Let the picture take no more height than that."""
        self._place.set_most(height)
