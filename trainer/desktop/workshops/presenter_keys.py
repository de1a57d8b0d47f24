"""What the keys of a presenter's laptop and remote stand for, and what protects a lecture from them."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt

Key = Qt.Key


class Wish(Enum):
    """What a key asks for."""

    ON = "on"
    BACK = "back"
    BLANK = "blank"
    CODE = "code"
    MORE_TIME = "more time"
    HOLD = "hold"
    FULL_SCREEN = "full screen"
    PUT_AWAY = "put away"
    """What lies over the room's screen: the QR code, or the dark."""


_WISHES = {
    Key.Key_PageDown: Wish.ON,
    Key.Key_Right: Wish.ON,
    Key.Key_Down: Wish.ON,
    Key.Key_MediaNext: Wish.ON,
    Key.Key_PageUp: Wish.BACK,
    Key.Key_Left: Wish.BACK,
    Key.Key_Up: Wish.BACK,
    Key.Key_MediaPrevious: Wish.BACK,
    Key.Key_B: Wish.BLANK,
    Key.Key_Period: Wish.BLANK,
    Key.Key_Q: Wish.CODE,
    Key.Key_Plus: Wish.MORE_TIME,
    Key.Key_Equal: Wish.MORE_TIME,
    Key.Key_Space: Wish.HOLD,
    Key.Key_F5: Wish.FULL_SCREEN,
    Key.Key_Escape: Wish.PUT_AWAY,
}

_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def wish_of(key: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Wish | None:
    """What a key asks for; ``None`` for all others, and with Ctrl, Alt or Meta.

    Remotes send Page Down and Page Up, or the arrows, for their two large buttons; F5 and Escape in turn for the one
    that begins a show; B or the full stop for the one that darkens the screen.
    """
    return None if modifiers & _MODIFIERS else _WISHES.get(Key(key))


class Guard:
    """Lets one wish to go on through where a bouncing button or a shaking hand sends two.

    After any step a further one counts only once :attr:`PAUSE` seconds have gone by; after one that closed a vote, only
    once :attr:`AFTER_A_VOTE` have: there a second one would skip what the room was to talk about.
    """

    PAUSE = 0.35
    AFTER_A_VOTE = 1.2

    def __init__(self, seconds: Callable[[], float]) -> None:
        """``seconds`` gives the time of a clock that never goes back."""
        self._seconds = seconds
        self._until = float("-inf")

    def passes(self, *, closes_vote: bool) -> bool:
        """Whether the wish counts; if so, it is noted that it closes a vote or doesn't."""
        now = self._seconds()
        if now < self._until:
            return False
        self._until = now + (self.AFTER_A_VOTE if closes_vote else self.PAUSE)
        return True
