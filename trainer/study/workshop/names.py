"""Names of participants as they may be shown, and lists of them as they are pasted or come out of a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from trainer.case.folding import Folded
from trainer.study.workshop.plan import MAX_NAME, MAX_PEOPLE

MAX_TEXT = 1_000_000
"""A longer text is no list of names, in characters or bytes."""

_SEPARATORS = ("\t", ";", ",")
_SAID_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_BLANKS = dict.fromkeys(
    (
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC, 0x1D159),
        *range(0x180B, 0x1810),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    )
)
"""They count as letters, accents or signs, and nobody sees them."""
_LOOKS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХѴԌԚԜ" + "асеорхуѕіјһԁԛԝӏѵ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "αικνορτυχϲ" + "ıIӀ1|l0O",  # noqa: RUF001
    "ABESIJKMHOPCTYXVGQW" + "aceopxysijhdqwlv" + "ABEZHIKMNOPTYX" + "aiknoptuxc" + "illlllOO",
)
"""Letters and digits of one script that are drawn as those of another, or of the same; a capital I is a small l."""
_MARKS_IN_A_ROW = 3
"""More accents than any script puts upon one letter would be drawn across the lines above and below."""
_ALIKE = 0.8
"""Where so many lines have equally many cells, the separator is one."""
_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WHOLE_NAMES = _words(
    "name names fullname displayname participant participants student students learner learners person people"
    " teilnehmer teilnehmerin teilnehmende nom nombre nome 姓名 名字 名单 学生 学员 参与者"
)
_FIRST_NAMES = _words("firstname givenname forename vorname prénom prenom nombrepila 名")
_LAST_NAMES = _words("lastname surname familyname nachname familienname apellido apellidos cognome 姓")
_OTHERS = _words(
    "id no nr number email mail emailaddress group class course phone company role department gruppe klasse"
    " 学号 邮箱 班级"
)
_HEADS = _WHOLE_NAMES | _FIRST_NAMES | _LAST_NAMES | _OTHERS
_LIKE_A_NAME = re.compile(r"[^\W\d_]")
_UNLIKE_A_NAME = re.compile(r"[@/\\<>]|\d{3}")


class NoNames(Exception):
    """What was given is no list of names; the text is a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where in each line the name may stand."""

    title: str
    cells: tuple[int, ...]
    """Places of the cells that make the name, put together in this order; empty for the whole line."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something in the list that is no further name."""

    line: int
    """From 1, as an editor counts."""
    sentence: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class ReadNames:
    """What was found in a list."""

    names: tuple[str, ...]
    complaints: tuple[Complaint, ...]
    columns: tuple[Column, ...]
    """All there are to choose from; one where there is nothing to choose."""
    column: int
    """Which of them was taken."""


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: tuple[str, ...]


