"""The one who keeps a running workshop: every command comes by here, in one order, and counts once it is stored."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from trainer.case.sealed import FullSheet, SealBroken, Sheet
from trainer.progress.clock import Clock
from trainer.progress.errors import ProgressError
from trainer.study.workshop.events import Happened
from trainer.study.workshop.session import Session
from trainer.workshop.commands import Command, Refused, Replan
from trainer.workshop.room import Room
from trainer.workshop.texts import DecisionText

MOST_WAITING = 5_000
"""Commands that may wait to be stored; more are turned away at once."""
_log = logging.getLogger(__name__)

Decided = Future[tuple[Happened, ...]]
Listener = Callable[[Session, tuple[Happened, ...]], None]


class Busy(Exception):
    """More is asked at once than can be stored; nothing has changed, and the same may be asked again."""


class Gone(Exception):
    """The workshop was put away; nothing has changed."""


class Keeper(Protocol):
    """What a workshop is stored in. May be used in any thread."""

    @property
    def secret(self) -> bytes:
        """Known to nobody else; what phones are known by is signed with it."""

    def read(self) -> Session:
        """All that is stored; raises ``ProgressError``."""

    def stored(self) -> int:
        """How many events are stored; raises ``ProgressError``."""

    def keep(self, events: Sequence[Happened]) -> None:
        """Store the events durably, all or none; raises ``ProgressError``."""

    def sheets(self) -> Mapping[str, Sheet]:
        """The open pages of the planned decisions, by their ids; raises ``ProgressError``."""

    def record(self, decision_id: str) -> FullSheet | None:
        """A planned decision with its record, if it is stored that the room has seen some of it.

        Raises ``KeyError``, ``SealBroken`` and ``ProgressError``.
        """


@dataclass(frozen=True, slots=True)
class Standing:
    """A workshop as it was stored last."""

    version: int
    """How many events made it: greater than that of any standing before, also of those before the program was started
    again, whatever the clock of the laptop says."""
    session: Session


Outcome = tuple[Happened, ...] | Exception
"""What became of a command: what happened, or why nothing did."""


@dataclass(frozen=True, slots=True)
class _Asked:
    command: Command
    tell: Callable[[Outcome], None]


class Host:
    """Takes commands from any thread, decides and stores them in the order they came, and tells what became of them.

    Whatever waits is stored together: one alone waits for nothing, and under load a thousand cost little more than one.
    """

    def __init__(self, keeper: Keeper, clock: Clock) -> None:
        """Read the workshop and begin to take commands.

        Args:
            keeper: with the texts of the planned decisions in it. It stays open until after :meth:`close`, and
                nobody else keeps events in it until then. Texts that are kept in it later are found when the plan
                changes.
            clock: of whatever happens.

        Raises:
            ProgressError: the workshop can't be read.
        """
        self._keeper, self._clock = keeper, clock
        session = keeper.read()
        self._sheets: Mapping[str, Sheet] = {}
        self._records: Mapping[str, FullSheet] = {}
        self._texts: Mapping[str, DecisionText] = {}
        self._read_texts(session)
        self._standing = Standing(keeper.stored(), session)
        self._waiting: deque[_Asked] = deque()
        self._news: list[tuple[Happened, ...]] = []
        self._listeners: tuple[Listener, ...] = ()
        self._ended = False
        self._untold_end = False
        self._asked = threading.Condition()
        self._told = threading.Condition()
        self._writer = threading.Thread(target=self._write, name="workshop-writer", daemon=True)
        self._teller = threading.Thread(target=self._tell, name="workshop-teller", daemon=True)
        self._writer.start()
        self._teller.start()

    @property
    def session(self) -> Session:
        """As it was stored last."""
        return self._standing.session

    @property
    def standing(self) -> Standing:
        """The session with its version."""
        return self._standing

    @property
    def secret(self) -> bytes:
        """With which is signed what phones are known by."""
        return self._keeper.secret

    @property
    def sheets(self) -> Mapping[str, Sheet]:
        """The open pages of the planned decisions."""
        return self._sheets

    @property
    def records(self) -> Mapping[str, FullSheet]:
        """The decisions of whose record the room has seen some, and no other."""
        return self._records

    def sheet(self, decision_id: str) -> Sheet:
        """The open pages of a planned decision; raises ``KeyError``."""
        return self._sheets[decision_id]

    def record(self, decision_id: str) -> FullSheet | None:
        """A decision with its record, once the room has seen some of it."""
        return self._records.get(decision_id)

    def submit(self, command: Command) -> Decided:
        """Ask for something. What happened is the future's result once it is stored; nothing may have.

        The future raises ``Refused`` where the room doesn't do it, ``ProgressError`` where it can't be stored,
        :class:`Busy` and :class:`Gone`; after each of them nothing has changed.
        """
        answer: Decided = Future()
        self.ask(command, lambda outcome: _resolve(answer, outcome))
        return answer

    def ask(self, command: Command, tell: Callable[[Outcome], None]) -> None:
        """As :meth:`submit`, for many: ``tell`` is called with what became of it, in the host's thread or at once, and
        must neither raise nor take any time."""
        with self._asked:
            if self._ended:
                refused: Exception | None = Gone("The workshop was closed on this laptop.")
            elif len(self._waiting) >= MOST_WAITING:
                refused = Busy("Too much is asked at once. Try again in a moment.")
            else:
                refused = None
                self._waiting.append(_Asked(command, tell))
                self._asked.notify()
        if refused is not None:
            tell(refused)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a listener told of every change, in a thread of the host: the session as it was stored last, and all
        that has happened since it was told before. One that takes its time is told more at once, and keeps nobody
        from voting. What comes back ends it."""
        with self._told:
            self._listeners = (*self._listeners, listener)

        def end() -> None:
            with self._told:
                self._listeners = tuple(each for each in self._listeners if each is not listener)

        return end

    def close(self) -> None:
        """Store what waits, tell it, and take no more."""
        with self._asked:
            self._ended = True
            self._asked.notify()
        self._writer.join()
        with self._told:
            self._untold_end = True
            self._told.notify()
        if threading.current_thread() is not self._teller:
            self._teller.join()

    def _write(self) -> None:
        while batch := self._next():
            self._settle(batch)

    def _settle(self, batch: list[_Asked]) -> None:
        session, events, outcomes = self._decide(batch)
        try:
            if events:
                self._store(session, events)
        except Exception as error:  # noqa: BLE001 - goes to all who asked
            if not isinstance(error, ProgressError):
                _log.exception("A workshop could not be stored")
                if len(batch) > 1:
                    # What one of them asked can't be written down: the others are stored without it.
                    for asked in batch:
                        self._settle([asked])
                    return
            outcomes = [error] * len(batch)
        for asked, outcome in zip(batch, outcomes, strict=True):
            asked.tell(outcome)

    def _next(self) -> list[_Asked]:
        """All that waits; nothing once it is over."""
        with self._asked:
            while not self._waiting and not self._ended:
                self._asked.wait()
            batch = list(self._waiting)
            self._waiting.clear()
            return batch

    def _decide(self, batch: list[_Asked]) -> tuple[Session, list[Happened], list[Outcome]]:
        self._look_for_texts(batch)
        room = Room(self._standing.session, self._texts)
        events: list[Happened] = []
        outcomes: list[Outcome] = []
        for asked in batch:
            try:
                happened = room.decide(asked.command, self._clock())
                room = room.after(*happened) if happened else room
            except Exception as error:  # noqa: BLE001 - goes to whoever asked
                # A fault in one command mustn't take the others with it.
                if not isinstance(error, Refused):
                    _log.exception("A command could not be decided")
                outcomes.append(error)
            else:
                events += happened
                outcomes.append(happened)
        return room.session, events, outcomes

    def _look_for_texts(self, batch: list[_Asked]) -> None:
        """A decision that is to come into the plan has brought its texts along."""
        replans = (asked.command for asked in batch if isinstance(asked.command, Replan))
        planned = {decision.decision_id for replan in replans for decision in replan.plan.decisions}
        if planned - self._texts.keys():
            try:
                self._read_texts(self._standing.session)
            except Exception:  # noqa: BLE001 - the decision is refused, and the rest goes on
                _log.exception("The texts of a workshop can't be read")

    def _store(self, session: Session, events: list[Happened]) -> None:
        self._keeper.keep(events)
        if session.plan is not self._standing.session.plan or session.shown.keys() - self._records.keys():
            try:
                self._read_texts(session)
            except Exception:  # noqa: BLE001 - what is stored stays so
                # It is stored, and nobody may be told otherwise: the room goes on with the texts it has.
                _log.exception("The texts of a workshop can't be read")
        self._standing = Standing(self._standing.version + len(events), session)
        with self._told:
            self._news.append(tuple(events))
            self._told.notify()

    def _read_texts(self, session: Session) -> None:
        """What the plan and the room have come to."""
        self._sheets = dict(self._keeper.sheets())
        for decision_id in session.shown.keys() - self._records.keys():
            try:
                opened = self._keeper.record(decision_id)
            except (KeyError, ProgressError, SealBroken):
                # Votes go on without it; whoever shows it says that it isn't there.
                _log.exception("The record of '%s' can't be opened", decision_id)
            else:
                self._records = self._records if opened is None else {**self._records, decision_id: opened}
        self._texts = {each: DecisionText.of(sheet, self._records.get(each)) for each, sheet in self._sheets.items()}

    def _tell(self) -> None:
        while True:
            with self._told:
                while not self._news and not self._untold_end:
                    self._told.wait()
                news, self._news = self._news, []
                session, listeners = self._standing.session, self._listeners
            if not news:
                return
            events = tuple(event for each in news for event in each)
            for listener in listeners:
                try:
                    listener(session, events)
                except Exception:  # noqa: BLE001 - none of the others' business
                    _log.exception("Somebody could not be told of a workshop")


def _resolve(answer: Decided, outcome: Outcome) -> None:
    if not answer.set_running_or_notify_cancel():
        # Whoever asked has given up waiting.
        return
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)
