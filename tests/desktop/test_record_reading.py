from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.progress import tiny
from trainer.desktop.record_reading import RecordReading
from trainer.desktop.record_state import NEWEST, PAGE, Counted, Page, Question
from trainer.progress.errors import DamagedFile
from trainer.progress.reader import Reader
from trainer.progress.record_filter import RecordColumn, RecordFilter, RecordOrder
from trainer.progress.store import Store
from trainer.progress.values import Attempt, Learner

BY_DATE = RecordOrder(RecordColumn.DATE)
ALL = RecordFilter()


@pytest.fixture
def made(store: Store, mara: Learner, clock: tiny.Clock) -> list[Attempt]:
    attempts = []
    for number in range(2 * PAGE + 5):
        clock.pass_by()
        reasons = "Half a year hurts." if number % 2 else "The price."
        commitment = tiny.commitment(forecast=number % 101, reasons=reasons)
        attempts.append(
            tiny.debriefed(store, store.commit(mara.id, "town", tiny.case().envelopes["harbour"], commitment))
        )
    return attempts


class Heard:
    """What a reading answers."""

    def __init__(self, reading: RecordReading) -> None:
        self.answers: list[Page | Counted] = []
        self.problems: list[str] = []
        reading.answered.connect(self.answers.append)
        reading.failed.connect(self.problems.append)

    @property
    def counted(self) -> list[Counted]:
        return [each for each in self.answers if isinstance(each, Counted)]

    @property
    def pages(self) -> list[Page]:
        return [each for each in self.answers if isinstance(each, Page)]


@pytest.fixture
def reading(qtbot: QtBot, store: Store, mara: Learner) -> Iterator[RecordReading]:
    made = RecordReading(store.reader, mara.id, {"money": "Money"})
    yield made
    made.end()


def test_a_new_list_comes_with_its_first_page_and_then_with_its_length(
    qtbot: QtBot, reading: RecordReading, made: list[Attempt]
) -> None:
    heard = Heard(reading)
    reading.ask(Question(1, RecordFilter(words="half"), BY_DATE, find=NEWEST))
    qtbot.waitUntil(lambda: bool(heard.counted))
    first, counted = heard.answers
    assert isinstance(first, Page)
    assert isinstance(counted, Counted)
    expected = [each.id for each in made if "Half" in each.commitment.reasons]
    assert [line.id for line in first.lines] == expected[:PAGE]
    assert (counted.count, counted.total, counted.selected) == (len(expected), len(made), None)
    assert [choice.title for choice in counted.menus.choices.themes] == ["Money"]
    assert counted.menus.years == (2026,)


def test_an_attempt_is_found_at_its_place(qtbot: QtBot, reading: RecordReading, made: list[Attempt]) -> None:
    heard = Heard(reading)
    reading.ask(Question(1, ALL, BY_DATE, find=NEWEST))
    reading.ask(Question(2, ALL, BY_DATE, find=made[70].id))
    qtbot.waitUntil(lambda: bool(heard.counted) and heard.counted[-1].ticket == 2)
    assert (heard.counted[-1].selected, heard.counted[-1].place) == (made[70].id, 70)


def test_only_the_newest_of_many_lists_is_read_to_its_end(
    qtbot: QtBot, reading: RecordReading, made: list[Attempt]
) -> None:
    heard = Heard(reading)
    for ticket in range(1, 40):
        reading.ask(Question(ticket, RecordFilter(words="half"[: ticket % 4 + 1]), BY_DATE))
    qtbot.waitUntil(lambda: bool(heard.counted) and heard.counted[-1].ticket == 39)
    assert [each.ticket for each in heard.answers] == sorted(each.ticket for each in heard.answers)
    assert heard.counted[-1].count == PAGE + 2
    assert heard.problems == []


def test_any_page_is_read_and_after_a_pause_too(qtbot: QtBot, reading: RecordReading, made: list[Attempt]) -> None:
    heard = Heard(reading)
    reading.ask(Question(1, ALL, BY_DATE))
    qtbot.waitUntil(lambda: bool(heard.counted) and not reading.isRunning())
    reading.ask(Question(1, ALL, BY_DATE, 2 * PAGE, begins=False))
    qtbot.waitUntil(lambda: len(heard.pages) == 2)
    assert [line.id for line in heard.pages[1].lines] == [each.id for each in made[2 * PAGE :]]


def test_a_file_that_cannot_be_read_is_told(qtbot: QtBot, store: Store, mara: Learner) -> None:
    def refuse() -> Reader:
        raise DamagedFile(store.path, "it is gone")

    reading = RecordReading(refuse, mara.id, {})
    heard = Heard(reading)
    reading.ask(Question(1, ALL, BY_DATE))
    qtbot.waitUntil(lambda: bool(heard.problems))
    assert "it is gone" in heard.problems[0]
    reading.end()


def test_after_its_end_nothing_is_read(qtbot: QtBot, store: Store, mara: Learner, made: list[Attempt]) -> None:
    reading = RecordReading(store.reader, mara.id, {})
    heard = Heard(reading)
    reading.ask(Question(1, ALL, BY_DATE))
    reading.end()
    reading.ask(Question(2, ALL, BY_DATE))
    assert not reading.isRunning()
    assert all(each.ticket == 1 for each in heard.answers)
