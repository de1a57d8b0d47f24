"""Files may be taken in in any order, more than once, and by way of others: what comes out is the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.progress import tiny
from tests.progress.transfer.computers import Computer
from trainer.progress.doctor import examine
from trainer.progress.values import FactorMark, Learner
from trainer.study.course import SHORT, WHOLE, Course
from trainer.study.playthrough import Draft, NotAllowed
from trainer.study.recall import Grade

Step = tuple[int, str, int, int]
"""On which computer, what, and two numbers to choose by."""


class Life:
    """One learner who studies on several computers that don't know of each other most of the time."""

    def __init__(self, computers: Sequence[Computer]) -> None:
        self.computers = computers
        self.learner = computers[0].store.add_learner("Mara")
        computers[0].finish(computers[0].decide(self.learner, "harbour"))
        for other in computers[1:]:
            other.take(computers[0].hand_over(self.learner))
        self._notes = 0

    def do(self, step: Step) -> None:
        """One step; what the rules of study forbid just then isn't done."""
        where, what, first, second = step
        doing: Callable[[Computer, int, int], None] = getattr(self, f"_{what}")
        with suppress(NotAllowed):
            doing(self.computers[where], first, second)

    def _decide(self, at: Computer, first: int, second: int) -> None:
        at.decide(self.learner, tiny.DECISIONS[first % 3], ("build", "wait")[second % 2], first * 9)

    def _attempt(self, at: Computer, number: int) -> str:
        lines = at.store.lines(self.learner.id)
        return lines[number % len(lines)].id

    def _open(self, at: Computer, first: int, second: int) -> None:
        at.store.open_steps(self._attempt(at, first), 6 if second > 4 else second)

    def _debrief(self, at: Computer, first: int, second: int) -> None:
        marks = {"cash": FactorMark.SAW, "time": FactorMark.MISSED} if second % 2 else {"time": FactorMark.SAW}
        at.store.save_debrief(self._attempt(at, first), marks, ("", "Count first.", "Wait.")[second % 3])

    def _close(self, at: Computer, first: int, _second: int) -> None:
        at.store.close_debrief(self._attempt(at, first))

    def _finish(self, at: Computer, first: int, second: int) -> None:
        at.finish(at.store.attempt(self._attempt(at, first)), f"Once more {second}")

    def _draft(self, at: Computer, first: int, second: int) -> None:
        draft = Draft(None if second % 3 else "wait", second * 10 if second % 2 else None, f"Perhaps {second}", 0.5)
        at.store.save_draft(self.learner.id, "town", tiny.DECISIONS[first % 3], draft)

    def _course(self, at: Computer, first: int, _second: int) -> None:
        at.store.set_course(self.learner.id, "town", (WHOLE, SHORT, Course.of_theme("money"))[first % 3])

    def _rename(self, at: Computer, first: int, _second: int) -> None:
        at.store.rename_learner(self.learner.id, f"Mara {first}")

    def _see(self, at: Computer, _first: int, _second: int) -> None:
        at.store.seen(self.learner.id)

    def _note(self, at: Computer, first: int, _second: int) -> None:
        self._notes += 1
        at.run(
            "INSERT INTO note VALUES (?, ?, 'Mara', 'learner', NULL, 0, 'Hm.', '2026-12-01 10:00:00.000000')",
            *(f"note-{self._notes}", self._attempt(at, first)),
        )

    def _recall(self, at: Computer, first: int, second: int) -> None:
        recalls = at.store.recalls
        recall = recalls.begin(self.learner.id, "town", tiny.DECISIONS[first % 3])
        recalls.keep(recall.id, f"I think {second}", second)
        recalls.answer(recall.id, "They waited.", second)
        recalls.grade(recall.id, Grade(1 + second % 4))
        if second > 6:
            recalls.undo(recall.id)

    def _wait(self, at: Computer, first: int, _second: int) -> None:
        at.clock.pass_by(first * 60)

    def _fetch(self, at: Computer, first: int, _second: int) -> None:
        at.take(self.computers[first % len(self.computers)].hand_over(self.learner))


WHAT = ("decide", "open", "debrief", "close", "finish", "draft", "course", "rename", "see", "note", "recall", "wait")
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        # What brings the chain on and the time with it comes more often than the rest.
        st.sampled_from((*WHAT, "decide", "decide", "finish", "finish", "wait", "fetch")),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    min_size=3,
    max_size=25,
)


