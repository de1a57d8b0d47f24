"""What the room sees, painted over what it saw before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import sub

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPixmap

from tests.workshop.made import play
from tests.workshop.screens import each_kind
from trainer.desktop.painting.room.board import Look
from trainer.desktop.painting.room.paint import differing, lay_into
from trainer.desktop.painting.room.picture import Picture
from trainer.desktop.theme import Theme
from trainer.workshop.screen_values import Choice, Clock, Count, Head, Lobby, Screen, Vote, Way

WAY = Way("http://192.168.100.200:8420/#H7K3WP", "192.168.100.200:8420", "H7K3WP", "code")
GROUNDS = [
    *((QSize(1920, 1080), 1.0), (QSize(1024, 768), 1.25), (QSize(620, 349), 1.5)),
    *((QSize(500, 460), 2.0), (QSize(540, 960), 1.0)),
]
MOST_UNLIKE = 40
"""Of 255: Qt smooths the edges of large letters not always in the same way."""


def vote(voted: int, people: int, clock: str = "2:41", foot: str = "") -> Vote:
    return Vote(
        said="",
        language="en",
        head=Head("Second vote · Beijing, September to November 2010", 3, "Second vote"),
        question="Do you set a ceiling on profit before the listing, and where?",
        choices=tuple(Choice(letter, f"{letter.lower()} An option whose title runs on") for letter in "ABC"),
        is_open=True,
        way=WAY,
        count=Count(voted, people, f"of {people} have voted"),
        foot=foot,
        clock=Clock(clock, "") if clock else None,
    )


def lobby(people: int) -> Lobby:
    return Lobby(
        said="",
        language="en",
        head=Head("Xiaomi"),
        title="Buying time",
        invite="Join on your phone",
        how="Scan the code or type the address",
        way=WAY,
        people=people,
        people_words="people are here",
    )


def counting() -> Sequence[Screen]:
    votes = [vote(n, 41) for n in (0, 1, 7, 9, 10, 40, 41)] + [vote(n, 412) for n in (1, 99, 111, 412)]
    clocks = [vote(7, 41, clock) for clock in ("2:40", "0:09", "12:34", "")]
    return [*(lobby(n) for n in (0, 1, 8, 10, 111, 1000)), *votes, *clocks, vote(7, 41, foot="Closed")]


@cache
def every_kind() -> Sequence[Screen]:
    return each_kind(play(41, ("qualcomm-contract",)))


def painted(size: QSize, density: float, look: Look, *screens: Screen) -> QImage:
    picture = Picture(size, density)
    picture.pixels.fill("magenta")
    for screen in screens:
        picture.show(screen, look)
    return as_image(picture.pixels)


def unlike(one: QImage, other: QImage) -> int:
    """How far two pictures are apart where they are most."""
    if one == other:
        return 0
    greys = (bytes(each.convertToFormat(QImage.Format.Format_Grayscale8).constBits()) for each in (one, other))
    return int(max(map(abs, map(sub, *greys))))


def as_image(pixels: QPixmap) -> QImage:
    return pixels.toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize(("size", "density"), GROUNDS, ids=str)
def test_a_screen_painted_over_another_looks_as_if_painted_anew(light: Theme, size: QSize, density: float) -> None:
    look, picture = Look(light), Picture(size, density)
    for screen in counting():
        picture.show(screen, look)
        assert unlike(as_image(picture.pixels), painted(size, density, look, screen)) <= MOST_UNLIKE, screen


def test_it_is_the_same_from_any_kind_of_screen_to_any_other(light: Theme, dark: Theme) -> None:
    size = QSize(480, 270)
    for look in (Look(light), Look(dark)):
        fresh = {id(screen): painted(size, 1.0, look, screen) for screen in every_kind()}
        for before in every_kind():
            for after in every_kind():
                shown = painted(size, 1.0, look, before, after)
                assert unlike(shown, fresh[id(after)]) <= MOST_UNLIKE, (before, after)


def test_another_look_is_painted_in_full(light: Theme, dark: Theme) -> None:
    size, screen = QSize(480, 270), vote(7, 41)
    picture = Picture(size, 1.0)
    picture.show(screen, Look(light))
    picture.show(screen, Look(dark))

    assert unlike(as_image(picture.pixels), painted(size, 1.0, Look(dark), screen)) <= MOST_UNLIKE


def test_of_a_count_that_has_changed_only_its_surroundings_are_painted(light: Theme) -> None:
    rect, look = QRectF(0, 0, 1920, 1080), Look(light)
    before, after = (lay_into(rect, vote(voted, 412), look) for voted in (111, 112))

    part = differing(before, after)

    assert part is not None
    assert part.height() < 300
    assert part.top() > 700
    same = differing(before, before)
    assert same is not None
    assert same.isEmpty()
