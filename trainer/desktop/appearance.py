"""How the program looks now: the theme of the settings and of the system, kept up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from trainer.desktop.style import dress
from trainer.desktop.theme import Theme, load_theme
from trainer.settings import MOTION, TEXT_SIZE, TEXT_SIZES, THEME, Setting, Settings


class Appearance(QObject):
    """Dresses the application, and says when pages are to be built anew."""

    changed = Signal()

    def __init__(self, application: QApplication, settings: Settings, assets: Path) -> None:
        super().__init__()
        self._application = application
        self._settings = settings
        self._folder = assets / "themes"
        self._theme = self._load()
        dress(application, self._theme)
        settings.subscribe(self._on_setting)
        application.styleHints().colorSchemeChanged.connect(self._refresh)

    @property
    def theme(self) -> Theme:
        """The theme in effect."""
        return self._theme

    def light(self) -> Theme:
        """The light theme at 100 % text, whatever is in effect: for what goes onto paper."""
        return load_theme(self._folder, "light")

    def dark(self) -> Theme:
        """The dark theme at 100 % text, whatever is in effect: for what is shown in a dark hall."""
        return load_theme(self._folder, "dark")

    def step(self, direction: int) -> None:
        """The next larger text (1), the next smaller (-1), or 100 % (0)."""
        size = self._theme.text_size
        if direction > 0:
            size = next((each for each in TEXT_SIZES if each > size), TEXT_SIZES[-1])
        elif direction < 0:
            size = next((each for each in reversed(TEXT_SIZES) if each < size), TEXT_SIZES[0])
        else:
            size = 100
        self._settings.set(TEXT_SIZE, size)

    def _load(self) -> Theme:
        name = self._settings.get(THEME)
        if name == "system":
            dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
            name = "dark" if dark else "light"
        size, motion = self._settings.get(TEXT_SIZE), self._settings.get(MOTION)
        return load_theme(self._folder, name, text_size=size, motion=motion)

    def _on_setting(self, setting: Setting[Any]) -> None:
        if setting in (THEME, TEXT_SIZE, MOTION):
            self._refresh()

    def _refresh(self) -> None:
        theme = self._load()
        if theme != self._theme:
            self._theme = theme
            dress(self._application, theme)
            self.changed.emit()
