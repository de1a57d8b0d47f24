"""Which names the files of a case in one file may have, so that they are good on every system."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

LONGEST_NAME = 200
"""Characters of a whole name, folders included."""

_RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"
}
_FORBIDDEN = set('<>:"|?*')
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def name_problem(name: str) -> str | None:
    """What is wrong with the name of an entry, to be read after ``its entry 'x'``; ``None`` if nothing is.

    Args:
        name: a path as the archive has it; sound ones are relative and written with forward slashes.
    """
    if any(unicodedata.category(letter) in _INVISIBLE for letter in name):
        return "has a character in its name that can't be seen"
    if "\\" in name:
        return "is written with a backslash"
    if name.startswith("/") or name[1:2] == ":":
        return "names a place on the disk instead of one in the case"
    if name.endswith("/"):
        return "is a folder; only files are listed"
    parts = name.split("/")
    if ".." in parts:
        return "leads out of the case's folder"
    if len(name) > LONGEST_NAME:
        return f"has a name of more than {LONGEST_NAME} characters"
    return next((problem for part in parts if (problem := _part_problem(part))), None)


def _part_problem(part: str) -> str | None:
    if part in ("", "."):
        return "has an empty part in its name"
    if part.startswith("."):
        return "is hidden: a part of its name begins with a dot"
    bad = _FORBIDDEN.intersection(part)
    if bad:
        return f"has the character {min(bad)} in its name, which not every system takes"
    if part.split(".", maxsplit=1)[0].rstrip(" ").upper() in _RESERVED or part[-1] in ". ":
        return "has a name that Windows keeps for itself"
    return None


def clash(names: Iterable[str]) -> tuple[str, str] | None:
    """The first two names that a system may take for the same, or of which one would have to be file and folder;
    ``None`` if there are none."""
    names = tuple(names)
    seen: dict[str, str] = {}
    for name in names:
        if _folded(name) in seen:
            return seen[_folded(name)], name
        seen[_folded(name)] = name
    for name in names:
        for parent in PurePosixPath(_folded(name)).parents:
            if str(parent) in seen:
                return seen[str(parent)], name
    return None


def _folded(name: str) -> str:
    """The same for names that differ in upper and lower case, or in how accents are put together."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def shown(name: str) -> str:
    """A name as a sentence can hold it, whatever it is made of."""
    visible = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)
    return f"'{visible if len(visible) <= 80 else visible[:80] + '…'}'"
