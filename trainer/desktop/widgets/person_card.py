"""Who somebody is: as an exhibit, and as a card that opens at a name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.case.markdown import to_html
from trainer.case.model import Person
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.text import Heading, label

_WIDTH = 340
_MARGIN = 16


def person_view(theme: Theme, person: Person) -> QWidget:
    """Name, role, and what they had done before."""
    made = QWidget()
    made.setLayout(_told(theme, person)[0])
    return made


def _told(theme: Theme, person: Person, size: float = 20) -> tuple[QVBoxLayout, Heading]:
    layout = column(spacing=theme.px(2))
    name = person.name + (f"  {person.native_name}" if person.native_name else "")
    heading = Heading(theme, name, theme.serif(size, QFont.Weight.DemiBold))
    layout.addWidget(heading)
    layout.addWidget(label(theme, person.role, theme.serif(0.8 * size, italic=True), "ink-2", wrap=True))
    if person.before:
        layout.addSpacing(theme.px(6))
        text = Prose(theme, to_html(person.before), theme.serif(0.8 * size), leading=1.2 * size, gap=6)
        layout.addWidget(text)
    return layout, heading


class PersonCard(QWidget):
    """A small card over the page. Escape, Enter, the space bar and a click beside it close it."""

    def __init__(self, theme: Theme, person: Person, part: str, parent: QWidget) -> None:
        """
        Args:
            theme: for colours and measures.
            person: whom it tells of.
            part: their part in this room.
            parent: where it was asked for; gets the focus back.
        """
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # the click that closes it opens nothing
        paint_ground(self, theme, "page")
        told, self._heading = _told(theme, person, 18)
        told.setContentsMargins(*4 * (theme.px(_MARGIN),))
        told.addSpacing(theme.px(8))
        told.addWidget(label(theme, f"Here: {part}", theme.sans(13), "ink-2", wrap=True))
        self._content = QWidget()
        self._content.setLayout(told)
        self._scroll = ScrollColumn(theme, self._content, person.name)
        layout = column(margins=(1, 1, 1, 1))
        layout.addWidget(self._scroll)
        self.setLayout(layout)
        self.setAccessibleName(person.name)

    def open_at(self, corner: QPoint) -> None:
        """Show it with its upper left corner there, or as near as the screen lets it be."""
        room = self.screen().availableGeometry()
        width = min(self._theme.px(_WIDTH), room.width())
        self.resize(width, min(self._content.heightForWidth(width - 2) + 2, room.height()))
        x = min(corner.x(), room.right() + 1 - self.width())
        y = min(corner.y(), room.bottom() + 1 - self.height())
        self.move(max(x, room.left()), max(y, room.top()))
        self.show()
        self._heading.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.close()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._scroll.page(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A border of one pixel."""
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
