from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop.support import look
from trainer.desktop.painting.group_dots import dots_room


@pytest.mark.parametrize(("width", "room"), [(-40, 0), (5, 0), (6, 2), (13, 2), (14, 4), (30, 8)])
def test_a_room_holds_whole_dots_in_two_lines_or_none_at_all(qapp: QApplication, width: float, room: int) -> None:
    assert dots_room(look(qapp), width) == room
