from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.attempts import kept
from trainer.case.model import Judgement
from trainer.desktop.widgets.attempt_model import SEALED, AttemptModel, Column, is_sealed, sort_lines
from trainer.progress.values import AttemptLine
from trainer.study.forecast import Agreement
from trainer.study.playthrough import Stage

REVEALED = (Column.THEIRS, Column.RECORD, Column.JUDGEMENT)
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
BASE = kept().lines[0]

LINES = st.lists(
    st.builds(
        AttemptLine,
        id=st.uuids().map(str),
        case_id=st.sampled_from(["phones", "bread"]),
        case_title=st.sampled_from(["Phones", "Bread"]),
        decision_id=st.just("any"),
        number=st.integers(1, 4),
        created=st.datetimes(timezones=st.just(dt.UTC)),
        act_number=st.integers(1, 9),
        act_title=st.just("An act"),
        decision_number=st.integers(1, 50),
        decision_title=st.text(max_size=4),
        choice_title=st.text(max_size=4),
        taken_title=st.text(max_size=4),
        agreement=st.sampled_from(Agreement),
        judgement=st.sampled_from(Judgement),
        forecast=st.integers(0, 100),
        reasons=st.just("Because."),
        stage=st.sampled_from([Stage.COMMITTED, Stage.REVEALED, Stage.DEBRIEFED]),
    ),
    max_size=12,
    unique_by=lambda line: line.id,
)
COLUMNS = st.sampled_from(Column)


def _unlike(line: AttemptLine) -> AttemptLine:
    """The same attempt at a decision with another record."""
    agreement = Agreement.WITH if line.agreement is Agreement.AGAINST else Agreement.AGAINST
    judgement = Judgement.MIXED if line.judgement is not Judgement.MIXED else Judgement.REGRETTED
    return replace(line, taken_title=f"not {line.taken_title}", agreement=agreement, judgement=judgement)


@given(LINES, COLUMNS, st.booleans())
def test_sorting_keeps_every_attempt(lines: list[AttemptLine], column: Column, falling: bool) -> None:
    found = sort_lines(lines, column, falling=falling)
    assert sorted(line.id for line in found) == sorted(line.id for line in lines)


@given(LINES, COLUMNS, st.booleans())
def test_the_order_tells_nothing_about_a_sealed_record(lines: list[AttemptLine], column: Column, falling: bool) -> None:
    others = [_unlike(line) if is_sealed(line) else line for line in lines]
    found = sort_lines(lines, column, falling=falling)
    assert [line.id for line in found] == [line.id for line in sort_lines(others, column, falling=falling)]
    if column in REVEALED:
        sealed = [is_sealed(line) for line in found]
        assert sealed == sorted(sealed)


@given(LINES)
def test_equals_stand_in_the_order_of_the_case(lines: list[AttemptLine]) -> None:
    same = [replace(line, forecast=50, case_title=line.case_id.title()) for line in lines]
    rising = sort_lines(same, Column.FORECAST)
    assert [line.id for line in sort_lines(same, Column.FORECAST, falling=True)] == [line.id for line in rising]
    sealed = [line for line in sort_lines(same, Column.JUDGEMENT, falling=True) if is_sealed(line)]
    for equals in (rising, sealed):
        places = [(line.case_title, line.decision_number, line.number) for line in equals]
        assert places == sorted(places)


@given(LINES)
def test_dates_and_forecasts_sort_by_value_and_not_as_text(lines: list[AttemptLine]) -> None:
    dates = [line.created for line in sort_lines(lines, Column.DATE)]
    assert dates == sorted(dates)
    forecasts = [line.forecast for line in sort_lines(lines, Column.FORECAST, falling=True)]
    assert forecasts == sorted(forecasts, reverse=True)


@pytest.mark.parametrize("column", Column)
@pytest.mark.parametrize("role", [Qt.ItemDataRole.DisplayRole, ACCESSIBLE])
def test_a_sealed_attempt_says_nothing_of_its_record(qtbot: QtBot, column: Column, role: Qt.ItemDataRole) -> None:
    line = replace(BASE, taken_title="Sign at once", stage=Stage.COMMITTED)
    model = AttemptModel((line,))
    text = str(model.data(model.index(0, column), role))
    assert not {"Sign at once", "against", "vindicated"} & {text, *text.split()}
    assert (text == SEALED) == (column in REVEALED)


def test_painted_cells_are_spoken_in_words(qtbot: QtBot) -> None:
    line = replace(BASE, decision_number=14, act_number=3, act_title="The first phone", number=2)
    model = AttemptModel((line,), dt.UTC)
    assert [model.data(model.index(0, column), ACCESSIBLE) for column in Column] == [
        "22 November 2026",
        "Phones",
        "Decision 14, act 3, The first phone",
        "The contract from Qualcomm",
        "Try 2",
        "Ask for the changes that matter",
        "Sign it as it stands",
        "against the record",
        "vindicated",
        "35 %",
    ]


def test_the_sorting_column_says_how_it_sorts(qtbot: QtBot) -> None:
    model = AttemptModel((BASE,))
    model.sort(Column.DATE, Qt.SortOrder.DescendingOrder)
    assert model.headerData(Column.DATE, Qt.Orientation.Horizontal, ACCESSIBLE) == "Date, sorted: newest first"
    assert model.headerData(Column.NUMBER, Qt.Orientation.Horizontal, ACCESSIBLE) == "Number"


def test_a_first_try_leaves_its_cell_empty(qtbot: QtBot) -> None:
    model = AttemptModel((BASE, replace(BASE, id="again", number=2)))
    assert [model.data(model.index(row, Column.TRY)) for row in (0, 1)] == ["", "2"]
