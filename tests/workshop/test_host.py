from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest

from tests.workshop.made import plan, xiaomi
from trainer.case.sealed import FullSheet, Sheet
from trainer.progress.clock import Clock, utc_now
from trainer.progress.errors import DiskFull
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.events import Happened, Noted
from trainer.study.workshop.plan import Step
from trainer.study.workshop.session import Session
from trainer.workshop import host as hosting
from trainer.workshop.commands import CastVote, CloseBallot, Go, Join, Next, OpenDoors, Refused, Replan, TakeNote, Why
from trainer.workshop.host import Busy, Gone, Host

SECONDS = 20.0
DOORS = OpenDoors("127.0.0.1", 8420, "K7PXQM")


class Slow:
    """A keeper whose disk waits until it is let go on, or fails as it is told."""

    def __init__(self, file: WorkshopFile) -> None:
        self._file = file
        self.go_on = threading.Event()
        self.go_on.set()
        self.writing = threading.Event()
        self.failures: list[Exception] = []
        self.batches: list[tuple[Happened, ...]] = []

    @property
    def secret(self) -> bytes:
        return self._file.secret

    def read(self) -> Session:
        return self._file.read()

    def stored(self) -> int:
        return self._file.stored()

    def keep(self, events: Sequence[Happened]) -> None:
        self.writing.set()
        assert self.go_on.wait(SECONDS)
        self.batches.append(tuple(events))
        if self.failures:
            raise self.failures.pop(0)
        self._file.keep(events)

    def sheets(self) -> Mapping[str, Sheet]:
        return self._file.sheets()

    def record(self, decision_id: str) -> FullSheet | None:
        return self._file.record(decision_id)

    def hold(self) -> None:
        """Whatever is written next is waited for."""
        self.writing.clear()
        self.go_on.clear()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[WorkshopFile]:
    planned = plan(2)
    with WorkshopFile.create(tmp_path, planned) as made:
        made.keep_texts([xiaomi().sheet(each.decision_id) for each in planned.decisions], xiaomi().envelopes)
        yield made


@pytest.fixture
def keeper(file: WorkshopFile) -> Slow:
    return Slow(file)


@pytest.fixture
def host(keeper: Slow) -> Iterator[Host]:
    made = Host(keeper, utc_now)
    yield made
    keeper.go_on.set()
    made.close()


def ask(host: Host, *commands: object) -> tuple[Happened, ...]:
    return [host.submit(each).result(SECONDS) for each in commands][-1]  # type: ignore[arg-type]


def in_first_vote(host: Host, people: int) -> Sequence[CastVote]:
    """Votes of so many, ready to be cast."""
    ask(host, DOORS, *(Join(f"key {number}", f"P {number}", "en") for number in range(people)), Next(), Next())
    ballot = host.session.open_ballot
    assert ballot is not None
    options = [option.id for option in host.sheet(ballot.decision_id).briefing.options]
    return [
        CastVote(number, ballot.id, f"vote-{number:04d}", options[number % len(options)], 50, "")
        for number in range(1, people + 1)
    ]


def test_what_happened_is_stored_before_it_is_told(host: Host, file: WorkshopFile) -> None:
    told: list[Session] = []
    arrived = threading.Event()

    def listen(session: Session, _events: tuple[Happened, ...]) -> None:
        assert file.read() == session
        told.append(session)
        arrived.set()

    host.subscribe(listen)
    happened = ask(host, DOORS)

    assert file.read() == host.session
    assert arrived.wait(SECONDS)
    assert told == [host.session]
    assert happened


def test_what_the_room_refuses_is_raised_and_changes_nothing(host: Host, keeper: Slow) -> None:
    before = host.standing
    with pytest.raises(Refused) as refused:
        ask(host, Join("key", "Mei", "en"))

    assert refused.value.why is Why.OVER
    assert host.standing is before
    assert not keeper.batches


