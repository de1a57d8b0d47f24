from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.plans import acts, advice, plan_state
from tests.desktop.support import (
    LEAST,
    SIZES,
    assert_at_rest,
    assert_sound,
    button,
    focus,
    look,
    named,
    press,
    settle,
    show,
    texts,
    type_text,
    visible_text,
)
from trainer.desktop.pages.workshop_plan import WorkshopPlanPage
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.menu_button import MenuButton
from trainer.desktop.widgets.plan_list import PlanList
from trainer.desktop.workshops.plan_state import Advice, PlanState
from trainer.study.workshop.plan import DECISION_STEPS, Joining, Naming, Plan, Step

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
ALT = Qt.KeyboardModifier.AltModifier
LONG = "一个很长很长的标题，说的是时间和价格 Wolfeschlegelsteinhausenbergerdorff"


class Opened:
    """The page on the screen, and the plans that it told."""

    def __init__(self, qtbot: QtBot, theme: Theme, state: PlanState, width: int = 1280, height: int = 840) -> None:
        self.page = WorkshopPlanPage(theme, state, lambda: NOW)
        self.told: list[Plan] = []
        self.page.plan_changed.connect(self.told.append)
        show(qtbot, self.page, width, height)

    @property
    def plan(self) -> Plan:
        assert self.page.plan == (self.told[-1] if self.told else self.page.plan)
        return self.page.plan

    @property
    def order(self) -> list[str]:
        return [each.decision_id for each in self.plan.decisions]

    def names(self, row: int) -> QWidget:
        (made,) = self.page.findChildren(PlanList)
        return made.rows[row].head


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return look(qapp)


def heads(page: QWidget) -> list[str]:
    (made,) = page.findChildren(PlanList)
    return [row.head.accessibleName() for row in made.rows]


def test_it_shows_what_is_planned_and_what_it_comes_to(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(2, available=90))
    total = opened.plan.total

    first = opened.plan.decisions[0]
    assert heads(opened.page)[0] == f"1 of 2: {first.title}, {first.total} minutes"
    said = visible_text(opened.page)
    assert f"2 decisions, {total} minutes" in said
    assert f"{90 - total} minutes to spare" in said
    assert "Begun now, it ends at" in said


def test_an_empty_plan_says_what_to_do_and_cannot_start(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(0))

    assert "No decision is planned yet." in visible_text(opened.page)
    assert "Still missing: a decision" in visible_text(opened.page)
    assert not button(opened.page, "Start…").isEnabled()


def test_a_decision_is_ticked_into_the_plan_and_out_of_it(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(1))
    other = acts()[1].decisions[0]
    tick = named(opened.page, other.title)
    tick.setFocus()
    press(Qt.Key.Key_Space)

    assert opened.order == [acts()[0].decisions[0].decision_id, other.decision_id]
    assert opened.plan.decisions[1].minutes == advice().minutes[other.decision_id]
    assert focus() is tick
    press(Qt.Key.Key_Space)
    assert len(opened.order) == 1


def test_a_decision_moves_by_keys_and_keeps_the_focus(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(3))
    first, second, third = opened.order
    opened.names(0).setFocus()
    press(Qt.Key.Key_Down, modifier=ALT)
    assert opened.order == [second, first, third]
    assert focus().accessibleName().startswith("2 of 3: ")
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, modifier=ALT)
    assert opened.order == [second, third, first]
    press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, modifier=ALT)
    assert opened.order == [first, second, third]
    press(Qt.Key.Key_Down)
    assert focus() is opened.names(1)
    press(Qt.Key.Key_Delete)
    assert opened.order == [first, third]
    assert focus() is opened.names(1)


def test_tab_goes_through_the_decisions_in_their_new_order(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(3))
    opened.names(2).setFocus()
    press(Qt.Key.Key_Up, Qt.Key.Key_Up, modifier=ALT)
    passed = []
    for _ in range(10):
        passed.append(focus().accessibleName()[:6])
        press(Qt.Key.Key_Tab)

    assert [each for each in passed if each.endswith("of 3")] == ["1 of 3", "2 of 3", "3 of 3"]


