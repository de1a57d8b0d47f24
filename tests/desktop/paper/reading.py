"""Reads a PDF back, as another program sees it."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

A4 = (595, 842)
LETTER = (612, 792)
_HEAD, _FOOT = 62, 52
"""How far running head and page number reach into a page, in points."""


@dataclass(frozen=True)
class Outlined:
    """A bookmark."""

    level: int
    title: str
    page: int
    """Counted from 1."""


@dataclass(frozen=True)
class Read:
    """What stands in a file."""

    pages: tuple[str, ...]
    """The text of each page, every run of blanks as one."""
    bodies: tuple[str, ...]
    """The same without running heads and page numbers."""
    sizes: tuple[tuple[int, int], ...]
    """Width and height of each page in points."""
    bookmarks: tuple[Outlined, ...]
    metadata: dict[str, str]

    @property
    def text(self) -> str:
        """Of all pages, with running heads and page numbers."""
        return " ".join(self.pages)

    @property
    def body(self) -> str:
        """Of all pages, without those."""
        return " ".join(self.bodies)


def read(file: Path) -> Read:
    """Read a PDF."""
    document = pdfium.PdfDocument(file)
    try:
        outline = tuple(
            Outlined(each.level, each.get_title(), each.get_dest().get_index() + 1) for each in document.get_toc()
        )
        sizes = tuple((round(page.get_width()), round(page.get_height())) for page in document)
        pages = tuple(_told(page.get_textpage().get_text_range()) for page in document)
        bodies = tuple(_told(_body(page)) for page in document)
        return Read(pages, bodies, sizes, outline, document.get_metadata_dict())
    finally:
        document.close()


def _body(page: pdfium.PdfPage) -> str:
    text: str = page.get_textpage().get_text_bounded(bottom=_FOOT, top=page.get_height() - _HEAD)
    return text


def _told(text: str) -> str:
    return " ".join(text.split())


def tight(text: str) -> str:
    """Without blanks and hyphens, for lines break where they like."""
    return re.sub(r"[\s\ufffe\x02-]", "", text)


def bytes_of(file: Path) -> bytes:
    """All bytes of a file, those that are compressed too, as they are when they aren't."""
    raw = file.read_bytes()
    parts = [raw]
    for match in re.finditer(rb"stream\r?\n", raw):
        try:
            parts.append(zlib.decompressobj().decompress(raw[match.end() :]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def holds(content: bytes, text: str) -> bool:
    """Whether bytes hold a text in any way that a PDF writes text outside of its pages."""
    utf16 = text.encode("utf-16-be")
    ways = (text.encode(), utf16, utf16.hex().encode(), utf16.hex().upper().encode())
    return any(way in content for way in ways)
