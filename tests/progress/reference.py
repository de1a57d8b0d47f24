"""What a list of attempts shows, worked out over all of them: what the reading of pages is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from trainer.case.model import Judgement
from trainer.progress.record_filter import RecordColumn, RecordFilter, RecordOrder
from trainer.progress.values import AttemptLine
from trainer.study.forecast import Agreement
from trainer.study.playthrough import Stage

_JUDGEMENTS = (Judgement.VINDICATED, Judgement.MIXED, Judgement.REGRETTED)
_OF_THE_RECORD = (RecordColumn.THEIRS, RecordColumn.RECORD, RecordColumn.JUDGEMENT)
_IN_TIME = (RecordColumn.DATE, RecordColumn.TRY, RecordColumn.FORECAST)


def listed(
    lines: Iterable[AttemptLine],
    wanted: RecordFilter,
    order: RecordOrder,
    themes: Mapping[tuple[str, str], tuple[str, ...]],
) -> list[str]:
    """Ids of the attempts that fit, in their order.

    Args:
        lines: all attempts of the learner.
        wanted: the filter.
        order: the order.
        themes: by case and decision.
    """
    found = [line for line in lines if _fits(line, wanted, themes.get((line.case_id, line.decision_id), ()))]
    return [line.id for line in ordered(found, order)]


def ordered(lines: list[AttemptLine], order: RecordOrder) -> list[AttemptLine]:
    """Attempts in an order. Those of one moment must be given in the order they were made."""
    found = sorted(lines, key=lambda line: line.created)
    if order.column in _IN_TIME:
        found = found[::-1] if order.falling else found
        return sorted(found, key=lambda line: _value(line, order.column), reverse=order.falling)
    found.sort(key=_place)
    hidden = [line for line in found if order.column in _OF_THE_RECORD and is_sealed(line)]
    shown = [line for line in found if not (order.column in _OF_THE_RECORD and is_sealed(line))]
    return sorted(shown, key=lambda line: _value(line, order.column), reverse=order.falling) + hidden


def is_sealed(line: AttemptLine) -> bool:
    return line.stage < Stage.REVEALED


def _place(line: AttemptLine) -> tuple[str, str, int, str]:
    return line.case_title.casefold(), line.case_id, line.decision_number, line.decision_id


def _value(line: AttemptLine, column: RecordColumn) -> Any:
    return {
        RecordColumn.DATE: line.created,
        RecordColumn.CASE: _place(line)[:2],
        RecordColumn.NUMBER: _place(line),
        RecordColumn.DECISION: line.decision_title.casefold(),
        RecordColumn.TRY: line.number,
        RecordColumn.MINE: line.choice_title.casefold(),
        RecordColumn.THEIRS: line.taken_title.casefold(),
        RecordColumn.RECORD: line.agreement is not Agreement.WITH,
        RecordColumn.JUDGEMENT: _JUDGEMENTS.index(line.judgement),
        RecordColumn.FORECAST: line.forecast,
    }[column]


def _fits(line: AttemptLine, wanted: RecordFilter, themes: tuple[str, ...]) -> bool:
    asked = {
        "case": line.case_id,
        "act": (line.case_id, line.act_number),
        "decision": (line.case_id, line.decision_id),
        "agreement": None if is_sealed(line) else line.agreement,
        "judgement": None if is_sealed(line) else line.judgement,
    }
    if any(getattr(wanted, name) not in (None, value) for name, value in asked.items()):
        return False
    lowest, highest = wanted.forecasts or (0, 100)
    return (
        (wanted.theme is None or wanted.theme in themes)
        and (wanted.since is None or line.created >= wanted.since)
        and (wanted.until is None or line.created < wanted.until)
        and lowest <= line.forecast <= highest
        and (not wanted.first_tries or line.number == 1)
        and all(_has(line.reasons, word) for word in wanted.words.split())
    )


def _has(reasons: str, typed: str) -> bool:
    """Whether a word stands in reasons; both of Latin letters and Chinese characters alone."""
    said, asked = (re.findall(r"[a-zé]+|[\u4e00-\u9fff]", text.lower().replace("é", "e")) for text in (reasons, typed))
    ends = range(len(said) - len(asked) + 1)
    return (
        any(
            said[at : at + len(asked) - 1] == asked[:-1] and said[at + len(asked) - 1].startswith(asked[-1])
            for at in ends
        )
        if asked
        else True
    )
