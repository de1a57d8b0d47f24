"""What has changed in the text of a decision since an attempt saw it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QWidget

from trainer.case.compare import Change
from trainer.case.pieces import Kind, Piece
from trainer.desktop.pages.beside import BesideCall
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import SecondaryButton
from trainer.desktop.widgets.changed_text import changed_html, excerpt, spoken
from trainer.desktop.widgets.layout import column, row, rule
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.record_sections import SideBySide
from trainer.desktop.widgets.story import kicker
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable
from trainer.progress.seen import SeenAttempt

_NAME_WIDTH = 124


class ChangesView(BesideCall):
    """Each part that reads otherwise: taken out words struck through, new ones underlined. My call stays beside it."""

    back_requested = Signal()

    def __init__(self, theme: Theme, seen: SeenAttempt, steps: int) -> None:
        """
        Args:
            theme: for colours and measures.
            seen: the attempt, with what has changed in the parts that are open.
            steps: how many parts of the record the learner has opened, 0-6.
        """
        self._seen = seen
        super().__init__(theme, seen.sheet, seen.attempt, name="What changed since", mine=not seen.whose)
        self.call.show_open(steps, list_steps=False)
        back = SecondaryButton(theme, f"Back to the page as {'I' if self.mine else 'they'} saw it", key="Esc")
        back.clicked.connect(self.back_requested)
        line = row()
        line.addWidget(back)
        line.addStretch(1)
        self.set_bar(line)

    def build_page(self) -> QWidget:
        """Head and changes."""
        theme, seen = self.theme, self._seen
        layout = column()
        layout.addWidget(kicker(theme, self.sheet))
        layout.addSpacing(theme.px(2))
        self._title = Heading(theme, "What changed since", theme.serif(28, QFont.Weight.DemiBold))
        layout.addWidget(self._title)
        layout.addSpacing(theme.px(4))
        reader = seen.whose or "I"
        versions = f"{reader} saw version {seen.sheet.case_version}; today it is version {seen.version_today}."
        if seen.sheet.case_version == seen.version_today:
            versions = "The version is still called the same."
        layout.addWidget(label(theme, breakable(versions), theme.serif(17, italic=True), "ink-2", wrap=True))
        layout.addSpacing(theme.px(10))
        layout.addWidget(self._legend())
        layout.addSpacing(theme.px(12))
        for change in seen.changes:
            layout.addWidget(rule(theme))
            layout.addSpacing(theme.px(12))
            layout.addWidget(self._change(change))
            layout.addSpacing(theme.px(14))
        layout.addStretch(1)
        page = QWidget()
        page.setLayout(layout)
        return page

    def _legend(self) -> QWidget:
        made = Prose(self.theme, changed_html(self.theme, _LEGEND), self.theme.sans(13), leading=20, ink="ink-2")
        made.setAccessibleName("What was taken out is struck through, what was put in is underlined.")
        return made

    def _change(self, change: Change) -> QWidget:
        theme = self.theme
        name = Heading(theme, breakable(change.part), theme.sans(13.5, QFont.Weight.DemiBold))
        name.setAccessibleName(change.part)
        name.setContentsMargins(0, theme.px(3), theme.px(12), 0)
        prose = Prose(theme, changed_html(theme, excerpt(change.pieces)), theme.serif(16.5), leading=26, gap=6)
        prose.setAccessibleName(f"{change.part}: {spoken(change)}")
        return SideBySide(theme, name, prose, _NAME_WIDTH)

    def focus_start(self) -> None:
        """Let reading begin at the title."""
        self._title.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the page."""
        if event.key() == Qt.Key.Key_Space:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.column.page(-1 if back else 1)
        else:
            super().keyPressEvent(event)


_LEGEND = (
    Piece(Kind.GONE, "Taken out"),
    Piece(Kind.SAME, ", "),
    Piece(Kind.NEW, "put in"),
    Piece(Kind.SAME, ". Only what you have opened is compared; your attempt keeps the text that it saw."),
)
