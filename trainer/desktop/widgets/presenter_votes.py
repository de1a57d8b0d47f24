"""What was chosen in the closed votes on a decision, for the instructor alone: how many, and never who."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import paint_key
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import column
from trainer.desktop.widgets.text import label
from trainer.desktop.workshops.presenter_values import Distribution, OptionCount

_BAR, _BARS, _GAP = 16.0, 90.0, 29.0
_BOLD = QFont.Weight.DemiBold
_BESIDE = 300.0


class _Bars(QWidget):
    """A row for each option: letter, title, and a bar with its count for each vote."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Distribution | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_votes(self, shown: Distribution) -> None:
        self._shown = shown
        said = [
            f"{option.letter}, {option.title}: "
            + ", ".join(f"{name.lower()} {count}" for name, count in zip(shown.votes, option.counts, strict=True))
            for option in shown.options
        ]
        self.setAccessibleName("; ".join(said))
        self.updateGeometry()
        self.update()

    def _lines(self, option: OptionCount) -> int:
        return max(len(option.counts), 1)

    def _row_height(self, option: OptionCount, width: float) -> int:
        above = 0 if self._beside(width) else self._theme.px(22)
        return above + self._theme.px(_GAP + (self._lines(option) - 1) * (_BAR + 4))

    def _beside(self, width: float) -> bool:
        return width >= self._theme.px(_BESIDE)

    def hasHeightForWidth(self) -> bool:
        """Where it is narrow, titles stand above their bars."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of all rows."""
        return sum(self._row_height(each, width) for each in self._shown.options) if self._shown is not None else 0

    def sizeHint(self) -> QSize:
        """Room for all rows."""
        width = self._theme.px(380)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed; the height follows."""
        return QSize(self._theme.px(120), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        if self._shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0.0
        for option in self._shown.options:
            self._paint_row(painter, option, top)
            top += self._row_height(option, self.width())
        painter.end()

    def _paint_row(self, painter: QPainter, option: OptionCount, top: float) -> None:
        theme, px = self._theme, self._theme.px
        beside = self._beside(self.width())
        figures = QFontMetricsF(theme.sans(13.5, _BOLD, tabular=True)).horizontalAdvance("8,888")
        left = px(32.0)
        bars = min(px(_BARS), self.width() * 0.35) if beside else self.width() - left - figures - px(8)
        start = self.width() - figures - px(8) - bars if beside else left
        key = QRectF(0, top + px(3.5), px(22), px(22))
        paint_key(painter, theme, key, option.letter, ground="page", border="edge", ink="ink")
        painter.setFont(theme.sans(13))
        painter.setPen(theme.colour("ink"))
        room = (start if beside else self.width()) - left - px(10)
        title = QFontMetrics(painter.font()).elidedText(option.title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, top, room, px(_GAP)), Qt.AlignmentFlag.AlignVCenter, title)
        below = top + (0 if beside else px(22))
        for index, count in enumerate(option.counts):
            middle = below + px(_GAP / 2) + index * px(_BAR + 4)
            self._paint_bar(painter, QRectF(start, middle - px(_BAR) / 2, bars, px(_BAR)), count, index)
            painter.setFont(theme.sans(13.5, _BOLD, tabular=True))
            painter.setPen(theme.colour("ink"))
            figure = QRectF(self.width() - figures, middle - px(_GAP / 2), figures, px(_GAP))
            painter.drawText(figure, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{count:,}")

    def _paint_bar(self, painter: QPainter, area: QRectF, count: int, index: int) -> None:
        """The first vote is filled; the second, below it, is an outline where both are there."""
        assert self._shown is not None
        area.setWidth(area.width() * count / self._shown.most)
        if not count:
            return
        is_first_of_two = len(self._shown.votes) == 2 and index == 0
        ink = self._theme.colour("ink-2")
        painter.setPen(QPen(ink, 1) if is_first_of_two else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("page") if is_first_of_two else ink)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5) if is_first_of_two else area, 2, 2)


class PresenterVotes(QWidget):
    """There once a vote on the decision is closed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Distribution | None = None
        self._title = label(theme, "", theme.sans(13.5, _BOLD))
        self._aside = label(theme, "only you see this", theme.sans(13), "ink-2")
        head = Flow(theme.px(10))
        head.addWidget(self._title)
        head.addWidget(self._aside)
        self._bars = _Bars(theme)
        layout = column(spacing=theme.px(4))
        layout.addLayout(head)
        layout.addWidget(self._bars)
        self.setLayout(layout)

    def show_state(self, shown: Distribution | None, *, seen: bool) -> None:
        """Show the votes; ``seen``: the room has seen them too."""
        aside = "the room has seen this" if seen else "only you see this"
        if self._aside.text() != aside:
            self._aside.setText(aside)
        if shown == self._shown or shown is None:
            self._shown = shown
            return
        self._shown = shown
        self._title.setText(shown.votes[0] if len(shown.votes) == 1 else "First vote, then second")
        self._bars.show_votes(shown)
