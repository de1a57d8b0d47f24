"""The parts of *My judgement*, each from the numbers of a scope."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from trainer.desktop.judgement_state import BLIND_SPOTS, Judged
from trainer.desktop.painting.figures import (
    blind_spots_figure,
    calibration_figure,
    choices_figure,
    drift_figure,
    reasons_figure,
)
from trainer.desktop.painting.icons import icon_label
from trainer.desktop.painting.numbers import MINUS
from trainer.desktop.painting.squares import lay_squares
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.figure_section import FigureSection, reason_apart
from trainer.desktop.widgets.layout import clear, column, row, rule
from trainer.desktop.widgets.plot import Plot
from trainer.desktop.widgets.text import label
from trainer.desktop.wording import number_word
from trainer.study.blind_spots import BlindSpot
from trainer.study.calibration import Brier, Calibration
from trainer.study.choices import CAVEAT
from trainer.study.process import CAVEAT as REASONS_CAVEAT
from trainer.study.statements import PERCENT, several

_BESIDE = 560.0
"""From this width on, what is said of the forecasts stands beside the plot, in pixels at 100 %."""
_ROW_BESIDE = 520.0
_TOP = Qt.AlignmentFlag.AlignTop
_BOLD = QFont.Weight.DemiBold


class Beside(QWidget):
    """Two widgets side by side where there is room, else one above the other."""

    def __init__(
        self,
        theme: Theme,
        first: QWidget,
        second: QWidget,
        *,
        least: float,
        shares: tuple[int, int],
        gap: float = 18,
        align: Qt.AlignmentFlag = _TOP,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._parts = (first, second)
        self._least = least
        self._shares = shares
        self._gap = theme.px(gap)
        self._align = align
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._wide: bool | None = None
        self.setLayout(self._grid)
        self._arrange(wide=True)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two, since they can stand one above the other."""
        return QSize(max(each.minimumSizeHint().width() for each in self._parts), 0)

    def hasHeightForWidth(self) -> bool:
        """The width decides how they stand."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height at ``width``, as it will stand there."""
        self._arrange(wide=width >= self._theme.px(self._least))
        return self._grid.heightForWidth(width) if self._grid.hasHeightForWidth() else self._grid.sizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= self._theme.px(self._least))
        self._grid.activate()

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        first, second = self._parts
        for part in self._parts:
            self._grid.removeWidget(part)
        self._grid.addWidget(first, 0, 0, self._align)
        self._grid.addWidget(second, 0 if wide else 1, 1 if wide else 0, self._align)
        self._grid.setHorizontalSpacing(self._theme.px(24) if wide else 0)
        self._grid.setVerticalSpacing(0 if wide else self._gap)
        self._grid.setColumnStretch(0, self._shares[0] if wide else 1)
        self._grid.setColumnStretch(1, self._shares[1] if wide else 0)


def forecasts_section(theme: Theme, judged: Judged, *, table: bool) -> FigureSection:
    """The calibration plot, what it says, and the Brier score with its parts."""
    numbers = judged.forecasts
    figure = calibration_figure(numbers, judged.unit) if numbers.points else None
    note = several(numbers.n, judged.unit, f"{judged.unit}s") if numbers.n else ""
    section = FigureSection(theme, "Forecasts", note, figure, table=table, width=326)
    if figure is None:
        section.say_nothing(numbers.too_few)
        section.body.addStretch(1)
        return section
    said = _said(theme, numbers)
    section.body.addWidget(Beside(theme, section.drawing, said, least=_BESIDE, shares=(326, 310)))
    section.body.addSpacing(theme.px(12))
    section.body.addLayout(_caption(theme, figure.caption))
    section.body.addStretch(1)
    return section


