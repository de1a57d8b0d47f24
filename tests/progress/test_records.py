from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.progress import tiny
from tests.progress.reference import listed
from trainer.case.model import Judgement
from trainer.progress import listings, records
from trainer.progress.buckets import OF_THE_RECORD
from trainer.progress.reader import Interrupted, Reader
from trainer.progress.record_filter import RecordColumn, RecordFilter, RecordOrder
from trainer.progress.records import Records
from trainer.progress.store import Store
from trainer.progress.values import Learner
from trainer.study.forecast import Agreement

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
THEMES = {("town", decision): ("money",) for decision in tiny.DECISIONS}
WORDS = ("price", "prices", "pricé", "terms", "坏条款", "条", "Half a", "坏 terms", "p", "te", "never", "!")
REASONS = ("The price.", "Prices of terms", "Pricé 坏条款会一直疼", "Half a year hurts.", "款 坏 terms")

ATTEMPTS = st.lists(
    st.tuples(
        st.sampled_from(tiny.DECISIONS),
        st.sampled_from(["build", "wait"]),
        st.integers(0, 100) | st.sampled_from([0, 50, 100]),
        st.sampled_from(REASONS),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=24,
)
MOMENTS = st.none() | st.integers(0, 60).map(lambda hours: START + dt.timedelta(hours=hours))
FILTERS = st.builds(
    RecordFilter,
    case=st.sampled_from([None, None, "town", "other"]),
    act=st.sampled_from([None, None, ("town", 1), ("town", 2), ("other", 1)]),
    decision=st.sampled_from([None, None, None, ("town", "bridge")]),
    theme=st.sampled_from([None, None, "money", "time"]),
    agreement=st.none() | st.sampled_from(Agreement),
    judgement=st.sampled_from([None, None, Judgement.MIXED, Judgement.REGRETTED]),
    since=MOMENTS,
    until=MOMENTS,
    words=st.just("") | st.sampled_from(WORDS),
    forecasts=st.none() | st.tuples(st.integers(0, 60), st.integers(40, 100)),
    first_tries=st.booleans(),
)
ORDERS = st.builds(RecordOrder, st.sampled_from(RecordColumn), st.booleans())


def _fill(
    store: Store, clock: tiny.Clock, learner: Learner, attempts: list[tuple[str, str, int, str, int, bool]]
) -> None:
    """Store attempts, some with titles of a later version, some sealed still."""
    cases = (tiny.case(), tiny.case("a Town", bridge="An old bridge"))
    for decision, choice, forecast, reasons, hours, newer in attempts:
        clock.pass_by(60 * hours)
        commitment = tiny.commitment(choice, forecast, reasons)
        attempt = store.commit(learner.id, "town", cases[newer].envelopes[decision], commitment)
        tiny.debriefed(store, attempt)
    # Of the last attempt at each decision the record stays sealed.
    for decision in tiny.DECISIONS[:2]:
        store.commit(learner.id, "town", cases[0].envelopes[decision], tiny.commitment("wait", 50, REASONS[1]))


@settings(max_examples=60)
@given(ATTEMPTS, st.lists(st.tuples(FILTERS, ORDERS), min_size=1, max_size=12), st.booleans())
def test_pages_counts_and_places_are_those_of_the_whole_list(
    attempts: list[tuple[str, str, int, str, int, bool]],
    asked: list[tuple[RecordFilter, RecordOrder]],
    many: bool,
) -> None:
    clock = tiny.Clock(START)
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        if many:  # so that what is meant for many is tried on few
            patch.setattr(listings, "FEW", 2)
            patch.setattr(records, "_LOOKED_AT", 3)
        with Store.open(Path(folder) / "progress.sqlite3", clock) as store, store.reader() as reader:
            mara, ben = store.add_learner("Mara"), store.add_learner("Ben")
            _fill(store, clock, mara, attempts)
            _fill(store, clock, ben, attempts[:3])
            lines = tuple(reversed(store.lines(mara.id)))
            found = Records(reader, mara.id)
            assert found.total() == len(lines)
            for wanted, order in asked:
                ids = listed(lines, wanted, order, THEMES)
                assert [line.id for line in found.page(wanted, order, 0, 4)] == ids[:4]
                assert found.count(wanted) == len(ids)
                assert [line.id for line in found.page(wanted, order, 0, 99)] == ids
                for start in range(0, len(ids) + 2, 3):
                    assert [line.id for line in found.page(wanted, order, start, 3)] == ids[start : start + 3]
                places = [found.place(line.id, wanted, order) for line in lines]
                assert places == [ids.index(line.id) if line.id in ids else None for line in lines]


@pytest.fixture
def reader(store: Store) -> Iterator[Reader]:
    with store.reader() as opened:
        yield opened


@pytest.mark.parametrize("column", [each for each in RecordColumn if each is not RecordColumn.MINE])
@pytest.mark.parametrize("falling", [False, True])
def test_what_is_shown_tells_nothing_of_a_sealed_record(
    store: Store, clock: tiny.Clock, reader: Reader, column: RecordColumn, falling: bool
) -> None:
    """They waited; the attempt of whoever did so too stands where that of somebody else does."""
    places = []
    for choice in ("wait", "build"):
        learner = store.add_learner(choice)
        for decision in ("bridge", "tunnel"):
            clock.pass_by()
            made = store.commit(learner.id, "town", tiny.case().envelopes[decision], tiny.commitment("build"))
            tiny.debriefed(store, made)
        clock.pass_by()
        sealed = store.commit(learner.id, "town", tiny.case().envelopes["harbour"], tiny.commitment(choice))
        store.open_steps(sealed.id, tiny.ALL - 1)
        found, order = Records(reader, learner.id), RecordOrder(column, falling)
        places.append(found.place(sealed.id, RecordFilter(), order))
        for told in (*Agreement, *Judgement):
            asked = {"agreement" if isinstance(told, Agreement) else "judgement": told}
            assert found.place(sealed.id, RecordFilter(**asked), order) is None
    assert places[0] == places[1]
    if column in OF_THE_RECORD:
        assert places[0] == 2


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 99])
def test_the_first_page_comes_before_all_is_read_and_begins_the_whole_list(
    store: Store, clock: tiny.Clock, mara: Learner, reader: Reader, limit: int
) -> None:
    ben = store.add_learner("Ben")
    attempts = [(decision, "wait", 50, REASONS[0], 1, newer) for newer in (False, True) for decision in tiny.DECISIONS]
    _fill(store, clock, mara, attempts)
    _fill(store, clock, ben, attempts[:2])
    every = tuple(reversed(store.lines(mara.id)))
    ids = listed(every, RecordFilter(), RecordOrder(), THEMES)
    found = Records(reader, mara.id)
    assert [line.id for line in found.page(RecordFilter(), RecordOrder(), 0, limit)] == ids[:limit]
    assert found._buckets is None
    assert found.longest(RecordColumn.TRY) == (str(max(line.number for line in every)),)
    assert found.total() == len(every)
    assert found._buckets is None


