"""Which parts of a teaching note help at which step of a decision. No Qt."""

from __future__ import annotations

from enum import Enum

from trainer.study.workshop.plan import Step


class NotePart(Enum):
    """A part of a teaching note."""

    PURPOSE = "Purpose"
    OPENING = "Opening"
    QUESTIONS = "Questions"
    ASKED = "To ask"
    """The questions without their answers."""
    MISSED = "Often missed"
    BOARD = "The board"
    CLOSE = "Close"


WHOLE = (NotePart.PURPOSE, NotePart.OPENING, NotePart.QUESTIONS, NotePart.MISSED, NotePart.BOARD, NotePart.CLOSE)
"""All of a note, in its order."""

_BY_STEP = {
    Step.LOBBY: (NotePart.PURPOSE,),
    Step.BRIEFING: (NotePart.PURPOSE, NotePart.OPENING),
    Step.FIRST_VOTE: (NotePart.OPENING, NotePart.ASKED),
    Step.DISCUSS: (NotePart.QUESTIONS,),
    Step.SECOND_VOTE: (NotePart.MISSED,),
    Step.BOTH_VOTES: (NotePart.ASKED, NotePart.MISSED),
    Step.REVEAL: (NotePart.MISSED, NotePart.CLOSE),
    Step.DEBRIEF: (NotePart.CLOSE, NotePart.BOARD),
    Step.END: (NotePart.CLOSE,),
}


def note_parts(step: Step) -> tuple[NotePart, ...]:
    """What is shown of a note while the room is at a step."""
    return _BY_STEP[step]
