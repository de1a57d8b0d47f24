from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.desktop.judged import judged
from tests.desktop.support import look
from trainer.desktop.painting.figures import choices_figure
from trainer.desktop.saving import save_figure
from trainer.desktop.theme import Theme

FIGURE = choices_figure(judged(30).choices)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return look(qapp)


@pytest.mark.parametrize("name", ["choices.png", "CHOICES.PNG"])
def test_a_name_that_ends_in_png_becomes_a_picture(name: str, theme: Theme, tmp_path: Path) -> None:
    save_figure(FIGURE, theme, tmp_path / name)
    assert not QImage(str(tmp_path / name)).isNull()


def test_a_name_that_ends_in_svg_becomes_a_drawing(theme: Theme, tmp_path: Path) -> None:
    save_figure(FIGURE, theme, tmp_path / "choices.svg")
    assert b"<svg" in (tmp_path / "choices.svg").read_bytes()


@pytest.mark.parametrize("name", ["choices", "choices.jpg", "choices.png.txt"])
def test_another_name_is_refused_before_anything_is_written(name: str, theme: Theme, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"neither \.png nor \.svg"):
        save_figure(FIGURE, theme, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_what_stood_there_is_replaced_and_nothing_else_is_left(theme: Theme, tmp_path: Path) -> None:
    file = tmp_path / "choices.svg"
    file.write_bytes(b"an older drawing")
    save_figure(FIGURE, theme, file)
    assert b"<svg" in file.read_bytes()
    assert list(tmp_path.iterdir()) == [file]


def test_where_it_cannot_be_written_it_says_so_and_leaves_nothing(theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_bytes(b"a file where a folder would have to be")
    with pytest.raises(FileExistsError):
        save_figure(FIGURE, theme, tmp_path / "in-the-way" / "choices.png")
    assert [each.name for each in tmp_path.iterdir()] == ["in-the-way"]
