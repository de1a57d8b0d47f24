from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.study.workshop.names import (
    MAX_TEXT,
    NoNames,
    folded,
    read_names,
    text_of,
    tidy_name,
)
from trainer.study.workshop.plan import MAX_NAME, MAX_PEOPLE

WORDS = st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=1, max_size=12)
NAMES = st.lists(WORDS, min_size=2, max_size=30, unique_by=folded).filter(
    lambda names: all(map(folded, names)) and all(tidy_name(each) == each for each in names)
)


def names(text: str, column: int | None = None) -> tuple[str, ...]:
    return read_names(text, column).names


def said(text: str) -> list[str]:
    return list(map(str, read_names(text).complaints))


def test_there_is_a_name_in_each_line_and_blank_lines_are_none() -> None:
    assert names("Anna Berg\r\n\r\n  Ben  Ode \n李雷\n") == ("Anna Berg", "Ben Ode", "李雷")
    assert said("Anna Berg\n\nBen Ode\n") == []


def test_nothing_is_in_an_empty_text() -> None:
    found = read_names("")

    assert (found.names, found.complaints, len(found.columns)) == ((), (), 1)


@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_the_column_of_names_is_known_by_its_heading(separator: str) -> None:
    lines = (("No", "E-mail", "Name"), ("1", "a@x.org", "Anna Berg"), ("2", "b@x.org", "Ben Ode"))

    found = read_names("\n".join(separator.join(line) for line in lines))

    assert found.names == ("Anna Berg", "Ben Ode")
    assert found.columns[found.column].title == "Name"


def test_given_and_family_names_are_put_together() -> None:
    found = read_names("Last name;First name;Group\nBerg;Anna;A\nOde;Ben;B\n")

    assert found.names == ("Anna Berg", "Ben Ode")
    assert found.columns[found.column].title == "First name and Last name"


def test_without_a_heading_the_column_is_taken_that_looks_most_like_names() -> None:
    assert names("1001;a@x.org;Anna Berg\n1002;b@x.org;Ben Ode") == ("Anna Berg", "Ben Ode")


def test_another_column_can_be_chosen() -> None:
    text = "Name;Nickname\nAnna Berg;Annie\nBen Ode;Benny\n"

    assert names(text, 1) == ("Annie", "Benny")
    assert names(text, 99) == ("Anna Berg", "Ben Ode")


def test_family_name_comma_given_name_is_one_name() -> None:
    assert names("Berg, Anna\nOde, Ben\n李, 雷") == ("Berg, Anna", "Ode, Ben", "李, 雷")


def test_names_in_one_line_are_parted_by_commas() -> None:
    assert names("Anna, Ben, Carla") == ("Anna", "Ben", "Carla")


def test_quotation_marks_hold_a_cell_together_over_its_separators() -> None:
    assert names('Name,Group\n"Berg, Anna",A\n"Ode ""Benny"", Ben",B\n') == ("Berg, Anna", 'Ode "Benny", Ben')


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    assert names('"Anna Berg\nBen Ode\nCarla') == ('"Anna Berg', "Ben Ode", "Carla")
    assert names('Name;Group\n"Anna;A\nBen;B') == ('"Anna', "Ben")


def test_the_line_of_a_complaint_counts_lines_within_quotation_marks() -> None:
    text = 'Name;Note\nAnna;"one\ntwo\nthree"\nBen;x\nanna;y\n'

    assert said(text) == ["Line 6: “anna” stands in line 2 already."]


def test_a_separator_that_the_file_names_is_taken() -> None:
    assert names("sep=|\nName|Group\nAnna|A\nBen|B") == ("Anna", "Ben")


def test_the_folded_twice_is_said_with_both_lines() -> None:
    assert names("Anna Berg\nBen\nANNA  BERG") == ("Anna Berg", "Ben")
    assert said("Anna Berg\nBen\nANNA  BERG") == ["Line 3: “ANNA BERG” stands in line 1 already."]


def test_a_name_that_is_too_long_is_said_with_its_line_and_left_out() -> None:
    long = "x" * (MAX_NAME + 1)

    assert names(f"Anna\n{long}\nBen") == ("Anna", "Ben")
    assert said(f"Anna\n{long}\nBen") == [
        f"Line 2: “{'x' * 24}…” has {MAX_NAME + 1} characters; a name has at most {MAX_NAME}."
    ]


def test_a_line_without_a_name_is_said() -> None:
    assert said("Name;Group\nAnna;A\n;B\nBen;C") == ["Line 3: there is no name in it."]


def test_more_people_than_fit_are_not_taken() -> None:
    found = read_names("\n".join(f"Person {number}" for number in range(MAX_PEOPLE + 5)))

    assert len(found.names) == MAX_PEOPLE
    assert [complaint.line for complaint in found.complaints] == [MAX_PEOPLE + 1]


def test_a_text_that_is_far_too_long_is_refused() -> None:
    with pytest.raises(NoNames, match="too long"):
        read_names("x" * (MAX_TEXT + 1))


def test_one_very_long_line_is_read_without_an_error() -> None:
    assert read_names("x" * 200_000 + "\na").names == ("a",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_of_a_file_is_found_out(encoding: str) -> None:
    text = "Name;Group\nAnna Größ;A\nJosé Müller;B\nJane Smith;C\n"

    assert names(text_of(text.encode(encoding))) == ("Anna Größ", "José Müller", "Jane Smith")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_chinese_names_are_read_from_what_chinese_programs_write(encoding: str) -> None:
    assert names(text_of("姓名,班级\n李雷,一\n韩梅梅,二\n".encode(encoding))) == ("李雷", "韩梅梅")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04rest", "Save it as CSV"),
        (b"\xd0\xcf\x11\xe0rest", "Save it as CSV"),
        (b"\x00\x01\x02\x00\x00\x07\x03", "holds no text"),
        (b"\xff\xfe\x00", "holds no text"),
        (b"x" * (MAX_TEXT + 1), "too large"),
    ],
)
def test_a_file_that_is_no_list_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(NoNames, match=says):
        text_of(data)


def test_what_cannot_be_seen_is_no_part_of_a_name() -> None:
    assert tidy_name(" An\u202ena\x07 \u200bBerg\t") == "Anna Berg"
    assert folded("\uff21nna BERG") == folded("anna bérg")


@given(NAMES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_plain_list_is_read_as_it_is(listed: list[str], end: str) -> None:
    found = read_names("Name" + end + end.join(listed))

    assert found.names == tuple(listed)
    assert found.complaints == ()


@given(st.text())
def test_whatever_stands_there_each_name_is_clean_short_and_there_once(text: str) -> None:
    found = read_names(text)

    assert all(tidy_name(name) == name and 0 < len(name) <= MAX_NAME for name in found.names)
    assert len(set(map(folded, found.names))) == len(found.names)
    assert 0 <= found.column < len(found.columns)
    assert all(complaint.line >= 1 for complaint in found.complaints)


@given(st.lists(st.lists(st.text(max_size=6), min_size=1, max_size=4), max_size=8), st.sampled_from("\t;,"))
def test_every_line_of_a_table_is_a_name_or_is_complained_of(table: list[list[str]], separator: str) -> None:
    text = "\n".join(separator.join(line) for line in table)

    for column in range(len(read_names(text).columns)):
        found = read_names(text, column)
        assert found.column == column
        lines = [complaint.line for complaint in found.complaints]
        assert lines == sorted(lines)


@given(st.binary())
def test_any_file_is_a_text_or_refused_with_a_sentence(data: bytes) -> None:
    try:
        text = text_of(data)
    except NoNames as refused:
        text = str(refused)
    assert "\0" not in text
