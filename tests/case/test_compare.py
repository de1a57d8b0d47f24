from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desktop import works
from trainer.case.base import to_plain
from trainer.case.compare import Change, compare
from trainer.case.sealed import FullSheet, Sheet

ALL = 6
"""All parts of the record are open."""

Path = tuple[str | int, ...]

PARTS: list[tuple[Path, int, str]] = [
    (("briefing", "title"), 0, "Title"),
    (("briefing", "place"), 0, "Date and place"),
    (("briefing", "room", 1, "part"), 0, "In the room"),
    (("people", 1, "role"), 0, "About Liu Mei"),
    (("people", 1, "before"), 0, "About Liu Mei"),
    (("briefing", "situation"), 0, "Situation"),
    (("briefing", "exhibits", 0, "title"), 0, "Exhibit A"),
    (("briefing", "exhibits", 0, "columns", 1, "title"), 0, "Exhibit A"),
    (("briefing", "exhibits", 0, "rows", 1, 1), 0, "Exhibit A"),
    (("briefing", "exhibits", 0, "note"), 0, "Exhibit A"),
    (("briefing", "exhibits", 1, "unit"), 0, "Exhibit B"),
    (("briefing", "exhibits", 1, "categories", 2), 0, "Exhibit B"),
    (("briefing", "exhibits", 1, "series", 0, "name"), 0, "Exhibit B"),
    (("briefing", "exhibits", 3, "text"), 0, "Exhibit D"),
    (("briefing", "exhibits", 4, "alt"), 0, "Exhibit E"),
    (("briefing", "question"), 0, "Question"),
    (("briefing", "options", 1, "title"), 0, "Option 2"),
    (("briefing", "options", 2, "argument"), 0, "Option 3"),
    (("briefing", "reasons_prompt"), 0, "What the reasons are asked for"),
    (("briefing", "record", "did", "text"), 1, "What they did"),
    (("briefing", "record", "happened", 0, "text"), 2, "What happened"),
    (("briefing", "record", "happened", 0, "derived"), 2, "What happened"),
    (("briefing", "record", "happened", 1, "label"), 2, "What happened"),
    (("briefing", "record", "happened", 1, "contested", "text"), 2, "What happened"),
    (("briefing", "record", "why", 1, "text"), 3, "Why"),
    (("briefing", "record", "looking_back", "judge"), 4, "Looking back"),
    (("briefing", "record", "looking_back", "claims", 2, "text"), 4, "Looking back"),
    (("briefing", "record", "not_taken", 1, "text"), 5, "The options not taken"),
    (("sources", 1, "title"), 6, "Sources"),
    (("briefing", "factors", 0, "name"), 6, "What weighed in this decision"),
    (("briefing", "factors", 2, "text"), 6, "What weighed in this decision"),
    (("briefing", "lesson", "text"), 6, "A lesson"),
    (("briefing", "lesson", "limits"), 6, "Where it ends"),
    (("briefing", "questions", 1), 6, "To think over"),
]
"""Where something stands in the values of a sheet, after how many parts of the record it is open, and what the part is
called."""

VALUES: list[tuple[Path, object, int, str]] = [
    (("briefing", "date"), "2011-06", 0, "Date and place"),
    (("briefing", "exhibits", 1, "series", 0, "values", 2), 140, 0, "Exhibit B"),
    (("briefing", "record", "happened", 0, "date"), "2011-06", 2, "What happened"),
    (("briefing", "record", "looking_back", "judgement"), "regretted", 4, "Looking back"),
    (("briefing", "record", "not_taken", 0, "known"), "analogue", 5, "The options not taken"),
    (("briefing", "record", "did", "sources", 0), "s1:7", 6, "Sources"),
    (("sources", 0, "date"), "1999", 6, "Sources"),
]


def at(plain: Any, path: Path) -> Any:
    for key in path:
        plain = plain[key]
    return plain


def put(sheet: FullSheet, path: Path, value: object) -> FullSheet:
    """The sheet with one value exchanged."""
    plain = to_plain(sheet)
    assert at(plain, path) != value
    at(plain, path[:-1])[path[-1]] = value
    return FullSheet.model_validate_json(json.dumps(plain), strict=False)


def open_part(sheet: FullSheet) -> Sheet:
    fields = {name: getattr(sheet, name) for name in Sheet.model_fields}
    return Sheet.model_construct(**(fields | {"briefing": sheet.decision.briefing()}))


def names(changes: tuple[Change, ...]) -> set[str]:
    return {change.part for change in changes}


def test_a_text_has_not_changed_against_itself() -> None:
    assert compare(works.full(), works.full(), ALL) == ()


