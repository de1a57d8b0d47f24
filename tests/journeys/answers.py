"""What a learner answers at each decision of the case, for journeys that go through all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from trainer.case.model import Decision
from trainer.case.reader import read_pack

PACK = Path(__file__).parents[2] / "content" / "xiaomi"

FIRST_PERCENT, PERCENT_STEP = 35, 65
"""Steps that, modulo 101, come to no percent twice, and to both ends early: 0 and 100 among the first sixteen."""

REASONS = (
    "Whoever has the users can open the door a little.",
    "Without the chip there is no phone; 没有芯片就没有手机。",
    "One has to be there in person.",
    "The rivals stand where they stand 📱",
    "The price says what others hope.\n\nSo: <b>multiply</b> it first & ask *then*.",
)
TAKEAWAYS = ("Ask who crosses the bridge.", "", "Go yourself. 亲自去。", "Name the gap aloud 🧭")
MARKS = ("SMS", "MM", "S", "", "SSM", "M")


@dataclass(frozen=True)
class Answer:
    """A call and its debrief."""

    choice: int
    """The key of the option."""
    percent: int
    reasons: str
    marks: str
    """S or M for each of the first factors, in their order."""
    takeaway: str


@cache
def decisions() -> tuple[Decision, ...]:
    """All decisions in the order of play, their records open."""
    return read_pack(PACK).decisions


@cache
def answers() -> tuple[Answer, ...]:
    """An answer to each decision, in their order: the same ones each time, and all sorts of them."""
    return tuple(
        Answer(
            choice=index % len(decision.options) + 1,
            percent=(FIRST_PERCENT + index * PERCENT_STEP) % 101,
            reasons=REASONS[index % len(REASONS)],
            marks=MARKS[index % len(MARKS)][: len(decision.factors)],
            takeaway=TAKEAWAYS[index % len(TAKEAWAYS)],
        )
        for index, decision in enumerate(decisions())
    )
