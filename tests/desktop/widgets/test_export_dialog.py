from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_at_rest, assert_sound, button, focus, look, named, press, show, visible_text
from tests.progress import tiny
from trainer.desktop.export_kinds import KINDS, Source
from trainer.desktop.widgets import export_dialog
from trainer.desktop.widgets.choice_row import ChoiceRow
from trainer.desktop.widgets.export_dialog import ExportDialog

Key = Qt.Key
TITLES = ("A town by the sea", "城市与港口，一个很长的案例标题，用来检查换行是否正常，是否会被截断")


def made(
    qtbot: QtBot,
    qapp: QApplication,
    titles: Sequence[str] = TITLES,
    text_size: int = 100,
    theme: str = "light",
    width: int = 0,
) -> ExportDialog:
    sources = [
        Source(f"case-{number}", title, tiny.case(), Path(f"case-{number}")) for number, title in enumerate(titles)
    ]
    dialog = ExportDialog(look(qapp, theme, text_size), KINDS, sources)
    show(qtbot, dialog, width or dialog.width(), dialog.height())
    return dialog


def row(dialog: ExportDialog, title: str) -> ChoiceRow:
    (found,) = (each for each in dialog.findChildren(ChoiceRow) if each.text() == title)
    return found


def written(dialog: ExportDialog, qtbot: QtBot, name: str = "Mara, attempts.csv") -> None:
    """Something is being written, and takes so long that it is shown."""
    dialog.begin(name)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in dialog.findChildren(QProgressBar)))


def test_everything_can_be_chosen_by_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = made(qtbot, qapp)
    assert focus().accessibleName() == "My record on paper (.pdf)"
    press(Key.Key_Down, Key.Key_Down)
    assert (dialog.kind.suffix, dialog.source) == (".csv", None)
    press(Key.Key_Tab, Key.Key_Down)
    assert focus().accessibleName() == "Only “A town by the sea”"
    assert dialog.source is not None
    assert dialog.source.id == "case-0"
    with qtbot.waitSignal(dialog.place_requested):
        press(Key.Key_Return)
    press(Key.Key_Tab)
    assert focus().accessibleName() == "Choose where…"


def test_each_kind_says_what_it_is_for(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = made(qtbot, qapp)
    for kind in KINDS:
        assert row(dialog, kind.title).accessibleDescription() == kind.purpose


def test_only_such_cases_can_be_chosen_as_the_kind_can_hold(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = made(qtbot, qapp)
    everything, town = row(dialog, "All my cases"), row(dialog, f"Only “{TITLES[0]}”")

    row(dialog, "Handout").click()
    assert (everything.isEnabled(), town.isEnabled(), town.isChecked()) == (False, True, True)

    row(dialog, "Progress file").click()
    assert (everything.isEnabled(), town.isEnabled(), everything.isChecked()) == (True, False, True)
    assert dialog.source is None


def test_with_a_single_case_there_is_no_question_about_it(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = made(qtbot, qapp, TITLES[:1])
    assert "Of which cases" not in visible_text(dialog)
    assert dialog.source is None
    row(dialog, "Handout").click()
    assert dialog.source is not None
    assert dialog.source.title == TITLES[0]


def test_what_takes_long_shows_how_far_it_has_come(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_dialog, "PATIENCE", 1)
    dialog = made(qtbot, qapp)
    written(dialog, qtbot)
    dialog.tell(0.37)
    assert "Writing “Mara, attempts.csv” …" in visible_text(dialog)
    assert "37 %" in visible_text(dialog)
    line = named(dialog, "How far the export has come")
    assert isinstance(line, QProgressBar)
    assert line.value() == 370
    assert focus().accessibleName() == "Cancel"
    assert not row(dialog, "CSV table").isEnabled()
    assert_sound(dialog)
    assert_at_rest()


@pytest.mark.parametrize("how", ["button", "escape", "close"])
def test_what_is_being_written_is_stopped_before_the_dialog_goes(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(export_dialog, "PATIENCE", 1)
    dialog = made(qtbot, qapp)
    written(dialog, qtbot)
    with qtbot.waitSignal(dialog.cancelled):
        if how == "button":
            press(Key.Key_Space)
        elif how == "escape":
            press(Key.Key_Escape)
        else:
            dialog.close()
    assert dialog.isVisible()
    assert "Stopping …" in visible_text(dialog)

    dialog.end("The export was cancelled; nothing was written.")
    assert "The export was cancelled; nothing was written." in visible_text(dialog)
    assert focus().accessibleName() == "Choose where…"
    assert row(dialog, "CSV table").isEnabled()
    press(Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_what_is_written_at_once_shows_no_progress(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = made(qtbot, qapp)
    dialog.begin("a.csv")
    dialog.end()
    assert not [each for each in dialog.findChildren(QProgressBar) if each.isVisible()]
    assert button(dialog, "Choose where…").isEnabled()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "text_size"), [(0, 100), (420, 100), (0, 200), (700, 200)])
def test_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, theme: str, width: int, text_size: int
) -> None:
    monkeypatch.setattr(export_dialog, "PATIENCE", 1)
    dialog = made(qtbot, qapp, text_size=text_size, theme=theme, width=width)
    assert_sound(dialog)
    written(dialog, qtbot, "李雷与韩梅梅的学习记录-attempts-of-a-very-long-name-without-any-blank.xlsx")
    assert_sound(dialog)
    dialog.end("'/home/mara/a-folder-with-a-name-that-has-no-blank-anywhere/Handout.pdf' can't be written: no room.")
    assert_sound(dialog)
