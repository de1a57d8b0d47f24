"""The versions of a workshop's file. Standard library only."""

from __future__ import annotations

KNOWN = ("0001",)
"""Every version this program can read, oldest first; it writes the last."""

MARK = "workshop"
"""The table by which a workshop's file is known."""

SUFFIX = ".workshop"
