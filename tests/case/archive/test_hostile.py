"""Archives that mean harm, or were made without care: each is refused with a sentence, and nothing is written."""

from __future__ import annotations

import io
import json
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.case.archive.hostile import FILES, NAME, entry, manifest, sound, state, write, zipped
from tests.case.packs import CASE, OVEN, altered
from trainer.case.archive.installing import install
from trainer.case.archive.manifest import ArchiveRefused
from trainer.case.archive.unpacking import read_archive

MB = 1_000_000


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """A folder of cases that holds one."""
    (tmp_path / "cases" / "other").mkdir(parents=True)
    (tmp_path / "cases" / "other" / "case.yaml").write_text("id: other\n")
    return tmp_path / "cases"


def refusal(file: Path, into: Path) -> str:
    """The sentence that an archive is refused with, without its name; the folder and its surroundings are untouched."""
    around = state(into.parent)
    with pytest.raises(ArchiveRefused) as caught:
        install(file, into)
    assert state(into.parent) == around
    lead = f"'{file.name}' can't be installed: "
    assert str(caught.value).startswith(lead)
    return str(caught.value).removeprefix(lead)


def refused(content: bytes, into: Path) -> str:
    """The same for the bytes of an archive."""
    return refusal(write(into.parent / "mail", content), into)


def named(name: str) -> bytes:
    return zipped([*sound(), (entry(name), b"x")])


def test_the_archive_that_the_others_are_made_from_is_sound(into: Path) -> None:
    installed = install(write(into.parent, zipped(sound())), into)
    assert installed.folder == into / "bakery"
    assert {name: data for name, data in state(installed.folder).items() if data is not None} == FILES


# Not an archive


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "it is no zip archive, as a case in one file is."),
        (b"%PDF-1.7 and so on", "it is no zip archive, as a case in one file is."),
        (b"#!/bin/sh\n" + zipped(sound()), "it is no zip archive, as a case in one file is."),
        (b"PK\x03\x04", "it isn't whole, or something stands behind its end; get it anew."),
        (zipped(sound())[:-1], "it isn't whole, or something stands behind its end; get it anew."),
        (zipped(sound())[:400], "it isn't whole, or something stands behind its end; get it anew."),
        (zipped(sound()) + b"more", "it isn't whole, or something stands behind its end; get it anew."),
        (zipped(sound(), b"a comment"), "it isn't whole, or something stands behind its end; get it anew."),
        (b"PK\x03\x04" + b"\0" * 40 + zipped(sound())[-22:], "it is damaged; get it anew."),
    ],
    ids=["empty", "pdf", "script in front", "head only", "cut by one", "cut", "tail", "comment", "table gone"],
)
def test_what_is_no_whole_zip_archive(into: Path, content: bytes, sentence: str) -> None:
    assert refused(content, into) == sentence


def test_a_file_that_is_not_there(into: Path) -> None:
    assert refusal(into.parent / "gone.casepack", into) == "No such file or directory."


def test_a_folder_instead_of_a_file(into: Path) -> None:
    sentence = "it is no file. `trainer pack` makes one of a case."
    assert refusal(into / "other", into) == sentence


