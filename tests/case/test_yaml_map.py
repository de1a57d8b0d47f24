from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.yaml_map import MAX_BYTES, MAX_DEPTH, MAX_REPORTED, YamlFile, parse_yaml, path_text, read_yaml


def said(text: str) -> list[str]:
    return [str(problem) for problem in parse_yaml(text, "x.yaml").problems]


def values_of(text: str) -> object:
    file = parse_yaml(text, "x.yaml")
    assert not file.problems
    return file.values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0),
        ("-12", -12),
        ("2011", 2011),
        ("1.5", 1.5),
        ("-0.25e3", -250.0),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("001", "001"),
        ("+1", "+1"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("0o7", "0o7"),
        ("1:30", "1:30"),
        ("001:266", "001:266"),
        ("2010-11-03", "2010-11-03"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("True", "True"),
        ("NULL", "NULL"),
        (".inf", ".inf"),
        (".5", ".5"),
        ("1e999", "1e999"),
        ("1e-999999999", "1e-999999999"),
        ("0." + 5000 * "1", "0." + 5000 * "1"),
        ('"12"', "12"),
        ("'true'", "true"),
        ('""', ""),
        ("|-\n  12", "12"),
    ],
)
def test_plain_words_become_what_they_usually_mean_and_no_more(written: str, value: object) -> None:
    read = values_of(f"a: {written}\n")

    assert read == {"a": value}
    assert isinstance(read, dict)
    assert isinstance(read["a"], type(value))


def test_a_figure_remembers_how_it_was_written() -> None:
    read = values_of("a: 1.10\n")

    assert isinstance(read, dict)
    assert str(read["a"]) == "1.10"
    assert read["a"] == 1.1


def test_keys_are_text_whatever_they_look_like() -> None:
    assert values_of("1: a\ntrue: b\n") == {"1": "a", "true": "b"}


def test_positions_count_characters_also_after_chinese_and_emoji() -> None:
    file = parse_yaml("中文字: {小米: 手机, b: [中, 😀, d]}\nprose: |\n  吴丽\n", "x.yaml")

    assert file.key_spots[("中文字",)] == (1, 1)
    assert file.spots[("中文字",)] == (1, 6)
    assert file.spots[("中文字", "小米")] == (1, 11)
    assert file.key_spots[("中文字", "b")] == (1, 15)
    assert file.spots[("中文字", "b", 2)] == (1, 25)
    assert file.spots[("prose",)] == (2, 8)


def test_positions_are_right_with_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("\ufeffa: 1\r\nb: 吴: 丽\r\n".encode())

    assert [str(each) for each in read_yaml(path, "x.yaml").problems] == [
        "x.yaml:2:5: a ':' stands where none can; put the text in quotes, or check the indentation of this line"
    ]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")

    file = read_yaml(path, "x.yaml")

    assert (file.values, file.spots[("a",)], file.problems) == ({"a": 1}, (1, 4), ())


UNFIT = "a ':' stands where none can; put the text in quotes, or check the indentation of this line"
MISFIT = "this line doesn't fit those above; check its indentation and the quotes before it"
EMPTY = "the file is empty; write its keys and values"
KEYED = "the file must begin with a key, a ':' and a blank, such as 'id: …'"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", f"1:1: {EMPTY}"),
        ("# only a comment\n", f"1:1: {EMPTY}"),
        ("---\n", f"1:1: {EMPTY}"),
        ("- a\n", f"1:1: {KEYED}"),
        ("a:b\n", f"1:1: {KEYED}"),
        ("a: 1\n---\nb: 2\n", "2:1: a second document begins here; put it into a file of its own"),
        ("a: &x 1\n", "1:4: a: the anchor '&x' isn't read; take it out"),
        ("a: [b, *x]\n", "1:8: a[1]: the alias '*x' isn't read; write the value itself"),
        ("a: !!int 3\n", "1:4: a: the tag '!!int' isn't read; take it out"),
        ("a: !own [b]\n", "1:4: a: the tag '!own' isn't read; take it out"),
        ("&x a: 1\n", "1:1: a: an anchor or a tag stands before the key 'a'; take it out"),
        ("b:\n  <<: {a: 1}\n", "2:3: b.<<: the merge key '<<' isn't read; write the keys themselves"),
        ("小: 1\nb: 2\n小: 3\n", "3:1: 小: the key '小' stands here a second time, after line 1; keep one of them"),
        ("? [a]\n: 1\n", "1:3: a key must be a plain word; put quotes around a text that begins like a list"),
        ("a:\n\tb: 1\n", "2:1: a tab indents this line; use spaces"),
        ("a:\n  b: |\n  \tc\n", "3:3: a tab indents this line; use spaces"),
        ("a: 1\n \t \nb: [\t1,\n\t 2]", "4:1: a tab indents this line; use spaces"),
        ("a: 中\x07\n", "1:5: the character U+0007 isn't read; delete it"),
        ("a: 中\u2028b\n", "1:5: the character U+2028 isn't read; delete it"),
        ('a: "中\\x00"\n', "1:4: a: the character U+0000 isn't read; take its escape out"),
        ("a: 小米: 手机\n", f"1:6: {UNFIT}"),
        ("a: 1\n b: 2\n", f"2:3: {UNFIT}"),
        ("a: |\n  b\n c\n", f"3:2: {MISFIT}"),
        ("a:\n  - 1\n b: 2\n", f"3:2: {MISFIT}"),
        ("a: [b, c\nd: 1\n", "1:4: the list that begins here isn't closed; add ',' or ']' where it is missing"),
        ("a: {b: 1\nc: 2\n", "1:4: the mapping that begins here isn't closed; add ',' or '}' where it is missing"),
        ("a: [b}\n", "1:4: the list that begins here isn't closed; add ',' or ']' where it is missing"),
        ("a: 'b\n", "1:4: the quotes that begin here aren't closed; add the closing one"),
        ('a: "b\\q"\n', "1:6: this '\\' means nothing; write it twice, or use single quotes"),
        ("a: @b\n", "1:4: a '@' can't begin a value; put the text in quotes"),
        ("a: `b`\n", "1:4: a '`' can't begin a value; put the text in quotes"),
        ("a: *\n", "1:4: a '*' or '&' can't begin a value; put the text in quotes"),
        ("a: - b\n", "1:4: a list can't begin here; put it on lines of its own"),
        (
            "a: |b\n  c\n",
            "1:4: a text that begins like this stands on the lines below; put nothing behind its mark",
        ),
        ("a: !<b\n", "1:4: a '!' can't begin a value; put the text in quotes"),
        ("a: 1\n%b\n", "2:1: a '%' can't begin a line; put the text in quotes"),
        ('a: "\\UFFFFFFFF"\n', "1:7: no character has the number that stands here; mend its digits"),
        ("  a: 1\nb: 2\n", "2:1: this line belongs to no key; check its indentation"),
        (
            "a: 1\nb\nc: 2\n",
            "2:1: a ':' is missing after the key; if this is no key but goes on with a text, indent it as that is",
        ),
        (
            "a: |\n  One.\n\nTwo,\nthree.\n\n  Four.\nb: 1\n",
            "4:1: a ':' is missing after the key; if this is no key but goes on with a text, indent it as that is",
        ),
        (
            'a: "One\nb: 1\nc: say "so"\n',
            "1:4: the quotes that begin here are closed in line 3; close them where the text ends",
        ),
    ],
)
def test_what_is_not_read_is_reported_where_it_stands(text: str, problem: str) -> None:
    assert said(text) == [f"x.yaml:{problem}"]


