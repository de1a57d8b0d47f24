from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.cases import NAMES, debriefed, outline
from tests.desktop.support import SIZES, assert_sound, look, settle, show, texts, visible_text
from tests.desktop.test_course_state import themed
from trainer.desktop.library_state import BrokenCase, LibraryState, Shelf
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.painting.cover import CoverView
from trainer.desktop.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from trainer.study.course import SHORT

EVENING = dt.datetime(2026, 11, 22, 20, 30, tzinfo=dt.UTC)
LONG = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessen"
BROKEN = BrokenCase("Ships", "cases/my ships", ("case.yaml:1:1: one", "case.yaml:2:1: two", "a:3", "b:4", "c:5"))


def _page(qtbot: QtBot, qapp: QApplication, *shelves: Shelf, broken: tuple[BrokenCase, ...] = ()) -> LibraryPage:
    page = LibraryPage(look(qapp), LibraryState("Mara", EVENING, shelves, broken, ("places/cases",)))
    show(qtbot, page)
    return page


def _primary(page: LibraryPage) -> PrimaryButton:
    (button,) = page.findChildren(PrimaryButton)
    return button


def test_enter_goes_on_with_the_case(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, Shelf(outline(), debriefed(1)))
    assert _primary(page).hasFocus()
    with qtbot.waitSignal(page.continue_requested) as went:
        qtbot.keyClick(_primary(page), Qt.Key.Key_Return)
    assert went.args == ["phones"]


def test_enter_goes_on_wherever_the_focus_is(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, Shelf(outline()))
    with qtbot.waitSignal(page.continue_requested):
        qtbot.keyClick(page, Qt.Key.Key_Enter)


def test_the_page_greets_and_says_where_one_left_off(qtbot: QtBot, qapp: QApplication) -> None:
    said = texts(_page(qtbot, qapp, Shelf(outline(), debriefed(1))))
    assert "Good evening, Mara." in said
    assert "You left off at bookmark 2." in said
    assert "Continue: The contract" in said
    assert "Decision 2 of 6, 3 April 2010. About a quarter of an hour." in said


@pytest.mark.parametrize("done", range(7))
def test_no_title_of_a_sealed_decision_is_given_away(qtbot: QtBot, qapp: QApplication, done: int) -> None:
    other = outline((2, 2), case_id="ships", title="Ships")
    page = _page(qtbot, qapp, Shelf(outline(), debriefed(done)), Shelf(other))
    said = texts(page)
    named = {NAMES[0]} | ({NAMES[done]} if done < 6 else set())
    assert {name for name in NAMES if name in said} - named == set()
    assert done == 6 or NAMES[done] in said


def test_a_case_gone_through_leads_to_the_record(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, Shelf(outline(), debriefed(6)))
    assert "All decisions are made." in texts(page)
    with qtbot.waitSignal(page.record_requested):
        qtbot.keyClick(_primary(page), Qt.Key.Key_Return)


def test_where_another_case_waits_not_all_is_said_to_be_done(qtbot: QtBot, qapp: QApplication) -> None:
    ships = outline((2, 2), case_id="ships", title="Ships")
    said = texts(_page(qtbot, qapp, Shelf(outline(), debriefed(6)), Shelf(ships)))
    assert "Phones is at its end; another case waits below." in said
    assert "All decisions are made." not in said
    done = Shelf(ships, debriefed(4))
    assert "All decisions are made." in texts(_page(qtbot, qapp, Shelf(outline(), debriefed(6)), done))


def test_further_cases_are_continued_by_their_own_buttons(qtbot: QtBot, qapp: QApplication) -> None:
    ships = Shelf(outline((2, 2), case_id="ships", title="Ships"), debriefed(1))
    trains = Shelf(outline((1, 1), case_id="trains", title="Trains"))
    page = _page(qtbot, qapp, Shelf(outline()), ships, trains)
    names = [button.accessibleName() for button in page.findChildren(SecondaryButton)]
    assert names == ["Continue Ships: The contract", "Begin Trains: The partnership"]
    qtbot.keyClick(_primary(page), Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.continue_requested) as went:
        focused = qapp.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert went.args == ["ships"]
    assert "1 of 4 decided" in texts(page)


