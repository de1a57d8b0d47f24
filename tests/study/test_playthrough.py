"""The rules of a way through a case, tried in any order of steps, allowed or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from trainer.study.playthrough import (
    MAX_REASONS,
    REVEAL_STEPS,
    Commitment,
    Draft,
    NotAllowed,
    Playthrough,
    Stage,
    Standing,
)

ORDER = ("first", "second", "third")
ALL = len(REVEAL_STEPS)

Step = Callable[[Playthrough], Playthrough]


def committed(decision_id: str, attempt_id: str = "a1") -> Playthrough:
    return Playthrough(ORDER).committed(decision_id, attempt_id)


def debriefed(*decisions: str) -> Playthrough:
    made = Playthrough(ORDER)
    for each in decisions:
        made = made.committed(each, f"of {each}").unfolded(each, ALL).debriefed(each)
    return made


class AnyOrder(RuleBasedStateMachine):
    """Takes any step at any decision, and holds what it finds against a plain count of what was allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.now = Playthrough(ORDER)
        self.stored: dict[str, list[str]] = {each: [] for each in ORDER}
        self.opened = dict.fromkeys(ORDER, 0)
        self.finished: set[str] = set()
        self.trying = dict.fromkeys(ORDER, False)

    def take(self, step: Step, allowed: bool) -> bool:
        before = self.now
        if allowed:
            self.now = step(self.now)
            return True
        with pytest.raises(NotAllowed):
            step(self.now)
        assert self.now == before
        return False

    def sealed(self, decision_id: str) -> bool:
        """Whether a commitment stands there that is the newest try."""
        return self.trying[decision_id]

    @rule(at=st.sampled_from(ORDER))
    def commit(self, at: str) -> None:
        index = ORDER.index(at)
        earlier_done = all(each in self.finished for each in ORDER[:index])
        is_open = bool(self.stored[at]) or (earlier_done and at not in self.finished)
        name = f"{at}-{len(self.stored[at]) + 1}"
        if self.take(lambda now: now.committed(at, name), is_open and not self.sealed(at)):
            self.stored[at].append(name)
            self.opened[at] = 0
            self.trying[at] = True

    @rule(at=st.sampled_from(ORDER), steps=st.sampled_from((-1, 0, 1, 4, ALL, ALL, ALL + 1)))
    def unfold(self, at: str, steps: int) -> None:
        if self.take(lambda now: now.unfolded(at, steps), self.sealed(at) and 0 <= steps <= ALL):
            self.opened[at] = max(self.opened[at], steps)

    @rule(at=st.sampled_from(ORDER))
    def debrief(self, at: str) -> None:
        if self.take(lambda now: now.debriefed(at), self.sealed(at) and self.opened[at] == ALL):
            self.finished.add(at)

    @rule(at=st.sampled_from(ORDER))
    def again(self, at: str) -> None:
        if self.take(lambda now: now.again(at), self.now.standing(at).stage is Stage.DEBRIEFED):
            self.opened[at] = 0
            self.trying[at] = False

    @invariant()
    def no_part_of_a_record_is_open_before_a_commitment(self) -> None:
        for each in ORDER:
            standing = self.now.standing(each)
            if standing.stage is Stage.READING:
                assert (standing.steps, standing.attempt_id) == (0, None)
            else:
                assert standing.attempt_id == self.stored[each][-1]

    @invariant()
    def tries_and_open_parts_are_counted(self) -> None:
        for each in ORDER:
            standing = self.now.standing(each)
            assert standing.tries == len(self.stored[each])
            assert standing.steps == self.opened[each]
            assert standing.done == (each in self.finished)
            assert (standing.stage >= Stage.REVEALED) == (self.sealed(each) and self.opened[each] == ALL)
        assert self.now.decided == sum(1 for each in ORDER if self.stored[each])

    @invariant()
    def the_next_decision_is_the_first_never_finished(self) -> None:
        unfinished = [each for each in ORDER if each not in self.finished]
        assert self.now.current == (unfinished[0] if unfinished else None)
        for each in ORDER:
            assert self.now.is_open(each) == (bool(self.stored[each]) or each == self.now.current)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=50, stateful_step_count=40)


def test_a_new_playthrough_reads_the_first_decision_and_nothing_else() -> None:
    new = Playthrough(ORDER)
    assert new.current == "first"
    assert [new.is_open(each) for each in ORDER] == [True, False, False]
    assert new.standing("third") == Standing()


def test_the_next_decision_opens_with_the_debrief_and_not_before() -> None:
    revealed = committed("first").unfolded("first", ALL)
    assert not revealed.is_open("second")
    assert revealed.debriefed("first").is_open("second")