@pytest.mark.parametrize(("path", "least", "part"), PARTS, ids=str)
def test_a_word_more_is_found_in_its_part_once_that_is_open(path: Path, least: int, part: str) -> None:
    old = works.full()
    new = put(old, path, f"{at(to_plain(old), path)} Indeed")
    for opened in range(ALL + 1):
        assert (part in names(compare(old, new, opened))) == (opened >= least)
    change = next(each for each in compare(old, new, ALL) if each.part == part)
    assert change.after.replace(" Indeed", "") == change.before


@pytest.mark.parametrize(("path", "value", "least", "part"), VALUES, ids=str)
def test_another_value_is_found_in_its_part_once_that_is_open(path: Path, value: object, least: int, part: str) -> None:
    old = works.full()
    new = put(old, path, value)
    assert [part in names(compare(old, new, opened)) for opened in range(ALL + 1)] == [
        opened >= least for opened in range(ALL + 1)
    ]


def test_by_itself_nothing_of_the_record_is_compared() -> None:
    old = works.full()
    new = put(old, ("briefing", "record", "did", "text"), "They built it at once.")
    assert compare(old, new) == ()


def test_open_pages_alone_are_compared_with_whole_ones_and_no_further() -> None:
    old = works.full()
    new = put(put(old, ("briefing", "title"), "The port"), ("briefing", "lesson", "text"), "Wait.")
    assert compare(old, open_part(new), ALL) == (Change("Title", "The harbour", "The port"),)


def test_another_picture_of_the_same_name_is_found() -> None:
    old = works.full()
    other = old.model_copy(update={"pictures": {"plan.png": "iVBORw0KGgo="}})
    (change,) = compare(old, other)
    assert change.part == "Exhibit E, the picture"
    assert change.after.startswith("plan.png, 8 bytes, ")


def test_parts_that_come_and_go_are_told_with_an_empty_side() -> None:
    old = works.full()
    fewer = put(old, ("briefing", "exhibits"), to_plain(old)["briefing"]["exhibits"][1:])
    (gone,) = compare(old, fewer)
    assert (gone.part, gone.after) == ("Exhibit A", "")
    assert gone.before == (
        "The sum on the table\nPart | Millions\nThe quay | 7.5\nThe crane | 2.25\nIn all | 9.75\n"
        "As the engineer reckoned it."
    )
    (come,) = compare(fewer, old)
    assert (come.part, come.before) == ("Exhibit A", "")


def test_a_part_that_only_stands_elsewhere_goes_by_its_old_name_and_its_words_are_the_same() -> None:
    old = works.full()
    turned = put(old, ("briefing", "options"), to_plain(old)["briefing"]["options"][::-1])
    (change,) = compare(old, turned)
    assert change.part == "Order of the options"
    assert change.before.splitlines() == change.after.splitlines()[::-1]
    reworded = put(turned, ("briefing", "options", 0, "argument"), "The capital has no money.")
    assert names(compare(old, reworded)) == {"Option 4", "Order of the options"}


def test_markup_alone_is_no_change() -> None:
    old = works.full()
    text = to_plain(old)["briefing"]["exhibits"][3]["text"]
    assert compare(old, put(old, ("briefing", "exhibits", 3, "text"), text.replace("*", "**"))) == ()


def test_an_option_reworded_is_told_once() -> None:
    old = works.full()
    assert names(compare(old, put(old, ("briefing", "options", 1, "title"), "Do wait"), ALL)) == {"Option 2"}


def test_changes_come_in_the_order_of_the_pages() -> None:
    old = new = works.full()
    for path, _, _ in PARTS:
        new = put(new, path, f"{at(to_plain(new), path)} Indeed")
    found = [change.part for change in compare(old, new, ALL)]
    assert list(dict.fromkeys(found)) == list(dict.fromkeys(part for _, _, part in PARTS))


WORDS = st.lists(st.sampled_from(["the", "oven", "was", "old", "炉", "子", "1.5", "and"]), min_size=1, max_size=20)


@given(WORDS, WORDS)
def test_the_pieces_of_a_change_give_both_texts_back(before: list[str], after: list[str]) -> None:
    change = Change("Situation", " ".join(before), " ".join(after))
    assert "".join(piece.text for piece in change.pieces if piece.kind != "new") == change.before
    assert "".join(piece.text for piece in change.pieces if piece.kind != "gone") == change.after


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    elif isinstance(value, str):
        yield path


UNSEEN = {
    *("id", "act", "kind", "align", "form", "decider", "themes", "bookmark", "person", "option", "file", "facts"),
    *("date", "sources", "judgement", "known", "native_name", "publisher"),
}
"""Keys that no page shows as words, or that hold no free text; those of them that are shown are in ``VALUES``."""


def test_no_text_of_the_pages_was_forgotten() -> None:
    old = works.full()
    plain = to_plain(old)
    briefing = [("briefing", *path) for path in leaves(plain["briefing"])]
    forgotten = [
        path
        for path in briefing
        if not UNSEEN.intersection(path) and not compare(old, put(old, path, f"{at(plain, path)} Indeed"), ALL)
    ]
    assert forgotten == []
