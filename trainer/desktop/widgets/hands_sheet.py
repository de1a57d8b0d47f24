"""A show of hands: a number for each option, typed in by the instructor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QIntValidator
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import KeyCap, PrimaryButton, SecondaryButton
from trainer.desktop.widgets.fields import LineField
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, row, rule
from trainer.desktop.widgets.notice import AlertLine
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.widgets.view_switch import ViewSwitch
from trainer.desktop.wording import breakable
from trainer.study.workshop.plan import Round
from trainer.study.workshop.tally import LETTERS

MOST = 9_999
_ROUNDS = (Round.FIRST, Round.SECOND)
_BOLD = QFont.Weight.DemiBold
_WIDTH = 520


class HandsSheet(QDialog):
    """Stays open until the numbers are stored, so that they are never typed twice."""

    counted = Signal(object, object)
    """The :class:`Round`, and the count of each option by its id."""

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str]],
        counts: Mapping[Round, Mapping[str, int]],
        round_: Round,
        parent: QWidget | None = None,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            options: id and title of each, in the order of the sheet.
            counts: what was counted already.
            round_: which vote it is at first.
            parent: the window it belongs to.
        """
        super().__init__(parent)
        self._theme = theme
        self._counts = counts
        self._options = tuple(options)
        self.setWindowTitle("Show of hands")
        self.setAccessibleName("Show of hands")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        paint_ground(self, theme, "page")
        self._switch = ViewSwitch(theme, "Which vote", ("First vote", "Second vote"))
        self._switch.choose(_ROUNDS.index(round_))
        self._switch.chosen.connect(self._fill)
        self._fields = {option: self._field(LETTERS[place], title) for place, (option, title) in enumerate(options)}
        self._total = label(theme, "", theme.sans(16, _BOLD, tabular=True))
        self._problem = AlertLine(theme)
        self._done = PrimaryButton(theme, "Take the numbers")
        self._done.clicked.connect(self._finish)
        self._cancel = SecondaryButton(theme, "Cancel")
        self._cancel.clicked.connect(self.reject)
        self._lay_out()
        self._fill()

    @property
    def round(self) -> Round:
        """Which vote it is."""
        return _ROUNDS[self._switch.current]

    @property
    def total(self) -> int:
        """All hands together."""
        return sum(self._numbers().values())

    def say(self, sentence: str) -> None:
        """Why the numbers couldn't be stored; they stay as they were typed."""
        self._problem.say(sentence)
        self._done.setEnabled(True)

    def _field(self, letter: str, title: str) -> LineField:
        field = LineField(self._theme)
        field.setFont(self._theme.sans(17, _BOLD, tabular=True))
        field.setValidator(QIntValidator(0, MOST, field))
        field.setMaxLength(len(str(MOST)))
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setMinimumHeight(self._theme.px(44))
        field.setFixedWidth(self._theme.px(104))
        field.setPlaceholderText("0")
        field.setAccessibleName(f"Hands for {letter}, {title}")
        field.textEdited.connect(self._add_up)
        field.returnPressed.connect(self._on_enter)
        return field

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        grid = QGridLayout()
        grid.setContentsMargins(px(32), px(4), px(32), px(8))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        for place, (option, title) in enumerate(self._options):
            grid.addWidget(KeyCap(theme, LETTERS[place]), place, 0)
            grid.addWidget(label(theme, breakable(title), theme.sans(14.5), wrap=True), place, 1)
            grid.addWidget(self._fields[option], place, 2)
        grid.addWidget(label(theme, "In all", theme.sans(14.5), "ink-2"), len(self._options), 1)
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._total.setContentsMargins(0, 0, px(10), 0)
        grid.addWidget(self._total, len(self._options), 2)
        body = QWidget()
        body.setLayout(grid)
        head = column(spacing=px(12), margins=(px(32), px(24), px(32), px(12)))
        head.addWidget(Heading(theme, "Show of hands", theme.serif(22, _BOLD)))
        head.addWidget(self._switch)
        buttons = row(spacing=px(12))
        buttons.addStretch(1)
        buttons.addWidget(self._done)
        buttons.addWidget(self._cancel)
        foot = column(spacing=px(10), margins=(px(32), px(14), px(32), px(24)))
        foot.addWidget(self._problem)
        foot.addLayout(buttons)
        whole = column()
        whole.addLayout(head)
        whole.addWidget(ScrollColumn(theme, body, "Show of hands"), 1)
        whole.addWidget(rule(theme))
        whole.addLayout(foot)
        self.setLayout(whole)
        around = self.screen().availableSize()
        width = min(px(_WIDTH), around.width() - 40)
        high = body.sizeHint().height() + head.sizeHint().height() + foot.sizeHint().height() + px(8)
        self.resize(width, min(high, around.height() - 80))

    def _fill(self) -> None:
        known = self._counts.get(self.round, {})
        for option, field in self._fields.items():
            field.setText(str(known[option]) if known.get(option) else "")
        self._add_up()
        first = next(iter(self._fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            first.selectAll()

    def _numbers(self) -> dict[str, int]:
        return {option: int(field.text() or "0") for option, field in self._fields.items()}

    def _add_up(self) -> None:
        self._problem.say("")
        self._total.setText(f"{self.total:,}")
        self._done.setEnabled(self.total > 0)

    def _on_enter(self) -> None:
        """Enter goes from field to field, and puts the numbers down after the last."""
        fields = list(self._fields.values())
        here = self.focusWidget()
        if here in fields[:-1]:
            following = fields[fields.index(here) + 1]
            following.setFocus(Qt.FocusReason.TabFocusReason)
            following.selectAll()
        else:
            self._finish()

    def _finish(self) -> None:
        if self.total:
            self._done.setEnabled(False)
            self.counted.emit(self.round, self._numbers())
