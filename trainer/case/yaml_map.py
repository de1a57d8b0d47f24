"""YAML with positions: plain values, and the line and column that each of them stands at.

A strict part of YAML is read: one mapping in one document, no anchors, aliases, tags or merge keys. Plain scalars
become numbers, booleans or null by the core rules of YAML 1.2 and only in their usual spelling; ``no``, ``001``,
``1:30`` and ``2010-11-03`` stay text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NoReturn, Self, TypeAlias

from yaml._yaml import CParser
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from trainer.case.problems import Problem, Severity
from trainer.case.yaml_errors import sentence
from trainer.case.yaml_spots import character_spot

MAX_BYTES = 1024 * 1024
"""The largest file that is read."""

MAX_DEPTH = 20
"""How deep values may lie within each other; a case needs seven."""

MAX_REPORTED = 20
"""How many tabs or unreadable characters of one file are reported."""

Where: TypeAlias = tuple[str | int, ...]
"""Keys and indices that lead to a value."""

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"

Spot: TypeAlias = tuple[int, int]
"""Line and column, counted from 1, in characters."""

_INT = re.compile(r"0|-?[1-9][0-9]{0,17}")
# few enough digits that none takes long to be made into an exact fraction
_FLOAT = re.compile(r"-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?([eE][-+]?[0-9]{1,3})?")
_CONSTANTS: Mapping[str, Value] = {"": None, "~": None, "null": None, "true": True, "false": False}
_TAB = re.compile(r"^ *(\t)[ \t]*[^\s]", re.MULTILINE)
_UNWANTED = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Figure(float):
    """A number with a fraction that remembers how it was written, so that a table shows ``1.10`` and not ``1.1``."""

    __slots__ = ("_written",)

    def __new__(cls, written: str) -> Self:
        """Read the written form."""
        figure = super().__new__(cls, written)
        figure._written = written
        return figure

    _written: str

    def __str__(self) -> str:
        return self._written


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What a file says, and where it says it."""

    name: str
    """As problems name it: relative to the pack."""
    values: dict[str, Value] | None
    """``None`` where the file can't be read."""
    spots: Mapping[Where, Spot] = field(default_factory=dict)
    """Where each value begins."""
    key_spots: Mapping[Where, Spot] = field(default_factory=dict)
    """Where the key of each value in a mapping begins."""
    problems: tuple[Problem, ...] = ()
    text: str = ""
    """The file itself, for places within a value."""

    def problem(self, where: Where, message: str, *, key: bool = False, severity: Severity = Severity.ERROR) -> Problem:
        """A problem at a value, or at its key; at the nearest value around it where there is none."""
        spots, at = (self.key_spots, where) if key else (self.spots, where)
        while at not in spots and at:
            spots, at = self.spots, at[:-1]
        line, column = spots.get(at, (1, 1))
        return Problem(self.name, line, column, path_text(where), message, severity)

    def problem_within(self, where: Where, value: str, index: int, message: str) -> Problem:
        """A problem at one character of a text, as near as its place in the file can be told."""
        if where not in self.spots:
            return self.problem(where, message)
        line, column = character_spot(self.text, self.spots[where], value, index)
        return Problem(self.name, line, column, path_text(where), message)


def path_text(where: Where) -> str:
    """The path as problems show it: ``options[1].argument``."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where)
    return text.removeprefix(".")


def read_yaml(path: Path, name: str) -> YamlFile:
    """Read a file; whatever is wrong with it stands in the result's ``problems``.

    Args:
        path: the file.
        name: what problems call it.
    """
    try:
        state = path.stat()
        if not S_ISREG(state.st_mode) and not S_ISDIR(state.st_mode):  # a pipe or device may never come to an end
            return _refused(name, "this is a pipe or a device and no file; put a file in its place")
        if state.st_size > MAX_BYTES:
            size = f"{state.st_size:,} bytes"
            return _refused(name, f"the file has {size} and {MAX_BYTES:,} is the most; make it smaller")
        data = path.read_bytes()
    except OSError as error:
        return _refused(name, f"the file can't be read ({error.strerror}); check that it is there and may be opened")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _refused(name, "the file is written in UTF-16; save it as UTF-8")
    try:
        return parse_yaml(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        return _refused(name, "a character here isn't UTF-8; save the file as UTF-8", _spot_at(before, len(before)))


def parse_yaml(text: str, name: str) -> YamlFile:
    """Read a text; whatever is wrong with it stands in the result's ``problems``."""
    problems = [
        Problem(name, *_spot_at(text, match.start()), "", f"the character U+{ord(match[0]):04X} isn't read; delete it")
        for match in islice(_UNWANTED.finditer(text), MAX_REPORTED)
    ] + [
        Problem(name, *_spot_at(text, match.start(1)), "", "a tab indents this line; use spaces")
        for match in islice(_TAB.finditer(text), MAX_REPORTED)
    ]
    return YamlFile(name, None, problems=tuple(problems)) if problems else _Builder(text, name).build()


