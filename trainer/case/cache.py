"""Cases kept in a form of which single decisions are read.

Reading a pack means to read all of it. What came of it is kept in one file: a head with everything that is known
without opening a decision, and behind it, each for itself, the open pages of every decision and its sealed envelope.
Such a file is good as long as the pack's files and the program stay as they are. Losing it costs a second look at
the pack and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

from pydantic import ValidationError

from trainer import __version__
from trainer.case.base import to_plain
from trainer.case.model import CaseInfo
from trainer.case.outline import Fingerprint, acts_from_plain
from trainer.case.problems import PackErrors
from trainer.case.reader import load_case
from trainer.case.sealed import Case, Envelope, SealBroken, Sheet, canonical_json
from trainer.files import replace_file

_SUFFIX = ".case"
_DAMAGED = (
    OSError,
    zlib.error,
    KeyError,
    TypeError,
    ValueError,
    OverflowError,
    AttributeError,
    RecursionError,
    ValidationError,
)
"""What reading a damaged file may raise."""

_T = TypeVar("_T")


class LostText(SealBroken):
    """A part of a case that was there can't be read any more."""


class CaseCache:
    """Cases by the folder of their pack, a file for each."""

    def __init__(self, folder: Path) -> None:
        """
        Args:
            folder: where the files are kept; made when first written to.
        """
        self._folder = folder

    def get(self, pack: Path, files: Fingerprint) -> Case | None:
        """The case of a pack, its decisions read when they are wanted; ``None`` where none is kept. Never raises.

        Args:
            pack: the pack's folder.
            files: its present fingerprint; a case kept under another one isn't given.
        """
        path = self._file(pack)
        try:
            with path.open("rb") as file:
                line = file.readline()
                about = json.loads(line)
                size, check = about["head"]
                if about["program"] != _program():
                    return None
                head = json.loads(zlib.decompress(_checked(file.read(min(size, path.stat().st_size)), check)))
            if head["files"] != files:
                return None
            parts = {key: _Parts.from_plain(len(line) + size, part) for key, part in head["parts"].items()}
            kept = _Kept(path, pack, parts)
            info = CaseInfo.model_validate(head["info"], strict=False)
            acts = acts_from_plain(head["acts"])
            return Case(info, acts, _Lazy(parts, kept.sheet), _Lazy(parts, kept.envelope))
        except _DAMAGED:
            return None

    def put(self, pack: Path, files: Fingerprint, case: Case) -> None:
        """Keep a case. A file that can't be written is no error: nothing is kept then.

        Args:
            pack: the folder that the case was read from.
            files: the pack's fingerprint from before it was read.
            case: what came of reading it.
        """
        blobs: list[bytes] = []
        parts = {}
        at = 0
        for decision_id in case.order:
            sheet = zlib.compress(canonical_json(to_plain(case.sheets[decision_id])), 1)
            envelope = case.envelopes[decision_id]
            spans = [[at, len(sheet), zlib.crc32(sheet)]]
            spans += [[at + len(sheet), len(envelope.data), zlib.crc32(envelope.data)]]
            parts[decision_id] = [*spans, envelope.digest, envelope.text_digest]
            blobs += [sheet, envelope.data]
            at += len(sheet) + len(envelope.data)
        plain = {"files": files, "info": to_plain(case.info), "acts": list(map(asdict, case.acts)), "parts": parts}
        head = zlib.compress(json.dumps(plain).encode(), 1)
        about = {"program": _program(), "pack": _name(pack), "head": [len(head), zlib.crc32(head)]}
        with suppress(OSError):
            replace_file(self._file(pack), b"".join([_line(about), head, *blobs]))
            self._drop_orphans()

    def _file(self, pack: Path) -> Path:
        return self._folder / f"{hashlib.sha256(os.fsencode(_name(pack))).hexdigest()[:32]}{_SUFFIX}"

    def _drop_orphans(self) -> None:
        """Delete what is kept of packs that are gone."""
        for path in self._folder.glob(f"*{_SUFFIX}"):
            try:
                with path.open("rb") as file:
                    gone = not Path(json.loads(file.readline())["pack"]).is_dir()
            except _DAMAGED:
                gone = True
            if gone:
                path.unlink(missing_ok=True)


