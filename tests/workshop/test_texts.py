"""A room learns the options of a decision from its open pages and the factors only from its record."""

from __future__ import annotations

from tests.workshop.made import opened, xiaomi
from trainer.workshop.texts import DecisionText


def test_options_come_with_the_open_pages_and_factors_with_the_record() -> None:
    case = xiaomi()
    for decision_id in case.order[:3]:
        sheet, record = case.sheet(decision_id), opened(case.envelopes[decision_id])
        options = tuple(option.id for option in sheet.briefing.options)
        assert DecisionText.of(sheet) == DecisionText(options, None)
        assert DecisionText.of(sheet, record) == DecisionText(options, frozenset(f.id for f in record.decision.factors))
