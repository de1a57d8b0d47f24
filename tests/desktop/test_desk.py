from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.journeys.driver import held
from tests.progress import tiny
from trainer.case.model import ShortCourse
from trainer.case.sealed import Case, seal_pack
from trainer.case.timeline import TimelineEntry
from trainer.desktop.desk import Desk
from trainer.progress.errors import LockedFile
from trainer.progress.store import Store
from trainer.progress.values import Attempt, FactorMark, Learner
from trainer.study.course import SHORT, WHOLE, Course
from trainer.study.playthrough import REVEAL_STEPS, Draft, NotAllowed, Stage

FIRST, SECOND = works.FIRST, works.SECOND
WRITTEN = Draft("lease", 35, "So.", 0.5)
ALL = len(REVEAL_STEPS)
PICTURES = {"plan.png": works.picture()}


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
        desk.keep(FIRST, WRITTEN)
    assert kept.args == [clock.now]
    assert _stored(store, mara) == WRITTEN


def test_further_changes_do_not_put_off_the_storing(desk: Desk) -> None:
    timer = _timer(desk)
    desk.keep(FIRST, Draft("build"))
    timer_id = timer.timerId()
    for letters in ("S", "So", "So."):
        desk.keep(FIRST, Draft("build", None, letters))
    assert timer.timerId() == timer_id


def test_what_waits_is_what_the_page_gets(desk: Desk, store: Store, mara: Learner) -> None:
    assert desk.draft(FIRST) == Draft()
    desk.keep(FIRST, WRITTEN)
    assert desk.draft(FIRST) == WRITTEN
    assert _stored(store, mara) is None
    assert desk.flush()
    assert desk.draft(FIRST) == _stored(store, mara) == WRITTEN
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
        desk.keep(FIRST, WRITTEN)
        assert not desk.flush()
        assert timer.isActive()
        assert not desk.flush()
    (sentence,) = told
    assert "in use by another program" in sentence
    assert desk.draft(FIRST) == WRITTEN
    timer.setInterval(0)
    with qtbot.waitSignal(desk.draft_kept):
        timer.start()
    assert _stored(store, mara) == WRITTEN
    with held(store.path):
        desk.keep(FIRST, Draft("build"))
        desk.flush()
    assert len(told) == 2


def test_a_commitment_clears_its_draft(qtbot: QtBot, desk: Desk, store: Store, mara: Learner) -> None:
    desk.keep(FIRST, WRITTEN)
    desk.flush()
    desk.keep(FIRST, WRITTEN)
    attempt = desk.commit(FIRST, WRITTEN)
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
    desk.commit(FIRST, WRITTEN)
    with tiny.only_so_far(store), pytest.raises(NotAllowed, match="stands already"):
        desk.commit(FIRST, WRITTEN)


def test_a_commitment_that_could_not_be_stored_leaves_the_draft(desk: Desk, store: Store) -> None:
    desk.keep(FIRST, WRITTEN)
    desk.flush()
    with held(store.path), pytest.raises(LockedFile):
        desk.commit(FIRST, WRITTEN)
    assert desk.draft(FIRST) == WRITTEN
    assert desk.playthrough.standing(FIRST).stage is Stage.READING


def test_a_draft_for_what_another_window_has_committed_is_let_go_and_told(
    qtbot: QtBot, desk: Desk, store: Store, mara: Learner
) -> None:
    desk.keep(FIRST, WRITTEN)
    with Store.open(store.path, tiny.Clock()) as other:
        Desk(other, works.case(), mara).commit(FIRST, WRITTEN)
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
    second = desk.commit(FIRST, WRITTEN)
    assert desk.attempt(FIRST) == second != first
    assert second.number == 2
    assert desk.seen(second).decision == works.decision()


def test_trying_again_begins_with_an_empty_page_and_is_over_once_committed(desk: Desk) -> None:
    attempt = _debriefed(desk)
    desk.again(FIRST)
    assert desk.playthrough.standing(FIRST).stage is Stage.READING
    assert desk.draft(FIRST) == Draft()
    assert desk.playthrough.standing(FIRST).tries == 1
    desk.commit(FIRST, WRITTEN)
    assert desk.playthrough.standing(FIRST).stage is Stage.COMMITTED
    assert desk.attempt(FIRST).id != attempt.id


def test_trying_again_waits_for_the_debrief(desk: Desk) -> None:
    desk.commit(FIRST, WRITTEN)
    with pytest.raises(NotAllowed, match="after its debrief"):
        desk.again(FIRST)


def test_open_parts_are_remembered(desk: Desk) -> None:
    attempt = desk.commit(FIRST, WRITTEN)
    desk.unfold(attempt, 3)
    assert desk.playthrough.standing(FIRST).steps == 3


