"""All attempts as exports give them: one after the other, and nothing in them that is still sealed."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Annotated, Literal

from pydantic import Field

from trainer.case.base import Model
from trainer.case.model import Judgement
from trainer.case.sealed import SealBroken
from trainer.progress.recalls import Recall
from trainer.progress.store import Store
from trainer.progress.values import FactorMark, Learner, Place, WholeAttempt
from trainer.reports.table import Value
from trainer.reports.watch import Watch
from trainer.study.forecast import Agreement
from trainer.study.playthrough import Stage

_PAGE = 500
_TEXTS = 1_000
"""How many texts are remembered at most, so that memory doesn't grow with their number."""

_UNWATCHED = Watch()

_SEALED = "Empty until the record of this attempt is open to its end."
_STAGES: Mapping[Stage, Literal["committed", "revealed", "debriefed"]] = {
    Stage.COMMITTED: "committed",
    Stage.REVEALED: "revealed",
    Stage.DEBRIEFED: "debriefed",
}
_SHA = r"^[0-9a-f]{64}$"


class MarkedFactor(Model):
    """A documented factor that the learner has marked."""

    id: str
    name: str = Field(description="As the text said it that the attempt saw; its id where that text is damaged.")


class ExportedAttempt(Model):
    """One attempt; the fields are the columns, in their order."""

    learner: str = Field(description="Name of the learner.")
    case: str = Field(description="Id of the case.")
    case_title: str = Field(description="Title of the case.")
    case_version: str | None = Field(
        description="Version of the case that the attempt saw. Empty where its text is damaged."
    )
    act_number: Annotated[int, Field(ge=1)] = Field(description="Number of the act in the case.")
    act_title: str = Field(description="Title of the act.")
    decision: str = Field(description="Id of the decision.")
    decision_number: Annotated[int, Field(ge=1)] = Field(description="Number of the decision in the case.")
    decision_title: str = Field(description="Title of the decision.")
    attempt: str = Field(description="Id of the attempt.")
    attempt_number: Annotated[int, Field(ge=1)] = Field(description="1 for the first attempt at that decision.")
    date: dt.datetime = Field(description="When it was committed, in UTC, to the second.")
    stage: Literal["committed", "revealed", "debriefed"] = Field(
        description="How far it has come: committed, revealed (the record is open to its end) or debriefed."
    )
    choice: str = Field(description="Id of the option that the learner chose.")
    choice_title: str = Field(description="Title of that option.")
    forecast: Annotated[int, Field(ge=0, le=100)] = Field(
        description="How likely the learner thought it that they chose the same, in percent."
    )
    reasons: str = Field(description="The learner's own words.")
    taken: str | None = Field(description=f"Id of the option that they took. {_SEALED}")
    taken_title: str | None = Field(description=f"Title of that option. {_SEALED}")
    agreement: Agreement | None = Field(
        description=f"Whether the choice is with the record or against it. Says nothing about who was right. {_SEALED}"
    )
    judgement: Judgement | None = Field(description=f"How the record judges what they did. {_SEALED}")
    factors_saw: tuple[MarkedFactor, ...] = Field(
        description=f"The documented factors that the learner marked as seen. {_SEALED}"
    )
    factors_missed: tuple[MarkedFactor, ...] = Field(
        description=f"The documented factors that the learner marked as missed. {_SEALED}"
    )
    takeaway: str = Field(description="What the learner takes along, in their own words.")
    debrief_closed: dt.datetime | None = Field(
        description="When the debrief was closed, in UTC, to the second. Empty until then."
    )
    digest: Annotated[str, Field(pattern=_SHA)] = Field(description="SHA-256 of the text that the attempt saw.")
    seal: Annotated[str, Field(pattern=_SHA)] = Field(
        description="SHA-256 over the content of the attempt and the seal of the learner's attempt before it."
    )


COLUMNS: Mapping[str, str] = {name: each.description or "" for name, each in ExportedAttempt.model_fields.items()}
"""Name of each column to what stands in it."""


def cells(attempt: ExportedAttempt) -> tuple[Value, ...]:
    """An attempt as a row: factors by their names, ``None`` where there is nothing."""
    row: list[Value] = []
    for name in COLUMNS:
        value = getattr(attempt, name)
        row.append("; ".join(factor.name for factor in value) if isinstance(value, tuple) else value)
    return tuple(row)


@dataclass(frozen=True, slots=True)
class Told:
    """One attempt with what exports tell of the text that it saw; nothing in it is still sealed."""

    row: ExportedAttempt
    learner_id: str
    revealed: dt.datetime | None
    """When the record was open to its end, in UTC, to the second."""
    act: str = ""
    """Id of the act; empty where the text is damaged, as are the other two."""
    question: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    """Title of each option by its id, in their order."""
    recalls: tuple[Recall, ...] = ()
    """The graded ones, the first first."""


@dataclass(frozen=True, slots=True)
class _Text:
    """What exports tell of a text that an attempt saw."""

    version: str | None = None
    act: str = ""
    question: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    factors: Mapping[str, str] = field(default_factory=dict)


