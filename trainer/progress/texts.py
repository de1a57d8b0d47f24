"""Texts that people type, made fit to be stored."""

from __future__ import annotations

import unicodedata

from trainer.progress.errors import NameRefused

MAX_NAME = 80
"""Longest name of a learner, in characters."""


def storable(text: str) -> str:
    """The text without what can't be stored as UTF-8: halves of surrogate pairs, and NUL, where SQL would end it."""
    return text.replace("\0", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def learner_name(text: str) -> str:
    """A name as it is kept: without control characters, single spaces, nothing around it.

    Raises:
        NameRefused: nothing is left, or too much.
    """
    spaced = "".join(" " if char.isspace() else char for char in storable(text))
    kept = "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Zl", "Zp"})
    name = " ".join(kept.split())
    if not name:
        raise NameRefused("Enter a name; any will do.")
    if len(name) > MAX_NAME:
        raise NameRefused(f"The name is {len(name)} characters long; {MAX_NAME} is the limit.")
    return name
