"""The parts of the record as the reveal shows them, each built only when it opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from trainer.case.base import Claim, SourceRef
from trainer.case.model import Decision
from trainer.case.sealed import FullSheet
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.claims import ClaimView, claim_prose, grouped
from trainer.desktop.widgets.exhibit import record_exhibit_view
from trainer.desktop.widgets.frames import KeyBox
from trainer.desktop.widgets.layout import column, row, rule
from trainer.desktop.widgets.marks import judgement_mark, known_mark
from trainer.desktop.widgets.pinned_call import STEP_TITLES
from trainer.desktop.widgets.text import Heading, label
from trainer.study.workshop.tally import LETTERS

_HEAD_WIDTH = 124
_SIDE_WIDTH = 116
_STACKED = 480
_LEADING = 26.0
_ANY_WIDTH = 16_777_215


class SideBySide(QWidget):
    """Something short at the left of something long; in a narrow column it stands above."""

    def __init__(self, theme: Theme, short: QWidget, long: QWidget, width: float) -> None:
        super().__init__()
        self._theme = theme
        self._short = short
        self._width = theme.px(width)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(short, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(long, 1)
        self.setLayout(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._short.setFixedWidth(self._width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack them where there is no room for both."""
        super().resizeEvent(event)
        stacked = self.width() < self._theme.px(_STACKED)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self._box.setSpacing(self._theme.px(4) if stacked else 0)
            if stacked:
                self._short.setMinimumWidth(0)
                self._short.setMaximumWidth(_ANY_WIDTH)
            else:
                self._short.setFixedWidth(self._width)


