"""The dialog of an export: what to write and of which cases; then how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QLabel, QVBoxLayout, QWidget

from trainer.desktop.export_kinds import FileKind, Source
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import PrimaryButton, SecondaryButton
from trainer.desktop.widgets.choice_row import ChoiceRow
from trainer.desktop.widgets.layout import ScrollColumn, column, paint_ground, row, rule
from trainer.desktop.widgets.notice import AlertLine
from trainer.desktop.widgets.progress_line import STEPS, ProgressLine
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable

TITLE = "Export"
PATIENCE = 1000
"""How long nothing need be shown of what is being written, in milliseconds."""
_WIDTH = 600
_ALL = "All my cases"


@dataclass(frozen=True)
class Also:
    """A second thing that is chosen, in place of the cases."""

    caption: str
    titles: Sequence[str]
    """The first one is chosen at first."""


class ExportDialog(QDialog):
    """Says what is wanted, and shows what becomes of it; writes nothing itself."""

    place_requested = Signal()
    """The choice is made, and the next question is where the file goes."""
    cancelled = Signal()
    """What is being written is not wanted any more."""

    def __init__(
        self,
        theme: Theme,
        kinds: Sequence[FileKind],
        sources: Sequence[Source],
        parent: QWidget | None = None,
        *,
        also: Also | None = None,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            kinds: what can be written; the first one is chosen at first.
            sources: the cases there are.
            parent: the window it belongs to.
            also: what is chosen where it isn't of which cases.
        """
        super().__init__(parent)
        self._theme = theme
        self._kinds = tuple(kinds)
        self._sources: tuple[Source | None, ...] = (None, *sources)
        self._busy = False
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        paint_ground(self, theme, "page")
        self._kind_rows = [ChoiceRow(theme, kind.title, kind.purpose, kind.suffix) for kind in self._kinds]
        titles = (_ALL, *(f"Only “{source.title}”" for source in sources))
        self._caption = also.caption if also is not None else "Of which cases"
        # With a single case there is nothing to choose.
        titles = tuple(also.titles) if also is not None else titles if len(titles) > 2 else ()
        self._source_rows = [ChoiceRow(theme, title) for title in titles]
        self._kind_group = self._group(self._kind_rows)
        self._source_group = self._group(self._source_rows)
        self._body = self._make_body()
        self._problem = AlertLine(theme)
        self._choosing = self._make_buttons()
        self._writing = self._make_progress()
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PATIENCE)
        self._soon.timeout.connect(self._show_progress)
        self._kind_group.idToggled.connect(lambda _number, on: self._fit_sources() if on else None)
        self._fit_sources()
        self._kind_rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def number(self) -> int:
        """Which of the kinds is chosen, from 0."""
        return self._kind_group.checkedId()

    @property
    def kind(self) -> FileKind:
        """What is chosen."""
        return self._kinds[self.number]

    @property
    def source(self) -> Source | None:
        """The only case that is wanted; ``None`` for all."""
        if len(self._sources) == 2 and not self.kind.of_all:
            return self._sources[1]
        return self._sources[max(self._source_group.checkedId(), 0)]

    @property
    def also(self) -> int:
        """Which of the second things is chosen, from 0."""
        return max(self._source_group.checkedId(), 0)

    def begin(self, name: str) -> None:
        """From now on a file of that name is written; it shows once that takes long."""
        self._busy = True
        self._problem.say("")
        self._body.setEnabled(False)
        self._done.setEnabled(False)
        self._line.setValue(0)
        self._what.setText(breakable(f"Writing “{name}” …"))
        self._cancel.setEnabled(True)
        self._soon.start()

    def tell(self, share: float) -> None:
        """How far it has come, 0-1."""
        self._line.setValue(round(share * STEPS))
        self._percent.setText(f"{round(share * 100)} %")

    def end(self, problem: str = "") -> None:
        """Nothing is written any more; whatever stood in its way is said, and can be chosen anew."""
        self._soon.stop()
        self._busy = False
        self._writing.hide()
        self._choosing.show()
        self._body.setEnabled(True)
        self._done.setEnabled(True)
        self._problem.say(problem)
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Esc and *Cancel* first stop what is being written."""
        if self._busy:
            self._stop()
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, wherever in the lists the focus is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._busy:
            self._done.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """See :meth:`reject`."""
        if self._busy:
            self._stop()
            event.ignore()
        else:
            super().closeEvent(event)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._what.setText("Stopping …")
        self.cancelled.emit()

    def _group(self, rows: Sequence[ChoiceRow]) -> QButtonGroup:
        group = QButtonGroup(self)
        for number, each in enumerate(rows):
            group.addButton(each, number)
        for each in rows[:1]:
            each.setChecked(True)
        return group

    def _make_body(self) -> QWidget:
        px = self._theme.px
        layout: QVBoxLayout = column(margins=(px(24), px(4), px(24), px(16)))
        self._add_list(layout, "What to write", self._kind_rows)
        if self._source_rows:
            layout.addSpacing(px(16))
            self._add_list(layout, self._caption, self._source_rows)
        layout.addStretch(1)
        made = QWidget()
        made.setLayout(layout)
        return made

    def _add_list(self, layout: QVBoxLayout, title: str, rows: Sequence[QWidget]) -> None:
        theme = self._theme
        caption = label(theme, title, theme.sans(13, QFont.Weight.DemiBold), "ink-2")
        caption.setContentsMargins(theme.px(8), 0, 0, theme.px(4))
        layout.addWidget(caption)
        for each in rows:
            layout.addWidget(each)

    def _make_buttons(self) -> QWidget:
        theme = self._theme
        self._done = PrimaryButton(theme, "Choose where…")
        self._done.clicked.connect(self.place_requested)
        close = SecondaryButton(theme, "Cancel")
        close.clicked.connect(self.reject)
        line = row(spacing=theme.px(12))
        line.addStretch(1)
        line.addWidget(self._done)
        line.addWidget(close)
        made = QWidget()
        made.setLayout(line)
        return made

    def _make_progress(self) -> QWidget:
        theme = self._theme
        self._what: QLabel = label(theme, "", theme.sans(14), wrap=True)
        self._percent: QLabel = label(theme, "0 %", theme.sans(14, tabular=True), "ink-2")
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("100 %"))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._line = ProgressLine(theme, "How far the export has come")
        self._cancel = SecondaryButton(theme, "Cancel")
        self._cancel.setAccessibleDescription("Stops the export; nothing is written")
        self._cancel.clicked.connect(self._stop)
        head = row(spacing=theme.px(12))
        head.addWidget(self._what, 1)
        head.addWidget(self._percent, 0, Qt.AlignmentFlag.AlignBottom)
        foot = row(spacing=theme.px(16))
        foot.addWidget(self._line, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._cancel)
        layout = column(spacing=theme.px(6))
        layout.addLayout(head)
        layout.addLayout(foot)
        made = QWidget()
        made.setLayout(layout)
        made.hide()
        return made

    def _lay_out(self) -> None:
        px = self._theme.px
        head = column(margins=(px(32), px(24), px(32), px(12)))
        head.addWidget(Heading(self._theme, TITLE, self._theme.serif(22, QFont.Weight.DemiBold)))
        foot = column(spacing=px(10), margins=(px(32), px(16), px(32), px(24)))
        foot.addWidget(self._problem)
        foot.addWidget(self._choosing)
        foot.addWidget(self._writing)
        layout = column()
        layout.addLayout(head)
        layout.addWidget(ScrollColumn(self._theme, self._body, TITLE), 1)
        layout.addWidget(rule(self._theme))
        layout.addLayout(foot)
        self.setLayout(layout)
        around = self.screen().availableSize()
        width = min(px(_WIDTH), around.width() - 40)
        own = head.sizeHint().height() + foot.sizeHint().height() + 1
        self.resize(width, min(self._body.heightForWidth(width) + own, around.height() - 80))

    def _fit_sources(self) -> None:
        """Offer the cases that the kind can be had of, and choose one of them."""
        kind = self.kind
        for number, each in enumerate(self._source_rows):
            each.setEnabled(kind.of_case if number else kind.of_all)
        chosen = self._source_group.checkedButton()
        if chosen is not None and not chosen.isEnabled():
            next(each for each in self._source_rows if each.isEnabled()).setChecked(True)

    def _show_progress(self) -> None:
        self._choosing.hide()
        self._writing.show()
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)
