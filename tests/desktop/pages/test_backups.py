from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import SIZES, assert_sound, focus, look, press, show, visible_text
from trainer.desktop.pages.backups import BackupsPage
from trainer.desktop.restoring_state import BackupLine, BackupsState

LONG = "Wolfeschlegelsteinhausenbergerdorff 欧阳上官司马诸葛慕容尉迟公孙"
LINES = tuple(
    BackupLine(
        f"/b/{day}", f"{day} November 2026, 13:30", f"{day} attempts of 2 learners.", "1 attempt would go.", day == 20
    )
    for day in range(22, 10, -1)
)
STATE = BackupsState(
    "Your progress now: 34 attempts.", LINES, (("progress-20261011T081500.000Z.sqlite3", "it is damaged."),)
)


def page(qapp: QApplication, state: BackupsState | None = STATE, size: int = 100, busy: str = "") -> BackupsPage:
    return BackupsPage(look(qapp, "dark" if size > 100 else "light", size), LONG, state, busy=busy)


def test_it_lists_every_backup_with_what_it_holds_and_costs(qtbot: QtBot, qapp: QApplication) -> None:
    made = page(qapp)
    show(qtbot, made)
    said = visible_text(made)
    for line in LINES:
        assert line.when in said
        assert line.holds in said
    assert "Your progress now: 34 attempts." in said
    assert "progress-20261011T081500.000Z.sqlite3: it is damaged." in said
    assert said.count("Your progress as it stood before a backup took its place.") == 1


def test_the_arrows_go_from_one_to_the_next_and_enter_asks_for_it(qtbot: QtBot, qapp: QApplication) -> None:
    made = page(qapp)
    show(qtbot, made)
    made.focus_start()
    press(Qt.Key.Key_Up, *[Qt.Key.Key_Down] * 20, Qt.Key.Key_Up)
    assert focus() is made.buttons[-2]
    assert focus().accessibleName() == "Restore the backup of 12 November 2026, 13:30"
    assert focus().accessibleDescription() == "12 attempts of 2 learners. 1 attempt would go."
    assert not focus().visibleRegion().isEmpty()
    with qtbot.waitSignal(made.restore_requested) as asked:
        press(Qt.Key.Key_Return)
    assert asked.args == [LINES[-2]]


def test_what_was_kept_aside_is_named_so(qtbot: QtBot, qapp: QApplication) -> None:
    made = page(qapp)
    show(qtbot, made)
    assert made.buttons[2].accessibleName() == "Restore what was kept aside, of 20 November 2026, 13:30"


def test_escape_leads_back(qtbot: QtBot, qapp: QApplication) -> None:
    made = page(qapp)
    show(qtbot, made)
    made.focus_start()
    with qtbot.waitSignal(made.back_requested):
        press(Qt.Key.Key_Escape)


def test_while_a_backup_is_put_in_place_nothing_can_be_chosen(qtbot: QtBot, qapp: QApplication) -> None:
    made = page(qapp, busy="Putting the backup in its place …")
    show(qtbot, made)
    assert "Putting the backup in its place …" in visible_text(made)
    assert made.buttons == []
    with qtbot.assertNotEmitted(made.back_requested):
        press(Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("state", "said"),
    [(None, "Looking into the backups …"), (BackupsState("", (), ()), "There is no backup yet.")],
)
def test_where_there_is_nothing_to_list_it_says_why(
    qtbot: QtBot, qapp: QApplication, state: BackupsState | None, said: str
) -> None:
    made = page(qapp, state)
    show(qtbot, made)
    made.focus_start()
    assert said in visible_text(made)
    assert focus().accessibleName() == "Go back to a backup"


@pytest.mark.parametrize("state", [STATE, None, BackupsState("", (), STATE.unusable)])
@pytest.mark.parametrize(("width", "height", "text_size"), [*SIZES, (640, 480, 200)])
def test_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int, state: BackupsState | None
) -> None:
    made = page(qapp, state, text_size)
    show(qtbot, made, width, height)
    assert_sound(made)
