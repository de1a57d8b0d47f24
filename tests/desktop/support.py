"""Looks over the widgets of a page as a careful reader would: is every control named, is every word whole?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from trainer.desktop.style import dress
from trainer.desktop.theme import Theme, load_theme
from trainer.desktop.widgets.focus_ring import FocusRing
from trainer.desktop.widgets.layout import column

THEMES = Path(__file__).parents[2] / "assets" / "themes"

SIZES = ((1280, 840, 100), (900, 700, 100), (1280, 840, 200), (900, 700, 200))
"""Width and height of the window, and the text size in percent, at which every page has to hold."""

LEAST = (640, 480, 200)
"""The smallest window with the largest text; a page may scroll there, and stays whole."""

_TURNS = 20
"""Turns of the event loop in which nothing happens."""


def look(application: QApplication, name: str = "light", text_size: int = 100) -> Theme:
    """Dress the application in a theme without motion, and give the theme."""
    theme = load_theme(THEMES, name, text_size=text_size, motion=False)
    dress(application, theme)
    return theme


def show(qtbot: QtBot, page: QWidget, width: int = 1280, height: int = 840) -> None:
    """Show a page as a window of that size, active and laid out."""
    qtbot.addWidget(page)
    page.destroyed.connect(lambda _gone: page)  # held until the end of the test, whoever lets go of it
    if not isinstance(page, QDialog):
        page.setMinimumSize(1, 1)  # a window of that size, whatever the page would like
    page.resize(width, height)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    settle()


def show_bar(qtbot: QtBot, bar: QWidget, width: int, height: int = 600) -> None:
    """Show something as wide as a window at the head of one."""
    window = QWidget()
    layout = column()
    layout.addWidget(bar)
    layout.addStretch(1)
    window.setLayout(layout)
    show(qtbot, window, width, height)


def settle() -> None:
    """Let layouts that wait for their turn have it."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def assert_at_rest() -> None:
    """No window is painted again and again while nothing happens."""
    found = unrest()
    assert not found, "\n".join(found)


def unrest() -> list[str]:
    """What is painted again and again while nothing happens, a sentence for each."""
    settle()
    watch = _Paints()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    for _ in range(_TURNS):
        QApplication.processEvents()
    application.removeEventFilter(watch)
    return [f"{name} is painted again and again" for name, times in watch.counts.items() if times > _TURNS // 2]


class _Paints(QObject):
    """Counts what is painted; a caret may blink."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.counts[type(watched).__name__] += 1
        return False


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys one after the other, wherever the focus is."""
    for key in keys:
        window = QGuiApplication.focusWindow()
        assert window is not None, "no window has the focus"
        QTest.keyClick(window, key, modifier)
        settle()


def type_text(text: str) -> None:
    """Type where the focus is."""
    for character in text:
        window = QGuiApplication.focusWindow()
        assert window is not None, "no window has the focus"
        QTest.keyClick(window, character)  # type: ignore[call-overload]
    settle()


def focus() -> QWidget:
    """What has the keyboard focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def named(page: QWidget, name: str) -> QWidget:
    """The one visible widget of that accessible name."""
    found = [each for each in visible(page) if each.accessibleName() == name]
    assert len(found) == 1, f"{len(found)} visible widgets are called {name!r}"
    return found[0]


def button(page: QWidget, text: str) -> QAbstractButton:
    """The one visible button of that text."""
    found = [each for each in visible(page) if isinstance(each, QAbstractButton) and each.text() == text]
    assert len(found) == 1, f"{len(found)} visible buttons say {text!r}"
    return found[0]


def colours(widget: QWidget) -> set[str]:
    """Every colour in a picture of a widget, as ``#rrggbb``."""
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def visible_text(page: QWidget) -> str:
    """Every word that can be seen on the page, scrolled into sight or not."""
    found: list[str] = []
    for widget in visible(page):
        if isinstance(widget, QLabel):
            rich = widget.textFormat() == Qt.TextFormat.RichText
            found.append(widget.accessibleName() if rich else widget.text())
        elif isinstance(widget, QAbstractButton):
            found.append(widget.text())
        elif isinstance(widget, (QTextBrowser, QPlainTextEdit)):
            found.append(widget.toPlainText())
    return "\n".join(found).replace("\N{ZERO WIDTH SPACE}", "")


def visible(page: QWidget) -> Iterator[QWidget]:
    """The page and all that can be seen on it, as it is scrolled or not; Qt's own parts are left out."""
    for widget in (page, *page.findChildren(QWidget)):
        own = widget.objectName().startswith("qt_") or isinstance(widget, (QScrollBar, FocusRing))
        if widget.isVisibleTo(page) and not own:
            yield widget


def texts(page: QWidget) -> str:
    """Every word that the page says, on screen or to a screen reader, hidden parts included."""
    found: list[str] = []
    for widget in (page, *page.findChildren(QWidget)):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, (QLabel, QAbstractButton)):
            found.append(widget.text())
        elif isinstance(widget, QTextBrowser):
            found.append(widget.toPlainText())
    return "\n".join(found).replace("\N{ZERO WIDTH SPACE}", "")


