from __future__ import annotations

import datetime as dt
import math
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from trainer.desktop.painting.map_layout import (
    Box,
    MapLayout,
    Measures,
    Span,
    TimeScale,
    lay_map,
    place_card,
    spread,
    stagger,
)

PITCH = 28.0
DAYS = st.dates(dt.date(1890, 1, 1), dt.date(2040, 12, 31))


def measures(width: float = 1216.0) -> Measures:
    return Measures(width, PITCH, 6.0, 24.0, 10.0)


def span(day: dt.date, days: int = 0) -> Span:
    return (day, day + dt.timedelta(days=days))


SPANS = st.builds(span, DAYS, st.integers(0, 900))
ACTS = st.lists(st.lists(SPANS, min_size=1, max_size=60).map(sorted), min_size=1, max_size=8)
WIDTHS = st.floats(300, 2000)


def thousand() -> list[list[Span]]:
    """24 acts over 24 years, most of their 1,000 decisions in the same spring."""
    acts = []
    for act in range(24):
        count = 42 if act < 16 else 41
        first = dt.date(1995 + act, 4, 1)
        acts.append([span(first + dt.timedelta(days=number // 3), 20) for number in range(count)])
    return acts


def assert_apart(layout: MapLayout) -> None:
    for act in layout.acts:
        for (x, y), (other_x, other_y) in combinations(act.stops, 2):
            assert math.hypot(x - other_x, y - other_y) >= PITCH - 1e-6


@given(ACTS, WIDTHS)
def test_the_scale_of_time_never_runs_backwards(acts: list[list[Span]], width: float) -> None:
    scale = lay_map(acts, measures(width)).scale
    days = sorted(day for spans in acts for ends in spans for day in ends)

    assert all(scale.at(before) <= scale.at(after) for before, after in pairwise(days))
    assert all(before < after for before, after in pairwise(scale.edges))


@given(ACTS, WIDTHS)
def test_no_two_stops_of_an_act_overlap(acts: list[list[Span]], width: float) -> None:
    assert_apart(lay_map(acts, measures(width)))


def test_nor_do_they_in_a_case_of_a_thousand_decisions() -> None:
    layout = lay_map(thousand(), measures())

    assert sum(len(act.stops) for act in layout.acts) == 1000
    assert_apart(layout)


@given(ACTS, WIDTHS)
def test_stops_stand_in_the_order_of_play_within_their_band(acts: list[list[Span]], width: float) -> None:
    layout = lay_map(acts, measures(width))

    for act in layout.acts:
        assert all(before[0] < after[0] for before, after in pairwise(act.stops))
        for x, y in act.stops:
            assert act.band.x <= x - PITCH / 2 + 1e-6
            assert x + PITCH / 2 <= act.band.right + 1e-6
            assert act.band.y <= y - PITCH / 2
            assert y + PITCH / 2 <= act.band.bottom


@given(ACTS, WIDTHS)
def test_each_act_is_lower_than_the_one_before_and_all_lie_on_the_map(acts: list[list[Span]], width: float) -> None:
    layout = lay_map(acts, measures(width))

    assert all(before.band.bottom < after.band.y for before, after in pairwise(layout.acts))
    assert all(act.band.x >= 0 and act.band.right <= layout.width + 1e-6 for act in layout.acts)
    assert layout.height >= layout.acts[-1].band.bottom


def test_years_with_many_decisions_are_wider() -> None:
    busy = [span(dt.date(2010, month, 1), 20) for month in range(1, 10)]
    scale = lay_map([[span(dt.date(2008, 5, 1))], busy], measures()).scale
    widths = [after - before for before, after in pairwise(scale.edges)]

    assert widths[2] > 3 * widths[0] > 3 * widths[1]


def test_the_whole_map_fits_where_there_is_room_and_is_as_wide_as_that() -> None:
    few = [[span(dt.date(2008 + number, 5, 1)) for number in range(6)]]

    assert lay_map(few, measures(836)).width == 836
    assert lay_map(thousand(), measures(836)).width > 836


def test_where_stops_crowd_more_of_them_stand_one_below_the_other() -> None:
    crowd = [[span(dt.date(2010, 4, 1), 29) for _ in range(40)]]

    wide, narrow = lay_map(crowd, measures(1216)), lay_map(crowd, measures(400))

    assert len({y for _, y in wide.acts[0].stops}) == 2
    assert len({y for _, y in narrow.acts[0].stops}) > 2


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=30), st.floats(0.5, 10))
def test_spreading_keeps_the_order_a_step_apart_and_within_the_ends(wished: list[float], step: float) -> None:
    high = len(wished) * step + 10

    found = spread(wished, step, 0, high)

    assert all(after - before >= step - 1e-6 for before, after in pairwise(found))
    assert min(found) >= -1e-6
    assert max(found) <= high + 1e-6


def test_what_has_room_stays_where_it_was_wished() -> None:
    assert spread([3, 20, 40], 10, 0, 50) == [3, 20, 40]
    assert spread([20, 20, 20], 10, 0, 50) == [10, 20, 30]
    assert spread([0, 0], 10, 0, 50) == [0, 10]


def test_stops_that_crowd_take_turns_and_single_ones_stand_in_the_middle() -> None:
    assert stagger([0, 50, 60, 70, 150], 28, 2) == [0, -0.5, 0.5, -0.5, 0]


@given(st.lists(DAYS, min_size=1, max_size=40), st.floats(10, 80))
def test_years_on_the_axis_have_room_between_them(days: list[dt.date], room: float) -> None:
    scale = lay_map([sorted(span(day) for day in days)], measures()).scale
    ticks = scale.ticks(room, {day.year for day in days})

    assert ticks
    assert all(after[1] - before[1] >= room for before, after in pairwise(ticks))
    assert all(scale.year_at(x) == year for year, x in ticks)


def test_years_of_decisions_come_before_the_others_on_the_axis() -> None:
    scale = TimeScale(2000, tuple(20.0 * year for year in range(11)))

    assert [year for year, _ in scale.ticks(50, {2001, 2006})] == [2001, 2006, 2009]


def test_a_day_outside_the_scale_stands_at_its_end() -> None:
    scale = TimeScale(2000, (0.0, 10.0, 30.0))

    assert scale.at(dt.date(1999, 5, 1)) == 0
    assert scale.at(dt.date(2001, 1, 1)) == 10
    assert scale.at(dt.date(2005, 1, 1)) == 30


STOP = Box(100, 100, 28, 28)
BAND = Box(60, 70, 200, 70)
FIELD = Box(0, 0, 1000, 600)


def test_the_card_stands_below_its_band_where_nothing_is_covered() -> None:
    box = place_card(STOP, BAND, (290, 190), [BAND], FIELD, 14)

    assert box.y == BAND.bottom + 14
    assert box.x <= 114 <= box.right


def test_it_stands_above_where_the_next_band_is_below() -> None:
    stop, band, below = Box(500, 400, 28, 28), Box(450, 370, 200, 70), Box(150, 460, 700, 60)

    box = place_card(stop, band, (290, 190), [band, below], FIELD, 14)

    assert box.bottom == band.y - 14


@given(st.floats(0, 970), st.floats(0, 570))
def test_it_never_leaves_the_map_nor_covers_its_stop_where_there_is_room(x: float, y: float) -> None:
    stop = Box(x, y, 28, 28)

    box = place_card(stop, Box(x, y, 28, 28), (290, 190), [], FIELD, 14)

    assert box.shared(stop) == 0
    assert (box.x >= 0, box.y >= 0, box.right <= 1000, box.bottom <= 600) == (True,) * 4
