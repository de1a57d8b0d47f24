"""The ground on which a screen of the room is laid out: its smaller side is 1080 units, whatever its size in pixels.

So all sizes grow with the smaller side, and nothing on it is set smaller than :data:`LEAST` of these units.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from trainer.desktop.painting.scene import (
    Align,
    Piece,
    Rule,
    Scene,
    line_height,
    text_width,
    unbroken,
    words,
    wrap,
)
from trainer.desktop.painting.shapes import Box
from trainer.desktop.theme import Theme
from trainer.workshop.screen_values import Head

SIDE = 1080.0
LEAST = 40
"""The smallest type, in units."""
GROUND = "paper"
WIDE = 1600.0
"""From so many units on there is room for a column beside another."""

Face = Callable[[float], QFont]
"""A typeface: a font of it for a size in units."""


@dataclass(frozen=True)
class Look:
    """In which colours, and how far what unfolds has unfolded."""

    theme: Theme
    drawn: float = 1.0
    """Share of the way from the first vote to the second that lines are drawn, 0-1."""

    def __post_init__(self) -> None:
        # The screen of the room has sizes of its own, whatever the text size on the laptop.
        object.__setattr__(self, "theme", replace(self.theme, text_size=100))


class Board:
    """Collects the pieces of a screen."""

    def __init__(self, look: Look, size: QSizeF) -> None:
        """
        Args:
            look: for type and colours.
            size: in pixels; only its proportion matters.
        """
        unit = max(min(size.width(), size.height()), 1.0) / SIDE
        self.width, self.height = size.width() / unit, size.height() / unit
        self.margin = 88.0
        self.left, self.right = self.margin, self.width - self.margin
        self.top, self.bottom = 64.0, self.height - 56.0
        self.pieces: list[Piece] = []
        self._look = look
        self._theme = look.theme

    def empty(self) -> Board:
        """Another of the same size, with nothing on it."""
        return Board(self._look, QSizeF(self.width, self.height))

    @property
    def is_wide(self) -> bool:
        """Whether there is room for a column beside another."""
        return self.width >= WIDE

    @property
    def is_tall(self) -> bool:
        """Whether it stands upright."""
        return self.height > self.width

    @property
    def span(self) -> float:
        """Breadth between the margins."""
        return self.right - self.left

    def scene(self) -> Scene:
        """All that was put onto it."""
        return Scene(QSizeF(self.width, self.height), tuple(self.pieces))

    def serif(self, px: float) -> QFont:
        """The face of what the case tells."""
        return _unhinted(self._theme.serif(px))

    def heading(self, px: float) -> QFont:
        """The face of questions and headings."""
        return _unhinted(self._theme.serif(px, QFont.Weight.DemiBold))

    def sans(self, px: float) -> QFont:
        """The face of all else."""
        return _unhinted(self._theme.sans(px))

    def strong(self, px: float) -> QFont:
        """The same, to stand out; figures are equally wide."""
        return _unhinted(self._theme.sans(px, QFont.Weight.DemiBold, tabular=True))

    def spaced(self, px: float) -> QFont:
        """The face of the code: each character by itself."""
        font = self.strong(px)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
        return font

    def put(
        self,
        role: str,
        text: str | tuple[str, ...],
        font: QFont,
        at: QPointF,
        colour: str = "ink",
        *,
        width: float | None = None,
        most: int = 1,
        align: Align = Align.LEFT,
    ) -> QRectF:
        """Set a text with its top at ``at``, in at most so many lines of a width; the box it takes."""
        lines = wrap(text, font, width, most) if isinstance(text, str) and width is not None else text
        piece = words(role, lines, font, colour, at, align)
        self.pieces.append(piece)
        return piece.rect

    def on_baseline(
        self,
        role: str,
        text: str,
        font: QFont,
        x: float,
        baseline: float,
        colour: str = "ink",
        align: Align = Align.LEFT,
    ) -> QRectF:
        """Set a line so that it stands on a baseline; the box it takes."""
        return self.put(role, text, font, QPointF(x, baseline - QFontMetricsF(font).ascent()), colour, align=align)

    def key(self, letter: str, rect: QRectF, *, filled: bool = False) -> None:
        """The letter of an option in its frame."""
        fill, ink = ("ink", GROUND) if filled else ("page", "ink")
        self.pieces.append(Box("key", rect, fill, "ink", rect.width() / 22, rect.width() / 6))
        font = self.strong(max(LEAST, rect.width() * 0.56))
        top = rect.center().y() - line_height(font) / 2
        self.put("letter", letter, font, QPointF(rect.center().x(), top), ink, align=Align.CENTRE)

    def rule(self, y: float, left: float | None = None, right: float | None = None) -> None:
        """A line across."""
        start = QPointF(self.left if left is None else left, y)
        end = QPointF(self.right if right is None else right, y)
        self.pieces.append(Rule("rule", start, end, "line", 3))

    def head(self, head: Head, right: float | None = None) -> float:
        """The small line at the top; where it ends."""
        x, font = self.left, self.sans(42)
        height = line_height(font)
        if head.act:
            colour = f"act{(head.act - 1) % 6 + 1}"
            self.pieces.append(Box("act", QRectF(x, self.top + 8, 12, height - 16), colour, corner=5))
            x += 34
        edge = self.right if right is None else right
        text = head.text if text_width(head.text, font) <= edge - x or not head.short else head.short
        self.put("head", text, font, QPointF(x, self.top), "ink-2", width=edge - x)
        return self.top + height


def fit(
    text: str, face: Face, sizes: Sequence[float], width: float, most: int, height: float = 1e6
) -> tuple[QFont, tuple[str, ...]]:
    """The largest of the sizes, falling, at which a text needs no more lines than that and no more height, and the
    lines at it. A text that doesn't fit at the smallest ends in an ellipsis.
    """
    for size in sizes:
        font = face(size)
        lines = wrap(text, font, width, most)
        if unbroken(text, lines) and block_height(font, lines) <= height:
            return font, lines
    return font, lines


def fit_few(text: str, face: Face, largest: int, width: float, most: int) -> tuple[QFont, tuple[str, ...]]:
    """The same for a heading: in as few lines as it can be at three quarters of its largest size."""
    for lines in range(1, most):
        font, set_ = fit(text, face, sizes(largest, largest * 3 // 4), width, lines)
        if unbroken(text, set_):
            return font, set_
    return fit(text, face, sizes(largest), width, most)


def block_height(font: QFont, lines: Sequence[str]) -> float:
    """Height of so many lines."""
    return line_height(font) * len(lines)


def sizes(largest: int, smallest: int = LEAST, step: int = 2) -> tuple[int, ...]:
    """Sizes to try, falling."""
    return tuple(range(largest, smallest - 1, -step))


def _unhinted(font: QFont) -> QFont:
    """Without hinting a text is as wide at any size as it was when its lines were broken."""
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
