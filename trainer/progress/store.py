"""The store: all that is remembered, handed out as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from trainer.case.sealed import Envelope, FullSheet, Receipt
from trainer.progress import attempts, drafts, learners, overview, reviews
from trainer.progress.changes import Change, ChangeKind, Listener, Listeners
from trainer.progress.clock import Clock, utc_now
from trainer.progress.database import Database
from trainer.progress.notes import Notes
from trainer.progress.reader import Reader
from trainer.progress.recalls import Recalls
from trainer.progress.transfer.transfers import Transfers
from trainer.progress.values import (
    Attempt,
    AttemptLine,
    Debrief,
    FactorMark,
    Learner,
    Place,
    StoredReceipts,
    WholeAttempt,
)
from trainer.study.course import Course
from trainer.study.playthrough import Commitment, Draft, Standing

_BEFORE_ALL = Place()


class Store:
    """A progress file, open.

    Each method that writes is one transaction, on the disk when it returns; then it tells those who subscribed. May
    be opened in one thread and used in another, by one at a time. Every method raises
    :class:`~trainer.progress.errors.ProgressError` where the file can't be used, and ``KeyError`` for an id of a
    learner or an attempt that isn't there.
    """

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock
        self._listeners = Listeners()
        self.notes = Notes(database, self._now, self._listeners)
        """What was written to attempts later."""
        self.recalls = Recalls(database, self._now, self._listeners)
        """What comes back to the learners."""
        self.transfers = Transfers(database, self._now, self._listeners, self.recalls)
        """All of a learner as one file, to and fro."""

    @classmethod
    def open(cls, path: Path, clock: Clock = utc_now) -> Store:
        """Open a progress file, creating it if there is none.

        Args:
            path: of the file; its folder must be there.
            clock: gives the time, aware.

        Raises:
            ProgressError: it can't be used; nothing was overwritten.
        """
        return cls(Database.open(path), clock)

    @property
    def path(self) -> Path:
        """Of the file."""
        return self._database.path

    def close(self) -> None:
        """Let go of the file; a second time does nothing."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def reader(self) -> Reader:
        """The same file through a connection of its own, to be read in another thread while this one goes on.

        Raises:
            ProgressError: it can't be opened.
        """
        return Reader.open(self.path)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after each change that is stored; the returned function ends that."""
        return self._listeners.subscribe(listener)

    # Learners

    def learners(self) -> tuple[Learner, ...]:
        """All learners, the one seen last first."""
        with self._database.read() as connection:
            return learners.every(connection)

    def add_learner(self, name: str) -> Learner:
        """Write down a new learner.

        Raises:
            NameRefused: the name is empty, too long or taken.
        """
        with self._database.write() as connection:
            learner = learners.add(connection, name, self._now())
        self._listeners.tell(Change(ChangeKind.LEARNER_ADDED, learner.id))
        return learner

    def rename_learner(self, learner_id: str, name: str) -> Learner:
        """Give a learner another name; raises :class:`NameRefused` as :meth:`add_learner` does."""
        with self._database.write() as connection:
            learner = learners.rename(connection, learner_id, name)
        self._listeners.tell(Change(ChangeKind.LEARNER_RENAMED, learner_id))
        return learner

    def seen(self, learner_id: str) -> Learner:
        """Note that a learner is here, which makes them the current one."""
        with self._database.write() as connection:
            learner = learners.seen(connection, learner_id, self._now())
        self._listeners.tell(Change(ChangeKind.LEARNER_SEEN, learner_id))
        return learner

    # The way through a case

    def standings(self, learner_id: str, case_id: str) -> Mapping[str, Standing]:
        """Where a learner stands at each decision with an attempt or a draft; feeds a ``Playthrough``.

        A draft beside a debriefed attempt is a further try under way: *reading*, with the tries so far.
        """
        with self._database.read() as connection:
            of = (learner_id, case_id)
            rows = connection.exec_driver_sql(overview.NEWEST, of).all()
            begun = connection.exec_driver_sql(overview.DRAFTS, of).all()
        return overview.standings(rows, begun).get(case_id, {})

    def course(self, learner_id: str, case_id: str) -> Course:
        """The course a learner has chosen through a case; the whole case where none was chosen."""
        with self._database.read() as connection:
            return learners.course(connection, learner_id, case_id)

    def set_course(self, learner_id: str, case_id: str, course: Course) -> None:
        """Remember a learner's course through a case; what they have done there stays as it is."""
        with self._database.write() as connection:
            learners.choose(connection, learners.start(connection, learner_id, case_id, self._now()), course)
        self._listeners.tell(Change(ChangeKind.COURSE_CHOSEN, learner_id, case_id))

    def draft(self, learner_id: str, case_id: str, decision_id: str) -> Draft | None:
        """The commitment in the making at a decision, if any."""
        with self._database.read() as connection:
            playthrough = learners.playthrough(connection, learner_id, case_id)
            return None if playthrough is None else drafts.read(connection, playthrough, decision_id)

    def save_draft(self, learner_id: str, case_id: str, decision_id: str, draft: Draft) -> None:
        """Keep a commitment in the making; at a debriefed decision this begins a further try.

        Raises:
            NotAllowed: a commitment stands there that isn't debriefed yet.
            ValueError: forecast or scroll position is out of range.
        """
        with self._database.write() as connection:
            now = self._now()
            playthrough = learners.start(connection, learner_id, case_id, now)
            attempts.must_be_free(connection, playthrough, decision_id)
            drafts.save(connection, playthrough, decision_id, draft, now)
        self._listeners.tell(Change(ChangeKind.DRAFT_SAVED, learner_id, case_id, decision_id))

    def drop_draft(self, learner_id: str, case_id: str, decision_id: str) -> None:
        """Throw a draft away, if there is one."""
        with self._database.write() as connection:
            playthrough = learners.playthrough(connection, learner_id, case_id)
            dropped = playthrough is not None and drafts.drop(connection, playthrough, decision_id)
        if dropped:
            self._listeners.tell(Change(ChangeKind.DRAFT_DROPPED, learner_id, case_id, decision_id))

    # Attempts

    def commit(self, learner_id: str, case_id: str, envelope: Envelope, commitment: Commitment) -> Attempt:
        """Store a commitment for good, sealed, with the text it sees; its draft goes.

        Raises:
            NotAllowed: the newest attempt there isn't debriefed, or the decision has no such option or case.
            SealBroken: the envelope doesn't hold what its digest says.
        """
        with self._database.write() as connection:
            now = self._now()
            playthrough = learners.start(connection, learner_id, case_id, now)
            attempt = attempts.commit(connection, learner_id, playthrough, case_id, envelope, commitment, now)
            drafts.drop(connection, playthrough, envelope.decision_id)
        self._tell(ChangeKind.COMMITTED, attempt)
        return attempt

    def attempt(self, attempt_id: str) -> Attempt:
        """One attempt."""
        with self._database.read() as connection:
            return attempts.by_id(connection, attempt_id)

    def attempts_at(self, learner_id: str, case_id: str, decision_id: str) -> tuple[Attempt, ...]:
        """All attempts of a learner at a decision, the first first."""
        with self._database.read() as connection:
            return attempts.at(connection, learner_id, case_id, decision_id)

    def tries(self, learner_id: str, case_id: str, decision_id: str, most: int = 100) -> tuple[WholeAttempt, ...]:
        """The attempts of a learner at a decision with all that belongs to them, the first first; of more than so many
        the first and the latest."""
        with self._database.read() as connection:
            return attempts.tries(connection, learner_id, case_id, decision_id, most)

    def receipts(self, learner_id: str, case_id: str) -> StoredReceipts:
        """What opens the decisions of a case that a learner has committed to."""
        with self._database.read() as connection:
            return StoredReceipts(attempts.receipts(connection, learner_id, case_id))

    def lines(self, learner_id: str) -> tuple[AttemptLine, ...]:
        """All attempts of a learner as a list shows them, the newest first."""
        with self._database.read() as connection:
            return attempts.lines(connection, learner_id)

    def attempt_count(self, learner_id: str, case_id: str | None = None) -> int:
        """How many attempts a learner has made, in all or in one case."""
        with self._database.read() as connection:
            return attempts.count(connection, learner_id, case_id)

    def whole_attempts(
        self, learner_id: str, after: Place = _BEFORE_ALL, limit: int = 500, case_id: str | None = None
    ) -> tuple[WholeAttempt, ...]:
        """The next attempts of a learner with all that belongs to them, the first first.

        Args:
            learner_id: of the learner.
            after: the ``place`` of the last one read before; left out at first.
            limit: how many at most.
            case_id: of the only case wanted.
        """
        with self._database.read() as connection:
            return attempts.whole(connection, learner_id, after, limit, case_id)

    def seen_text(self, attempt_id: str) -> FullSheet:
        """What an attempt saw, whatever has become of the pack; raises ``SealBroken`` where it is damaged."""
        with self._database.read() as connection:
            return attempts.seen_text(connection, attempt_id)

    def holds(self, receipt: Receipt) -> bool:
        """Whether that very attempt is stored; so envelopes open against a store."""
        with self._database.read() as connection:
            return attempts.StoredAttempts(connection).holds(receipt)

    # Reveal and debrief

    def open_steps(self, attempt_id: str, steps: int) -> int:
        """Open the first ``steps`` parts of the reveal, and say how many are open; none ever closes.

        Raises:
            NotAllowed: there are no so many parts.
        """
        with self._database.write() as connection:
            attempt = attempts.by_id(connection, attempt_id)
            before = reviews.steps(connection, attempt_id)
            reviews.open_steps(connection, attempt_id, steps, self._now())
        if steps > before:
            self._tell(ChangeKind.REVEALED, attempt)
        return max(before, steps)

    def steps(self, attempt_id: str) -> int:
        """How many parts of the reveal are open, 0-6."""
        with self._database.read() as connection:
            attempts.by_id(connection, attempt_id)
            return reviews.steps(connection, attempt_id)

    def debrief(self, attempt_id: str) -> Debrief:
        """What the learner made of an attempt; empty at first."""
        with self._database.read() as connection:
            attempts.by_id(connection, attempt_id)
            return reviews.debrief(connection, attempt_id)

    def save_debrief(self, attempt_id: str, marks: Mapping[str, FactorMark], takeaway: str) -> None:
        """Keep marks and takeaway in place of those before; also after the debrief was closed."""
        with self._database.write() as connection:
            attempt = attempts.by_id(connection, attempt_id)
            reviews.save_debrief(connection, attempt_id, marks, takeaway, self._now())
        self._tell(ChangeKind.DEBRIEF_SAVED, attempt)

    def close_debrief(self, attempt_id: str) -> None:
        """Close the debrief, which ends the attempt; marks and takeaway may still change.

        Raises:
            NotAllowed: the reveal isn't all open.
        """
        with self._database.write() as connection:
            attempt, now = attempts.by_id(connection, attempt_id), self._now()
            reviews.close_debrief(connection, attempt_id, attempt.decision_id, now)
            self.recalls.debriefed(connection, attempt, now)
        self._tell(ChangeKind.DEBRIEF_CLOSED, attempt)

    def _now(self) -> dt.datetime:
        now = self._clock()
        if now.tzinfo is None:
            raise ValueError(f"the clock gives {now}, which says nothing of its time zone")
        return now.astimezone(dt.UTC)

    def _tell(self, kind: ChangeKind, attempt: Attempt) -> None:
        self._listeners.tell(Change(kind, attempt.learner_id, attempt.case_id, attempt.decision_id, attempt.id))
