from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter

from tests.workshop.made import play, xiaomi
from tests.workshop.screens import each_kind
from trainer.desktop.painting.room.board import LEAST, Look
from trainer.desktop.painting.room.paint import lay, paint
from trainer.desktop.painting.room.parts import code_rows
from trainer.desktop.painting.scene import Scene, Words, text_width
from trainer.desktop.painting.shapes import Area, Box, Code, Sign, Spot, Stroke
from trainer.desktop.theme import Theme
from trainer.workshop.qr import QUIET
from trainer.workshop.screen_values import (
    Blank,
    Briefing,
    Choice,
    Clock,
    CodeAlone,
    Count,
    Discuss,
    Drawing,
    Entry,
    Flow,
    Head,
    Reveal,
    Row,
    Screen,
    Shift,
    Vote,
    Way,
)

SIZES = [
    *(QSizeF(1920, 1080), QSizeF(1024, 768), QSizeF(1280, 800)),
    *(QSizeF(540, 304), QSizeF(500, 400), QSizeF(1080, 1920)),
]
LANDSCAPE = SIZES[:3]
LONG = "An option whose title runs on for quite a while, as some do"
WAY = Way("http://192.168.100.200:8420/#H7K3WP", "192.168.100.200:8420", "H7K3WP", "code")
HEAD = Head("Second vote · Beijing, September to November 2010", 3, "Second vote")


def shape(size: QSizeF) -> str:
    return f"{size.width():.0f}x{size.height():.0f}"


@cache
def screens(people: int, decision: str, language: str = "en") -> list[Screen]:
    return each_kind(play(people, (decision,)), language=language)


def five(**changes: object) -> Vote:
    made = {
        "said": "",
        "head": HEAD,
        "question": "Do you set a ceiling on profit before the listing, and where?",
        "choices": tuple(Choice(letter, f"{letter.lower()} {LONG}"[:41]) for letter in "ABCDE"),
        "is_open": True,
        "way": WAY,
        "count": Count(398, 400, "of 400 have voted"),
        "foot": "",
        "clock": Clock("12:34", "held"),
    }
    return Vote(**(made | changes))  # type: ignore[arg-type]


def shift(*people: tuple[int, int, int], options: int = 3, drawing: Drawing = Drawing.FLOWS) -> Shift:
    flows = tuple(Flow(*each) for each in people)
    rows = tuple(
        Row(
            Choice("ABCDE"[place], f"{place} {LONG}"[:41]),
            sum(flow.people for flow in flows if flow.start == place),
            sum(flow.people for flow in flows if flow.end == place),
        )
        for place in range(options)
    )
    return Shift(
        said="",
        head=HEAD,
        heading="212 of 400 changed their answer",
        drawing=drawing,
        first="First vote",
        second="Second vote",
        rows=rows,
        flows=flows if drawing is Drawing.FLOWS else (),
        moved="moved",
        stayed="stayed",
        sealed="What they did is still sealed.",
        once="12 voted only once.",
        foot="Each line is one person.",
    )


def faults(scene: Scene) -> Iterator[str]:
    """What somebody ten metres away couldn't read, and what isn't whole."""
    for each in scene.words():
        if each.font.pixelSize() < LEAST:
            yield f"{each.role} {each.lines} is set in {each.font.pixelSize()}"
        if any(line.endswith("…") for line in each.lines):
            yield f"{each.role} {each.lines} is cut"
    ground = QRectF(0, 0, scene.size.width(), scene.size.height()).adjusted(-0.5, -0.5, 0.5, 0.5)
    for piece in scene.pieces:
        if isinstance(piece, Words | Box | Sign | Code) and not ground.contains(piece.rect):
            yield f"{piece.role} leaves the screen: {piece.rect}"
    yield from overlaps(scene)


def overlaps(scene: Scene) -> Iterator[str]:
    """What lies on each other; letters lie in their keys, numbers on the lines of those who moved."""
    every = [each for each in scene.words() if each.role not in ("letter", "chip-text")]
    for one, other in combinations(every, 2):
        shared = ink(one).intersected(ink(other))
        if shared.width() > 1 and shared.height() > 1:
            yield f"{one.lines} lies on {other.lines}"
    boxes = [piece for piece in scene.pieces if isinstance(piece, Box | Sign) and piece.role in ("key", "sign", "bar")]
    for one_box, other_box in combinations(boxes, 2):
        if one_box.rect.intersects(other_box.rect):
            yield f"a {one_box.role} lies on a {other_box.role}"
    for box in boxes:
        for each in every:
            shared = ink(each).intersected(box.rect)
            if shared.width() > 1 and shared.height() > 1:
                yield f"{each.lines} lies on a {box.role}"


