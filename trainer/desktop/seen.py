"""Looking back at single attempts: gathers what belongs to one, and shows it on its pages."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from trainer.case.compare import Change, compare
from trainer.case.sealed import Case, FullSheet, SealBroken, text_digest
from trainer.desktop.loading import Loaded
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.theme import Theme
from trainer.progress.errors import ProgressError
from trainer.progress.seen import SeenAttempt
from trainer.progress.store import Store
from trainer.progress.values import Attempt, Learner


def provide(loaded: Loaded, attempt_id: str, whose: str = "") -> SeenAttempt:
    """An attempt with the text it saw; ``changed`` where the installed case says something else today.

    Args:
        loaded: the store and the installed cases.
        attempt_id: which attempt.
        whose: name of the learner, where their coach looks at it.
    """
    store = loaded.store
    attempt = store.attempt(attempt_id)
    case = loaded.case(attempt.case_id)
    envelope = case.envelopes.get(attempt.decision_id) if case else None
    sheet = store.seen_text(attempt_id)
    seen = SeenAttempt(
        attempt,
        sheet,
        store.debrief(attempt_id),
        store.tries(attempt.learner_id, attempt.case_id, attempt.decision_id),
        changed=False,
        notes=store.notes.of(attempt_id),
        whose=whose,
    )
    if case is None or envelope is None or envelope.text_digest == text_digest(sheet):
        return seen
    changes = _changes(store, attempt, sheet, case)
    return replace(seen, changed=True, changes=changes, version_today=case.info.version)


def _changes(store: Store, attempt: Attempt, sheet: FullSheet, case: Case) -> tuple[Change, ...]:
    """What reads otherwise in the parts that are open; nothing where the text of today is damaged."""
    steps = store.steps(attempt.id)
    try:
        if not steps:
            return compare(sheet, case.sheet(attempt.decision_id))
        return compare(sheet, case.envelopes[attempt.decision_id].open_rewritten(attempt.receipt, store), steps)
    except SealBroken:
        return ()


def open_seen(
    theme: Theme, loaded: Loaded, learner: Learner, attempt_id: str, back: str = "My record", coach: str = ""
) -> SeenPage:
    """The pages of an attempt, connected so that the debrief is kept when it is changed.

    Args:
        theme: for the page.
        loaded: the store and the installed cases.
        learner: whose attempt it is.
        attempt_id: which attempt.
        back: where one comes from.
        coach: name of the coach who looks at it, and changes nothing; empty where the learner does.
    """
    store = loaded.store
    seen = provide(loaded, attempt_id, learner.name if coach else "")
    page = SeenPage(theme, seen, store.steps(attempt_id), coach or learner.name, back)
    if not coach:
        _Keeper(page, loaded)
    return page


class _Keeper(QObject):
    """Keeps changes to a debrief made while looking back; lives as long as the page."""

    def __init__(self, page: SeenPage, loaded: Loaded) -> None:
        super().__init__(page)
        self._page = page
        self._store = loaded.store
        page.marks_changed.connect(self._on_marks)
        page.takeaway_changed.connect(self._on_takeaway)

    def _on_marks(self, attempt_id: str, marks: object) -> None:
        assert isinstance(marks, dict)
        self._save(attempt_id, marks, self._store.debrief(attempt_id).takeaway)

    def _on_takeaway(self, attempt_id: str, takeaway: str) -> None:
        self._save(attempt_id, dict(self._store.debrief(attempt_id).marks), takeaway)

    def _save(self, attempt_id: str, marks: dict[str, object], takeaway: str) -> None:
        try:
            self._store.save_debrief(attempt_id, marks, takeaway)  # type: ignore[arg-type]
        except ProgressError as error:
            self._page.say(str(error))
