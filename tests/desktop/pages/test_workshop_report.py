from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, button, focus, look, named, press, settle, show, texts, visible_text
from tests.workshop.made import Played, play
from trainer.desktop.pages.workshop_report import WorkshopReportPage
from trainer.desktop.painting.figures import Figure
from trainer.desktop.widgets.data_table import DataTable
from trainer.desktop.widgets.folded_lines import MOST
from trainer.desktop.widgets.menu_button import MenuButton
from trainer.desktop.widgets.plot import Plot
from trainer.desktop.widgets.source_note import SourceNote
from trainer.reports.workshop.told import Material, WorkshopTold, tell
from trainer.study.workshop.plan import Round, Step

DECISIONS = ["qualcomm-contract", "launch-price"]


def told(played: Played, *, names: bool = True) -> WorkshopTold:
    material = Material(played.session, played.events, played.sheets, played.shown, played.start.plan)
    return tell(material, names=names)


def opened(
    qtbot: QtBot,
    application: QApplication,
    found: WorkshopTold,
    at: str = "",
    *,
    theme: str = "light",
    size: int = 100,
    width: int = 1280,
    height: int = 840,
) -> WorkshopReportPage:
    page = WorkshopReportPage(look(application, theme, size), found, at=at)
    show(qtbot, page, width, height)
    return page


@pytest.mark.parametrize(("theme", "size", "width"), [("light", 100, 1280), ("dark", 100, 900), ("light", 200, 900)])
@pytest.mark.parametrize("at", ["", DECISIONS[0]])
def test_every_word_stands_whole_in_any_look(
    qtbot: QtBot, qapp: QApplication, at: str, theme: str, size: int, width: int
) -> None:
    found = told(play(41, DECISIONS, title="一个关于时间与价格的很长的工作坊标题" * 3, removed=1, reopened=True))

    page = opened(qtbot, qapp, found, at, theme=theme, size=size, width=width, height=700)

    assert_sound(page)


@pytest.mark.parametrize(
    "played",
    [
        play(3, DECISIONS, reveal=2),
        play(30, DECISIONS, hands=True),
        play(12, DECISIONS, until=(0, Step.FIRST_VOTE)),
        play(500, DECISIONS[:1]),
    ],
    ids=["three", "hands", "stopped", "five hundred"],
)
def test_a_small_a_stopped_and_a_full_room_stand_whole(qtbot: QtBot, qapp: QApplication, played: Played) -> None:
    assert_sound(opened(qtbot, qapp, told(played), DECISIONS[0]))


def test_in_a_low_window_the_head_scrolls_with_the_report(qtbot: QtBot, qapp: QApplication) -> None:
    page = opened(qtbot, qapp, told(play(12, DECISIONS)), size=200, width=900, height=420)
    assert_sound(page)
    assert button(page, "Save…").height() >= button(page, "Save…").minimumSizeHint().height()
    before = named(page, "Head of the page").mapTo(page, QPoint(0, 0)).y()
    press(Qt.Key.Key_PageDown)

    assert named(page, "Head of the page").mapTo(page, QPoint(0, 0)).y() < before


def test_a_second_vote_that_nobody_cast_leaves_the_first_in_the_list(qtbot: QtBot, qapp: QApplication) -> None:
    found = told(play(30, DECISIONS[:1], hands=True))
    decision = found.decisions[0]
    assert decision.shift.second is not None
    empty = replace(decision.shift.second, counts=(0, 0, 0), by_hands=False)
    found = replace(found, decisions=(replace(decision, shift=replace(decision.shift, second=empty)),))

    page = opened(qtbot, qapp, found)

    assert "30 hands" in visible_text(page)
    assert "0 votes" not in visible_text(page)


