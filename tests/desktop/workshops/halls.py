"""Pages of the presenter for workshops that were played, without a host behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import look, settle, show
from tests.workshop.made import XIAOMI, Played, play
from trainer.case.teaching_reader import read_teaching
from trainer.desktop.pages.presenter import PresenterPage
from trainer.desktop.widgets.room_view import RoomPreview
from trainer.desktop.workshops.presenter_state import PresenterState, presenter_state
from trainer.study.workshop.events import BallotOpened, CountdownSet, Moved, Voted, after
from trainer.study.workshop.plan import Naming, Round, Step
from trainer.study.workshop.session import Countdown, Session, Stage
from trainer.workshop.screen import room_screen

DECISIONS = ("qualcomm-contract", "launch-price")
NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


def second_vote(people: int = 41, voted: int = 31, naming: Naming = Naming.NAMES) -> tuple[Played, Session]:
    """The second vote is open on the first decision, for a minute and a half by noon."""
    played = play(people, DECISIONS, until=(0, Step.DISCUSS), ended=False, naming=naming)
    since = NOON - dt.timedelta(seconds=90)
    session = after(
        played.session,
        Moved(since, Stage(Step.SECOND_VOTE, 0, 0, since)),
        BallotOpened(since, 2, DECISIONS[0], Round.SECOND),
        CountdownSet(since, Countdown(180.0, since + dt.timedelta(seconds=180))),
    )
    first = session.ballot(DECISIONS[0], Round.FIRST)
    assert first is not None
    votes = list(first.votes.values())[:voted]
    return played, after(
        session, *(Voted(since, 2, replace(vote, id=f"second-{n:04d}", at=since)) for n, vote in enumerate(votes))
    )


def at_step(people: int, place: int, step: Step, *, naming: Naming = Naming.NAMES, hands: bool = False) -> Played:
    """The room has come to a step, and no further."""
    return play(people, DECISIONS, until=(place, step), ended=False, naming=naming, hands=hands)


def state_of(
    played: Played, session: Session | None = None, now: dt.datetime = NOON, lost: Mapping[int, float] | None = None
) -> PresenterState:
    """What a page shows of it."""
    return presenter_state(session or played.session, played.sheets, now, lost=lost, zone=dt.UTC)


def open_page(
    qtbot: QtBot,
    application: QApplication,
    played: Played,
    session: Session | None = None,
    *,
    theme: str = "light",
    size: tuple[int, int] = (1280, 840),
    text_size: int = 100,
    lost: Mapping[int, float] | None = None,
    seconds: Callable[[], float] = lambda: 0.0,
    now: dt.datetime = NOON,
) -> PresenterPage:
    """A page that shows how a workshop stands."""
    session = session or played.session
    look(application, theme, text_size)
    dressed = look(application, theme, text_size)
    picture = RoomPreview(dressed)
    picture.show_screen(room_screen(session, played.sheets, played.shown, now))
    page = PresenterPage(dressed, picture, RoomPreview(dressed), seconds=seconds)
    page.show_where("Second screen, 1920 by 1080", QSize(1920, 1080))
    put(page, played, session, lost, now)
    show(qtbot, page, *size)
    page.setFocus()
    settle()
    return page


def put(
    page: PresenterPage,
    played: Played,
    session: Session,
    lost: Mapping[int, float] | None = None,
    now: dt.datetime = NOON,
) -> None:
    """Show another state on a page."""
    decision = session.decision
    about = decision.decision_id if decision is not None else DECISIONS[0]
    page.show_state(state_of(played, session, now, lost), read_teaching(XIAOMI, about), session.notes)
