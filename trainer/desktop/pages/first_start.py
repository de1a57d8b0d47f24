"""The very first page: what this is, and whose progress is to be kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QWidget

from trainer.desktop.painting.cover import CoverData, CoverView
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import PrimaryButton
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, row
from trainer.desktop.widgets.name_field import NameField
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.text import Heading

_COVER_SHARE = 0.44
_COVER_FROM = 800
_WIDTH = 416
_INDENT = 0.156
"""Distance of the words from the cover, to the width beside it."""
_SENTENCE = "Read what was known on the day, decide for yourself, and only then see what they did."


class FirstStartPage(QWidget):
    """Asks for a name and begins."""

    begun = Signal(str)

    def __init__(self, theme: Theme, cover: CoverData | None, suggested_name: str) -> None:
        """
        Args:
            theme: for colours and measures.
            cover: of the case that will open; ``None`` leaves the whole page to the words.
            suggested_name: stands in the field, selected, to be kept or typed over.
        """
        super().__init__()
        self._theme = theme
        self._busy = False
        paint_ground(self, theme, "page")
        self.setAccessibleName("Welcome")
        self._cover = CoverView(theme, cover) if cover else None
        self._field = NameField(theme, "Your name", suggested_name)
        self._field.changed.connect(self._follow)
        self._field.entered.connect(self._begin)
        self._begin_button = PrimaryButton(theme, "Begin", "(Enter)")
        self._begin_button.clicked.connect(self._begin)
        self._frame = column()
        self._gap = QSpacerItem(0, 0)
        self._words = ScrollColumn(theme, self._lay_out_words(), "Welcome")
        for part in (self._cover, self._words):
            if part is not None:
                part.setParent(self)
        self.setFocusProxy(self._field)
        self._follow()

    def _lay_out_words(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        words = column()
        words.addWidget(Heading(theme, "Case Trainer", theme.serif(42, QFont.Weight.DemiBold)))
        words.addSpacing(px(10))
        words.addWidget(Prose(theme, f"<p>{_SENTENCE}</p>", theme.serif(20.5), leading=33, ink="ink-2"))
        words.addItem(self._gap)
        words.addWidget(self._field)
        words.addSpacing(px(16))
        words.addWidget(self._begin_button)
        block = QWidget()
        block.setLayout(words)
        block.setMaximumWidth(px(_WIDTH))
        across = row()
        across.addWidget(block, 100)
        across.addStretch(1)
        self._frame.addStretch(1)
        self._frame.addLayout(across)
        self._frame.addStretch(1)
        content = QWidget()
        content.setLayout(self._frame)
        content.setMinimumHeight(1)  # else labels that could wrap ask for lines that they don't need
        return content

    @property
    def name(self) -> str:
        """What stands in the field, tidied."""
        return self._field.name

    def show_cover(self, cover: CoverData) -> None:
        """Paint the cover of the case that will open."""
        if self._cover is None:
            self._cover = CoverView(self._theme, cover)
            self._cover.setParent(self)
            self._place()
        else:
            self._cover.show_data(cover)

    def show_problem(self, sentence: str) -> None:
        """Say below the field what went wrong."""
        self.set_busy(False)
        self._field.say(sentence)

    def set_busy(self, busy: bool) -> None:
        """While the name is being stored, nothing can be changed and nothing begun twice."""
        self._busy = busy
        self._begin_button.relabel("One moment…" if busy else "Begin")
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See _place."""
        self._place()

    def _place(self) -> None:
        """The cover takes its share where the words keep enough."""
        shows = self._cover is not None and self.width() >= self._theme.px(_COVER_FROM)
        cover_width = round(self.width() * _COVER_SHARE) if shows else 0
        if self._cover is not None:
            self._cover.setVisible(shows)
            self._cover.setGeometry(0, 0, cover_width, self.height())
        self._set_margins(self.width() - cover_width, beside_cover=shows)
        self._words.setGeometry(cover_width, 0, self.width() - cover_width, self.height())

    def _set_margins(self, width: int, *, beside_cover: bool) -> None:
        """Stand off the cover by the same share of the width always; spare the height where there is little."""
        px = self._theme.px
        least = px(32) if width >= px(480) else px(16)
        left = round(width * _INDENT) if beside_cover else (width - px(_WIDTH)) // 2
        self._frame.setContentsMargins(max(left, least), px(12), least, px(12))
        roomy = self.height() >= px(480)
        self._gap.changeSize(0, px(44 if roomy else 16), QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._frame.invalidate()

    def showEvent(self, event: QShowEvent) -> None:
        """The name is ready to be typed over."""
        if not event.spontaneous():
            self._field.select()

    def _follow(self) -> None:
        self._field.setEnabled(not self._busy)
        self._begin_button.setEnabled(bool(self._field.name) and not self._busy)

    def _begin(self) -> None:
        if not self._busy and self._field.check():
            self.begun.emit(self._field.name)
