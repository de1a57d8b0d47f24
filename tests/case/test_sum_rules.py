"""What doesn't hold in a model, and the exact place and words of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.packs import DECISION, altered, write_pack
from trainer.case.exhibits import ModelExhibit
from trainer.case.reader import examine, read_pack

MODEL = """\
exhibits:
  - id: the-sum
    kind: model
    title: What a price does
    inputs:
      - {id: price, label: Price, unit: yuan, min: 999, max: 2999, step: 50, start: 1499}
      - {id: cost, label: Unit cost, unit: yuan, min: 1500, max: 2500, step: 50, start: 2000}
      - {id: phones, label: Phones sold, min: 0, max: 600000, step: 10000, start: 300000}
    lines:
      - {input: price}
      - {sign: minus, input: cost, label: its cost}
      - {id: each, label: each phone, formula: price - cost, ruled: true}
      - {sign: times, input: phones}
    result:
      label: Profit
      label_below_zero: Loss
      unit: yuan
      formula: each * phones
"""
MARK = "¦"
"""Stands in a test where the problem is expected, and is taken out before."""


def with_model(model: str = MODEL) -> str:
    """The decision with the model in place of its other exhibits."""
    start, end = DECISION.index("exhibits:"), DECISION.index("options:")
    return DECISION[:start] + model + DECISION[end:]


def problems(folder: Path, model: str) -> list[str]:
    """What is wrong, each with its line and column in front."""
    pack = write_pack(folder / "pack", **{"new-oven": with_model(model)})
    return [str(each).partition(":")[2] for each in examine(pack).problems]


def place(model: str) -> str:
    """Line and column of the mark in the file."""
    before, _, _ = with_model(model).partition(MARK)
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_a_sound_model_is_read(tmp_path: Path) -> None:
    (exhibit,) = read_pack(write_pack(tmp_path / "pack", **{"new-oven": with_model()})).decisions[0].exhibits

    assert isinstance(exhibit, ModelExhibit)
    assert [line.sign for line in exhibit.lines] == [None, "minus", None, "times"]
    assert exhibit.result.label_below_zero == "Loss"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "formula: each * phones",
            "formula: each * ¦phone",
            "exhibits[0].result.formula: there is no figure 'phone'; did you mean 'phones'?",
        ),
        (
            "formula: each * phones",
            "formula: 'each ¦× phones'",
            "exhibits[0].result.formula: '×' can't be read; write *",
        ),
        (
            "formula: each * phones",
            "formula: >-\n        each\n        * ¦phoness",
            "exhibits[0].result.formula: there is no figure 'phoness'; did you mean 'phones'?",
        ),
        (
            "formula: price - cost, ruled",
            "formula: ¦each - cost + price, ruled",
            "exhibits[0].lines[2].formula: 'each' is this very line, and can't rest on itself; ",
        ),
        (
            "- {input: price}",
            "- {label: twice, formula: price + ¦each}",
            "exhibits[0].lines[0].formula: 'each' stands further below; a formula can use the inputs and the ",
        ),
        ("{id: each,", "{id: ¦price,", "exhibits[0].lines[2].id: a figure called 'price' is there already; "),
        ("{id: each,", "{id: ¦max,", "exhibits[0].lines[2].id: 'max' has a meaning in formulas; call the "),
        (
            "{id: each,",
            "{id: ¦each-one,",
            "exhibits[0].lines[2].id: 'each-one' is no name for a formula; use lower-case letters, digits and ",
        ),
        ("max: 2999", "max: ¦900", "exhibits[0].inputs[0].max: max must be above min, which is 999; mend one "),
        ("max: 2999", "max: ¦3000", "exhibits[0].inputs[0].max: max is no whole number of steps above min; "),
        ("step: 10000,", "step: ¦1,", "exhibits[0].inputs[2].step: from min to max are more than 10,000 steps; "),
        ("step: 10000,", "step: ¦0,", "exhibits[0].inputs[2].step: a number above 0.0 is needed here, not 0"),
        (
            "start: 1499",
            "start: ¦3499",
            "exhibits[0].inputs[0].start: start lies outside of min and max; put it ",
        ),
        (
            "start: 1499",
            "start: ¦1500",
            "exhibits[0].inputs[0].start: start is on no step from min; write 1499, ",
        ),
        ("{input: price}", "{input: ¦prize}", "exhibits[0].lines[0].input: there is no input 'prize'; did you "),
        ("{input: price}", "¦{label: price}", "exhibits[0].lines[0]: the line has neither input nor formula; "),
        ("{input: price}", "¦{input: price, formula: cost}", "exhibits[0].lines[0]: the line has an input and a "),
        ("{input: price}", "{input: price, id: ¦x}", "exhibits[0].lines[0].id: an input has an id of its own; "),
        (
            "{id: each, label: each phone, ",
            "¦{id: each, ",
            "exhibits[0].lines[2]: a line with a formula needs a label; add it",
        ),
        ("sign: times", "sign: ¦x", "exhibits[0].lines[3].sign: write 'plus', 'minus', 'times' or 'over', not "),
        (
            "{id: phones, label",
            "{id: ¦sold, label: Sold, min: 0, max: 2, step: 1, start: 1}\n      - {id: phones, label",
            "exhibits[0].inputs[2].id: no formula uses 'sold'; use it in one, or take the input out",
        ),
        (
            "formula: each * phones",
            "formula: ¦phones / (each + 501)",
            "exhibits[0].result.formula: this has no result where the inputs start: it divides by zero, ",
        ),
        (
            "formula: each * phones",
            "formula: ¦sqrt(-1 - phones) + each",
            "exhibits[0].result.formula: this has no result anywhere in the ranges: it divides by zero, ",
        ),
        ("ruled: true", "¦rule: true", "exhibits[0].lines[2].rule: the key 'rule' isn't known here; did you "),
        (
            "result:\n      label: Profit\n",
            "result:\n      ¦title: Profit\n",
            "exhibits[0].result.label: the key 'label' is missing; add it",
        ),
    ],
)
def test_what_is_wrong_with_a_model_is_told_at_its_place(tmp_path: Path, old: str, new: str, problem: str) -> None:
    marked = altered(MODEL, old, new)

    found = problems(tmp_path, marked.replace(MARK, ""))

    assert any(each.startswith(f"{place(marked)}: {problem}") for each in found), "\n".join([place(marked), *found])


@pytest.mark.parametrize("formula", ["each × phones", "each * phone", "'max(each'", "each * phones * (", "7"])
def test_a_formula_that_cannot_be_read_is_one_fault(tmp_path: Path, formula: str) -> None:
    assert len(problems(tmp_path, altered(MODEL, "formula: each * phones", f"formula: {formula}"))) == 1


@pytest.mark.parametrize("number", ["1e-999999999", "0." + 5000 * "9"])
def test_a_number_that_would_take_for_ever_to_work_with_is_refused(tmp_path: Path, number: str) -> None:
    (problem,) = problems(tmp_path, altered(MODEL, "step: 10000,", f"step: {number},"))

    assert "inputs[2].step: a number is needed here, not '" in problem


def test_a_model_that_comes_to_nothing_only_at_an_end_of_a_range_is_sound(tmp_path: Path) -> None:
    assert problems(tmp_path, altered(MODEL, "each * phones", "each / phones")) == []


RECORD_TABLE = """\
  exhibits:
    - {id: loaves, kind: table, title: Loaves, columns: [{title: Year}], rows: [[1986], [1987]]}
