from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.study.workshop.plan import MAX_NAME
from trainer.workshop.codes import ALPHABET, LENGTH, is_code, new_code, same_code, tidy
from trainer.workshop.pseudonyms import pseudonym
from trainer.workshop.qr import QUIET, qr

K7_IN_FULL_WIDTH = "".join(chr(ord(each) + 0xFEE0) for each in "K7PXQM")
"""As keyboards for Chinese type it."""


def test_no_character_of_a_code_looks_like_another() -> None:
    for alike in ("0OQ", "0OD", "1IL", "2Z", "5S", "8B", "UV", "6G"):
        assert len(set(alike) & set(ALPHABET)) <= 1
    assert not set("AEIOU") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert len(ALPHABET) ** LENGTH > 50_000_000


def test_codes_are_by_chance_and_are_codes() -> None:
    codes = {new_code() for _ in range(50)}

    assert len(codes) == 50
    assert all(is_code(each) for each in codes)


@pytest.mark.parametrize(
    "typed", ["K7PXQM", "k7pxqm", " k7p xqm ", "K7P-XQM", "k7p\u2013xqm", K7_IN_FULL_WIDTH, "k 7 p x q m"]
)
def test_a_code_may_be_typed_as_people_type(typed: str) -> None:
    assert tidy(typed) == "K7PXQM"
    assert same_code(typed, "K7PXQM")


@given(st.text(max_size=50))
def test_whatever_else_is_typed_is_no_code(typed: str) -> None:
    assert same_code(typed, "K7PXQM") == (tidy(typed) == "K7PXQM")
    assert is_code(typed) == (len(typed) == LENGTH and set(typed) <= set(ALPHABET))


def test_a_qr_code_has_its_quiet_zone_and_its_three_corners() -> None:
    rows = qr("http://192.168.178.120:8420/#K7PXQM")
    size = len(rows)
    corner = tuple(tuple(each == "1" for each in row) for row in ("1111111", "1000001", "1011101", "1011101"))

    assert {len(row) for row in rows} == {size}
    assert not any(map(any, (*rows[:QUIET], *rows[-QUIET:])))
    assert not any(any(row[:QUIET]) or any(row[-QUIET:]) for row in rows)
    for row, expected in zip(rows[QUIET:], corner, strict=False):
        assert row[QUIET : QUIET + 7] == expected
        assert row[-QUIET - 7 : -QUIET] == expected


@pytest.mark.parametrize("language", ["en", "zh", "fr"])
def test_pseudonyms_are_nobodys_even_in_a_full_hall(language: str) -> None:
    chance = random.Random(7)
    taken: set[str] = set()
    for _ in range(1_500):
        name = pseudonym(language, taken, chance)
        assert name not in taken
        assert 0 < len(name) <= MAX_NAME
        taken.add(name)


def test_pseudonyms_are_in_the_language_of_the_room() -> None:
    assert all(each > "一" for each in pseudonym("zh", (), random.Random(1)))
    assert pseudonym("en", (), random.Random(1)).isascii()
