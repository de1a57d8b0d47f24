"""Dresses the application in a theme: palette and base font."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QToolTip

from trainer.desktop.theme import Theme, load_fonts

STYLE = "Fusion"
"""The application style to start with; what else a platform would choose is drawn by rules of its own."""


def dress(application: QApplication, theme: Theme) -> None:
    """Give the whole application the look of ``theme``.

    There is no stylesheet: Qt would look its rules up for each widget that is made, and pages are made while the
    reader waits. What the palette can't say, widgets draw themselves.
    """
    load_fonts()
    application.setPalette(theme.palette())
    application.setFont(theme.sans(14))
    QToolTip.setPalette(theme.palette())
