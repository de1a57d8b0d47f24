"""What of a case may be searched: gathered a decision at a time, so that the window is never kept waiting."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.case.passages import Passage, debrief_passages, open_passages, own_passages, record_passages
from trainer.case.sealed import FullSheet, SealBroken
from trainer.case.search import Found, Query, search
from trainer.desktop.desk import Desk
from trainer.progress.errors import ProgressError
from trainer.study.playthrough import REVEAL_STEPS, Stage, Standing


class Finder(QObject):
    """The passages that one learner has open in one case. What was gathered once is kept as long as its text, and
    what is open of it, stay the same."""

    grown = Signal()
    """More can be searched now; also at the end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kept: dict[str, tuple[object, tuple[Passage, ...]]] = {}
        self._waiting: list[tuple[str, Standing]] = []
        self._passages: dict[str, tuple[Passage, ...]] = {}
        self._order: tuple[str, ...] = ()
        self._unread: list[str] = []
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._gather)

    def begin(self) -> None:
        """Gather whatever is open now; :attr:`grown` tells how it goes. Raises :class:`ProgressError`."""
        playthrough = self._desk.playthrough
        self._order = self._desk.case.order
        open_now = [each for each in self._order if playthrough.is_open(each)]
        self._waiting = [(each, playthrough.standing(each)) for each in open_now]
        self._passages = {}
        self._unread = []
        if self._waiting:
            self._next.start()

    def end(self) -> None:
        """Gather nothing more for now."""
        self._next.stop()

    @property
    def waiting(self) -> int:
        """How many decisions are still to be gathered."""
        return len(self._waiting)

    @property
    def decisions(self) -> int:
        """How many decisions can be searched so far."""
        return len(self._passages)

    @property
    def unread(self) -> tuple[str, ...]:
        """Why decisions can't be searched, a sentence for each."""
        return tuple(self._unread)

    def find(self, query: Query) -> tuple[Found, ...]:
        """What the query finds in all that is gathered so far."""
        passages = (each for decision in self._order for each in self._passages.get(decision, ()))
        return search(query, passages)

    def _gather(self) -> None:
        decision_id, standing = self._waiting.pop(0)
        try:
            self._passages[decision_id] = self._read(decision_id, standing)
        except (ProgressError, SealBroken) as error:
            self._unread.append(str(error))
        if not self._waiting:
            self._next.stop()
        self.grown.emit()

    def _read(self, decision_id: str, standing: Standing) -> tuple[Passage, ...]:
        if standing.stage is Stage.READING:
            sheet = self._desk.sheet(decision_id)
            made = tuple(open_passages(sheet))
            self._fold(made)
            return made
        attempt = self._desk.attempt(decision_id)
        takeaway = self._desk.debrief(attempt).takeaway
        state = (attempt.id, standing, takeaway, self._desk.course, id(self._desk.case))
        kept = self._kept.get(decision_id)
        if kept is not None and kept[0] == state:
            return kept[1]
        own = own_passages(decision_id, attempt.commitment.reasons, takeaway)
        made = (*_opened(self._desk.seen(attempt), standing), *own)
        self._fold(made)
        self._kept[decision_id] = state, made
        return made

    def _fold(self, passages: tuple[Passage, ...]) -> None:
        """Prepare the passages here, and not all of them at the first letter that is typed."""
        for passage in passages:
            _ = passage.folded


def _opened(sheet: FullSheet, standing: Standing) -> Iterator[Passage]:
    """As far as the record is unfolded, and no further."""
    yield from open_passages(sheet)
    for step in REVEAL_STEPS[: standing.steps]:
        yield from record_passages(sheet, step)
    if standing.stage >= Stage.REVEALED:
        yield from debrief_passages(sheet)