def test_the_summary_says_who_was_there_and_what_each_decision_came_to(qtbot: QtBot, qapp: QApplication) -> None:
    found = told(play(41, DECISIONS, removed=2))

    page = opened(qtbot, qapp, found)

    said = texts(page)
    assert "2 participants were removed: what they said is not counted." in said
    assert "Tomasz" in said
    (table,) = page.findChildren(DataTable)
    model = table.model()
    rows = [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert [row[0] for row in rows[1:]] == [each.title for each in found.decisions]
    first = found.decisions[0].shift
    assert rows[1][3] == f"{first.moved} of {first.both}"


def test_a_decision_is_chosen_in_the_list_by_mouse_and_by_arrow_keys(qtbot: QtBot, qapp: QApplication) -> None:
    found = told(play(12, DECISIONS))
    page = opened(qtbot, qapp, found)

    button(page, f"1  {found.decisions[0].title}").click()
    settle()
    assert page.at == DECISIONS[0]
    question = found.decisions[0].sheet
    assert question is not None
    assert question.briefing.question in visible_text(page)

    button(page, f"1  {found.decisions[0].title}").setFocus()
    press(Qt.Key.Key_Down)
    settle()
    assert page.at == DECISIONS[1]


def test_where_there_is_no_room_for_the_list_a_menu_takes_its_place(qtbot: QtBot, qapp: QApplication) -> None:
    page = opened(qtbot, qapp, told(play(12, DECISIONS)), DECISIONS[0], size=200, width=900)

    (menu,) = page.findChildren(MenuButton)
    assert menu.isVisible()
    assert not button_of_list(page).isVisible()
    menu.chosen.emit(DECISIONS[1])
    settle()

    assert page.at == DECISIONS[1]
    (menu,) = [each for each in page.findChildren(MenuButton) if each.isVisible()]
    assert page._told.decisions[1].title in menu.text()
    page.resize(2400, 1000)
    settle()
    assert button_of_list(page).isVisible()
    assert not menu.isVisible()


def button_of_list(page: WorkshopReportPage) -> QAbstractButton:
    return page._group.buttons()[0]


def test_each_chart_has_its_table_and_can_be_saved(qtbot: QtBot, qapp: QApplication) -> None:
    found = told(play(41, DECISIONS))
    page = opened(qtbot, qapp, found, DECISIONS[0])
    assert len(page.findChildren(Plot)) == 3
    saved: list[Figure] = []
    page.save_requested.connect(saved.append)

    named(page, "Who moved: show the table").click()  # type: ignore[attr-defined]
    named(page, "Save the chart of Who moved").click()  # type: ignore[attr-defined]

    assert named(page, "Who moved, as a table").isVisible()
    assert [figure.kind for figure in saved] == ["shift"]


def test_of_a_few_people_only_counts_are_told(qtbot: QtBot, qapp: QApplication) -> None:
    page = opened(qtbot, qapp, told(play(3, DECISIONS)), DECISIONS[0])

    assert "Fewer than 8 people voted twice, so only counts are told." in texts(page)
    assert [plot.accessibleName() for plot in page.findChildren(Plot)] == ["What mattered"]


def test_of_many_reasons_the_first_are_shown_and_all_at_the_press_of_a_link(qtbot: QtBot, qapp: QApplication) -> None:
    found = told(play(200, DECISIONS[:1]))
    decision = found.decisions[0]
    ballot = decision.ballot(Round.FIRST)
    assert ballot is not None
    option = max(decision.options, key=lambda each: len(ballot.reasons(each.id)))
    given = ballot.reasons(option.id)
    assert len(given) > MOST
    page = opened(qtbot, qapp, found, decision.id)
    link = next(
        each
        for each in page.findChildren(QAbstractButton)
        if each.accessibleName() == f"Show all {len(given)} reasons for {option.letter}, {option.title}"
    )
    before = texts(page).count("“")

    link.click()
    settle()

    assert texts(page).count("“") == before + len(given) - MOST
    assert given[MOST].reason in getattr(focus(), "text", str)()
    assert_sound(page)


def test_nothing_of_the_record_stands_there_that_the_room_has_not_seen(qtbot: QtBot, qapp: QApplication) -> None:
    played = play(12, DECISIONS, reveal=1)
    record = played.records[DECISIONS[0]].decision.record
    page = opened(qtbot, qapp, told(played), DECISIONS[0])

    said = texts(page)
    assert record.did.text.split("**")[0][:30] in said
    assert "The room has seen 1 of the 6 parts of the record; the others stay sealed." in said
    for claim in (*record.happened, *record.why, *record.looking_back.claims):
        assert claim.text[:40] not in said
    assert record.looking_back.judgement.value not in said


def test_a_source_opens_beside_the_page_and_closes_with_escape(qtbot: QtBot, qapp: QApplication) -> None:
    page = opened(qtbot, qapp, told(play(12, DECISIONS)), DECISIONS[0])
    (note,) = page.findChildren(SourceNote)

    page._open_source("source:001:272")
    settle()
    assert note.isVisible()
    assert "Lei Jun" in texts(note)

    press(Qt.Key.Key_Escape)
    assert not note.isVisible()


def test_names_stand_beside_reasons_only_where_votes_were_open(qtbot: QtBot, qapp: QApplication) -> None:
    secret = opened(qtbot, qapp, told(play(12, DECISIONS)), DECISIONS[0])
    openly = opened(qtbot, qapp, told(play(12, DECISIONS, open_votes=True)), DECISIONS[0])

    assert "Tomasz" not in texts(secret)
    assert "Tomasz" in texts(openly)


def test_what_the_instructor_wants_is_told(qtbot: QtBot, qapp: QApplication) -> None:
    page = opened(qtbot, qapp, told(play(12, DECISIONS, until=(0, Step.DISCUSS))))

    for text, signal in (("All workshops", page.back_requested), ("Go on with it", page.resume_requested)):
        with qtbot.waitSignal(signal):
            button(page, text).click()
    with qtbot.waitSignal(page.export_requested):
        named(page, "Save the report…").click()  # type: ignore[attr-defined]
    ended = opened(qtbot, qapp, told(play(12, DECISIONS)))
    assert "Go on with it" not in texts(ended)
    with qtbot.waitSignal(ended.resume_requested):
        button(ended, "Reopen it").click()