def test_all_that_waits_is_stored_at_once_and_in_its_order(host: Host, keeper: Slow, file: WorkshopFile) -> None:
    votes = in_first_vote(host, 30)
    before = len(keeper.batches)
    keeper.hold()
    first = host.submit(votes[0])
    assert keeper.writing.wait(SECONDS)
    rest = [host.submit(each) for each in (*votes[1:], CloseBallot())]
    late = host.submit(CastVote(1, votes[0].ballot_id, "vote-late", votes[0].choice, 1, ""))
    assert not first.done()
    keeper.go_on.set()

    for each in (first, *rest):
        assert each.result(SECONDS)
    with pytest.raises(Refused):
        late.result(SECONDS)
    assert len(keeper.batches) == before + 2
    ballot = file.read().ballots[votes[0].ballot_id]
    assert list(ballot.votes) == [each.participant for each in votes]
    assert ballot.votes[1].id == votes[0].vote_id


def test_where_storing_fails_all_of_that_batch_are_told_and_nothing_has_changed(
    host: Host, keeper: Slow, file: WorkshopFile
) -> None:
    votes = in_first_vote(host, 5)
    before = host.standing
    keeper.failures.append(DiskFull(file.path))
    keeper.hold()
    asked = [host.submit(each) for each in votes]
    keeper.go_on.set()

    failed = [each for each in asked if isinstance(each.exception(SECONDS), DiskFull)]
    assert failed
    assert len(host.session.ballots[1].votes) == len(asked) - len(failed)
    assert host.session == file.read()
    for vote in votes:
        ask(host, vote)
    assert len(file.read().ballots[1].votes) == 5
    assert host.standing.version > before.version


def test_one_that_cannot_be_written_down_takes_nobody_with_it(
    host: Host, keeper: Slow, file: WorkshopFile, caplog: pytest.LogCaptureFixture
) -> None:
    votes = in_first_vote(host, 3)
    keeper.hold()
    first = host.submit(votes[0])
    assert keeper.writing.wait(SECONDS)
    poison = host.submit(TakeNote("", "half a letter: \ud800"))
    rest = [host.submit(each) for each in votes[1:]]
    keeper.go_on.set()

    for each in (first, *rest):
        assert each.result(SECONDS)
    with pytest.raises(ValueError, match="surrogate"):
        poison.result(SECONDS)
    assert len(file.read().ballots[1].votes) == 3
    assert not file.read().notes
    assert "could not be stored" in caplog.text


