"""What the timeline of a case shows, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from trainer.case.base import SourceRef
from trainer.case.model import CaseInfo
from trainer.case.timeline import TimelineEntry
from trainer.desktop.map_state import MapFilter, MapState, MapStop


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One thing that happened, and the decision whose pages tell of it."""

    stop: MapStop
    act_number: int
    entry: TimelineEntry

    @property
    def date(self) -> str:
        """As it stands at the side, below the heading of its year: the year itself only where it takes two."""
        date = self.entry.date
        words = date.describe(short=True)
        return words if date.start.year != date.end.year else words.removesuffix(str(date.start.year)).rstrip()


@dataclass(frozen=True, slots=True)
class TimelineYear:
    """What happened in a year, or began in it."""

    year: int
    lines: tuple[TimelineLine, ...]


@dataclass(frozen=True, slots=True)
class TimelineState:
    """All that the timeline shows."""

    info: CaseInfo
    """For the names of sources."""
    lines: tuple[TimelineLine, ...]
    """By date."""
    sealed: int
    """How many decisions have a record that is still sealed."""

    def years(self, chosen: MapFilter) -> tuple[TimelineYear, ...]:
        """The lines of decisions that are looked for, by year."""
        found = [line for line in self.lines if chosen.passes(line.stop)]
        grouped = groupby(found, key=lambda line: line.entry.date.start.year)
        return tuple(TimelineYear(year, tuple(lines)) for year, lines in grouped)


def timeline_state(info: CaseInfo, shown: MapState, opened: Mapping[str, Iterable[TimelineEntry]]) -> TimelineState:
    """The timeline of a case.

    Args:
        info: the head of the case.
        shown: its map.
        opened: by decision, what the timeline tells of those whose record is open.
    """
    lines = [
        TimelineLine(stop, act.number, entry)
        for act in shown.acts
        for stop in act.stops
        for entry in opened.get(stop.decision_id, ())
    ]
    lines.sort(key=lambda line: line.entry.date)
    sealed = sum(stop.call is None or stop.call.judgement is None for stop in shown.stops)
    return TimelineState(info, tuple(lines), sealed)


def source_words(refs: Iterable[SourceRef]) -> str:
    """``Source 001, lines 46–48``, or ``Sources`` where there are several."""
    lines: dict[str, list[SourceRef]] = {}
    for ref in refs:
        lines.setdefault(ref.source, []).append(ref)
    parts = []
    for source, group in lines.items():
        one = len(group) == 1 and group[0].first == group[0].last
        group.sort(key=lambda ref: (ref.first, ref.last))
        parts.append(f"{source}, {'line' if one else 'lines'} {', '.join(ref.lines for ref in group)}")
    return f"{'Source' if len(parts) == 1 else 'Sources'} {'; '.join(parts)}"
