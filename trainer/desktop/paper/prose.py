"""Prose on paper, as a book sets its story and as a paper sets its notes."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.case.prose import Grid, Kind, Part, Passage
from trainer.desktop.paper.faces import Face
from trainer.desktop.paper.strips import Strip, spaced
from trainer.desktop.paper.tables import set_table
from trainer.desktop.paper.text import set_passage
from trainer.desktop.theme import Theme


def set_story(theme: Theme, parts: Sequence[Part], face: Face, width: float) -> list[Strip]:
    """Prose as a book has it: paragraphs follow without a gap, all but the first set in by an em and a half."""
    made: list[Strip] = []
    before: Part | None = None
    for part in parts:
        follows = _is_paragraph(part) and _is_paragraph(before)
        gap = 0.0 if follows or before is None else face.leading / 3
        indent = 1.5 * face.font.pixelSize() if follows else 0.0
        made += spaced(_set(theme, part, face, width, indent), gap)
        before = part
    return made


def set_notes(theme: Theme, parts: Sequence[Part], face: Face, width: float) -> list[Strip]:
    """Prose as a paper has it: a little space between paragraphs, none of them set in."""
    made: list[Strip] = []
    for part in parts:
        made += spaced(_set(theme, part, face, width, 0.0), face.leading / 3 if made else 0.0)
    return made


def _is_paragraph(part: Part | None) -> bool:
    return isinstance(part, Passage) and part.kind is Kind.PARAGRAPH


def _set(theme: Theme, part: Part, face: Face, width: float, indent: float) -> list[Strip]:
    if isinstance(part, Grid):
        return set_table(theme, part.rows[0], part.rows[1:], width) if len(part.rows) > 1 else []
    return set_passage(part, face, width, indent=indent)
