"""What of a decision can be found, and what never before it is open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.desktop import works
from trainer.case.base import to_plain
from trainer.case.folding import Folded
from trainer.case.markdown import plain_text
from trainer.case.passages import Part, Passage, debrief_passages, open_passages, own_passages, record_passages
from trainer.case.reader import read_pack
from trainer.case.sealed import FullSheet, seal_pack
from trainer.case.search import Query, search

STEPS = ("did", "happened", "why", "looking_back", "not_taken", "sources")
CONTENT = Path(__file__).parents[2] / "content" / "xiaomi"


def texts(passages: Iterator[Passage]) -> str:
    return "\n".join(each.text for each in passages)


def test_all_that_stands_on_the_open_pages_is_a_passage() -> None:
    sheet = works.full()
    found = texts(open_passages(sheet))
    briefing = sheet.briefing
    said = [
        briefing.title,
        briefing.question,
        briefing.place,
        sheet.act.opening,
        "Liu Mei",
        "刘梅",
        "has drawn the plan",
    ]
    said += [each.title for each in (*briefing.exhibits, *briefing.options)]
    said += [*plain_text(briefing.situation).splitlines(), "The crane · 2.25", "Part", "As the engineer reckoned it."]
    said += ["2008", "135", "ships", "The bank lends until May.", "A quay of two berths", "She had built two harbours."]
    assert [each for each in said if each not in found] == []


def test_signs_for_the_program_are_no_words_of_an_exhibit() -> None:
    found = texts(open_passages(works.full()))
    assert not re.search(r"\b(bars|right|plan\.png|s1:1|None|null)\b", found)


def test_a_passage_says_where_it_stands() -> None:
    parts = {passage.text: (passage.part, passage.name) for passage in open_passages(works.full())}
    assert parts["The harbour"] == (Part.TITLE, "")
    assert parts["The crane · 2.25"] == (Part.EXHIBIT, "The sum on the table")
    assert parts["It is there."] == (Part.OPTION, works.decision().option("lease").title)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("did", [works.WAIT]),
        ("happened", ["The price fell.", works.CONTESTED]),
        ("why", ["They had no money."]),
        ("looking_back", [works.SECRET_JUDGE, "It went both ways."]),
        ("not_taken", ["The neighbours had refused."]),
        ("sources", ["The diary of the mayor. A press"]),
    ],
)
def test_each_part_of_the_record_says_its_own(step: str, words: list[str]) -> None:
    found = {each: texts(record_passages(works.full(), each)) for each in STEPS}
    assert [word for word in words if word not in found[step]] == []
    assert [other for other in STEPS if other != step and words[0] in found[other]] == []


def test_nothing_but_parts_of_the_record_can_be_asked_for() -> None:
    with pytest.raises(ValueError, match="'factor' is no part of the record"):
        list(record_passages(works.full(), "factor"))
    with pytest.raises(ValueError, match="sealed"):
        list(record_passages(works.full(), "sealed"))


def test_the_debrief_has_factors_lesson_and_questions() -> None:
    found = texts(debrief_passages(works.full()))
    assert all(each in found for each in ("Whether the bank holds to its word", "时间", "Count first.", "And you?"))


def test_what_one_wrote_is_found_by_its_paragraphs() -> None:
    made = list(own_passages("harbour", works.REASONS, "Count *first*."))
    assert [(each.part, each.text) for each in made] == [
        (Part.REASONS, "Half a year hurts."),
        (Part.REASONS, "Bad terms hurt for longer."),
        (Part.TAKEAWAY, "Count *first*."),
    ]


def words_of(value: object) -> Iterator[str]:
    """Every word within plain values, folded."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from words_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner)
    elif isinstance(value, str):
        yield from re.findall(r"\w+", Folded.of(value).text)


@cache
def sheets() -> tuple[FullSheet, ...]:
    """Every decision of the case, its record open."""
    case = seal_pack(read_pack(CONTENT))
    decisions = {each.id: each for each in read_pack(CONTENT).decisions}
    made = []
    for decision_id in case.order:
        sheet = case.sheet(decision_id)
        fields = {name: getattr(sheet, name) for name in type(sheet).model_fields}
        full = FullSheet.model_construct(
            **(fields | {"briefing": decisions[decision_id], "sources": case.info.sources})
        )
        made.append(full)
    return tuple(made)


SEALED_KEYS = ("facts", "record", "factors", "lesson", "questions")


@pytest.mark.parametrize("opened", range(len(STEPS) + 1))
def test_no_word_that_stands_only_in_sealed_parts_is_found(opened: int) -> None:
    """Every decision of the case is open so far; each word that stands further on in it is looked for."""
    checked = 0
    for sheet in sheets():
        may_read = list(open_passages(sheet))
        for step in STEPS[:opened]:
            may_read += record_passages(sheet, step)
        shown = texts(iter(may_read))
        known = set(re.findall(r"\w+", Folded.of(shown).text))
        plain = to_plain(sheet.decision)
        sealed = {word for key in SEALED_KEYS for word in words_of(plain[key])} - known
        for word in sealed:
            found = search(Query.parse(f"{word} "), may_read)
            in_part_of_a_word = [hit for each in found for hit in each.hits if hit.marks]
            assert not in_part_of_a_word, (sheet.decision.id, word)
            checked += 1
    assert checked > 2_000


def test_the_open_pages_of_a_full_sheet_are_those_of_the_sheet_without_its_record() -> None:
    for sheet in sheets():
        plain = to_plain(sheet.decision)
        outside = {key: value for key, value in plain.items() if key not in SEALED_KEYS}
        head = to_plain(sheet)
        open_words = set(words_of([outside, head["people"], head["act"]])) | {sheet.briefing.date.describe().casefold()}
        for passage in open_passages(sheet):
            if passage.part is not Part.PLACE:
                words = re.findall(r"\w+", Folded.of(passage.text).text)
                strangers = [word for word in words if word not in open_words and not re.fullmatch(r"\d+", word)]
                assert strangers == [], (passage, strangers)
