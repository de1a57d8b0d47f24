from __future__ import annotations

import datetime as dt
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.progress import tiny
from tests.progress.tiny import commitment, debriefed, only_so_far
from trainer.case.sealed import Case
from trainer.progress import cards
from trainer.progress.due import Due
from trainer.progress.glance import glance
from trainer.progress.recalls import Recall
from trainer.progress.store import Store
from trainer.progress.values import Attempt, Learner
from trainer.study.playthrough import MAX_REASONS, NotAllowed
from trainer.study.recall import Grade, Review, card_of

HARBOUR = ("town", "harbour")
DAY = 24 * 60
"""In minutes."""


@pytest.fixture
def harbour(store: Store, mara: Learner, town: Case) -> Attempt:
    """Mara's attempt at the harbour, debriefed."""
    return done(store, mara, town, "harbour")


def done(store: Store, learner: Learner, case: Case, decision_id: str, forecast: int = 35) -> Attempt:
    return debriefed(
        store, store.commit(learner.id, "town", case.envelopes[decision_id], commitment(forecast=forecast))
    )


def answered(store: Store, learner: Learner, decision_id: str = "harbour") -> Recall:
    recall = store.recalls.begin(learner.id, "town", decision_id)
    return store.recalls.answer(recall.id, "They waited.", 20)


def due(store: Store, learner: Learner, limit: int = 20) -> list[str]:
    return [each.decision_id for each in store.recalls.due(learner.id, limit)]


def stored_cards(store: Store) -> list[tuple[object, ...]]:
    with store._database.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM card ORDER BY 1, 2, 3")]


def test_a_decision_comes_back_after_its_debrief_and_not_before(
    store: Store, mara: Learner, town: Case, clock: tiny.Clock
) -> None:
    attempt = store.commit(mara.id, "town", town.envelopes["harbour"], commitment())
    assert store.recalls.card(mara.id, *HARBOUR) is None
    with only_so_far(store), pytest.raises(NotAllowed, match="comes back only after its debrief"):
        store.recalls.begin(mara.id, *HARBOUR)
    debriefed(store, attempt)
    card = store.recalls.card(mara.id, *HARBOUR)
    assert card == card_of([Review(clock.now)], 90)
    assert due(store, mara) == []
    clock.pass_by(2 * DAY)
    assert store.recalls.due(mara.id, 20) == (Due("town", "harbour"),)


def test_it_comes_back_from_the_morning_of_its_day(
    store: Store, mara: Learner, harbour: Attempt, clock: tiny.Clock
) -> None:
    clock.now = (clock.now.astimezone() + dt.timedelta(days=2)).replace(hour=0, minute=0)
    assert due(store, mara) == ["harbour"]
    clock.pass_by(-1)
    assert due(store, mara) == []


def test_closing_a_debrief_a_second_time_is_no_second_review(
    store: Store, mara: Learner, harbour: Attempt, clock: tiny.Clock
) -> None:
    before = stored_cards(store)
    clock.pass_by(DAY)
    store.close_debrief(harbour.id)
    assert stored_cards(store) == before


def test_an_answer_in_the_making_is_kept_and_gone_on_with(store: Store, mara: Learner, harbour: Attempt) -> None:
    recall = store.recalls.begin(mara.id, *HARBOUR)
    assert (recall.answer, recall.remembered, recall.answered) == ("", None, None)
    store.recalls.keep(recall.id, "They wai", 20)
    again = store.recalls.begin(mara.id, *HARBOUR)
    assert (again.id, again.answer, again.remembered, again.answered) == (recall.id, "They wai", 20, None)


def test_an_answer_is_given_once_and_graded_after_that(
    store: Store, mara: Learner, harbour: Attempt, clock: tiny.Clock
) -> None:
    clock.pass_by(2 * DAY)
    recall = store.recalls.begin(mara.id, *HARBOUR)
    assert recall.attempt_id == harbour.id
    with only_so_far(store), pytest.raises(NotAllowed, match="graded after its answer"):
        store.recalls.grade(recall.id, Grade.GOOD)
    clock.pass_by()
    given_answer = store.recalls.answer(recall.id, "", None)
    assert (given_answer.answer, given_answer.remembered, given_answer.answered) == ("", None, clock.now)
    for write in (store.recalls.keep, store.recalls.answer):
        with only_so_far(store), pytest.raises(NotAllowed, match="stands already"):
            write(recall.id, "They built it.", 100)
    dates = store.recalls.next_dates(recall.id)
    card = store.recalls.grade(recall.id, Grade.HARD)
    assert card.due == dates[Grade.HARD]
    assert store.recalls.card(mara.id, *HARBOUR) == card
    with only_so_far(store), pytest.raises(NotAllowed, match="graded already"):
        store.recalls.grade(recall.id, Grade.EASY)
    assert store.recalls.begin(mara.id, *HARBOUR).id != recall.id