def walk(
    store: Store, learners: Sequence[Learner], case_id: str | None = None, watch: Watch = _UNWATCHED
) -> Iterator[tuple[Learner, WholeAttempt]]:
    """The attempts of some learners, the first first, read in pages while they are gone through.

    Args:
        store: to read from.
        learners: whose attempts, in that order.
        case_id: of the only case wanted.
        watch: told after each page how many attempts are done.

    Raises:
        ExportCancelled: somebody asked to stop.
        ProgressError: the progress can't be read.
    """
    total = sum(store.attempt_count(learner.id, case_id) for learner in learners)
    done = 0
    watch.tell(done, total)
    for learner in learners:
        after = Place()
        while page := store.whole_attempts(learner.id, after, _PAGE, case_id):
            for whole in page:
                yield learner, whole
            after = page[-1].place
            done += len(page)
            watch.tell(done, total)


class Attempts:
    """The attempts of some learners as exports tell them; read by :func:`walk` while they are gone through."""

    def __init__(
        self, store: Store, learners: Sequence[Learner], case_id: str | None = None, watch: Watch = _UNWATCHED
    ) -> None:
        self._store = store
        self._walk = partial(walk, store, learners, case_id, watch)
        self._texts: OrderedDict[str, _Text] = OrderedDict()
        self.count = 0
        """How many there were so far."""
        self.damaged = 0
        """How many of them saw a text that can't be read any more."""

    def __iter__(self) -> Iterator[ExportedAttempt]:
        """The rows alone; raises as :func:`walk` does."""
        for learner, whole in self._walk():
            self.count += 1
            yield _exported(learner.name, whole, self._text(whole))

    def told(self) -> Iterator[Told]:
        """With their recalls, and what is told of their texts; raises as :func:`walk` does."""
        found = self._walk()
        while page := tuple(islice(found, _PAGE)):
            ended = [whole.attempt.id for _, whole in page if whole.line.stage is Stage.DEBRIEFED]
            recalls = self._store.recalls.graded(ended)
            for learner, whole in page:
                self.count += 1
                yield _told(learner, whole, self._text(whole), recalls.get(whole.attempt.id, ()))

    def _text(self, whole: WholeAttempt) -> _Text:
        digest = whole.attempt.digest
        text = self._texts.pop(digest, None) or self._read(whole.attempt.id)
        self._texts[digest] = text
        if len(self._texts) > _TEXTS:
            self._texts.popitem(last=False)
        if text.version is None:
            self.damaged += 1
        return text

    def _read(self, attempt_id: str) -> _Text:
        try:
            sheet = self._store.seen_text(attempt_id)
        except SealBroken:
            return _Text()
        decision = sheet.decision
        return _Text(
            version=sheet.case_version,
            act=sheet.act.id,
            question=decision.question,
            options={option.id: option.title for option in decision.options},
            factors={factor.id: factor.name for factor in decision.factors},
        )


def _told(learner: Learner, whole: WholeAttempt, text: _Text, recalls: tuple[Recall, ...]) -> Told:
    is_open = whole.line.stage is not Stage.COMMITTED
    return Told(
        row=_exported(learner.name, whole, text),
        learner_id=learner.id,
        revealed=_second(whole.revealed) if is_open and whole.revealed else None,
        act=text.act,
        question=text.question,
        options=text.options,
        recalls=recalls,
    )


def _exported(learner: str, whole: WholeAttempt, text: _Text) -> ExportedAttempt:
    attempt, line = whole.attempt, whole.line
    is_open = line.stage is not Stage.COMMITTED
    marks = whole.debrief.marks if is_open else {}
    return ExportedAttempt(
        learner=learner,
        case=attempt.case_id,
        case_title=line.case_title,
        case_version=text.version,
        act_number=line.act_number,
        act_title=line.act_title,
        decision=attempt.decision_id,
        decision_number=line.decision_number,
        decision_title=line.decision_title,
        attempt=attempt.id,
        attempt_number=attempt.number,
        date=_second(attempt.created),
        stage=_STAGES[line.stage],
        choice=attempt.commitment.choice,
        choice_title=line.choice_title,
        forecast=attempt.commitment.forecast,
        reasons=attempt.commitment.reasons,
        taken=whole.taken if is_open else None,
        taken_title=line.taken_title if is_open else None,
        agreement=line.agreement if is_open else None,
        judgement=line.judgement if is_open else None,
        factors_saw=_marked(marks, FactorMark.SAW, text),
        factors_missed=_marked(marks, FactorMark.MISSED, text),
        takeaway=whole.debrief.takeaway,
        debrief_closed=whole.debrief.closed and _second(whole.debrief.closed),
        digest=attempt.digest,
        seal=attempt.seal,
    )


def _marked(marks: Mapping[str, FactorMark], wanted: FactorMark, text: _Text) -> tuple[MarkedFactor, ...]:
    """In the order of the text, whatever order they were marked in; those that it doesn't tell of come last."""
    ordered = (*text.factors, *sorted(marks.keys() - text.factors.keys()))
    found = (factor for factor in ordered if marks.get(factor) is wanted)
    return tuple(MarkedFactor(id=factor, name=text.factors.get(factor, factor)) for factor in found)


def _second(time: dt.datetime) -> dt.datetime:
    return time.astimezone(dt.UTC).replace(microsecond=0)
