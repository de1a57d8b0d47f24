"""Where a character of a text stands in the file that the text was read from."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\n])")
_BLANKS = " \t"


def character_spot(source: str, spot: tuple[int, int], value: str, index: int) -> tuple[int, int]:
    """Line and column (both from 1) of one character of a scalar.

    Args:
        source: the whole file.
        spot: where the scalar begins.
        value: what was read from there: plain, quoted, or a block.
        index: of the character in ``value``; its length means the end.

    Returns:
        The character's place; that of the scalar where the two can't be matched.
    """
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    start = _offset(text, spot)
    at = _matched(text, start, value[:index])
    if at is None:
        return spot
    before = text[:at]
    return before.count("\n") + 1, at - before.rfind("\n")


def _offset(text: str, spot: tuple[int, int]) -> int:
    line, column = spot
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at + column - 1


def _matched(text: str, at: int, value: str) -> int | None:
    """Where the text goes on once ``value`` has been read from ``at``."""
    style = text[at : at + 1]
    if style in ("'", '"'):
        at += 1
    elif style in ("|", ">"):
        at = _indented(text, text.find("\n", at))
    for character in value:
        found = _next(text, at, character, style)
        if found is None:
            return None
        at = found
    return at


def _next(text: str, at: int, character: str, style: str) -> int | None:
    """Where the text goes on behind one character that was read at ``at``."""
    if style == '"' and (escape := _ESCAPE.match(text, at)):
        return escape.end()
    if style == "'" and text.startswith("''", at):
        return at + 2
    if character == text[at : at + 1] != "\n" and not (character == " " and _folded(text, at)):
        return at + 1
    return _indented(text, at) if character in " \n" and _folded(text, at) else None


def _folded(text: str, at: int) -> bool:
    """Whether only blanks are left on the line."""
    return text[at:].lstrip(_BLANKS).startswith("\n")


def _indented(text: str, at: int) -> int:
    """The first character behind the blanks and line breaks that begin at ``at``."""
    while text[at : at + 1] in (*_BLANKS, "\n"):
        at += 1
    return at