def test_tab_goes_as_one_reads_also_through_what_came_late(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, replace(plan_state(0), advice=Advice()))
    opened.page.advise(advice())
    for each in acts()[0].decisions[:2]:
        named(opened.page, each.title).setFocus()
        press(Qt.Key.Key_Space)
    named(opened.page, "Title of the workshop").setFocus()
    passed = []
    for _ in range(20):
        passed.append(focus().accessibleName())
        press(Qt.Key.Key_Tab)
    stops = ("Time there", "1 of 2", "2 of 2", "Anybody", "Private", "Take over: Ninety", "Take over: Half", "Search")
    places = [next(at for at, each in enumerate(passed) if each.startswith(stop)) for stop in stops]

    assert places == sorted(places)


def test_the_buttons_move_it_too_and_stop_at_the_ends(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(2))
    first, second = opened.order
    title = opened.plan.decisions[1].title
    up = named(opened.page, f"Move up: {title}")
    up.setFocus()
    press(Qt.Key.Key_Space)

    assert opened.order == [second, first]
    assert not up.isEnabled()
    assert focus() is opened.names(0), "the focus stays at the decision where its button is switched off"


def test_a_decision_is_dragged_to_another_place(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(3))
    first, second, third = opened.order
    (made,) = opened.page.findChildren(PlanList)
    handle = made.rows[0]._handle
    start = handle.rect().center()
    last = made.rows[2]
    below = handle.mapFromGlobal(last.mapToGlobal(QPoint(5, last.height() - 3)))
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(handle, below)
    settle()
    assert opened.told == [], "nothing is changed before it is let go of"
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=below)

    assert opened.order == [second, third, first]
    assert len(opened.told) == 1


def test_a_decision_that_is_dropped_where_it_was_stays(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(3))
    (made,) = opened.page.findChildren(PlanList)
    handle = made.rows[1]._handle
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    QTest.mouseMove(handle, handle.rect().center() + QPoint(0, 4))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center() + QPoint(0, 4))

    assert opened.told == []


def test_the_steps_of_a_decision_are_timed_and_left_out(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(2))
    before = opened.plan.decisions[0]
    opened.names(0).setFocus()
    press(Qt.Key.Key_Return)
    field = named(opened.page, "Discuss, minutes")
    field.setFocus()
    type_text("20")
    assert opened.plan.decisions[0].minutes[Step.DISCUSS] == 20
    press(Qt.Key.Key_Up, Qt.Key.Key_PageDown)
    assert opened.plan.decisions[0].minutes[Step.DISCUSS] == 16

    named(opened.page, "Briefing").setFocus()
    press(Qt.Key.Key_Space)
    assert Step.BRIEFING not in opened.plan.decisions[0].minutes
    assert not named(opened.page, "Briefing, minutes").isEnabled()
    press(Qt.Key.Key_Space)
    assert opened.plan.decisions[0].minutes[Step.BRIEFING] == before.minutes[Step.BRIEFING]


def test_only_one_decision_shows_its_steps(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(2))
    for row in (0, 1):
        opened.names(row).setFocus()
        press(Qt.Key.Key_Return)
    named(opened.page, "Discuss, minutes")
    press(Qt.Key.Key_Return)

    assert "Discuss, minutes" not in [
        each.accessibleName() for each in opened.page.findChildren(QWidget) if each.isVisible()
    ]


def test_the_last_step_of_a_decision_stays_ticked(qtbot: QtBot, theme: Theme) -> None:
    state = plan_state(1)
    one = state.plan.decisions[0].model_copy(update={"minutes": {Step.REVEAL: 5}})
    opened = Opened(qtbot, theme, replace(state, plan=state.plan.model_copy(update={"decisions": (one,)})))
    opened.names(0).setFocus()
    press(Qt.Key.Key_Return)
    named(opened.page, "Reveal").setFocus()
    press(Qt.Key.Key_Space)

    assert opened.plan.decisions[0].steps == (Step.REVEAL,)
    assert named(opened.page, "Reveal").isChecked()  # type: ignore[attr-defined]


