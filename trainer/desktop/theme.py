"""The theme as data: named colours from one file a theme, the two families of type, and lengths that grow with the
text size."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

SERIF = ("Source Serif Pro", "Noto Serif", "Georgia", "Noto Serif CJK SC", "Songti SC", "SimSun", "serif")
SANS = ("Source Sans Pro", "Noto Sans", "Segoe UI", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif")

_FONT_FILES = {
    "font_source_serif_pro": ("Regular", "It", "Semibold"),
    "font_source_sans_pro": ("Regular", "It", "Semibold"),
}

_SANS_OPTICAL = 1.08
"""Source Sans looks smaller than its size says; measures are given for a face of usual x-height."""

ACTS = 6
"""How many act colours a theme has; further acts begin again with the first."""


@dataclass(frozen=True)
class Theme:
    """Colours, type and measures of one theme at one text size."""

    name: str
    dark: bool
    colours: Mapping[str, str]
    text_size: int = 100
    """Percent, 100-200."""
    motion: bool = True

    def colour(self, name: str) -> QColor:
        """The colour of that name; raises ``KeyError``."""
        return QColor(self.colours[name])

    def act_colour(self, act_number: int) -> QColor:
        """The colour of an act, counted from 1."""
        return self.colour(f"act{(act_number - 1) % ACTS + 1}")

    def px(self, length: float) -> int:
        """A length in device-independent pixels that grows with the text size."""
        return round(length * self.text_size / 100)

    def sans(
        self,
        px: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        *,
        italic: bool = False,
        tabular: bool = False,
    ) -> QFont:
        """The face of controls and figures; ``px`` is its size at 100 %."""
        font = _font(SANS, self.px(px * _SANS_OPTICAL), weight, italic)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def serif(self, px: float, weight: QFont.Weight = QFont.Weight.Normal, *, italic: bool = False) -> QFont:
        """The face of the story and of headings; ``px`` is its size at 100 %."""
        return _font(SERIF, self.px(px), weight, italic)

    def palette(self) -> QPalette:
        """The palette that the controls of the application style are drawn with."""
        palette = QPalette()
        group = QPalette.ColorGroup
        role = QPalette.ColorRole
        names = {
            role.Window: "paper",
            role.WindowText: "ink",
            role.Base: "page",
            role.AlternateBase: "wash",
            role.Text: "ink",
            role.PlaceholderText: "ink-3",
            role.Button: "page",
            role.ButtonText: "ink",
            role.BrightText: "on-accent",
            role.Highlight: "accent",
            role.HighlightedText: "on-accent",
            role.Link: "ink",
            role.LinkVisited: "ink",
            role.ToolTipBase: "page",
            role.ToolTipText: "ink",
            role.Light: "page",
            role.Midlight: "wash",
            role.Mid: "line",
            role.Dark: "edge",
            role.Shadow: "edge",
        }
        for key, name in names.items():
            palette.setColor(key, self.colour(name))
        for key in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(group.Disabled, key, self.colour("ink-3"))
        return palette


def load_theme(folder: Path, name: str, *, text_size: int = 100, motion: bool = True) -> Theme:
    """Read ``<folder>/<name>.json``; raises ``OSError`` or ``ValueError``."""
    data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return Theme(name, bool(data["dark"]), dict(data["colours"]), text_size, motion)


@cache
def load_fonts() -> None:
    """Make the bundled faces known to Qt; where they are missing, the next family of the list steps in."""
    for package, styles in _FONT_FILES.items():
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            continue
        for file in sorted((Path(spec.origin).parent / "files").glob("*.ttf")):
            if file.stem.rpartition("-")[2] in styles:
                QFontDatabase.addApplicationFont(str(file))


@cache
def _base_font(families: tuple[str, ...], px: int, weight: QFont.Weight, italic: bool) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(max(px, 1))
    font.setWeight(weight)
    font.setItalic(italic)
    return font


def _font(families: tuple[str, ...], px: int, weight: QFont.Weight, italic: bool) -> QFont:
    return QFont(_base_font(families, px, weight, italic))
