"""Who is here: names in columns, who has lost the connection, and what can be done with a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QMenu,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trainer.desktop.painting.icons import icon_label
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.layout import column, row
from trainer.desktop.widgets.presenter_clock import say
from trainer.desktop.widgets.text import label
from trainer.desktop.wording import breakable
from trainer.desktop.workshops.presenter_state import PresenterState
from trainer.desktop.workshops.presenter_values import Present
from trainer.desktop.workshops.step_names import time_words

_Index = QModelIndex | QPersistentModelIndex
_FEW = 20
"""So many names are shown until all are asked for."""
_ROW, _LEAST = 27.0, 88.0
_MOST_COLUMNS = 4
_MOST_LOST = 3
_MOST_MISSING = 12
_NOBODY = "Nobody is here yet. Phones come in by the code on the room’s screen."
_BOLD = QFont.Weight.DemiBold


class _Names(QAbstractListModel):
    """Told of changes a name at a time, so that the view keeps its place."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._people: tuple[Present, ...] = ()

    def put(self, people: tuple[Present, ...]) -> None:
        before = self._people
        ids = tuple(each.id for each in people)
        if ids[: len(before)] == tuple(each.id for each in before):
            if len(ids) > len(before):
                self.beginInsertRows(QModelIndex(), len(before), len(ids) - 1)
                self._people = people
                self.endInsertRows()
            self._people = people
            for index, (old, new) in enumerate(zip(before, people, strict=False)):
                if _looks(old) != _looks(new):
                    self.dataChanged.emit(self.index(index), self.index(index))
            return
        self.beginResetModel()
        self._people = people
        self.endResetModel()

    def at(self, index: _Index) -> Present:
        return self._people[index.row()]

    def rowCount(self, parent: _Index | None = None) -> int:
        """See QAbstractListModel."""
        return 0 if parent is not None and parent.isValid() else len(self._people)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractListModel."""
        each = self._people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{each.name}  {each.vote}" if each.vote else each.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            state = "removed" if each.is_removed else "no connection" if each.lost else ""
            return ", ".join(part for part in (each.name, each.vote, state) if part)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour("ink-3" if each.is_removed or each.lost else "ink-2")
        if role == Qt.ItemDataRole.FontRole:
            font = self._theme.sans(13)
            font.setStrikeOut(each.is_removed)
            return font
        return None


class _Cells(QStyledItemDelegate):
    """Every name has its whole cell: a view of uniform items cuts them all to the width of the first."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """See QStyledItemDelegate."""
        return self._view.gridSize()


class _Grid(QListView):
    """Names in as many columns as there is room for; as high as they need. Enter or a click opens a menu."""

    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(self, theme: Theme, model: _Names) -> None:
        super().__init__()
        self._theme = theme
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Cells(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Who is here")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(theme.sans(13))
        self.clicked.connect(self._open)
        for signal in (model.rowsInserted, model.modelReset):
            signal.connect(self.fit)

    def fit(self) -> None:
        """Take the height of all rows."""
        px, width = self._theme.px, max(self.width() - 2, 1)
        longest = max((QFontMetrics(self.font()).horizontalAdvance(name) for name in self._texts()), default=0)
        least = min(max(px(_LEAST), longest + px(22)), width)
        across = min(max(width // least, 1), _MOST_COLUMNS)
        self.setGridSize(QSize(width // across, px(_ROW)))
        count = self.model().rowCount() if self.model() is not None else 0
        self.setFixedHeight(max(-(-count // across) * px(_ROW), 1) + 2)

    def _texts(self) -> list[str]:
        model = self.model()
        return [str(model.index(row, 0).data()) for row in range(min(model.rowCount(), 400))]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the menu; letters and page keys are the page's."""
        moves = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.key() in moves:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _open(self, index: QModelIndex) -> None:
        area = self.visualRect(index)
        self.menu_wanted.emit(index, self.viewport().mapToGlobal(area.bottomLeft()))


