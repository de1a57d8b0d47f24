"""Covers, painted from the case as on the screen, and tables of contents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from trainer.case.outline import ActOutline
from trainer.desktop.painting.cover import CoverAct, CoverData, paint_cover
from trainer.desktop.paper.parts import Setter
from trainer.desktop.paper.press import Section
from trainer.desktop.paper.strips import Mark, Strip, beside, blank, height_of, kept, marked, spaced
from trainer.desktop.paper.text import Side, set_text

_COVER = 0.46
"""Of the page's height that the painted cover takes, from the top on."""
_ABOVE_CONTENTS = 30
_CONTENTS = "Contents"


@dataclass(frozen=True)
class Entry:
    """A line of a table of contents; without a key it is a heading."""

    title: str
    beside: str = ""
    key: str = ""


def case_entries(acts: Sequence[ActOutline], chosen: Collection[str]) -> Iterator[Entry]:
    """The chosen decisions of a case, act by act."""
    for number, act in enumerate(acts, 1):
        decisions = [each for each in act.decisions if each.id in chosen]
        if decisions:
            yield Entry(f"Act {number}, {act.title}")
        for decision in decisions:
            yield Entry(decision.title, decision.date_short, decision.id)


def cover_data(acts: Iterable[ActOutline]) -> CoverData:
    """The cover of a case of which nothing is decided."""
    return CoverData(tuple(CoverAct(len(act.decisions)) for act in acts))


def cover_sections(
    setter: Setter,
    title: str,
    subtitle: str,
    lines: Sequence[str],
    data: CoverData | None,
    entries: Sequence[Entry] = (),
    numbers: Mapping[str, int] | None = None,
) -> Iterator[Section]:
    """A page with the painted cover above, and title, subtitle and some lines below; the contents follow, on pages of
    their own where they don't fit below.

    Args:
        setter: sets everything.
        title: in large letters.
        subtitle: below it.
        lines: what else there is to say.
        data: what the cover is painted from; without it the page has words alone.
        entries: of the table of contents.
        numbers: the pages of those entries, as far as they are known.
    """
    frame, faces = setter.frame, setter.faces
    high = frame.height * _COVER if data is not None else frame.top + 120

    def paint(painter: QPainter, page: QRectF) -> None:
        if data is not None:
            paint_cover(painter, QRectF(page.left(), page.top(), page.width(), high), data, setter.theme)

    words = [blank(high - frame.top + 44)]
    words += marked(set_text(title, faces.cover, frame.text_width), Mark(title))
    words += spaced(set_text(subtitle, faces.subtitle, frame.text_width), 8)
    for number, line in enumerate(lines):
        words += spaced(set_text(line, faces.story, frame.text_width), 26 if number == 0 else 2)
    table = contents(setter, entries, numbers or {})
    fits = height_of(words) + _ABOVE_CONTENTS + height_of(table) <= frame.text_height
    below = spaced(table, _ABOVE_CONTENTS) if fits else []
    yield Section(kept([*words, *below]), cover=paint, weight=0)
    if not fits:
        head = marked(set_text(_CONTENTS, faces.title, frame.text_width), Mark(_CONTENTS))
        yield Section([*kept(head, with_next=True), *spaced(table, 14)], _CONTENTS, weight=0)


def contents(setter: Setter, entries: Iterable[Entry], numbers: Mapping[str, int]) -> list[Strip]:
    """A table of contents; as high without its numbers as with them."""
    faces, wide = setter.faces, setter.frame.text_width
    second, figures = (replace(face, leading=faces.record.leading) for face in (faces.small_second, faces.small))
    made: list[Strip] = []
    for entry in entries:
        if not entry.key:
            made += spaced(kept(set_text(entry.title, faces.small_bold, wide), with_next=True), 12 if made else 0)
            continue
        title = set_text(entry.title, faces.record, wide - 190)
        date = set_text(entry.beside, second, 140)
        page = set_text(str(numbers.get(entry.key, "")), figures, 40, side=Side.RIGHT)
        made += kept(beside([(0, title), (wide - 180, date), (wide - 40, page)]))
    return made
