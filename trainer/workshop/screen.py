"""What the room's screen shows of a workshop: a pure function of its session.

Only what the room may know is in it: counts without directions before both votes are shown, and of a record what
:attr:`Session.shown` says.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping

from trainer.case.prose import Passage, passages
from trainer.case.sealed import FullSheet, Sheet
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.plan import ROUNDS, Round, Step
from trainer.study.workshop.session import Session
from trainer.study.workshop.tally import votes_of
from trainer.workshop.screen_record import debrief_screen, reveal_screen
from trainer.workshop.screen_values import (
    Blank,
    Briefing,
    Choice,
    Clock,
    CodeAlone,
    Count,
    Discuss,
    End,
    Head,
    Lobby,
    Screen,
    Vote,
    Way,
)
from trainer.workshop.screen_votes import choices, shift_screen
from trainer.workshop.screen_words import date_text, told, word


def room_screen(
    session: Session,
    sheets: Mapping[str, Sheet],
    records: Mapping[str, FullSheet],
    now: dt.datetime,
    *,
    code_alone: bool = False,
) -> Screen:
    """What the room sees.

    Args:
        session: the workshop as it stands.
        sheets: the open pages of the decision at which the room is, by its id; others may be among them.
        records: the same with the record, where it was opened.
        now: for the time that is left.
        code_alone: the QR code fills the screen, as long as there are doors to come in by.

    Raises:
        KeyError: the sheet of the decision at which the room is isn't there.
    """
    language = session.plan.language
    way = _way(session)
    if session.blank:
        return Blank(said=word(language, "blank"), language=language)
    if code_alone and way is not None:
        invite = word(language, "join")
        return CodeAlone(said=told(language, invite, way.place, way.code), language=language, invite=invite, way=way)
    decision, step = session.decision, session.stage.step
    if decision is None or step in (Step.LOBBY, Step.END):
        return _end(session) if step is Step.END or session.ended else _lobby(session, way)
    return _decision(session, sheets[decision.decision_id], records.get(decision.decision_id), way, now)


def _decision(session: Session, sheet: Sheet, record: FullSheet | None, way: Way | None, now: dt.datetime) -> Screen:
    step = session.stage.step
    if step is Step.BRIEFING:
        return _briefing(session, sheet)
    if step in ROUNDS:
        return _vote(session, sheet, ROUNDS[step], way, _clock(session, now))
    if step is Step.DISCUSS:
        return _discuss(session, sheet, _clock(session, now))
    if step is Step.BOTH_VOTES:
        return shift_screen(session, sheet)
    if not session.shown.get(sheet.briefing.id):
        record = None
    if step is Step.DEBRIEF:
        is_whole = session.shown.get(sheet.briefing.id, 0) >= len(REVEAL_STEPS)
        return debrief_screen(session, sheet, record if is_whole else None)
    return shift_screen(session, sheet) if record is None else reveal_screen(session, record)


def _way(session: Session) -> Way | None:
    doors = session.doors
    if doors is None or not doors.is_open:
        return None
    return Way(doors.url, doors.place, doors.code, word(session.plan.language, "code"))


def _clock(session: Session, now: dt.datetime) -> Clock | None:
    countdown, language = session.countdown, session.plan.language
    if countdown is None or not session.plan.countdown:
        return None
    seconds = max(0, math.ceil(countdown.remaining(now)))
    text = f"{seconds // 60}:{seconds % 60:02d}"
    if seconds == 0:
        return Clock(text, word(language, "over"))
    return Clock(text, word(language, "held") if countdown.ends is None else "")


def _lobby(session: Session, way: Way | None) -> Lobby:
    plan, people = session.plan, len(session.here)
    invite = word(plan.language, "join" if way else "soon")
    words = word(plan.language, "here", count="").strip()
    place = f"{way.place}, {way.code_label} {way.code}" if way else ""
    return Lobby(
        said=told(plan.language, plan.title, plan.case_title, invite, place, word(plan.language, "here", count=people)),
        language=plan.language,
        head=Head(plan.case_title),
        title=plan.title,
        invite=invite,
        how=word(plan.language, "scan") if way else "",
        way=way,
        people=people,
        people_words=words,
    )


def _end(session: Session) -> End:
    plan = session.plan
    way = _way(session)
    thanks = word(plan.language, "thanks")
    how = word(plan.language, "take-home") if way and session.here else ""
    titles = tuple(each.title for each in plan.decisions if each.decision_id in session.shown)
    return End(
        said=told(plan.language, thanks, plan.title, how, *titles),
        language=plan.language,
        head=Head(plan.title),
        thanks=thanks,
        how=how,
        way=way if how else None,
        decisions=titles,
    )


def _head(sheet: Sheet, language: str, step: str) -> Head:
    briefing = sheet.briefing
    parts = [word(language, step)] if step else []
    return Head(
        word(language, "and").join([*parts, f"{briefing.place}, {date_text(briefing.date, language)}"]),
        sheet.act_number,
        word(language, step) if step else date_text(briefing.date, language),
    )


def _briefing(session: Session, sheet: Sheet) -> Briefing:
    briefing, language = sheet.briefing, session.plan.language
    opening = next((part.text for part in passages(briefing.situation) if isinstance(part, Passage)), "")
    people = tuple((sheet.person(each.person).name, each.part) for each in briefing.room)
    named = "; ".join(f"{name}, {part}" for name, part in people)
    foot = word(language, "all-on-phone" if session.here else "all-on-paper")
    return Briefing(
        said=told(language, briefing.title, opening, named, briefing.question),
        language=language,
        head=_head(sheet, language, ""),
        title=briefing.title,
        opening=opening,
        people=people,
        question=briefing.question,
        foot=foot,
        clock=None,
    )


def _vote(session: Session, sheet: Sheet, round_: Round, way: Way | None, clock: Clock | None) -> Vote:
    language, options = session.plan.language, choices(sheet)
    here = len(session.here)
    every = session.ballots_of(sheet.briefing.id, round_)
    ballot = every[-1] if every else None
    is_open = ballot is None or ballot.is_open
    count, foot = None, "" if is_open else word(language, "closed")
    if ballot is not None and ballot.hands is not None:
        hands = sum(ballot.hands.values())
        count = Count(hands, hands, word(language, "counted"))
    elif here or (ballot is not None and ballot.votes):
        voted = len(votes_of(session, ballot)) if ballot else 0
        count = Count(voted, here, word(language, "voted", all=here))
    elif is_open:
        foot = word(language, "hands-up")
    name = word(language, "first" if round_ is Round.FIRST else "second")
    voted_words = f"{count.voted} {count.words}" if count else ""
    return Vote(
        said=told(language, name, sheet.briefing.question, _read(options), voted_words, foot, _time(clock)),
        language=language,
        head=_head(sheet, language, "first" if round_ is Round.FIRST else "second"),
        question=sheet.briefing.question,
        choices=options,
        is_open=is_open,
        way=way if is_open else None,
        count=count,
        foot=foot,
        clock=clock if is_open else None,
    )


def _discuss(session: Session, sheet: Sheet, clock: Clock | None) -> Discuss:
    language, options = session.plan.language, choices(sheet)
    find, how = word(language, "find"), word(language, "say-why")
    return Discuss(
        said=told(language, find, how, sheet.briefing.question, _read(options), _time(clock)),
        language=language,
        head=_head(sheet, language, "discuss"),
        heading=find,
        how=how,
        question=sheet.briefing.question,
        choices=options,
        clock=clock,
    )


def _read(options: tuple[Choice, ...]) -> str:
    return "; ".join(f"{each.letter} {each.title}" for each in options)


def _time(clock: Clock | None) -> str:
    return "" if clock is None else " ".join(part for part in (clock.text, clock.label) if part)
