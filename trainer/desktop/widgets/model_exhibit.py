"""A sum to try out: sliders, the sum as it is written, and the result drawn over the figure that is moved."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from math import lcm

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QSizePolicy, QWidget

from trainer.case.exhibits import Input, ModelExhibit, SumLine
from trainer.case.numbers import sum_figure
from trainer.case.workings import Scale, Worked, Workings
from trainer.desktop.painting.result_curve import CurveData, curve_sentence, lay_curve, paint_curve
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.layout import column, row, rule
from trainer.desktop.widgets.sight import show_with
from trainer.desktop.widgets.speech import tell
from trainer.desktop.widgets.step_slider import StepSlider
from trainer.desktop.widgets.text import label

BACK = "Back to the plan"
NO_RESULT = "no result"
_SIGNS = {"plus": "+", "minus": "\N{MINUS SIGN}", "times": "×", "over": "÷"}
_SIDE_BY_SIDE = 460
_POINTS = 120
"""How many points of a curve are worked out at most."""


class ModelView(QWidget):
    """Sliders at the left, the sum at the right, the curve below; one below the other where it is narrow."""

    def __init__(self, theme: Theme, exhibit: ModelExhibit) -> None:
        super().__init__()
        self._theme = theme
        self._exhibit = exhibit
        self._workings = Workings(exhibit)
        self._rows = tuple(_InputRow(theme, given) for given in exhibit.inputs)
        self._moved = self._rows[0]
        self._sum = _Sum(theme, exhibit)
        self._curve = _CurveView(theme)
        self.back = LinkButton(theme, BACK)
        self.back.clicked.connect(self._reset)
        left = column(spacing=theme.px(5))
        for each in self._rows:
            left.addWidget(each)
            each.slider.valueChanged.connect(lambda _value, each=each: self._on_moved(each))
            each.slider.entered.connect(lambda each=each: show_with(theme, each, self))  # with what it moves
        left.addStretch(1)
        right = column()
        right.addWidget(self._sum)
        right.addStretch(1)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(theme.px(40))
        self._beside.addLayout(left, 6)
        self._beside.addLayout(right, 5)
        layout = column(spacing=theme.px(14))
        layout.addLayout(self._beside)
        layout.addWidget(self._curve)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(exhibit.title)
        self._resetting = False
        self._work()

    @property
    def result(self) -> str:
        """The result as it is told: 'Loss −150 million yuan'."""
        return self._sum.result

    def _reset(self) -> None:
        self._resetting = True
        for each in self._rows:
            each.slider.reset()
        self._resetting = False
        self._moved = self._rows[0]
        if self.back.hasFocus():
            self._moved.slider.setFocus(Qt.FocusReason.OtherFocusReason)
        self._work(aloud=True)

    def _on_moved(self, moved: _InputRow) -> None:
        if not self._resetting:
            self._moved = moved
            self._work(aloud=True)

    def _work(self, *, aloud: bool = False) -> None:
        before = self._sum.result
        self._sum.show_worked(self._workings.at(self._figures()))
        self._curve.show_data(self._curve_data())
        self.back.setEnabled(any(each.moved for each in self._rows))
        if aloud and self._sum.result != before:
            tell(self._sum.told, "Alert")

    def _figures(self) -> dict[str, Fraction]:
        return {each.given.id: each.figure for each in self._rows}

    def _curve_data(self) -> CurveData:
        moved, result = self._moved, self._exhibit.result
        scale, figures = moved.scale, self._figures()
        every = -(-scale.steps // _POINTS) or 1
        steps = sorted({*range(0, scale.steps + 1, every), scale.steps, scale.start, moved.step})
        ys = [self._workings.at(figures | {moved.given.id: scale.at(step)}).result for step in steps]
        name = result.label
        if result.label_below_zero:
            name += " or " + result.label_below_zero[:1].lower() + result.label_below_zero[1:]
        return CurveData(
            tuple(float(scale.at(step)) for step in steps),
            tuple(None if y is None else float(y) for y in ys),
            steps.index(moved.step),
            steps.index(scale.start),
            moved.given.label,
            name,
            moved.given.unit or "",
            result.unit or "",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack sliders and sum where there is no room for both."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._beside.direction():
            self._beside.setDirection(direction)
            self._beside.setSpacing(self._theme.px(14 if narrow else 40))
            layout = self.layout()
            if layout is not None:
                layout.activate()


class _InputRow(QWidget):
    """A slider under its name and value."""

    def __init__(self, theme: Theme, given: Input) -> None:
        super().__init__()
        self.given = given
        self.scale = Scale.of(given)
        # Whole figures are the slider's own, so that a screen reader says them; broken ones are counted in parts.
        self._parts = lcm(self.scale.low.denominator, self.scale.step.denominator)
        low, step = int(self.scale.low * self._parts), int(self.scale.step * self._parts)
        ends = (low, low + step * self.scale.steps)
        self.slider = StepSlider(theme, given.label, ends, step, low + step * self.scale.start)
        self.slider.describe(self._told)
        self._value = label(theme, self._told(self.slider.value()), theme.sans(13, QFont.Weight.DemiBold, tabular=True))
        self.slider.valueChanged.connect(lambda value: self._value.setText(self._told(value)))
        head = row(spacing=theme.px(8))
        head.addWidget(label(theme, given.label, theme.sans(13), wrap=True), 1)
        head.addWidget(self._value, 0, Qt.AlignmentFlag.AlignTop)
        layout = column(spacing=theme.px(4))  # room for the ring around the slider
        layout.addLayout(head)
        layout.addWidget(self.slider)
        self.setLayout(layout)

    def _told(self, value: int) -> str:
        return sum_figure(value / self._parts, self.given.unit or "")

    @property
    def figure(self) -> Fraction:
        """The figure it stands at."""
        return Fraction(self.slider.value(), self._parts)

    @property
    def step(self) -> int:
        """The number of the step it stands at."""
        return int((self.figure - self.scale.low) / self.scale.step)

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere than at first."""
        return self.step != self.scale.start


