"""Teaching notes on paper: of the case as a whole, of decisions, or both. They tell the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.case.prose import Part, Passage, Run, passages
from trainer.case.sealed import Case
from trainer.case.teaching import BoardColumn, CaseTeaching, Discussion, TeachingNote, TeachingPlan, TeachingQuestion
from trainer.case.teaching_reader import read_case_teaching, read_teaching
from trainer.desktop.paper.covers import Entry, case_entries, cover_data, cover_sections
from trainer.desktop.paper.faces import Face, PaperTheme
from trainer.desktop.paper.frame import Paper, frame_of
from trainer.desktop.paper.parts import Setter
from trainer.desktop.paper.press import Document, Section, print_document
from trainer.desktop.paper.prose import set_notes
from trainer.desktop.paper.strips import Mark, Strip, abreast, beside, kept, ruled, shifted, spaced
from trainer.desktop.paper.tables import set_table
from trainer.desktop.paper.text import Side, set_text
from trainer.desktop.teaching_state import TeachingState
from trainer.desktop.theme import ACTS
from trainer.reports.refusal import ExportRefused
from trainer.reports.watch import Watch

_UNWATCHED = Watch()
WHOLE = ""
"""In place of a decision's id: the note of the case as a whole."""
_ABOUT = "For those who teach it: this tells what was done, and how it ended."
_CASE = "The case as a whole"
_ACROSS = 3
_COLUMN_GAP = 22.0
_NUMBER = 26.0


def write_teaching_note(
    case: Case,
    folder: Path,
    out: Path,
    theme: PaperTheme,
    *,
    decisions: Sequence[str] = (WHOLE,),
    named: frozenset[str] | None = None,
    paper: Paper = Paper.A4,
    watch: Watch = _UNWATCHED,
) -> int:
    """Write teaching notes; returns the number of pages.

    Args:
        case: which case.
        folder: of its pack; the notes are read from there.
        out: the file, in a folder that is there.
        theme: for paper.
        decisions: ids of the decisions, with :data:`WHOLE` for the case as a whole; see :func:`all_notes`.
        named: ids of the decisions that may be called by their titles; all where nothing is said. Those that are
            printed are named in any case.
        paper: the size of the pages.
        watch: told how far it has come, and asked whether to stop.

    Raises:
        ExportCancelled: somebody asked to stop; what stood there still does.
        ExportRefused: there is no such decision, or no such note.
        PackErrors: a note can't be read, with all that is wrong with it.
        OSError: the file can't be written.
    """
    notes = [(each, _read(case, folder, each)) for each in decisions]
    may = frozenset(case.order) if named is None else named | frozenset(decisions)
    made = _Notes(case, notes, may, Setter(theme, frame_of(paper)))
    title = f"{case.info.title}: teaching notes" if len(notes) > 1 else f"{case.info.title}: teaching note"
    return print_document(Document(title, "", made.sections, work=len(notes)), out, theme, paper, watch)


def all_notes(case: Case, folder: Path) -> tuple[str, ...]:
    """What there are notes of: the case as a whole, then its decisions in the order of play."""
    return tuple(each for each in (WHOLE, *case.order) if _find(folder, each) is not None)


def _find(folder: Path, decision_id: str) -> Discussion | None:
    return read_teaching(folder, decision_id) if decision_id else read_case_teaching(folder)


def _read(case: Case, folder: Path, decision_id: str) -> TeachingNote | CaseTeaching:
    if decision_id and decision_id not in case.order:
        raise ExportRefused(f"The case '{case.info.id}' has no decision '{decision_id}'.")
    note = _find(folder, decision_id)
    if not isinstance(note, (TeachingNote, CaseTeaching)):
        of = f"The decision '{decision_id}'" if decision_id else f"The case '{case.info.id}'"
        raise ExportRefused(f"{of} has no teaching note.")
    return note


@dataclass(frozen=True)
class _Notes:
    """Some notes of a case."""

    case: Case
    notes: Sequence[tuple[str, TeachingNote | CaseTeaching]]
    named: frozenset[str]
    setter: Setter

    def sections(self, numbers: Mapping[str, int]) -> Iterator[Section]:
        """A cover and contents where there are several notes; then each note."""
        info = self.case.info
        if len(self.notes) > 1:
            count = f"{len(self.notes)} teaching notes"
            whole = [Entry(_CASE, key=_CASE)] if any(not each for each, _ in self.notes) else []
            entries = [*whole, *case_entries(self.case.acts, {each for each, _ in self.notes})]
            acts = cover_data(self.case.acts)
            yield from cover_sections(self.setter, info.title, info.subtitle, [count, _ABOUT], acts, entries, numbers)
        for decision_id, note in self.notes:
            state = self._state(decision_id, note)
            yield Section(_Note(self.setter, state).set(), state.title)

    def _state(self, decision_id: str, note: TeachingNote | CaseTeaching) -> TeachingState:
        return TeachingState(self.case.info, self.case.acts, note, decision_id, self.named, "")


