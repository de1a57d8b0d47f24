from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.cases import outline
from tests.desktop.support import SIZES, assert_sound, focus, look, named, press, settle, show, type_text, visible_text
from trainer.case.passages import Part, Passage
from trainer.case.search import Query, search
from trainer.desktop.pages.search import SearchPage
from trainer.desktop.search_state import Results, results
from trainer.desktop.widgets.case_header import Step
from trainer.desktop.widgets.layout import ScrollColumn
from trainer.desktop.widgets.result_row import ResultRow

ACTS = outline().acts
PASSAGES = (
    Passage("d1", Part.TITLE, "The partnership"),
    Passage("d1", Part.SITUATION, "A partner asks for the price of the 手机, and for a 📱 too."),
    Passage("d2", Part.OPTION, "Ask for a lower price first.", "Bargain"),
    Passage("d2", Part.WHY, "The price was " + "much " * 90 + "too high for a partner."),
    Passage("d2", Part.TAKEAWAY, "A price is a promise."),
)


def found(query: str, passages: tuple[Passage, ...] = PASSAGES, waiting: int = 0) -> Results:
    return results(query, search(Query.parse(query), passages), ACTS, waiting=waiting)


def _page(
    qtbot: QtBot, qapp: QApplication, shown: Results | None = None, size: tuple[int, int, int] = (1280, 840, 100)
) -> SearchPage:
    page = SearchPage(look(qapp, text_size=size[2]), "Phones: from one to six", "Mara", shown.query if shown else "")
    if shown is not None:
        page.show_results(shown)
    show(qtbot, page, size[0], size[1])
    page.focus_start()
    return page


def _field(page: SearchPage) -> QLineEdit:
    (field,) = page.findChildren(QLineEdit)
    return field


def test_what_is_typed_is_asked_for_after_a_pause(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    asked: list[str] = []
    page.query_changed.connect(asked.append)
    type_text("price")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["price"])


def test_enter_asks_at_once_and_goes_to_the_first_that_was_found(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    page.query_changed.connect(lambda query: page.show_results(found(query)))
    type_text("lower")
    with qtbot.waitSignal(page.place_chosen) as chosen:
        press(Qt.Key.Key_Return)
    (place,) = chosen.args
    assert (place.decision_id, place.step, place.text) == ("d2", Step.COMMIT, "Ask for a lower price first.")


def test_enter_does_nothing_where_nothing_was_found(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, found("zebra"))
    with qtbot.assertNotEmitted(page.place_chosen):
        press(Qt.Key.Key_Return)


def test_results_stand_under_their_decisions_with_their_places_and_a_count(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, found("price"))
    said = visible_text(page)
    assert "4 passages in 2 decisions." in said
    assert [line for line in ("Act 1, Act title 1. 2 April 2010", "The partnership") if line not in said] == []
    shown = [(row.accessibleName().partition(":")[0], row.line.place.step) for row in page.rows]
    assert shown == [
        ("Option", Step.COMMIT),
        ("Why", Step.REVEAL),
        ("What I take along", Step.DEBRIEF),
        ("The situation", Step.READ),
    ]
    assert page.rows[0].line.where == "Option: Bargain"


def test_the_words_found_are_bold_and_underlined(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, found("too 手机"))
    (row,) = page.rows
    shown = [
        (form.start, form.length, form.format.fontWeight(), form.format.fontUnderline())
        for form in row._snippet.formats()
    ]
    bold = QFont.Weight.DemiBold.value
    text = row.line.snippet
    assert shown == [
        (text.index("手机"), 2, bold, True),
        (text.index("too") + 1, 3, bold, True),  # Qt counts the sign before it as two
    ]


def test_the_arrows_go_through_all_that_was_found_and_back_to_the_field(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, found("price"))
    for row in page.rows:
        press(Qt.Key.Key_Down)
        assert focus() is row
    press(Qt.Key.Key_Down)
    assert focus() is page.rows[-1]
    press(*[Qt.Key.Key_Up] * len(page.rows))
    assert focus() is _field(page)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_opens_what_has_the_focus(qtbot: QtBot, qapp: QApplication, key: Qt.Key) -> None:
    page = _page(qtbot, qapp, found("price"))
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.place_chosen) as chosen:
        press(key)
    assert chosen.args == [page.rows[1].line.place]


def test_tab_goes_from_the_field_to_what_was_found_in_order(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, found("price"))
    for row in page.rows:
        press(Qt.Key.Key_Tab)
        assert focus() is row


def test_escape_leads_back_and_ctrl_f_to_the_field(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, found("price"))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    assert focus() is _field(page)
    assert _field(page).selectedText() == "price"
    with qtbot.waitSignal(page.back_requested):
        press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.back_requested):
        qtbot.mouseClick(named(page, "Back: Decision"), Qt.MouseButton.LeftButton)


