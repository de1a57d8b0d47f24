"""What a model comes to: the figures of its inputs, of its lines and of its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from trainer.case.exhibits import Input, ModelExhibit
from trainer.case.formula import Formula, FormulaError


def exact(value: float) -> Fraction:
    """The figure as it is written: 0.1 is a tenth."""
    return Fraction(repr(float(value)))


@dataclass(frozen=True, slots=True)
class Scale:
    """The figures that an input can take, counted in steps from its lowest."""

    low: Fraction
    step: Fraction
    steps: int
    """Number of the highest step."""
    start: int
    """Number of the step it stands at first."""

    @classmethod
    def of(cls, given: Input) -> Scale:
        """The scale of an input; one that isn't sound is bent until it is."""
        low, step = exact(given.min), exact(given.step)
        steps = max(0, int((exact(given.max) - low) / step))
        return cls(low, step, steps, min(max(0, round((exact(given.start) - low) / step)), steps))

    def at(self, step: int) -> Fraction:
        """The figure at a step."""
        return self.low + self.step * step


@dataclass(frozen=True, slots=True)
class Worked:
    """A model worked out at some figures; ``None`` where there is no result."""

    lines: tuple[Fraction | None, ...]
    result: Fraction | None


class Workings:
    """The formulas of a model, read once to be worked out often."""

    def __init__(self, exhibit: ModelExhibit) -> None:
        """A formula that can't be read has no result; ``trainer check`` refuses it before anybody gets to see it."""
        self._exhibit = exhibit
        self._lines = tuple(_read(line.formula) for line in exhibit.lines)
        self._result = _read(exhibit.result.formula)

    def at(self, figures: Mapping[str, Fraction]) -> Worked:
        """Work the model out; ``figures`` has one for the id of each input."""
        known: dict[str, Fraction | None] = dict(figures)
        lines: list[Fraction | None] = []
        for line, formula in zip(self._exhibit.lines, self._lines, strict=True):
            value = known.get(line.input) if line.input else formula.evaluate(known) if formula else None
            if line.id and line.id not in known:
                known[line.id] = value
            lines.append(value)
        return Worked(tuple(lines), self._result.evaluate(known) if self._result else None)


def _read(formula: str | None) -> Formula | None:
    try:
        return Formula.parse(formula) if formula else None
    except FormulaError:
        return None
