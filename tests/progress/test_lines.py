"""What lists go by is kept in step with the attempts, and follows from them alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.progress import tiny
from tests.progress.tiny import ALL, commitment, debriefed
from trainer.case.sealed import Case
from trainer.progress import lines
from trainer.progress.reader import Interrupted, Reader
from trainer.progress.store import Store
from trainer.progress.values import Attempt, Learner
from trainer.progress.words import match_expression, searchable
from trainer.study.playthrough import Stage

EACH_LINE = """
    SELECT line.attempt_id, learner_id, digest, themes, factors, choice, is_open, created, number, forecast
    FROM line JOIN bucket ON bucket.key = line.bucket JOIN text_index ON text_index.key = bucket.text_key
    ORDER BY line.attempt_id
"""
EACH_BUCKET = """
    SELECT learner_id, digest, choice, is_open, count FROM bucket JOIN text_index ON text_index.key = bucket.text_key
    WHERE count > 0 ORDER BY 1, 2, 3, 4
"""
EACH_WORD = "SELECT term, doc, cnt FROM words ORDER BY term"


def derived(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, reasons_words, row)")
        return {query: connection.execute(query).fetchall() for query in (EACH_LINE, EACH_BUCKET, EACH_WORD)}


def forget(store: Store) -> None:
    with store._database.write() as connection:
        for statement in (
            "DELETE FROM line",
            "DELETE FROM bucket",
            "DELETE FROM text_index",
            "INSERT INTO reasons_words (reasons_words) VALUES ('delete-all')",
        ):
            connection.exec_driver_sql(statement)


def catch_up(store: Store) -> None:
    with store._database.write() as connection:
        lines.catch_up(connection)


def commit(store: Store, learner: Learner, town: Case) -> Attempt:
    return store.commit(learner.id, "town", town.envelopes["harbour"], commitment())


STEPS = st.tuples(
    st.integers(0, 1),
    st.sampled_from(tiny.DECISIONS),
    st.sampled_from(["build", "wait"]),
    st.integers(0, 100),
    st.sampled_from(["Half a year hurts.", "时间就是 everything", "Half, half"]),
    st.sampled_from([0, 3, ALL]),
    st.booleans(),
)


@given(steps=st.lists(STEPS, max_size=12))
@settings(max_examples=25, deadline=None)
def test_what_is_kept_in_step_is_what_follows_from_the_attempts(
    steps: list[tuple[int, str, str, int, str, int, bool]],
) -> None:
    town = tiny.case()
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "progress.sqlite3", tiny.Clock()) as store:
        people = [store.add_learner("Mara"), store.add_learner("Jon")]
        for who, decision_id, choice, forecast, reasons, opened, closes in steps:
            standing = store.standings(people[who].id, "town").get(decision_id)
            if standing is not None and standing.stage in {Stage.COMMITTED, Stage.REVEALED}:
                attempt_id = standing.attempt_id or ""
            else:
                given = commitment(choice, forecast, reasons)
                attempt_id = store.commit(people[who].id, "town", town.envelopes[decision_id], given).id
            if store.open_steps(attempt_id, opened) == ALL and closes:
                store.close_debrief(attempt_id)
        kept = derived(store.path)
        forget(store)
        catch_up(store)
        assert derived(store.path) == kept
        catch_up(store)
        assert derived(store.path) == kept


def test_a_file_from_before_there_were_lines_has_them_once_it_is_opened(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((Path(__file__).parent / "fixtures" / "version-0001.sql").read_text("utf-8"))
    with Store.open(path) as store:
        mara = next(each for each in store.learners() if each.name == "Mara")
        kept = derived(path)
        assert [line.number for line in store.lines(mara.id)] == [2, 1, 1]
        forget(store)
        catch_up(store)
    assert derived(path) == kept
    assert len(kept[EACH_LINE]) == 3


def test_tries_are_counted_anew_where_attempts_of_two_computers_come_together(
    store: Store, mara: Learner, town: Case, clock: tiny.Clock
) -> None:
    first = debriefed(store, commit(store, mara, town))
    clock.pass_by()
    second = debriefed(store, commit(store, mara, town))
    with store._database.write() as connection:  # as another computer would have made it: the same place in the chain
        connection.exec_driver_sql(
            "INSERT INTO attempt SELECT 'other', learner_id, playthrough_id, case_id, decision_id, seq, number, choice,"
            " forecast, 'On the train.', datetime(created, '-1 minute') || '.000000', digest, previous_seal,"
            " replace(seal, '0', '1') FROM attempt WHERE id = ?",
            (second.id,),
        )
        lines.catch_up(connection)
    found = {attempt.id: attempt.number for attempt in store.attempts_at(mara.id, "town", "harbour")}
    assert found == {first.id: 1, "other": 2, second.id: 3}
    assert store.commit(mara.id, "town", town.envelopes["harbour"], commitment()).number == 4


def test_a_text_that_is_damaged_is_counted_without_its_factors(store: Store, mara: Learner, town: Case) -> None:
    commit(store, mara, town)
    forget(store)
    with store._database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER seen_text_no_update")
        connection.exec_driver_sql("UPDATE seen_text SET data = zeroblob(9)")
        lines.catch_up(connection)
    [line] = derived(store.path)[EACH_LINE]
    assert line[3:5] == ("[]", "{}")


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Half a year hurts us.", "year half", True),
        ("Half a year hurts us.", "yea", True),
        ("Half a year hurts us.", "year never", False),
        ("Café at noon", "cafe", True),
        ("时间就是一切", "就是", True),
        ("时间就是一切", "是就", False),
        ("小米2000元", "米2000", True),
        ('He said "no"', '"no" OR', False),
        ('He said "no"', 'said "no"', True),
        ("minus one", "NOT minus", False),
        ("a*b", "a*b", True),
    ],
)
def test_words_are_found_as_they_were_typed(text: str, typed: str, found: bool) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE w USING fts5(words, tokenize='unicode61 remove_diacritics 2')")
        connection.execute("INSERT INTO w VALUES (?)", (searchable(text),))
        match = connection.execute("SELECT count(*) FROM w WHERE w MATCH ?", (match_expression(typed),))
        assert match.fetchone() == (int(found),)


@given(typed=st.text(max_size=40))
def test_whatever_is_typed_is_no_syntax(typed: str) -> None:
    expression = match_expression(typed)
    if expression:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE VIRTUAL TABLE w USING fts5(words, tokenize='unicode61 remove_diacritics 2')")
            connection.execute("SELECT count(*) FROM w WHERE w MATCH ?", (expression,)).fetchone()


def count_for_ever(reader: Reader) -> None:
    with reader.read() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
        )


def test_a_reader_reads_beside_a_store_that_writes_and_can_be_broken_off(store: Store, mara: Learner) -> None:
    count = "SELECT count(*) FROM learner"
    with store.reader() as reader:
        with store._database.write() as connection, reader.read() as other:
            connection.exec_driver_sql("UPDATE learner SET name = 'Jon'")
            assert other.exec_driver_sql("SELECT name FROM learner").scalar_one() == "Mara"
        with reader.read() as other:
            assert other.exec_driver_sql("SELECT name FROM learner").scalar_one() == "Jon"
        reader._raw.set_progress_handler(reader.interrupt, 1_000)
        with pytest.raises(Interrupted):
            count_for_ever(reader)
        reader._raw.set_progress_handler(None, 0)
        with reader.read() as other:
            assert other.exec_driver_sql(count).scalar_one() == 1
    reader.close()
