"""How much is noticed: every figure of the whole case is altered, and nearly all of them are found."""

from __future__ import annotations

import copy
import re
from random import Random

import pytest

from tests.case.test_content import CONTENT, SOURCES
from trainer.case.node import Node
from trainer.case.reader import examine
from trainer.case.sourcing.agreement import check_sources
from trainer.case.sourcing.statements import Said, statements

_NUMBER = re.compile(r"\d[\d,]*\d(?:\.\d+)?|\d")


def altered(text: str, chance: Random) -> str:
    """The text with one digit of each number exchanged."""

    def other(match: re.Match[str]) -> str:
        digits = [index for index, sign in enumerate(match[0]) if sign.isdigit()]
        index = chance.choice(digits)
        digit = chance.choice([sign for sign in "123456789" if sign != match[0][index]])
        return match[0][:index] + digit + match[0][index + 1 :]

    return _NUMBER.sub(other, text)


def with_other_figures(node: Node, said: list[Said], chance: Random) -> tuple[Node, int]:
    """A file with all its figures altered, and how many they are."""
    values, count = copy.deepcopy(node.value), 0
    for each in said:
        if each.node.file.name != node.file.name or not (numbers := len(_NUMBER.findall(each.text))):
            continue
        target = values
        for key in each.node.where[:-1]:
            target = target[key]  # type: ignore[index]
        target[each.node.where[-1]] = altered(each.text, chance)  # type: ignore[index]
        count += numbers
    return Node(node.file, (), values), count


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the texts of the sources aren't there; name them in CASE_SOURCES")
@pytest.mark.parametrize("seed", range(3))
def test_of_ten_altered_figures_nine_are_noticed(seed: int) -> None:
    reading, chance = examine(CONTENT / "xiaomi"), Random(seed)
    said = [each for statement in statements(reading.case, reading.decisions) for each in statement.said]
    files = [with_other_figures(node, said, chance) for node in (reading.case, *reading.decisions)]
    (case, _), *decisions = files

    found = list(check_sources(case, [node for node, _ in decisions], None, SOURCES))

    assert sum(count for _, count in files) > 600
    assert len(found) >= 0.9 * sum(count for _, count in files)
