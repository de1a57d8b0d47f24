"""What comes next in a workshop, told to the instructor without telling the record. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.plan import Step
from trainer.study.workshop.session import Session, Stage
from trainer.workshop.moving import following

_PARTS = {
    "did": ("What they did", "Show what they did"),
    "happened": ("What happened", "Show what happened"),
    "why": ("Why", "Show why"),
    "looking_back": ("Looking back", "Show looking back"),
    "not_taken": ("The options not taken", "Show the options not taken"),
    "sources": ("Sources", "Show the sources"),
}
"""For each part of the reveal its name, and the words of the button that shows it."""


@dataclass(frozen=True)
class Coming:
    """The next step, and the words of the one button that leads there."""

    title: str
    words: str
    button: str
    is_covered: bool = False
    """Whether it shows the room something that is still covered."""
    step: Step | None = None
    """``None`` where nothing follows."""


def coming(session: Session) -> Coming:
    """What the next step is."""
    stage = following(session.plan, session.stage)
    if session.ended is not None:
        return Coming("The workshop is over", "Its report has all of it.", "Open the report")
    if stage is None and session.stage.step is Step.LOBBY:
        return Coming("No decision is planned", "Add one to the plan of this workshop.", "Go on")
    if stage is None:
        words = _LAST if _has_phones(session) else "Until then you can go back."
        return Coming("Last: end the workshop", words, "End the workshop…")
    told = _told(session, stage)
    if session.open_ballot is not None:
        return Coming(told.title, told.words, "Close the vote", told.is_covered, stage.step)
    return told


def _told(session: Session, stage: Stage) -> Coming:
    step = stage.step
    if step is Step.REVEAL:
        name, button = _PARTS[REVEAL_STEPS[stage.part - 1]]
        words = f"Part {stage.part} of {len(REVEAL_STEPS)} of the record."
        if stage.part == 1:
            words += " From here on the votes can’t be reopened."
        return Coming(f"Next: {name[:1].lower()}{name[1:]}", words, button, is_covered=True, step=step)
    if step is Step.BRIEFING:
        assert stage.decision is not None
        title = session.plan.decisions[stage.decision].title
        where = "on the phones" if _has_phones(session) else "in the handout"
        words = f"“{title}”. The question is on the screen, the whole text {where}."
        return Coming(f"Next: decision {stage.decision + 1}", words, f"Begin decision {stage.decision + 1}", step=step)
    if step is Step.SECOND_VOTE and session.stage.step is not Step.DISCUSS:
        return Coming("Next: second vote", _WORDS[step][1], "Open the second vote", step=step)
    title, words, button = _WORDS[step]
    if not _has_phones(session):
        words = _BY_HANDS.get(step, words)
    return Coming(title, words, button, is_covered=step is Step.BOTH_VOTES, step=step)


def _has_phones(session: Session) -> bool:
    """Whether anybody votes, or may yet vote, with a phone."""
    return session.doors is not None or bool(session.participants)


_LAST = "Until then phones can take their votes home, and you can go back."
_WORDS = {
    Step.FIRST_VOTE: (
        "Next: first vote",
        "Choice, forecast and a line of reason, on each phone by itself.",
        "Open the first vote",
    ),
    Step.DISCUSS: (
        "Next: discuss",
        "Each phone says whom to look for. What was chosen stays covered.",
        "Begin the discussion",
    ),
    Step.SECOND_VOTE: (
        "Next: second vote",
        "Everybody votes again, and may stay with the first choice.",
        "Open the second vote",
    ),
    Step.BOTH_VOTES: (
        "Next: both votes",
        "Who moved where, drawn for the room. What they did stays sealed.",
        "Show both votes",
    ),
    Step.DEBRIEF: (
        "Next: debrief",
        "Which factors did they see? And one line to take along.",
        "Begin the debrief",
    ),
    Step.END: (
        "Next: the end",
        "The room reads how to take its votes home. Nothing is closed by it.",
        "To the end",
    ),
}
_BY_HANDS = {
    Step.FIRST_VOTE: "Ask for hands, option by option, and type the numbers in with “Show of hands…”.",
    Step.DISCUSS: "Neighbours who chose differently argue. What was chosen stays covered.",
    Step.BOTH_VOTES: "Both counts, drawn for the room. What they did stays sealed.",
    Step.END: "The room is thanked. Nothing is closed by it.",
}
"""What is said without phones."""
