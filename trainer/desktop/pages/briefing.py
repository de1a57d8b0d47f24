"""Read and commit: the story on one side, my call on the other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.case.sealed import Sheet
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.call_panel import CallPanel
from trainer.desktop.widgets.commit_foot import CommitFoot
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, reading_column, row, rule
from trainer.desktop.widgets.story import TEXT_WIDTH, story_view
from trainer.study.playthrough import Draft

CALL_WIDTH = 448
_MARGIN = 36


class BriefingView(QWidget):
    """What was known that day, and the call to make; a narrow window sets one below the other."""

    draft_changed = Signal(object)
    commit_requested = Signal(object)
    committing = Signal(bool)

    def __init__(self, theme: Theme, sheet: Sheet, draft: Draft) -> None:
        """
        Args:
            theme: for colours and measures.
            sheet: the open pages of the decision.
            draft: what was written before, or an empty one.
        """
        super().__init__()
        self._theme = theme
        self._narrow: bool | None = None
        self._pending_scroll: float | None = draft.scroll or None
        paint_ground(self, theme, "page")
        self._call = CallPanel(theme, sheet.briefing, draft)
        self._foot = CommitFoot(theme, sheet.briefing.question)
        self._story_layout = QVBoxLayout()
        self._story_scroll = ScrollColumn(theme, self._story(story_view(theme, sheet)), "The situation")
        self._story_scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._call_holder = QWidget()
        self._call_layout = column(margins=(theme.px(28), theme.px(20), theme.px(28), theme.px(8)))
        self._call_layout.addWidget(self._call)
        self._call_layout.addStretch(1)
        self._call_holder.setLayout(self._call_layout)
        self._call_scroll = ScrollColumn(theme, self._call_holder, "My call")
        self._side = self._make_side()
        self._outer = QHBoxLayout()
        self._wire()
        self._compose()
        self._refresh()

    def _story(self, story: QWidget) -> QWidget:
        theme = self._theme
        margin = theme.px(_MARGIN)
        self._story_layout.setContentsMargins(0, 0, 0, 0)
        self._story_layout.setSpacing(theme.px(40))
        self._story_layout.addWidget(story)
        margins = (margin, theme.px(24), margin, theme.px(32))
        return reading_column(self._story_layout, theme.px(TEXT_WIDTH), margins)

    def _make_side(self) -> QWidget:
        side = QWidget()
        paint_ground(side, self._theme, "paper")
        layout = row()
        layout.addWidget(rule(self._theme, vertical=True))
        self._side_column = column()
        self._side_column.addWidget(self._call_scroll, 1)
        layout.addLayout(self._side_column, 1)
        side.setLayout(layout)
        side.setFixedWidth(self._theme.px(CALL_WIDTH))
        return side

    def _compose(self) -> None:
        self._outer = row()
        self._outer.addWidget(self._story_scroll, 1)
        self._outer.addWidget(self._side)
        whole = column()
        whole.addLayout(self._outer, 1)
        self._bar_rule = rule(self._theme)
        whole.addWidget(self._bar_rule)
        self._bar_place = column()
        whole.addLayout(self._bar_place)
        self.setLayout(whole)
        self._arrange(False)

    def _wire(self) -> None:
        self._call.draft_changed.connect(self._on_draft)
        self._foot.commit_requested.connect(self.try_commit)
        self._foot.call_requested.connect(self.go_to_call)
        bar = self._story_scroll.verticalScrollBar()
        bar.valueChanged.connect(self._on_scroll)
        bar.rangeChanged.connect(self._restore_scroll)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.try_commit)
        down = QShortcut(QKeySequence("Ctrl+Down"), self)
        down.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        down.activated.connect(self.go_to_call)
        self._call.installEventFilter(self)

    @property
    def draft(self) -> Draft:
        """What stands on the page now."""
        return replace(self._call.draft, scroll=self._story_scroll.position)

    @property
    def narrow(self) -> bool:
        """Whether story and call stand one below the other."""
        return bool(self._narrow)

    def show_saved(self, when: dt.datetime) -> None:
        """Say that the draft is kept; ``when`` in local time."""
        self._foot.show_saved(when)

    def try_commit(self) -> None:
        """Commit if nothing is missing; else lead to what is."""
        if self._foot.ready:
            self.commit_requested.emit(self.draft)
        else:
            self._call.focus_next_missing()

    def go_to_call(self) -> None:
        """Lead from the story to the options."""
        if self._narrow:
            top = self._call.mapTo(self._story_scroll.content, QPoint(0, 0)).y()
            self._story_scroll.verticalScrollBar().setValue(top - self._theme.px(16))
        self._call.focus_next_missing()
        self._refresh()

    def go_to_story(self) -> None:
        """Lead back to the story's beginning."""
        self._story_scroll.go_to(0)
        self._story_scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_story(self) -> None:
        """Let the keys scroll the story."""
        self._story_scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_draft(self) -> None:
        self._refresh()
        self.draft_changed.emit(self.draft)

    def _on_scroll(self) -> None:
        if self.isVisible() and self._pending_scroll is None:
            self.draft_changed.emit(self.draft)
        self._refresh()

    def _restore_scroll(self, _least: int, most: int) -> None:
        if self._pending_scroll is not None and most > 0:
            self._story_scroll.go_to(self._pending_scroll)
            QTimer.singleShot(0, self._scroll_restored)

    def _scroll_restored(self) -> None:
        if self._pending_scroll is not None:
            self._story_scroll.go_to(self._pending_scroll)
        self._pending_scroll = None

    def _refresh(self) -> None:
        draft = self._call.draft
        self._foot.set_bar(bar=bool(self._narrow), at_call=not self._narrow or self._call_in_sight())
        self._foot.show_missing(draft.missing)
        self.committing.emit(draft.choice is not None or draft.forecast is not None or bool(draft.reasons.strip()))

    def _call_in_sight(self) -> bool:
        top = self._call.mapTo(self._story_scroll.content, QPoint(0, 0)).y()
        bar = self._story_scroll.verticalScrollBar()
        return bar.value() + self._story_scroll.viewport().height() > top + self._theme.px(160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between two columns and one."""
        super().resizeEvent(event)
        needed = self._theme.px(CALL_WIDTH + 420 + 2 * _MARGIN)
        self._arrange(self.width() < needed)

    def showEvent(self, event: QShowEvent) -> None:
        """See QWidget."""
        super().showEvent(event)
        self._refresh()

    def _arrange(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._side.setVisible(not narrow)
        self._bar_rule.setVisible(narrow)
        if narrow:
            self._story_layout.addWidget(self._call)
            self._bar_place.addWidget(self._foot)
        else:
            self._call_layout.insertWidget(0, self._call)
            self._side_column.addWidget(self._foot)
        self._call.show()
        self._foot.show()
        layout = self.layout()
        if layout is not None:
            layout.activate()  # at once, so that no page is seen half arranged
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Layout of the call settles after the page: look again whether it is in sight."""
        if watched is self._call and event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._narrow:
            QTimer.singleShot(0, self, self._refresh)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1-5 choose, Space turns the page of the story."""
        text = event.text()
        if text.isdecimal() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._call.choose(int(text))
        elif event.key() == Qt.Key.Key_Space:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._story_scroll.page(-1 if back else 1)
        else:
            super().keyPressEvent(event)
