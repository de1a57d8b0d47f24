"""Which courses a case offers, and what they are called. Small, since the library asks for it before it is painted."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.case.outline import ActOutline, CaseOutline, ThemeOutline
from trainer.study.course import WHOLE, Course, CourseKind


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
    return bool(short) or any(leaves_out_some(Course.of_theme(theme.id), acts) for theme in themes)


def leaves_out_some(course: Course, acts: Sequence[ActOutline]) -> bool:
    """Whether a theme leaves anything out, and has enough left to be a course."""
    return 0 < len(course.order(acts)) < sum(len(act.decisions) for act in acts)
