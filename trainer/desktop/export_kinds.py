"""What can be written from the program: each kind of file, what it is for, and how it is written in a thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.paths import Paths

if TYPE_CHECKING:
    from trainer.case.sealed import Case
    from trainer.reports.watch import Watch

_MOST_NAME = 60
_NOT_IN_NAMES = frozenset('/\\:*?"<>|')


@dataclass(frozen=True)
class Source:
    """A case that something can be written about."""

    id: str
    title: str
    case: Case
    folder: Path
    """Of its pack."""


@dataclass(frozen=True)
class Wanted:
    """What is to be written; all that the thread needs, which opens the progress for itself."""

    paths: Paths
    learner_id: str
    learner: str
    """Their name."""
    source: Source | None
    """The only case wanted; ``None`` for all."""
    out: Path
    watch: Watch


@dataclass(frozen=True)
class FileKind:
    """A kind of file, as it is offered."""

    title: str
    purpose: str
    """What it is for, in a line."""
    suffix: str
    of_all: bool = field(default=True, kw_only=True)
    """Whether it can hold all of a learner's cases."""
    of_case: bool = field(default=True, kw_only=True)
    """Whether it can hold one case alone."""


@dataclass(frozen=True)
class Kind(FileKind):
    """A kind of file of what a learner did."""

    noun: str
    """What the file holds, as its proposed name says it."""
    write: Callable[[Wanted], str]
    """Writes it, in a thread, and returns what is in it: ``42 attempts``. Raises ``ExportRefused``,
    ``ExportCancelled``, ``TransferRefused``, ``ProgressError`` or ``OSError``; what stood there then still does."""
    is_mine: bool = True
    """Whether it holds what the learner did, and so bears their name."""

    def proposed_name(self, learner: str, source: Source | None, today: dt.date) -> str:
        """A name for the file that can be had on every system."""
        parts = [learner] if self.is_mine else []
        parts += [source.title] if source else []
        words = (
            f"{', '.join((*parts, self.noun))} {today.isoformat()}" if self.is_mine else ", ".join((*parts, self.noun))
        )
        return safe_name(words) + self.suffix


def safe_name(words: str) -> str:
    """The words without what no name of a file may hold, and not too long for one."""
    kept = "".join("-" if char in _NOT_IN_NAMES or not char.isprintable() else char for char in words)
    if len(kept.encode()) > 3 * _MOST_NAME:
        kept = kept.encode()[: 3 * _MOST_NAME].decode(errors="ignore")
    return kept.strip(" .") or "Export"


def _exported(format_name: str) -> Callable[[Wanted], str]:
    def write(wanted: Wanted) -> str:
        from trainer.reports.export import Selection, export
        from trainer.reports.writers import Format

        selection = Selection(learner_id=wanted.learner_id, case_id=wanted.source.id if wanted.source else None)
        progress, kind = wanted.paths.progress_file, Format(format_name)
        done = export(progress, wanted.out, kind, selection, force=True, watch=wanted.watch)
        return f"{done.holds}. {done.loss}" if done.loss else done.holds

    return write


def _record(wanted: Wanted) -> str:
    from trainer.desktop.loading import pack_folders, read_packs
    from trainer.desktop.paper.faces import paper_theme
    from trainer.desktop.paper.frame import usual_paper
    from trainer.desktop.paper.record import write_record_pdf
    from trainer.progress.store import Store

    with Store.open(wanted.paths.progress_file) as store:
        learner = next(each for each in store.learners() if each.id == wanted.learner_id)
        shelved, _ = read_packs(pack_folders(wanted.paths), wanted.paths)
        pages = write_record_pdf(
            store,
            learner,
            wanted.out,
            paper_theme(wanted.paths.assets),
            case_id=wanted.source.id if wanted.source else None,
            outlines=[each.outline for each in shelved],
            paper=usual_paper(),
            watch=wanted.watch,
        )
    return _pages(pages)


def _handout(wanted: Wanted) -> str:
    from trainer.desktop.paper.faces import paper_theme
    from trainer.desktop.paper.frame import usual_paper
    from trainer.desktop.paper.handout import write_handout

    assert wanted.source is not None
    theme = paper_theme(wanted.paths.assets)
    return _pages(write_handout(wanted.source.case, wanted.out, theme, paper=usual_paper(), watch=wanted.watch))


def _teaching_notes(wanted: Wanted) -> str:
    from trainer.case.problems import PackErrors
    from trainer.desktop.paper.faces import paper_theme
    from trainer.desktop.paper.frame import usual_paper
    from trainer.desktop.paper.teaching_note import all_notes, write_teaching_note
    from trainer.reports.refusal import ExportRefused

    assert wanted.source is not None
    case, folder = wanted.source.case, wanted.source.folder
    try:
        notes = all_notes(case, folder)
        if not notes:
            raise ExportRefused(f"“{wanted.source.title}” has no teaching notes.")
        theme, paper = paper_theme(wanted.paths.assets), usual_paper()
        pages = write_teaching_note(case, folder, wanted.out, theme, decisions=notes, paper=paper, watch=wanted.watch)
        return _pages(pages)
    except PackErrors as errors:
        raise ExportRefused(f"The teaching notes can't be read: {errors.problems[0]}") from errors


def _progress(wanted: Wanted) -> str:
    from trainer.files import replacing
    from trainer.progress.store import Store

    with Store.open(wanted.paths.progress_file) as store, replacing(wanted.out) as file:
        store.transfers.write(wanted.learner_id, file, lambda share: wanted.watch.tell(round(share * 1000), 1000))
    return f"all of {wanted.learner}"


def _pages(count: int) -> str:
    return f"{count:,} {'page' if count == 1 else 'pages'}"


KINDS: tuple[Kind, ...] = (
    Kind(
        "My record on paper",
        "A PDF: the plots of my judgement, then each attempt on its page.",
        ".pdf",
        "record",
        _record,
    ),
    Kind(
        "Excel workbook",
        "All attempts as a table, with a sheet that explains it.",
        ".xlsx",
        "attempts",
        _exported("xlsx"),
    ),
    Kind("CSV table", "The same table for any other program.", ".csv", "attempts", _exported("csv")),
    Kind(
        "Cards for Anki",
        "A deck of the decisions I debriefed; importing it again makes no doubles.",
        ".apkg",
        "cards",
        _exported("anki"),
    ),
    Kind("JSON", "All attempts for programs; the schema is in the documents.", ".json", "attempts", _exported("json")),
    Kind(
        "xAPI statements",
        "For a learning record store: what I answered, opened and debriefed.",
        ".xapi.json",
        "statements",
        _exported("xapi"),
    ),
    Kind(
        "Progress file",
        "Everything of mine in one file, to go on elsewhere or hand to a coach.",
        ".progress",
        "progress",
        _progress,
        of_case=False,
    ),
    Kind(
        "Handout",
        "A PDF of a case for others to decide on, with no word of its record.",
        ".pdf",
        "handout",
        _handout,
        of_all=False,
        is_mine=False,
    ),
    Kind(
        "Teaching notes",
        "A PDF for those who teach a case: it tells what was done at every decision.",
        ".pdf",
        "teaching notes",
        _teaching_notes,
        of_all=False,
        is_mine=False,
    ),
)
"""In the order in which they are offered."""


def needing(kinds: Iterable[Kind], *, cases: bool) -> tuple[Kind, ...]:
    """Those that can be written, with cases there or none."""
    return tuple(kind for kind in kinds if cases or kind.of_all)
