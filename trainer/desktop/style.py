"""Dresses the application in a theme: palette, stylesheet, base font."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication

from trainer.desktop.theme import Theme, load_fonts

STYLE = "Fusion"
"""The application style to start with; what else a platform would choose is drawn by rules of its own."""

_HOLE = re.compile(r"\{(px:)?([a-z0-9-]+)\}")


def dress(application: QApplication, theme: Theme, folder: Path) -> None:
    """Give the whole application the look of ``theme``; ``folder`` holds ``style.qss``."""
    load_fonts()
    application.setPalette(theme.palette())
    application.setFont(theme.sans(14))
    application.setStyleSheet(stylesheet(theme, (folder / "style.qss").read_text(encoding="utf-8")))


def stylesheet(theme: Theme, template: str) -> str:
    """Fill the colours and lengths of a theme into a stylesheet; raises ``KeyError`` for an unknown colour."""

    def fill(match: re.Match[str]) -> str:
        is_length, name = match.groups()
        return str(theme.px(float(name))) if is_length else theme.colours[name]

    return _HOLE.sub(fill, template)
