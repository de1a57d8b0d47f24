from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.journeys.driver import held
from tests.progress import tiny
from trainer.desktop.desk import Desk
from trainer.progress.errors import LockedFile
from trainer.progress.store import Store
from trainer.progress.values import Attempt, FactorMark, Learner
from trainer.study.playthrough import REVEAL_STEPS, Draft, NotAllowed, Stage

FIRST, SECOND = works.FIRST, works.SECOND
WHOLE = Draft("lease", 35, "So.", 0.5)
ALL = len(REVEAL_STEPS)


@pytest.fixture
def desk(qapp: QApplication, store: Store, mara: Learner, clock: tiny.Clock) -> Desk:
    return Desk(store, works.case(), mara, clock)


def _stored(store: Store, mara: Learner, decision_id: str = FIRST) -> Draft | None:
    return store.draft(mara.id, works.case().info.id, decision_id)


def _timer(desk: Desk) -> QTimer:
    (timer,) = desk.findChildren(QTimer)
    return timer


def _debriefed(desk: Desk, decision_id: str = FIRST) -> Attempt:
    attempt = desk.commit(decision_id, Draft("wait", 35, "So."))
    desk.unfold(attempt, ALL)
    desk.close_debrief(attempt)
    return attempt


def test_a_draft_is_stored_within_two_seconds_of_the_first_change(
    qtbot: QtBot, desk: Desk, store: Store, mara: Learner, clock: tiny.Clock
) -> None:
    timer = _timer(desk)
    assert timer.interval() <= 2000
    timer.setInterval(0)
    with qtbot.waitSignal(desk.draft_kept) as kept:
        desk.keep(FIRST, Draft("build"))
        desk.keep(FIRST, WHOLE)
    assert kept.args == [clock.now]
    assert _stored(store, mara) == WHOLE


def test_further_changes_do_not_put_off_the_storing(desk: Desk) -> None:
    timer = _timer(desk)
    desk.keep(FIRST, Draft("build"))
    timer_id = timer.timerId()
    for letters in ("S", "So", "So."):
        desk.keep(FIRST, Draft("build", None, letters))
    assert timer.timerId() == timer_id


def test_what_waits_is_what_the_page_gets(desk: Desk, store: Store, mara: Learner) -> None:
    assert desk.draft(FIRST) == Draft()
    desk.keep(FIRST, WHOLE)
    assert desk.draft(FIRST) == WHOLE
    assert _stored(store, mara) is None
    assert desk.flush()
    assert desk.draft(FIRST) == _stored(store, mara) == WHOLE
    assert not _timer(desk).isActive()


def test_with_nothing_to_keep_nothing_is_stored_or_told(qtbot: QtBot, desk: Desk, store: Store) -> None:
    with tiny.only_so_far(store), qtbot.assertNotEmitted(desk.draft_kept):
        assert desk.flush()


def test_a_store_that_fails_is_told_once_and_tried_again_until_it_is_stored(
    qtbot: QtBot, desk: Desk, store: Store, mara: Learner
) -> None:
    timer = _timer(desk)
    told: list[str] = []
    desk.draft_failed.connect(told.append)
    with held(store.path):
        desk.keep(FIRST, WHOLE)
        assert not desk.flush()
        assert timer.isActive()
        assert not desk.flush()
    (sentence,) = told
    assert "in use by another program" in sentence
    assert desk.draft(FIRST) == WHOLE
    timer.setInterval(0)
    with qtbot.waitSignal(desk.draft_kept):
        timer.start()
    assert _stored(store, mara) == WHOLE
    with held(store.path):
        desk.keep(FIRST, Draft("build"))
        desk.flush()
    assert len(told) == 2


def test_a_commitment_clears_its_draft(qtbot: QtBot, desk: Desk, store: Store, mara: Learner) -> None:
    desk.keep(FIRST, WHOLE)
    desk.flush()
    desk.keep(FIRST, WHOLE)
    attempt = desk.commit(FIRST, WHOLE)
    assert (attempt.commitment.choice, attempt.commitment.forecast) == ("lease", 35)
    with qtbot.assertNotEmitted(desk.draft_failed), qtbot.assertNotEmitted(desk.draft_kept):
        assert desk.flush()
    assert _stored(store, mara) is None
    assert desk.draft(FIRST) == Draft()
    assert desk.playthrough.standing(FIRST).stage is Stage.COMMITTED


def test_what_is_missing_or_sealed_is_not_committed(desk: Desk, store: Store) -> None:
    with tiny.only_so_far(store):
        with pytest.raises(NotAllowed, match="still missing: reasons"):
            desk.commit(FIRST, Draft("lease", 35, " "))
        with pytest.raises(NotAllowed, match="is not open yet"):
            desk.commit(SECOND, Draft("wait", 35, "So."))
    desk.commit(FIRST, WHOLE)
    with tiny.only_so_far(store), pytest.raises(NotAllowed, match="stands already"):
        desk.commit(FIRST, WHOLE)


