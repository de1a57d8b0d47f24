"""What the learner of the tour decided on the days of which there are no pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from trainer.desktop.desk import Desk
from trainer.progress.values import FactorMark
from trainer.study.playthrough import REVEAL_STEPS, Draft

_FORECASTS = (80, 45, 65, 20, 90, 55)
_MARKS = (FactorMark.SAW, FactorMark.SAW, FactorMark.MISSED)


def decide_until(desk: Desk, wanted: str, reasons: str, pass_time: Callable[[dt.timedelta], None]) -> None:
    """Take each decision, a day apart, until one is the next.

    Args:
        desk: of the learner.
        wanted: id of the decision that is left open.
        reasons: given each time.
        pass_time: moves the clock on that the store goes by.
    """
    index = 0
    while (decision_id := desk.playthrough.current) not in (wanted, None):
        options = desk.text(decision_id).briefing.options
        pass_time(dt.timedelta(minutes=8))
        forecast = _FORECASTS[index % len(_FORECASTS)]
        attempt = desk.commit(decision_id, Draft(options[(index + 1) % len(options)].id, forecast, reasons))
        desk.unfold(attempt, len(REVEAL_STEPS))
        factors = desk.seen(attempt).decision.factors
        desk.mark(attempt, {factor.id: mark for factor, mark in zip(factors, _MARKS, strict=False)})
        desk.close_debrief(attempt)
        pass_time(dt.timedelta(days=1, minutes=7))
        index += 1
