"""The time of a step, how many have voted, and what was chosen in votes that are closed. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from trainer.case.sealed import Sheet
from trainer.desktop.workshops.presenter_values import ClockFace, Count, Distribution, OptionCount
from trainer.desktop.workshops.step_names import STEP_NAMES, time_words
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.plan import ROUNDS, Round, Step
from trainer.study.workshop.session import Ballot, Session
from trainer.study.workshop.tally import LETTERS, tally

_LATELY = 10
"""Seconds that count as just now."""


def clock_face(session: Session, now: dt.datetime) -> ClockFace:
    """The time of the present step."""
    countdown, stage = session.countdown, session.stage
    if countdown is None:
        if stage.since is None or session.ended is not None:
            return ClockFace("–", "the workshop is over" if session.ended else "not begun yet")
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
    if decision is None or step not in ROUNDS:
        return session.open_ballot
    return session.open_ballot or session.ballot(decision.decision_id, ROUNDS[step])


def count_now(session: Session, now: dt.datetime) -> Count:
    """How many have done what is to be done at this step."""
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


def distribution(session: Session, sheet: Sheet | None) -> Distribution | None:
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