def test_a_commitment_that_could_not_be_stored_leaves_the_draft(desk: Desk, store: Store) -> None:
    desk.keep(FIRST, WHOLE)
    desk.flush()
    with held(store.path), pytest.raises(LockedFile):
        desk.commit(FIRST, WHOLE)
    assert desk.draft(FIRST) == WHOLE
    assert desk.playthrough.standing(FIRST).stage is Stage.READING


def test_a_draft_for_what_another_window_has_committed_is_let_go_and_told(
    qtbot: QtBot, desk: Desk, store: Store, mara: Learner
) -> None:
    desk.keep(FIRST, WHOLE)
    with Store.open(store.path, tiny.Clock()) as other:
        Desk(other, works.case(), mara).commit(FIRST, WHOLE)
    with qtbot.waitSignal(desk.draft_failed) as failed:
        assert desk.flush()
    assert failed.args is not None
    assert "stands already" in failed.args[0] or "committed" in failed.args[0]
    assert not _timer(desk).isActive()


def test_the_newest_attempt_and_the_text_it_saw(desk: Desk) -> None:
    with pytest.raises(KeyError):
        desk.attempt(FIRST)
    first = _debriefed(desk)
    desk.again(FIRST)
    second = desk.commit(FIRST, WHOLE)
    assert desk.attempt(FIRST) == second != first
    assert second.number == 2
    assert desk.seen(second).decision == works.decision()


def test_trying_again_begins_with_an_empty_page_and_is_over_once_committed(desk: Desk) -> None:
    attempt = _debriefed(desk)
    desk.again(FIRST)
    assert desk.playthrough.standing(FIRST).stage is Stage.READING
    assert desk.draft(FIRST) == Draft()
    assert desk.playthrough.standing(FIRST).tries == 1
    desk.commit(FIRST, WHOLE)
    assert desk.playthrough.standing(FIRST).stage is Stage.COMMITTED
    assert desk.attempt(FIRST).id != attempt.id


def test_trying_again_waits_for_the_debrief(desk: Desk) -> None:
    desk.commit(FIRST, WHOLE)
    with pytest.raises(NotAllowed, match="after its debrief"):
        desk.again(FIRST)


def test_open_parts_are_remembered(desk: Desk) -> None:
    attempt = desk.commit(FIRST, WHOLE)
    desk.unfold(attempt, 3)
    assert desk.playthrough.standing(FIRST).steps == 3


def test_marks_and_what_is_taken_along_do_not_overwrite_each_other(desk: Desk) -> None:
    attempt = desk.commit(FIRST, WHOLE)
    desk.mark(attempt, {"cash": FactorMark.SAW})
    desk.take_along(attempt, "Ask first.")
    desk.mark(attempt, {"cash": FactorMark.MISSED})
    debrief = desk.debrief(attempt)
    assert (dict(debrief.marks), debrief.takeaway) == ({"cash": FactorMark.MISSED}, "Ask first.")


def test_a_debrief_that_could_not_be_stored_is_held_and_stored_later(desk: Desk, store: Store) -> None:
    attempt = desk.commit(FIRST, WHOLE)
    with held(store.path):
        with pytest.raises(LockedFile):
            desk.take_along(attempt, "Ask first.")
        with pytest.raises(LockedFile):
            desk.mark(attempt, {"cash": FactorMark.SAW})
        assert not desk.flush()
    assert store.debrief(attempt.id).takeaway == ""
    assert desk.debrief(attempt).takeaway == "Ask first."
    assert desk.flush()
    stored = store.debrief(attempt.id)
    assert (dict(stored.marks), stored.takeaway) == ({"cash": FactorMark.SAW}, "Ask first.")


def test_closing_the_debrief_stores_what_is_held_first(desk: Desk, store: Store) -> None:
    attempt = desk.commit(FIRST, WHOLE)
    desk.unfold(attempt, ALL)
    with held(store.path), pytest.raises(LockedFile):
        desk.take_along(attempt, "Ask first.")
    desk.close_debrief(attempt)
    assert store.debrief(attempt.id).takeaway == "Ask first."
    assert desk.playthrough.current == SECOND


def test_after_its_end_a_desk_takes_nothing_more(desk: Desk, store: Store) -> None:
    desk.keep(FIRST, WHOLE)
    assert desk.flush()
    desk.end()
    store.close()
    desk.keep(FIRST, Draft("build"))
    assert not _timer(desk).isActive()
    assert desk.flush()
