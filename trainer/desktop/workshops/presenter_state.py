"""What the presenter's page shows, worked out of a workshop as it stands. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from trainer.case.sealed import Sheet
from trainer.desktop.dates import local
from trainer.desktop.workshops.coming import Coming, coming
from trainer.desktop.workshops.step_names import STEP_NAMES, minutes_words, time_words
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.pace import pace
from trainer.study.workshop.plan import DECISION_STEPS, Joining, Naming, PlannedDecision, Round, Step
from trainer.study.workshop.session import Ballot, Participant, Session
from trainer.study.workshop.tally import LETTERS, tally

_LATELY = 10
"""Seconds that count as just now."""
_VOTES = {Step.FIRST_VOTE: Round.FIRST, Step.SECOND_VOTE: Round.SECOND}


class Standing(Enum):
    """Where a step of the decision stands."""

    DONE = "done"
    HERE = "here"
    TO_COME = "to come"


@dataclass(frozen=True)
class StepLine:
    """A step of the present decision."""

    step: Step
    minutes: int
    standing: Standing

    @property
    def name(self) -> str:
        """What it is called."""
        return STEP_NAMES[self.step]


@dataclass(frozen=True)
class ClockFace:
    """The time of the present step."""

    figure: str
    """``1:12``."""
    words: str
    """What it is the time of."""
    is_over: bool = False
    is_held: bool = False
    can_hold: bool = False


@dataclass(frozen=True)
class Count:
    """How many have done what is to be done now."""

    figure: int
    words: str
    more: str = ""
    of: int = 0
    """Of how many, where that is to be drawn; else 0."""


@dataclass(frozen=True)
class OptionCount:
    """An option, and how many chose it in each of the votes that are told."""

    letter: str
    title: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Distribution:
    """What was chosen in closed votes."""

    votes: tuple[str, ...]
    """``First vote``, ``Second vote``: names of the votes that are told."""
    options: tuple[OptionCount, ...]

    @property
    def most(self) -> int:
        """The largest count; at least 1."""
        return max((count for option in self.options for count in option.counts), default=1) or 1


@dataclass(frozen=True)
class Present:
    """Somebody with a phone."""

    id: int
    name: str
    lost: int = 0
    """Whole seconds without connection; 0 while connected."""
    is_removed: bool = False
    vote: str = ""
    """What they chose, where the workshop was announced as open."""


@dataclass(frozen=True)
class PresenterState:
    """All of the page but what the room sees."""

    title: str
    doors: str
    doors_open: bool
    times: str
    kicker: str
    decision: str
    """Title of the present decision; in the lobby and at the end what that is."""
    steps: tuple[StepLine, ...]
    pace: tuple[str, str]
    """How the workshop keeps to its time, and what follows from that."""
    then: tuple[str, str, str]
    """What comes after the decision: ``decision 2 of 2``, its title, its minutes; all empty where nothing does."""
    reopenable: tuple[Round, ...]
    can_count: bool
    """Whether hands can be counted now."""
    clock: ClockFace
    count: Count
    coming: Coming
    note_step: Step
    distribution: Distribution | None
    votes_seen: bool
    """Whether the room has seen these votes."""
    decision_id: str
    """"" in the lobby and at the end."""
    people: tuple[Present, ...]
    missing: tuple[str, ...]
    """Names of the list who haven't come yet."""
    people_words: str
    is_blank: bool
    is_ended: bool
    closes_vote: bool
    """Whether going on closes a vote."""

    @property
    def here(self) -> tuple[Present, ...]:
        """All who weren't removed."""
        return tuple(each for each in self.people if not each.is_removed)


def presenter_state(
    session: Session,
    sheets: Mapping[str, Sheet],
    now: dt.datetime,
    *,
    lost: Mapping[int, float] | None = None,
    zone: dt.tzinfo | None = None,
) -> PresenterState:
    """What the page shows of a workshop.

    Args:
        session: as it stands.
        sheets: the open pages of its decisions.
        now: the time, aware.
        lost: seconds for which a participant has had no connection, by id; ``None`` without a server.
        zone: in which times of day are told; the computer's own where none is given.
    """
    decision = session.decision
    sheet = sheets.get(decision.decision_id) if decision is not None else None
    open_ballot = session.open_ballot
    return PresenterState(
        title=session.plan.title,
        doors=_doors(session),
        doors_open=session.doors is not None and session.doors.is_open,
        times=_times(session, now, zone),
        kicker=_kicker(session),
        decision=_title(session),
        steps=_steps(session, decision),
        pace=_pace(session, now, zone),
        then=_then(session),
        reopenable=_reopenable(session, decision),
        can_count=decision is not None and not session.shown.get(decision.decision_id),
        clock=_clock(session, now),
        count=_count(session, now),
        coming=coming(session),
        note_step=session.stage.step,
        distribution=_distribution(session, sheet),
        votes_seen=decision is not None and decision.decision_id in session.results,
        decision_id=decision.decision_id if decision is not None else "",
        people=_people(session, sheets, lost or {}),
        missing=_missing(session),
        people_words=_people_words(session),
        is_blank=session.blank,
        is_ended=session.ended is not None,
        closes_vote=open_ballot is not None,
    )


