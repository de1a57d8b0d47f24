from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import assert_sound, look, show_bar, visible_text
from trainer.desktop.widgets.call_strip import CallStrip


@pytest.mark.parametrize(("width", "text_size"), [(640, 100), (900, 100), (640, 200)])
@pytest.mark.parametrize("choice", ["build", "lease", "ask"])
def test_it_names_choice_and_forecast_and_cuts_nothing(
    qtbot: QtBot, qapp: QApplication, choice: str, width: int, text_size: int
) -> None:
    theme = look(qapp, text_size=text_size)
    strip = CallStrip(theme, works.full(), works.attempt(choice, 35), theme.px(34))
    show_bar(qtbot, strip, width)
    title = works.decision().option(choice).title
    assert strip.accessibleName() == f"My call: {title}, forecast 35 %"
    assert title in visible_text(strip)
    assert "35 %" in visible_text(strip)
    assert_sound(strip.window())
