"""The attempts of a learner, gathered by what a list shows of their texts: all that can be told without reading one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

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
_HELD = "SELECT text_key, sum(count), max(is_open) FROM bucket WHERE learner_id = ? AND count > 0 GROUP BY text_key"
_BUCKETS = "SELECT key, text_key, choice, is_open, count FROM bucket WHERE learner_id = ? AND count > 0"
_AMONG = " AND text_key IN (SELECT value FROM json_each(?))"


class Text(NamedTuple):
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
    options_json: str
    themes_json: str
    place: int
    """Where its decision stands among all in the order of the cases."""

    @property
    def options(self) -> Mapping[str, str]:
        """Title by id."""
        found: dict[str, str] = _parsed(self.options_json)
        return found

    @property
    def themes(self) -> Sequence[str]:
        """Ids of its themes."""
        found: list[str] = _parsed(self.themes_json)
        return found


class Bucket(NamedTuple):
    """All attempts of the learner with one text and one choice, whose records are open, or aren't."""

    key: int
    text: Text
    choice: str
    is_open: bool
    holds: int
    """How many."""

    @property
    def agreement(self) -> Agreement:
        """Whether the choice is theirs."""
        return Agreement.of(self.choice, self.text.taken)

    @property
    def choice_title(self) -> str:
        """Of the option chosen."""
        return self.text.options[self.choice]

    @property
    def taken_title(self) -> str:
        """Of the option they took."""
        return self.text.options[self.text.taken]


