"""Themes and short course of a pack: what doesn't fit, and the exact words about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.packs import CASE, DECISION, altered, write_pack
from trainer.case.model import CaseInfo
from trainer.case.problems import Severity
from trainer.case.reader import examine, read_pack

THEMES = "themes:\n  - {id: money, title: Money matters}\n  - {id: time, title: Time}\n"


def short(*decisions: str, minutes: int = 30) -> str:
    listed = "".join(f"    - {each}\n" for each in decisions)
    return f"short_course:\n  minutes: {minutes}\n  why: They are short.\n  decisions:\n{listed}"


def another(decision_id: str, date: str) -> str:
    return altered(altered(DECISION, "id: new-oven", f"id: {decision_id}"), "date: 1985-03", f"date: {date}")


def problems(folder: Path, case: str) -> list[str]:
    reading = examine(write_pack(folder, case, new_oven=DECISION, loan=another("loan", "1986")))
    return [str(each) for each in reading.problems]


def info(folder: Path, case: str) -> CaseInfo:
    return read_pack(write_pack(folder, case, new_oven=DECISION, loan=another("loan", "1986"))).info


def test_a_theme_has_the_title_that_the_case_gives_it_or_one_made_of_its_id(tmp_path: Path) -> None:
    assert info(tmp_path / "given", CASE + THEMES).theme_title("money") == "Money matters"
    assert info(tmp_path / "bare", CASE).theme_title("money-and-time") == "Money and time"


def test_a_sound_short_course_is_read_as_it_stands(tmp_path: Path) -> None:
    course = info(tmp_path, CASE + THEMES + short("new-oven", "loan")).short_course
    assert course is not None
    assert (course.minutes, course.decisions, course.why) == (30, ("new-oven", "loan"), "They are short.")


def test_a_theme_that_the_case_does_not_list_is_an_error_with_a_suggestion(tmp_path: Path) -> None:
    found = problems(tmp_path, CASE + "themes:\n  - {id: monny, title: Money}\n")
    assert found == [
        "decisions/loan.yaml:14:10: themes[0]: there is no theme 'money'; did you mean 'monny'?",
        "decisions/new-oven.yaml:14:10: themes[0]: there is no theme 'money'; did you mean 'monny'?",
    ]


def test_themes_stand_once_in_the_case_and_once_in_a_decision(tmp_path: Path) -> None:
    twice = altered(DECISION, "themes: [money]", "themes: [money, money]")
    reading = examine(write_pack(tmp_path, CASE + THEMES + "  - {id: money, title: Again}\n", new_oven=twice))
    assert [str(each) for each in reading.problems] == [
        "case.yaml:31:10: themes[2].id: the theme 'money' stands here a second time; keep one",
        "decisions/new-oven.yaml:14:17: themes[1]: the theme 'money' stands here a second time; keep one",
    ]


@pytest.mark.parametrize(
    ("course", "problem"),
    [
        (
            short("new-oven", "lone"),
            "case.yaml:33:7: short_course.decisions[1]: there is no decision 'lone'; did you mean 'loan'?",
        ),
        (
            short("new-oven", "new-oven"),
            ("case.yaml:33:7: short_course.decisions[1]: the decision 'new-oven' stands here a second time; keep one"),
        ),
        (
            short("loan", "new-oven"),
            (
                "case.yaml:32:5: short_course.decisions: "
                "the decisions don't stand in the order of play, which is new-oven, loan"
            ),
        ),
        (
            short("new-oven"),
            ("case.yaml:32:5: short_course.decisions: at least 2 entries must stand here, not 1; add to the list"),
        ),
    ],
)
def test_what_is_wrong_with_a_short_course_is_said(tmp_path: Path, course: str, problem: str) -> None:
    assert problems(tmp_path, CASE + course) == [problem]


def test_a_decision_that_cannot_be_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    case = CASE + short("new-oven", "loan")
    reading = examine(write_pack(tmp_path, case, new_oven=DECISION, loan="id: loan\n  title: crooked\n"))
    errors = [each for each in reading.problems if each.severity is Severity.ERROR]
    assert {each.file for each in errors} == {"decisions/loan.yaml"}