class _Span(NamedTuple):
    """Where a part stands in the file."""

    begin: int
    size: int
    check: int


class _Parts(NamedTuple):
    """What is kept of one decision."""

    sheet: _Span
    envelope: _Span
    digest: str
    text_digest: str

    @classmethod
    def from_plain(cls, begin: int, plain: list[Any]) -> _Parts:
        """Out of the head of a file whose parts begin there."""
        (sheet, envelope), (digest, text_digest) = plain[:2], plain[2:]
        return cls(
            _Span(begin + sheet[0], *sheet[1:]),
            _Span(begin + envelope[0], *envelope[1:]),
            str(digest),
            str(text_digest),
        )


class _Read(NamedTuple):
    """Both parts of one decision, of one text."""

    sheet: Callable[[], Sheet]
    envelope: Envelope


class _Kept:
    """The parts in one file. It is open only while a decision is read, so that nobody is kept from replacing it.

    Both parts of a decision are taken at once, and held: whoever has read its pages commits to that text, even if the
    case was replaced by a newer version meanwhile.
    """

    def __init__(self, file: Path, pack: Path, parts: Mapping[str, _Parts]) -> None:
        self._file = file
        self._pack = pack
        self._parts = parts
        self._held: dict[str, _Read] = {}
        self._anew: Case | None = None

    def sheet(self, decision_id: str) -> Sheet:
        """The open pages of a decision; raises :class:`LostText`."""
        try:
            return self._read(decision_id).sheet()
        except _DAMAGED:
            self._held[decision_id] = read = self._read_anew(decision_id)
            return read.sheet()

    def envelope(self, decision_id: str) -> Envelope:
        """A decision with its record; raises :class:`LostText`."""
        return self._read(decision_id).envelope

    def _read(self, decision_id: str) -> _Read:
        """Out of the file, or where that is damaged out of the pack, which is read once more."""
        if decision_id not in self._held:
            try:
                self._held[decision_id] = self._read_kept(decision_id)
            except _DAMAGED:
                self._held[decision_id] = self._read_anew(decision_id)
        return self._held[decision_id]

    def _read_kept(self, decision_id: str) -> _Read:
        part = self._parts[decision_id]
        with self._file.open("rb") as file:
            sheet, envelope = (_part_of(file, span) for span in (part.sheet, part.envelope))
        return _Read(partial(_opened, sheet), Envelope(decision_id, part.digest, envelope, part.text_digest))

    def _read_anew(self, decision_id: str) -> _Read:
        try:
            self._anew = self._anew or load_case(self._pack)
            sheet = self._anew.sheet(decision_id)
            return _Read(lambda: sheet, self._anew.envelopes[decision_id])
        except (PackErrors, OSError, KeyError) as error:
            message = "A page of this case can't be read any more: its files were moved or changed. Open it once more."
            raise LostText(message) from error


class _Lazy(Mapping[str, _T]):
    """Values that are read when they are first wanted, and then held."""

    def __init__(self, keys: Iterable[str], read: Callable[[str], _T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._read = read
        self._held: dict[str, _T] = {}

    def __getitem__(self, key: str) -> _T:
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._held:
            self._held[key] = self._read(key)
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys


def _name(pack: Path) -> str:
    return str(pack.absolute())


def _line(about: Mapping[str, object]) -> bytes:
    return json.dumps(about).encode() + b"\n"


def _part_of(file: BinaryIO, span: _Span) -> bytes:
    file.seek(span.begin)
    return _checked(file.read(span.size), span.check)


def _opened(sheet: bytes) -> Sheet:
    return Sheet.model_validate_json(zlib.decompress(sheet), strict=False)


def _checked(content: bytes, check: int) -> bytes:
    if zlib.crc32(content) != check:
        raise ValueError("damaged")
    return content


@cache
def _program() -> str:
    """Names the program that keeps: its version, and the state of these modules, which in a checkout change under
    the same version."""
    modules = []
    for path in Path(__file__).parent.rglob("*.py"):
        with suppress(OSError):
            state = path.stat()
            modules.append((str(path), state.st_size, state.st_mtime_ns))
    return f"{__version__} {hashlib.sha256(repr(sorted(modules)).encode()).hexdigest()[:16]}"
