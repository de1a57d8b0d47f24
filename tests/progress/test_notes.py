from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from tests.progress import tiny
from trainer.progress.changes import Change, ChangeKind
from trainer.progress.notes import Role
from trainer.progress.store import Store
from trainer.progress.values import Attempt, Learner
from trainer.study.process import Quality


@pytest.fixture
def attempt(store: Store, mara: Learner) -> Attempt:
    return store.commit(mara.id, "town", tiny.case().envelopes["harbour"], tiny.commitment())


def test_notes_stand_in_the_order_they_were_written_with_who_wrote_them(
    store: Store, clock: tiny.Clock, attempt: Attempt
) -> None:
    clock.pass_by(60)
    mine = store.notes.add(attempt.id, " I never counted the months. ", author="Mara")
    clock.pass_by(60)
    theirs = store.notes.add(attempt.id, "", author="Ann", role=Role.COACH, quality=Quality.GOOD, covered=True)
    assert store.notes.of(attempt.id) == (mine, theirs)
    assert (mine.text, mine.author, mine.role, mine.quality) == ("I never counted the months.", "Mara", "learner", None)
    assert (theirs.created - mine.created).total_seconds() == 3600
    assert (theirs.quality, theirs.covered) == (Quality.GOOD, True)
    assert store.notes.of("another") == ()


def test_a_note_leaves_its_attempt_as_it_was_and_is_told(store: Store, attempt: Attempt) -> None:
    heard: list[Change] = []
    store.subscribe(heard.append)
    store.notes.add(attempt.id, "Later.", author="Mara")
    assert store.attempt(attempt.id) == attempt
    assert heard == [Change(ChangeKind.NOTED, attempt.learner_id, "town", "harbour", attempt.id)]


def test_a_note_says_something_by_somebody_to_an_attempt_that_is_there(store: Store, attempt: Attempt) -> None:
    with tiny.only_so_far(store):
        for text, author in ((" \n", "Mara"), ("Later.", "")):
            with pytest.raises(ValueError, match="a note has an author"):
                store.notes.add(attempt.id, text, author=author)
        with pytest.raises(KeyError):
            store.notes.add("another", "Later.", author="Mara")


@pytest.mark.parametrize("change", ["UPDATE note SET text = 'no'", "DELETE FROM note"])
def test_a_note_is_never_changed(store: Store, attempt: Attempt, change: str) -> None:
    store.notes.add(attempt.id, "Later.", author="Mara")
    with pytest.raises(IntegrityError, match="append-only"), store._database.write() as connection:
        connection.exec_driver_sql(change)
    assert [note.text for note in store.notes.of(attempt.id)] == ["Later."]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.text(min_size=1).filter(lambda text: text.replace("\0", "").strip()))
def test_any_text_can_be_kept(store: Store, attempt: Attempt, text: str) -> None:
    kept = store.notes.add(attempt.id, text, author="Mara")
    assert kept in store.notes.of(attempt.id)
