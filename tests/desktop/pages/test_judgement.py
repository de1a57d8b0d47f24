from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.judged import judged
from tests.desktop.support import (
    SIZES,
    assert_at_rest,
    assert_sound,
    button,
    colours,
    focus,
    look,
    named,
    press,
    settle,
    show,
    visible_text,
)
from trainer.case.model import Judgement
from trainer.desktop.judgement_state import Judged, JudgementView, Scope
from trainer.desktop.pages.judgement import JudgementPage
from trainer.desktop.painting.figures import Figure
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.data_table import DataTable
from trainer.desktop.widgets.figure_section import FigureSection
from trainer.desktop.widgets.layout import ScrollColumn
from trainer.desktop.widgets.menu_button import MenuButton
from trainer.desktop.widgets.panels import Panels
from trainer.desktop.widgets.period_dialog import PeriodDialog
from trainer.desktop.widgets.plot import Plot
from trainer.desktop.widgets.view_switch import ViewSwitch
from trainer.study.calibration import FURTHER_TRIES
from trainer.study.choices import CAVEAT
from trainer.study.process import Quality, process

KEY = Qt.Key
TODAY = dt.date(2027, 3, 12)
COUNTS = (0, 3, 30, 3000)
NUMBERS = {count: judged(count) for count in COUNTS}
SEEN = judged(64)
COACHED = process({(Quality.GOOD, Judgement.VINDICATED): 3, (Quality.POOR, Judgement.REGRETTED): 1})


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return look(qapp)


class Shown:
    """A page in a window, and what it asked for."""

    def __init__(
        self,
        qtbot: QtBot,
        theme: Theme,
        numbers: Judged | None = SEEN,
        *,
        scope: Scope | None = None,
        view: JudgementView | None = None,
        size: tuple[int, int] = (1280, 784),
    ) -> None:
        self.page = JudgementPage(theme, TODAY, scope=scope, view=view)
        self.scopes: list[Scope] = []
        self.asked: list[tuple[str, str]] = []
        self.saved: list[Figure] = []
        self.page.scope_chosen.connect(self.scopes.append)
        self.page.attempts_requested.connect(lambda kind, key: self.asked.append((kind, key)))
        self.page.save_requested.connect(self.saved.append)
        show(qtbot, self.page, *size)
        if numbers is not None:
            self.page.show_judged(numbers)
            settle()

    @property
    def text(self) -> str:
        return visible_text(self.page)

    def section(self, title: str) -> FigureSection:
        sections = [each for each in self.page.findChildren(FigureSection) if each.isVisible()]
        found = [each for each in sections if each.accessibleName() == title]
        assert len(found) == 1
        return found[0]

    def menu(self, name: str) -> MenuButton:
        found = [each for each in self.page.findChildren(MenuButton) if each.name == name and each.isVisible()]
        assert len(found) == 1
        return found[0]

    def choose(self, name: str, option: str) -> None:
        menu = self.menu(name).menu()
        action = next(each for each in menu.actions() if each.text() == option)
        action.trigger()
        menu.close()
        settle()


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_page_holds_with_any_number_of_attempts(
    qtbot: QtBot, qapp: QApplication, count: int, size: tuple[int, int, int], name: str
) -> None:
    width, height, text = size
    shown = Shown(qtbot, look(qapp, name, text), NUMBERS[count], size=(width, height))
    assert_sound(shown.page)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_all_tables_hold(qtbot: QtBot, qapp: QApplication, size: tuple[int, int, int]) -> None:
    width, height, text = size
    kinds = frozenset({"forecasts", "choices", "blind-spots", "hindsight", "reasons"})
    view = JudgementView(tables=kinds, all_spots=True)
    shown = Shown(qtbot, look(qapp, "light", text), NUMBERS[30], view=view, size=(width, height))
    assert_sound(shown.page)
    assert len([each for each in shown.page.findChildren(DataTable) if each.isVisibleTo(shown.page)]) == 5


def test_at_rest_nothing_is_painted(qtbot: QtBot, theme: Theme) -> None:
    Shown(qtbot, theme)
    assert_at_rest()


def test_with_nothing_at_all_it_says_what_to_do_next(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, None)
    shown.page.setFocus()
    shown.page.show_judged(NUMBERS[0])
    settle()
    assert "Nothing to judge yet" in shown.text
    assert not shown.page.findChildren(MenuButton)
    assert focus() is button(shown.page, "Go to the library")
    with qtbot.waitSignal(shown.page.library_requested):
        button(shown.page, "Go to the library").click()