def complaints(page: QWidget) -> list[str]:
    """What is wrong with the visible widgets of a page, one sentence each."""
    found: list[str] = []
    for widget in visible(page):
        found += [f"{_describe(widget)} {what}" for what in (*_unnamed(widget), *_cut(widget), *_outside(widget, page))]
    return found


def assert_sound(page: QWidget) -> None:
    """Every control that can have the focus has a name, no text is cut, nothing sticks out to the side."""
    settle()
    found = complaints(page)
    assert not found, "\n".join(found)


def _describe(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else widget.accessibleName()
    return f"{type(widget).__name__} {text!r} {widget.width()}x{widget.height()}"


def _unnamed(widget: QWidget) -> Iterator[str]:
    takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    interface = QAccessible.queryAccessibleInterface(widget) if takes_focus else None
    if takes_focus and (interface is None or not interface.text(QAccessible.Text.Name).strip()):
        yield "can have the focus and has no accessible name"


def _cut(widget: QWidget) -> Iterator[str]:
    have = widget.size()
    if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
        if widget.wordWrap():
            longest = widget.minimumSizeHint().width()
            if longest > have.width():
                yield f"is narrower than its longest word: {longest}"
            if widget.heightForWidth(have.width()) > have.height():
                yield f"needs a height of {widget.heightForWidth(have.width())}"
        elif widget.sizeHint().width() > have.width() or widget.sizeHint().height() > have.height():
            yield f"needs {widget.sizeHint().width()}x{widget.sizeHint().height()}"
    elif isinstance(widget, QAbstractButton):
        least = widget.minimumSizeHint()
        if least.width() > have.width() or least.height() > have.height():
            yield f"needs {least.width()}x{least.height()}"
    elif isinstance(widget, QLineEdit) and widget.minimumSizeHint().height() > have.height():
        yield f"needs a height of {widget.minimumSizeHint().height()}"
    elif isinstance(widget, QTextBrowser):
        yield from _cut_prose(widget)


def _cut_prose(text: QTextBrowser) -> Iterator[str]:
    size = text.document().size()
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if text.verticalScrollBarPolicy() == off and size.height() > text.viewport().height() + 1:
        yield f"has text {size.height():.0f} high"
    if text.horizontalScrollBarPolicy() == off and size.width() > text.viewport().width() + 1:
        yield f"has text {size.width():.0f} wide"


def _outside(widget: QWidget, page: QWidget) -> Iterator[str]:
    """Whether a widget is cut at its side by any widget around it; a sideways scroll area may hold more."""
    around = widget.parentWidget() if widget is not page else None
    while around is not None:
        holder = around.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.horizontalScrollBar().maximum() > 0:
            policy = holder.horizontalScrollBarPolicy()
            if policy != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
                return
        left = widget.mapTo(around, QPoint(0, 0)).x()
        if left < 0 or left + widget.width() > around.width():
            yield f"sticks out of {type(around).__name__}: {left} to {left + widget.width()} of {around.width()}"
            return
        around = holder if around is not page else None
