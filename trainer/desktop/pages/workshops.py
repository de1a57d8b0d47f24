"""The workshops on this computer: prepared, begun and held."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton, PrimaryButton
from trainer.desktop.widgets.empty_state import EmptyState
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, row, rule
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.widgets.workshop_row import WorkshopRow
from trainer.desktop.wording import breakable
from trainer.desktop.workshops.list_state import HEADINGS, Shape, WorkshopsState

_WIDTH = 1216
_BOLD = QFont.Weight.DemiBold
_ROOMY_FROM = 560
_LOOKING = "Looking for the workshops …"
_ARROWS = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
WELCOME = (
    "In a workshop a room decides together: it reads, votes on its phones, argues, votes again, and only then sees the"
    " record. Everything runs from this computer; the phones need no internet, no account and no installation."
)
NEW = "New workshop"


class WorkshopsPage(QWidget):
    """Lists them, and says what the instructor wants."""

    new_requested = Signal()
    take_in_requested = Signal()
    """Of a workshop's file from elsewhere."""
    wanted = Signal(str, str)
    """File of a workshop, and what is to be done with it: see :class:`WorkshopRow`."""
    cancel_requested = Signal()
    """Of what is under way."""

    def __init__(self, theme: Theme, state: WorkshopsState | None, *, chosen: str = "") -> None:
        """
        Args:
            theme: for colours and measures.
            state: what there is; ``None`` while that is being looked at.
            chosen: file of the workshop that has the focus at first.
        """
        super().__init__()
        self._theme = theme
        self._rows: list[WorkshopRow] = []
        self._chosen = chosen
        self._busy: QLabel | None = None
        paint_ground(self, theme, "paper")
        self.setAccessibleName("Workshops")
        self._first: QWidget | None = None
        self._busy_place = column()
        self._column = column()
        self._compose(state)
        middle = QWidget()
        middle.setLayout(self._column)
        middle.setMaximumWidth(theme.px(_WIDTH + 64))
        around = row()
        around.addWidget(middle, 1000)
        around.addStretch(1)
        content = QWidget()
        content.setLayout(around)
        self._scroll = ScrollColumn(theme, content, "Workshops")
        layout = column()
        layout.addWidget(self._scroll)
        self.setLayout(layout)
        self._lead_to_first()

    def _lead_to_first(self) -> None:
        if self._first is not None:
            self.setFocusProxy(self._first)

    def _compose(self, state: WorkshopsState | None) -> None:
        theme, px = self._theme, self._theme.px
        self._column.addWidget(self._head(state))
        self._column.addLayout(self._busy_place)
        if state is None:
            self._column.addSpacing(px(24))
            self._column.addWidget(label(theme, _LOOKING, theme.sans(14), "ink-2", wrap=True))
        elif not state.lines:
            empty = EmptyState(theme, "No workshop yet", WELCOME, NEW)
            empty.chosen.connect(self.new_requested)
            self._first = empty.button
            self._column.addWidget(empty)
        else:
            for shape in Shape:
                self._add(self._column, state, shape)
        self._column.addStretch(1)

    def _head(self, state: WorkshopsState | None) -> QWidget:
        theme = self._theme
        heading = Heading(theme, "Workshops", theme.serif(29, _BOLD))
        heading.setWordWrap(False)
        take = LinkButton(theme, "Take in a workshop…", ink="ink-2", size=14)
        take.setAccessibleDescription("From a .workshop file, saved on another computer")
        take.clicked.connect(self.take_in_requested)
        self._first = take
        right: list[QWidget] = [take]
        if state is not None and state.lines:
            new = PrimaryButton(theme, NEW)
            new.clicked.connect(self.new_requested)
            self._first = new
            right.append(new)
        return HeadLine(theme, [heading], right, gap=20, name="Head of the page")

    def _add(self, layout: QVBoxLayout, state: WorkshopsState, shape: Shape) -> None:
        theme, px = self._theme, self._theme.px
        lines = state.of(shape)
        if not lines:
            return
        layout.addSpacing(px(28))
        layout.addWidget(Heading(theme, HEADINGS[shape], theme.sans(14, _BOLD)))
        layout.addSpacing(px(6))
        layout.addWidget(rule(theme, "ink"))
        for line in lines:
            made = WorkshopRow(theme, line)
            made.wanted.connect(lambda what, file=line.file: self.wanted.emit(file, what))
            for each in made.buttons:
                each.installEventFilter(self)
            self._rows.append(made)
            layout.addWidget(made)
            layout.addWidget(rule(theme))

    @property
    def rows(self) -> tuple[WorkshopRow, ...]:
        """Those of the workshops, in their order."""
        return tuple(self._rows)

    @property
    def chosen(self) -> str:
        """File of the workshop that has the focus; empty where none has."""
        return next((each.line.file for each in self._rows if any(b.hasFocus() for b in each.buttons)), "")

    def focus_start(self) -> None:
        """Begin at the workshop that was chosen, else at the next step."""
        row_ = next((each for each in self._rows if each.line.file == self._chosen and each.buttons), None)
        if row_ is not None:
            row_.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(row_, 0, self._theme.px(24))
        elif self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, text: str) -> None:
        """Say what is under way, with a way to stop it."""
        theme = self._theme
        if self._busy is not None:
            self._busy.setText(breakable(text))
            return
        self._busy = label(theme, breakable(text), theme.sans(13), "ink-2", wrap=True)
        stop = LinkButton(theme, "Cancel")
        stop.clicked.connect(self.cancel_requested)
        self._busy_place.addWidget(HeadLine(theme, [self._busy, stop], name="Under way"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows go from one workshop to the next, at the same button, and stop at the ends."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        step = _ARROWS.get(event.key(), 0) if pressed and isinstance(event, QKeyEvent) else 0
        if not step or not isinstance(watched, QAbstractButton):
            return False
        rows = [each for each in self._rows if each.buttons]
        here = next(place for place, each in enumerate(rows) if watched in each.buttons)
        if 0 <= here + step < len(rows):
            self._go_to(rows[here + step], rows[here].buttons.index(watched))
        return True

    def _go_to(self, to: WorkshopRow, button: int) -> None:
        target: QAbstractButton = to.buttons[min(button, len(to.buttons) - 1)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(to, 0, self._theme.px(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows have narrow margins."""
        super().resizeEvent(event)
        px = self._theme.px
        side = px(32 if self.width() >= px(_ROOMY_FROM) else 16)
        self._column.setContentsMargins(side, px(24), side, px(40))