@pytest.mark.parametrize("remembered", [-1, 101])
def test_a_forecast_out_of_range_is_refused(store: Store, mara: Learner, harbour: Attempt, remembered: int) -> None:
    recall = store.recalls.begin(mara.id, *HARBOUR)
    with only_so_far(store), pytest.raises(ValueError, match="from 0 to 100"):
        store.recalls.answer(recall.id, "", remembered)


def test_an_answer_without_end_is_refused_and_odd_characters_are_made_fit(
    store: Store, mara: Learner, harbour: Attempt
) -> None:
    recall = store.recalls.begin(mara.id, *HARBOUR)
    with only_so_far(store), pytest.raises(ValueError, match="is the limit"):
        store.recalls.keep(recall.id, "x" * (MAX_REASONS + 1), None)
    assert store.recalls.answer(recall.id, "等\ud800\0了", None).answer == "等�了"


def test_a_recall_that_nobody_knows_is_a_key_error(store: Store, mara: Learner) -> None:
    with pytest.raises(KeyError):
        store.recalls.recall("nothing")
    with only_so_far(store), pytest.raises(KeyError):
        store.recalls.undo("nothing")


def test_undo_takes_the_grade_back_and_the_card_is_exactly_what_it_was(
    store: Store, mara: Learner, harbour: Attempt, clock: tiny.Clock
) -> None:
    clock.pass_by(3 * DAY)
    first = answered(store, mara)
    before = stored_cards(store)
    store.recalls.grade(first.id, Grade.AGAIN)
    assert stored_cards(store) != before
    undone = store.recalls.undo(first.id)
    assert stored_cards(store) == before
    assert (undone.answer, undone.remembered, undone.grade, undone.graded) == ("They waited.", 20, None, None)
    with only_so_far(store), pytest.raises(NotAllowed, match="isn't graded"):
        store.recalls.undo(first.id)
    store.recalls.grade(first.id, Grade.EASY)
    assert store.recalls.recall(first.id).grade is Grade.EASY


def test_a_grade_taken_back_is_given_anew_though_the_decision_was_asked_about_since(
    store: Store, mara: Learner, harbour: Attempt, clock: tiny.Clock
) -> None:
    clock.pass_by(3 * DAY)
    first = answered(store, mara)
    store.recalls.grade(first.id, Grade.AGAIN)
    clock.pass_by(11)
    second = store.recalls.begin(mara.id, *HARBOUR)
    store.recalls.undo(first.id)
    assert store.recalls.begin(mara.id, *HARBOUR).id == first.id
    store.recalls.grade(first.id, Grade.GOOD)
    assert store.recalls.begin(mara.id, *HARBOUR).id == second.id


def test_what_was_forgotten_comes_back_once_its_minutes_are_over(
    store: Store, mara: Learner, harbour: Attempt, clock: tiny.Clock
) -> None:
    clock.now = (clock.now.astimezone() + dt.timedelta(days=3)).replace(hour=9)
    store.recalls.grade(answered(store, mara).id, Grade.AGAIN)
    clock.pass_by(9)
    assert due(store, mara) == []
    clock.pass_by(1)
    assert due(store, mara) == ["harbour"]


