"""One documented factor, to be marked *I saw it* or *I missed it*."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import row
from trainer.progress.values import FactorMark

_CHECK = 11
_WORDS = {FactorMark.SAW: "I saw it", FactorMark.MISSED: "I missed it"}
_THEIRS = {FactorMark.SAW: "Saw it", FactorMark.MISSED: "Missed it"}
_KEYS = {Qt.Key.Key_S: FactorMark.SAW, Qt.Key.Key_M: FactorMark.MISSED}


class _Half(QAbstractButton):
    """One of two buttons that stand wall to wall."""

    def __init__(self, theme: Theme, words: str, factor: str, *, first: bool) -> None:
        super().__init__()
        self._theme = theme
        self._first = first
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(f"{words}: {factor}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the check mark and the words."""
        width = QFontMetricsF(self._theme.sans(13, QFont.Weight.DemiBold)).horizontalAdvance(self.text())
        return QSize(round(width) + self._theme.px(_CHECK + 30), self._theme.px(34))

    def minimumSizeHint(self) -> QSize:
        """See sizeHint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if on else 1.0
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        if not self._first and not on:
            area.setLeft(-width / 2)  # the border of the first half parts the two
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(area, 8, 8)
        square = QRectF(area)
        if self._first:
            square.setLeft(area.center().x())
        else:
            square.setRight(area.center().x())
        path.addRect(square)
        painter.setPen(QPen(theme.colour("accent" if on else "edge"), width))
        painter.setBrush(theme.colour("accent-wash" if on else "wash" if self.underMouse() else "page"))
        painter.drawPath(path.simplified())
        painter.setFont(theme.sans(13, QFont.Weight.DemiBold if on else QFont.Weight.Normal))
        painter.setPen(theme.colour("ink" if on else "ink-2"))
        shift = theme.px(_CHECK + 5) if on else 0
        painter.drawText(self.rect().adjusted(shift, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, self.text())
        if on:
            size = theme.px(_CHECK)
            left = (
                (self.width() + shift - painter.fontMetrics().horizontalAdvance(self.text())) / 2 - size - theme.px(5)
            )
            paint_icon(painter, QRectF(left, (self.height() - size) / 2, size, size), "check", theme.colour("accent"))
        painter.end()


class SawMissed(QWidget):
    """The two marks of a factor; S and M mark it from the keyboard."""

    marked = Signal(object)

    def __init__(self, theme: Theme, factor: str, mark: FactorMark | None, *, mine: bool = True) -> None:
        """
        Args:
            theme: for colours and measures.
            factor: short name of the factor, for screen readers.
            mark: as it was left, or ``None``.
            mine: whether it is the reader's to mark; somebody else only sees it.
        """
        super().__init__()
        words = _WORDS if mine else _THEIRS
        self._halves = {each: _Half(theme, words[each], factor, first=each is FactorMark.SAW) for each in FactorMark}
        self._group = QButtonGroup(self)
        layout = row()
        for each, half in self._halves.items():
            half.setChecked(each is mark)
            self._group.addButton(half)
            layout.addWidget(half)
            half.clicked.connect(lambda _=False, each=each: self.marked.emit(each))
        self.setLayout(layout)
        self.setEnabled(mine)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def mark(self) -> FactorMark | None:
        """How it is marked now."""
        return next((each for each, half in self._halves.items() if half.isChecked()), None)

    def take_focus(self) -> None:
        """Put the keyboard focus on the mark, or on the first half."""
        target = self._halves[self.mark or FactorMark.SAW]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """S: I saw it. M: I missed it."""
        if not self.take_key(event):
            super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Mark it by a key, wherever that was pressed; whether the key is one of the two."""
        mark = _KEYS.get(Qt.Key(event.key()))
        if mark is None or event.modifiers() or not self.isEnabled():
            return False
        self._halves[mark].setChecked(True)
        self.marked.emit(mark)
        return True
