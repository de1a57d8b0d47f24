from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.lint.support import errors, warnings
from tests.case.packs import CASE, DECISION, OVEN, altered


def leaks(tmp_path: Path, old: str, new: str) -> list[str]:
    return errors(tmp_path, altered(DECISION, old, new))


def spot(text: str, words: str) -> str:
    """Line and column at which words first stand in a file, in capitals or not."""
    before = text[: text.lower().index(words.lower())]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def leak(year: int) -> str:
    return f"a leak: {year} lies after the decision (March 1985); leave it out, or say 'next year'"


def test_the_sound_pack_leaks_nothing(tmp_path: Path) -> None:
    assert errors(tmp_path) == []


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
        ("The oven is old.\n\n", "The oven lasts until 1986.\n\n", "situation"),
        ("argument: It costs less then.", "argument: By 1986 it costs less.", "options[1].argument"),
        ("title: Loaves", "title: Loaves to 1986", "exhibits[1].title"),
        ("- [old, 1.10]", "- [1986, 1.10]", "exhibits[0].rows[0][0]"),
        ("- [old, 1.10]", "- [old, in 1986]", "exhibits[0].rows[0][1]"),
        ("[spring, summer]", "[1985, 1986]", "exhibits[1].categories[1]"),
        ("part: owner", "part: owner until 1986", "room[1].part"),
    ],
)
def test_a_later_year_in_what_is_read_before_the_commitment_is_a_leak(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    found = spot(altered(DECISION, old, new), "1986")

    assert leaks(tmp_path, old, new) == [f"{OVEN}:{found}: {place}: {leak(1986)}"]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("in April 1985", "April 1985"),
        ("in April\n  1985", "April 1985"),
        ("on 1 April 1985", "1 April 1985"),
        ("on the 21st of December 1985", "21 December 1985"),
        ("on April 2nd, 1985", "2 April 1985"),
        ("on 1985-04-02", "2 April 1985"),
        ("in Oct. 1985", "October 1985"),
    ],
)
def test_a_later_day_of_the_same_year_is_a_leak(tmp_path: Path, written: str, named: str) -> None:
    # behind "in ", "on " or "on the "
    column = 19 + len("on the " if "the" in written else "on ")

    assert leaks(tmp_path, "The oven is old.", f"The oven breaks {written}.") == [
        f"{OVEN}:16:{column}: situation: a leak: {named} lies after the decision (March 1985); leave it out"
    ]


def test_the_month_of_a_decision_is_no_leak(tmp_path: Path) -> None:
    early = altered(DECISION, "date: 1985-03", "date: 1985-03-02")

    assert errors(tmp_path, altered(early, "The oven is old.", "The oven breaks in March 1985.")) == []


def test_a_day_of_a_later_year_is_told_of_once(tmp_path: Path) -> None:
    assert leaks(tmp_path, "The oven is old.", "The oven breaks in April 1986.") == [
        f"{OVEN}:16:28: situation: {leak(1986)}"
    ]


@pytest.mark.parametrize("written", ["in March 1985", "on 31 March 1985", "on 31 April 1985", "in April", "April 1984"])
def test_a_day_that_has_come_or_names_no_year_is_no_leak(tmp_path: Path, written: str) -> None:
    assert leaks(tmp_path, "The oven is old.", f"The oven breaks {written}.") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The oven is old.\n\n", "The oven cost $1987 or €1987.\n\n"),
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

    assert errors(tmp_path, case=case) == [
        f"case.yaml:12:17: acts[0].opening: {leak(1991)}",
        f"case.yaml:16:23: people[0].role: {leak(1990)}",
    ]


WITH_FIGURE = altered(
    altered(DECISION, "- [new, 300]", "- [new, 500]"), "text: They baked more.", "text: They sold 300 trays."
)


def figure(written: str) -> str:
    return (
        f"a leak: '{written}' stands here and in the record (line 58), but in no fact known by that day and in no "
        "exhibit with sources; add the fact, or take the figure out"
    )


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("The oven is old.\n\n", "It takes 300 trays.\n\n", "situation"),
        ("- [old, 1.10]", "- [old, 300 trays]", "exhibits[0].rows[0][1]"),
        ("- [old, 1.10]", "- [300, 1.10]", "exhibits[0].rows[0][0]"),
        ("title: Loaves", "title: 300 trays", "exhibits[1].title"),
        ("values: [3, null]", "values: [300, null]", "exhibits[1].series[0].values[0]"),
        ("values: [3, null]", "values: [300.0, null]", "exhibits[1].series[0].values[0]"),
        ("argument: It costs less then.", "argument: It takes 300 then.", "options[1].argument"),
        ("part: owner", "part: owner of 300 trays", "room[1].part"),
        ("question: Do you buy the oven?", "question: Do you need 300 trays?", "question"),
        ("title: The new oven", "title: The 300 trays", "title"),
        ("bookmark: in March", "bookmark: with 300 trays", "bookmark"),
    ],
)
def test_a_figure_of_the_record_that_nobody_knew_is_a_leak(tmp_path: Path, old: str, new: str, place: str) -> None:
    written = "300.0" if "300.0" in new else "300"

    decision = altered(WITH_FIGURE, old, new)

    assert errors(tmp_path, decision) == [f"{OVEN}:{spot(decision, written)}: {place}: {figure(written)}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: They bought it.", "text: They bought 300."),
        ("text: Time was short.", "text: Time was short for 300."),
        ("text: It paid late.", "text: It paid 300 late."),
        ("text: The sources don't tell.", "text: The sources don't tell of 300."),
        ("text: Time was scarcer than money.", "text: Time was scarcer than 300 crowns."),
    ],
)
def test_every_part_of_the_record_is_compared(tmp_path: Path, old: str, new: str) -> None:
    (only,) = errors(tmp_path, altered(DECISION, old, new))

    assert only.startswith(f"{OVEN}:26:15: exhibits[0].rows[1][1]: a leak: '300' stands here and in the record")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: The oven was old.", "text: The oven took 300 trays."),
        ("text: They sold 300 trays.", "text: They sold 301 trays."),
        ("text: They sold 300 trays.", "text: They sold 300 % more."),
        ("text: They sold 300 trays.", "text: They sold for hundreds of crowns."),
        ("title: Wait a year", "title: Buy 300 trays"),
        ("  - id: sales\n", '    sources: ["001:4"]\n    note: Trays for 300.\n  - id: sales\n'),
    ],
)
def test_a_figure_that_was_known_or_is_another_one_is_no_leak(tmp_path: Path, old: str, new: str) -> None:
    told = altered(WITH_FIGURE, "The oven is old.\n\n", "It takes 300 trays.\n\n")

    assert len(errors(tmp_path / "first", told)) == 1
    assert errors(tmp_path / "second", altered(told, old, new)) == []


