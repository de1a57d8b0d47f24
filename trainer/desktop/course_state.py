"""The ways through a case as plain values: what each has, how far the learner is on it, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.case.outline import ActOutline, CaseOutline, ThemeOutline
from trainer.desktop.painting.segments import GrainState
from trainer.study.course import SHORT, WHOLE, Course, CourseKind
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


def course_name(course: Course, themes: Sequence[ThemeOutline]) -> str:
    """What a course is called: ``Whole case``, ``Short course``, or the title of its theme."""
    if course.kind is CourseKind.THEME:
        titles = {theme.id: theme.title for theme in themes}
        return titles.get(course.theme, course.theme)
    return "Short course" if course.kind is CourseKind.SHORT else "Whole case"


def course_within(course: Course, themes: Sequence[ThemeOutline]) -> str:
    """The same within a sentence: ``the short course``, ``the theme “Price”``."""
    if course.kind is CourseKind.THEME:
        return f"the theme “{course_name(course, themes)}”"
    return f"the {course_name(course, themes).lower()}"


def offered(outline: CaseOutline, course: Course) -> Course:
    """The course, or the whole case where the case has no such course (any more)."""
    return course if course.order(outline.acts, short_of(outline)) else WHOLE


def short_of(outline: CaseOutline) -> tuple[str, ...]:
    """Ids of the decisions of the short course; empty where the case has none."""
    return outline.short_course.decisions if outline.short_course else ()


def has_ways(acts: Sequence[ActOutline], themes: Sequence[ThemeOutline], short: Sequence[str]) -> bool:
    """Whether there is more than one way through a case.

    Args:
        acts: of the case.
        themes: of the case.
        short: ids of the decisions of its short course.
    """
    return bool(short) or any(_is_way(Course.of_theme(theme.id), acts) for theme in themes)


def _is_way(course: Course, acts: Sequence[ActOutline]) -> bool:
    """Whether a theme leaves anything out, and has enough left to be a course."""
    return 0 < len(course.order(acts)) < sum(len(act.decisions) for act in acts)


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
        tuple(way for way in themes if _is_way(way.course, outline.acts)),
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
