"""What must hold between the parts of a pack, beyond the shape of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from trainer.case.base import SourceRef
from trainer.case.course_rules import check_courses
from trainer.case.markdown import unsupported
from trainer.case.messages import one_of, suggestion
from trainer.case.model import Known
from trainer.case.node import Node
from trainer.case.pictures import BadPicture, read_picture
from trainer.case.problems import Problem
from trainer.case.sum_rules import check_sum
from trainer.case.yaml_map import Value

LONGEST_TEXT = 20_000
"""In characters. Nobody reads more in one piece, and Markdown can be made that takes for ever in a longer one."""

Lengths: TypeAlias = Mapping[str, Value]


def cross_check(folder: Path, case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    """Everything that doesn't fit together in a pack.

    Args:
        folder: the pack's folder, for its pictures.
        case: the values of ``case.yaml``.
        decisions: the values of each file under ``decisions/``.
    """
    for key, what in (("acts", "act"), ("people", "person"), ("sources", "source")):
        yield from _twice(case[key].each(), "id", what)
    yield from _sources(case["people"], _lengths(case))
    yield from _prose(case)
    for decision in decisions:
        name = PurePosixPath(decision.file.name).stem
        if decision["id"].text not in ("", name):
            yield decision["id"].problem(f"the file is called '{name}.yaml'; give the id and the file the same name")
        yield from check_decision(case, decision, partial(read_picture, folder))
        yield from _prose(decision)
    yield from check_courses(case, decisions)
    if decisions and all(decision.value is not None for decision in decisions):
        yield from _empty_acts(case, decisions)


def check_texts(case: Node, part: Node) -> Iterator[Problem]:
    """Whether the prose of a further file is prose, and each of its references names lines that there are.

    Args:
        case: the values of ``case.yaml``.
        part: the values of the file.
    """
    yield from _sources(part, _lengths(case))
    yield from _prose(part)


def check_decision(case: Node, decision: Node, picture: Callable[[str], object]) -> Iterator[Problem]:
    """Whether a decision fits together, so that its pages can be shown, and with the case.

    Args:
        case: the values of ``case.yaml``, or of its acts, people and sources at least.
        decision: the values of the decision.
        picture: looks at the picture that an exhibit names; raises :class:`BadPicture`.
    """
    yield from _known(decision["act"], case["acts"], "act")
    yield from _known(decision["decider"], case["people"], "person")
    for present in decision["room"].each():
        yield from _known(present["person"], case["people"], "person")
    yield from _twice(decision["room"].each(), "person", "person")
    exhibits = (*decision["exhibits"].each(), *decision["record"]["exhibits"].each())
    for entries, what in (
        (decision["options"].each(), "option"),
        (exhibits, "exhibit"),
        (decision["factors"].each(), "factor"),
    ):
        yield from _twice(entries, "id", what)
    for exhibit in exhibits:
        yield from _exhibit(case, exhibit, picture)
    yield from _record(decision)
    yield from _sources(decision, _lengths(case))


def _exhibit(case: Node, exhibit: Node, picture: Callable[[str], object]) -> Iterator[Problem]:
    match exhibit["kind"].text:
        case "person":
            yield from _known(exhibit["person"], case["people"], "person")
        case "picture" if exhibit["file"].text:
            yield from _picture(exhibit["file"], picture)
        case "chart" if exhibit["categories"].filled:
            wanted = len(exhibit["categories"].each())
            for series in exhibit["series"].each():
                have = len(series["values"].each())
                if have not in (0, wanted):
                    message = (
                        f"as many values as categories are needed here, {wanted} and not {have}; write null for none"
                    )
                    yield series["values"].problem(message)
        case "model":
            yield from check_sum(exhibit)
        case "table" if exhibit["columns"].filled:
            wanted = len(exhibit["columns"].each())
            for row in exhibit["rows"].each():
                have = len(row.each())
                if isinstance(row.value, list) and have != wanted:
                    advice = "put a figure with a comma in quotes" if _cut(row) else "write '' for none"
                    yield row.problem(f"as many cells as columns are needed here, {wanted} and not {have}; {advice}")


def _cut(row: Node) -> bool:
    """Whether a comma within a figure makes two cells of it: ``54,000``."""
    cells = [str(cell.value) for cell in row.each()]
    return any(re.fullmatch(r"\d{1,3}", one) and re.fullmatch(r"\d{3}", two) for one, two in pairwise(cells))


def _picture(file: Node, picture: Callable[[str], object]) -> Iterator[Problem]:
    try:
        picture(file.text)
    except BadPicture as error:
        yield file.problem(str(error))


def _record(decision: Node) -> Iterator[Problem]:
    options = _ids(decision["options"])
    record = decision["record"]
    taken, not_taken = record["option"], record["not_taken"]
    yield from _known(taken, decision["options"], "option")
    if taken.text not in options:
        return
    yield from _twice(not_taken.each(), "option", "option")
    for entry in not_taken.each():
        yield from _known(entry["option"], decision["options"], "option")
        if entry["option"].text == taken.text:
            yield entry["option"].problem(f"'{taken.text}' is the option they took; take this entry out")
        known, sources = entry["known"].text, entry["sources"]
        if known in (Known.DOCUMENTED, Known.ANALOGUE) and sources.value in (None, []):
            yield entry.problem(f"what is {known} needs its sources; add them, or write 'known: {Known.UNKNOWN}'")
    said = {entry["option"].text for entry in not_taken.each()}
    missing = [option for option in options if option not in said and option != taken.text]
    if missing and isinstance(not_taken.value, list):
        for option in missing:
            yield not_taken.problem(
                f"the option '{option}' wasn't taken and nothing is said of it; add an entry for it"
            )


def _empty_acts(case: Node, decisions: Sequence[Node]) -> Iterator[Problem]:
    used = {decision["act"].text for decision in decisions}
    if not used <= set(_ids(case["acts"])):
        return  # an act that is misspelt is reported where it is, and its other half isn't worth a word
    for act in case["acts"].each():
        if act["id"].text and act["id"].text not in used:
            yield act["id"].problem(f"no decision belongs to the act '{act['id'].text}'; add one, or take the act out")


def _known(node: Node, known: Node, what: str) -> Iterator[Problem]:
    """Whether a text is the id of one of a list's entries; says nothing where either is missing altogether."""
    ids = _ids(known)
    if node.text and ids and node.text not in ids:
        yield node.problem(f"there is no {what} '{node.text}'; {suggestion(node.text, ids)}")


