"""All of one learner as one file, to take to another computer or to hand to a coach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from trainer.progress.store import Store
from trainer.progress.transfer.parts import ATTEMPTS
from trainer.progress.transfer.refusal import TransferRefused
from trainer.progress.values import Learner
from trainer.reports.refusal import ExportRefused
from trainer.reports.watch import Watch

_FINE = 10_000


def write_progress_file(
    store: Store, learners: Sequence[Learner], case_id: str | None, file: BinaryIO, watch: Watch
) -> int:
    """Write it; gives the number of attempts in it.

    Args:
        store: that has them.
        learners: the one whose it is, and nobody else.
        case_id: has to be left out: all of a learner goes along.
        file: newly opened, by its path.
        watch: told how far it has come, and asked whether to stop.

    Raises:
        ExportRefused: more is asked than such a file holds, or what is stored isn't sound.
        ExportCancelled: somebody asked to stop.
        ProgressError: the progress can't be read.
        OSError: the file can't be written.
    """
    if case_id is not None:
        raise ExportRefused("A progress file holds all of a learner; leave --case out.")
    if len(learners) != 1:
        there = ", ".join(learner.name for learner in learners)
        whose = f"say whose with --learner. There is: {there}" if learners else "and there is nobody yet"
        raise ExportRefused(f"A progress file holds one learner; {whose}.")
    try:
        manifest = store.transfers.write(learners[0].id, file, lambda share: watch.tell(round(share * _FINE), _FINE))
    except TransferRefused as refused:
        raise ExportRefused(str(refused)) from refused
    watch.tell(_FINE, _FINE)
    return manifest.parts[ATTEMPTS.file].lines
