from __future__ import annotations

from tests.progress import tiny
from trainer.progress import attempts
from trainer.progress.store import Store
from trainer.progress.values import Learner


def _decide(store: Store, learner: Learner, clock: tiny.Clock, count: int) -> list[str]:
    made = []
    for number in range(count):
        envelope = tiny.case().envelopes[tiny.DECISIONS[number % 3]]
        attempt = store.commit(learner.id, "town", envelope, tiny.commitment())
        made.append(tiny.debriefed(store, attempt).id)
        clock.pass_by()
    return made


def test_those_named_come_newest_first_and_nobody_elses(store: Store, mara: Learner, clock: tiny.Clock) -> None:
    own = _decide(store, mara, clock, 5)
    ben = _decide(store, store.add_learner("Ben"), clock, 2)
    with store.reader() as reader, reader.read() as view:
        found = attempts.named(view, mara.id, [own[3], ben[0], own[0], "unknown"])
        assert [line.id for line in found] == [own[3], own[0]]
        assert found == tuple(line for line in attempts.lines(view, mara.id) if line.id in (own[3], own[0]))
        assert attempts.named(view, mara.id, []) == ()


def test_they_are_found_by_their_ids_and_not_by_going_through_all(
    store: Store, mara: Learner, clock: tiny.Clock
) -> None:
    own = _decide(store, mara, clock, 30)
    with store.reader() as reader, reader.read() as view:
        asked = {"learner": mara.id, "attempts": own[:2]}
        compiled = attempts._NAMED.compile(view.engine)
        expanded = compiled.construct_expanded_state(asked)
        values = tuple(expanded.parameters[name] for name in expanded.positiontup or ())
        plan = [row[3] for row in view.exec_driver_sql(f"EXPLAIN QUERY PLAN {expanded.statement}", values)]
    assert any("(attempt_id=?)" in step for step in plan if "line" in step)
    assert not [step for step in plan if "SCAN" in step or "learner_id=?" in step]
