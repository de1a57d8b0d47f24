from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.progress import tiny
from trainer.progress import overview
from trainer.progress.store import Store
from trainer.study.playthrough import NotAllowed

STEPS = st.lists(
    st.tuples(st.sampled_from(["Mara", "Ben"]), st.sampled_from(tiny.DECISIONS), st.integers(0, tiny.ALL + 1)),
    max_size=12,
)


@settings(max_examples=40)
@given(STEPS)
def test_the_newest_attempts_are_those_that_come_last_of_all(steps: list[tuple[str, str, int]]) -> None:
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "progress.sqlite3", tiny.Clock()) as store:
        ids = {name: store.add_learner(name).id for name in ("Mara", "Ben")}
        for name, decision, opened in steps:
            try:
                made = store.commit(ids[name], "town", tiny.case().envelopes[decision], tiny.commitment())
            except NotAllowed:
                continue
            store.open_steps(made.id, min(opened, tiny.ALL))
            if opened > tiny.ALL:
                store.close_debrief(made.id)
        with store._database.read() as connection:
            for asked in ((ids["Mara"], None), (ids["Ben"], "town"), (ids["Ben"], "other")):
                every = connection.exec_driver_sql(overview.ATTEMPTS, asked).all()
                newest = connection.exec_driver_sql(overview.NEWEST, asked).all()
                assert {tuple(row) for row in newest} == {tuple(row) for row in overview.newest_of(every)}
                assert len(newest) == len({row[1] for row in every})
