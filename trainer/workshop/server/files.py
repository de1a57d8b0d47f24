"""How many files the system lets the program have open: each line of a phone is one."""

from __future__ import annotations

import contextlib

_FILES = 8_192
"""Open files that a full hall may need."""


def allow_many_files() -> None:
    """Many systems allow only 1,024 unless they are asked."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if 0 <= soft < _FILES:
            resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES if hard < 0 else min(_FILES, hard), hard))


def open_files() -> int:
    """How many it allows now; as many as are needed where it doesn't say."""
    try:
        import resource
    except ImportError:
        return _FILES
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return soft if soft >= 0 else _FILES
