"""Why a progress file isn't taken in or written, as a sentence."""

from __future__ import annotations


class TransferRefused(Exception):
    """A progress file can't be taken in or written. The text says which, why, and where in it; nothing was changed."""
