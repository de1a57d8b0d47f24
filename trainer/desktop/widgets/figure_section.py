"""A part of *My judgement*: a head with links, and a body in which the table can stand in the chart's place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.desktop.painting.figures import Figure
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.data_table import DataTable
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.layout import column
from trainer.desktop.widgets.plot import Plot
from trainer.desktop.widgets.text import Heading, label

_TABLE, _CHART = "Table", "Chart"
PADDING = 26


class FigureSection(QWidget):
    """Head and body. Without a figure there is nothing to switch nor to save."""

    opened = Signal(str, str)
    """Which chart, and the key of the part whose decisions are wanted."""
    save_requested = Signal(object)
    """The figure (:class:`Figure`)."""
    switched = Signal(str, bool)
    """Which chart, and whether its table is shown now."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        note: str,
        figure: Figure | None,
        *,
        table: bool = False,
        width: int = 320,
        chart: QWidget | None = None,
        link: LinkButton | None = None,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            title: of the part.
            note: quiet words behind the title.
            figure: the chart; ``None`` where there is nothing to draw.
            table: whether the table is shown first.
            width: that the chart would like to have, in pixels at 100 %.
            chart: what shows the figure on the screen; its drawing where none is given.
            link: a further one in the head.
        """
        super().__init__()
        self._theme = theme
        self.figure = figure
        self._switch: LinkButton | None = None
        pad = theme.px(PADDING)
        self.body: QVBoxLayout = column(spacing=0, margins=(pad, theme.px(18), pad, theme.px(20)))
        self.drawing = QWidget()
        self._drawn: QVBoxLayout = column()
        self.drawing.setLayout(self._drawn)
        self.plot: Plot | None = None
        self._chart = chart
        self._table: DataTable | None = None
        heading = Heading(theme, title, theme.serif(18, QFont.Weight.DemiBold))
        said = label(theme, note, theme.sans(13), "ink-2", wrap=True)
        if not note:
            said.hide()
        self._heading = heading
        links: list[QWidget] = [link] if link is not None else []
        if figure is not None:
            links += self._add_figure(figure, width)
        self.head = HeadLine(theme, [heading, said], links, gap=13, name=f"Head of {title}")
        self.body.addWidget(self.head)
        self.body.addSpacing(theme.px(8))
        self.setLayout(self.body)
        self.setAccessibleName(title)
        if figure is not None and table:
            self.show_table(True)

    def _add_figure(self, figure: Figure, width: int) -> list[QWidget]:
        """The chart in its place, and the links that belong to it."""
        theme = self._theme
        if self._chart is None:
            self.plot = self._chart = Plot(theme, figure.lay, figure.title, figure.sentence, width=width)
            self.plot.opened.connect(lambda key: self.opened.emit(figure.kind, key))
        self._drawn.addWidget(self._chart)
        self._switch = LinkButton(theme, _TABLE)
        self._switch.clicked.connect(self._change)
        save = LinkButton(theme, "Save…")
        save.setAccessibleName(f"Save the chart of {figure.title}")
        save.clicked.connect(lambda: self.save_requested.emit(figure))
        self._name_switch()
        return [self._switch, save]

    @property
    def shows_table(self) -> bool:
        """Whether the table stands in place of the chart."""
        return self._table is not None and not self._table.isHidden()

    def show_table(self, shown: bool) -> None:
        """Show the table in place of the chart, or the chart."""
        if self.figure is None or self._chart is None or self._switch is None:
            return
        if self._table is None:
            self._table = DataTable(self._theme, self.figure.table, f"{self.figure.title}, as a table")
            self._drawn.addWidget(self._table)
        self._chart.setHidden(shown)
        self._table.setVisible(shown)
        self._switch.setText(_CHART if shown else _TABLE)
        self._switch.updateGeometry()
        self._name_switch()

    def _name_switch(self) -> None:
        if self._switch is not None and self.figure is not None:
            what = "chart" if self._switch.text() == _CHART else "table"
            self._switch.setAccessibleName(f"{self.figure.title}: show the {what}")

    def _change(self) -> None:
        self.show_table(not self.shows_table)
        if self.figure is not None:
            self.switched.emit(self.figure.kind, self.shows_table)

    def say(self, text: str, *, quiet: bool = False, space: int = 0) -> None:
        """A sentence in the body: of the matter, or small and quiet."""
        theme = self._theme
        font = theme.sans(13) if quiet else theme.serif(17)
        self.body.addWidget(label(theme, text, font, "ink-2" if quiet else "ink", wrap=True))
        self.body.addSpacing(theme.px(space))

    def say_nothing(self, why: str) -> None:
        """That nothing is said, and why: ``Too few to tell: with 3 decisions …``."""
        first, rest = reason_apart(why)
        self.say(first, space=4)
        if rest:
            self.say(rest, quiet=True, space=10)

    def take_focus(self) -> None:
        """Begin to read here."""
        self._heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._heading.setFocus(Qt.FocusReason.OtherFocusReason)


def reason_apart(text: str) -> tuple[str, str]:
    """A sentence with a colon as two: what is so, and why."""
    head, colon, rest = text.partition(": ")
    return (f"{head}.", f"{rest[:1].upper()}{rest[1:]}") if colon else (text, "")
