from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import look, show
from trainer.desktop.widgets.progress_line import STEPS, ProgressLine


@pytest.mark.parametrize("share", [0.25, 0.5, 1.0])
def test_as_much_of_it_is_filled_as_is_done(qtbot: QtBot, qapp: QApplication, share: float) -> None:
    theme = look(qapp)
    line = ProgressLine(theme, "How far it has come")
    show(qtbot, line, 400, 8)
    line.setValue(round(share * STEPS))

    image = line.grab().toImage()
    ink = theme.colour("accent").name()
    filled = sum(image.pixelColor(x, image.height() // 2).name() == ink for x in range(image.width()))

    assert filled / image.width() == pytest.approx(share, abs=0.02)


def test_nothing_is_filled_at_first(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    line = ProgressLine(theme, "How far it has come")
    show(qtbot, line, 400, 8)

    image = line.grab().toImage()
    assert all(image.pixelColor(x, 4).name() != theme.colour("accent").name() for x in range(image.width()))
    assert line.accessibleName() == "How far it has come"
