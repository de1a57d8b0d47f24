"""The decision beside the group's table: who chose what, what was missed, and the reasons they gave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from random import Random

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from trainer.desktop.group_state import names_of, option_said, too_few
from trainer.desktop.painting.group_dots import paint_dots
from trainer.desktop.painting.squares import lay_squares
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.attempt_notes import AttemptNotes
from trainer.desktop.widgets.buttons import KeyCap, LinkButton
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.icon_button import IconButton
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground, row, rule
from trainer.desktop.widgets.plot import Plot
from trainer.desktop.widgets.text import Heading, colour, label
from trainer.progress.group_numbers import GivenReasons
from trainer.progress.notes import Role
from trainer.study.group import GroupDecision, GroupOption, MissedFactor, Spot, shuffled

WIDTH = 400.0
"""Of the panel beside the table, in pixels at 100 %."""
_MARGIN = 26.0
_MEASURE = 620.0
_FEW_REASONS = 3
_DOT = 8.0
_BOLD = QFont.Weight.DemiBold

Reasons = Callable[[Spot, bool], Sequence[GivenReasons]]
"""What was written at a decision, by name; with the notes to it, if that is asked for."""


class GroupPanel(QWidget):
    """Shows one decision of the group."""

    closed = Signal()
    note_written = Signal(str, str, object)
    """Id of the attempt, what is to be kept as a further note to it, and how good its reasons are found or ``None``."""
    record_requested = Signal(str, str)
    """Id of a learner whose record is wanted, and of the attempt that is to be shown there."""
    page_requested = Signal(str, str)
    """Likewise, where the whole page of the attempt is wanted."""

    def __init__(
        self, theme: Theme, reasons: Reasons, names: Mapping[str, str], chance: Random, *, names_hidden: bool
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            reasons: gives what was written at a decision; all tries.
            names: of the learners by id.
            chance: mixes the reasons while names are hidden.
            names_hidden: whether nobody is named.
        """
        super().__init__()
        self._theme = theme
        self._reasons = reasons
        self._names = names
        self._chance = chance
        self._hidden = names_hidden
        paint_ground(self, theme, "page")
        self.setAccessibleName("The decision, as the group decided it")
        px = theme.px
        self._kicker = label(theme, "", theme.sans(12.5), "ink-2", wrap=True)
        self._kicker.setTextFormat(Qt.TextFormat.RichText)
        self._title = Heading(theme, "", theme.serif(22, _BOLD))
        self._body = column()
        head = row(margins=(px(_MARGIN), px(4), px(16), px(4)))
        head.addWidget(self._kicker, 1)
        close = IconButton(theme, "Close", "close")
        close.clicked.connect(self.closed)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = ScrollColumn(theme, self._content(), "The decision, as the group decided it")
        layout = column(margins=(0, px(12), 0, 0))
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        self.setLayout(layout)

    def _content(self) -> QWidget:
        px = self._theme.px
        text = QWidget()
        text.setMaximumWidth(px(_MEASURE))
        inner = column()
        inner.addWidget(self._title)
        inner.addSpacing(px(4))
        inner.addLayout(self._body)
        inner.addStretch(1)
        text.setLayout(inner)
        beside = row(margins=(px(_MARGIN), 0, px(16), px(32)))
        beside.addWidget(text, 100)
        beside.addStretch(1)
        made = QWidget()
        made.setLayout(beside)
        return made

    @property
    def names_hidden(self) -> bool:
        """Whether nobody is named."""
        return self._hidden

    def take_focus(self) -> None:
        """Begin to read at the title."""
        self._title.take_focus()

    def show_decision(self, decision: GroupDecision) -> None:
        """Show a decision from its beginning."""
        theme, text = self._theme, decision.text
        act = theme.act_colour(text.act_number).name()
        plain = f"Act {text.act_number}, {text.act_title} · Decision {text.number}"
        self._kicker.setText(
            f'<span style="color: {act}; font-weight: 600">Act {text.act_number}, {escape(text.act_title)}</span>'
            f" · Decision {text.number}"
        )
        self._kicker.setAccessibleName(plain)
        self._title.setText(text.title)
        self._title.setAccessibleName(text.title)
        clear(self._body)
        first = "1 first try" if decision.learners == 1 else f"{decision.learners} first tries"
        later = "1 later one" if decision.later == 1 else f"{decision.later or 'no'} later ones"
        self._say(f"{first}, {later}", theme.sans(13), "ink-2", before=0)
        if decision.covered(self._hidden):
            self._say(f"{too_few(decision)}.", theme.serif(16), before=20)
        else:
            self._add_options(decision)
            self._add_missed(decision.missed)
            self._add_reasons(decision)
        self._body.activate()
        self._scroll.go_to(0)

    def _say(self, text: str, font: QFont, ink: str = "ink", *, before: float = 8) -> None:
        self._body.addSpacing(self._theme.px(before))
        self._body.addWidget(label(self._theme, text, font, ink, wrap=True))

    def _head(self, text: str, link: LinkButton | None = None) -> None:
        theme = self._theme
        self._body.addSpacing(theme.px(28))
        heading = Heading(theme, text, theme.sans(13, _BOLD))
        self._body.addWidget(HeadLine(theme, [heading], [link] if link else [], name=f"Head of {text}"))
        self._body.addSpacing(theme.px(4))

    def _add_options(self, decision: GroupDecision) -> None:
        theme = self._theme
        self._body.addSpacing(theme.px(14))
        self._body.addWidget(rule(theme))
        for place, option in enumerate(decision.options):
            self._body.addWidget(self._option(decision, place, option))
            self._body.addWidget(rule(theme))

    def _option(self, decision: GroupDecision, place: int, option: GroupOption) -> QWidget:
        theme = self._theme
        px = theme.px
        beside = column(spacing=px(4))
        title = row(spacing=px(12))
        title.addWidget(label(theme, option.title, theme.sans(13.5, QFont.Weight.Medium), wrap=True), 1)
        if option.taken:
            title.addWidget(label(theme, "= they chose", theme.sans(12, _BOLD)), 0, Qt.AlignmentFlag.AlignTop)
        beside.addLayout(title)
        beside.addWidget(_Tally(theme, len(option.first), option.later))
        if not self._hidden and option.first:
            beside.addWidget(label(theme, names_of(option.first, self._names), theme.sans(12.5), "ink-2", wrap=True))
        line = row(spacing=px(12), margins=(0, px(13), 0, px(13)))
        line.addWidget(KeyCap(theme, str(place + 1)), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(beside, 1)
        made = QWidget()
        made.setLayout(line)
        made.setAccessibleName(option_said(decision, place))
        return made

    def _add_missed(self, missed: Sequence[MissedFactor]) -> None:
        found = [each for each in missed if each.missed]
        if not found:
            return
        theme = self._theme
        self._head("Factors missed most")
        for each in found:
            self._body.addWidget(_missed_row(theme, each, max(other.marked for other in found)))
            self._body.addWidget(rule(theme))

    def _add_reasons(self, decision: GroupDecision) -> None:
        given = [each for each in self._reasons(decision.text.spot, not self._hidden) if each.number == 1]
        if not given:
            return
        theme = self._theme
        everything = LinkButton(theme, f"All {len(given)}") if len(given) > _FEW_REASONS else None
        self._head("Reasons", everything)
        place = column()
        self._body.addLayout(place)
        entries = given if not self._hidden else self._mixed(given)
        self._fill(place, entries[:_FEW_REASONS])
        if everything is not None:
            everything.clicked.connect(lambda: self._fill(place, entries))
            everything.clicked.connect(everything.hide)
        if self._hidden:
            note = (
                "In random order and without names. A turn of phrase can still give its writer away: read before you"
                " show them."
            )
            self._say(note, theme.sans(13), "ink-2", before=12)

    def _mixed(self, given: Sequence[GivenReasons]) -> list[GivenReasons]:
        """Nothing but words, in an order that chance gives."""
        mixed = shuffled([each.reasons for each in given], self._chance)
        return [GivenReasons("", "", "", 1, "", reasons) for reasons in mixed]

    def _fill(self, place: QVBoxLayout, entries: Sequence[GivenReasons]) -> None:
        theme = self._theme
        clear(place)
        for each in entries:
            place.addSpacing(theme.px(8))
            if each.name:
                place.addWidget(self._writer(each))
            words = label(theme, f"“{each.reasons}”", theme.serif(16), wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            place.addWidget(words)
            if each.attempt_id:
                place.addSpacing(theme.px(6))
                notes = AttemptNotes(theme, each.notes, reader=Role.COACH)
                notes.setAccessibleName(f"Notes to what {each.name} wrote")
                notes.written.connect(partial(self.note_written.emit, each.attempt_id))
                place.addWidget(notes)
            place.addSpacing(theme.px(8))
            place.addWidget(rule(theme))
        place.activate()

    def _writer(self, given: GivenReasons) -> QWidget:
        """Who wrote it, and the ways to all that they did."""
        theme = self._theme
        name = label(theme, given.name, theme.sans(12.5, QFont.Weight.Medium), "ink-2", wrap=True)
        links = []
        for text, said, signal in (
            ("Page", f"The page as {given.name} saw it", self.page_requested),
            ("Record", f"The record of {given.name}", self.record_requested),
        ):
            link = LinkButton(theme, text)
            link.setAccessibleName(said)
            link.setToolTip(said)
            link.clicked.connect(partial(_emit, signal, given.learner_id, given.attempt_id))
            links.append(link)
        return HeadLine(theme, [name], links, gap=8, name=given.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _emit(signal: SignalInstance, learner_id: str, attempt_id: str, _checked: bool = False) -> None:
    signal.emit(learner_id, attempt_id)


def _missed_row(theme: Theme, missed: MissedFactor, largest: int) -> QWidget:
    px = theme.px
    name: QLabel = label(theme, missed.name, theme.sans(13), wrap=True)
    said = f"{missed.name}: missed by {missed.missed} of {missed.marked}"
    squares = Plot(
        theme,
        lambda theme, width, _active: lay_squares(missed.missed, missed.marked, theme, width, largest),
        said,
        width=190,
    )
    squares.setFixedWidth(px(190))
    line = row(spacing=px(12), margins=(0, px(8), 0, px(8)))
    line.addWidget(name, 1)
    line.addWidget(squares, 0, Qt.AlignmentFlag.AlignVCenter)
    made = QWidget()
    made.setLayout(line)
    return made


class _Tally(QWidget):
    """First tries as dots, later ones as rings, each with its figure."""

    def __init__(self, theme: Theme, first: int, later: int) -> None:
        super().__init__()
        self._theme = theme
        self._rows = ((first, "first", False), *(((later, "later", True),) if later else ()))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setAccessibleName(", ".join(f"{count} {word}" for count, word, _ in self._rows))
        colour(self, theme, "ink")

    def _line(self) -> float:
        return QFontMetricsF(self._theme.sans(12.5)).height() + self._theme.px(1)

    def sizeHint(self) -> QSize:
        """A line for each."""
        return QSize(self._theme.px(160), round(self._line() * len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        """As the size hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme, line = self._theme, self._line()
        plain, bold = theme.sans(12.5, tabular=True), theme.sans(12.5, _BOLD, tabular=True)
        painter = QPainter(self)
        words = QFontMetricsF(plain).horizontalAdvance(" first") + QFontMetricsF(bold).horizontalAdvance("0000")
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for place, (count, word, hollow) in enumerate(self._rows):
            area = QRectF(0, place * line, self.width(), line)
            paint_dots(painter, theme, area.adjusted(0, 0, -words, 0), count, hollow=hollow, size=_DOT)
            painter.setFont(plain)
            painter.setPen(theme.colour("ink-2"))
            painter.drawText(area, right, f" {word}")
            number = area.adjusted(0, 0, -QFontMetricsF(plain).horizontalAdvance(f" {word}"), 0)
            painter.setFont(bold)
            painter.setPen(theme.colour("ink"))
            painter.drawText(number, right, f"{count:,}")
        painter.end()
