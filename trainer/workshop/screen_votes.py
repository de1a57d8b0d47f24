"""What the room's screen shows of votes: the options, and both votes with who moved where."""

from __future__ import annotations

from trainer.case.sealed import Sheet
from trainer.study.workshop import tally as numbers
from trainer.study.workshop.session import Session
from trainer.study.workshop.tally import FEW, LETTERS, MANY, Tally
from trainer.workshop.screen_values import Choice, Drawing, Flow, Head, Row, Shift
from trainer.workshop.screen_words import told, word


def choices(sheet: Sheet) -> tuple[Choice, ...]:
    """The options with their letters, in the order of the sheet."""
    return tuple(Choice(letter, each.title) for letter, each in zip(LETTERS, sheet.briefing.options, strict=False))


def last_tally(session: Session, sheet: Sheet) -> Tally | None:
    """What the room said last; ``None`` where nobody voted."""
    found = _shift(session, sheet)
    return _voted(found.second) or _voted(found.first)


def shift_screen(session: Session, sheet: Sheet) -> Shift:
    """Both votes of a decision; covered as long as the room hasn't been shown them."""
    language, decision_id = session.plan.language, sheet.briefing.id
    found = _shift(session, sheet)
    is_shown = decision_id in session.results
    first, second = (_voted(found.first), _voted(found.second)) if is_shown else (None, None)
    drawing = _drawing(found, first, second)
    rows = tuple(
        Row(choice, first.counts[place] if first else None, second.counts[place] if second else None)
        for place, choice in enumerate(choices(sheet))
    )
    heading = _heading(language, found, first, second) if is_shown else word(language, "covered")
    sealed = "" if session.shown.get(decision_id) else word(language, "sealed")
    names = (word(language, "first") if first else "", word(language, "second") if second else "")
    return Shift(
        said=told(language, heading, _read(rows, names), sealed),
        language=language,
        head=Head(sheet.briefing.title, sheet.act_number),
        heading=heading,
        drawing=drawing,
        first=names[0],
        second=names[1],
        rows=rows,
        flows=_flows(found) if drawing is Drawing.FLOWS else (),
        moved=word(language, "moved"),
        stayed=word(language, "stayed"),
        sealed=sealed,
        once=_once(language, found) if drawing is Drawing.FLOWS else "",
        foot=word(language, "each-line" if found.both <= MANY else "each-band") if drawing is Drawing.FLOWS else "",
    )


def _shift(session: Session, sheet: Sheet) -> numbers.Shift:
    return numbers.shift(session, sheet.briefing.id, [option.id for option in sheet.briefing.options])


def _voted(tally: Tally | None) -> Tally | None:
    return tally if tally is not None and tally.voted else None


def _drawing(found: numbers.Shift, first: Tally | None, second: Tally | None) -> Drawing:
    if max((tally.voted for tally in (first, second) if tally), default=0) < FEW:
        return Drawing.COUNTS
    return Drawing.FLOWS if first and second and found.both >= FEW else Drawing.BARS


def _flows(found: numbers.Shift) -> tuple[Flow, ...]:
    options = found.first.options if found.first else ()
    return tuple(Flow(options.index(each.came_from), options.index(each.to), each.count) for each in found.flows)


def _heading(language: str, found: numbers.Shift, first: Tally | None, second: Tally | None) -> str:
    if first and second and found.both >= FEW:
        return word(language, "changed" if found.moved else "changed-none", moved=found.moved, all=found.both)
    if first and second:
        hands = first.by_hands and second.by_hands
        if hands and first.voted != second.voted:
            return word(language, "hands-twice", first=first.voted, second=second.voted)
        return word(language, "hands", all=second.voted) if hands else word(language, "both")
    only = first or second
    if only is None:
        return word(language, "no-votes")
    return word(language, "hands" if only.by_hands else "votes", all=only.voted)


def _once(language: str, found: numbers.Shift) -> str:
    once = found.only_first + found.only_second
    return word(language, "one-vote", count=once) if once else ""


def _read(rows: tuple[Row, ...], names: tuple[str, str]) -> str:
    read = []
    for row in rows:
        got = [f"{name} {count}" for name, count in zip(names, (row.first, row.second), strict=True) if name]
        read.append(f"{row.choice.letter} {row.choice.title}: {', '.join(got)}" if got else "")
    return "; ".join(each for each in read if each)
