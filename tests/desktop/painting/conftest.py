"""Themes with their real faces; a QGuiApplication stands behind every measure of text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from trainer.desktop.theme import Theme, load_fonts, load_theme

FOLDER = Path(__file__).parents[3] / "assets" / "themes"


@pytest.fixture(scope="session")
def theme_at(qapp: QApplication) -> Callable[[str, int], Theme]:
    load_fonts()
    return lambda name, text_size: load_theme(FOLDER, name, text_size=text_size)


@pytest.fixture(scope="session")
def light(theme_at: Callable[[str, int], Theme]) -> Theme:
    return theme_at("light", 100)


@pytest.fixture(scope="session")
def dark(theme_at: Callable[[str, int], Theme]) -> Theme:
    return theme_at("dark", 100)
