from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.lint.support import found
from tests.case.packs import DECISION, altered, write_pack
from trainer.case.problems import Severity

BUY = "  - id: buy\n    title: Buy it\n    argument: It bakes faster.\n"
WAIT = "  - id: wait\n    title: Wait a year\n    argument: It costs less then.\n"
SECOND = altered(DECISION, BUY + WAIT, WAIT + BUY)
"""The same decision with the taken option in the second place; it is the shorter one in both."""
LONG = altered(DECISION, "It bakes faster.", "It bakes faster and more evenly.")


def said(tmp_path: Path, rule: str, *decisions: str) -> list[str]:
    texts = {
        f"oven_{number}": altered(text, "id: new-oven", f"id: oven-{number}") for number, text in enumerate(decisions)
    }
    return found(write_pack(tmp_path / "pack", **texts), Severity.WARNING, rule)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (4, 0, "option 1 is the one they took in 4 of 4 decisions"),
        (0, 5, "option 2 is the one they took in 5 of 5 decisions"),
        (5, 3, "option 1 is the one they took in 5 of 8 decisions"),
        (2, 7, "option 2 is the one they took in 7 of 9 decisions"),
    ],
)
def test_a_taken_option_that_often_stands_in_one_place_is_a_warning(
    tmp_path: Path, first: int, second: int, told: str
) -> None:
    assert said(tmp_path, "taken-place", *first * [DECISION], *second * [SECOND]) == [
        f"case.yaml:1:1: {told}; change the order of some [taken-place]"
    ]


@pytest.mark.parametrize(("first", "second"), [(3, 0), (6, 1), (4, 4), (6, 4)])
def test_a_place_that_nobody_can_guess_by_is_let_be(tmp_path: Path, first: int, second: int) -> None:
    assert said(tmp_path, "taken-place", *first * [DECISION], *second * [SECOND]) == []


@pytest.mark.parametrize(
    ("short", "long", "told"),
    [
        (4, 0, "the option they took is the shortest in 4 of 4 decisions"),
        (3, 5, "the option they took is the longest in 5 of 8 decisions"),
    ],
)
def test_a_taken_option_that_is_often_the_longest_or_the_shortest_is_a_warning(
    tmp_path: Path, short: int, long: int, told: str
) -> None:
    assert said(tmp_path, "taken-longest", *short * [DECISION], *long * [LONG]) == [
        f"case.yaml:1:1: {told}; change the length of some [taken-longest]"
    ]


def test_options_of_one_length_stand_out_nowhere(tmp_path: Path) -> None:
    equal = altered(DECISION, "It bakes faster.", "It bakes so much faster.")

    assert said(tmp_path, "taken-longest", *4 * [equal]) == []


def test_lengths_that_come_as_often_are_let_be(tmp_path: Path) -> None:
    assert said(tmp_path, "taken-longest", *4 * [DECISION], *4 * [LONG]) == []


def test_a_taken_option_that_often_shares_the_most_words_with_the_situation_is_a_warning(tmp_path: Path) -> None:
    told = altered(DECISION, "It bakes faster.", "An old oven costs more.")

    assert said(tmp_path, "taken-echo", *5 * [told], *3 * [DECISION]) == [
        (
            "case.yaml:1:1: the option they took shares the most words with the situation in 5 of 8 decisions; "
            "reword some [taken-echo]"
        )
    ]


def test_sharing_words_in_some_decisions_is_let_be(tmp_path: Path) -> None:
    told = altered(DECISION, "It bakes faster.", "An old oven costs more.")

    assert said(tmp_path, "taken-echo", *4 * [told], *4 * [DECISION]) == []
