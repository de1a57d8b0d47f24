"""The timeline of a case as a list: years, dates, what happened, and the decision that tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.case.markdown import plain_text
from trainer.desktop.map_state import MapFilter
from trainer.desktop.theme import Theme
from trainer.desktop.timeline_state import TimelineLine, TimelineState, source_words
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.claims import LINK
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, row, rule
from trainer.desktop.widgets.source_note import SourceNote
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable

_DATE = 170
_TEXT = 640
_NARROW = 560
"""Width at 100 % below which the date stands above the text."""
_WIDTHS_KEPT = 8
_AT_ONCE = 16
"""Lines built before the first paint; the others follow in steps of as many."""


class _Dot(QWidget):
    """A disc in the colour of an act."""

    def __init__(self, theme: Theme, act_number: int) -> None:
        super().__init__()
        self._tone = theme.act_colour(act_number)
        self.setFixedSize(QSize(theme.px(10), theme.px(22)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._tone)
        radius = self.width() * 0.45
        painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), radius, radius)
        painter.end()


class TimelineRow(QWidget):
    """One thing that happened. It places its parts itself: layouts within layouts would ask each text for its height
    many times over."""

    def __init__(self, theme: Theme, line: TimelineLine, view: TimelineView) -> None:
        super().__init__()
        self._theme = theme
        self._layouts: dict[int, tuple[int, tuple[QRect, ...]]] = {}
        entry = line.entry
        self._date = label(theme, line.date, theme.sans(13, tabular=True), "ink-2", wrap=True)
        self._dot = _Dot(theme, line.act_number)
        self._texts = [label(theme, plain_text(entry.text), theme.serif(16), wrap=True)]
        if entry.derived:
            self._texts.append(label(theme, entry.ground, theme.sans(12.5), "ink-2", wrap=True))
        if entry.contested is not None:
            other = f"Contested: {plain_text(entry.contested.text)}"
            self._texts.append(label(theme, other, theme.sans(13, italic=True), "ink-2", wrap=True))
        self._links = self._make_links(line, view)
        self._sizes = [link.sizeHint() for link in self._links]
        for part in (self._date, self._dot, *self._texts, *self._links):
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _make_links(self, line: TimelineLine, view: TimelineView) -> tuple[LinkButton, LinkButton]:
        theme, entry, stop = self._theme, line.entry, line.stop
        decision = LinkButton(theme, _shortened(f"{stop.number}  {stop.title}"), ink="ink-2", size=12.5)
        decision.setAccessibleName(f"Decision {stop.number}, {stop.title}")
        decision.clicked.connect(lambda: view.decision_chosen.emit(stop.decision_id))
        refs = (*entry.sources, *(entry.contested.sources if entry.contested else ()))
        source = LinkButton(theme, _shortened(source_words(refs)), ink="ink-2", size=12.5, underline=False)
        source.setAccessibleName(source_words(refs))
        link = LINK + ",".join(map(str, refs))
        source.clicked.connect(lambda: view.open_source(link, source))
        return decision, source

    def hasHeightForWidth(self) -> bool:
        """Always: the texts decide."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all parts at ``width``."""
        return self._laid(width)[0]

    def sizeHint(self) -> QSize:
        """A usual width, and the height that goes with it."""
        width = self._theme.px(_DATE + _TEXT)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is possible; the height comes with the width."""
        return QSize(self._theme.px(160), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        places = self._laid(self.width())[1]
        for part, place in zip((self._date, self._dot, *self._texts, *self._links), places, strict=True):
            part.setGeometry(place)

    def _laid(self, width: int) -> tuple[int, tuple[QRect, ...]]:
        if width not in self._layouts:
            if len(self._layouts) > _WIDTHS_KEPT:
                self._layouts.clear()
            self._layouts[width] = self._lay(width)
        return self._layouts[width]

    def _lay(self, width: int) -> tuple[int, tuple[QRect, ...]]:
        """Set the date beside the text, or above it where it is narrow; gives the height and all places."""
        px = self._theme.px
        narrow = width < px(_NARROW)
        beside, y = 0 if narrow else px(_DATE), px(6)
        dated = width if narrow else beside - px(12)
        height = self._date.heightForWidth(dated) if self._date.text() else 0
        places = [QRect(0, y if narrow else y + px(3), dated, height)]
        y += height if narrow else 0
        places.append(QRect(QPoint(beside, y), self._dot.size()))
        left = beside + self._dot.width() + px(12)
        for text in self._texts:
            height = text.heightForWidth(width - left)
            places.append(QRect(left, y, width - left, height))
            y += height + px(2)
        x, height = left, 0
        for size in self._sizes:
            if x > left and x + size.width() > width:
                x, y = left, y + height
            places.append(QRect(QPoint(x, y), size))
            x, height = x + size.width() + px(14), size.height()
        return y + height + px(8), tuple(places)


class TimelineView(QWidget):
    """What has come to light so far, by year. Built in steps, so that the first lines are there at once."""

    decision_chosen = Signal(str)

    def __init__(self, theme: Theme, state: TimelineState, chosen: MapFilter, margin: int) -> None:
        """
        Args:
            theme: for colours and measures.
            state: what is shown.
            chosen: what is looked for.
            margin: on both sides, in pixels.
        """
        super().__init__()
        self._theme = theme
        self._state = state
        self._rest: Iterator[QWidget] = iter(())
        self._list = column()
        inner = QWidget()
        inner.setLayout(self._list)
        inner.setMaximumWidth(theme.px(_DATE + _TEXT))
        centred = row(margins=(margin, theme.px(8), margin, theme.px(24)))
        centred.addWidget(inner, 1000)
        centred.addStretch(1)
        content = QWidget()
        content.setLayout(centred)
        self._scroll = ScrollColumn(theme, content, "Timeline of the whole case")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = column()
        outer.addWidget(self._scroll)
        self.setLayout(outer)
        self._note = SourceNote(theme, self)
        self.setFocusProxy(self._scroll)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._build_more)
        self.set_filter(chosen)

    @property
    def complete(self) -> bool:
        """Whether all lines stand there."""
        return not self._timer.isActive()

    def set_filter(self, chosen: MapFilter) -> None:
        """Show only lines of decisions that are looked for."""
        clear(self._list)
        self._rest = self._parts(chosen)
        self._scroll.go_to(0)
        self._timer.start()
        self._build_more()

    def _parts(self, chosen: MapFilter) -> Iterator[QWidget]:
        theme = self._theme
        years = self._state.years(chosen)
        for year in years:
            heading = Heading(theme, str(year.year), theme.serif(22, QFont.Weight.DemiBold))
            heading.setContentsMargins(0, theme.px(16), 0, theme.px(2))
            yield heading
            yield rule(theme)
            for line in year.lines:
                yield TimelineRow(theme, line, self)
        yield self._end(bool(years), filtered=chosen != MapFilter())

    def _end(self, found: bool, *, filtered: bool) -> QWidget:
        theme, sealed = self._theme, self._state.sealed
        words = []
        if not found:
            words.append(
                "Nothing here belongs to what you look for."
                if filtered and self._state.lines
                else "What happened is told here once you have opened its record. Decide the first one to begin."
            )
        if sealed:
            more = "more " if found else ""
            words.append(f"{sealed} {more}{'record is' if sealed == 1 else 'records are'} sealed.")
        made = label(theme, " ".join(words), theme.sans(14), "ink-2", wrap=True)
        made.setContentsMargins(0, theme.px(20), 0, 0)
        return made

    def _build_more(self) -> None:
        parts = list(islice(self._rest, _AT_ONCE))
        if parts:
            some = QWidget()  # a widget for each step: what stands there already needn't be laid out again
            layout = column()
            for part in parts:
                layout.addWidget(part)
            some.setLayout(layout)
            self._list.addWidget(some)
        if len(parts) < _AT_ONCE:
            self._timer.stop()
            self._list.addStretch(1)

    def open_source(self, link: str, back: QWidget) -> None:
        """Show the sources of an entry."""
        self._note.open_note(link, self._state.info, back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the page."""
        if event.key() == Qt.Key.Key_Space:
            self._scroll.page(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep an open note at its place."""
        super().resizeEvent(event)
        self._note.place()


def _shortened(text: str) -> str:
    return breakable(text) if len(text) <= 44 else text[:43].rstrip() + "…"
