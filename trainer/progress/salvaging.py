"""Saving what can still be read of a damaged progress file, into a new one.

Every page of the file is read that is still there, each row is told by what it holds and judged for itself: an attempt
by its seal, a text by its digest. What backups hold of the same is added where the file lacks it. The damaged file is
only read, and read without SQLite, so that nothing about it changes.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from trainer.progress import versions
from trainer.progress.aside import COMPANIONS
from trainer.progress.assembling import Assembled, Texts, assemble
from trainer.progress.backups import Backup, look_into
from trainer.progress.copying import Unusable
from trainer.progress.database import Database
from trainer.progress.errors import ProgressError
from trainer.progress.gathering import Gathering, Say


class NothingSalvaged(Exception):
    """There is no new file; the text says why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A new progress file, and what isn't in it."""

    backup: Backup
    """The new file, and what it holds."""
    lost: tuple[str, ...]
    """What must have been in the damaged file and couldn't be saved, a sentence for each kind."""
    own: int
    """How many of its attempts the damaged file itself still held."""


def no_texts(_wanted: frozenset[str]) -> Iterable[tuple[str, bytes]]:
    """No text is known from elsewhere."""
    return ()


def say_nothing(_done: int, _of: int) -> None:
    """Nobody asks how far it is."""


def salvage(
    broken: Path, target: Path, backups: Sequence[Path] = (), texts: Texts = no_texts, say: Say = say_nothing
) -> Salvaged:
    """Write a new progress file with all that can be read of a damaged one, completed from its backups.

    Args:
        broken: the damaged file; it may be anything.
        target: the new file; what stands there goes.
        backups: sound progress files that hold earlier states of it.
        texts: gives texts that attempts saw from elsewhere, where the file has lost them.
        say: is told how much was read, and of how much; what it raises ends it, and there is no new file.

    Raises:
        NothingSalvaged: there is nothing to be read, or no room for it.
    """
    try:
        remove(target)
        made = _salvage(broken, target, backups, texts, say)
    except ProgressError as problem:
        _clear(target)
        said = str(problem).replace(f"holds {target}", "is to hold what is saved").replace(str(target), "beside it")
        raise NothingSalvaged(f"Nothing of {broken} could be saved, and it was not changed. {said}") from problem
    except (OSError, Unusable) as error:
        _clear(target)
        detail = error.strerror if isinstance(error, OSError) else None
        raise NothingSalvaged(f"Nothing of {broken} could be saved: {detail or error}. It was not changed.") from error
    except BaseException:
        _clear(target)
        raise
    return made


def _salvage(broken: Path, target: Path, backups: Sequence[Path], texts: Texts, say: Say) -> Salvaged:
    with closing(Database.open(target)) as database, database.write() as connection:
        found = Gathering(connection)
        found.read(broken, say)
        own = found.attempts
        for backup in backups:
            # One that can't be read helps nobody, and harms nobody.
            with suppress(OSError):
                found.read(backup, say, with_drafts=False)
        if found.version > versions.KNOWN[-1]:
            raise Unusable("it comes from a newer version of Case Trainer; install that version")
        assembled = assemble(connection, texts)
    with closing(sqlite3.connect(target)) as whole:
        whole.execute("PRAGMA journal_mode=DELETE")
    made = look_into(target)
    if not made.learners:
        raise Unusable("there is nothing of Case Trainer in it that can still be read")
    return Salvaged(made, tuple(_sentences(assembled)), own)


def _sentences(assembled: Assembled) -> Iterable[str]:
    for name, decision, created in assembled.changed:
        yield f"The attempt of {name} at '{decision}' on {created[:10]} was left out: it isn't what was sealed."
    for name, decision, created in assembled.without_text:
        yield f"The attempt of {name} at '{decision}' on {created[:10]} was left out: the text that it saw is lost."
    missing: Counter[str] = Counter()
    until: dict[str, str] = {}
    for name, created, count in assembled.gaps:
        missing[name] += count
        until[name] = created[:10]
    for name, count in missing.items():
        which = "1 attempt" if count == 1 else f"{count} attempts"
        yield f"The chain of {name} lacks {which} from before {until[name]}."
    further = assembled.unknown - sum(missing.values())
    if further > 0:
        which = "1 attempt is" if further == 1 else f"{further} attempts are"
        yield f"{which} known only by what was stored beside it."
    if assembled.nameless:
        which = "1 learner has" if assembled.nameless == 1 else f"{assembled.nameless} learners have"
        yield f"{which} lost the name; the menu of the program gives another one."


def remove(target: Path) -> None:
    """Delete what was written, with all that SQLite keeps beside it."""
    for ending in ("", *COMPANIONS):
        target.with_name(target.name + ending).unlink(missing_ok=True)


def _clear(target: Path) -> None:
    """The same after a failure: what can't be deleted stays."""
    with suppress(OSError):
        remove(target)
