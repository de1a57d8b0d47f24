from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, button, focus, look, named, press, settle, show_bar, visible_text
from trainer.desktop.widgets.case_header import CaseHeader, Step, StepTab

TITLE = "A town by the sea: three works"


def _header(
    qtbot: QtBot, qapp: QApplication, width: int = 1280, text_size: int = 100, learner: str = "Mara"
) -> CaseHeader:
    header = CaseHeader(look(qapp, text_size=text_size), TITLE, learner)
    header.show_step(Step.COMMIT, Step.REVEAL)
    show_bar(qtbot, header, width)
    return header


def _tabs(header: CaseHeader) -> dict[str, bool]:
    return {tab.accessibleName(): tab.isEnabled() for tab in header.findChildren(StepTab)}


@pytest.mark.parametrize(
    ("here", "reached", "tabs"),
    [
        (
            Step.READ,
            Step.READ,
            {"Read, here": True, "Commit, to come": False, "Reveal, to come": False, "Debrief, to come": False},
        ),
        (
            Step.READ,
            Step.DEBRIEF,
            {"Read, here": True, "Commit, done": True, "Reveal, done": True, "Debrief, open": True},
        ),
        (
            Step.REVEAL,
            Step.REVEAL,
            {"Read, done": True, "Commit, done": True, "Reveal, here": True, "Debrief, to come": False},
        ),
    ],
)
def test_the_steps_say_where_one_is_and_what_can_be_reached(
    qtbot: QtBot, qapp: QApplication, here: Step, reached: Step, tabs: dict[str, bool]
) -> None:
    header = _header(qtbot, qapp)
    header.show_step(here, reached)
    assert _tabs(header) == tabs


def test_tab_passes_what_can_be_done_and_enter_or_space_do_it(qtbot: QtBot, qapp: QApplication) -> None:
    header = _header(qtbot, qapp)
    named(header, "Back: Library").setFocus()
    with qtbot.waitSignal(header.back_requested):
        press(Qt.Key.Key_Return)
    passed = []
    for _ in range(5):
        press(Qt.Key.Key_Tab)
        passed.append(focus().accessibleName())
    assert passed == ["Read, done", "Commit, here", "Reveal, open", "Text size", "Learner: Mara"]
    named(header, "Reveal, open").setFocus()
    with qtbot.waitSignal(header.step_chosen) as chosen:
        press(Qt.Key.Key_Space)
    assert chosen.args == [Step.REVEAL]


def test_menus_open_right_below_their_buttons(qtbot: QtBot, qapp: QApplication) -> None:
    header = _header(qtbot, qapp)
    for name, signal in (
        ("Text size", header.text_size_requested),
        ("Learner: Mara", header.menu_requested),
    ):
        pressed = named(header, name)
        with qtbot.waitSignal(signal) as requested:
            qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)
        assert requested.args == [pressed.mapToGlobal(QPoint(0, pressed.height()))]


def test_a_step_to_come_cannot_be_clicked(qtbot: QtBot, qapp: QApplication) -> None:
    header = _header(qtbot, qapp)
    with qtbot.assertNotEmitted(header.step_chosen):
        qtbot.mouseClick(named(header, "Debrief, to come"), Qt.MouseButton.LeftButton)


def test_a_long_name_is_shortened_on_screen_and_whole_to_a_screen_reader(qtbot: QtBot, qapp: QApplication) -> None:
    name = "Maximiliane von Hohenstein"
    header = _header(qtbot, qapp, learner=name)
    shown = named(header, f"Learner: {name}")
    assert shown is button(header, "Maximiliane von…")


def test_the_title_goes_first_where_there_is_no_room_then_the_text_size(qtbot: QtBot, qapp: QApplication) -> None:
    assert TITLE in visible_text(_header(qtbot, qapp, 1280))
    middle = visible_text(_header(qtbot, qapp, 860))
    assert TITLE not in middle
    assert "Text size" in middle
    narrow = visible_text(_header(qtbot, qapp, 640, learner="Maximiliane"))
    assert "Text size" not in narrow
    assert "Library" in narrow
    assert "Maximiliane" in narrow


