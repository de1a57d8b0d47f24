from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports.judge import complaints
from trainer.progress.store import Store
from trainer.progress.values import FactorMark
from trainer.reports.attempts import Attempts, Told
from trainer.reports.xapi import HOME, statements, write_xapi
from trainer.study.recall import Grade

Plain = dict[str, Any]


def told(store: Store) -> list[Told]:
    return list(Attempts(store, store.learners()).told())


def written(attempts: list[Told]) -> bytes:
    file = io.BytesIO()
    write_xapi(attempts, file)
    return file.getvalue()


def plain(store: Store) -> list[Plain]:
    found: list[Plain] = json.loads(written(told(store)))
    return found


def at(found: list[Plain], decision: str, number: int = 1) -> list[Plain]:
    """The statements on one attempt."""

    def belongs(each: Plain) -> bool:
        where = each["object"]["id"].removesuffix("/record").removesuffix("/recall").rpartition("/")[2]
        return (where, each["context"]["extensions"][f"{HOME}/xapi/attempt-number"]) == (decision, number)

    return [each for each in found if belongs(each)]


def verbs(found: list[Plain]) -> list[str]:
    return [each["verb"]["id"].rpartition("/")[2] for each in found]


def test_an_lrs_takes_every_statement(store: Store) -> None:
    data = written(told(store))

    assert len(json.loads(data)) == 7
    assert complaints(data) == [[]] * 7


def _lose(*path: str) -> Callable[[Plain], None]:
    def lose(statement: Plain) -> None:
        for name in path[:-1]:
            statement = statement[name]
        del statement[path[-1]]

    return lose


def _put(value: object, *path: str) -> Callable[[Plain], None]:
    def put(statement: Plain) -> None:
        for name in path[:-1]:
            statement = statement[name]
        statement[path[-1]] = value

    return put


SPOILT = (
    _lose("actor"),
    _lose("verb", "id"),
    _lose("actor", "account", "homePage"),
    _put("Mara", "actor", "account", "homePage"),
    _put("half past nine", "timestamp"),
    _put("one", "id"),
    _put(60, "result", "response"),
    _put({"forecast": 60}, "result", "extensions"),
    _put("multiple", "object", "definition", "interactionType"),
    _put([{"description": {"und": "Wait"}}], "object", "definition", "choices"),
    _put("wait", "object", "definition", "correctResponsesPattern"),
    _put({"not a language": "Wait"}, "object", "definition", "name"),
    _put("Mara", "learner"),
    _put("1234", "context", "registration"),
)


def test_the_judge_notices_each_planted_error(store: Store) -> None:
    good = at(plain(store), "harbour")[0]
    spoilt = [copy.deepcopy(good) for _ in SPOILT]
    for statement, spoil in zip(spoilt, SPOILT, strict=True):
        spoil(statement)

    sound, *found = complaints(json.dumps([good, *spoilt]).encode())

    assert sound == []
    assert [number for number, each in enumerate(found) if not each] == []


def test_an_attempt_is_answered_then_experienced_then_completed(store: Store) -> None:
    found = plain(store)

    assert verbs(at(found, "harbour")) == ["answered", "experienced", "completed"]
    assert verbs(at(found, "tunnel")) == ["answered", "experienced"]
    assert verbs(at(found, "bridge")) == verbs(at(found, "harbour", 2)) == ["answered"]
    first, *others = at(found, "harbour")
    assert [each["context"]["statement"]["id"] for each in others] == [first["id"]] * 2


def test_choice_forecast_and_reasons_are_the_result(store: Store) -> None:
    (mara,) = (learner for learner in store.learners() if learner.name == "Mara")
    (answered, experienced, completed) = at(plain(store), "harbour")

    assert answered["actor"] == {
        "objectType": "Agent",
        "name": "Mara",
        "account": {"homePage": HOME, "name": mara.id},
    }
    assert answered["timestamp"] == "2026-11-22T21:16:00Z"
    assert answered["result"] == {
        "response": "wait",
        "extensions": {f"{HOME}/xapi/forecast": 60, f"{HOME}/xapi/reasons": "=1+1"},
    }
    assert answered["object"]["definition"]["choices"] == [
        {"id": "build", "description": {"und": "Build it"}},
        {"id": "wait", "description": {"und": "Wait a year"}},
    ]
    assert experienced["result"]["extensions"] == {
        f"{HOME}/xapi/taken": "wait",
        f"{HOME}/xapi/agreement": "with",
        f"{HOME}/xapi/judgement": "mixed",
    }
    assert completed["result"]["extensions"] == {
        f"{HOME}/xapi/takeaway": "Count, then build.",
        f"{HOME}/xapi/factors-saw": {},
        f"{HOME}/xapi/factors-missed": {"cash": "The money"},
    }
    (act,), (case,) = answered["context"]["contextActivities"].values()
    assert (act["id"], case["id"]) == (f"{HOME}/cases/town/acts/north", f"{HOME}/cases/town")