def test_before_anything_is_typed_it_says_what_is_searched(qtbot: QtBot, qapp: QApplication) -> None:
    said = visible_text(_page(qtbot, qapp))
    assert "What is sealed isn’t searched." in said
    assert "quotes" in said


def test_nothing_found_is_said_with_what_was_looked_for(qtbot: QtBot, qapp: QApplication) -> None:
    said = visible_text(_page(qtbot, qapp, found("zebra")))
    assert "Nothing of what you have read so far has “zebra”." in said
    assert "What is sealed isn’t searched." in said


def test_while_decisions_are_still_looked_through_nothing_is_said_to_be_missing(
    qtbot: QtBot, qapp: QApplication
) -> None:
    page = _page(qtbot, qapp, found("zebra", waiting=3))
    said = visible_text(page)
    assert "Nothing so far. 3 more decisions are being looked through." in said
    assert "Nothing of what you have read" not in said
    page.show_results(found("zebra"))
    settle()
    assert "Nothing of what you have read so far has “zebra”." in visible_text(page)


def test_more_that_comes_in_leaves_the_focus_where_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, found("price", PASSAGES[:3], waiting=1))
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    here = focus()
    assert isinstance(here, ResultRow)
    place = here.line.place
    page.show_results(found("price"))
    settle()
    there = focus()
    assert isinstance(there, ResultRow)
    assert there.line.place == place
    assert len(page.rows) == 4


def test_what_there_is_no_room_for_is_counted(qtbot: QtBot, qapp: QApplication) -> None:
    many = tuple(Passage("d1", Part.WHY, f"A price, number {each}.") for each in range(8))
    page = _page(qtbot, qapp, found("price", many))
    assert len(page.rows) == 5
    assert "3 more passages here" in visible_text(page)
    assert "8 passages in 1 decision." in visible_text(page)


def test_no_more_decisions_are_shown_than_anybody_reads(qtbot: QtBot, qapp: QApplication) -> None:
    acts = outline([30]).acts
    many = tuple(Passage(f"d{each % 30 + 1}", Part.WHY, f"A price, number {each}.") for each in range(90))
    shown = results("price", search(Query.parse("price"), many), acts)
    page = _page(qtbot, qapp, shown)
    assert len(page.rows) == 40
    assert "16 more decisions have it. A further word finds less." in visible_text(page)


def test_what_cannot_be_read_is_said(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, replace(found("price"), unread=("The stored text of 'd3' is damaged.",)))
    assert "The stored text of 'd3' is damaged." in visible_text(page)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["price", "", "Wolfeschlegelsteinhausenbergerdorff" * 4])
def test_every_word_is_whole_at_every_size(
    qtbot: QtBot, qapp: QApplication, size: tuple[int, int, int], query: str
) -> None:
    long = Passage("d3", Part.EXHIBIT, "价" * 90 + " price " + "w" * 200, "一个很长的标题" * 12)
    page = _page(qtbot, qapp, found(query, (*PASSAGES, long)), size)
    assert_sound(page)
    for row in page.rows:
        assert row.height() >= row.heightForWidth(row.width())


def test_more_that_comes_in_twice_at_once_moves_neither_focus_nor_page(qtbot: QtBot, qapp: QApplication) -> None:
    many = tuple(Passage(f"d{each // 5 + 1}", Part.WHY, f"A price, number {each}.") for each in range(30))
    page = _page(qtbot, qapp, found("price", many[:10], waiting=2), (900, 500, 100))
    press(*[Qt.Key.Key_Down] * 3)
    here = focus()
    assert isinstance(here, ResultRow)
    place, bar = here.line.place, page.findChildren(ScrollColumn)[0].verticalScrollBar()
    scrolled = bar.value()
    page.show_results(found("price", many[:20], waiting=1))
    page.show_results(found("price", many))
    settle()
    there = focus()
    assert isinstance(there, ResultRow)
    assert there.line.place == place
    assert there.visibleRegion().boundingRect() == there.rect()
    assert bar.value() == scrolled


def test_what_has_the_focus_stays_in_sight_when_better_ones_come_in_above(qtbot: QtBot, qapp: QApplication) -> None:
    many = tuple(Passage(f"d{each // 5 + 1}", Part.WHY, f"A price, number {each}.") for each in range(30))
    first = (Passage("d6", Part.WHY, "A price of its own."),)
    page = _page(qtbot, qapp, found("price", first, waiting=1), (900, 500, 100))
    press(Qt.Key.Key_Down)
    page.show_results(found("price", (*many[:25], *first)))
    settle()
    there = focus()
    assert isinstance(there, ResultRow)
    assert there.line.snippet == "A price of its own."
    assert page.rows.index(there) > 4
    assert there.visibleRegion().boundingRect() == there.rect()