def test_a_figure_of_an_exhibit_of_the_record_is_compared_too(tmp_path: Path) -> None:
    drawn = (
        "  exhibits:\n    - {id: loaves, kind: chart, title: Loaves, form: bars, unit: loaves, categories: [1986], "
        "series: [{name: sold, values: [300]}]}\nfactors:\n"
    )

    (only,) = errors(tmp_path, altered(DECISION, "factors:\n", drawn))

    assert only.startswith(f"{OVEN}:26:15: exhibits[0].rows[1][1]: a leak: '300' stands here and in the record")


def test_the_bounds_of_a_sum_to_try_out_are_no_figures_that_were_known(tmp_path: Path) -> None:
    bounds = "{id: price, label: Price, min: 0, max: 300, step: 10, start: 20}"
    model = (
        f"  - id: sum\n    kind: model\n    title: A sum\n    inputs: [{bounds}]\n"
        "    lines: [{input: price, label: a}]\n"
        '    result: {label: Gain, formula: price * 2}\n    note: It moves.\n    sources: ["001:4"]\noptions:\n'
    )
    told = altered(WITH_FIGURE, "The oven is old.\n\n", "It takes 300 trays (Exhibit D).\n\n")

    assert len(errors(tmp_path, altered(told, "options:\n", model))) == 1


def test_a_figure_that_a_person_of_the_case_is_known_by_is_no_leak(tmp_path: Path) -> None:
    told = altered(WITH_FIGURE, "part: owner", "part: owner of 300 trays")

    assert errors(tmp_path, told, case=altered(CASE, "role: owner", "role: owner of 300 trays")) == []


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("300,000 crowns", "three hundred thousand"),
        ("half a million", "500,000"),
        ("a dozen trays", "12"),
        ("fifteen per cent", "15 %"),
        ("24 months", "24 months"),
    ],
)
def test_a_figure_is_found_in_words_as_in_digits(tmp_path: Path, kept: str, told: str) -> None:
    text = altered(DECISION, "They baked more.", f"They sold {kept}.")

    (only,) = errors(tmp_path, altered(text, "The oven is old.", f"The oven takes {told}."))

    assert f": situation: a leak: '{told}' stands here and in the record (line 58)" in only


@pytest.mark.parametrize(("kept", "told"), [("30 days", "30 months"), ("20 %", "20 yuan"), ("dozens", "a dozen")])
def test_a_figure_of_another_kind_is_another_one(tmp_path: Path, kept: str, told: str) -> None:
    text = altered(DECISION, "They baked more.", f"They sold {kept}.")

    assert errors(tmp_path, altered(text, "The oven is old.", f"The oven takes {told}.")) == []


@pytest.mark.parametrize("small", ["9", "1984", "6 May", "May 15", "S20", "20G"])
def test_what_says_nothing_of_where_it_comes_from_is_no_leak(tmp_path: Path, small: str) -> None:
    told = altered(DECISION, "text: They baked more.", f"text: They baked {small}.")

    assert errors(tmp_path, altered(told, "The oven is old.\n\n", f"It is {small}.\n\n")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They would later regret it.", "would later"),
        ("They would\n  later regret it.", "would later"),
        ("It was a Historic day.", "historic"),
        ("As it turned out, flour was dear.", "as it turned out"),
        ("The oven, famously, is old.", "famously"),
    ],
)
def test_words_that_know_the_end_are_a_warning(tmp_path: Path, text: str, words: str) -> None:
    told = altered(DECISION, "The oven is old.\n\n", f"{text}\n\n")

    column = 3 + text.lower().index(words.split(maxsplit=1)[0])

    assert warnings(tmp_path, "foresight", told) == [
        f"{OVEN}:16:{column}: situation: '{words}' knows how it ends; tell it as it looked on that day [foresight]"
    ]


def test_words_that_know_the_end_may_stand_in_the_record_and_their_like_on_the_open_pages(tmp_path: Path) -> None:
    told = altered(DECISION, "text: They baked more.", "text: As it turned out, they baked more.")

    assert (
        warnings(tmp_path, "foresight", altered(told, "oven is old.", "oven is prehistoric, and it would be late."))
        == []
    )
