from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import assert_sound, focus, look, named, press, show, type_text, visible_text
from trainer.desktop.widgets.call_panel import CallPanel
from trainer.desktop.widgets.forecast_scale import NOT_SET, ForecastScale
from trainer.desktop.widgets.layout import ScrollColumn
from trainer.study.playthrough import MAX_REASONS, Draft

REASONS = "My reasons, in your own words"


def _panel(
    qtbot: QtBot, qapp: QApplication, draft: Draft | None = None, *, width: int = 448, text_size: int = 100
) -> CallPanel:
    theme = look(qapp, text_size=text_size)
    theme = look(qapp, text_size=text_size)
    panel = CallPanel(theme, works.decision().briefing(), draft or Draft())
    show(qtbot, ScrollColumn(theme, panel, "My call"), width, 900)
    return panel


def _field(panel: CallPanel) -> QPlainTextEdit:
    field = named(panel, REASONS)
    assert isinstance(field, QPlainTextEdit)
    return field


@pytest.mark.parametrize(
    "draft", [Draft(), Draft("lease"), Draft(forecast=0), Draft("ask", 100, "Weil es geht.\n\n因为可以。 ")]
)
def test_a_draft_comes_back_as_it_was(qtbot: QtBot, qapp: QApplication, draft: Draft) -> None:
    panel = _panel(qtbot, qapp, draft)
    assert panel.draft == draft


def test_every_change_is_told_once(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp)
    drafts: list[Draft] = []
    panel.draft_changed.connect(lambda: drafts.append(panel.draft))
    panel.choose(3)
    panel.choose(3)
    panel.choose(1)
    scale = panel.findChildren(ForecastScale)[0]
    scale.set_forecast(35)
    _field(panel).setFocus()
    type_text("So")
    assert drafts == [
        Draft("lease"),
        Draft("build"),
        Draft("build", 35),
        Draft("build", 35, "S"),
        Draft("build", 35, "So"),
    ]


def test_a_key_without_an_option_does_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp, Draft("wait"))
    for key in (0, 5, 9):
        panel.choose(key)
    assert panel.draft.choice == "wait"


def test_the_figure_stands_beside_the_scale(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp)
    assert NOT_SET in visible_text(panel)
    panel.findChildren(ForecastScale)[0].set_forecast(35)
    assert "35 %" in visible_text(panel)
    assert NOT_SET not in visible_text(panel)


def test_what_is_missing_gets_the_focus_in_the_order_of_the_page(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp)
    panel.focus_next_missing()
    assert focus().accessibleName() == "1: Build it"
    panel.choose(2)
    panel.focus_next_missing()
    assert focus().accessibleName() == "How likely is it that they chose the same?"
    press(Qt.Key.Key_Right)
    panel.focus_next_missing()
    assert focus() is _field(panel)


def test_tab_goes_down_the_page_and_leaves_the_field(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp, Draft("build"))
    panel.focus_next_missing()
    press(Qt.Key.Key_Tab)
    assert focus() is _field(panel)
    press(Qt.Key.Key_Tab)
    assert focus() is not _field(panel)
    assert panel.draft.reasons == ""


def test_reasons_are_held_to_their_limit(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp, Draft(reasons="字" * (MAX_REASONS - 1)))
    field = _field(panel)
    field.setFocus()
    press(Qt.Key.Key_End, modifier=Qt.KeyboardModifier.ControlModifier)
    type_text("ab")
    assert panel.draft.reasons == "字" * (MAX_REASONS - 1) + "a"
    pasted = QMimeData()
    pasted.setText("x" * 100)
    field.insertFromMimeData(pasted)
    assert len(panel.draft.reasons) == MAX_REASONS
    assert field.textCursor().atEnd()


def test_what_goes_beyond_the_limit_is_refused_and_nothing_before_is_lost(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp, Draft(reasons="字" * (MAX_REASONS - 1) + "Z"))
    field = _field(panel)
    field.setFocus()
    press(Qt.Key.Key_Home, modifier=Qt.KeyboardModifier.ControlModifier)
    type_text("a")
    assert panel.draft.reasons == "字" * (MAX_REASONS - 1) + "Z"
    assert field.textCursor().atStart()


def test_the_field_grows_with_its_text_up_to_twelve_lines(qtbot: QtBot, qapp: QApplication) -> None:
    panel = _panel(qtbot, qapp)
    field = _field(panel)
    line = field.fontMetrics().lineSpacing()
    least = field.height()
    field.setPlainText("\n".join("x" * 6))
    assert abs(field.height() - least - 3 * line) <= 4, "a line of text is laid out on whole pixels"
    field.setPlainText("\n".join("x" * 40))
    most = field.height()
    assert abs(most - least - 9 * line) <= 10
    field.setPlainText("\n".join("x" * 80))
    assert field.height() == most


@pytest.mark.parametrize(("width", "text_size"), [(320, 100), (448, 100), (700, 200)])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, width: int, text_size: int) -> None:
    panel = _panel(qtbot, qapp, Draft("lease", 35, "So."), width=width, text_size=text_size)
    assert_sound(panel.window())
