"""Exhibits as the reader sees them: tables, charts, person cards, notes, pictures and sums to try out."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from trainer.case.exhibits import (
    ChartExhibit,
    Exhibit,
    ModelExhibit,
    NoteExhibit,
    PersonExhibit,
    PictureExhibit,
    TableExhibit,
)
from trainer.case.markdown import to_html
from trainer.case.sealed import FullSheet, Sheet
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.chart_view import ChartView
from trainer.desktop.widgets.layout import column, panel, row, rule
from trainer.desktop.widgets.model_exhibit import ModelView
from trainer.desktop.widgets.person_card import person_view
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.text import label


def exhibit_view(theme: Theme, sheet: Sheet, index: int) -> QWidget:
    """The exhibit of that index with its head, its small print and a rule above."""
    return _view(theme, sheet, sheet.briefing.exhibits[index], index)


def record_exhibit_view(theme: Theme, sheet: FullSheet, index: int) -> QWidget:
    """The exhibit of that index in the record; its letter goes on from those of the open pages."""
    decision = sheet.decision
    return _view(theme, sheet, decision.record.exhibits[index], len(decision.exhibits) + index)


def _view(theme: Theme, sheet: Sheet, exhibit: Exhibit, number: int) -> QWidget:
    made = QWidget()
    body = _body(theme, sheet, exhibit)
    head = row(spacing=theme.px(16))
    head.addWidget(_head(theme, f"Exhibit {chr(ord('A') + number)}", exhibit.title), 1, Qt.AlignmentFlag.AlignVCenter)
    if isinstance(body, ModelView):
        head.addWidget(body.back, 0, Qt.AlignmentFlag.AlignTop)
    layout = column()
    layout.addWidget(rule(theme, "ink"))
    layout.addSpacing(theme.px(8))
    layout.addLayout(head)
    layout.addSpacing(theme.px(8))
    layout.addWidget(body)
    if exhibit.note:
        layout.addSpacing(theme.px(8))
        layout.addWidget(Prose(theme, to_html(exhibit.note), theme.sans(12.5), leading=18, gap=4, ink="ink-2"))
    made.setLayout(layout)
    return made


def _head(theme: Theme, name: str, title: str) -> QLabel:
    head = label(theme, "", theme.sans(13), wrap=True)
    head.setTextFormat(Qt.TextFormat.RichText)
    head.setText(f"<b style='font-weight:600'>{escape(name)}</b>&nbsp;&nbsp; {escape(title)}")
    head.setAccessibleName(f"{name}: {title}")
    return head


def _body(theme: Theme, sheet: Sheet, exhibit: Exhibit) -> QWidget:
    match exhibit:
        case TableExhibit():
            return _table(theme, exhibit)
        case ChartExhibit():
            return ChartView(theme, exhibit)
        case PersonExhibit():
            return person_view(theme, sheet.person(exhibit.person))
        case NoteExhibit():
            return _note(theme, exhibit)
        case PictureExhibit():
            return _Picture(sheet.picture(exhibit.file), exhibit.alt)
        case ModelExhibit():
            return ModelView(theme, exhibit)


def _table(theme: Theme, exhibit: TableExhibit) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(24 if len(exhibit.columns) < 4 else 14))
    grid.setVerticalSpacing(theme.px(6))
    last = len(exhibit.columns) - 1
    for index, head in enumerate(exhibit.columns):
        cell = _cell(theme, head.title, head.align, theme.sans(13, QFont.Weight.Medium), "ink-2")
        grid.addWidget(cell, 0, index)
        longest = max([len(head.title), *(len(cells[index]) for cells in exhibit.rows)])
        grid.setColumnStretch(index, min(max(longest, 6), 40))
    line = 1
    for number, cells in enumerate(exhibit.rows):
        is_total = exhibit.total and number == len(exhibit.rows) - 1
        grid.addWidget(rule(theme, "ink" if is_total else "line"), line, 0, 1, last + 1)
        weight = QFont.Weight.DemiBold if is_total else QFont.Weight.Normal
        for index, text in enumerate(cells):
            align = exhibit.columns[index].align
            font = theme.sans(13.5, weight, tabular=align == "right")
            grid.addWidget(_cell(theme, text, align, font, "ink"), line + 1, index)
        line += 2
    grid.addWidget(rule(theme), line, 0, 1, last + 1)
    made = QWidget()
    made.setLayout(grid)
    made.setAccessibleName(exhibit.title)
    return made


def _cell(theme: Theme, text: str, align: str, font: QFont, ink: str) -> QLabel:
    cell = label(theme, text, font, ink, wrap=True)
    side = Qt.AlignmentFlag.AlignRight if align == "right" else Qt.AlignmentFlag.AlignLeft
    cell.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return cell


def _note(theme: Theme, exhibit: NoteExhibit) -> QWidget:
    margin = theme.px(16)
    layout = column(margins=(margin, margin, margin, margin))
    layout.addWidget(Prose(theme, to_html(exhibit.text), theme.serif(16), leading=24, gap=8))
    return panel(theme, "wash", layout)


class _Picture(QLabel):
    """A picture as wide as the column at most, in its own proportions."""

    def __init__(self, data: bytes, alt: str) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._picture.loadFromData(data)
        self.setAccessibleName(alt)
        self.setToolTip(alt)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if self._picture.isNull():
            self.setText(alt)
            self.setWordWrap(True)

    def hasHeightForWidth(self) -> bool:
        """Always: the proportions are kept."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the picture, or of the text that stands in for it."""
        if self._picture.isNull():
            return super().heightForWidth(width)
        shown = min(width, self._picture.width())
        return round(shown * self._picture.height() / self._picture.width())

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(80, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the picture along."""
        super().resizeEvent(event)
        if not self._picture.isNull():
            width = round(min(self.width(), self._picture.width()) * self.devicePixelRatio())
            scaled = self._picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            scaled.setDevicePixelRatio(self.devicePixelRatio())
            self.setPixmap(scaled)


def room_line(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Names and parts of those in the room."""
    return tuple((sheet.person(entry.person).name, entry.part) for entry in sheet.briefing.room)