def one_line(text: str) -> str:
    """A text in one line, composed (NFC), without control and direction characters, blanks folded into one."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spaced = "".join(" " if each.isspace() else each for each in text.translate(_BLANKS))
    visible = "".join(each for each in spaced if not unicodedata.category(each).startswith("C"))
    return " ".join(unicodedata.normalize("NFC", visible).split())


def tidy_name(text: str) -> str:
    """A name as it is shown: in one line, and no higher than one."""
    return _without_towers(one_line(text))


def is_name(name: str) -> bool:
    """Whether there is any letter, digit or sign in a tidy name."""
    return any(unicodedata.category(each)[0] in "LNS" for each in name)


@lru_cache(maxsize=4 * MAX_PEOPLE)
def folded(name: str) -> str:
    """A name as it is compared with others: without case, accents and widths."""
    return Folded.of(" ".join(name.split())).text


@lru_cache(maxsize=4 * MAX_PEOPLE)
def looks(name: str) -> str:
    """What a name looks like: the same for two that a room can't tell apart, though their letters aren't the same."""
    # Twice, since what Greek and Cyrillic are drawn as may be drawn as something else again.
    return folded(unicodedata.normalize("NFKC", name).translate(_LOOKS).translate(_LOOKS))


def _without_towers(name: str) -> str:
    kept: list[str] = []
    row = 0
    for each in name:
        row = row + 1 if unicodedata.category(each) in {"Mn", "Me"} else 0
        if row <= _MARKS_IN_A_ROW:
            kept.append(each)
    return "".join(kept)


def text_of(data: bytes) -> str:
    """The text of a file, whose encoding is found out; raises :class:`NoNames`."""
    if len(data) > MAX_TEXT:
        raise NoNames("This file is too large for a list of names. Copy the names out of it and paste them.")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NoNames("This is a workbook or a document. Save it as CSV first, or copy the names and paste them.")
    try:
        text = _decoded(data)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise NoNames("This file holds no text. Choose a list with a name in each line, or a CSV file.")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if len(data) % 2 == 0 and zeros.count(0) * 2 > len(zeros):
            return data.decode(encoding)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030" if _is_chinese(data) else "cp1252", errors="replace")


def _is_chinese(data: bytes) -> bool:
    """Whether bytes above 127 come in pairs, most of which are usual characters of GB 2312."""
    runs = re.findall(rb"[\x80-\xff]+", data)
    pairs = [run[at : at + 2] for run in runs for at in range(0, len(run), 2)]
    usual = sum(len(pair) == 2 and 0xB0 <= pair[0] <= 0xD7 for pair in pairs)
    return all(len(run) % 2 == 0 for run in runs) and usual * 2 >= len(pairs)


def read_names(text: str, column: int | None = None) -> ReadNames:
    """The names in a text: one a line, or a column of a table whose cells are parted by tabs, semicolons or commas.

    Args:
        text: as pasted or read.
        column: place of the column in :attr:`ReadNames.columns`; without it, or where there is none, it is guessed.

    Raises:
        NoNames: the text is too long for a list.
    """
    if len(text) > MAX_TEXT:
        raise NoNames("This text is too long for a list of names. Paste the names alone, one in each line.")
    lines = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")).split("\n")
    rows, separator = _rows(lines)
    if len(rows) == 1 and len(rows[0].cells) > 1 and not _is_head(rows[0]):
        rows = [_Row(rows[0].line, (cell,)) for cell in rows[0].cells]
    head = rows[0] if rows and _is_head(rows[0]) else None
    body = rows[1:] if head is not None else rows
    columns = _columns(head, body)
    taken = column if column is not None and 0 <= column < len(columns) else _guess(columns, head, body, separator)
    names, complaints = _collect(body, columns[taken], lines)
    return ReadNames(names, complaints, columns, taken)


def _rows(lines: Sequence[str]) -> tuple[list[_Row], str]:
    said = _SAID_SEPARATOR.fullmatch(lines[0])
    if said is not None:
        return _split(["", *lines[1:]], said[1]), said[1]
    for separator in _SEPARATORS:
        rows = _split(lines, separator)
        counts = Counter(len(row.cells) for row in rows)
        cells, often = max(counts.items(), key=lambda each: each[::-1], default=(1, 0))
        if cells > 1 and often >= _ALIKE * len(rows):
            return rows, separator
    return [_Row(number, (_bare(line),)) for number, line in enumerate(lines, 1) if line.strip()], ""


def _split(lines: Sequence[str], separator: str) -> list[_Row]:
    """The lines as cells; where quotation marks don't fit together they mean nothing."""
    text = io.StringIO("\n".join(lines))
    try:
        reader = csv.reader(text, delimiter=separator, skipinitialspace=separator != "\t", strict=True)
        found, line = [], 0
        for cells in reader:
            found.append(_Row(line + 1, tuple(cells)))
            line = reader.line_num
    except (csv.Error, ValueError, TypeError):
        found = [_Row(at, tuple(map(_bare, each.split(separator)))) for at, each in enumerate(lines, 1)]
    return [row for row in found if any(cell.strip() for cell in row.cells)]


