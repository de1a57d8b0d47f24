from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import SIZES, assert_sound, button, focus, look, named, press, settle, show, visible_text
from trainer.case.base import Claim, SourceRef
from trainer.case.outline import ActOutline
from trainer.case.teaching import (
    BoardColumn,
    CaseTeaching,
    TeachingLink,
    TeachingNote,
    TeachingPlan,
    TeachingQuestion,
    TeachingStep,
)
from trainer.desktop.pages.teaching import TeachingPage
from trainer.desktop.teaching_state import TeachingState
from trainer.desktop.widgets.layout import ScrollColumn

Key = Qt.Key

CASE = works.case()
FIRST, SECOND, THIRD = CASE.order[:3]
LONG = "a word that is long, such as Wettbewerbsbeschränkungsgesetz, and 中文的长句子没有空格可以断开"

QUESTIONS = tuple(
    TeachingQuestion(ask=f"What is known, {number}? {LONG}", good=f"The price. {LONG}", weak="“Everything.”")
    for number in (1, 2, 3)
)
BOARD = tuple(
    BoardColumn(title=f"{title}: {LONG}", entries=("the price", LONG, "the debt"))
    for title in ("Known", "Guessed", "Missing", "Never told")
)
NOTE = TeachingNote(
    purpose=f"Learners weigh haste against a debt. {LONG}",
    opening="Ask who would sign today.",
    questions=QUESTIONS,
    missed=("That the old one works.", LONG),
    minutes=(TeachingStep(part=f"Reading {LONG}", minutes=10), TeachingStep(part="Talk", minutes=25)),
    board=BOARD,
    close="Ask what could have waited.",
    links=(TeachingLink(decision=SECOND, why="It began there."), TeachingLink(decision=THIRD, why="It ended there.")),
)
TEACHING = CaseTeaching(
    synopsis=(Claim(text=f"A bakery buys an oven. {LONG}", sources=(SourceRef.parse("s1:3"),)),),
    purpose="Learners decide.",
    audience="Anybody.",
    before_class="Nothing.",
    opening="Hold up a loaf.",
    questions=QUESTIONS,
    missed=(LONG,),
    plans=(TeachingPlan(title=LONG, minutes=1080, decisions=(FIRST,), text=f"- *{SECOND}* first, then *rest*."),),
    board=BOARD,
    close="Eat the loaf.",
)


def state(note: TeachingNote | CaseTeaching, decision_id: str = "", *named: str) -> TeachingState:
    return TeachingState(CASE.info, CASE.acts, note, decision_id, frozenset(named), "Mara")


def title_of(decision_id: str) -> str:
    acts: tuple[ActOutline, ...] = CASE.acts
    return next(each.title for act in acts for each in act.decisions if each.id == decision_id)


def shown(
    qtbot: QtBot, qapp: QApplication, given: TeachingState, width: int = 1280, height: int = 840, size: int = 100
) -> TeachingPage:
    page = TeachingPage(look(qapp, text_size=size), given)
    show(qtbot, page, width, height)
    page.setFocus()
    return page


@pytest.mark.parametrize(("width", "height", "size"), SIZES)
@pytest.mark.parametrize(
    "given", [state(NOTE, FIRST, FIRST), state(TEACHING, "", *CASE.order)], ids=["decision", "case"]
)
def test_a_note_holds_at_every_size(
    qtbot: QtBot, qapp: QApplication, given: TeachingState, width: int, height: int, size: int
) -> None:
    assert_sound(shown(qtbot, qapp, given, width, height, size))


def test_the_note_of_a_decision_shows_all_of_it_in_order(qtbot: QtBot, qapp: QApplication) -> None:
    words = visible_text(shown(qtbot, qapp, state(NOTE, FIRST, *CASE.order)))

    heads = ("Purpose", "Opening", "Questions", "Often missed", "Minutes", "The board", "Close", "See also")
    places = [words.index(f"\n{head}\n") for head in heads]
    assert places == sorted(places)
    assert title_of(FIRST) in words
    assert "Minutes in all\n35" in words
    for text in ("“Everything.”", "That the old one works.", "Never told", "Ask what could have waited."):
        assert text in words


def test_links_name_only_decisions_that_may_be_named(qtbot: QtBot, qapp: QApplication) -> None:
    words = visible_text(shown(qtbot, qapp, state(NOTE, FIRST, FIRST, SECOND)))

    assert title_of(SECOND) in words
    assert "It began there." in words
    assert title_of(THIRD) not in words
    assert "It ended there." not in words


def test_a_link_asks_for_the_other_note_by_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, qapp, state(NOTE, FIRST, *CASE.order))
    links = [each for each in page.findChildren(QTextBrowser) if title_of(SECOND) in each.toPlainText()]
    assert len(links) == 1
    while focus() is not links[0]:
        press(Key.Key_Tab)

    with qtbot.waitSignal(page.note_requested) as asked:
        press(Key.Key_Return)

    assert asked.args == [SECOND]


def test_a_decision_that_a_plan_names_by_its_id_is_a_link_with_its_title(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, qapp, state(TEACHING, "", *CASE.order))
    (plan,) = [each for each in page.findChildren(QTextBrowser) if "first, then" in each.toPlainText()]

    assert plan.toPlainText().strip() == f"{title_of(SECOND)} first, then rest."
    with qtbot.waitSignal(page.note_requested) as asked:
        plan.anchorClicked.emit(f"note:{SECOND}")
    assert asked.args == [SECOND]


@pytest.mark.parametrize(
    ("text", "target"), [("The case as a whole", ""), ("Note before", FIRST), ("Next note", THIRD)]
)
def test_buttons_lead_to_the_case_and_along_the_decisions(
    qtbot: QtBot, qapp: QApplication, text: str, target: str
) -> None:
    page = shown(qtbot, qapp, state(NOTE, SECOND, SECOND))

    with qtbot.waitSignal(page.note_requested) as asked:
        button(page, text).click()

    assert asked.args == [target]


def test_keys_read_on_and_escape_goes_back(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, qapp, state(NOTE, FIRST, FIRST))
    scroll = named(page, "Teaching note")
    assert isinstance(scroll, ScrollColumn)
    assert focus() is scroll

    press(Key.Key_Space)
    after_space = scroll.position
    press(Key.Key_End)
    at_end = scroll.position
    press(Key.Key_Home)
    assert 0 < after_space < at_end == 1
    assert scroll.position == 0
    with qtbot.waitSignal(page.back_requested):
        press(Key.Key_Escape)


def test_a_source_of_the_synopsis_opens_beside_it_and_escape_closes_it_alone(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, qapp, state(TEACHING, "", *CASE.order))
    went_back: list[bool] = []
    page.back_requested.connect(lambda: went_back.append(True))
    while not isinstance(focus(), QTextBrowser):
        press(Key.Key_Tab)
    press(Key.Key_Return)
    assert CASE.info.source("s1").title in visible_text(page)
    assert_sound(page)

    press(Key.Key_Escape)
    settle()

    assert CASE.info.source("s1").title not in visible_text(page)
    assert went_back == []
