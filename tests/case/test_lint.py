from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.packs import CASE, DECISION, OVEN, altered, write_pack
from trainer.case.lint import lint, words
from trainer.case.problems import Severity, in_order
from trainer.case.reader import examine

SITUATION = "  The oven is old.\n\n  A new one costs more than the shop earns.\n"


def told(folder: Path, severity: Severity) -> list[str]:
    reading = examine(folder)
    return [str(each) for each in in_order(lint(reading.case, reading.decisions)) if each.severity is severity]


def leaks(tmp_path: Path, old: str, new: str) -> list[str]:
    return told(write_pack(tmp_path / "pack", new_oven=altered(DECISION, old, new)), Severity.ERROR)


def leak(year: int) -> str:
    return f"a leak: {year} lies after the decision (March 1985); leave it out, or say 'next year'"


def test_the_sound_pack_leaks_nothing(tmp_path: Path) -> None:
    assert told(write_pack(tmp_path / "pack"), Severity.ERROR) == []


@pytest.mark.parametrize("date", ["1985", "1985-03", "1985-03-31", "1984/1985-03", "1920"])
def test_a_fact_of_the_day_or_before_is_no_leak(tmp_path: Path, date: str) -> None:
    assert leaks(tmp_path, "    date: 1985\n", f"    date: {date}\n") == []


@pytest.mark.parametrize(
    ("date", "described"),
    [("1986", "1986"), ("1985-04-01", "1 April 1985"), ("1985-02/1985-04", "February to April 1985")],
)
def test_a_fact_of_a_later_day_is_a_leak(tmp_path: Path, date: str, described: str) -> None:
    assert leaks(tmp_path, "    date: 1985\n", f"    date: {date}\n") == [
        f"{OVEN}:50:11: facts[0].date: a leak: {described} lies after the decision (March 1985); take the fact out"
    ]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("The oven is old.\n\n", "The oven lasts until 1986.\n\n", "15:12: situation"),
        ("argument: It costs less then.", "argument: By 1986 it costs less.", "46:15: options[1].argument"),
        ("title: Loaves", "title: Loaves to 1986", "29:12: exhibits[1].title"),
        ("- [old, 1.10]", "- [1986, 1.10]", "25:10: exhibits[0].rows[0][0]"),
        ("- [old, 1.10]", "- [old, in 1986]", "25:15: exhibits[0].rows[0][1]"),
        ("[spring, summer]", "[1985, 1986]", "32:24: exhibits[1].categories[1]"),
        ("part: owner", "part: owner until 1986", "13:11: room[1].part"),
    ],
)
def test_a_later_year_in_what_is_read_before_the_commitment_is_a_leak(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    assert leaks(tmp_path, old, new) == [f"{OVEN}:{place}: {leak(1986)}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The oven is old.\n\n", "The oven of 1985 cost 2,010 or 2000.50 crowns, number 20101, in 1899.\n\n"),
        ("- [old, 1.10]", "- [old, 2000]"),
        ("    person: wu\noptions", '    person: wu\n    sources: ["001:2", "001:3"]\noptions'),
        ("text: They baked more.", "text: They baked more until 2001."),
    ],
)
def test_figures_and_the_record_are_no_leaks(tmp_path: Path, old: str, new: str) -> None:
    assert leaks(tmp_path, old, new) == []


def test_people_and_acts_must_not_tell_what_comes_later_either(tmp_path: Path) -> None:
    case = altered(CASE, "role: baker", "role: baker until 1990")
    case = altered(case, "opening: It is dark outside.", "opening: In 1991 all is lost.")

    assert told(write_pack(tmp_path / "pack", case), Severity.ERROR) == [
        f"case.yaml:12:14: acts[0].opening: {leak(1991)}",
        f"case.yaml:16:11: people[0].role: {leak(1990)}",
    ]


def test_a_text_too_short_or_too_long_is_a_warning(tmp_path: Path) -> None:
    long = altered(DECISION, SITUATION, "  " + 501 * "word " + "\n")

    assert told(write_pack(tmp_path / "pack", new_oven=long), Severity.WARNING) == [
        f"{OVEN}:15:12: situation: the situation has 501 words, and 250 to 500 read well; tell less",
        f"{OVEN}:50:3: record: the record has 16 words, and 200 to 400 read well; tell more",
    ]


def test_texts_of_the_right_length_are_let_be(tmp_path: Path) -> None:
    fitting = altered(
        altered(DECISION, SITUATION, "  " + 250 * "word " + "\n"), "They baked more.", 386 * "word " + "x"
    )

    assert told(write_pack(tmp_path / "pack", new_oven=fitting), Severity.WARNING) == []


def test_somebody_who_is_in_no_decision_is_a_warning(tmp_path: Path) -> None:
    case = altered(CASE, "sources:\n  - id", "  - {id: bo, name: Bo, role: boy}\nsources:\n  - id")

    assert told(write_pack(tmp_path / "pack", case), Severity.WARNING)[0] == (
        "case.yaml:22:10: people[2].id: 'bo' is in no decision; put them into a room, or take them out"
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One *two* three.", 3),
        ("It's 1,499 yuan – half-price.", 4),
        ("小米手机", 2),
        ("小米 is 米", 3),
    ],
)
def test_words_are_counted_as_readers_count_them(text: str, count: int) -> None:
    assert words(text) == count