def test_marks_and_what_is_taken_along_do_not_overwrite_each_other(desk: Desk) -> None:
    attempt = desk.commit(FIRST, WRITTEN)
    desk.mark(attempt, {"cash": FactorMark.SAW})
    desk.take_along(attempt, "Ask first.")
    desk.mark(attempt, {"cash": FactorMark.MISSED})
    debrief = desk.debrief(attempt)
    assert (dict(debrief.marks), debrief.takeaway) == ({"cash": FactorMark.MISSED}, "Ask first.")


def test_a_debrief_that_could_not_be_stored_is_held_and_stored_later(desk: Desk, store: Store) -> None:
    attempt = desk.commit(FIRST, WRITTEN)
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
    attempt = desk.commit(FIRST, WRITTEN)
    desk.unfold(attempt, ALL)
    with held(store.path), pytest.raises(LockedFile):
        desk.take_along(attempt, "Ask first.")
    desk.close_debrief(attempt)
    assert store.debrief(attempt.id).takeaway == "Ask first."
    assert desk.playthrough.current == SECOND


def test_after_its_end_a_desk_takes_nothing_more(desk: Desk, store: Store) -> None:
    desk.keep(FIRST, WRITTEN)
    assert desk.flush()
    desk.end()
    store.close()
    desk.keep(FIRST, Draft("build"))
    assert not _timer(desk).isActive()
    assert desk.flush()


@pytest.fixture
def themed(qapp: QApplication, store: Store, mara: Learner, clock: tiny.Clock) -> Desk:
    """At a case with a theme of the first and the third decision, and a short course of the second and the third."""
    pack = works.pack()
    themes = {FIRST: ("money", "sea"), SECOND: ("money",), works.THIRD: ("money", "sea")}
    decisions = tuple(each.model_copy(update={"themes": themes[each.id]}) for each in pack.decisions)
    short = ShortCourse(minutes=20, decisions=(SECOND, works.THIRD), why="They are short.")
    info = pack.info.model_copy(update={"short_course": short})
    changed = pack.model_copy(update={"info": info, "decisions": decisions})
    return Desk(store, seal_pack(changed, {"plan.png": works.picture()}), mara, clock)


SEA = Course.of_theme("sea")


def test_a_course_is_remembered_and_decides_what_is_open(
    themed: Desk, store: Store, mara: Learner, clock: tiny.Clock
) -> None:
    assert (themed.course, themed.playthrough.current) == (WHOLE, FIRST)
    themed.choose(SHORT)
    assert (themed.course, themed.playthrough.current) == (SHORT, SECOND)
    assert not themed.playthrough.is_open(FIRST)
    again = Desk(store, themed.case, mara, clock)
    assert (again.course, again.playthrough.order) == (SHORT, (SECOND, works.THIRD))


def test_changing_the_course_keeps_what_was_decided_and_written(themed: Desk) -> None:
    _debriefed(themed)
    begun = Draft("wait", 60, "Half a sen")
    themed.keep(SECOND, begun)
    themed.choose(SEA)
    assert (themed.playthrough.current, themed.playthrough.decided) == (works.THIRD, 1)
    assert themed.attempt(FIRST).commitment.choice == "wait"
    themed.choose(SHORT)
    assert themed.draft(SECOND) == begun
    assert themed.playthrough.is_open(FIRST)


def test_sheets_are_numbered_as_they_stand_on_the_course(themed: Desk) -> None:
    def place(decision_id: str) -> tuple[int, int, bool]:
        sheet = themed.sheet(decision_id)
        return sheet.number, sheet.of, sheet.opens_act

    assert [place(each) for each in (FIRST, SECOND, works.THIRD)] == [(1, 3, True), (2, 3, False), (3, 3, True)]
    themed.choose(SHORT)
    assert [place(each) for each in (SECOND, works.THIRD)] == [(1, 2, True), (2, 2, True)]
    assert place(FIRST) == (1, 3, True), "one beside the course stands as it does in the case"


def test_what_was_seen_is_numbered_likewise_and_says_the_same(themed: Desk, store: Store) -> None:
    _debriefed(themed)
    attempt = _debriefed(themed, SECOND)
    themed.choose(SHORT)
    seen = themed.seen(attempt)
    assert (seen.number, seen.of, seen.opens_act) == (1, 2, True)
    assert seen.decision == store.seen_text(attempt.id).decision


def test_a_course_that_the_case_does_not_have_any_more_is_the_whole_case(
    desk: Desk, store: Store, mara: Learner
) -> None:
    store.set_course(mara.id, works.case().info.id, SHORT)
    assert (desk.course, desk.playthrough.order) == (WHOLE, works.case().order)


