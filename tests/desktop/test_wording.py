from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.desktop.wording import MAX_NAME, about, breakable, greeting, name_problem, number_word, tidy_name


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (0, "Good evening"),
        (4, "Good evening"),
        (5, "Good morning"),
        (11, "Good morning"),
        (12, "Good afternoon"),
        (17, "Good afternoon"),
        (18, "Good evening"),
        (23, "Good evening"),
    ],
)
def test_greeting_follows_the_hour(hour: int, words: str) -> None:
    assert greeting(dt.datetime(2026, 11, 22, hour, 30, tzinfo=dt.UTC)) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "about a minute"),
        (8, "about eight minutes"),
        (12, "about ten minutes"),
        (15, "about a quarter of an hour"),
        (20, "about twenty minutes"),
        (30, "about half an hour"),
        (44, "about three quarters of an hour"),
        (55, "about fifty-five minutes"),
        (58, "about an hour"),
        (60, "about an hour"),
        (90, "about an hour and a half"),
        (120, "about two hours"),
        (165, "about three hours"),
        (380, "about six and a half hours"),
        (630, "about ten and a half hours"),
    ],
)
def test_lengths_of_time_are_said_in_words(minutes: int, words: str) -> None:
    assert about(minutes) == words


@given(st.integers(1, 5000))
def test_a_length_of_time_below_a_hundred_hours_has_no_figures(minutes: int) -> None:
    words = about(minutes)
    assert words.startswith("about ")
    assert not any(letter.isdigit() for letter in words)


def test_numbers_are_words_up_to_ninety_nine() -> None:
    assert [number_word(each) for each in (0, 6, 14, 20, 42, 99, 100)] == [
        "no",
        "six",
        "fourteen",
        "twenty",
        "forty-two",
        "ninety-nine",
        "100",
    ]


@given(st.text(max_size=200))
def test_a_good_name_is_never_empty_and_never_too_long(text: str) -> None:
    name = tidy_name(text)
    assert (name_problem(text) is None) == (1 <= len(name) <= MAX_NAME)


def test_a_bad_name_is_told_in_a_sentence() -> None:
    assert name_problem("  \t ") == "Please type a name."
    assert name_problem("x" * 93) == "A name has at most 80 characters; this one has 93."
    assert name_problem(" mara ", ["Mara"]) == (
        "There is already a learner called mara. Please choose a name that tells you apart."
    )
    assert name_problem("王小明", ["Mara"]) is None


@given(st.text(alphabet="ab 王", max_size=120), st.integers(1, 20), st.integers(1, 20))
def test_breakable_text_reads_the_same_and_has_no_long_word(text: str, longest: int, piece: int) -> None:
    shown = breakable(text, longest, piece)
    assert shown.replace("\N{ZERO WIDTH SPACE}", "") == text
    pieces = [part for word in shown.split(" ") for part in word.split("\N{ZERO WIDTH SPACE}")]
    assert all(len(part) <= max(longest, piece) for part in pieces)


def test_ordinary_words_are_never_broken() -> None:
    sentence = "Responsibility for September stays whole."
    assert breakable(sentence) == sentence
