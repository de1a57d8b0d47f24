from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.lint.support import found, warnings
from tests.case.packs import CASE, DECISION, OVEN, altered, write_pack
from trainer.case.problems import Severity

SITUATION = "A new one costs more than the shop earns (Exhibits A to C).\n"


def timed(words: int, minutes: str) -> str:
    """The decision with so many words more."""
    longer = altered(DECISION, SITUATION, f"{words * 'word '}\n  {SITUATION}")
    return altered(longer, "decider: ann\n", f"minutes: {minutes}\ndecider: ann\n")


@pytest.mark.parametrize("minutes", ["3", "10"])
def test_minutes_that_are_off_by_half_are_a_warning(tmp_path: Path, minutes: str) -> None:
    assert warnings(tmp_path, "minutes", timed(450, minutes)) == [
        (
            f"{OVEN}:8:10: minutes: it takes about 6 minutes by its words, and {minutes} are said; write 'minutes: 6' "
            "[minutes]"
        )
    ]


@pytest.mark.parametrize("minutes", ["4", "6", "9"])
def test_minutes_that_are_about_right_are_let_be(tmp_path: Path, minutes: str) -> None:
    assert warnings(tmp_path, "minutes", timed(450, minutes)) == []


def test_minutes_that_nobody_gave_are_fifteen(tmp_path: Path) -> None:
    assert warnings(tmp_path, "minutes") == [
        f"{OVEN}:1:1: minutes: it takes about 4 minutes by its words, and 15 are said; write 'minutes: 4' [minutes]"
    ]


@pytest.mark.parametrize("minutes", ["9", "23"])
def test_a_reading_time_that_is_off_by_half_is_a_warning(tmp_path: Path, minutes: str) -> None:
    case = altered(CASE, "reading_time: 10", f"reading_time: {minutes}")

    assert warnings(tmp_path, "reading-time", case=case) == [
        (
            f"case.yaml:8:15: reading_time: the decisions take 15 minutes together, and {minutes} are said; "
            "write 'reading_time: 15' [reading-time]"
        )
    ]


@pytest.mark.parametrize("minutes", ["10", "15", "22"])
def test_a_reading_time_that_is_about_right_is_let_be(tmp_path: Path, minutes: str) -> None:
    assert warnings(tmp_path, "reading-time", case=altered(CASE, "reading_time: 10", f"reading_time: {minutes}")) == []


def course(tmp_path: Path, minutes: int) -> list[str]:
    """What is said of a course of two decisions out of three."""
    others = {f"oven_{number}": altered(DECISION, "id: new-oven", f"id: oven-{number}") for number in (1, 2, 3)}
    short = f"short_course: {{minutes: {minutes}, why: They are short., decisions: [oven-1, oven-2]}}\n"
    return found(write_pack(tmp_path / "pack", CASE + short, **others), Severity.WARNING, "course-minutes")


@pytest.mark.parametrize("minutes", [19, 46])
def test_minutes_of_a_course_that_are_off_by_half_are_a_warning(tmp_path: Path, minutes: int) -> None:
    assert course(tmp_path, minutes) == [
        (
            "case.yaml:28:25: short_course.minutes: the decisions of the course take 30 minutes together, and "
            f"{minutes} are said; write 'minutes: 30' [course-minutes]"
        )
    ]


@pytest.mark.parametrize("minutes", [20, 30, 45])
def test_minutes_of_a_course_that_are_about_right_are_let_be(tmp_path: Path, minutes: int) -> None:
    assert course(tmp_path, minutes) == []
