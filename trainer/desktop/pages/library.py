"""The library: the cases on this computer, and the one next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from trainer.desktop.library_state import LibraryState
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from trainer.desktop.widgets.due_row import DueRow
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, rule
from trainer.desktop.widgets.shelf import BrokenShelf, LargeShelf, SmallShelf
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable, greeting, number_word

MARGIN = 72
"""Left and right, in pixels at 100 %; less in a narrow window, more in a very wide one."""

_WIDEST = 1320
_AROUND_DUE = 96
"""What the line of the decisions that come back takes, with what stands above it."""

_AROUND_COVER = 244
"""What stands above and below the cover, with the bar at the head of the window left out."""


def margin(theme: Theme, width: int) -> int:
    """The margin of the library in a window of that width, in pixels at 100 %, for the bar above to share."""
    if width >= theme.px(1000):
        spare = (width - theme.px(_WIDEST)) * 50 // theme.text_size
        return max(MARGIN, spare)
    return 32 if width >= theme.px(640) else 20


class LibraryPage(QWidget):
    """Greets, says where one left off, and goes on with it."""

    continue_requested = Signal(str)
    """With the id of the case."""
    ways_requested = Signal(str)
    """With the id of the case."""
    record_requested = Signal()
    look_again_requested = Signal()
    """The folders are to be searched for cases once more."""
    install_requested = Signal()
    recall_requested = Signal()

    def __init__(self, theme: Theme, state: LibraryState) -> None:
        super().__init__()
        self._theme = theme
        self._state = state
        self._large: LargeShelf | None = None
        self._small: list[SmallShelf] = []
        self._due: DueRow | None = None
        paint_ground(self, theme, "paper")
        self.setAccessibleName("Library")
        self._primary = self._fill_shelves()
        self._install = self._make_install()
        self._column = column()
        self._compose()
        content = QWidget()
        content.setLayout(self._column)
        content.setMinimumHeight(1)  # else labels that could wrap ask for lines that they don't need
        outer = column()
        outer.addWidget(ScrollColumn(theme, content, "Library"))
        self.setLayout(outer)
        self.setFocusProxy(self._primary)

    def _fill_shelves(self) -> PrimaryButton:
        shelves = self._state.shelves
        if not shelves:
            button = PrimaryButton(self._theme, "Look again")
            button.clicked.connect(self.look_again_requested)
            return button
        self._large = LargeShelf(self._theme, shelves[0])
        self._large.go.connect(self.continue_requested)
        self._large.ways.connect(self.ways_requested)
        self._large.record.connect(self.record_requested)
        for shelf in shelves[1:]:
            small = SmallShelf(self._theme, shelf)
            small.go.connect(self.continue_requested)
            self._small.append(small)
        return self._large.button

    def _compose(self) -> None:
        theme, px = self._theme, self._theme.px
        hello = f"{greeting(self._state.now)}, {self._state.learner}."
        heading = Heading(theme, breakable(hello), theme.serif(29, QFont.Weight.DemiBold))
        heading.setAccessibleName(hello)
        self._column.addWidget(heading)
        self._column.addSpacing(px(4))
        self._column.addWidget(label(theme, breakable(self._sentence()), theme.serif(17), "ink-2", wrap=True))
        self._column.addSpacing(px(32))
        if self._large is not None:
            self._column.addWidget(self._large)
        elif self._state.reading:
            self._compose_reading()
        else:
            self._compose_empty()
        if self._state.due:
            self._due = DueRow(theme, self._state.due)
            self._due.recall.connect(self.recall_requested)
            self._add_below(self._due, 24, 20)
        for small in self._small:
            self._add_below(small, 32, 24)
        if self._state.shelves and self._state.reading:
            self._column.addSpacing(px(24))
            being_read = _being_read(self._state.reading, further=True)
            self._column.addWidget(label(theme, being_read, theme.sans(13), "ink-2", wrap=True))
        for broken in self._state.broken:
            self._column.addSpacing(px(32))
            self._column.addWidget(BrokenShelf(theme, broken))
        self._column.addStretch(1)
        if self._state.shelves:
            self._column.addSpacing(px(24))
            self._column.addWidget(self._install, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_below(self, widget: QWidget, above: float, below: float) -> None:
        """Under a line, with so much space above it and below."""
        self._column.addSpacing(self._theme.px(above))
        self._column.addWidget(rule(self._theme))
        self._column.addSpacing(self._theme.px(below))
        self._column.addWidget(widget)

    def _make_install(self) -> QAbstractButton:
        words = "Install a case…"
        quiet = bool(self._state.shelves)
        button = LinkButton(self._theme, words, ink="ink-2") if quiet else SecondaryButton(self._theme, words)
        button.setAccessibleDescription("From a .casepack file, which may also be dropped onto the window")
        button.clicked.connect(self.install_requested)
        return button

    def _sentence(self) -> str:
        if self._state.shelves:
            first, *others = self._state.shelves
            if first.current is None and any(each.current for each in others):
                return f"{first.outline.title} is at its end; another case waits below."
            return first.where
        if self._state.reading:
            return f"{_being_read(self._state.reading)} The next time it is there at once."
        return "No case can be opened yet." if self._state.broken else "There is no case here yet."

    def _compose_reading(self) -> None:
        """There is nothing to go on with until the case is read."""
        self._primary.setParent(self)
        self._primary.setEnabled(False)
        self._primary.hide()
        self._column.addWidget(self._install, 0, Qt.AlignmentFlag.AlignLeft)

    def _compose_empty(self) -> None:
        theme, px, state = self._theme, self._theme.px, self._state
        if state.places:
            one = len(state.places) == 1
            words = "Cases are looked for in this folder:" if one else "Cases are looked for in these folders:"
            self._column.addWidget(label(theme, words, theme.sans(14, QFont.Weight.DemiBold), wrap=True))
            self._column.addSpacing(px(8))
            from html import escape  # its table of entities is of no use to a library that has cases

            from trainer.desktop.widgets.prose import Prose

            places = "".join(f"<p>{escape(place)}</p>" for place in state.places)
            self._column.addWidget(Prose(theme, places, theme.sans(14), leading=21, gap=2))
            self._column.addSpacing(px(16))
        advice = (
            "A case is a folder with a file case.yaml in it. Put one there, then look again; or install one from a"
            " .casepack file, which may also be dropped onto the window."
        )
        self._column.addWidget(label(theme, advice, theme.sans(14), wrap=True))
        self._column.addSpacing(px(24))
        from trainer.desktop.widgets.flow import Flow

        step = Flow(px(12))
        step.addWidget(self._primary)
        step.addWidget(self._install)
        self._column.addLayout(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spend width and height well: margins, the size of the cover, and what stands beside what."""
        px = self._theme.px
        side = px(margin(self._theme, self.width()))
        width = self.width() - 2 * side
        top = px(44) if self.height() >= px(660) else px(24)
        self._column.setContentsMargins(side, top, side, px(32))
        if self._large is not None:
            around = _AROUND_COVER + (_AROUND_DUE if self._due is not None else 0)
            self._large.arrange(width, self.height() - px(around))
        if self._due is not None:
            self._due.arrange(width)
        for small in self._small:
            small.arrange(width)

    def showEvent(self, event: QShowEvent) -> None:
        """The next step has the focus."""
        if not event.spontaneous():
            self._primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the next step, wherever the focus is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._primary.click()
        else:
            super().keyPressEvent(event)


def _being_read(packs: int, *, further: bool = False) -> str:
    if packs == 1:
        return "One more case is being read." if further else "A case is being read."
    more = "more " if further else ""
    return f"{number_word(packs).capitalize()} {more}cases are being read."