def test_every_anchor_and_every_second_key_is_reported_at_once() -> None:
    assert said("a: &x 1\nb: *x\na: 2\n") == [
        "x.yaml:1:4: a: the anchor '&x' isn't read; take it out",
        "x.yaml:2:4: b: the alias '*x' isn't read; write the value itself",
        "x.yaml:3:1: a: the key 'a' stands here a second time, after line 1; keep one of them",
    ]


def test_the_first_of_two_equal_keys_counts_with_its_position() -> None:
    file = parse_yaml("a: {b: 1}\na: {b: 2, c: 3}\n", "x.yaml")

    assert file.values == {"a": {"b": 1}}
    assert file.spots[("a", "b")] == (1, 8)
    assert ("a", "c") not in file.spots


def test_values_nested_too_deep_end_the_reading_before_they_cost_anything() -> None:
    deep = "a: " + "[" * 200_000

    (problem,) = said(deep)

    assert problem.startswith(f"x.yaml:1:{3 + MAX_DEPTH}: a[0]")
    assert problem.endswith(f": values lie more than {MAX_DEPTH} deep in each other; check the brackets")


def test_a_file_full_of_tabs_names_the_first_of_them() -> None:
    assert len(said("\ta: 1\n" * 5000)) == MAX_REPORTED


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("a: 1\nb: 吴".encode() + b"\xe4\n", "2:5: a character here isn't UTF-8; save the file as UTF-8"),
        ("a: Müller\n".encode("latin-1"), "1:5: a character here isn't UTF-8; save the file as UTF-8"),
        ("a: 1\n".encode("utf-16"), "1:1: the file is written in UTF-16; save it as UTF-8"),
        (
            b"a: " + b"x" * MAX_BYTES,
            "1:1: the file has 1,048,579 bytes and 1,048,576 is the most; make it smaller",
        ),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(data)

    assert [str(each) for each in read_yaml(path, "x.yaml").problems] == [f"x.yaml:{problem}"]


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: " + b"x" * (MAX_BYTES - 3))

    assert read_yaml(path, "x.yaml").problems == ()


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path: Path) -> None:
    assert [str(each) for each in read_yaml(tmp_path, "x.yaml").problems] == [
        "x.yaml:1:1: the file can't be read (Is a directory); check that it is there and may be opened"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_place_of_a_file_is_a_problem_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    os.mkfifo(path)

    assert [str(each) for each in read_yaml(path, "x.yaml").problems] == [
        "x.yaml:1:1: this is a pipe or a device and no file; put a file in its place"
    ]


def test_paths_are_written_with_dots_and_brackets() -> None:
    assert path_text(("options", 1, "argument")) == "options[1].argument"
    assert path_text(()) == ""


@given(st.text())
def test_any_text_gives_values_or_problems(text: str) -> None:
    file = parse_yaml(text, "x.yaml")

    assert isinstance(file, YamlFile)
    assert file.values is not None or file.problems


YAMLISH = st.lists(
    st.sampled_from(
        ["a", "b", ":", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ",", '"', "'", "|", ">", "&x", "*x", "!t"]
    )
    | st.sampled_from(["\t", "#", "---", "...", "%", "?", "中", "<<", "\\", "1", "\r", "null", "@", "`"]),
    max_size=40,
).map("".join)


@given(YAMLISH)
def test_whatever_looks_like_yaml_gives_values_or_problems_within_the_text(text: str) -> None:
    file = parse_yaml(text, "x.yaml")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    assert file.values is not None or file.problems
    for problem in file.problems:
        assert 1 <= problem.line <= len(lines) + 1
        assert problem.column >= 1
        assert "can't be read here" not in problem.message, "the parser's own words reach the author"


@given(st.binary())
def test_any_bytes_give_values_or_problems(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)

    file = read_yaml(path, "x.yaml")

    assert file.values is not None or file.problems
