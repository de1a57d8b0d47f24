"""The page: its size, its margins and its two columns. All lengths are in pixels of a 96th of an inch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QLocale

PT = 0.75
"""Points to a pixel."""


class Paper(StrEnum):
    """The sizes that can be printed on."""

    A4 = "a4"
    LETTER = "letter"


_ON_LETTER = frozenset(
    {
        QLocale.Country.UnitedStates,
        QLocale.Country.Canada,
        QLocale.Country.Mexico,
        QLocale.Country.Philippines,
        QLocale.Country.PuertoRico,
        QLocale.Country.Chile,
        QLocale.Country.Colombia,
        QLocale.Country.CostaRica,
        QLocale.Country.Guatemala,
        QLocale.Country.Panama,
        QLocale.Country.Venezuela,
    }
)


def usual_paper(locale: QLocale | None = None) -> Paper:
    """What printers are filled with in a part of the world; the system's own where none is given."""
    return Paper.LETTER if (locale or QLocale.system()).territory() in _ON_LETTER else Paper.A4


@dataclass(frozen=True)
class Frame:
    """Where things stand on a page: a narrow column of side heads at the left of a column that is good to read."""

    width: int
    height: int
    left: float
    right: float
    top: float = 104
    bottom: float = 92
    head: float = 62
    """Base line of the running head, from the top."""
    side: float = 140
    """From the left margin to the main column."""

    @property
    def text_width(self) -> float:
        """Both columns together."""
        return self.width - self.left - self.right

    @property
    def main_width(self) -> float:
        """Of the column that is read."""
        return self.text_width - self.side

    @property
    def text_height(self) -> float:
        """Between the margins above and below."""
        return self.height - self.top - self.bottom

    @property
    def foot(self) -> float:
        """Base line of the page number, from the top."""
        return self.height - 50


_FRAMES = {
    Paper.A4: Frame(793, 1122, left=80, right=90),
    Paper.LETTER: Frame(816, 1056, left=88, right=100),
}


def frame_of(paper: Paper) -> Frame:
    """The frame for a size of paper."""
    return _FRAMES[paper]
