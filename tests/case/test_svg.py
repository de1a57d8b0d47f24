"""SVG pictures that would be drawn forever, or bring something else along."""

from __future__ import annotations

import base64

import pytest

from tests.case.test_pictures import SVG
from trainer.case.svg import MAX_DEPTH, svg_problem

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10">'
FOREVER = "has more than 300,000 parts to draw, or parts in endless turn; make it simpler or save it as PNG"
NO_PIXELS = "holds a picture that is neither PNG nor JPEG; take it out or save the whole as PNG"
STYLED = "has a style sheet that refers to parts of it; write that at the parts themselves, or save it as PNG"
OUTSIDE = "has a script, or draws on other files; take them out or save it as PNG"
UNREAD = "can't be read as SVG; export it anew or save it as PNG"


def svg(inner: str) -> bytes:
    return f"{HEAD}{inner}</svg>".encode()


def growing(levels: int, reference: str) -> bytes:
    """Each level refers ten times to the one below it."""
    parts = '<rect id="p0" width="1" height="1"/>'
    for level in range(1, levels + 1):
        parts += f'<g id="p{level}">{reference.format(level - 1) * 10}</g>'
    return svg(f"<defs>{parts}</defs>{reference.format(levels)}")


def embedded(kind: str, data: bytes) -> bytes:
    return svg(f'<image href="data:image/{kind};base64,{base64.b64encode(data).decode()}"/>')


@pytest.mark.parametrize(
    "data",
    [
        SVG,
        svg('<linearGradient id="a"><stop/></linearGradient><rect fill="url(#a)"/><rect fill="url(#gone)"/>'),
        svg('<defs><path id="glyph"/></defs>' + '<use xlink:href="#glyph"/>' * 20_000),
        svg("<style>* { stroke-linejoin: round }</style><path/>"),
        growing(4, '<use xlink:href="#p{}"/>'),
        svg("<g>" * MAX_DEPTH + "</g>" * MAX_DEPTH),
        embedded("png", b"\x89PNG\r\n\x1a\n..."),
        embedded("jpeg", b"\xff\xd8\xff..."),
        b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">' + SVG,
    ],
)
def test_pictures_as_programs_write_them_are_sound(data: bytes) -> None:
    assert svg_problem(data) is None


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (growing(9, '<use xlink:href="#p{}"/>'), FOREVER),
        (growing(9, '<use href=" #p{}"/>'), OUTSIDE),
        (growing(9, '<rect mask="url(#p{})"/>'), FOREVER),
        (growing(9, "<rect style=\"fill: red; marker-mid: URL('#p{}' )\"/>"), FOREVER),
        (growing(9, "<rect style=\"marker-mid: url( '#p{}')\"/>"), OUTSIDE),
        (svg('<g id="a"><use href="#a"/></g>'), FOREVER),
        (svg("<g>" * 100_000 + "</g>" * 100_000), FOREVER),
        (svg("<style>rect { mask: url(#a) }</style><rect/>"), STYLED),
        (embedded("svg+xml", growing(9, '<use href="#p{}"/>')), NO_PIXELS),
        (embedded("png", growing(9, '<use href="#p{}"/>')), NO_PIXELS),
        (svg('<image href="data:,x"/>'), NO_PIXELS),
        (svg("<g>"), UNREAD),
        (svg("&nothing;"), UNREAD),
        (b'<?xml version="1.0" encoding="no-such"?>' + SVG, UNREAD),
    ],
)
def test_pictures_that_mean_harm_are_not(data: bytes, problem: str) -> None:
    assert svg_problem(data) == problem
