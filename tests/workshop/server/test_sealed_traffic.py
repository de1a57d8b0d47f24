"""All that goes over the line in a whole workshop on the real case, read against what it may say by then."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.sealed import one_line
from tests.workshop.made import plan
from tests.workshop.sealing import ALL, Secrets, leaks, readable
from tests.workshop.serving import CODE, Hall, Phone, Reply, Stream, hall
from trainer.study.workshop.plan import Round, Step
from trainer.workshop.commands import Back, Command, Go, Next, ReopenBallot

PEOPLE = ("Ximena Quickfox", "Jonathan Weatherwax", "Zdenka Overbrook")
REASONS = ("Only the quartermaster would know.", "My grandmother sold umbrellas.", "Seventeen ships can’t be wrong.")
TAKEAWAYS = ("Count the umbrellas first.", "Ask whoever mends the sails.", "Never trust a quartermaster.")
FORECASTS = (13, 37, 91)
_PATHS = ("/api/me", f"/api/hello?code={CODE}", "/api/hello", "/test", "/api/take-home", "/nothing")


class Listener:
    """Reads a stream to its end in a thread."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._changed = threading.Condition()
        self._version = 0
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def until(self, version: int) -> bytes:
        """Wait until this or something later was told; all that came so far."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._version >= version, 20)
            return b"".join(self._stream.heard)

    def end(self) -> bytes:
        """Wait until the line has ended; all that came."""
        self._thread.join(20)
        assert not self._thread.is_alive()
        return b"".join(self._stream.heard)

    def _read(self) -> None:
        name = ""
        while name != "end":
            try:
                name, data = self._stream.next("view", "count", "end")
            except (EOFError, OSError, ValueError):
                # Cut off by a test that failed.
                return
            with self._changed:
                self._version = data.get("version", self._version)
                self._changed.notify_all()


class Traffic:
    """A workshop, and everything that each of its phones is sent."""

    def __init__(self, opened: Hall, listeners: list[Listener]) -> None:
        self.hall, self._listeners = opened, listeners
        self._sent: list[list[str]] = [[] for _ in PEOPLE]
        self._seen = [0] * len(PEOPLE)
        self.told = 0
        """Version of the last standing that was told to all."""

    def note(self, number: int, reply: Reply) -> None:
        """One phone was answered this."""
        assert reply.status < 500
        self._sent[number] += (readable(reply.body), repr(reply.headers))

    def news(self) -> list[str]:
        """What each phone was sent since it was asked before, once all that has happened was told."""
        for number, phone in enumerate(self.hall.phones):
            for path in _PATHS:
                self.note(number, phone.ask("GET", path))
            heard = self._listeners[number].until(self.told)
            self._sent[number] += map(readable, heard[self._seen[number] :].split(b"\n\n"))
            self._seen[number] = len(heard)
        told = [one_line(" ".join(each)) for each in self._sent]
        self._sent = [[] for _ in PEOPLE]
        return told


@pytest.fixture
def traffic(tmp_path: Path) -> Iterator[Traffic]:
    with hall(tmp_path, plan(2)) as opened, ExitStack() as stack:
        phones = [opened.phone(name) for name in PEOPLE]
        listeners = [Listener(stack.enter_context(each.stream())) for each in phones]
        yield Traffic(opened, listeners)
        opened.doors.close()
        for each in listeners:
            each.end()


def _vote(traffic: Traffic, mark: str) -> None:
    for number, phone in enumerate(traffic.hall.phones):
        choice = traffic.hall.option(number % 3)
        vote_id = f"vote-{mark}-of-{number}"
        reply = phone.vote(traffic.hall.ballot.id, choice, FORECASTS[number], vote_id, REASONS[number])
        assert reply.status == 200
        traffic.note(number, reply)


def _reflect(traffic: Traffic, decision_id: str) -> None:
    for number, phone in enumerate(traffic.hall.phones):
        factors = [each["id"] for each in phone.me().json["factors"]]
        body = {"decision": decision_id, "marks": {factors[0]: "saw"}, "takeaway": TAKEAWAYS[number]}
        reply = phone.ask("POST", "/api/reflect", body)
        assert reply.status == 200
        traffic.note(number, reply)


def _of_others(text: str, number: int) -> list[str]:
    found = []
    for other in set(range(len(PEOPLE))) - {number}:
        said = (PEOPLE[other], REASONS[other], TAKEAWAYS[other], f'"forecast":{FORECASTS[other]}', f"-of-{other}")
        found += [each for each in said if each in text]
    return found


def _do(traffic: Traffic, command: Command) -> Mapping[str, int]:
    """Have the room go on, and the phones do what they can there. How many parts were shown of each decision to which
    the room has come; one more than all where its debrief may be."""
    opened = traffic.hall
    opened.do(command)
    if opened.session.open_ballot is not None:
        _vote(traffic, f"{len(opened.session.ballots):03d}-{type(command).__name__}")
    traffic.told = opened.host.standing.version
    decision = opened.session.decision
    if opened.session.stage.step is Step.DEBRIEF and decision is not None:
        _reflect(traffic, decision.decision_id)
    come = dict.fromkeys(each.decision_id for each in opened.session.ballots.values())
    here = {} if decision is None else {decision.decision_id: 0}
    shown = {each: ALL + 1 if parts == ALL else parts for each, parts in opened.session.shown.items()}
    return dict.fromkeys(come, 0) | here | shown


def test_nothing_of_the_record_and_nobodys_vote_is_sent_before_it_is_shown(traffic: Traffic) -> None:
    opened = traffic.hall
    first, second = (each.decision_id for each in opened.session.plan.decisions)
    secrets = {each: Secrets(each) for each in (first, second)}
    everything = [""] * len(PEOPLE)
    # Straight through the first decision, with a way back and a vote once more; some of the second beforehand.
    way = [*[Next()] * 6, Back(), ReopenBallot(first, Round.FIRST), Go(Step.BRIEFING, 1), Go(Step.DISCUSS, 0)]
    while way or opened.session.stage.step is not Step.END:
        come = _do(traffic, way.pop(0) if way else Next())
        for number, text in enumerate(traffic.news()):
            assert leaks(text, secrets, come) == []
            assert _of_others(text, number) == []
            everything[number] += text

    # What was shown did come, so that its absence before tells something.
    for text in everything:
        for sealed in secrets.values():
            for part in (0, 1, 2, 3, 5):
                found = [each for each in sealed.parts[part] if each in text]
                assert len(found) > len(sealed.parts[part]) / 2, part


def test_results_are_counted_only_once_the_room_sees_them(traffic: Traffic) -> None:
    opened = traffic.hall
    opened.to_first_vote()
    _vote(traffic, "first")
    phone: Phone = opened.phones[0]
    seen: Mapping[str, Any] = {}
    while opened.session.stage.step is not Step.BOTH_VOTES:
        seen = phone.me().json
        assert seen["results"] is None
        opened.do(Next())
        if opened.session.open_ballot is not None:
            _vote(traffic, "second")

    assert sum(phone.me().json["results"]["2"]["counts"]) == len(PEOPLE)
    assert set(seen["ballot"]) == {"id", "round", "open", "hands", "voted", "of"}