"""


def test_the_record_has_exhibits_of_its_own(tmp_path: Path) -> None:
    decision = altered(DECISION, "factors:\n", RECORD_TABLE + "factors:\n")

    (read,) = read_pack(write_pack(tmp_path / "pack", **{"new-oven": decision})).decisions

    assert [exhibit.title for exhibit in read.record.exhibits] == ["Loaves"]
    assert not hasattr(read.briefing(), "record")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "kind: table",
            "kind: person",
            "record.exhibits[0].kind: 'person' is no kind of exhibit; write table, chart, ",
        ),
        ("kind: table, ", "", "record.exhibits[0].kind: the key 'kind' is missing; add it with table, chart, note or "),
        ("id: loaves", "id: prices", "record.exhibits[0].id: the exhibit 'prices' stands here a second time; keep "),
        ("title: Loaves", "titel: Loaves", "record.exhibits[0].titel: the key 'titel' isn't known here; did you mean "),
        ("[1986], ", "[1986, 2], ", "record.exhibits[0].rows[0]: as many cells as columns are needed here, 1 and not "),
    ],
)
def test_what_is_wrong_with_an_exhibit_of_the_record_is_told(tmp_path: Path, old: str, new: str, problem: str) -> None:
    decision = altered(DECISION, "factors:\n", altered(RECORD_TABLE, old, new) + "factors:\n")
    pack = write_pack(tmp_path / "pack", **{"new-oven": decision})

    found = [f"{each.path}: {each.message}" for each in examine(pack).problems]

    assert any(each.startswith(problem) for each in found), "\n".join(found)
