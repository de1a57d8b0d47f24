"""An address as a QR code."""

from __future__ import annotations

import segno

QUIET = 4
"""Light modules that stand around the code, so that a camera finds it."""


def qr(address: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of the code from the top, the quiet zone with them; ``True`` is dark.

    A sixth of it may be covered, and it can still be read.
    """
    code = segno.make_qr(address, error="m", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix_iter(border=QUIET))
