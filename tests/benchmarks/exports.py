"""Memory that exports take, by the number of attempts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.packs import ROOT
from tests.progress import tiny
from trainer.progress import lines
from trainer.progress.store import Store
from trainer.reports.export import export
from trainer.reports.writers import WRITERS, Format

FEW, MANY = 10_000, 100_000

_MORE = """
    WITH RECURSIVE further(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM further WHERE n < ?)
    INSERT INTO attempt
    SELECT lower(hex(randomblob(16))), learner_id, playthrough_id, case_id, decision_id, seq + n, number + n,
        choice, forecast, reasons || ' ' || n, created, digest, previous_seal, seal
    FROM attempt, further
"""
_OPEN = "INSERT INTO reveal SELECT id, 6, created FROM attempt"


def with_attempts(folder: Path, count: int) -> Path:
    """A progress file of one learner with so many attempts, their records open.

    They are copies, so their seals don't hold.
    """
    folder.mkdir()
    with Store.open(folder / "progress.sqlite3") as store:
        learner = store.add_learner("Mara")
        store.commit(learner.id, "town", tiny.case().envelopes["harbour"], tiny.commitment(reasons="Why? " * 60))
        with store._database.write() as connection:
            connection.exec_driver_sql(_MORE, (count - 1,))
            connection.exec_driver_sql(_OPEN)
            lines.catch_up(connection)
    return folder / "progress.sqlite3"


def export_figures(folder: Path) -> list[Figure]:
    """The most memory that an export takes, with that for a tenth of the attempts as the floor."""
    files = {count: with_attempts(folder / f"attempts-{count}", count) for count in (FEW, MANY)}
    return [
        Figure(
            f"export of {MANY:,} attempts, {kind}, memory",
            "MiB",
            [_peak(files[MANY], folder / f"many{WRITERS[kind].suffix}")],
            [_peak(files[FEW], folder / f"few{WRITERS[kind].suffix}")],
            most_ratio=1.2,
        )
        for kind in Format
        # Cards for Anki are as many as the decisions, not as the attempts; a progress file wants seals that hold.
        if kind not in {Format.ANKI, Format.PROGRESS}
    ]


def _peak(progress: Path, out: Path) -> float:
    """Of a process of its own, which does nothing else."""
    command = [sys.executable, "-m", "tests.benchmarks.exports", str(progress), str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def main(progress: str, out: str) -> None:
    """Export, and print the most memory that this process has had so far, in mebibytes."""
    export(Path(progress), Path(out))
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    print(int(peak) / 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
