"""What a progress file holds, into one file of another program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.files import replacing
from trainer.progress.clock import Clock, utc_now
from trainer.progress.copying import is_kept
from trainer.progress.store import Store
from trainer.progress.values import Learner
from trainer.reports.refusal import ExportRefused
from trainer.reports.watch import Watch
from trainer.reports.writers import WRITERS, Format, Order, Written

_UNWATCHED = Watch()


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that stands on the disk."""

    file: Path
    written: Written

    @property
    def holds(self) -> str:
        """``1,234 attempts``."""
        written = self.written
        return f"{written.count:,} {written.unit}{'' if written.count == 1 else 's'}"

    @property
    def loss(self) -> str:
        """What isn't in the file though it should be, as a sentence; empty if all is well."""
        written = self.written
        if not written.damaged:
            return ""
        return (
            f"{written.damaged:,} of them saw a text that can't be read any more; they {written.loss}."
            " Run 'trainer doctor' to see what is wrong."
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """Which attempts are wanted; all, where nothing is said."""

    learner: str | None = None
    """Name of the only learner; capitals don't matter."""
    learner_id: str | None = None
    """Or their id."""
    case_id: str | None = None
    """Of the only case."""

    def among(self, learners: Sequence[Learner]) -> list[Learner]:
        """Those wanted, by name; raises :class:`ExportRefused` where there is none."""
        ordered = sorted(learners, key=lambda learner: (learner.name.casefold(), learner.id))
        if self.learner_id is not None:
            ordered = [learner for learner in ordered if learner.id == self.learner_id]
        if self.learner is None:
            return ordered
        chosen = [learner for learner in ordered if learner.name.casefold() == self.learner.casefold()]
        if not chosen:
            there = ", ".join(learner.name for learner in ordered) or "nobody yet"
            raise ExportRefused(f"There is no learner called '{self.learner}'; there is: {there}.")
        return chosen


_ALL = Selection()


def export(
    progress: Path,
    out: Path,
    kind: Format | None = None,
    selection: Selection = _ALL,
    *,
    force: bool = False,
    watch: Watch = _UNWATCHED,
    clock: Clock = utc_now,
) -> Exported:
    """Write attempts, or what follows from them, into a file.

    Args:
        progress: the progress file.
        out: the file to write, in a folder that is there.
        kind: what to write; after the suffix of ``out`` if left out.
        selection: which attempts.
        force: replace what stands at ``out``.
        watch: told how far it has come, and asked whether to stop.
        clock: gives the time, aware.

    Raises:
        ExportCancelled: somebody asked to stop; what stood at ``out`` still does.
        ExportRefused: it can't be done as asked; what stood at ``out`` still does.
        ProgressError: the progress can't be read.
    """
    writer = WRITERS[kind or kind_of(out)]
    if not progress.exists():
        raise ExportRefused(f"There is no saved progress in '{progress.parent}', so there is nothing to export.")
    check_place(out, progress, force=force)
    with Store.open(progress) as store:
        learners = selection.among(store.learners())
        order = Order(store, learners, selection.case_id, out.parent, clock(), watch)
        try:
            with replacing(out) as file:
                written = writer.write(order, file)
                watch.check()
        except OSError as error:
            raise ExportRefused(f"'{out}' can't be written: {error.strerror or error}.") from error
    return Exported(out, written)


def kind_of(out: Path) -> Format:
    """What the name of a file says is to be written; raises :class:`ExportRefused` where it says nothing."""
    name = out.name.lower()
    fitting = [kind for kind, writer in WRITERS.items() if name.endswith(writer.suffix)]
    if not fitting:
        *others, last = (writer.suffix for writer in WRITERS.values())
        raise ExportRefused(
            f"The name '{out.name}' doesn't say what to write; end it in {', '.join(others)} or {last}, or say it with"
            " --format."
        )
    return max(fitting, key=lambda kind: len(WRITERS[kind].suffix))


def check_place(out: Path, progress: Path, *, force: bool) -> None:
    """Whether a file may be written there.

    Raises:
        ExportRefused: there is no such folder, the place is taken, or belongs to the saved progress.
    """
    if out.is_dir():
        raise ExportRefused(f"'{out}' is a folder; name a file in it.")
    if not out.parent.is_dir():
        raise ExportRefused(f"There is no folder '{out.parent}'; make it, or name another.")
    if is_kept(out, progress):
        raise ExportRefused(f"'{out}' belongs to your saved progress; give it another name.")
    if out.exists() and not force:
        raise ExportRefused(f"'{out}' is there already; give another name with --out, or replace it with --force.")
