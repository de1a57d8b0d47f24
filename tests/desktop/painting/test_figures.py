from __future__ import annotations

import datetime as dt

import pytest

from tests.desktop.judged import FIRST, judged
from trainer.desktop.judgement_state import Judged, cell_of
from trainer.desktop.painting.figures import (
    MOST_RECALLS,
    Figure,
    blind_spots_figure,
    calibration_figure,
    choices_figure,
    drift_figure,
    reasons_figure,
)
from trainer.desktop.painting.shapes import Spot
from trainer.desktop.theme import Theme
from trainer.study.calibration import calibration
from trainer.study.choices import CAVEAT
from trainer.study.forecast import Agreement
from trainer.study.hindsight import RecalledForecast, hindsight

FEW = judged(30)
MANY = judged(3000)


def figures(given: Judged) -> list[Figure]:
    return [
        calibration_figure(given.forecasts),
        choices_figure(given.choices),
        blind_spots_figure(given.blind_spots),
        drift_figure(given.hindsight),
        reasons_figure(given.reasons),
    ]


@pytest.mark.parametrize("figure", [*figures(FEW), *figures(MANY)], ids=lambda figure: figure.kind)
def test_every_figure_has_a_table_words_and_a_drawing(figure: Figure, light: Theme) -> None:
    head, *rows = figure.table
    assert rows
    assert all(len(row) == len(head) for row in rows)
    assert figure.title
    assert figure.caption.endswith(".")
    assert figure.sentence
    scene = figure.lay(light, figure.width, "")
    assert scene.size.height() > 50


def test_a_point_is_told_in_full(light: Theme) -> None:
    figure = calibration_figure(calibration({(70, Agreement.WITH): 10, (74, Agreement.AGAINST): 6}))
    (target,) = figure.lay(light, 400, "").targets
    assert target.name.replace("\N{NO-BREAK SPACE}", " ") == (
        "Forecast 60 to 79 %: 16 decisions, they chose the same in 62 %, 95 % interval 38 to 83 %"
    )


def test_the_table_of_forecasts_says_what_the_plot_shows() -> None:
    figure = calibration_figure(calibration({(70, Agreement.WITH): 10, (74, Agreement.AGAINST): 6}))
    assert figure.table[1] == ("60 to 79", "16", "10", "62", "38 to 83\N{NO-BREAK SPACE}%")


def test_hollow_points_are_explained_only_where_there_are_some() -> None:
    few = calibration_figure(calibration({(70, Agreement.WITH): 9}))
    enough = calibration_figure(calibration({(70, Agreement.WITH): 10}))
    assert few.caption.startswith("Hollow: under 10 decisions")
    assert "Hollow" not in enough.caption
    assert "too few to tell" in few.sentence
    assert "too few to tell" not in enough.sentence


def test_the_judgement_is_said_to_be_on_their_choice() -> None:
    assert CAVEAT in choices_figure(FEW.choices).caption


def test_a_grid_in_words_has_no_total() -> None:
    head, *rows = choices_figure(FEW.choices).table
    assert head == ("", "vindicated", "mixed", "regretted")
    assert [row[0] for row in rows] == ["With the record", "Against it"]


def test_the_keys_of_cells_name_row_and_column(light: Theme) -> None:
    figure = reasons_figure(MANY.reasons)
    found = [cell_of(target.key) for target in figure.lay(light, 500, "").targets]
    assert found == [(cell.row, cell.judgement) for cell in MANY.reasons.cells if cell.n]


def test_of_very_many_recalls_some_are_drawn_and_it_is_said(light: Theme) -> None:
    numbers = judged(50, recalls=3 * MOST_RECALLS).hindsight
    figure = drift_figure(numbers)
    drawn = [each for each in figure.lay(light, 500, "").of(Spot) if each.role in ("recall", "later")]
    assert len(drawn) == MOST_RECALLS
    assert "one recall of every 3" in figure.caption
    assert "Circle: one recall." in drift_figure(FEW.hindsight).caption


def test_without_a_mean_the_table_lists_the_recalls_themselves() -> None:
    numbers = judged(12, recalls=5).hindsight
    figure = drift_figure(numbers)
    assert len(figure.table) == 1 + 5
    assert "mean" not in figure.caption
    assert figure.sentence == numbers.too_few


def test_a_mean_without_spread_has_no_interval_in_the_table() -> None:
    recalls = [
        RecalledForecast(f"a{day}", "town", f"d{day}", FIRST + dt.timedelta(days=day), 50, 55, Agreement.WITH)
        for day in range(8)
    ]
    assert drift_figure(hindsight(recalls)).table[-1][1:] == ("8", "+5", "none: all alike")


def test_a_long_table_of_means_keeps_the_newest() -> None:
    figure = drift_figure(MANY.hindsight)
    now = MANY.hindsight.now
    assert now is not None
    assert len(figure.table) <= 41
    assert figure.table[-1][1] == str(now.n)
