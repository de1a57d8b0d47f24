"""Chips: one of several words that can be chosen, with a number beside it; and one that opens a menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QMenu, QSizePolicy, QWidget

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import row
from trainer.desktop.widgets.press_button import PressButton

_HEIGHT = 30
_ARROW = 10

Choice = tuple[str, str, int]
"""Id, words, and how many there are."""


class Chip(PressButton):
    """A word in a rounded frame, filled with ink where it is chosen."""

    def __init__(self, theme: Theme, text: str, count: int | None = None, *, opens: bool = False) -> None:
        """
        Args:
            theme: for colours and measures.
            text: the word.
            count: written behind it.
            opens: whether a small arrow says that a menu opens.
        """
        super().__init__()
        self._theme = theme
        self._count = "" if count is None else str(count)
        self._opens = opens
        self.setText(text)
        self.setCheckable(not opens)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.ring_radius = theme.px(_HEIGHT) / 2 + 2

    def relabel(self, text: str, count: int | None = None) -> None:
        """Say something else."""
        self.setText(text)
        self._count = "" if count is None else str(count)
        self.updateGeometry()
        self.update()

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.sans(13, QFont.Weight.DemiBold), self._theme.sans(13, tabular=True)

    def _widths(self) -> tuple[float, float, float]:
        strong, plain = self._fonts()
        word = QFontMetricsF(strong).horizontalAdvance(self.text())
        number = QFontMetricsF(plain).horizontalAdvance(self._count) + self._theme.px(7) if self._count else 0.0
        return word, number, self._theme.px(_ARROW + 7) if self._opens else 0.0

    def sizeHint(self) -> QSize:
        """Room for word and number."""
        return QSize(round(sum(self._widths()) + 2 * self._theme.px(13)) + 2, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As the size hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        ground = "ink" if chosen else "wash" if self.underMouse() or self.isDown() else "page"
        painter.setPen(QPen(theme.colour("ink" if chosen else "line"), 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        strong, plain = self._fonts()
        word, number, arrow = self._widths()
        left = (self.width() - word - number - arrow) / 2
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.colour("page" if chosen else "ink"))
        painter.setFont(strong)
        painter.drawText(QRectF(left, 0, word + 2, self.height()), middle, self.text())
        if self._count:
            painter.setPen(theme.colour("page" if chosen else "ink-2"))
            painter.setFont(plain)
            painter.drawText(QRectF(left + word + theme.px(7), 0, number, self.height()), middle, self._count)
        if arrow:
            size = theme.px(_ARROW)
            spot = QRectF(left + word + number + theme.px(7), (self.height() - size) / 2, size, size)
            paint_icon(painter, spot, "chevron-down", theme.colour("ink-2"))
        painter.end()


class ChipRow(QWidget):
    """Chips of which one is chosen; arrow keys go from one to the next, Tab passes them as one."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, choices: tuple[Choice, ...]) -> None:
        """``name`` says what is chosen here, and stands before each word for screen readers."""
        super().__init__()
        self._ids = [each for each, _, _ in choices]
        self._group = QButtonGroup(self)
        flow = Flow(theme.px(8))
        for index, (_, words, count) in enumerate(choices):
            chip = Chip(theme, words, count)
            chip.setAccessibleName(f"{name}: {words}, {count}")
            self._group.addButton(chip, index)
            flow.addWidget(chip)
        self.setLayout(flow)
        self.choose(self._ids[0])
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._ids[index]))
        self.setAccessibleName(name)

    def choose(self, choice: str) -> None:
        """Show a choice; an unknown one is the first."""
        index = self._ids.index(choice) if choice in self._ids else 0
        self._group.button(index).setChecked(True)
        for chip in self._group.buttons():
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip.isChecked() else Qt.FocusPolicy.ClickFocus)


class MenuChip(QWidget):
    """One chip for all choices, which stand in its menu."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, choices: tuple[Choice, ...]) -> None:
        """``name`` stands before the choice: *Person: anyone*."""
        super().__init__()
        self._name = name
        self._choices = choices
        self._choice = choices[0][0]
        self.chip = Chip(theme, "", opens=True)
        self.chip.clicked.connect(self._open)
        layout = row()
        layout.addWidget(self.chip)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.choose(self._choice)

    def choose(self, choice: str) -> None:
        """Show a choice; an unknown one is the first."""
        found = next((each for each in self._choices if each[0] == choice), self._choices[0])
        self._choice = found[0]
        words = found[1] if len(found[1]) <= 24 else found[1][:23].rstrip() + "…"
        self.chip.relabel(f"{self._name}: {words}")
        self.chip.setAccessibleName(f"{self._name}: {found[1]}, opens a menu")

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self._name)
        group = QActionGroup(menu)
        for choice, words, count in self._choices:
            text = f"{words}  {count}".replace("&", "&&")
            action = QAction(text, menu, checkable=True, checked=choice == self._choice)
            action.triggered.connect(partial(self._take, choice))
            group.addAction(action)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.chip.mapToGlobal(QPoint(0, self.chip.height() + 2)))

    def _take(self, choice: str, _checked: bool = False) -> None:
        self.choose(choice)
        self.chosen.emit(choice)
