"""What comes next in a workshop: a small picture of it, and the one button that leads there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import KeyCap, PrimaryButton
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import column, row, rule
from trainer.desktop.widgets.notice import alert
from trainer.desktop.widgets.text import colour, label
from trainer.desktop.workshops.coming import Coming

_WIDE, _HIGH = 240.0, 135.0
_WITH_PICTURE = 500.0
_HATCH = 10.0
_MOMENT_MS = 6_000
"""For which it is said why something wasn't done."""


class Covered(QWidget):
    """In place of a picture that would tell what the room hasn't seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Covered until the room sees it")

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(frame, theme.colour("page"))
        inner = QPainterPath()
        inner.addRoundedRect(frame.adjusted(px(14), px(14), -px(14), -px(14)), 4, 4)
        painter.setClipPath(inner)
        painter.setPen(QPen(theme.colour("line"), px(2)))
        step, high = px(_HATCH), self.height()
        for left in range(-high, self.width() + high, step):
            painter.drawLine(QPointF(left, high), QPointF(left + high * 0.5, 0))
        painter.setFont(theme.sans(13))
        width, height = painter.fontMetrics().horizontalAdvance("covered") + px(20), painter.fontMetrics().height()
        middle = frame.center()
        plate = QRectF(middle.x() - width / 2, middle.y() - height / 2 - px(4), width, height + px(8))
        painter.fillRect(plate, theme.colour("page"))
        painter.setPen(theme.colour("ink-2"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, "covered")
        painter.end()


class _Framed(QWidget):
    """A frame around a picture, which may have the colour of the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setContentsMargins(1, 1, 1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class PresenterNext(QWidget):
    """Stays in sight below what the room sees now."""

    on_requested = Signal()

    def __init__(self, theme: Theme, picture: QWidget | None = None) -> None:
        """
        Args:
            theme: for colours and measures.
            picture: shows what is next, where that isn't covered.
        """
        super().__init__()
        self._theme = theme
        px = theme.px
        self._coming: Coming | None = None
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(_MOMENT_MS)
        self._moment.timeout.connect(self._say_what_comes)
        self._low = self._tight = False
        self._covered = Covered(theme)
        self._picture = picture
        self._pictures = QStackedLayout()
        self._pictures.setContentsMargins(1, 1, 1, 1)
        self._pictures.addWidget(self._covered)
        if picture is not None:
            self._pictures.addWidget(picture)
        self._place = _Framed(theme)
        self._place.setLayout(self._pictures)
        self._place.setFixedSize(QSize(px(_WIDE), px(_HIGH)))
        self._title = label(theme, "", theme.sans(13.5, QFont.Weight.DemiBold), wrap=True)
        self._words = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        self._button = PrimaryButton(theme, "")
        self._button.setAccessibleDescription("Page Down")
        self._button.clicked.connect(self.on_requested)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._key = KeyCap(theme, "Page Down")
        line = Flow(px(14))
        line.addWidget(self._button)
        line.addWidget(self._key)
        said = column(spacing=px(2))
        said.addWidget(self._title)
        said.addWidget(self._words)
        said.addSpacing(px(10))
        said.addLayout(line)
        said.addStretch(1)
        self._layout = row(spacing=px(24), margins=(px(26), px(18), px(26), px(20)))
        self._layout.addWidget(self._place, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(said, 1)
        whole = column()
        whole.addWidget(rule(theme))
        whole.addLayout(self._layout)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName("What comes next")

    @property
    def button(self) -> PrimaryButton:
        """The one next step."""
        return self._button

    def show_coming(self, coming: Coming) -> None:
        """Show what comes next."""
        if coming == self._coming:
            return
        self._coming = coming
        self._title.setText(coming.title)
        self._say_what_comes()
        if self._button.text() != coming.button:
            self._button.relabel(coming.button)
        self._button.setAccessibleDescription("Page Down" if coming.step is not None else "")
        covered = coming.is_covered or coming.step is None or self._picture is None
        self._pictures.setCurrentIndex(0 if covered or self._picture is None else 1)
        self._fit()

    def say(self, sentence: str) -> None:
        """Say for a moment why something wasn't done; what comes next is said again after that."""
        self._words.setText(sentence)
        self._words.setAccessibleName(sentence)
        colour(self._words, self._theme, "ink")
        alert(self._words)
        self._moment.start()

    def _say_what_comes(self) -> None:
        self._moment.stop()
        self._words.setText(self._coming.words if self._coming is not None else "")
        self._words.setAccessibleName("")
        colour(self._words, self._theme, "ink-2")

    def fit_height(self, *, low: bool) -> None:
        """Leave the picture out where the window is low."""
        self._low = low
        self._fit()

    def fit_tight(self, *, tight: bool) -> None:
        """Leave all but the button out where there is hardly any room."""
        for part in (self._title, self._words):
            part.setVisible(not tight)
        self._tight = tight
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture goes where there is no room for it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        has_next = self._coming is not None and self._coming.step is not None
        shown = self.width() >= px(_WITH_PICTURE) and not self._low and has_next
        if self._place.isHidden() == shown:
            self._place.setVisible(shown)
        self._key.setVisible(has_next and not self._tight)
        side, above = px(26), px(8 if self._low else 18)
        self._layout.setContentsMargins(side, above, side, above + 2)
