"""The page of a group: dots and shares that hold, names that stay hidden, and everything by keyboard."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.groups import REASONS, group, reasons
from tests.desktop.support import (
    LEAST,
    SIZES,
    assert_at_rest,
    assert_sound,
    button,
    focus,
    look,
    named,
    press,
    settle,
    show,
    texts,
    visible_text,
)
from trainer.desktop.group_state import GroupState, GroupView, Order, Segment
from trainer.desktop.pages.group import WELCOME, GroupPage
from trainer.desktop.painting.figures import Figure
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.data_table import DataTable
from trainer.desktop.widgets.group_model import Column
from trainer.desktop.widgets.group_panel import GroupPanel
from trainer.desktop.widgets.group_table import GroupTable
from trainer.desktop.widgets.layout import ScrollColumn
from trainer.desktop.widgets.menu_button import MenuButton
from trainer.desktop.widgets.toggle import Toggle
from trainer.study.group import Spot

KEY = Qt.Key
WHY = "attempt 17, at “The flagship chip” on 2027-03-01, was changed after it had been sealed"
CLASS = group(11, refused=[WHY], names=["李雷", "Mara van der Berg-Hohenstaufen zu Sigmaringen & Söhne"])
FIRST: Spot = ("xiaomi", "d14")
LAST: Spot = ("xiaomi", "d25")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return look(qapp)


class Shown:
    """A page in a window, and what it asked for."""

    def __init__(
        self,
        qtbot: QtBot,
        theme: Theme,
        state: GroupState | None = CLASS,
        view: GroupView | None = None,
        size: tuple[int, int] = (1280, 784),
    ) -> None:
        given = reasons(state) if state else {}
        self.page = GroupPage(theme, state, lambda spot, _notes: given.get(spot, ()), chance=Random(3), view=view)
        self.asked: list[object] = []
        self.page.open_requested.connect(lambda: self.asked.append("open"))
        self.page.cancel_requested.connect(lambda: self.asked.append("cancel"))
        self.page.create_requested.connect(lambda: self.asked.append("create"))
        self.page.rename_requested.connect(lambda: self.asked.append("rename"))
        self.page.set_aside_requested.connect(lambda: self.asked.append("set aside"))
        self.page.group_chosen.connect(lambda slug: self.asked.append(("group", slug)))
        self.page.hand_back_requested.connect(lambda learner: self.asked.append(("hand back", learner)))
        self.page.take_out_requested.connect(lambda learner: self.asked.append(("take out", learner)))
        self.page.save_requested.connect(self.asked.append)
        show(qtbot, self.page, *size)

    @property
    def table(self) -> GroupTable:
        (found,) = (each for each in self.page.findChildren(GroupTable) if each.isVisible())
        return found

    @property
    def panel(self) -> GroupPanel | None:
        return next((each for each in self.page.findChildren(GroupPanel) if each.isVisible()), None)

    @property
    def text(self) -> str:
        return visible_text(self.page)

    def cell(self, row: int, column: Column) -> str:
        return str(self.table.model().index(row, column).data())

    def switch(self, text: str) -> None:
        button(self.page, text).click()
        settle()

    def choose(self, name: str, option: str) -> None:
        (menu,) = (each for each in self.page.findChildren(MenuButton) if each.name == name and each.isVisible())
        menu.chosen.emit(option)
        settle()


@pytest.mark.parametrize("dark", ["light", "dark"])
@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
@pytest.mark.parametrize("selected", [None, FIRST, LAST])
def test_it_holds_at_every_size(
    qtbot: QtBot, qapp: QApplication, dark: str, width: int, height: int, text_size: int, selected: Spot | None
) -> None:
    theme = look(qapp, dark, text_size)
    for hidden in (True, False):
        shown = Shown(qtbot, theme, view=GroupView(selected=selected, names_hidden=hidden), size=(width, height - 56))
        assert_sound(shown.page)
        shown.page.hide()


def test_in_the_smallest_window_the_largest_text_stays_whole(qtbot: QtBot, qapp: QApplication) -> None:
    width, height, text_size = LEAST
    shown = Shown(qtbot, look(qapp, text_size=text_size), size=(width, height - 112))
    assert_sound(shown.page)
    assert shown.table.height() > 2 * shown.table.rowHeight(0)


@pytest.mark.parametrize("segment", [Segment.FORECASTS, Segment.BLIND_SPOTS])
@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
def test_charts_hold_at_every_size(
    qtbot: QtBot, qapp: QApplication, segment: Segment, width: int, height: int, text_size: int
) -> None:
    theme = look(qapp, text_size=text_size)
    shown = Shown(qtbot, theme, view=GroupView(segment=segment), size=(width, height - 56))
    assert_sound(shown.page)


def test_it_comes_to_rest(qtbot: QtBot, theme: Theme) -> None:
    Shown(qtbot, theme, view=GroupView(selected=FIRST))
    assert_at_rest()


def test_a_row_says_in_words_what_its_dots_show(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    decision = CLASS.decisions(GroupView())[0]
    first = ", ".join(str(len(each.first)) for each in decision.options)
    assert first != ""
    said = shown.cell(0, Column.CHOICES)
    for option in decision.options:
        assert f"{option.title}{', the record' if option.taken else ''}: {len(option.first)} first" in said
    assert shown.cell(0, Column.RECORD) == f"{decision.with_record} of 11"
    assert shown.cell(0, Column.EXPECTED) == f"{decision.forecast:.0f} %"


def test_what_few_chose_shows_only_with_names(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, view=GroupView(selected=LAST))
    few = "Only 3 learners: shown from 5 on while names are hidden"
    row = shown.table.model().rowCount() - 1
    assert all(shown.cell(row, column) == few for column in (Column.CHOICES, Column.RECORD, Column.EXPECTED))
    assert f"{few}." in shown.text
    assert not any(each in texts(shown.page) for each in REASONS)

    named(shown.page, "Names hidden").setFocus()
    press(KEY.Key_Space)
    assert shown.cell(row, Column.CHOICES).count("first") == 3
    assert any(each in shown.text for each in REASONS)
    assert shown.page.view.names_hidden is False


def test_no_name_is_anywhere_while_names_are_hidden(qtbot: QtBot, theme: Theme) -> None:
    for selected in (None, FIRST, LAST):
        shown = Shown(qtbot, theme, view=GroupView(selected=selected))
        said = texts(shown.page)
        assert not any(name in said for name in CLASS.numbers.names.values())
        assert "Jon Meyer" not in said
    named_page = Shown(qtbot, theme, view=GroupView(selected=FIRST, names_hidden=False))
    assert "李雷" in texts(named_page.page)


def test_refused_files_are_named_when_asked(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    line = named(shown.page, "The progress files of the group")
    assert f"12 progress files, 11 taken in. One was refused: {WHY}." in visible_text(line)
    assert "jon.progress" not in shown.text
    shown.switch("Which one?")
    assert f"Jon Meyer, jon.progress: {WHY}." in shown.text


def test_the_panel_goes_along_with_the_row_and_closes(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    assert shown.panel is None
    shown.table.setFocus(Qt.FocusReason.TabFocusReason)
    press(KEY.Key_Home)
    assert shown.panel is not None
    assert "The contract from Qualcomm" in visible_text(shown.panel)
    press(KEY.Key_Down)
    assert "The flagship chip" in visible_text(shown.panel)
    assert shown.page.view.selected == ("xiaomi", "d15")
    press(KEY.Key_Escape)
    assert shown.panel is None
    assert focus() is shown.table
    press(KEY.Key_Return)
    assert shown.panel is not None


def test_where_it_is_narrow_the_panel_takes_the_page_when_it_is_asked_for(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, size=(900, 644))
    shown.table.setFocus(Qt.FocusReason.TabFocusReason)
    press(KEY.Key_Home, KEY.Key_Down)
    assert shown.panel is None
    press(KEY.Key_Return)
    assert shown.panel is not None
    assert not shown.page.findChildren(GroupTable)[0].isVisible()
    press(KEY.Key_Escape)
    assert shown.panel is None
    assert shown.table.current == ("xiaomi", "d15")


def test_three_reasons_show_at_first_and_all_when_asked(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, view=GroupView(selected=FIRST))
    assert shown.panel is not None
    count = sum(visible_text(shown.panel).count(each) for each in REASONS)
    assert count == 3
    shown.switch("All 11")
    assert sum(visible_text(shown.panel).count(each) for each in REASONS) == 11
    assert "In random order and without names." in shown.text


def test_the_view_narrows_and_orders_the_rows(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    assert shown.table.model().rowCount() == 12
    shown.choose("Acts", "xiaomi:4")
    assert shown.table.model().rowCount() == 4
    shown.choose("Acts", "")
    shown.choose("Order", Order.RECORD.value)
    open_rows = [each for each in CLASS.decisions(shown.page.view) if not each.covered(True)]
    shares = [each.with_record / each.n for each in open_rows]
    assert shares == sorted(shares)
    assert [shown.cell(row, Column.TITLE) for row in range(3)] == [each.text.title for each in open_rows[:3]]
    # Those that are covered stand last, in the order of the case.
    assert [shown.cell(row, Column.NUMBER) for row in range(9, 12)] == ["23", "24", "25"]


def test_all_tries_count_where_that_is_chosen(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    before = shown.cell(0, Column.RECORD)
    shown.choose("Tries", "all")
    assert before.endswith(" of 11")
    assert int(shown.cell(0, Column.RECORD).partition(" of ")[2]) > 11


def test_the_keyboard_stays_where_it_was_when_the_view_changes(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    named(shown.page, "Look at: Decisions").setFocus()
    press(KEY.Key_Right)
    press(KEY.Key_Space)
    assert shown.page.view.segment is Segment.FORECASTS
    assert focus().accessibleName() == "Look at: Forecasts"
    assert isinstance(focus(), QAbstractButton)
    toggle = named(shown.page, "Names hidden")
    toggle.setFocus()
    press(KEY.Key_Return)
    assert isinstance(focus(), Toggle)
    assert focus() is not toggle


def test_charts_can_be_read_as_tables_and_saved(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, view=GroupView(segment=Segment.FORECASTS))
    assert "learners, " in shown.text
    assert "narrower than they should be" in shown.text
    shown.switch("Save…")
    (figure,) = shown.asked
    assert isinstance(figure, Figure)
    assert figure.lay(theme, 420, "").targets == ()
    shown.switch("Blind spots")
    assert shown.page.view.segment is Segment.BLIND_SPOTS
    shown.switch("Table")
    table = named(shown.page, "Blind spots, as a table")
    assert isinstance(table, DataTable)
    assert table.model().index(1, 0).data() == "Who depends on whom"


@pytest.mark.parametrize("segment", [Segment.FORECASTS, Segment.BLIND_SPOTS])
def test_few_learners_are_not_shown_in_sum_either(qtbot: QtBot, theme: Theme, segment: Segment) -> None:
    shown = Shown(qtbot, theme, group(3), GroupView(segment=segment))
    assert "Only 3 learners have come to the end of a decision here: shown from 5 on" in shown.text
    assert "while names are hidden." in shown.text
    named(shown.page, "Names hidden").setFocus()
    press(KEY.Key_Space)
    assert "Only 3" not in shown.text


@pytest.mark.parametrize("state", [None, group(0)])
def test_an_empty_group_says_how_to_begin(qtbot: QtBot, theme: Theme, state: GroupState | None) -> None:
    shown = Shown(qtbot, theme, state)
    assert WELCOME in shown.text
    assert_sound(shown.page)
    shown.page.setFocus()
    assert focus() is button(shown.page, "Open progress files…")
    shown.switch("Open progress files…")
    assert shown.asked == ["open"]


@pytest.mark.parametrize(("segment", "kind"), [(Segment.DECISIONS, GroupTable), (Segment.FORECASTS, ScrollColumn)])
def test_the_keyboard_begins_at_what_the_page_shows(
    qtbot: QtBot, theme: Theme, segment: Segment, kind: type[QWidget]
) -> None:
    shown = Shown(qtbot, theme, view=GroupView(segment=segment))
    shown.page.setFocus()
    assert isinstance(focus(), kind)


def test_tab_comes_to_the_tools_before_the_table(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    bar = QLineEdit()
    around = QWidget()
    layout = QVBoxLayout(around)
    layout.addWidget(bar)
    layout.addWidget(shown.page)
    show(qtbot, around, 1280, 840)
    bar.setFocus()
    press(KEY.Key_Tab)
    assert isinstance(focus(), Toggle)


def test_the_menu_offers_all_that_can_be_done_with_a_group(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    menu = shown.page.menu(CLASS)
    by_text = {each.text().replace("&", ""): each for each in menu.actions()}
    assert by_text["Product course, spring 2027"].isChecked()
    for text in ("An evening", "New group…", "Rename…", "Set the group aside…"):
        by_text[text].trigger()
    for text in ("Hand back, with notes", "Take out of the group"):
        learners = by_text[text].menu()
        assert isinstance(learners, QMenu)
        assert len(learners.actions()) == 11
        next(each for each in learners.actions() if each.text() == "李雷…").trigger()
    assert shown.asked == [
        ("group", "evening"),
        "create",
        "rename",
        "set aside",
        ("hand back", "l0"),
        ("take out", "l0"),
    ]
    menu.deleteLater()


def test_what_is_under_way_can_be_stopped_by_keyboard(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    shown.page.show_busy("Opening 12 progress files …")
    settle()
    button(shown.page, "Cancel").setFocus()
    shown.page.show_busy("Opening 12 progress files … 40 %")
    settle()
    assert "40 %" in shown.text
    press(KEY.Key_Return)
    assert shown.asked == ["cancel"]
    assert_sound(shown.page)


def test_more_learners_than_there_is_room_for_are_told_by_number(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, group(400, 3), GroupView(selected=FIRST))
    assert_sound(shown.page)
    assert shown.table.grab().width() > 0
    assert isinstance(shown.table.model().index(0, 0), QModelIndex)
