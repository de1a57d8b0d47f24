"""The four grades as large buttons, each with its key and the day on which the decision comes back."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from trainer.desktop.recall_state import NAMES
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import paint_key
from trainer.desktop.widgets.press_button import PressButton
from trainer.study.recall import Grade

_PAD = 12.0
_KEY = 22.0
_GAP = 10.0
_BESIDE_KEY = 10.0


class GradeCard(PressButton):
    """One grade."""

    def __init__(self, theme: Theme, grade: Grade, date: str) -> None:
        super().__init__()
        self._theme = theme
        self._key = str(grade.value)
        self._date = date
        self.grade = grade
        self.setText(NAMES[grade])
        self.setAccessibleName(f"{NAMES[grade]}: comes back {date}")
        self.setAccessibleDescription(self._key)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.sans(15, QFont.Weight.DemiBold), self._theme.sans(13)

    def sizeHint(self) -> QSize:
        """Room for the name, the day and the key."""
        px = self._theme.px
        bold, plain = (QFontMetricsF(font) for font in self._fonts())
        width = max(bold.horizontalAdvance(self.text()), plain.horizontalAdvance(self._date))
        height = bold.height() + plain.height() + px(22)
        return QSize(round(width + px(2 * _PAD + _KEY + _BESIDE_KEY)) + 2, round(height))

    def minimumSizeHint(self) -> QSize:
        """As the size hint: nothing of it is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(theme.colour("wash" if self.underMouse() or self.isDown() else "page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        key = QRectF(px(_PAD), (self.height() - px(_KEY)) / 2, px(_KEY), px(_KEY))
        paint_key(painter, theme, key, self._key, ground="page", border="edge", ink="ink")
        bold, plain = self._fonts()
        left, top = key.right() + px(_BESIDE_KEY), px(10)
        painter.setFont(bold)
        painter.setPen(theme.colour("ink"))
        height = QFontMetricsF(bold).height()
        painter.drawText(QRectF(left, top, self.width() - left, height), Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(plain)
        painter.setPen(theme.colour("ink-2"))
        below = QRectF(left, top + height + px(1), self.width() - left, QFontMetricsF(plain).height())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._date)
        painter.end()


class GradeCards(QWidget):
    """Side by side; two and two, or one below the other, where the width ends: see :meth:`arrange`."""

    graded = Signal(Grade)

    def __init__(self, theme: Theme, dates: Mapping[Grade, str]) -> None:
        super().__init__()
        self._theme = theme
        self._columns = 0
        self.cards = {grade: GradeCard(theme, grade, dates[grade]) for grade in Grade}
        for grade, card in self.cards.items():
            card.clicked.connect(lambda _=False, grade=grade: self.graded.emit(grade))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(_GAP))
        self.setLayout(self._grid)
        self.arrange(theme.px(900))

    def arrange(self, width: int) -> None:
        """Lay them out for so much room."""
        sizes = [card.sizeHint() for card in self.cards.values()]
        widest, height = max(size.width() for size in sizes), max(size.height() for size in sizes)
        gap = self._theme.px(_GAP)
        columns = next((n for n in (4, 2) if n * widest + (n - 1) * gap <= width), 1)
        lines = len(sizes) // columns
        self.setFixedHeight(lines * height + (lines - 1) * gap)
        if columns != self._columns:
            self._columns = columns
            self._fill()

    def _fill(self) -> None:
        for card in self.cards.values():
            self._grid.removeWidget(card)
        for index, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, index // self._columns, index % self._columns)
        for each in range(len(self.cards)):
            self._grid.setColumnStretch(each, 1 if each < self._columns else 0)
        self._grid.activate()

    def minimumSizeHint(self) -> QSize:
        """No wider than one: how many stand side by side follows from the width."""
        return QSize(max(card.sizeHint().width() for card in self.cards.values()), self.height())
