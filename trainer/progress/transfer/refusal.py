"""Why a progress file isn't taken in or written, as a sentence."""

from __future__ import annotations


class TransferRefused(Exception):
    """A progress file can't be taken in or written. The text says which, why, and where in it; nothing was changed."""

    def __init__(self, text: str, why: str = "") -> None:
        super().__init__(text)
        self.why = why or text
        """The reason alone, to stand inside a sentence."""


def not_taken_in(name: str, why: str) -> TransferRefused:
    """The refusal of a file of that name, for a reason that stands inside a sentence."""
    return TransferRefused(f"'{name}' can't be taken in: {why}. Nothing was changed.", why)
