"""Filling pages with strips, and the file that they stand in.

The pages are gone through twice, first to count them: each says how many there are, and a table of contents where
something stands. What is set is let go once its page is full, so memory doesn't grow with the number of pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QFile, QFileDevice, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPageSize, QPainter, QPdfWriter

from trainer import __version__
from trainer.desktop.paper.faces import Face, Faces, PaperTheme
from trainer.desktop.paper.finishing import Bookmark, NotAsQtWrites, finish
from trainer.desktop.paper.frame import PT, Frame, Paper, frame_of
from trainer.desktop.paper.strips import Mark, Strip, height_of
from trainer.files import replacing
from trainer.reports.refusal import ExportRefused
from trainer.reports.watch import Watch

_PIXELS_TO_AN_INCH = 96
_TRIES = 3
_COUNTING = 0.4
"""The share of the work that counting the pages is."""
_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}

_UNWATCHED = Watch()


@dataclass(frozen=True)
class Section:
    """What begins on a page of its own."""

    strips: Iterable[Strip]
    title: str = ""
    """For the running head."""
    cover: Callable[[QPainter, QRectF], None] | None = None
    """Painted on its first page below everything else; such a page has neither a running head nor a number."""
    weight: int = 1
    """How much of the work it is, for who watches the progress."""


@dataclass(frozen=True)
class Document:
    """All that stands in a file."""

    title: str
    author: str
    sections: Callable[[Mapping[str, int]], Iterable[Section]]
    """Makes the sections anew each time; given the page of each mark with a key, from 1, as soon as they are known.
    What it makes is as long with them as without."""
    work: int = 0
    """The weight of all sections; 0 where nobody knows."""


def print_document(
    document: Document,
    out: Path,
    theme: PaperTheme,
    paper: Paper = Paper.A4,
    watch: Watch = _UNWATCHED,
) -> int:
    """Write a document as PDF, beside the file first and then in its place.

    Args:
        document: what stands in it.
        out: the file, in a folder that is there.
        theme: for faces and colours.
        paper: the size of the pages.
        watch: told after each section how far it has come, and asked whether to stop.

    Returns:
        the number of pages.

    Raises:
        ExportCancelled: somebody asked to stop; what stood there still does.
        ExportRefused: what is printed changed again and again while it was.
        OSError: the file can't be written.
    """
    frame = frame_of(paper)
    pages = Pages(frame, theme, document.title)
    pages.fill(document.sections({}), _Count(watch.part(0, _COUNTING), document.work))
    with replacing(out) as file:
        beside = Path(file.name)
        for _ in range(_TRIES):
            total, numbers = pages.count, pages.numbers
            file.truncate(0)
            with _device(file.fileno()) as device:
                writer = _writer(device, document, paper)
                painter = QPainter(writer)
                pages = Pages(frame, theme, document.title, painter, writer, total)
                try:
                    pages.fill(document.sections(numbers), _Count(watch.part(_COUNTING, 1), document.work))
                finally:
                    painter.end()
            if (pages.count, pages.numbers) == (total, numbers):
                break
        else:
            raise ExportRefused("What is printed changed while it was being printed. Please try again.")
        with suppress(NotAsQtWrites):  # by a later Qt: then bookmarks are missing, and everything is there to read
            finish(beside, pages.bookmarks)
    return pages.count


@contextmanager
def _device(number: int) -> Iterator[QFile]:
    """An open file as Qt writes to it; it stays open."""
    device = QFile()
    if not device.open(number, QIODevice.OpenModeFlag.WriteOnly, QFileDevice.FileHandleFlag.DontCloseHandle):
        raise OSError(device.errorString())
    device.seek(0)
    yield device
    device.close()
    if device.error() != QFileDevice.FileError.NoError:
        raise OSError(device.errorString())


def _writer(device: QFile, document: Document, paper: Paper) -> QPdfWriter:
    writer = QPdfWriter(device)
    writer.setResolution(_PIXELS_TO_AN_INCH)
    writer.setPageSize(QPageSize(_SIZES[paper]))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(document.title)
    writer.setCreator(f"Case Trainer {__version__}")
    if hasattr(writer, "setAuthor"):  # from Qt 6.9 on
        writer.setAuthor(document.author)
    return writer


@dataclass(slots=True)
class _Count:
    """How many sections are done."""

    watch: Watch
    total: int
    done: int = 0

    def add(self, weight: int) -> None:
        self.done = min(self.done + weight, self.total)
        self.watch.tell(self.done, self.total)


@dataclass
class Pages:
    """Pages as they are filled; without a painter they are only counted."""

    frame: Frame
    theme: PaperTheme
    title: str = ""
    """Of the document, for the running head."""
    painter: QPainter | None = None
    writer: QPdfWriter | None = None
    total: int = 0
    count: int = 0
    """How many pages there are so far."""
    bookmarks: list[Bookmark] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """The page of each mark with a key, from 1."""
    _left: float = 0.0
    """Room that is left on this page."""
    _fresh: bool = True
    _section: str = ""
    _numbered: bool = False

    def fill(self, sections: Iterable[Section], count: _Count) -> None:
        """Set all sections, each from the head of a new page on."""
        for section in sections:
            self._section = section.title
            self._turn(section.cover)
            for group in _groups(section.strips):
                self._place(group)
            count.add(section.weight)
        self._number()

    def _place(self, group: list[Strip]) -> None:
        """What stays together on one page, or from here on where it is longer than any."""
        fits_a_page = height_of(group) - group[0].gap <= self.frame.text_height - height_of(group[0].again)
        needed = height_of(group) - (group[0].gap if self._fresh else 0)
        if needed > self._left and all(strip.spare for strip in group):
            return
        if fits_a_page and needed > self._left:
            self._turn()
        for strip in group:
            if strip.gap + strip.height > self._left and not self._fresh:
                self._turn()
            if self._fresh:
                for again in strip.again:
                    self._set(again)
            self._set(strip)

    def _set(self, strip: Strip) -> None:
        frame = self.frame
        gap = 0.0 if self._fresh else strip.gap
        top = frame.height - frame.bottom - self._left
        for mark in strip.marks:
            self._note(mark, top + gap)
        if self.painter is not None:
            for ground in strip.grounds:
                above = gap if ground.over_gap else 0.0
                area = QRectF(frame.left + ground.x, top + gap - above, ground.width, strip.height + above)
                ground.paint(self.painter, area)
            strip.draw(self.painter, frame.left, top + gap)
        self._left -= gap + strip.height
        self._fresh = False

    def _note(self, mark: Mark, top: float) -> None:
        self.bookmarks.append(Bookmark(mark.title, mark.level, self.count - 1, (self.frame.height - top) * PT + 6))
        if mark.key:
            self.numbers.setdefault(mark.key, self.count)

    def _turn(self, cover: Callable[[QPainter, QRectF], None] | None = None) -> None:
        """A new page, with its running head; the one before gets its number."""
        self._number()
        if self.count and self.writer is not None:
            self.writer.newPage()
        self.count += 1
        self._left = self.frame.text_height
        self._fresh = True
        self._numbered = cover is None
        if self.painter is None:
            return
        if cover is not None:
            cover(self.painter, QRectF(0, 0, self.frame.width, self.frame.height))
        else:
            self._line(self.painter, self.frame.head, self.title, self._section)

    def _number(self) -> None:
        """The number of the page, last of all that is on it, as it is read aloud last."""
        if self.painter is not None and self.count and self._numbered:
            self._line(self.painter, self.frame.foot, "", f"{self.count} of {self.total}")

    def _line(self, painter: QPainter, base: float, one: str, other: str) -> None:
        face = Faces(self.theme).running
        _set_line(painter, face, self.frame.left, self.frame.width - self.frame.right, base, one, other)


def _set_line(painter: QPainter, face: Face, left: float, right: float, base: float, one: str, other: str) -> None:
    """A text at the left, another at the right; the other gives way where there isn't room for both."""
    metrics = QFontMetricsF(face.font)
    painter.setFont(face.font)
    painter.setPen(face.ink)
    room = right - left
    one = metrics.elidedText(one, Qt.TextElideMode.ElideRight, room * (0.45 if other else 1))
    spare = room - metrics.horizontalAdvance(one) - (24 if one else 0)
    other = metrics.elidedText(other, Qt.TextElideMode.ElideRight, spare)
    painter.drawText(QPointF(left, base), one)
    painter.drawText(QPointF(right - metrics.horizontalAdvance(other), base), other)


def _groups(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Strips that must stand on one page, together."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group