def test_the_longest_overdue_comes_first_and_no_more_than_the_daily_limit(
    store: Store, mara: Learner, town: Case, clock: tiny.Clock
) -> None:
    clock.now = clock.now.astimezone().replace(hour=9)
    for decision_id in ("tunnel", "harbour", "bridge"):
        done(store, mara, town, decision_id)
        clock.pass_by(DAY)
    clock.pass_by(10 * DAY)
    assert due(store, mara) == ["tunnel", "harbour", "bridge"]
    assert due(store, mara, limit=2) == ["tunnel", "harbour"]
    store.recalls.grade(answered(store, mara, "tunnel").id, Grade.AGAIN)
    assert due(store, mara, limit=2) == ["harbour"]
    clock.pass_by(10)
    assert due(store, mara, limit=2) == ["harbour", "tunnel"], "what was forgotten doesn't count twice"
    store.recalls.grade(answered(store, mara, "harbour").id, Grade.GOOD)
    assert due(store, mara, limit=2) == ["tunnel"]
    clock.pass_by(DAY)
    assert due(store, mara, limit=2) == ["bridge", "tunnel"]


def test_what_was_graded_while_the_clock_was_ahead_takes_no_place_of_todays(
    store: Store, mara: Learner, town: Case, clock: tiny.Clock
) -> None:
    clock.now = today = clock.now.astimezone().replace(hour=9)
    done(store, mara, town, "harbour")
    done(store, mara, town, "bridge")
    clock.now = today + dt.timedelta(days=4000)
    store.recalls.grade(answered(store, mara, "harbour").id, Grade.GOOD)
    assert due(store, mara, limit=1) == []
    clock.now = today + dt.timedelta(days=5)
    assert due(store, mara, limit=1) == ["bridge"]


def test_the_try_made_first_is_asked_about_though_the_clock_was_set_back_after_it(
    store: Store, mara: Learner, town: Case, clock: tiny.Clock
) -> None:
    first = done(store, mara, town, "harbour")
    clock.pass_by(-2 * DAY)
    done(store, mara, town, "harbour", forecast=100)
    assert store.recalls.begin(mara.id, *HARBOUR).attempt_id == first.id
    kept = stored_cards(store)
    with store._database.write() as connection:
        cards.rebuild(connection, store.recalls.retention)
    assert stored_cards(store) == kept


def test_the_next_is_said_once_nothing_is_to_be_asked_now(
    store: Store, mara: Learner, town: Case, clock: tiny.Clock
) -> None:
    assert store.recalls.next_due(mara.id) is None
    clock.now = clock.now.astimezone().replace(hour=9)
    done(store, mara, town, "harbour")
    assert store.recalls.next_due(mara.id) == clock.now + dt.timedelta(days=2)
    clock.pass_by(3 * DAY)
    midnight = (clock.now + dt.timedelta(days=1)).replace(hour=0, minute=0)
    assert store.recalls.next_due(mara.id) == midnight, "who has had enough for today is asked tomorrow"
    store.recalls.grade(answered(store, mara).id, Grade.AGAIN)
    assert store.recalls.next_due(mara.id) == clock.now + dt.timedelta(minutes=10)


def test_each_learner_has_their_own(store: Store, mara: Learner, harbour: Attempt, clock: tiny.Clock) -> None:
    jon = store.add_learner("Jon")
    clock.pass_by(5 * DAY)
    assert due(store, jon) == []
    assert due(store, mara) == ["harbour"]


def test_the_first_attempt_is_asked_about_and_a_further_debrief_is_a_review(
    store: Store, mara: Learner, town: Case, harbour: Attempt, clock: tiny.Clock
) -> None:
    start = clock.now
    clock.pass_by(DAY)
    done(store, mara, town, "harbour", forecast=90)
    assert store.recalls.card(mara.id, *HARBOUR) == card_of([Review(start), Review(clock.now)], 90)
    assert store.recalls.begin(mara.id, *HARBOUR).attempt_id == harbour.id


def test_another_wanted_retention_moves_what_is_due_and_no_review(
    store: Store, mara: Learner, town: Case, harbour: Attempt, clock: tiny.Clock
) -> None:
    start = clock.now
    store.recalls.want(75)
    assert store.recalls.card(mara.id, *HARBOUR) == card_of([Review(start)], 75)
    clock.pass_by(DAY)
    done(store, mara, town, "bridge")
    assert store.recalls.card(mara.id, "town", "bridge") == card_of([Review(clock.now)], 75)
    store.recalls.want(90)
    assert store.recalls.card(mara.id, *HARBOUR) == card_of([Review(start)], 90)
    assert store.recalls.retention == 90
    with only_so_far(store), pytest.raises(ValueError, match="from 70 to 97"):
        store.recalls.want(99)


