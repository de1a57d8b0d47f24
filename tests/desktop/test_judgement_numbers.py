from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from zoneinfo import ZoneInfo

import pytest

from tests.desktop.judged_town import CASE, decide
from tests.progress import tiny
from trainer.desktop.judgement_numbers import A_SITTING, read_behind, read_judged, read_unmarked
from trainer.desktop.judgement_state import Bounds, Judged, Scope
from trainer.progress.notes import Role
from trainer.progress.store import Store
from trainer.progress.values import Attempt, Learner
from trainer.study.process import Quality

UTC = dt.UTC
ALL = Scope(first_tries=False)


@pytest.fixture
def made(store: Store, mara: Learner, clock: tiny.Clock) -> list[Attempt]:
    """Three first tries a day apart, and a second one at the harbour."""
    attempts = []
    for decision_id, choice in (("harbour", "wait"), ("bridge", "build"), ("tunnel", "wait"), ("harbour", "build")):
        attempts.append(decide(store, mara, decision_id, choice))
        clock.pass_by(24 * 60)
    return attempts


def _judged(store: Store, learner: Learner, scope: Scope = Scope()) -> Judged:  # noqa: B008
    with store.reader() as reader:
        return read_judged(reader, learner.id, scope, {"money": "Where the money is"}, UTC)


def _behind(store: Store, learner: Learner, kind: str, key: str, scope: Scope = Scope()) -> tuple[str, list[str], int]:  # noqa: B008
    with store.reader() as reader:
        judged = read_judged(reader, learner.id, scope, {}, UTC)
        found = read_behind(reader, learner.id, scope, judged, kind, key, UTC)
    return (
        found.title.replace("\N{NO-BREAK SPACE}", " "),
        [line.id for _, lines in found.groups for line in lines],
        found.count,
    )


def test_the_numbers_are_those_of_the_scope(store: Store, mara: Learner, made: list[Attempt]) -> None:
    first, every = _judged(store, mara), _judged(store, mara, ALL)
    assert (first.forecasts.n, every.forecasts.n) == (3, 4)
    assert (first.unit, every.unit) == ("decision", "attempt")
    assert sum(cell.n for cell in first.choices.cells) == 3
    assert first.bounds == Bounds((("town", "A town by the sea"),), dt.date(2026, 11, 22), dt.date(2026, 11, 25))
    assert _judged(store, mara, Scope(case_id="village")).is_empty


def test_without_attempts_all_is_empty(store: Store, mara: Learner) -> None:
    judged = _judged(store, mara)
    assert judged.is_empty
    assert judged.bounds == Bounds()


def test_both_days_of_a_period_count_as_the_reader_knows_them(store: Store, mara: Learner, made: list[Attempt]) -> None:
    day = dt.date(2026, 11, 23)
    assert _judged(store, mara, Scope(since=day, until=day)).forecasts.n == 1
    assert _judged(store, mara, Scope(until=day)).forecasts.n == 2
    with store.reader() as reader:  # 21:16 in UTC is the next morning in Shanghai
        there = read_judged(reader, mara.id, Scope(until=day), {}, ZoneInfo("Asia/Shanghai"))
    assert there.forecasts.n == 1
    assert there.bounds.first == day


def test_a_point_names_its_decisions_the_newest_first(store: Store, mara: Learner, made: list[Attempt]) -> None:
    title, ids, count = _behind(store, mara, "forecasts", "60-79")
    assert (title, count) == ("Forecast 60 to 79 %", 2)
    assert ids == [made[2].id, made[0].id]


def test_every_point_and_cell_names_as_many_as_it_counts(store: Store, mara: Learner, made: list[Attempt]) -> None:
    judged = _judged(store, mara, ALL)
    for point in judged.forecasts.points:
        _, ids, count = _behind(store, mara, "forecasts", f"{point.bin.low}-{point.bin.high}", ALL)
        assert len(ids) == count == point.n
    for cell in judged.choices.cells:
        title, ids, count = _behind(store, mara, "choices", f"{cell.row.value}/{cell.judgement.value}", ALL)
        assert len(ids) == count == cell.n
        assert title.endswith(cell.judgement.value)


def test_a_blind_spot_tells_missed_and_seen_apart(store: Store, mara: Learner, clock: tiny.Clock) -> None:
    for decision_id in tiny.DECISIONS:
        decide(store, mara, decision_id, missed=decision_id == "harbour")
    for name in ("Ada", "Ben"):  # others don't count
        decide(store, store.add_learner(name), "harbour")
    judged = _judged(store, mara)
    assert not judged.blind_spots.ranked  # three decisions are too few
    with store.reader() as reader, pytest.raises(KeyError):
        read_behind(reader, mara.id, Scope(), judged, "blind-spots", "kind:cash", UTC)