def _bare(cell: str) -> str:
    """A cell without the quotation marks around it."""
    cell = cell.strip()
    return cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _word(cell: str) -> str:
    """A heading as it is looked up."""
    return re.sub(r"[\W_]", "", tidy_name(cell).casefold())


def _is_head(row: _Row) -> bool:
    return any(_word(cell) in _HEADS for cell in row.cells)


def _columns(head: _Row | None, body: Sequence[_Row]) -> tuple[Column, ...]:
    count = max((len(row.cells) for row in body), default=len(head.cells) if head is not None else 1)
    titles = [tidy_name(head.cells[at]) if head is not None and at < len(head.cells) else "" for at in range(count)]
    found = [Column(title or f"Column {at + 1}", (at,)) for at, title in enumerate(titles)]
    first = next((at for at, title in enumerate(titles) if _word(title) in _FIRST_NAMES), None)
    last = next((at for at, title in enumerate(titles) if _word(title) in _LAST_NAMES), None)
    if first is not None and last is not None:
        found.insert(0, Column(f"{titles[first]} and {titles[last]}", (first, last)))
    if count > 1:
        found.append(Column("The whole line", ()))
    return tuple(found)


def _guess(columns: Sequence[Column], head: _Row | None, body: Sequence[_Row], separator: str) -> int:
    if len(columns[0].cells) > 1:
        return 0
    if head is not None:
        named = (at for at, column in enumerate(columns) if _word(column.title) in _WHOLE_NAMES)
        place = next(named, None)
        if place is not None:
            return place
    single = [column for column in columns if column.cells]
    likely = [sum(map(_may_be_name, {_cell(row, column) for row in body})) for column in single]
    if separator == "," and len(single) == 2 and head is None and min(likely) * 2 > len(body):
        return len(columns) - 1  # family name, given name
    return likely.index(max(likely)) if likely else 0


def _may_be_name(cell: str) -> bool:
    return bool(_LIKE_A_NAME.search(cell)) and not _UNLIKE_A_NAME.search(cell) and len(cell) <= MAX_NAME


def _cell(row: _Row, column: Column) -> str:
    """What stands in the cells of a column, without those that a short line doesn't have."""
    return tidy_name(" ".join(row.cells[at] for at in column.cells if at < len(row.cells)))


def _whole(lines: Sequence[str], first: int, end: int) -> str:
    return tidy_name(" ".join(map(_bare, lines[first - 1 : end - 1])))


def _collect(
    rows: Sequence[_Row], column: Column, lines: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Complaint, ...]]:
    names: dict[str, tuple[str, int]] = {}
    complaints: list[Complaint] = []
    for row, name in zip(rows, _each_name(rows, column, lines), strict=True):
        there = names.get(folded(name))
        if not is_name(name):
            complaints.append(Complaint(row.line, "there is no name in it."))
        elif len(name) > MAX_NAME:
            shown = f"{name[:24].rstrip()}…"
            sentence = f"“{shown}” has {len(name)} characters; a name has at most {MAX_NAME}."
            complaints.append(Complaint(row.line, sentence))
        elif there is not None:
            complaints.append(Complaint(row.line, f"“{name}” stands in line {there[1]} already."))
        elif len(names) == MAX_PEOPLE:
            complaints.append(Complaint(row.line, f"{MAX_PEOPLE:,} people are all that fit; the list is read to here."))
            break
        else:
            names[folded(name)] = (name, row.line)
    return tuple(name for name, _line in names.values()), tuple(complaints)


def _each_name(rows: Sequence[_Row], column: Column, lines: Sequence[str]) -> Iterable[str]:
    if column.cells:
        return [_cell(row, column) for row in rows]
    ends = [*(later.line for _, later in pairwise(rows)), len(lines) + 1]
    return [_whole(lines, row.line, end) for row, end in zip(rows, ends, strict=True)]