Steps = list[tuple[int, str, Grade]]
steps = st.lists(
    st.tuples(st.integers(0, 9 * DAY), st.sampled_from(["debrief", "recall", "undo"]), st.sampled_from(Grade)),
    max_size=8,
)


@given(steps)
def test_cards_kept_step_by_step_are_those_that_follow_from_all_reviews(
    tmp_path_factory: pytest.TempPathFactory, town: Case, steps: Steps
) -> None:
    clock = tiny.Clock()
    with Store.open(tmp_path_factory.mktemp("steps") / "progress.sqlite3", clock) as store:
        mara = store.add_learner("Mara")
        done(store, mara, town, "harbour")
        for minutes, step, grade in steps:
            clock.pass_by(minutes)
            if step == "debrief":
                done(store, mara, town, "harbour")
                continue
            before = stored_cards(store)
            recall = answered(store, mara)
            store.recalls.grade(recall.id, grade)
            if step == "undo":
                store.recalls.undo(recall.id)
                assert stored_cards(store) == before
                store.recalls.grade(recall.id, grade)
        kept = stored_cards(store)
        with store._database.write() as connection:
            connection.exec_driver_sql("UPDATE card SET due = '2000-01-01 00:00:00.000000', reviews = 0")
            cards.rebuild(connection, 90)
        assert stored_cards(store) == kept


def test_cards_of_one_learner_are_rebuilt_without_those_of_others(
    store: Store, mara: Learner, town: Case, harbour: Attempt
) -> None:
    jon = store.add_learner("Jon")
    done(store, jon, town, "bridge")
    before = stored_cards(store)
    with store._database.write() as connection:
        connection.exec_driver_sql("DELETE FROM card WHERE learner_id = ?", (mara.id,))
        cards.rebuild(connection, 90, mara.id)
    assert stored_cards(store) == before


def test_the_glance_counts_what_the_store_gives(
    path: Path, store: Store, mara: Learner, town: Case, harbour: Attempt, clock: tiny.Clock
) -> None:
    done(store, mara, town, "bridge")
    assert glance(path, clock.now, 20).due == 0
    clock.pass_by(4 * DAY)
    assert glance(path, clock.now, 20).due == len(due(store, mara)) == 2
    assert glance(path, clock.now, 1).due == len(due(store, mara, limit=1)) == 1
    assert glance(path).due == 0


def test_in_a_file_of_an_earlier_version_nothing_comes_back_at_first_glance(
    path: Path, store: Store, mara: Learner, harbour: Attempt, clock: tiny.Clock
) -> None:
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE card")
    clock.pass_by(4 * DAY)
    seen = glance(path, clock.now, 20)
    assert seen.readable
    assert seen.due == 0


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.progress import tiny
from trainer.progress.store import Store

clock = tiny.Clock()
store = Store.open(Path(sys.argv[1]), clock)
mara = store.add_learner("Mara")
tiny.debriefed(store, store.commit(mara.id, "town", tiny.case().envelopes["harbour"], tiny.commitment()))
recall = store.recalls.begin(mara.id, "town", "harbour")
store.recalls.answer(recall.id, "They waited.", 20)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_an_answer_is_there_after_a_kill(path: Path, pytestconfig: pytest.Config) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=pytestconfig.rootpath, check=False)
    assert killed.returncode == -signal.SIGKILL
    with Store.open(path, tiny.Clock()) as store:
        (mara,) = store.learners()
        recall = store.recalls.begin(mara.id, *HARBOUR)
        assert (recall.answer, recall.remembered, recall.answered) == ("They waited.", 20, tiny.Clock().now)


@pytest.mark.parametrize("version", ["0001", "0002"])
def test_what_was_debriefed_in_an_earlier_version_comes_back(path: Path, version: str) -> None:
    dump = Path(__file__).parent / "fixtures" / f"version-{version}.sql"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text("utf-8"))
        asked = "SELECT learner_id, closed FROM attempt JOIN debrief ON attempt_id = attempt.id WHERE closed NOT NULL"
        [(learner_id, closed)] = connection.execute(asked).fetchall()
    with Store.open(path) as store:
        at = dt.datetime.fromisoformat(closed).replace(tzinfo=dt.UTC)
        assert store.recalls.card(learner_id, *HARBOUR) == card_of([Review(at)], 90)
        assert len(stored_cards(store)) == 1
