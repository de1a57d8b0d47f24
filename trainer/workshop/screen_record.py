"""What the room's screen shows of a record: its parts one by one, and the factors in the debrief."""

from __future__ import annotations

from trainer.case.base import Claim
from trainer.case.markdown import plain_text
from trainer.case.model import NotTaken
from trainer.case.sealed import FullSheet, Sheet
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.session import Session
from trainer.study.workshop.tally import FEW, LETTERS
from trainer.workshop.screen_values import Choice, Debrief, Entry, Factor, Head, Reveal, RoomBar, Verdict
from trainer.workshop.screen_votes import choices, last_tally
from trainer.workshop.screen_words import date_text, told, word


def reveal_screen(session: Session, record: FullSheet) -> Reveal:
    """The part of the record at which the room is; never one that the room hasn't come to."""
    language, decision = session.plan.language, record.decision
    part = max(1, min(session.stage.part, session.shown[decision.id], len(REVEAL_STEPS)))
    key = REVEAL_STEPS[part - 1]
    statement = plain_text(decision.record.did.text) if key == "did" else ""
    verdict = _verdict(record, language) if key == "looking_back" else None
    entries = _entries(record, key, language)
    heading = word(language, key)
    theirs = choices(record)[decision.key_of(decision.record.option) - 1]
    bars = _bars(session, record, theirs)
    read = [" ".join(f"{each.lead} {each.letter} {each.text} {each.note}".split()) for each in entries]
    said = [heading, f"{word(language, 'they')} {theirs.letter}, {theirs.title}", statement]
    said += [f"{verdict.word}, {verdict.judge}"] if verdict else []
    return Reveal(
        said=told(language, *said, *read),
        language=language,
        head=Head(decision.title, record.act_number),
        part=part,
        parts=len(REVEAL_STEPS),
        progress=word(language, "part", part=part, all=len(REVEAL_STEPS)),
        heading=heading,
        they=word(language, "they"),
        theirs=theirs,
        room=word(language, "room"),
        bars=bars,
        is_few=sum(each.people for each in bars) < FEW,
        statement=statement,
        verdict=verdict,
        entries=entries,
        more=word(language, "more-on-phone" if session.here else "more-aloud"),
    )


def debrief_screen(session: Session, sheet: Sheet, record: FullSheet | None) -> Debrief:
    """What mattered; ``record`` is given once the room has seen it to its end."""
    language = session.plan.language
    marks = [
        each.marks
        for each in session.reflections.values()
        if each.decision_id == sheet.briefing.id and session.participants[each.participant].is_here and each.marks
    ]
    factors = record.decision.factors if record else ()
    foot = word(language, "mark" if session.here else "think") if record else word(language, "still-sealed")
    lesson = plain_text(record.decision.lesson.text) if record else ""
    said = (word(language, "mattered"), "; ".join(each.name for each in factors), lesson, foot)
    return Debrief(
        said=told(language, *said),
        language=language,
        head=Head(word(language, "and").join((word(language, "debrief"), sheet.briefing.title)), sheet.act_number),
        heading=word(language, "mattered") if record else sheet.briefing.question,
        factors=tuple(_factor(each.name, [mark.get(each.id) == "saw" for mark in marks], language) for each in factors),
        answered=len(marks),
        lesson_label=word(language, "lesson") if lesson else "",
        lesson=lesson,
        foot=foot,
    )


def _factor(name: str, seen: list[bool], language: str) -> Factor:
    return Factor(name, sum(seen), word(language, "saw", saw=sum(seen), all=len(seen)) if seen else "")


def _bars(session: Session, record: FullSheet, theirs: Choice) -> tuple[RoomBar, ...]:
    if record.decision.id not in session.results:
        return ()
    tally = last_tally(session, record)
    got = tally.counts if tally else ()
    return tuple(RoomBar(letter, people, letter == theirs.letter) for letter, people in zip(LETTERS, got, strict=False))


def _verdict(record: FullSheet, language: str) -> Verdict:
    back = record.decision.record.looking_back
    return Verdict(back.judgement.value, word(language, back.judgement.value), back.judge)


def _entries(record: FullSheet, key: str, language: str) -> tuple[Entry, ...]:
    parts = record.decision.record
    match key:
        case "happened":
            return tuple(
                _entry(each, language, each.label or date_text(each.date, language, short=True))
                for each in parts.happened
            )
        case "why":
            return tuple(_entry(each, language) for each in parts.why)
        case "looking_back":
            return tuple(_entry(each, language) for each in parts.looking_back.claims)
        case "not_taken":
            return tuple(_not_taken(each, record, language) for each in parts.not_taken)
        case "sources":
            return tuple(
                Entry(each.title, note=f"{each.publisher}, {date_text(each.date, language)}") for each in record.sources
            )
    return (Entry("", note=word(language, "contested"), sign="contested"),) if parts.did.contested else ()


def _entry(claim: Claim, language: str, lead: str = "") -> Entry:
    contested = claim.contested is not None
    note = word(language, "contested") if contested else ""
    return Entry(plain_text(claim.text), lead, note, "contested" if contested else "")


def _not_taken(part: NotTaken, record: FullSheet, language: str) -> Entry:
    option = choices(record)[record.decision.key_of(part.option) - 1]
    known = part.known.value
    return Entry(plain_text(part.text), option.title, word(language, known), known, option.letter)