def test_a_step_leaves_the_playthrough_before_as_it_was() -> None:
    before = Playthrough(ORDER)
    before.committed("first", "a1")
    assert before == Playthrough(ORDER)


def test_open_parts_never_close() -> None:
    at_four = committed("first").unfolded("first", 4)
    assert at_four.unfolded("first", 2).standing("first").steps == 4
    assert at_four.standing("first").stage is Stage.COMMITTED
    again_after_debrief = debriefed("first").unfolded("first", 1).standing("first")
    assert (again_after_debrief.stage, again_after_debrief.steps) == (Stage.DEBRIEFED, ALL)


def test_trying_again_keeps_count_and_what_is_done() -> None:
    reading = debriefed("first").again("first")
    assert reading.standing("first") == Standing(Stage.READING, None, 0, tries=1, done=True)
    assert reading.current == "second"
    second_try = reading.committed("first", "a2").standing("first")
    assert second_try == Standing(Stage.COMMITTED, "a2", 0, tries=2, done=True)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (lambda new: new.committed("second", "a"), "'second' is not open yet"),
        (lambda new: new.committed("first", "a").committed("first", "b"), "stands already; it is never changed"),
        (lambda new: new.unfolded("first", 1), "the record of 'first' opens only after a commitment is stored"),
        (lambda new: new.committed("first", "a").unfolded("first", 7), "the reveal has 6 parts, not 7"),
        (lambda new: new.committed("first", "a").debriefed("first"), "'first' follows the whole reveal"),
        (lambda new: new.again("first"), "'first' can be tried again after its debrief"),
    ],
)
def test_what_is_forbidden_is_said(step: Step, sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        step(Playthrough(ORDER))


def test_a_decision_that_the_case_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        Playthrough(ORDER).standing("fourth")


def test_what_follows_a_decision() -> None:
    assert Playthrough(ORDER).after("first") == "second"
    assert debriefed("first").after("second") == "third"
    assert debriefed("first", "second").after("third") is None
    assert [debriefed(*ORDER).after(each) for each in ORDER] == ["second", "third", None]


DRAFTS = st.builds(
    Draft,
    choice=st.none() | st.text(max_size=4),
    forecast=st.none() | st.integers(0, 100),
    reasons=st.text(alphabet=" \n\tab。", max_size=6),
)


@given(draft=DRAFTS)
def test_a_draft_makes_a_commitment_exactly_when_nothing_is_missing(draft: Draft) -> None:
    if draft.missing:
        with pytest.raises(NotAllowed, match=f"still missing: {', '.join(draft.missing)}"):
            draft.commitment()
    else:
        made = draft.commitment()
        assert (made.choice, made.forecast) == (draft.choice, draft.forecast)
        assert made.reasons == draft.reasons.strip() != ""


@pytest.mark.parametrize(
    ("draft", "missing"),
    [
        (Draft(), ("choice", "forecast", "reasons")),
        (Draft(choice="wait", reasons="  \n "), ("forecast", "reasons")),
        (Draft(choice="wait", forecast=0), ("reasons",)),
        (Draft(forecast=0, reasons="So."), ("choice",)),
        (Draft("wait", 0, "So."), ()),
    ],
)
def test_what_is_missing_is_named_in_the_order_of_the_page(draft: Draft, missing: tuple[str, ...]) -> None:
    assert draft.missing == missing


@given(forecast=st.integers(-300, 300))
def test_a_commitment_takes_percentages_only(forecast: int) -> None:
    if 0 <= forecast <= 100:
        assert Commitment("wait", forecast, "So.").forecast == forecast
    else:
        with pytest.raises(NotAllowed, match=f"from 0 to 100, not {forecast}"):
            Commitment("wait", forecast, "So.")


@pytest.mark.parametrize("reasons", ["", " ", "\n\t\u3000"])
def test_a_commitment_needs_reasons(reasons: str) -> None:
    with pytest.raises(NotAllowed, match="needs reasons"):
        Commitment("wait", 50, reasons)


def test_reasons_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert len(Commitment("wait", 50, "字" * MAX_REASONS).reasons) == MAX_REASONS
    with pytest.raises(NotAllowed, match="20001 characters long; 20000 is the limit"):
        Commitment("wait", 50, "字" * (MAX_REASONS + 1))


def test_a_commitment_cannot_be_changed() -> None:
    made = Commitment("wait", 50, "So.")
    for name, value in (("choice", "build"), ("forecast", 90), ("reasons", "Else.")):
        with pytest.raises(FrozenInstanceError):
            setattr(made, name, value)
