"""The small dialog in which it is set when decisions come back, and how many on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import PrimaryButton, SecondaryButton
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, row, rule
from trainer.desktop.widgets.step_slider import StepSlider
from trainer.desktop.widgets.text import Heading, label
from trainer.settings import DAILY_LIMIT, RETENTION, Setting
from trainer.study.recall import Card, moved

_TITLE = "What comes back"
_EXAMPLE = dt.timedelta(days=30)
_THEN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_WIDTH = 460


def retention_sentence(percent: int) -> str:
    """What a wanted retention means, by an example."""
    card = Card(_EXAMPLE.days, 5.0, _THEN, _THEN, relearning=False)
    days = (moved(card, percent).due - _THEN).days
    often = "" if percent < 95 else " You will be asked often."
    return (
        f"A decision comes back when the chance that you still know it has fallen to {percent} %. One that would come"
        f" back after a month at 90 % comes back after {days} days.{often}"
    )


def limit_sentence(limit: int) -> str:
    """What a daily limit means."""
    what = "One decision comes" if limit == 1 else f"At most {limit} decisions come"
    return f"{what} back on one day; the others wait, the longest overdue first."


class RecallSettings(QDialog):
    """Two figures, and what each of them means."""

    def __init__(self, theme: Theme, retention: int, limit: int, parent: QWidget | None = None) -> None:
        """
        Args:
            theme: for colours and measures.
            retention: as it is set, in percent.
            limit: as it is set.
            parent: the window it belongs to.
        """
        super().__init__(parent)
        px = theme.px
        self._theme = theme
        self.setWindowTitle(_TITLE)
        self.setAccessibleName(_TITLE)
        paint_ground(self, theme, "page")
        content: QVBoxLayout = column(margins=(px(32), px(24), px(32), px(16)))
        content.addWidget(Heading(theme, _TITLE, theme.serif(22, QFont.Weight.DemiBold)))
        content.addSpacing(px(18))
        self._meanings: list[Callable[[], None]] = []
        self._retention = self._add(content, "How much I want to remember", RETENTION, retention, _percent)
        content.addSpacing(px(14))
        content.addWidget(rule(theme))
        content.addSpacing(px(14))
        self._limit = self._add(content, "How many a day at most", DAILY_LIMIT, limit, str)
        content.addStretch(1)
        holder = QWidget()
        holder.setLayout(content)
        cancel = SecondaryButton(theme, "Cancel")
        cancel.clicked.connect(self.reject)
        done = PrimaryButton(theme, "Save")
        done.clicked.connect(self.accept)
        buttons = row(spacing=px(12), margins=(px(32), px(8), px(32), px(24)))
        buttons.addStretch(1)
        buttons.addWidget(done)
        buttons.addWidget(cancel)
        layout = column()
        layout.addWidget(ScrollColumn(theme, holder, _TITLE), 1)
        layout.addLayout(buttons)
        self.setLayout(layout)
        around = self.screen().availableSize()
        width = min(px(_WIDTH), around.width() - 40)
        height = holder.heightForWidth(width) + done.sizeHint().height() + px(40)
        self.resize(width, min(height, around.height() - 80))
        for say in self._meanings:  # until now the longest words stood there, for which there has to be room
            say()
        self._retention.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(
        self, content: QVBoxLayout, name: str, setting: Setting[int], value: int, words: Callable[[int], str]
    ) -> StepSlider:
        theme = self._theme
        assert setting.within is not None
        slider = StepSlider(theme, name, (setting.within[0], setting.within[-1]), 1, value)
        slider.describe(words)
        figure = label(theme, words(value), theme.sans(17, QFont.Weight.DemiBold, tabular=True))
        figure.setMinimumWidth(figure.fontMetrics().horizontalAdvance("200 %"))
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        tell = retention_sentence if setting is RETENTION else limit_sentence
        longest = max(map(tell, setting.within), key=len)
        meaning = label(theme, longest, theme.sans(13.5), "ink-2", wrap=True)
        self._meanings.append(lambda: meaning.setText(tell(slider.value())))
        self._follow(slider, figure, words, meaning, tell)
        head = row(spacing=theme.px(16))
        head.addWidget(label(theme, name, theme.sans(14, QFont.Weight.DemiBold), wrap=True), 1)
        head.addWidget(figure)
        content.addLayout(head)
        content.addSpacing(theme.px(6))
        content.addWidget(slider)
        content.addSpacing(theme.px(6))
        content.addWidget(meaning)
        return slider

    def _follow(
        self,
        slider: StepSlider,
        figure: QLabel,
        words: Callable[[int], str],
        meaning: QLabel,
        tell: Callable[[int], str],
    ) -> None:
        def show(value: int) -> None:
            figure.setText(words(value))
            meaning.setText(tell(value))

        slider.valueChanged.connect(show)

    @property
    def retention(self) -> int:
        """As it is set now, in percent."""
        return self._retention.value()

    @property
    def limit(self) -> int:
        """As it is set now."""
        return self._limit.value()


def _percent(value: int) -> str:
    return f"{value} %"
