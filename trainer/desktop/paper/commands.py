"""Printing from the command line: finds what is to be printed, and says in a sentence why it can't be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from trainer.case.problems import PackErrors
from trainer.case.reader import load_case
from trainer.case.sealed import Case
from trainer.desktop.loading import pack_folders, read_packs
from trainer.desktop.paper.faces import paper_theme
from trainer.desktop.paper.frame import Paper, usual_paper
from trainer.desktop.paper.handout import write_handout
from trainer.desktop.paper.record import write_record_pdf
from trainer.desktop.paper.teaching_note import WHOLE, all_notes, write_teaching_note
from trainer.desktop.paper.workshop import write_workshop_pdf
from trainer.paths import Paths
from trainer.progress.store import Store
from trainer.reports.export import Selection, check_place
from trainer.reports.refusal import ExportRefused
from trainer.reports.workshop.told import WorkshopTold


def print_record(paths: Paths, out: Path, selection: Selection, paper: Paper | None, *, force: bool) -> int:
    """Print the record of one learner; returns the number of pages.

    Args:
        paths: where things live.
        out: the file to write.
        selection: whose record; there may be one learner only.
        paper: the size of the pages; what is usual here if none is given.
        force: replace what stands at ``out``.

    Raises:
        ExportRefused: it can't be done as asked; what stood at ``out`` still does.
        ProgressError: the progress can't be read.
    """
    progress = paths.progress_file
    if not progress.exists():
        raise ExportRefused(f"There is no saved progress in '{progress.parent}', so there is nothing to print.")
    with _printing(paths, out, force=force), Store.open(progress) as store:
        learners = selection.among(store.learners())
        if len(learners) != 1:
            names = ", ".join(learner.name for learner in learners)
            told = f"say whose with --learner; there is: {names}" if names else "nobody has learnt here yet"
            raise ExportRefused(f"A record on paper is that of one learner; {told}.")
        shelved, _ = read_packs(pack_folders(paths), paths)
        outlines = [each.outline for each in shelved]
        theme = paper_theme(paths.assets)
        return write_record_pdf(
            store, learners[0], out, theme, case_id=selection.case_id, outlines=outlines, paper=paper or usual_paper()
        )


def print_workshop(paths: Paths, told: WorkshopTold, out: Path, paper: Paper | None, *, force: bool) -> int:
    """Print the report of a workshop; returns the number of pages.

    Args:
        paths: where things live.
        told: the workshop.
        out: the file to write.
        paper: the size of the pages; what is usual here if none is given.
        force: replace what stands at ``out``.

    Raises:
        ExportRefused: it can't be done as asked; what stood at ``out`` still does.
    """
    with _printing(paths, out, force=force):
        shelved, _ = read_packs(pack_folders(paths), paths)
        acts = next((each.outline.acts for each in shelved if each.outline.id == told.case_id), ())
        return write_workshop_pdf(told, out, paper_theme(paths.assets), acts=acts, paper=paper or usual_paper())


def print_handout(
    paths: Paths, folder: Path, out: Path, decisions: Sequence[str], paper: Paper | None, *, force: bool
) -> int:
    """Print the handout of a case, or of some of its decisions; returns the number of pages.

    Args:
        paths: where things live.
        folder: of the case pack.
        out: the file to write.
        decisions: their ids; all if none is given.
        paper: the size of the pages; what is usual here if none is given.
        force: replace what stands at ``out``.

    Raises:
        ExportRefused: it can't be done as asked; what stood at ``out`` still does.
        PackErrors: the pack has errors.
    """
    with _printing(paths, out, force=force):
        return write_handout(
            _case(folder), out, paper_theme(paths.assets), decisions=decisions, paper=paper or usual_paper()
        )


def print_teaching_note(
    paths: Paths,
    folder: Path,
    out: Path,
    decisions: Sequence[str],
    paper: Paper | None,
    *,
    everything: bool,
    force: bool,
) -> int:
    """Print the teaching note of a case, or those of some decisions; returns the number of pages.

    Args:
        paths: where things live.
        folder: of the case pack.
        out: the file to write.
        decisions: their ids; the case as a whole if none is given.
        paper: the size of the pages; what is usual here if none is given.
        everything: all notes that there are, whatever ``decisions`` says.
        force: replace what stands at ``out``.

    Raises:
        ExportRefused: it can't be done as asked; what stood at ``out`` still does.
        PackErrors: the pack or a note has errors.
    """
    with _printing(paths, out, force=force):
        case = _case(folder)
        chosen = all_notes(case, folder) if everything else tuple(decisions) or (WHOLE,)
        if not chosen:
            raise ExportRefused(f"The case '{case.info.id}' has no teaching notes.")
        return write_teaching_note(
            case, folder, out, paper_theme(paths.assets), decisions=chosen, paper=paper or usual_paper()
        )


@contextmanager
def _printing(paths: Paths, out: Path, *, force: bool) -> Iterator[None]:
    """With Qt ready to set type, and a place to write to; says what the system has against it."""
    check_place(out, paths.progress_file, force=force)
    application = QGuiApplication.instance() or QGuiApplication(["trainer"])
    try:
        yield
    except OSError as error:
        raise ExportRefused(f"'{out}' can't be written: {error.strerror or error}.") from error
    finally:
        del application


def _case(folder: Path) -> Case:
    if not folder.is_dir():
        raise ExportRefused(f"There is no folder '{folder}'; name that of a case pack.")
    try:
        return load_case(folder)
    except PackErrors:
        raise
    except OSError as error:
        raise ExportRefused(f"The case in '{folder}' can't be read: {error.strerror or error}.") from error
