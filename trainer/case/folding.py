"""Texts as they are compared in a search: without case and accents."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without case and accents, and where each of its characters comes from."""

    text: str
    origin: tuple[int, ...] | None
    """Index in the text for each character here; ``None`` where they are the same."""

    @classmethod
    def of(cls, text: str) -> Folded:
        """Fold a text: compatible forms, case, accents, and the signs that come in two shapes."""
        folded = text.translate(_FOLDS)
        if len(folded) == len(text) and all(len(_FOLDS[ord(each)]) == 1 for each in set(text)):
            return cls(folded, None)
        origin = tuple(index for index, each in enumerate(text) for _ in _FOLDS[ord(each)])
        return cls(folded, origin)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of it stands in the text, with the accents that follow its last letter."""
        if self.origin is None:
            return start, end
        first, last = self.origin[start], self.origin[end - 1]
        following = self.origin[end] if end < len(self.origin) else last + 1
        return first, max(following, last + 1) if following > last else last + 1


class _Folds(dict[int, str]):
    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        folded = "".join(_SHAPES.get(each, each) for each in plain if not unicodedata.combining(each))
        self[code] = folded
        return folded


_SHAPES = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"}  # noqa: RUF001
_FOLDS = _Folds()
