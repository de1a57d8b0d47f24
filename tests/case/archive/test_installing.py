"""Packing a case, and installing it: whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.case.archive.hostile import FILES, state
from tests.case.packs import CASE, altered, write_pack
from trainer.case.archive.aside import Busy, alone_in, put_back_interrupted
from trainer.case.archive.installing import install
from trainer.case.archive.manifest import ArchiveRefused
from trainer.case.archive.names import clash, name_problem
from trainer.case.archive.packing import pack_case
from trainer.case.archive.unpacking import read_archive
from trainer.case.outline import find_packs
from trainer.case.problems import PackErrors
from trainer.case.reader import Reading, examine, read_pack


def case(version: str = "1.0", title: str = "The bakery", case_id: str = "bakery") -> str:
    text = altered(CASE, 'version: "1.0"', f"version: {_quoted(version)}")
    text = altered(text, "title: The bakery", f"title: {_quoted(title)}")
    return altered(text, "id: bakery", f"id: {case_id}")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def archive(folder: Path, version: str = "1.0", title: str = "The bakery") -> Path:
    """A sound archive of that version."""
    pack = write_pack(folder / f"pack-{version}-{len(list(folder.glob('*')))}", case(version, title))
    return pack_case(pack, folder / f"{version}.casepack").file


# Packing


def test_a_packed_case_begins_with_its_manifest_and_lists_every_other_file(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "bakery")
    (pack / "pictures").mkdir()
    (pack / "pictures" / "扉.png").write_bytes(b"\x89PNG\r\n\x1a\n")

    packed = pack_case(pack, tmp_path / "out.casepack")

    with zipfile.ZipFile(packed.file) as opened:
        names = opened.namelist()
        said = json.loads(opened.read("manifest.json"))
    assert names == ["manifest.json", "case.yaml", "decisions/new-oven.yaml", "pictures/扉.png"]
    assert {key: said[key] for key in said if key != "files"} == {
        "archive": 1,
        "format": 1,
        "id": "bakery",
        "version": "1.0",
        "languages": ["en"],
        "title": "The bakery",
    }
    assert list(said["files"]) == names[1:]
    assert said["files"]["pictures/扉.png"]["bytes"] == 8
    assert read_archive(packed.file) == packed.manifest


def test_the_same_pack_gives_the_same_bytes_whenever_and_wherever_it_lies(tmp_path: Path) -> None:
    first = write_pack(tmp_path / "first")
    second = write_pack(tmp_path / "elsewhere" / "second")
    os.utime(second / "case.yaml", (1_000_000_000, 1_000_000_000))
    (second / "case.yaml").chmod(0o600)

    one, other = (pack_case(pack, tmp_path / f"{pack.name}.casepack").file.read_bytes() for pack in (first, second))
    assert one == other


def test_the_archive_is_called_after_id_and_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pack = write_pack(tmp_path / "bakery", case("1.0 beta/2"))
    assert pack_case(pack).file == Path("bakery-1.0-beta-2.casepack")
    assert (tmp_path / "bakery-1.0-beta-2.casepack").is_file()


def test_hidden_files_and_other_archives_stay_out(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "bakery")
    (pack / ".git").mkdir()
    (pack / ".git" / "config").write_text("secret")
    (pack / ".notes").write_text("secret")
    first = pack_case(pack, pack / "bakery.casepack")
    again = pack_case(pack, pack / "bakery.casepack")
    assert set(first.manifest.files) == {"case.yaml", "decisions/new-oven.yaml"}
    assert again == first


def test_something_else_is_not_overwritten_unless_that_is_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "out.casepack"
    out.write_bytes(b"my letters")
    pack = write_pack(tmp_path / "bakery")

    with pytest.raises(ArchiveRefused) as caught:
        pack_case(pack, out)
    assert str(caught.value) == (
        f"'{out}' is there already and holds something else; move it away, give another name with --out, or replace it"
        " with --force."
    )
    assert out.read_bytes() == b"my letters"

    assert pack_case(pack, out, force=True).manifest == read_archive(out)


def test_a_pack_with_errors_is_not_packed(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "bakery", altered(CASE, "reading_time: 10", "reading_time: long"))
    with pytest.raises(PackErrors, match=r"case.yaml:8:15"):
        pack_case(pack, tmp_path / "out.casepack")
    assert not (tmp_path / "out.casepack").exists()


def test_a_link_in_a_pack_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    pack = write_pack(tmp_path / "bakery")
    (pack / "notes.txt").symlink_to(tmp_path / "secret")
    with pytest.raises(ArchiveRefused) as caught:
        pack_case(pack, tmp_path / "out.casepack")
    assert str(caught.value) == f"'{pack}' can't be packed: 'notes.txt' is a link; put the file itself there."


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            b"no-\xfftext.md",
            "its entry 'no-\N{REPLACEMENT CHARACTER}text.md' has a character in its name that can't be seen.",
        ),
        (b"why?.md", "its entry 'why?.md' has the character ? in its name, which not every system takes."),
        (b"manifest.json", "'manifest.json' is what an archive says of itself; give that file another name."),
    ],
)
def test_a_file_with_a_name_that_no_archive_can_have_is_not_packed(tmp_path: Path, name: bytes, sentence: str) -> None:
    pack = write_pack(tmp_path / "bakery")
    (pack / os.fsdecode(name)).write_bytes(b"x")
    with pytest.raises(ArchiveRefused) as caught:
        pack_case(pack, tmp_path / "out.casepack")
    assert str(caught.value) == f"'{pack}' can't be packed: {sentence}"
    assert not (tmp_path / "out.casepack").exists()


def test_what_could_not_be_installed_is_not_packed(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "bakery")
    (pack / "film.txt").write_bytes(os.urandom(5_000_001))
    with pytest.raises(ArchiveRefused) as caught:
        pack_case(pack, tmp_path / "out.casepack")
    assert str(caught.value) == f"'{pack}' can't be packed: its entry 'film.txt' has more than 5 MB."
    assert not (tmp_path / "out.casepack").exists()


# Installing


def test_a_case_is_installed_under_its_id_and_can_be_read(tmp_path: Path) -> None:
    installed = install(archive(tmp_path), tmp_path / "data" / "cases")
    assert installed.folder == tmp_path / "data" / "cases" / "bakery"
    assert installed.sentence == "“The bakery”, version 1.0, is installed."
    assert installed.replaced is None
    assert read_pack(installed.folder).info.title == "The bakery"
    assert [path.name for path in installed.folder.parent.iterdir()] == ["bakery"]


def test_what_a_crash_left_half_unpacked_is_in_nobodys_way(tmp_path: Path) -> None:
    write_pack(tmp_path / "cases" / ".installing-bakery")
    (tmp_path / "cases" / ".installing-bakery" / "half").write_text("of something")
    installed = install(archive(tmp_path), tmp_path / "cases")
    assert not (installed.folder / "half").exists()
    assert [path.name for path in (tmp_path / "cases").iterdir()] == ["bakery"]


def test_a_newer_version_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    into = tmp_path / "cases"
    old = install(archive(tmp_path, "1.9"), into)
    (old.folder / "left-over.txt").write_text("of the old version")
    installed = install(archive(tmp_path, "1.10", "The bakery at night"), into)
    assert installed.replaced == "1.9"
    assert read_pack(installed.folder).info.title == "The bakery at night"
    assert {path.name for path in into.rglob("*")} == {"bakery", "case.yaml", "decisions", "new-oven.yaml"}


@pytest.mark.parametrize(
    ("here", "version", "sentence"),
    [
        ("1.0", "1.0", "version 1.0 of “The bakery” is here already."),
        ("1.0", "1", "version 1.0 of “The bakery” is here already."),
        ("1.10", "1.9", "version 1.10 of “The bakery” is here already, which is newer than its version 1.9."),
        ("2.0", "2.0-draft", "version 2.0 of “The bakery” is here already, which is newer than its version 2.0-draft."),
    ],
)
def test_the_same_or_a_newer_version_stays(tmp_path: Path, here: str, version: str, sentence: str) -> None:
    into = tmp_path / "cases"
    install(archive(tmp_path, here), into)
    file = archive(tmp_path / "newer", version)
    before = state(into)
    with pytest.raises(ArchiveRefused) as caught:
        install(file, into)
    assert str(caught.value) == f"'{version}.casepack' can't be installed: {sentence}"
    assert state(into) == before


def test_a_version_that_another_folder_holds_needs_no_second_place(tmp_path: Path) -> None:
    write_pack(tmp_path / "program" / "bread", case("2.0"))
    with pytest.raises(ArchiveRefused, match=r"version 2.0 of “The bakery” is here already, which is newer"):
        install(archive(tmp_path, "1.0"), tmp_path / "cases", [tmp_path / "program"])
    assert not (tmp_path / "cases").exists()

    install(archive(tmp_path, "2.1"), tmp_path / "cases", [tmp_path / "program"])
    assert state(tmp_path / "program").keys() == {"bread", *(f"bread/{name}" for name in ("decisions", *FILES))}


def _taken_by_folder(place: Path) -> None:
    place.mkdir(parents=True)
    (place / "letters.txt").write_text("mine")


def _taken_by_file(place: Path) -> None:
    place.parent.mkdir(parents=True)
    place.write_text("mine")


def _taken_by_other_case(place: Path) -> None:
    write_pack(place, case(case_id="butcher"))


def _taken_by_link(place: Path) -> None:
    place.parent.mkdir(parents=True)
    place.symlink_to(write_pack(place.parents[1] / "elsewhere", case("0.1")))


def _taken_by_dead_link(place: Path) -> None:
    place.parent.mkdir(parents=True)
    place.symlink_to(place.parent / "nowhere")


@pytest.mark.parametrize(
    "take", [_taken_by_folder, _taken_by_file, _taken_by_other_case, _taken_by_link, _taken_by_dead_link]
)
def test_a_place_that_is_taken_by_something_else_is_left_alone(tmp_path: Path, take: Callable[[Path], None]) -> None:
    place = tmp_path / "cases" / "bakery"
    take(place)
    file = archive(tmp_path)
    before = state(tmp_path)
    with pytest.raises(ArchiveRefused) as caught:
        install(file, place.parent)
    assert str(caught.value) == (
        f"'1.0.casepack' can't be installed: its place '{place}' is taken by something that isn't this case. Move that"
        " away first."
    )
    assert state(tmp_path) == before


@pytest.mark.parametrize("version", ["1", f'"{"1" * 5000}"', "[1]", "|\n  2.0\n  3.0\n"])
def test_the_same_case_that_can_no_longer_be_read_is_replaced(tmp_path: Path, version: str) -> None:
    folder = write_pack(tmp_path / "cases" / "bakery", f"id: bakery\nversion: {version}\n")
    installed = install(archive(tmp_path), folder.parent)
    assert read_pack(installed.folder).info.version == "1.0"


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "cases").write_text("a file stands here")
    with pytest.raises(ArchiveRefused) as caught:
        install(archive(tmp_path), tmp_path / "cases")
    assert str(caught.value) == (
        f"'1.0.casepack' can't be installed: writing to '{tmp_path / 'cases'}' failed (File exists). Nothing was"
        " changed."
    )
    assert (tmp_path / "cases").read_text() == "a file stands here"


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(archive(tmp_path, "1.0"), tmp_path / "cases")
    file = archive(tmp_path, "2.0")
    before = state(tmp_path)
    written: list[Path] = []

    def write_until_full(path: Path, content: bytes) -> None:
        if written:
            raise OSError(errno.ENOSPC, "No space left on device")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)

    monkeypatch.setattr("trainer.case.archive.installing.replace_file", write_until_full)
    with pytest.raises(ArchiveRefused, match=r"failed \(No space left on device\). Nothing was changed.$"):
        install(file, tmp_path / "cases")
    assert written
    assert state(tmp_path) == before


def test_an_old_version_comes_back_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(archive(tmp_path, "1.0"), tmp_path / "cases")
    file = archive(tmp_path, "2.0")
    before = state(tmp_path)
    rename = Path.rename

    def refuse_the_new(path: Path, target: Path) -> Path:
        if path.name.startswith(".installing-"):
            raise OSError(errno.EACCES, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_the_new)
    with pytest.raises(ArchiveRefused, match=r"failed \(Permission denied\). Nothing was changed.$"):
        install(file, tmp_path / "cases")
    assert state(tmp_path) == before


def test_what_a_crash_left_aside_comes_back_and_what_is_done_with_goes(tmp_path: Path) -> None:
    into = tmp_path / "cases"
    write_pack(into / ".replaced-bakery", case("1.0"))
    write_pack(into / ".replaced-butcher", case("1.0", case_id="butcher"))
    write_pack(into / "butcher", case("2.0", case_id="butcher"))
    assert find_packs([into]) == (into / "butcher",)

    put_back_interrupted(into)

    assert find_packs([into]) == (into / "bakery", into / "butcher")
    assert read_pack(into / "butcher").info.version == "2.0"
    assert {path.name for path in into.iterdir()} == {"bakery", "butcher"}


def test_two_installations_at_once_do_not_meet(tmp_path: Path) -> None:
    into = tmp_path / "cases"
    older, newer = archive(tmp_path, "2.0"), archive(tmp_path, "3.0")
    refusals: list[str] = []

    def examine_while_another_begins(folder: Path) -> Reading:
        with pytest.raises(ArchiveRefused) as caught:
            install(newer, into)
        refusals.append(str(caught.value))
        return examine(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("trainer.case.archive.installing.examine", examine_while_another_begins)
        installed = install(older, into)

    assert refusals == [
        "'3.0.casepack' can't be installed: another case is being installed just now. Try again in a moment."
    ]
    assert state(installed.folder).keys() == {*FILES, "decisions"}
    assert read_pack(into / "bakery").info.version == "2.0"
    assert install(newer, into).replaced == "2.0"
    assert [path.name for path in into.iterdir()] == ["bakery"]


def test_whoever_is_alone_in_a_folder_of_cases_is_so_across_programs_and_until_the_end(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from trainer.case.archive.aside import alone_in\n"
        "with alone_in(Path(sys.argv[1])): pass"
    )
    other = [sys.executable, "-c", code, str(tmp_path)]
    with alone_in(tmp_path):
        with pytest.raises(Busy), alone_in(tmp_path):
            pytest.fail("two are alone")
        assert b"Busy" in subprocess.run(other, capture_output=True, check=False).stderr
    assert subprocess.run(other, capture_output=True, check=False).returncode == 0
    assert list(tmp_path.iterdir()) == []


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
NAMES = st.from_regex(r"[a-z0-9_一-龥]{1,12}(/[a-z0-9_一-龥]{1,12}){0,2}\.(md|txt|png)", fullmatch=True)


@given(title=TEXT, version=TEXT, files=st.dictionaries(NAMES, st.binary(max_size=200), max_size=5))
def test_whatever_is_packed_is_what_is_installed(title: str, version: str, files: dict[str, bytes]) -> None:
    assume(not any(clash((*files, *FILES)) or name_problem(name) for name in files))
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        text = altered(CASE, "title: The bakery", f"title: {json.dumps(title, ensure_ascii=False)}")
        pack = write_pack(
            top / "pack", altered(text, 'version: "1.0"', f"version: {json.dumps(version, ensure_ascii=False)}")
        )
        for name, data in files.items():
            (pack / name).parent.mkdir(parents=True, exist_ok=True)
            (pack / name).write_bytes(data)
        packed = pack_case(pack, top / "out.casepack")
        installed = install(packed.file, top / "cases")
        assert (installed.title, installed.version) == (title, version)
        assert state(installed.folder) == state(pack)
