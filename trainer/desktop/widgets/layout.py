"""Small means of laying out pages."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.scroll_bar import SlimScrollBar

Box = TypeVar("Box", bound=QBoxLayout)


def column(*, spacing: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A vertical layout without the style's own margins."""
    return _bare(QVBoxLayout(), spacing, margins)


def row(*, spacing: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A horizontal layout without the style's own margins."""
    return _bare(QHBoxLayout(), spacing, margins)


def _bare(layout: Box, spacing: int, margins: tuple[int, int, int, int]) -> Box:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    return layout


def reading_column(content: QLayout, width: int, margins: tuple[int, int, int, int]) -> QWidget:
    """A layout in the middle of what room there is, no wider than is good to read.

    Args:
        content: what stands in the column.
        width: the most it takes, in pixels.
        margins: left, top, right and bottom, around it.
    """
    middle = QWidget()
    middle.setLayout(content)
    middle.setMaximumWidth(width)
    middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    line = row(margins=margins)
    line.addStretch(1)
    line.addWidget(middle, 1000)
    line.addStretch(1)
    outer = column()
    outer.addLayout(line)
    outer.addStretch(1)
    made = QWidget()
    made.setLayout(outer)
    return made


def rule(theme: Theme, ink: str = "line", *, vertical: bool = False) -> QFrame:
    """A line of one pixel."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.NoFrame)
    paint_ground(line, theme, ink)
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def paint_ground(widget: QWidget, theme: Theme, name: str) -> None:
    """Fill a widget with a colour of the theme."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Window, theme.colour(name))
    palette.setColor(QPalette.ColorRole.Base, theme.colour(name))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)


def panel(theme: Theme, ground: str, layout: QLayout) -> QWidget:
    """A widget with a ground of its own and that layout."""
    made = QWidget()
    paint_ground(made, theme, ground)
    made.setLayout(layout)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class ScrollColumn(QScrollArea):
    """One scrolling column; follows the keyboard focus so that it is always in sight."""

    def __init__(self, theme: Theme, content: QWidget, name: str) -> None:
        """
        Args:
            theme: for the scroll bar.
            content: what scrolls.
            name: for screen readers.
        """
        super().__init__()
        self.setVerticalScrollBar(SlimScrollBar(theme))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # What wraps asks for a least height at some width of its own; the height for the real width decides.
        content.setMinimumHeight(1)
        self.setWidget(content)
        self.content = content

    def sizeHint(self) -> QSize:
        """It takes what is there, and asks for nothing: what stands above and below it stays whole."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    @property
    def position(self) -> float:
        """How far it is scrolled, 0-1."""
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def go_to(self, position: float) -> None:
        """Scroll to a position, 0-1."""
        bar = self.verticalScrollBar()
        bar.setValue(round(position * bar.maximum()))

    def page(self, steps: float) -> None:
        """Scroll by so many screens, down or (negative) up."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(steps * bar.pageStep() * 0.9))
