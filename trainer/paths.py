"""Where things live: what the learner made, what can be made again, and what came with the program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

_PACKAGE = Path(__file__).resolve().parent
_OWN_CASES = "cases"


class MissingFiles(Exception):
    """A folder that belongs to the program isn't there."""


class Paths(NamedTuple):
    """The folders of one run; the program takes no path from anywhere else."""

    data: Path
    """What the learner made; backed up, never thrown away. Made when first written to."""
    cache: Path
    """What can be made again at any time."""
    content: tuple[Path, ...]
    """Folders that hold case packs, those of the program first."""
    assets: Path
    """Themes, pictures and icons of the program."""

    @classmethod
    def locate(cls, data: Path | None = None) -> Paths:
        """The folders as the platform expects them.

        Case packs of the learner's own are found in ``cases`` beside their progress, once there is such a folder.

        Args:
            data: keep everything that is written under this folder.

        Raises:
            MissingFiles: the program isn't installed completely.
        """
        if data is None:
            data, cache = _platform_folders()
        else:
            data = data.expanduser().absolute()
            cache = data / "cache"
        return cls(data, cache, (_part_of_program("content"), data / _OWN_CASES), _part_of_program("assets"))

    @property
    def own_cases(self) -> Path:
        """The folder of the learner's own cases, where they are installed; made when the first one is."""
        return self.data / _OWN_CASES

    @property
    def progress_file(self) -> Path:
        """The SQLite file with everything that is remembered."""
        return self.data / "progress.sqlite3"

    @property
    def backups_folder(self) -> Path:
        """The folder of the backups of the progress file; made with the first."""
        return self.data / "backups"

    @property
    def groups_folder(self) -> Path:
        """The folder of a coach's groups; made with the first."""
        return self.data / "groups"

    @property
    def workshops_folder(self) -> Path:
        """The folder of the workshops, prepared, running and held, a file each; made with the first."""
        return self.data / "workshops"

    @property
    def settings_file(self) -> Path:
        """The settings, in JSON."""
        return self.data / "settings.json"

    @property
    def outlines_file(self) -> Path:
        """What the library shows of each case, kept so that no pack has to be read before it is painted."""
        return self.cache / "outlines.json"

    @property
    def cases_folder(self) -> Path:
        """Cases that were read, kept in a form of which single decisions are read."""
        return self.cache / "cases"


def _platform_folders() -> tuple[Path, Path]:
    # Costs milliseconds that a run with --data does not need.
    from platformdirs import PlatformDirs

    name = "Case Trainer" if sys.platform in ("darwin", "win32") else "case-trainer"
    folders = PlatformDirs(name, appauthor=False)
    return Path(folders.user_data_dir), Path(folders.user_cache_dir)


def _part_of_program(name: str) -> Path:
    """A folder that a wheel carries inside the package and a checkout has beside it."""
    for folder in (_PACKAGE / f"_{name}", _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise MissingFiles(f"The folder '{name}' of the program is missing beside {_PACKAGE}; install Case Trainer again.")