def _rewritten(**changes: object) -> Case:
    """The case with another text of its first decision."""
    first = works.pack().decisions[0].model_copy(update=changes)
    return seal_pack(works.pack().model_copy(update={"decisions": (first, *works.pack().decisions[1:])}), PICTURES)


def test_a_choice_that_is_no_longer_offered_is_left_out_of_a_draft(desk: Desk) -> None:
    desk.keep(FIRST, WRITTEN)
    assert desk.flush()
    options = tuple(each for each in works.decision().options if each.id != "lease")

    desk.follow(_rewritten(options=options))

    assert desk.draft(FIRST) == Draft(None, 35, "So.", 0.5)


def test_whoever_follows_a_case_that_is_written_sees_its_new_text_after_the_commitment_too(desk: Desk) -> None:
    attempt = desk.commit(FIRST, WRITTEN)
    case = _rewritten(title="The larger harbour")

    desk.follow(case)

    assert desk.seen(attempt).briefing.title == "The larger harbour"
    assert desk.text(FIRST) == desk.seen(attempt)
    assert desk.text(SECOND) == case.sheet(SECOND)
    assert Desk(desk._store, case, desk.learner).seen(attempt) == works.full()


@pytest.mark.parametrize("part", ["options", "factors"])
def test_an_attempt_that_does_not_fit_the_new_text_is_shown_as_it_was_seen(desk: Desk, part: str) -> None:
    attempt = desk.commit(FIRST, WRITTEN)

    desk.follow(_rewritten(**{part: getattr(works.decision(), part)[:2]}))

    assert desk.seen(attempt) == works.full()


def test_a_decision_that_is_gone_from_the_case_is_tried_again_no_more(desk: Desk) -> None:
    attempt = _debriefed(desk)
    desk.again(FIRST)

    desk.follow(seal_pack(works.pack().model_copy(update={"decisions": works.pack().decisions[1:]})))

    assert desk.playthrough.order == (SECOND, works.THIRD)
    assert desk.seen(attempt) == works.full()


def _event(decision: str, text: str) -> TimelineEntry:
    return TimelineEntry.model_validate({"decision": decision, "date": "2011", "text": text, "sources": ["s1:3"]})


def _dated(*events: TimelineEntry) -> Case:
    return seal_pack(works.pack().model_copy(update={"timeline": events}), PICTURES)


def _never(sentence: str) -> None:
    pytest.fail(sentence)


def test_the_timeline_tells_of_what_is_open_to_its_end_and_of_nothing_else(
    qapp: QApplication, store: Store, mara: Learner, clock: tiny.Clock
) -> None:
    events = (_event(FIRST, "The quay."), _event(SECOND, "The crane."), _event(FIRST, "The ship."))
    desk = Desk(store, _dated(*events), mara, clock)
    assert desk.timeline(_never) == {}

    attempt = desk.commit(FIRST, WRITTEN)
    desk.unfold(attempt, ALL - 1)
    assert desk.timeline(_never) == {}

    desk.unfold(attempt, ALL)
    assert desk.timeline(_never) == {FIRST: (events[0], events[2])}

    desk.close_debrief(attempt)
    desk.again(FIRST)
    assert desk.timeline(_never) == {FIRST: (events[0], events[2])}


def test_a_commitment_to_an_earlier_text_opens_the_timeline_of_today(
    qapp: QApplication, store: Store, mara: Learner, clock: tiny.Clock
) -> None:
    _debriefed(Desk(store, works.case(), mara, clock))
    event = _event(FIRST, "Written later.")

    assert Desk(store, _dated(event), mara, clock).timeline(_never) == {FIRST: (event,)}


def test_what_cannot_be_read_of_a_timeline_is_told_and_the_rest_is_there(
    qapp: QApplication, store: Store, mara: Learner, clock: tiny.Clock
) -> None:
    case = _dated(_event(FIRST, "The quay."), _event(SECOND, "The crane."))
    desk = Desk(store, case, mara, clock)
    _debriefed(desk)
    desk.unfold(desk.commit(SECOND, Draft(case.sheet(SECOND).briefing.options[0].id, 35, "So.")), ALL)
    damaged = replace(case.envelopes[FIRST], data=b"no zlib")
    broken = replace(case, envelopes={**case.envelopes, FIRST: damaged})
    told: list[str] = []

    found = Desk(store, broken, mara, clock).timeline(told.append)

    assert list(found) == [SECOND]
    assert told == [f"The stored text of '{FIRST}' is damaged."]
