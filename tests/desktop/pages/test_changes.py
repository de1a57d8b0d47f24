from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import SIZES, assert_sound, focus, look, named, press, settle, show, texts, visible_text
from trainer.case.base import to_plain
from trainer.case.compare import Change, compare
from trainer.case.pieces import Kind, Piece, pieces
from trainer.case.sealed import FullSheet
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.widgets.case_header import Step
from trainer.desktop.widgets.changed_text import excerpt, spoken
from trainer.desktop.widgets.prose import Prose
from trainer.progress.seen import SeenAttempt
from trainer.progress.values import Debrief

Key = Qt.Key
LONG = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessen"


def _changes() -> tuple[Change, ...]:
    plain = to_plain(works.full())
    briefing = plain["briefing"]
    briefing["title"] = LONG
    briefing["exhibits"][0]["rows"][1][1] = "2.75"
    briefing["options"][3]["title"] = "请首都出一半资金"
    briefing["record"]["did"]["text"] = "They waited for a year, and the price fell by <b>half</b>."
    del briefing["record"]["happened"][1]
    briefing["record"]["why"][0]["text"] = "完全是另一回事，" * 20
    return compare(works.full(), FullSheet.model_validate_json(json.dumps(plain), strict=False), 6)


def _page(
    qtbot: QtBot,
    qapp: QApplication,
    changes: tuple[Change, ...],
    *,
    theme: str = "light",
    size: tuple[int, int] = (1280, 840),
    text_size: int = 100,
    today: str = "1.1",
) -> SeenPage:
    seen = SeenAttempt(works.attempt("lease"), works.full(), Debrief({}, ""), (), True, changes, today)
    page = SeenPage(look(qapp, theme, text_size=text_size), seen, 6, "Mara")
    show(qtbot, page, *size)
    return page


def test_what_changed_takes_the_place_of_the_step_and_gives_it_back(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, _changes())
    page.go_to(Step.REVEAL)
    settle()
    named(page, "What changed").setFocus()
    press(Key.Key_Return)
    assert page.shows_changes
    assert focus().accessibleName() == "What changed since"
    assert "I saw version 1.0; today it is version 1.1." in visible_text(page)
    named(page, "Back to the page as I saw it").setFocus()
    with qtbot.assertNotEmitted(page.back_requested):
        press(Key.Key_Return)
    assert (page.shows_changes, page.step) == (False, Step.REVEAL)


def test_escape_leads_back_to_the_step_first(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, _changes())
    page.show_changes()
    settle()
    with qtbot.assertNotEmitted(page.back_requested):
        press(Key.Key_Escape)
    assert not page.shows_changes
    with qtbot.waitSignal(page.back_requested):
        press(Key.Key_Escape)


def test_a_step_chosen_in_the_head_puts_the_changes_away(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, _changes())
    page.show_changes()
    settle()
    named(page, "Debrief, open").setFocus()
    press(Key.Key_Space)
    assert (page.shows_changes, page.step) == (False, Step.DEBRIEF)


def test_taken_out_words_are_struck_through_and_new_ones_underlined(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, (Change("Question", "Build it now?", "Build it today?"),))
    page.show_changes()
    settle()
    prose = named(page, "Question: taken out “now”; put in “today”")
    assert isinstance(prose, Prose)
    styles: dict[tuple[bool, bool], list[str]] = {}
    for position in range(len(prose.toPlainText())):
        cursor = QTextCursor(prose.document())
        cursor.setPosition(position + 1)
        font = cursor.charFormat().font()
        styles.setdefault((font.strikeOut(), font.underline()), []).append(prose.toPlainText()[position])
    assert {key: "".join(value) for key, value in styles.items()} == {
        (False, False): "Build it  ?",
        (True, False): "now",
        (False, True): "today",
    }


def test_texts_are_shown_as_they_are_written(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, _changes())
    page.show_changes()
    settle()
    words = visible_text(page)
    assert "by <b>half</b>" in words
    assert "请首都出" in words


def test_without_anything_open_that_changed_the_page_says_so(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, ())
    assert "What you have opened of it reads the same today." in visible_text(page)
    assert "What changed" not in visible_text(page).splitlines()


def test_a_version_that_kept_its_name_is_told_as_such(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, _changes(), today="1.0")
    page.show_changes()
    settle()
    assert "The version is still called the same." in texts(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, theme: str, width: int, height: int, text_size: int) -> None:
    page = _page(qtbot, qapp, _changes(), theme=theme, size=(width, height), text_size=text_size)
    page.show_changes()
    settle()
    assert_sound(page)


def test_what_stays_is_shown_only_around_a_change() -> None:
    stays = " ".join(f"word{number}" for number in range(200))
    start, gone, new, end = excerpt(pieces(f"{stays} old {stays}", f"{stays} new {stays}"))
    assert (gone, new) == (Piece(Kind.GONE, "old"), Piece(Kind.NEW, "new"))
    assert (start.text[:7], start.text[-8:]) == (" … word", "word199 ")
    assert (end.text[:7], end.text[-3:]) == (" word0 ", " … ")
    assert max(len(start.text), len(end.text)) < 150


@given(st.text(max_size=100), st.text(max_size=100))
def test_short_texts_stay_whole(before: str, after: str) -> None:
    found = pieces(before, after)
    assert excerpt(found) == found


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("One.", "One. Two.", "put in “Two.”"),
        ("", "All.", "new: “All.”"),
        ("All.", "", "no longer there: “All.”"),
        ("It was 5.", "It was 6.", "taken out “5”; put in “6”"),
    ],
)
def test_a_change_can_be_said_in_words(before: str, after: str, said: str) -> None:
    assert spoken(Change("Title", before, after)) == said
