"""The ways through a case as plain values: what each has, how far the learner is on it, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.case.outline import ActOutline, CaseOutline
from trainer.desktop.courses import course_name, leaves_out_some, offered, short_of
from trainer.desktop.painting.segments import GrainState
from trainer.study.course import SHORT, WHOLE, Course
from trainer.study.playthrough import Playthrough, Standing


@dataclass(frozen=True)
class Grain:
    """A decision of the case as the line of a course shows it."""

    act: int
    """Number of its act, counted from 1."""
    state: GrainState | None
    """``None`` where the course leaves it out."""


@dataclass(frozen=True)
class Way:
    """One course, as it is offered."""

    course: Course
    title: str
    why: str
    """What is to be said of it, in Markdown; may be empty."""
    minutes: int
    done: int
    """How many of its decisions are decided."""
    total: int
    line: tuple[Grain, ...]
    """Every decision of the case, from the first to the last."""


@dataclass(frozen=True)
class WaysState:
    """All that the page of courses shows."""

    title: str
    subtitle: str
    learner: str
    chosen: Course
    ways: tuple[Way, ...]
    """The whole case, then the short course if there is one."""
    themes: tuple[Way, ...]


def ways_state(outline: CaseOutline, standings: Mapping[str, Standing], chosen: Course, learner: str) -> WaysState:
    """The ways through a case.

    Args:
        outline: of the case.
        standings: the learner's.
        chosen: the course the learner is on.
        learner: their name.
    """
    ways = [_way(outline, standings, WHOLE, f"{course_name(WHOLE, ())}, in order", "")]
    short = outline.short_course
    if short is not None:
        ways.append(_way(outline, standings, SHORT, "Short course", short.why, short.minutes))
    themes = [_way(outline, standings, Course.of_theme(theme.id), theme.title, "") for theme in outline.themes]
    return WaysState(
        outline.title,
        outline.subtitle,
        learner,
        offered(outline, chosen),
        tuple(way for way in ways if way.total),
        tuple(way for way in themes if leaves_out_some(way.course, outline.acts)),
    )


def _way(
    outline: CaseOutline, standings: Mapping[str, Standing], course: Course, title: str, why: str, minutes: int = 0
) -> Way:
    order = course.order(outline.acts, short_of(outline))
    playthrough = Playthrough(order, standings)
    within = frozenset(order)
    line = []
    for number, act in enumerate(outline.acts, 1):
        for decision in act.decisions:
            state = _state(playthrough, decision.id) if decision.id in within else None
            line.append(Grain(number, state))
    return Way(
        course,
        title,
        why,
        minutes or _minutes(outline.acts, within),
        playthrough.decided,
        len(order),
        tuple(line),
    )


def _state(playthrough: Playthrough, decision_id: str) -> GrainState:
    if playthrough.standing(decision_id).tries:
        return GrainState.DECIDED
    return GrainState.HERE if decision_id == playthrough.current else GrainState.SEALED


def _minutes(acts: Sequence[ActOutline], within: frozenset[str]) -> int:
    return sum(decision.minutes for act in acts for decision in act.decisions if decision.id in within)
