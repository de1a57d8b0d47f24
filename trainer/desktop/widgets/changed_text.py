"""Words that were taken out of a text, and those that were put in, as they are shown and said."""

from __future__ import annotations

from html import escape

from trainer.case.compare import Change
from trainer.case.pieces import Kind, Piece
from trainer.desktop.theme import Theme

_AROUND = 140
"""How many characters of what stays are shown on either side of a change."""
_LEFT_OUT = " … "
_BETWEEN = " "
"""Parts a word that is struck through from the one in its place."""


def excerpt(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same pieces with less of what stays: only so much as shows where the change is."""
    last = len(pieces) - 1
    return tuple(
        _shortened(piece, index == 0, index == last) if piece.kind is Kind.SAME else piece
        for index, piece in enumerate(pieces)
    )


def _shortened(piece: Piece, first: bool, last: bool) -> Piece:
    text = piece.text
    if len(text) <= _AROUND * (2 - first - last) or (first and last):
        return piece
    head = "" if first else text[:_AROUND].rpartition(" ")[0] or text[:_AROUND]
    tail = "" if last else text[-_AROUND:].partition(" ")[2] or text[-_AROUND:]
    return Piece(piece.kind, f"{head}{_LEFT_OUT}{tail}")


def spoken(change: Change) -> str:
    """A change in words, for whoever can't see lines through and below them."""
    if not change.before:
        return f"new: “{change.after}”"
    if not change.after:
        return f"no longer there: “{change.before}”"
    words = {Kind.GONE: "taken out", Kind.NEW: "put in"}
    said = (f"{words[each.kind]} “{each.text.strip()}”" for each in change.pieces if each.kind in words)
    return "; ".join(said)


def changed_html(theme: Theme, pieces: tuple[Piece, ...]) -> str:
    """What was taken out struck through, what was put in underlined."""
    styles = {
        Kind.SAME: "",
        Kind.GONE: f"color: {theme.colours['ink-2']}; text-decoration: line-through;",
        Kind.NEW: f"background-color: {theme.colours['wash']}; text-decoration: underline;",
    }
    lines = [""]
    for index, piece in enumerate(pieces):
        first, *further = piece.text.split("\n")
        if piece.kind is Kind.NEW and index and pieces[index - 1].kind is Kind.GONE and first:
            lines[-1] += _BETWEEN
        lines[-1] += _span(first, styles[piece.kind])
        lines += [_span(text, styles[piece.kind]) for text in further]
    return "".join(f"<p>{line}</p>" for line in lines if line)


def _span(text: str, style: str) -> str:
    if not text:
        return ""
    return f'<span style="{style}">{escape(text)}</span>' if style else escape(text)
