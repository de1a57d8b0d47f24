"""One workshop in the list: what it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QMenu, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton, SecondaryButton
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import column, row
from trainer.desktop.widgets.text import label
from trainer.desktop.wording import breakable
from trainer.desktop.workshops.list_state import Shape, WorkshopLine

_BESIDE_FROM = 640
OPEN, START, GO_ON, REPORT, COPY, SAVE, REMOVE = "open", "start", "go-on", "report", "copy", "save", "remove"
"""What can be done."""

_WORDS = {
    OPEN: "Open",
    START: "Start…",
    GO_ON: "Go on",
    REPORT: "Report",
    COPY: "Copy",
    SAVE: "Save a copy as…",
    REMOVE: "Remove…",
}
_MEANS = {
    COPY: "With the same plan and nobody in it yet",
    SAVE: "A file to take to another computer",
    REMOVE: "It is kept aside and can be taken in again",
}
_STEPS: dict[Shape, tuple[str, ...]] = {
    Shape.HERE: (GO_ON,),
    Shape.INTERRUPTED: (GO_ON,),
    Shape.ELSEWHERE: (),
    Shape.PREPARED: (OPEN, START),
    Shape.ENDED: (REPORT,),
    Shape.UNREADABLE: (),
}
_MORE: dict[Shape, tuple[str, ...]] = {
    Shape.HERE: (),
    Shape.INTERRUPTED: (REPORT, COPY, SAVE, REMOVE),
    Shape.ELSEWHERE: (),
    Shape.PREPARED: (COPY, SAVE, REMOVE),
    Shape.ENDED: (COPY, SAVE, REMOVE),
    Shape.UNREADABLE: (SAVE, REMOVE),
}


class WorkshopRow(QWidget):
    """Says what is wanted; does nothing itself."""

    wanted = Signal(str)
    """One of the things that can be done."""

    def __init__(self, theme: Theme, line: WorkshopLine) -> None:
        super().__init__()
        self._theme = theme
        self.line = line
        px = theme.px
        words = column(spacing=px(2))
        title = label(theme, breakable(line.title), theme.serif(17, QFont.Weight.DemiBold), wrap=True)
        words.addWidget(title)
        for text in (line.holds, line.when):
            if text:
                words.addWidget(label(theme, breakable(text), theme.sans(14), "ink-2", wrap=True))
        self.buttons: list[QAbstractButton] = [self._button(step) for step in _STEPS[line.shape]]
        if _MORE[line.shape]:
            self.buttons.append(self._more())
        flow = Flow(px(14))
        for each in self.buttons:
            flow.addWidget(each)
        self._layout = row(spacing=px(24), margins=(px(14), px(13), 0, px(13)))
        self._layout.addLayout(words, 1)
        self._layout.addLayout(flow)
        self.setLayout(self._layout)
        self.setAccessibleName(line.title)

    def _button(self, step: str) -> QAbstractButton:
        words = _WORDS[step]
        made = LinkButton(self._theme, words, size=14) if step == OPEN else SecondaryButton(self._theme, words)
        made.setAccessibleName(f"{words.rstrip('…')}: {self.line.title}")
        made.setAccessibleDescription(f"{self.line.holds} {self.line.when}".strip())
        made.clicked.connect(lambda: self.wanted.emit(step))
        return made

    def _more(self) -> QAbstractButton:
        made = LinkButton(self._theme, "More…", ink="ink-2", size=14)
        made.setAccessibleName(f"More: {self.line.title}")
        made.setAccessibleDescription("Opens a menu")
        made.clicked.connect(lambda: self.menu().popup(made.mapToGlobal(QPoint(0, made.height()))))
        return made

    def menu(self) -> QMenu:
        """What else can be done; it goes when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.line.title)
        menu.setToolTipsVisible(True)
        for step in _MORE[self.line.shape]:
            action = QAction(_WORDS[step], menu)
            action.setToolTip(_MEANS.get(step, ""))
            action.triggered.connect(lambda _checked=False, step=step: self.wanted.emit(step))
            menu.addAction(action)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand beside the words, or below them where they would get too narrow."""
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(_BESIDE_FROM)
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._layout.setSpacing(self._theme.px(24 if beside else 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar beside one that waits to be gone on with."""
        if self.line.shape in {Shape.HERE, Shape.INTERRUPTED}:
            painter = QPainter(self)
            painter.fillRect(QRectF(0, 0, self._theme.px(3), self.height()), self._theme.colour("accent"))
            painter.end()