Group = tuple[Bucket, ...]
"""Buckets of one decision that stand together in an order; their attempts follow each other in time."""


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts with attempts of a learner."""

    every: Sequence[Text]
    """In the order of the cases."""
    holds: Mapping[int, int]
    """How many attempts there are with each, by its key."""
    open: Collection[int]
    """Keys of those with an attempt whose record is open."""

    @classmethod
    def read(cls, connection: Connection, learner_id: str) -> Texts:
        """Read them from the file."""
        run = connection.exec_driver_sql
        held = run(_HELD, (learner_id,)).all()
        holds = {key: count for key, count, _ in held}
        found = [text for text in _texts(run(_TEXTS, (learner_id,)).all()) if text.key in holds]
        found.sort(key=lambda text: text.place)
        return cls(found, holds, {key for key, _, is_open in held if is_open})

    def first(self, holding: int) -> list[Text]:
        """Those of the first decisions, that have so many attempts together."""
        found: list[Text] = []
        held = 0
        for _, texts in groupby(self.every, key=lambda text: text.place):
            if held >= holding:
                break
            decision = list(texts)
            found += decision
            held += sum(self.holds[text.key] for text in decision)
        return found

    def longest(self, column: RecordColumn, most: int) -> tuple[str, ...]:
        """The longest texts in a column that says something of texts and choices, at most so many."""
        if column is RecordColumn.TRY:
            tries: Counter[object] = Counter()
            for text in self.every:
                tries[text.case_id, text.decision_id] += self.holds[text.key]
            return (str(max(tries.values(), default=1)),)
        shown = column not in OF_THE_RECORD
        titles = {title for text in self.every if shown or text.key in self.open for title in _TITLES[column](text)}
        return tuple(sorted(titles, key=len, reverse=True)[:most])


@dataclass(frozen=True, slots=True)
class Buckets:
    """All buckets of a learner, or those of some texts."""

    every: Mapping[int, Bucket]
    """By key, in the order of the cases."""

    @classmethod
    def read(cls, connection: Connection, learner_id: str, texts: Sequence[Text], *, some: bool = False) -> Buckets:
        """Read them from the file.

        Args:
            connection: to read from.
            learner_id: of the learner.
            texts: whose buckets are wanted.
            some: whether they are only a few of the texts.
        """
        by_key = {text.key: text for text in texts}
        if some:
            asked = connection.exec_driver_sql(_BUCKETS + _AMONG, (learner_id, json.dumps(list(by_key))))
        else:
            asked = connection.exec_driver_sql(_BUCKETS, (learner_id,))
        found = [Bucket(key, by_key[text], choice, bool(is_open), holds) for key, text, choice, is_open, holds in asked]
        found.sort(key=lambda bucket: bucket.text.place)
        return cls({bucket.key: bucket for bucket in found})

    def chosen(self, wanted: RecordFilter) -> tuple[Bucket, ...]:
        """Those whose attempts may fit; date, forecast, try and words are asked of each attempt."""
        tests = list(_tests(wanted))
        if not tests:
            return tuple(self.every.values())
        return tuple(bucket for bucket in self.every.values() if all(test(bucket) for test in tests))

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
            agreements[each.agreement] += each.holds
            judgements[each.text.judgement] += each.holds
        return Choices(
            tuple(cases),
            tuple(acts),
            _theme_choices(found, themes),
            tuple(Choice(each, f"{each.value} the record", agreements[each]) for each in Agreement),
            tuple(Choice(each, each.value, judgements[each]) for each in _JUDGEMENTS),
        )


def grouped(buckets: Iterable[Bucket], order: RecordOrder) -> list[Group]:
    """Buckets, which come in the order of the cases, as an order of their own columns has them: what is sealed last
    where the column is of the record."""
    value = _VALUES[order.column]
    placed = list(buckets)
    hidden: list[Bucket] = []
    if order.column in OF_THE_RECORD:
        hidden = [bucket for bucket in placed if not bucket.is_open]
        placed = [bucket for bucket in placed if bucket.is_open]
    placed.sort(key=value, reverse=order.falling)
    shown = groupby(placed, key=lambda bucket: (value(bucket), bucket.text.place))
    behind = groupby(hidden, key=lambda bucket: bucket.text.place)
    return [tuple(group) for groups in (shown, behind) for _, group in groups]


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Any:
    """Of a thousand texts few are looked at."""
    return json.loads(text)


def _texts(rows: Sequence[Sequence[Any]]) -> Iterator[Text]:
    """From the rows of their statement."""
    decisions = [_decision(row) for row in rows]
    places = {decision: place for place, decision in enumerate(sorted(set(decisions)))}
    judgements = {each.value: each for each in Judgement}
    for (*told, judgement, options, themes), decision in zip(rows, decisions, strict=True):
        yield Text._make((*told, judgements[judgement], options, themes, places[decision]))


def _decision(row: Sequence[Any]) -> tuple[str, str, int, str]:
    _, case_id, case_title, _, _, decision_id, number, *_ = row
    return case_title.casefold(), case_id, number, decision_id


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
        counts[key] += each.holds
        titles[key] = max(titles.get(key, (-1, "")), (each.text.key, title(each)))
    return [Choice(key, titles[key][1], count) for key, count in counts.items()]


def _theme_choices(buckets: Iterable[Bucket], titles: Mapping[str, str]) -> tuple[Choice, ...]:
    counts: Counter[str] = Counter()
    for each in buckets:
        for theme in each.text.themes:
            counts[theme] += each.holds
    named = [Choice(theme, titles.get(theme, theme), count) for theme, count in counts.items()]
    return tuple(sorted(named, key=lambda choice: (choice.title.casefold(), str(choice.value))))


_TITLES: Mapping[RecordColumn, Callable[[Text], Iterable[str]]] = {
    RecordColumn.CASE: lambda text: (text.case_title,),
    RecordColumn.NUMBER: lambda text: (str(text.decision_number),),
    RecordColumn.DECISION: lambda text: (text.decision_title,),
    RecordColumn.MINE: lambda text: text.options.values(),
    RecordColumn.THEIRS: lambda text: (text.options[text.taken],),
}
_VALUES: Mapping[RecordColumn, Callable[[Bucket], Any]] = {
    RecordColumn.CASE: lambda each: (each.text.case_title.casefold(), each.text.case_id),
    RecordColumn.NUMBER: lambda each: each.text.place,
    RecordColumn.DECISION: lambda each: each.text.decision_title.casefold(),
    RecordColumn.MINE: lambda each: each.choice_title.casefold(),
    RecordColumn.THEIRS: lambda each: each.taken_title.casefold(),
    RecordColumn.RECORD: lambda each: each.agreement is not Agreement.WITH,
    RecordColumn.JUDGEMENT: lambda each: _JUDGEMENTS.index(each.text.judgement),
}
