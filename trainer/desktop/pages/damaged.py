"""The page for a progress file that can't be read: what can be done about it, and what each way costs."""

from __future__ import annotations

import html
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from trainer.desktop.restoring_state import AGAIN, LEAVE, SKIP, MendingWay
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, reading_column, rule
from trainer.desktop.widgets.notice import AlertLine, alert
from trainer.desktop.widgets.progress_line import STEPS, ProgressLine
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable

TITLE = "Your progress file is damaged"
_SENTENCE = (
    "The file that holds your progress can't be read as it should: it was overwritten or cut short, or the disk fails."
    " Nothing more happens to it: whatever you choose, it is kept as it is."
)
_LOOKING = "Looking at what can still be read of it"
_WIDTH = 600


class DamagedPage(QWidget):
    """First says how far the look at the file has come, then what can be done. Emits the key of what is chosen."""

    action_chosen = Signal(str)

    def __init__(self, theme: Theme, ways: tuple[MendingWay, ...] | None, details: str) -> None:
        """
        Args:
            theme: for colours and measures.
            ways: what can be done, the best first; ``None`` while that isn't known yet.
            details: file and message, for whoever helps.
        """
        super().__init__()
        self._theme = theme
        self.setAccessibleName(TITLE)
        self.setAccessibleDescription(_SENTENCE)
        paint_ground(self, theme, "paper")
        self._buttons: list[QAbstractButton] = []
        self._line = ProgressLine(theme, _LOOKING)
        self._percent = label(theme, f"{_LOOKING} …", theme.sans(14), "ink-2", wrap=True)
        self._problem = AlertLine(theme)
        px = theme.px
        layout = column()
        layout.addWidget(Heading(theme, TITLE, theme.serif(30, QFont.Weight.DemiBold)))
        layout.addSpacing(px(12))
        layout.addWidget(Prose(theme, f"<p>{_SENTENCE}</p>", theme.serif(17), leading=27.5))
        layout.addSpacing(px(8))
        layout.addWidget(self._problem)
        layout.addSpacing(px(20))
        if ways is None:
            self._add_progress(layout)
        else:
            for number, way in enumerate(ways):
                self._add_way(layout, way, best=number == 0)
        self._add_foot(layout, details, with_skip=ways is None)
        scroll = ScrollColumn(theme, reading_column(layout, px(_WIDTH), (px(24), px(56), px(24), px(40))), TITLE)
        outer = column()
        outer.addWidget(scroll)
        self.setLayout(outer)
        self.setFocusProxy(self._buttons[0])

    def show_progress(self, done: int, of: int) -> None:
        """Say how much of the file was read."""
        share = done / of if of else 0.0
        self._line.setValue(round(share * STEPS))
        reading = f"{_LOOKING}: {share * 100:.0f} %"
        self._percent.setText(reading if done < of else "Putting together what could be read …")

    def show_problem(self, sentence: str) -> None:
        """Say what couldn't be done; everything can be chosen still."""
        self._problem.say(sentence)
        self.set_busy(busy=False)
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """While something is being done, nothing else can be chosen."""
        for button in self._buttons:
            button.setEnabled(not busy)

    def _add_progress(self, layout: QVBoxLayout) -> None:
        layout.addWidget(self._percent)
        layout.addSpacing(self._theme.px(10))
        layout.addWidget(self._line)
        layout.addSpacing(self._theme.px(28))

    def _add_way(self, layout: QVBoxLayout, way: MendingWay, *, best: bool) -> None:
        theme, px = self._theme, self._theme.px
        layout.addWidget(rule(theme))
        layout.addSpacing(px(18))
        layout.addWidget(Heading(theme, way.title, theme.serif(19, QFont.Weight.DemiBold)))
        layout.addSpacing(px(4))
        paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in way.text.split("\n"))
        layout.addWidget(Prose(theme, paragraphs, theme.sans(14.5), leading=21.5, gap=4, ink="ink-2"))
        layout.addSpacing(px(14))
        button = PrimaryButton(theme, way.button) if best else SecondaryButton(theme, way.button)
        button.setAccessibleDescription(f"{way.title}. {way.text}")
        button.clicked.connect(partial(self._choose, way.key))
        self._buttons.append(button)
        line = Flow(px(12))
        line.addWidget(button)
        layout.addLayout(line)
        layout.addSpacing(px(22))

    def _add_foot(self, layout: QVBoxLayout, details: str, *, with_skip: bool) -> None:
        theme, px = self._theme, self._theme.px
        layout.addWidget(rule(theme))
        layout.addSpacing(px(14))
        links = Flow(px(24))
        steps = ((SKIP, "Don't wait for that"),) if with_skip else ((AGAIN, "Look again"),)
        for key, text in (*steps, (LEAVE, "Leave the program")):
            link = LinkButton(theme, text, size=14)
            link.clicked.connect(partial(self._choose, key))
            self._buttons.append(link)
            links.addWidget(link)
        layout.addLayout(links)
        layout.addSpacing(px(32))
        layout.addWidget(label(theme, "For whoever helps you", theme.sans(13, QFont.Weight.DemiBold), "ink-2"))
        layout.addSpacing(px(6))
        lines = "<br>".join(html.escape(breakable(line)) for line in details.strip().splitlines())
        layout.addWidget(Prose(theme, f"<p>{lines}</p>", theme.sans(13), leading=19.5, ink="ink-2"))

    def showEvent(self, event: QShowEvent) -> None:
        """What is best has the focus, and a screen reader says what happened."""
        if not event.spontaneous():
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
            alert(self)

    def _choose(self, key: str, _checked: bool = False) -> None:
        self.action_chosen.emit(key)
