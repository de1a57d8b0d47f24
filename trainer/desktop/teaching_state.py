"""What the page of a teaching note shows, as plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from trainer.case.model import CaseInfo
from trainer.case.outline import ActOutline, DecisionOutline
from trainer.case.teaching import CaseTeaching, TeachingNote

LINK = "note:"
"""Begins the address of a link to another teaching note; the decision's id follows, or nothing for the case."""

_EMPHASISED = re.compile(r"<em>([a-z0-9]+(?:-[a-z0-9]+)*)</em>")


@dataclass(frozen=True)
class TeachingState:
    """One teaching note, and what may be named around it."""

    info: CaseInfo
    acts: tuple[ActOutline, ...]
    note: TeachingNote | CaseTeaching
    decision_id: str
    """"" for the note of the case."""
    named: frozenset[str]
    """Ids of the decisions that may be named: titles of the others would tell too much."""
    learner: str
    back: str = "Library"
    """Where the way back leads."""

    @property
    def decisions(self) -> tuple[DecisionOutline, ...]:
        """All decisions of the case in their order."""
        return tuple(decision for act in self.acts for decision in act.decisions)

    @property
    def place(self) -> int:
        """The decision's place among all, from 0; -1 for the case."""
        return next((index for index, each in enumerate(self.decisions) if each.id == self.decision_id), -1)

    @property
    def kicker(self) -> tuple[int, str]:
        """Number of the act, 0 for the case, and what stands above the title."""
        for number, act in enumerate(self.acts, 1):
            if any(decision.id == self.decision_id for decision in act.decisions):
                total = len(self.decisions)
                return number, f"Act {number}, {act.title}  ·  Decision {self.place + 1} of {total}"
        return 0, f"The case as a whole  ·  {len(self.decisions)} decisions"

    @property
    def title(self) -> str:
        """Title of the decision or of the case."""
        return self.decisions[self.place].title if self.place >= 0 else self.info.title

    @property
    def beneath(self) -> str:
        """What stands below the title, in italics."""
        return self.decisions[self.place].date if self.place >= 0 else self.info.subtitle

    @property
    def before(self) -> str | None:
        """Id of the decision before this one."""
        return self.decisions[self.place - 1].id if self.place > 0 else None

    @property
    def after(self) -> str | None:
        """Id of the decision after this one; the first, from the note of the case."""
        following = self.place + 1
        return self.decisions[following].id if following < len(self.decisions) else None

    def name_of(self, decision_id: str) -> str:
        """What a decision may be called: its title, or its date while the title would tell too much."""
        decision = next((each for each in self.decisions if each.id == decision_id), None)
        if decision is None:
            return decision_id
        return decision.title if decision_id in self.named else f"A decision of {decision.date_short}"

    def linked(self, html: str) -> str:
        """The text with each decision that it names by its id, in emphasis, as a link to that note."""
        known = {decision.id for decision in self.decisions}

        def link(match: re.Match[str]) -> str:
            return anchor(match[1], self.name_of(match[1])) if match[1] in known else match[0]

        return _EMPHASISED.sub(link, html)


def anchor(decision_id: str, words: str) -> str:
    """A link to a teaching note."""
    return f"<a href='{LINK}{decision_id}'><u>{escape(words)}</u></a>"
