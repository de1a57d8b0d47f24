"""The plan of a workshop changed while it runs, on a real file and a real host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.plans import plan_state
from tests.desktop.support import button, named, settle
from tests.journeys.driver import Journey, Key
from tests.workshop.made import xiaomi
from trainer.desktop.pages.workshop_plan import WorkshopPlanPage
from trainer.desktop.widgets.notice import NoticeBar
from trainer.desktop.workshops.replanning import Replanning, settled
from trainer.desktop.workshops.workshop_texts import WorkshopTexts
from trainer.progress.clock import utc_now
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.plan import Step
from trainer.study.workshop.planning import without_decision
from trainer.workshop.commands import Go
from trainer.workshop.host import Host


class Running:
    """A workshop at its second decision, and its plan in the window."""

    def __init__(self, journey: Journey, folder: Path) -> None:
        self.journey = journey
        self.file = WorkshopFile.create(folder, plan_state(3).plan)
        case, ids = xiaomi(), [each.decision_id for each in plan_state(3).plan.decisions]
        self.file.keep_texts([case.sheet(each) for each in ids], {each: case.envelopes[each] for each in ids})
        self.host = Host(self.file, utc_now)
        self.host.submit(Go(Step.FIRST_VOTE, 1)).result(10)
        program = journey.program
        self.replanning = Replanning(
            journey.window,
            program.appearance,
            program.cases,
            self.file,
            self.host,
            WorkshopTexts(program.cases),
            utc_now,
            program,
        )
        self.replanning.show()
        settle()

    @property
    def page(self) -> WorkshopPlanPage:
        page = self.journey.window.page
        assert isinstance(page, WorkshopPlanPage)
        return page

    @property
    def order(self) -> list[str]:
        return [each.decision_id for each in self.host.session.plan.decisions]

    def end(self) -> None:
        self.replanning.end()
        self.host.close()
        self.file.close()


@pytest.fixture
def running(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Running]:
    journey = Journey(qtbot, qapp, tmp_path / "data").start()
    journey.begin("Mara")
    made = Running(journey, tmp_path / "workshops")
    yield made
    made.end()
    journey.close()


def test_what_was_not_voted_on_yet_is_moved_and_the_room_stays_where_it_is(running: Running) -> None:
    first, second, third = running.order
    running.page.unfold(2)
    named(running.page, f"Move up: {running.host.session.plan.decisions[2].title}").setFocus()
    running.journey.press(Key.Key_Space, Key.Key_Space)
    running.replanning.leave()

    assert running.order == [third, first, second]
    session = running.host.session
    assert session.decision is not None
    assert session.decision.decision_id == second


def test_a_decision_that_comes_in_brings_its_texts_along(running: Running) -> None:
    other = plan_state(5).plan.decisions[4]
    named(running.page, other.title).setFocus()
    running.journey.press(Key.Key_Space)
    running.replanning.leave()

    assert running.order[-1] == other.decision_id
    assert running.host.sheet(other.decision_id) == xiaomi().sheet(other.decision_id)


def test_what_the_room_is_at_stays_in_the_plan(running: Running) -> None:
    second = running.order[1]
    assert settled(running.host.session) == {second}
    title = running.host.session.plan.decisions[1].title
    assert not named(running.page, title).isEnabled()

    running.page.plan_changed.emit(without_decision(running.page.plan, second))
    running.replanning.leave()
    assert second in running.order
    assert [each.sentence for each in running.journey.window.findChildren(NoticeBar) if each.sentence]


def test_the_way_leads_back_once_all_is_kept(qtbot: QtBot, running: Running) -> None:
    named(running.page, "Private notes on the workshop").setFocus()
    running.journey.type("Ask Ada.")
    with qtbot.waitSignal(running.replanning.back_requested):
        button(running.page, "Back to the workshop").click()

    assert running.host.session.notes[""] == "Ask Ada."