def _doors(session: Session) -> str:
    doors = session.doors
    if doors is None:
        return "Without phones"
    if not doors.is_open:
        return "Doors closed"
    return f"Doors open: {doors.place}, code {doors.code}"


def _time_of_day(moment: dt.datetime, zone: dt.tzinfo | None) -> str:
    return f"{local(moment, zone):%H:%M}"


def _times(session: Session, now: dt.datetime, zone: dt.tzinfo | None) -> str:
    measured = pace(session, now) if session.ended is None else None
    clock = _time_of_day(now, zone)
    return f"{clock}, planned end {_time_of_day(measured.planned_end, zone)}" if measured is not None else clock


def _kicker(session: Session) -> str:
    total = len(session.plan.decisions)
    if session.decision is None:
        return f"{total} {'decision' if total == 1 else 'decisions'}, {minutes_words(session.plan.total)}"
    assert session.stage.decision is not None
    return f"Decision {session.stage.decision + 1} of {total}"


def _title(session: Session) -> str:
    return session.decision.title if session.decision is not None else STEP_NAMES[session.stage.step]


def _steps(session: Session, decision: PlannedDecision | None) -> tuple[StepLine, ...]:
    if decision is None:
        return ()
    here = session.stage.step
    lines = []
    for step in DECISION_STEPS:
        if step not in decision.minutes and step is not here:
            continue
        before = DECISION_STEPS.index(step) < DECISION_STEPS.index(here)
        standing = Standing.HERE if step is here else Standing.DONE if before else Standing.TO_COME
        lines.append(StepLine(step, decision.minutes.get(step, 0), standing))
    return tuple(lines)


def _pace(session: Session, now: dt.datetime, zone: dt.tzinfo | None) -> tuple[str, str]:
    if session.began is None or session.ended is not None or session.stage.step is Step.END:
        return "", ""
    measured = pace(session, now)
    minutes = round(measured.late / 60)
    words = "On time." if minutes == 0 else f"{minutes_words(abs(minutes))} {'late' if minutes > 0 else 'ahead'}."
    return words, f"At this pace it ends at {_time_of_day(measured.end, zone)}."


def _then(session: Session) -> tuple[str, str, str]:
    decisions, at = session.plan.decisions, session.stage.decision
    place = 0 if session.stage.step is Step.LOBBY else None if at is None else at + 1
    if place is None:
        return "", "", ""
    if place >= len(decisions):
        return ("Then: the end", "", "") if decisions else ("", "", "")
    planned = decisions[place]
    return f"Then: decision {place + 1} of {len(decisions)}", planned.title, minutes_words(planned.total)


def _reopenable(session: Session, decision: PlannedDecision | None) -> tuple[Round, ...]:
    if decision is None or session.shown.get(decision.decision_id) or session.ended is not None:
        return ()
    return tuple(
        round_
        for round_ in Round
        if (ballots := session.ballots_of(decision.decision_id, round_)) and not ballots[-1].is_open
    )


def _clock(session: Session, now: dt.datetime) -> ClockFace:
    countdown, stage = session.countdown, session.stage
    if countdown is None:
        if stage.since is None or session.ended is not None:
            return ClockFace("0:00", "the workshop is over" if session.ended else "not begun yet")
        return ClockFace(time_words((now - stage.since).total_seconds()), "so far in this step")
    left = countdown.remaining(now)
    held = countdown.ends is None
    whole = time_words(countdown.seconds)
    if left < 0:
        return ClockFace(time_words(-left), f"over the {whole} planned", is_over=True, is_held=held, can_hold=True)
    words = f"left of {whole}" + (", held" if held else "")
    return ClockFace(time_words(left, up=True), words, is_held=held, can_hold=True)


def _shown_ballot(session: Session) -> Ballot | None:
    """The ballot that is told of at this step: the open one, else the one that counts for the vote of the step."""
    decision, step = session.decision, session.stage.step
    if decision is None or step not in _VOTES:
        return session.open_ballot
    return session.open_ballot or session.ballot(decision.decision_id, _VOTES[step])


