"""The outline of a case: what a library shows of it before the case itself is read.

Only the standard library is imported here, so that a first window can show its cases at once. An outline is kept in
a cache beside a fingerprint of the pack's files, and is good as long as that fits.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from trainer import __version__
from trainer.files import replace_file

if TYPE_CHECKING:
    from trainer.case.model import Briefing, CaseInfo
    from trainer.case.sealed import Case

Fingerprint: TypeAlias = list[list[str | int]]
"""Name (relative to the pack), size in bytes and time of change in nanoseconds of each file of a pack, in order."""


_DAMAGED = (OSError, KeyError, TypeError, ValueError, AttributeError, RecursionError)
"""What reading a damaged cache may raise."""


@dataclass(frozen=True, slots=True)
class DecisionOutline:
    """A decision as a library shows it."""

    id: str
    title: str
    date: str
    """As a reader wants it: ``September to November 2010``."""
    date_short: str
    """The same for narrow places: ``Sept. to Nov. 2010``."""
    bookmark: str
    minutes: int
    begins: str
    """The first day that the date can mean, as ISO 8601 has it."""
    ends: str
    """The last day that the date can mean, as ISO 8601 has it."""
    themes: tuple[str, ...]
    people: tuple[str, ...]
    """Ids of those who are there; whoever decides comes first."""


@dataclass(frozen=True, slots=True)
class ActOutline:
    """An act as a library shows it."""

    id: str
    title: str
    years: str
    """``1996`` or ``2010–2011``; empty where it has no decision."""
    decisions: tuple[DecisionOutline, ...]


@dataclass(frozen=True, slots=True)
class ThemeOutline:
    """A theme that decisions of a case have in common."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ShortCourseOutline:
    """The short course, as a case gives it."""

    minutes: int
    """For the whole of it."""
    decisions: tuple[str, ...]
    """Ids in the order of play."""
    why: str
    """Why these, in Markdown."""


@dataclass(frozen=True, slots=True)
class CaseOutline:
    """A case as a library shows it."""

    id: str
    version: str
    title: str
    subtitle: str
    folder: Path
    reading_time: int
    """Minutes for the whole case."""
    acts: tuple[ActOutline, ...]
    themes: tuple[ThemeOutline, ...] = ()
    """Those that occur, in the order in which they are offered."""
    short_course: ShortCourseOutline | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of the decisions in the order of play."""
        return tuple(decision.id for act in self.acts for decision in act.decisions)


def find_packs(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The packs that lie in some folders: every subfolder with a ``case.yaml``, by name within each folder; hidden
    ones don't count."""
    found = (sub for folder in folders for sub in _subfolders(folder))
    return tuple(sub for sub in found if os.path.isfile(sub / "case.yaml"))  # noqa: PTH113 - this one never raises


def outline_of(case: Case, folder: Path) -> CaseOutline:
    """The outline of a case that was read from a folder."""
    info = case.info
    return CaseOutline(
        id=info.id,
        version=info.version,
        title=info.title,
        subtitle=info.subtitle,
        folder=folder,
        reading_time=info.reading_time,
        acts=case.acts,
        themes=themes_of(info, case.acts),
        short_course=_short_course(info),
    )


def themes_of(info: CaseInfo, acts: Sequence[ActOutline]) -> tuple[ThemeOutline, ...]:
    """The themes that decisions have: as the case lists them, and where it lists none as they first occur."""
    used = dict.fromkeys(theme for act in acts for decision in act.decisions for theme in decision.themes)
    listed = [theme.id for theme in info.themes if theme.id in used]
    return tuple(ThemeOutline(theme, info.theme_title(theme)) for theme in listed or used)


def _short_course(info: CaseInfo) -> ShortCourseOutline | None:
    given = info.short_course
    return None if given is None else ShortCourseOutline(given.minutes, given.decisions, given.why)


def outline_acts(info: CaseInfo, briefings: Sequence[Briefing]) -> tuple[ActOutline, ...]:
    """The acts of a case with their decisions, which are given in the order of play."""
    return tuple(
        _act(act.id, act.title, [briefing for briefing in briefings if briefing.act == act.id]) for act in info.acts
    )


