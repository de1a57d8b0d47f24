"""Cards, which follow from closed debriefs and graded recalls, kept in step within a transaction of the caller's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, literal, select, union_all, update
from sqlalchemy.dialects.sqlite import insert

from trainer.progress.due import RELEARNING, REVIEW
from trainer.progress.tables import ATTEMPT, CARD, DEBRIEF, PLAYTHROUGH, RECALL
from trainer.study.recall import Card, Grade, Review, after, card_of, moved

_KEY = (CARD.c.learner_id, CARD.c.case_id, CARD.c.decision_id)
_AT = tuple(column == bindparam(name) for column, name in zip(_KEY, ("learner", "case", "decision"), strict=True))
_CARD = select(CARD).where(*_AT)
_DROP = delete(CARD).where(*_AT)
_NEW = insert(CARD)
_PUT = _NEW.on_conflict_do_update(
    index_elements=list(_KEY), set_={c.name: _NEW.excluded[c.name] for c in CARD.c if not c.primary_key}
)
_DECISION = (ATTEMPT.c.learner_id, ATTEMPT.c.case_id, ATTEMPT.c.decision_id)
_IN_CHAIN = (ATTEMPT.c.seq, ATTEMPT.c.created, ATTEMPT.c.id)
"""As tries are counted: a clock that was set back makes no first try of a later one."""

_HERE = (
    ATTEMPT.c.playthrough_id
    == select(PLAYTHROUGH.c.id)
    .where(PLAYTHROUGH.c.learner_id == bindparam("learner"), PLAYTHROUGH.c.case_id == bindparam("case"))
    .scalar_subquery(),
    ATTEMPT.c.decision_id == bindparam("decision"),
)
_DEBRIEFS = (
    select(*_DECISION, DEBRIEF.c.closed.label("at"), literal(Grade.GOOD.value).label("grade"))
    .join(DEBRIEF, DEBRIEF.c.attempt_id == ATTEMPT.c.id)
    .where(DEBRIEF.c.closed.is_not(None))
)
_RECALLS = (
    select(*_DECISION, RECALL.c.graded.label("at"), RECALL.c.grade)
    .join(RECALL, RECALL.c.attempt_id == ATTEMPT.c.id)
    .where(RECALL.c.graded.is_not(None))
)
_REVIEWS_HERE = union_all(_DEBRIEFS.where(*_HERE), _RECALLS.where(*_HERE))
_FIRST = (
    select(ATTEMPT.c.id)
    .join(DEBRIEF, DEBRIEF.c.attempt_id == ATTEMPT.c.id)
    .where(DEBRIEF.c.closed.is_not(None), *_HERE)
    .order_by(*_IN_CHAIN)
    .limit(1)
)
_MOVE = update(CARD).where(*_AT).values(due=bindparam("moved"))
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Spot:
    """Which learner's card of which decision."""

    learner_id: str
    case_id: str
    decision_id: str

    @property
    def asked(self) -> dict[str, Any]:
        """As the statements take it."""
        return {"learner": self.learner_id, "case": self.case_id, "decision": self.decision_id}


def card(connection: Connection, spot: Spot) -> Card | None:
    """The card of a decision; ``None`` before its first debrief."""
    row = connection.execute(_CARD, spot.asked).one_or_none()
    return None if row is None else _card(row)


def first_attempt(connection: Connection, spot: Spot) -> str | None:
    """Id of the first attempt at a decision that was debriefed: the one that is asked about."""
    found = connection.execute(_FIRST, spot.asked).scalar_one_or_none()
    return None if found is None else str(found)


def reviewed(connection: Connection, spot: Spot, review: Review, retention: int) -> Card:
    """The card after a review that was just written down."""
    row = connection.execute(_CARD, spot.asked).one_or_none()
    if row is None or review.at <= row.last_review:
        found = replay(connection, spot, retention)
        assert found is not None
        return found
    made = after(_card(row), review, retention)
    lapses = row.lapses + (review.grade is Grade.AGAIN)
    connection.execute(_PUT, _values(spot, row.attempt_id, made, row.reviews + 1, lapses))
    return made