def test_a_proposed_plan_is_taken_over_at_once_and_fits_its_time(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(0))
    proposal = advice().proposals[0]
    named(opened.page, f"Take over: {proposal.title}").setFocus()
    press(Qt.Key.Key_Return)

    assert tuple(opened.order) == proposal.decisions
    assert opened.plan.total == opened.plan.available == proposal.minutes
    assert "just as many as there are" in visible_text(opened.page)


def test_a_proposed_plan_asks_before_it_takes_the_place_of_another(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(2))
    proposal = advice().proposals[0]
    with qtbot.waitSignal(opened.page.proposal_chosen) as asked:
        named(opened.page, f"Take over: {proposal.title}").setFocus()
        press(Qt.Key.Key_Return)

    assert asked.args == [proposal]
    assert opened.told == []
    opened.page.take_over(proposal)
    assert tuple(opened.order) == proposal.decisions


def test_the_plan_is_fitted_into_the_time_there_is(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(3))
    named(opened.page, "Time there is, minutes").setFocus()
    type_text("60")
    fit = button(opened.page, "Fit into 60 minutes")
    fit.setFocus()
    press(Qt.Key.Key_Return)

    assert opened.plan.total == 60
    assert not fit.isVisible()
    assert focus() is button(opened.page, "Start…")


def test_a_search_leaves_what_has_the_words(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(0))
    wanted = acts()[1].decisions[0]
    named(opened.page, "Search the decisions").setFocus()
    type_text(wanted.title.partition(" ")[2] if wanted.title.isascii() else wanted.date)
    assert named(opened.page, wanted.title).isVisible()
    type_text(" zebra")

    assert "Nothing of the case has these words." in visible_text(opened.page)


def test_one_act_can_be_looked_at_alone(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(0))
    (menu,) = opened.page.findChildren(MenuButton)
    menu.menu().actions()[2].trigger()
    settle()

    said = visible_text(opened.page)
    assert acts()[1].decisions[0].title in said
    assert acts()[0].decisions[0].title not in said


def test_a_title_is_needed_and_the_last_one_stays(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(1))
    title = named(opened.page, "Title of the workshop")
    title.setFocus()
    press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Delete)
    assert "A workshop needs a title" in visible_text(opened.page)
    press(Qt.Key.Key_Tab)

    assert opened.told == []
    assert title.text() == "Buying time"  # type: ignore[attr-defined]
    assert "A workshop needs a title" not in visible_text(opened.page)


def test_a_list_is_pasted_and_says_what_is_wrong_in_it(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(1))
    named(opened.page, "Those on a list").click()  # type: ignore[attr-defined]
    assert "Still missing: names on the list" in visible_text(opened.page)
    field = named(opened.page, "Names on the list")
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("Name;Nick\nAnna Berg;Annie\nBen;Benny\nanna berg;Ann\n")
    opened.page.leave()

    assert opened.plan.names == ("Anna Berg", "Ben")
    assert (opened.plan.joining, opened.plan.naming) == (Joining.LISTED, Naming.NAMES)
    said = visible_text(opened.page)
    assert "2 names" in said
    assert "Line 4: “anna berg” stands in line 2 already." in said
    menu = next(each for each in opened.page.findChildren(MenuButton) if each.name == "Names from")
    next(each for each in menu.menu().actions() if each.text() == "Nick").trigger()
    assert opened.plan.names == ("Annie", "Benny", "Ann")


def test_a_list_that_has_room_is_in_sight_from_its_first_name_on(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(1))
    named(opened.page, "Those on a list").click()  # type: ignore[attr-defined]
    field = named(opened.page, "Names on the list")
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    field.insertPlainText("\n".join(["王小明", "陈大文"] * 4))  # its lines are higher than others
    settle()

    assert field.verticalScrollBar().maximum() == 0


