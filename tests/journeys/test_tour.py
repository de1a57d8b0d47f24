from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from trainer.desktop.tour.looks import LOOKS, SCENES

ROOT = Path(__file__).resolve().parents[2]


def tour(out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "trainer", "tour", "--out", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def expected() -> dict[str, QSize]:
    """Name and size of each picture; in a wide window the record shows the attempt without being asked."""
    return {
        f"{look.name}-{number:02d}-{scene}.png": QSize(look.width, look.height)
        for look in LOOKS
        for number, scene in enumerate(SCENES, 1)
        if scene != "record-attempt" or look.name in ("narrow", "large")
    }


def colours(picture: QImage) -> int:
    small = picture.scaledToWidth(160)
    return len({small.pixel(x, y) for x in range(small.width()) for y in range(small.height())})


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    out = tmp_path_factory.mktemp("tour") / "pictures"
    return tour(out), out


def test_the_tour_comes_to_every_page_in_every_look_and_qt_has_nothing_to_complain_of(
    done: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    process, out = done

    # Without a screen a card that pops up can't be raised, which Qt says of itself.
    assert [line for line in process.stderr.splitlines() if not line.startswith("This plugin does not support ")] == []
    assert process.returncode == 0
    assert set(process.stdout.split()) == expected().keys()
    assert {path.name for path in out.iterdir()} == {*expected(), "index.html"}


def test_each_picture_has_the_size_of_the_window_and_shows_something_of_its_own(
    qtbot: QtBot, done: tuple[subprocess.CompletedProcess[str], Path]
) -> None:
    _, out = done
    pictures = {name: QImage(str(out / name)) for name in expected()}

    assert {name: picture.size() for name, picture in pictures.items()} == expected()
    assert {name for name, picture in pictures.items() if colours(picture) < 40} == set()
    # A page without a name or reasons on it is the same in a look that differs in these.
    contents = {name: (name.partition("-")[0], (out / name).read_bytes()) for name in pictures}
    assert len(set(contents.values())) == len(contents)


def test_the_overview_shows_every_picture(done: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    _, out = done
    overview = (out / "index.html").read_text(encoding="utf-8")

    assert [name for name in expected() if f'<img src="{name}"' not in overview] == []


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file stands here")

    process = tour(tmp_path / "taken")

    assert process.returncode == 2
    assert process.stderr.startswith(f"The pictures can't be written to {tmp_path / 'taken'}: ")
    assert process.stderr.count("\n") == 1
    assert (tmp_path / "taken").read_text() == "a file stands here"
