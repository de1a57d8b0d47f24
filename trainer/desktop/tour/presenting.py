"""The part of the tour that runs a workshop."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from trainer.desktop.pages.doors import DoorsPage
from trainer.desktop.pages.presenter import PresenterPage
from trainer.desktop.program import Program
from trainer.desktop.tour.hand import Hand, Stuck
from trainer.desktop.widgets.choice_row import ChoiceRow
from trainer.desktop.workshops.presenting import Presenting
from trainer.study.workshop.plan import Step
from trainer.workshop.commands import CastVote, Command, Go, Join, Next, OpenDoors, TakeNote
from trainer.workshop.host import Host
from trainer.workshop.pseudonyms import pseudonym
from trainer.workshop.screen_values import Screen

_PEOPLE = 41
_VOTING = 38
_SECONDS = 30.0


class Picture(Protocol):
    """Takes a picture of the scene of that name, with what has opened over the window."""

    def __call__(self, scene: str, over: QWidget | None = None) -> None:
        """Take it."""


def run_workshop(
    hand: Hand,
    program: Program,
    path: Path,
    language: str,
    note: str,
    picture: Picture,
    room_picture: Callable[[str, Screen], None],
) -> None:
    """From any page to the doors of a workshop, through two votes, and back to the list of all workshops.

    Args:
        hand: presses the keys.
        program: that runs.
        path: of the workshop's file.
        language: in which the people in it have their names.
        note: what the instructor writes down.
        picture: takes pictures.
        room_picture: takes pictures of the room's screen.

    Raises:
        Stuck: the program did not come to a page.
    """
    window, convening = program.window, program.convening
    convening.start(path)
    hand.until(lambda: bool(window.findChildren(ChoiceRow)), "The networks of this laptop")
    if not isinstance(window.page, DoorsPage):
        raise Stuck("The doors are not there.")
    picture("doors")
    hand.go_to(QAbstractButton, "Without phones")
    hand.press(Qt.Key.Key_Return)
    hand.until(lambda: isinstance(window.page, PresenterPage), "The page of the presenter")
    presenting = convening.presenting
    host = presenting.host if presenting is not None else None
    if presenting is None or host is None or presenting.presenter is None:
        raise Stuck("The workshop doesn't run.")
    room = _Hall(host, language)
    room.fill()
    room.vote(_PEOPLE)
    room.do(Next(), Go(Step.SECOND_VOTE, 0))
    room.vote(_VOTING)
    room.do(TakeNote(host.session.plan.decisions[0].decision_id, note))
    _refresh(hand, presenting)
    picture("presenter")
    _see("room-vote", presenting, room_picture)
    room.do(Next(), Next())
    _refresh(hand, presenting)
    picture("presenter-both-votes")
    _see("room-both-votes", presenting, room_picture)
    presenting.presenter.hands.open(program.theme)
    sheet = presenting.presenter.hands.sheet
    if sheet is None:
        raise Stuck("Nobody asks for a show of hands.")
    hand.settle()
    picture("show-of-hands", sheet)
    sheet.reject()
    room.do(Next(), Next())
    _refresh(hand, presenting)
    _see("room-record", presenting, room_picture)
    convening.stop()
    convening.show_list()


def _refresh(hand: Hand, presenting: Presenting) -> None:
    """See that everything shows what was done just now."""
    presenter, room = presenting.presenter, presenting.room
    if presenter is None or room is None:
        raise Stuck("The workshop doesn't run.")
    presenter.refresh()
    hand.until(lambda: room.is_up_to_date, "What the room sees now")


def _see(scene: str, presenting: Presenting, room_picture: Callable[[str, Screen], None]) -> None:
    """Take a picture of what the room sees now."""
    screen = presenting.room.window.screen_shown if presenting.room is not None else None
    if screen is None:
        raise Stuck("The room sees nothing.")
    room_picture(scene, screen)


class _Hall:
    """People with phones, who do the same each time."""

    def __init__(self, host: Host, language: str) -> None:
        self._host, self._language = host, language
        self._chance = Random(41)  # noqa: S311 -- the same each time

    def do(self, *commands: Command) -> None:
        for command in commands:
            self._host.submit(command).result(_SECONDS)

    def fill(self) -> None:
        self.do(OpenDoors("192.168.1.20", 8420, "K7PXQM"))
        taken: set[str] = set()
        for number in range(_PEOPLE):
            name = pseudonym(self._language, taken, self._chance)
            taken.add(name)
            key = hashlib.sha256(str(number).encode()).hexdigest()
            self.do(Join(key, name, self._language))
        self.do(Next(), Next())

    def vote(self, people: int) -> None:
        ballot = self._host.session.open_ballot
        if ballot is None:
            raise Stuck("No vote is open.")
        options = self._host.sheet(ballot.decision_id).briefing.options
        for who in range(1, people + 1):
            choice = options[min(self._chance.randrange(4), len(options) - 1)].id
            forecast = 5 * self._chance.randint(4, 18)
            self.do(CastVote(who, ballot.id, f"tour-{ballot.id}-{who:03d}", choice, forecast, ""))
