"""The code that stands on the room's screen, and that phones come in with."""

from __future__ import annotations

import hmac
import secrets
import unicodedata

ALPHABET = "34679CDFHJKMNPQRTWXY"
"""No two of these look alike, and no word is made of them."""
LENGTH = 6


def new_code() -> str:
    """A code by chance."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy(typed: str) -> str:
    """A code as it was meant: in capitals, without the spaces and hyphens that people put in."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(each for each in plain if not each.isspace() and unicodedata.category(each) != "Pd")


def is_code(text: str) -> bool:
    """Whether a text, tidied, could be a code."""
    return len(text) == LENGTH and all(each in ALPHABET for each in text)


def same_code(typed: str, code: str) -> bool:
    """Whether somebody typed the code. How long it takes tells nothing about where they differ."""
    return hmac.compare_digest(tidy(typed).encode(), code.encode())
