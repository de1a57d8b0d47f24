"""Pages on which something is written."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class WritingPage(QWidget):
    """A page that may hold what isn't kept yet."""

    def leave(self) -> None:
        """Keep it; called before the page goes, or is built anew."""
        raise NotImplementedError