def ink(text: Words) -> QRectF:
    """About where its letters are: a line of text has air above and below."""
    air = text.rect.height() / len(text.lines) * 0.22
    return text.rect.adjusted(0, air, 0, -air)


@pytest.mark.parametrize("size", SIZES, ids=shape)
@pytest.mark.parametrize("people", [3, 12, 119, 400])
def test_every_screen_can_be_read_from_ten_metres(light: Theme, size: QSizeF, people: int) -> None:
    for screen in screens(people, "qualcomm-contract"):
        assert list(faults(lay(screen, Look(light), size))) == [], type(screen).__name__


@pytest.mark.parametrize("size", LANDSCAPE, ids=shape)
def test_every_screen_can_be_read_in_chinese(light: Theme, size: QSizeF) -> None:
    for screen in screens(41, "qualcomm-contract", "zh"):
        assert list(faults(lay(screen, Look(light), size))) == [], type(screen).__name__


@pytest.mark.parametrize("size", SIZES[:2], ids=shape)
@pytest.mark.parametrize("decision", xiaomi().order)
def test_every_decision_of_the_case_fits(light: Theme, size: QSizeF, decision: str) -> None:
    for screen in screens(12, decision):
        if isinstance(screen, Briefing | Vote | Discuss | Shift | Reveal):
            assert list(faults(lay(screen, Look(light), size))) == [], type(screen).__name__


@pytest.mark.parametrize("size", LANDSCAPE, ids=shape)
@pytest.mark.parametrize(
    "screen",
    [
        five(),
        five(is_open=False, way=None, clock=None, foot="The vote is closed."),
        five(count=None, foot="Show of hands"),
        shift(*[(a, b, 16) for a in range(5) for b in range(5)], options=5),
        shift((0, 0, 100), (1, 1, 19), options=2),
        shift(*[(a, b, 1) for a in range(5) for b in range(5)], options=5, drawing=Drawing.BARS),
        shift((0, 1, 2), (2, 1, 1), drawing=Drawing.COUNTS),
    ],
    ids=["open", "closed", "hands", "five options", "unmoved", "bars", "counts"],
)
def test_the_fullest_screens_fit(light: Theme, size: QSizeF, screen: Screen) -> None:
    assert list(faults(lay(screen, Look(light), size))) == []


def test_each_person_is_a_line_and_many_are_bands(light: Theme) -> None:
    few = lay(shift((0, 0, 60), (0, 1, 59)), Look(light), SIZES[0])
    many = lay(shift((0, 0, 60), (0, 1, 61)), Look(light), SIZES[0])

    assert len(list(few.of(Stroke))) == 119
    assert len(list(many.of(Area))) == 2
    assert not list(many.of(Stroke))


def test_few_people_are_numbers_alone(light: Theme) -> None:
    scene = lay(shift((0, 1, 2), (2, 1, 1), drawing=Drawing.COUNTS), Look(light), SIZES[0])

    assert not list(scene.of(Stroke))
    assert not list(scene.bars())
    assert [each.lines[0] for each in scene.words("second")] == ["0", "3", "0"]


def test_a_number_stands_on_those_who_moved_together(light: Theme) -> None:
    scene = lay(shift((0, 0, 9), (0, 1, 6), (1, 0, 2)), Look(light), SIZES[0])

    assert [each.lines for each in scene.words("chip-text")] == [("6",)]
    assert len(list(scene.of(Spot))) == 1


def test_bars_are_as_long_as_the_votes_are_many(light: Theme) -> None:
    scene = lay(shift((0, 0, 10), (1, 1, 20), (2, 2, 5), drawing=Drawing.BARS), Look(light), SIZES[0])

    bars = [piece.rect.width() for piece in scene.of(Box) if piece.role == "bar"]
    assert bars == pytest.approx([bars[2] / 2] * 2 + [bars[2]] * 2 + [bars[2] / 4] * 2)


def test_a_part_too_long_is_cut_between_claims_and_says_so(light: Theme) -> None:
    claim = "A claim that is long enough to need two lines of the screen at the smallest size there is. "
    whole = tuple(Entry(f"{number}. {claim}") for number in range(12))
    reveal = next(each for each in screens(12, "qualcomm-contract") if isinstance(each, Reveal) and each.part == 3)
    screen = replace(reveal, entries=whole)

    scene = lay(screen, Look(light), SIZES[0])

    shown = [" ".join(each.lines) for each in scene.words("text")]
    assert 0 < len(shown) < 12
    assert shown == [entry.text.strip() for entry in whole[: len(shown)]]
    assert [each.lines for each in scene.words("more")] == [(screen.more,)]
    assert list(faults(scene)) == []