class _Sum(QWidget):
    """The sum as it is written: signs, names and figures, and the result below a double rule."""

    def __init__(self, theme: Theme, exhibit: ModelExhibit) -> None:
        super().__init__()
        self._theme = theme
        self._exhibit = exhibit
        self.result = ""
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(6))
        self._grid.setVerticalSpacing(theme.px(5))
        self._grid.setColumnStretch(1, 1)
        self._figures = [self._line(line) for line in exhibit.lines]
        if exhibit.lines:
            self._rule(2)
        small, large = theme.sans(13, QFont.Weight.DemiBold), theme.sans(20, QFont.Weight.DemiBold, tabular=True)
        self._name = label(theme, exhibit.result.label, small, wrap=True)
        to_base_line = round(QFontMetricsF(large).ascent() - QFontMetricsF(small).ascent())
        self._name.setContentsMargins(0, to_base_line, 0, 0)
        self.told = label(theme, "", large)
        self.told.setTextFormat(Qt.TextFormat.RichText)
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        last = row(spacing=theme.px(8))
        last.addWidget(self._name, 1, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self.told, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(last, self._grid.rowCount(), 0, 1, 3)
        self.setLayout(self._grid)

    def _line(self, line: SumLine) -> QLabel:
        theme = self._theme
        if line.ruled:
            self._rule(1)
        at = self._grid.rowCount()
        sign = label(theme, _SIGNS.get(line.sign or "", ""), theme.sans(13))
        sign.setAccessibleName(line.sign or "")
        sign.setFixedWidth(theme.px(12))
        given = next((each for each in self._exhibit.inputs if each.id == line.input), None)
        name = line.label or (given.label if given else "")
        figure = label(theme, "", theme.sans(13, tabular=True))
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(sign, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(label(theme, name, theme.sans(13), "ink-2", wrap=True), at, 1)
        self._grid.addWidget(figure, at, 2)
        return figure

    def _rule(self, count: int) -> None:
        rules = column(spacing=self._theme.px(2))
        for _ in range(count):
            rules.addWidget(rule(self._theme, "ink"))
        self._grid.addLayout(rules, self._grid.rowCount(), 0, 1, 3)

    def show_worked(self, worked: Worked) -> None:
        """Write the figures in."""
        theme, result = self._theme, self._exhibit.result
        for line, shown, value in zip(self._exhibit.lines, self._figures, worked.lines, strict=True):
            shown.setText(NO_RESULT if value is None else sum_figure(float(value), line.unit or ""))
        value = worked.result
        below = value is not None and value < 0 and result.label_below_zero
        name = result.label_below_zero if below and result.label_below_zero else result.label
        self._name.setText(name)
        if value is None:
            text, unit = NO_RESULT, ""
        else:
            unit = result.unit or ""
            text = sum_figure(float(value), "%" if unit == "%" else "", short=True)
            unit = "" if unit == "%" else unit
        tail = f"&nbsp;<span style='font-size:{theme.sans(13).pixelSize()}px;font-weight:400'>{escape(unit)}</span>"
        self.told.setText(escape(text) + (tail if unit else ""))
        self.result = " ".join(part for part in (name, text, unit) if part)
        self.told.setAccessibleName(self.result)


class _CurveView(QWidget):
    """The curve, painted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._data: CurveData | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_data(self, data: CurveData) -> None:
        """Draw something else."""
        if data == self._data:
            return
        self._data = data
        self.setAccessibleName(f"{data.y_name} over {data.x_name}")
        self.setAccessibleDescription(curve_sentence(data))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Always: the layout decides."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the curve at ``width``."""
        return round(lay_curve(self._data, self._theme, max(width, 160)).size.height() + 0.5) if self._data else 0

    def sizeHint(self) -> QSize:
        """As wide as the story."""
        width = self._theme.px(540)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is possible; the height comes with the width."""
        return QSize(self._theme.px(160), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        if self._data is not None:
            painter = QPainter(self)
            paint_curve(painter, QRectF(self.rect()), self._data, self._theme)
            painter.end()
