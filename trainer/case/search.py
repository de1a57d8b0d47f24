"""Finding words in passages that may be read.

A query is some words, all of which must occur at a decision; ``"words in quotes"`` must occur as they stand. Case and
accents don't count. The last word may go on; in Chinese, Japanese and Korean a word may stand anywhere, for nothing
parts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainer.case.folding import Folded
from trainer.case.passages import Part, Passage

_WEIGHTS = {Part.TITLE: 100, Part.QUESTION: 30, Part.PLACE: 8, Part.PEOPLE: 8}
_USUAL_WEIGHT = 10
_SNIPPET = 180
"""About as many characters of a passage are shown."""


_CJK = re.compile("[\u2e80-\u9fff\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True)
class Query:
    """What is looked for."""

    terms: tuple[str, ...]
    """Words and phrases, folded, each once."""
    patterns: tuple[re.Pattern[str], ...]
    """What each of them must look like in a folded text."""

    @classmethod
    def parse(cls, text: str) -> Query:
        """Read what somebody typed; there is nothing to look for where no word is in it."""
        folded = Folded.of(text).text
        found = [match for match in _TERM.finditer(folded) if re.search(r"\w", match[0])]
        terms: dict[str, re.Pattern[str]] = {}
        for match in found:
            words = " ".join((match[2] if match[1] is None else match[1]).split())
            goes_on = match[1] is None and match.end() == len(folded)
            terms.setdefault(words, _pattern(words, goes_on=goes_on))
        return cls(tuple(terms), tuple(terms.values()))

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.terms)


def _pattern(words: str, *, goes_on: bool) -> re.Pattern[str]:
    """What a term must look like in a folded text."""
    body = r"\s+".join(map(re.escape, words.split(" ")))
    before = "" if _CJK.match(words[0]) or not re.match(r"\w", words[0]) else r"(?<!\w)"
    after = "" if goes_on or _CJK.match(words[-1]) or not re.match(r"\w", words[-1]) else r"(?!\w)"
    if goes_on and not _CJK.match(words[-1]):
        after = r"\w*"  # the rest of the word is marked with it
    return re.compile(before + body + after)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage in which something was found."""

    passage: Passage
    snippet: str
    """A piece of it, with an ellipsis where it is cut."""
    marks: tuple[tuple[int, int], ...]
    """Where in the snippet the words stand that were found: from and to, in order, none overlapping."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found at one decision."""

    decision_id: str
    hits: tuple[Hit, ...]
    """The best first."""


def search(query: Query, passages: Iterable[Passage]) -> tuple[Found, ...]:
    """The decisions at which every term occurs, those first that say it in their title or question.

    Args:
        query: what is looked for.
        passages: those that may be read, in the order of play; nothing else is looked at.
    """
    if not query:
        return ()
    by_decision: dict[str, list[Passage]] = {}
    for passage in passages:
        by_decision.setdefault(passage.decision_id, []).append(passage)
    found = [each for ids in by_decision.values() if (each := _at(query, ids)) is not None]
    return tuple(each for _, each in sorted(found, key=lambda pair: -pair[0]))


def _at(query: Query, passages: Sequence[Passage]) -> tuple[float, Found] | None:
    matched = []
    for passage in passages:
        spans = [_spans(pattern, passage) for pattern in query.patterns]
        if any(spans):
            matched.append((sum(map(bool, spans)), passage, spans))
    for index in range(len(query.patterns)):
        if not any(spans[index] for _, _, spans in matched):
            return None
    most = max(count for count, _, _ in matched)
    ranked = sorted(
        ((count, _weight(passage), passage, spans) for count, passage, spans in matched),
        key=lambda each: (-each[0], -each[1]),
    )
    # Where one passage has all of it, those with less say nothing that was asked.
    kept = [each for each in ranked if each[0] == len(query.patterns)] or ranked
    hits = tuple(_hit(passage, spans) for _, _, passage, spans in kept)
    best = max(weight for _, weight, _, _ in kept)
    return most * 1000 + best + min(len(hits), 9), Found(passages[0].decision_id, hits)


def _weight(passage: Passage) -> int:
    return _WEIGHTS.get(passage.part, _USUAL_WEIGHT)


def _spans(pattern: re.Pattern[str], passage: Passage) -> list[tuple[int, int]]:
    folded = passage.folded
    return [folded.span(*match.span()) for match in pattern.finditer(folded.text) if match.end() > match.start()]


def _hit(passage: Passage, spans: Sequence[Sequence[tuple[int, int]]]) -> Hit:
    marks = _merged(sorted(mark for each in spans for mark in each))
    start, end = _window(passage.text, marks)
    head, tail = "… " if start else "", " …" if end < len(passage.text) else ""
    piece = passage.text[start:end].replace("\n", " ").replace("\t", " ")
    shift = len(head) - start
    inside = ((first + shift, last + shift) for first, last in marks if start <= first and last <= end)
    return Hit(passage, f"{head}{piece}{tail}", tuple(inside))


def _merged(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for first, last in marks:
        if made and first <= made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], last)
        else:
            made.append((first, last))
    return made


def _window(text: str, marks: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of a long text around the most marks, cut between words."""
    if len(text) <= _SNIPPET * 4 // 3:
        return 0, len(text)
    counts = [sum(1 for _, last in marks if first <= last <= first + _SNIPPET * 2 // 3) for first, _ in marks]
    first, last = marks[counts.index(max(counts))]
    start = max(first - _SNIPPET // 3, 0)
    end = min(max(start + _SNIPPET, last), len(text))
    start = max(min(start, end - _SNIPPET), 0)
    return _between(text, start, first, forward=True), _between(text, end, last, forward=False)


def _between(text: str, at: int, limit: int, *, forward: bool) -> int:
    """The nearest gap between words on the way to ``limit``; there may be none in texts without spaces."""
    if at in (0, len(text)):
        return at
    if forward:
        gap = text.find(" ", at, limit)
        return gap + 1 if gap >= 0 else at
    gap = text.rfind(" ", limit, at)
    return gap if gap >= 0 else at
