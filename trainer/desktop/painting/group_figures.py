"""The charts of a group as figures: a drawing, the table behind it, and what is said below and of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.desktop.painting.figures import Figure, calibration_figure, interval_words
from trainer.desktop.painting.squares import Proportion, lay_proportions
from trainer.study.group import GroupForecasts, GroupSpot
from trainer.study.statements import PERCENT


def group_forecasts_figure(found: GroupForecasts) -> Figure:
    """The calibration of a group; its points open nothing."""
    figure = calibration_figure(found.calibration, "attempt", found.caution)
    return replace(
        figure,
        lay=lambda theme, width, _active: replace(figure.lay(theme, width, ""), targets=()),
        sentence=f"{found.sentence} {figure.sentence}",
    )


def group_blind_spots_figure(spots: Sequence[GroupSpot]) -> Figure:
    """In how many first tries each kind of factor was missed, the surest first."""
    rows = [Proportion(each.kind.value, each.title, each.missed, each.n) for each in spots]
    head = ("What mattered", "First tries", "Learners", "Missed", "Share", f"95{PERCENT} interval")
    table = [
        (
            each.title,
            f"{each.n:,}",
            f"{each.learners:,}",
            f"{each.missed:,}",
            f"{100 * each.missed / each.n:.0f}{PERCENT}",
            interval_words(each.interval),
        )
        for each in spots
    ]
    return Figure(
        kind="group-blind-spots",
        title="Blind spots",
        lay=lambda theme, width, _active: lay_proportions(rows, theme, width),
        table=(head, *table),
        caption="Filled: first tries in which it was missed, out of all in which it mattered. One counts as missed"
        " where half or more of what was marked of that kind was.",
        sentence=" ".join(f"{each.title}: missed in {each.missed} of {each.n} first tries." for each in spots),
        width=560,
    )
