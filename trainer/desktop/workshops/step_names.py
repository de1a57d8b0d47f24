"""How steps and times of a workshop are called on the instructor's pages. No Qt."""

from __future__ import annotations

import math

from trainer.study.workshop.plan import Step

STEP_NAMES = {
    Step.LOBBY: "Before the start",
    Step.BRIEFING: "Briefing",
    Step.FIRST_VOTE: "First vote",
    Step.DISCUSS: "Discuss",
    Step.SECOND_VOTE: "Second vote",
    Step.BOTH_VOTES: "Both votes",
    Step.REVEAL: "Reveal",
    Step.DEBRIEF: "Debrief",
    Step.END: "The end",
}
"""Each step as the instructor reads it."""


def minutes_words(minutes: int) -> str:
    """``1 minute``, ``22 minutes``."""
    return f"{minutes:,} {'minute' if minutes == 1 else 'minutes'}"


def time_words(seconds: float, *, up: bool = False) -> str:
    """A length of time as a clock shows it: ``1:12``, ``1:02:05``.

    Args:
        seconds: not negative.
        up: whether a part of a second counts as a whole one, as it does for what is left.
    """
    whole = math.ceil(seconds) if up else int(seconds)
    minutes, rest = divmod(max(whole, 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
