from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QPlainTextEdit, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.attempts import Kept, kept
from tests.desktop.support import LEAST, SIZES, assert_sound, focus, look, settle, show
from trainer.case.compare import Change
from trainer.case.sealed import SealBroken
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.record_state import Counted, Page, RecordState
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.attempt_header import AttemptHeader
from trainer.desktop.widgets.attempt_model import Column
from trainer.desktop.widgets.attempt_panel import AttemptPanel
from trainer.desktop.widgets.attempt_table import AttemptTable
from trainer.desktop.widgets.buttons import LinkButton, PrimaryButton
from trainer.desktop.widgets.filter_bar import WordsField
from trainer.desktop.widgets.filter_chip import FilterChip
from trainer.desktop.widgets.icon_button import IconButton
from trainer.desktop.widgets.key_foot import KeyFoot
from trainer.desktop.widgets.prose import Prose
from trainer.progress.notes import Note, Role
from trainer.progress.record_filter import RecordColumn, RecordFilter, RecordOrder
from trainer.progress.seen import SeenAttempt
from trainer.progress.values import AttemptLine
from trainer.study.forecast import Agreement
from trainer.study.playthrough import Stage
from trainer.study.process import Quality

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2027, 3, 8, 9, tzinfo=dt.UTC)
KEY = Qt.Key
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def attempts() -> Kept:
    return kept()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield look(qapp)
    qapp.setStyleSheet("")


def _show(
    qtbot: QtBot,
    theme: Theme,
    attempts: Kept,
    *,
    size: tuple[int, int] = (1280, 784),
    state: RecordState | None = None,
    lines: tuple[AttemptLine, ...] | None = None,
) -> RecordPage:
    if lines is not None:
        attempts.lines = list(lines)
    page = RecordPage(theme, len(attempts.lines), attempts.provide, state=state, zone=BERLIN, clock=lambda: NOW)
    attempts.answer(page)
    page.begin()
    show(qtbot, page, *size)
    page.setFocus()
    return page


def _table(page: RecordPage) -> AttemptTable:
    return page.findChildren(AttemptTable)[0]


def _panel(page: RecordPage) -> AttemptPanel:
    return page.findChildren(AttemptPanel)[0]


def _header(page: RecordPage) -> AttemptHeader:
    return page.findChildren(AttemptHeader)[0]


def _ids(page: RecordPage) -> list[str]:
    table = _table(page)
    model = table.model()
    column = Column.DECISION
    return [f"{model.data(model.index(row, column))} {_try(table, row)}".strip() for row in range(model.rowCount())]


def _try(table: AttemptTable, row: int) -> str:
    return str(table.model().data(table.model().index(row, Column.TRY)))


def _texts(widget: QWidget) -> str:
    """All that can be read in a widget now."""
    parts = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    parts += [each.toPlainText() for each in widget.findChildren(Prose) if each.isVisible()]
    parts += [each.accessibleName() for each in widget.findChildren(QWidget) if each.isVisible()]
    return "\n".join(parts)


def _click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NO_MODIFIER, at or widget.rect().center())


def _double_click(widget: QWidget, at: QPoint) -> None:
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, NO_MODIFIER, at)


CONTRACT, AGAIN, FLIGHT, PRICE = (
    "The contract from Qualcomm",
    "The contract from Qualcomm 2",
    "The flight to Osaka",
    "定价:1999元",
)
ORDERS = {
    Column.DATE: ([CONTRACT, FLIGHT, PRICE, AGAIN], [AGAIN, PRICE, FLIGHT, CONTRACT]),
    Column.NUMBER: ([CONTRACT, AGAIN, FLIGHT, PRICE], [PRICE, FLIGHT, CONTRACT, AGAIN]),
    Column.DECISION: ([CONTRACT, AGAIN, FLIGHT, PRICE], [PRICE, FLIGHT, CONTRACT, AGAIN]),
    Column.TRY: ([CONTRACT, FLIGHT, PRICE, AGAIN], [AGAIN, PRICE, FLIGHT, CONTRACT]),
    Column.MINE: ([PRICE, CONTRACT, FLIGHT, AGAIN], [AGAIN, FLIGHT, CONTRACT, PRICE]),
    Column.THEIRS: ([FLIGHT, CONTRACT, AGAIN, PRICE], [CONTRACT, AGAIN, FLIGHT, PRICE]),
    Column.RECORD: ([AGAIN, FLIGHT, CONTRACT, PRICE], [CONTRACT, AGAIN, FLIGHT, PRICE]),
    Column.JUDGEMENT: ([CONTRACT, AGAIN, FLIGHT, PRICE], [FLIGHT, CONTRACT, AGAIN, PRICE]),
    Column.FORECAST: ([CONTRACT, PRICE, FLIGHT, AGAIN], [AGAIN, FLIGHT, PRICE, CONTRACT]),
}


