from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.lint.support import warnings
from tests.case.packs import CASE, DECISION, OVEN, altered

SITUATION = "  The oven is old.\n\n  A new one costs more than the shop earns (Exhibits A to C).\n"
OF_WORDS = "(Exhibits A to C) "
"""Four words that keep the exhibits in use."""


def situation(words: int) -> str:
    return altered(DECISION, SITUATION, "  " + OF_WORDS + (words - 4) * "word " + "\n")


def record(words: int) -> str:
    return altered(DECISION, "They baked more.", (words - 13) * "word ")


@pytest.mark.parametrize(("words", "advice"), [(249, "tell more"), (501, "tell less")])
def test_a_situation_too_short_or_too_long_is_a_warning(tmp_path: Path, words: int, advice: str) -> None:
    assert warnings(tmp_path, "situation-length", situation(words)) == [
        (
            f"{OVEN}:15:12: situation: the situation has {words} words, and 250 to 500 read well; {advice} "
            "[situation-length]"
        )
    ]


@pytest.mark.parametrize(("words", "advice"), [(199, "tell more"), (401, "tell less")])
def test_a_record_too_short_or_too_long_is_a_warning(tmp_path: Path, words: int, advice: str) -> None:
    line = OVEN + ":52:3"

    assert warnings(tmp_path, "record-length", record(words)) == [
        f"{line}: record: the record has {words} words, and 200 to 400 read well; {advice} [record-length]"
    ]


@pytest.mark.parametrize("words", [250, 500])
def test_a_situation_of_the_right_length_is_let_be(tmp_path: Path, words: int) -> None:
    assert warnings(tmp_path, "situation-length", situation(words)) == []


@pytest.mark.parametrize("words", [200, 400])
def test_a_record_of_the_right_length_is_let_be(tmp_path: Path, words: int) -> None:
    assert warnings(tmp_path, "record-length", record(words)) == []


def test_a_record_without_a_figure_is_a_warning(tmp_path: Path) -> None:
    told = altered(DECISION, "Time was short.", "There were 30 days.")

    assert warnings(tmp_path, "record-numbers", told) == [
        (
            f"{OVEN}:52:3: record: the record has no figure in what they did and what came of it; "
            "say how much, how many, how long [record-numbers]"
        )
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("They bought it.", "They bought it for 300 crowns."),
        ("They baked more.", "They baked a third more."),
        ("It paid late.", "It paid two years late."),
    ],
)
def test_a_figure_in_digits_or_in_words_is_enough(tmp_path: Path, old: str, new: str) -> None:
    assert warnings(tmp_path, "record-numbers", altered(DECISION, old, new)) == []


def timed(words: int, minutes: str) -> str:
    """The decision with a situation of that length beside 66 words of other text."""
    return altered(situation(words), "decider: ann\n", f"minutes: {minutes}\ndecider: ann\n")


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
