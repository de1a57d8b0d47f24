from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.support import look
from trainer.desktop.widgets.learner_menu import LearnerMenu, MenuState

STATE = MenuState((("a", "Mara"), ("b", "Ben & Co"), ("c", "x" * 80)), "b", "dark", 130, motion=False)


def _menu(qtbot: QtBot, qapp: QApplication) -> LearnerMenu:
    look(qapp)
    menu = LearnerMenu(STATE)
    qtbot.addWidget(menu)
    return menu


def _entries(menu: QMenu) -> dict[str, bool]:
    return {action.text(): action.isChecked() for action in menu.actions() if not action.isSeparator()}


def _submenu(menu: QMenu, text: str) -> QMenu:
    (found,) = [sub for sub in menu.findChildren(QMenu) if sub.title() == text]
    return found


def _trigger(menu: QMenu, text: str) -> None:
    (action,) = [action for action in menu.actions() if action.text() == text]
    action.trigger()


def test_the_present_learner_and_look_are_checked(qtbot: QtBot, qapp: QApplication) -> None:
    menu = _menu(qtbot, qapp)
    assert _entries(menu) == {
        "Mara": False,
        "Ben && Co": True,
        "x" * 39 + "…": False,
        "&Add a learner…": False,
        "&Rename…": False,
        "&Theme": False,
        "Text &size": False,
        "&Motion": False,
        "What &comes back…": False,
        "&Export…": False,
        "&Import progress…": False,
        "Go back to a bac&kup…": False,
        "A&bout Case Trainer": False,
    }
    assert _entries(_submenu(menu, "&Theme")) == {"Like the system": False, "Light": False, "Dark": True}
    sizes = _entries(_submenu(menu, "Text &size"))
    assert list(sizes) == ["100 %", "110 %", "125 %", "130 %", "150 %", "175 %", "200 %"]
    assert [text for text, checked in sizes.items() if checked] == ["130 %"]


def test_every_wish_is_told(qtbot: QtBot, qapp: QApplication) -> None:
    menu = _menu(qtbot, qapp)
    told: list[tuple[str, object]] = []
    menu.learner_chosen.connect(lambda learner: told.append(("learner", learner)))
    menu.add_requested.connect(lambda: told.append(("add", None)))
    menu.rename_requested.connect(lambda: told.append(("rename", None)))
    menu.recall_requested.connect(lambda: told.append(("recall", None)))
    menu.theme_chosen.connect(lambda theme: told.append(("theme", theme)))
    menu.text_size_chosen.connect(lambda size: told.append(("size", size)))
    menu.motion_chosen.connect(lambda on: told.append(("motion", on)))
    menu.export_requested.connect(lambda: told.append(("export", None)))
    menu.restore_requested.connect(lambda: told.append(("restore", None)))
    menu.about_requested.connect(lambda: told.append(("about", None)))
    commands = ("What &comes back…", "&Export…", "Go back to a bac&kup…", "A&bout Case Trainer")
    for text in ("Mara", "&Add a learner…", "&Rename…", "&Motion", *commands):
        _trigger(menu, text)
    _trigger(_submenu(menu, "&Theme"), "Like the system")
    _trigger(_submenu(menu, "Text &size"), "200 %")
    assert told == [
        ("learner", "a"),
        ("add", None),
        ("rename", None),
        ("motion", True),
        ("recall", None),
        ("export", None),
        ("restore", None),
        ("about", None),
        ("theme", "system"),
        ("size", 200),
    ]


def test_commands_stand_with_others_of_their_kind(qtbot: QtBot, qapp: QApplication) -> None:
    look(qapp)
    menu = LearnerMenu(MenuState((("a", "Mara"),), "a", teaching=True))
    qtbot.addWidget(menu)
    texts = [each.text().replace("&", "").rstrip("…") if not each.isSeparator() else "|" for each in menu.actions()]
    assert " ".join(texts) == (
        "Mara | Add a learner Rename | Theme Text size Motion What comes back | Teaching note |"
        " Export Import progress Go back to a backup | About Case Trainer"
    )


def test_before_there_is_a_learner_there_is_nothing_to_export(qtbot: QtBot, qapp: QApplication) -> None:
    look(qapp)
    menu = LearnerMenu(MenuState((), ""))
    qtbot.addWidget(menu)
    assert "&Export…" not in _entries(menu)


def test_it_opens_with_its_right_corner_at_the_name(qtbot: QtBot, qapp: QApplication) -> None:
    menu = _menu(qtbot, qapp)
    menu.open_at(QPoint(700, 50))
    assert menu.isVisible()
    assert (menu.x() + menu.width(), menu.y()) == (700, 50)
    menu.close()
