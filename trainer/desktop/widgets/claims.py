"""Claims of the record with their sources, and the other reading where sources disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.case.base import Claim, Contested, SourceRef
from trainer.case.markdown import to_html
from trainer.desktop.painting.icons import icon_label
from trainer.desktop.theme import SANS, Theme
from trainer.desktop.widgets.layout import column, row
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.text import label

LINK = "source:"


def grouped(refs: Iterable[SourceRef]) -> tuple[tuple[str, tuple[SourceRef, ...]], ...]:
    """References by source, in the order of first mention."""
    found: dict[str, list[SourceRef]] = {}
    for ref in refs:
        found.setdefault(ref.source, []).append(ref)
    return tuple((source, tuple(each)) for source, each in found.items())


def source_marks(theme: Theme, refs: Sequence[SourceRef]) -> str:
    """Links that name sources and lines, to stand behind a claim."""
    style = f"font-family:'{SANS[0]}','{SANS[1]}'; font-size:{theme.px(12)}px; color:{theme.colours['ink-2']}"
    marks = []
    for source, group in grouped(refs):
        lines = ",\N{NO-BREAK SPACE}".join(ref.lines for ref in group)
        target = LINK + ",".join(str(ref) for ref in group)
        marks.append(f"<a href='{target}' style=\"{style}\">{source}:{lines}</a>")
    return "&nbsp; ".join(marks)


def with_marks(theme: Theme, markdown: str, refs: Sequence[SourceRef]) -> str:
    """The text as HTML, its source marks behind the last word."""
    html = to_html(markdown).rstrip()
    if not refs:
        return html
    marks = "&nbsp; " + source_marks(theme, refs)
    end = html.rfind("</p>")
    return html[:end] + marks + html[end:] if end >= 0 else f"{html}<p>{marks}</p>"


def claim_prose(theme: Theme, text: str, refs: Sequence[SourceRef], font: QFont, leading: float) -> Prose:
    """A claim set as prose."""
    return Prose(theme, with_marks(theme, text, refs), font, leading=leading, gap=6)


class ClaimView(QWidget):
    """A claim, marked *contested* with the other reading where there is one."""

    source_opened = Signal(str)

    def __init__(self, theme: Theme, claim: Claim, font: QFont, leading: float) -> None:
        super().__init__()
        layout = column(spacing=theme.px(6))
        text = claim_prose(theme, claim.text, claim.sources, font, leading)
        text.link_opened.connect(self.source_opened)
        layout.addWidget(text)
        if claim.derived:
            layout.addWidget(label(theme, claim.ground, theme.sans(13), "ink-2", wrap=True))
        if claim.contested:
            other = _OtherReading(theme, claim.contested)
            other.source_opened.connect(self.source_opened)
            layout.addWidget(other)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)


class _OtherReading(QWidget):
    """The chip *contested*, and the reading that stands against the claim."""

    source_opened = Signal(str)

    def __init__(self, theme: Theme, contested: Contested) -> None:
        super().__init__()
        self._theme = theme
        chips = row()
        chips.addWidget(_Chip(theme))
        chips.addStretch(1)
        text = claim_prose(theme, contested.text, contested.sources, theme.sans(13.5), 20)
        text.link_opened.connect(self.source_opened)
        layout = column(spacing=theme.px(6), margins=(theme.px(14), theme.px(2), 0, theme.px(2)))
        layout.addLayout(chips)
        layout.addWidget(text)
        self.setLayout(layout)
        self.setAccessibleName("Contested: the sources disagree or leave it open")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dotted line beside the text."""
        painter = QPainter(self)
        pen = QPen(self._theme.colour("edge"), 1.5)
        pen.setDashPattern([1.5, 2])
        painter.setPen(pen)
        painter.drawLine(1, 2, 1, self.height() - 2)
        painter.end()


class _Chip(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        layout = row(spacing=theme.px(5), margins=(theme.px(6), theme.px(1), theme.px(7), theme.px(2)))
        layout.addWidget(icon_label(theme, "contested", "ink", 14))
        layout.addWidget(label(theme, "contested", theme.sans(12.5)))
        self.setLayout(layout)
        self.setToolTip("The sources disagree here, or leave it open. The other reading stands below.")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour("edge"), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.end()
