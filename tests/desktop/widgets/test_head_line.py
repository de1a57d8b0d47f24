from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, look, settle, show
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.text import Heading, label


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return look(qapp)


def _parts(theme: Theme) -> tuple[list[QWidget], list[QWidget]]:
    left: list[QWidget] = [
        Heading(theme, "Blind spots", theme.serif(18)),
        label(theme, "factors marked “I missed it” in the debrief", theme.sans(13), wrap=True),
    ]
    right: list[QWidget] = [LinkButton(theme, "Table"), LinkButton(theme, "Save…")]
    return left, right


def _areas(parts: list[QWidget]) -> list[QRect]:
    return [each.geometry() for each in parts]


def test_with_room_all_stand_in_one_line_on_one_base(qtbot: QtBot, theme: Theme) -> None:
    left, right = _parts(theme)
    head = HeadLine(theme, left, right, name="Head")
    show(qtbot, head, 700, 40)
    areas = _areas([*left, *right])
    assert all(a.right() < b.left() for a, b in pairwise(areas))
    assert areas[-1].right() == 699
    bases = [area.bottom() - each.fontMetrics().descent() for each, area in zip(left, areas, strict=False)]
    assert bases[0] == bases[1]


@pytest.mark.parametrize("width", [170, 260, 330, 420])
def test_without_room_it_breaks_into_lines_and_nothing_meets(qtbot: QtBot, theme: Theme, width: int) -> None:
    left, right = _parts(theme)
    head = HeadLine(theme, left, right, name="Head")
    show(qtbot, head, width, head.heightForWidth(width))
    areas = _areas([*left, *right])
    assert not [(a, b) for number, a in enumerate(areas) for b in areas[number + 1 :] if a.intersects(b)]
    assert head.rect().adjusted(-1, -1, 1, 1).contains(areas[-1])
    assert_sound(head)


def test_a_hidden_widget_takes_no_room(qtbot: QtBot, theme: Theme) -> None:
    left, right = _parts(theme)
    head = HeadLine(theme, left, right, name="Head")
    show(qtbot, head, 300, 100)
    before = head.heightForWidth(300)
    left[1].hide()
    settle()
    assert head.heightForWidth(300) < before
    left[1].show()
    settle()
    assert head.heightForWidth(300) == before


@settings(max_examples=40, deadline=None)
@given(st.integers(120, 900))
def test_a_narrower_line_is_never_lower(qapp: QApplication, width: int) -> None:
    theme = look(qapp)
    head = HeadLine(theme, *_parts(theme), name="Head")
    assert head.heightForWidth(width) >= head.heightForWidth(width + 100)
    head.deleteLater()
