"""What a workshop keeps sealed from its phones, and whether any of it can be read in what they were sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.journeys.sealed import one_line, sentences, strings
from tests.workshop.made import opened as unsealed
from tests.workshop.made import xiaomi
from trainer.case.base import to_plain
from trainer.study.playthrough import REVEAL_STEPS

ALL = len(REVEAL_STEPS)
"""Parts of a record."""


def readable(sent: bytes) -> str:
    """What was sent, as it stands there and with the runs of its texts put together."""
    text = sent.decode()
    try:
        value = json.loads(text.partition("data: ")[2] or text)
    except ValueError:
        return text
    return " ".join((text, *strings(_together(value))))


def _together(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _together(each) for name, each in value.items()}
    if isinstance(value, list):
        if value and all(isinstance(each, list) and len(each) == 2 and isinstance(each[0], str) for each in value):
            return "".join(each[0] for each in value)
        return [_together(each) for each in value]
    return value


class Secrets:
    """The sentences of a decision, by the part of the reveal with which they come: 0 for its open pages, and one more
    than there are for whatever comes with the debrief or never."""

    def __init__(self, decision_id: str) -> None:
        decision = unsealed(xiaomi().envelopes[decision_id]).decision
        record = to_plain(decision.record)
        pages = sentences(to_plain(decision.briefing()))
        self.parts: dict[int, set[str]] = {0: pages}
        shown = one_line(" ".join(strings(to_plain(xiaomi().sheet(decision_id)))))
        for part, name in enumerate(REVEAL_STEPS, 1):
            told = record.get(name, []) if name != "happened" else [record[name], record["exhibits"]]
            self.parts[part] = {each for each in sentences(told) if each not in shown}
            shown += one_line(" ".join(strings(told)))
        self.parts[ALL + 1] = {each for each in sentences(to_plain(decision)) if each not in shown}

    def open_until(self, shown: int | None) -> set[str]:
        """What may be known once the room has seen so many parts, or ``None`` of the decision at all."""
        return set().union(*(self.parts[part] for part in range(shown + 1))) if shown is not None else set()


def leaks(text: str, secrets: Mapping[str, Secrets], come: Mapping[str, int]) -> list[str]:
    """What can be read and mustn't be; two records may say the same of who judges them."""
    known = set().union(*(each.open_until(come.get(decision_id)) for decision_id, each in secrets.items()))
    sealed = set().union(*(part for each in secrets.values() for part in each.parts.values())) - known
    return [each for each in sealed if each in text]