def test_without_a_case_the_page_says_where_to_put_one(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    said = texts(page)
    assert "Cases are looked for in this folder:" in said
    assert "places/cases" in said
    with qtbot.waitSignal(page.look_again_requested):
        qtbot.keyClick(_primary(page), Qt.Key.Key_Return)


@pytest.mark.parametrize("shelves", [(), (Shelf(outline()),)])
def test_a_case_can_be_installed_with_and_without_others(
    qtbot: QtBot, qapp: QApplication, shelves: tuple[Shelf, ...]
) -> None:
    page = _page(qtbot, qapp, *shelves)
    qtbot.keyClick(_primary(page), Qt.Key.Key_Tab)
    focused = qapp.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Install a case…"
    with qtbot.waitSignal(page.install_requested):
        qtbot.keyClick(focused, Qt.Key.Key_Return)


@pytest.mark.parametrize("width", [1280, 500])
def test_the_keyboard_goes_from_shelf_to_shelf_and_comes_to_installing_last(
    qtbot: QtBot, qapp: QApplication, width: int
) -> None:
    shelves = (Shelf(outline()), Shelf(outline(case_id="ships", title="The ships")))
    page = LibraryPage(look(qapp), LibraryState("Mara", EVENING, shelves))
    show(qtbot, page, width, 840)
    names = []
    for _ in range(3):
        focused = qapp.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert names[0].startswith("Begin: ")
    assert names[1].startswith("Begin The ships: ")
    assert names[2] == "Install a case…"


def test_a_case_with_errors_shows_the_first_and_what_to_do(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, Shelf(outline()), broken=(BROKEN,))
    said = texts(page)
    assert "This case has errors" in said
    assert "case.yaml:1:1: one" in said
    assert "b:4" not in said
    assert "and 2 more" in said
    assert 'trainer check "cases/my ships"' in said
    assert_sound(page)


def test_a_decision_too_long_for_the_button_is_named_below_it(qtbot: QtBot, qapp: QApplication) -> None:
    case = outline()
    first = case.acts[0].decisions[0]
    title = "A very long title of a decision " * 8
    act = replace(case.acts[0], decisions=(replace(first, title=title.strip()),))
    longer = replace(case, acts=(act, *case.acts[1:]))
    page = _page(qtbot, qapp, Shelf(longer))
    assert _primary(page).text() == "Begin"
    assert _primary(page).accessibleName() == f"Begin: {title.strip()}"
    assert f"{title.strip()}. Decision 1 of 6" in texts(page)
    assert_sound(page)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("width", "height", "text_size"), [*SIZES, (640, 480, 200), (1920, 1080, 100)])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, name: str, width: int, height: int, text_size: int) -> None:
    chinese = outline((12, 7, 1), case_id="zh", title="小米创业思考、从金山软件到世界五百强的漫长道路" * 2)
    many = outline((60, 42, 1), case_id="many", title=LONG)
    shelves = (Shelf(many, debriefed(61)), Shelf(chinese, debriefed(13)), Shelf(outline()))
    state = LibraryState(LONG, EVENING, shelves, (BROKEN,), (f"places/{LONG}/{LONG}",), due=200)
    page = LibraryPage(look(qapp, name, text_size), state)
    show(qtbot, page, width, height)
    assert_sound(page)


@pytest.mark.parametrize(
    ("due", "head", "button", "time"),
    [
        (1, "1 decision comes back today", "Recall it", "About a minute."),
        (7, "7 decisions come back today", "Recall them", "About four minutes."),
        (10, "10 decisions come back today", "Recall them", "About five minutes."),
        (25, "25 decisions come back today", "Recall them", "Ten at a time, about five minutes."),
    ],
)
def test_it_says_what_comes_back_and_leads_there(
    qtbot: QtBot, qapp: QApplication, due: int, head: str, button: str, time: str
) -> None:
    page = LibraryPage(look(qapp), LibraryState("Mara", EVENING, (Shelf(outline(), debriefed(1)),), due=due))
    show(qtbot, page)
    said = visible_text(page)
    assert head in said
    assert time in said
    (link,) = [each for each in page.findChildren(SecondaryButton) if each.text() == button]
    with qtbot.waitSignal(page.recall_requested):
        qtbot.keyClick(link, Qt.Key.Key_Return)


