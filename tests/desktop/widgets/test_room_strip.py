from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import look, show_bar
from trainer.desktop.widgets.room_strip import RoomStrip

SIX = (
    ("Lei Jun", "founder"),
    ("Lin Bin", "co-founder, president"),
    ("Zhou Guangping", "hardware, just arrived"),
    ("Qualcomm", "licence and chips"),
    ("刘德", "industrial design"),
    ("Li Wanqiang", "MIUI"),
)

NAMES = st.text("abc 字", min_size=1, max_size=12)
WIDTHS = st.integers(40, 1500)


def _strip(qtbot: QtBot, qapp: QApplication, width: int, text_size: int = 100) -> RoomStrip:
    strip = RoomStrip(look(qapp, text_size=text_size), SIX)
    show_bar(qtbot, strip, width)
    return strip


def test_a_screen_reader_hears_who_is_in_the_room(qtbot: QtBot, qapp: QApplication) -> None:
    heard = _strip(qtbot, qapp, 540).accessibleName()
    assert heard.startswith("In the room: Lei Jun, founder; Lin Bin, co-founder, president; ")


def test_the_narrower_it_is_the_more_lines_it_takes(qtbot: QtBot, qapp: QApplication) -> None:
    heights = [_strip(qtbot, qapp, width).height() for width in (1600, 760, 540, 320)]
    assert heights == sorted(heights)
    assert heights[0] < heights[-1]


@pytest.mark.parametrize(("width", "text_size"), [(150, 100), (320, 100), (540, 100), (540, 200), (1200, 100)])
def test_every_name_and_part_is_drawn_whole(qtbot: QtBot, qapp: QApplication, width: int, text_size: int) -> None:
    strip = _strip(qtbot, qapp, width, text_size)
    drawn = strip.placed(strip.width())
    assert [each.text for each in drawn] == [text for pair in SIX for text in pair]
    for each in drawn:
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        needed = QFontMetricsF(each.font).boundingRect(each.area, flags, each.text)
        assert each.area.contains(needed)
        assert QRectF(strip.rect()).adjusted(0, 0, 1, 1).contains(each.area)
    areas = [each.area for each in drawn]
    assert not any(one.intersects(other) for index, one in enumerate(areas) for other in areas[index + 1 :])


def test_a_part_that_finds_no_room_beside_a_name_wraps(qtbot: QtBot, qapp: QApplication) -> None:
    strip = _strip(qtbot, qapp, 270)
    parts = {each.text: each.area for each in strip.placed(270)}
    assert parts["hardware, just arrived"].height() > 1.5 * parts["founder"].height()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    people=st.lists(
        st.tuples(st.text("abc 字", min_size=1, max_size=12), st.text("abc 字", max_size=30)), min_size=1, max_size=8
    ),
    width=st.integers(40, 1500),
)
def test_any_room_finds_its_place(qapp: QApplication, people: list[tuple[str, str]], width: int) -> None:
    strip = RoomStrip(look(qapp), tuple(people))
    assert strip.hasHeightForWidth()
    placed = strip.placed(width)
    assert [each.text for each in placed] == [text for pair in people for text in pair]
    assert strip.heightForWidth(width) >= max(each.area.bottom() for each in placed) > 0
    strip.deleteLater()
