"""The texts of a decision as its readers meet them, and the words in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trainer.case.dates import When
from trainer.case.node import Node

OPEN = ("title", "question", "place", "bookmark", "room", "situation", "exhibits", "options", "reasons_prompt")
"""The keys of a decision that are read before the commitment."""

_NOT_READ = frozenset(
    ("id", "kind", "person", "file", "sources", "form", "align", "min", "max", "step", "input", "formula", "sign")
)
_RECORD = ("did", "happened", "why", "looking_back", "not_taken")
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:['’.,-]\w+)*"
)


def words(text: str) -> int:
    """How many words a text has; two Chinese, Japanese or Korean characters count as one."""
    return len(_WORD.findall(text))


def flat(text: str) -> str:
    """The text on one line and as long, so that words that belong together are found across a break."""
    return re.sub(r"\s", " ", text)


def words_in(nodes: Iterable[Node]) -> int:
    """How many words several texts have together."""
    return sum(words(node.text) for node in nodes)


def when(node: Node) -> When | None:
    """The date that stands beside a text, if there is one that can be read."""
    try:
        return When.parse(str(node["date"].value))
    except ValueError:
        return None


def leaves(part: Node) -> Iterator[Node]:
    """The texts and numbers of a part that readers get to see."""
    if isinstance(part.value, dict):
        for key in part.value:
            if key not in _NOT_READ:
                yield from leaves(part[key])
    elif isinstance(part.value, list):
        for entry in part.each():
            yield from leaves(entry)
    else:
        yield part


def claim_texts(part: Node) -> list[Node]:
    """The texts of all claims within a part, and of their other readings, as they stand in the file."""
    texts = [node for node in part.walk() if node.where and node.where[-1] == "text"]
    return sorted(texts, key=lambda node: node.file.spots.get(node.where, (0, 0)))


def record_texts(decision: Node) -> list[Node]:
    """What the record tells."""
    return [text for key in _RECORD for text in claim_texts(decision["record"][key])]


def introduced(case: Node, decision: Node) -> Iterator[Node]:
    """What the head of the case tells at this decision: its act, and the people in it."""
    present = people(decision)
    yield from (act["opening"] for act in case["acts"].each() if act["id"].text == decision["act"].text)
    for person in case["people"].each():
        if person["id"].text in present:
            yield from (person["role"], person["before"])


def people(decision: Node) -> set[str]:
    """Ids of everybody who is in a decision: in the room, on a card, or deciding."""
    cards = {entry["person"].text for entry in decision["exhibits"].each()} - {""}
    return cards | in_room(decision)


def in_room(decision: Node) -> set[str]:
    """Ids of those in the room, and of who decides."""
    return {decision["decider"].text, *(entry["person"].text for entry in decision["room"].each())} - {""}


def option_text(option: Node) -> str:
    """What is read of an option."""
    return f"{option['title'].text} {option['argument'].text}"


def taken(decision: Node) -> Node | None:
    """The option they took, where the record names one that is there."""
    named = decision["record"]["option"].text
    return next((option for option in decision["options"].each() if named and option["id"].text == named), None)
