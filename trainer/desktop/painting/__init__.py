"""Pictures drawn with QPainter from plain data: the same function paints on screen, image, SVG and PDF."""
