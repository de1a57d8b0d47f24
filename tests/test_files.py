from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from trainer.files import free_name, replace_file, replacing


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "notes.json"

    replace_file(path, b"new")

    assert path.read_bytes() == b"new"


def test_nothing_but_the_file_is_left_after_replacing(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_bytes(b"a much longer old content")

    replace_file(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_content_is_never_open_for_writing(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_bytes(b"old")
    with path.open("rb") as reader:
        replace_file(path, b"new")

        assert reader.read() == b"old"


def test_a_failed_replacement_leaves_the_old_content_and_no_scrap(tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    (folder / "inside").mkdir(parents=True)

    with pytest.raises(OSError, match="taken"):
        replace_file(folder, b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    assert (folder / "inside").is_dir()


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_a_new_file_obeys_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        replace_file(tmp_path / "notes.json", b"new")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "notes.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("taken", range(4))
def test_a_free_name_counts_past_what_is_taken(tmp_path: Path, taken: int) -> None:
    names = ["notes.json", "notes-2.json", "notes-3.json", "notes-4.json"]
    for name in names[:taken]:
        (tmp_path / name).touch()

    assert free_name(tmp_path / "notes.json") == tmp_path / names[taken]


def test_what_is_written_piece_by_piece_takes_its_place_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_bytes(b"old")

    with replacing(path) as file:
        file.write(b"new ")
        file.write(b"words")
        assert path.read_bytes() == b"old"

    assert path.read_bytes() == b"new words"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_whatever_breaks_off_the_writing_leaves_the_old_content_and_no_scrap(
    tmp_path: Path, error: type[BaseException]
) -> None:
    path = tmp_path / "notes.csv"
    path.write_bytes(b"old")

    def break_off() -> None:
        with replacing(path) as file:
            file.write(b"new")
            raise error

    with pytest.raises(error):
        break_off()

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
