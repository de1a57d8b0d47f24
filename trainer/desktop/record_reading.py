"""Reading the record in a thread, so that the window never waits for it; only the newest list counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Lock

from PySide6.QtCore import Signal

from trainer.desktop.background import Background
from trainer.desktop.dates import local
from trainer.desktop.record_state import MOST_WAITING, NEWEST, PAGE, Counted, Menus, Page, Question
from trainer.progress.errors import ProgressError
from trainer.progress.reader import Interrupted, Reader
from trainer.progress.record_filter import RecordColumn
from trainer.progress.records import Records

_MEASURED = (
    RecordColumn.CASE,
    RecordColumn.NUMBER,
    RecordColumn.DECISION,
    RecordColumn.TRY,
    RecordColumn.MINE,
    RecordColumn.THEIRS,
)


class RecordReading(Background):
    """Answers questions, one after the other; a new list breaks off whatever is read for the one before."""

    answered = Signal(object)
    """With a :class:`Page` or a :class:`Counted`."""
    failed = Signal(str)
    """The file can't be read: a sentence."""

    def __init__(self, open_reader: Callable[[], Reader], learner_id: str, themes: Mapping[str, str]) -> None:
        """
        Args:
            open_reader: opens the progress file, in the thread; see :meth:`Store.reader`.
            learner_id: of the learner.
            themes: titles by id.
        """
        super().__init__()
        self._open = open_reader
        self._learner_id = learner_id
        self._themes = themes
        self._waiting: list[Question] = []
        self._newest = -1
        self._ended = False
        self._lock = Lock()
        self._reader: Reader | None = None
        self._records: Records | None = None
        self._longest: dict[RecordColumn, tuple[str, ...]] = {}
        self.finished.connect(self._go_on)

    def ask(self, question: Question) -> None:
        """Read in the thread what is asked for."""
        with self._lock:
            if question.begins:
                self._newest = question.ticket
                self._waiting.clear()
                if self._reader is not None:
                    self._reader.interrupt()
            begun = [each for each in self._waiting if each.begins]
            pages = [each for each in self._waiting if not each.begins]
            self._waiting = [*begun, *pages[1 - MOST_WAITING :], question]
        self._go_on()

    def end(self) -> None:
        """Break off what is read, and wait until nothing touches the file any more."""
        with self._lock:
            self._ended = True
            self._waiting.clear()
            if self._reader is not None:
                self._reader.interrupt()
        super().end()
        if self._reader is not None:
            self._reader.close()
            self._reader = self._records = None

    def _go_on(self) -> None:
        if self._waiting and not self._ended and not self.isRunning():
            self.begin()

    def run(self) -> None:
        """In the thread: answer all there is to answer."""
        while (question := self._next()) is not None:
            try:
                self._answer(question)
            except Interrupted:
                # The interruption may have been meant for the question before.
                with self._lock:
                    if question.ticket == self._newest and not self._ended:
                        self._waiting.insert(0, question)
            except ProgressError as error:
                self.failed.emit(str(error))
                return
            except Exception as error:  # noqa: BLE001 - whatever it is, the page says it and doesn't wait for ever
                self.failed.emit(f"Reading your record failed: {error}")
                return

    def _next(self) -> Question | None:
        with self._lock:
            # What was asked for last is what is in sight; a new list comes before all else.
            return self._waiting.pop() if self._waiting else None

    def _is_wanted(self, question: Question) -> bool:
        return question.ticket == self._newest and not self._ended

    def _answer(self, question: Question) -> None:
        if not self._is_wanted(question):
            return
        records = self._opened()
        lines = records.page(question.wanted, question.order, question.start, PAGE)
        with suppress(RuntimeError):  # the page may have gone with its signals
            if question.begins:
                self._longest = {column: records.longest(column) for column in _MEASURED}
            if self._is_wanted(question):
                self.answered.emit(Page(question.ticket, question.start, lines, self._longest))
            if question.begins and self._is_wanted(question):
                self.answered.emit(self._count(records, question))

    def _opened(self) -> Records:
        if self._records is None:
            reader = self._open()
            self._records = Records(reader, self._learner_id)
            with self._lock:
                self._reader = reader
        return self._records

    def _count(self, records: Records, question: Question) -> Counted:
        selected = records.newest() if question.find == NEWEST else question.find
        place = records.place(selected, question.wanted, question.order) if selected else None
        count = records.count(question.wanted)
        menus = self._read_menus(records, question)
        found = None if place is None else selected
        return Counted(question.ticket, count, records.total(), found, place or 0, menus)

    def _read_menus(self, records: Records, question: Question) -> Menus:
        span = records.span()
        years = range(local(span[1]).year, local(span[0]).year - 1, -1) if span else ()
        return Menus(records.choices(question.wanted.case, self._themes), tuple(years))
