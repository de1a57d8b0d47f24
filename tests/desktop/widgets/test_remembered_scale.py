from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, colours, look, show
from trainer.desktop.widgets.remembered_scale import RememberedScale, paint_remembered, remembered_height

percents = st.integers(0, 100)


def test_it_says_what_it_shows(qtbot: QtBot, qapp: QApplication) -> None:
    assert RememberedScale(look(qapp), 35, 20).accessibleName() == "Forecast given: 35 %, remembered: 20 %"
    assert RememberedScale(look(qapp), 35, None).accessibleName() == "Forecast given: 35 %, left open"


def test_what_was_left_open_has_no_mark_of_its_own(qtbot: QtBot, qapp: QApplication) -> None:
    accent = look(qapp).colour("accent").name()
    for remembered, is_marked in ((None, False), (20, True), (35, True)):
        scale = RememberedScale(look(qapp), 35, remembered)
        show(qtbot, scale, 500, 90)
        assert (accent in colours(scale)) == is_marked


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(percents, percents, st.sampled_from([100, 200]))
def test_nothing_is_painted_outside_its_area(
    qapp: QApplication, given_forecast: int, remembered: int, text_size: int
) -> None:
    theme = look(qapp, text_size=text_size)
    frame = 20
    width, height = RememberedScale(theme, given_forecast, remembered).sizeHint().width(), remembered_height(theme)
    image = QImage(width + 2 * frame, round(height) + 2 * frame, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_remembered(painter, theme, QRectF(frame, frame, width, height), given_forecast, remembered)
    painter.end()
    columns = [x for x in range(image.width()) if any(image.pixel(x, y) for y in range(image.height()))]
    rows = [y for y in range(image.height()) if any(image.pixel(x, y) for x in range(image.width()))]
    assert frame - 1 <= columns[0]
    assert columns[-1] <= frame + width + 1
    assert frame - 1 <= rows[0]
    assert rows[-1] <= frame + height + 1


@pytest.mark.parametrize("text_size", [100, 200])
def test_it_has_room_for_its_words(qtbot: QtBot, qapp: QApplication, text_size: int) -> None:
    scale = RememberedScale(look(qapp, text_size=text_size), 100, 99)
    show(qtbot, scale, scale.sizeHint().width(), scale.sizeHint().height())
    assert_sound(scale)
