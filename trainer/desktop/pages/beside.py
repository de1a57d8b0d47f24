"""The frame of the pages after the commitment: a page that scrolls, a bar below it, my call beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QSizePolicy, QWidget

from trainer.case.sealed import FullSheet
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.call_strip import CallStrip
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, row, rule
from trainer.desktop.widgets.pinned_call import PinnedCall
from trainer.desktop.widgets.source_note import SourceNote
from trainer.progress.values import Attempt

PAGE_WIDTH = 632
CALL_WIDTH = 360
_MARGIN = 34
_BAR_FROM = 520
_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class BesideCall(QWidget):
    """Subclasses build the page. In a narrow window my call is a line above it, and stands in full at its end."""

    page_width = PAGE_WIDTH
    """The widest that the page is set, in pixels at 100 %."""

    def __init__(self, theme: Theme, sheet: FullSheet, attempt: Attempt, *, name: str, mine: bool = True) -> None:
        """
        Args:
            theme: for colours and measures.
            sheet: what the attempt saw.
            attempt: the sealed commitment.
            name: of the page, for screen readers.
            mine: whether its learner looks at it, and not a coach.
        """
        super().__init__()
        self.mine = mine
        self.theme = theme
        self.sheet = sheet
        self.attempt = attempt
        self._narrow: bool | None = None
        paint_ground(self, theme, "page")
        self.call = PinnedCall(theme, sheet, attempt, mine=mine)
        self._call_page = QWidget()
        side = column(margins=(theme.px(28), theme.px(26), theme.px(28), theme.px(24)))
        side.addWidget(self.call)
        self._call_page.setLayout(side)
        self._call_scroll = ScrollColumn(theme, self._call_page, "My call" if mine else "Learner’s call")
        self._side = self._make_side()
        self._end = column()
        self._strip = CallStrip(theme, sheet, attempt, theme.px(_MARGIN), mine=mine)
        self._strip.setVisible(False)
        self.column = ScrollColumn(theme, self._centred(self.build_page()), name)
        self.column.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.column.verticalScrollBar().valueChanged.connect(self._on_scroll)
        self._steps_onward: QBoxLayout | None = None
        self._followed: QWidget | None = None
        self._following = False
        self._bar = QWidget()
        self._bar.hide()
        self._compose()
        self.note = SourceNote(theme, self)

    def build_page(self) -> QWidget:
        """The page itself."""
        raise NotImplementedError

    def _centred(self, page: QWidget) -> QWidget:
        theme = self.theme
        page.setMaximumWidth(theme.px(self.page_width))
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        line = row(margins=(theme.px(_MARGIN), theme.px(22), theme.px(_MARGIN), theme.px(28)))
        line.addStretch(1)
        line.addWidget(page, 1000)
        line.addStretch(1)
        outer = column()
        outer.addLayout(line, 1)
        outer.addLayout(self._end)
        content = QWidget()
        content.setLayout(outer)
        return content

    def _make_side(self) -> QWidget:
        side = QWidget()
        paint_ground(side, self.theme, "paper")
        layout = row()
        layout.addWidget(rule(self.theme, vertical=True))
        self._side_place = column()
        self._side_place.addWidget(self._call_scroll)
        layout.addLayout(self._side_place, 1)
        side.setLayout(layout)
        side.setFixedWidth(self.theme.px(CALL_WIDTH))
        return side

    def _compose(self) -> None:
        left = column()
        left.addWidget(self._strip)
        left.addWidget(self.column, 1)
        self._bar_rule = rule(self.theme)
        self._bar_rule.hide()
        left.addWidget(self._bar_rule)
        left.addWidget(self._bar)
        outer = row()
        outer.addLayout(left, 1)
        outer.addWidget(self._side)
        self.setLayout(outer)

    def set_bar(self, layout: QBoxLayout) -> None:
        """Put the steps onwards into the bar below the page; one below the other where it is narrow."""
        theme = self.theme
        self._steps_onward = layout
        holder = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        holder.setContentsMargins(theme.px(_MARGIN), theme.px(10), theme.px(_MARGIN), theme.px(10))
        inner = QWidget()
        layout.setContentsMargins(0, 0, 0, 0)
        inner.setLayout(layout)
        inner.setMaximumWidth(theme.px(PAGE_WIDTH))
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        holder.addStretch(1)
        holder.addWidget(inner, 1000)
        holder.addStretch(1)
        self._bar.setLayout(holder)
        self._bar.show()
        self._bar_rule.show()

    @property
    def narrow(self) -> bool:
        """Whether my call stands above and below the page instead of beside it."""
        return bool(self._narrow)

    def open_source(self, link: str) -> None:
        """Show the side note of a source mark."""
        self.note.open_note(link, self.sheet, QApplication.focusWidget())

    def follow(self, widget: QWidget) -> None:
        """Bring a widget into sight that was just added, as the page grows to hold it."""
        self._followed = widget
        QTimer.singleShot(0, self, self._follow_now)

    def _follow_now(self) -> None:
        widget = self._followed
        if widget is None:
            return
        content = self.column.content
        layout = content.layout()
        if layout is not None:
            layout.activate()
        top = widget.mapTo(content, QPoint(0, 0)).y()
        bar = self.column.verticalScrollBar()
        visible_end = bar.value() + self.column.viewport().height()
        if top + widget.height() > visible_end:
            self._following = True
            bar.setValue(min(top - self.theme.px(12), top + widget.height() - self.column.viewport().height()))
            self._following = False

    def _on_scroll(self) -> None:
        if not self._following:
            self._followed = None

    def _on_range(self) -> None:
        QTimer.singleShot(0, self, self._follow_now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between beside and above."""
        super().resizeEvent(event)
        if self._steps_onward is not None:
            beside = self.width() >= self.theme.px(_BAR_FROM)
            self._steps_onward.setDirection(_BESIDE if beside else _BELOW)
        narrow = self.width() < self.theme.px(CALL_WIDTH + 440)
        if narrow != self._narrow:
            self._narrow = narrow
            self._side.setVisible(not narrow)
            self._strip.setVisible(narrow)
            if narrow:
                self._call_scroll.takeWidget()
                self._end.addWidget(self._call_page)
                paint_ground(self._call_page, self.theme, "paper")
            else:
                self._call_scroll.setWidget(self._call_page)
            self._call_page.show()
            layout = self.layout()
            if layout is not None:
                layout.activate()  # at once, so that no page is seen half arranged
        self.note.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow and page keys scroll, wherever the focus is; Escape closes an open note."""
        steps = {Qt.Key.Key_PageDown: 1.0, Qt.Key.Key_PageUp: -1.0, Qt.Key.Key_Down: 0.12, Qt.Key.Key_Up: -0.12}
        step = steps.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self.note.isVisible():
            self.note.close_note()
        elif step is None:
            super().keyPressEvent(event)
        else:
            self.column.page(step)