def _refused(name: str, message: str, spot: Spot = (1, 1)) -> YamlFile:
    return YamlFile(name, None, problems=(Problem(name, *spot, "", message),))


def _spot_at(text: str, index: int) -> Spot:
    lines = re.split(r"\r\n|\r|\n", text[:index])
    return len(lines), len(lines[-1]) + 1


def _scalar(text: str) -> Value:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return Figure(text)
    return text


class _Stop(Exception):
    """Reading can't go on."""


class _Builder:
    """Turns the parser's events into values. Events and not nodes, so that what isn't wanted is met before it grows."""

    def __init__(self, text: str, name: str) -> None:
        self._parser = CParser(text)
        self._text = text
        self._name = name
        self._spots: dict[Where, Spot] = {}
        self._key_spots: dict[Where, Spot] = {}
        self._problems: list[Problem] = []
        self._quoted: tuple[int, int, int] | None = None

    def build(self) -> YamlFile:
        values: Value = None
        try:
            values = self._document()
        except _Stop:
            pass
        except YAMLError as error:
            line, column, message = sentence(error, self._text, self._quoted)
            self._problems.append(Problem(self._name, line, column, "", message))
        values = values if isinstance(values, dict) else None
        return YamlFile(self._name, values, self._spots, self._key_spots, tuple(self._problems), self._text)

    def _document(self) -> Value:
        self._next()
        if isinstance(self._next(), StreamEndEvent):
            self._stop((1, 1), (), "the file is empty; write its keys and values")
        first = self._next()
        values = self._value(first, ())
        if values is None:
            self._stop((1, 1), (), "the file is empty; write its keys and values")
        if not isinstance(values, dict):
            self._stop(_start(first), (), "the file must begin with a key, a ':' and a blank, such as 'id: …'")
        self._next()
        end = self._next()
        if isinstance(end, DocumentStartEvent):
            self._stop(_start(end), (), "a second document begins here; put it into a file of its own")
        return values

    def _next(self) -> Event:
        event = self._parser.get_event()
        assert event is not None, "read on after the end of the stream"
        return event

    def _value(self, event: Event, where: Where) -> Value:
        spot = _start(event)
        self._spots[where] = spot
        if isinstance(event, AliasEvent):
            self._add(spot, where, f"the alias '*{event.anchor}' isn't read; write the value itself")
            return None
        assert isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent))
        if event.anchor is not None:
            self._add(spot, where, f"the anchor '&{event.anchor}' isn't read; take it out")
        if event.tag is not None:
            self._add(spot, where, f"the tag '{_tag(event.tag)}' isn't read; take it out")
        if isinstance(event, ScalarEvent):
            if event.style in ("'", '"') and event.end_mark and event.end_mark.line >= spot[0]:
                self._quoted = (*spot, event.end_mark.line + 1)
            if event.style == '"' and (escaped := _UNWANTED.search(event.value)):
                self._add(spot, where, f"the character U+{ord(escaped[0]):04X} isn't read; take its escape out")
            return _scalar(event.value) if event.implicit[0] and not event.style else event.value
        if len(where) >= MAX_DEPTH:
            self._stop(spot, where, f"values lie more than {MAX_DEPTH} deep in each other; check the brackets")
        return self._list(where) if isinstance(event, SequenceStartEvent) else self._mapping(where)

    def _list(self, where: Where) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            items.append(self._value(event, (*where, len(items))))
        return items

    def _mapping(self, where: Where) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            spot = _start(event)
            if not isinstance(event, ScalarEvent):
                self._stop(spot, where, "a key must be a plain word; put quotes around a text that begins like a list")
            key: str = event.value
            at = (*where, key)
            twice = key in values
            if twice:
                first = self._key_spots[at][0]
                self._add(spot, at, f"the key '{key}' stands here a second time, after line {first}; keep one of them")
            elif key == "<<" and not event.style:
                self._add(spot, at, "the merge key '<<' isn't read; write the keys themselves")
            elif event.anchor is not None or event.tag is not None:
                self._add(spot, at, f"an anchor or a tag stands before the key '{key}'; take it out")
            kept = (self._spots, self._key_spots)
            if twice:
                self._spots, self._key_spots = {}, {}
            self._key_spots[at] = spot
            value = self._value(self._next(), at)
            if twice:
                self._spots, self._key_spots = kept
            else:
                values[key] = value
        return values

    def _add(self, spot: Spot, where: Where, message: str) -> None:
        self._problems.append(Problem(self._name, *spot, path_text(where), message))

    def _stop(self, spot: Spot, where: Where, message: str) -> NoReturn:
        self._add(spot, where, message)
        raise _Stop


def _start(event: Event) -> Spot:
    assert event.start_mark is not None
    return event.start_mark.line + 1, event.start_mark.column + 1


def _tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