def replay(connection: Connection, spot: Spot, retention: int) -> Card | None:
    """Work the card out anew from all reviews; without any it goes."""
    rows = connection.execute(_REVIEWS_HERE, spot.asked).all()
    first = first_attempt(connection, spot)
    values = _replayed(spot, first, rows, retention) if first else None
    if values is None:
        connection.execute(_DROP, spot.asked)
        return None
    connection.execute(_PUT, values)
    return card(connection, spot)


def rebuild(connection: Connection, retention: int, learner_id: str | None = None) -> None:
    """Work out all cards anew, of one learner or of all.

    To be called after attempts, debriefs or recalls were written in any other way than through the store.
    """
    whose = () if learner_id is None else (ATTEMPT.c.learner_id == learner_id,)
    mine = () if learner_id is None else (CARD.c.learner_id == learner_id,)
    firsts = {Spot(*row[:3]): row.id for row in connection.execute(_firsts(whose))}
    connection.execute(delete(CARD).where(*mine))
    batch: list[dict[str, Any]] = []
    for spot, rows in _all_reviews(connection, whose):
        values = _replayed(spot, firsts[spot], rows, retention) if spot in firsts else None
        if values is not None:
            batch.append(values)
        if len(batch) >= _BATCH:
            connection.execute(_PUT, batch)
            batch.clear()
    if batch:
        connection.execute(_PUT, batch)


def otherwise_due(connection: Connection, retention: int) -> list[dict[str, Any]]:
    """The cards that come back at another time than a wanted retention has it, as :func:`move` takes them."""
    found = []
    for row in connection.execute(select(CARD)):
        due = moved(_card(row), retention).due
        if due != row.due:
            found.append(Spot(row.learner_id, row.case_id, row.decision_id).asked | {"moved": due})
    return found


def move(connection: Connection, changed: list[dict[str, Any]]) -> None:
    """Have cards come back at another time; what was reviewed stays as it is."""
    connection.execute(_MOVE, changed)


def _firsts(whose: tuple[Any, ...]) -> Select[Any]:
    place = func.row_number().over(partition_by=_DECISION, order_by=_IN_CHAIN)
    ranked = (
        select(*_DECISION, ATTEMPT.c.id, place.label("place"))
        .join(DEBRIEF, DEBRIEF.c.attempt_id == ATTEMPT.c.id)
        .where(DEBRIEF.c.closed.is_not(None), *whose)
        .subquery()
    )
    return select(ranked).where(ranked.c.place == 1)


def _all_reviews(connection: Connection, whose: tuple[Any, ...]) -> Iterator[tuple[Spot, list[Row[Any]]]]:
    every = union_all(_DEBRIEFS.where(*whose), _RECALLS.where(*whose)).order_by("learner_id", "case_id", "decision_id")
    rows = connection.execute(every)
    for spot, group in groupby(rows, key=lambda row: Spot(row.learner_id, row.case_id, row.decision_id)):
        yield spot, list(group)


def _replayed(spot: Spot, first: str, rows: Iterable[Row[Any]], retention: int) -> dict[str, Any] | None:
    reviews = [Review(row.at, Grade(row.grade)) for row in rows]
    made = card_of(reviews, retention)
    if made is None:
        return None
    lapses = sum(review.grade is Grade.AGAIN for review in reviews)
    return _values(spot, first, made, len(reviews), lapses)


def _values(spot: Spot, attempt_id: str, made: Card, reviews: int, lapses: int) -> dict[str, Any]:
    return {
        "learner_id": spot.learner_id,
        "case_id": spot.case_id,
        "decision_id": spot.decision_id,
        "attempt_id": attempt_id,
        "due": made.due,
        "state": RELEARNING if made.relearning else REVIEW,
        "step": 0 if made.relearning else None,
        "stability": made.stability,
        "difficulty": made.difficulty,
        "last_review": made.reviewed,
        "reviews": reviews,
        "lapses": lapses,
    }


def _card(row: Row[Any]) -> Card:
    return Card(row.stability, row.difficulty, row.last_review, row.due, row.state == RELEARNING)
