"""A switch between two or three ways to look at the same thing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import row
from trainer.desktop.widgets.press_button import PressButton

_CORNER = 8


class _Part(PressButton):
    """One of the buttons, which stand wall to wall."""

    def __init__(self, theme: Theme, text: str, *, first: bool, last: bool) -> None:
        super().__init__()
        self._theme = theme
        self._first, self._last = first, last
        self.setText(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the word in its bolder state."""
        width = QFontMetricsF(self._theme.sans(13, QFont.Weight.DemiBold)).horizontalAdvance(self.text())
        return QSize(round(width) + self._theme.px(28), self._theme.px(30))

    def minimumSizeHint(self) -> QSize:
        """As the size hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # reaches under its neighbour, so that only the outer corners are round
        reach = _CORNER * 2
        area = QRectF(self.rect()).adjusted(0.5 if self._first else -reach, 0.5, -0.5 if self._last else reach, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(area, _CORNER, _CORNER)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(theme.colour("page" if chosen else "wash" if self.underMouse() else "paper"))
        painter.drawPath(outline)
        if not self._first:
            painter.drawLine(0, 0, 0, self.height())
        if chosen:
            width = QFontMetricsF(theme.sans(13, QFont.Weight.DemiBold)).horizontalAdvance(self.text())
            left = (self.width() - width) / 2
            painter.fillRect(QRectF(left, self.height() - theme.px(6), width, 2), theme.colour("accent"))
        painter.setFont(theme.sans(13, QFont.Weight.DemiBold if chosen else QFont.Weight.Normal))
        painter.setPen(theme.colour("ink" if chosen else "ink-2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class ViewSwitch(QWidget):
    """Arrow keys change from one to the next; Tab passes it as one."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, views: tuple[str, ...]) -> None:
        """``name`` says what is switched, and stands before each word for screen readers."""
        super().__init__()
        self._group = QButtonGroup(self)
        layout = row()
        for index, text in enumerate(views):
            part = _Part(theme, text, first=index == 0, last=index == len(views) - 1)
            part.setAccessibleName(f"{name}: {text}")
            self._group.addButton(part, index)
            layout.addWidget(part)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.choose(0)
        self._group.idClicked.connect(self._on_clicked)

    @property
    def current(self) -> int:
        """Which one is chosen, from 0."""
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        """Show one as chosen."""
        self._group.button(index).setChecked(True)
        for part in self._group.buttons():
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if part.isChecked() else Qt.FocusPolicy.ClickFocus)

    def take_focus(self) -> None:
        """Put the keyboard focus on the one that is chosen."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self, index: int) -> None:
        self.choose(index)
        self.chosen.emit(index)
