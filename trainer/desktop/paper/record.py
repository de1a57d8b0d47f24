"""My record on paper: a cover, a summary, and each attempt on its page; nothing in it that is still sealed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from trainer.case.dates import MONTHS
from trainer.case.outline import CaseOutline
from trainer.case.sealed import FullSheet, SealBroken
from trainer.desktop.dates import local, long_day
from trainer.desktop.judgement_numbers import read_judged
from trainer.desktop.judgement_state import Judged, Scope
from trainer.desktop.painting.cover import CoverAct, CoverData
from trainer.desktop.painting.segments import GrainState
from trainer.desktop.paper.attempt_page import AttemptPage, set_attempt
from trainer.desktop.paper.covers import cover_sections
from trainer.desktop.paper.faces import PaperTheme
from trainer.desktop.paper.frame import Paper, frame_of
from trainer.desktop.paper.judged import set_judgement
from trainer.desktop.paper.parts import Setter
from trainer.desktop.paper.press import Document, Section, print_document
from trainer.desktop.paper.strips import Mark, Strip, kept, marked
from trainer.desktop.paper.tables import set_table
from trainer.desktop.paper.text import Side, set_text
from trainer.progress.store import Store
from trainer.progress.values import Learner, WholeAttempt
from trainer.reports.attempts import walk
from trainer.reports.watch import Watch
from trainer.study.playthrough import Stage

_UNWATCHED = Watch()
_TITLE = "My record"


def write_record_pdf(
    store: Store,
    learner: Learner,
    out: Path,
    theme: PaperTheme,
    *,
    case_id: str | None = None,
    outlines: Sequence[CaseOutline] = (),
    paper: Paper = Paper.A4,
    zone: dt.tzinfo | None = None,
    watch: Watch = _UNWATCHED,
) -> int:
    """Write the record of a learner; returns the number of pages.

    Args:
        store: to read from; it is read twice, and nothing of it is kept.
        learner: whose record.
        out: the file, in a folder that is there.
        theme: for paper.
        case_id: of the only case wanted.
        outlines: the installed cases, from which the cover is painted and themes have their titles.
        paper: the size of the pages.
        zone: for dates; the system's own where none is given.
        watch: told how far it has come, and asked whether to stop.

    Raises:
        ExportCancelled: somebody asked to stop; what stood there still does.
        ExportRefused: the record changed again and again while it was printed.
        ProgressError: the progress can't be read.
        OSError: the file can't be written.
    """
    found = Found.gather(walk(store, [learner], case_id, Watch(cancelled=watch.cancelled)))
    judged = _judged(store, learner, case_id, outlines, zone)
    made = _Record(store, learner, case_id, found, outlines, judged, Setter(theme, frame_of(paper)), zone, watch)
    document = Document(f"{_TITLE}: {learner.name}", learner.name, made.sections, work=found.attempts)
    return print_document(document, out, theme, paper, watch)


def _judged(
    store: Store, learner: Learner, case_id: str | None, outlines: Sequence[CaseOutline], zone: dt.tzinfo | None
) -> Judged:
    """The numbers of *My judgement*, for first tries as that page has them at first."""
    themes = {theme.id: theme.title for outline in outlines for theme in outline.themes}
    with store.reader() as reader:
        return read_judged(reader, learner.id, Scope(case_id=case_id), themes, zone)


@dataclass
class CaseFound:
    """What there is of one case."""

    title: str
    attempts: int = 0
    decisions: set[str] = field(default_factory=set)
    open: int = 0
    """How many of the attempts have their record open to its end."""
    acts: dict[int, set[str]] = field(default_factory=dict)
    """Ids of the decisions by number of the act."""


@dataclass
class Found:
    """What a record holds, counted in one go through it."""

    attempts: int = 0
    first: dt.datetime | None = None
    last: dt.datetime | None = None
    cases: dict[str, CaseFound] = field(default_factory=dict)

    @classmethod
    def gather(cls, walked: Iterable[tuple[Learner, WholeAttempt]]) -> Found:
        """Count what is gone through, from the first attempt to the last."""
        found = cls()
        for _, whole in walked:
            attempt, line = whole.attempt, whole.line
            found.attempts += 1
            found.first = found.first or attempt.created
            found.last = attempt.created
            case = found.cases.setdefault(attempt.case_id, CaseFound(line.case_title))
            case.attempts += 1
            case.decisions.add(attempt.decision_id)
            case.open += line.stage is not Stage.COMMITTED
            case.acts.setdefault(line.act_number, set()).add(attempt.decision_id)
        return found

    def cover(self, outlines: Sequence[CaseOutline]) -> CoverData | None:
        """The cover of the case with the most attempts; of what is known of it where it isn't installed."""
        if not self.cases:
            return None
        case_id, case = max(self.cases.items(), key=lambda each: each[1].attempts)
        outline = next((each for each in outlines if each.id == case_id), None)
        if outline is None:
            return CoverData(tuple(_decided(len(case.acts[number])) for number in sorted(case.acts)))
        return CoverData(tuple(_act([each.id in case.decisions for each in act.decisions]) for act in outline.acts))


