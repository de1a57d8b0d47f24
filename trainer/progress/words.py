"""Texts cut into the words that a search finds them by."""

from __future__ import annotations

import re

from trainer.case.folding import Folded

_UNSPACED = re.compile(
    "([\u2e80-\u2fff\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff])"
)
"""Characters of scripts that put no spaces between words: Chinese, Japanese, and Korean with them."""


def searchable(text: str) -> str:
    """The text as its words are indexed: each character of an unspaced script is a word of its own."""
    return _UNSPACED.sub(r" \1 ", text)


def match_expression(typed: str) -> str:
    """What FTS5 is asked for words as they were typed: all of them, each as the beginning of a word, and characters of
    an unspaced script in just that order. Nothing typed is taken for syntax; empty where there is no word in it."""
    words = ["".join(char if char.isalnum() or char == "\u0301" else " " for char in word) for word in typed.split()]
    parts = [searchable(word).split() for word in words]
    return " ".join('"' + " ".join(part) + '" *' for part in parts if part)


def found_in(text: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Where words that were typed stand in a text: first and last index behind, in order, none within another."""
    folded = Folded.of(text)
    spans: list[tuple[int, int]] = []
    for word in typed.split():
        parts = searchable(re.sub(r"[^\w]|_", " ", Folded.of(word).text)).split()
        if not parts:
            continue
        begins = "" if _UNSPACED.match(parts[0]) else r"(?<![^\W_])"
        ends = "" if _UNSPACED.match(parts[-1]) else r"[^\W_]*"
        pattern = begins + r"[\W_]*".join(map(re.escape, parts)) + ends
        spans += [folded.span(*match.span()) for match in re.finditer(pattern, folded.text)]
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return tuple(merged)
