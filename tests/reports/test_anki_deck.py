"""The deck, as Anki itself takes it."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.consts import CARD_TYPE_REV, QUEUE_TYPE_REV
from anki.notes import Note

from tests.progress import tiny
from tests.progress.tiny import ALL, Clock, commitment, debriefed
from trainer.progress.store import Store
from trainer.progress.values import FactorMark
from trainer.reports.anki_card import FIELDS
from trainer.reports.export import Selection, export
from trainer.reports.refusal import ExportRefused

NOW = dt.datetime(2026, 11, 22, 21, 16, tzinfo=dt.UTC)


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Collection]:
    """Somebody's Anki, empty at first."""
    (tmp_path / "anki").mkdir()
    collection = Collection(str(tmp_path / "anki" / "collection.anki2"))
    yield collection
    collection.close()


def imported(anki: Collection, progress: Path, *, minutes: int = 0, learner: str = "Mara") -> None:
    """Write the deck at some time, and import it."""
    deck = progress.parent.parent / "deck.apkg"
    clock = Clock(NOW + dt.timedelta(minutes=minutes))
    export(progress, deck, selection=Selection(learner), force=True, clock=clock)
    anki.import_anki_package(ImportAnkiPackageRequest(package_path=str(deck), options=ImportAnkiPackageOptions()))


def counts(anki: Collection) -> tuple[int, int, int]:
    """Notes, cards and decks of ours."""
    ours = [deck for deck in anki.decks.all_names_and_ids() if deck.name.startswith("Case Trainer::")]
    return anki.note_count(), anki.card_count(), len(ours)


def notes(anki: Collection) -> list[Note]:
    return [anki.get_note(found) for found in anki.find_notes("")]


def shown(anki: Collection, note: Note) -> tuple[str, str]:
    """Front and back of the card, as Anki draws them."""
    (card,) = note.cards()
    return card.question(), card.answer()


def debrief(store: Store, decision: str, choice: str = "build", reasons: str = "It is time.", take: str = "") -> str:
    """Go through a decision of Mara's from the call to the end; returns the id of the attempt."""
    mara = next(learner for learner in store.learners() if learner.name == "Mara")
    attempt = store.commit(mara.id, "town", tiny.case().envelopes[decision], commitment(choice, 30, reasons))
    debriefed(store, attempt)
    store.save_debrief(attempt.id, {"cash": FactorMark.SAW}, take)
    return attempt.id


def test_importing_twice_makes_no_doubles(store: Store, anki: Collection) -> None:
    imported(anki, store.path)
    assert counts(anki) == (1, 1, 2)  # the learner's, and that of the case in it

    imported(anki, store.path)
    imported(anki, store.path, minutes=5)

    assert counts(anki) == (1, 1, 2)


def test_a_further_debrief_is_one_further_card_and_what_was_learnt_stays(store: Store, anki: Collection) -> None:
    imported(anki, store.path)
    (before,) = notes(anki)
    (card,) = before.cards()
    card.ivl, card.type, card.queue, card.due = 12, CARD_TYPE_REV, QUEUE_TYPE_REV, 40
    anki.update_card(card)

    debrief(store, "tunnel")
    imported(anki, store.path, minutes=5)

    assert counts(anki) == (2, 2, 2)
    assert anki.get_note(before.id).guid == before.guid
    assert anki.get_card(card.id).ivl == 12


def test_what_has_changed_takes_the_place_of_what_was_there(store: Store, anki: Collection) -> None:
    debrief(store, "tunnel", take="Ask the miners.")
    imported(anki, store.path)
    ids = set(anki.find_notes(""))

    again = debrief(store, "tunnel", "wait", "Now I know.", take="Ask them twice.")
    imported(anki, store.path, minutes=5)

    assert set(anki.find_notes("")) == ids
    (tunnel,) = (note for note in notes(anki) if note["Decision"] == "The tunnel")
    call = tunnel["My call"]
    assert "At first:" in call
    assert "Ask the miners." in call
    assert "Attempt 2:" in call
    assert "Ask them twice." in call
    assert store.attempt(again).number == 2


