"""What the store remembers, and what it refuses."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.progress import tiny
from tests.progress.tiny import ALL, commitment, debriefed, only_so_far
from trainer.case.model import Judgement
from trainer.case.sealed import Case, Envelope, FullSheet, Ledger, Receipt, SealBroken
from trainer.progress.changes import Change, ChangeKind
from trainer.progress.errors import NameRefused
from trainer.progress.store import Store
from trainer.progress.values import Debrief, FactorMark, Learner
from trainer.study.course import SHORT, WHOLE, Course
from trainer.study.forecast import Agreement
from trainer.study.playthrough import Commitment, Draft, NotAllowed, Stage, Standing
from trainer.study.recall import Grade

HARBOUR = ("town", "harbour")


def test_the_learner_seen_last_comes_first(store: Store, clock: tiny.Clock) -> None:
    mara = store.add_learner("Mara")
    clock.pass_by()
    jon = store.add_learner("Jon")
    assert store.learners() == (jon, mara)
    clock.pass_by()
    seen = store.seen(mara.id)
    assert seen.last_seen == clock.now
    assert store.learners() == (seen, jon)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mara  ", "Mara"),
        ("Ma\x07ra\x00", "Mara"),
        ("Mara\n van\tDam", "Mara van Dam"),
        ("李雷", "李雷"),
        ("\ud83d", "�"),
    ],
)
def test_a_name_is_kept_clean(store: Store, typed: str, kept: str) -> None:
    assert store.add_learner(typed).name == kept
    assert [learner.name for learner in store.learners()] == [kept]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (" \n\x00", "Enter a name; any will do."),
        ("x" * 81, "The name is 81 characters long; 80 is the limit."),
        ("STRASSE", "There is a learner called STRASSE already; choose another name, or go on as STRASSE."),
    ],
)
def test_a_name_that_is_empty_long_or_taken_is_refused(store: Store, typed: str, sentence: str) -> None:
    store.add_learner("Straße")
    with only_so_far(store), pytest.raises(NameRefused) as refused:
        store.add_learner(typed)
    assert str(refused.value) == sentence


def test_a_learner_can_be_renamed_but_not_to_the_name_of_another(store: Store, mara: Learner) -> None:
    store.add_learner("Jon")
    assert store.rename_learner(mara.id, "MARA").name == "MARA"
    with pytest.raises(NameRefused):
        store.rename_learner(mara.id, "jon")
    with pytest.raises(KeyError):
        store.rename_learner("nobody", "Jo")


def test_a_draft_comes_back_as_it_was_saved(store: Store, mara: Learner) -> None:
    assert store.draft(mara.id, *HARBOUR) is None
    draft = Draft("build", 40, "Because\nit is 6 °C", 0.25)
    store.save_draft(mara.id, *HARBOUR, draft)
    assert store.draft(mara.id, *HARBOUR) == draft
    assert store.standings(mara.id, "town") == {"harbour": Standing()}
    store.save_draft(mara.id, *HARBOUR, Draft())
    assert store.draft(mara.id, *HARBOUR) == Draft()
    store.drop_draft(mara.id, *HARBOUR)
    assert store.draft(mara.id, *HARBOUR) is None


def test_a_draft_out_of_range_is_refused(store: Store, mara: Learner) -> None:
    with only_so_far(store), pytest.raises(ValueError, match="from 0 to 100, not 101"):
        store.save_draft(mara.id, *HARBOUR, Draft(forecast=101))
    with only_so_far(store), pytest.raises(ValueError, match="from 0 to 1, not nan"):
        store.save_draft(mara.id, *HARBOUR, Draft(scroll=float("nan")))


def test_a_commitment_is_stored_with_its_seal_and_ends_the_draft(
    store: Store, mara: Learner, town: Case, clock: tiny.Clock
) -> None:
    store.save_draft(mara.id, *HARBOUR, Draft("build"))
    attempt = store.commit(mara.id, "town", town.envelopes["harbour"], commitment())
    assert (attempt.learner_id, attempt.case_id, attempt.decision_id, attempt.number) == (mara.id, *HARBOUR, 1)
    assert attempt.commitment == commitment()
    assert (attempt.created, attempt.digest) == (clock.now, town.envelopes["harbour"].digest)
    assert attempt.previous_seal == "0" * 64
    assert store.draft(mara.id, *HARBOUR) is None
    assert store.attempt(attempt.id) == attempt
    assert store.attempts_at(mara.id, *HARBOUR) == (attempt,)
    assert store.standings(mara.id, "town") == {"harbour": Standing(Stage.COMMITTED, attempt.id, 0, 1, done=False)}


def test_each_attempt_carries_the_seal_of_the_one_before_by_the_same_learner(
    store: Store, mara: Learner, town: Case
) -> None:
    jon = store.add_learner("Jon")
    first = store.commit(mara.id, "town", town.envelopes["harbour"], commitment())
    other = store.commit(jon.id, "town", town.envelopes["harbour"], commitment())
    second = store.commit(mara.id, "town", town.envelopes["bridge"], commitment())
    assert second.previous_seal == first.seal
    assert other.previous_seal == "0" * 64
    assert len({first.seal, second.seal, other.seal}) == 3


def test_times_are_kept_in_utc_and_naive_ones_are_refused(store: Store, town: Case, clock: tiny.Clock) -> None:
    clock.now = clock.now.astimezone(dt.timezone(dt.timedelta(hours=8)))
    mara = store.add_learner("Mara")
    attempt = store.commit(mara.id, "town", town.envelopes["harbour"], commitment())
    assert attempt.created.tzinfo is dt.UTC
    assert attempt.created == clock.now
    clock.now = clock.now.replace(tzinfo=None)
    with only_so_far(store), pytest.raises(ValueError, match="says nothing of its time zone"):
        store.seen(mara.id)


def test_an_option_the_decision_does_not_have_is_refused(store: Store, mara: Learner, town: Case) -> None:
    store.save_draft(mara.id, *HARBOUR, Draft("build"))
    with only_so_far(store), pytest.raises(NotAllowed, match="'harbour' has no option 'sell'"):
        store.commit(mara.id, "town", town.envelopes["harbour"], commitment("sell"))
    store.commit(mara.id, "town", town.envelopes["harbour"], commitment())
    debriefed(store, store.attempts_at(mara.id, *HARBOUR)[0])
    with only_so_far(store), pytest.raises(NotAllowed, match="'harbour' has no option 'sell'"):
        store.commit(mara.id, "town", town.envelopes["harbour"], commitment("sell"))


def test_an_envelope_of_another_case_is_refused(store: Store, mara: Learner, town: Case) -> None:
    with only_so_far(store), pytest.raises(NotAllowed, match="belongs to the case 'town', not to 'city'"):
        store.commit(mara.id, "city", town.envelopes["harbour"], commitment())


def test_an_envelope_that_holds_something_else_is_refused(store: Store, mara: Learner, town: Case) -> None:
    swapped = replace(town.envelopes["harbour"], data=town.envelopes["bridge"].data)
    with only_so_far(store), pytest.raises(SealBroken):
        store.commit(mara.id, "town", swapped, commitment())


def test_somebody_unknown_cannot_commit_or_draft(store: Store, town: Case) -> None:
    with only_so_far(store), pytest.raises(KeyError):
        store.commit("nobody", "town", town.envelopes["harbour"], commitment())
    with only_so_far(store), pytest.raises(KeyError):
        store.save_draft("nobody", *HARBOUR, Draft())


def test_a_commitment_stands_until_its_debrief(store: Store, mara: Learner, town: Case) -> None:
    envelope = town.envelopes["harbour"]
    first = store.commit(mara.id, "town", envelope, commitment())
    for steps in (0, ALL):
        store.open_steps(first.id, steps)
        with only_so_far(store), pytest.raises(NotAllowed, match="stands already; it is never changed"):
            store.commit(mara.id, "town", envelope, commitment("wait"))
        with only_so_far(store), pytest.raises(NotAllowed, match="stands already; it is never changed"):
            store.save_draft(mara.id, *HARBOUR, Draft("wait"))
    store.close_debrief(first.id)
    second = store.commit(mara.id, "town", envelope, commitment("wait", 80))
    assert second.number == 2
    assert store.attempts_at(mara.id, *HARBOUR) == (first, second)
    assert store.standings(mara.id, "town")["harbour"] == Standing(Stage.COMMITTED, second.id, 0, 2, done=True)


def test_a_draft_beside_a_debriefed_attempt_is_a_further_try(store: Store, mara: Learner, town: Case) -> None:
    attempt = debriefed(store, store.commit(mara.id, "town", town.envelopes["harbour"], commitment()))
    assert store.standings(mara.id, "town")["harbour"] == Standing(Stage.DEBRIEFED, attempt.id, ALL, 1, done=True)
    store.save_draft(mara.id, *HARBOUR, Draft())
    assert store.standings(mara.id, "town")["harbour"] == Standing(Stage.READING, None, 0, 1, done=True)
    store.drop_draft(mara.id, *HARBOUR)
    assert store.standings(mara.id, "town")["harbour"].stage is Stage.DEBRIEFED


def test_text_that_utf8_or_sql_cannot_hold_is_made_fit(store: Store, mara: Learner, town: Case) -> None:
    typed = "\x00a\ud800 \ud83d\ude00"
    store.save_draft(mara.id, *HARBOUR, Draft(reasons=typed))
    draft = store.draft(mara.id, *HARBOUR)
    assert draft is not None
    assert draft.reasons == "a� 😀"
    attempt = store.commit(mara.id, "town", town.envelopes["harbour"], commitment(reasons=typed))
    assert store.attempt(attempt.id).commitment.reasons == "a� 😀"
    store.save_debrief(attempt.id, {}, typed)
    assert store.debrief(attempt.id).takeaway == "a� 😀"
    with only_so_far(store), pytest.raises(NotAllowed, match="needs reasons"):
        store.commit(mara.id, "town", town.envelopes["bridge"], Commitment("build", 5, "\x00"))


def test_steps_open_and_never_close(store: Store, mara: Learner, town: Case) -> None:
    attempt = store.commit(mara.id, "town", town.envelopes["harbour"], commitment())
    assert store.open_steps(attempt.id, 3) == 3
    assert store.open_steps(attempt.id, 1) == store.steps(attempt.id) == 3
    assert store.standings(mara.id, "town")["harbour"] == Standing(Stage.COMMITTED, attempt.id, 3, 1)
    for count in (-1, ALL + 1):
        with only_so_far(store), pytest.raises(NotAllowed, match=f"6 parts, not {count}"):
            store.open_steps(attempt.id, count)
    assert store.open_steps(attempt.id, ALL) == ALL
    assert store.open_steps(attempt.id, 2) == ALL
    assert store.standings(mara.id, "town")["harbour"] == Standing(Stage.REVEALED, attempt.id, ALL, 1)


def test_the_debrief_closes_after_the_whole_reveal_and_stays_theirs_to_change(
    store: Store, mara: Learner, town: Case, clock: tiny.Clock
) -> None:
    attempt = store.commit(mara.id, "town", town.envelopes["harbour"], commitment())
    assert store.debrief(attempt.id) == Debrief()
    store.open_steps(attempt.id, ALL - 1)
    with only_so_far(store), pytest.raises(NotAllowed, match="the debrief of 'harbour' follows the whole reveal"):
        store.close_debrief(attempt.id)
    store.open_steps(attempt.id, ALL)
    store.save_debrief(attempt.id, {"cash": FactorMark.MISSED}, "Count first.")
    assert store.debrief(attempt.id) == Debrief({"cash": FactorMark.MISSED}, "Count first.")
    store.close_debrief(attempt.id)
    closed = clock.now
    clock.pass_by()
    store.close_debrief(attempt.id)
    store.save_debrief(attempt.id, {"cash": FactorMark.SAW}, "Count twice.")
    assert store.debrief(attempt.id) == Debrief({"cash": FactorMark.SAW}, "Count twice.", closed)


def test_a_debrief_may_close_without_a_word(store: Store, mara: Learner, town: Case, clock: tiny.Clock) -> None:
    attempt = debriefed(store, store.commit(mara.id, "town", town.envelopes["harbour"], commitment()))
    assert store.debrief(attempt.id) == Debrief(closed=clock.now)


def test_lines_tell_each_attempt_as_it_was_seen_then(
    store: Store, mara: Learner, town: Case, clock: tiny.Clock
) -> None:
    harbour = debriefed(store, store.commit(mara.id, "town", town.envelopes["harbour"], commitment("wait", 70)))
    later = tiny.case("A town on the hill", tunnel="The long tunnel")
    tunnel = store.commit(mara.id, "town", later.envelopes["tunnel"], commitment())
    newest, oldest = store.lines(mara.id)
    assert (newest.id, oldest.id) == (tunnel.id, harbour.id)
    assert (oldest.case_title, newest.case_title) == ("A town by the sea", "A town on the hill")
    assert (newest.act_number, newest.act_title, newest.decision_number) == (2, "The south", 3)
    assert (newest.decision_title, newest.choice_title, newest.taken_title) == (
        "The long tunnel",
        "Build it",
        "Wait a year",
    )
    assert (newest.agreement, oldest.agreement) == (Agreement.AGAINST, Agreement.WITH)
    assert (newest.judgement, newest.forecast, newest.reasons) == (Judgement.MIXED, 35, "Half a year hurts.")
    assert (newest.stage, oldest.stage) == (Stage.COMMITTED, Stage.DEBRIEFED)
    assert (newest.created, newest.number) == (clock.now, 1)


def test_an_attempt_keeps_the_text_it_saw_when_the_case_changes(store: Store, mara: Learner, town: Case) -> None:
    first = debriefed(store, store.commit(mara.id, "town", town.envelopes["harbour"], commitment()))
    corrected = tiny.case(harbour="The deep harbour")
    second = store.commit(mara.id, "town", corrected.envelopes["harbour"], commitment())
    assert store.seen_text(first.id) == town.envelopes["harbour"].open(first.receipt, store)
    assert store.seen_text(first.id).decision.title == "The harbour"
    assert store.seen_text(second.id).decision.title == "The deep harbour"


def test_a_text_seen_twice_is_kept_once(store: Store, mara: Learner, town: Case) -> None:
    for name in ("Jon", "Li"):
        learner = store.add_learner(name)
        store.commit(learner.id, "town", town.envelopes["harbour"], commitment())
    with store._database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM seen_text").scalar_one() == 1


def test_a_record_opens_only_for_a_stored_attempt(store: Store, mara: Learner, town: Case) -> None:
    envelope = town.envelopes["harbour"]
    receipt = store.commit(mara.id, "town", envelope, commitment()).receipt
    assert store.holds(receipt)
    assert envelope.open(receipt, store).decision.record.option == "wait"
    for forged in (
        replace(receipt, attempt_id="f" * 32),
        replace(receipt, seal="0" * 64),
        replace(receipt, decision_id="bridge"),
        replace(receipt, digest=town.envelopes["bridge"].digest),
    ):
        assert not store.holds(forged)
        with pytest.raises(SealBroken):
            envelope.open(forged, store)


def test_a_refused_commitment_opens_nothing(store: Store, mara: Learner, town: Case) -> None:
    asked: list[Receipt] = []

    class Spying(Envelope):
        def open(self, receipt: Receipt, ledger: Ledger) -> FullSheet:
            asked.append(receipt)
            return Envelope.open(self, receipt, ledger)

    plain = town.envelopes["harbour"]
    spying = Spying(plain.decision_id, plain.digest, plain.data)
    with pytest.raises(NotAllowed):
        store.commit(mara.id, "town", spying, commitment("sell"))
    assert len(asked) == 1
    assert not store.holds(asked[0])


@pytest.mark.parametrize("call", ["attempt", "seen_text", "steps", "debrief", "close_debrief"])
def test_an_attempt_that_is_not_there_is_a_key_error(store: Store, call: str) -> None:
    with pytest.raises(KeyError):
        getattr(store, call)("nothing")
    with pytest.raises(KeyError):
        store.open_steps("nothing", 1)
    with pytest.raises(KeyError):
        store.save_debrief("nothing", {}, "")


def test_a_course_is_remembered_for_each_learner_and_case(path: Path, store: Store, mara: Learner) -> None:
    jon = store.add_learner("Jon")
    assert store.course(mara.id, "town") == WHOLE
    store.set_course(mara.id, "town", Course.of_theme("money"))
    store.set_course(mara.id, "town", SHORT)
    store.set_course(jon.id, "village", Course.of_theme("time"))
    store.close()
    with Store.open(path) as again:
        assert again.course(mara.id, "town") == SHORT
        assert again.course(mara.id, "village") == again.course(jon.id, "town") == WHOLE
        assert again.course(jon.id, "village") == Course.of_theme("time")


def test_choosing_a_course_changes_nothing_else(store: Store, mara: Learner, town: Case) -> None:
    store.commit(mara.id, "town", town.envelopes["harbour"], commitment())
    store.save_draft(mara.id, "town", "bridge", Draft("wait", 60, "Half a sen", 0.5))
    before = store.standings(mara.id, "town")
    store.set_course(mara.id, "town", SHORT)
    assert store.standings(mara.id, "town") == before
    assert store.draft(mara.id, "town", "bridge") == Draft("wait", 60, "Half a sen", 0.5)
    assert len(store.attempts_at(mara.id, "town", "harbour")) == 1


def test_nobody_unknown_has_a_course(store: Store) -> None:
    with only_so_far(store), pytest.raises(KeyError):
        store.set_course("nobody", "town", SHORT)


def test_every_write_tells_what_changed_once_it_is_stored(store: Store, town: Case, path: Path) -> None:
    told: list[Change] = []
    unsubscribe = store.subscribe(told.append)
    mara = store.add_learner("Mara")
    store.rename_learner(mara.id, "Mara B")
    store.seen(mara.id)
    store.set_course(mara.id, "town", SHORT)
    store.save_draft(mara.id, *HARBOUR, Draft())
    store.drop_draft(mara.id, *HARBOUR)
    store.drop_draft(mara.id, *HARBOUR)
    attempt = store.commit(mara.id, "town", town.envelopes["harbour"], commitment())
    store.open_steps(attempt.id, ALL)
    store.open_steps(attempt.id, 1)
    store.save_debrief(attempt.id, {}, "")
    store.close_debrief(attempt.id)
    store.notes.add(attempt.id, "Later.", author="Mara")
    recall = store.recalls.begin(mara.id, *HARBOUR)
    store.recalls.keep(recall.id, "They wai", None)
    store.recalls.answer(recall.id, "They waited.", 20)
    store.recalls.grade(recall.id, Grade.GOOD)
    store.recalls.undo(recall.id)
    handed = path.with_name("mara.progress")
    with handed.open("wb") as file:
        store.transfers.write(mara.id, file)
    store.transfers.take_in(handed)
    with pytest.raises(NotAllowed):
        store.commit(mara.id, "town", town.envelopes["bridge"], commitment("sell"))
    unsubscribe()
    unsubscribe()
    store.seen(mara.id)
    assert [change.kind for change in told] == list(ChangeKind)
    assert told[0] == Change(ChangeKind.LEARNER_ADDED, mara.id)
    assert told[3] == Change(ChangeKind.COURSE_CHOSEN, mara.id, "town")
    assert told[4] == Change(ChangeKind.DRAFT_SAVED, mara.id, *HARBOUR)
    assert told[-1] == Change(ChangeKind.TAKEN_IN, mara.id)
    assert {change for change in told if change.attempt_id} == {
        Change(kind, mara.id, *HARBOUR, attempt.id) for kind in list(ChangeKind)[6:-1]
    }


def test_a_listener_sees_the_change_from_outside_and_its_failure_harms_nobody(
    store: Store, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[int] = []
    told: list[Change] = []

    def fail(change: Change) -> None:
        with Store.open(path) as second:
            seen.append(len(second.learners()))
        raise RuntimeError("a page broke")

    store.subscribe(fail)
    store.subscribe(told.append)
    mara = store.add_learner("Mara")
    assert seen == [1]
    assert told == [Change(ChangeKind.LEARNER_ADDED, mara.id)]
    assert "a page broke" in caplog.text


def test_a_store_opened_in_one_thread_serves_another(path: Path) -> None:
    opened: list[Store] = []
    loader = threading.Thread(target=lambda: opened.append(Store.open(path)))
    loader.start()
    loader.join()
    with opened[0] as store:
        assert store.add_learner("Mara") in store.learners()


def test_attempts_and_texts_cannot_be_changed_or_removed(store: Store, mara: Learner, town: Case) -> None:
    store.commit(mara.id, "town", town.envelopes["harbour"], commitment())
    for table in ("attempt", "seen_text"):
        for statement in (f"UPDATE {table} SET digest = digest", f"DELETE FROM {table}"):
            with (
                pytest.raises(Exception, match=f"{table} is append-only"),
                store._database.write() as connection,
            ):
                connection.exec_driver_sql(statement)


def test_receipts_are_those_of_the_newest_attempts_of_one_learner(store: Store) -> None:
    mara, jon = store.add_learner("Mara"), store.add_learner("Jon")
    envelopes = tiny.case().envelopes
    first = debriefed(store, store.commit(mara.id, "town", envelopes["harbour"], commitment()))
    again = store.commit(mara.id, "town", envelopes["harbour"], commitment())
    bridge = store.commit(mara.id, "town", envelopes["bridge"], commitment())
    store.commit(jon.id, "town", envelopes["tunnel"], commitment())

    stored = store.receipts(mara.id, "town")
    assert store.receipts(mara.id, "village").newest == {}

    assert stored.newest == {"harbour": again.receipt, "bridge": bridge.receipt}
    assert stored.holds(again.receipt)
    assert not stored.holds(first.receipt)
    assert not stored.holds(replace(again.receipt, seal="forged"))
    assert not stored.holds(replace(again.receipt, decision_id="tunnel"))


def test_whole_attempts_come_in_pages_in_the_order_in_which_they_were_made(
    store: Store, mara: Learner, town: Case
) -> None:
    jon = store.add_learner("Jon")
    made = []
    for decision in tiny.DECISIONS:
        made.append(debriefed(store, store.commit(mara.id, "town", town.envelopes[decision], commitment("wait"))))
        store.commit(jon.id, "town", town.envelopes[decision], commitment())
    store.save_debrief(made[1].id, {"cash": FactorMark.SAW}, "Count first.")

    first = store.whole_attempts(mara.id, limit=2)
    rest = store.whole_attempts(mara.id, after=first[-1].place, limit=2)

    assert [each.attempt for each in (*first, *rest)] == made
    assert len({each.place for each in (*first, *rest)}) == 3
    assert [each.line for each in (*first, *rest)] == list(reversed(store.lines(mara.id)))
    assert {each.taken for each in first} == {"wait"}
    assert [each.debrief for each in first] == [store.debrief(each.attempt.id) for each in first]
    assert first[1].debrief.marks == {"cash": FactorMark.SAW}
    assert store.whole_attempts(mara.id, after=rest[-1].place) == ()


def test_a_whole_attempt_without_a_debrief_has_an_empty_one(store: Store, mara: Learner, town: Case) -> None:
    store.commit(mara.id, "town", town.envelopes["harbour"], commitment())

    (whole,) = store.whole_attempts(mara.id)

    assert whole.debrief == Debrief()
    assert store.whole_attempts("nobody") == ()