def _decided(count: int) -> CoverAct:
    return _act([True] * count)


def _act(decided: Sequence[bool]) -> CoverAct:
    states = tuple(GrainState.DECIDED if each else GrainState.SEALED for each in decided)
    return CoverAct(len(states), states)


@dataclass(frozen=True)
class _Record:
    """The parts of a record."""

    store: Store
    learner: Learner
    case_id: str | None
    found: Found
    outlines: Sequence[CaseOutline]
    judged: Judged
    setter: Setter
    zone: dt.tzinfo | None
    watch: Watch

    def sections(self, _numbers: Mapping[str, int]) -> Iterator[Section]:
        """Cover, summary, and a page for each attempt, under a bookmark for each month."""
        titles = ", ".join(case.title for case in self.found.cases.values())
        yield from cover_sections(self.setter, _TITLE, titles, self._lines(), self.found.cover(self.outlines))
        if self.found.attempts:
            yield Section(self._summary(), "Summary", weight=0)
        month = ""
        for _, whole in walk(self.store, [self.learner], self.case_id, Watch(cancelled=self.watch.cancelled)):
            made = local(whole.attempt.created, self.zone)
            named = f"{MONTHS[made.month]} {made.year}"
            marks = [Mark(named)] if named != month else []
            month = named
            marks.append(Mark(f"{whole.line.decision_title}, {made.day} {MONTHS[made.month]}", 1))
            yield Section(self._page(whole, marks), whole.line.decision_title)

    def _lines(self) -> list[str]:
        found = self.found
        if found.first is None or found.last is None:
            return [self.learner.name, "No attempts yet."]
        first, last = long_day(found.first, self.zone), long_day(found.last, self.zone)
        decisions = sum(len(case.decisions) for case in found.cases.values())
        counts = f"{_several(found.attempts, 'attempt')} at {_several(decisions, 'decision')}"
        return [self.learner.name, first if first == last else f"{first} to {last}", counts]

    def _summary(self) -> list[Strip]:
        setter = self.setter
        head = marked(set_text("Summary", setter.faces.title, setter.frame.text_width), Mark("Summary"))
        rows = [
            (case.title, f"{len(case.decisions):,}", f"{case.attempts:,}", f"{case.open:,}")
            for case in self.found.cases.values()
        ]
        sides = (Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT)
        columns = ("Case", "Decisions", "Attempts", "Record open to its end")
        table = set_table(setter.theme, columns, rows, setter.width, sides=sides)
        made = [*kept(head, with_next=True), *setter.section("Attempts", table)]
        return made if self.judged.is_empty else made + set_judgement(setter, self.judged)

    def _page(self, whole: WholeAttempt, marks: Sequence[Mark]) -> list[Strip]:
        return set_attempt(
            self.setter, AttemptPage(whole, self._text(whole), self.store.notes.of(whole.attempt.id), self.zone), marks
        )

    def _text(self, whole: WholeAttempt) -> FullSheet | None:
        try:
            return self.store.seen_text(whole.attempt.id)
        except SealBroken:
            return None


def _several(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