def test_what_is_written_meanwhile_is_seen(store: Store, mara: Learner, reader: Reader) -> None:
    found = Records(reader, mara.id)
    assert (found.total(), found.newest()) == (0, None)
    wanted = RecordFilter(agreement=Agreement.AGAINST, words="half")
    assert found.count(wanted) == 0
    attempt = store.commit(mara.id, "town", tiny.case().envelopes["harbour"], tiny.commitment())
    assert (found.total(), found.newest(), found.count(wanted)) == (1, attempt.id, 0)
    tiny.debriefed(store, attempt)
    assert found.count(wanted) == 1


def test_the_menus_count_what_may_be_told(store: Store, mara: Learner, reader: Reader) -> None:
    envelopes = tiny.case().envelopes
    tiny.debriefed(store, store.commit(mara.id, "town", envelopes["harbour"], tiny.commitment()))
    tiny.debriefed(store, store.commit(mara.id, "town", envelopes["tunnel"], tiny.commitment("wait")))
    store.commit(mara.id, "town", envelopes["bridge"], tiny.commitment("wait"))
    choices = Records(reader, mara.id).choices(None, {"money": "Money"})
    assert [(each.value, each.title, each.count) for each in choices.cases] == [("town", "A town by the sea", 3)]
    assert [(each.value, each.title, each.count) for each in choices.acts] == [
        (("town", 1), "1. The north", 2),
        (("town", 2), "2. The south", 1),
    ]
    assert [(each.value, each.title, each.count) for each in choices.themes] == [("money", "Money", 3)]
    assert [(each.title, each.count) for each in choices.agreements] == [
        ("with the record", 1),
        ("against the record", 1),
    ]
    assert [(each.title, each.count) for each in choices.judgements] == [
        ("vindicated", 0),
        ("mixed", 2),
        ("regretted", 0),
    ]


def test_a_newer_title_of_a_case_names_it(store: Store, mara: Learner, reader: Reader) -> None:
    tiny.debriefed(store, store.commit(mara.id, "town", tiny.case().envelopes["harbour"], tiny.commitment()))
    store.commit(mara.id, "town", tiny.case("A city").envelopes["harbour"], tiny.commitment())
    choices = Records(reader, mara.id).choices("town", {})
    assert [(each.title, each.count) for each in choices.cases] == [("A city", 2)]


@pytest.mark.parametrize(
    "typed", ['"', "half OR year", "words:half", "half*", "NEAR(half year)", "-half", "^half", "{", "()"]
)
def test_no_word_is_taken_for_syntax(store: Store, mara: Learner, reader: Reader, typed: str) -> None:
    store.commit(mara.id, "town", tiny.case().envelopes["harbour"], tiny.commitment(reasons="Half a year hurts."))
    expected = {"half OR year": 0, "words:half": 0, "NEAR(half year)": 0}.get(typed, 1)
    assert Records(reader, mara.id).count(RecordFilter(words=typed)) == expected


def test_a_read_that_was_broken_off_leaves_the_next_one_right(store: Store, mara: Learner, reader: Reader) -> None:
    store.commit(mara.id, "town", tiny.case().envelopes["harbour"], tiny.commitment(reasons="Half a year hurts."))
    found = Records(reader, mara.id)
    raw = reader._raw
    for steps in range(1, 60, 3):
        left = [steps]

        def tick(left: list[int] = left) -> int:
            left[0] -= 1
            return left[0] == 0

        raw.set_progress_handler(tick, 40)
        try:
            assert found.count(RecordFilter(words=f"half{' ' * steps}")) == 1
        except Interrupted:
            pass
        finally:
            raw.set_progress_handler(None, 0)
        assert found.count(RecordFilter(words="half")) == 1
        assert found.count(RecordFilter(words="never")) == 0
