"""The reasons that a room gave in a vote, by option."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.folded_lines import FoldedLines
from trainer.desktop.widgets.frames import KeyBox
from trainer.desktop.widgets.layout import column, row
from trainer.desktop.widgets.text import label
from trainer.reports.workshop.told import BallotTold, OptionTold, VoteTold
from trainer.study.statements import PERCENT


class RoomReasons(QWidget):
    """Each in the words of whoever gave it, with the forecast."""

    def __init__(self, theme: Theme, options: Sequence[OptionTold], ballot: BallotTold) -> None:
        """
        Args:
            theme: for colours and measures.
            options: in the order of the sheet.
            ballot: whose reasons they are.
        """
        super().__init__()
        px = theme.px
        layout = column(spacing=px(8))
        for option in options:
            given = ballot.reasons(option.id)
            if not given:
                continue
            head = row(spacing=px(9))
            head.addWidget(KeyBox(theme, option.letter), 0, Qt.AlignmentFlag.AlignTop)
            head.addWidget(label(theme, option.title, theme.sans(14, QFont.Weight.DemiBold), wrap=True), 1)
            layout.addLayout(head)
            of = f"for {option.letter}, {option.title}"
            layout.addWidget(FoldedLines(theme, [_said(vote) for vote in given], "reasons", of, inset=31))
            layout.addSpacing(px(8))
        self.setLayout(layout)


def _said(vote: VoteTold) -> str:
    who = f"{vote.who.name}, " if vote.who.name else ""
    return f"“{vote.reason}”  {who}{vote.forecast}{PERCENT}"
