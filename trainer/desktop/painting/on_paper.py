"""Figures for print: black on white whatever the screen looks like, with title and caption, as PNG or SVG."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QImage, QPainter

from trainer.desktop.painting.figures import Figure
from trainer.desktop.painting.scene import Piece, Scene, paint_scene, words, wrap
from trainer.desktop.theme import Theme

DENSITY = 2
"""Pixels of a PNG to one of the drawing, each way."""
_MARGIN = 24.0
_MOST_LINES = 12
_WHITE, _BLACK = "#FFFFFF", "#000000"


def print_theme(light: Theme) -> Theme:
    """The light theme on white paper in black ink, at 100 % text."""
    inks = {"paper": _WHITE, "page": _WHITE, "ink": _BLACK, "ink-2": "#333333", "ink-3": "#555555"}
    lines = {"line": "#CCCCCC", "edge": "#666666", "accent-wash": "#F3E4DA"}
    return replace(light, name="print", dark=False, colours={**light.colours, **inks, **lines}, text_size=100)


def lay_picture(figure: Figure, theme: Theme) -> Scene:
    """A figure with its title above, its caption below, and room around."""
    margin = theme.px(_MARGIN)
    width = theme.px(figure.width)
    heading = theme.serif(19, QFont.Weight.DemiBold)
    small = theme.sans(12)
    title = words("title", wrap(figure.title, heading, width, 2), heading, "ink", QPointF(margin, margin))
    pieces: list[Piece] = [title]
    top = title.rect.bottom()
    if figure.note:
        at = QPointF(margin, top + theme.px(2))
        note = words("note", wrap(figure.note, small, width, _MOST_LINES), small, "ink-2", at)
        pieces.append(note)
        top = note.rect.bottom()
    top += theme.px(14)
    drawn = figure.lay(theme, width, "")
    pieces += drawn.moved(margin, top)
    top += drawn.size.height() + theme.px(14)
    caption = words("caption", wrap(figure.caption, small, width, _MOST_LINES), small, "ink-2", QPointF(margin, top))
    pieces.append(caption)
    return Scene(QSizeF(width + 2 * margin, caption.rect.bottom() + margin), tuple(pieces))


def as_png(figure: Figure, light: Theme) -> bytes:
    """The figure as a PNG of twice the usual density, for print."""
    theme = print_theme(light)
    scene = lay_picture(figure, theme)
    size = (scene.size * DENSITY).toSize()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(DENSITY)
    image.fill(theme.colour("page"))
    image.setText("Title", figure.title)
    image.setText("Description", figure.sentence)
    painter = QPainter(image)
    paint_scene(painter, QPointF(0, 0), scene, theme)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def as_svg(figure: Figure, light: Theme) -> bytes:
    """The figure as an SVG, its texts as text, with a title and a description for screen readers."""
    from PySide6.QtSvg import QSvgGenerator  # a library of its own, which no page needs

    theme = print_theme(light)
    scene = lay_picture(figure, theme)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(scene.size.toSize())
    generator.setViewBox(QRectF(QPointF(0, 0), scene.size))
    generator.setTitle(figure.title)
    generator.setDescription(" ".join(part for part in (figure.note, figure.sentence, figure.caption) if part))
    painter = QPainter(generator)
    painter.fillRect(QRectF(QPointF(0, 0), scene.size), theme.colour("page"))
    paint_scene(painter, QPointF(0, 0), scene, theme)
    painter.end()
    return bytes(buffer.data().data())
