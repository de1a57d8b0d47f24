from __future__ import annotations

import pytest
import yaml
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.case.test_sum_rules import MODEL
from tests.desktop import works
from tests.desktop.support import assert_sound, button, focus, look, named, press, settle, show, show_bar, visible_text
from trainer.case.exhibits import ModelExhibit
from trainer.desktop.pages.briefing import BriefingView
from trainer.desktop.widgets import model_exhibit
from trainer.desktop.widgets.model_exhibit import BACK, ModelView
from trainer.desktop.widgets.step_slider import StepSlider
from trainer.study.playthrough import Draft

Key = Qt.Key


def launch(**changes: object) -> ModelExhibit:
    values = yaml.safe_load(MODEL)["exhibits"][0]
    return ModelExhibit.model_validate(values | changes)


def _view(
    qtbot: QtBot, qapp: QApplication, exhibit: ModelExhibit | None = None, width: int = 540, text_size: int = 100
) -> ModelView:
    view = ModelView(look(qapp, text_size=text_size), exhibit or launch())
    view.layout().addWidget(view.back)  # type: ignore[union-attr]
    show_bar(qtbot, view, width, 1200)
    return view


def _slider(view: ModelView, name: str) -> StepSlider:
    (found,) = [each for each in view.findChildren(StepSlider) if each.accessibleName() == name]
    return found


def _words(view: ModelView) -> str:
    return visible_text(view).replace("\N{NO-BREAK SPACE}", " ")


