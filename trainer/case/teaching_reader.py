"""Reading teaching notes: ``teaching.yaml`` for the case, ``teaching/<decision>.yaml`` for each decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from trainer.case.decision_names import by_name, check_name, no_decision
from trainer.case.node import Node
from trainer.case.problems import PackErrors, Problem, Severity, in_order
from trainer.case.reader import CASE_FILE, as_model
from trainer.case.rules import check_texts
from trainer.case.teaching import CaseTeaching, Discussion, TeachingNote
from trainer.case.unread import unread
from trainer.case.yaml_map import YamlFile, read_yaml

TEACHING_FILE = "teaching.yaml"
TEACHING_FOLDER = "teaching"

SHORTEST, LONGEST = 15, 180
"""Minutes that a session on one decision takes, plausibly."""
LEAST_EACH = 5
"""Minutes below which a decision of a plan can't even be read and committed to."""

_D = TypeVar("_D", bound=Discussion)


def has_teaching(folder: Path) -> bool:
    """Whether a pack has any teaching note."""
    return (folder / TEACHING_FILE).is_file() or bool(_paths(folder))


def read_teaching(folder: Path, decision_id: str) -> TeachingNote | None:
    """The teaching note of a decision; ``None`` if it has none.

    Raises:
        PackErrors: with everything that is wrong with it.
    """
    return _read(TeachingNote, folder, f"{TEACHING_FOLDER}/{decision_id}.yaml")


def read_case_teaching(folder: Path) -> CaseTeaching | None:
    """The teaching note of the case as a whole; ``None`` if it has none.

    Raises:
        PackErrors: with everything that is wrong with it.
    """
    return _read(CaseTeaching, folder, TEACHING_FILE)


def examine_teaching(folder: Path, case: Node, decisions: Sequence[Node]) -> tuple[Problem, ...]:
    """Everything that is wrong with the teaching notes of a pack.

    Args:
        folder: the pack's folder.
        case: the values of ``case.yaml``.
        decisions: the values of the file of each decision.
    """
    problems = [*unread(folder, TEACHING_FILE, TEACHING_FOLDER)]
    if not has_teaching(folder):
        return tuple(problems)
    known = by_name(decisions)
    noted = set()
    for path in _paths(folder):
        noted.add(path.stem)
        file = read_yaml(path, f"{TEACHING_FOLDER}/{path.name}")
        problems += _examined(TeachingNote, case, file, _note(path.stem, known, Node.root(file)))
    if (folder / TEACHING_FILE).exists():
        file = read_yaml(folder / TEACHING_FILE, TEACHING_FILE)
        problems += _examined(CaseTeaching, case, file, _plans(known, Node.root(file)))
    else:
        message = f"the decisions have teaching notes and the case has none; write {TEACHING_FILE}"
        problems.append(Problem(CASE_FILE, 1, 1, "", message, Severity.WARNING))
    for decision_id, decision in known.items():
        if decision_id not in noted:
            message = f"this decision has no teaching note; write {TEACHING_FOLDER}/{decision_id}.yaml"
            problems.append(decision["id"].problem(message, Severity.WARNING))
    return in_order(problems)


def _read(model: type[_D], folder: Path, name: str) -> _D | None:
    if not (folder / name).is_file():
        return None
    file = read_yaml(folder / name, name)
    problems: list[Problem] = []
    note = as_model(model, file, problems)
    problems += file.problems
    if note is None or problems:
        raise PackErrors(in_order(problems))
    return note


def _examined(model: type[Discussion], case: Node, file: YamlFile, rules: Iterator[Problem]) -> list[Problem]:
    problems: list[Problem] = []
    as_model(model, file, problems)
    problems += file.problems
    told = {each.path for each in problems if each.path}
    found = (*check_texts(case, Node.root(file)), *rules)
    return problems + [each for each in found if each.path not in told]


def _paths(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / TEACHING_FOLDER).glob("*.yaml") if not path.name.startswith("."))


def _note(decision_id: str, known: dict[str, Node], note: Node) -> Iterator[Problem]:
    if known and decision_id not in known:
        yield Problem(note.file.name, 1, 1, "", no_decision(decision_id, known))
    seen = {decision_id}
    for link in note["links"].each():
        to = link["decision"]
        yield from check_name(to, known)
        if to.text == decision_id:
            yield to.problem("a note can't lead to its own decision; take the link out")
        elif to.text in seen:
            yield to.problem(f"a link to '{to.text}' stands here a second time; keep one")
        seen.add(to.text)
    minutes = [step["minutes"].value for step in note["minutes"].each()]
    total = sum(each for each in minutes if isinstance(each, int))
    if minutes and not SHORTEST <= total <= LONGEST:
        message = f"the parts take {total} minutes in all; a session takes {SHORTEST} to {LONGEST}"
        yield note["minutes"].problem(message, Severity.WARNING)


def _plans(known: dict[str, Node], teaching: Node) -> Iterator[Problem]:
    for plan in teaching["plans"].each():
        seen = set()
        for decision in plan["decisions"].each():
            yield from check_name(decision, known)
            if decision.text in seen:
                yield decision.problem(f"the decision '{decision.text}' stands here a second time; keep one")
            seen.add(decision.text)
        minutes, least = plan["minutes"].value, LEAST_EACH * len(seen)
        if isinstance(minutes, int) and 0 < minutes < least:
            message = f"{len(seen)} decisions take {least} minutes at the least; give the plan more time, or fewer"
            yield plan["minutes"].problem(message, Severity.WARNING)
