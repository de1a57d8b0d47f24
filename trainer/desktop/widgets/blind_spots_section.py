"""The blind spots of *My judgement*: a sentence each, and the way to the decisions behind it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.desktop.judgement_state import BLIND_SPOTS, Judged
from trainer.desktop.painting.figures import blind_spots_figure
from trainer.desktop.painting.squares import lay_squares
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.beside import Beside
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.figure_section import FigureSection
from trainer.desktop.widgets.layout import clear, column, row, rule
from trainer.desktop.widgets.plot import Plot
from trainer.desktop.widgets.text import label
from trainer.desktop.wording import number_word
from trainer.study.blind_spots import BlindSpot

_ROW_BESIDE = 520.0
"""From this width on, the squares stand beside what is said, in pixels at 100 %."""


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
