"""One attempt, made up."""

from __future__ import annotations

import datetime as dt

from trainer.case.model import Judgement
from trainer.reports.attempts import ExportedAttempt
from trainer.study.forecast import Agreement

SAMPLE = ExportedAttempt(
    learner="Mara",
    case="town",
    case_title="A town by the sea",
    case_version="1.0",
    act_number=1,
    act_title="The north",
    decision="harbour",
    decision_number=1,
    decision_title="The harbour",
    attempt="1" * 32,
    attempt_number=1,
    date=dt.datetime(2026, 11, 22, 21, 16, tzinfo=dt.UTC),
    stage="revealed",
    choice="wait",
    choice_title="Wait a year",
    forecast=60,
    reasons="Half a year hurts.",
    taken="wait",
    taken_title="Wait a year",
    agreement=Agreement.WITH,
    judgement=Judgement.MIXED,
    factors_saw=(),
    factors_missed=(),
    takeaway="",
    debrief_closed=None,
    digest="a" * 64,
    seal="b" * 64,
)


def saying(reasons: str, takeaway: str = "") -> ExportedAttempt:
    """The same with other words."""
    return SAMPLE.model_copy(update={"reasons": reasons, "takeaway": takeaway})
