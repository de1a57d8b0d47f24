"""The charts of *My judgement* as figures: a drawing, the table behind it, and what is said below and of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from trainer.case.numbers import MINUS
from trainer.desktop.dates import local, long_day
from trainer.desktop.judgement_state import COACH_REASONS, MANNERS, QUALITIES, REASONS, cell_key, cell_title
from trainer.desktop.painting.calibration import CalibrationPoint, lay_calibration
from trainer.desktop.painting.drift import DriftDot, DriftMean, lay_drift
from trainer.desktop.painting.scene import Scene
from trainer.desktop.painting.squares import Proportion, lay_proportions
from trainer.desktop.painting.tally_grid import MOST_DOTS, TallyCell, TallyRow, lay_tally
from trainer.desktop.theme import Theme
from trainer.study.blind_spots import BlindSpot, BlindSpots
from trainer.study.calibration import THIN, Calibration, Point
from trainer.study.choices import CAVEAT, JUDGEMENTS, Cell, Grid
from trainer.study.forecast import Agreement
from trainer.study.hindsight import WHY_NOT_COUNTED, Hindsight
from trainer.study.intervals import Interval
from trainer.study.process import CAVEAT as REASONS_CAVEAT
from trainer.study.process import Quality
from trainer.study.statements import PERCENT, several

MOST_RECALLS = 2000
"""So many circles are drawn at most; of more, evenly chosen ones."""

_SIGNS = {Agreement.WITH.value: "with", Agreement.AGAINST.value: "against"}
"""Icons before the rows of the choices."""

Lay = Callable[[Theme, float, str], Scene]
RowT = TypeVar("RowT", Agreement, Quality)


@dataclass(frozen=True)
class Figure:
    """One chart with all that belongs to it."""

    kind: str
    """Which chart: "forecasts", "choices", "blind-spots", "hindsight", "reasons" or "coach-reasons"."""
    title: str
    lay: Lay
    """Lays it out at a width; the last argument is the key of the part that is pointed at."""
    table: tuple[tuple[str, ...], ...]
    """The same as text; the first row names the columns."""
    caption: str
    sentence: str
    """All that it shows, in words."""
    width: int
    """That suits it on paper, in pixels at 100 %."""
    note: str = ""
    """Of which decisions it tells; stands below the title where the figure stands alone."""


def calibration_figure(numbers: Calibration, unit: str = "decision", caution: str = "") -> Figure:
    """How often they chose the same, over the forecast given.

    Args:
        numbers: to be shown.
        unit: what is counted.
        caution: what has to be known to read it rightly; ends the caption.
    """
    points = [
        CalibrationPoint(
            key=f"{each.bin.low}-{each.bin.high}",
            name=_point_name(each, unit),
            forecast=100 * each.forecast,
            share=100 * each.share,
            low=100 * each.interval.low,
            high=100 * each.interval.high,
            count=each.n,
            hollow=each.hollow,
        )
        for each in numbers.points
    ]
    head = ("Forecast in %", f"{unit.capitalize()}s", "They chose the same", "Share in %", f"95{PERCENT} interval")
    rows = [
        (
            f"{each.bin.low} to {each.bin.high}",
            f"{each.n:,}",
            f"{each.hits:,}",
            f"{100 * each.share:.0f}",
            interval_words(each.interval),
        )
        for each in numbers.points
    ]
    hollow = f"Hollow: under {THIN} {unit}s, too few to tell. " if any(each.hollow for each in points) else ""
    return Figure(
        kind="forecasts",
        title="Forecasts",
        lay=lambda theme, width, active: lay_calibration(points, theme, width, active, f"{unit}s"),
        table=(head, *rows),
        caption=f"{hollow}Bars: 95{PERCENT} intervals. Dashed: as often as forecast. {caution}".rstrip(),
        sentence=". ".join(each.name for each in points),
        width=420,
    )


def _point_name(point: Point, unit: str) -> str:
    share = f"{100 * point.share:.0f}{PERCENT}"
    few = ", too few to tell" if point.hollow else ""
    return (
        f"Forecast {point.bin.low} to {point.bin.high}{PERCENT}: {several(point.n, unit, f'{unit}s')},"
        f" they chose the same in {share}, 95{PERCENT} interval {interval_words(point.interval)}{few}"
    )


def interval_words(interval: Interval) -> str:
    """Both ends of the interval of a share: ``12 to 40 %``."""
    return f"{100 * interval.low:.0f} to {100 * interval.high:.0f}{PERCENT}"


def choices_figure(grid: Grid[Agreement], unit: str = "decision") -> Figure:
    """With and against the record, crossed with how the record judges what they did."""
    lead = "The same choice as theirs or another, and how the record judges what they did."
    return _grid_figure(grid, "choices", "Choices", MANNERS, f"{lead} {CAVEAT}", unit)


def reasons_figure(grid: Grid[Quality], unit: str = "decision", *, by_coach: bool = False) -> Figure:
    """Good and poor reasoning, as the learner or a coach marked it, against how the record judges what they did."""
    who, kind = ("a coach last", COACH_REASONS) if by_coach else ("I", REASONS)
    lead = f"My reasons as {who} marked them with the outcome covered, and how the record judges what they did."
    return _grid_figure(grid, kind, "Reasons and outcome", QUALITIES, f"{lead} {REASONS_CAVEAT}", unit)


def _grid_figure(grid: Grid[RowT], kind: str, title: str, names: Mapping[RowT, str], caption: str, unit: str) -> Figure:
    rows: list[TallyRow] = [
        TallyRow(
            names[row], _SIGNS.get(row.value, ""), tuple(_cell(each, unit) for each in grid.cells if each.row == row)
        )
        for row in grid.rows
    ]
    columns: tuple[str, ...] = tuple(each.value for each in JUDGEMENTS)
    table = [("", *columns), *((row.title, *(f"{cell.count:,}" for cell in row.cells)) for row in rows)]
    bars = any(cell.count > MOST_DOTS for row in rows for cell in row.cells)
    drawn = "Bars: to one scale." if bars else f"A mark: one {unit}."
    return Figure(
        kind=kind,
        title=title,
        lay=lambda theme, width, active: lay_tally(columns, rows, theme, width, active),
        table=tuple(table),
        caption=f"{caption} {drawn}",
        sentence=". ".join(cell.name for row in rows for cell in row.cells),
        width=500,
    )


def _cell(cell: Cell[RowT], unit: str) -> TallyCell:
    name = f"{cell_title(cell.row, cell.judgement)}: {several(cell.n, unit, f'{unit}s')}"
    return TallyCell(cell_key(cell.row, cell.judgement), name, cell.n)


def blind_spots_figure(numbers: BlindSpots) -> Figure:
    """How often each kind of factor and each theme was missed, those surely missed most often first."""
    spots = [Proportion(each.key, each.title, each.missed, each.n) for each in numbers.ranked]
    head = ("What mattered", "Decisions", "Missed", "Share", f"95{PERCENT} interval")
    rows = [_spot_row(each) for each in numbers.ranked]
    return Figure(
        kind="blind-spots",
        title="Blind spots",
        lay=lambda theme, width, _active: lay_proportions(spots, theme, width),
        table=(head, *rows),
        caption="Filled: decisions in which I missed it, out of all in which it mattered: half or more of"
        " what I marked of it. First tries only.",
        sentence=" ".join(each.sentence for each in numbers.ranked),
        width=560,
    )


def _spot_row(spot: BlindSpot) -> tuple[str, ...]:
    share = f"{100 * spot.missed / spot.n:.0f}{PERCENT}"
    return spot.title, f"{spot.n:,}", f"{spot.missed:,}", share, interval_words(spot.interval)


def drift_figure(numbers: Hindsight, zone: dt.tzinfo | None = None) -> Figure:
    """How far remembered forecasts lie from those given, over time; dates in a zone, or in the system's own."""
    step = -(-len(numbers.drifts) // MOST_RECALLS) or 1
    shown = numbers.drifts[::step]
    dots = [DriftDot(local(each.asked, zone).date(), each.points, each.counted) for each in shown]
    means = [
        DriftMean(local(each.asked, zone).date(), each.mean, each.interval.low, each.interval.high)
        for each in numbers.line
    ]
    rows: list[tuple[str, ...]] = [
        (
            long_day(each.asked, zone),
            str(each.n),
            _points(each.mean),
            _NO_SPREAD if each.alike else _span(each.interval),
        )
        for each in numbers.line
    ]
    head: tuple[str, ...] = ("Up to", "Recalls", "Mean drift", f"95{PERCENT} interval")
    if not rows:
        head = ("Recalled", "Drift in points", "Counts")
        rows = [(long_day(each.asked, zone), _points(each.points), "yes" if each.counted else "no") for each in shown]
    return Figure(
        kind="hindsight",
        title="Hindsight",
        lay=lambda theme, width, _active: lay_drift(dots, means, theme, width),
        table=(head, *_fewer(rows)),
        caption=_drift_caption(numbers, step),
        sentence=numbers.statement.text if numbers.statement else numbers.too_few,
        width=560,
    )


_MOST_ROWS = 40
_NO_SPREAD = "none: all alike"


def _fewer(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows for a table that can be read: of very many every so manyth, the last among them."""
    step = -(-len(rows) // _MOST_ROWS) or 1
    return list(rows[::-1][::step][::-1])


def _points(value: float) -> str:
    text = f"{abs(value):.1f}".removesuffix(".0")
    if text == "0":
        return text
    return f"+{text}" if value > 0 else f"{MINUS}{text}"


def _span(interval: Interval) -> str:
    return f"{_points(interval.low)} to {_points(interval.high)}"


def _drift_caption(numbers: Hindsight, step: int) -> str:
    circle = "one recall" if step == 1 else f"one recall of every {step:,}"
    parts = [f"Circle: {circle}."]
    if numbers.line:
        parts.append("Line and band: mean so far, with its interval.")
    if any(not each.counted for each in numbers.drifts):
        parts.append(f"Small dot: a later recall of the same decision. {WHY_NOT_COUNTED}")
    return " ".join(parts)
