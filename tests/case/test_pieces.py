from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.pieces import Kind, Piece, pieces

SAME, GONE, NEW = Kind.SAME, Kind.GONE, Kind.NEW
TEXT = st.text(st.sampled_from("ab 吃饭，。.1,\n"), max_size=60) | st.text(max_size=40)


def put(*kinds: Kind, found: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in found if piece.kind in kinds)


@given(TEXT, TEXT)
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    found = pieces(before, after)
    assert put(SAME, GONE, found=found) == before
    assert put(SAME, NEW, found=found) == after
    assert all(piece.text for piece in found)
    assert all(one.kind is not other.kind for one, other in pairwise(found))


@given(TEXT)
def test_a_text_has_not_changed_against_itself(text: str) -> None:
    assert {piece.kind for piece in pieces(text, text)} <= {SAME}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "The oven is old and slow.",
            "The oven is new and slow.",
            [(SAME, "The oven is "), (GONE, "old"), (NEW, "new"), (SAME, " and slow.")],
        ),
        (
            "It costs 1,999 yuan.",
            "It costs 1,499 yuan.",
            [(SAME, "It costs "), (GONE, "1,999"), (NEW, "1,499"), (SAME, " yuan.")],
        ),
        (
            "他们买了炉子。",
            "他们没买炉子。",
            [(SAME, "他们"), (GONE, "买了"), (NEW, "没买"), (SAME, "炉子。")],
        ),
        ("One.", "One. Two.", [(SAME, "One."), (NEW, " Two.")]),
        ("", "All of it.", [(NEW, "All of it.")]),
        ("All of it.", "", [(GONE, "All of it.")]),
    ],
)
def test_words_are_taken_out_and_put_in(before: str, after: str, expected: list[tuple[Kind, str]]) -> None:
    assert [(piece.kind, piece.text) for piece in pieces(before, after)] == expected


def test_texts_with_little_in_common_are_shown_whole() -> None:
    before = "They waited a year, and then the price of the new machine fell."
    after = "Nobody in town had the courage to borrow, so the matter rested."
    assert [piece.kind for piece in pieces(before, after)] == [GONE, NEW, SAME]


def test_stops_and_blanks_alone_do_not_cut_what_is_new_into_shreds() -> None:
    found = pieces(
        "It was dear, very dear, they said. So it stayed.", "It was cheap, far too cheap, all wrote. So it stayed."
    )
    assert [piece.kind for piece in found] == [SAME, GONE, NEW, SAME]


def test_a_single_word_in_the_midst_of_a_change_does_not_cut_it() -> None:
    found = pieces("It will be cheaper.", "Prices will fall by a tenth within the year.")
    assert [piece.kind for piece in found] == [GONE, NEW, SAME]


def test_two_changes_far_apart_stay_two() -> None:
    found = pieces("One oven stood by the wall of the shop.", "Two ovens stood by the wall of the mill.")
    assert [piece.text for piece in found if piece.kind is SAME] == [" stood by the wall of the ", "."]


def test_two_books_are_not_compared_for_ever() -> None:
    one, other = (" ".join(f"{word}{number % 977}" for number in range(40_000)) for word in ("a", "b"))
    begun = time.process_time()
    assert [piece.kind for piece in pieces(one, other)] == [GONE, NEW]
    assert time.process_time() - begun < 2
