"""Which of two versions of a case is the newer one."""

from __future__ import annotations

import re
from typing import TypeAlias

_WRITTEN = re.compile(r"[vV]?(?P<numbers>[0-9]+(?:\.[0-9]+)*)(?P<rest>.*)", re.DOTALL)
_PIECES = re.compile(r"[0-9]+|[^\W\d_]+")

VersionKey: TypeAlias = tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]
"""What versions are sorted by."""


def version_key(version: str) -> VersionKey:
    """What a version is sorted by; every text is a version of some kind.

    Numbers with dots between are compared as numbers, place by place: ``1.9`` comes before ``1.10``, and ``1``, ``1.0``
    and ``v1.0`` are the same. Whatever follows them makes it a version *on the way* to that number: ``2.0-draft`` and
    ``2.0rc1`` come before ``2.0``; among these, numbers come before words. A text that begins with no number comes
    before all that do.
    """
    match = _WRITTEN.fullmatch(version.strip())
    numbers = [int(each) for each in match["numbers"].split(".")] if match else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    rest = _PIECES.findall(match["rest"] if match else version)
    pieces = ((False, int(each), "") if each.isdecimal() else (True, 0, each.casefold()) for each in rest)
    return (tuple(numbers) if match else (-1,), not rest, tuple(pieces))


def is_newer(version: str, other: str) -> bool:
    """Whether a version comes after another one; see :func:`version_key`."""
    return version_key(version) > version_key(other)