class RecordSection(QWidget):
    """One part of the record under its heading."""

    source_opened = Signal(str)

    def __init__(
        self, theme: Theme, sheet: FullSheet, step: str, my_choice: str, *, mine: bool = True, letters: bool = False
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            sheet: the decision with its record.
            step: one of ``REVEAL_STEPS``.
            my_choice: id of the option the learner chose.
            mine: whether the learner looks at it, and not a coach.
            letters: whether options have letters, as a room has them, and not keys.
        """
        super().__init__()
        self._theme = theme
        self._sheet = sheet
        self._letters = letters
        self._my_choice = my_choice
        self._chosen = "my choice" if mine else "learner’s choice"
        self.heading = Heading(theme, STEP_TITLES[step], theme.sans(13.5, QFont.Weight.DemiBold))
        content = QWidget()
        builders = {
            "did": self._did,
            "happened": self._happened,
            "why": self._why,
            "looking_back": self._looking_back,
            "not_taken": self._not_taken,
            "sources": self._sources,
        }
        content.setLayout(builders[step]())
        layout = column(margins=(0, 0, 0, theme.px(16)))
        if step != "did":
            layout.addWidget(rule(theme))
        layout.addSpacing(theme.px(14))
        layout.addWidget(SideBySide(theme, self.heading, content, _HEAD_WIDTH))
        self.setLayout(layout)

    @property
    def _decision(self) -> Decision:
        return self._sheet.decision

    def _key(self, option_id: str) -> int | str:
        key = self._decision.key_of(option_id)
        return LETTERS[key - 1] if self._letters else key

    def _claim(self, claim: Claim, size: float = 16.5, leading: float = _LEADING) -> ClaimView:
        view = ClaimView(self._theme, claim, self._theme.serif(size), leading)
        view.source_opened.connect(self.source_opened)
        return view

    def _did(self) -> QLayout:
        theme, record = self._theme, self._decision.record
        layout = column(spacing=theme.px(8))
        view = ClaimView(theme, record.did, theme.serif(21, QFont.Weight.DemiBold), 30)
        view.source_opened.connect(self.source_opened)
        layout.addWidget(view)
        line = row(spacing=theme.px(9))
        line.addWidget(KeyBox(theme, self._key(record.option), mine=record.option == self._my_choice))
        title = self._decision.option(record.option).title
        line.addWidget(label(theme, title, theme.sans(14), "ink-2", wrap=True), 1)
        layout.addLayout(line)
        return layout

    def _happened(self) -> QLayout:
        theme = self._theme
        layout = column(spacing=theme.px(8))
        for event in self._decision.record.happened:
            when = label(theme, event.label or event.date.describe(short=True), theme.sans(13), "ink-2", wrap=True)
            when.setContentsMargins(0, theme.px(4), theme.px(8), 0)
            layout.addWidget(SideBySide(theme, when, self._claim(event), _SIDE_WIDTH))
        for index in range(len(self._decision.record.exhibits)):
            layout.addSpacing(theme.px(12))
            layout.addWidget(record_exhibit_view(theme, self._sheet, index))
        return layout

    def _why(self) -> QLayout:
        layout = column(spacing=self._theme.px(10))
        for claim in self._decision.record.why:
            layout.addWidget(self._claim(claim))
        return layout

    def _looking_back(self) -> QLayout:
        theme, back = self._theme, self._decision.record.looking_back
        layout = column(spacing=theme.px(8))
        head = row(spacing=theme.px(14))
        head.addWidget(judgement_mark(theme, back.judgement, size=16), 0, Qt.AlignmentFlag.AlignTop)
        judge = label(theme, f"judged by {back.judge}", theme.sans(13), "ink-2", wrap=True)
        judge.setContentsMargins(0, theme.px(2), 0, 0)
        head.addWidget(judge, 1)
        layout.addLayout(head)
        for claim in back.claims:
            layout.addWidget(self._claim(claim))
        return layout

    def _not_taken(self) -> QLayout:
        theme, decision = self._theme, self._decision
        layout = column(spacing=theme.px(8))
        for option in decision.options:
            known = [entry for entry in decision.record.not_taken if entry.option == option.id]
            if not known:
                continue
            head = row(spacing=theme.px(9))
            mine = option.id == self._my_choice
            head.addWidget(KeyBox(theme, self._key(option.id), mine=mine), 0, Qt.AlignmentFlag.AlignTop)
            title = label(theme, option.title, theme.sans(14, QFont.Weight.DemiBold), wrap=True)
            head.addWidget(title, 1)
            if mine:
                head.addWidget(label(theme, self._chosen, theme.sans(13), "accent"))
            layout.addLayout(head)
            for entry in known:
                prose = claim_prose(theme, entry.text, entry.sources, theme.serif(16.5), 24)
                prose.link_opened.connect(self.source_opened)
                mark = known_mark(theme, entry.known)
                mark.setContentsMargins(0, theme.px(3), 0, 0)
                layout.addWidget(SideBySide(theme, mark, prose, _SIDE_WIDTH + 6))
            layout.addSpacing(theme.px(6))
        return layout

    def _sources(self) -> QLayout:
        theme = self._theme
        layout: QVBoxLayout = column(spacing=theme.px(12))
        for source_id, refs in grouped(merged(cited(self._decision))):
            source = self._sheet.source(source_id)
            name = label(theme, source.id, theme.sans(12.5), "ink-2")
            name.setContentsMargins(0, theme.px(4), 0, 0)
            text = column(spacing=theme.px(3))
            text.addWidget(label(theme, source.title, theme.serif(16.5), wrap=True))
            line = f"{source.publisher}, {source.date.describe()}. Lines {', '.join(ref.lines for ref in refs)}"
            text.addWidget(label(theme, line, theme.sans(13), "ink-2", wrap=True))
            holder = QWidget()
            holder.setLayout(text)
            layout.addWidget(SideBySide(theme, name, holder, 40))
        return layout


def cited(decision: Decision) -> set[SourceRef]:
    """All lines that the record of a decision rests on."""
    return set(_cited(decision))


def _cited(decision: Decision) -> Iterator[SourceRef]:
    record = decision.record
    for claim in (record.did, *record.happened, *record.why, *record.looking_back.claims, *decision.factors):
        yield from claim.sources
        if claim.contested:
            yield from claim.contested.sources
    for part in (*record.not_taken, *record.exhibits):
        yield from part.sources


def merged(refs: Iterable[SourceRef]) -> list[SourceRef]:
    """References in order, those that overlap or touch as one."""
    made: list[SourceRef] = []
    for ref in sorted(refs, key=lambda each: (each.source, each.first, each.last)):
        before = made[-1] if made else None
        if before is not None and before.source == ref.source and ref.first <= before.last + 1:
            last = max(before.last, ref.last)
            made[-1] = SourceRef(source=ref.source, first=before.first, last=last)
        else:
            made.append(ref)
    return made
