"""The story of a decision, as pages before and after the commitment show it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trainer.case.markdown import to_html
from trainer.case.sealed import Sheet
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.exhibit import exhibit_view, room_line
from trainer.desktop.widgets.layout import column, rule
from trainer.desktop.widgets.person_card import PersonCard
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.room_strip import RoomStrip
from trainer.desktop.widgets.text import Heading, label

TEXT_WIDTH = 540
"""The widest that the story is set, in pixels at 100 %."""


def kicker(theme: Theme, sheet: Sheet) -> QLabel:
    """Act and number, above a title."""
    tone = theme.act_colour(sheet.act_number).name()
    made = label(theme, "", theme.sans(13), "ink-2", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    act = f"Act {sheet.act_number}, {sheet.act.title}"
    number = f"Decision {sheet.number} of {sheet.of}"
    made.setText(f"<span style='color:{tone};font-weight:600'>{escape(act)}</span> &nbsp;·&nbsp; {escape(number)}")
    made.setAccessibleName(f"{act}. {number}")
    return made


def _room(theme: Theme, sheet: Sheet) -> QWidget:
    """Who is there; a name opens the card of the person."""
    strip = RoomStrip(theme, room_line(sheet))

    def open_card(index: int, corner: QPoint) -> None:
        present = sheet.briefing.room[index]
        PersonCard(theme, sheet.person(present.person), present.part, strip).open_at(corner)

    strip.person_chosen.connect(open_card)
    return strip


def story_view(theme: Theme, sheet: Sheet) -> QWidget:
    """Head, room, situation and exhibits of a decision, as wide as a good line."""
    briefing = sheet.briefing
    layout = column()
    if sheet.opens_act:
        opening = Prose(theme, to_html(sheet.act.opening), theme.serif(17, italic=True), leading=26, gap=6, ink="ink-2")
        layout.addWidget(opening)
        layout.addSpacing(theme.px(28))
    layout.addWidget(kicker(theme, sheet))
    layout.addSpacing(theme.px(4))
    layout.addWidget(Heading(theme, briefing.title, theme.serif(34, QFont.Weight.DemiBold)))
    layout.addSpacing(theme.px(6))
    place = f"{briefing.place}, {briefing.date.describe()}"
    layout.addWidget(label(theme, place, theme.serif(17, italic=True), "ink-2", wrap=True))
    layout.addSpacing(theme.px(14))
    layout.addWidget(rule(theme))
    layout.addSpacing(theme.px(10))
    layout.addWidget(_room(theme, sheet))
    layout.addSpacing(theme.px(10))
    layout.addWidget(rule(theme))
    layout.addSpacing(theme.px(16))
    layout.addWidget(Prose(theme, to_html(briefing.situation), theme.serif(17), leading=27.5, indent=25))
    for index in range(len(briefing.exhibits)):
        layout.addSpacing(theme.px(24))
        layout.addWidget(exhibit_view(theme, sheet, index))
    made = QWidget()
    made.setLayout(layout)
    made.setMaximumWidth(theme.px(TEXT_WIDTH))
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made
