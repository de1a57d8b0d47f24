"""The prose of a case: Markdown to HTML and to plain text.

Paragraphs, emphasis, lists, quotations, headings and tables. Raw HTML is shown as it is written and never takes
effect; a link shows its words alone, a picture its description alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def to_html(markdown: str) -> str:
    """The prose as HTML, without a frame around it."""
    return str(_parser().render(markdown))


def parse(markdown: str) -> Sequence[Token]:
    """The tokens of the prose, in the order of the text."""
    return _parser().parse(markdown)


def plain_text(markdown: str) -> str:
    """The words alone: a line for each paragraph, list item and table row, cells apart by tabs."""
    lines: list[str] = []
    cells: list[str] | None = None
    for token in _parser().parse(markdown):
        match token.type:
            case "tr_open":
                cells = []
            case "tr_close":
                lines.append("\t".join(cells or ()))
                cells = None
            case "inline":
                (lines if cells is None else cells).append("".join(_words(token.children or ())))
            case "fence" | "code_block":
                lines.append(token.content.rstrip("\n"))
    return "\n".join(lines)


def unsupported(markdown: str) -> str | None:
    """The first bit of raw HTML, or the first picture, as it is written; ``None`` where there is neither."""
    if "<" not in markdown and "![" not in markdown:
        return None  # most prose has neither, and parsing is slow
    for token in _flat(_html_parser().parse(markdown)):
        if token.type in ("html_block", "html_inline"):
            return str(token.content).strip().partition("\n")[0]
        if token.type == "image":
            return f"![{token.content}]"
    return None


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type in ("text", "code_inline", "image"):
            yield token.content


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.common.utils import escapeHtml

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")

    def nothing(*_: Any) -> str:
        return ""

    def description(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
        return escapeHtml(tokens[index].content)

    for rule in ("link_open", "link_close"):
        parser.add_render_rule(rule, nothing)
    parser.add_render_rule("image", description)
    return parser


@cache
def _html_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable("table")
