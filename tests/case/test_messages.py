"""One thing altered in a sound pack, and the exact words about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.case.packs import CASE, DECISION, OVEN, altered, write_pack
from trainer.case.base import Model
from trainer.case.messages import _SENTENCES, model_problems
from trainer.case.model import CaseInfo, Decision
from trainer.case.reader import examine
from trainer.case.yaml_map import Value, YamlFile, parse_yaml

PLACE = "place: The bakery"
THEMES = "themes: [money]"
ALL_KEYS = (
    "id, act, order, title, question, date, place, bookmark, minutes, decider, room, themes, situation, exhibits, "
    "options, reasons_prompt, facts, record, factors, lesson, questions, accepted"
)
DATE_FORMS = "write 2011, 2011-04, 2011-04-20, or two of them with '/' between"
KINDS = "table, chart, person, note, picture or model"
LINES = "names no lines; write source and lines as 001:266 or 001:272-274"


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (
            PLACE,
            "plcae: The bakery",
            [
                "1:1: place: the key 'place' is missing; add it",
                "6:1: plcae: the key 'plcae' isn't known here; did you mean 'place'?",
            ],
        ),
        (
            PLACE,
            f"{PLACE}\nsmell: good",
            [f"7:1: smell: the key 'smell' isn't known here; the keys here are {ALL_KEYS}"],
        ),
        (PLACE, "place: 12", ["6:8: place: a text is needed here, not the number 12; put it in quotes"]),
        (PLACE, "place: 1.50", ["6:8: place: a text is needed here, not the number 1.50; put it in quotes"]),
        (PLACE, "place: true", ["6:8: place: a text is needed here, not true; put it in quotes"]),
        (PLACE, "place:", ["6:7: place: a text is missing after the ':'; write one, or take the key out"]),
        (PLACE, "place: [a]", ["6:8: place: a text is needed here, not a list"]),
        (PLACE, "place: {a: b}", ["6:8: place: a text is needed here, not keys and values"]),
        (PLACE, "place: ''", ["6:8: place: the text is empty; write something, or take the key out"]),
        (PLACE, "place: '  '", ["6:8: place: the text is empty; write something, or take the key out"]),
        (PLACE, "place: 'a '", ["6:8: place: a blank begins or ends the text; take it away"]),
        (PLACE, "place: >\n  a", ["6:8: place: one line is needed here; write it behind its key, or after '>-'"]),
        (PLACE, "place: " + 401 * "吴", ["6:8: place: the text has 401 characters and 400 is the most; shorten it"]),
        (
            "text: Time has a price.",
            "text: '\n'",
            ["80:9: lesson.text: the text is empty; write something, or take the key out"],
        ),
        ("date: 1985-03", "date: March", [f"5:7: date: 'March' is not a date; {DATE_FORMS}"]),
        ("date: 1985-03", "date: 1985-3", [f"5:7: date: '1985-3' is not a date; {DATE_FORMS}"]),
        ("date: 1985-03", "date: 1985-02-30", ["5:7: date: '1985-02-30' is not a day of the calendar"]),
        ("date: 1985-03", "date: 1986/1985", ["5:7: date: the span '1986/1985' ends before it begins"]),
        ("date: 1985-03", "date: 1/2/3", [f"5:7: date: '1' is not a date; {DATE_FORMS}"]),
        (
            "date: 1985-03",
            "date: [1985]",
            ["5:7: date: write a date such as 2011, 2011-04, 2011-04-20, or two of them with '/' between"],
        ),
        (
            "[money]",
            "[Money]",
            ["14:10: themes[0]: 'Money' is no id; use lower-case letters, digits and single hyphens"],
        ),
        ("[money]", f"[{65 * 'a'}]", ["14:10: themes[0]: the text has 65 characters and 64 is the most; shorten it"]),
        ("[money]", "[]", ["14:9: themes: at least 1 entry must stand here, not 0; add to the list"]),
        ("[money]", "money", ["14:9: themes: a list is needed here, not 'money'"]),
        (THEMES, f"{THEMES}\nminutes: 0", ["15:10: minutes: a number above 0 is needed here, not 0"]),
        (THEMES, f"{THEMES}\nminutes: 121", ["15:10: minutes: a number of at most 120 is needed here, not 121"]),
        (THEMES, f"{THEMES}\nminutes: '9'", ["15:10: minutes: a whole number is needed here, not '9'"]),
        (THEMES, f"{THEMES}\norder: 1.5", ["15:8: order: a whole number is needed here, not the number 1.5"]),
        (
            "kind: table\n",
            "kind: tabel\n",
            [f"21:11: exhibits[0].kind: 'tabel' is no kind of exhibit; write {KINDS}"],
        ),
        (
            "    kind: table\n",
            "",
            [f"20:5: exhibits[0].kind: the key 'kind' is missing; add it with {KINDS}"],
        ),
        (
            "align: right",
            "align: middle",
            ["23:52: exhibits[0].columns[1].align: write 'left' or 'right', not 'middle'"],
        ),
        (
            "[{title: Oven}, {title: Price, align: right}]",
            "[Oven, {titel: Price}]",
            [
                "23:15: exhibits[0].columns[0]: keys and values are needed here, not 'Oven'",
                "23:21: exhibits[0].columns[1].title: the key 'title' is missing; add it",
                "23:22: exhibits[0].columns[1].titel: the key 'titel' isn't known here; did you mean 'title'?",
            ],
        ),
        ("- [new, 300]", "- new", ["26:9: exhibits[0].rows[1]: a list is needed here, not 'new'"]),
        (
            "- [new, 300]\n",
            "- [new, 300]\n    total: 1\n",
            ["27:12: exhibits[0].total: write true or false, not the number 1"],
        ),
        ("[3, null]", "[3, '4']", ["35:21: exhibits[1].series[0].values[1]: a number is needed here, not '4'"]),
        ("[3, null]", "[3, true]", ["35:21: exhibits[1].series[0].values[1]: a number is needed here, not true"]),
        (
            "    series:\n      - name: sold\n        values: [3, null]\n",
            "    series:\n" + 7 * "      - {name: sold, values: [1, 2]}\n",
            ["34:7: exhibits[1].series: at most 6 entries may stand here, not 7; shorten the list"],
        ),
        (
            "  - id: wait\n    title: Wait a year\n",
            "  - id: wait\n",
            ["44:5: options[1].title: the key 'title' is missing; add it"],
        ),
        (
            "judgement: mixed",
            "judgement: good",
            ["64:16: record.looking_back.judgement: write 'vindicated', 'regretted' or 'mixed', not 'good'"],
        ),
        (
            "kind: time",
            "kind: [time]",
            [
                (
                    "76:11: factors[0].kind: write 'time', 'trust', 'scale', 'cash', 'pride', 'dependence', 'timing', "
                    "'information' or 'people', not a list"
                )
            ],
        ),
        ("lesson:\n", "lesson: none\nlearnt:\n", None),
        ('["001:5"]', "'001:5'", ["59:16: record.happened[0].sources: a list is needed here, not '001:5'"]),
        ('["001:5"]', "['001']", [f"59:17: record.happened[0].sources[0]: '001' {LINES}"]),
        ('["001:5"]', "['001:0']", [f"59:17: record.happened[0].sources[0]: '001:0' {LINES}"]),
        ('["001:5"]', "[5]", [f"59:17: record.happened[0].sources[0]: '5' {LINES}"]),
        (
            '["001:5"]',
            "[001: 5]",
            ["59:17: record.happened[0].sources[0]: write source and lines without a blank, as 001:266 or 001:272-274"],
        ),
        ('["001:5"]', "['001:5-4']", ["59:17: record.happened[0].sources[0]: the lines of '001:5-4' run backwards"]),
    ],
)
def test_a_fault_of_a_decision_is_told_in_words(tmp_path: Path, old: str, new: str, problems: list[str] | None) -> None:
    folder = write_pack(tmp_path / "pack", new_oven=altered(DECISION, old, new))
    expected = problems or [
        "79:9: lesson: keys and values are needed here, not 'none'",
        f"80:1: learnt: the key 'learnt' isn't known here; the keys here are {ALL_KEYS}",
    ]

    assert [str(each) for each in examine(folder).problems] == [f"{OVEN}:{each}" for each in expected]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("format: 1", "format: 0", "1:9: format: a number of at least 1 is needed here, not 0"),
        ("format: 1", "format: one", "1:9: format: a whole number is needed here, not 'one'"),
        (
            'version: "1.0"',
            "version: 1.0",
            "3:10: version: a text is needed here, not the number 1.0; put it in quotes",
        ),
        ("lines: 20", "lines: 0", "27:12: sources[0].lines: a number above 0 is needed here, not 0"),
        (
            "native_name: 吴丽",
            "native_name: [吴丽, 吴]",
            "19:18: people[1].native_name: a text is needed here, not a list",
        ),
        (
            'id: "001"',
            "id: a b",
            "23:9: sources[0].id: 'a b' is no id of a source; use letters, digits, hyphens and underscores",
        ),
    ],
)
def test_a_fault_of_the_head_is_told_in_words(tmp_path: Path, old: str, new: str, problem: str) -> None:
    folder = write_pack(tmp_path / "pack", case=altered(CASE, old, new))

    assert f"case.yaml:{problem}" in [str(each) for each in examine(folder).problems]


def test_enough_entries_of_the_wrong_shape_are_not_too_few(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "pack", new_oven=altered(DECISION, "- person: ann\n    part: baker\n  ", "- ann\n  ")
    )

    assert [str(each) for each in examine(folder).problems] == [
        f"{OVEN}:10:5: room[0]: keys and values are needed here, not 'ann'"
    ]


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 2100)
    | st.floats()
    | st.sampled_from(["", " ", "a b", "a", "a\n", "x" * 401]),
    lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.sampled_from(["id", "kind", "text", "odd"]), inner),
    max_leaves=6,
)


def places(value: Value, where: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value within a value."""
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [where, *(place for key, inner in pairs for place in places(inner, (*where, key)))]


@given(st.data())
@pytest.mark.parametrize(("text", "model"), [(CASE, CaseInfo), (DECISION, Decision)], ids=["head", "decision"])
def test_every_fault_the_model_can_find_has_a_sentence_of_ours(
    text: str, model: type[Model], data: st.DataObject
) -> None:
    values: Value = parse_yaml(text, "x.yaml").values
    *way, last = data.draw(st.sampled_from(places(values)[1:]))
    inner: Any = values
    for key in way:
        inner = inner[key]
    inner[last] = data.draw(ODD)
    error = refusal(model, values)
    if error is not None:
        ours = {*_SENTENCES, "missing", "extra_forbidden", "union_tag_invalid", "union_tag_not_found"}
        assert {each["type"] for each in error.errors()} <= ours
        assert isinstance(values, dict)
        assert all(each.message for each in model_problems(error, model, YamlFile("x.yaml", values)))


def refusal(model: type[Model], values: Value) -> ValidationError | None:
    """What a model has against some values."""
    try:
        model.model_validate(values)
    except ValidationError as error:
        return error
    return None