def test_bytes_that_were_changed_on_the_way(into: Path) -> None:
    content = bytearray(zipped(sound()))
    content[len(content) // 3] ^= 0xFF
    assert refused(bytes(content), into) == "it is damaged; get it anew."


def test_an_archive_too_large_to_be_read(into: Path) -> None:
    file = write(into.parent / "mail", b"PK\x03\x04")
    with file.open("r+b") as opened:
        opened.truncate(51 * MB)  # a hole in the file, no bytes on the disk
    with pytest.raises(ArchiveRefused, match=r"can't be installed: it has more than 50 MB\.$"):
        install(file, into)
    assert set(state(into)) == {"other", "other/case.yaml"}


# Names


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("../evil.yaml", "'../evil.yaml' leads out of the case's folder"),
        ("decisions/../../evil", "'decisions/../../evil' leads out of the case's folder"),
        ("..", "'..' leads out of the case's folder"),
        ("/etc/passwd", "'/etc/passwd' names a place on the disk instead of one in the case"),
        ("//server/share/x", "'//server/share/x' names a place on the disk instead of one in the case"),
        ("C:/x.yaml", "'C:/x.yaml' names a place on the disk instead of one in the case"),
        ("c:x.yaml", "'c:x.yaml' names a place on the disk instead of one in the case"),
        ("..\\evil.yaml", "'..\\evil.yaml' is written with a backslash"),
        ("C:\\x", "'C:\\x' is written with a backslash"),
        ("decisions/", "'decisions/' is a folder; only files are listed"),
        ("a//b", "'a//b' has an empty part in its name"),
        ("./a", "'./a' has an empty part in its name"),
        ("", "'' has an empty part in its name"),
        (".git/config", "'.git/config' is hidden: a part of its name begins with a dot"),
        ("a\x07b", "'a\N{REPLACEMENT CHARACTER}b' has a character in its name that can't be seen"),
        ("a\nb", "'a\N{REPLACEMENT CHARACTER}b' has a character in its name that can't be seen"),
        ("a\u202egpj.exe", "'a\N{REPLACEMENT CHARACTER}gpj.exe' has a character in its name that can't be seen"),
        ("case.yaml:hidden", "'case.yaml:hidden' has the character : in its name, which not every system takes"),
        ("what?", "'what?' has the character ? in its name, which not every system takes"),
        ("aux", "'aux' has a name that Windows keeps for itself"),
        ("pictures/Con.png", "'pictures/Con.png' has a name that Windows keeps for itself"),
        ("com1.tar.gz", "'com1.tar.gz' has a name that Windows keeps for itself"),
        ("LPT³", "'LPT³' has a name that Windows keeps for itself"),
        ("dot.", "'dot.' has a name that Windows keeps for itself"),
        ("blank /x", "'blank /x' has a name that Windows keeps for itself"),
        ("x" * 201, f"'{'x' * 80}…' has a name of more than 200 characters"),
    ],
)
def test_names_that_are_not_good_on_every_system(into: Path, name: str, problem: str) -> None:
    assert refused(named(name), into) == f"its entry {problem}."


def test_a_name_that_goes_on_behind_a_zero_byte(into: Path) -> None:
    content = named("XXXX.yaml").replace(b"XXXX.yaml", b"a\0..yaml.")
    shown = "'a\N{REPLACEMENT CHARACTER}..yaml.'"
    assert refused(content, into) == f"its entry {shown} has a character in its name that can't be seen."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.yaml", "a.yaml"),
        ("a.yaml", "A.yaml"),
        ("straße", "STRASSE"),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}", "cafe\N{COMBINING ACUTE ACCENT}"),
        ("a", "A/b"),
        ("a", "a/b/c"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")  # Python's own word on a name that is there twice
def test_names_that_some_disks_take_for_the_same(into: Path, one: str, other: str) -> None:
    content = zipped([*sound(), (entry(one), b"1"), (entry(other), b"2")])
    assert refused(content, into) == f"its entries '{one}' and '{other}' would be one and the same on some disks."


def test_a_file_called_like_the_folder_of_another(into: Path) -> None:
    sentence = "its entries 'a' and 'a/b' would be one and the same on some disks."
    assert refused(zipped([*sound(), (entry("a/b"), b""), (entry("a"), b"")]), into) == sentence


def test_a_case_whose_id_can_be_no_folder(into: Path) -> None:
    case = altered(CASE, "id: bakery", "id: con").encode()
    content = zipped(sound({"case.yaml": case}, id="con"))
    sentence = "the case's id 'con' can't be the name of a folder: it has a name that Windows keeps for itself."
    assert refused(content, into) == sentence


# Kinds of entries


@pytest.mark.parametrize(
    ("mode", "problem"),
    [
        (stat.S_IFLNK | 0o777, "is a link"),
        (stat.S_IFDIR | 0o755, "is no plain file"),
        (stat.S_IFIFO | 0o644, "is no plain file"),
        (stat.S_IFCHR | 0o644, "is no plain file"),
        (stat.S_IFBLK | 0o644, "is no plain file"),
        (stat.S_IFSOCK | 0o644, "is no plain file"),
    ],
)
def test_links_and_special_files(into: Path, mode: int, problem: str) -> None:
    content = zipped([*sound(), (entry("pictures/x.png", mode), b"../../secret")])
    assert refused(content, into) == f"its entry 'pictures/x.png' {problem}."


def test_a_folder_as_windows_marks_one(into: Path) -> None:
    folder = entry("pictures")
    folder.external_attr = 0x10
    assert refused(zipped([*sound(), (folder, b"")]), into) == "its entry 'pictures' is no plain file."


def _central(content: bytes, name: str) -> int:
    """Where the table of contents tells of an entry."""
    at = content.rindex(name.encode()) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    return at


def test_encrypted_entries(into: Path) -> None:
    content = bytearray(zipped(sound()))
    at = _central(bytes(content), OVEN)
    struct.pack_into("<H", content, at + 8, 0x1)
    assert refused(bytes(content), into) == f"its entry '{OVEN}' is encrypted."


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_compress(into: Path, method: int) -> None:
    odd = entry("x.yaml")
    odd.compress_type = method
    sentence = "its entry 'x.yaml' is compressed in a way that isn't read here."
    assert refused(zipped([*sound(), (odd, b"x" * 100)]), into) == sentence


# Bombs


def test_an_entry_that_grows_out_of_all_proportion(into: Path) -> None:
    sentence = "its entry 'x.yaml' would grow to more than 100 times its size."
    assert refused(zipped(sound({"x.yaml": b"\0" * 2 * MB})), into) == sentence


@pytest.mark.parametrize(("name", "most"), [("x.yaml", 5), ("x.PNG", 20)])
def test_an_entry_that_is_too_large(into: Path, name: str, most: int) -> None:
    assert (
        refused(zipped(sound({name: b"\0" * (most * MB + 1)})), into) == f"its entry '{name}' has more than {most} MB."
    )


def test_many_entries_that_are_too_large_together(into: Path) -> None:
    many = {f"{number}.yaml": b"\0" * MB for number in range(50)}
    assert refused(zipped(sound(many)), into) == "it would have more than 50 MB once unpacked."


def test_too_many_entries(into: Path) -> None:
    content = zipped([*sound(), *((entry(f"{number}"), b"") for number in range(5_000))])
    assert refused(content, into) == "it has more than 5,000 entries, or very long ones."


def test_a_table_of_contents_that_is_itself_the_bomb(into: Path) -> None:
    content = bytearray(zipped(sound()))
    struct.pack_into("<I", content, len(content) - 22 + 12, 40 * MB)
    assert refused(bytes(content), into) == "it has more than 5,000 entries, or very long ones."


def test_a_table_of_contents_in_the_form_for_huge_archives(into: Path) -> None:
    plain = zipped(sound())
    content = plain[:-22] + struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1) + plain[-22:]
    assert refused(content, into) == "it is written in a way that is meant for archives of more than 4,000 MB."


