"""A workshop carried to another computer and back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.workshop.made import play
from trainer.progress.errors import ProgressError
from trainer.progress.store import Store
from trainer.progress.workshops.carrying import save_copy, take_in
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.events import Noted
from trainer.study.workshop.plan import Step
from trainer.study.workshop.session import Session


def begun(folder: Path) -> Path:
    played = play(5, 1, ended=False, until=(0, Step.SECOND_VOTE))
    with WorkshopFile.create(folder, played.start.plan, lambda: played.start.created) as file:
        file.keep(played.events)
        return file.path


def stored(path: Path) -> Session:
    with WorkshopFile.open(path) as file:
        return file.read()


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_copy_holds_all_of_it_and_is_of_one_piece(tmp_path: Path) -> None:
    path, out = begun(tmp_path / "workshops"), tmp_path / "stick" / "copy.workshop"
    out.parent.mkdir()
    save_copy(path, out)

    assert names(out.parent) == ["copy.workshop"]
    assert stored(out) == stored(path)


def test_a_copy_replaces_what_stood_there_only_once_it_is_whole(tmp_path: Path) -> None:
    path, out = begun(tmp_path / "workshops"), tmp_path / "copy.workshop"
    out.write_text("something else")
    with WorkshopFile.open(path), pytest.raises(ProgressError, match="in use by another program"):
        save_copy(path, out)
    assert out.read_text() == "something else"

    save_copy(path, out)
    assert stored(out) == stored(path)
    assert names(tmp_path) == ["copy.workshop", "workshops"]


def test_a_copy_takes_the_place_of_an_earlier_copy_and_of_nothing_else_that_is_kept(tmp_path: Path) -> None:
    path, out = begun(tmp_path / "workshops"), tmp_path / "copy.workshop"
    save_copy(path, out)
    with WorkshopFile.open(path) as file:
        file.keep([Noted(file.read().created, "", "And more.")])
    save_copy(path, out)
    assert stored(out).notes[""] == "And more."

    another, beside, progress = begun(path.parent), path.with_name("beside.workshop"), tmp_path / "progress.sqlite3"
    beside.write_bytes(path.read_bytes())
    Store.open(progress).close()
    for kept in (another, beside, progress):
        before = kept.read_bytes()
        with pytest.raises(ProgressError, match="Choose another name for the copy"):
            save_copy(path, kept)
        assert kept.read_bytes() == before


def test_a_copy_never_takes_the_place_of_the_workshop_itself(tmp_path: Path) -> None:
    path = begun(tmp_path)
    with pytest.raises(ProgressError, match="Choose another name"):
        save_copy(path, path)

    assert stored(path).participants


def test_a_copy_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    path = begun(tmp_path / "workshops")

    with pytest.raises(ProgressError, match="can't be written to"):
        save_copy(path, tmp_path / "nowhere" / "copy.workshop")


def test_a_workshop_is_taken_in_and_the_file_stays_as_it_is(tmp_path: Path) -> None:
    source = begun(tmp_path / "elsewhere").rename(tmp_path / "elsewhere" / "stick.workshop")
    before = source.read_bytes()
    path = take_in(tmp_path / "workshops", source)

    assert path.parent == tmp_path / "workshops"
    assert path.name.startswith("buying-time-")
    assert stored(path) == stored(source)
    assert names(tmp_path / "workshops") == [path.name]
    assert source.read_bytes()[:16] == before[:16]


def test_the_same_file_is_taken_in_once_and_one_in_which_more_happened_again(tmp_path: Path) -> None:
    folder, source = tmp_path / "workshops", begun(tmp_path / "elsewhere")
    first = take_in(folder, source)
    with pytest.raises(ProgressError, match="is here already"):
        take_in(folder, source)
    assert names(folder) == [first.name]

    with WorkshopFile.open(source) as file:
        file.keep([Noted(file.read().created, "", "Ask Ada first.")])
    second = take_in(folder, source)
    assert names(folder) == sorted([first.name, second.name])
    assert stored(second).notes == {"": "Ask Ada first."}


@pytest.mark.parametrize("at", ["carrying.put_in_place", "foreign.WorkshopFile.keep"])
def test_what_a_killed_program_left_keeps_nobody_from_taking_it_in(tmp_path: Path, at: str) -> None:
    source = begun(tmp_path / "elsewhere")
    program = (
        "import os, sys; from pathlib import Path; from trainer.progress.workshops import carrying, foreign\n"
        f"{at} = lambda *_: os._exit(9)\n"
        "carrying.take_in(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    told = [sys.executable, "-c", program, str(tmp_path / "workshops"), str(source)]
    assert subprocess.run(told, cwd=Path(__file__).parents[3], check=False).returncode == 9
    assert list((tmp_path / "workshops").iterdir())

    path = take_in(tmp_path / "workshops", source)
    assert stored(path) == stored(source)
    assert names(tmp_path / "workshops") == [path.name]


@pytest.mark.parametrize("content", [b"", b"Dear all", b"SQLite format 3\0" + b"x" * 4000])
def test_what_is_no_workshop_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "letter.workshop"
    source.write_bytes(content)
    with pytest.raises(ProgressError, match="can't be taken in"):
        take_in(tmp_path / "workshops", source)

    assert names(tmp_path / "workshops") == []
    assert source.read_bytes() == content


def test_a_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    source = begun(tmp_path / "elsewhere")
    content = source.read_bytes()
    source.write_bytes(content[: len(content) // 2])

    with pytest.raises(ProgressError, match="can't be taken in"):
        take_in(tmp_path / "workshops", source)
    assert names(tmp_path / "workshops") == []


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProgressError, match="can't be taken in"):
        take_in(tmp_path / "workshops", tmp_path / "nowhere.workshop")
