from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.support import assert_sound, colours, look, show, visible_text
from trainer.case.model import Judgement, Known
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.marks import agreement_mark, judgement_mark, known_mark
from trainer.study.forecast import Agreement


def _marks(theme: Theme) -> dict[str, QWidget]:
    found = {each.value: judgement_mark(theme, each) for each in Judgement}
    found |= {f"{each.value} the record": agreement_mark(theme, each) for each in Agreement}
    return found | {each.value: known_mark(theme, each) for each in Known}


def test_every_mark_has_its_word_beside_it(qtbot: QtBot, qapp: QApplication) -> None:
    for word, mark in _marks(look(qapp)).items():
        show(qtbot, mark, 300, 40)
        assert visible_text(mark).strip() == word
        assert mark.accessibleName() == word
        assert_sound(mark)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_only_a_judgement_has_a_colour_of_its_own(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    theme = look(qapp, name)
    judgements = {theme.colour(each.value).name() for each in Judgement}
    assert len(judgements) == len(Judgement)
    for word, mark in _marks(theme).items():
        show(qtbot, mark, 200, 40)
        own = {theme.colour(word).name()} if word in set(Judgement) else set()
        assert colours(mark) & judgements == own


def test_marks_differ_without_their_colours(qtbot: QtBot, qapp: QApplication) -> None:
    theme = look(qapp)
    shapes = set()
    for judgement in Judgement:
        mark = judgement_mark(theme, judgement, size=40)
        show(qtbot, mark, 400, 60)
        picture = mark.grab().toImage()
        ground = picture.pixelColor(picture.width() - 1, 0)
        size = theme.px(40)
        top = (picture.height() - size) // 2
        cells = [(x, y) for x in range(4, size, 8) for y in range(4, size, 8)]
        shapes.add(tuple(picture.pixelColor(x, top + y) != ground for x, y in cells))
    assert len(shapes) == len(Judgement)
