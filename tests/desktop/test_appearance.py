from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import THEMES
from trainer.desktop.appearance import Appearance
from trainer.settings import MOTION, TEXT_SIZE, THEME, WINDOW_GEOMETRY, Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings.load(tmp_path / "settings.json")
    made.set(THEME, "light")
    return made


@pytest.fixture
def appearance(qapp: QApplication, settings: Settings) -> Appearance:
    return Appearance(qapp, settings, THEMES.parent)


def test_it_begins_as_set(qapp: QApplication, settings: Settings) -> None:
    settings.set(THEME, "dark")
    settings.set(TEXT_SIZE, 150)
    settings.set(MOTION, value=False)
    theme = Appearance(qapp, settings, THEMES.parent).theme
    assert (theme.name, theme.dark, theme.text_size, theme.motion) == ("dark", True, 150, False)
    assert qapp.palette().window().color() == theme.colour("paper")


def test_a_setting_changes_the_theme_and_dresses_the_application(
    qtbot: QtBot, qapp: QApplication, settings: Settings, appearance: Appearance
) -> None:
    light = qapp.palette().window().color()
    with qtbot.waitSignal(appearance.changed):
        settings.set(THEME, "dark")
    assert appearance.theme.dark
    assert qapp.palette().window().color() != light


def test_what_has_no_look_changes_nothing(qtbot: QtBot, settings: Settings, appearance: Appearance) -> None:
    with qtbot.assertNotEmitted(appearance.changed):
        settings.set(WINDOW_GEOMETRY, "AAAA")
        settings.set(THEME, "light")


def test_like_the_system_it_is_as_the_system_says(
    qapp: QApplication, settings: Settings, appearance: Appearance
) -> None:
    settings.set(THEME, "system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert appearance.theme.name == ("dark" if dark else "light")


@pytest.mark.parametrize(
    ("start", "direction", "size"),
    [(100, 1, 110), (110, -1, 100), (100, -1, 100), (200, 1, 200), (175, 0, 100), (130, 1, 150), (130, -1, 125)],
)
def test_text_goes_up_and_down_in_steps(
    settings: Settings, appearance: Appearance, start: int, direction: int, size: int
) -> None:
    settings.set(TEXT_SIZE, start)
    appearance.step(direction)
    assert appearance.theme.text_size == settings.get(TEXT_SIZE) == size
