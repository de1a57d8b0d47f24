"""What Qt leaves out of a PDF: bookmarks, its language, and Chinese that can be searched.

Qt writes no outline, and has no call for one. It stands at the end of the file as an incremental update, as the format
provides for: new objects, a new catalogue, and a table of them that refers to the one before. So the file is never read
as a whole, however many pages it has.
"""

from __future__ import annotations

import mmap
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_MAP = re.compile(rb"begincmap\n.*?endcmap", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-F]{4})>(?=[ \]])")
_RANGE_LINE = re.compile(rb"<[0-9A-F]{4}> <[0-9A-F]{4}> (?:<[0-9A-F]{4}>\n|\[[^\]]*\])")
_RADICALS = (
    "⺂⺃⺅⺉⺋⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺟⺠⺡⺣⺤⺦⺨⺫⺭⺯⺰⺱⺲⺳⺹⺺⺾⻁⻂⻃⻅⻆⻈⻉⻋⻌⻐⻑"
    "⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻮⻯⻰⻱⻲⻳⼾"
)
_USUAL = (
    "乛乚亻刂㔾兀尣尢巳幺彑彐忄扌攵旡歺母民氵灬爫丬犭罒礻糹纟罓罒㓁耂肀艹虎衤覀见角讠贝车辶钅長"
    "镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐齿竜龙龜亀龟户"
)
"""Radicals and the characters of their shape, as far as Unicode itself doesn't say so."""
_FIRST_RADICAL, _LAST_RADICAL = 0x2E80, 0x2FDF
_TYPED = {0x09: 0x20, 0x02BC: 0x2019}
_ENTRY = 20
"""Bytes of an entry in a table of objects."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline."""

    title: str
    level: int
    page: int
    """Counted from 0."""
    top: float
    """Height above the lower edge of the page, in points."""


class NotAsQtWrites(Exception):
    """The file isn't built as Qt builds it, so nothing was added to it."""


def finish(file: Path, bookmarks: Sequence[Bookmark], language: str = "en") -> None:
    """Add what is missing to a file that ``QPdfWriter`` has just written.

    Raises:
        NotAsQtWrites: it wasn't written so; it stands as it was.
        OSError: it can't be read or written.
    """
    with file.open("r+b") as handle:
        with mmap.mmap(handle.fileno(), 0) as content:
            update = _Update(content, bookmarks, language).made()
            _mend_text(content)
        handle.seek(0, 2)
        handle.write(update)


def _mend_text(content: mmap.mmap) -> None:
    """Name each glyph by the character that people type.

    Qt names a glyph by the first character that has it: for many Chinese ones that is a radical of the same shape,
    which no search finds, for the space it is the tab, and for the apostrophe a letter. All names take the same room.
    """
    for block in _MAP.finditer(content):
        text = block[0]
        mended = _RANGE_LINE.sub(lambda line: _mended_line(line[0]), text)
        if mended != text:
            content[block.start() : block.end()] = mended


def _mended_line(line: bytes) -> bytes:
    first, last, named = line.split(b" ", 2)
    if first != last and named.startswith(b"<"):
        return line  # counts on from its first character; radicals never stand for a row of characters
    return b"%s %s %s" % (first, last, re.sub(rb"<([0-9A-F]{4})>", _mended, named))


def _mended(code: re.Match[bytes]) -> bytes:
    number = int(code[1], 16)
    if number in _TYPED:
        return b"<%04X>" % _TYPED[number]
    if not _FIRST_RADICAL <= number <= _LAST_RADICAL:
        return code[0]
    radical = chr(number)
    place = _RADICALS.find(radical)
    usual = _USUAL[place] if place >= 0 else unicodedata.normalize("NFKC", radical)
    return b"<%04X>" % ord(usual)


@dataclass(slots=True)
class _Entry:
    """A bookmark with its place among the others, all by number of the object."""

    number: int
    bookmark: Bookmark
    parent: int
    children: list[int] = field(default_factory=list)
    before: int = 0
    after: int = 0


