"""The votes on a decision as figures: both distributions, and who moved where."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.case.chart import ChartData, Row, chart_sentence
from trainer.case.numbers import MINUS
from trainer.desktop.painting.charts import lay_chart
from trainer.desktop.painting.figures import Figure
from trainer.desktop.painting.shift import MOST_STRANDS, Flow
from trainer.desktop.painting.shift_chart import ShiftOption, lay_shift
from trainer.desktop.painting.squares import Proportion, lay_proportions
from trainer.study.statements import PERCENT, several
from trainer.study.workshop.tally import FEW, Shift, Tally

Option = tuple[str, str]
"""Letter and title."""

_WIDTH = 620


def votes_figure(options: Sequence[Option], shift: Shift, title: str = "The votes") -> Figure | None:
    """How many chose what in each round that was voted; nothing where neither was.

    Args:
        options: in the order of the sheet.
        shift: both rounds.
        title: of the figure.
    """
    rounds = [(name, each) for name, each in (("First vote", shift.first), ("Second vote", shift.second)) if each]
    if not rounds:
        return None
    names = tuple(f"{letter}  {text}" for letter, text in options)
    series = tuple(Row(name, tuple(float(count) for count in each.counts)) for name, each in rounds)
    unit = "hands" if all(each.by_hands for _, each in rounds) else "votes"
    data = ChartData("bars", unit, names, series, title=title)
    return Figure(
        kind="votes",
        title=title,
        lay=lambda theme, width, _active: lay_chart(data, theme, width),
        table=votes_table(options, shift),
        caption=" ".join(_voted(name, each) for name, each in rounds),
        sentence=chart_sentence(data),
        width=_WIDTH,
    )


def votes_table(options: Sequence[Option], shift: Shift) -> tuple[tuple[str, ...], ...]:
    """The counts of both rounds, and the shares where so many voted that they mean something."""
    rounds = [(name, each) for name, each in (("First vote", shift.first), ("Second vote", shift.second)) if each]
    head = ["Option"]
    for name, each in rounds:
        head += [name] if each.is_few else [name, "Share"]
    if shift.change:
        head.append("Change")
    rows = []
    for place, (letter, text) in enumerate(options):
        cells = [f"{letter}  {text}"]
        for _, each in rounds:
            cells.append(f"{each.counts[place]:,}")
            if not each.is_few:
                cells.append(f"{100 * each.shares[place]:.0f}{PERCENT}")
        if shift.change:
            cells.append(f"{shift.change[place]:+d}".replace("-", MINUS).replace("+0", "0"))
        rows.append(tuple(cells))
    return (tuple(head), *rows)


def shift_figure(options: Sequence[Option], ids: Sequence[str], shift: Shift) -> Figure | None:
    """Who moved where; nothing where hands were counted, a round is missing, or too few voted twice.

    Args:
        options: in the order of the sheet.
        ids: of the same options.
        shift: both rounds.
    """
    first, second = shift.first, shift.second
    if first is None or second is None or shift.both < FEW:
        return None
    flows = [Flow(ids.index(each.came_from), ids.index(each.to), each.count) for each in shift.flows]
    sides = [
        ShiftOption(letter, text, *pair)
        for (letter, text), pair in zip(options, zip(first.counts, second.counts, strict=True), strict=True)
    ]
    titles = dict(zip(ids, options, strict=True))
    rows = [
        (" ".join(titles[each.came_from]), " ".join(titles[each.to]), f"{each.count:,}", "yes" if each.stayed else "no")
        for each in shift.flows
    ]
    drawn = "A line: one person." if shift.both <= MOST_STRANDS else "Ribbons: as broad as many people."
    return Figure(
        kind="shift",
        title="Who moved",
        lay=lambda theme, width, _active: lay_shift(sides, flows, theme, width),
        table=(("First vote", "Second vote", "People", "The same"), *rows),
        caption=f"{drawn} {once(shift)}".rstrip(),
        sentence=moved_sentence(shift),
        width=_WIDTH,
    )


def moved_sentence(shift: Shift) -> str:
    """``12 of 41 changed their answer.``"""
    if not shift.both:
        return ""
    return f"{shift.moved:,} of {shift.both:,} changed their answer."


def once(shift: Shift) -> str:
    """Who voted in one round alone, as a sentence; empty where nobody did."""
    parts = []
    if shift.only_first:
        parts.append(f"{shift.only_first:,} voted the first time only")
    if shift.only_second:
        parts.append(f"{shift.only_second:,} the second time only" if parts else _only_second(shift.only_second))
    return f"{' and '.join(parts)}: they have no part in this." if parts else ""


def _only_second(count: int) -> str:
    return f"{count:,} voted the second time only"


def _voted(name: str, each: Tally) -> str:
    if each.by_hands:
        return f"{name}: {several(each.voted, 'hand', 'hands')}."
    mean = "" if each.mean_forecast is None or each.is_few else f", mean forecast {each.mean_forecast:.0f}{PERCENT}"
    return f"{name}: {each.voted:,} of {each.here:,}{mean}."


def factors_figure(factors: Sequence[tuple[str, int, int]]) -> Figure | None:
    """How many saw each documented factor, out of all who marked it; nothing where nobody did.

    Args:
        factors: name, how many saw it, how many missed it; in the order of the record.
    """
    if not any(saw + missed for _, saw, missed in factors):
        return None
    rows = [Proportion(name, name, saw, saw + missed) for name, saw, missed in factors]
    table = [(name, f"{saw:,}", f"{missed:,}") for name, saw, missed in factors]
    return Figure(
        kind="factors",
        title="What mattered",
        lay=lambda theme, width, _active: lay_proportions(rows, theme, width),
        table=(("What mattered", "Saw it", "Missed it"), *table),
        caption="Filled: those who saw it, out of all who marked it.",
        sentence=" ".join(f"{name}: seen by {saw} of {saw + missed}." for name, saw, missed in factors),
        width=_WIDTH,
    )
