"""What interrupted runs left behind: files that were being written beside others, and never took their place.

Standard library only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from trainer.paths import Paths

OLDER_THAN = dt.timedelta(days=1)
"""A file that young may still be being written."""

_LEFT_BEHIND = re.compile(r".+\.(?:\d+\.)?(?:new|part)(?:-wal|-shm|-journal)?", re.ASCII)


def clean_up(paths: Paths, now: dt.datetime) -> None:
    """Delete what interrupted runs left behind; what can't be deleted stays.

    Args:
        paths: where things live.
        now: aware.
    """
    for file in _left_behind(paths):
        try:
            if now - dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC) > OLDER_THAN:
                file.unlink(missing_ok=True)
        except OSError:
            continue


def _left_behind(paths: Paths) -> Iterator[Path]:
    # Beside the progress file other files may stand that are none of the program's.
    own = (f"{paths.progress_file.stem}*", f"{paths.settings_file.name}*")
    for folder, names in (
        (paths.data, own),
        (paths.backups_folder, own),
        (paths.cache, "*"),
        (paths.cases_folder, "*"),
        (paths.workshops_folder, "*"),
        (paths.backups_folder / "workshops", "*"),
    ):
        for name in names:
            try:
                found = sorted(folder.glob(name))
            except OSError:
                continue
            yield from (each for each in found if _LEFT_BEHIND.fullmatch(each.name) and each.is_file())
