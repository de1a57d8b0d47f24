"""Who may come into a room, and what they are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from trainer.study.workshop.events import Happened, Joined, ParticipantChanged
from trainer.study.workshop.names import folded, is_name, looks, one_line, tidy_name
from trainer.study.workshop.plan import MAX_NAME, MAX_PEOPLE, Joining
from trainer.study.workshop.session import Participant, Session
from trainer.workshop.commands import Join, Readmit, Refused, Remove, Rename, Why

LANGUAGES = ("en", "zh")
"""In which a phone is spoken to."""


def clean_name(name: str) -> str:
    """A name as it may be shown to a room.

    Raises:
        Refused: nothing is left of it, or it is too long.
    """
    name = tidy_name(name)
    if not is_name(name):
        raise Refused(Why.NAME_UNUSABLE, "Type a name with at least one letter or digit.")
    if len(name) > MAX_NAME:
        raise Refused(Why.NAME_UNUSABLE, f"This name has {len(name)} characters; {MAX_NAME} is the limit.")
    return name


def participant_with(session: Session, key_hash: str) -> Participant | None:
    """Whose phone it is; also of one who was removed."""
    return next((each for each in session.participants.values() if key_hash and each.key_hash == key_hash), None)


def join(session: Session, command: Join, now: dt.datetime) -> tuple[Happened, ...]:
    """Come in, or come back with the same key."""
    if not command.key_hash:
        raise Refused(Why.INVALID, "This phone sent no key of its own.")
    language = command.language if command.language in LANGUAGES else LANGUAGES[0]
    known = participant_with(session, command.key_hash)
    if known is not None:
        _ensure_here(known)
        name = _name_for(session, command.name, known.id)
        return _changed(known, replace(known, name=name, language=language), now)
    freed = _freed(session, command.name)
    if freed is not None:
        return _changed(freed, replace(freed, key_hash=command.key_hash, language=language), now)
    name = _name_for(session, command.name)
    _ensure_room(session)
    number = max(session.participants, default=0) + 1
    return (Joined(now, Participant(number, name, command.key_hash, now, language)),)


def rename(session: Session, command: Rename, now: dt.datetime) -> tuple[Happened, ...]:
    """Be called something else, or be spoken to in another language."""
    known = participant(session, command.participant)
    language = command.language if command.language in LANGUAGES else known.language
    return _changed(known, replace(known, name=_name_for(session, command.name, known.id), language=language), now)


def remove(session: Session, command: Remove, now: dt.datetime) -> tuple[Happened, ...]:
    """Send somebody out. Their phone stays out, and their name is free again."""
    known = _known(session, command.participant)
    return () if not known.is_here else (ParticipantChanged(now, replace(known, removed=now)),)


def readmit(session: Session, command: Readmit, now: dt.datetime) -> tuple[Happened, ...]:
    """Let somebody back in. With a new phone their key is taken away, and the next to join by their name is they."""
    known = _known(session, command.participant)
    if not known.is_here:
        if _is_taken(session, known.name, known.id):
            raise Refused(Why.NAME_TAKEN, f"Somebody else is called {known.name} by now. Remove or rename them first.")
        _ensure_room(session)
    key_hash = "" if command.new_phone else known.key_hash
    return _changed(known, replace(known, removed=None, key_hash=key_hash), now)


def participant(session: Session, number: int) -> Participant:
    """The participant of that id.

    Raises:
        Refused: there is none, or they were removed.
    """
    known = _known(session, number)
    _ensure_here(known)
    return known


def _known(session: Session, number: int) -> Participant:
    known = session.participants.get(number)
    if known is None:
        raise Refused(Why.NOT_HERE, "Nobody in this workshop has that number. Join once more.")
    return known


def _ensure_here(known: Participant) -> None:
    if not known.is_here:
        raise Refused(Why.NOT_HERE, "The instructor has removed you from this workshop. Talk to them to come back.")


def _ensure_room(session: Session) -> None:
    if sum(1 for each in session.participants.values() if each.is_here) >= MAX_PEOPLE:
        raise Refused(Why.FULL, f"{MAX_PEOPLE} people are here already; a workshop holds no more.")


def _changed(known: Participant, changed: Participant, now: dt.datetime) -> tuple[Happened, ...]:
    return () if changed == known else (ParticipantChanged(now, changed),)


def _freed(session: Session, name: str) -> Participant | None:
    """Somebody of that name whom the instructor lets come back with a new phone."""
    wanted = folded(one_line(name))
    waiting = (each for each in session.participants.values() if not each.key_hash and each.is_here)
    return next((each for each in waiting if folded(each.name) == wanted), None)


def _name_for(session: Session, name: str, own: int | None = None) -> str:
    """What somebody will be called; ``own`` is their id where they are here already."""
    name = clean_name(name)
    if session.plan.joining is Joining.LISTED:
        return _listed_name(session, name, own)
    if _is_taken(session, name, own):
        suggestion = _suggested(session, name)
        raise Refused(
            Why.NAME_TAKEN,
            f"Somebody here is called {name} already. Take another name, such as {suggestion}.",
            suggestion,
        )
    return name


def _listed_name(session: Session, name: str, own: int | None) -> str:
    listed = [each for each in session.plan.names if folded(each) == folded(name)]
    if not listed:
        raise Refused(
            Why.NOT_LISTED, f"{name} isn’t on the list of this workshop. Type your name as the instructor has it."
        )
    # Two on the list may differ in an accent alone.
    if name in listed and not _is_here(session, name, own):
        return name
    free = next((each for each in listed if not _is_here(session, each, own)), None)
    if free is None:
        raise Refused(
            Why.NAME_TAKEN, f"{listed[0]} is here already. If that is you, ask the instructor to let your new phone in."
        )
    return free


def _is_here(session: Session, name: str, own: int | None) -> bool:
    return any(each.is_here and each.name == name and each.id != own for each in session.participants.values())


def _is_taken(session: Session, name: str, own: int | None = None) -> bool:
    others = [each.name for each in session.participants.values() if each.is_here and each.id != own]
    return _is_like(name, others)


def _is_like(name: str, others: Iterable[str]) -> bool:
    """Whether one of the others is the same to who compares letters, or to who only looks."""
    wanted, look = folded(name), looks(name)
    return any(folded(each) == wanted or looks(each) == look for each in others)


def _suggested(session: Session, name: str) -> str:
    taken = [each.name for each in session.participants.values() if each.is_here]
    return next(each for each in _numbered(name) if not _is_like(each, taken))


def _numbered(name: str) -> Iterable[str]:
    for number in range(2, MAX_PEOPLE + 3):
        yield f"{name[: MAX_NAME - len(str(number)) - 1].rstrip()} {number}"
