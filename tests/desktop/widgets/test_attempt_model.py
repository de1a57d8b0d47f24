from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.attempts import kept
from trainer.desktop.record_state import PAGE
from trainer.desktop.widgets.attempt_model import SEALED, AttemptModel, Column
from trainer.progress.record_filter import RecordColumn, RecordOrder
from trainer.progress.values import AttemptLine
from trainer.study.playthrough import Stage

REVEALED = (Column.THEIRS, Column.RECORD, Column.JUDGEMENT)
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
BASE = kept().lines[0]


def _model(*lines: AttemptLine) -> AttemptModel:
    model = AttemptModel(dt.UTC)
    model.begin(RecordOrder(), lines)
    return model


@pytest.mark.parametrize("column", Column)
@pytest.mark.parametrize("role", [Qt.ItemDataRole.DisplayRole, ACCESSIBLE])
def test_a_sealed_attempt_says_nothing_of_its_record(qtbot: QtBot, column: Column, role: Qt.ItemDataRole) -> None:
    line = replace(BASE, taken_title="Sign at once", stage=Stage.COMMITTED)
    model = _model(line)
    text = str(model.data(model.index(0, column), role))
    assert not {"Sign at once", "against", "vindicated"} & {text, *text.split()}
    assert (text == SEALED) == (column in REVEALED)


def test_painted_cells_are_spoken_in_words(qtbot: QtBot) -> None:
    line = replace(BASE, decision_number=14, act_number=3, act_title="The first phone", number=2)
    model = _model(line)
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
    model = _model(BASE)
    model.sort(Column.DATE, Qt.SortOrder.DescendingOrder)
    assert model.headerData(Column.DATE, Qt.Orientation.Horizontal, ACCESSIBLE) == "Date, sorted: newest first"
    assert model.headerData(Column.NUMBER, Qt.Orientation.Horizontal, ACCESSIBLE) == "Number"


def test_a_first_try_leaves_its_cell_empty(qtbot: QtBot) -> None:
    model = _model(BASE, replace(BASE, id="again", number=2))
    assert [model.data(model.index(row, Column.TRY)) for row in (0, 1)] == ["", "2"]


def _lines(first: int, count: int) -> tuple[AttemptLine, ...]:
    return tuple(replace(BASE, id=f"a{number}", forecast=number % 101) for number in range(first, first + count))


def test_a_page_that_is_looked_at_is_asked_for_once_and_shown_when_it_comes(qtbot: QtBot) -> None:
    model = _model(*_lines(0, PAGE))
    model.set_count(1_000_000)
    asked: list[int] = []
    arrived: list[tuple[int, int]] = []
    model.page_wanted.connect(asked.append)
    model.arrived.connect(lambda first, last: arrived.append((first, last)))
    row = 7 * PAGE + 3
    assert [model.data(model.index(row, column)) for column in Column] == [None] * len(Column)
    assert model.data(model.index(row, 0), ACCESSIBLE) == "is being read"
    assert asked == [7 * PAGE]
    model.add(7 * PAGE, _lines(7 * PAGE, PAGE))
    assert arrived == [(7 * PAGE, 8 * PAGE - 1)]
    line = model.line(row)
    assert line is not None
    assert (line.id, model.row_of(line.id)) == (f"a{row}", row)
    assert asked == [7 * PAGE]


def test_only_so_many_pages_are_kept_and_the_others_read_again(qtbot: QtBot) -> None:
    model = _model(*_lines(0, PAGE))
    model.set_count(1_000_000)
    for number in range(1, 100):
        model.add(number * PAGE, _lines(number * PAGE, PAGE))
    asked: list[int] = []
    model.page_wanted.connect(asked.append)
    assert model.line(99 * PAGE) is not None
    assert (model.line(1), asked) == (None, [0])


def test_another_order_is_asked_for_and_the_rows_stay_until_it_comes(qtbot: QtBot) -> None:
    model = _model(*_lines(0, 5))
    asked: list[RecordOrder] = []
    model.order_wanted.connect(asked.append)
    model.sort(Column.FORECAST, Qt.SortOrder.DescendingOrder)
    model.sort(Column.FORECAST, Qt.SortOrder.DescendingOrder)
    assert asked == [RecordOrder(RecordColumn.FORECAST, falling=True)]
    assert model.rowCount() == 5
    assert model.order_text == "highest forecast first"


def test_beyond_its_rows_a_list_asks_for_nothing(qtbot: QtBot) -> None:
    model = _model(*_lines(0, 5))
    asked: list[int] = []
    model.page_wanted.connect(asked.append)
    assert (model.line(5), model.line(PAGE), model.line(-1)) == (None, None, None)
    assert asked == []
