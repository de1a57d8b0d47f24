"""How the room and the phones go about a workshop: the language, the clock, and whether votes are open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.layout import column
from trainer.desktop.widgets.text import label
from trainer.desktop.widgets.tick import Tick
from trainer.desktop.widgets.view_switch import ViewSwitch
from trainer.study.workshop.plan import Plan

_LANGUAGES = (("en", "English"), ("zh", "中文"))
_SPOKEN = "In which the room and the phones are spoken to. The case stays in its own language."
_TICKS = (
    ("countdown", "Show the time that is left", "The room and the phones count down votes and discussions."),
    ("close_on_time", "Close each vote when its time is up", "Otherwise it stays open until you close it."),
    (
        "open_votes",
        "Votes are open",
        (
            "You see who voted what, and every phone is told so before anybody joins. Otherwise nobody sees it, and"
            " neither do you."
        ),
    ),
)


class RoomSection(QWidget):
    """Shows it and says what is chosen."""

    chosen = Signal(str, object)
    """Name of a value of the plan, and the value."""

    def __init__(self, theme: Theme, plan: Plan) -> None:
        super().__init__()
        px = theme.px
        layout = column()
        self._language = ViewSwitch(theme, "Language", tuple(name for _, name in _LANGUAGES))
        self._language.chosen.connect(lambda number: self.chosen.emit("language", _LANGUAGES[number][0]))
        layout.addWidget(label(theme, "Language", theme.sans(14, QFont.Weight.DemiBold)))
        layout.addSpacing(px(6))
        layout.addWidget(self._language, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addSpacing(px(6))
        layout.addWidget(label(theme, _SPOKEN, theme.sans(13), "ink-2", wrap=True))
        layout.addSpacing(px(10))
        self._ticks = {name: Tick(theme, text, more) for name, text, more in _TICKS}
        for name, tick in self._ticks.items():
            tick.clicked.connect(lambda on, name=name: self.chosen.emit(name, on))
            layout.addWidget(tick)
        self.setLayout(layout)
        self.put(plan)

    def put(self, plan: Plan) -> None:
        """Show what the plan says."""
        languages = [language for language, _ in _LANGUAGES]
        self._language.choose(languages.index(plan.language) if plan.language in languages else 0)
        for name, tick in self._ticks.items():
            tick.setChecked(getattr(plan, name))
