"""What the store tells those who listen: which kind of thing changed, and whose."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

_log = logging.getLogger(__name__)


class ChangeKind(StrEnum):
    """What was stored."""

    LEARNER_ADDED = "learner added"
    LEARNER_RENAMED = "learner renamed"
    LEARNER_SEEN = "learner seen"
    COURSE_CHOSEN = "course chosen"
    DRAFT_SAVED = "draft saved"
    DRAFT_DROPPED = "draft dropped"
    COMMITTED = "committed"
    REVEALED = "revealed"
    DEBRIEF_SAVED = "debrief saved"
    DEBRIEF_CLOSED = "debrief closed"
    NOTED = "noted"
    RECALL_ANSWERED = "recall answered"
    RECALL_GRADED = "recall graded"
    RECALL_UNDONE = "recall undone"
    TAKEN_IN = "taken in"
    """A progress file; anything of that learner may be new."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change that is on the disk."""

    kind: ChangeKind
    learner_id: str
    case_id: str | None = None
    decision_id: str | None = None
    attempt_id: str | None = None


Listener = Callable[[Change], None]


class Listeners:
    """Those who want to know of changes, in the order they came."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with each change to come; the returned function ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def tell(self, change: Change) -> None:
        """Tell everybody. One that fails is logged: what was stored stays stored, and the others hear of it."""
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception:  # noqa: BLE001  whatever it is, the write must not look failed
                _log.exception("a listener failed at %s", change)
