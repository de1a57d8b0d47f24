from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import (
    SIZES,
    assert_sound,
    button,
    focus,
    look,
    named,
    press,
    settle,
    show,
    texts,
    type_text,
    visible_text,
)
from trainer.desktop.pages.briefing import BriefingView
from trainer.desktop.widgets.layout import ScrollColumn
from trainer.study.playthrough import Draft

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
WIDE, NARROW = 1060, 840
WHOLE = Draft("lease", 35, "So.")


def _view(
    qtbot: QtBot,
    qapp: QApplication,
    draft: Draft | None = None,
    width: int = WIDE,
    *,
    height: int = 760,
    text_size: int = 100,
) -> BriefingView:
    view = BriefingView(look(qapp, text_size=text_size), works.case().sheet(works.FIRST), draft or Draft())
    show(qtbot, view, width, height)
    view.focus_story()
    return view


def _story(view: BriefingView) -> ScrollColumn:
    story = named(view, "The situation")
    assert isinstance(story, ScrollColumn)
    return story


def _drafts(view: BriefingView) -> list[Draft]:
    found: list[Draft] = []
    view.draft_changed.connect(found.append)
    return found


def test_nothing_of_the_record_is_on_the_page(qtbot: QtBot, qapp: QApplication) -> None:
    words = texts(_view(qtbot, qapp))
    record = works.decision().record
    for secret in (works.WAIT, works.CONTESTED, works.SECRET_JUDGE, record.happened[0].text, "s1:3"):
        assert secret not in words


def test_the_story_has_act_title_place_room_and_exhibits(qtbot: QtBot, qapp: QApplication) -> None:
    words = visible_text(_view(qtbot, qapp))
    found = [words.index(each) for each in ("Wind.", "Act 1, The north", "The harbour", "Town hall, April 2011")]
    found += [words.index(each) for each in ("The harbour is too small", "Exhibit A", "Exhibit E")]
    assert found == sorted(found)


def test_digits_choose_wherever_the_story_has_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    drafts = _drafts(view)
    press(Key.Key_3)
    assert focus().accessibleName().startswith("3: Lease")
    press(Key.Key_1)
    press(Key.Key_7)
    press(Key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)
    assert [draft.choice for draft in drafts] == ["lease", "build"]


def test_digits_in_the_reasons_are_text(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, Draft("lease", 35))
    view.go_to_call()
    type_text("in 2 years")
    assert view.draft.reasons == "in 2 years"
    assert view.draft.choice == "lease"