@dataclass(frozen=True)
class _Note:
    """One note."""

    setter: Setter
    state: TeachingState

    def set(self) -> list[Strip]:
        """Its head and all its parts."""
        state, setter = self.state, self.setter
        number, words = state.kicker
        ink = setter.theme.colour(f"act{(number - 1) % ACTS + 1}" if number else "ink-2")
        mark = Mark(state.title if number else _CASE, key=state.decision_id or _CASE)
        made = setter.masthead(f"Teaching note  ·  {words}", ink, state.title, state.beneath, mark=mark)
        first = True
        for head, strips in self._parts(state.note):
            made += setter.section(head, strips, gap=20 if first else 15, level=1)
            first = False
        return made

    def _parts(self, note: TeachingNote | CaseTeaching) -> Iterator[tuple[str, list[Strip]]]:
        if isinstance(note, CaseTeaching):
            yield "Synopsis", self._synopsis(note)
        yield "Purpose", self._prose(note.purpose)
        if isinstance(note, CaseTeaching):
            yield "For whom", self._prose(note.audience)
            yield "Before class", self._prose(note.before_class)
        yield "Opening", self._prose(note.opening)
        if isinstance(note, CaseTeaching):
            yield "Plans", [strip for plan in note.plans for strip in self._plan(plan)]
        yield "Questions", self._questions(note.questions)
        yield "Often missed", self._bullets(note.missed)
        if isinstance(note, TeachingNote):
            yield "Minutes", self._minutes(note)
        yield "The board", self._board(note.board)
        yield "Close", self._prose(note.close)
        if isinstance(note, TeachingNote):
            yield "See also", self._links(note)

    def _prose(self, markdown: str, face: Face | None = None, width: float | None = None) -> list[Strip]:
        setter = self.setter
        parts = [self._naming(part) for part in passages(markdown)]
        return set_notes(setter.theme, parts, face or setter.faces.story, width or setter.width)

    def _naming(self, part: Part) -> Part:
        """With the names of decisions in place of their ids, which stand in emphasis."""
        if not isinstance(part, Passage):
            return part
        known = {decision.id for decision in self.state.decisions}
        runs = (
            Run(self.state.name_of(run.text), italic=True) if run.italic and run.text in known else run
            for run in part.runs
        )
        return Passage(part.kind, tuple(runs), part.depth, part.marker)

    def _bullets(self, texts: Sequence[str]) -> list[Strip]:
        made: list[Strip] = []
        for text in texts:
            bullet = set_text("•", self.setter.faces.story, 14)
            words = self._prose(text, width=self.setter.width - 14)
            made += spaced(beside([(0, bullet), (14, words)]), 4 if made else 0)
        return made

    def _synopsis(self, note: CaseTeaching) -> list[Strip]:
        made: list[Strip] = []
        for claim in note.synopsis:
            made += spaced(self.setter.claim(claim), 8 if made else 0)
        return made

    def _plan(self, plan: TeachingPlan) -> list[Strip]:
        faces, width = self.setter.faces, self.setter.width
        count = len(plan.decisions)
        line = f"{plan.minutes:,} minutes  ·  {count} {'decision' if count == 1 else 'decisions'}"
        head = [*set_text(plan.title, faces.question, width), *set_text(line, faces.small_second, width)]
        return spaced([*kept(head, with_next=True), *spaced(self._prose(plan.text), 4)], 14)

    def _questions(self, questions: Sequence[TeachingQuestion]) -> list[Strip]:
        """Each with what a good answer says and what a weak one, side by side."""
        faces = self.setter.faces
        width = self.setter.width - _NUMBER
        half = (width - _COLUMN_GAP) / 2
        made: list[Strip] = []
        for number, question in enumerate(questions, 1):
            count = set_text(str(number), faces.strong, _NUMBER)
            ask = kept(self._prose(question.ask, faces.strong, width), with_next=True)
            good, weak = (
                [*kept(set_text(head, faces.small_bold, half), with_next=True), *self._prose(text, faces.small, half)]
                for head, text in (("A good answer", question.good), ("A weak answer", question.weak))
            )
            answers = abreast([(0, good), (half + _COLUMN_GAP, weak)])
            whole = [*beside([(0, count), (_NUMBER, ask)]), *spaced(shifted(answers, _NUMBER), 5)]
            made += spaced(whole, 15 if made else 0)
        return made

    def _minutes(self, note: TeachingNote) -> list[Strip]:
        rows = [*((step.part, str(step.minutes)) for step in note.minutes), ("Minutes in all", str(note.total))]
        sides = (Side.LEFT, Side.RIGHT)
        return kept(set_table(self.setter.theme, (), rows, self.setter.width, sides=sides, total=True))

    def _board(self, columns: Sequence[BoardColumn]) -> list[Strip]:
        """Its columns, some side by side; those of one row are level."""
        padding = 16.0
        inner = self.setter.width - 2 * padding
        rows = -(-len(columns) // _ACROSS)
        across = -(-len(columns) // rows)
        width = (inner - _COLUMN_GAP * (across - 1)) / across
        made: list[Strip] = []
        for row in range(rows):
            some = columns[row * across : (row + 1) * across]
            lefts = [number * (width + _COLUMN_GAP) for number in range(len(some))]
            heads = [set_text(each.title, self.setter.faces.small_bold, width) for each in some]
            titles = kept(beside(list(zip(lefts, heads, strict=True))), with_next=True)
            ink = self.setter.theme.colour("ink")
            rules = beside([(left, [ruled(ink, width)]) for left in lefts])
            entries = abreast([(left, self._entries(each, width)) for left, each in zip(lefts, some, strict=True)])
            made += spaced([*titles, *spaced(rules, 3), *spaced(entries, 5)], 16 if made else 0)
        return kept(self.setter.panel(made, padding))

    def _entries(self, column: BoardColumn, width: float) -> list[Strip]:
        made: list[Strip] = []
        for entry in column.entries:
            made += spaced(set_text(entry, self.setter.faces.board, width), 4 if made else 0)
        return made

    def _links(self, note: TeachingNote) -> list[Strip]:
        faces, width = self.setter.faces, self.setter.width
        made: list[Strip] = []
        for link in note.links:
            title = set_text(self.state.name_of(link.decision), faces.strong, width)
            words = link.why if link.decision in self.state.named else ""
            made += spaced(kept([*title, *set_text(words, faces.story, width)]), 8 if made else 0)
        return made
