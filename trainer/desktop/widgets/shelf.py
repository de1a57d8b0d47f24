"""A case in the library: the one to go on with, large; others, small; and one that can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trainer.desktop.library_state import BrokenCase, Shelf
from trainer.desktop.painting.cover import CoverView
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.act_rows import ActRow, ActRows
from trainer.desktop.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from trainer.desktop.widgets.layout import column, row, rule
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable

if TYPE_CHECKING:
    from trainer.desktop.widgets.prose import Prose

_COVER = (320, 460)
_THUMB = (96, 138)
_COVER_SHARE = 0.36
"""Most of the width that the cover takes."""
_COVER_RISE = 0.75
"""How much of the height there is that the cover may take, where that is more than stands beside it."""
_BESIDE_FROM = 640
_BODY, _ACT = 320, 33
"""Height of the cover that goes well with what stands beside it: apart from the acts, and for each of them."""
_THUMB_FROM = 380
_SHOWN_PROBLEMS = 3
_WAYS = "Other ways through this case…"
_FIRST_CJK = "\u2e80"
"""From here on letters have no italics."""


class LargeShelf(QWidget):
    """Cover, title, acts and the one next step. The cover stands beside the rest, or small above it."""

    go = Signal(str)
    record = Signal()
    ways = Signal(str)
    """Other ways through the case of that id are wanted."""

    def __init__(self, theme: Theme, shelf: Shelf) -> None:
        super().__init__()
        self._theme = theme
        self._shelf = shelf
        self._current = shelf.current
        self.setAccessibleName(shelf.outline.title)
        self._cover = CoverView(theme, shelf.cover, corner_radius=8)
        self._cover.setAccessibleName(f"Cover of {shelf.outline.title}")
        self._foot = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        self.button = PrimaryButton(theme, "")
        self.button.clicked.connect(self._press)
        self._head = row()
        self._head.addWidget(_titles(theme, shelf, 36, 20.5), 1, Qt.AlignmentFlag.AlignVCenter)
        self._across = row()
        self._across.addWidget(self._cover, 0, Qt.AlignmentFlag.AlignTop)
        self._body = self._lay_out()
        self._across.addLayout(self._body, 1)
        self.setLayout(self._across)
        self._step = self._lay_out_step()
        self._beside: bool | None = None

    def _lay_out(self) -> QVBoxLayout:
        theme, px, shelf = self._theme, self._theme.px, self._shelf
        acts = ActRows(
            theme,
            [
                ActRow(number, act.title, shelf.states(act), shelf.count(act), shelf.is_reached(act))
                for number, act in enumerate(shelf.outline.acts, 1)
                if shelf.on_course(act)
            ],
        )
        layout = column()
        layout.addLayout(self._head)
        layout.addSpacing(px(20))
        layout.addWidget(rule(theme))
        layout.addSpacing(px(10))
        layout.addWidget(acts)
        layout.addSpacing(px(24))
        layout.addStretch(1)
        return layout

    def _lay_out_step(self) -> QWidget:
        layout = column(spacing=self._theme.px(10))
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._foot)
        if self._shelf.has_ways:
            link = LinkButton(self._theme, _WAYS, ink="ink-2")
            link.setAccessibleName(f"{_WAYS} {self._shelf.outline.title}")
            link.clicked.connect(lambda: self.ways.emit(self._shelf.outline.id))
            layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        step = QWidget(self)  # and so before whatever follows the shelf, in the order of the keyboard
        step.setLayout(layout)
        return step

    def arrange(self, width: int, height: int) -> None:
        """Fit into ``width``; the cover may be as high as ``height``."""
        px = self._theme.px
        beside = width >= px(_BESIDE_FROM)
        if beside != self._beside:
            self._beside = beside
            self._move_cover(beside)
            self._move_step(beside)
        if beside:
            self._cover.show()
            widest = round(width * _COVER_SHARE * _COVER[1] / _COVER[0])
            level = px(_BODY + _ACT * len(self._shelf.outline.acts))
            tall = min(max(height, px(340)), widest, max(level, round(height * _COVER_RISE)))
            self._cover.setFixedSize(round(tall * _COVER[0] / _COVER[1]), tall)
            self._across.setSpacing(px(48) if width >= px(860) else px(32))
            rest = width - self._cover.width() - self._across.spacing()
        else:
            shown = width >= px(_THUMB_FROM)
            self._cover.setVisible(shown)
            self._head.setSpacing(px(24) if shown else 0)
            self._cover.setFixedSize(px(_THUMB[0]), px(_THUMB[1]))
            rest = width
        self._label_button(rest)

    def _move_cover(self, beside: bool) -> None:
        place, other = (self._across, self._head) if beside else (self._head, self._across)
        other.removeWidget(self._cover)
        place.insertWidget(0, self._cover, 0, Qt.AlignmentFlag.AlignTop)
        self._head.setSpacing(0)
        self._across.setSpacing(0)

    def _move_step(self, beside: bool) -> None:
        """Below the acts, level with the foot of the cover; where all stands in one column, in sight above them."""
        self._body.removeWidget(self._step)
        self._body.insertWidget(self._body.count() if beside else 2, self._step)
        self._step.setContentsMargins(0, 0, 0, 0 if beside else self._theme.px(24))

    def _label_button(self, width: int) -> None:
        """The button names the decision if there is room; if not, the line below does."""
        if self._current is None:
            self.button.relabel("Look at my record")
            self._foot.hide()
            return
        verb, title = self._shelf.verb, self._current.title
        full = f"{verb}: {title}"
        self.button.relabel(full)
        fits = self.button.sizeHint().width() <= width
        if not fits:
            self.button.relabel(verb)
            self.button.setAccessibleName(full)
        self._foot.setText(self._shelf.foot if fits else breakable(f"{title}. {self._shelf.foot}"))

    def _press(self) -> None:
        if self._current is None:
            self.record.emit()
        else:
            self.go.emit(self._shelf.outline.id)


class SmallShelf(QWidget):
    """A further case: a small cover, title, how far one is, and a button."""

    go = Signal(str)

    def __init__(self, theme: Theme, shelf: Shelf) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        self._shelf = shelf
        self.setAccessibleName(shelf.outline.title)
        cover = CoverView(theme, shelf.cover, corner_radius=6)
        cover.setFixedSize(px(_THUMB[0] * 0.75), px(_THUMB[1] * 0.75))
        words = _titles(theme, shelf, 22, 16)
        layout = words.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addSpacing(px(8))
        layout.addWidget(label(theme, self._progress(), theme.sans(13), "ink-2", wrap=True))
        self._across = row(spacing=px(24))
        self._across.addWidget(cover, 0, Qt.AlignmentFlag.AlignTop)
        self._across.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._whole = column(spacing=px(12))
        self._whole.addLayout(self._across)
        self.setLayout(self._whole)
        self._button = self._make_button()
        self._beside: bool | None = None

    def _progress(self) -> str:
        shelf = self._shelf
        if shelf.current is None:
            return shelf.where
        total = len(shelf.decisions)
        return f"{shelf.playthrough.decided} of {total} decided" if shelf.begun else shelf.where

    def _make_button(self) -> SecondaryButton | None:
        current = self._shelf.current
        if current is None:
            return None
        button = SecondaryButton(self._theme, self._shelf.verb)
        button.setParent(self)
        button.setAccessibleName(f"{self._shelf.verb} {self._shelf.outline.title}: {current.title}")
        button.clicked.connect(lambda: self.go.emit(self._shelf.outline.id))
        return button

    def arrange(self, width: int) -> None:
        """Fit into ``width``: the button stands beside the words, or below them."""
        beside = width >= self._theme.px(480)
        if self._button is None or beside == self._beside:
            return
        self._beside = beside
        self._across.removeWidget(self._button)
        self._whole.removeWidget(self._button)
        if beside:
            self._across.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._whole.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)


class BrokenShelf(QFrame):
    """A case with errors: which, the first of them, and what to do."""

    def __init__(self, theme: Theme, broken: BrokenCase) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        self.setAccessibleName(f"{broken.title}: this case has errors")
        layout = column(spacing=px(8), margins=(px(24), px(20), px(24), px(20)))
        layout.addWidget(Heading(theme, breakable(broken.title), theme.serif(22, QFont.Weight.DemiBold)))
        layout.addWidget(label(theme, "This case has errors", theme.sans(14.5, QFont.Weight.DemiBold), wrap=True))
        layout.addWidget(self._prose(broken.problems[:_SHOWN_PROBLEMS]))
        further = len(broken.problems) - _SHOWN_PROBLEMS
        if further > 0:
            layout.addWidget(label(theme, f"and {further} more", theme.sans(13), "ink-2"))
        layout.addSpacing(px(4))
        layout.addWidget(
            label(
                theme,
                "Nothing of your progress is lost. For whoever corrects the case, this prints every error:",
                theme.sans(14),
                wrap=True,
            )
        )
        layout.addWidget(self._prose((f"trainer check {_quoted(broken.folder)}",), ink="ink"))
        self.setLayout(layout)

    def _prose(self, lines: tuple[str, ...], ink: str = "ink-2") -> Prose:
        from html import escape  # its table of entities is of no use to a case without errors

        from trainer.desktop.widgets.prose import Prose

        text = "".join(f"<p>{escape(line)}</p>" for line in lines)
        return Prose(self._theme, text, self._theme.sans(13), leading=19.5, gap=4, ink=ink)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame, since this stands apart from the cases that work."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.setBrush(self._theme.colour("page"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()


def _titles(theme: Theme, shelf: Shelf, size: float, subtitle_size: float) -> QWidget:
    layout = column(spacing=theme.px(2))
    layout.addWidget(Heading(theme, breakable(shelf.outline.title), theme.serif(size, QFont.Weight.DemiBold)))
    words = shelf.outline.subtitle
    slanted = theme.serif(subtitle_size, italic=not any(letter >= _FIRST_CJK for letter in words))
    layout.addWidget(label(theme, breakable(words), slanted, "ink-2", wrap=True))
    made = QWidget()
    made.setLayout(layout)
    return made


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path
