"""One decision of a plan: its place, title and minutes, what moves it, and its steps where it is unfolded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.icon_button import IconButton
from trainer.desktop.widgets.layout import column, row
from trainer.desktop.widgets.press_button import PressButton
from trainer.desktop.widgets.step_minutes import StepMinutes
from trainer.desktop.wording import breakable
from trainer.desktop.workshops.step_names import STEP_NAMES, minutes_words
from trainer.study.workshop.plan import PlannedDecision

_TOP = 9
_TALL = 100_000.0
_WRAP = Qt.TextFlag.TextWordWrap
_NUMBER, _BAR, _CHEVRON = 26, 12, 18


class PlanRow(QWidget):
    """Says what is wanted with its decision; changes nothing itself."""

    unfold_requested = Signal()
    move_requested = Signal(int)
    """So many places down, or (negative) up."""
    step_requested = Signal(int)
    """The row so many places below is to have the focus."""
    removed = Signal()
    step_changed = Signal(object, object)
    """See :class:`StepMinutes`."""
    dragged = Signal(QPoint)
    """The handle was moved to that global position."""
    dropped = Signal()
    """The handle was let go of."""

    def __init__(self, theme: Theme, decision: PlannedDecision, act: int) -> None:
        """
        Args:
            theme: for colours and measures.
            decision: as planned.
            act: number of its act, for its colour; 0 where it isn't known.
        """
        super().__init__()
        self._theme = theme
        self.decision = decision
        self.head = _Head(theme, act)
        self.head.clicked.connect(self.unfold_requested)
        self.head.key_pressed = self._on_key
        self._handle = _Handle(theme, self)
        title = decision.title
        self._up = IconButton(theme, f"Move up: {title}", "arrow-up")
        self._down = IconButton(theme, f"Move down: {title}", "arrow-down")
        self._out = IconButton(theme, f"Take out: {title}", "close")
        self._up.clicked.connect(lambda: self.move_requested.emit(-1))
        self._down.clicked.connect(lambda: self.move_requested.emit(1))
        self._out.clicked.connect(self.removed)
        self._steps: StepMinutes | None = None
        self._place_buttons()
        self._around = row()
        body = column()
        body.addLayout(self._line)
        body.addLayout(self._around)
        self.setLayout(body)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _place_buttons(self) -> None:
        px = self._theme.px
        # Level with the title, however many lines stand below it.
        buttons = row(spacing=px(2), margins=(0, px(4), 0, px(4)))
        for each in (self._up, self._down, self._out):
            buttons.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        self._line = row(spacing=self._theme.px(6))
        self._line.addWidget(self._handle)
        self._line.addWidget(self.head, 1)
        self._line.addLayout(buttons)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """In the order in which Tab goes through them."""
        steps = self._steps.controls if self._steps is not None else ()
        return (self.head, *steps, self._up, self._down, self._out)

    def put(self, decision: PlannedDecision, place: int, of: int, *, unfolded: bool, fixed: bool) -> None:
        """Show the decision as it is planned now.

        Args:
            decision: the same one.
            place: in the plan, from 0.
            of: how many there are.
            unfolded: whether its steps are shown.
            fixed: whether it can't be taken out any more.
        """
        self.decision = decision
        self.head.put(decision, place, of, unfolded=unfolded)
        for button, able in ((self._up, place > 0), (self._down, place < of - 1)):
            # A button that is switched off under the keyboard would let the focus go wherever it likes.
            if not able and button.hasFocus():
                self.head.setFocus(Qt.FocusReason.OtherFocusReason)
            button.setEnabled(able)
        self._out.setVisible(not fixed)
        self._unfold(unfolded)

    def _unfold(self, on: bool) -> None:
        if on and self._steps is None:
            self._steps = StepMinutes(self._theme, self.decision.title, self.decision.minutes)
            self._steps.changed.connect(self.step_changed)
            self._around.addWidget(self._steps)
        if self._steps is None:
            return
        px = self._theme.px
        left = self._handle.sizeHint().width() + px(6 + _NUMBER + _BAR)
        self._around.setContentsMargins(left if on else 0, 0, 0, px(12) if on else 0)
        self._steps.setVisible(on)
        if on:
            self._steps.put(self.decision.minutes)

    def _on_key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(event.key(), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_requested.emit(step)
        elif step:
            self.step_requested.emit(step)
        elif event.key() == Qt.Key.Key_Delete and not self._out.isHidden():
            self.removed.emit()
        else:
            return False
        return True


class _Head(PressButton):
    """Number, act, title, the steps in short, and the sum; opens and closes the steps."""

    def __init__(self, theme: Theme, act: int) -> None:
        super().__init__()
        self._theme = theme
        self._act = act
        self._number = ""
        self._steps = ""
        self._sum = ""
        self._unfolded = False
        self.key_pressed: Callable[[QKeyEvent], bool] = lambda _event: False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, decision: PlannedDecision, place: int, of: int, *, unfolded: bool) -> None:
        """See :meth:`PlanRow.put`."""
        taken = [f"{STEP_NAMES[step]} {decision.minutes[step]}" for step in decision.steps]
        self._number, self._steps, self._sum = str(place + 1), " · ".join(taken), f"{decision.total} min"
        self._unfolded = unfolded
        self.setText(decision.title)
        self.setAccessibleName(f"{place + 1} of {of}: {decision.title}, {minutes_words(decision.total)}")
        state = "Its steps are shown" if unfolded else "Shows its steps"
        self.setAccessibleDescription(f"{state}. Alt+Up and Alt+Down move it, Delete takes it out.")
        self.updateGeometry()
        self.update()

    def _boxes(self, width: float) -> tuple[QRectF, QRectF, float]:
        """Where title and steps stand, and how wide the sum is."""
        px = self._theme.px
        sums = QFontMetricsF(self._fonts()[2]).horizontalAdvance(self._sum) + px(_CHEVRON)
        left = px(_NUMBER + _BAR)
        room = max(width - left - sums - px(10), px(60))
        found, top = [], float(px(_TOP))
        for text, font in zip((self.text(), "" if self._unfolded else self._steps), self._fonts(), strict=False):
            height = QFontMetricsF(font).boundingRect(QRectF(0, 0, room, _TALL), _WRAP, breakable(text)).height()
            found.append(QRectF(left, top, room, height if text else 0))
            top = found[-1].bottom() + px(1)
        return found[0], found[1], sums

    def _fonts(self) -> tuple[QFont, QFont, QFont]:
        theme = self._theme
        return theme.sans(15, QFont.Weight.DemiBold), theme.sans(12.5), theme.sans(14, tabular=True)

    def hasHeightForWidth(self) -> bool:
        """Always: the title wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for both texts."""
        return round(self._boxes(width)[1].bottom() + self._theme.px(_TOP) + 0.5)

    def sizeHint(self) -> QSize:
        """A comfortable width and the height that goes with it."""
        width = self._theme.px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed; the height follows."""
        return QSize(self._theme.px(130), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What moves it, takes it out or goes to its neighbours."""
        if not self.key_pressed(event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("wash"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        title, steps, sums = self._boxes(self.width())
        bold, small, figures = self._fonts()
        line = QFontMetricsF(bold).height()
        first = QRectF(0, title.top(), px(_NUMBER) - px(8), line)
        painter.setPen(theme.colour("ink-2"))
        painter.setFont(figures)
        painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._number)
        bar = QRectF(px(_NUMBER), title.top() + px(2), px(3), max(title.height() - px(4), px(8)))
        painter.fillRect(bar, theme.act_colour(self._act) if self._act else theme.colour("edge"))
        painter.setPen(theme.colour("ink"))
        painter.setFont(bold)
        painter.drawText(title, _WRAP, breakable(self.text()))
        if not self._unfolded:
            painter.setPen(theme.colour("ink-2"))
            painter.setFont(small)
            painter.drawText(steps, _WRAP, breakable(self._steps))
        painter.setPen(theme.colour("ink"))
        painter.setFont(figures)
        right = QRectF(self.width() - sums, title.top(), sums - px(_CHEVRON), line)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._sum)
        side = px(11)
        mark = QRectF(self.width() - px(13), title.top() + (line - side) / 2, side, side)
        paint_icon(painter, mark, "chevron-up" if self._unfolded else "chevron-down", theme.colour("ink-2"))
        painter.end()


class _Handle(QWidget):
    """Six dots to drag the row by; the keyboard has other ways."""

    def __init__(self, theme: Theme, owner: PlanRow) -> None:
        super().__init__(owner)
        self._theme = theme
        self._owner = owner
        self._held = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("Drag to another place")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Room to grip it."""
        return QSize(self._theme.px(18), self._theme.px(36))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grip it."""
        self._held = event.button() == Qt.MouseButton.LeftButton
        if self._held:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the row along."""
        if self._held:
            self._owner.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._held:
            self._held = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self._owner.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("ink-3"))
        top = px(_TOP) + QFontMetricsF(self._theme.sans(15)).height() / 2 - px(5)
        for line in range(3):
            for place in range(2):
                painter.drawEllipse(QRectF(px(4 + 5 * place), top + px(4.5 * line), px(2.4), px(2.4)))
        painter.end()