def fingerprint(folder: Path) -> Fingerprint:
    """What tells one state of a pack's files from another; hidden ones don't count, and links that lead nowhere."""
    entries: Fingerprint = []
    above = len(os.path.join(folder, ""))  # noqa: PTH118
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(filter(_counts, folders))
        for name in sorted(filter(_counts, names)):
            path = os.path.join(root, name)  # noqa: PTH118 - a pathlib.Path for each file takes five times as long
            try:
                state = os.stat(path)  # noqa: PTH116
            except OSError:  # such a link, or a file that went since it was found
                continue
            entries.append([path[above:], state.st_size, state.st_mtime_ns])
    return entries


class OutlineCache:
    """Outlines kept in a file. Losing it costs a second look at the packs and nothing else."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def get(self, folder: Path) -> CaseOutline | None:
        """The outline of a pack; ``None`` where none is kept, or the pack has changed since. Never raises."""
        try:
            entry = self._entries()[_key(folder)]
            if entry["files"] != fingerprint(folder):
                return None
            plain = entry["outline"]
            return _outline_from_plain(plain, folder)
        except _DAMAGED:
            return None

    def put(self, outline: CaseOutline, files: Fingerprint | None = None) -> None:
        """Keep an outline. A file that can't be written is no error: nothing is kept then.

        Args:
            outline: of the pack in its ``folder``.
            files: the pack's fingerprint from before it was read; without it, the present one is taken.
        """
        try:
            plain = asdict(outline) | {"folder": None}
            entry = {"files": fingerprint(outline.folder) if files is None else files, "outline": plain}
            entries = self._kept() | {_key(outline.folder): entry}
            replace_file(self._file, json.dumps({"program": __version__, "packs": entries}).encode())
        except OSError:
            return

    def _kept(self) -> dict[str, Any]:
        """The entries whose packs are still there."""
        try:
            return {key: entry for key, entry in self._entries().items() if Path(key).is_dir()}
        except _DAMAGED:
            return {}

    def _entries(self) -> dict[str, Any]:
        kept = json.loads(self._file.read_bytes())
        entries: dict[str, Any] = kept["packs"] if kept["program"] == __version__ else {}
        return entries


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if _counts(each.name))
    except OSError:  # missing, or closed to us: there is nothing to show of it
        return []


def _counts(name: str) -> bool:
    return not name.startswith(".")


def _key(folder: Path) -> str:
    return str(folder.absolute())


def _act(act_id: str, title: str, briefings: Sequence[Briefing]) -> ActOutline:
    years = [year for each in briefings for year in (each.date.start.year, each.date.end.year)]
    shown = "" if not years else str(min(years)) if min(years) == max(years) else f"{min(years)}–{max(years)}"
    return ActOutline(act_id, title, shown, tuple(map(_decision, briefings)))


def _decision(briefing: Briefing) -> DecisionOutline:
    return DecisionOutline(
        id=briefing.id,
        title=briefing.title,
        date=briefing.date.describe(),
        date_short=briefing.date.describe(short=True),
        bookmark=briefing.bookmark,
        minutes=briefing.minutes,
        begins=briefing.date.first.isoformat(),
        ends=briefing.date.last.isoformat(),
        themes=briefing.themes,
        people=tuple(dict.fromkeys((briefing.decider, *(entry.person for entry in briefing.room)))),
    )


def _outline_from_plain(plain: dict[str, Any], folder: Path) -> CaseOutline:
    short = plain["short_course"]
    parts = {
        "folder": folder,
        "acts": acts_from_plain(plain["acts"]),
        "themes": tuple(ThemeOutline(**theme) for theme in plain["themes"]),
        "short_course": short and ShortCourseOutline(**(short | {"decisions": tuple(short["decisions"])})),
    }
    return CaseOutline(**(plain | parts))


def acts_from_plain(plain: Sequence[dict[str, Any]]) -> tuple[ActOutline, ...]:
    """Acts from what ``asdict`` made of them, also by way of JSON; raises ``KeyError`` and ``TypeError``."""
    return tuple(ActOutline(**(act | {"decisions": tuple(map(_from_plain, act["decisions"]))})) for act in plain)


def _from_plain(plain: dict[str, Any]) -> DecisionOutline:
    return DecisionOutline(**(plain | {"themes": tuple(plain["themes"]), "people": tuple(plain["people"])}))
