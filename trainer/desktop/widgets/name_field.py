"""The field for a learner's name, and the small dialog that asks for one."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import PrimaryButton, SecondaryButton
from trainer.desktop.widgets.fields import LineField
from trainer.desktop.widgets.layout import column, paint_ground, row
from trainer.desktop.widgets.notice import AlertLine
from trainer.desktop.widgets.text import Heading, label
from trainer.desktop.wording import breakable, name_problem, tidy_name


class NameField(QWidget):
    """A label, a line to type in, and below it what is wrong with the name, if anything."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed, whether or not the name is a good one."""

    def __init__(self, theme: Theme, text: str, suggestion: str = "", taken: Collection[str] = ()) -> None:
        """
        Args:
            theme: for colours and measures.
            text: the label.
            suggestion: what stands in the field at first, selected.
            taken: names that the learner must not have.
        """
        super().__init__()
        self._taken = tuple(taken)
        caption = label(theme, text, theme.sans(14, QFont.Weight.DemiBold), wrap=True)
        self._edit = LineField(theme, tidy_name(suggestion))
        self._edit.setFont(theme.sans(16))
        self._edit.setMinimumHeight(theme.px(48))
        self._edit.setAccessibleName(text)
        self._edit.selectAll()
        caption.setBuddy(self._edit)
        self._problem = AlertLine(theme)
        layout = column(spacing=theme.px(8))
        layout.addWidget(caption)
        layout.addWidget(self._edit)
        layout.addWidget(self._problem)
        self.setLayout(layout)
        self.setFocusProxy(self._edit)
        self._edit.textEdited.connect(self._edited)
        self._edit.returnPressed.connect(self.entered)

    @property
    def name(self) -> str:
        """What is typed, tidied."""
        return tidy_name(self._edit.text())

    def check(self) -> bool:
        """Whether the name is a good one; if not, the field says why and takes the focus."""
        sentence = name_problem(self._edit.text(), self._taken)
        self.say(sentence or "")
        return sentence is None

    def say(self, sentence: str) -> None:
        """Show what is wrong; an empty sentence takes it away."""
        self._problem.say(sentence)
        self._edit.setAccessibleDescription(sentence)
        if sentence:
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def select(self) -> None:
        """Take the focus, with the whole name selected."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.selectAll()

    def _edited(self) -> None:
        self._problem.say("")
        self._edit.setAccessibleDescription("")
        self.changed.emit()


class NameDialog(QDialog):
    """Asks for the name of a learner, and doesn't close with a bad one."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        suggestion: str = "",
        *,
        done: str = "Save",
        taken: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            title: of the window, and its heading.
            text: the label of the field.
            suggestion: what stands in the field at first.
            done: the text of the button that closes it with the name.
            taken: names that other learners have.
            parent: the window it belongs to.
        """
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        paint_ground(self, theme, "page")
        self._field = NameField(theme, text, suggestion, taken)
        self._field.entered.connect(self._finish)
        cancel = SecondaryButton(theme, "Cancel")
        cancel.clicked.connect(self.reject)
        self._done = PrimaryButton(theme, done)
        self._done.clicked.connect(self._finish)
        buttons = row(spacing=px(12))
        buttons.addStretch(1)
        buttons.addWidget(self._done)
        buttons.addWidget(cancel)
        layout = column(spacing=px(24), margins=(px(32), px(24), px(32), px(24)))
        layout.addWidget(Heading(theme, breakable(title), theme.serif(22, QFont.Weight.DemiBold)))
        layout.addWidget(self._field)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.setLayout(layout)
        self.setMinimumWidth(px(400))
        self._field.select()

    @property
    def name(self) -> str:
        """The name, tidied; a good one once the dialog was accepted."""
        return self._field.name

    def _finish(self) -> None:
        if self._field.check():
            self.accept()
