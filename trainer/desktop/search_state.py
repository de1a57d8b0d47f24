"""What the page of the search shows, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.case.outline import ActOutline
from trainer.case.passages import Part, Passage
from trainer.case.search import Found, Hit
from trainer.desktop.widgets.case_header import Step

_MOST_AT_ONE = 5
_MOST = 40
"""Nobody reads more; a further word finds them."""

_STEPS = {
    Part.OPTION: Step.COMMIT,
    Part.FACTOR: Step.DEBRIEF,
    Part.LESSON: Step.DEBRIEF,
    Part.TAKEAWAY: Step.DEBRIEF,
    **dict.fromkeys(
        (Part.REASONS, Part.DID, Part.HAPPENED, Part.WHY, Part.LOOKING_BACK, Part.NOT_TAKEN, Part.SOURCES), Step.REVEAL
    ),
}
_WORDS = {
    Part.TITLE: "Title",
    Part.QUESTION: "The question",
    Part.PLACE: "Place and time",
    Part.PEOPLE: "People",
    Part.SITUATION: "The situation",
    Part.EXHIBIT: "Exhibit",
    Part.OPTION: "Option",
    Part.REASONS: "My reasons",
    Part.DID: "What they did",
    Part.HAPPENED: "What happened",
    Part.WHY: "Why",
    Part.LOOKING_BACK: "Looking back",
    Part.NOT_TAKEN: "The options not taken",
    Part.SOURCES: "Sources",
    Part.FACTOR: "Factor",
    Part.LESSON: "Lesson",
    Part.TAKEAWAY: "What I take along",
}


@dataclass(frozen=True)
class Place:
    """Where a passage stands, to be gone to."""

    decision_id: str
    step: Step
    text: str


@dataclass(frozen=True)
class ResultLine:
    """One passage that was found."""

    place: Place
    where: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class ResultGroup:
    """What was found at one decision."""

    act: int
    """Number of its act, counted from 1."""
    above: str
    title: str
    lines: tuple[ResultLine, ...]
    further: int
    """How many more there are."""


@dataclass(frozen=True)
class Results:
    """All that a query found so far."""

    query: str = ""
    """As it was typed; empty where there is nothing to look for."""
    groups: tuple[ResultGroup, ...] = ()
    passages: int = 0
    decisions: int = 0
    waiting: int = 0
    """How many decisions are still to be looked through."""
    unread: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """How much was found, in a sentence; empty where there is nothing to look for."""
        if not self.query:
            return ""
        if self.waiting:
            more = "One more decision is" if self.waiting == 1 else f"{self.waiting} more decisions are"
            return f"{self._count()} so far. {more} being looked through."
        if not self.passages:
            return ""
        return f"{self._count()}."

    def _count(self) -> str:
        if not self.passages:
            return "Nothing"
        passages = "1 passage" if self.passages == 1 else f"{self.passages} passages"
        return f"{passages} in {'1 decision' if self.decisions == 1 else f'{self.decisions} decisions'}"


def results(
    query: str,
    found: Sequence[Found],
    acts: Sequence[ActOutline],
    *,
    waiting: int = 0,
    unread: tuple[str, ...] = (),
) -> Results:
    """What a query found, as it is shown.

    Args:
        query: as it was typed.
        found: the best first.
        acts: of the case.
        waiting: how many decisions are still to be looked through.
        unread: why decisions couldn't be.
    """
    places = {each.id: (number, act, each) for number, act in enumerate(acts, 1) for each in act.decisions}
    groups: list[ResultGroup] = []
    room = _MOST
    for each in found:
        if room <= 0:
            break
        number, act, decision = places[each.decision_id]
        lines = tuple(map(_line, each.hits[: min(_MOST_AT_ONE, room)]))
        room -= len(lines)
        above = f"Act {number}, {act.title}. {decision.date}"
        groups.append(ResultGroup(number, above, decision.title, lines, len(each.hits) - len(lines)))
    count = sum(len(each.hits) for each in found)
    return Results(query, tuple(groups), count, len(found), waiting, unread)


def _line(hit: Hit) -> ResultLine:
    passage = hit.passage
    place = Place(passage.decision_id, _STEPS.get(passage.part, Step.READ), passage.text)
    return ResultLine(place, _where(passage), hit.snippet, hit.marks)


def _where(passage: Passage) -> str:
    words = _WORDS[passage.part]
    return f"{words}: {passage.name}" if passage.name and passage.name != passage.text else words
