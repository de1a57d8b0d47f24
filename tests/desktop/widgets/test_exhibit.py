from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import assert_sound, look, named, show, show_bar, visible_text
from trainer.case.sealed import FullSheet
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.chart_view import ChartView
from trainer.desktop.widgets.exhibit import exhibit_view, room_line

TABLE, CHART, PERSON, NOTE, PICTURE = range(5)


def _exhibit(
    qtbot: QtBot,
    qapp: QApplication,
    index: int,
    width: int = 540,
    text_size: int = 100,
    sheet: FullSheet | None = None,
) -> QWidget:
    view = exhibit_view(look(qapp, text_size=text_size), sheet or works.full(), index)
    show_bar(qtbot, view, width, 800)
    return view


def _cell(view: QWidget, text: str) -> QLabel:
    (cell,) = [each for each in view.findChildren(QLabel) if each.text() == text]
    return cell


def _rules(view: QWidget, theme: Theme, ink: str) -> list[int]:
    """Heights at which a rule of that colour crosses the table."""
    frames = [each for each in view.findChildren(QFrame) if type(each) is QFrame and each.height() == 1]
    tone = theme.colour(ink)
    return sorted(each.mapTo(view, QPoint(0, 0)).y() for each in frames if each.palette().window().color() == tone)


def test_exhibits_are_lettered_and_titled(qtbot: QtBot, qapp: QApplication) -> None:
    for index, exhibit in enumerate(works.decision().exhibits):
        view = _exhibit(qtbot, qapp, index)
        assert f"Exhibit {'ABCDE'[index]}: {exhibit.title}" in visible_text(view)


def test_figures_stand_right_and_words_left(qtbot: QtBot, qapp: QApplication) -> None:
    view = _exhibit(qtbot, qapp, TABLE)
    for text in ("Millions", "7.5", "2.25", "9.75"):
        assert _cell(view, text).alignment() & Qt.AlignmentFlag.AlignRight
    for text in ("Part", "The quay", "In all"):
        assert _cell(view, text).alignment() & Qt.AlignmentFlag.AlignLeft
    ends = {_cell(view, text).geometry().right() for text in ("7.5", "2.25", "9.75")}
    assert len(ends) == 1
    tabular = QFont.Tag("tnum")
    assert _cell(view, "2.25").font().featureValue(tabular) == 1


def test_the_total_is_ruled_off_and_strong(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    view = _exhibit(qtbot, qapp, TABLE)
    row, total = _cell(view, "2.25"), _cell(view, "9.75")
    assert total.font().weight() > row.font().weight()
    strong = _rules(view, theme, "ink")
    top, bottom = (each.mapTo(view, QPoint(0, 0)).y() for each in (row, total))
    assert len(strong) == 2  # above the exhibit, and above the total
    assert top < strong[1] < bottom


def test_a_table_without_a_total_has_no_strong_row(qtbot: QtBot, qapp: QApplication) -> None:
    sheet = works.full()
    plain = sheet.briefing.exhibits[TABLE].model_copy(update={"total": False})
    briefing = sheet.briefing.model_copy(update={"exhibits": (plain,)})
    view = _exhibit(qtbot, qapp, 0, sheet=sheet.model_copy(update={"briefing": briefing}))
    assert _cell(view, "9.75").font().weight() == _cell(view, "2.25").font().weight()
    assert len(_rules(view, look(qapp), "ink")) == 1


def test_small_print_stands_below(qtbot: QtBot, qapp: QApplication) -> None:
    shown = visible_text(_exhibit(qtbot, qapp, TABLE))
    assert shown.index("9.75") < shown.index("As the engineer reckoned it.")


def test_a_chart_is_drawn(qtbot: QtBot, qapp: QApplication) -> None:
    assert len(_exhibit(qtbot, qapp, CHART).findChildren(ChartView)) == 1


def test_a_person_is_shown_with_both_names_and_what_they_did_before(qtbot: QtBot, qapp: QApplication) -> None:
    shown = visible_text(_exhibit(qtbot, qapp, PERSON))
    assert "Liu Mei  刘梅" in shown
    assert "engineer of the harbour" in shown
    assert "She had built two harbours." in shown


def test_a_note_is_told(qtbot: QtBot, qapp: QApplication) -> None:
    assert "The bank lends until May." in visible_text(_exhibit(qtbot, qapp, NOTE))


@pytest.mark.parametrize(("width", "shown"), [(40, 40), (500, 60)])
def test_a_picture_keeps_its_proportions_and_is_never_blown_up(
    qtbot: QtBot, qapp: QApplication, width: int, shown: int
) -> None:
    view = _exhibit(qtbot, qapp, PICTURE)
    picture = named(view, "A quay of two berths")
    assert isinstance(picture, QLabel)
    picture.setParent(None)
    show(qtbot, picture, width, 100)
    assert picture.heightForWidth(width) == shown // 2
    pixmap = picture.pixmap().deviceIndependentSize()
    assert (pixmap.width(), pixmap.height()) == (shown, shown // 2)


def test_a_picture_that_cannot_be_drawn_is_told_in_words(qtbot: QtBot, qapp: QApplication) -> None:
    sheet = works.full().model_copy(update={"pictures": {"plan.png": "AAAA"}})
    view = _exhibit(qtbot, qapp, PICTURE, 320, 200, sheet)
    assert "A quay of two berths" in visible_text(view)
    assert_sound(view.window())


@pytest.mark.parametrize(("width", "text_size"), [(320, 100), (540, 100), (540, 200)])
@pytest.mark.parametrize("index", range(5))
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, index: int, width: int, text_size: int) -> None:
    assert_sound(_exhibit(qtbot, qapp, index, width, text_size).window())


def test_those_in_the_room_have_their_part() -> None:
    assert room_line(works.full()) == (("Anna Berg", "decides"), ("Liu Mei", "has drawn the plan"))
