"""Who may come to a workshop: anybody with the code, or those on a list, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QButtonGroup, QWidget

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.choice_row import ChoiceRow
from trainer.desktop.widgets.fields import TextField
from trainer.desktop.widgets.head_line import HeadLine
from trainer.desktop.widgets.layout import clear, column
from trainer.desktop.widgets.menu_button import MenuButton
from trainer.desktop.widgets.text import label
from trainer.desktop.widgets.view_switch import ViewSwitch
from trainer.desktop.wording import breakable
from trainer.study.workshop.names import NoNames, ReadNames, read_names
from trainer.study.workshop.plan import MAX_PEOPLE, Joining, Naming, Plan

_READ_MS = 250
"""What is typed is read after so long a pause."""
_MOST_COMPLAINTS = 6
_JOINING = (Joining.ANYBODY, Joining.LISTED)
_NAMING = (Naming.PSEUDONYMS, Naming.NAMES)
_WAYS = (
    ("Anybody with the code", f"Up to {MAX_PEOPLE:,} people type the code that the room shows, and a name."),
    ("Those on a list", "Only whose name is on the list comes in, with the code, and each of them once."),
)
_SAID = {
    Naming.PSEUDONYMS: "Each phone is asked for any name: one by which nobody has to be known.",
    Naming.NAMES: "Each phone is asked for the real name, and the report has it too.",
}


class PeopleSection(QWidget):
    """Shows it and says what is chosen."""

    joining_chosen = Signal(object)
    """A :class:`Joining`."""
    naming_chosen = Signal(object)
    """A :class:`Naming`."""
    names_changed = Signal(object)
    """All names on the list, a tuple."""
    file_requested = Signal()
    """A list is to be opened."""

    def __init__(self, theme: Theme, plan: Plan) -> None:
        super().__init__()
        self._theme = theme
        self._names = plan.names
        self._column: int | None = None
        self._ways = QButtonGroup(self)
        layout = column()
        for number, (title, more) in enumerate(_WAYS):
            choice = ChoiceRow(theme, title, more)
            self._ways.addButton(choice, number)
            layout.addWidget(choice)
        self._ways.idClicked.connect(lambda number: self.joining_chosen.emit(_JOINING[number]))
        self._naming = self._make_naming(plan)
        self._list = self._make_list(plan.names)
        layout.insertWidget(1, self._naming)  # each below the way that it is about
        layout.addWidget(self._list)
        self.setLayout(layout)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(_READ_MS)
        self._reading.timeout.connect(self.read)
        self._field.textChanged.connect(self._reading.start)
        self._show(self._found())
        self.put(plan)

    def _make_naming(self, plan: Plan) -> QWidget:
        theme, px = self._theme, self._theme.px
        self._called = ViewSwitch(theme, "What they are called", ("Pseudonyms", "Names"))
        self._called.chosen.connect(lambda number: self.naming_chosen.emit(_NAMING[number]))
        self._meaning = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        layout = column(spacing=px(6), margins=(px(36), px(8), 0, px(10)))
        layout.addWidget(self._called, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._meaning)
        made = QWidget()
        made.setLayout(layout)
        return made

    def _make_list(self, names: Sequence[str]) -> QWidget:
        theme, px = self._theme, self._theme.px
        hint = "A name in each line; or lines of a spreadsheet"
        self._field = TextField(theme, "\n".join(names), hint, "Names on the list")
        self._field.setFont(theme.sans(14.5))
        self._count = label(theme, "", theme.sans(13.5, QFont.Weight.DemiBold))
        self._columns = column()
        self._complaints = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        from_file = LinkButton(theme, "Open a list…")
        from_file.setAccessibleDescription("From a text or CSV file")
        from_file.clicked.connect(self.file_requested)
        layout = column(spacing=px(6), margins=(px(36), px(10), 0, 0))
        layout.addWidget(self._field)
        layout.addWidget(HeadLine(theme, [self._count], [from_file], name="What is on the list"))
        layout.addLayout(self._columns)
        layout.addWidget(self._complaints)
        made = QWidget()
        made.setLayout(layout)
        return made

    def put(self, plan: Plan) -> None:
        """Show what the plan says."""
        self._ways.button(_JOINING.index(plan.joining)).setChecked(True)
        self._called.choose(_NAMING.index(plan.naming))
        self._meaning.setText(_SAID[plan.naming])
        listed = plan.joining is Joining.LISTED
        self._list.setVisible(listed)
        self._naming.setVisible(not listed)

    def put_text(self, text: str) -> None:
        """Show another list, as it came out of a file."""
        self._column = None
        self._field.setPlainText(text)
        self.read()

    def read(self) -> None:
        """Read what stands in the field now, and say so where the names are others."""
        self._reading.stop()
        found = self._found()
        self._show(found)
        names = found.names if isinstance(found, ReadNames) else self._names
        if names != self._names:
            self._names = names
            self.names_changed.emit(names)

    def _found(self) -> ReadNames | str:
        try:
            return read_names(self._field.toPlainText(), self._column)
        except NoNames as refused:
            return str(refused)

    def _show(self, found: ReadNames | str) -> None:
        if isinstance(found, str):
            self._say(found)
            return
        count = len(found.names)
        self._count.setText(f"{count:,} {'name' if count == 1 else 'names'}" if count else "No names yet")
        self._say("\n".join(map(str, found.complaints[:_MOST_COMPLAINTS])), len(found.complaints) - _MOST_COMPLAINTS)
        self._offer(found)

    def _say(self, text: str, more: int = 0) -> None:
        text = f"{text}\nAnd {more:,} more lines like these." if more > 0 else text
        self._complaints.setText(breakable(text))
        self._complaints.setVisible(bool(text))

    def _offer(self, found: ReadNames) -> None:
        """Which column the names stand in, where there are several."""
        theme = self._theme
        held = any(each.hasFocus() for each in self.findChildren(MenuButton))
        clear(self._columns)
        if len(found.columns) < 2:
            return
        options = tuple((str(place), each.title) for place, each in enumerate(found.columns))
        said = f"Names from: {found.columns[found.column].title}"
        menu = MenuButton(theme, "Names from", options, str(found.column), said)
        menu.chosen.connect(self._choose_column)
        self._columns.addWidget(menu, 0, Qt.AlignmentFlag.AlignLeft)
        if held:
            menu.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_column(self, place: str) -> None:
        self._column = int(place)
        self.read()
