"""The parts of *My judgement*, each from the numbers of a scope."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QWidget

from trainer.desktop.judgement_state import Judged, brier_sum
from trainer.desktop.painting.figures import (
    calibration_figure,
    choices_figure,
    drift_figure,
)
from trainer.desktop.painting.icons import icon_label
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.beside import Beside
from trainer.desktop.widgets.figure_section import FigureSection, reason_apart
from trainer.desktop.widgets.layout import column, rule
from trainer.desktop.widgets.text import label
from trainer.study.calibration import Brier, Calibration
from trainer.study.choices import CAVEAT
from trainer.study.statements import several

_BESIDE = 560.0
"""From this width on, what is said of the forecasts stands beside the plot, in pixels at 100 %."""
_TOP = Qt.AlignmentFlag.AlignTop
_BOLD = QFont.Weight.DemiBold


def forecasts_section(theme: Theme, judged: Judged, *, table: bool) -> FigureSection:
    """The calibration plot, what it says, and the Brier score with its parts."""
    numbers = judged.forecasts
    figure = calibration_figure(numbers, judged.unit, judged.caution) if numbers.points else None
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
        for remark in numbers.brier.remarks:
            layout.addSpacing(theme.px(6))
            layout.addWidget(label(theme, remark, theme.sans(12.5), "ink-2", wrap=True))
    layout.addStretch(1)
    made = QWidget()
    made.setLayout(layout)
    return made


def _brier(theme: Theme, brier: Brier) -> QWidget:
    """How the score comes about, as a sum."""
    rows = brier_sum(brier)
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(8))
    grid.setVerticalSpacing(theme.px(5))
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, theme.px(10))
    grid.addWidget(rule(theme, "ink"), 0, 0, 1, 3)
    for number, (sign, name, term, figure) in enumerate(rows):
        last = number == len(rows) - 1
        weight = _BOLD if last else QFont.Weight.Normal
        words = column()
        words.addWidget(label(theme, name, theme.sans(13, weight), wrap=True))
        words.addWidget(label(theme, term, theme.sans(12), "ink-2", wrap=True))
        line = 2 * number + 1
        grid.addWidget(label(theme, sign, theme.sans(13, weight), "ink-2"), line, 0, _TOP)
        grid.addLayout(words, line, 1)
        value = label(theme, figure, theme.sans(13, _BOLD, tabular=True))
        grid.addWidget(value, line, 2, _TOP | Qt.AlignmentFlag.AlignRight)
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
