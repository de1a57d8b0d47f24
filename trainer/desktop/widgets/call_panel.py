"""My call: the options, the forecast and the reasons, until they are sealed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from trainer.case.markdown import plain_text
from trainer.case.model import Briefing
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.fields import TextField
from trainer.desktop.widgets.forecast_scale import NOT_SET, ForecastScale, forecast_font
from trainer.desktop.widgets.layout import column, row
from trainer.desktop.widgets.option_card import OptionCard
from trainer.desktop.widgets.text import label
from trainer.study.playthrough import MAX_REASONS, Draft


class CallPanel(QWidget):
    """Collects a draft and says so at every change."""

    draft_changed = Signal()

    def __init__(self, theme: Theme, briefing: Briefing, draft: Draft) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._cards: dict[str, OptionCard] = {}
        self._scale = ForecastScale(theme, draft.forecast)
        self._figure = label(theme, "", forecast_font(theme))
        self._reasons = TextField(theme, draft.reasons, briefing.reasons_prompt, "My reasons, in your own words")
        layout = column()
        layout.addWidget(label(theme, "My call", theme.sans(13), "ink-2"))
        layout.addSpacing(theme.px(4))
        question = label(theme, briefing.question, theme.serif(24, QFont.Weight.DemiBold), wrap=True)
        layout.addWidget(question)
        layout.addSpacing(theme.px(12))
        for option in briefing.options:
            card = OptionCard(theme, str(briefing.key_of(option.id)), option.title, plain_text(option.argument))
            card.setChecked(option.id == draft.choice)
            self._group.addButton(card)
            self._cards[option.id] = card
            if draft.choice not in (None, option.id):
                card.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab comes to the choice; from there arrows lead on
            layout.addWidget(card)
            layout.addSpacing(theme.px(8))
        layout.addSpacing(theme.px(10))
        layout.addLayout(self._line("How likely is it that they chose the same?", self._figure))
        layout.addSpacing(theme.px(4))
        layout.addWidget(self._scale)
        layout.addSpacing(theme.px(12))
        hint = label(theme, "in your own words", theme.sans(13), "ink-2")
        layout.addLayout(self._line("My reasons", hint))
        layout.addSpacing(theme.px(6))
        layout.addWidget(self._reasons)
        self.setLayout(layout)
        self._show_figure()
        self._group.buttonToggled.connect(lambda _card, on: self.draft_changed.emit() if on else None)
        self._scale.forecast_changed.connect(self._on_forecast)
        self._reasons.textChanged.connect(self._on_reasons)

    def _line(self, text: str, right: QWidget) -> QHBoxLayout:
        layout = row(spacing=self._theme.px(12))
        layout.addWidget(label(self._theme, text, self._theme.sans(14, QFont.Weight.DemiBold), wrap=True), 1)
        layout.addWidget(right, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        return layout

    def _on_forecast(self) -> None:
        self._show_figure()
        self.draft_changed.emit()

    def _on_reasons(self) -> None:
        excess = len(self._reasons.toPlainText()) - MAX_REASONS
        if excess > 0:
            # What was just put in stands before the cursor: it gives way, not the words at the end.
            cursor = self._reasons.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, excess)
            if cursor.hasSelection():
                cursor.removeSelectedText()
                return
        self.draft_changed.emit()

    def _show_figure(self) -> None:
        forecast = self._scale.forecast
        self._figure.setFont(forecast_font(self._theme) if forecast is not None else self._theme.sans(13))
        self._figure.setText(NOT_SET if forecast is None else f"{forecast} %")

    @property
    def draft(self) -> Draft:
        """What stands there now; the scroll position is the page's to add."""
        choice = next((option for option, card in self._cards.items() if card.isChecked()), None)
        return Draft(choice, self._scale.forecast, self._reasons.toPlainText())

    def choose(self, key: int) -> None:
        """Choose an option by its key, counted from 1; a key without an option does nothing."""
        cards = list(self._cards.values())
        if 1 <= key <= len(cards) and cards[key - 1].isEnabled():
            cards[key - 1].setChecked(True)
            cards[key - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_next_missing(self) -> None:
        """Put the focus on what the commitment still needs."""
        missing = self.draft.missing
        target: QWidget = self._reasons
        if "choice" in missing:
            target = next(iter(self._cards.values()))
        elif "forecast" in missing:
            target = self._scale
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
