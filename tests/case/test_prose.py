from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainer.case.markdown import plain_text
from trainer.case.prose import Grid, Kind, Passage, Run, passages, plain_passages


def test_emphasis_becomes_runs() -> None:
    (passage,) = passages("One *two* **three *four***\nfive")
    assert isinstance(passage, Passage)
    assert passage.kind is Kind.PARAGRAPH
    assert passage.runs == (
        Run("One "),
        Run("two", italic=True),
        Run(" "),
        Run("three ", bold=True),
        Run("four", italic=True, bold=True),
        Run(" five"),
    )


def test_items_carry_their_marks_and_know_how_deep_they_stand() -> None:
    found = passages("- one\n  1. first\n  2. second\n\n  goes on\n- two\n\n3. three")
    assert [(each.marker, each.depth, each.text) for each in found if isinstance(each, Passage)] == [
        ("•", 1, "one"),
        ("1.", 2, "first"),
        ("2.", 2, "second"),
        ("", 1, "goes on"),
        ("•", 1, "two"),
        ("3.", 1, "three"),
    ]
    assert {each.kind for each in found if isinstance(each, Passage)} == {Kind.ITEM}


def test_headings_quotations_and_code_are_told_apart() -> None:
    found = passages("# Head\n\n> said\n\n    a\n    b\n\nplain")
    assert [(each.kind, each.text) for each in found if isinstance(each, Passage)] == [
        (Kind.HEADING, "Head"),
        (Kind.QUOTE, "said"),
        (Kind.CODE, "a"),
        (Kind.CODE, "b"),
        (Kind.PARAGRAPH, "plain"),
    ]


def test_a_table_becomes_its_rows() -> None:
    (grid,) = passages("| a | b |\n|---|---|\n| *1* | 2 |")
    assert grid == Grid((((Run("a"),), (Run("b"),)), ((Run("1", italic=True),), (Run("2"),))))


def test_links_and_pictures_give_their_words_and_html_is_shown_as_it_is() -> None:
    (passage,) = passages("See [this](http://x) and ![that](y.png) and <b>so</b>.")
    assert isinstance(passage, Passage)
    assert passage.text == "See this and that and <b>so</b>."


@given(st.text(alphabet="ab *_`#>-1.\n|[]()!<小", max_size=60))
def test_no_word_is_lost_whatever_is_written(text: str) -> None:
    words: list[str] = []
    for part in passages(text):
        rows = part.rows if isinstance(part, Grid) else ((part.runs,),)
        words += ["".join(run.text for run in cell) for row in rows for cell in row]
    assert "".join("".join(words).split()) == "".join(plain_text(text).split())


def test_what_somebody_typed_is_taken_as_it_is() -> None:
    found = plain_passages("  *One*\ttwo \n\n- three\n \n李雷")
    assert [each.text for each in found] == ["*One* two", "- three", "李雷"]
    assert all(each.kind is Kind.PARAGRAPH and each.depth == 0 for each in found)