def test_where_nothing_comes_back_it_says_nothing_of_it(qtbot: QtBot, qapp: QApplication) -> None:
    assert "back today" not in texts(_page(qtbot, qapp, Shelf(outline(), debriefed(1))))


def test_what_comes_back_is_in_sight_with_the_next_step(qtbot: QtBot, qapp: QApplication) -> None:
    page = LibraryPage(look(qapp), LibraryState("Mara", EVENING, (Shelf(outline(), debriefed(1)),), due=3))
    show(qtbot, page, 1280, 784)
    (link,) = [each for each in page.findChildren(SecondaryButton) if each.text() == "Recall them"]
    assert page.rect().contains(link.mapTo(page, link.rect().bottomRight()))


@pytest.mark.parametrize(("width", "height", "text_size"), SIZES)
def test_nothing_is_cut_without_cases(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int
) -> None:
    page = LibraryPage(look(qapp, "light", text_size), LibraryState(LONG, EVENING, places=(f"places/{LONG}" * 3,)))
    show(qtbot, page, width, height)
    assert_sound(page)


def test_the_page_follows_the_window(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, Shelf(outline(), debriefed(1)))
    (cover,) = page.findChildren(CoverView)
    wide = cover.width()
    page.resize(500, 700)
    settle()
    assert cover.width() < wide / 2
    assert_sound(page)
    page.resize(1280, 840)
    settle()
    assert cover.width() == wide
    assert_sound(page)


def test_the_first_pages_need_nothing_heavy() -> None:
    heavy = (
        "pydantic",
        "sqlmodel",
        "sqlalchemy",
        "alembic",
        "yaml",
        "markdown_it",
        "PySide6.QtSvg",
        "PySide6.QtNetwork",
    )
    script = (
        "import sys, trainer.desktop.pages.library, trainer.desktop.pages.first_start, trainer.desktop.pages.trouble\n"
        "import trainer.desktop.widgets.top_bar, trainer.desktop.widgets.learner_menu\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("packs", "said"), [(1, "A case is being read."), (2, "Two cases are being read.")])
def test_cases_that_are_still_read_are_announced_and_nothing_leads_nowhere(
    qtbot: QtBot, qapp: QApplication, packs: int, said: str
) -> None:
    page = LibraryPage(look(qapp), LibraryState("Mara", EVENING, reading=packs))
    show(qtbot, page)
    assert said in visible_text(page)
    assert "There is no case here yet" not in visible_text(page)
    assert not [each for each in page.findChildren(PrimaryButton) if each.isVisible()]
    with qtbot.assertNotEmitted(page.look_again_requested):
        qtbot.keyClick(page, Qt.Key.Key_Return)
    assert_sound(page)


def test_one_more_case_that_is_still_read_stands_below_the_others(qtbot: QtBot, qapp: QApplication) -> None:
    page = LibraryPage(look(qapp), LibraryState("Mara", EVENING, (Shelf(outline()),), reading=1))
    show(qtbot, page)
    assert "One more case is being read." in visible_text(page)
    assert _primary(page).hasFocus()


def test_other_ways_through_a_case_are_asked_for_by_a_quiet_link(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, Shelf(themed(), debriefed(1)))
    link = next(each for each in page.findChildren(LinkButton) if each.text().startswith("Other ways"))
    with qtbot.waitSignal(page.ways_requested) as asked, qtbot.assertNotEmitted(page.continue_requested):
        qtbot.keyClick(link, Qt.Key.Key_Return)
    assert asked.args == ["phones"]


def test_a_case_of_one_way_has_no_such_link(qtbot: QtBot, qapp: QApplication) -> None:
    assert "Other ways" not in texts(_page(qtbot, qapp, Shelf(outline(), debriefed(1))))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("done", [1, 6])
def test_a_shelf_on_another_course_is_whole_at_every_size(
    qtbot: QtBot, qapp: QApplication, size: tuple[int, int, int], done: int
) -> None:
    shelf = Shelf(themed(), debriefed(done), opened=True, chosen=SHORT)
    page = LibraryPage(look(qapp, text_size=size[2]), LibraryState("Mara", EVENING, (shelf,)))
    show(qtbot, page, size[0], size[1])
    assert_sound(page)
