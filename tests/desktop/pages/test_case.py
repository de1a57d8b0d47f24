from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
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
    type_text,
    visible_text,
)
from tests.journeys.driver import held
from tests.progress import tiny
from trainer.desktop.desk import Desk
from trainer.desktop.pages.briefing import BriefingView
from trainer.desktop.pages.case import CasePage
from trainer.desktop.pages.debrief import DebriefView
from trainer.desktop.pages.reveal import RevealView
from trainer.desktop.pages.sealed_story import SealedStory
from trainer.desktop.widgets.case_header import Step
from trainer.progress.store import Store
from trainer.progress.values import FactorMark, Learner
from trainer.study.playthrough import REVEAL_STEPS, Draft, Stage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
WHOLE = Draft("lease", 35, "So.")
ALL = len(REVEAL_STEPS)


@pytest.fixture
def desk(qapp: QApplication, store: Store, mara: Learner, clock: tiny.Clock) -> Iterator[Desk]:
    desk = Desk(store, works.case(), mara, clock)
    yield desk
    desk.end()  # the store is closed next


def _page(
    qtbot: QtBot, qapp: QApplication, desk: Desk, size: tuple[int, int] = (1280, 840), text_size: int = 100
) -> CasePage:
    page = CasePage(look(qapp, text_size=text_size), desk)
    page.show_decision(desk.playthrough.current or desk.playthrough.order[-1])
    show(qtbot, page, *size)
    return page


def _finish(desk: Desk, decision_id: str) -> None:
    attempt = desk.commit(decision_id, Draft("wait", 35, "So."))
    desk.unfold(attempt, ALL)
    desk.close_debrief(attempt)