def test_a_fault_in_one_command_is_told_to_whoever_asked(host: Host, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(TypeError):
        ask(host, object())

    assert ask(host, DOORS)
    assert "could not be decided" in caplog.text


def test_neither_a_raising_nor_a_slow_listener_keeps_anybody_from_voting(
    host: Host, caplog: pytest.LogCaptureFixture
) -> None:
    entered, leave, done = threading.Event(), threading.Event(), threading.Event()
    told: list[int] = []

    def slow(_session: Session, events: tuple[Happened, ...]) -> None:
        told.append(len(events))
        entered.set()
        assert leave.wait(SECONDS)
        if sum(told) == 11:
            done.set()

    def raising(_session: Session, _events: tuple[Happened, ...]) -> None:
        raise RuntimeError("not now")

    host.subscribe(raising)
    host.subscribe(slow)
    ask(host, TakeNote("", "first"))
    assert entered.wait(SECONDS)
    for number in range(10):
        ask(host, TakeNote("", str(number)))
    leave.set()

    assert done.wait(SECONDS)
    assert told == [1, 10]
    assert "could not be told" in caplog.text


def test_a_listener_that_has_ended_hears_nothing_more(host: Host) -> None:
    ended: list[int] = []
    heard: list[tuple[Happened, ...]] = []
    host.subscribe(lambda _session, events: ended.append(len(events)))()
    host.subscribe(lambda _session, events: heard.append(events))
    ask(host, DOORS)
    host.close()

    assert heard
    assert not ended


def test_more_than_can_wait_are_turned_away(host: Host, keeper: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosting, "MOST_WAITING", 3)
    keeper.hold()
    first = host.submit(DOORS)
    assert keeper.writing.wait(SECONDS)
    waiting = [host.submit(TakeNote("", str(number))) for number in range(3)]
    with pytest.raises(Busy):
        host.submit(TakeNote("", "too many")).result(SECONDS)
    keeper.go_on.set()

    assert [each.result(SECONDS) != () for each in (first, *waiting)] == [True] * 4
    assert host.session.notes == {"": "2"}


def test_closing_stores_what_waits_and_takes_no_more(keeper: Slow, file: WorkshopFile) -> None:
    host = Host(keeper, utc_now)
    told: list[Happened] = []
    host.subscribe(lambda _session, events: told.extend(events))
    keeper.hold()
    asked = [host.submit(TakeNote("", str(number))) for number in range(20)]
    closing = threading.Thread(target=host.close)
    closing.start()
    keeper.go_on.set()
    closing.join(SECONDS)

    assert all(each.result(SECONDS) for each in asked)
    assert file.read().notes == {"": "19"}
    assert [each.text for each in told if isinstance(each, Noted)] == [str(number) for number in range(20)]
    with pytest.raises(Gone):
        host.submit(DOORS).result(SECONDS)
    host.close()


def test_whoever_gave_up_waiting_is_left_alone(host: Host, keeper: Slow) -> None:
    keeper.hold()
    first = host.submit(DOORS)
    assert keeper.writing.wait(SECONDS)
    given_up: Future[tuple[Happened, ...]] = host.submit(TakeNote("", "x"))
    assert given_up.cancel()
    after = host.submit(TakeNote("", "y"))
    keeper.go_on.set()

    assert first.result(SECONDS)
    assert after.result(SECONDS)


def test_a_record_is_there_once_it_is_stored_that_the_room_has_seen_of_it(host: Host) -> None:
    first, second = (each.decision_id for each in host.session.plan.decisions)
    assert host.record(first) is None

    ask(host, DOORS, Go(Step.REVEAL, 0, len(REVEAL_STEPS)))
    record = host.record(first)

    assert record is not None
    assert record.decision.id == first
    assert host.record(second) is None
    assert set(host.records) == {first}
    assert set(host.sheets) == {first, second}


def set_back(hours: int) -> Clock:
    return lambda: utc_now() - dt.timedelta(hours=hours)


def test_versions_grow_also_over_another_start_with_a_clock_that_was_set_back(keeper: Slow) -> None:
    versions = []
    for number in range(2):
        host = Host(keeper, set_back(number))
        for text in ("a", "b", "c"):
            ask(host, TakeNote("", f"{number} {text}"))
            versions.append(host.standing.version)
        assert keeper.stored() == host.standing.version
        host.close()

    assert versions == sorted(set(versions))


def test_a_decision_that_is_planned_later_is_there_once_its_text_is(host: Host, file: WorkshopFile) -> None:
    third = xiaomi().order[2]
    file.keep_texts([xiaomi().sheet(third)], xiaomi().envelopes)
    assert third not in host.sheets

    ask(host, Replan(plan(3)), Go(Step.FIRST_VOTE, 2))

    assert host.sheet(third).briefing.id == third
    assert host.session.open_ballot is not None


def test_from_many_threads_each_vote_is_stored_once(host: Host, file: WorkshopFile) -> None:
    votes = in_first_vote(host, 200)
    answers: list[tuple[Happened, ...]] = []

    def cast(some: Sequence[CastVote]) -> None:
        asked = [host.submit(vote) for vote in (*some, *some)]
        answers.extend(each.result(SECONDS) for each in asked)

    threads = [threading.Thread(target=cast, args=(votes[start::8],)) for start in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(SECONDS)

    assert len(answers) == 400
    assert sum(map(bool, answers)) == 200
    assert len(file.read().ballots[1].votes) == 200


def test_what_is_refused_is_nothing_for_the_log(host: Host, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Refused):
        host.submit(CastVote(1, 1, "vote-0001", "ask", 50, "")).result(SECONDS)
    assert caplog.records == []
