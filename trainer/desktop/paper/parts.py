"""What the pages of several documents are put together from: side heads, marks with their word, scales, claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from trainer.case.base import Claim
from trainer.case.prose import passages
from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.paper.faces import Face, Faces, PaperTheme
from trainer.desktop.paper.frame import Frame
from trainer.desktop.paper.prose import set_notes
from trainer.desktop.paper.strips import Ground, Mark, Strip, beside, kept, marked, on_ground, ruled, shifted, spaced
from trainer.desktop.paper.text import set_text

SECTION_GAP = 15.0
_SIDE_GUTTER = 16.0
_KEY = 19.0
_OVERLAP = 0.5
_LEAST_LEADING, _MOST_LEADING = 15, 30
"""What is as high as that is a line of text."""


class Setter:
    """Sets the parts of a document at the measures of its pages."""

    def __init__(self, theme: PaperTheme, frame: Frame) -> None:
        self.theme = theme
        self.frame = frame
        self.faces = Faces(theme)

    @property
    def width(self) -> float:
        """Of the main column."""
        return self.frame.main_width

    def masthead(self, kicker: str, ink: QColor, title: str, beneath: str, *, mark: Mark) -> list[Strip]:
        """Above a decision: act and number, the title, the day."""
        wide = self.frame.text_width
        above = replace(self.faces.kicker, ink=ink)
        lines = [*set_text(kicker, above, wide), *spaced(set_text(title, self.faces.title, wide), 2)]
        lines += spaced(set_text(beneath, self.faces.subtitle, wide), 3)
        return marked(kept(lines, with_next=True), mark)

    def section(
        self, head: str, strips: Sequence[Strip], *, gap: float = SECTION_GAP, level: int | None = None
    ) -> list[Strip]:
        """A part of a page below a rule: its head at the left, what it says in the main column.

        Args:
            head: of a word or two.
            strips: of the main column; without any, there is no such part.
            gap: above the rule.
            level: of its bookmark, if it has one.
        """
        if not strips:
            return []
        rule = ruled(self.theme.colour("line"), self.frame.text_width, gap=gap)
        made = [rule, *self.beside(head, strips)]
        return made if level is None else marked(made, Mark(head, level))

    def beside(self, head: str, strips: Sequence[Strip], *, gap: float = 10) -> list[Strip]:
        """A head at the left of the main column, level with the first line there."""
        face = self.faces.side
        if strips and _LEAST_LEADING <= strips[0].height <= _MOST_LEADING:
            face = replace(face, leading=strips[0].height)
        side = kept(set_text(head, face, self.frame.side - _SIDE_GUTTER))
        return spaced(beside([(0, side), (self.frame.side, list(strips))]), gap)

    def main(self, strips: Sequence[Strip]) -> list[Strip]:
        """Something in the main column, nothing beside it."""
        return shifted(strips, self.frame.side)

    def notes(self, markdown: str, face: Face | None = None, width: float | None = None) -> list[Strip]:
        """Prose in Markdown, as a paper sets it."""
        return set_notes(self.theme, passages(markdown), face or self.faces.story, width or self.width)

    def bullets(self, texts: Sequence[str], face: Face | None = None, width: float | None = None) -> list[Strip]:
        """Texts in Markdown, each with a bullet before it."""
        face, width = face or self.faces.story, width or self.width
        made: list[Strip] = []
        for text in texts:
            bullet = set_text("•", face, 14)
            made += spaced(beside([(0, bullet), (14, self.notes(text, face, width - 14))]), 4 if made else 0)
        return made

    def part(self, head: str, strips: Sequence[Strip], *, gap: float = 11) -> list[Strip]:
        """A part of a page that goes on with what is above, without a rule between."""
        return self.beside(head, strips, gap=gap) if strips else []

    def with_icon(self, icon: str, words: str, ink: str, face: Face) -> list[Strip]:
        """A mark and its word, both in one colour of the theme."""
        colour = self.theme.colour(ink)
        size = QFontMetricsF(face.font).ascent()
        text = set_text(words, Face(face.font, face.leading, colour), self.width - size - 7)
        first = text[0]

        def draw(painter: QPainter, x: float, y: float) -> None:
            paint_icon(painter, QRectF(x, y + (face.leading - size) / 2, size, size), icon, colour)
            first.draw(painter, x + size + 7, y)

        rest = shifted(text[1:], size + 7)
        return [Strip(first.height, draw, keep=first.keep), *rest]

    def keyed(self, key: str, strips: Sequence[Strip], leading: float) -> list[Strip]:
        """Something with a letter in a box before it."""
        face = self.faces.small_bold
        edge = self.theme.colour("edge")

        def draw(painter: QPainter, x: float, y: float) -> None:
            box = QRectF(x, y + (leading - _KEY) / 2, _KEY, _KEY)
            painter.setPen(QPen(edge, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
            metrics = QFontMetricsF(face.font)
            painter.setFont(face.font)
            painter.setPen(face.ink)
            base = box.center().y() + metrics.capHeight() / 2
            painter.drawText(QPointF(box.center().x() - metrics.horizontalAdvance(key) / 2, base), key)

        return beside([(0, [Strip(leading, draw)]), (_KEY + 11, list(strips))])

    def claim(self, claim: Claim, face: Face | None = None) -> list[Strip]:
        """A claim of the record, with what it rests on; the other reading below, where sources disagree."""
        made = self.notes(claim.text, face)
        if claim.ground:
            made += spaced(set_text(claim.ground, self.faces.note, self.width), 3)
        if claim.contested is not None:
            other = self.notes(claim.contested.text, self.faces.small, self.width - 14)
            text = [*kept(set_text("Contested", self.faces.small_bold, self.width - 14), with_next=True), *other]
            ground = Ground(0, 2, _dotted(self.theme.colour("edge")))
            made += spaced(on_ground(shifted(text, 14), ground, 1), 6)
        return made

    def panel(self, strips: Sequence[Strip], padding: float = 14) -> list[Strip]:
        """Something on a grey ground, as wide as the main column; set it ``2 * padding`` narrower."""
        wash = self.theme.colour("wash")

        def paint(painter: QPainter, area: QRectF) -> None:
            painter.fillRect(area.adjusted(0, -_OVERLAP, 0, 0), wash)  # or a seam shows between two strips

        ground = Ground(0, self.width, paint)
        return on_ground(shifted(strips, padding), ground, padding - 4)


def _dotted(ink: QColor) -> Callable[[QPainter, QRectF], None]:
    """A dotted line down the left of an area."""

    def paint(painter: QPainter, area: QRectF) -> None:
        pen = QPen(ink, 1.5)
        pen.setDashPattern([1.5, 2])
        painter.setPen(pen)
        painter.drawLine(area.topLeft(), area.bottomLeft())

    return paint
