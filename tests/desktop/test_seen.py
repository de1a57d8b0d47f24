from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import look, named, press, settle, show, type_text, visible_text
from tests.journeys.driver import held
from tests.progress import tiny
from trainer.case.outline import outline_of
from trainer.case.sealed import Case, seal_pack
from trainer.desktop.loading import Loaded, Shelved
from trainer.desktop.seen import open_seen, provide
from trainer.desktop.widgets.case_header import Step
from trainer.progress.store import Store
from trainer.progress.values import Attempt, FactorMark, Learner

Key = Qt.Key


def _loaded(store: Store, *cases: Case) -> Loaded:
    return Loaded(store, tuple(Shelved(each, outline_of(each, Path("town"))) for each in cases))


@pytest.fixture
def attempt(store: Store, mara: Learner) -> Attempt:
    made = store.commit(mara.id, "town", works.case().envelopes[works.FIRST], tiny.commitment("lease"))
    return tiny.debriefed(store, made)


def test_an_attempt_comes_with_its_text_and_those_at_the_same_decision(
    store: Store, mara: Learner, attempt: Attempt
) -> None:
    second = store.commit(mara.id, "town", works.case().envelopes[works.FIRST], tiny.commitment("wait"))
    other = store.commit(mara.id, "town", works.case().envelopes[works.SECOND], tiny.commitment("wait"))
    seen = provide(_loaded(store, works.case()), attempt.id)
    assert seen.attempt == attempt
    assert seen.sheet.decision == works.decision()
    assert [each.attempt for each in seen.tries] == [attempt, second]
    assert other not in [each.attempt for each in seen.tries]
    assert not seen.changed


def test_a_text_has_changed_when_its_words_have_and_not_its_number(store: Store, attempt: Attempt) -> None:
    pack, pictures = works.pack(), {"plan.png": works.picture()}
    first = pack.decisions[0].model_copy(update={"title": "The port"})
    renamed = pack.model_copy(update={"decisions": (first, *pack.decisions[1:])})
    assert provide(_loaded(store, seal_pack(renamed, pictures)), attempt.id).changed
    shorter = pack.model_copy(update={"decisions": (pack.decisions[0], pack.decisions[2])})
    assert not provide(_loaded(store, seal_pack(shorter, pictures)), attempt.id).changed


def _reworded(**changes: str) -> Case:
    """The case in another wording of its first decision: of its title, and of what they did."""
    pack = works.pack()
    record = pack.decisions[0].record
    did = record.did.model_copy(update={"text": changes.pop("did", record.did.text)})
    update = {"record": record.model_copy(update={"did": did}), **changes}
    first = pack.decisions[0].model_copy(update=update)
    info = pack.info.model_copy(update={"version": "2.0"})
    reworded = pack.model_copy(update={"info": info, "decisions": (first, *pack.decisions[1:])})
    return seal_pack(reworded, {"plan.png": works.picture()})


def test_what_changed_comes_with_an_attempt_and_the_version_of_today(store: Store, attempt: Attempt) -> None:
    seen = provide(_loaded(store, _reworded(title="The port", did="They built it.")), attempt.id)
    assert [change.part for change in seen.changes] == ["Title", "What they did"]
    assert (seen.sheet.case_version, seen.version_today) == (works.full().case_version, "2.0")
    assert provide(_loaded(store, works.case()), attempt.id).changes == ()


def test_before_the_record_is_open_nothing_of_it_is_compared(store: Store, mara: Learner) -> None:
    made = store.commit(mara.id, "town", works.case().envelopes[works.FIRST], tiny.commitment("lease"))
    today = _loaded(store, _reworded(title="The port", did="They built it."))
    seen = provide(today, made.id)
    assert seen.changed
    assert [change.part for change in seen.changes] == ["Title"]
    store.open_steps(made.id, 1)
    assert [change.part for change in provide(today, made.id).changes] == ["Title", "What they did"]


def test_a_text_of_today_that_is_damaged_leaves_the_attempt_as_it_was(store: Store, attempt: Attempt) -> None:
    case = _reworded(title="The port")
    broken = replace(case.envelopes[works.FIRST], data=b"no longer a text")
    damaged = replace(case, envelopes={**case.envelopes, works.FIRST: broken})
    seen = provide(_loaded(store, damaged), attempt.id)
    assert (seen.changed, seen.changes) == (True, ())
    assert seen.sheet.decision == works.decision()


def test_without_its_case_an_attempt_is_whole_and_unchanged(store: Store, attempt: Attempt) -> None:
    seen = provide(_loaded(store), attempt.id)
    assert seen.sheet.decision == works.decision()
    assert not seen.changed


def test_changes_while_looking_back_are_stored(
    qtbot: QtBot, qapp: QApplication, store: Store, mara: Learner, attempt: Attempt
) -> None:
    page = open_seen(look(qapp), _loaded(store, works.case()), mara, attempt.id)
    show(qtbot, page)
    page.go_to(Step.DEBRIEF)
    settle()
    press(Key.Key_S)
    named(page, "What I take along").setFocus()
    type_text("Ask first.")
    page.leave()
    stored = store.debrief(attempt.id)
    assert (dict(stored.marks), stored.takeaway) == ({"cash": FactorMark.SAW}, "Ask first.")
    assert stored.closed is not None


def test_a_change_that_could_not_be_stored_is_told_on_the_page(
    qtbot: QtBot, qapp: QApplication, store: Store, mara: Learner, attempt: Attempt
) -> None:
    page = open_seen(look(qapp), _loaded(store, works.case()), mara, attempt.id)
    show(qtbot, page)
    page.go_to(Step.DEBRIEF)
    settle()
    with held(store.path):
        press(Key.Key_S)
    assert "in use by another program" in visible_text(page)
