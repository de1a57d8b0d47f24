"""Asks for two days, from and to."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDateEdit, QDialog, QGridLayout, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import PrimaryButton, SecondaryButton
from trainer.desktop.widgets.layout import column, paint_ground, row
from trainer.desktop.widgets.text import label


class PeriodDialog(QDialog):
    """Two fields; a period that ends before it begins is turned round."""

    def __init__(self, theme: Theme, since: dt.date, until: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Decisions between two days")
        self._theme = theme
        paint_ground(self, theme, "paper")
        self._since, self._until = self._field(since, "From"), self._field(until, "To")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(10))
        for line, (text, field) in enumerate((("From", self._since), ("To", self._until))):
            grid.addWidget(label(theme, text, theme.sans(14)), line, 0)
            grid.addWidget(field, line, 1)
        done, cancel = PrimaryButton(theme, "Show these"), SecondaryButton(theme, "Cancel")
        done.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        buttons = row(spacing=theme.px(12))
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(done)
        pad = theme.px(24)
        layout = column(spacing=theme.px(20), margins=(pad, pad, pad, pad))
        layout.addLayout(grid)
        layout.addLayout(buttons)
        self.setLayout(layout)

    @property
    def period(self) -> tuple[dt.date, dt.date]:
        """First and last day."""
        days = sorted(dt.date(*each.date().getDate()) for each in (self._since, self._until))
        return days[0], days[1]

    def _field(self, day: dt.date, name: str) -> QDateEdit:
        theme = self._theme
        field = _DayField(theme, day)
        paint_ground(field, theme, "page")
        field.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))  # as all dates on the pages
        field.setDisplayFormat("d MMMM yyyy")
        field.setCalendarPopup(True)
        field.setFont(theme.sans(14))
        field.setMinimumHeight(theme.px(36))
        field.setMinimumWidth(theme.px(220))
        field.setAccessibleName(name)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return field


class _DayField(QDateEdit):
    """A field for a day, in a frame that is as plain to see as that of other fields."""

    def __init__(self, theme: Theme, day: dt.date) -> None:
        super().__init__(QDate(day.year, day.month, day.day))
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, then its frame."""
        super().paintEvent(event)
        wide = 2.0 if self.hasFocus() else 1.0
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.colour("focus" if self.hasFocus() else "edge"), wide))
        painter.drawRect(QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2))
        painter.end()
