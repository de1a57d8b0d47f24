"""What must hold within a model: its names, the ranges of its inputs, and that its formulas come to something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from pydantic import ValidationError

from trainer.case.exhibits import ModelExhibit
from trainer.case.formula import Formula, FormulaError, is_word
from trainer.case.messages import suggestion
from trainer.case.node import Node
from trainer.case.problems import Problem
from trainer.case.workings import Scale, Worked, Workings

MAX_STEPS = 10_000
"""How many steps an input may have."""


def check_sum(exhibit: Node) -> Iterator[Problem]:
    """Everything that doesn't hold in an exhibit of kind *model*."""
    found = [*_names(exhibit), *_inputs(exhibit), *_lines(exhibit), *_formulas(exhibit)]
    yield from found
    if not found:
        yield from _results(exhibit)


def _names(exhibit: Node) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in (*exhibit["inputs"].each(), *exhibit["lines"].each()):
        name = entry["id"].text
        if name and name in seen:
            yield entry["id"].problem(f"a figure called '{name}' is there already; keep one, or change its id")
        elif is_word(name):
            yield entry["id"].problem(f"'{name}' has a meaning in formulas; call the figure something else")
        seen.add(name)


def _inputs(exhibit: Node) -> Iterator[Problem]:
    for entry in exhibit["inputs"].each():
        low, high, step, start = (_figure(entry[key]) for key in ("min", "max", "step", "start"))
        if low is None or high is None or step is None or start is None or step <= 0:
            continue
        if high <= low:
            yield entry["max"].problem(f"max must be above min, which is {entry['min'].value}; mend one of them")
        elif (high - low) % step:
            below = low + (high - low) // step * step
            yield entry["max"].problem(
                f"max is no whole number of steps above min; write {float(below):g}, or mend step"
            )
        elif (high - low) / step > MAX_STEPS:
            yield entry["step"].problem(f"from min to max are more than {MAX_STEPS:,} steps; make the step larger")
        elif not low <= start <= high:
            yield entry["start"].problem("start lies outside of min and max; put it between them")
        elif (start - low) % step:
            near = low + round((start - low) / step) * step
            yield entry["start"].problem(f"start is on no step from min; write {float(near):g}, or mend min or step")


def _lines(exhibit: Node) -> Iterator[Problem]:
    inputs = [entry["id"].text for entry in exhibit["inputs"].each() if entry["id"].text]
    for line in exhibit["lines"].each():
        if not isinstance(line.value, dict):
            continue
        given, formula = "input" in line.value, "formula" in line.value
        if given == formula:
            what = "an input and a formula; keep one of them" if given else "neither input nor formula; add one of them"
            yield line.problem(f"the line has {what}")
        elif given and line["input"].text not in inputs:
            hint = suggestion(line["input"].text, inputs) if inputs else "add it to the inputs"
            yield line["input"].problem(f"there is no input '{line['input'].text}'; {hint}")
        elif given and "id" in line.value:
            yield line["id"].problem("an input has an id of its own; take this one out")
        elif formula and "label" not in line.value:
            yield line.problem("a line with a formula needs a label; add it")


def _formulas(exhibit: Node) -> Iterator[Problem]:
    inputs = [entry["id"].text for entry in exhibit["inputs"].each()]
    lines = exhibit["lines"].each()
    used: set[str] = set()
    sound = bool(exhibit["result"]["formula"].text)
    for number, holder in enumerate((*lines, exhibit["result"])):
        node = holder["formula"]
        if not node.text:
            continue
        try:
            formula = Formula.parse(node.text)
        except FormulaError as error:
            yield node.problem_at(error.index, str(error))
            sound = False
            continue
        above = [*inputs, *(line["id"].text for line in lines[:number] if line["id"].text)]
        below = [line["id"].text for line in lines[number:]]
        for name in formula.names:
            used.add(name.text)
            if name.text not in above:
                sound = False
                yield node.problem_at(name.index, _unknown(name.text, above, below))
    if not sound:
        return  # what a formula was meant to use isn't known
    for entry in exhibit["inputs"].each():
        if entry["id"].text and entry["id"].text not in used:
            yield entry["id"].problem(f"no formula uses '{entry['id'].text}'; use it in one, or take the input out")


def _unknown(name: str, above: Sequence[str], below: Sequence[str]) -> str:
    if below and name == below[0]:
        return f"'{name}' is this very line, and can't rest on itself; use the inputs and the lines above"
    if name in below:
        return (
            f"'{name}' stands further below; a formula can use the inputs and the lines above it, so move that line up"
        )
    return f"there is no figure '{name}'; {suggestion(name, above) if above else 'add it to the inputs'}"


def _results(exhibit: Node) -> Iterator[Problem]:
    """Whether every formula has a result where the reader begins; tried out at the ends and middles of all ranges."""
    try:
        model = ModelExhibit.model_validate(exhibit.value)
    except ValidationError:
        return  # told already, by the model
    workings = Workings(model)
    scales = {given.id: Scale.of(given) for given in model.inputs}
    start = workings.at({name: scale.at(scale.start) for name, scale in scales.items()})
    spots = [[scale.at(step) for step in (0, scale.steps // 2, scale.steps)] for scale in scales.values()]
    tried = [workings.at(dict(zip(scales, spot, strict=True))) for spot in product(*spots)]
    for number, holder in enumerate((*exhibit["lines"].each(), exhibit["result"])):
        if _value(start, number) is None:
            nowhere = all(_value(each, number) is None for each in tried)
            where = "anywhere in the ranges" if nowhere else "where the inputs start"
            yield holder["formula"].problem(f"this has no result {where}: {_NO_RESULT}")


_NO_RESULT = "it divides by zero, takes the root of less than nothing, or grows too large; mend it, or the ranges"


def _value(worked: Worked, number: int) -> Fraction | None:
    return worked.lines[number] if number < len(worked.lines) else worked.result


def _figure(node: Node) -> Fraction | None:
    value = node.value
    return Fraction(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
