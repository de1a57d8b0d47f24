from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.lint.support import warnings
from tests.case.packs import DECISION, OVEN, altered

BUY = "  - id: buy\n    title: Buy it\n    argument: It bakes faster.\n"
WAIT = "  - id: wait\n    title: Wait a year\n    argument: It costs less then.\n"
NOT_WAIT = "    - option: wait\n      known: unknown\n      text: The sources don't tell.\n"
REPAIR = "  - id: repair\n    title: Repair it\n    argument: {}\n"
NOT_REPAIR = NOT_WAIT.replace("wait", "repair")


def decision(buy: str, wait: str, repair: str | None = None) -> str:
    """The decision with other arguments; the first option is the one they took."""
    text = altered(DECISION, "It bakes faster.", buy)
    text = altered(text, "It costs less then.", wait)
    if repair is not None:
        text = altered(text, f"argument: {wait}\n", f"argument: {wait}\n{REPAIR.format(repair)}")
        text = altered(text, NOT_WAIT, NOT_WAIT + NOT_REPAIR)
    return text


def of_words(*letters: tuple[str, int]) -> list[str]:
    """Arguments of so many different words."""
    return [" ".join(f"{letter}{number}x" for number in range(count)) for letter, count in letters]


@pytest.mark.parametrize(("count", "longer"), [(16, "longer"), (6, "shorter")])
def test_a_taken_option_that_is_longer_or_shorter_than_the_others_is_a_warning(
    tmp_path: Path, count: int, longer: str
) -> None:
    buy, wait, repair = of_words(("a", count - 2), ("b", 9), ("c", 8))

    assert warnings(tmp_path, "taken-length", decision(buy, wait, repair)) == [
        (
            f"{OVEN}:41:5: options[0]: the option they took has {count} words and the others 11 on average; "
            f"{longer} gives it away [taken-length]"
        )
    ]


def test_a_taken_option_is_not_told_of_twice(tmp_path: Path) -> None:
    buy, wait, repair = of_words(("a", 14), ("b", 9), ("c", 8))

    assert warnings(tmp_path, "options-length", decision(buy, wait, repair)) == []


def test_more_than_a_quarter_is_seen(tmp_path: Path) -> None:
    buy, wait, repair = of_words(("a", 24), ("b", 17), ("c", 18))

    assert len(warnings(tmp_path, "taken-length", decision(buy, wait, repair))) == 1


@pytest.mark.parametrize("count", [15, 20, 25])
def test_a_taken_option_of_about_the_length_of_the_others_is_let_be(tmp_path: Path, count: int) -> None:
    buy, wait, repair = of_words(("a", count - 2), ("b", 17), ("c", 18))

    assert warnings(tmp_path, "taken-length", decision(buy, wait, repair)) == []


def test_a_few_words_of_difference_are_not_seen(tmp_path: Path) -> None:
    assert warnings(tmp_path, "taken-length", decision("It is so.", "It is so, and so")) == []


def test_options_of_very_different_length_are_a_warning(tmp_path: Path) -> None:
    buy, wait, repair = of_words(("a", 18), ("b", 9), ("c", 30))

    assert warnings(tmp_path, "options-length", decision(buy, wait, repair)) == [
        (
            f"{OVEN}:44:5: options[1]: the option has 12 words, and all of them 21 on average; tell more "
            "[options-length]"
        ),
        (
            f"{OVEN}:47:5: options[2]: the option has 32 words, and all of them 21 on average; tell less "
            "[options-length]"
        ),
    ]


def test_options_of_about_one_length_are_let_be(tmp_path: Path) -> None:
    buy, wait, repair = of_words(("a", 20), ("b", 14), ("c", 23))

    assert warnings(tmp_path, "options-length", decision(buy, wait, repair)) == []


@pytest.mark.parametrize("word", ["always", "never", "at once", "nobody", "must", "Only"])
def test_absolute_words_in_an_option_not_taken_are_a_warning(tmp_path: Path, word: str) -> None:
    told = decision("It bakes faster.", f"It {word} costs less.")

    assert warnings(tmp_path, "absolute-words", told) == [
        (
            f"{OVEN}:46:15: options[1].argument: '{word.lower()}' is absolute, and the option they took has no such "
            "word; say it less strongly [absolute-words]"
        )
    ]


@pytest.mark.parametrize(
    ("buy", "wait"),
    [
        ("It never bakes slowly.", "It always costs less."),
        ("It bakes faster, always.", "It costs less then."),
        ("It bakes faster.", "It costs less after all, and not only then."),
        ("It bakes faster.", "A lonely mustard allows it."),
    ],
)
def test_absolute_words_on_both_sides_or_in_harmless_phrases_are_let_be(tmp_path: Path, buy: str, wait: str) -> None:
    assert warnings(tmp_path, "absolute-words", decision(buy, wait)) == []


TOLD = "The school wants bread, flour, credit and a bakery of stone.\n\n"


def test_a_taken_option_that_speaks_as_the_situation_does_is_a_warning(tmp_path: Path) -> None:
    told = altered(
        decision("Bread for the school, flour on credit, from stone.", "Thriftier neighbours manage with older ones."),
        "The oven is old.\n\n",
        TOLD,
    )

    assert warnings(tmp_path, "taken-echo", told) == [
        (
            f"{OVEN}:41:5: options[0]: the option they took shares 6 of its 6 words with the situation and the next "
            "one 0; reword it, or let the situation speak of the others too [taken-echo]"
        )
    ]


def test_options_that_both_speak_as_the_situation_does_are_let_be(tmp_path: Path) -> None:
    told = altered(
        decision("Bread for the school, flour on credit, from stone.", "Credit is dear, and bread of stone is sold."),
        "The oven is old.\n\n",
        TOLD,
    )

    assert warnings(tmp_path, "taken-echo", told) == []


def test_options_that_say_the_same_are_a_warning(tmp_path: Path) -> None:
    told = decision(
        "A larger oven would bake faster for the school.", "For the school, larger ovens are baking faster, they say."
    )

    assert warnings(tmp_path, "options-overlap", told) == [
        f"{OVEN}:44:5: options[1]: the option shares 5 words with 'buy'; say what sets it apart [options-overlap]"
    ]


def test_a_title_within_another_is_a_warning(tmp_path: Path) -> None:
    told = altered(DECISION, "title: Wait a year", "title: Buy it next year")

    assert warnings(tmp_path, "options-overlap", told) == [
        (
            f"{OVEN}:45:12: options[1].title: one of the titles of 'buy' and this option holds the other; "
            "tell them apart [options-overlap]"
        )
    ]


@pytest.mark.parametrize("title", ["Buy items", "Rebuy it", "It is to buy"])
def test_titles_that_share_some_letters_or_words_are_let_be(tmp_path: Path, title: str) -> None:
    assert warnings(tmp_path, "options-overlap", altered(DECISION, "title: Wait a year", f"title: {title}")) == []
