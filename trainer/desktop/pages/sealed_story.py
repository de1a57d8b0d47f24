"""The story once more, after the commitment: the options can be read but not changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QWidget

from trainer.case.markdown import plain_text
from trainer.case.sealed import FullSheet
from trainer.desktop.pages.beside import BesideCall
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import column, rule
from trainer.desktop.widgets.option_card import OptionCard
from trainer.desktop.widgets.story import TEXT_WIDTH, story_view
from trainer.desktop.widgets.text import label
from trainer.progress.values import Attempt


class SealedStory(BesideCall):
    """Story and options as they were, my call beside them."""

    page_width = TEXT_WIDTH

    def __init__(self, theme: Theme, sheet: FullSheet, attempt: Attempt, steps: int, *, mine: bool = True) -> None:
        super().__init__(theme, sheet, attempt, name="The situation", mine=mine)
        self.call.show_open(steps, list_steps=False)

    def build_page(self) -> QWidget:
        """Story, then the options."""
        theme, briefing = self.theme, self.sheet.briefing
        layout = column()
        layout.addWidget(story_view(theme, self.sheet))
        layout.addSpacing(theme.px(32))
        layout.addWidget(rule(theme, "ink"))
        layout.addSpacing(theme.px(16))
        layout.addWidget(label(theme, briefing.question, theme.serif(24, QFont.Weight.DemiBold), wrap=True))
        layout.addSpacing(theme.px(14))
        for option in briefing.options:
            card = OptionCard(theme, str(briefing.key_of(option.id)), option.title, plain_text(option.argument))
            card.setChecked(option.id == self.attempt.commitment.choice)
            card.seal()
            layout.addWidget(card)
            layout.addSpacing(theme.px(10))
        layout.addStretch(1)
        page = QWidget()
        page.setLayout(layout)
        return page

    def focus_start(self) -> None:
        """Let the keys scroll the story."""
        self.column.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the page."""
        if event.key() == Qt.Key.Key_Space:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.column.page(-1 if back else 1)
        else:
            super().keyPressEvent(event)
