"""What an SVG picture may be made of: drawing it has to come to an end, and to need nothing but the picture itself.

Parts of a picture can refer to each other, so that a thousand bytes may ask for more to be drawn than can ever be.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

MAX_DRAWN = 300_000
"""How many parts are drawn at most, each counted as often as something refers to it."""
MAX_DEPTH = 100
"""How deep parts may lie within each other, or refer to each other."""

_OUTSIDE = re.compile(rb"""(?:href\s*=\s*["'](?!\#|data:)|<!ENTITY|<script|url\(\s*["']?(?!["']?\#))""", re.IGNORECASE)
_LINK = re.compile(r"""url\(\s*["']?#([^)"'\s]+)""", re.IGNORECASE)
_DATA = re.compile(r"data:image/(?:png|jpe?g);base64,(.*)", re.DOTALL)
_PIXELS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def is_svg(data: bytes) -> bool:
    """Whether a file begins as an SVG picture does."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<svg" in data[:4096]


def svg_problem(data: bytes) -> str | None:
    """What keeps an SVG picture from being shown, to be read after its name; ``None`` if nothing does."""
    if _OUTSIDE.search(data):
        return "has a script, or draws on other files; take them out or save it as PNG"
    try:
        root = ET.fromstring(data)  # noqa: S314 - it declares no entities, as was looked for above
    except (ET.ParseError, ValueError, LookupError):
        return "can't be read as SVG; export it anew or save it as PNG"
    for part in root.iter():
        if any(not _is_pixels(link) for link in _hrefs(part) if link.startswith("data:")):
            return "holds a picture that is neither PNG nor JPEG; take it out or save the whole as PNG"
        if str(part.tag).endswith("style") and _LINK.search("".join(part.itertext())):
            return "has a style sheet that refers to parts of it; write that at the parts themselves, or save it as PNG"
    try:
        _Weight(root).of(root)
    except _TooMuch:
        return f"has more than {MAX_DRAWN:,} parts to draw, or parts in endless turn; make it simpler or save it as PNG"
    return None


def _hrefs(part: Element) -> Iterator[str]:
    return (value.strip() for name, value in part.attrib.items() if name.rpartition("}")[2] == "href")


def _is_pixels(link: str) -> bool:
    match = _DATA.fullmatch(link)
    if match is None:
        return False
    try:
        return base64.b64decode(match[1]).startswith(_PIXELS)
    except binascii.Error:
        return False


class _TooMuch(Exception):
    """Drawing takes too long, or forever."""


class _Weight:
    """Counts what drawing a part of a picture comes to, whatever it refers to included."""

    def __init__(self, root: Element) -> None:
        self._named: dict[str, Element] = {}
        for part in root.iter():
            self._named.setdefault(part.get("id", ""), part)
        self._known: dict[Element, int] = {}

    def of(self, part: Element, depth: int = 0) -> int:
        """The count; raises :class:`_TooMuch`."""
        if depth > MAX_DEPTH:
            raise _TooMuch
        if part not in self._known:
            inner = (*part, *(self._named[name] for name in _references(part) if name in self._named))
            weight = 1 + sum(self.of(each, depth + 1) for each in inner)
            if weight > MAX_DRAWN:
                raise _TooMuch
            self._known[part] = weight
        return self._known[part]


def _references(part: Element) -> Iterator[str]:
    yield from (link[1:] for link in _hrefs(part) if link.startswith("#"))
    for value in part.attrib.values():
        yield from _LINK.findall(value)