class PresenterPeople(QWidget):
    """Few names at first; all of them, with those who were removed, by a link."""

    remove_requested = Signal(int)
    readmit_requested = Signal(int, bool)
    """Id of a participant, and whether with another phone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._all = False
        self._people: tuple[Present, ...] = ()
        self._told: tuple[object, ...] = ()
        self._count = label(theme, "", theme.sans(13.5, _BOLD))
        self._aside = label(theme, "", theme.sans(13), "ink-2")
        self._more = LinkButton(theme, "All names")
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.clicked.connect(self._change)
        head = Flow(theme.px(10))
        for widget in (self._count, self._aside, self._more):
            head.addWidget(widget)
        self._lost = [self._lost_line() for _ in range(_MOST_LOST)]
        self._more_lost = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        self._model = _Names(theme)
        self._grid = _Grid(theme, self._model)
        self._grid.menu_wanted.connect(self._open_menu)
        self._missing = label(theme, "", theme.sans(13), "ink-2", wrap=True)
        layout = column(spacing=theme.px(4))
        layout.addLayout(head)
        for line, _ in self._lost:
            layout.addWidget(line)
        layout.addWidget(self._more_lost)
        layout.addWidget(self._grid)
        layout.addWidget(self._missing)
        self.setLayout(layout)

    def _lost_line(self) -> tuple[QWidget, QLabel]:
        theme = self._theme
        words = label(theme, "", theme.sans(13), wrap=True)
        line = row(spacing=theme.px(9))
        line.addWidget(icon_label(theme, "no-connection", "ink", 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        made = QWidget()
        made.setLayout(line)
        made.hide()
        return made, words

    def show_state(self, state: PresenterState) -> None:
        """Show who is here."""
        told = (state.people, state.missing, state.people_words, state.doors_open)
        if told == self._told:
            return
        self._told = told
        here = state.here
        say(self._count, f"{len(here):,} {'person' if len(here) == 1 else 'people'}")
        say(self._aside, state.people_words)
        self._show_lost(tuple(each for each in here if each.lost))
        self._people = state.people
        self._put()
        missing = ", ".join(state.missing[:_MOST_MISSING])
        if len(state.missing) > _MOST_MISSING:
            missing += f" and {len(state.missing) - _MOST_MISSING} more"
        text = f"Not here yet: {missing}" if missing else _NOBODY if state.doors_open and not here else ""
        say(self._missing, breakable(text))
        self._missing.setVisible(bool(text))

    def _put(self) -> None:
        here = tuple(each for each in self._people if not each.is_removed)
        shown = self._people if self._all else here[:_FEW]
        self._model.put(shown)
        self._grid.setVisible(bool(shown))
        self._more.setVisible(len(self._people) > len(here[:_FEW]))

    def _show_lost(self, lost: tuple[Present, ...]) -> None:
        for index, (line, words) in enumerate(self._lost):
            each = lost[index] if index < len(lost) else None
            if each is not None:
                text = f"{breakable(each.name)}: no connection for {time_words(each.lost)}, comes back by itself"
                say(words, text)
            if line.isHidden() != (each is None):
                line.setVisible(each is not None)
        more = len(lost) - len(self._lost)
        say(self._more_lost, f"and {more} more without connection" if more > 0 else "")
        self._more_lost.setVisible(more > 0)

    def _change(self) -> None:
        self._all = not self._all
        self._more.relabel("Fewer names" if self._all else "All names")
        self._put()

    def _open_menu(self, index: QModelIndex, place: QPoint) -> None:
        self.menu(self._model.at(index)).popup(place)

    def menu(self, person: Present) -> QMenu:
        """What can be done with somebody."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(person.name)
        if person.is_removed:
            self._add(menu, "Let back in", lambda: self.readmit_requested.emit(person.id, False))
        else:
            self._add(menu, "Let in with another phone", lambda: self.readmit_requested.emit(person.id, True))
            self._add(menu, f"Remove {person.name}", lambda: self.remove_requested.emit(person.id))
        return menu

    def _add(self, menu: QMenu, text: str, done: Callable[[], None]) -> None:
        action = QAction(text.replace("&", "&&"), menu)
        action.triggered.connect(done)
        menu.addAction(action)


def _looks(each: Present) -> tuple[object, ...]:
    """What a name is drawn by: the seconds without connection stand in a line of their own."""
    return each.name, each.lost > 0, each.is_removed, each.vote
