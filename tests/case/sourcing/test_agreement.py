"""Planted mistakes, each found with what was looked for and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.packs import CASE, DECISION, OVEN, altered, write_pack
from trainer.case.check import look_over
from trainer.case.problems import Severity

BOUGHT = "They bought it."
BAKED = "They baked more."
MEND = "mend the figure or the lines, or say how it is reckoned with 'derived'"

LINES = {
    1: "The bakery of the Millers had an oven from 1925.",
    2: "In March 1985 Ann Miller bought an oven for 300 crowns, after six months.",
    3: "It weighs half a ton. Wu Li, who owned the shop, had paid 45 million yuan once.",
    5: "In the autumn of 1986 they baked twice as much, 1,999 loaves, a fifth more than the town needs.",
    6: "On April 20 the doors opened.",
    20: "The end.",
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    lines = [LINES.get(number, "") for number in range(1, 21)]
    (folder / "001_abc.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def told(tmp_path: Path, texts: Path, decision: str = DECISION, case: str = CASE, timeline: str = "") -> list[str]:
    pack = write_pack(tmp_path / "pack", case, new_oven=decision)
    if timeline:
        (pack / "timeline.yaml").write_text(timeline, encoding="utf-8")
    _, alone = look_over(pack)
    _, problems = look_over(pack, texts)
    return [str(each) for each in problems if each not in alone and each.severity is Severity.ERROR]


def sound(text: str) -> str:
    """The decision, with what its exhibits and dates say borne out, and one claim in other words."""
    exhibits = DECISION[DECISION.index("exhibits:") : DECISION.index("options:")]
    decision = altered(DECISION, exhibits, "")
    return altered(decision, BOUGHT, text)


def test_what_the_lines_say_is_let_be(tmp_path: Path, texts: Path) -> None:
    text = "They bought it in March 1985, for 300 crowns, after half a year; it weighs half a ton."

    assert told(tmp_path, texts, sound(text)) == []


def test_a_wrong_figure_is_found(tmp_path: Path, texts: Path) -> None:
    assert told(tmp_path, texts, sound("They bought it for 310 crowns.")) == [
        (
            f"{OVEN}:33:30: record.did.text: '310' isn't in 001:2-4 "
            f"(the lines have '300', 'six months', '45 million yuan'); {MEND}"
        )
    ]


@pytest.mark.parametrize(
    ("text", "figure", "have"),
    [
        ("It had cost US$45 million.", "US$45 million", "'300', 'six months', '45 million yuan'"),
        ("It had cost 45 billion yuan.", "45 billion yuan", "'45 million yuan', '300', 'six months'"),
        ("They took six days.", "six days", "'300', 'six months', '45 million yuan'"),
        ("It cost 300 % more.", "300 %", "'300', 'six months', '45 million yuan'"),
    ],
)
def test_a_swapped_unit_is_found(tmp_path: Path, texts: Path, text: str, figure: str, have: str) -> None:
    column = 11 + text.index(figure)

    assert told(tmp_path, texts, sound(text)) == [
        f"{OVEN}:33:{column}: record.did.text: '{figure}' isn't in 001:2-4 (the lines have {have}); {MEND}"
    ]


def test_lines_that_say_something_else_are_found(tmp_path: Path, texts: Path) -> None:
    wrong = altered(sound("They bought it for 300 crowns."), '["001:2-4"]', '["001:3-4"]')

    assert told(tmp_path, texts, wrong) == [
        f"{OVEN}:33:30: record.did.text: '300' isn't in 001:3-4 (the lines have '45 million yuan'); {MEND}"
    ]


def test_lines_without_any_figure_are_said_to_have_none(tmp_path: Path, texts: Path) -> None:
    wrong = altered(sound("They bought it for 300 crowns."), '["001:2-4"]', '["001:20"]')

    assert told(tmp_path, texts, wrong) == [
        f"{OVEN}:33:30: record.did.text: '300' isn't in 001:20 (the lines have none of its kind); {MEND}"
    ]


@pytest.mark.parametrize("date", ["1985", "1986-10", "1986-09/1986-11", "1980/1990", "1986"])
def test_a_date_that_the_lines_bear_out_is_let_be(tmp_path: Path, texts: Path, date: str) -> None:
    lines = '["001:2"]' if date == "1985" else '["001:5"]'
    decision = altered(
        sound(BOUGHT), 'text: They baked more.\n      sources: ["001:5"]', f"text: Yes.\n      sources: {lines}"
    )

    assert told(tmp_path, texts, altered(decision, "date: 1986", f"date: {date}")) == []


@pytest.mark.parametrize(
    ("date", "described", "column"),
    [("1987", "1987", 13), ("1986-02", "February 1986", 13), ("1986-02/1986-10", "February 1986", 13)],
)
def test_a_wrong_date_is_found(tmp_path: Path, texts: Path, date: str, described: str, column: int) -> None:
    assert told(tmp_path, texts, altered(sound(BOUGHT), "date: 1986", f"date: {date}")) == [
        (
            f"{OVEN}:36:{column}: record.happened[0].date: the date {described} isn't in 001:5 (the lines have "
            "'1986'); mend the date or the lines, or say where it comes from with 'derived'"
        )
    ]


def test_a_day_without_a_year_takes_that_of_the_nearest_line_above(tmp_path: Path, texts: Path) -> None:
    decision = altered(sound(BOUGHT), '["001:5"]', '["001:6"]')

    assert told(tmp_path, texts, altered(decision, "date: 1986", "date: 1986-04-20")) == []
    assert len(told(tmp_path / "other", texts, altered(decision, "date: 1986", "date: 1985-04-20"))) == 1


def test_a_date_in_a_text_is_looked_up_too(tmp_path: Path, texts: Path) -> None:
    assert told(tmp_path, texts, sound("They bought it in April 1985.")) == [
        f"{OVEN}:33:29: record.did.text: 'April 1985' isn't in 001:2-4 (the lines have 'March 1985'); {MEND}"
    ]


def test_a_fact_may_be_dated_by_the_day_of_the_decision_and_no_other(tmp_path: Path, texts: Path) -> None:
    of_the_day = altered(sound(BOUGHT), 'sources: ["001:1"]\n    date: 1985', 'sources: ["001:1"]\n    date: 1985-03')
    other = altered(sound(BOUGHT), 'sources: ["001:1"]\n    date: 1985', 'sources: ["001:1"]\n    date: 1984')

    assert told(tmp_path, texts, of_the_day) == []
    assert told(tmp_path / "other", texts, other) == [
        (
            f"{OVEN}:29:11: facts[0].date: the date 1984 isn't in 001:1 (the lines have '1925'); "
            "mend the date or the lines, or say where it comes from with 'derived'"
        )
    ]


def test_a_label_is_looked_up_in_place_of_the_date_it_hides(tmp_path: Path, texts: Path) -> None:
    decision = altered(sound(BOUGHT), "date: 1986", "date: 1991\n      label: Seven months later")

    assert told(tmp_path, texts, decision) == [
        (
            f"{OVEN}:37:14: record.happened[0].label: 'Seven months' isn't in 001:5 "
            f"(the lines have 'twice', '1,999', 'a fifth'); {MEND}"
        )
    ]


def test_a_sum_that_is_given_explains_its_figures(tmp_path: Path, texts: Path) -> None:
    text = "They bought it for 50 crowns a month.\n    derived: 300 ÷ 6 months = 50"

    assert told(tmp_path, texts, sound(text)) == []


def test_a_sum_that_does_not_come_out_is_found(tmp_path: Path, texts: Path) -> None:
    text = "They bought it for 60 crowns a month.\n    derived: 300 ÷ 6 months = 60"

    assert told(tmp_path, texts, sound(text)) == [
        f"{OVEN}:34:14: record.did.derived: the sum doesn't come out: 300 ÷ 6 is 50 and not 60; mend it"
    ]


def test_a_sum_that_starts_from_nothing_in_the_lines_is_found(tmp_path: Path, texts: Path) -> None:
    text = "They bought it for 55 crowns a month.\n    derived: 110 ÷ 2 = 55"

    assert told(tmp_path, texts, sound(text)) == [
        (
            f"{OVEN}:34:14: record.did.derived: nothing that the sum starts from ('110', '2', '55') is in 001:2-4; "
            "cite the lines that have it"
        )
    ]


def test_another_reading_is_looked_up_in_its_own_lines_and_in_those_of_the_claim(tmp_path: Path, texts: Path) -> None:
    text = 'Yes.\n    contested:\n      text: For 300 or 1,999 or 7.\n      sources: ["001:5"]'

    assert told(tmp_path, texts, sound(text)) == [
        (
            f"{OVEN}:35:33: record.did.contested.text: '7' isn't in 001:5, 001:2-4 "
            f"(the lines have '1,999', '300', 'twice', 'a fifth', 'six months', '45 million yuan'); {MEND}"
        )
    ]


def test_what_is_said_of_an_option_may_use_the_figures_of_the_option(tmp_path: Path, texts: Path) -> None:
    decision = altered(sound(BOUGHT), "title: Wait a year", "title: Wait for 99 crowns")
    decision = altered(decision, "The sources don't tell.", "Nobody tells of 99, or of 98.")

    assert told(tmp_path, texts, decision) == [
        f"{OVEN}:51:39: record.not_taken[0].text: no lines are cited for '98'; add its sources, or take it out"
    ]


EXHIBITS = """\
exhibits:
  - id: prices
    kind: table
    title: Prices
    columns: [{title: Year}, {title: "Price, yuan", align: right}]
    rows:
      - [1985, 300]
      - [1986, "45 million"]
      - [all, 45000300]
    total: true
    sources: ["001:2-5"]
  - id: sales
    kind: chart
    title: Growth
    form: bars
    unit: per cent
    categories: ["1985", "1986"]
    series:
      - name: sold
        values: [null, 20]
    marks: [{value: 7, label: a seventh}]
    note: After ten months.
    sources: ["001:2-5"]
