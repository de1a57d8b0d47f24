"""Carrying a workshop to another computer: a copy of its file, and taking such a copy in."""

from __future__ import annotations

from pathlib import Path

from trainer.files import free_name, put_in_place
from trainer.progress.copying import Unusable, copy_checked, is_kept
from trainer.progress.errors import ProgressError
from trainer.progress.workshops.cards import read_card
from trainer.progress.workshops.errors import WorkshopError, WorkshopNotWritten, in_a_workshop
from trainer.progress.workshops.file import WorkshopFile, slug_of
from trainer.progress.workshops.foreign import MAX_FILE, Foreign, harmless, read_foreign, write_anew
from trainer.progress.workshops.schema import SCHEMA
from trainer.progress.workshops.versions import SUFFIX

_SHORT_ID = 6
_COMPANIONS = ("", "-wal", "-shm", "-journal")


def save_copy(path: Path, out: Path) -> None:
    """Write a workshop that nobody has open into another file, of one piece; what stands there is replaced.

    Raises:
        ProgressError: it can't be read or written; what stood there does so still.
    """
    _must_not_lose(path, out)
    beside = out.with_name(f"{out.name}.new")
    try:
        _forget(beside)
        copy_checked(path, beside, SCHEMA.summary)
        put_in_place(beside, out)
    except Unusable as reason:
        raise WorkshopError(path, f"No copy of “{path.name}” can be written: {reason}.") from reason
    except OSError as error:
        said = error.strerror or str(error)
        raise WorkshopNotWritten(out, f"The copy can't be written to {out.parent}: {said}.") from error
    finally:
        _forget(beside)


def _must_not_lose(path: Path, out: Path) -> None:
    """Of what the program keeps, a copy takes the place of an earlier copy of the same workshop and of nothing else."""
    if out.resolve() == path.resolve():
        raise WorkshopNotWritten(out, "The copy would take the place of the workshop itself. Choose another name.")
    if not is_kept(out, path):
        return
    if out.resolve().parent == path.resolve().parent or read_card(out).id != read_card(path).id:
        sentence = f"{out} is a file of Case Trainer with something else in it. Choose another name for the copy."
        raise WorkshopNotWritten(out, sentence)


def take_in(folder: Path, source: Path) -> Path:
    """Have a workshop from elsewhere among the others, once all of it was read; the file itself stays as it is.

    Args:
        folder: of the workshops; made if need be.
        source: a file that somebody hands over.

    Returns:
        Where it is now.

    Raises:
        ProgressError: it is no workshop, is damaged, is here already, or can't be written.
    """
    copy = folder / f"{source.stem}.taken-in.part"
    beside = copy.with_suffix(".new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A program that was stopped in the middle of this has left its own there.
        _forget(copy)
        _forget(beside)
        foreign = _looked_into(source, copy)
        _must_be_new(folder, source, foreign)
        with in_a_workshop(beside):
            write_anew(foreign, beside)
        session = foreign.session
        path = free_name(folder / f"{slug_of(session.plan.title)}-{session.id[:_SHORT_ID]}{SUFFIX}")
        put_in_place(beside, path)
    except Unusable as reason:
        raise WorkshopError(source, f"“{source.name}” can't be taken in: {reason}. It was not changed.") from reason
    except OSError as error:
        said = error.strerror or str(error)
        raise WorkshopNotWritten(source, f"“{source.name}” can't be taken in: {said}. It was not changed.") from error
    else:
        return path
    finally:
        _forget(copy)
        _forget(beside)


def _looked_into(source: Path, copy: Path) -> Foreign:
    """What a file says, read from a copy of it."""
    if source.stat().st_size > MAX_FILE:
        raise Unusable(f"it has more than {MAX_FILE // 1_000_000} MB")
    copy_checked(source, copy, harmless)
    with in_a_workshop(source):
        return read_foreign(copy)


def _must_be_new(folder: Path, source: Path, foreign: Foreign) -> None:
    """Whoever takes the same file in twice wants it once; one in which more has happened is another."""
    for there in folder.glob(f"*{SUFFIX}"):
        if read_card(there).id != foreign.session.id:
            continue
        try:
            with WorkshopFile.open(there) as one:
                same = one.moments() == foreign.moments
        except ProgressError:
            continue
        if same:
            raise WorkshopError(source, f"“{source.name}” is here already, with all that happened in it.")


def _forget(beside: Path) -> None:
    for ending in _COMPANIONS:
        beside.with_name(beside.name + ending).unlink(missing_ok=True)
