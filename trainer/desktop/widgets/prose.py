"""Prose on pages: rich text that takes the height it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from trainer.desktop.theme import Theme
from trainer.desktop.widgets.speech import tell
from trainer.desktop.widgets.text import colour

_USUAL_WIDTH = 300
_WIDTHS_KEPT = 32

_PAGE_KEYS = (
    Qt.Key.Key_Space,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class Prose(QTextBrowser):
    """Rich text without a frame or a scroll bar: as high as its text is at the width it gets."""

    link_opened = Signal(str)

    def __init__(
        self,
        theme: Theme,
        html: str,
        font: QFont,
        *,
        leading: float,
        indent: float = 0,
        gap: float = 0,
        ink: str = "ink",
        resource: Callable[[str], object | None] | None = None,
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            html: made from Markdown by us; nothing of it is fetched from anywhere.
            font: of the running text.
            leading: distance of the base lines in pixels at 100 %.
            indent: first-line indent of all paragraphs but the first, in pixels at 100 %.
            gap: space between paragraphs, likewise.
            ink: colour of the text.
            resource: gives the image behind a name in the text, or ``None``.
        """
        super().__init__()
        self._resource = resource
        self._focus = theme.colour("focus")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        self.setFont(font)
        colour(self, theme, ink)
        self.document().setDocumentMargin(0)
        self.document().setDefaultStyleSheet(
            f"a {{ color: {theme.colours['ink-2']}; text-decoration: none; }}"
            f" .mark {{ color: {theme.colours['ink-2']}; }} strong, b {{ font-weight: 600; }}"
        )
        option = self.document().defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self._heights: dict[int, int] = {}
        self._usual = theme.px(_USUAL_WIDTH)
        # Any policy that binds the height would hold it at that of the size hint, whatever the width asks for.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.document().setDefaultFont(font)
        self.setHtml(html)
        self._set_blocks(theme, leading, indent, gap)
        # The first width a document gets is taken back by the editor around it; later ones stay.
        self.document().setTextWidth(self._usual)
        has_links = "<a " in html
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_links else Qt.FocusPolicy.ClickFocus)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction if has_links else Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setAccessibleName(self.toPlainText())
        self.anchorClicked.connect(lambda url: self.link_opened.emit(url.toString()))

    def _set_blocks(self, theme: Theme, leading: float, indent: float, gap: float) -> None:
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        first = True
        while block.isValid():
            form = QTextBlockFormat(block.blockFormat())
            form.setLineHeight(theme.px(leading), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            form.setTopMargin(0 if first else theme.px(gap))
            form.setBottomMargin(0)
            if block.textList() is None:
                form.setTextIndent(0 if first else theme.px(indent))
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
            first = False
            block = block.next()

    def heightForWidth(self, width: int) -> int:
        """Height of the text at ``width``."""
        if width not in self._heights:
            if len(self._heights) >= _WIDTHS_KEPT:
                self._heights.clear()
            document = self.document()
            shown = document.textWidth()
            document.setTextWidth(width)
            if document.textWidth() != width:  # the editor takes back the first one after it was resized
                document.setTextWidth(width)
            self._heights[width] = round(document.size().height() + 0.49)
            if shown >= 0:
                document.setTextWidth(shown)
        return self._heights[width]

    def hasHeightForWidth(self) -> bool:
        """Always: the text decides."""
        return True

    def sizeHint(self) -> QSize:
        """A usual width, and the height that goes with it."""
        return QSize(self._usual, self.heightForWidth(self._usual))

    def minimumSizeHint(self) -> QSize:
        """No narrower than some words; the height comes with the width."""
        return QSize(40, 0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Serve only what the page hands out; a text never reaches a file or the network."""
        found = self._resource(QUrl(name).toString()) if self._resource else None
        return found if found is not None else b""

    def wheelEvent(self, event: QEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the page what scrolls or unfolds it: there is nothing to scroll here."""
        if event.key() in _PAGE_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the ring of the keyboard over the dotted frame that Qt draws around a link."""
        super().paintEvent(event)
        frames = self._link_frames() if self.hasFocus() else []
        if not frames:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._focus, 2))
        for frame in frames:
            painter.drawRoundedRect(frame, 3, 3)
        painter.end()

    def _link_frames(self) -> list[QRectF]:
        """Where the link stands that the keyboard has come to, line by line; nothing where it is at none."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or not cursor.charFormat().isAnchor():
            return []
        block = self.document().findBlock(cursor.selectionStart())
        start, end = cursor.selectionStart() - block.position(), cursor.selectionEnd() - block.position()
        corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
        frames = []
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line, first), _x(line, last)
                whole = line.naturalTextRect()
                frame = QRectF(left, whole.top(), right - left, whole.height()).translated(corner).toAlignedRect()
                frame.setBottom(min(frame.bottom(), self.viewport().height() - 3))
                frames.append(QRectF(frame).translated(0.5, 0.5))
        return frames

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the first link at once, or backwards to the last; tell the screen reader which text has the focus."""
        super().focusInEvent(event)
        forward = event.reason() == Qt.FocusReason.TabFocusReason
        if forward or event.reason() == Qt.FocusReason.BacktabFocusReason:
            cursor = self.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.Start if forward else QTextCursor.MoveOperation.End)
            self.setTextCursor(cursor)
            self.focusNextPrevChild(forward)
        tell(self, "Focus")


def _x(line: QTextLine, position: int) -> float:
    """Qt gives the position back beside it: it may have moved into the line."""
    x, _position = cast("tuple[float, int]", line.cursorToX(position))
    return x