def _caption(theme: Theme, caption: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(8))
    if caption.startswith("Hollow"):
        mark = icon_label(theme, "regretted", "accent", 14)
        mark.setContentsMargins(0, theme.px(2), 0, 0)
        grid.addWidget(mark, 0, 0, _TOP)
    grid.addWidget(label(theme, caption, theme.sans(12.5), "ink-2", wrap=True), 0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _said(theme: Theme, numbers: Calibration) -> QWidget:
    """The statement on the forecasts with the Brier score; or why nothing is said."""
    layout = column()
    if numbers.statement is None or numbers.brier is None:
        first, rest = reason_apart(numbers.too_few)
        layout.addWidget(label(theme, first, theme.serif(17), wrap=True))
        layout.addSpacing(theme.px(6))
        layout.addWidget(label(theme, rest, theme.sans(13), "ink-2", wrap=True))
    else:
        layout.addWidget(label(theme, numbers.statement.text, theme.serif(17), wrap=True))
        layout.addSpacing(theme.px(6))
        layout.addWidget(label(theme, numbers.statement.ground, theme.sans(13), "ink-2", wrap=True))
        layout.addSpacing(theme.px(14))
        layout.addWidget(_brier(theme, numbers.brier))
    layout.addStretch(1)
    made = QWidget()
    made.setLayout(layout)
    return made


def _brier(theme: Theme, brier: Brier) -> QWidget:
    """How the score comes about, as a sum."""
    rows = (
        ("", "How hard they were to tell", "uncertainty", brier.uncertainty),
        (MINUS, "How well you told them apart", "resolution", brier.resolution),
        ("+", "How far your percentages were off", "reliability", brier.reliability),
        ("=", "Brier score", f"0 is perfect, 0.250 is always saying 50{PERCENT}", brier.score),
    )
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(8))
    grid.setVerticalSpacing(theme.px(5))
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, theme.px(10))
    grid.addWidget(rule(theme, "ink"), 0, 0, 1, 3)
    for number, (sign, name, term, value) in enumerate(rows):
        last = number == len(rows) - 1
        weight = _BOLD if last else QFont.Weight.Normal
        words = column()
        words.addWidget(label(theme, name, theme.sans(13, weight), wrap=True))
        words.addWidget(label(theme, term, theme.sans(12), "ink-2", wrap=True))
        line = 2 * number + 1
        grid.addWidget(label(theme, sign, theme.sans(13, weight), "ink-2"), line, 0, _TOP)
        grid.addLayout(words, line, 1)
        grid.addWidget(
            label(theme, f"{value:.3f}", theme.sans(13, _BOLD, tabular=True)),
            line,
            2,
            _TOP | Qt.AlignmentFlag.AlignRight,
        )
        grid.addWidget(rule(theme, "ink" if last else "line"), line + 1, 0, 1, 3)
    made = QWidget()
    made.setLayout(grid)
    made.setAccessibleName("Brier score and its parts")
    return made


def choices_section(theme: Theme, judged: Judged, *, table: bool) -> FigureSection:
    """What the learner did against how the record judges what they did."""
    grid = judged.choices
    figure = choices_figure(grid, judged.unit) if grid.n() else None
    section = FigureSection(theme, "Choices", "", figure, table=table, width=458)
    if figure is None:
        section.say_nothing("Nothing to see yet: a choice counts once the record of its decision is open to its end.")
    else:
        section.say("The same choice as theirs or another, and how the record judges what they did.", space=14)
        section.body.addWidget(section.drawing)
        section.body.addSpacing(theme.px(12))
        section.say(CAVEAT, quiet=True)
    section.body.addStretch(1)
    return section


def reasons_section(theme: Theme, judged: Judged, *, table: bool) -> FigureSection:
    """Reasons by their quality, marked with the outcome covered, against how the record judges what they did."""
    grid = judged.reasons
    figure = reasons_figure(grid, judged.unit) if grid.n() else None
    note = f"{several(grid.n(), judged.unit, f'{judged.unit}s')} marked" if grid.n() else ""
    section = FigureSection(theme, "Reasons and outcome", note, figure, table=table, width=458)
    if figure is None:
        section.say(
            "Were your reasons good when you had them? Mark them with the outcome covered, and compare.", space=4
        )
        section.say(REASONS_CAVEAT, quiet=True)
        section.body.addStretch(1)
        return section
    layout = column()
    lead = "Your reasons as you marked them with the outcome covered, and how the record judges what they did."
    layout.addWidget(label(theme, lead, theme.serif(17), wrap=True))
    layout.addSpacing(theme.px(6))
    layout.addWidget(label(theme, REASONS_CAVEAT, theme.sans(13), "ink-2", wrap=True))
    layout.addStretch(1)
    words = QWidget()
    words.setLayout(layout)
    section.body.addWidget(Beside(theme, words, section.drawing, least=_BESIDE + 200, shares=(652, 510)))
    section.body.addStretch(1)
    return section