def test_anybody_comes_by_a_pseudonym_or_by_name(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(1))
    named(opened.page, "What they are called: Names").click()  # type: ignore[attr-defined]

    assert opened.plan.naming is Naming.NAMES
    assert "the report has it too" in visible_text(opened.page)


def test_how_the_room_goes_about_it_is_chosen(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(1))
    ticks = ("Votes are open", "Show the time that is left", "Close each vote when its time is up")
    for name in ("Language: 中文", *ticks):
        named(opened.page, name).click()  # type: ignore[attr-defined]

    plan = opened.plan
    assert (plan.language, plan.open_votes, plan.countdown, plan.close_on_time) == ("zh", True, False, True)


def test_what_is_written_for_oneself_is_told(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(1))
    with qtbot.waitSignal(opened.page.note_changed) as told:
        named(opened.page, "Private notes on the workshop").setFocus()
        type_text("A")

    assert told.args == ["A"]
    assert opened.page.state.note == "A"


def test_advice_that_comes_later_is_offered(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, replace(plan_state(0), advice=Advice()))
    assert "Take over" not in texts(opened.page)
    opened.page.advise(advice())
    settle()

    assert "Take over" in visible_text(opened.page)


def test_a_note_that_cannot_be_read_is_said(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, replace(plan_state(0), advice=Advice(problem="A teaching note can’t be read: x")))

    assert "A teaching note can’t be read: x" in visible_text(opened.page)


def test_without_the_case_the_plan_can_still_be_ordered(qtbot: QtBot, theme: Theme) -> None:
    state = plan_state(2)
    opened = Opened(qtbot, theme, PlanState(state.plan))
    first, second = opened.order
    assert "not on this computer" in visible_text(opened.page)
    opened.names(0).setFocus()
    press(Qt.Key.Key_Down, modifier=ALT)

    assert opened.order == [second, first]


def test_while_it_runs_what_was_voted_on_stays_and_the_way_leads_back(qtbot: QtBot, theme: Theme) -> None:
    state = plan_state(2, begun=True)
    fixed = state.plan.decisions[0].decision_id
    opened = Opened(qtbot, theme, replace(state, fixed=frozenset({fixed})))
    opened.names(0).setFocus()
    press(Qt.Key.Key_Delete)
    assert fixed in opened.order
    assert not named(opened.page, state.plan.decisions[0].title).isEnabled()
    assert "Take over" not in visible_text(opened.page)
    with qtbot.waitSignal(opened.page.back_requested):
        button(opened.page, "Back to the workshop").click()


def test_start_is_the_one_next_step(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(1))
    with qtbot.waitSignal(opened.page.start_requested):
        button(opened.page, "Start…").click()


def test_in_a_narrow_window_plan_and_decisions_take_turns(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, plan_state(1), 900, 700)
    tick = next(each for each in opened.page._chooser.ticks)
    assert not tick.isVisible()
    named(opened.page, "Show: Decisions").click()  # type: ignore[attr-defined]
    settle()

    assert tick.isVisible()
    assert not opened.names(0).isVisible()


@pytest.mark.parametrize(("width", "height", "size"), [*SIZES, LEAST])
@pytest.mark.parametrize("count", [0, 2, 42])
def test_it_holds_at_every_size(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, size: int, count: int
) -> None:
    theme = look(qapp, "dark" if size > 100 else "light", size)
    state = plan_state(count, title=LONG, joining=Joining.LISTED, names=("Anna", LONG[:30]))
    opened = Opened(qtbot, theme, state, width, height)
    assert_sound(opened.page)
    if count == 2:
        opened.names(0).setFocus()
        press(Qt.Key.Key_Return)
        opened.page.put_names("Name;Group\nAnna;A\nanna;B\n" + "x" * 60 + ";C\n")
        assert_sound(opened.page)
        assert_at_rest()
    if width < theme.px(1000):
        opened.page._switch._on_clicked(1)
        assert_sound(opened.page)


def test_every_step_can_be_planned() -> None:
    assert all(set(advice().minutes[each]) == set(DECISION_STEPS) for each in advice().minutes)
    assert len(advice().minutes) == 42
    assert advice().problem == ""
