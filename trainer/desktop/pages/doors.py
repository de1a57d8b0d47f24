"""The doors of a workshop: on which network phones come in, whether they get through, and what to do if they don't."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QVBoxLayout, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from trainer.desktop.widgets.choice_row import ChoiceRow
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.frames import Card
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground, row, rule
from trainer.desktop.widgets.marks import marked
from trainer.desktop.widgets.notice import AlertLine, alert
from trainer.desktop.widgets.qr_view import QrView
from trainer.desktop.widgets.tabbing import tab_through
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable
from trainer.desktop.workshops.doors_state import DoorsState, NetworkLine, PhoneTest

_BOLD = QFont.Weight.DemiBold
_WIDTH, _BESIDE = 960, 820.0
_WAITING = (
    "Point your phone’s camera at the code, or type the address. Once the phone has come through, it is said here."
)
_BEFORE = "Before the room comes: see whether a phone gets through to this laptop."


class DoorsPage(QWidget):
    """Shows one state after another without being built anew."""

    back_requested = Signal()
    """To the workshop where it has begun, else to where one came from."""
    network_chosen = Signal(str)
    look_requested = Signal()
    test_requested = Signal()
    open_requested = Signal()
    close_requested = Signal()
    without_requested = Signal()
    """The workshop goes on without any phones."""
    text_size_requested = Signal(QPoint)

    def __init__(self, theme: Theme, state: DoorsState) -> None:
        super().__init__()
        self._theme = theme
        self._state: DoorsState | None = None
        self._asked = False
        self._rows: dict[str, ChoiceRow] = {}
        self._group = QButtonGroup(self)
        paint_ground(self, theme, "paper")
        self.setAccessibleName("The doors")
        self._make()
        self._lay_out()
        self.setFocusProxy(self._open)
        self.show_state(state)

    def _make(self) -> None:
        theme = self._theme
        self._kicker = label(theme, "", theme.sans(13, _BOLD), "ink-2", wrap=True)
        self.heading = Heading(theme, "", theme.serif(30, _BOLD))
        self._lead = label(theme, "", theme.sans(14.5), "ink-2", wrap=True)
        self._networks = column()
        self._looking = label(theme, "Looking at the networks of this laptop …", theme.sans(13.5), "ink-2", wrap=True)
        self._look = LinkButton(theme, "Look again")
        self._look.clicked.connect(self.look_requested)
        self._advice = column(spacing=theme.px(10))
        self._problem = AlertLine(theme)
        self._test = SecondaryButton(theme, "Test with your own phone")
        self._test.clicked.connect(self.test_requested)
        self._how = label(theme, _BEFORE, theme.sans(13.5), "ink-2", wrap=True)
        self._qr = QrView(theme)
        self._url = label(theme, "", theme.sans(15, _BOLD), wrap=True)
        self._url.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._came = column()
        self._open = PrimaryButton(theme, "Open the doors")
        self._open.clicked.connect(self._on_open)
        self._without = SecondaryButton(theme, "Without phones")
        self._without.setAccessibleDescription("Hands are counted, and you type the numbers in")
        self._without.clicked.connect(self.without_requested)
        self._close = SecondaryButton(theme, "Close the doors")
        self._close.setAccessibleDescription("Nobody comes in, and phones wait until they open again")
        self._close.clicked.connect(self.close_requested)
        self._back = SecondaryButton(theme, "Back")
        self._back.clicked.connect(self.back_requested)

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        head = column(spacing=px(4))
        for widget in (self._kicker, self.heading, self._lead):
            head.addWidget(widget)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(px(40))
        self._beside.addLayout(self._left(), 6)
        self._beside.addWidget(self._right(), 4, Qt.AlignmentFlag.AlignTop)
        body = column(spacing=px(22))
        body.addLayout(head)
        body.addLayout(self._beside)
        body.addStretch(1)
        middle = QWidget()
        middle.setLayout(body)
        middle.setMaximumWidth(px(_WIDTH))
        line = row(margins=(px(32), px(32), px(32), px(24)))
        line.addStretch(1)
        line.addWidget(middle, 1000)
        line.addStretch(1)
        self._margins = line
        content = QWidget()
        content.setLayout(line)
        buttons = Flow(px(12))
        for button in (self._open, self._without, self._close, self._back):
            buttons.addWidget(button)
        held = QWidget()
        held.setLayout(buttons)
        held.setMaximumWidth(px(_WIDTH))
        foot = row(margins=(px(32), px(14), px(32), px(16)))
        foot.addStretch(1)
        foot.addWidget(held, 1000)
        foot.addStretch(1)
        self._foot = foot
        whole = column()
        whole.addWidget(ScrollColumn(theme, content, "The doors"), 1)
        whole.addWidget(rule(theme))
        whole.addLayout(foot)
        self.setLayout(whole)

    def _left(self) -> QVBoxLayout:
        theme, px = self._theme, self._theme.px
        layout = column(spacing=px(6))
        caption = label(theme, "The network that the phones are in", theme.sans(13.5, _BOLD), wrap=True)
        layout.addWidget(HeadLine(theme, [caption, self._look], name="Networks"))
        layout.addWidget(self._looking)
        layout.addLayout(self._networks)
        layout.addSpacing(px(10))
        layout.addWidget(self._problem)
        layout.addLayout(self._advice)
        layout.addStretch(1)
        return layout

    def _right(self) -> QWidget:
        px = self._theme.px
        layout = column(spacing=px(12), margins=(px(20), px(18), px(20), px(20)))
        layout.addWidget(label(self._theme, "Test with your own phone", self._theme.sans(13.5, _BOLD), wrap=True))
        layout.addWidget(self._how)
        layout.addWidget(self._test, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._qr, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._url)
        layout.addLayout(self._came)
        return Card(self._theme, layout)

    @property
    def was_asked_to_open(self) -> bool:
        """Whether the doors were to open, and not only to move."""
        return self._asked

    def show_state(self, state: DoorsState) -> None:
        """Show how things stand; what hasn't changed stays as it is."""
        before, self._state = self._state, state
        if state == before:
            return
        self._kicker.setText(breakable(state.title))
        self.heading.setText("The doors are open" if state.is_open else "Open the doors")
        self._lead.setText(_lead(state))
        if before is None or before.networks != state.networks or before.chosen != state.chosen:
            self._show_networks(state)
        self._looking.setVisible(state.is_looking and not state.networks)
        if before is None or before.advice != state.advice:
            self._show_advice(state.advice)
        if before is None or before.problem != state.problem:
            self._problem.say(state.problem)
        self._show_test(state, before)
        self._open.relabel("Back to the workshop" if state.is_open else "Open the doors")
        self._open.setEnabled(state.is_open or state.can_open)
        self._without.setVisible(not state.has_begun and not state.is_open)
        self._close.setVisible(state.is_open)
        self._back.setVisible(not state.is_open)

    def _show_networks(self, state: DoorsState) -> None:
        if tuple(self._rows) != tuple(each.address for each in state.networks):
            for button in self._rows.values():
                self._group.removeButton(button)
            clear(self._networks)
            self._rows = {each.address: self._row(each) for each in state.networks}
            below = (self._test, self._open, self._without, self._close, self._back)
            tab_through(self, (self._look, *self._rows.values(), *below))
        chosen = self._rows.get(state.chosen)
        if chosen is not None:
            chosen.setChecked(True)

    def _row(self, network: NetworkLine) -> ChoiceRow:
        aside = "proposed" if network.is_proposed else "" if network.is_usable else "no phones here"
        made = ChoiceRow(self._theme, network.words, network.address, aside)
        made.clicked.connect(lambda _=False: self.network_chosen.emit(network.address))
        self._group.addButton(made)
        self._networks.addWidget(made)
        return made

    def _show_advice(self, advice: tuple[tuple[str, str], ...]) -> None:
        theme = self._theme
        clear(self._advice)
        for what, do in advice:
            self._advice.addWidget(label(theme, breakable(what, longest=24), theme.sans(13.5, _BOLD), wrap=True))
            self._advice.addWidget(label(theme, breakable(do, longest=24), theme.sans(13.5), "ink-2", wrap=True))

    def _show_test(self, state: DoorsState, before: DoorsState | None) -> None:
        begun = state.test is not PhoneTest.NOT_BEGUN
        self._test.setVisible(not begun)
        self._test.setEnabled(state.can_open)
        self._how.setText(_WAITING if begun else _BEFORE)
        self._how.setVisible(state.test is not PhoneTest.CAME)
        self._qr.setVisible(begun)
        self._qr.show_code(state.test_qr, state.test_url)
        self._url.setVisible(begun)
        self._url.setText(breakable(state.test_url.removeprefix("http://")))
        if before is None or (before.test, before.came_from) != (state.test, state.came_from):
            clear(self._came)
            if state.test is PhoneTest.CAME:
                words = "Your phone came through."
                came = marked(self._theme, "check", words, "vindicated", size=15, bold=True)
                self._came.addWidget(came)
                alert(came)

    def _on_open(self) -> None:
        if self._state is not None and self._state.is_open:
            self.back_requested.emit()
        else:
            self._asked = True
            self.open_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The test stands beside the networks where there is room."""
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if direction != self._beside.direction():
            self._beside.setDirection(direction)
        side = self._theme.px(32) if beside else 24
        self._margins.setContentsMargins(side, self._theme.px(32 if beside else 16), side, self._theme.px(16))
        self._foot.setContentsMargins(side, self._theme.px(14), side, self._theme.px(16))


def _lead(state: DoorsState) -> str:
    if state.is_open:
        return f"Phones come in at {state.place} with the code {state.code}. Choose another network to move there."
    return "Phones reach this laptop over the network that both are in. Nothing goes over the internet."
