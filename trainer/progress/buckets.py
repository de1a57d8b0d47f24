"""The attempts of a learner, gathered by what a list shows of their texts: all that can be told without reading one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from trainer.case.model import Judgement
from trainer.progress.record_filter import Choice, Choices, RecordColumn, RecordFilter, RecordOrder
from trainer.study.forecast import Agreement

OF_THE_RECORD = frozenset({RecordColumn.THEIRS, RecordColumn.RECORD, RecordColumn.JUDGEMENT})
"""The columns that tell of the record."""

_JUDGEMENTS = (Judgement.VINDICATED, Judgement.MIXED, Judgement.REGRETTED)

_TEXTS = """
    SELECT text_index.key, case_id, case_title, act_number, act_title, decision_id, decision_number, decision_title,
        taken, judgement, options, themes
    FROM text_index JOIN seen_text USING (digest)
    WHERE text_index.key IN (SELECT text_key FROM bucket WHERE learner_id = ?)
"""
_BUCKETS = "SELECT key, text_key, choice, is_open, count FROM bucket WHERE learner_id = ? AND count > 0"


@dataclass(frozen=True, slots=True)
class Text:
    """What lists show of a seen text."""

    key: int
    case_id: str
    case_title: str
    act_number: int
    act_title: str
    decision_id: str
    decision_number: int
    decision_title: str
    taken: str
    judgement: Judgement
    options: Mapping[str, str]
    """Title by id."""
    themes: frozenset[str]
    place: tuple[str, str, int, str]
    """Where its decision stands among all, for sorting."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """All attempts of the learner with one text and one choice, whose records are open, or aren't."""

    key: int
    text: Text
    choice: str
    is_open: bool
    count: int

    @property
    def agreement(self) -> Agreement:
        """Whether the choice is theirs."""
        return Agreement.of(self.choice, self.text.taken)


Group = tuple[Bucket, ...]
"""Buckets of one decision that stand together in an order; their attempts follow each other in time."""


@dataclass(frozen=True, slots=True)
class Buckets:
    """All buckets of a learner."""

    every: Mapping[int, Bucket]

    @classmethod
    def read(cls, connection: Connection, learner_id: str) -> Buckets:
        """Read them from the file."""
        run = connection.exec_driver_sql
        texts = {row[0]: _text(*row) for row in run(_TEXTS, (learner_id,))}
        rows = run(_BUCKETS, (learner_id,))
        return cls(
            {key: Bucket(key, texts[text], choice, bool(is_open), count) for key, text, choice, is_open, count in rows}
        )

    @property
    def count(self) -> int:
        """How many attempts there are."""
        return sum(bucket.count for bucket in self.every.values())

    def chosen(self, wanted: RecordFilter) -> tuple[Bucket, ...]:
        """Those whose attempts may fit; date, forecast, try and words are asked of each attempt."""
        tests = list(_tests(wanted))
        return tuple(bucket for bucket in self.every.values() if all(test(bucket) for test in tests))

    def longest(self, column: RecordColumn, most: int) -> tuple[str, ...]:
        """The longest texts in a column that says something of texts and choices, at most so many."""
        if column is RecordColumn.TRY:
            tries: Counter[object] = Counter()
            for bucket in self.every.values():
                tries[bucket.text.case_id, bucket.text.decision_id] += bucket.count
            return (str(max(tries.values(), default=1)),)
        title = _TITLES[column]
        shown = column not in OF_THE_RECORD
        titles = {title(bucket) for bucket in self.every.values() if shown or bucket.is_open}
        return tuple(sorted(titles, key=len, reverse=True)[:most])

    def choices(self, case_id: str | None, themes: Mapping[str, str]) -> Choices:
        """What a filter may ask for.

        Args:
            case_id: of the case whose acts are wanted.
            themes: titles by id; a theme that isn't among them is called as its id.
        """
        found = self.every.values()
        cases = _counted(found, lambda each: each.text.case_id, lambda each: each.text.case_title)
        cases.sort(key=lambda case: (case.title.casefold(), str(case.value)))
        only = case_id or (str(cases[0].value) if len(cases) == 1 else None)
        within = [each for each in found if each.text.case_id == only]
        acts = _counted(
            within,
            lambda each: (each.text.case_id, each.text.act_number),
            lambda each: f"{each.text.act_number}. {each.text.act_title}",
        )
        acts.sort(key=lambda act: act.value[1])  # type: ignore[index]
        shown = [each for each in found if each.is_open]
        agreements = Counter[Agreement]()
        judgements = Counter[Judgement]()
        for each in shown:
            agreements[each.agreement] += each.count
            judgements[each.text.judgement] += each.count
        return Choices(
            tuple(cases),
            tuple(acts),
            _theme_choices(found, themes),
            tuple(Choice(each, f"{each.value} the record", agreements[each]) for each in Agreement),
            tuple(Choice(each, each.value, judgements[each]) for each in _JUDGEMENTS),
        )


