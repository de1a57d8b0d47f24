from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.model import Judgement
from trainer.study.choices import JUDGEMENTS, Grid, choices
from trainer.study.forecast import Agreement
from trainer.study.process import Quality, process

CELLS = st.tuples(st.sampled_from(Agreement), st.sampled_from(Judgement))


@given(counts=st.dictionaries(CELLS, st.integers(0, 1_000)))
def test_each_cell_holds_its_count_and_margins_are_their_sums(
    counts: dict[tuple[Agreement, Judgement], int],
) -> None:
    grid = choices(counts)
    assert {(cell.row, cell.judgement): cell.n for cell in grid.cells if cell.n} == {
        key: count for key, count in counts.items() if count
    }
    for row in Agreement:
        assert grid.n(row) == sum(count for (each, _), count in counts.items() if each is row)
    for judgement in Judgement:
        assert grid.n(judgement=judgement) == sum(count for (_, each), count in counts.items() if each is judgement)
    assert grid.n() == sum(counts.values())


def test_all_cells_are_there_in_their_order_even_where_nothing_is_in_them() -> None:
    assert [(cell.row, cell.judgement) for cell in choices({}).cells] == [
        (row, judgement) for row in (Agreement.WITH, Agreement.AGAINST) for judgement in JUDGEMENTS
    ]
    assert set(JUDGEMENTS) == set(Judgement)


def test_reasons_are_crossed_with_the_judgement_in_the_same_way() -> None:
    grid = process({(Quality.GOOD, Judgement.REGRETTED): 3, (Quality.POOR, Judgement.VINDICATED): 1})
    assert grid.rows == (Quality.GOOD, Quality.POOR)
    assert grid.n(Quality.GOOD, Judgement.REGRETTED) == 3
    assert grid.n(Quality.GOOD, Judgement.VINDICATED) == 0
    assert grid.n(Quality.POOR) == 1


@pytest.mark.parametrize("key", ["with", "against", "neither"])
def test_counts_that_belong_nowhere_are_refused(key: str) -> None:
    rows = ("with", "against")
    with pytest.raises(ValueError, match="is no number of decisions"):
        Grid.of(rows, {(key, Judgement.MIXED): 1 if key == "neither" else -1})
