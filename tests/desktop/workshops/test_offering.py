"""What stopped before its end is offered when the program starts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.case.packs import write_pack
from tests.desktop.support import settle
from tests.desktop.workshops.test_preparing import begun
from tests.journeys.driver import ALT, Journey, Key
from trainer.desktop.widgets.notice import NoticeBar
from trainer.desktop.workshops.offering import Offering, sentence_of
from trainer.desktop.workshops.stopped import Stopped

UTC = dt.UTC
NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[], Journey]]:
    """Starts the program for somebody who has learnt before."""
    write_pack(tmp_path / "content" / "bakery")
    made: list[Journey] = []

    def begin() -> Journey:
        journey = Journey(qtbot, qapp, tmp_path / "data", content=tmp_path / "content", clock=lambda: NOON)
        made.append(journey)
        journey.start()
        return journey

    first = begin()
    first.begin("Dr. Okafor")
    first.close()
    yield begin
    for each in made:
        each.close()


def offering(journey: Journey) -> Offering:
    found = journey.program.convening.offering
    assert found is not None
    return found


def looked(journey: Journey) -> None:
    journey.wait(lambda: journey.program.convening.offering is not None and not offering(journey)._work.is_busy)
    settle()


def offer(journey: Journey) -> NoticeBar | None:
    return next((each for each in journey.window.findChildren(NoticeBar, "offer") if not each.isHidden()), None)


def press_in(bar: NoticeBar | None, words: str) -> None:
    assert bar is not None
    next(each for each in bar.findChildren(QAbstractButton) if each.text() == words).click()
    settle()


def test_where_it_stopped_is_offered_and_gone_on_with(
    qtbot: QtBot, start: Callable[[], Journey], tmp_path: Path
) -> None:
    path = begun(tmp_path / "data" / "workshops", ended=False)
    journey = start()
    looked(journey)
    bar = offer(journey)
    assert bar is not None
    assert bar.sentence.startswith("“Buying time” stopped at ")
    assert bar.sentence.endswith("in the second vote on “Reading each other’s files”. Nothing is lost.")

    with qtbot.waitSignal(offering(journey).go_on_requested) as asked:
        press_in(bar, "Go on")
    assert asked.args == [path]
    assert offer(journey) is None


def test_the_offer_stays_on_every_page_until_it_is_put_off_for_this_run(
    start: Callable[[], Journey], tmp_path: Path
) -> None:
    begun(tmp_path / "data" / "workshops", ended=False)
    journey = start()
    looked(journey)
    journey.press(Key.Key_4, modifier=ALT)
    journey.wait(lambda: journey.window.place == "group")
    assert offer(journey) is not None

    press_in(offer(journey), "Later")
    journey.press(Key.Key_1, modifier=ALT)
    assert offer(journey) is None
    journey.close()

    again = start()
    looked(again)
    assert offer(again) is not None


def test_the_offer_goes_once_a_workshop_is_gone_on_with_from_the_list(
    start: Callable[[], Journey], tmp_path: Path
) -> None:
    path = begun(tmp_path / "data" / "workshops", ended=False)
    journey = start()
    looked(journey)
    journey.program.convening.start(path)
    settle()
    journey.program.convening.stop()
    journey.press(Key.Key_1, modifier=ALT)

    assert journey.window.place == "library"
    assert offer(journey) is None


def test_nothing_is_offered_where_every_workshop_came_to_its_end(start: Callable[[], Journey], tmp_path: Path) -> None:
    begun(tmp_path / "data" / "workshops", ended=True)
    journey = start()
    looked(journey)

    assert offer(journey) is None


def test_without_a_workshop_nothing_is_looked_at(start: Callable[[], Journey]) -> None:
    journey = start()
    journey.wait(lambda: not journey.program.cases._loader or journey.program.cases._loader.isFinished())
    settle()

    assert journey.program.convening.offering is None


def test_a_damaged_file_is_passed_over(start: Callable[[], Journey], tmp_path: Path) -> None:
    folder = tmp_path / "data" / "workshops"
    path = begun(folder, ended=False)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    journey = start()
    looked(journey)

    assert offer(journey) is None


def test_the_latest_of_several_is_offered_and_the_others_are_counted() -> None:
    zone = NOON.astimezone().tzinfo
    at = NOON - dt.timedelta(minutes=13)
    shown = at.astimezone(zone)
    one = Stopped(Path("a"), "Buying time", at, "in the second vote on “The contract”")
    other = Stopped(Path("b"), "Margins", at - dt.timedelta(days=3), "at the end")

    sentence = f"“Buying time” stopped at {shown:%H:%M} in the second vote on “The contract”. Nothing is lost."
    assert sentence_of((one,), lambda: NOON) == sentence
    assert sentence_of((one, other), lambda: NOON) == f"{sentence} One more waits among the workshops."
    assert sentence_of((one, other, other), lambda: NOON) == f"{sentence} 2 more wait among the workshops."
    assert other.said(NOON, UTC) == "stopped on 17 November 2026 at 11:47 at the end"