"""


def test_exhibits_are_looked_up_cell_by_cell_and_value_by_value(tmp_path: Path, texts: Path) -> None:
    exhibits = DECISION[DECISION.index("exhibits:") : DECISION.index("options:")]
    found = told(tmp_path, texts, altered(DECISION, exhibits, EXHIBITS))

    assert [line.split(" isn't")[0] for line in found] == [
        f"{OVEN}:27:15: exhibits[0].rows[2][1]: '45000300'",
        f"{OVEN}:39:21: exhibits[1].marks[0].value: '7'",
        f"{OVEN}:39:31: exhibits[1].marks[0].label: 'a seventh'",
        f"{OVEN}:40:17: exhibits[1].note: 'ten months'",
    ]


def test_the_last_row_may_be_the_sum_of_those_above_and_derived_explains_the_rest(tmp_path: Path, texts: Path) -> None:
    exhibits = DECISION[DECISION.index("exhibits:") : DECISION.index("options:")]
    summed = altered(EXHIBITS, '"45 million"', "1999").replace("45000300", "2299")
    summed = altered(
        summed, "    note: After", "    derived: 20 % − 13 % = 7 %, a seventh of it in ten months\n    note: After"
    )

    assert told(tmp_path, texts, altered(DECISION, exhibits, summed)) == []


def test_what_people_did_before_is_looked_up(tmp_path: Path, texts: Path) -> None:
    case = altered(CASE, "role: owner\n", "role: owner\n    before: Had paid 46 million yuan.\n")

    assert told(tmp_path, texts, sound(BOUGHT), case) == [
        (
            "case.yaml:21:22: people[1].before: '46 million yuan' isn't in 001:3 "
            f"(the lines have '45 million yuan'); {MEND}"
        )
    ]


def test_the_timeline_is_looked_up(tmp_path: Path, texts: Path) -> None:
    timeline = 'entries:\n  - date: 1985-04\n    text: An oven for 300.\n    sources: ["001:2"]\n'

    found = told(tmp_path, texts, sound(BOUGHT), timeline=timeline)

    assert "timeline.yaml:2:11: entries[0].date: the date April 1985 isn't in 001:2" in "\n".join(found)
    assert not any("300" in line for line in found)


def test_a_source_without_a_text_is_an_error_that_says_what_was_looked_for(tmp_path: Path, texts: Path) -> None:
    (texts / "001_abc.txt").rename(texts / "0011.txt")

    assert told(tmp_path, texts) == [
        (
            f"case.yaml:23:9: sources[0].id: '{texts}' holds no text of the source '001'; "
            "looked for '001.txt' and '001_….txt', put it there"
        )
    ]


def test_two_texts_of_one_source_are_an_error(tmp_path: Path, texts: Path) -> None:
    (texts / "001.txt").write_text("Other.", encoding="utf-8")

    assert told(tmp_path, texts) == [
        "case.yaml:23:9: sources[0].id: '001.txt' and '001_abc.txt' may both be the text of the source '001'; keep one"
    ]


def test_the_number_of_lines_must_be_that_of_the_text(tmp_path: Path, texts: Path) -> None:
    assert told(tmp_path, texts, sound(BOUGHT), altered(CASE, "lines: 20", "lines: 21")) == [
        "case.yaml:27:12: sources[0].lines: '001_abc.txt' has 20 lines and not 21; write 20"
    ]


def test_a_text_that_is_not_written_in_utf_8_is_an_error(tmp_path: Path, texts: Path) -> None:
    (texts / "001_abc.txt").write_bytes("Bäckerei".encode("latin-1"))

    (line,) = told(tmp_path, texts)

    assert line == "case.yaml:23:9: sources[0].id: '001_abc.txt' isn't UTF-8; save it as UTF-8"
    assert line.endswith("save it as UTF-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('["001:2-4"]', '["001:21"]'),
        ('["001:2-4"]', "[]"),
        ('["001:2-4"]', '["002:1"]'),
        ("date: 1985-03\nplace", "date: March\nplace"),
    ],
)
def test_what_cannot_be_looked_up_is_one_fault_and_told_where_it_is_read(
    tmp_path: Path, texts: Path, old: str, new: str
) -> None:
    decision = altered(sound("They bought it for 300 crowns in March 1985."), old, new)
    pack = write_pack(tmp_path / "pack", new_oven=decision)

    _, problems = look_over(pack, texts)

    assert len([each for each in problems if each.severity is Severity.ERROR and each.path != "situation"]) == 1


def test_a_row_that_a_comma_cuts_is_one_fault(tmp_path: Path, texts: Path) -> None:
    decision = altered(DECISION, "- [new, 300]", "- [new, 54,000]")
    pack = write_pack(tmp_path / "pack", new_oven=decision)

    _, problems = look_over(pack, texts)

    assert [str(each) for each in problems if "rows" in each.path] == [
        (
            f"{OVEN}:26:9: exhibits[0].rows[1]: as many cells as columns are needed here, 2 and not 3; "
            "put a figure with a comma in quotes"
        )
    ]
