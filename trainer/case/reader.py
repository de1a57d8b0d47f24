"""Reading a pack: a folder with ``case.yaml``, a file for each decision, and ``timeline.yaml`` where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from trainer.case.base import Model
from trainer.case.exhibits import PictureExhibit
from trainer.case.messages import model_problems
from trainer.case.model import FORMAT, CaseInfo, Decision, Pack
from trainer.case.node import Node
from trainer.case.pictures import BadPicture, read_picture
from trainer.case.problems import PackErrors, Problem, Severity, in_order
from trainer.case.rules import cross_check
from trainer.case.sealed import Case, seal_pack
from trainer.case.timeline import Timeline
from trainer.case.timeline_rules import check_timeline
from trainer.case.unread import unread
from trainer.case.yaml_map import YamlFile, read_yaml

CASE_FILE = "case.yaml"
DECISIONS_FOLDER = "decisions"
TIMELINE_FILE = "timeline.yaml"

_M = TypeVar("_M", bound=Model)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a pack."""

    pack: Pack | None
    """``None`` where there are errors."""
    problems: tuple[Problem, ...]
    case: Node
    """What ``case.yaml`` says, as far as it could be read."""
    decisions: tuple[Node, ...]
    """What the file of each decision says, in the order of their names."""
    timeline: Node | None = None
    """What ``timeline.yaml`` says, where there is one."""


def read_pack(folder: Path) -> Pack:
    """Read a pack and check that all of it fits together.

    Raises:
        PackErrors: with every error of the pack, not the first alone.
    """
    reading = examine(folder)
    if reading.pack is None:
        raise PackErrors(each for each in reading.problems if each.severity is Severity.ERROR)
    return reading.pack


def read_pictures(folder: Path, pack: Pack) -> dict[str, bytes]:
    """The bytes of every picture that an exhibit of the pack shows, by the path it is named with.

    Raises:
        PackErrors: a picture is missing, or can't be one.
    """
    pictures: dict[str, bytes] = {}
    problems = []
    for decision in pack.decisions:
        for exhibit in decision.exhibits:
            if isinstance(exhibit, PictureExhibit):
                try:
                    pictures[exhibit.file] = read_picture(folder, exhibit.file)
                except BadPicture as error:
                    name = f"{DECISIONS_FOLDER}/{decision.id}.yaml"
                    problems.append(Problem(name, 1, 1, f"exhibits.{exhibit.id}", str(error)))
    if problems:
        raise PackErrors(problems)
    return pictures


def load_case(folder: Path) -> Case:
    """A pack ready to be studied, its records sealed.

    Raises:
        PackErrors: with every error of the pack.
    """
    pack = read_pack(folder)
    return seal_pack(pack, read_pictures(folder, pack))


def examine(folder: Path) -> Reading:
    """Read a pack as far as it can be read, and say everything that is wrong with it."""
    case_file = _case_file(folder)
    case = Node.root(case_file)
    newer = _newer_format(case)
    if newer:
        return Reading(None, (newer,), case, ())
    files = [read_yaml(path, f"{DECISIONS_FOLDER}/{path.name}") for path in _decision_paths(folder)]
    decisions = tuple(map(Node.root, files))
    problems = [*_folder_problems(folder, files), *case_file.problems]
    info = as_model(CaseInfo, case_file, problems)
    parsed = [as_model(Decision, file, problems) for file in files]
    timeline_file = _timeline_file(folder)
    timeline = None if timeline_file is None else as_model(Timeline, timeline_file, problems)
    for file in (*files, *([timeline_file] if timeline_file else ())):
        problems += file.problems
    told = {(each.file, each.path) for each in problems if each.path}
    dated = Node.root(timeline_file) if timeline_file else None
    crossed = (*cross_check(folder, case, decisions), *(check_timeline(case, decisions, dated) if dated else ()))
    problems += [each for each in crossed if (each.file, each.path) not in told]
    read = [decision for decision in parsed if decision is not None]
    found = in_order(problems)
    broken = info is None or any(each.severity is Severity.ERROR for each in found)
    entries = timeline.entries if timeline else ()
    pack = None
    if info is not None and not broken:
        pack = Pack.model_construct(info=info, decisions=_in_order(info, read), timeline=entries)
    return Reading(pack, found, case, decisions, dated)


def _case_file(folder: Path) -> YamlFile:
    if not folder.is_dir():
        message = "there is no such folder; name one that holds a case.yaml"
    elif not (folder / CASE_FILE).exists():
        message = f"the pack has no {CASE_FILE}; write one, or name the folder that holds it"
    else:
        return read_yaml(folder / CASE_FILE, CASE_FILE)
    return YamlFile(CASE_FILE, None, problems=(Problem(CASE_FILE, 1, 1, "", message),))


def _timeline_file(folder: Path) -> YamlFile | None:
    return read_yaml(folder / TIMELINE_FILE, TIMELINE_FILE) if (folder / TIMELINE_FILE).exists() else None


def _newer_format(case: Node) -> Problem | None:
    written = case["format"].value
    if isinstance(written, int) and written > FORMAT:
        message = f"the pack has format {written} and this program reads {FORMAT}; update Case Trainer"
        return case["format"].problem(message)
    return None


def _decision_paths(folder: Path) -> list[Path]:
    # names with a dot in front are what editors and systems put beside the files they hold
    return sorted(path for path in (folder / DECISIONS_FOLDER).glob("*.yaml") if not path.name.startswith("."))


def _folder_problems(folder: Path, files: list[YamlFile]) -> Iterator[Problem]:
    if not folder.is_dir():
        return
    misnamed = [*unread(folder, TIMELINE_FILE, DECISIONS_FOLDER)]
    if not (folder / DECISIONS_FOLDER).is_dir():
        message = f"the pack has no folder '{DECISIONS_FOLDER}'; make one with a file for each decision"
        yield Problem(DECISIONS_FOLDER, 1, 1, "", message)
    elif not files and not any(each.file.startswith(f"{DECISIONS_FOLDER}/") for each in misnamed):
        yield Problem(DECISIONS_FOLDER, 1, 1, "", "the folder holds no decision; add a file such as first-choice.yaml")
    yield from misnamed


def as_model(model: type[_M], file: YamlFile, problems: list[Problem]) -> _M | None:
    """The values of a file as a model; where they are none, ``None``, and what is wrong added to the problems."""
    if file.values is None:
        return None
    try:
        return model.model_validate(file.values)
    except ValidationError as error:
        told = {problem.path for problem in file.problems}
        problems += [each for each in model_problems(error, model, file) if each.path not in told]
        return None


def _in_order(info: CaseInfo, decisions: list[Decision]) -> tuple[Decision, ...]:
    acts = {act.id: number for number, act in enumerate(info.acts)}
    return tuple(sorted(decisions, key=lambda each: (acts[each.act], each.date, each.order, each.id)))