def test_it_begins_with_the_plan(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    words = _words(view).split("\n")
    assert "1,499 yuan" in words
    assert "300,000" in words
    assert "−501" in words
    assert view.result.replace("\N{NO-BREAK SPACE}", " ") == "Loss −150 million yuan"
    assert not view.back.isEnabled()


def test_moving_a_figure_works_the_sum_out_anew(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    _slider(view, "Price").setFocus()
    press(Key.Key_PageUp)
    assert view.result.replace("\N{NO-BREAK SPACE}", " ") == "Loss −300,000 yuan"
    press(Key.Key_Right)
    assert view.result.replace("\N{NO-BREAK SPACE}", " ") == "Profit 14.7 million yuan"
    assert "49" in _words(view).split("\n")


def test_the_link_takes_all_figures_back_and_the_focus_stays_here(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    before = view.result
    _slider(view, "Phones sold").setValue(0)
    _slider(view, "Unit cost").setValue(1500)
    link = button(view, BACK)
    link.setFocus()
    press(Key.Key_Return)
    assert view.result == before
    assert [slider.value() for slider in view.findChildren(StepSlider)] == [1499, 2000, 300_000]
    assert not link.isEnabled()
    assert focus() is _slider(view, "Price")


def test_the_result_is_drawn_over_the_figure_that_was_moved_last(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp)
    curve = named(view, "Profit or loss over Price")
    assert "Zero near 1,999 yuan." in curve.accessibleDescription().replace("\N{NO-BREAK SPACE}", " ")
    before = curve.grab().toImage()
    _slider(view, "Price").setValue(1999)
    settle()
    assert curve.grab().toImage() != before
    _slider(view, "Phones sold").setValue(100_000)
    assert curve.accessibleName() == "Profit or loss over Phones sold"
    button(view, BACK).click()
    settle()
    assert curve.accessibleName() == "Profit or loss over Price"
    assert curve.grab().toImage() == before


def test_screen_readers_hear_the_result_when_it_changes(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(model_exhibit, "tell", lambda widget, what: heard.append(f"{what}: {widget.accessibleName()}"))
    view = _view(qtbot, qapp)
    assert heard == []
    _slider(view, "Price").setValue(1999)
    assert heard == [f"Alert: {view.result}"]
    _slider(view, "Phones sold").setValue(0)
    assert heard[-1] == "Alert: Profit 0 yuan"
    button(view, BACK).click()
    assert len(heard) == 3


def test_where_there_is_no_result_it_says_so(qtbot: QtBot, qapp: QApplication) -> None:
    result = {"label": "Phones for each yuan", "formula": "phones / each"}
    view = _view(qtbot, qapp, launch(result=result))
    _slider(view, "Price").setValue(1999)
    _slider(view, "Unit cost").setValue(2000)
    assert view.result == "Phones for each yuan −300,000"
    view = _view(qtbot, qapp, launch(result=result | {"formula": "1 / (phones - phones + each - each)"}))
    assert view.result == "Phones for each yuan no result"
    assert "no result" in _words(view)
    assert "No result." in named(view, "Phones for each yuan over Price").accessibleDescription()


def test_broken_figures_and_percentages_are_set_as_such(qtbot: QtBot, qapp: QApplication) -> None:
    inputs = [{"id": "margin", "label": "Margin", "unit": "%", "min": 0, "max": 10, "step": 0.5, "start": 2.5}]
    result = {"label": "Of a hundred yuan", "unit": "%", "formula": "margin / 3"}
    lines = [{"label": "twice", "unit": "%", "formula": "margin * 2"}]
    view = _view(qtbot, qapp, launch(inputs=inputs, lines=lines, result=result))
    slider = _slider(view, "Margin")
    slider.setFocus()
    press(Key.Key_Right)
    words = _words(view)
    assert "3 %" in words
    assert "6 %" in words
    assert view.result.replace("\N{NO-BREAK SPACE}", " ") == "Of a hundred yuan 1 %"
    press(Key.Key_Right)
    assert slider.accessibleDescription().replace("\N{NO-BREAK SPACE}", " ") == "3.5 %"
    assert view.result.replace("\N{NO-BREAK SPACE}", " ") == "Of a hundred yuan 1.17 %"


LONG = "Ein sehr langer Name für die Stückkosten eines einzelnen Telefons 每部手机的成本"


@pytest.mark.parametrize(("width", "text_size"), [(540, 100), (300, 100), (1080, 200), (560, 200)])
@pytest.mark.parametrize("name", ["Unit cost", LONG])
def test_nothing_is_cut_at_any_width_or_size(
    qtbot: QtBot, qapp: QApplication, width: int, text_size: int, name: str
) -> None:
    inputs = [each.model_dump() for each in launch().inputs]
    inputs[1]["label"] = name
    view = _view(qtbot, qapp, launch(inputs=inputs), width, text_size)
    assert_sound(view.window())
    (result,) = [each for each in view.findChildren(QLabel) if each.accessibleName() == view.result]
    phones = _slider(view, "Phones sold")
    beside = result.mapTo(view, QPoint(0, 0)).y() < phones.mapTo(view, QPoint(0, 0)).y()
    assert beside is (width >= 500 * text_size / 100)


def _page(qtbot: QtBot, qapp: QApplication, height: int = 840) -> BriefingView:
    full = works.full()
    sheet = full.model_copy(update={"briefing": full.decision.model_copy(update={"exhibits": (launch(),)})})
    page = BriefingView(look(qapp), sheet, Draft())
    show(qtbot, page, height=height)
    return page


def _tab_to(page: BriefingView, name: str) -> StepSlider:
    while page.focusWidget().accessibleName() != name:
        press(Key.Key_Tab)
    found = focus()
    assert isinstance(found, StepSlider)
    return found


def test_what_a_slider_moves_comes_into_sight_with_it(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    _tab_to(page, "Price")
    (view,) = page.findChildren(ModelView)
    assert view.visibleRegion().boundingRect() == view.rect()


def test_in_a_low_window_there_is_as_much_as_it_holds_from_the_slider_on(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp, height=300)
    (view,) = page.findChildren(ModelView)
    for name in ("Price", "Unit cost", "Phones sold"):
        slider = _tab_to(page, name)
        assert slider.visibleRegion().boundingRect() == slider.rect()
        seen = view.visibleRegion().boundingRect()
        assert seen.top() > slider.mapTo(view, QPoint(0, 0)).y() - 100
        assert seen.height() > 150


def test_number_keys_still_choose_an_option_while_a_slider_has_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    page = _page(qtbot, qapp)
    chosen: list[str | None] = []
    page.draft_changed.connect(lambda draft: chosen.append(draft.choice))
    slider = page.findChildren(StepSlider)[0]
    slider.setFocus()
    press(Key.Key_Right, Key.Key_2)
    assert slider.value() == 1549
    assert chosen[-1] == "wait"
    assert_sound(page)
