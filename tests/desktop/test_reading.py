from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from trainer.desktop.reading import Reading
from trainer.progress.reader import Reader
from trainer.progress.store import Store
from trainer.progress.values import Learner

_FOR_EVER = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


class Heard:
    """What came of a question."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.problems: list[str] = []
        self.threads: list[bool] = []

    def then(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.append(current_thread() is main_thread())

    def failed(self, sentence: str) -> None:
        self.problems.append(sentence)


def _learners(reader: Reader) -> int:
    with reader.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM learner").scalar_one())


def _for_ever(reader: Reader) -> int:
    with reader.read() as connection:
        return int(connection.exec_driver_sql(_FOR_EVER).scalar_one())


@pytest.fixture
def reading(qtbot: QtBot, store: Store) -> Iterator[Reading]:
    made = Reading(store.reader)
    yield made
    made.end()


def test_an_answer_is_read_in_a_thread_and_heard_in_that_of_the_window(
    qtbot: QtBot, reading: Reading, mara: Learner
) -> None:
    heard = Heard()
    seen: list[bool] = []

    def read(reader: Reader) -> int:
        seen.append(current_thread() is main_thread())
        return _learners(reader)

    reading.ask(read, heard.then, heard.failed)
    assert reading.busy
    qtbot.waitUntil(lambda: bool(heard.answers))
    assert heard.answers == [1]
    assert (seen, heard.threads) == ([False], [True])
    assert not reading.busy


def test_of_several_questions_only_the_last_is_answered(qtbot: QtBot, reading: Reading, mara: Learner) -> None:
    heard = Heard()
    begun, go_on = Event(), Event()

    def slow(reader: Reader) -> str:
        begun.set()
        go_on.wait()
        return "out of date"

    reading.ask(slow, heard.then, heard.failed)
    begun.wait()
    reading.ask(_learners, heard.then, heard.failed)
    go_on.set()
    qtbot.waitUntil(lambda: not reading.busy)
    reading.end()
    assert heard.answers == [1]
    assert not heard.problems


def test_a_new_question_breaks_off_the_one_before(qtbot: QtBot, reading: Reading, mara: Learner) -> None:
    heard = Heard()
    begun = Event()

    def read(reader: Reader) -> int:
        begun.set()
        return _for_ever(reader)

    reading.ask(read, heard.then, heard.failed)
    begun.wait()
    reading.ask(_learners, heard.then, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.answers))
    assert heard.answers == [1]
    _until_ended(qtbot, reading)


def _until_ended(qtbot: QtBot, reading: Reading) -> None:
    """A statement that begins right after it was interrupted goes on; asked again, it ends."""

    def ended() -> bool:
        reading.drop()
        return not reading._jobs

    qtbot.waitUntil(ended)


def test_what_was_dropped_is_never_heard(qtbot: QtBot, reading: Reading, mara: Learner) -> None:
    heard = Heard()
    reading.ask(_learners, heard.then, heard.failed)
    reading.drop()
    assert not reading.busy
    _until_ended(qtbot, reading)
    assert not heard.answers
    assert not heard.problems


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    heard = Heard()
    reading = Reading(lambda: Reader.open(tmp_path / "not-there.sqlite3"))
    reading.ask(_learners, heard.then, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.problems))
    assert "not-there.sqlite3" in heard.problems[0]
    assert not heard.answers
    reading.end()


def test_a_mistake_is_told_and_nobody_waits_for_ever(qtbot: QtBot, reading: Reading, mara: Learner) -> None:
    heard = Heard()

    def read(reader: Reader) -> int:
        raise KeyError("kind:none")

    reading.ask(read, heard.then, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.problems))
    assert "kind:none" in heard.problems[0]
    assert not reading.busy


def test_at_the_end_nothing_touches_the_file(qtbot: QtBot, store: Store, mara: Learner) -> None:
    heard = Heard()
    reading = Reading(store.reader)
    ended = Event()

    def read(reader: Reader) -> int:
        try:
            return _learners(reader)
        finally:
            ended.set()

    reading.ask(read, heard.then, heard.failed)
    reading.end()
    assert not reading.busy
    assert not reading._jobs
    assert not heard.answers