@contextmanager
def computers(count: int) -> Iterator[Callable[[], Computer]]:
    """Makes new ones, in a folder that goes at the end."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        numbers = iter(range(1_000))

        def new() -> Computer:
            computer = Computer(Path(folder) / str(next(numbers)))
            stack.callback(computer.close)
            return computer

        yield new


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS, st.permutations(range(3)))
def test_any_order_gives_the_same(steps: list[Step], order: list[int]) -> None:
    with computers(3) as new:
        life = Life([new() for _ in range(3)])
        for step in steps:
            life.do(step)
        whose = life.learner.id
        files = [computer.hand_over(whose) for computer in life.computers]

        straight, shuffled, between, grouped = new(), new(), new(), new()
        straight.take(*files)
        expected = straight.dump()

        shuffled.take(*(files[place] for place in order), files[order[0]], *files)
        assert shuffled.dump() == expected, "commutative and idempotent"

        between.take(files[order[1]], files[order[2]])
        grouped.take(files[order[0]], between.hand_over(whose))
        assert grouped.dump() == expected, "associative"

        own = life.computers[order[0]]
        own.take(files[order[1]], files[order[2]])
        assert own.dump() == expected, "one's own file is as good as any"

        again = own.take(straight.hand_over(whose))
        assert again.attempts.new == again.notes.new == again.recalls.new == 0
        assert own.dump() == expected, "nothing is new any more"
        assert all(finding.ok for finding in examine(own.store.path))


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Computer, Computer, Learner]]:
    """Two computers that both know Mara, who has decided about the harbour and is done with it."""
    home, office = Computer(tmp_path / "home"), Computer(tmp_path / "office")
    mara = home.store.add_learner("Mara")
    home.finish(home.decide(mara, "harbour"))
    office.take(home.hand_over(mara))
    for computer in (home, office):
        computer.clock.pass_by(10)
    yield home, office, mara
    home.close()
    office.close()


Pair = tuple[Computer, Computer, Learner]


def exchange(pair: Pair) -> dict[str, list[dict[str, Any]]]:
    """What both hold after each took in the file of the other."""
    home, office, mara = pair
    to_office, to_home = home.hand_over(mara), office.hand_over(mara)
    office.take(to_office)
    home.take(to_home)
    assert home.dump() == office.dump()
    return home.dump()


def test_attempts_on_two_computers_fork_the_chain_and_are_all_kept(pair: Pair) -> None:
    home, office, mara = pair
    mine = home.decide(mara, "bridge", "wait")
    office.clock.pass_by()
    theirs = office.decide(mara, "bridge", "build")
    assert mine.previous_seal == theirs.previous_seal
    assert mine.number == theirs.number == 1
    exchange(pair)
    for computer in (home, office):
        tries = computer.store.attempts_at(mara.id, "town", "bridge")
        assert [(each.id, each.number) for each in tries] == [(mine.id, 1), (theirs.id, 2)]
        assert all(finding.ok for finding in examine(computer.store.path))


def test_both_go_on_after_a_fork_and_meet_again(pair: Pair) -> None:
    home, office, mara = pair
    home.finish(home.decide(mara, "bridge"))
    office.finish(office.decide(mara, "tunnel"))
    exchange(pair)
    for computer, decision_id in ((home, "tunnel"), (office, "bridge")):
        computer.clock.pass_by()
        computer.finish(computer.decide(mara, decision_id))
    dump = exchange(pair)
    assert len(dump["attempt"]) == 5
    assert sorted(row["seq"] for row in dump["attempt"]) == [1, 2, 2, 3, 3]
    assert all(finding.ok for finding in examine(home.store.path))


def test_what_is_open_stays_open_and_the_first_end_counts(pair: Pair) -> None:
    home, office, mara = pair
    attempt = home.decide(mara, "bridge")
    office.take(home.hand_over(mara))
    home.store.open_steps(attempt.id, 2)
    office.store.open_steps(attempt.id, 6)
    ended = office.clock.now
    home.clock.pass_by(60)
    home.store.open_steps(attempt.id, 6)
    dump = exchange(pair)
    (reveal,) = (row for row in dump["reveal"] if row["attempt_id"] == attempt.id)
    assert (reveal["steps"], reveal["finished"]) == (6, f"{ended:%Y-%m-%d %H:%M:%S.%f}")
    (bucket,) = (row for row in dump["line"] if row["attempt_id"] == attempt.id)
    assert bucket["is_open"] == 1


def test_of_two_debriefs_the_later_counts_and_the_earlier_closing(pair: Pair) -> None:
    home, office, mara = pair
    (attempt,) = home.store.attempts_at(mara.id, "town", "harbour")
    closed = home.store.debrief(attempt.id).closed
    home.store.save_debrief(attempt.id, {"cash": FactorMark.SAW}, "Written first.")
    office.clock.pass_by()
    office.store.save_debrief(attempt.id, {"cash": FactorMark.MISSED}, "Written later.")
    exchange(pair)
    debrief = home.store.debrief(attempt.id)
    assert (debrief.takeaway, dict(debrief.marks), debrief.closed) == (
        "Written later.",
        {"cash": FactorMark.MISSED},
        closed,
    )


@pytest.mark.parametrize("minutes", [-1, 1])
def test_a_draft_older_than_a_commitment_there_goes(pair: Pair, minutes: int) -> None:
    home, office, mara = pair
    home.clock.pass_by(2)
    home.decide(mara, "bridge")
    office.clock.pass_by(2 + minutes)
    office.store.save_draft(mara.id, "town", "bridge", Draft("wait", 10, "Perhaps"))
    drafts = exchange(pair)["draft"]
    assert len(drafts) == (minutes > 0)


def test_of_two_drafts_the_later_counts(pair: Pair) -> None:
    home, office, mara = pair
    home.store.save_draft(mara.id, "town", "bridge", Draft("wait", 10, "Perhaps"))
    office.clock.pass_by()
    office.store.save_draft(mara.id, "town", "bridge", Draft(None, None, "No"))
    exchange(pair)
    assert home.store.draft(mara.id, "town", "bridge") == Draft(None, None, "No")


@pytest.mark.parametrize("minutes", [-5, 5])
def test_an_answer_given_for_good_is_not_taken_back_by_one_in_the_making(pair: Pair, minutes: int) -> None:
    home, office, mara = pair
    recall = home.store.recalls.begin(mara.id, "town", "harbour")
    office.take(home.hand_over(mara))
    home.store.recalls.answer(recall.id, "They waited.", 30)
    office.clock.pass_by(minutes)
    office.store.recalls.keep(recall.id, "They bui", None)
    exchange(pair)
    assert home.store.recalls.recall(recall.id).answer == "They waited."


def test_what_was_written_last_counts_though_the_clock_was_set_back_before_it(pair: Pair) -> None:
    home, _, mara = pair
    (attempt,) = home.store.attempts_at(mara.id, "town", "harbour")
    recall = home.store.recalls.begin(mara.id, "town", "harbour")
    home.store.recalls.answer(recall.id, "They waited.", 30)
    home.store.recalls.grade(recall.id, Grade.AGAIN)
    home.store.save_debrief(attempt.id, {}, "Written first.")
    earlier = home.hand_over(mara)
    home.clock.pass_by(-60 * 24)
    home.store.save_debrief(attempt.id, {"cash": FactorMark.SAW}, "Written last.")
    home.store.recalls.undo(recall.id)
    home.store.save_draft(mara.id, "town", "harbour", Draft("wait", 10, "Once more"))
    expected = home.dump()
    home.take(earlier)
    assert home.dump() == expected


def test_the_name_goes_by_where_the_learner_was_seen_last(pair: Pair) -> None:
    home, office, mara = pair
    home.store.rename_learner(mara.id, "Mara Berg")
    office.store.rename_learner(mara.id, "M. Berg")
    home.clock.pass_by()
    seen = home.store.seen(mara.id)
    exchange(pair)
    assert office.store.learners() == (seen,)
    assert seen.name == "Mara Berg"


def test_a_course_that_was_chosen_counts_more_than_none(pair: Pair) -> None:
    home, office, mara = pair
    office.store.set_course(mara.id, "town", SHORT)
    exchange(pair)
    assert home.store.course(mara.id, "town") == SHORT


def test_three_computers_agree_whoever_hands_over_first(tmp_path: Path) -> None:
    dumps = []
    for number, order in enumerate(permutations(range(3))):
        target = Computer(tmp_path / f"target-{number}")
        if not number:
            homes = [Computer(tmp_path / f"home-{each}") for each in range(3)]
            mara = homes[0].store.add_learner("Mara")
            begun = homes[0].hand_over(mara)
            for home, decision_id in zip(homes, tiny.DECISIONS, strict=True):
                home.take(begun)
                home.finish(home.decide(mara, decision_id))
            files = [home.hand_over(mara) for home in homes]
        target.take(*(files[place] for place in order))
        dumps.append(target.dump())
        target.close()
    for home in homes:
        home.close()
    assert all(dump == dumps[0] for dump in dumps)
    assert len(dumps[0]["attempt"]) == 3