def test_a_decision_goes_from_reading_to_the_next_one(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    page = _page(qtbot, qapp, desk)
    assert (page.step, type(page.view)) == (Step.READ, BriefingView)
    press(Key.Key_3)
    assert page.step is Step.COMMIT
    press(Key.Key_Return, modifier=CTRL)
    type_text("35")
    press(Key.Key_Return, modifier=CTRL)
    type_text("So.")
    press(Key.Key_Return, modifier=CTRL)
    assert (page.step, type(page.view)) == (Step.REVEAL, RevealView)
    assert desk.playthrough.standing(works.FIRST).steps == 1
    press(*[Key.Key_Space] * ALL)
    assert (page.step, type(page.view)) == (Step.DEBRIEF, DebriefView)
    press(Key.Key_S, Key.Key_M)
    assert dict(desk.debrief(desk.attempt(works.FIRST)).marks) == {"cash": FactorMark.SAW, "trust": FactorMark.MISSED}
    press(Key.Key_Return, modifier=CTRL)
    assert (page.decision_id, page.step) == (works.SECOND, Step.READ)
    assert desk.playthrough.standing(works.FIRST).done


def test_the_last_debrief_leads_to_the_record(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    for each in (works.FIRST, works.SECOND):
        _finish(desk, each)
    attempt = desk.commit(works.THIRD, Draft("wait", 35, "So."))
    desk.unfold(attempt, ALL)
    page = _page(qtbot, qapp, desk)
    assert "The case ends here" in visible_text(page)
    with qtbot.waitSignal(page.record_requested):
        qtbot.mouseClick(button(page, "See my record"), Qt.MouseButton.LeftButton)
    assert desk.playthrough.current is None


def test_a_draft_opens_where_it_was_left(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    desk.keep(works.FIRST, WHOLE)
    page = _page(qtbot, qapp, desk)
    assert page.step is Step.COMMIT
    assert isinstance(page.view, BriefingView)
    assert (page.view.draft.choice, page.view.draft.forecast, page.view.draft.reasons) == ("lease", 35, "So.")


def test_what_was_only_read_is_still_reading(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    desk.keep(works.FIRST, Draft(scroll=0.4))
    assert _page(qtbot, qapp, desk).step is Step.READ


def test_a_kept_draft_is_told_on_the_page(qtbot: QtBot, qapp: QApplication, desk: Desk, clock: tiny.Clock) -> None:
    desk.keep(works.FIRST, WHOLE)
    page = _page(qtbot, qapp, desk)
    press(Key.Key_2)
    desk.flush()
    assert f"Draft kept {clock.now.astimezone():%H:%M}" in visible_text(page)


def test_the_head_leads_back_to_what_is_open_and_no_further(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    attempt = desk.commit(works.FIRST, WHOLE)
    desk.unfold(attempt, 2)
    page = _page(qtbot, qapp, desk)
    assert isinstance(page.view, RevealView)
    qtbot.mouseClick(named(page, "Read, done"), Qt.MouseButton.LeftButton)
    settle()
    assert (page.step, type(page.view)) == (Step.READ, SealedStory)
    assert not named(page, "Debrief, to come").isEnabled()
    page.go_to(Step.DEBRIEF)
    settle()
    assert isinstance(page.view, RevealView)
    assert page.view.steps == 2


def test_reading_and_committing_are_one_page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    page = _page(qtbot, qapp, desk)
    press(Key.Key_3)
    view = page.view
    for step in (Step.READ, Step.COMMIT):
        page.go_to(step)
        settle()
        assert page.view is view
    assert focus().accessibleName() == "How likely is it that they chose the same?"


def test_the_rail_leads_to_another_decision_and_keeps_what_was_written(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    _finish(desk, works.FIRST)
    page = _page(qtbot, qapp, desk)
    assert page.decision_id == works.SECOND
    press(Key.Key_1)
    qtbot.mouseClick(named(page, "The harbour, April 2011, decided"), Qt.MouseButton.LeftButton)
    settle()
    assert (page.decision_id, page.step) == (works.FIRST, Step.DEBRIEF)
    qtbot.mouseClick(named(page, "The bridge, April 2011, open"), Qt.MouseButton.LeftButton)
    settle()
    assert page.step is Step.COMMIT
    assert desk.draft(works.SECOND).choice == "build"


def test_a_done_decision_can_be_tried_again(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    _finish(desk, works.FIRST)
    page = _page(qtbot, qapp, desk)
    page.show_decision(works.FIRST)
    settle()
    qtbot.mouseClick(button(page, "Try this decision again"), Qt.MouseButton.LeftButton)
    settle()
    assert (page.step, type(page.view)) == (Step.READ, BriefingView)
    assert works.WAIT not in visible_text(page)


@pytest.mark.parametrize("by_notice", [True, False])
def test_a_commitment_that_fails_is_told_and_tried_again(
    qtbot: QtBot, qapp: QApplication, desk: Desk, store: Store, by_notice: bool
) -> None:
    desk.keep(works.FIRST, WHOLE)
    page = _page(qtbot, qapp, desk)
    with held(store.path):
        press(Key.Key_Return, modifier=CTRL)
        assert isinstance(page.view, BriefingView)
        assert "in use by another program" in visible_text(page)
    if by_notice:
        qtbot.mouseClick(button(page, "Try again"), Qt.MouseButton.LeftButton)
        settle()
    else:
        press(Key.Key_Return, modifier=CTRL)
    assert isinstance(page.view, RevealView)
    assert "in use by another program" not in visible_text(page)


def test_a_draft_that_cannot_be_kept_meanwhile_leaves_the_offer_to_try_again(
    qtbot: QtBot, qapp: QApplication, desk: Desk, store: Store
) -> None:
    desk.keep(works.FIRST, WHOLE)
    page = _page(qtbot, qapp, desk)
    with held(store.path):
        press(Key.Key_Return, modifier=CTRL)
        desk.keep(works.FIRST, WHOLE)
        assert not desk.flush()
        settle()
        assert button(page, "Try again").isVisible()


def test_what_another_window_has_committed_cannot_be_committed_again(
    qtbot: QtBot, qapp: QApplication, desk: Desk, store: Store, mara: Learner
) -> None:
    desk.keep(works.FIRST, WHOLE)
    page = _page(qtbot, qapp, desk)
    with Store.open(store.path, tiny.Clock()) as other:
        Desk(other, works.case(), mara).commit(works.FIRST, Draft("build", 90, "Else."))
    press(Key.Key_Return, modifier=CTRL)
    assert "This could not be committed" in visible_text(page)
    assert desk.attempt(works.FIRST).commitment.choice == "build"


def test_leaving_keeps_draft_and_takeaway(qtbot: QtBot, qapp: QApplication, desk: Desk, store: Store) -> None:
    page = _page(qtbot, qapp, desk)
    press(Key.Key_3)
    page.leave()
    assert store.draft(desk.learner.id, works.case().info.id, works.FIRST) is not None
    _finish(desk, works.FIRST)
    page.show_at(works.FIRST, Step.DEBRIEF)
    settle()
    named(page, "What I take along").setFocus()
    type_text("Ask first.")
    page.leave()
    assert store.debrief(desk.attempt(works.FIRST).id).takeaway == "Ask first."


def test_a_page_built_anew_shows_the_same_step_and_never_more_than_is_open(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    desk.commit(works.FIRST, WHOLE)
    page = _page(qtbot, qapp, desk)
    for wanted, shown in ((Step.READ, Step.READ), (Step.COMMIT, Step.COMMIT), (Step.DEBRIEF, Step.REVEAL)):
        page.show_at(works.FIRST, wanted)
        assert page.step is shown
    assert desk.playthrough.standing(works.FIRST).stage is Stage.COMMITTED


def test_no_timer_stays_behind_the_page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    page = _page(qtbot, qapp, desk)
    page.leave()
    assert not any(timer.isActive() for timer in (*desk.findChildren(QTimer), *page.findChildren(QTimer)))


@pytest.mark.parametrize(("width", "height", "text_size"), [*SIZES, (640, 480, 100)])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, desk: Desk, width: int, height: int, text_size: int) -> None:
    page = _page(qtbot, qapp, desk, (width, height), text_size)
    assert_sound(page)
    desk.unfold(desk.commit(works.FIRST, WHOLE), ALL)
    for step in Step:
        page.show_at(works.FIRST, step)
        settle()
        assert page.step is step
        assert_sound(page)
