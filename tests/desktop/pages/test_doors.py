from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.support import (
    LEAST,
    SIZES,
    assert_at_rest,
    assert_sound,
    button,
    focus,
    look,
    press,
    settle,
    show,
    visible,
    visible_text,
)
from trainer.desktop.pages.doors import DoorsPage
from trainer.desktop.widgets.choice_row import ChoiceRow
from trainer.desktop.widgets.qr_view import QrView
from trainer.desktop.workshops.doors_state import DoorsState, NetworkLine, PhoneTest
from trainer.workshop.qr import qr

Key = Qt.Key
URL = "http://192.168.1.20:8420/test"
NETWORKS = (
    NetworkLine("192.168.1.20", "Wi-Fi (wlan0)", is_proposed=True),
    NetworkLine("10.0.3.7", "Cable (enp0s31f6)"),
    NetworkLine("2001:db8:85a3:8d3:1319:8a2e:370:7348", "VPN (a-rather-long-name-of-a-network-card)"),
    NetworkLine("127.0.0.1", "This laptop alone (lo)", is_usable=False),
)
ADVICE = (
    (
        "The firewall ufw is on; unless it lets port 8420 in, no phone comes through.",
        "Test with your own phone. If it doesn't come through, run: sudo ufw allow 8420/tcp",
    ),
)
CHOSEN = DoorsState("Buying time", NETWORKS, "192.168.1.20", advice=ADVICE)
WAITING = replace(CHOSEN, test=PhoneTest.WAITING, test_url=URL, test_qr=qr(URL))
CAME = replace(WAITING, test=PhoneTest.CAME, came_from="192.168.1.33", advice=())
OPEN = replace(CHOSEN, is_open=True, has_begun=True, place="192.168.1.20:8420", code="K7PXQM")
LOOKING = DoorsState("Buying time", is_looking=True)
NOWHERE = DoorsState("时间买卖", problem="The address 192.168.1.20 isn't there any more. Choose another network.")
STATES = {"chosen": CHOSEN, "waiting": WAITING, "came": CAME, "open": OPEN, "looking": LOOKING, "nowhere": NOWHERE}


def open_page(
    qtbot: QtBot,
    application: QApplication,
    state: DoorsState = CHOSEN,
    *,
    size: tuple[int, int] = (1280, 840),
    text_size: int = 100,
    theme: str = "light",
) -> DoorsPage:
    page = DoorsPage(look(application, theme, text_size), state)
    show(qtbot, page, *size)
    page.setFocus()
    settle()
    return page


def codes(page: DoorsPage) -> list[QrView]:
    return [each for each in visible(page) if isinstance(each, QrView)]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("width", "height", "text_size"), [*SIZES, LEAST])
def test_every_state_is_whole_at_every_size(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, text_size: int, state: str
) -> None:
    page = open_page(qtbot, qapp, STATES[state], size=(width, height), text_size=text_size)

    assert_sound(page)
    assert_at_rest()


def test_the_focus_begins_at_the_one_next_step(qtbot: QtBot, qapp: QApplication) -> None:
    page = open_page(qtbot, qapp)
    with qtbot.waitSignal(page.open_requested):
        press(Key.Key_Return)
    assert page.was_asked_to_open


def test_tab_goes_as_one_reads_though_the_networks_come_late(qtbot: QtBot, qapp: QApplication) -> None:
    page = open_page(qtbot, qapp)
    button(page, "Look again").setFocus()
    press(Key.Key_Tab)
    assert focus() is page.findChildren(ChoiceRow)[0]
    press(Key.Key_Tab)
    assert focus() is button(page, "Test with your own phone")
    press(Key.Key_Tab)
    assert focus() is button(page, "Open the doors")


def test_a_network_is_chosen_by_its_row(qtbot: QtBot, qapp: QApplication) -> None:
    page = open_page(qtbot, qapp)
    rows = page.findChildren(ChoiceRow)
    assert [each.isChecked() for each in rows] == [True, False, False, False]
    with qtbot.waitSignal(page.network_chosen) as chosen:
        qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)

    assert chosen.args == ["10.0.3.7"]


def test_nothing_can_be_opened_where_there_is_no_network(qtbot: QtBot, qapp: QApplication) -> None:
    page = open_page(qtbot, qapp, NOWHERE)

    assert not button(page, "Open the doors").isEnabled()
    assert not button(page, "Test with your own phone").isEnabled()
    assert button(page, "Without phones").isEnabled()
    assert "isn't there any more" in visible_text(page)


def test_the_test_shows_a_code_and_turns_when_the_phone_has_come_through(qtbot: QtBot, qapp: QApplication) -> None:
    page = open_page(qtbot, qapp)
    assert codes(page) == []
    with qtbot.waitSignal(page.test_requested):
        button(page, "Test with your own phone").click()
    page.show_state(WAITING)
    settle()
    assert codes(page)[0].accessibleName() == f"QR code: {URL}"
    assert "192.168.1.20:8420/test" in visible_text(page)
    assert "came through" not in visible_text(page)

    page.show_state(CAME)
    settle()
    assert "Your phone came through." in visible_text(page)
    assert "ufw" not in visible_text(page)


def test_open_doors_can_be_closed_and_lead_back(qtbot: QtBot, qapp: QApplication) -> None:
    page = open_page(qtbot, qapp, OPEN)
    assert "192.168.1.20:8420 with the code K7PXQM" in visible_text(page)
    with qtbot.waitSignal(page.close_requested):
        button(page, "Close the doors").click()
    with qtbot.waitSignal(page.back_requested):
        button(page, "Back to the workshop").click()
    with qtbot.waitSignal(page.back_requested):
        press(Key.Key_Escape)


def test_what_has_the_focus_keeps_it_while_the_networks_are_looked_at_again(qtbot: QtBot, qapp: QApplication) -> None:
    page = open_page(qtbot, qapp)
    row = page.findChildren(ChoiceRow)[1]
    row.setFocus()
    page.show_state(replace(CHOSEN, advice=(), is_looking=True))
    page.show_state(replace(CHOSEN, chosen="10.0.3.7"))
    settle()

    assert focus() is row
    assert row.isChecked()


def test_it_is_whole_in_the_dark(qtbot: QtBot, qapp: QApplication) -> None:
    assert_sound(open_page(qtbot, qapp, WAITING, theme="dark", size=(900, 700)))
