from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.lint.support import warnings
from tests.case.packs import DECISION, OVEN, altered

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