def hindsight_section(theme: Theme, judged: Judged, *, table: bool) -> FigureSection:
    """The drift of remembered forecasts."""
    numbers = judged.hindsight
    figure = drift_figure(numbers) if numbers.drifts else None
    count = len(numbers.drifts)
    note = several(count, "recall", "recalls") if count else ""
    section = FigureSection(theme, "Hindsight", note, figure, table=table, width=458)
    if numbers.statement is None:
        section.say_nothing(numbers.too_few)
    else:
        section.say(numbers.statement.text, space=4)
        section.say(numbers.statement.ground, quiet=True, space=10)
    if figure is not None:
        section.body.addWidget(section.drawing)
        section.body.addSpacing(theme.px(8))
        section.say(figure.caption, quiet=True)
    section.body.addStretch(1)
    return section


class BlindSpotsSection(FigureSection):
    """The most telling blind spots in a sentence each, or all of them."""

    unfolded = Signal(bool)
    """Whether all are listed now."""

    def __init__(self, theme: Theme, judged: Judged, *, table: bool, all_spots: bool) -> None:
        spots = judged.blind_spots
        self._spots = spots
        self._all = all_spots
        figure = blind_spots_figure(spots) if spots.ranked else None
        self._more = LinkButton(theme, "") if len(spots.ranked) > len(spots.telling) and spots.ranked else None
        self._list = _SpotList(theme)
        self._list.opened.connect(lambda key: self.opened.emit(BLIND_SPOTS, key))
        note = "factors marked “I missed it” in the debrief"
        super().__init__(theme, "Blind spots", note, figure, table=table, chart=self._list, link=self._more)
        if figure is None:
            self.say_nothing(spots.too_few)
        else:
            self.body.addWidget(self.drawing)
        self.body.addStretch(1)
        if self._more is not None:
            self._more.clicked.connect(self._unfold)
        self._fill()

    def _unfold(self) -> None:
        self._all = not self._all
        self._fill()
        self.unfolded.emit(self._all)

    def _fill(self) -> None:
        self._list.show_spots(self._spots.ranked if self._all else self._spots.telling)
        if self._more is not None:
            telling = len(self._spots.telling)
            text = (
                f"The {number_word(telling)} most telling"
                if self._all and telling
                else f"All {len(self._spots.ranked)}"
            )
            if self._all and not telling:
                text = "Fewer"
            self._more.relabel(text)
            self._more.setAccessibleName(f"Blind spots: {text}")


class _SpotList(QWidget):
    """A row a blind spot."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows = column()
        self.setLayout(self._rows)
        self.setAccessibleName("Blind spots")

    def show_spots(self, spots: tuple[BlindSpot, ...]) -> None:
        """Show these in place of those before."""
        theme = self._theme
        clear(self._rows)
        if not spots:
            text = "Nothing was missed in more than one decision."
            self._rows.addWidget(label(theme, text, theme.serif(17), wrap=True))
        for spot in spots:
            self._rows.addWidget(rule(theme))
            made = _SpotRow(theme, spot, max(each.n for each in spots))
            made.opened.connect(self.opened)
            self._rows.addWidget(made)


class _SpotRow(QWidget):
    """What is said of one, its squares, and the way to its decisions."""

    opened = Signal(str)

    def __init__(self, theme: Theme, spot: BlindSpot, largest: int) -> None:
        super().__init__()
        words = label(theme, "", theme.serif(17), wrap=True)
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setText(f"<b style='font-weight:600'>{escape(spot.title)}:</b> {escape(spot.text)}")
        words.setAccessibleName(spot.sentence)
        squares = Plot(
            theme,
            lambda theme, width, _active: lay_squares(spot.missed, spot.n, theme, width, largest),
            f"missed {spot.missed} of {spot.n}",
            width=214,
        )
        link = LinkButton(theme, "Open")
        link.setAccessibleName(f"Open the decisions: {spot.title}")
        link.clicked.connect(lambda: self.opened.emit(spot.key))
        end = row(spacing=theme.px(16))
        end.addWidget(squares, 1, Qt.AlignmentFlag.AlignVCenter)
        end.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        side = QWidget()
        side.setLayout(end)
        layout = column(margins=(0, theme.px(11), 0, theme.px(11)))
        layout.addWidget(
            Beside(theme, words, side, least=_ROW_BESIDE, shares=(356, 272), gap=8, align=Qt.AlignmentFlag.AlignVCenter)
        )
        self.setLayout(layout)
        self.setAccessibleName(spot.title)