@pytest.mark.parametrize(("decision", "number"), [("bridge", 1), ("harbour", 2)])
def test_nothing_that_is_sealed_is_told(store: Store, decision: str, number: int) -> None:
    (answered,) = at(plain(store), decision, number)

    assert "correctResponsesPattern" not in answered["object"]["definition"]
    text = json.dumps(answered)
    for secret in ("taken", "agreement", "judgement", "mixed", "The money", "They built it."):
        assert secret not in text


def test_what_they_did_is_named_by_the_decision_once_it_is_open(store: Store) -> None:
    for decision in ("harbour", "tunnel"):
        (answered, *_) = at(plain(store), decision)
        assert answered["object"]["definition"]["correctResponsesPattern"] == ["wait"]


def test_a_statement_never_changes_whatever_follows(store: Store) -> None:
    def known(found: list[Plain]) -> dict[str, Plain]:
        bare = copy.deepcopy(found)
        for each in bare:
            del each["object"]["definition"]  # what an activity is may come to be known better
        return {each["id"]: each for each in bare}

    before = known(plain(store))
    (mara,) = (learner for learner in store.learners() if learner.name == "Mara")
    harbour, further = store.attempts_at(mara.id, "town", "harbour")
    store.open_steps(further.id, 6)
    store.close_debrief(further.id)
    store.save_debrief(harbour.id, {"cash": FactorMark.SAW}, "Build, then count.")

    after = known(plain(store))

    lost = before.keys() - after.keys()
    assert [verbs([before[each]]) for each in lost] == [["completed"]]  # the debrief that was written anew
    assert {key: each for key, each in after.items() if key in before} == {
        key: each for key, each in before.items() if key not in lost
    }
    assert len(after) == len(before) + 2
    assert len(plain(store)) == len(after)


def test_each_graded_recall_is_a_response(store: Store) -> None:
    (mara,) = (learner for learner in store.learners() if learner.name == "Mara")
    begun = store.recalls.begin(mara.id, "town", "harbour")
    store.recalls.answer(begun.id, "They waited.", 75)
    assert verbs(at(plain(store), "harbour")) == ["answered", "experienced", "completed"]

    store.recalls.grade(begun.id, Grade.GOOD)

    data = written(told(store))
    (*_, responded) = at(json.loads(data), "harbour")
    assert verbs([responded]) == ["responded"]
    assert responded["object"]["id"] == f"{HOME}/cases/town/decisions/harbour/recall"
    assert responded["result"] == {
        "response": "They waited.",
        "extensions": {f"{HOME}/xapi/grade": "good", f"{HOME}/xapi/remembered-forecast": 75},
    }
    assert not any(complaints(data))

    store.recalls.undo(begun.id)
    store.recalls.grade(begun.id, Grade.HARD)

    (*_, again) = at(plain(store), "harbour")
    assert again["id"] != responded["id"]
    assert again["result"]["extensions"][f"{HOME}/xapi/grade"] == "hard"


def test_a_damaged_text_costs_the_options_and_the_act(store: Store) -> None:
    with store._database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER seen_text_no_update")
        connection.exec_driver_sql("UPDATE seen_text SET data = x'00' WHERE decision_id = 'harbour'")

    data = written(told(store))

    (answered, *_) = at(json.loads(data), "harbour")
    assert "choices" not in answered["object"]["definition"]
    assert answered["context"]["contextActivities"]["parent"][0]["id"] == f"{HOME}/cases/town"
    assert not any(complaints(data))


def test_without_attempts_it_is_an_empty_array() -> None:
    assert json.loads(written([])) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_whatever_was_typed_is_told_as_it_is(store: Store, text: str) -> None:
    (harbour, *_) = told(store)
    said = Told(harbour.row.model_copy(update={"reasons": text}), harbour.learner_id, None)

    (answered, *_) = (json.loads(each.to_json()) for each in statements(said))

    assert answered["result"]["extensions"][f"{HOME}/xapi/reasons"] == text