def test_a_part_that_fits_says_nothing_of_more(light: Theme) -> None:
    for screen in screens(12, "qualcomm-contract"):
        scene = lay(screen, Look(light), SIZES[0])
        assert not list(scene.words("more"))


def test_a_voter_is_a_filled_cell(light: Theme) -> None:
    scene = lay(five(count=Count(38, 41, "of 41 have voted"), clock=None), Look(light), SIZES[0])

    roles = [piece.role for piece in scene.of(Box)]
    assert (roles.count("cell-voted"), roles.count("cell")) == (38, 3)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_code_is_black_on_white_with_its_quiet_zone_in_any_theme(light: Theme, dark: Theme, name: str) -> None:
    theme = light if name == "light" else dark
    for screen in (five(), CodeAlone(said="", invite="Join", way=WAY)):
        scene = lay(screen, Look(theme), SIZES[0])
        code = next(scene.of(Code))
        image = painted(screen, theme, QSize(1920, 1080))
        rows = code_rows(WAY.url)
        side = code.rect.width() / len(rows)
        for y, row in enumerate(rows):
            for x, is_dark in enumerate(row):
                at = code.rect.topLeft()
                colour = image.pixelColor(round(at.x() + (x + 0.5) * side), round(at.y() + (y + 0.5) * side))
                assert colour.name() == ("#000000" if is_dark else "#ffffff")
        assert not any(any(row) for row in rows[:QUIET])
        assert not any(any(row[:QUIET]) for row in rows)


def test_nothing_is_black(light: Theme) -> None:
    image = painted(Blank(said=""), light, QSize(160, 90))

    assert {image.pixelColor(x, y).name() for x in range(160) for y in range(90)} == {"#000000"}


def test_the_preview_is_the_same_as_the_projector_but_smaller(light: Theme) -> None:
    screen = five()
    large = painted(screen, light, QSize(1920, 1080)).scaled(192, 108)
    small = painted(screen, light, QSize(540, 304)).scaled(192, 108)

    unlike = sum(
        abs(large.pixelColor(x, y).lightness() - small.pixelColor(x, y).lightness())
        for x in range(192)
        for y in range(108)
    )
    assert unlike / (192 * 108) < 12


def test_in_a_square_window_the_screen_lies_between_two_strips(light: Theme) -> None:
    image = painted(five(), light, QSize(400, 400))

    paper = light.colours["paper"].lower()
    for y in (*range(40), *range(360, 400)):
        assert {image.pixelColor(x, y).name() for x in range(400)} == {paper}
    assert len({image.pixelColor(x, 200).name() for x in range(400)}) > 1


def test_the_text_size_of_the_laptop_changes_nothing(light: Theme) -> None:
    larger = Theme("light", False, light.colours, 200)

    for size in LANDSCAPE:
        assert lay(five(), Look(larger), size) == lay(five(), Look(light), size)


def test_lines_are_drawn_from_the_first_vote_to_the_second(light: Theme) -> None:
    screen = shift((0, 0, 30), (0, 1, 30), options=2)
    size = QSize(960, 540)
    images = [painted(screen, light, size, drawn) for drawn in (0.0, 0.4, 0.8, 1.0)]
    accent = light.colours["accent"].lower()
    places = [(x, y) for x in range(300, 760) for y in range(150, 420)]
    accents = [sum(image.pixelColor(x, y).name() == accent for x, y in places) for image in images]

    assert accents[0] == 0
    assert all(one < other for one, other in pairwise(accents))


def test_a_rectangle_within_a_page_is_all_that_is_painted(light: Theme) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill("#ff00ff")
    painter = QPainter(image)
    paint(painter, QRectF(20, 20, 240, 135), five(), Look(light))
    painter.end()

    inside = QRectF(20, 20, 240, 135)
    outside = {
        image.pixelColor(x, y).name() for x in range(300) for y in range(200) if not inside.contains(x + 0.5, y + 0.5)
    }
    assert outside == {"#ff00ff"}


def test_text_is_as_wide_as_its_box_at_any_size(light: Theme) -> None:
    scene = lay(five(), Look(light), SIZES[0])

    for each in scene.words():
        widest = max(text_width(line, each.font) for line in each.lines)
        assert each.rect.width() == pytest.approx(widest)


def painted(screen: Screen, theme: Theme, size: QSize, drawn: float = 1.0) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint(painter, QRectF(0, 0, size.width(), size.height()), screen, Look(theme, drawn))
    painter.end()
    return image
