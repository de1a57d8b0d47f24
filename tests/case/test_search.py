"""What a query finds in passages, and how it is shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trainer.case.folding import Folded
from trainer.case.passages import Part, Passage
from trainer.case.search import Hit, Query, search


def passage(text: str, part: Part = Part.SITUATION, decision_id: str = "oven") -> Passage:
    return Passage(decision_id, part, text)


def hits(query: str, *texts: str) -> list[Hit]:
    return [hit for found in search(Query.parse(query), map(passage, texts)) for hit in found.hits]


def marked(query: str, text: str) -> list[str]:
    """The words of a text that a query marks."""
    return [hit.snippet[first:last] for hit in hits(query, text) for first, last in hit.marks]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("oven", "The old oven.", ["oven"]),
        ("OVEN", "The old Oven.", ["Oven"]),
        ("ov", "The old ovens.", ["ovens"]),
        ("old ov", "The old ovens.", ["old", "ovens"]),
        ("ol oven", "The old oven.", []),
        ("ov ", "The old oven.", []),
        ("oven ", "The old oven.", ["oven"]),
        ("oven oven", "The old oven.", ["oven"]),
        ("ven", "The old oven.", []),
        ("oven loan", "The old oven.", []),
        ("old oven", "An oven is old.", ["oven", "old"]),
        ('"old oven"', "The old oven.", ["old oven"]),
        ('"old  oven"', "The old\noven.", ["old oven"]),
        ('"old oven"', "An oven is old, an older oven.", []),
        ('"old ove', "The old oven.", []),
        ('"old" ov', "The old oven.", ["old", "oven"]),
        ("cafe", "Das Café.", ["Café"]),
        ("café", "Das Cafe\u0301 dort.", ["Cafe\u0301"]),
        ("strasse", "Die Straße.", ["Straße"]),
        ("STRASSE", "Die STRAẞE.", ["STRAẞE"]),
        ("file", "Two \ufb01les.", ["\ufb01les"]),
        ("who's", "It is who’s who.", ["who’s"]),
        ("2,100", "It cost 2,100 crowns.", ["2,100"]),
        ("100", "It cost 2,100 crowns.", ["100"]),
        ("14.98", "It sold 14.98 million.", ["14.98"]),
        ("c++", "In c++ and c.", ["c++"]),
        ("雷", "创始人雷军说", ["雷"]),
        ("雷军", "创始人雷军说", ["雷军"]),
        ("军 雷", "创始人雷军说", ["雷军"]),
        ("小米 phone", "The 小米 phones.", ["小米", "phones"]),
        ("ｘｉａｏｍｉ", "A Xiaomi phone.", ["Xiaomi"]),  # noqa: RUF001
        ("한국", "대한국어", ["한국"]),
        ("'", "It's.", []),
        (".*", "Anything.", []),
        ("a.c", "The abc.", []),
    ],
)
def test_a_query_marks_the_words_it_finds(query: str, text: str, words: list[str]) -> None:
    assert marked(query, text) == words


@pytest.mark.parametrize("query", ["", "   ", '"', '""', "- – !", "\u0301"])
def test_where_no_word_was_typed_nothing_is_looked_for(query: str) -> None:
    assert not Query.parse(query)
    assert hits(query, "Anything at all.") == []


def test_all_words_must_occur_at_a_decision_but_may_stand_in_different_passages() -> None:
    oven = [passage("The oven is old."), passage("The loan is dear.")]
    (found,) = search(Query.parse("oven loan"), [*oven, passage("An oven.", decision_id="mill")])
    assert found.decision_id == "oven"
    assert [hit.passage for hit in found.hits] == oven


def test_where_one_passage_has_all_the_words_the_others_are_left_out() -> None:
    both = passage("A loan for the oven.")
    (found,) = search(Query.parse("oven loan"), [passage("The oven is old."), both])
    assert [hit.passage for hit in found.hits] == [both]


def test_a_title_comes_before_a_question_and_a_question_before_a_text() -> None:
    places = {
        "text": passage("The oven.", decision_id="text"),
        "question": passage("Which oven?", Part.QUESTION, "question"),
        "title": passage("An oven", Part.TITLE, "title"),
    }
    assert [found.decision_id for found in search(Query.parse("oven"), places.values())] == [
        "title",
        "question",
        "text",
    ]
    own = [passage("Oven text."), passage("Oven?", Part.QUESTION), passage("The oven", Part.TITLE)]
    (found,) = search(Query.parse("oven"), own)
    assert [hit.passage.part for hit in found.hits] == [Part.TITLE, Part.QUESTION, Part.SITUATION]


def test_of_equals_the_order_of_play_decides() -> None:
    passages = [passage("The oven.", decision_id=each) for each in ("first", "second", "third")]
    assert [found.decision_id for found in search(Query.parse("oven"), passages)] == ["first", "second", "third"]


def test_a_long_passage_is_cut_around_what_was_found() -> None:
    text = "word " * 200 + "the oven and the loan " + "more " * 200
    (hit,) = hits("oven loan", text)
    assert len(hit.snippet) < 250
    assert hit.snippet.startswith("… word ")
    assert hit.snippet.endswith(" more …")
    assert [hit.snippet[first:last] for first, last in hit.marks] == ["oven", "loan"]


def test_a_snippet_shows_where_most_was_found() -> None:
    text = "An oven. " + "word " * 200 + "the oven with a loan " + "more " * 200
    (hit,) = hits("oven loan", text)
    assert "the oven with a loan" in hit.snippet


def test_a_long_text_without_spaces_is_cut_too() -> None:
    (hit,) = hits("雷军", "字" * 600 + "雷军" + "字" * 600)
    assert len(hit.snippet) < 250
    assert [hit.snippet[first:last] for first, last in hit.marks] == ["雷军"]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)


@given(WORDS)
def test_a_folded_text_knows_where_each_of_its_characters_comes_from(text: str) -> None:
    folded = Folded.of(text)
    for index, letter in enumerate(folded.text):
        first, last = folded.span(index, index + 1)
        assert 0 <= first < last <= len(text)
        assert letter in Folded.of(text[first:last]).text


@given(WORDS)
def test_folding_a_second_time_changes_nothing(text: str) -> None:
    once = Folded.of(text).text
    assert Folded.of(once).text == once


@given(WORDS)
def test_both_ways_to_write_an_accent_are_one(text: str) -> None:
    assume(not any(unicodedata.combining(each) for each in text))
    folded = Folded.of(text).text
    assert Folded.of(unicodedata.normalize("NFC", text)).text == folded
    assert Folded.of(unicodedata.normalize("NFD", text)).text == folded


@given(st.lists(st.text("abcé雷 \t'\"-", max_size=300), max_size=5), st.text("abcé雷 \"'-", max_size=12))
def test_whatever_is_marked_is_a_piece_of_the_passage_in_order(texts: list[str], query: str) -> None:
    for hit in hits(query, *texts):
        plain = hit.passage.text.replace("\t", " ")
        assert hit.snippet.removeprefix("… ").removesuffix(" …") in plain
        ends = [0, *(end for mark in hit.marks for end in mark)]
        assert ends == sorted(ends)
        assert ends[-1] <= len(hit.snippet)
        assert all(first < last for first, last in hit.marks)


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=30), st.data())
def test_every_word_of_a_text_is_found_and_so_is_every_beginning_of_one(words: list[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(words))
    beginning = word[: data.draw(st.integers(1, len(word)))]
    text = " ".join(words)
    assert hits(beginning, text)
    assert hits(f"{word} ", text)
