"""The parts of a recall's page: what is asked, what is remembered beside the record, two things side by side."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from trainer.case.base import Claim
from trainer.desktop.recall_state import Question, Told, drift_sentence
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.claims import ClaimView
from trainer.desktop.widgets.fields import TextField
from trainer.desktop.widgets.forecast_scale import NOT_SET, ForecastScale, forecast_font
from trainer.desktop.widgets.frames import Card
from trainer.desktop.widgets.layout import column, row, rule
from trainer.desktop.widgets.marks import judgement_mark
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.remembered_scale import RememberedScale
from trainer.desktop.widgets.text import Heading, label
from trainer.study.playthrough import MAX_REASONS

FORECAST = "What forecast did you give at the time?"
_HELD = "give\N{NO-BREAK SPACE}at\N{NO-BREAK SPACE}the\N{NO-BREAK SPACE}time"
"""So that no single word is left for the second line."""

BESIDE_FROM = 640
"""The least width, in pixels at 100 %, at which the parts of the page stand side by side."""
_LEADING = 25.0
_SIDE_BY_SIDE, _STACKED = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


def recall_kicker(theme: Theme, question: Question) -> QLabel:
    """Act, title, place and date in a line."""
    tone = theme.act_colour(question.act_number).name()
    made = label(theme, "", theme.sans(13), "ink-2", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    rest = "".join(f" &nbsp;·&nbsp; {escape(part)}" for part in (question.title, question.when))
    made.setText(f"<span style='color:{tone};font-weight:600'>{escape(question.act)}</span>{rest}")
    made.setAccessibleName(f"{question.act}. {question.title}. {question.when}")
    return made


class Pair(QWidget):
    """Two widgets side by side; one below the other where the width ends."""

    def __init__(
        self, theme: Theme, first: QWidget, second: QWidget, *, shares: tuple[int, int], gap: float, beside_from: float
    ) -> None:
        """
        Args:
            theme: for measures.
            first: stands left, or above.
            second: stands right, or below.
            shares: of the width.
            gap: between them, in pixels at 100 %.
            beside_from: the least width at which they stand side by side, likewise.
        """
        super().__init__()
        self._theme = theme
        self._beside_from = beside_from
        self._box = QBoxLayout(_SIDE_BY_SIDE)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(gap))
        for widget, share in zip((first, second), shares, strict=True):
            self._box.addWidget(widget, share)
        self.setLayout(self._box)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack them where there is no room for both."""
        super().resizeEvent(event)
        direction = _SIDE_BY_SIDE if self.width() >= self._theme.px(self._beside_from) else _STACKED
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self._box.activate()


class AnswerField(TextField):
    """The field for what is remembered. Ctrl+Z is the page's as long as nothing was typed that it could take back."""

    _LEAST = 5

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, "In your own words", "What did they do, and why? In your own words")
        self.textChanged.connect(self._hold_length)

    def event(self, event: QEvent) -> bool:
        """See the class."""
        is_undo = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
        nothing = is_undo and not self.document().isUndoAvailable()
        if nothing and event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)

    def _hold_length(self) -> None:
        excess = len(self.toPlainText()) - MAX_REASONS
        cursor = self.textCursor()
        if excess > 0:
            # What was just put in stands before the cursor: it gives way, not the words at the end.
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, excess)
            cursor.removeSelectedText()


class RememberedForecast(QWidget):
    """The scale on which the forecast is given once more; it may stay empty."""

    changed = Signal()

    def __init__(self, theme: Theme, remembered: int | None) -> None:
        super().__init__()
        self._theme = theme
        self._scale = ForecastScale(theme, remembered, name=FORECAST)
        self._scale.forecast_changed.connect(self._on_change)
        self._figure = label(theme, "", forecast_font(theme))
        self._clear = LinkButton(theme, "Leave it empty", ink="ink-2")
        self._clear.clicked.connect(self._take_back)
        hint = "Click the scale or type a number. It starts empty, so that nothing is suggested."
        foot = row(spacing=theme.px(12))
        foot.addWidget(label(theme, hint, theme.sans(13), "ink-2", wrap=True), 1)
        foot.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignTop)
        line = row(spacing=theme.px(16))
        line.addWidget(self._scale, 1)
        line.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignTop)
        layout = column(spacing=theme.px(4))
        layout.addLayout(line)
        layout.addLayout(foot)
        self.setLayout(layout)
        self._show()

    @property
    def remembered(self) -> int | None:
        """Percent, or ``None`` where it is left empty."""
        return self._scale.forecast

    def _on_change(self) -> None:
        self._show()
        self.changed.emit()

    def _take_back(self) -> None:
        self._scale.clear()
        self._scale.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_change()

    def _show(self) -> None:
        remembered = self._scale.forecast
        is_set = remembered is not None
        self._figure.setFont(forecast_font(self._theme) if is_set else self._theme.sans(13))
        self._figure.setText(f"{remembered} %" if is_set else NOT_SET)
        kept = self._clear.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._clear.setSizePolicy(kept)
        self._clear.setVisible(is_set)


