"""The head of a record: whose it is, how many attempts fit, and what can be done with all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.layout import column, row
from trainer.desktop.widgets.speech import tell
from trainer.desktop.widgets.text import Heading
from trainer.desktop.wording import breakable


def record_title(whose: str) -> str:
    """What a record is called.

    Args:
        whose: name of the learner, where their coach looks at it; "" where they look at it themselves.
    """
    return f"Record of {whose}" if whose else "My record"


class RecordHead(QWidget):
    """To a learner it offers the export; to a coach the way back to the group, and marking all reasons."""

    export_requested = Signal()
    back_requested = Signal()
    marking_requested = Signal()

    def __init__(self, theme: Theme, whose: str) -> None:
        """
        Args:
            theme: for colours and measures.
            whose: see :func:`record_title`.
        """
        super().__init__()
        self._theme = theme
        self._amount = QLabel()
        self._amount.setFont(theme.sans(15, tabular=True))
        self._amount.setTextFormat(Qt.TextFormat.RichText)
        self.setLayout(self._for_coach(whose) if whose else self._for_learner())

    def tell_amount(self, count: int | None, total: int, *, filtered: bool) -> None:
        """Say how many attempts fit.

        Args:
            count: so many; ``None`` as long as it isn't known.
            total: of so many.
            filtered: whether anything is asked for that leaves attempts out.
        """
        ink, quiet = self._theme.colours["ink"], self._theme.colours["ink-2"]
        words = f"{total:,} {'attempt' if total == 1 else 'attempts'}"
        if filtered:
            found = "…" if count is None else f"{count:,}"
            self._amount.setText(
                f'<span style="color: {ink}; font-weight: 600">{found}</span>'
                f'<span style="color: {quiet}"> of {words}</span>'
            )
            words = f"{found} of {words}"
        else:
            self._amount.setText(f'<span style="color: {quiet}">{words}</span>')
        if words != self._amount.accessibleName() and count is not None:
            self._amount.setAccessibleName(words)
            tell(self._amount, "Alert")

    def _for_learner(self) -> QBoxLayout:
        theme, px = self._theme, self._theme.px
        heading = Heading(theme, record_title(""), theme.serif(28, QFont.Weight.DemiBold))
        heading.setWordWrap(False)
        export = LinkButton(theme, "Export…")
        export.clicked.connect(self.export_requested)
        head = row(margins=(px(8), 0, px(20), px(12)))
        head.addWidget(HeadLine(theme, [heading, self._amount], [export], gap=16, name="Head of the page"))
        return head

    def _for_coach(self, whose: str) -> QBoxLayout:
        theme, px = self._theme, self._theme.px
        back = LinkButton(theme, "Group", icon="chevron-left", underline=False, ink="ink-2")
        back.setAccessibleName("Back to the group")
        back.clicked.connect(self.back_requested)
        heading = Heading(theme, breakable(record_title(whose)), theme.serif(28, QFont.Weight.DemiBold))
        heading.setAccessibleName(record_title(whose))
        mark = LinkButton(theme, "Mark the reasons, outcome covered…")
        mark.clicked.connect(self.marking_requested)
        head = column(margins=(px(8), 0, px(20), px(12)))
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(HeadLine(theme, [heading, self._amount], [mark], name="Head of the page"))
        return head
