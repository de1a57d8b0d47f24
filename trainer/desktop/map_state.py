"""What the map shows of a case, as plain values."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from trainer.case.model import Judgement
from trainer.case.outline import DecisionOutline
from trainer.case.sealed import Case
from trainer.progress.values import AttemptLine
from trainer.study.forecast import Agreement
from trainer.study.playthrough import REVEAL_STEPS, Playthrough, Stage, Standing

_SAYS_CHOICE = REVEAL_STEPS.index("did") + 1
_SAYS_JUDGEMENT = REVEAL_STEPS.index("looking_back") + 1


class MapKind(Enum):
    """How a decision on the map stands for the learner."""

    DECIDED = "decided"
    DUE = "comes back today"
    """Decided and debriefed, and asked about today."""
    BEGUN = "begun"
    """Committed to, the debrief not closed yet."""
    OPEN = "open"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class MapCall:
    """What the learner called at a decision, and as much of what came of it as their record has shown them."""

    forecast: int
    """Percent."""
    agreement: Agreement | None
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class MapStop:
    """A decision on the map. A sealed one gives away no more than its number and its date."""

    decision_id: str
    number: int
    kind: MapKind
    date: str
    begins: dt.date
    ends: dt.date
    here: bool
    themes: tuple[str, ...]
    title: str = ""
    people: tuple[str, ...] = ()
    call: MapCall | None = None

    @property
    def spoken(self) -> str:
        """All of it in words, for screen readers."""
        words = [f"Decision {self.number}", *([self.title] if self.title else []), self.date, self.kind.value]
        if self.call is not None:
            words.append(f"forecast {self.call.forecast} %")
            if self.call.agreement is not None:
                words.append(f"my choice {self.call.agreement.value} the record")
            if self.call.judgement is not None:
                words.append(f"their choice {self.call.judgement.value}")
        return ", ".join([*words, "I am here"] if self.here else words)


@dataclass(frozen=True, slots=True)
class MapAct:
    """An act on the map."""

    number: int
    title: str
    years: str
    stops: tuple[MapStop, ...]

    @property
    def begun(self) -> bool:
        """Whether any of its decisions may be looked at."""
        return any(stop.kind is not MapKind.SEALED for stop in self.stops)

    @property
    def summary(self) -> str:
        """``1996–2009, 6 of 6`` or ``2011–2014, 8 sealed``."""
        decided = sum(stop.call is not None for stop in self.stops)
        state = f"{decided} of {len(self.stops)}" if self.begun else f"{len(self.stops)} sealed"
        return f"{self.years}, {state}"


@dataclass(frozen=True, slots=True)
class Group:
    """Decisions that have something in common."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class MapFilter:
    """Which decisions are looked for; empty ids stand for all."""

    theme: str = ""
    person: str = ""
    due: bool = False
    """Only those that come back today."""

    def passes(self, stop: MapStop) -> bool:
        """Whether a stop is among them; a sealed one never is where a person is looked for."""
        if self.due and stop.kind is not MapKind.DUE:
            return False
        return (not self.theme or self.theme in stop.themes) and (not self.person or self.person in stop.people)


@dataclass(frozen=True, slots=True)
class MapState:
    """All that the map shows."""

    acts: tuple[MapAct, ...]
    themes: tuple[Group, ...]
    """With the numbers of all their decisions, sealed ones too."""
    people: tuple[Group, ...]
    """Those of decisions that are not sealed, which alone are counted: names would tell what is to come."""

    @property
    def stops(self) -> tuple[MapStop, ...]:
        """All stops in the order of play."""
        return tuple(stop for act in self.acts for stop in act.stops)

    @property
    def due(self) -> int:
        """How many decisions come back today."""
        return sum(stop.kind is MapKind.DUE for stop in self.stops)

    @property
    def decided(self) -> int:
        """How many decisions have a stored commitment."""
        return sum(stop.call is not None for stop in self.stops)


def map_state(
    case: Case, playthrough: Playthrough, lines: Iterable[AttemptLine], here: str, due: Collection[str] = ()
) -> MapState:
    """The map of a case.

    Args:
        case: the case.
        playthrough: where the learner stands.
        lines: their attempts, the newest first; those at other cases are passed over.
        here: id of the decision that the learner comes from.
        due: ids of the decisions that come back today.
    """
    newest: dict[str, AttemptLine] = {}
    for line in lines:
        if line.case_id == case.info.id:
            newest.setdefault(line.decision_id, line)
    acts: list[MapAct] = []
    number = 0
    for act_number, act in enumerate(case.acts, 1):
        stops = []
        for decision in act.decisions:
            number += 1
            stop = _stop(decision, number, playthrough, newest, here)
            comes_back = stop.kind is MapKind.DECIDED and decision.id in due
            stops.append(replace(stop, kind=MapKind.DUE) if comes_back else stop)
        if stops:
            acts.append(MapAct(act_number, act.title, act.years, tuple(stops)))
    return MapState(tuple(acts), _themes(case), _people(case, acts))


def _stop(
    decision: DecisionOutline, number: int, playthrough: Playthrough, newest: Mapping[str, AttemptLine], here: str
) -> MapStop:
    standing = playthrough.standing(decision.id)
    kind = _kind(standing, is_open=playthrough.is_open(decision.id))
    begins, ends = dt.date.fromisoformat(decision.begins), dt.date.fromisoformat(decision.ends)
    is_here = decision.id == here
    if kind is MapKind.SEALED:
        return MapStop(decision.id, number, kind, decision.date, begins, ends, is_here, decision.themes)
    line = newest.get(decision.id)
    return MapStop(
        decision_id=decision.id,
        number=number,
        kind=kind,
        date=decision.date,
        begins=begins,
        ends=ends,
        here=is_here,
        themes=decision.themes,
        title=decision.title,
        people=decision.people,
        call=None if line is None else _call(line, standing),
    )


def _kind(standing: Standing, *, is_open: bool) -> MapKind:
    if standing.stage in (Stage.COMMITTED, Stage.REVEALED):
        return MapKind.BEGUN
    if standing.tries:
        return MapKind.DECIDED
    return MapKind.OPEN if is_open else MapKind.SEALED


def _call(line: AttemptLine, standing: Standing) -> MapCall:
    """A record that an earlier attempt has shown to its end stays known."""
    shown = len(REVEAL_STEPS) if standing.done else standing.steps
    agreement = line.agreement if shown >= _SAYS_CHOICE else None
    return MapCall(line.forecast, agreement, line.judgement if shown >= _SAYS_JUDGEMENT else None)


def _themes(case: Case) -> tuple[Group, ...]:
    """In the order that the case gives; those it doesn't name come after, the most frequent first."""
    counts = Counter(theme for act in case.acts for each in act.decisions for theme in each.themes)
    given = [theme.id for theme in case.info.themes if theme.id in counts]
    others = sorted(counts.keys() - set(given), key=lambda theme: (-counts[theme], theme))
    return tuple(Group(theme, case.info.theme_title(theme), counts[theme]) for theme in (*given, *others))


def _people(case: Case, acts: Iterable[MapAct]) -> tuple[Group, ...]:
    counts = Counter(person for act in acts for stop in act.stops for person in stop.people)
    names = {person.id: person.name for person in case.info.people}
    found = (Group(person, names[person], count) for person, count in counts.items() if person in names)
    return tuple(sorted(found, key=lambda each: (-each.count, each.name)))
