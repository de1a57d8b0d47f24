from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF

from tests.workshop.made import play
from trainer.desktop.painting.scene import Words
from trainer.desktop.painting.shapes import Area, Stroke
from trainer.desktop.painting.vote_figures import moved_sentence, shift_figure, votes_figure, votes_table
from trainer.desktop.theme import load_theme
from trainer.study.workshop.tally import FEW, Shift, shift

THEMES = Path(__file__).parents[3] / "assets" / "themes"
DECISION = "qualcomm-contract"


def voted(people: int, *, hands: bool = False) -> tuple[list[tuple[str, str]], list[str], Shift]:
    played = play(people, [DECISION], hands=hands)
    options = played.sheets[DECISION].briefing.options
    ids = [option.id for option in options]
    return [("ABC"[place], each.title) for place, each in enumerate(options)], ids, shift(played.session, DECISION, ids)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("width", "size"), [(320, 100), (760, 100), (640, 200), (760, 200)])
@pytest.mark.parametrize("people", [41, 500])
def test_nothing_of_who_moved_lies_outside_or_on_other_words(people: int, width: int, size: int) -> None:
    options, ids, found = voted(people)
    figure = shift_figure(options, ids, found)
    assert figure is not None

    scene = figure.lay(load_theme(THEMES, "light", text_size=size), width, "")

    whole = QRectF(-1, -1, width + 2, scene.size.height() + 2)
    texts = [piece for piece in scene.words() if piece.role != "moved-count"]
    assert all(whole.contains(text.rect) for text in texts)
    others = [(one, other) for place, one in enumerate(texts) for other in texts[place + 1 :]]
    assert not [
        (one.lines, other.lines)
        for one, other in others
        if one.rect.adjusted(1, 3, -1, -3).intersects(other.rect.adjusted(1, 3, -1, -3))
    ]


@pytest.mark.usefixtures("qapp")
def test_the_counts_at_both_sides_are_those_of_the_ballots_and_the_strands_those_who_voted_twice() -> None:
    options, ids, found = voted(41)
    figure = shift_figure(options, ids, found)
    assert figure is not None
    assert found.first is not None
    assert found.second is not None

    scene = figure.lay(load_theme(THEMES, "light"), 700, "")

    def told(role: str) -> list[str]:
        return [line for piece in scene.of(Words) if piece.role == role for line in piece.lines]

    assert told("first") == [str(count) for count in found.first.counts]
    assert told("second") == [str(count) for count in found.second.counts]
    assert len(list(scene.of(Stroke))) == found.both
    assert sum(int(row[2]) for row in figure.table[1:]) == found.both
    assert figure.sentence == moved_sentence(found) == f"{found.moved} of {found.both} changed their answer."


@pytest.mark.usefixtures("qapp")
def test_a_crowd_is_drawn_as_ribbons() -> None:
    options, ids, found = voted(500)
    figure = shift_figure(options, ids, found)
    assert figure is not None

    scene = figure.lay(load_theme(THEMES, "dark"), 700, "")

    assert len(list(scene.of(Area))) == len(found.flows)
    assert not list(scene.of(Stroke))
    assert "Ribbons" in figure.caption


def test_of_a_few_people_and_of_hands_nobody_is_drawn() -> None:
    for found in (voted(FEW - 1), voted(30, hands=True)):
        assert shift_figure(*found) is None


def test_shares_are_told_from_eight_votes_on() -> None:
    options, _, few = voted(FEW - 1)
    assert votes_table(options, few)[0] == ("Option", "First vote", "Second vote", "Change")

    options, _, many = voted(41)
    head, *rows = votes_table(options, many)
    assert head == ("Option", "First vote", "Share", "Second vote", "Share", "Change")
    assert many.second is not None
    assert [row[3] for row in rows] == [str(count) for count in many.second.counts]


def test_without_votes_there_is_no_figure() -> None:
    assert votes_figure([("A", "One")], Shift(None, None, (), 0, 0)) is None


def test_one_hand_is_one_hand() -> None:
    options, _, shift = voted(1, hands=True)
    figure = votes_figure(options, shift)
    assert figure is not None
    assert figure.caption == "First vote: 1 hand. Second vote: 1 hand."
