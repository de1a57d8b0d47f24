"""Whatever may happen in a workshop, in any order that makes sense."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from trainer.study.workshop import events as happened
from trainer.study.workshop.events import Happened
from trainer.study.workshop.plan import DECISION_STEPS, Joining, Naming, Plan, PlannedDecision, Round, Step
from trainer.study.workshop.session import (
    Countdown,
    Doors,
    Participant,
    Reflection,
    Stage,
    Vote,
)

IDS = ("harbour", "bridge", "tunnel")
TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
HASH = st.text("0123456789abcdef", min_size=64, max_size=64)
ZONES = st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=8)), dt.timezone(dt.timedelta(hours=-3, minutes=-30))])
TIMES = st.builds(dt.datetime.fromtimestamp, st.floats(1.6e9, 2.2e9, allow_nan=False), ZONES)
LINES = st.text("abc 王é'\"", min_size=1, max_size=9).map(str.strip).filter(bool)
MINUTES = st.dictionaries(st.sampled_from(DECISION_STEPS), st.integers(0, 240), max_size=7)


def decisions(decision_id: str) -> st.SearchStrategy[PlannedDecision]:
    return st.builds(PlannedDecision, decision_id=st.just(decision_id), title=LINES, minutes=MINUTES)


PLANS = st.builds(
    Plan,
    title=LINES,
    case_id=st.just("town"),
    case_title=LINES,
    decisions=st.permutations(IDS).flatmap(lambda order: st.tuples(*map(decisions, order))),
    available=st.integers(0, 1440),
    joining=st.sampled_from(Joining),
    names=st.lists(TEXT, max_size=3).map(tuple),
    naming=st.sampled_from(Naming),
    language=st.sampled_from(("en", "zh")),
    open_votes=st.booleans(),
    countdown=st.booleans(),
    close_on_time=st.booleans(),
)
COUNTDOWNS = st.builds(
    Countdown, st.floats(0, 9_000), ends=st.none() | TIMES, left=st.none() | st.floats(-1_000, 9_000)
)
DOORS = st.builds(Doors, TEXT, st.integers(1, 65_535), TEXT, st.booleans())


@st.composite
def stages(draw: st.DrawFn) -> Stage:
    step = draw(st.sampled_from(Step))
    between = step in DECISION_STEPS
    part = draw(st.integers(0, 6)) if step is Step.REVEAL else 0
    return Stage(step, draw(st.integers(0, 2)) if between else None, part, draw(st.none() | TIMES))


@st.composite
def people(draw: st.DrawFn, number: int) -> Participant:
    return Participant(
        number, draw(TEXT), draw(HASH), draw(TIMES), draw(st.sampled_from(("en", "zh"))), draw(st.none() | TIMES)
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[Happened, ...]:
    """Events that may follow on a workshop that was only planned."""
    here = draw(st.integers(0, 4))
    opened = draw(st.integers(0, 4))
    begun: list[Happened] = [happened.Joined(draw(TIMES), draw(people(number))) for number in range(1, here + 1)]
    begun += [
        happened.BallotOpened(draw(TIMES), number, draw(st.sampled_from(IDS)), draw(st.sampled_from(Round)))
        for number in range(1, opened + 1)
    ]
    rest = draw(st.lists(_event(here, opened), max_size=25))
    # What needs nobody and no ballot may come before they do.
    early = [each for each in rest[:5] if not _needs(each)]
    return (*early, *begun, *rest)


def _needs(event: Happened) -> bool:
    by_number = (happened.Voted, happened.BallotClosed, happened.HandsCounted, happened.Reflected)
    return isinstance(event, (*by_number, happened.ParticipantChanged))


def _event(here: int, opened: int) -> st.SearchStrategy[Any]:
    kinds: list[st.SearchStrategy[Any]] = [
        st.builds(happened.Planned, TIMES, PLANS),
        st.builds(happened.DoorsSet, TIMES, DOORS),
        st.builds(happened.Moved, TIMES, stages()),
        st.builds(happened.CountdownSet, TIMES, st.none() | COUNTDOWNS),
        st.builds(happened.Blanked, TIMES, st.booleans()),
        st.builds(happened.Noted, TIMES, st.sampled_from(("", *IDS)), TEXT),
        st.builds(happened.Ended, TIMES, st.booleans()),
    ]
    who, ballots = st.integers(1, max(1, here)), st.integers(1, max(1, opened))
    if here:
        marks = st.dictionaries(TEXT, st.sampled_from(("saw", "missed")), max_size=3)
        said = st.builds(Reflection, who, st.sampled_from(IDS), marks, TEXT, TIMES)
        kinds += [
            st.builds(happened.Reflected, TIMES, said),
            st.builds(happened.ParticipantChanged, TIMES, who.flatmap(people)),
        ]
    if opened:
        hands = st.dictionaries(TEXT, st.integers(0, 9_999), max_size=3)
        kinds += [
            st.builds(happened.BallotClosed, TIMES, ballots),
            st.builds(happened.HandsCounted, TIMES, ballots, st.none() | hands),
        ]
    if here and opened:
        choices = st.sampled_from(("build", "wait"))
        votes = st.builds(Vote, TEXT, who, choices, st.integers(0, 100), TEXT, TIMES)
        kinds.append(st.builds(happened.Voted, TIMES, ballots, votes))
    return st.one_of(kinds)