def test_a_step_that_is_done_has_a_check_mark(qtbot: QtBot, qapp: QApplication) -> None:
    header = _header(qtbot, qapp)
    header.show_step(Step.REVEAL, Step.REVEAL)
    tab = named(header, "Read, done")
    done = tab.grab().toImage()
    header.show_step(Step.REVEAL, Step.READ)
    tab.setEnabled(True)
    assert tab.grab().toImage() != done


def test_in_the_least_room_name_and_way_back_get_shorter_but_stay(qtbot: QtBot, qapp: QApplication) -> None:
    header = _header(qtbot, qapp, 640, 200, "Maximiliane")
    assert named(header, "Back: Library").isVisible()
    learner = named(header, "Learner: Maximiliane")
    assert isinstance(learner, QAbstractButton)
    assert learner.text().startswith("M")
    assert learner.text().endswith("…")
    assert "Library" not in visible_text(header)
    header.window().resize(1280, 600)
    settle()
    assert learner.text() == "Maximiliane"
    assert "Library" in visible_text(header)


@pytest.mark.parametrize("learner", ["Mara", "Maximiliane von Hohenstein", "王小明"])
@pytest.mark.parametrize(
    ("width", "text_size"), [(640, 100), (900, 100), (1280, 100), (900, 150), (900, 200), (1280, 200), (640, 200)]
)
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, width: int, text_size: int, learner: str) -> None:
    header = _header(qtbot, qapp, width, text_size, learner)
    assert_sound(header.window())


def test_a_link_asks_for_the_map_where_there_is_one(qtbot: QtBot, qapp: QApplication) -> None:
    header = CaseHeader(look(qapp), TITLE, "Mara", map_link="Map")
    show_bar(qtbot, header, 1280)
    link = button(header, "Map")
    link.setFocus()
    with qtbot.waitSignal(header.map_requested):
        press(Qt.Key.Key_Return)
    assert "Map" not in visible_text(_header(qtbot, qapp))


def test_a_head_without_steps_has_none_and_keeps_the_rest(qtbot: QtBot, qapp: QApplication) -> None:
    header = CaseHeader(look(qapp), TITLE, "Mara", map_link="Back to the decision", with_steps=False)
    show_bar(qtbot, header, 900)
    assert _tabs(header) == {}
    assert {"Library", "Back to the decision", "Text size", "Mara"} <= set(visible_text(header).splitlines())


@pytest.mark.parametrize("with_steps", [True, False])
@pytest.mark.parametrize(("width", "text_size"), [(640, 100), (900, 100), (900, 200), (1280, 200), (640, 200)])
def test_nothing_is_cut_beside_the_link_to_the_map(
    qtbot: QtBot, qapp: QApplication, width: int, text_size: int, with_steps: bool
) -> None:
    theme = look(qapp, text_size=text_size)
    words = "Map" if with_steps else "Back to the decision"
    header = CaseHeader(theme, TITLE, "Maximiliane", map_link=words, with_steps=with_steps)
    show_bar(qtbot, header, width)
    assert_sound(header.window())


def _searchable(qtbot: QtBot, qapp: QApplication, width: int, text_size: int = 100) -> CaseHeader:
    header = CaseHeader(look(qapp, text_size=text_size), TITLE, "Mara", map_link="Map", search_link="Search")
    header.show_step(Step.COMMIT, Step.REVEAL)
    show_bar(qtbot, header, width)
    return header


def test_the_search_is_asked_for_by_its_link(qtbot: QtBot, qapp: QApplication) -> None:
    header = _searchable(qtbot, qapp, 1280)
    with qtbot.waitSignal(header.search_requested):
        qtbot.mouseClick(button(header, "Search"), Qt.MouseButton.LeftButton)


def test_where_there_is_less_room_the_search_is_a_sign_and_then_gone(qtbot: QtBot, qapp: QApplication) -> None:
    shown = {}
    for width in range(640, 1281, 20):
        header = _searchable(qtbot, qapp, width)
        link = named(header, "Search") if "Search" in _names(header) else None
        shown[width] = link.text() if isinstance(link, QAbstractButton) else None
        assert_sound(header)
    order = [None, "", "Search"]
    assert [shown[width] for width in sorted(shown)] == sorted(shown.values(), key=order.index)
    assert set(shown.values()) >= {"", "Search"}


def _names(header: CaseHeader) -> list[str]:
    return [each.accessibleName() for each in header.findChildren(QAbstractButton) if each.isVisible()]
