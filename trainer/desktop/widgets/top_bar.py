"""The bar at the head of pages: the program's name, the places one can go to, and who is learning."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.text import label

HEIGHT = 56
MARGIN = 32
"""Of all pages but the library."""

_BRAND = "Case Trainer"
_LONGEST_NAME = 200


class TopBar(QWidget):
    """Name, places, learner. Where the places don't fit side by side, they fold into a menu."""

    place_chosen = Signal(str)
    menu_requested = Signal(QPoint)
    """The learner's menu is wanted; the point, in global coordinates, is where its upper right corner belongs."""

    def __init__(
        self,
        theme: Theme,
        places: tuple[tuple[str, str], ...],
        current: str,
        learner: str,
        *,
        margin: int = MARGIN,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            places: id and text of each place.
            current: id of the place the bar stands at the head of; "" for none of them.
            learner: name of the present learner.
            margin: left and right, in pixels at 100 %.
        """
        super().__init__()
        self._theme = theme
        self._margin = margin
        self._places = dict(places)
        self._current = current
        self.setFixedHeight(theme.px(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Places")
        self._brand = label(theme, _BRAND, theme.serif(18.5, QFont.Weight.DemiBold))
        self._brand.setParent(self)
        self._tabs = {place: self._tab(place, text) for place, text in places}
        self._fold = _BarButton(theme, "", chevron=True)
        self._fold.setParent(self)
        self._fold.clicked.connect(self._open_places)
        self._learner = _BarButton(theme, learner, chevron=True)
        self._learner.setParent(self)
        self._learner.clicked.connect(self._ask_for_menu)
        self.set_learner(learner)
        self.set_current(current)

    def _tab(self, place: str, text: str) -> _BarButton:
        tab = _BarButton(self._theme, text, chevron=False)
        tab.setParent(self)
        tab.clicked.connect(partial(self._choose, place))
        return tab

    def set_current(self, place: str) -> None:
        """Mark another place as the one where the learner is."""
        self._current = place
        for each, tab in self._tabs.items():
            tab.set_here(each == place)
        self._fold.say(self._places.get(place, "Go to"), "places")
        self._arrange()

    def set_learner(self, name: str) -> None:
        """Show another learner."""
        self._learner.say(name, "learner")
        self._arrange()

    def set_margin(self, margin: int) -> None:
        """Stand above a page with other margins, in pixels at 100 %."""
        self._margin = margin
        self._arrange()

    @property
    def folded(self) -> bool:
        """Whether the places stand in a menu."""
        return not self._fold.isHidden()

    def sizeHint(self) -> QSize:
        """Wide enough for everything side by side."""
        return QSize(self._wide_width(), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The bar holds any width: it folds and shortens."""
        return QSize(self._theme.px(200), self._theme.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move between the places."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        shown = [each for each in (*self._tabs.values(), self._fold, self._learner) if not each.isHidden()]
        here = next((i for i, each in enumerate(shown) if each.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        shown[(here + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line below the bar, and the accent below the present place."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)  # fillRect would make every name that a gradient has, before the first paint
        painter.setBrush(self._theme.colour("paper"))
        painter.drawRect(self.rect())
        painter.setBrush(self._theme.colour("line"))
        painter.drawRect(0, self.height() - 1, self.width(), 1)
        here = self._fold if self.folded and self._current in self._tabs else self._tabs.get(self._current)
        if here is not None and not here.isHidden():
            area = here.text_area().translated(here.pos())
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRect(area.left(), self.height() - 2, area.width(), 2)
        painter.end()

    def _wide_width(self) -> int:
        px = self._theme.px
        tabs = sum(tab.sizeHint().width() for tab in self._tabs.values()) + px(4) * max(len(self._tabs) - 1, 0)
        learner = min(self._learner.sizeHint().width(), px(_LONGEST_NAME))
        return 2 * px(self._margin) + self._brand.sizeHint().width() + px(32) + tabs + px(16) + learner

    def _arrange(self) -> None:
        px = self._theme.px
        pad = px(_BarButton.padding)
        left, right = px(self._margin), self.width() - px(self._margin) + pad
        folded = self._wide_width() > self.width()
        brand = self._brand.sizeHint()
        fold = self._fold.sizeHint().width()
        shortest = px(96)
        shows_brand = not folded or left + brand.width() + px(16) + fold + shortest <= right
        self._brand.setVisible(shows_brand)
        self._brand.setGeometry(left, (self.height() - brand.height()) // 2, brand.width(), brand.height())
        x = left + brand.width() + (px(16) if folded else px(32)) if shows_brand else left - pad
        for tab in self._tabs.values():
            tab.setVisible(not folded)
            x = self._put(tab, x, tab.sizeHint().width()) + px(4) if not folded else x
        self._fold.setVisible(folded)
        if folded:
            x = self._put(self._fold, x, min(fold, right - x - shortest)) + px(8)
        width = min(self._learner.sizeHint().width(), max(right - x, shortest), px(_LONGEST_NAME))
        self._put(self._learner, right - width, width)
        self.update()

    def _put(self, button: _BarButton, x: int, width: int) -> int:
        height = self._theme.px(36)
        button.setGeometry(x, (self.height() - height) // 2, width, height)
        return x + width

    def _open_places(self) -> None:
        from PySide6.QtGui import QAction
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, text in self._places.items():
            action = QAction(text, menu, checkable=True, checked=place == self._current)
            action.triggered.connect(partial(self._choose, place))
            menu.addAction(action)
        menu.popup(self._fold.mapToGlobal(QPoint(0, self._fold.height())))

    def _choose(self, place: str, _checked: bool = False) -> None:
        self.place_chosen.emit(place)

    def _ask_for_menu(self) -> None:
        button = self._learner
        self.menu_requested.emit(button.mapToGlobal(QPoint(button.width(), button.height())))


class _BarButton(QAbstractButton):
    """A word in the bar, with a chevron where it opens a menu; shortens itself with an ellipsis."""

    padding = 12

    def __init__(self, theme: Theme, text: str, *, chevron: bool) -> None:
        super().__init__()
        self._theme = theme
        self._chevron = chevron
        self._here = chevron
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_here(self, here: bool) -> None:
        """Whether this is where the learner is."""
        self._here = here
        self.setAccessibleDescription("You are here" if here else "")
        self.update()

    def say(self, text: str, what: str) -> None:
        """Show another text; ``what`` tells a screen reader what the menu is about."""
        self.setText(text)
        self.setAccessibleName(f"{text}, menu")
        self.setAccessibleDescription(f"Opens the menu of the {what}")
        self.update()

    def _font(self) -> QFont:
        return self._theme.sans(14, QFont.Weight.DemiBold if self._here else QFont.Weight.Normal)

    def _reach(self) -> int:
        return self._theme.px(18) if self._chevron else 0

    def sizeHint(self) -> QSize:
        """Room for the text as it is where the learner is, so that nothing moves when they go elsewhere."""
        bold = QFontMetrics(self._theme.sans(14, QFont.Weight.DemiBold))
        width = bold.horizontalAdvance(self.text()) + 2 * self._theme.px(self.padding) + self._reach() + 2
        return QSize(width, self._theme.px(36))

    def text_area(self) -> QRect:
        """Where the text stands."""
        pad = self._theme.px(self.padding)
        return self.rect().adjusted(pad, 0, -pad - self._reach(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("wash"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        ink = self._theme.colour("ink" if self._here or self.underMouse() else "ink-2")
        painter.setPen(ink)
        painter.setFont(self._font())
        area = self.text_area()
        text = QFontMetrics(self._font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        self.setToolTip(self.text() if text != self.text() else "")
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self._chevron:
            px = self._theme.px
            mark = QRectF(self.width() - px(self.padding) - px(12), (self.height() - px(12)) / 2 + 1, px(12), px(12))
            paint_icon(painter, mark, "chevron-down", ink)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)
