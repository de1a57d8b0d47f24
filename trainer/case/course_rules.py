"""What must hold of the ways through a case: its themes and its short course."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.case.dates import When
from trainer.case.decision_names import by_name, no_decision
from trainer.case.messages import suggestion
from trainer.case.node import Node
from trainer.case.problems import Problem


def check_courses(case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    """Whether themes and short course fit the decisions.

    Args:
        case: the values of ``case.yaml``.
        decisions: the values of each file under ``decisions/``.
    """
    yield from _themes(case["themes"], decisions)
    if any(decision.value is None for decision in decisions):
        return  # what can't be read is reported itself, and would look missing here
    yield from _short_course(case, by_name(decisions))


def _themes(themes: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    known = [theme["id"].text for theme in themes.each() if theme["id"].text]
    for place, theme in enumerate(themes.each()):
        if theme["id"].text and theme["id"].text in {each["id"].text for each in themes.each()[:place]}:
            yield theme["id"].problem(f"the theme '{theme['id'].text}' stands here a second time; keep one")
    for decision in decisions:
        seen: set[str] = set()
        for theme in decision["themes"].each():
            if known and theme.text and theme.text not in known:
                yield theme.problem(f"there is no theme '{theme.text}'; {suggestion(theme.text, known)}")
            elif theme.text and theme.text in seen:
                yield theme.problem(f"the theme '{theme.text}' stands here a second time; keep one")
            seen.add(theme.text)


def _short_course(case: Node, decisions: dict[str, Node]) -> Iterator[Problem]:
    course = case["short_course"]
    entries = [entry for entry in course["decisions"].each() if entry.text]
    if len(entries) < 2 or not decisions:
        return  # the model says that it takes two
    seen: set[str] = set()
    sound = True
    for entry in entries:
        if entry.text not in decisions:
            yield entry.problem(no_decision(entry.text, decisions))
            sound = False
        elif entry.text in seen:
            yield entry.problem(f"the decision '{entry.text}' stands here a second time; keep one")
            sound = False
        seen.add(entry.text)
    if sound:
        yield from _order(case, course, [entry.text for entry in entries], decisions)


def _order(case: Node, course: Node, given: list[str], decisions: dict[str, Node]) -> Iterator[Problem]:
    acts = [act["id"].text for act in case["acts"].each()]
    try:
        played = sorted(given, key=lambda each: _place(acts, decisions[each]))
    except ValueError:
        return  # an act or a date is wrong, and is reported where it is
    if played != given:
        order = ", ".join(played)
        yield course["decisions"].problem(f"the decisions don't stand in the order of play, which is {order}")


def _place(acts: list[str], decision: Node) -> tuple[int, When, int, str]:
    order = decision["order"].value
    when = When.parse(str(decision["date"].value))
    return acts.index(decision["act"].text), when, order if isinstance(order, int) else 0, decision["id"].text
