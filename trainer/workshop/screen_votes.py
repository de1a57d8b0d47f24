"""What the room's screen shows of votes: the options, and both votes with who moved where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from trainer.case.sealed import Sheet
from trainer.study.workshop.plan import Round
from trainer.study.workshop.session import Ballot, Session
from trainer.workshop.screen_values import Choice, Drawing, Flow, Head, Row, Shift
from trainer.workshop.screen_words import word

LETTERS = "ABCDE"
MOST_STRANDS = 120
"""More people than so many are drawn as bands."""
LEAST_PEOPLE = 8
"""Of fewer nothing is drawn: a line would be as good as a name."""


def choices(sheet: Sheet) -> tuple[Choice, ...]:
    """The options with their letters, in the order of the sheet."""
    return tuple(Choice(letter, each.title) for letter, each in zip(LETTERS, sheet.briefing.options, strict=False))


def counts(session: Session, sheet: Sheet, round_: Round) -> tuple[int, ...] | None:
    """How many chose each option in a round, in the order of the sheet; ``None`` where nobody did."""
    ballot = session.ballot(sheet.briefing.id, round_)
    if ballot is None or not (ballot.votes or ballot.hands):
        return None
    said = Counter(_said_by(session, ballot).values()) if ballot.hands is None else Counter(ballot.hands)
    return tuple(said[option.id] for option in sheet.briefing.options)


def shift_screen(session: Session, sheet: Sheet) -> Shift:
    """Both votes of a decision; covered as long as the room hasn't been shown them."""
    language, decision_id = session.plan.language, sheet.briefing.id
    is_shown = decision_id in session.results
    first = counts(session, sheet, Round.FIRST) if is_shown else None
    second = counts(session, sheet, Round.SECOND) if is_shown else None
    flows, once = _flows(session, sheet) if first and second else ((), 0)
    paired, people = sum(each.people for each in flows), max(sum(first or ()), sum(second or ()))
    drawing = Drawing.FLOWS if flows else Drawing.BARS
    if people < LEAST_PEOPLE:
        drawing = Drawing.COUNTS
    rows = tuple(
        Row(choice, first[place] if first else None, second[place] if second else None)
        for place, choice in enumerate(choices(sheet))
    )
    heading = _heading(language, first, second, flows, hands=_by_hands(session, decision_id))
    if not is_shown:
        heading = word(language, "covered")
    sealed = "" if session.shown.get(decision_id) else word(language, "sealed")
    foot = _foot(language, drawing, paired, once)
    names = (word(language, "first") if first else "", word(language, "second") if second else "")
    stop = word(language, "stop")
    return Shift(
        said=stop.join(part.rstrip(".。") for part in (heading, _told(rows, names), sealed) if part) + stop.strip(),
        language=language,
        head=Head(sheet.briefing.title, sheet.act_number),
        heading=heading,
        drawing=drawing,
        first=names[0],
        second=names[1],
        rows=rows,
        flows=flows if drawing is Drawing.FLOWS else (),
        moved=word(language, "moved"),
        stayed=word(language, "stayed"),
        sealed=sealed,
        foot=foot,
    )


def _said_by(session: Session, ballot: Ballot) -> Mapping[int, str]:
    here = {each.id for each in session.here}
    return {voter: vote.choice for voter, vote in ballot.votes.items() if voter in here}


def _by_hands(session: Session, decision_id: str) -> bool:
    ballots = (session.ballot(decision_id, round_) for round_ in Round)
    return any(ballot is not None and ballot.hands is not None for ballot in ballots)


def _flows(session: Session, sheet: Sheet) -> tuple[tuple[Flow, ...], int]:
    """Who went where, and how many voted in one of the rounds only."""
    ballots = [session.ballot(sheet.briefing.id, round_) for round_ in Round]
    if any(ballot is None or ballot.hands is not None for ballot in ballots):
        return (), 0
    before, now = (_said_by(session, ballot) for ballot in ballots if ballot is not None)
    places = {option.id: place for place, option in enumerate(sheet.briefing.options)}
    moves = Counter((places[before[voter]], places[choice]) for voter, choice in now.items() if voter in before)
    return tuple(Flow(start, end, people) for (start, end), people in sorted(moves.items())), len(
        before.keys() ^ now.keys()
    )


def _heading(
    language: str,
    first: tuple[int, ...] | None,
    second: tuple[int, ...] | None,
    flows: tuple[Flow, ...],
    *,
    hands: bool,
) -> str:
    if flows:
        moved = sum(each.people for each in flows if each.moved)
        everybody = sum(each.people for each in flows)
        return word(language, "changed" if moved else "changed-none", moved=moved, all=everybody)
    if first and second:
        if hands and sum(first) != sum(second):
            return word(language, "hands-twice", first=sum(first), second=sum(second))
        return word(language, "hands", all=sum(second)) if hands else word(language, "both")
    votes = first or second
    if votes is None:
        return word(language, "no-votes")
    return word(language, "hands" if hands else "votes", all=sum(votes))


def _foot(language: str, drawing: Drawing, paired: int, once: int) -> str:
    if drawing is not Drawing.FLOWS:
        return ""
    each = word(language, "each-line" if paired <= MOST_STRANDS else "each-band")
    gap = "" if language == "zh" else " "
    return f"{word(language, 'one-vote', count=once)}{gap}{each}" if once > 0 else each


def _told(rows: tuple[Row, ...], names: tuple[str, str]) -> str:
    told = []
    for row in rows:
        got = [f"{name} {count}" for name, count in zip(names, (row.first, row.second), strict=True) if name]
        told.append(f"{row.choice.letter} {row.choice.title}: {', '.join(got)}" if got else "")
    return "; ".join(each for each in told if each)