def forecast_row(theme: Theme, sentence: str, scale: RememberedForecast) -> QWidget:
    """What is asked about the forecast, beside the scale to answer on.

    Args:
        theme: for colours and measures.
        sentence: reminds of what was chosen.
        scale: where it is answered.
    """
    words, holder = QWidget(), QWidget()
    layout = column(spacing=theme.px(4))
    heading = Heading(theme, FORECAST.replace("give at the time", _HELD), theme.serif(18, QFont.Weight.DemiBold))
    heading.setAccessibleName(FORECAST)
    layout.addWidget(heading)
    layout.addWidget(label(theme, sentence, theme.sans(13), "ink-2", wrap=True))
    layout.addStretch(1)
    words.setLayout(layout)
    right = column()
    right.addWidget(scale)
    right.addStretch(1)
    holder.setLayout(right)
    return Pair(theme, words, holder, shares=(34, 66), gap=28, beside_from=BESIDE_FROM)


class RecordPanel(QWidget):
    """What I remembered on the left, and what is on record on the right."""

    source_opened = Signal(str)

    def __init__(self, theme: Theme, answer: str, remembered: int | None, told: Told) -> None:
        """
        Args:
            theme: for colours and measures.
            answer: as it was stored; may be empty.
            remembered: the forecast that was remembered, in percent; ``None`` where it was left open.
            told: what is on record.
        """
        super().__init__()
        self._theme = theme
        self.heading = Heading(theme, "The record", theme.sans(13.5, QFont.Weight.DemiBold))
        mine, record = QWidget(), QWidget()
        mine.setLayout(self._mine(answer, remembered, told))
        record.setLayout(self._record(told))
        divider = rule(theme, vertical=True)
        self._divider = divider
        self._box = QBoxLayout(_SIDE_BY_SIDE)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(mine, 43)
        self._box.addWidget(divider)
        self._box.addWidget(record, 57)
        outer = column()
        outer.addWidget(Card(theme, self._box))
        self.setLayout(outer)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _part(self) -> QVBoxLayout:
        px = self._theme.px
        return column(spacing=px(8), margins=(px(24), px(18), px(24), px(20)))

    def _mine(self, answer: str, remembered: int | None, told: Told) -> QVBoxLayout:
        theme = self._theme
        layout = self._part()
        layout.addWidget(Heading(theme, "What I remembered", theme.sans(13.5, QFont.Weight.DemiBold)))
        lines = [line for line in answer.splitlines() if line.strip()]
        html = "".join(f"<p>{escape(line)}</p>" for line in lines or ["I left it empty."])
        ink = "ink" if lines else "ink-2"
        layout.addWidget(Prose(theme, html, theme.serif(16.5), leading=_LEADING, gap=6, ink=ink))
        layout.addSpacing(theme.px(8))
        layout.addWidget(rule(theme))
        layout.addSpacing(theme.px(4))
        layout.addWidget(Heading(theme, FORECAST, theme.sans(13.5, QFont.Weight.DemiBold)))
        layout.addWidget(RememberedScale(theme, told.given, remembered))
        sentence = drift_sentence(told.given, remembered, told.agreement)
        layout.addWidget(label(theme, sentence, theme.sans(13.5), "ink-2", wrap=True))
        layout.addStretch(1)
        return layout

    def _record(self, told: Told) -> QVBoxLayout:
        theme, decision = self._theme, told.sheet.decision
        layout = self._part()
        layout.addWidget(self.heading)
        title = decision.option(decision.record.option).title
        layout.addWidget(label(theme, title, theme.serif(18, QFont.Weight.DemiBold), wrap=True))
        layout.addWidget(self._claim(decision.record.did))
        layout.addSpacing(theme.px(4))
        layout.addWidget(label(theme, "Why", theme.sans(13), "ink-2"))
        for claim in decision.record.why:
            layout.addWidget(self._claim(claim))
        layout.addSpacing(theme.px(4))
        line = row(spacing=theme.px(12))
        back = decision.record.looking_back
        line.addWidget(judgement_mark(theme, back.judgement), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(theme, f"judged by {back.judge}", theme.sans(13), "ink-2", wrap=True), 1)
        layout.addLayout(line)
        layout.addStretch(1)
        return layout

    def _claim(self, claim: Claim) -> ClaimView:
        view = ClaimView(self._theme, claim, self._theme.serif(16.5), _LEADING)
        view.source_opened.connect(self.source_opened)
        return view

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack both parts where there is no room for them side by side."""
        super().resizeEvent(event)
        direction = _SIDE_BY_SIDE if self.width() >= self._theme.px(BESIDE_FROM) else _STACKED
        if direction != self._box.direction():
            self._box.setDirection(direction)
            beside = direction == _SIDE_BY_SIDE
            self._divider.setFixedSize(1, 16_777_215) if beside else self._divider.setFixedSize(16_777_215, 1)
            self._divider.setMinimumSize(1, 1)
            self._box.activate()
