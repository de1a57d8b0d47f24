"""Decisions come back some days later: recalled by keyboard, stopped and killed in the middle, taken back."""

from __future__ import annotations

import datetime as dt
import signal
import time
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, CASE, CTRL, Journey, Key, settle
from tests.journeys.test_every_page import LOOKS, Inspector, choose, open_menu, open_source
from tests.journeys.test_killed import PATIENCE, hear, typist
from tests.journeys.typist import TEXT, WHAT
from tests.progress import tiny
from trainer.case.reader import load_case
from trainer.case.sealed import Case
from trainer.desktop.map_state import MapKind
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.pages.recall import RecallPage
from trainer.desktop.pages.recall_end import RecallEndPage
from trainer.desktop.widgets.recall_settings import RecallSettings
from trainer.paths import Paths
from trainer.progress.recalls import Recall
from trainer.progress.store import Store
from trainer.study.playthrough import REVEAL_STEPS, Commitment
from trainer.study.recall import Grade

FORECAST = "What forecast did you give at the time?"
DAY = dt.timedelta(days=1)
ANSWER = "They took it as it was; time was all they had."


@pytest.fixture(scope="module")
def xiaomi() -> Case:
    return load_case(Paths.locate().content[0] / CASE)


@pytest.fixture
def clock() -> tiny.Clock:
    """Half past nine in the evening, wherever the test runs."""
    return tiny.Clock(dt.datetime(2026, 11, 22, 21, 30).astimezone())


def debrief(data: Path, case: Case, count: int, now: dt.datetime) -> None:
    """Mara has debriefed the first decisions of a case, in the minutes before ``now``."""
    data.mkdir(exist_ok=True)
    clock = tiny.Clock(now - dt.timedelta(minutes=count))
    with Store.open(Paths.locate(data).progress_file, clock) as store:
        mara = store.add_learner("Mara")
        for decision_id in case.order[:count]:
            options = case.sheet(decision_id).briefing.options
            attempt = store.commit(
                mara.id, CASE, case.envelopes[decision_id], Commitment(options[0].id, 35, "Half a year hurts.")
            )
            store.open_steps(attempt.id, len(REVEAL_STEPS))
            store.close_debrief(attempt.id)
            clock.pass_by()


def go(journey: Journey) -> None:
    """From the library to what comes back."""
    journey.tab_to("Recall")
    journey.press(Key.Key_Return)
    assert isinstance(journey.window.page, RecallPage)


def recall_of(journey: Journey, decision_id: str) -> Recall:
    """The newest recall of a decision, as it is stored."""
    mara = journey.learner()
    with journey.store() as store, store._database.read() as connection:
        asked = (
            "SELECT recall.id FROM recall JOIN attempt ON attempt.id = attempt_id"
            " WHERE decision_id = ? AND learner_id = ? ORDER BY asked DESC"
        )
        recall_id = connection.exec_driver_sql(asked, (decision_id, mara.id)).scalars().first()
    assert recall_id is not None
    with journey.store() as store:
        return store.recalls.recall(recall_id)


def test_what_was_debriefed_comes_back_two_days_later_and_is_recalled_by_keyboard_alone(
    run: Run, clock: tiny.Clock, xiaomi: Case
) -> None:
    journey = run(clock=clock).start()
    journey.begin("Mara")
    first, second = xiaomi.order[:2]
    for decision_id in (first, second):
        journey.write_call(1, 35, "Half a year hurts.")
        journey.commit()
        journey.unfold()
        journey.press(Key.Key_Space)
        journey.commit()
        assert journey.attempts(decision_id)
    journey.program.show_library()
    assert not journey.says("back today")

    clock.now += 2 * DAY
    journey = run(clock=clock).start()
    assert journey.says("2 decisions come back today")
    go(journey)
    sheet = journey.loaded.store.seen_text(journey.attempts(first)[0].id)
    did = sheet.decision.record.did.text[:30]
    assert not journey.says(did)

    assert journey.focus.accessibleName() == WHAT
    journey.type(ANSWER)
    journey.tab_to(FORECAST)
    journey.type("20")
    journey.commit()
    assert journey.says(did)
    assert journey.control("Forecast given: 35 %, remembered: 20 %").isVisible()
    kept = recall_of(journey, first)
    assert (kept.answer, kept.remembered, kept.answered, kept.grade) == (ANSWER, 20, clock.now, None)

    journey.press(Key.Key_4)
    assert recall_of(journey, first).grade is Grade.EASY
    assert journey.says("2 of 2")
    journey.press(Key.Key_Z, modifier=CTRL)
    assert journey.says("1 of 2")
    assert recall_of(journey, first).grade is None
    journey.press(Key.Key_3)
    journey.commit()
    journey.press(Key.Key_3)
    assert isinstance(journey.window.page, RecallEndPage)
    assert journey.says("Two decisions came back.")
    journey.press(Key.Key_Return)
    assert isinstance(journey.window.page, LibraryPage)
    assert not journey.says("back today")


def test_it_is_stopped_in_the_middle_and_goes_on_another_day(
    run: Run, clock: tiny.Clock, xiaomi: Case, tmp_path: Path
) -> None:
    debrief(tmp_path / "data", xiaomi, 12, clock.now - 3 * DAY)
    journey = run(clock=clock).start()
    assert journey.says("12 decisions come back today")
    assert journey.says("Ten at a time")
    go(journey)
    for _ in range(3):
        journey.type("I know.")
        journey.commit()
        journey.press(Key.Key_3)
    assert journey.says("4 of 10")
    journey.type("Half an ans")
    journey.press(Key.Key_1, modifier=ALT)
    assert isinstance(journey.window.page, LibraryPage)
    assert journey.says("9 decisions come back today")
    journey.close()

    clock.now += DAY
    journey = run(clock=clock).start()
    go(journey)
    assert journey.says("1 of 9")
    assert journey.field(WHAT).toPlainText() == "Half an ans"


