"""Attempts as xAPI 1.0.3 statements: one for the commitment, one each for the record opened, the debrief closed and
each recall.

A statement never changes once it was handed on, so each says only what stands from its moment on: what they did comes
with the record; a debrief that is changed after it was closed, and a recall that is graded anew, become a further
statement. The description of an activity may change, and so the decision's names what they did once that is open.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO
from uuid import NAMESPACE_URL, UUID, uuid5

from trainer.progress.recalls import Recall
from trainer.reports.attempts import MarkedFactor, Told
from trainer.reports.xapi_model import (
    Account,
    Activity,
    Actor,
    Around,
    Choice,
    Context,
    Definition,
    Extensions,
    Reference,
    Result,
    Statement,
    Verb,
)

HOME = "https://case-trainer.invalid"
"""What all names begin with. Nothing is ever fetched from there: the ending is set aside for that."""

_NAMES = uuid5(NAMESPACE_URL, HOME)
_VERBS = "http://adlnet.gov/expapi/verbs/"
_TYPES = "http://adlnet.gov/expapi/activities/"
_AS_WRITTEN = "und"
"""The language of what cases and learners say: a text doesn't tell which it is in."""


def write_xapi(attempts: Iterable[Told], file: BinaryIO) -> None:
    """Write an array of statements, one a line; raises ``OSError``."""
    file.write(b"[")
    between = b"\n"
    for attempt in attempts:
        for statement in statements(attempt):
            file.write(between + statement.to_json())
            between = b",\n"
    file.write(b"\n]\n")


def statements(told: Told) -> Iterator[Statement]:
    """What an attempt comes to: *answered*, then *experienced* once the record is open, *completed* once it is
    debriefed, and *responded* for each time the decision came back."""
    yield _answered(told)
    if told.revealed is not None:
        yield _experienced(told, told.revealed)
    if told.row.debrief_closed is not None:
        yield _completed(told, told.row.debrief_closed)
    for recall in told.recalls:
        yield _responded(told, recall)


def _answered(told: Told) -> Statement:
    row = told.row
    said: Extensions = {_extension("forecast"): row.forecast, _extension("reasons"): row.reasons}
    result = Result(response=row.choice, extensions=said)
    return _statement(told, "answered", row.attempt, row.date, _decision(told), result)


def _experienced(told: Told, when: dt.datetime) -> Statement:
    row = told.row
    assert row.taken is not None
    assert row.agreement is not None
    assert row.judgement is not None
    record = Definition(type=f"{_TYPES}lesson", name=_words(f"{row.decision_title}: the record"))
    opened: Extensions = {
        _extension("taken"): row.taken,
        _extension("agreement"): row.agreement.value,
        _extension("judgement"): row.judgement.value,
    }
    where = Activity(id=f"{_decision_id(told)}/record", definition=record)
    return _statement(told, "experienced", row.attempt, when, where, Result(completion=True, extensions=opened))


def _completed(told: Told, when: dt.datetime) -> Statement:
    row = told.row
    saw, missed = _by_id(row.factors_saw), _by_id(row.factors_missed)
    said: Extensions = {
        _extension("takeaway"): row.takeaway,
        _extension("factors-saw"): saw,
        _extension("factors-missed"): missed,
    }
    own = json.dumps([row.attempt, row.takeaway, saw, missed], ensure_ascii=False, sort_keys=True)
    return _statement(told, "completed", own, when, _decision(told), Result(completion=True, extensions=said))


def _responded(told: Told, recall: Recall) -> Statement:
    assert recall.graded is not None
    assert recall.grade is not None
    title = f"{told.row.decision_title}: the recall"
    asked = Definition(type=f"{_TYPES}cmi.interaction", name=_words(title), interaction_type="long-fill-in")
    said: Extensions = {_extension("grade"): recall.grade.name.lower()}
    if recall.remembered is not None:
        said = {**said, _extension("remembered-forecast"): recall.remembered}
    own = json.dumps([recall.id, recall.answer, recall.remembered, recall.grade, recall.graded.isoformat()])
    where = Activity(id=f"{_decision_id(told)}/recall", definition=asked)
    when = recall.graded.replace(microsecond=0)
    return _statement(told, "responded", own, when, where, Result(response=recall.answer, extensions=said))


def _statement(told: Told, verb: str, own: str, when: dt.datetime, where: Activity, result: Result) -> Statement:
    """``own`` sets the statement apart from others with the same verb."""
    row = told.row
    answer = _uuid("answered", row.attempt)
    seen: Extensions = {
        _extension("attempt"): row.attempt,
        _extension("attempt-number"): row.attempt_number,
        _extension("text"): row.digest,
    }
    if row.case_version is not None:
        seen = {**seen, _extension("case-version"): row.case_version}
    return Statement(
        id=_uuid(verb, own),
        actor=Actor(name=row.learner, account=Account(home_page=HOME, name=told.learner_id)),
        verb=Verb(id=f"{_VERBS}{verb}", display={"en": verb}),
        object=where,
        result=result,
        context=Context(
            registration=_uuid("playthrough", f"{told.learner_id}/{row.case}"),
            platform="Case Trainer",
            context_activities=Around(parent=(_act(told),), grouping=(_case(told),)),
            statement=None if verb == "answered" else Reference(id=answer),
            extensions=seen,
        ),
        timestamp=when,
    )


def _decision(told: Told) -> Activity:
    row = told.row
    choices = tuple(Choice(id=option, description=_words(title)) for option, title in told.options.items())
    definition = Definition(
        type=f"{_TYPES}cmi.interaction",
        name=_words(row.decision_title),
        description=_words(told.question) if told.question else None,
        interaction_type="choice",
        choices=choices or None,
        correct_responses_pattern=(row.taken,) if row.taken is not None else None,
    )
    return Activity(id=_decision_id(told), definition=definition)


def _decision_id(told: Told) -> str:
    return f"{HOME}/cases/{told.row.case}/decisions/{told.row.decision}"


def _act(told: Told) -> Activity:
    if not told.act:
        return _case(told)
    definition = Definition(type=f"{_TYPES}module", name=_words(told.row.act_title))
    return Activity(id=f"{HOME}/cases/{told.row.case}/acts/{told.act}", definition=definition)


def _case(told: Told) -> Activity:
    definition = Definition(type=f"{_TYPES}course", name=_words(told.row.case_title))
    return Activity(id=f"{HOME}/cases/{told.row.case}", definition=definition)


def _words(text: str) -> Mapping[str, str]:
    return {_AS_WRITTEN: text}


def _by_id(factors: tuple[MarkedFactor, ...]) -> dict[str, str]:
    return {factor.id: factor.name for factor in factors}


def _extension(name: str) -> str:
    return f"{HOME}/xapi/{name}"


def _uuid(kind: str, name: str) -> UUID:
    return uuid5(_NAMES, f"{kind}/{name}")
