"""Figures of the record that the open pages tell before anybody could know them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from trainer.case.lint.texts import OPEN, claim_texts, introduced, leaves, record_texts
from trainer.case.node import Node
from trainer.case.problems import Problem
from trainer.case.sourcing.amounts import Amount
from trainer.case.sourcing.figures import figures
from trainer.case.sourcing.numerals import MULTIPLES, SMALL, TENS
from trainer.case.sourcing.statements import Said, shown

SMALLEST = 10
"""Smaller figures come up everywhere and say nothing of where they come from."""

_LARGE_WORDS = (*(word for word, value in SMALL.items() if value >= SMALLEST), *TENS, *MULTIPLES)
_MAY_BE_LARGE = re.compile(rf"\d\d|\d\s?(?:{'|'.join(MULTIPLES)})|\b(?:{'|'.join(_LARGE_WORDS)})|[万亿]", re.IGNORECASE)
"""What a sentence must have to name a figure that is looked at; saves reading most of them closely."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def leaked_figures(case: Node, decision: Node) -> Iterator[Problem]:
    """Figures that stand in the record and on the open pages, and in nothing that was known on the day.

    A figure in the title of an option is what is to be decided on; what an exhibit or a person's card cites sources
    for was known, since their dates are looked at by themselves.
    """
    record = decision["record"]
    kept = (*_texts(*record_texts(decision), *claim_texts(decision["factors"])), *_exhibits(record["exhibits"].each()))
    sealed = [(amount, said.node) for said in kept for amount in _amounts(said)]
    known: list[Amount] | None = None
    for said in _told(decision):
        for amount in _amounts(said):
            where = next((node for other, node in sealed if amount.borne_by(other)), None)
            if where is None:
                continue
            known = known if known is not None else [each for text in _known(case, decision) for each in _amounts(text)]
            if not any(amount.borne_by(each) for each in known):
                message = (
                    f"a leak: '{amount.text}' stands here and in the record (line {where.problem('').line}), but in no "
                    "fact known by that day and in no exhibit with sources; add the fact, or take the figure out"
                )
                yield said.node.problem_at(amount.start, message)


def _told(decision: Node) -> Iterator[Said]:
    """What is read before the commitment."""
    for key in OPEN:
        if key == "exhibits":
            yield from _exhibits(decision[key].each())
        else:
            yield from _texts(*leaves(decision[key]))


def _known(case: Node, decision: Node) -> Iterator[Said]:
    """What may be told."""
    cited = [exhibit for exhibit in decision["exhibits"].each() if exhibit["sources"].filled]
    titles = [option["title"] for option in decision["options"].each()]
    facts = [text for fact in decision["facts"].each() for text in leaves(fact)]
    yield from _texts(*facts, *titles, *introduced(case, decision), *(exhibit["derived"] for exhibit in cited))
    yield from _exhibits(cited)


def _texts(*nodes: Node) -> Iterator[Said]:
    return (Said(node) for node in nodes)


def _exhibits(exhibits: Iterable[Node]) -> Iterator[Said]:
    return (said for exhibit in exhibits for said in shown(exhibit))


def _amounts(said: Said) -> Iterator[Amount]:
    begin = 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(said.text)), len(said.text)):
        sentence = said.text[begin:end]
        if said.unit or _MAY_BE_LARGE.search(sentence):
            for amount in figures(sentence, unit=said.unit, dated=said.dated).amounts:
                if not amount.vague and amount.number >= SMALLEST:
                    yield replace(amount, start=begin + amount.start)
        begin = end
