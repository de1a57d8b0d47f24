from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from trainer.case.model import Judgement
from trainer.progress.store import Store
from trainer.reports import attempts as module
from trainer.reports.attempts import COLUMNS, Attempts, ExportedAttempt, MarkedFactor, cells
from trainer.study.forecast import Agreement

SEALED = ("taken", "taken_title", "agreement", "judgement")


def exported(store: Store) -> list[ExportedAttempt]:
    return list(Attempts(store, store.learners()))


def one(store: Store, decision: str, number: int = 1) -> ExportedAttempt:
    (found,) = (each for each in exported(store) if (each.decision, each.attempt_number) == (decision, number))
    return found


def test_a_debriefed_attempt_is_told_whole(store: Store) -> None:
    told = one(store, "harbour")
    (mara,) = (learner for learner in store.learners() if learner.name == "Mara")
    stored, _ = store.attempts_at(mara.id, "town", "harbour")

    assert told == ExportedAttempt(
        learner="Mara",
        case="town",
        case_title="A town by the sea",
        case_version="1.0",
        act_number=1,
        act_title="The north",
        decision="harbour",
        decision_number=1,
        decision_title="The harbour",
        attempt=stored.id,
        attempt_number=1,
        date=dt.datetime(2026, 11, 22, 21, 16, tzinfo=dt.UTC),
        stage="debriefed",
        choice="wait",
        choice_title="Wait a year",
        forecast=60,
        reasons="=1+1",
        taken="wait",
        taken_title="Wait a year",
        agreement=Agreement.WITH,
        judgement=Judgement.MIXED,
        factors_saw=(),
        factors_missed=(MarkedFactor(id="cash", name="The money"),),
        takeaway="Count, then build.",
        debrief_closed=dt.datetime(2026, 11, 22, 21, 16, tzinfo=dt.UTC),
        digest=stored.digest,
        seal=stored.seal,
    )


@pytest.mark.parametrize(("decision", "number"), [("bridge", 1), ("harbour", 2)])
def test_of_a_record_that_is_not_open_to_its_end_nothing_is_told(store: Store, decision: str, number: int) -> None:
    told = one(store, decision, number)

    assert told.stage == "committed"
    assert [getattr(told, name) for name in SEALED] == [None] * len(SEALED)
    assert told.factors_saw == told.factors_missed == ()
    assert "The money" not in told.model_dump_json()


def test_a_record_that_is_open_is_told_before_the_debrief_is_closed(store: Store) -> None:
    told = one(store, "tunnel")

    assert (told.stage, told.agreement, told.debrief_closed) == ("revealed", Agreement.AGAINST, None)
    assert told.factors_saw == (MarkedFactor(id="cash", name="The money"),)


@pytest.mark.parametrize("page", [1, 2, 3, 500])
def test_each_learners_attempts_come_in_their_order_however_large_a_page_is(
    store: Store, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PAGE", page)
    by_name = sorted(store.learners(), key=lambda learner: learner.name)
    attempts = Attempts(store, by_name)

    assert [(each.learner, each.decision, each.attempt_number) for each in attempts] == [
        ("Mara", "harbour", 1),
        ("Mara", "bridge", 1),
        ("Mara", "harbour", 2),
        ("jon", "tunnel", 1),
    ]
    assert (attempts.count, attempts.damaged) == (4, 0)


def test_a_damaged_text_costs_the_version_and_the_names_of_factors_and_nothing_else(store: Store) -> None:
    before = one(store, "harbour")
    with store._database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER seen_text_no_update")
        connection.exec_driver_sql("UPDATE seen_text SET data = x'00' WHERE decision_id = 'harbour'")
    attempts = Attempts(store, store.learners())

    after = next(each for each in attempts if (each.decision, each.attempt_number) == ("harbour", 1))

    lost = {"case_version": None, "factors_missed": (MarkedFactor(id="cash", name="cash"),)}
    assert after == before.model_copy(update=lost)
    list(attempts)
    assert attempts.damaged > 0


def test_only_so_many_texts_are_remembered(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = exported(store)
    monkeypatch.setattr(module, "_TEXTS", 1)
    attempts = Attempts(store, store.learners())

    assert list(attempts) == whole
    assert len(attempts._texts) == 1


def test_every_column_is_explained_and_filled_from_its_field(store: Store) -> None:
    told = one(store, "harbour")

    assert all(meaning.endswith(".") for meaning in COLUMNS.values())
    row = dict(zip(COLUMNS, cells(told), strict=True))
    assert row["factors_missed"] == "The money"
    assert row["factors_saw"] == ""
    assert row["forecast"] == 60
    assert row["stage"] == "debriefed"
    assert {
        name for name, meaning in COLUMNS.items() if "open to its end. " in f"{meaning} " and "Empty" in meaning
    } == {
        *SEALED,
        "factors_saw",
        "factors_missed",
    }


def test_every_column_is_explained_in_the_documents() -> None:
    text = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")

    assert [f"| `{name}` | {meaning} |" for name, meaning in COLUMNS.items()] == [
        line for line in text.splitlines() if line.startswith("| `")
    ]