def test_two_learners_have_cards_of_their_own(store: Store, anki: Collection) -> None:
    jon = next(learner for learner in store.learners() if learner.name == "jon")
    (tunnel,) = store.attempts_at(jon.id, "town", "tunnel")
    store.close_debrief(tunnel.id)
    debrief(store, "tunnel")

    imported(anki, store.path)
    imported(anki, store.path, learner="jon")

    assert counts(anki) == (3, 3, 4)


def test_the_front_asks_and_the_back_tells(store: Store, anki: Collection) -> None:
    imported(anki, store.path)

    (note,) = notes(anki)
    front, back = shown(anki, note)

    assert list(note.keys()) == list(FIELDS)
    for said in (
        "A town by the sea",
        "April 2011",
        "Town hall",
        "The money is short.",
        "What to do about the harbour?",
    ):
        assert said in front
    assert [option in front for option in ("Build it", "Wait a year")] == [True, True]
    for secret in ("They built it.", "mixed", "with the record", "Count first.", "=1+1"):
        assert secret not in front
        assert secret in back
    for said in ("◐ mixed · The town, in 2015", "60 %", "Count, then build.", "Where it ends", "Unless time runs out."):
        assert said in back
    assert set(note.tags) == {"case::town", "act::town::north", "theme::money"}


def test_nothing_that_is_sealed_is_on_a_card(store: Store, anki: Collection) -> None:
    imported(anki, store.path)

    titles = [note["Decision"] for note in notes(anki)]

    assert titles == ["The harbour"]  # the bridge is revealed in part, and the tunnel is somebody else's


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "a < b && c > d",
        "[sound:ring.mp3] [latex]x[/latex] [$]x[/$]",
        r"\\(x^2\\) and \\[y\\]",
        "{{Lesson}} {{c1::cloze}}",
        "first\x1fsecond",
        "李雷「再等一年」",
    ],
)
def test_whatever_was_typed_is_only_shown(store: Store, anki: Collection, typed: str) -> None:
    debrief(store, "tunnel", reasons=typed, take=typed)

    imported(anki, store.path)

    (note,) = (note for note in notes(anki) if note["Decision"] == "The tunnel")
    _, back = shown(anki, note)
    assert "<script" not in back
    assert "[anki:" not in back
    assert "[sound:" not in back
    (card,) = note.cards()
    assert card.answer_av_tags() == []
    assert not re.search(r"\\\\[(\[]", note["My call"])
    words = anki.media.strip_av_tags(re.sub("<[^>]*>", "", note["My call"]))
    assert "I take along:" in words


def test_before_the_first_debrief_it_says_what_to_do(tmp_path: Path) -> None:
    with Store.open(tmp_path / "progress.sqlite3", Clock()) as store:
        mara = store.add_learner("Mara")
        attempt = store.commit(mara.id, "town", tiny.case().envelopes["harbour"], commitment())
        store.open_steps(attempt.id, ALL)

        with pytest.raises(ExportRefused, match="Go through a debrief to its end first"):
            export(store.path, tmp_path / "deck.apkg")

    assert not list(tmp_path.glob("*.apkg"))


def test_a_decision_whose_text_is_damaged_is_left_out_and_said(store: Store, tmp_path: Path) -> None:
    debrief(store, "tunnel")
    with store._database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER seen_text_no_update")
        connection.exec_driver_sql("UPDATE seen_text SET data = x'00' WHERE decision_id = 'tunnel'")

    exported = export(store.path, tmp_path / "deck.apkg", selection=Selection("Mara"))

    assert exported.holds == "2 decisions"
    assert exported.loss.startswith("1 of them saw a text that can't be read any more; they are left out.")


def test_nothing_is_left_in_the_folder_for_temporary_files(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    export(store.path, tmp_path / "deck.apkg")

    assert list(temporary.iterdir()) == []
