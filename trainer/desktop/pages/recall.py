"""A decision that comes back: what is remembered of it, then the record beside that, and how well it was known."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from trainer.case.markdown import to_html
from trainer.desktop.pages.writing import WritingPage
from trainer.desktop.recall_state import Question, Sitting, Told
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import PrimaryButton
from trainer.desktop.widgets.grade_cards import GradeCards
from trainer.desktop.widgets.layout import ScrollColumn, clear, column, paint_ground, reading_column, row, rule
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.recall_head import NAME, RecallHead
from trainer.desktop.widgets.recall_parts import (
    BESIDE_FROM,
    AnswerField,
    Pair,
    RecordPanel,
    RememberedForecast,
    forecast_row,
    recall_kicker,
)
from trainer.desktop.widgets.source_note import SourceNote
from trainer.desktop.widgets.text import Heading, label
from trainer.study.recall import Grade

_WIDTH = 900
_MARGIN = 32
_GIST = 780
_KEEP_MS = 800
_MOST_FOOT = 0.25
"""Of the height, for a foot that stays in sight."""

_TURNS = 4
"""Of the event loop, until a page that has grown is laid out."""

_KEPT = "Both answers are kept before the record opens. You can leave either of them empty."
_HOW = "Grade what you recalled of their choice and reasons, not your own choice then."
_STEPS = {Qt.Key.Key_PageDown: 1.0, Qt.Key.Key_PageUp: -1.0, Qt.Key.Key_Down: 0.12, Qt.Key.Key_Up: -0.12}


class RecallPage(WritingPage):
    """Asks first. What is on record is given to it later, by :meth:`show_record`."""

    draft_changed = Signal(str, object)
    """With the answer in the making, and the remembered forecast in percent or ``None``."""
    record_requested = Signal(str, object)
    """With both answers, as they are to be stored."""
    graded = Signal(Grade)
    undo_requested = Signal()
    stop_requested = Signal()
    library_requested = Signal()

    def __init__(
        self, theme: Theme, sitting: Sitting, question: Question, answer: str = "", remembered: int | None = None
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            sitting: how far it has come.
            question: what is asked.
            answer: what was written before.
            remembered: the forecast that was given before, in percent.
        """
        super().__init__()
        self._theme = theme
        self._question = question
        self._sitting = sitting
        self._told: Told | None = None
        self._grades: GradeCards | None = None
        self._sticks: bool | None = None
        paint_ground(self, theme, "paper")
        self.setAccessibleName(NAME)
        self._head = RecallHead(theme, sitting)
        self._head.library_requested.connect(self.library_requested)
        self._head.undo_requested.connect(self.undo_requested)
        self._head.stop_requested.connect(self.stop_requested)
        self._field = AnswerField(theme, answer)
        self._forecast = RememberedForecast(theme, remembered)
        self._kept = (answer, remembered)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self.leave)
        self._field.textChanged.connect(self._keeping.start)
        self._forecast.changed.connect(self._keeping.start)
        self._middle = column()
        self._forecast_place = column()
        self._foot = QWidget()
        self._foot_layout = column()
        self._foot.setLayout(self._foot_layout)
        self._content = self._compose()
        self.column = ScrollColumn(theme, self._content, NAME)
        self._below = column(margins=(theme.px(_MARGIN), 0, theme.px(_MARGIN), 0))
        layout = column()
        layout.addWidget(self._head)
        layout.addWidget(self.column, 1)
        layout.addLayout(self._below)
        self.setLayout(layout)
        self._ask()
        self.note = SourceNote(theme, self)
        self._add_keys()

    def _compose(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        layout: QVBoxLayout = column()
        layout.addWidget(recall_kicker(theme, self._question))
        layout.addSpacing(px(4))
        gist = Prose(theme, to_html(self._question.gist), theme.serif(18), leading=29)
        gist.setMaximumWidth(px(_GIST))
        line = row()  # by itself it would get the height of a text as wide as the page
        line.addWidget(gist, 1000)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addSpacing(px(24))
        layout.addWidget(Heading(theme, "What did they do, and why?", theme.serif(27, QFont.Weight.DemiBold)))
        layout.addSpacing(px(10))
        layout.addLayout(self._middle)
        layout.addSpacing(px(20))
        layout.addLayout(self._forecast_place)
        self._place = column()
        layout.addLayout(self._place)
        return reading_column(layout, px(_WIDTH), (px(_MARGIN), px(40), px(_MARGIN), px(28)))

    def _add_keys(self) -> None:
        keys = {
            "Ctrl+Return": self._show_pressed,
            "Ctrl+Enter": self._show_pressed,
            "Ctrl+Z": self._undo_pressed,
            "Escape": self.stop_requested.emit,
        }
        for key, do in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _ask(self) -> None:
        theme, question = self._theme, self._question
        self._middle.addWidget(self._field)
        chosen = f"{question.chosen} “{question.choice}”. How likely did you think it that they chose the same?"
        self._forecast_place.addWidget(rule(theme))
        self._forecast_place.addSpacing(theme.px(18))
        self._forecast_place.addWidget(forecast_row(theme, chosen, self._forecast))
        self._forecast_place.addSpacing(theme.px(18))
        button = PrimaryButton(theme, "Show the record", "(Ctrl+Enter)")
        button.clicked.connect(self._show_pressed)
        line = QWidget()
        inner = column()
        inner.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        line.setLayout(inner)
        kept = label(theme, _KEPT, theme.sans(13), "ink-2", wrap=True)
        kept.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._foot_layout.addWidget(rule(theme))
        self._foot_layout.addSpacing(theme.px(16))
        self._foot_layout.addWidget(Pair(theme, line, kept, shares=(0, 1), gap=16, beside_from=BESIDE_FROM))
        self._foot_layout.addSpacing(theme.px(16))
        self._place_foot(sticks=False)

    @property
    def answer(self) -> str:
        """What stands in the field, or stood there when the record was shown."""
        return self._field.toPlainText() if self._told is None else self._kept[0]

    @property
    def remembered(self) -> int | None:
        """The forecast on the scale, in percent; likewise."""
        return self._forecast.remembered if self._told is None else self._kept[1]

    @property
    def shows_record(self) -> bool:
        """Whether the record was given to it."""
        return self._told is not None

    def leave(self) -> None:
        """Hand over what was written and is not kept yet."""
        self._keeping.stop()
        written = (self.answer, self.remembered)
        if self._told is None and written != self._kept:
            self._kept = written
            self.draft_changed.emit(*written)

    def show_record(self, told: Told) -> None:
        """Show the record beside what was remembered, and ask for the grade. The answer has to be stored by then."""
        self._keeping.stop()
        theme, answer, remembered = self._theme, self.answer, self.remembered
        self._told, self._kept = told, (answer, remembered)
        for layout in (self._middle, self._forecast_place, self._foot_layout):
            clear(layout)
        panel = RecordPanel(theme, answer, remembered, told)
        panel.source_opened.connect(self._open_source)
        self._middle.addWidget(panel)
        self._ask_for_grade(told)
        panel.heading.take_focus()
        QTimer.singleShot(0, self, self._fit_foot)  # what was just put in has its height only then
        self._bring_into_sight(panel.heading, _TURNS)

    def _bring_into_sight(self, heading: Heading, turns: int) -> None:
        self.column.ensureWidgetVisible(heading, 0, self._theme.px(60))
        if turns:
            QTimer.singleShot(0, self, lambda: self._bring_into_sight(heading, turns - 1))

    def _ask_for_grade(self, told: Told) -> None:
        theme = self._theme
        ask = label(theme, "How well did you know it?", theme.sans(14, QFont.Weight.DemiBold))
        how = label(theme, _HOW, theme.sans(13), "ink-2", wrap=True)
        self._grades = GradeCards(theme, told.dates)
        self._grades.graded.connect(self.graded)
        self._foot_layout.addWidget(rule(theme))
        self._foot_layout.addSpacing(theme.px(12))
        self._foot_layout.addWidget(Pair(theme, ask, how, shares=(0, 1), gap=16, beside_from=BESIDE_FROM))
        self._foot_layout.addSpacing(theme.px(8))
        self._foot_layout.addWidget(self._grades)
        self._foot_layout.addSpacing(theme.px(16))

    def _open_source(self, link: str) -> None:
        if self._told is not None:
            self.note.open_note(link, self._told.sheet, QApplication.focusWidget())

    def _show_pressed(self) -> None:
        if self._told is None:
            self.record_requested.emit(self.answer, self.remembered)

    def _undo_pressed(self) -> None:
        if self._sitting.can_undo:
            self.undo_requested.emit()

    def focus_start(self) -> None:
        """Begin where something is to be done."""
        if self._told is None:
            self._field.moveCursor(QTextCursor.MoveOperation.End)
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 4 grade, once the record is there; arrow and page keys scroll."""
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        grade = key.value - Qt.Key.Key_0.value
        if self._told is not None and plain and grade in {each.value for each in Grade} and not event.isAutoRepeat():
            self.graded.emit(Grade(grade))
        elif key in _STEPS:
            self.column.page(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """See QWidget."""
        super().showEvent(event)
        self._fit_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the grades in sight."""
        super().resizeEvent(event)
        self._fit_foot()
        self.note.place()

    def _fit_foot(self) -> None:
        """Where the page is longer than the window, its foot stays below it, as long as it leaves room to read."""
        bar = self.column.verticalScrollBar().sizeHint().width()
        width = min(self.width() - 2 * self._theme.px(_MARGIN) - bar, self._theme.px(_WIDTH))
        content = self._content.layout()
        if content is None or width <= 0:
            return
        if self._grades is not None:
            self._grades.arrange(width)
        self._place_foot(sticks=False)
        content.activate()
        room = self.height() - self._head.height()
        foot = self._foot_layout.heightForWidth(width)
        whole = content.heightForWidth(self.width()) if content.hasHeightForWidth() else content.sizeHint().height()
        self._place_foot(sticks=whole > room and foot <= room * _MOST_FOOT)

    def _place_foot(self, *, sticks: bool) -> None:
        if sticks == self._sticks:
            return
        self._sticks = sticks
        focus = self._foot.focusWidget() if self._foot.isAncestorOf(QApplication.focusWidget() or self) else None
        margin = self._theme.px(_MARGIN)
        if sticks:
            bar = self.column.verticalScrollBar().sizeHint().width()
            self._below.setContentsMargins(margin, 0, margin + bar, 0)
            self._place.removeWidget(self._foot)
            self._below.addWidget(self._foot, 0, Qt.AlignmentFlag.AlignHCenter)
            self._foot.setFixedWidth(min(self.width() - 2 * margin - bar, self._theme.px(_WIDTH)))
        else:
            self._foot.setMinimumWidth(0)
            self._foot.setMaximumWidth(self._theme.px(_WIDTH))
            self._below.removeWidget(self._foot)
            self._place.addWidget(self._foot)
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
