from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainer.desktop.widgets.attempt_columns import LEAVE, Need, share
from trainer.desktop.widgets.attempt_model import Column


@st.composite
def _needs(draw: st.DrawFn) -> dict[Column, Need]:
    columns = {*draw(st.sets(st.sampled_from(Column))), Column.DECISION}
    sizes = st.integers(1, 300)
    return {column: Need(least, least + draw(st.integers(0, 300))) for column in columns for least in [draw(sizes)]}


@given(st.integers(1, 3000), _needs())
def test_the_widths_fill_the_table_and_nothing_gets_less_than_it_needs(width: int, needs: dict[Column, Need]) -> None:
    widths = share(width, needs)
    assert all(widths[column] >= needs[column].least for column in widths)
    assert sum(widths.values()) == max(width, needs[Column.DECISION].least if len(widths) == 1 else 0)


@given(st.integers(1, 3000), _needs())
def test_columns_of_lesser_weight_give_way_first(width: int, needs: dict[Column, Need]) -> None:
    widths = share(width, needs)
    assert Column.DECISION in widths
    stays = [column in widths for column in LEAVE if column in needs]
    assert stays == sorted(stays)


@given(st.integers(1, 3000), _needs())
def test_a_column_is_hidden_only_where_there_is_no_room_for_it(width: int, needs: dict[Column, Need]) -> None:
    widths = share(width, needs)
    hidden = [column for column in LEAVE if column in needs and column not in widths]
    if hidden:
        assert sum(needs[column].least for column in (*widths, hidden[-1])) > width


def test_the_decision_is_made_whole_before_the_choices() -> None:
    needs = {Column.DATE: Need(80, 80), Column.DECISION: Need(100, 150), Column.MINE: Need(100, 300)}
    assert share(380, needs) == {Column.DATE: 80, Column.DECISION: 150, Column.MINE: 150}


def test_a_very_long_decision_leaves_a_third_to_the_choices() -> None:
    needs = {Column.DECISION: Need(100, 900), Column.MINE: Need(100, 130)}
    widths = share(290, needs)
    assert widths[Column.DECISION] < 170
    assert widths[Column.MINE] > 120


@given(st.integers(1, 3000), _needs())
def test_nothing_is_cut_where_there_is_room_for_all(width: int, needs: dict[Column, Need]) -> None:
    needed = sum(need.full for need in needs.values())
    widths = share(needed + width, needs)
    assert all(widths[column] >= need.full - 1 for column, need in needs.items())
