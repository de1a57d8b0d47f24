"""The window: a bar of places where there is one, and below it one page at a time."""

from __future__ import annotations

import base64
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from trainer.desktop.pages.library import margin
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground
from trainer.desktop.widgets.notice import Kind, NoticeBar
from trainer.desktop.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

    from trainer.desktop.widgets.problem_panel import ProblemPanel

SIZE = QSize(1280, 840)
LEAST = QSize(640, 480)
_TITLE_BAR = QSize(0, 40)
"""About what the system puts around a window; it is known only once the window is shown."""
PLACES = (
    ("library", "Library"),
    ("record", "My record"),
    ("judgement", "My judgement"),
    ("group", "Group"),
    ("workshops", "Workshops"),
)


class MainWindow(QWidget):
    """Knows how to hold pages, not what is on them."""

    place_chosen = Signal(str)
    menu_requested = Signal(QPoint)
    text_size_stepped = Signal(int)
    """1: larger, -1: smaller, 0: back to 100 %."""
    painted = Signal()
    """For the first time."""
    dragged = Signal(object)
    """Something is dragged over the window or dropped there (a QDropEvent, to be accepted or ignored); ``None`` once it
    has left again."""
    activated = Signal()
    """Somebody has come back to it."""
    offer_taken = Signal()
    """What was offered is to be done; see :meth:`offer`."""
    closing = Signal(QCloseEvent)
    """Before the window goes; whoever ignores the event keeps it open."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Case Trainer")
        self.setMinimumSize(LEAST)
        self.setAcceptDrops(True)
        self.resize(SIZE)
        self._page: QWidget | None = None
        self._bar: TopBar | None = None
        self._notice: NoticeBar | None = None
        self._offer: tuple[str, str] | None = None
        self._place = ""
        self._exposed = False
        self._content = QWidget()
        self._layout = column()
        self._content.setLayout(self._layout)
        whole = column()
        whole.addWidget(self._content, 1)
        self._below: ProblemPanel | None = None
        self._whole = whole
        self.setLayout(whole)

    @property
    def page(self) -> QWidget | None:
        """The page it shows now."""
        return self._page

    @property
    def place(self) -> str:
        """Where the page belongs: one of ``PLACES``, or "" for pages that fill the window."""
        return self._place

    @property
    def below(self) -> ProblemPanel | None:
        """The panel below the page."""
        return self._below

    def show_page(self, theme: Theme, page: QWidget, *, place: str = "", learner: str = "") -> None:
        """Put a page into the window in place of the one before.

        Args:
            theme: for the bar.
            page: the new page.
            place: key of one of ``PLACES`` for a page below the bar.
            learner: name in the bar.
        """
        notice = self._notice.sentence if self._notice and self._notice.kind is Kind.PROBLEM else ""
        if self.isVisible():
            self._content.setUpdatesEnabled(False)  # until the page is laid out, so that nobody sees it half arranged
            QTimer.singleShot(0, self._content, lambda: self._content.setUpdatesEnabled(True))
        clear(self._layout)
        paint_ground(self._content, theme, "paper")
        self._place = place
        self._bar = None
        if place:
            self._bar = TopBar(theme, PLACES, place, learner, margin=self._margin(theme))
            self._bar.place_chosen.connect(self.place_chosen)
            self._bar.menu_requested.connect(self.menu_requested)
            self._layout.addWidget(self._bar)
        self._theme = theme
        self._page = page
        self._notice = NoticeBar(theme)
        self._layout.addWidget(self._notice)
        self._layout.addWidget(page, 1)
        if notice:
            self.say(notice)
        if place:
            self._show_offer()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab that comes into a column from outside has it scroll as well; Qt sees to that only within one."""
        moved = super().focusNextPrevChild(following)
        focus: QWidget | None = self.focusWidget()
        around = focus.parentWidget() if moved and focus is not None else None
        while around is not None:
            if focus is not None and isinstance(around, ScrollColumn):
                around.ensureWidgetVisible(focus)
            around = around.parentWidget()
        return moved

    def say(self, sentence: str, kind: Kind = Kind.PROBLEM) -> None:
        """Show a notice above the page. A problem stays until it is closed, whatever page follows."""
        if self._notice is not None:
            self._notice.say(sentence, kind=kind)

    def offer(self, sentence: str, action: str) -> None:
        """Offer something above this page and each later one with a bar, until it is taken or put off; see
        :attr:`offer_taken`.

        Args:
            sentence: what there is.
            action: on the button that does it.
        """
        self.withdraw_offer()
        self._offer = (sentence, action)
        if self._page is not None:
            self._show_offer()

    def withdraw_offer(self) -> None:
        """Offer it no longer."""
        self._offer = None
        for each in self._content.findChildren(NoticeBar, "offer"):
            each.hide()
            each.deleteLater()

    def _show_offer(self) -> None:
        if self._offer is None:
            return
        bar = NoticeBar(self._theme, dismiss="Later")
        bar.setObjectName("offer")
        bar.action_chosen.connect(self._take_offer)
        bar.closed.connect(self.withdraw_offer)
        self._layout.insertWidget(self._layout.count() - 1, bar)
        bar.say(*self._offer, kind=Kind.INFORMATION)

    def _take_offer(self) -> None:
        self.withdraw_offer()
        self.offer_taken.emit()

    def show_below(self, panel: ProblemPanel | None) -> None:
        """Put a panel below whatever page there is, in place of the one before; ``None`` takes it away."""
        before, self._below = self._below, panel
        focus: QWidget | None = self.focusWidget()
        held = before is not None and focus is not None and before.isAncestorOf(focus)
        if panel is not None:
            panel.fit(self.height())
            self._whole.addWidget(panel)
        if before is not None:
            self._whole.removeWidget(before)
            before.hide()
            before.deleteLater()
        if held:
            (panel or self._page or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _margin(self, theme: Theme) -> int:
        return margin(theme, self.width()) if self._place == "library" else 32

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar's margin that of the page."""
        super().resizeEvent(event)
        if self._bar is not None:
            self._bar.set_margin(self._margin(self._theme))
        if self._below is not None:
            self._below.fit(self.height())

    def showEvent(self, event: QShowEvent) -> None:
        """Watch for the first exposure: that is when a window is painted."""
        super().showEvent(event)
        if not self._exposed:
            self.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is painted while it handles its exposure, so the next turn of the loop comes after that."""
        if event.type() == QEvent.Type.Expose and not self._exposed:
            self._exposed = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._on_painted)
        return False

    def _on_painted(self) -> None:
        self.painted.emit()
        self._add_shortcuts()

    def _add_shortcuts(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut  # with the names of all keys, which painting doesn't need

        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.text_size_stepped.emit(step))
        for number, (place, _text) in enumerate(PLACES, 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda place=place: self.place_chosen.emit(place))

    def geometry_text(self) -> str:
        """Size and place, to be restored another time."""
        return base64.b64encode(self.saveGeometry().data()).decode()

    def restore(self, geometry: str) -> None:
        """Take size and place from another time; what doesn't fit a screen of today is left out by Qt."""
        with suppress(ValueError):  # what can't be decoded is no place
            if geometry:
                self.restoreGeometry(base64.b64decode(geometry))

    def fit_into(self, available: QSize) -> None:
        """Become no larger than a screen has room for, so that the foot of a page is never below its edge."""
        self.resize(self.size().boundedTo(available - _TITLE_BAR))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let whoever knows what it is welcome it."""
        self.dragged.emit(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """See :meth:`dragEnterEvent`."""
        self.dragged.emit(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """See :attr:`dragged`."""
        self.dragged.emit(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """See :meth:`dragEnterEvent`."""
        self.dragged.emit(event)

    def changeEvent(self, event: QEvent) -> None:
        """See :attr:`activated`."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everything be kept before the window goes."""
        event.accept()
        self.closing.emit(event)
