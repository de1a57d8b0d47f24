"""What a learner answers at the six decisions of the case, for journeys that go through all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trainer.case.model import Decision
from trainer.case.reader import read_pack

PACK = Path(__file__).parents[2] / "content" / "xiaomi"


@dataclass(frozen=True)
class Answer:
    """A call and its debrief."""

    choice: int
    """The key of the option."""
    percent: int
    reasons: str
    marks: str
    """S or M for each of the first factors, in their order."""
    takeaway: str = ""


ANSWERS = (
    Answer(1, 35, "Whoever has the users can open the door a little.", "SMS", "Ask who crosses the bridge."),
    Answer(2, 0, "Without the chip there is no phone; 没有芯片就没有手机。", "MM"),
    Answer(3, 100, "One has to be there in person.", "S", "Go yourself."),
    Answer(2, 7, "The rivals stand where they stand 📱", ""),
    Answer(1, 50, "The price says what others hope.", "SSM", "Ask in which currency."),
    Answer(3, 64, "Somebody has to hold it together at once.", "M", "Name the gap aloud."),
)


def decisions() -> tuple[Decision, ...]:
    """The six decisions in the order of play, their records open."""
    return read_pack(PACK).decisions