def test_closed_in_the_middle_of_a_word_nothing_is_lost(
    run: Run, clock: tiny.Clock, xiaomi: Case, tmp_path: Path
) -> None:
    debrief(tmp_path / "data", xiaomi, 1, clock.now - 3 * DAY)
    journey = run(clock=clock).start()
    go(journey)
    journey.type("Half an ans")
    journey.close()
    assert recall_of(journey, xiaomi.order[0]).answer == "Half an ans"


@pytest.mark.parametrize("mode", ["recall", "recall-answer"])
def test_killed_in_the_middle_the_answer_is_there_again(run: Run, tmp_path: Path, xiaomi: Case, mode: str) -> None:
    data = tmp_path / "data"
    now = dt.datetime.now(dt.UTC)
    debrief(data, xiaomi, 2, now - 5 * DAY)
    with typist(data, mode) as process:
        hear(process, "written")
        if mode == "recall-answer":
            hear(process, "answered")
        end = time.monotonic() + PATIENCE
        while _stored_answer(data, xiaomi) != TEXT:
            assert time.monotonic() < end, "two seconds later the answer isn't stored"
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL

    journey = run().start()
    assert journey.says("2 decisions come back today")
    go(journey)
    page = journey.window.page
    assert isinstance(page, RecallPage)
    assert page.answer == TEXT
    assert page.shows_record == (mode == "recall-answer")


def test_the_map_marks_what_comes_back_and_the_limit_is_set_in_the_menu(
    run: Run, clock: tiny.Clock, xiaomi: Case, tmp_path: Path
) -> None:
    debrief(tmp_path / "data", xiaomi, 4, clock.now - 3 * DAY)
    journey = run(clock=clock).start()

    def answer(dialog: object) -> None:
        assert isinstance(dialog, RecallSettings)
        journey.press(Key.Key_Tab)
        journey.press(Key.Key_Home, Key.Key_Right)
        journey.tab_to("Save")
        journey.press(Key.Key_Return)

    with journey.answering(answer):
        journey.program.people._set_recall()
    assert journey.says("2 decisions come back today")
    journey.program.open_case(CASE)
    journey.press(Key.Key_M, modifier=CTRL)
    map_page = journey.program._studying and journey.program._studying.map
    assert map_page
    kinds = [stop.stop.kind for stop in map_page.view.stops]
    assert kinds[:4] == [MapKind.DUE, MapKind.DUE, MapKind.DECIDED, MapKind.DECIDED]


@pytest.mark.parametrize(("theme", "text_size", "size"), LOOKS)
def test_every_page_of_a_recall_can_be_read_and_used_with_a_keyboard(
    run: Run, clock: tiny.Clock, xiaomi: Case, tmp_path: Path, theme: str, text_size: int, size: tuple[int, int]
) -> None:
    debrief(tmp_path / "data", xiaomi, 3, clock.now - 3 * DAY)
    journey = run(clock=clock, theme=theme, text_size=text_size, size=size).start()
    at = Inspector(journey)
    at.look("library with what comes back")
    menu = open_menu(journey, "Mara, menu")
    with journey.answering(partial(at.look_at_dialog, "settings of what comes back")):
        choose(journey, menu, "What comes back…")
    journey.press(Key.Key_1, modifier=ALT)
    go(journey)
    at.look("recall asked")
    journey.type(ANSWER)
    journey.tab_to(FORECAST)
    journey.type("20")
    at.look("recall answered")
    journey.commit()
    at.look("recall with its record")
    open_source(journey, at)
    journey.press(Key.Key_3)
    at.look("the next recall")
    journey.press(Key.Key_Escape)
    at.look("end of a sitting")
    assert at.found == [], "\n".join(at.found)


def test_who_comes_back_to_the_open_library_another_day_is_told_what_comes_back(
    run: Run, clock: tiny.Clock, xiaomi: Case, tmp_path: Path, qtbot: QtBot
) -> None:
    debrief(tmp_path / "data", xiaomi, 2, clock.now)
    journey = run(clock=clock).start()
    before = journey.window.page
    other = QWidget()
    qtbot.addWidget(other)
    for days, says in ((0, False), (2, True)):
        with qtbot.waitActive(other):
            other.show()
            other.activateWindow()
        clock.now += days * DAY
        with qtbot.waitActive(journey.window):
            journey.window.activateWindow()
        settle()
        assert (journey.window.page is not before) == says
        assert journey.says("2 decisions come back today") == says


def test_another_wanted_retention_changes_what_comes_back(
    run: Run, clock: tiny.Clock, xiaomi: Case, tmp_path: Path
) -> None:
    debrief(tmp_path / "data", xiaomi, 2, clock.now - DAY)
    journey = run(clock=clock).start()
    assert not journey.says("back today")

    def answer(dialog: object) -> None:
        assert isinstance(dialog, RecallSettings)
        journey.press(Key.Key_End)
        journey.tab_to("Save")
        journey.press(Key.Key_Return)

    with journey.answering(answer):
        journey.program.people._set_recall()
    assert journey.says("2 decisions come back today")
    journey.close()
    journey = run(clock=clock)
    journey.show()
    assert journey.says("2 decisions come back today"), "at first glance too"


def _stored_answer(data: Path, case: Case) -> str:
    with Store.open(Paths.locate(data).progress_file) as store:
        (mara,) = store.learners()
        return store.recalls.begin(mara.id, CASE, case.order[0]).answer
