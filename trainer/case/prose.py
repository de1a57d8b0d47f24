"""The prose of a case as plain values: passages of words, for whoever sets them line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from trainer.case.markdown import parse

if TYPE_CHECKING:
    from markdown_it.token import Token

BULLET = "•"


class Kind(Enum):
    """What a passage is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one face."""

    text: str
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """What begins on a new line."""

    kind: Kind
    runs: tuple[Run, ...]
    depth: int = 0
    """How many lists and quotations it stands in."""
    marker: str = ""
    """What stands before it: a bullet, a number; empty where an item goes on."""

    @property
    def text(self) -> str:
        """All words of it."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table within prose; the first row is its head."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]


Part: TypeAlias = Passage | Grid


def passages(markdown: str) -> tuple[Part, ...]:
    """The parts of a prose in Markdown, in their order. A link gives its words alone, a picture its description."""
    return tuple(_Reader().read(parse(markdown)))


def plain_passages(text: str) -> tuple[Passage, ...]:
    """A text without any markup, as somebody has typed it: a passage for each line that says anything."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(Passage(Kind.PARAGRAPH, (Run(line),)) for line in lines if line)


class _Reader:
    """Goes through the tokens of a parser, and knows in which lists and quotations it is."""

    def __init__(self) -> None:
        self._around: list[str] = []
        """What it is within: ``-`` for a bullet list, ``>`` for a quotation, else the number of the next item."""
        self._marker = ""
        self._heading = False
        self._rows: list[list[tuple[Run, ...]]] | None = None

    def read(self, tokens: Sequence[Token]) -> Iterator[Part]:
        for token in tokens:
            if token.type == "inline":
                runs = tuple(_runs(token.children or ()))
                if self._rows is not None:
                    self._rows[-1].append(runs)
                else:
                    yield self._passage(Kind.PARAGRAPH, runs)
            elif token.type in ("fence", "code_block"):
                for line in token.content.rstrip("\n").split("\n"):
                    yield self._passage(Kind.CODE, (Run(line),))
            elif token.type == "table_close":
                yield Grid(tuple(tuple(row) for row in self._rows or ()))
                self._rows = None
            else:
                self._move(token)

    def _move(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._around.append("-")
            case "ordered_list_open":
                self._around.append(str(token.attrs.get("start", 1)))
            case "blockquote_open":
                self._around.append(">")
            case "bullet_list_close" | "ordered_list_close" | "blockquote_close":
                self._around.pop()
            case "list_item_open":
                self._begin_item()
            case "heading_open" | "heading_close":
                self._heading = token.type == "heading_open"
            case "table_open":
                self._rows = []
            case "tr_open":
                (self._rows if self._rows is not None else []).append([])

    def _begin_item(self) -> None:
        here = self._around[-1]
        self._marker = BULLET if here == "-" else f"{here}."
        if here != "-":
            self._around[-1] = str(int(here) + 1)

    def _passage(self, kind: Kind, runs: tuple[Run, ...]) -> Passage:
        if kind is Kind.PARAGRAPH:
            if self._heading:
                kind = Kind.HEADING
            elif self._around:
                kind = Kind.QUOTE if self._around[-1] == ">" else Kind.ITEM
        marker, self._marker = self._marker, ""
        return Passage(kind, runs, len(self._around), marker)


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    """The words of one passage, neighbours in one face as one."""
    italic = bold = 0
    last: Run | None = None
    for token in tokens:
        if token.type in ("em_open", "em_close"):
            italic += token.nesting
        elif token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        text = " " if token.type in ("softbreak", "hardbreak") else token.content
        if token.type not in ("softbreak", "hardbreak", "text", "code_inline", "image") or not text:
            continue
        run = Run(text, bool(italic), bool(bold))
        if last is not None and (last.italic, last.bold) == (run.italic, run.bold):
            last = replace(last, text=last.text + text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