def test_a_scope_without_decisions_offers_all_of_them(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, NUMBERS[0], scope=Scope(first_tries=False, case_id="nokia"))
    assert "Nothing in this selection" in shown.text
    button(shown.page, "Show all of them").click()
    assert shown.scopes == [Scope(first_tries=False)]


def test_below_twenty_decisions_nothing_is_said_of_the_forecasts(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, NUMBERS[3])
    section = shown.section("Forecasts")
    text = visible_text(section)
    assert "Too few to tell." in text
    assert "With 3 decisions, chance alone moves every point" in text
    assert "Brier" not in text
    assert section.plot is not None
    assert section.plot.keys


def test_the_forecasts_come_with_their_statement_and_the_parts_of_the_score(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    text = visible_text(shown.section("Forecasts"))
    statement, brier = SEEN.forecasts.statement, SEEN.forecasts.brier
    assert statement is not None
    assert brier is not None
    assert statement.text in text
    assert statement.ground in text
    for value in (brier.uncertainty, brier.resolution, brier.reliability, brier.score):
        assert f"{value:.3f}" in text
    assert brier.remarks
    assert all(each in text for each in brier.remarks)
    assert "64 decisions" in text
    assert FURTHER_TRIES not in text


def test_forecasts_of_further_tries_are_said_to_have_known_the_record(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, replace(SEEN, unit="attempt"))
    assert FURTHER_TRIES in visible_text(shown.section("Forecasts"))


def test_the_choices_say_whose_choice_is_judged(qtbot: QtBot, theme: Theme) -> None:
    assert CAVEAT in visible_text(Shown(qtbot, theme).section("Choices"))


def test_a_point_a_cell_and_a_blind_spot_open_their_decisions(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    for title in ("Forecasts", "Choices", "Reasons and outcome"):
        plot = shown.section(title).plot
        assert plot is not None
        plot.findChildren(QAbstractButton)[0].click()
    spot = SEEN.blind_spots.telling[0]
    link = named(shown.page, f"Open the decisions: {spot.title}")
    assert isinstance(link, QAbstractButton)
    link.click()
    lowest = SEEN.forecasts.points[0].bin
    cell = next(cell for cell in SEEN.reasons.cells if cell.n)
    assert shown.asked == [
        ("forecasts", f"{lowest.low}-{lowest.high}"),
        ("choices", "with/vindicated"),
        ("reasons", f"{cell.row.value}/{cell.judgement.value}"),
        ("blind-spots", spot.key),
    ]


def test_the_table_takes_the_place_of_the_chart_and_the_chart_comes_back(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    section = shown.section("Choices")
    named(section, "Choices: show the table").setFocus()
    press(KEY.Key_Space)
    assert section.shows_table
    assert section.plot is not None
    assert not section.plot.isVisible()
    assert shown.page.view.tables == {"choices"}
    press(KEY.Key_Space)
    assert not section.shows_table
    assert section.plot.isVisible()
    assert shown.page.view.tables == frozenset()
    assert_sound(shown.page)


@pytest.mark.parametrize("title", ["Forecasts", "Choices", "Blind spots", "Hindsight", "Reasons and outcome"])
def test_every_chart_can_be_saved(qtbot: QtBot, theme: Theme, title: str) -> None:
    shown = Shown(qtbot, theme)
    link = named(shown.page, f"Save the chart of {title}")
    assert isinstance(link, QAbstractButton)
    link.click()
    assert [figure.title for figure in shown.saved] == [title]


def test_a_saved_chart_says_of_which_decisions_it_tells(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(
        qtbot, theme, scope=Scope(first_tries=False, case_id="xiaomi", since=dt.date(2027, 2, 11), until=TODAY)
    )
    for title in ("Choices", "Hindsight"):
        link = named(shown.page, f"Save the chart of {title}")
        assert isinstance(link, QAbstractButton)
        link.click()
    assert [figure.note for figure in shown.saved] == [
        "All tries, Xiaomi, 11 February 2027 to 12 March 2027",
        "Xiaomi, 11 February 2027 to 12 March 2027",
    ]


def test_all_blind_spots_can_be_listed(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    count = len(SEEN.blind_spots.ranked)
    section = shown.section("Blind spots")

    def rows() -> int:
        links = section.findChildren(QAbstractButton)
        return len([each for each in links if each.isVisible() and each.text() == "Open"])

    assert rows() == 3
    button(section, f"All {count}").click()
    settle()
    assert rows() == count
    assert shown.page.view.all_spots
    button(section, "The three most telling").click()
    settle()
    assert rows() == 3
    assert not shown.page.view.all_spots


def test_the_menus_ask_for_another_scope(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    shown.choose("Tries", "All tries")
    shown.page.show_judged(SEEN)
    settle()
    assert shown.menu("Tries").text() == "All tries"
    shown.choose("Case", "Xiaomi")
    shown.page.show_judged(SEEN)
    settle()
    shown.choose("Dates", "The last 30 days")
    assert shown.scopes == [
        Scope(first_tries=False),
        Scope(first_tries=False, case_id="xiaomi"),
        Scope(False, "xiaomi", dt.date(2027, 2, 11), TODAY),
    ]


def test_the_menu_keeps_the_focus_and_says_at_once_what_was_chosen(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    shown.menu("Tries").setFocus()
    shown.choose("Tries", "All tries")
    assert focus() is shown.menu("Tries")
    assert shown.menu("Tries").text() == "All tries"
    shown.page.show_judged(SEEN)
    settle()
    assert focus() is shown.menu("Tries")


def test_the_dates_say_from_when_to_when(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    assert shown.menu("Dates").text() == "31 October 2026 to 12 March 2027"
    one_day = Shown(qtbot, theme, scope=Scope(since=TODAY, until=TODAY))
    assert one_day.menu("Dates").text() == "12 March 2027"
    assert one_day.menu("Dates").menu().actions()[-1].isChecked()


def test_two_days_can_be_chosen_in_any_order(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    shown.choose("Dates", "From … to …")
    (dialog,) = shown.page.findChildren(PeriodDialog)
    qtbot.waitActive(dialog)
    assert dialog.period == (dt.date(2026, 10, 31), dt.date(2027, 3, 12))
    assert_sound(dialog)
    since, until = named(dialog, "From"), named(dialog, "To")
    since.setDate(dt.date(2027, 2, 1))  # type: ignore[attr-defined]
    until.setDate(dt.date(2027, 1, 1))  # type: ignore[attr-defined]
    button(dialog, "Show these").click()
    settle()
    assert shown.scopes == [Scope(since=dt.date(2027, 1, 1), until=dt.date(2027, 2, 1))]


def test_reading_is_told_only_after_a_moment(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, None)
    shown.page.show_reading()
    settle()
    assert "Counting" not in shown.text
    qtbot.waitUntil(lambda: "Counting your decisions" in shown.text)
    assert_sound(shown.page)
    shown.page.show_judged(SEEN)
    settle()
    assert "Counting" not in shown.text


def test_the_numbers_before_stay_while_others_are_read(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    shown.page.show_reading()
    qtbot.waitUntil(lambda: "Counting your decisions" in shown.text)
    assert "64 decisions" in shown.text
    assert_sound(shown.page)


def test_a_problem_stands_in_place_of_the_numbers(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    shown.page.show_problem("The progress file can't be read.")
    settle()
    assert "The progress file can't be read." in shown.text
    assert "Brier" not in shown.text
    assert_sound(shown.page)


def test_parts_stand_side_by_side_where_there_is_room(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    (panels,) = shown.page.findChildren(Panels)
    assert panels.columns == 2
    shown.page.resize(900, 700)
    settle()
    assert panels.columns == 1
    assert_sound(shown.page)
    shown.page.resize(1280, 784)
    settle()
    assert panels.columns == 2
    assert_sound(shown.page)


def test_tab_goes_through_the_page_as_it_is_read(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    shown.menu("Tries").setFocus()
    met: list[str] = []
    for _ in range(14):
        met.append(focus().accessibleName())
        press(KEY.Key_Tab)
    assert met[0].startswith("Tries")
    assert met[1].startswith("Case")
    assert met[2].startswith("Dates")
    assert met[3] == "Mark my reasons, outcome covered…"
    assert met[4:6] == ["Forecasts: show the table", "Save the chart of Forecasts"]
    assert met[6].startswith("Forecast 0 to 19")
    assert met[7:9] == ["Choices: show the table", "Save the chart of Choices"]
    assert met[9].startswith("With the record, their choice vindicated")
    assert met[10].startswith("Blind spots: All")
    assert met[11:13] == ["Blind spots: show the table", "Save the chart of Blind spots"]
    assert met[13].startswith("Open the decisions")


def test_what_has_the_focus_is_scrolled_into_sight(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, size=(900, 500))
    shown.menu("Tries").setFocus()
    (scroll,) = shown.page.findChildren(ScrollColumn)
    for _ in range(14):
        press(KEY.Key_Tab)
    here = focus()
    top = here.mapTo(scroll, here.rect().topLeft()).y()
    assert 0 <= top <= scroll.height() - here.height()


def test_a_page_built_anew_is_as_it_was_left(qtbot: QtBot, theme: Theme) -> None:
    first = Shown(qtbot, theme)
    first.section("Hindsight").findChildren(QAbstractButton)[0].click()
    again = Shown(qtbot, theme, view=first.page.view)
    assert again.section("Hindsight").shows_table
    assert not again.section("Choices").shows_table


def test_the_colours_follow_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    dark = look(qapp, "dark")
    shown = Shown(qtbot, dark)
    seen = colours(shown.page)
    for name in ("page", "paper", "ink", "accent", "vindicated", "regretted", "mixed"):
        assert dark.colour(name).name() in seen, name
    assert "#ffffff" not in seen


def test_every_chart_tells_its_values_to_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    said = {each.accessibleName(): each.accessibleDescription() for each in shown.page.findChildren(Plot)}
    assert "they chose the same in" in said["Forecasts"]
    assert "vindicated" in said["Choices"]
    assert SEEN.hindsight.statement is not None
    assert said["Hindsight"] == SEEN.hindsight.statement.text


def test_marking_is_asked_for_by_its_link(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    with qtbot.waitSignal(shown.page.marking_requested):
        button(shown.page, "Mark my reasons, outcome covered…").click()


def test_without_marked_reasons_it_says_what_they_would_show(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, judged(30, marked=0))
    section = shown.section("Reasons and outcome")
    assert "Mark them with the outcome covered" in visible_text(section)
    assert not section.findChildren(Plot)


def test_a_page_is_a_widget_without_a_style_sheet(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme)
    assert not [each for each in (shown.page, *shown.page.findChildren(QWidget)) if each.styleSheet()]


def whose_marks(shown: Shown) -> list[ViewSwitch]:
    return [
        each
        for each in shown.page.findChildren(ViewSwitch)
        if each.accessibleName() == "Whose marks" and each.isVisible()
    ]


def test_a_coachs_marks_stand_beside_ones_own(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, replace(SEEN, coach_reasons=COACHED))
    assert "as you marked them" in visible_text(shown.section("Reasons and outcome"))
    named(shown.page, "Whose marks: My marks").setFocus()
    press(KEY.Key_Right)
    press(KEY.Key_Space)
    settle()
    section = shown.section("Reasons and outcome")
    assert "as a coach last marked them with the outcome covered" in visible_text(section)
    assert "4 decisions marked" in visible_text(section)
    assert focus().accessibleName() == "Whose marks: A coach’s marks"
    assert shown.page.view.by_coach
    (plot,) = section.findChildren(Plot)
    plot.opened.emit("good/vindicated")
    assert shown.asked == [("coach-reasons", "good/vindicated")]


def test_a_page_built_anew_shows_the_same_marks(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, theme, replace(SEEN, coach_reasons=COACHED), view=JudgementView(by_coach=True))
    assert "as a coach last marked them" in visible_text(shown.section("Reasons and outcome"))
    # Where the scope has none of a coach's, there is nothing to choose.
    shown.page.show_judged(SEEN)
    settle()
    assert not whose_marks(shown)
    assert "as you marked them" in visible_text(shown.section("Reasons and outcome"))


def test_without_marks_of_a_coach_there_is_no_switch(qtbot: QtBot, theme: Theme) -> None:
    assert not whose_marks(Shown(qtbot, theme))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", ["light", "dark"])
def test_both_kinds_of_marks_hold(qtbot: QtBot, qapp: QApplication, size: tuple[int, int, int], name: str) -> None:
    width, height, text = size
    unmarked = replace(judged(30, marked=0), coach_reasons=COACHED)
    for by_coach in (True, False):
        view = JudgementView(by_coach=by_coach)
        shown = Shown(qtbot, look(qapp, name, text), unmarked, view=view, size=(width, height))
        assert_sound(shown.page)
