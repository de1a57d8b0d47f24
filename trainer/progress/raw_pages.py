"""Rows out of a SQLite file without SQLite: page by page, whatever became of the pages between. Standard library only.

A row stands whole on a leaf of a table, or goes on in pages that its leaf names. So each leaf that is still there gives
its rows, though the pages that led to it are lost. What the journal holds (the ``-wal`` file) is read as SQLite reads
it: up to the last transaction that ended well. Nothing is written, neither to the file nor beside it.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

Value = int | float | str | bytes | None

MAGIC = b"SQLite format 3\0"
_USUAL_SIZE = 4096
_TABLE_LEAF = 0x0D
_FILE_HEADER = 100
_LEAF_HEADER = 8
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_WAL_HEADER = 32
_FRAME_HEADER = 24
_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer, by how a record names its kind."""
_REAL, _ZERO, _ONE, _BYTES = 7, 8, 9, 12


class NotARow(ValueError):
    """What should be a row isn't one, or not a whole one."""


class RawPages:
    """The pages of a file as it stood after its last transaction."""

    def __init__(self, path: Path) -> None:
        """
        Args:
            path: of the file; it need not be a database.

        Raises:
            OSError: it can't be read.
        """
        with ExitStack() as opened:
            self._main = _Bytes(opened.enter_context(path.open("rb")))
            wal = path.with_name(f"{path.name}-wal")
            self._wal = _Bytes(opened.enter_context(wal.open("rb")) if wal.is_file() else io.BytesIO())
            self._opened = opened.pop_all()
        frames = _Frames(self._wal)
        self.size = _page_size(self._main.read(0, _FILE_HEADER)) or frames.size or _USUAL_SIZE
        self._frames = frames.committed() if frames.size == self.size else {}
        self.count = max(-(-self._main.length // self.size), *self._frames, 0)
        head = self.page(1)
        spared = head[20] if len(head) >= _FILE_HEADER and head.startswith(MAGIC) else 0
        self._usable = self.size - (spared if spared <= self.size - 480 else 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def page(self, number: int) -> bytes:
        """A page by its number, from 1; shorter or empty where the file ends before."""
        at = self._frames.get(number)
        if at is not None:
            return self._wal.read(at, self.size)
        return self._main.read((number - 1) * self.size, self.size)

    def rows(self, say: Callable[[int, int], None]) -> Iterator[tuple[int, tuple[Value, ...]]]:
        """Every row of every table that can be read, with its number in that table; of which table, nobody says.

        Rows of pages that were given up are left out, as far as it is known which those are.

        Args:
            say: is told now and then how many pages were read, and of how many; may raise to end it.
        """
        unused = self._unused()
        for number in range(1, self.count + 1):
            if number % 256 == 1:
                say(number - 1, self.count)
            if number not in unused:
                yield from self._rows_of(number)
        say(self.count, self.count)

    def _rows_of(self, number: int) -> Iterator[tuple[int, tuple[Value, ...]]]:
        page = self.page(number)
        begin = _FILE_HEADER if number == 1 else 0
        if len(page) < begin + _LEAF_HEADER or page[begin] != _TABLE_LEAF:
            return
        (cells,) = struct.unpack_from(">H", page, begin + 3)
        for index in range(min(cells, (len(page) - begin - _LEAF_HEADER) // 2)):
            (at,) = struct.unpack_from(">H", page, begin + _LEAF_HEADER + 2 * index)
            try:
                yield self._cell(page, at)
            except (NotARow, IndexError, struct.error, UnicodeDecodeError):
                continue

    def _cell(self, page: bytes, at: int) -> tuple[int, tuple[Value, ...]]:
        length, at = _varint(page, at)
        row_number, at = _varint(page, at)
        if not 0 < length <= self.count * self.size:
            raise NotARow
        local = self._local(length)
        payload = page[at : at + local]
        if local < length:
            (following,) = struct.unpack_from(">I", page, at + local)
            payload += self._overflow(following, length - local)
        if len(payload) != length:
            raise NotARow
        return row_number - (1 << 64) * (row_number >> 63), _record(payload)

    def _local(self, length: int) -> int:
        """How many bytes of a row stand on the leaf itself."""
        most = self._usable - 35
        if length <= most:
            return length
        least = (self._usable - 12) * 32 // 255 - 23
        filled = least + (length - least) % (self._usable - 4)
        return filled if filled <= most else least

    def _overflow(self, number: int, length: int) -> bytes:
        parts: list[bytes] = []
        for _ in range(-(-length // (self._usable - 4))):
            page = self.page(number) if number else b""
            part = page[4 : 4 + min(length, self._usable - 4)]
            if not part:
                raise NotARow
            parts.append(part)
            length -= len(part)
            (number,) = struct.unpack_from(">I", page)
        return b"".join(parts)

    def _unused(self) -> set[int]:
        """The pages that the file lists as given up; none where the list is damaged."""
        head = self.page(1)
        if not head.startswith(MAGIC) or len(head) < _FILE_HEADER:
            return set()
        trunk, listed = struct.unpack_from(">II", head, 32)
        unused: set[int] = set()
        while trunk:
            page = self.page(trunk)
            if trunk in unused or len(page) < self.size or len(unused) > listed:
                return set()
            following, count = struct.unpack_from(">II", page)
            if count > self.size // 4 - 2:
                return set()
            unused |= {trunk, *struct.unpack_from(f">{count}I", page, 8)}
            trunk = following
        return unused if len(unused) == listed else set()


class _Bytes:
    """An open file, of which a part that the disk doesn't give is as good as not there."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.length = file.seek(0, io.SEEK_END)

    def read(self, at: int, length: int) -> bytes:
        """A part of it; shorter or empty where there is no more."""
        try:
            self._file.seek(at)
            return self._file.read(length)
        except OSError:
            return b""


class _Frames:
    """The pages that the journal holds."""

    def __init__(self, wal: _Bytes) -> None:
        self._wal = wal
        self.size = 0
        """Of a page; 0 where there is no journal that could be read."""
        head = wal.read(0, _WAL_HEADER)
        if len(head) == _WAL_HEADER:
            magic, _, size, _, *self._salt = struct.unpack_from(">6I", head)
            self._order = ">" if magic & 1 else "<"
            self._sums = _checksum(head[:24], (0, 0), self._order)
            if magic in _WAL_MAGIC and _is_page_size(size) and self._sums == struct.unpack_from(">2I", head, 24):
                self.size = size

    def committed(self) -> dict[int, int]:
        """Where each page begins, by its number; those of the last transaction that ended well and of those before."""
        found: dict[int, int] = {}
        pending: dict[int, int] = {}
        sums = self._sums
        at = _WAL_HEADER
        while len(frame := self._wal.read(at, _FRAME_HEADER + self.size)) == _FRAME_HEADER + self.size:
            number, commits, *salt = struct.unpack_from(">4I", frame)
            sums = _checksum(frame[_FRAME_HEADER:], _checksum(frame[:8], sums, self._order), self._order)
            if salt != self._salt or sums != struct.unpack_from(">2I", frame, 16) or not number:
                break
            pending[number] = at + _FRAME_HEADER
            if commits:
                found |= pending
                pending = {}
            at += len(frame)
        return found


def _checksum(content: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for one, two in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return first, second


def _page_size(head: bytes) -> int:
    """As the head of the file has it; 0 where that is damaged."""
    if len(head) < _FILE_HEADER or not head.startswith(MAGIC):
        return 0
    (size,) = struct.unpack_from(">H", head, 16)
    size = 65536 if size == 1 else size
    return size if _is_page_size(size) else 0


def _is_page_size(size: int) -> bool:
    return 512 <= size <= 65536 and size & (size - 1) == 0


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(8):
        byte = content[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | content[at + 8], at + 9


def _record(payload: bytes) -> tuple[Value, ...]:
    """The values of a row; a record that isn't exactly as long as it says is none."""
    head, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != head:
        raise NotARow
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise NotARow
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in _NUMBERS:
        end = at + _NUMBERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind >= _BYTES:
        end = at + (kind - _BYTES) // 2
        content = payload[at:end]
        return (content.decode() if kind % 2 else content), end
    if kind == _REAL:
        (number,) = struct.unpack_from(">d", payload, at)
        return number, at + 8
    if kind in (_ZERO, _ONE):
        return kind - _ZERO, at
    if kind:
        raise NotARow
    return None, at
