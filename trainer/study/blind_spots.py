"""Blind spots: what mattered in many decisions and was missed in many of them, by kind of factor and by theme.

Counted are decisions and not factors, since the factors of one decision aren't independent. A decision counts as missed
where half or more of what the learner marked in it, of that kind or with that theme, was marked as missed. Only first
tries count: at a second one the factors are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trainer.case.model import FactorKind
from trainer.study.intervals import Interval, jeffreys
from trainer.study.statements import several

LEAST = 5
"""In so many decisions something must have mattered before it is counted."""
TELLING = 3
"""So many are told in a sentence each."""
_PATTERN = 2
"""What was missed once is no pattern."""
_MOSTLY = 3
"""So many missed decisions must share a theme before that is said."""

KIND_TITLES: Mapping[FactorKind, str] = {
    FactorKind.TIME: "How long things take",
    FactorKind.TRUST: "What trust is worth",
    FactorKind.SCALE: "What size changes",
    FactorKind.CASH: "Where the money comes from",
    FactorKind.PRIDE: "What pride makes people do",
    FactorKind.DEPENDENCE: "Who depends on whom",
    FactorKind.TIMING: "What makes the moment right",
    FactorKind.INFORMATION: "Who could know what",
    FactorKind.PEOPLE: "Who has to carry it out",
}
"""Each kind of factor in plain words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One documented factor, marked in a debrief."""

    kind: FactorKind
    missed: bool


@dataclass(frozen=True, slots=True)
class MarkedDecision:
    """What a learner marked in the debrief of the first try at a decision; factors not marked are left out."""

    attempt_id: str
    themes: tuple[str, ...]
    """Ids of the decision's themes."""
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Concentration:
    """Where most of what was missed of a kind lies."""

    theme: str
    title: str
    missed: int
    """In how many decisions of that theme."""


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """A kind of factor or a theme, and how often it was missed."""

    kind: FactorKind | None
    """``None`` for a theme."""
    theme: str | None
    """``None`` for a kind."""
    title: str
    n: int
    """In how many decisions it mattered."""
    missed: int
    """In how many of them it was missed."""
    interval: Interval
    """Of the share missed, between 0 and 1, at 95 %."""
    mostly: Concentration | None
    missed_in: tuple[str, ...]
    """Ids of the attempts that missed it."""
    seen_in: tuple[str, ...]
    """Ids of the attempts that saw it."""

    @property
    def key(self) -> str:
        """A name that stays: ``kind:time``, ``theme:price``."""
        return f"theme:{self.theme}" if self.kind is None else f"kind:{self.kind.value}"

    @property
    def text(self) -> str:
        """What is said of it, to stand behind its title."""
        if self.kind is None:
            return f"in {self.missed:,} of {self.n:,} decisions on this theme you missed half or more of what mattered."
        said = f"you missed it in {self.missed:,} of the {self.n:,} decisions where it mattered"
        return f"{said}, {self.mostly.missed:,} of them on {self.mostly.title}." if self.mostly else f"{said}."

    @property
    def sentence(self) -> str:
        """Title and text."""
        return f"{self.title}: {self.text}"


@dataclass(frozen=True, slots=True)
class BlindSpots:
    """All kinds and themes that mattered often enough, those surely missed most often first."""

    n: int
    """How many decisions have marks."""
    ranked: tuple[BlindSpot, ...]
    too_few: str
    """Why there is none; empty where there are some."""

    @property
    def telling(self) -> tuple[BlindSpot, ...]:
        """The few to tell in a sentence each; none where nothing was missed more than once."""
        return tuple(spot for spot in self.ranked if spot.missed >= _PATTERN)[:TELLING]


def blind_spots(decisions: Iterable[MarkedDecision], titles: Mapping[str, str]) -> BlindSpots:
    """What the marks of first tries show.

    Args:
        decisions: one for each decision.
        titles: of the themes by id; a theme without one is named after its id.
    """
    marked = [each for each in decisions if each.marks]
    by_theme: dict[str, list[MarkedDecision]] = {}
    for each in marked:
        for theme in dict.fromkeys(each.themes):
            by_theme.setdefault(theme, []).append(each)
    named = {theme: titles.get(theme) or theme.replace("-", " ").capitalize() for theme in by_theme}
    spots = [
        *(_of_kind(kind, marked, named) for kind in FactorKind),
        *(_of_theme(theme, named[theme], among) for theme, among in by_theme.items()),
    ]
    ranked = [spot for spot in spots if spot.n >= LEAST]
    ranked.sort(key=lambda spot: (-spot.interval.low, -spot.missed / spot.n, spot.title))
    return BlindSpots(len(marked), tuple(ranked), "" if ranked else _too_few(len(marked)))


def _too_few(n: int) -> str:
    if not n:
        return "Nothing to see yet: what you mark as seen or missed in your debriefs is counted here."
    so_far = several(n, "decision has", "decisions have")
    return f"Too few to tell: {so_far} marks so far, and only what mattered in {LEAST} or more is counted."


def _of_kind(kind: FactorKind, marked: Iterable[MarkedDecision], themes: Mapping[str, str]) -> BlindSpot:
    missed: list[MarkedDecision] = []
    seen: list[MarkedDecision] = []
    for each in marked:
        if marks := [mark for mark in each.marks if mark.kind is kind]:
            (missed if _missed(marks) else seen).append(each)
    return _spot(kind, None, KIND_TITLES[kind], missed, seen, _mostly(missed, seen, themes))


def _of_theme(theme: str, title: str, among: Iterable[MarkedDecision]) -> BlindSpot:
    missed: list[MarkedDecision] = []
    seen: list[MarkedDecision] = []
    for each in among:
        (missed if _missed(each.marks) else seen).append(each)
    return _spot(None, theme, title, missed, seen, None)


def counts_as_missed(marks: Sequence[bool]) -> bool:
    """Whether half or more of what was marked was missed; each mark says whether it was."""
    return 2 * sum(marks) >= len(marks)


def _missed(marks: Sequence[Mark]) -> bool:
    return counts_as_missed([mark.missed for mark in marks])


def _spot(
    kind: FactorKind | None,
    theme: str | None,
    title: str,
    missed: Sequence[MarkedDecision],
    seen: Sequence[MarkedDecision],
    mostly: Concentration | None,
) -> BlindSpot:
    n = len(missed) + len(seen)
    ids = (tuple(each.attempt_id for each in part) for part in (missed, seen))
    return BlindSpot(kind, theme, title, n, len(missed), jeffreys(len(missed), n), mostly, *ids)


def _mostly(
    missed: Sequence[MarkedDecision], seen: Sequence[MarkedDecision], titles: Mapping[str, str]
) -> Concentration | None:
    """The theme that most of the missed decisions share, if it was surely missed more often there than elsewhere."""
    missed_by, seen_by = (Counter(theme for each in part for theme in set(each.themes)) for part in (missed, seen))
    found = []
    for theme, inside in missed_by.items():
        all_inside = inside + seen_by[theme]
        outside, all_outside = len(missed) - inside, len(missed) + len(seen) - all_inside
        if inside < _MOSTLY or 2 * inside <= len(missed) or not all_outside:
            continue
        if jeffreys(inside, all_inside).low > outside / all_outside:
            found.append(Concentration(theme, titles[theme], inside))
    return min(found, key=lambda each: (-each.missed, each.title), default=None)