@pytest.mark.parametrize(("kind", "key"), [("weather", "0-19"), ("hindsight", "")])
def test_a_chart_without_parts_has_nothing_behind_it(
    store: Store, mara: Learner, made: list[Attempt], kind: str, key: str
) -> None:
    with pytest.raises(KeyError):
        _behind(store, mara, kind, key)


def test_reasons_are_asked_about_until_they_are_marked_the_oldest_first(
    store: Store, mara: Learner, made: list[Attempt]
) -> None:
    def waiting(scope: Scope = ALL) -> list[str]:
        with store.reader() as reader:
            return [each.attempt_id for each in read_unmarked(reader, mara.id, scope, UTC)]

    assert waiting() == [each.id for each in made]
    assert waiting(Scope()) == [each.id for each in made[:3]]
    assert waiting(Scope(since=dt.date(2026, 11, 24))) == [made[2].id]
    assert waiting(Scope(case_id="village")) == []
    store.notes.add(made[1].id, "", author="Mara", quality=Quality.GOOD, covered=True)
    store.notes.add(made[2].id, "Later I knew better.", author="Mara")
    store.notes.add(made[3].id, "", author="Mara", quality=Quality.POOR, covered=False)
    assert waiting() == [made[0].id, made[2].id, made[3].id]
    _, ids, count = _behind(store, mara, "reasons", "good/mixed")
    assert (ids, count) == ([made[1].id], 1)


def test_what_is_to_be_marked_tells_nothing_of_the_record(store: Store, mara: Learner, made: list[Attempt]) -> None:
    with store.reader() as reader:
        first = read_unmarked(reader, mara.id, Scope(), UTC)[0]
    decision = CASE.sheet("harbour").briefing
    assert first.question == decision.question
    assert first.options == ("Build it", "Wait a year")
    assert first.options[first.choice] == "Wait a year"
    assert (first.forecast, first.reasons) == (70, "Reasons for the harbour.")
    assert "They built it." not in str(first)
    assert "mixed" not in str(first)


def test_an_attempt_whose_record_is_sealed_is_not_asked_about(store: Store, mara: Learner) -> None:
    store.commit(mara.id, "town", CASE.envelopes["harbour"], tiny.commitment())
    with store.reader() as reader:
        assert read_unmarked(reader, mara.id, Scope(), UTC) == ()


def test_a_damaged_text_is_passed_over(store: Store, mara: Learner, made: list[Attempt]) -> None:
    with closing(sqlite3.connect(store.path)) as raw, raw:
        for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {trigger}")
        raw.execute("UPDATE seen_text SET data = x'00' WHERE digest = ?", (made[0].digest,))
    with store.reader() as reader:
        assert [each.attempt_id for each in read_unmarked(reader, mara.id, Scope(), UTC)] == [made[1].id, made[2].id]


def test_a_sitting_has_an_end(store: Store, mara: Learner) -> None:
    for _ in range(A_SITTING + 1):
        decide(store, mara, "harbour")
    with store.reader() as reader:
        assert len(read_unmarked(reader, mara.id, ALL, UTC)) == A_SITTING


def test_a_coachs_marks_are_counted_apart_and_asked_for_apart(store: Store, mara: Learner, made: list[Attempt]) -> None:
    store.notes.add(made[0].id, "", author="Ann", role=Role.COACH, quality=Quality.POOR, covered=True)
    store.notes.add(made[1].id, "", author="Mara", quality=Quality.GOOD, covered=True)
    judged = _judged(store, mara, ALL)
    assert (judged.reasons.n(), judged.coach_reasons.n()) == (1, 1)
    (cell,) = (each for each in judged.coach_reasons.cells if each.n)
    assert cell.row is Quality.POOR
    key = f"poor/{cell.judgement.value}"
    assert _behind(store, mara, "coach-reasons", key, ALL)[1] == [made[0].id]
    assert _behind(store, mara, "reasons", key, ALL)[1] == []
    with store.reader() as reader:
        waiting = [each.attempt_id for each in read_unmarked(reader, mara.id, ALL, UTC, Role.COACH)]
    assert waiting == [each.id for each in made if each is not made[0]]


def test_what_a_coach_said_with_the_outcome_in_view_is_not_counted(
    store: Store, mara: Learner, made: list[Attempt]
) -> None:
    store.notes.add(made[0].id, "", author="Ann", role=Role.COACH, quality=Quality.POOR)
    assert not _judged(store, mara, ALL).coach_reasons.n()
