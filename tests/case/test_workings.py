from __future__ import annotations

from fractions import Fraction

import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.case.test_sum_rules import MODEL
from trainer.case.exhibits import Input, ModelExhibit
from trainer.case.workings import Scale, Workings


def launch() -> ModelExhibit:
    return ModelExhibit.model_validate(yaml.safe_load(MODEL)["exhibits"][0])


def figures(price: float, cost: float, phones: float) -> dict[str, Fraction]:
    return {"price": Fraction(price), "cost": Fraction(cost), "phones": Fraction(phones)}


def test_the_sum_of_the_plan() -> None:
    worked = Workings(launch()).at(figures(1499, 2000, 300_000))

    assert worked.lines == (1499, 2000, -501, 300_000)
    assert worked.result == -150_300_000


def test_a_formula_that_cannot_be_read_has_no_result_and_breaks_nothing() -> None:
    lines = launch().lines
    broken = launch().model_copy(update={"lines": (*lines[:2], lines[2].model_copy(update={"formula": "1 +"}))})

    worked = Workings(broken).at(figures(1499, 2000, 300_000))

    assert worked.lines == (1499, 2000, None)
    assert worked.result is None


def test_the_figures_of_an_input_lie_on_its_steps() -> None:
    scale = Scale.of(Input(id="share", label="Share", min=0, max=0.5, step=0.1, start=0.3))

    assert [scale.at(step) for step in range(scale.steps + 1)] == [Fraction(step, 10) for step in range(6)]
    assert scale.start == 3


@given(st.integers(-100, 100), st.integers(1, 50), st.integers(1, 100), st.integers(0, 100))
def test_every_step_lies_between_the_ends_and_the_start_on_one_of_them(
    low: int, step: int, count: int, at: int
) -> None:
    scale = Scale.of(
        Input(id="x", label="X", min=low, max=low + step * count, step=step, start=low + step * min(at, count))
    )

    assert scale.at(0) == low
    assert scale.at(scale.steps) == low + step * count
    assert scale.start == min(at, count)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0.001, 1e3), st.floats(-1e6, 1e6))
def test_a_scale_that_is_not_sound_is_bent_until_it_is(low: float, high: float, step: float, start: float) -> None:
    scale = Scale.of(Input(id="x", label="X", min=low, max=high, step=step, start=start))

    assert 0 <= scale.start <= scale.steps