def test_a_bomb_that_lies_about_its_size_is_never_unpacked(into: Path) -> None:
    content = bytearray(zipped(sound({"x.yaml": b"\0" * 60 * MB})))
    struct.pack_into("<I", content, _central(bytes(content), "x.yaml") + 24, 1000)
    struct.pack_into("<I", content, content.index(b"x.yaml") - 30 + 22, 1000)
    file = write(into.parent / "mail", bytes(content))
    tracemalloc.start()
    try:
        sentence = refusal(file, into)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sentence == "it is damaged; get it anew."
    assert most < 5 * MB


def test_an_entry_that_is_shorter_than_it_says(into: Path) -> None:
    content = bytearray(zipped(sound()))
    struct.pack_into("<I", content, _central(bytes(content), OVEN) + 24, 9_999)
    assert refused(bytes(content), into) == f"its entry '{OVEN}' isn't as long as it says."


# The manifest


def test_no_manifest(into: Path) -> None:
    sentence = "it has no manifest.json; `trainer pack` makes one file of a case."
    assert refused(zipped(sound()[1:]), into) == sentence


def test_a_folder_around_everything(into: Path) -> None:
    wrapped = [(entry(f"bakery/{head.filename}"), data) for head, data in sound()]
    assert refused(zipped(wrapped), into) == "its files lie in a folder 'bakery' of their own; pack the case anew."


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000], ids=["empty", "cut", "no text", "deep"])
def test_a_manifest_that_is_no_json(into: Path, data: bytes) -> None:
    content = zipped([(entry("manifest.json"), data), *sound()[1:]])
    assert refused(content, into) == "its manifest.json can't be read."


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"id": "../bakery"}, "id"),
        ({"id": 7}, "id"),
        ({"version": ""}, "version"),
        ({"languages": []}, "languages"),
        ({"files": []}, "files"),
        ({"files": {"case.yaml": {"bytes": -1, "sha256": "0" * 64}}}, "files.case.yaml.bytes"),
        ({"archive": 0}, "archive"),
        ({"archive": "2"}, "archive"),
        ({"run": "me"}, "run"),
    ],
)
def test_a_manifest_that_is_none(into: Path, changes: dict[str, Any], place: str) -> None:
    sentence = f"its manifest.json doesn't say what it has to: look at '{place}'."
    assert refused(zipped(sound(**changes)), into) == sentence


@pytest.mark.parametrize("name", ["id", "title", "sha256", OVEN])
def test_a_manifest_that_says_something_twice(into: Path, name: str) -> None:
    head = json.dumps(manifest())
    said = head.replace(f'"{name}": ', f'"{name}": 1, "{name}": ', 1).encode()
    entries = [(entry("manifest.json"), said), *((entry(each), data) for each, data in FILES.items())]
    assert refused(zipped(entries), into) == f"its manifest.json says '{name}' twice."