def _count(session: Session, now: dt.datetime) -> Count:
    here, ballot = len(session.here), _shown_ballot(session)
    if ballot is not None:
        return _voted(session, ballot, now)
    decision, step = session.decision, session.stage.step
    if decision is not None and step is Step.REVEAL:
        return Count(session.stage.part, f"of {len(REVEAL_STEPS)} parts of the record are shown")
    if decision is not None and step is Step.DEBRIEF and here:
        ids = {each.id for each in session.here}
        sent = sum(1 for who, about in session.reflections if about == decision.decision_id and who in ids)
        return Count(sent, f"of {here} have sent what they take along", of=here)
    if session.doors is None and not session.participants:
        return _last_hands(session)
    late = sum(1 for each in session.here if (now - each.joined).total_seconds() <= _LATELY)
    more = f"{late} came in the last {_LATELY} seconds" if late else ""
    return Count(here, "person is here" if here == 1 else "people are here", more)


def _last_hands(session: Session) -> Count:
    """Without phones: what was counted last on the present decision."""
    decision = session.decision
    for round_ in (Round.SECOND, Round.FIRST):
        ballot = session.ballot(decision.decision_id, round_) if decision is not None else None
        if ballot is not None and ballot.hands is not None:
            return _hands(ballot.hands, f"In the {STEP_NAMES[round_.step].lower()}")
    return Count(0, "hands were counted so far")


def _hands(hands: Mapping[str, int], more: str = "") -> Count:
    total = sum(hands.values())
    return Count(total, "hand was counted" if total == 1 else "hands were counted", more)


def _voted(session: Session, ballot: Ballot, now: dt.datetime) -> Count:
    if ballot.hands is not None:
        return _hands(ballot.hands)
    here = {each.id for each in session.here}
    votes = [vote for who, vote in ballot.votes.items() if who in here]
    words = f"of {len(here)} {'has' if len(here) == 1 else 'have'} voted"
    if not ballot.is_open:
        return Count(len(votes), words, "The vote is closed", len(here))
    lately = sum(1 for vote in votes if (now - vote.at).total_seconds() <= _LATELY)
    more = f"{lately} voted in the last {_LATELY} seconds" if lately else "Nobody in the last 10 seconds"
    if votes and len(votes) == len(here):
        more = "Everybody has voted"
    return Count(len(votes), words, more, len(here))


def _distribution(session: Session, sheet: Sheet | None) -> Distribution | None:
    """Of votes that are closed: while one is open, what is chosen in it shows nowhere."""
    if sheet is None:
        return None
    names, columns = [], []
    options = tuple(option.id for option in sheet.briefing.options)
    for round_ in Round:
        ballot = session.ballot(sheet.briefing.id, round_)
        if ballot is None or ballot.is_open or not (ballot.votes or ballot.hands):
            continue
        names.append(STEP_NAMES[round_.step])
        columns.append(tally(session, ballot, options).counts)
    if not names:
        return None
    lines = tuple(
        OptionCount(LETTERS[index], option.title, tuple(counts[index] for counts in columns))
        for index, option in enumerate(sheet.briefing.options)
    )
    return Distribution(tuple(names), lines)


def _people(session: Session, sheets: Mapping[str, Sheet], lost: Mapping[int, float]) -> tuple[Present, ...]:
    told = _told_votes(session, sheets) if session.plan.open_votes else {}

    def present(each: Participant) -> Present:
        away = int(lost.get(each.id, 0)) if each.is_here else 0
        return Present(each.id, each.name, away, not each.is_here, told.get(each.id, ""))

    return tuple(present(each) for each in session.participants.values())


def _told_votes(session: Session, sheets: Mapping[str, Sheet]) -> dict[int, str]:
    """What each chose in the newest vote on the present decision, in a workshop that was announced as open."""
    decision = session.decision
    sheet = sheets.get(decision.decision_id) if decision is not None else None
    if decision is None or sheet is None:
        return {}
    letters = {option.id: LETTERS[index] for index, option in enumerate(sheet.briefing.options)}
    told: dict[int, str] = {}
    for round_ in Round:
        ballot = session.ballot(decision.decision_id, round_)
        for who, vote in (ballot.votes if ballot is not None else {}).items():
            told[who] = f"{letters.get(vote.choice, '?')}, {vote.forecast} %"
    return told


def _missing(session: Session) -> tuple[str, ...]:
    if session.plan.joining is not Joining.LISTED:
        return ()
    there = {each.name.casefold() for each in session.here}
    return tuple(name for name in session.plan.names if name.casefold() not in there)


def _people_words(session: Session) -> str:
    if session.doors is None and not session.participants:
        return "without phones"
    if session.plan.joining is Joining.LISTED:
        return f"of {len(session.plan.names)} on the list"
    return "under pseudonyms" if session.plan.naming is Naming.PSEUDONYMS else "by name"
