"""What the rail shows of a case, as plain values."""

from __future__ import annotations

from trainer.case.sealed import Case, Sheet
from trainer.desktop.widgets.rail_items import RailAct, Stop, StopKind
from trainer.study.playthrough import Playthrough


def rail_acts(case: Case, playthrough: Playthrough, here: str) -> tuple[RailAct, ...]:
    """Acts and stops of the rail.

    Args:
        case: the case.
        playthrough: where the learner stands.
        here: id of the decision on the page.
    """
    made = []
    for number, act in enumerate(case.info.acts, 1):
        sheets = [sheet for sheet in case.sheets if sheet.briefing.act == act.id]
        if sheets:
            stops = tuple(_stop(sheet, playthrough, here) for sheet in sheets)
            made.append(RailAct(number, act.title, _years(sheets), stops))
    return tuple(made)


def _stop(sheet: Sheet, playthrough: Playthrough, here: str) -> Stop:
    briefing = sheet.briefing
    if playthrough.standing(briefing.id).tries:
        kind = StopKind.DECIDED
    else:
        kind = StopKind.OPEN if playthrough.is_open(briefing.id) else StopKind.SEALED
    return Stop(briefing.id, briefing.title, briefing.date.describe(short=True), kind, briefing.id == here)


def _years(sheets: list[Sheet]) -> str:
    dates = [sheet.briefing.date for sheet in sheets]
    first, last = min(date.start.year for date in dates), max(date.end.year for date in dates)
    return str(first) if first == last else f"{first}–{last}"
