"""PySide6 6.12.0 loses a reference to True with every emit on Python before 3.12, and aborts when none is left."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

EMITS = 5_000
SLACK = 100

# Enough to lose, so that the test can fail before the process aborts.
SPARE: list[bool | None] = [True, None] * (2 * EMITS)


class Sender(QObject):
    sent = Signal(int)


def test_emitting_signals_loses_no_reference() -> None:
    sender = Sender()
    heard: list[int] = []
    sender.sent.connect(heard.append)
    before = sys.getrefcount(True), sys.getrefcount(None)

    for number in range(EMITS):
        sender.sent.emit(number)
        sender.setObjectName("")

    after = sys.getrefcount(True), sys.getrefcount(None)
    assert len(heard) == EMITS
    assert abs(after[0] - before[0]) < SLACK
    assert abs(after[1] - before[1]) < SLACK
