"""What stands in the place of a list of attempts that none of them fits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.layout import column
from trainer.desktop.widgets.text import Heading, label

_NOTHING = "None of the attempts fits all that is asked for here."
_SEALED = " Those whose record is sealed still are with no record and against none."


class NothingFits(QWidget):
    """Says so, why it may be so, and offers to ask for less."""

    clear_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """
        Args:
            theme: for colours and measures.
        """
        super().__init__()
        clear = LinkButton(theme, "Clear all filters")
        clear.clicked.connect(self.clear_requested)
        self._why = label(theme, "", theme.serif(16), "ink-2", wrap=True)
        layout = column(spacing=theme.px(8), margins=(theme.px(8), theme.px(32), theme.px(20), 0))
        layout.addWidget(Heading(theme, "No attempt fits", theme.serif(20, QFont.Weight.DemiBold)))
        layout.addWidget(self._why)
        layout.addWidget(clear, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setLayout(layout)

    def explain(self, *, of_record: bool) -> None:
        """Say why.

        Args:
            of_record: whether something of the record is asked for, which sealed attempts don't tell.
        """
        self._why.setText(_NOTHING + (_SEALED if of_record else ""))