def test_a_manifest_that_is_a_list(into: Path) -> None:
    content = zipped([(entry("manifest.json"), b"[]"), *sound()[1:]])
    assert refused(content, into) == "its manifest.json doesn't say what it has to: look at 'its beginning'."


@pytest.mark.parametrize(("what", "key"), [("archive", "archive"), ("case", "format")])
def test_a_newer_format_asks_for_a_newer_program_whatever_else_it_says(into: Path, what: str, key: str) -> None:
    content = zipped(sound(None, **{key: 2, "something": "of tomorrow"}))
    assert refused(content, into) == f"its {what} has format 2 and this program reads 1; update Case Trainer."


def test_a_pack_of_a_newer_format_under_a_manifest_that_hides_it(into: Path) -> None:
    case = altered(CASE, "format: 1", "format: 2").encode()
    sentence = refused(zipped(sound({"case.yaml": case})), into)
    assert sentence == (
        "the case in it has errors. case.yaml:1:9: format: the pack has format 2 and this program reads 1; update Case"
        " Trainer."
    )


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"id": "butcher"}, "id"),
        ({"version": "9.0"}, "version"),
        ({"title": "Another"}, "title"),
        ({"languages": ["zh"]}, "languages"),
    ],
)
def test_a_manifest_that_lies_about_the_case(into: Path, changes: dict[str, Any], key: str) -> None:
    sentence = f"its manifest.json and its case.yaml don't say the same under '{key}'."
    assert refused(zipped(sound(**changes)), into) == sentence


def _listing(**changes: dict[str, Any]) -> bytes:
    said = manifest()
    for name, listed in said["files"].items():
        listed.update(changes.get(name.partition(".")[0], {}))
    return zipped([(entry("manifest.json"), json.dumps(said).encode()), *sound()[1:]])


@pytest.mark.parametrize("lie", [{"bytes": 1}, {"sha256": "0" * 64}])
def test_a_manifest_that_lies_about_a_file(into: Path, lie: dict[str, object]) -> None:
    sentence = "the file 'case.yaml' isn't the one that its manifest.json lists; get it anew."
    assert refused(_listing(case=lie), into) == sentence


def test_a_file_that_is_not_listed(into: Path) -> None:
    sentence = "the file 'evil.sh' isn't listed in its manifest.json."
    assert refused(named("evil.sh"), into) == sentence


def test_a_file_that_is_listed_and_not_there(into: Path) -> None:
    sentence = f"the file '{OVEN}' is listed in its manifest.json and isn't there."
    assert refused(zipped(sound()[:-1]), into) == sentence


# The case in it


def test_a_case_with_errors_names_the_first_of_them(into: Path) -> None:
    keys = "".join(f"odd{number}: 1\n" for number in range(5))
    sentence = refused(zipped(sound({"case.yaml": (CASE + keys).encode()})), into)
    assert sentence.startswith("the case in it has errors. case.yaml:")
    assert [f"odd{number}" in sentence for number in range(5)] == [True, True, True, False, False]
    assert sentence.endswith("; and 2 more.")


def test_every_refusal_holds_for_reading_too(tmp_path: Path) -> None:
    with pytest.raises(ArchiveRefused, match="leads out of the case's folder"):
        read_archive(write(tmp_path, named("../x")))


def _garbage() -> list[Callable[[bytearray], None]]:
    """Ways to spoil the last bytes of an archive, one number after the other."""
    fields = range(22)

    def spoil(at: int) -> Callable[[bytearray], None]:
        return lambda content: content.__setitem__(len(content) - 22 + at, content[len(content) - 22 + at] ^ 0xA5)

    return [spoil(at) for at in fields]


@pytest.mark.parametrize("spoil", _garbage(), ids=map(str, range(22)))
def test_a_spoiled_end_is_a_sentence_or_makes_no_difference(into: Path, spoil: Callable[[bytearray], None]) -> None:
    content = bytearray(zipped(sound()))
    spoil(content)
    try:
        installed = install(write(into.parent / "mail", bytes(content)), into)
    except ArchiveRefused:
        assert set(state(into)) == {"other", "other/case.yaml"}
    else:
        assert {name: data for name, data in state(installed.folder).items() if data is not None} == FILES


def test_an_archive_read_by_python_itself_is_the_same(into: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(sound()))) as archive:
        assert archive.namelist()[0] == "manifest.json"
    assert read_archive(write(into.parent, zipped(sound()), NAME)).title == "The bakery"
