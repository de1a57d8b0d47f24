"""Who is at a workshop, as its instructor may know it. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.case.sealed import Sheet
from trainer.desktop.workshops.presenter_values import Present
from trainer.study.workshop.names import folded
from trainer.study.workshop.plan import Joining, Naming, Round
from trainer.study.workshop.session import Participant, Session
from trainer.study.workshop.tally import LETTERS


def people_now(session: Session, sheets: Mapping[str, Sheet], lost: Mapping[int, float]) -> tuple[Present, ...]:
    """All who came in, with what is to be known of them."""
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


def missing_names(session: Session) -> tuple[str, ...]:
    """Names of the list that nobody here has; without phones nobody comes in, and none is missed."""
    if session.plan.joining is not Joining.LISTED or (session.doors is None and not session.participants):
        return ()
    there = {folded(each.name) for each in session.here}
    return tuple(name for name in session.plan.names if folded(name) not in there)


def people_words(session: Session) -> str:
    """What stands behind the number of people."""
    if session.doors is None and not session.participants:
        return "without phones"
    if session.plan.joining is Joining.LISTED:
        return f"of {len(session.plan.names)} on the list"
    return "under pseudonyms" if session.plan.naming is Naming.PSEUDONYMS else "by name"
