"""What is wrong with a pack that is being written, below the page that shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QWidget

from trainer.case.problems import Problem, Severity
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, row, rule
from trainer.desktop.widgets.notice import alert
from trainer.desktop.widgets.text import label
from trainer.desktop.wording import breakable

MOST_SHOWN = 60
"""So many problems are listed; the rest is counted."""

_PART = re.compile(r"(?<=[/._\]])(?=\w)")
_LONG = re.compile("[^\\s/._\\]\u200b-]{20}")
_BESIDE_FROM = 640
_MARGIN = 32
_MARK = 18


class ProblemPanel(QWidget):
    """A bar that counts the problems, and below it the list of them: open where there are errors, folded where there
    are warnings alone."""

    copy_requested = Signal(str)
    folded = Signal(bool)

    def __init__(
        self, theme: Theme, title: str, problems: Sequence[Problem], what_now: str, *, unfolded: bool | None = None
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            title: of the pack.
            problems: at least one.
            what_now: what the page above shows meanwhile.
            unfolded: whether the list is open; without it, errors decide.
        """
        super().__init__()
        self._theme = theme
        self._errors = sum(each.severity is Severity.ERROR for each in problems)
        self._problems = sorted(problems, key=lambda each: each.severity is not Severity.ERROR)
        self._counted = _counted(self._errors, len(problems) - self._errors)
        paint_ground(self, theme, "wash" if self._errors else "paper")
        self.setAccessibleName(f"{self._counted} in {title}")
        self.setAccessibleDescription(what_now)
        self._bar = self._make_bar(title, what_now)
        self._list = self._make_list()
        layout = column()
        layout.addWidget(rule(theme, "edge" if self._errors else "line"))
        layout.addLayout(self._bar)
        layout.addWidget(self._list)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self._fold)
        self._most = theme.px(260)
        self._unfold(self._errors > 0 if unfolded is None else unfolded)

    def _make_bar(self, title: str, what_now: str) -> QBoxLayout:
        theme, px = self._theme, self._theme.px
        self._words = column(spacing=px(1))
        self._head = label(theme, breakable(self.accessibleName()), theme.sans(14, QFont.Weight.DemiBold), wrap=True)
        self._words.addWidget(self._head)
        if what_now:
            self._words.addWidget(label(theme, breakable(what_now), theme.sans(13), "ink-2", wrap=True))
        self._copy = LinkButton(theme, "Copy the list")
        self._copy.clicked.connect(lambda: self.copy_requested.emit(self.text))
        self._fold = LinkButton(theme, "Show")
        self._fold.clicked.connect(self._turn)
        buttons = Flow(px(20))
        buttons.addWidget(self._fold)
        buttons.addWidget(self._copy)
        bar = row(spacing=px(16), margins=(px(_MARGIN + _MARK + 10), px(8), px(_MARGIN), px(8)))
        bar.addLayout(self._words, 1)
        bar.addLayout(buttons)
        return bar

    def _make_list(self) -> ScrollColumn:
        theme, px = self._theme, self._theme.px
        margin = px(_MARGIN + _MARK + 10)
        lines = column(spacing=px(4), margins=(margin, px(2), px(_MARGIN), px(14)))
        for problem in self._problems[:MOST_SHOWN]:
            lines.addWidget(self._line(problem))
        further = len(self._problems) - MOST_SHOWN
        if further > 0:
            lines.addWidget(label(theme, f"and {further} more", theme.sans(13), "ink-2"))
        lines.addStretch(1)
        content = QWidget()
        content.setLayout(lines)
        made = ScrollColumn(theme, content, "Problems")
        made.setAccessibleDescription(self.text)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    def _line(self, problem: Problem) -> QLabel:
        error = problem.severity is Severity.ERROR
        place = f"{problem.file}:{problem.line}:{problem.column}"
        said = problem.said if error else f"warning: {problem.said}"
        line = label(self._theme, "", self._theme.sans(13.5), "ink" if error else "ink-2", wrap=True)
        line.setTextFormat(Qt.TextFormat.RichText)
        line.setText(f'<span style="font-weight:600">{escape(_loosened(place))}</span>&nbsp; {escape(_loosened(said))}')
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.setAccessibleName(f"{place}: {said}")
        return line

    @property
    def text(self) -> str:
        """Every problem, one a line, as ``trainer check`` has them within the pack."""
        return "\n".join(
            f"{each.file}:{each.line}:{each.column}: {each.severity}: {each.said}" for each in self._problems
        )

    @property
    def unfolded(self) -> bool:
        """Whether the list can be seen."""
        return not self._list.isHidden()

    def announce(self) -> None:
        """Have a screen reader say how many problems there are."""
        alert(self)

    def fit(self, height: int) -> None:
        """Take no more than its share of a window of that height."""
        self._most = max(height * 2 // 5, self._theme.px(96))
        self._take_height()

    def _turn(self) -> None:
        self._unfold(not self.unfolded)
        self.folded.emit(not self.unfolded)

    def _unfold(self, unfolded: bool) -> None:
        self._list.setVisible(unfolded)
        self._fold.setText("Hide" if unfolded else "Show")
        self._fold.setAccessibleName("Hide the list of problems" if unfolded else "Show the list of problems")
        self._fold.updateGeometry()
        self._take_height()

    def _take_height(self) -> None:
        """The list is as high as it needs, up to what is left of the panel's share below the bar."""
        width = self.width()
        bar = self._bar.heightForWidth(width) if self._bar.hasHeightForWidth() else self._bar.sizeHint().height()
        content = self._list.content
        wanted = content.heightForWidth(max(width, 1)) if content.hasHeightForWidth() else content.sizeHint().height()
        self._list.setFixedHeight(max(min(wanted, self._most - bar), self._theme.px(56)))

    def sizeHint(self) -> QSize:
        """Bar and list as they are."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand beside the words, or below them where those would get too narrow."""
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(_BESIDE_FROM)
        self._bar.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._take_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and the mark before the words: a disc for errors, a ring for warnings."""
        super().paintEvent(event)
        theme, head = self._theme, self._head.geometry()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme.px(_MARK)
        above = (head.height() - self._head.heightForWidth(head.width())) / 2
        middle = head.top() + above + QFontMetrics(self._head.font()).height() / 2
        area = QRectF(theme.px(_MARGIN), middle - size / 2, size, size)
        ink = theme.colour("ink" if self._errors else "ink-2")
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if self._errors else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(0.75, 0.75, -0.75, -0.75))
        painter.setPen(theme.colour("page") if self._errors else ink)
        painter.setFont(theme.sans(12.5, QFont.Weight.DemiBold))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "!")
        painter.end()


def _loosened(text: str) -> str:
    """The text with places to break a line after the parts of a path, and within what is longer than any word."""
    return _LONG.sub("\\g<0>\u200b", _PART.sub("\u200b", text))


def _counted(errors: int, warnings: int) -> str:
    parts = [
        f"{number} {what}" if number == 1 else f"{number} {what}s"
        for number, what in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    return " and ".join(parts)