def _twice(entries: Sequence[Node], key: str, what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in entries:
        word = entry[key].text
        if word and word in seen:
            yield entry[key].problem(f"the {what} '{word}' stands here a second time; keep one, or change its id")
        seen.add(word)


def _lengths(case: Node) -> Lengths:
    """How many lines each source has, as far as the case says it."""
    return {source["id"].text: source["lines"].value for source in case["sources"].each() if source["id"].text}


def _sources(part: Node, lengths: Lengths) -> Iterator[Problem]:
    """Whether each reference within a part names lines that its source has."""
    if not lengths:
        return
    for node in part.search(lambda key, _: key == "sources"):
        for entry in node.each():
            try:
                ref = SourceRef.parse(entry.text)
            except ValueError:
                continue
            length = lengths.get(ref.source)
            if ref.source not in lengths:
                yield entry.problem(f"there is no source '{ref.source}'; write {one_of(lengths)}")
            elif isinstance(length, int) and 0 < length < ref.last:
                yield entry.problem(f"the source '{ref.source}' ends with line {length}; mend the lines")


def _prose(part: Node) -> Iterator[Problem]:
    for node in part.search(lambda _, value: isinstance(value, str)):
        if len(node.text) > LONGEST_TEXT:
            size = f"{len(node.text):,} characters and {LONGEST_TEXT:,} is the most"
            yield node.problem(f"the text has {size}; shorten it, or make more of it than one")
        elif node.where[-1] != "formula" and (found := unsupported(node.text)):
            what = "a picture" if found.startswith("![") else "HTML"
            instead = "make it an exhibit" if what == "a picture" else "write it in Markdown"
            yield node.problem(f"'{found}' is {what}, and prose has none; {instead}")


def _ids(entries: Node) -> list[str]:
    listed = entries.value if isinstance(entries.value, list) else ()
    ids = (entry.get("id") for entry in listed if isinstance(entry, dict))
    return list(dict.fromkeys(each for each in ids if each and isinstance(each, str)))