def test_space_turns_the_page_of_the_story_and_back(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, height=400)
    story = _story(view)
    press(Key.Key_Space)
    once = story.position
    assert once > 0
    press(Key.Key_Space)
    assert story.position > once
    press(Key.Key_Space, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert story.position == once


def test_the_draft_tells_how_far_the_story_is_scrolled(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    drafts = _drafts(view)
    press(Key.Key_Space)
    assert drafts[-1].scroll == _story(view).position > 0


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_one_finds_the_story_where_one_left_it(qtbot: QtBot, qapp: QApplication, width: int) -> None:
    view = BriefingView(look(qapp), works.case().sheet(works.FIRST), Draft(scroll=0.6))
    drafts = _drafts(view)
    show(qtbot, view, width, 760)
    assert _story(view).position == pytest.approx(0.6, abs=0.01)
    assert drafts == []
    assert view.draft.scroll == pytest.approx(0.6, abs=0.01)


@pytest.mark.parametrize("keys", [Key.Key_Return, Key.Key_Enter])
def test_ctrl_enter_commits_what_is_whole(qtbot: QtBot, qapp: QApplication, keys: Key) -> None:
    view = _view(qtbot, qapp, WHOLE)
    with qtbot.waitSignal(view.commit_requested) as committed:
        press(keys, modifier=CTRL)
    assert committed.args == [WHOLE]


def test_ctrl_enter_leads_to_what_is_missing(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    with qtbot.assertNotEmitted(view.commit_requested):
        press(Key.Key_Return, modifier=CTRL)
        assert focus().accessibleName() == "1: Build it"
        press(Key.Key_Space)
        press(Key.Key_Return, modifier=CTRL)
        assert focus().accessibleName() == "How likely is it that they chose the same?"
        type_text("35")
        press(Key.Key_Return, modifier=CTRL)
        assert focus().accessibleName() == "My reasons, in your own words"


def test_committing_begins_with_the_first_thing_written(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    told: list[bool] = []
    view.committing.connect(told.append)
    press(Key.Key_Space)
    assert not any(told)
    press(Key.Key_1)
    assert told[-1]


def test_wide_the_call_stands_beside_the_story(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    assert not view.narrow
    card = named(view, "1: Build it")
    story = _story(view)
    assert not story.isAncestorOf(card)
    assert card.mapTo(view, QPoint(0, 0)).x() > story.geometry().right()
    assert button(view, "Commit").mapTo(view, QPoint(0, 0)).x() > story.geometry().right()
    assert "Make my call" not in visible_text(view)


def test_narrow_the_call_follows_the_story_and_the_bar_stays(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, width=NARROW)
    assert view.narrow
    story = _story(view)
    assert story.isAncestorOf(named(view, "1: Build it"))
    lead = button(view, "Make my call")
    assert not story.isAncestorOf(lead)
    assert lead.mapTo(view, QPoint(0, lead.height())).y() <= view.height()
    assert "Commit" not in visible_text(view)


@pytest.mark.parametrize("by_key", [True, False])
def test_narrow_one_is_led_to_the_call(qtbot: QtBot, qapp: QApplication, by_key: bool) -> None:
    view = _view(qtbot, qapp, width=NARROW)
    if by_key:
        press(Key.Key_Down, modifier=CTRL)
    else:
        qtbot.mouseClick(button(view, "Make my call"), Qt.MouseButton.LeftButton)
        settle()
    card = named(view, "1: Build it")
    assert card.hasFocus()
    top = card.mapTo(view, QPoint(0, 0)).y()
    assert 0 <= top < view.height() - card.height()
    assert not button(view, "Commit").isEnabled()
    assert "Make my call" not in visible_text(view)
    view.go_to_story()
    settle()
    assert _story(view).position == 0
    assert "Make my call" in visible_text(view)


def test_what_is_written_survives_a_change_of_width(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, WHOLE)
    for width in (NARROW, WIDE):
        view.resize(width, 760)
        settle()
        assert view.narrow == (width == NARROW)
        assert view.draft.choice == "lease"
        assert (view.draft.forecast, view.draft.reasons) == (35, "So.")
        assert_sound(view)


def test_a_kept_draft_is_told(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, WHOLE)
    view.show_saved(dt.datetime(2026, 11, 22, 21, 16, tzinfo=dt.UTC))
    assert "Draft kept 21:16" in visible_text(view)


def test_tab_goes_from_the_story_to_the_call_and_its_foot(qtbot: QtBot, qapp: QApplication) -> None:
    _view(qtbot, qapp, WHOLE)
    passed = [focus().accessibleName()]
    for _ in range(12):
        press(Key.Key_Tab)
        passed.append(focus().accessibleName())
    order = [
        "The situation",
        "3: Lease the quay of the neighbours until there is money",
        "How likely is it that they chose the same?",
        "My reasons, in your own words",
        "Commit",
    ]
    assert [name for name in dict.fromkeys(passed) if name in order] == order


@pytest.mark.parametrize(("width", "height", "text_size"), [*SIZES, (640, 480, 100)])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int) -> None:
    rail = 113 if text_size == 200 else 57 if width < 1160 else 221
    view = _view(qtbot, qapp, WHOLE, width - rail, height=height, text_size=text_size)
    assert_sound(view)
