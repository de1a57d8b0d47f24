"""What of one progress file another one lacks. Standard library only."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from trainer.progress.copying import Unusable, reading, reason


def lacking(file: Path, other: Path) -> int:
    """How many attempts of a file the other one lacks.

    Raises:
        Unusable: one of them can't be read.
    """
    try:
        with closing(reading(file)) as connection:
            connection.execute("ATTACH ? AS other", (f"{other.absolute().as_uri()}?mode=ro",))
            (count,) = connection.execute(
                "SELECT count(*) FROM main.attempt WHERE id NOT IN (SELECT id FROM other.attempt)"
            ).fetchone()
    except sqlite3.Error as error:
        raise Unusable(reason(error)) from error
    return int(count)
