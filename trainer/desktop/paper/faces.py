"""Type and colours on paper: those of figures for print, the faces without the hinting that is made for screens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QFont

from trainer.desktop.painting.on_paper import print_theme
from trainer.desktop.theme import Theme, load_fonts, load_theme


@dataclass(frozen=True)
class PaperTheme(Theme):
    """The theme that everything on paper is drawn with, what is painted for the screen included."""

    def sans(
        self,
        px: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        *,
        italic: bool = False,
        tabular: bool = False,
    ) -> QFont:
        """As on the screen; its figures are tabular in any case."""
        # Figures that are asked for as tabular are other glyphs, which nobody could read out of the file any more.
        return _for_paper(super().sans(px, weight, italic=italic))

    def serif(self, px: float, weight: QFont.Weight = QFont.Weight.Normal, *, italic: bool = False) -> QFont:
        """As on the screen."""
        return _for_paper(super().serif(px, weight, italic=italic))


def paper_theme(assets: Path) -> PaperTheme:
    """The theme for paper, from the folder with the program's assets; raises ``OSError`` or ``ValueError``."""
    load_fonts()
    theme = print_theme(load_theme(assets / "themes", "light"))
    return PaperTheme(theme.name, theme.dark, theme.colours, motion=False)


def _for_paper(font: QFont) -> QFont:
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Some, such as that of f and t, have no character of their own: nobody could find or copy the letters.
    font.setFeature(QFont.Tag("liga"), 0)
    return font


@dataclass(frozen=True)
class Face:
    """How a text is set; lengths in pixels."""

    font: QFont
    leading: float
    """From one base line to the next."""
    ink: QColor


class Faces:
    """All the faces there are on paper."""

    def __init__(self, theme: Theme) -> None:
        ink, second = theme.colour("ink"), theme.colour("ink-2")
        bold = QFont.Weight.DemiBold
        self.cover = Face(theme.serif(46, bold), 52, ink)
        self.title = Face(theme.serif(29, bold), 35, ink)
        self.subtitle = Face(theme.serif(17, italic=True), 24, second)
        self.question = Face(theme.serif(18, bold), 25, ink)
        self.story = Face(theme.serif(15), 21.5, ink)
        self.aside = Face(theme.serif(15, italic=True), 21.5, second)
        self.strong = Face(theme.serif(15, bold), 21.5, ink)
        self.record = Face(theme.serif(14), 19.5, ink)
        self.record_strong = Face(theme.serif(14, bold), 19.5, ink)
        self.record_aside = Face(theme.serif(14, italic=True), 19.5, second)
        self.kicker = Face(theme.sans(12, bold), 18, second)
        self.side = Face(theme.sans(12, bold), 21.5, ink)
        self.caption = Face(theme.sans(13, bold), 20, ink)
        self.note = Face(theme.sans(11.5), 17, second)
        self.small = Face(theme.sans(12), 17.5, ink)
        self.small_second = Face(theme.sans(12), 17.5, second)
        self.small_bold = Face(theme.sans(12, bold), 17.5, ink)
        self.board = Face(theme.serif(14), 18.5, ink)
        self.running = Face(theme.sans(10.5), 14, second)
