"""Why a file can't be written, as a sentence."""

from __future__ import annotations


class ExportRefused(Exception):
    """An export can't be made as asked. The text says why and what to do; nothing was overwritten."""
