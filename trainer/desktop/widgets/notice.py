"""Notices: a sentence at the head of a page, and sentences that screen readers say at once."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton, SecondaryButton
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import row
from trainer.desktop.widgets.speech import tell
from trainer.desktop.widgets.text import label
from trainer.desktop.wording import breakable

_BESIDE_FROM = 640


class Kind(StrEnum):
    """What a notice is."""

    PROBLEM = "problem"
    INFORMATION = "information"


def alert(widget: QWidget) -> None:
    """Have a screen reader say the accessible name of a widget at once."""
    tell(widget, "Alert")


class AlertLine(QLabel):
    """A sentence that appears where something is amiss; out of the way when there is nothing to say."""

    def __init__(self, theme: Theme, size: float = 13.5) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.sans(size, QFont.Weight.Medium))
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence and have it read out; an empty one hides the line."""
        self.setText(breakable(sentence))
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            alert(self)


class NoticeBar(QFrame):
    """A bar at the head of a page: what happened, that nothing is lost, what to do."""

    action_chosen = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, *, margin: int = 32, dismiss: str = "Close") -> None:
        """
        Args:
            theme: for colours and measures.
            margin: left and right, in pixels at 100 %.
            dismiss: on the button that puts it away.

        The bar is hidden until it has something to say.
        """
        super().__init__()
        self._theme = theme
        self._kind = Kind.PROBLEM
        px = theme.px
        self._mark = px(18)
        self._words = label(theme, "", theme.sans(14), wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = SecondaryButton(theme, "")
        self._action.clicked.connect(self.action_chosen)
        self._close = LinkButton(theme, dismiss, ink="ink-2")
        self._close.setAccessibleDescription("Puts this notice away")
        self._close.clicked.connect(self._put_away)
        buttons = Flow(px(16))
        buttons.addWidget(self._action)
        buttons.addWidget(self._close)
        self._layout = row(spacing=px(12), margins=(px(margin) + self._mark + px(12), px(10), px(margin), px(10)))
        self._layout.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._layout.addLayout(buttons)
        self.setLayout(self._layout)
        self._margin = px(margin)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now; empty while it is hidden."""
        return self.accessibleDescription() if not self.isHidden() else ""

    @property
    def kind(self) -> Kind:
        """What its sentence is."""
        return self._kind

    def say(self, sentence: str, action: str | None = None, *, kind: Kind = Kind.PROBLEM) -> None:
        """Show a sentence, with a button if ``action`` gives its text, and have it read out."""
        self._kind = kind
        self._words.setText(breakable(sentence))
        self._words.setAccessibleName(sentence)
        self.setAccessibleName("Problem" if kind is Kind.PROBLEM else "Notice")
        self.setAccessibleDescription(sentence)
        self._action.setVisible(action is not None)
        if action is not None:
            self._action.relabel(action)
        self.show()
        self.update()
        alert(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand beside the sentence, or below it where it would get too narrow."""
        beside = self.width() >= self._theme.px(_BESIDE_FROM)
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the line below it, and the mark in front of the sentence."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.colour("wash"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line"))
        problem = self._kind is Kind.PROBLEM
        ink = self._theme.colour("ink" if problem else "ink-2")
        painter.fillRect(0, 0, self._theme.px(3), self.height(), ink)
        # To ask the label for a height here would have it painted again, and so on without end.
        middle = self._words.y() + QFontMetrics(self._words.font()).height() / 2
        area = QRectF(self._margin, middle - self._mark / 2, self._mark, self._mark)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(area)
        painter.setPen(self._theme.colour("page"))
        painter.setFont(self._theme.sans(12.5, QFont.Weight.DemiBold))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "!" if problem else "i")
        painter.end()

    def _put_away(self) -> None:
        self.hide()
        self.closed.emit()
