"""A room that is asked anything in any order: what must hold, holds after every command."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from tests.workshop.rooms import DOORS, OPTIONS, PARTS, START, TEXTS, plan, planned
from trainer.study.workshop.events import Happened, after
from trainer.study.workshop.names import folded
from trainer.study.workshop.pace import pace
from trainer.study.workshop.pairs import pairs
from trainer.study.workshop.plan import DECISION_STEPS, ROUNDS, Round, Step
from trainer.study.workshop.session import Session
from trainer.study.workshop.tally import shift, tally
from trainer.workshop.commands import (
    AddTime,
    Back,
    Blank,
    CastVote,
    CloseBallot,
    CloseDoors,
    Command,
    CountHands,
    End,
    Go,
    Hold,
    Join,
    Next,
    OpenDoors,
    Readmit,
    Reflect,
    Refused,
    Remove,
    Rename,
    ReopenBallot,
    Replan,
    TakeNote,
)
from trainer.workshop.room import Room

PEOPLE = st.integers(1, 5)
DECISIONS = st.sampled_from(["sign", "price", "other"])
CHOICES = st.sampled_from(["ask", "take", "high", "low", "wait", "none"])
FACTORS = st.sampled_from(["cash", "trust", "luck"])
NAMES = st.sampled_from(["Ann", "ann", "Bo", "José", "Jose", "", "\u202e", "x" * 41])
PLANS = st.permutations([planned("sign"), planned("price", (Step.FIRST_VOTE, Step.REVEAL))]).flatmap(
    lambda order: st.sampled_from([plan(*order), plan(*order[:1]), plan(*order, *order[:1])])
)
INSTRUCTOR = st.one_of(
    st.sampled_from([CloseDoors(), CloseBallot(), End(), End(reopen=True), DOORS, OpenDoors("10.0.0.1", 80, "")]),
    st.builds(Go, st.sampled_from(Step), st.none() | st.integers(-1, 2), st.integers(0, PARTS + 1)),
    st.builds(ReopenBallot, DECISIONS, st.sampled_from(Round)),
    st.builds(CountHands, DECISIONS, st.sampled_from(Round), st.dictionaries(CHOICES, st.integers(-1, 30), max_size=3)),
    st.builds(Remove, PEOPLE),
    st.builds(Readmit, PEOPLE, st.booleans()),
    st.builds(AddTime, st.floats()),
    st.builds(Hold, st.booleans()),
    st.builds(Blank, st.booleans()),
    st.builds(TakeNote, DECISIONS | st.just(""), st.text(max_size=3)),
    st.builds(Replan, PLANS),
)
PHONES = st.one_of(
    st.builds(Join, st.sampled_from(["", "k1", "k2", "k3", "k4"]), NAMES, st.sampled_from(["en", "zh", "x"])),
    st.builds(Rename, PEOPLE, NAMES),
    st.builds(
        Reflect, PEOPLE, DECISIONS, st.dictionaries(FACTORS, st.sampled_from(["saw", "no"])), st.text(max_size=3)
    ),
)
GAPS = st.sampled_from([0.0, 0.001, 7.0, 200.0, -90.0, -7200.0])
"""Seconds between two commands; a clock may be set back."""


class Rooms(RuleBasedStateMachine):
    votes: Bundle[CastVote] = Bundle("votes")

    def __init__(self) -> None:
        super().__init__()
        self.start = Session("w", plan(), START)
        self.room = Room(self.start, TEXTS)
        self.now = START
        self.log: list[Happened] = []
        self.stored: dict[tuple[int, int], CastVote] = {}
        self.shown: Counter[str] = Counter()
        self.closed: dict[int, object] = {}
        # A machine that has to find the way in by itself would seldom come as far as a vote.
        for command in (DOORS, Join("k1", "Ann", "en"), Join("k2", "Bo", "en")):
            self.ask(command, 1)

    @property
    def session(self) -> Session:
        return self.room.session

    def ask(self, command: Command, gap: float) -> bool:
        """Whether it was done; nothing but a refusal may come instead."""
        self.now += dt.timedelta(seconds=gap)
        try:
            happened = self.room.decide(command, self.now)
        except Refused:
            return False
        self.room = self.room.after(*happened)
        self.log += happened
        return True

    @rule(command=st.sampled_from([Next(), Next(), Next(), Back()]), gap=GAPS)
    def move(self, command: Command, gap: float) -> None:
        self.ask(command, gap)

    @rule(command=INSTRUCTOR, gap=GAPS)
    def instruct(self, command: Command, gap: float) -> None:
        self.ask(command, gap)

    @rule(command=PHONES, gap=GAPS)
    def come(self, command: Command, gap: float) -> None:
        self.ask(command, gap)

    @rule(
        target=votes,
        who=PEOPLE,
        ballot=st.integers(-1, 2),
        choice=st.integers(0, 3),
        forecast=st.integers(-1, 101),
        gap=GAPS,
    )
    def vote(self, who: int, ballot: int, choice: int, forecast: int, gap: float) -> CastVote:
        """Mostly in the newest ballot and for one of its options, now and then in another and for none."""
        number = max(self.session.ballots, default=0) - max(ballot, 0) + (1 if ballot < 0 else 0)
        known = self.session.ballots.get(number)
        options = (*OPTIONS[known.decision_id], "none") if known is not None else ("none",)
        said = CastVote(who, number, f"vote-{len(self.log):08}", options[choice % len(options)], forecast, "")
        self.cast(said, gap)
        return said

    @rule(vote=votes, gap=GAPS)
    def send_again(self, vote: CastVote, gap: float) -> None:
        self.cast(vote, gap)

    def cast(self, said: CastVote, gap: float) -> None:
        before = self.session.ballots.get(said.ballot_id)
        stored = self.stored.get((said.ballot_id, said.participant))
        if self.ask(said, gap):
            assert before is not None
            assert before.is_open or (stored is not None and stored.vote_id == said.vote_id)
            if before.is_open:
                self.stored[said.ballot_id, said.participant] = said

    @rule()
    def start_anew_from_what_happened(self) -> None:
        assume(self.log)
        self.room = Room(after(self.start, *self.log), TEXTS)

    @invariant()
    def what_happened_makes_the_same_session(self) -> None:
        assert after(self.start, *self.log) == self.session

    @invariant()
    def at_most_one_ballot_is_open_and_the_room_is_at_it(self) -> None:
        opened = [ballot for ballot in self.session.ballots.values() if ballot.is_open]
        assert len(opened) <= 1
        for ballot in opened:
            assert self.session.decision is not None
            assert self.session.decision.decision_id == ballot.decision_id
            assert ROUNDS[self.session.stage.step] is ballot.round
            assert not self.session.shown.get(ballot.decision_id)
            assert self.session.ended is None

    @invariant()
    def closed_means_closed(self) -> None:
        for number, ballot in self.session.ballots.items():
            if not ballot.is_open:
                assert self.closed.setdefault(number, (ballot.votes, ballot.closed)) == (ballot.votes, ballot.closed)

    @invariant()
    def one_vote_a_person_and_ballot_and_the_counts_are_those_votes(self) -> None:
        ballots = self.session.ballots.items()
        found = {(number, who): vote.id for number, ballot in ballots for who, vote in ballot.votes.items()}
        assert found == {key: said.vote_id for key, said in self.stored.items()}
        here = {each.id for each in self.session.here}
        for ballot in self.session.ballots.values():
            counted = tally(self.session, ballot, OPTIONS[ballot.decision_id])
            if ballot.hands is not None:
                assert dict(zip(counted.options, counted.counts, strict=True)) == ballot.hands
                assert not ballot.votes
                assert not ballot.is_open
                continue
            assert counted.voted == len(here & ballot.votes.keys()) <= counted.here
            assert all(
                counted.count(option) == sum(v.choice == option for who, v in ballot.votes.items() if who in here)
                for option in counted.options
            )

    @invariant()
    def who_moved_adds_up_to_who_voted(self) -> None:
        for decision_id, options in OPTIONS.items():
            moved = shift(self.session, decision_id, options)
            first, second = moved.first, moved.second
            if first is not None and second is not None and not (first.by_hands or second.by_hands):
                assert moved.both + moved.only_first == first.voted
                assert moved.both + moved.only_second == second.voted
            found = pairs(self.session, decision_id)
            ballot = self.session.ballot(decision_id, Round.FIRST)
            assert all(ballot is not None and ballot.votes[who].choice != sought for who, sought in found.items())

    @invariant()
    def what_was_shown_never_shrinks(self) -> None:
        for decision_id, parts in self.shown.items():
            assert self.session.shown[decision_id] >= parts
        self.shown = Counter(self.session.shown)

    @invariant()
    def participants_have_a_number_a_phone_and_a_name_of_their_own(self) -> None:
        people = self.session.participants
        assert [each.id for each in people.values()] == list(people) == list(range(1, len(people) + 1))
        keys = [each.key_hash for each in people.values() if each.key_hash]
        assert len(set(keys)) == len(keys)
        # The names here are all of anybody's, so no list lets two through that differ in an accent alone.
        names = [folded(each.name) for each in self.session.here]
        assert len(set(names)) == len(names)

    @invariant()
    def the_room_is_at_a_place_there_is(self) -> None:
        stage = self.session.stage
        assert (stage.decision is not None) == (stage.step in DECISION_STEPS)
        assert stage.decision is None or 0 <= stage.decision < len(self.session.plan.decisions)
        assert (1 <= stage.part <= PARTS) if stage.step is Step.REVEAL else stage.part == 0
        if stage.step is Step.REVEAL and self.session.decision is not None:
            assert self.session.shown[self.session.decision.decision_id] >= stage.part

    @invariant()
    def times_never_go_back_within_what_the_instructor_does(self) -> None:
        moments = [each.at for each in self.log]
        last = START
        for ballot in self.session.ballots.values():
            assert ballot.opened >= last
            last = ballot.closed or ballot.opened
            assert last >= ballot.opened
        assert all(each >= START for each in moments)

    @invariant()
    def how_late_it_is_can_always_be_told(self) -> None:
        found = pace(self.session, self.now)
        assert abs((found.end - found.planned_end).total_seconds() - found.late) < 1e-3


TestRooms: Any = Rooms.TestCase
TestRooms.settings = settings(
    max_examples=120, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