class _Update:
    """The bytes that stand at the end."""

    def __init__(self, content: mmap.mmap, bookmarks: Sequence[Bookmark], language: str) -> None:
        self._content = content
        self._bookmarks = bookmarks
        self._language = language
        tail = content[max(len(content) - 4096, 0) :]
        self._table = int(_found(rb"startxref\s+(\d+)\s+%%EOF\s*$", tail)[1])
        trailer = content[content.rfind(b"trailer") :]
        self._size = int(_found(rb"/Size (\d+)", trailer)[1])
        self._root = int(_found(rb"/Root (\d+) 0 R", trailer)[1])
        self._kept = _found(rb"/Info \d+ 0 R", trailer)[0] + b"\n" + _found(rb"/ID \[[^\]]*\]", trailer)[0]
        begin = b"xref\n0 %d\n" % self._size
        if content[self._table : self._table + len(begin)] != begin:
            raise NotAsQtWrites("its table of objects isn't where it should be")
        self._entries = self._table + len(begin)

    def _object(self, number: int) -> bytes:
        """What an object holds."""
        at = self._entries + _ENTRY * number
        start = int(self._content[at : at + 10])
        begin = b"%d 0 obj\n" % number
        if self._content[start : start + len(begin)] != begin:
            raise NotAsQtWrites(f"object {number} isn't where it should be")
        return self._content[start + len(begin) : self._content.find(b"endobj", start)]

    def made(self) -> bytes:
        """The update."""
        catalogue = self._object(self._root)
        pages_number = int(_found(rb"/Pages (\d+) 0 R", catalogue)[1])
        kids = _found(rb"/Kids\s*\[([^\]]*)\]", self._object(pages_number))[1]
        pages = [int(each) for each in re.findall(rb"(\d+) 0 R", kids)]
        objects: dict[int, bytes] = {}
        more = b"/Lang (%s)\n/ViewerPreferences << /DisplayDocTitle true >>\n" % self._language.encode()
        if self._bookmarks:
            objects |= self._outline(pages)
            more += b"/Outlines %d 0 R\n/PageMode /UseOutlines\n" % self._size
        objects[self._root] = catalogue.rstrip().removesuffix(b">>") + more + b">>\n"
        return self._written(objects)

    def _outline(self, pages: Sequence[int]) -> dict[int, bytes]:
        """The tree of bookmarks; its root has the first free number."""
        root = self._size
        entries: dict[int, _Entry] = {}
        above: list[int] = []
        children: dict[int, list[int]] = {root: []}
        for number, bookmark in enumerate(self._bookmarks, root + 1):
            del above[min(bookmark.level, len(above)) :]
            parent = above[-1] if above else root
            entry = _Entry(number, bookmark, parent)
            siblings = entries[parent].children if parent != root else children[root]
            if siblings:
                entry.before = siblings[-1]
                entries[siblings[-1]].after = number
            siblings.append(number)
            entries[number] = entry
            above.append(number)
        top = children[root]
        made = {root: b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>\n" % (top[0], top[-1], len(top))}
        return made | {entry.number: _line(entry, pages[entry.bookmark.page]) for entry in entries.values()}

    def _written(self, objects: dict[int, bytes]) -> bytes:
        at = len(self._content)
        parts, places = [], {}
        for number, content in objects.items():
            part = b"%d 0 obj\n%sendobj\n" % (number, content)
            places[number] = at
            parts.append(part)
            at += len(part)
        table = [b"xref\n"]
        table += [b"%d 1\n%010d 00000 n \n" % (number, places[number]) for number in sorted(places)]
        size = max(*objects, self._size - 1) + 1
        trailer = b"trailer\n<<\n/Size %d\n/Root %d 0 R\n/Prev %d\n%s\n>>\n" % (
            size,
            self._root,
            self._table,
            self._kept,
        )
        return b"".join([*parts, *table, trailer, b"startxref\n%d\n%%%%EOF\n" % at])


def _line(entry: _Entry, page: int) -> bytes:
    title = "\ufeff" + " ".join(entry.bookmark.title.split())
    parts = [
        b"/Title <%s>" % title.encode("utf-16-be").hex().upper().encode(),
        b"/Parent %d 0 R" % entry.parent,
        b"/Dest [%d 0 R /XYZ 0 %d 0]" % (page, round(entry.bookmark.top)),
    ]
    if entry.before:
        parts.append(b"/Prev %d 0 R" % entry.before)
    if entry.after:
        parts.append(b"/Next %d 0 R" % entry.after)
    if entry.children:
        # Below zero: the entries under it show once a reader unfolds it.
        parts.append(b"/First %d 0 R /Last %d 0 R /Count -%d" % (*_ends(entry.children), len(entry.children)))
    return b"<< " + b" ".join(parts) + b" >>\n"


def _ends(numbers: Sequence[int]) -> tuple[int, int]:
    return numbers[0], numbers[-1]


def _found(pattern: bytes, text: bytes) -> re.Match[bytes]:
    match = re.search(pattern, text)
    if match is None:
        raise NotAsQtWrites(f"there is no {pattern.decode()}")
    return match