@pytest.mark.parametrize("column", ORDERS)
def test_a_click_on_a_name_sorts_and_a_second_turns_it_round(
    qtbot: QtBot, theme: Theme, attempts: Kept, column: Column
) -> None:
    start = Column.DATE if column is not Column.DATE else Column.NUMBER
    page = _show(qtbot, theme, attempts, state=RecordState(order=RecordOrder(start.sorts_by)))
    header = _header(page)
    at = QPoint(header.sectionViewportPosition(column) + 12, header.height() // 2)
    for expected in ORDERS[column]:
        _click(header.viewport(), at)
        assert _ids(page) == expected


def test_every_column_sorts_by_keyboard(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    QTest.keyClick(_table(page), KEY.Key_Tab)
    header = _header(page)
    assert header.hasFocus()
    for _ in Column:
        QTest.keyClick(header, KEY.Key_Left)
    for column, (rising, falling) in ORDERS.items():
        if column is Column.NUMBER:
            QTest.keyClick(header, KEY.Key_Space)
        else:
            QTest.keyClick(header, KEY.Key_Return)
        assert _ids(page) == rising, column
        QTest.keyClick(header, KEY.Key_Return)
        assert _ids(page) == falling, column
        QTest.keyClick(header, KEY.Key_Right)
    assert header.accessibleName() == "Sort by Forecast, sorted: highest forecast first"


def test_sorting_keeps_the_attempt_on_show(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts, state=RecordState(selected="flight-1"))
    _table(page).sort_by(Column.FORECAST, falling=True)
    assert _table(page).current_id == "flight-1"
    assert "Attempt 2 of 4, highest forecast first" in _texts(page)


def test_the_newest_attempt_is_on_show_first(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    assert page.state.selected == "signing-2"
    assert "As I saw it on 6 March 2027, 10:00" in _texts(_panel(page))


def test_moving_in_the_table_shows_the_attempt_beside_it(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    QTest.keyClick(_table(page), KEY.Key_Home)
    text = _texts(_panel(page))
    for expected in (
        "Act 1, The first phone, Decision 1",
        "As I saw it on 22 November 2026, 21:16",
        "The text has changed since",
        "Exhibit A: The terms on the table",
        "1, Ask for the changes that matter, my choice",
        "2, Sign it as it stands, they chose",
        "Forecast: 35 %",
        "Half a year hurts",
        "My two attempts",
        "against the record",
        "vindicated",
        "I missed it",
        "Ask first what a clause costs in time.",
    ):
        assert expected in text
    QTest.keyClick(_table(page), KEY.Key_Down)
    assert "2, Sign it as it stands, my choice, they chose" in _texts(_panel(page))
    assert "The text has changed since" not in _texts(_panel(page))


def test_the_steps_of_the_panel_move_in_the_table(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts, state=RecordState(selected="flight-1"))
    up, down, _ = _panel(page).findChildren(IconButton)
    _click(up)
    assert _table(page).current_id == "signing-2"
    for _ in range(9):
        _click(down)
    assert _table(page).current_id == "price-1"


def test_a_sealed_attempt_shows_nothing_of_the_record(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts, state=RecordState(selected="price-1"))
    model = _table(page).model()
    row = _ids(page).index(PRICE)
    shown = {column: model.data(model.index(row, column)) for column in Column}
    assert [shown[column] for column in (Column.THEIRS, Column.RECORD, Column.JUDGEMENT)] == ["sealed"] * 3
    text = _texts(_panel(page))
    assert "2, 1,499 yuan, my choice" in text
    for hidden in ("they chose\n", "Their choice", "against", "regretted", "What weighed"):
        assert hidden not in text
    assert "stays sealed until you have read the whole reveal" in text


def test_the_situation_unfolds_where_it_is_long(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    assert "十一个人" not in _texts(_panel(page))
    link = next(each for each in _panel(page).findChildren(LinkButton) if "situation" in each.text())
    link.setFocus()
    QTest.keyClick(link, KEY.Key_Return)
    assert "十一个人在北京的一间小办公室里" in _texts(_panel(page))


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
def test_enter_opens_the_page_of_the_attempt(qtbot: QtBot, theme: Theme, attempts: Kept, key: Qt.Key) -> None:
    page = _show(qtbot, theme, attempts, state=RecordState(selected="flight-1"))
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(_table(page), key)
    assert opened.args == ["flight-1"]


def test_a_double_click_opens_the_page_of_the_attempt(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    table = _table(page)
    at = table.visualRect(table.model().index(0, Column.MINE)).center()
    with qtbot.waitSignal(page.open_requested) as opened:
        _click(table.viewport(), at)
        _double_click(table.viewport(), at)
    assert opened.args == ["signing-1"]


def test_the_link_in_the_panel_opens_the_page(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    link = next(each for each in _panel(page).findChildren(LinkButton) if "Open the page" in each.text())
    with qtbot.waitSignal(page.open_requested) as opened:
        _click(link)
    assert opened.args == ["signing-2"]


def test_esc_closes_the_panel_and_enter_brings_it_back(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    table = _table(page)
    narrow = table.width()
    QTest.keyClick(table, KEY.Key_Escape)
    assert not _panel(page).isVisible()
    assert not page.state.panel
    qtbot.waitUntil(lambda: table.width() > narrow)
    QTest.keyClick(table, KEY.Key_Home)
    QTest.keyClick(table, KEY.Key_Return)
    assert _panel(page).isVisible()
    assert "As I saw it on 22 November 2026, 21:16" in _texts(_panel(page))


def test_a_click_brings_the_panel_back(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts, state=RecordState(panel=False))
    table = _table(page)
    assert not _panel(page).isVisible()
    at = table.visualRect(table.model().index(2, Column.DATE)).center()
    _click(table.viewport(), at)
    assert "The flight to Osaka" in _texts(_panel(page))


def test_a_closed_panel_asks_for_no_text(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts, state=RecordState(panel=False))
    QTest.keyClick(_table(page), KEY.Key_Up)
    assert attempts.asked == []


def test_space_reads_on_in_the_panel(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts, size=(1280, 400))
    bar = _panel(page)._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    QTest.keyClick(_table(page), KEY.Key_Space)
    assert bar.value() > 0
    QTest.keyClick(_table(page), KEY.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 0


def test_a_narrow_window_shows_list_and_attempt_in_turns(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts, size=(900, 700))
    table, panel = _table(page), _panel(page)
    assert not panel.isVisible()
    QTest.keyClick(table, KEY.Key_Return)
    assert panel.isVisible()
    assert not table.isVisible()
    focus = page.focusWidget()
    assert focus is not None
    with qtbot.waitSignal(page.open_requested):
        QTest.keyClick(focus, KEY.Key_Return)
    QTest.keyClick(focus, KEY.Key_Escape)
    assert table.isVisible()
    assert table.hasFocus()
    assert not panel.isVisible()


@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize("width", [900, 1280])
def test_no_column_overlaps_or_is_cut_off(
    qtbot: QtBot, qapp: QApplication, attempts: Kept, text_size: int, width: int
) -> None:
    page = _show(qtbot, look(qapp, text_size=text_size), attempts, size=(width, 700))
    table, header = _table(page), _header(page)
    assert sum(table.columnWidth(column) for column in table.shown) == table.viewport().width()
    for column in table.shown:
        title = str(table.model().headerData(column, Qt.Orientation.Horizontal))
        assert header.sectionSize(column) >= header.name_width(title)
    assert table.rowHeight(0) >= table.fontMetrics().height()
    assert {Column.DATE, Column.NUMBER, Column.DECISION, Column.MINE} <= set(table.shown)


def test_large_text_leaves_out_lesser_columns_and_the_panel_has_them_all(
    qtbot: QtBot, qapp: QApplication, attempts: Kept
) -> None:
    page = _show(qtbot, look(qapp, text_size=200), attempts, size=(900, 700))
    assert Column.JUDGEMENT not in _table(page).shown
    QTest.keyClick(_table(page), KEY.Key_Return)
    text = _texts(_panel(page))
    assert "with the record" in text
    assert "vindicated" in text
    assert "Forecast: 80 %" in text


def test_hints_that_find_no_room_are_left_out(qtbot: QtBot, qapp: QApplication, attempts: Kept) -> None:
    page = _show(qtbot, look(qapp, text_size=200), attempts, size=(900, 700))
    foot = page.findChildren(KeyFoot)[0]
    inside = [each for each in foot.findChildren(QWidget) if each.isVisible()]
    assert all(foot.rect().contains(each.rect().translated(each.mapTo(foot, QPoint()))) for each in inside)
    assert foot.text == "Attempt 2 of 4, in the order of the case"


def test_nothing_decided_leads_to_the_library(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts, lines=())
    assert "Nothing decided yet" in _texts(page)
    button = page.findChildren(PrimaryButton)[0]
    assert button.hasFocus()
    with qtbot.waitSignal(page.library_requested):
        QTest.keyClick(button, KEY.Key_Space)
    assert page.findChildren(AttemptTable) == []


def test_a_damaged_text_is_said_and_the_others_stay(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    def provide(attempt_id: str) -> SeenAttempt:
        if attempt_id == "signing-1":
            raise SealBroken("The stored text of 'signing' is damaged.")
        return attempts.provide(attempt_id)

    page = RecordPage(theme, len(attempts.lines), provide, zone=BERLIN)
    attempts.answer(page)
    page.begin()
    show(qtbot, page)
    _table(page).go_to("signing-1")
    assert "The stored text of 'signing' is damaged." in _texts(_panel(page))
    QTest.keyClick(_table(page), KEY.Key_Down)
    assert "My reasons" in _texts(_panel(page))


def test_a_page_built_anew_looks_as_it_was_left(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    first = _show(qtbot, theme, attempts)
    _table(first).sort_by(Column.FORECAST, falling=True)
    _table(first).go_to("flight-1")
    QTest.keyClick(_table(first), KEY.Key_Escape)
    second = _show(qtbot, theme, attempts, state=first.state)
    assert second.state == first.state == RecordState("flight-1", RecordOrder(RecordColumn.FORECAST, True), panel=False)
    assert _ids(second) == _ids(first)


def test_the_case_is_named_only_where_there_are_several(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    assert Column.CASE not in _table(_show(qtbot, theme, attempts)).shown
    other = replace(attempts.lines[0], id="bread-1", case_id="bread", case_title="面包店")
    attempts.seen["bread-1"] = attempts.seen["signing-1"]
    page = _show(
        qtbot, theme, attempts, lines=(*attempts.lines, other), state=RecordState(selected="bread-1"), size=(1600, 784)
    )
    assert Column.CASE in _table(page).shown
    assert "面包店, Act 1, The first phone, Decision 1" in _texts(_panel(page))


@pytest.mark.parametrize(("width", "height", "text_size"), [*SIZES, LEAST])
@pytest.mark.parametrize("selected", ["signing-1", "signing-2", "price-1"])
def test_list_and_attempt_are_whole_and_named(
    qtbot: QtBot, qapp: QApplication, attempts: Kept, width: int, height: int, text_size: int, selected: str
) -> None:
    lines = tuple(
        replace(line, act_title="在印度和印度尼西亚之间来回奔波的那一年", decision_title=f"{line.decision_title} " * 6)
        for line in attempts.lines
    )
    page = _show(
        qtbot,
        look(qapp, text_size=text_size),
        attempts,
        size=(width, height),
        state=RecordState(selected=selected),
        lines=lines,
    )
    assert_sound(page)
    if not _panel(page).isVisible():
        QTest.keyClick(_table(page), KEY.Key_Return)
        assert _panel(page).isVisible()
        assert_sound(page)


def test_in_the_smallest_window_the_row_is_in_sight(qtbot: QtBot, qapp: QApplication, attempts: Kept) -> None:
    width, height, text_size = LEAST
    page = _show(qtbot, look(qapp, text_size=text_size), attempts, size=(width, height - 112))
    table = _table(page)
    table.setFocus()
    QTest.keyClick(table, KEY.Key_Up)
    row = table.visualRect(table.currentIndex())
    assert table.viewport().visibleRegion().boundingRect().contains(row.adjusted(1, 1, -1, -1))
    QTest.keyClick(table, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    (field,) = page.findChildren(WordsField)
    assert field.hasFocus()
    assert field.visibleRegion().boundingRect().height() == field.height()


@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
def test_the_empty_record_is_whole_and_named(
    qtbot: QtBot, qapp: QApplication, attempts: Kept, width: int, height: int, text_size: int
) -> None:
    assert_sound(_show(qtbot, look(qapp, text_size=text_size), attempts, size=(width, height), lines=()))


def _has_ring(page: RecordPage, theme: Theme) -> bool:
    image = _table(page).grab().toImage()
    focus = theme.colour("focus").rgb()
    return any(image.pixel(x, y) == focus for x in range(0, image.width(), 40) for y in range(image.height()))


def test_the_row_has_a_ring_only_for_the_keyboard(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    table = _table(page)
    _click(table.viewport(), table.visualRect(table.model().index(1, Column.MINE)).center())
    assert not _has_ring(page, theme)
    QTest.keyClick(table, KEY.Key_Down)
    assert _has_ring(page, theme)
    QTest.keyClick(table, KEY.Key_Tab)
    assert _header(page).hasFocus()
    assert _has_ring(page, theme)


def test_a_screen_reader_hears_the_cells(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    interface = QAccessible.queryAccessibleInterface(_table(page))
    names = [interface.child(child).text(QAccessible.Text.Name) for child in range(interface.childCount())]
    for expected in ("Number, sorted: in the order of the case", "against the record", "vindicated", "35 %", "sealed"):
        assert expected in names


def _colours(table: AttemptTable, row: int, column: Column) -> set[int]:
    """All colours of a cell as it is painted."""
    image = table.viewport().grab(table.visualRect(table.model().index(row, column))).toImage()
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_marks_are_painted_for_what_is_revealed_and_for_nothing_else(
    qtbot: QtBot, qapp: QApplication, attempts: Kept, name: str
) -> None:
    theme = look(qapp, name)
    page = _show(qtbot, theme, attempts)
    table = _table(page)
    tones = {word: theme.colour(word).rgb() for word in ("vindicated", "mixed", "regretted", "ink")}
    for row, decision in enumerate(_ids(page)):
        judgement = _colours(table, row, Column.JUDGEMENT)
        expected = {PRICE: None, FLIGHT: "mixed"}.get(decision, "vindicated")
        for word in ("vindicated", "mixed", "regretted"):
            assert (tones[word] in judgement) == (word == expected), (decision, word)
        assert (tones["ink"] in _colours(table, row, Column.RECORD)) == (decision != PRICE)


def test_the_bar_of_a_row_has_the_colour_of_its_act(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    acts = [1 if theme.act_colour(1).rgb() in _colours(_table(page), row, Column.NUMBER) else 2 for row in range(4)]
    assert acts == [1, 1, 1, 2]


def _tip_is(text: str) -> bool:
    return QToolTip.text() == text


def test_a_cut_text_is_whole_under_the_mouse(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    lines = tuple(replace(line, choice_title="Ask for the changes that matter " * 5) for line in attempts.lines)
    page = _show(qtbot, theme, attempts, lines=lines)
    table = _table(page)
    for column, expected in ((Column.MINE, lines[0].choice_title), (Column.DATE, "")):
        at = table.visualRect(table.model().index(0, column)).center()
        event = QHelpEvent(QEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at))
        QApplication.sendEvent(table.viewport(), event)
        qtbot.waitUntil(partial(_tip_is, expected))


def test_thousands_of_attempts_ask_for_one_text(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    base = attempts.lines[0]
    utc = dt.UTC
    many = tuple(
        replace(base, id=f"many-{n}", number=n + 1, created=dt.datetime(2027, 4, 1, tzinfo=utc) + dt.timedelta(n))
        for n in range(3000)
    )
    attempts.seen["many-2999"] = attempts.seen[base.id]
    page = _show(qtbot, theme, attempts, lines=many)
    assert attempts.asked == ["many-2999"]
    table = _table(page)
    assert table.visualRect(table.currentIndex()).intersects(table.viewport().rect())
    assert "Attempt 3,000 of 3,000" in _texts(page)


def test_a_half_read_reveal_stays_sealed(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    line = attempts.add("flight", "wait", 20, dt.datetime(2027, 4, 1, tzinfo=dt.UTC), stage=Stage.COMMITTED)
    page = _show(qtbot, theme, attempts, state=RecordState(selected=line.id))
    assert "stays sealed until you have read the whole reveal" in _texts(_panel(page))


def _chip(page: RecordPage, name: str) -> FilterChip:
    return next(each for each in page.findChildren(FilterChip) if each.accessibleName().startswith(f"{name}:"))


def _amount(page: RecordPage) -> str:
    return next(
        line for line in _texts(page).splitlines() if line.endswith(("attempts", "attempt")) and line[0] in "0123456789"
    )


def _pick(qtbot: QtBot, page: RecordPage, name: str, option: str) -> None:
    """Choose from the menu of a filter, by keyboard."""
    QTest.keyClick(_chip(page, name), KEY.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(each for each in menu.actions() if each.text().partition("\t")[0] == option)
    menu.setActiveAction(action)
    QTest.keyClick(menu, KEY.Key_Return)


def test_filters_narrow_the_list_down_and_are_taken_away_again(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    assert "4 attempts" in _texts(page)
    _pick(qtbot, page, "Record", "with the record")
    assert _ids(page) == [AGAIN, FLIGHT]
    assert _amount(page) == "2 of 4 attempts"
    _pick(qtbot, page, "Judgement", "vindicated")
    assert _ids(page) == [AGAIN]
    assert _chip(page, "Record").text() == "Record with"
    QTest.keyClick(_chip(page, "Judgement"), KEY.Key_Delete)
    assert _ids(page) == [AGAIN, FLIGHT]
    _click(next(each for each in page.findChildren(LinkButton) if each.text() == "Clear all"))
    assert _ids(page) == [CONTRACT, AGAIN, FLIGHT, PRICE]


def test_a_click_on_the_cross_takes_a_filter_away(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts, state=RecordState(wanted=RecordFilter(agreement=Agreement.AGAINST)))
    assert _ids(page) == [CONTRACT]
    chip = _chip(page, "Record")
    _click(chip, QPoint(chip.width() - 12, chip.height() // 2))
    assert len(_ids(page)) == 4


def test_dates_are_chosen_by_their_names(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    _pick(qtbot, page, "Date", "the last 7 days")
    assert _ids(page) == [AGAIN]
    _pick(qtbot, page, "Date", "2026")
    assert _ids(page) == [CONTRACT, FLIGHT]
    assert page.state.period == "2026"


def test_words_are_looked_for_while_they_are_typed_and_marked_in_the_reasons(
    qtbot: QtBot, theme: Theme, attempts: Kept
) -> None:
    attempts.add("flight", "wait", 20, NOW, reasons="The engineers stay, 条款 first.")
    page = _show(qtbot, theme, attempts)
    QTest.keyClick(_table(page), KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = page.findChildren(WordsField)[0]
    assert field.hasFocus()
    QTest.keyClicks(field, "engin")
    qtbot.waitUntil(lambda: _ids(page) == ["The flight to Osaka 2"])
    html = [prose.toHtml() for prose in _panel(page).findChildren(Prose)]
    assert any("engineers</span>" in each for each in html)
    QTest.keyClick(field, KEY.Key_Down)
    assert _table(page).hasFocus()
    QTest.keyClick(_table(page), KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, KEY.Key_Escape)
    assert len(_ids(page)) == 5


def test_a_list_without_attempts_says_so_and_leads_back(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts, state=RecordState(wanted=RecordFilter(words="never")))
    assert "No attempt fits" in _texts(page)
    assert not _table(page).isVisible()
    assert not _panel(page).isVisible()
    assert_sound(page)
    (foot,) = page.findChildren(KeyFoot)
    assert foot.text == ""
    assert "search" in _texts(foot)
    assert "move" not in _texts(foot)
    _click(next(each for each in page.findChildren(LinkButton) if each.text() == "Clear all filters"))
    assert _table(page).hasFocus()
    assert _panel(page).isVisible()
    assert page.state.selected == "signing-2"


def test_filters_are_kept_for_the_next_page(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    first = _show(qtbot, theme, attempts)
    _pick(qtbot, first, "Date", "2026")
    _pick(qtbot, first, "Theme", "Talks")
    second = _show(qtbot, theme, attempts, state=first.state)
    assert second.state == first.state
    assert _ids(second) == _ids(first)
    assert _chip(second, "Date").text() == "Date 2026"


def test_the_attempt_on_show_stays_where_it_fits_the_filter(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts, state=RecordState(selected="flight-1"))
    _pick(qtbot, page, "Record", "with the record")
    assert _table(page).current_id == "flight-1"
    _pick(qtbot, page, "Judgement", "vindicated")
    assert _table(page).current_id == "signing-2"


def test_an_answer_that_comes_too_late_changes_nothing(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    _pick(qtbot, page, "Record", "with the record")
    early = attempts.questions[0]
    page.take(Page(early.ticket, 0, tuple(attempts.lines)))
    page.take(Counted(early.ticket, 4, 4, None, 0, attempts.menus()))
    assert _ids(page) == [AGAIN, FLIGHT]
    assert _amount(page) == "2 of 4 attempts"


def test_a_note_is_handed_over_and_shown_with_its_date_and_author(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    panel = _panel(page)
    QTest.keyClick(next(each for each in panel.findChildren(LinkButton) if each.text() == "Add a note"), KEY.Key_Space)
    field = next(each for each in panel.findChildren(QPlainTextEdit) if each.isVisible())
    assert field.hasFocus()
    QTest.keyClicks(field, "I never counted the months.")
    with qtbot.waitSignal(page.note_written) as written:
        QTest.keyClick(field, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert written.args == ["signing-2", "I never counted the months.", None]
    mine = Note("n1", "signing-2", "Mara", Role.LEARNER, None, False, "I never counted the months.", NOW)
    coach = Note("n2", "signing-2", "Ann Berg", Role.COACH, Quality.GOOD, True, "", NOW)
    attempts.seen["signing-2"] = replace(attempts.seen["signing-2"], notes=(mine, coach))
    page.show_again("signing-2")
    settle()
    assert (focus().accessibleName(), panel.isAncestorOf(focus())) == ("Add a note", True)
    text = _texts(panel)
    assert "8 March 2027, by me. I never counted the months." in text
    assert "8 March 2027, by Ann Berg, coach. Good reasons. Said with the outcome covered." in text


def test_esc_leaves_a_note_and_not_the_panel(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    panel = _panel(page)
    _click(next(each for each in panel.findChildren(LinkButton) if each.text() == "Add a note"))
    field = next(each for each in panel.findChildren(QPlainTextEdit) if each.isVisible())
    QTest.keyClick(field, KEY.Key_Escape)
    assert not field.isVisible()
    assert panel.isVisible()


def _write_note(page: RecordPage, text: str) -> None:
    panel = _panel(page)
    _click([each for each in panel.findChildren(LinkButton) if each.text() == "Add a note"][-1])
    QTest.keyClicks(_note_field(page), text)


def _note_field(page: RecordPage) -> QPlainTextEdit:
    """Of the attempt on show, open or not."""
    fields = [each for each in _panel(page).findChildren(QPlainTextEdit) if each.accessibleName() == "A further note"]
    return fields[-1]


def _note(page: RecordPage) -> str:
    field = _note_field(page)
    return field.toPlainText() if field.isVisible() else ""


def test_a_note_half_written_is_there_again_when_its_attempt_is(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    _write_note(page, "I never counted")
    _table(page).go_to("flight-1")
    settle()
    assert _note(page) == ""
    _write_note(page, "Osaka was")
    _table(page).go_to("signing-2")
    settle()
    assert _note(page) == "I never counted"
    assert not [
        each for each in _panel(page).findChildren(LinkButton) if each.text() == "Add a note" and each.isVisible()
    ]
    QTest.keyClicks(_note_field(page), " the months.")
    with qtbot.waitSignal(page.note_written) as written:
        QTest.keyClick(_note_field(page), KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert written.args == ["signing-2", "I never counted the months.", None]
    assert page.state.drafts == {"flight-1": "Osaka was"}


def test_a_note_half_written_is_there_on_a_page_built_anew(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    first = _show(qtbot, theme, attempts)
    _write_note(first, "I never counted")
    second = _show(qtbot, theme, attempts, state=first.state)
    settle()
    assert _note(second) == "I never counted"


@pytest.mark.parametrize("key", [KEY.Key_Escape, KEY.Key_Return])
def test_a_note_that_is_left_or_kept_does_not_come_back(
    qtbot: QtBot, theme: Theme, attempts: Kept, key: Qt.Key
) -> None:
    page = _show(qtbot, theme, attempts)
    _write_note(page, "I never counted")
    assert page.state.drafts
    modifier = Qt.KeyboardModifier.ControlModifier if key == KEY.Key_Return else NO_MODIFIER
    QTest.keyClick(_note_field(page), key, modifier)
    assert not page.state.drafts
    _table(page).go_to("flight-1")
    _table(page).go_to("signing-2")
    settle()
    assert _note(page) == _note_field(page).toPlainText() == ""


def test_a_note_that_could_not_be_kept_is_in_its_field_again(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    page.note_written.connect(lambda attempt_id, text, _quality: page.put_back(attempt_id, text))
    _write_note(page, "I never counted")
    QTest.keyClick(_note_field(page), KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert _note(page) == "I never counted"
    assert page.state.drafts == {"signing-2": "I never counted"}


def test_a_changed_text_is_shown_in_three_ways(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    change = Change("Situation", "A review takes three months.", "A review takes half a year.")
    attempts.seen["signing-1"] = replace(attempts.seen["signing-1"], changes=(change,))
    page = _show(qtbot, theme, attempts, state=RecordState(selected="signing-1"))
    panel = _panel(page)
    assert "The text has changed since: 1 passage" in _texts(panel)
    assert "taken out “three months”; put in “half a year”" in _texts(panel)
    parts = {each.text(): each for each in panel.findChildren(QAbstractButton)}
    _click(parts["Today"])
    assert "A review takes half a year." in _texts(panel)
    assert "three months" not in _texts(panel)
    _click(parts["As I saw it"])
    assert "Until there is a contract, the hardware team waits." in _texts(panel)
    assert "half a year." not in _texts(panel)


def test_attempts_at_one_decision_are_asked_for_side_by_side(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    assert "1 of 2" in _texts(_panel(page))
    link = next(each for each in _panel(page).findChildren(LinkButton) if each.text() == "Side by side")
    with qtbot.waitSignal(page.beside_requested) as asked:
        QTest.keyClick(link, KEY.Key_Return)
    assert asked.args == ["signing-2"]


def test_the_export_is_asked_for(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    page = _show(qtbot, theme, attempts)
    with qtbot.waitSignal(page.export_requested):
        _click(next(each for each in page.findChildren(LinkButton) if each.text() == "Export…"))


def test_any_place_in_a_very_long_list_is_read_when_it_is_gone_to(qtbot: QtBot, theme: Theme, attempts: Kept) -> None:
    base = attempts.lines[1]
    attempts.seen |= {f"a{number}": attempts.seen["flight-1"] for number in range(3_000)}
    lines = tuple(replace(base, id=f"a{n}", created=base.created + dt.timedelta(minutes=n)) for n in range(3_000))
    page = _show(qtbot, theme, attempts, lines=lines)
    table = _table(page)
    assert table.current_id == "a2999"
    QTest.keyClick(table, KEY.Key_Home)
    assert table.current_id == "a0"
    table.go_to_row(1_500)
    assert table.current_id == "a1500"
    read = {question.start for question in attempts.questions}
    assert len(read) < 10