def grouped(buckets: Iterable[Bucket], order: RecordOrder) -> list[Group]:
    """Buckets as an order of their own columns has them: what is sealed last where the column is of the record."""
    value = _VALUES[order.column]
    placed = sorted(buckets, key=lambda bucket: bucket.text.place)
    hidden: list[Bucket] = []
    if order.column in OF_THE_RECORD:
        hidden = [bucket for bucket in placed if not bucket.is_open]
        placed = [bucket for bucket in placed if bucket.is_open]
    placed.sort(key=value, reverse=order.falling)
    shown = groupby(placed, key=lambda bucket: (value(bucket), bucket.text.place))
    behind = groupby(hidden, key=lambda bucket: bucket.text.place)
    return [tuple(group) for groups in (shown, behind) for _, group in groups]


def _text(key: int, *row: Any) -> Text:
    case_id, case_title, act_number, act_title, decision_id, number, title, taken, judgement, options, themes = row
    place = (case_title.casefold(), case_id, number, decision_id)
    return Text(
        key,
        case_id,
        case_title,
        act_number,
        act_title,
        decision_id,
        number,
        title,
        taken,
        Judgement(judgement),
        json.loads(options),
        frozenset(json.loads(themes)),
        place,
    )


_Test = Callable[[Bucket], bool]


def _tests(wanted: RecordFilter) -> Iterable[_Test]:
    if wanted.case is not None:
        yield lambda each: each.text.case_id == wanted.case
    if wanted.act is not None:
        yield lambda each: (each.text.case_id, each.text.act_number) == wanted.act
    if wanted.decision is not None:
        yield lambda each: (each.text.case_id, each.text.decision_id) == wanted.decision
    if wanted.theme is not None:
        yield lambda each: wanted.theme in each.text.themes
    if wanted.agreement is not None:
        yield lambda each: each.is_open and each.agreement is wanted.agreement
    if wanted.judgement is not None:
        yield lambda each: each.is_open and each.text.judgement is wanted.judgement


def _counted(
    buckets: Iterable[Bucket], value: Callable[[Bucket], object], title: Callable[[Bucket], str]
) -> list[Choice]:
    """A choice for each value; of several titles the one of the newest text."""
    counts: Counter[object] = Counter()
    titles: dict[object, tuple[int, str]] = {}
    for each in buckets:
        key = value(each)
        counts[key] += each.count
        titles[key] = max(titles.get(key, (-1, "")), (each.text.key, title(each)))
    return [Choice(key, titles[key][1], count) for key, count in counts.items()]


def _theme_choices(buckets: Iterable[Bucket], titles: Mapping[str, str]) -> tuple[Choice, ...]:
    counts: Counter[str] = Counter()
    for each in buckets:
        for theme in each.text.themes:
            counts[theme] += each.count
    named = [Choice(theme, titles.get(theme, theme), count) for theme, count in counts.items()]
    return tuple(sorted(named, key=lambda choice: (choice.title.casefold(), str(choice.value))))


_TITLES: Mapping[RecordColumn, Callable[[Bucket], str]] = {
    RecordColumn.CASE: lambda each: each.text.case_title,
    RecordColumn.NUMBER: lambda each: str(each.text.decision_number),
    RecordColumn.DECISION: lambda each: each.text.decision_title,
    RecordColumn.MINE: lambda each: each.text.options[each.choice],
    RecordColumn.THEIRS: lambda each: each.text.options[each.text.taken],
}
_VALUES: Mapping[RecordColumn, Callable[[Bucket], Any]] = {
    RecordColumn.CASE: lambda each: each.text.place[:2],
    RecordColumn.NUMBER: lambda each: each.text.place,
    RecordColumn.DECISION: lambda each: _TITLES[RecordColumn.DECISION](each).casefold(),
    RecordColumn.MINE: lambda each: _TITLES[RecordColumn.MINE](each).casefold(),
    RecordColumn.THEIRS: lambda each: _TITLES[RecordColumn.THEIRS](each).casefold(),
    RecordColumn.RECORD: lambda each: each.agreement is not Agreement.WITH,
    RecordColumn.JUDGEMENT: lambda each: _JUDGEMENTS.index(each.text.judgement),
}
