"""What is counted in SQL is what one finds by going through all attempts."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.progress import tiny
from tests.progress.tiny import ALL, commitment, debriefed
from trainer.case.model import Decision, FactorKind, Judgement
from trainer.case.sealed import Case, seal_pack
from trainer.progress import judging
from trainer.progress.judging import Behind, JudgedFilter, JudgedNumbers, JudgedPart
from trainer.progress.store import Store
from trainer.progress.tables import NOTE
from trainer.progress.values import Attempt, FactorMark, Learner, WholeAttempt
from trainer.study.blind_spots import Mark, MarkedDecision
from trainer.study.calibration import Bin
from trainer.study.forecast import Agreement
from trainer.study.hindsight import RecalledForecast
from trainer.study.playthrough import Stage
from trainer.study.process import Quality
from trainer.study.recall import Grade

ALL_TRIES = JudgedFilter(first_tries=False)
SAW, MISSED = FactorMark.SAW, FactorMark.MISSED
WITH, AGAINST = Agreement.WITH, Agreement.AGAINST


def decision(decision_id: str, act: str, judgement: Judgement, taken: str, theme: str) -> Decision:
    """Of the small case, with a record of its own and two factors."""
    plain = tiny.decision(decision_id, act)
    looking_back = plain.record.looking_back.model_copy(update={"judgement": judgement})
    other = "build" if taken == "wait" else "wait"
    not_taken = (plain.record.not_taken[0].model_copy(update={"option": other}),)
    record = plain.record.model_copy(update={"option": taken, "looking_back": looking_back, "not_taken": not_taken})
    trust = plain.factors[0].model_copy(update={"id": "word", "kind": FactorKind.TRUST})
    factors = (*plain.factors, trust)
    return plain.model_copy(update={"record": record, "factors": factors, "themes": ("money", theme)})


def case(case_id: str, title: str) -> Case:
    pack = tiny.pack(title)
    decisions = (
        decision("harbour", "north", Judgement.VINDICATED, "wait", "time"),
        decision("bridge", "north", Judgement.REGRETTED, "build", "trust"),
        decision("tunnel", "south", Judgement.MIXED, "wait", "time"),
    )
    info = pack.info.model_copy(update={"id": case_id})
    return seal_pack(pack.model_copy(update={"info": info, "decisions": decisions}))


CASES = {"town": case("town", "A town by the sea"), "village": case("village", "a village in the hills")}


@dataclass(frozen=True)
class Step:
    """A learner sits down before a decision once more."""

    who: int
    case_id: str
    decision_id: str
    choice: str
    forecast: int
    opened: int
    closes: bool
    marks: dict[str, FactorMark]
    recalls: tuple[int | None, ...]
    """What each recall remembers that follows; -1 breaks off before the answer."""
    notes: tuple[tuple[str, Quality | None, bool], ...] = field(default=())
    """Role, quality and whether the outcome was covered."""


STEPS = st.builds(
    Step,
    st.integers(0, 1),
    st.sampled_from(tuple(CASES)),
    st.sampled_from(tiny.DECISIONS),
    st.sampled_from(("build", "wait")),
    st.integers(0, 100),
    st.sampled_from((0, 3, ALL, ALL, ALL)),
    st.booleans(),
    st.dictionaries(st.sampled_from(("cash", "word", "gone")), st.sampled_from(FactorMark)),
    st.lists(st.one_of(st.none(), st.just(-1), st.integers(0, 100)), max_size=2).map(tuple),
    st.lists(
        st.tuples(st.sampled_from(("learner", "coach")), st.sampled_from((*Quality, None)), st.booleans()), max_size=3
    ).map(tuple),
)
HOURS = st.one_of(st.none(), st.integers(0, 24).map(lambda hours: tiny.Clock().now + dt.timedelta(hours=hours)))
FILTERS = st.builds(JudgedFilter, st.sampled_from((None, "town", "village", "nowhere")), st.booleans(), HOURS, HOURS)


@dataclass
class Played:
    """What learners did, beside their attempts."""

    store: Store
    people: list[Learner]
    notes: list[tuple[str, str, Quality | None, bool]] = field(default_factory=list)
    recalls: list[tuple[str, dt.datetime, int | None]] = field(default_factory=list)

    def play(self, step: Step, clock: tiny.Clock) -> None:
        learner = self.people[step.who].id
        standing = self.store.standings(learner, step.case_id).get(step.decision_id)
        if standing is not None and standing.stage in {Stage.COMMITTED, Stage.REVEALED}:
            attempt_id = standing.attempt_id or ""
        else:
            envelope = CASES[step.case_id].envelopes[step.decision_id]
            attempt_id = self.store.commit(learner, step.case_id, envelope, commitment(step.choice, step.forecast)).id
        self.store.save_debrief(attempt_id, step.marks, "")
        if self.store.open_steps(attempt_id, step.opened) == ALL and step.closes:
            self.store.close_debrief(attempt_id)
            for remembered in step.recalls:
                clock.pass_by(10)
                self.recall(learner, step, remembered)
        for role, quality, covered in step.notes:
            clock.pass_by()
            note(self.store, attempt_id, role, quality, covered=covered, now=clock.now)
            self.notes.append((attempt_id, role, quality, covered))

    def recall(self, learner: str, step: Step, remembered: int | None) -> None:
        begun = self.store.recalls.begin(learner, step.case_id, step.decision_id)
        if remembered != -1:
            self.store.recalls.answer(begun.id, "They waited.", remembered)
            self.store.recalls.grade(begun.id, Grade.GOOD)
            self.recalls.append((begun.attempt_id, begun.asked, remembered))


def note(store: Store, attempt_id: str, role: str, quality: Quality | None, *, covered: bool, now: dt.datetime) -> None:
    values = {"id": uuid.uuid4().hex, "attempt_id": attempt_id, "author": role, "role": role, "created": now}
    with store._database.write() as connection:
        connection.execute(NOTE.insert().values(**values, quality=quality, covered=covered, text="So it is."))


@contextmanager
def played(steps: Iterable[Step]) -> Iterator[Played]:
    clock = tiny.Clock()
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "progress.sqlite3", clock) as store:
        game = Played(store, [store.add_learner("Mara"), store.add_learner("Jon")])
        for step in steps:
            game.play(step, clock)
            clock.pass_by(60)
        yield game


def read(store: Store, learner: Learner, wanted: JudgedFilter = ALL_TRIES) -> JudgedNumbers:
    with store._database.read() as connection:
        return judging.read(connection, learner.id, wanted)


def behind(
    store: Store, learner: Learner, part: JudgedPart, wanted: JudgedFilter = ALL_TRIES, limit: int = 200
) -> Behind:
    with store._database.read() as connection:
        return judging.behind(connection, learner.id, wanted, part, limit)


def open_attempts(store: Store, learner: Learner, wanted: JudgedFilter) -> list[WholeAttempt]:
    return [
        whole
        for whole in store.whole_attempts(learner.id)
        if whole.line.stage is not Stage.COMMITTED
        and wanted.case in {None, whole.line.case_id}
        and (not wanted.first_tries or whole.line.number == 1)
        and (wanted.since is None or whole.line.created >= wanted.since)
        and (wanted.until is None or whole.line.created < wanted.until)
    ]


def qualities(game: Played, role: str) -> dict[str, Quality]:
    """The last covered mark of each attempt."""
    return {
        attempt_id: quality
        for attempt_id, by, quality, covered in game.notes
        if by == role and quality is not None and covered
    }


def marked(store: Store, whole: WholeAttempt) -> MarkedDecision:
    seen = store.seen_text(whole.attempt.id).decision
    kinds = {factor.id: factor.kind for factor in seen.factors}
    marks = tuple(Mark(kinds[each], mark is MISSED) for each, mark in whole.debrief.marks.items() if each in kinds)
    return MarkedDecision(whole.attempt.id, seen.themes, marks)


def reference(game: Played, learner: Learner, wanted: JudgedFilter) -> JudgedNumbers:
    attempts = open_attempts(game.store, learner, wanted)
    firsts = open_attempts(game.store, learner, replace(wanted, first_tries=True))
    every = {each.attempt.id: each for each in open_attempts(game.store, learner, replace(ALL_TRIES, case=wanted.case))}
    return JudgedNumbers(
        tally=Counter((each.line.forecast, each.line.agreement) for each in attempts),
        choices=Counter((each.line.agreement, each.line.judgement) for each in attempts),
        reasons=_crossed(attempts, qualities(game, "learner")),
        coach_reasons=_crossed(attempts, qualities(game, "coach")),
        marked=tuple(marked(game.store, each) for each in firsts if each.debrief.marks),
        recalls=tuple(
            RecalledForecast(
                attempt_id,
                every[attempt_id].line.case_id,
                every[attempt_id].line.decision_id,
                asked,
                every[attempt_id].line.forecast,
                remembered,
                every[attempt_id].line.agreement,
            )
            for attempt_id, asked, remembered in game.recalls
            if attempt_id in every
        ),
    )


def _crossed(attempts: list[WholeAttempt], by_attempt: dict[str, Quality]) -> dict[tuple[Quality, Judgement], int]:
    return Counter(
        (by_attempt[each.attempt.id], each.line.judgement) for each in attempts if each.attempt.id in by_attempt
    )


@given(steps=st.lists(STEPS, max_size=16), wanted=FILTERS)
@settings(max_examples=15, deadline=None)
def test_the_numbers_are_those_of_all_attempts_gone_through(steps: list[Step], wanted: JudgedFilter) -> None:
    with played(steps) as game:
        for learner in game.people:
            assert read(game.store, learner, wanted) == reference(game, learner, wanted)


@given(
    steps=st.lists(STEPS, max_size=16),
    wanted=FILTERS,
    part=st.builds(
        JudgedPart,
        st.sampled_from((None, Bin(0, 19), Bin(40, 100))),
        st.sampled_from((None, *Agreement)),
        st.sampled_from((None, *Judgement)),
        st.sampled_from((None, *Quality)),
    ),
)
@settings(max_examples=15, deadline=None)
def test_behind_a_number_stand_the_attempts_that_were_counted(
    steps: list[Step], wanted: JudgedFilter, part: JudgedPart
) -> None:
    with played(steps) as game:
        learner = game.people[0]
        marks = qualities(game, "learner")
        fitting = [
            each.attempt.id
            for each in reversed(open_attempts(game.store, learner, wanted))
            if (part.forecasts is None or each.line.forecast in part.forecasts)
            and part.agreement in {None, each.line.agreement}
            and part.judgement in {None, each.line.judgement}
            and (part.quality is None or marks.get(each.attempt.id) is part.quality)
        ]
        assert behind(game.store, learner, part, wanted) == Behind(len(fitting), tuple(fitting))


def attempt(store: Store, learner: Learner, choice: str = "wait", forecast: int = 70, at: str = "harbour") -> Attempt:
    return store.commit(learner.id, "town", CASES["town"].envelopes[at], commitment(choice, forecast))


def test_an_attempt_counts_once_its_record_is_open_to_its_end(store: Store, mara: Learner) -> None:
    made = attempt(store, mara)
    store.open_steps(made.id, ALL - 1)
    assert read(store, mara).tally == {}
    assert behind(store, mara, JudgedPart()).count == 0
    store.open_steps(made.id, ALL)
    assert read(store, mara).tally == {(70, WITH): 1}
    assert read(store, mara).choices == {(WITH, Judgement.VINDICATED): 1}
    assert behind(store, mara, JudgedPart()).attempts == (made.id,)


def test_further_tries_count_only_where_they_are_asked_for(store: Store, mara: Learner, clock: tiny.Clock) -> None:
    debriefed(store, attempt(store, mara, "build", 30))
    clock.pass_by()
    debriefed(store, attempt(store, mara, "wait", 100))
    assert read(store, mara, JudgedFilter()).tally == {(30, AGAINST): 1}
    assert read(store, mara).tally == {(30, AGAINST): 1, (100, WITH): 1}


def test_a_time_holds_its_first_moment_and_not_the_one_after_it(store: Store, mara: Learner, clock: tiny.Clock) -> None:
    since = clock.now
    debriefed(store, attempt(store, mara, "build", 30))
    clock.pass_by()
    debriefed(store, attempt(store, mara, "wait", 100))
    found = read(store, mara, replace(ALL_TRIES, since=since, until=clock.now))
    assert found.tally == {(30, AGAINST): 1}


def test_only_marks_of_the_first_try_are_told(store: Store, mara: Learner) -> None:
    first = debriefed(store, attempt(store, mara))
    store.save_debrief(first.id, {"cash": MISSED, "word": SAW}, "")
    second = debriefed(store, attempt(store, mara))
    store.save_debrief(second.id, {"cash": SAW}, "")
    marks = (Mark(FactorKind.CASH, missed=True), Mark(FactorKind.TRUST, missed=False))
    assert read(store, mara).marked == (MarkedDecision(first.id, ("money", "time"), marks),)


def test_reasons_count_as_they_were_marked_last_with_the_outcome_covered(
    store: Store, mara: Learner, clock: tiny.Clock
) -> None:
    made = debriefed(store, attempt(store, mara))
    for quality, covered in ((Quality.GOOD, True), (Quality.POOR, True), (Quality.GOOD, False), (None, True)):
        clock.pass_by()
        note(store, made.id, "learner", quality, covered=covered, now=clock.now)
    clock.pass_by()
    note(store, made.id, "coach", Quality.GOOD, covered=True, now=clock.now)
    found = read(store, mara)
    assert found.reasons == {(Quality.POOR, Judgement.VINDICATED): 1}
    assert found.coach_reasons == {(Quality.GOOD, Judgement.VINDICATED): 1}
    assert behind(store, mara, JudgedPart(quality=Quality.POOR)).attempts == (made.id,)
    assert behind(store, mara, JudgedPart(quality=Quality.GOOD)).attempts == ()


def test_a_recall_counts_once_it_is_answered(store: Store, mara: Learner, clock: tiny.Clock) -> None:
    made = debriefed(store, attempt(store, mara))
    clock.pass_by(60)
    begun = store.recalls.begin(mara.id, "town", "harbour")
    store.recalls.keep(begun.id, "They", 80)
    assert read(store, mara).recalls == ()
    store.recalls.answer(begun.id, "They waited.", 80)
    assert read(store, mara).recalls == (RecalledForecast(made.id, "town", "harbour", clock.now, 70, 80, WITH),)


def test_a_recall_of_a_record_that_is_not_open_tells_nothing(store: Store, mara: Learner) -> None:
    debriefed(store, attempt(store, mara))
    begun = store.recalls.begin(mara.id, "town", "harbour")
    store.recalls.answer(begun.id, "They waited.", 80)
    sealed = attempt(store, mara)
    with store._database.write() as connection:
        connection.exec_driver_sql("UPDATE recall SET attempt_id = ?", (sealed.id,))
    assert read(store, mara).recalls == ()


def test_of_many_attempts_the_newest_are_named_and_all_are_counted(
    store: Store, mara: Learner, clock: tiny.Clock
) -> None:
    made = []
    for _ in range(5):
        made.append(debriefed(store, attempt(store, mara)).id)
        clock.pass_by()
    assert behind(store, mara, JudgedPart(), limit=2) == Behind(5, (made[4], made[3]))


def test_a_text_that_is_damaged_tells_no_factors_and_breaks_nothing(store: Store, mara: Learner) -> None:
    made = debriefed(store, attempt(store, mara))
    store.save_debrief(made.id, {"cash": MISSED}, "")
    with store._database.write() as connection:
        connection.exec_driver_sql("UPDATE text_index SET themes = '[]', factors = '{}'")
    assert read(store, mara).marked == (MarkedDecision(made.id, (), ()),)


def test_a_kind_of_factor_that_a_later_program_knows_is_left_out(store: Store, mara: Learner) -> None:
    made = debriefed(store, attempt(store, mara))
    store.save_debrief(made.id, {"cash": MISSED, "word": SAW}, "")
    with store._database.write() as connection:
        connection.exec_driver_sql("""UPDATE text_index SET factors = replace(factors, '"cash"}', '"weather"}')""")
    assert [each.marks for each in read(store, mara).marked] == [(Mark(FactorKind.TRUST, missed=False),)]


def test_the_scope_covers_what_counts(store: Store, mara: Learner, clock: tiny.Clock) -> None:
    def scope() -> judging.JudgedScope:
        with store._database.read() as connection:
            return judging.scope(connection, mara.id)

    assert scope() == judging.JudgedScope({}, None, None)
    early = clock.now
    debriefed(store, attempt(store, mara))
    clock.pass_by(60)
    late = clock.now
    debriefed(store, store.commit(mara.id, "village", CASES["village"].envelopes["bridge"], commitment()))
    clock.pass_by(60)
    attempt(store, mara, at="tunnel")
    assert scope() == judging.JudgedScope(
        {"town": "A town by the sea", "village": "a village in the hills"}, early, late
    )
    assert list(scope().cases) == ["town", "village"]


def test_a_case_is_called_as_its_newest_text_calls_it(store: Store, mara: Learner) -> None:
    for title, decision_id in (("Before", "harbour"), ("Now", "bridge"), ("After Now it was", "tunnel")):
        envelope = case("town", title).envelopes[decision_id]
        debriefed(store, store.commit(mara.id, "town", envelope, commitment()))
        with store._database.read() as connection:
            assert judging.scope(connection, mara.id).cases == {"town": title}


@pytest.mark.parametrize("first_tries", [True, False])
def test_counting_goes_through_indexes_and_never_through_all_rows(
    store: Store, mara: Learner, first_tries: bool
) -> None:
    wanted = JudgedFilter(first_tries=first_tries, since=tiny.Clock().now)
    with store._database.read() as connection:
        asked = judging._forecasts(mara.id, wanted).compile(connection, compile_kwargs={"literal_binds": True})
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]
    [line] = [step for step in plan if step.startswith(("SEARCH line", "SCAN line"))]
    assert line.startswith("SEARCH line USING")
    assert first_tries or "COVERING INDEX line_tally" in line
