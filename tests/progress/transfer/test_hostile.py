"""Archives that mean harm, or were made without care: each is refused with a sentence, and nothing is written."""

from __future__ import annotations

import io
import json
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.progress.transfer.computers import Computer, describe, write
from tests.progress.transfer.test_tampering import refusal
from trainer.progress.transfer import parts, reading
from trainer.progress.transfer.refusal import TransferRefused

Entries = dict[str, bytes]


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Computer]:
    computer = Computer(tmp_path / "target")
    yield computer
    computer.close()


@pytest.fixture
def sound(tmp_path: Path) -> Iterator[Path]:
    """A file that would be taken in."""
    computer = Computer(tmp_path / "home")
    mara = computer.store.add_learner("Mara")
    computer.finish(computer.decide(mara, "harbour"))
    yield computer.hand_over(mara)
    computer.close()


def entries(file: Path) -> Entries:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def said(file: Path, **changes: Any) -> Entries:
    """The entries, with a manifest that says some things otherwise."""
    those = entries(file)
    manifest = json.loads(those["manifest.json"]) | changes
    return {**those, "manifest.json": json.dumps(manifest).encode()}


def with_part(file: Path, name: str, data: bytes) -> Entries:
    """The entries with another part, which the manifest lists as it is."""
    those = entries(file)
    manifest = json.loads(those["manifest.json"])
    manifest["parts"][name] = describe(data)
    return {**those, name: data, "manifest.json": json.dumps(manifest).encode()}


def test_no_file_a_folder_and_an_empty_file(target: Computer, tmp_path: Path) -> None:
    assert refusal(target, tmp_path / "none.progress") == "No such file or directory"
    (tmp_path / "folder.progress").mkdir()
    assert refusal(target, tmp_path / "folder.progress") == "it is no file; `trainer export` makes one"
    (tmp_path / "empty.progress").write_bytes(b"")
    assert refusal(target, tmp_path / "empty.progress") == "it is no zip archive, as a progress file is"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"SQLite format 3\0" * 100, "it is no zip archive, as a progress file is"),
        (b"PK\x03\x04" + b"\0" * 100, "it isn't whole, or something stands behind its end; get it anew"),
        (b"PK\x05\x06" + b"\0" * 18, "it is no zip archive, as a progress file is"),
    ],
)
def test_something_else(target: Computer, tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "x.progress").write_bytes(content)
    assert refusal(target, tmp_path / "x.progress") == why


def test_a_file_cut_short_or_with_something_behind_it(target: Computer, sound: Path) -> None:
    content = sound.read_bytes()
    why = "it isn't whole, or something stands behind its end; get it anew"
    for part in (content[:-1], content[: len(content) // 2], content + b"x"):
        sound.write_bytes(part)
        assert refusal(target, sound) == why


def test_no_byte_can_be_changed_so_that_something_else_comes_in(target: Computer, sound: Path, tmp_path: Path) -> None:
    reference = Computer(tmp_path / "reference")
    reference.take(sound)
    expected = reference.dump()
    reference.close()
    content = sound.read_bytes()
    refused = 0
    for place in range(0, len(content), 37):
        sound.write_bytes(content[:place] + bytes([content[place] ^ 0x20]) + content[place + 1 :])
        try:
            target.take(sound)
        except TransferRefused:
            refused += 1
        else:
            # Times and rights of entries say nothing.
            assert target.dump() == expected
    assert refused > len(content) / 37 / 2


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("more.jsonl", b"{}\n", "the file 'more.jsonl' isn't listed in its manifest.json"),
        ("../x", b"", "the file '../x' isn't listed in its manifest.json"),
        ("/etc/passwd", b"", "the file '/etc/passwd' isn't listed in its manifest.json"),
    ],
)
def test_an_entry_too_many(target: Computer, sound: Path, name: str, data: bytes, why: str) -> None:
    those = entries(sound)
    those.pop("notes.jsonl")  # so that their number is right
    assert refusal(target, write(sound, {**those, name: data})) == why
    assert refusal(target, write(sound, {**those, "notes.jsonl": b"", name: data})).startswith("it has more than 10")


def test_a_part_that_is_no_part_or_is_missing(target: Computer, sound: Path) -> None:
    listed = with_part(sound, "more.jsonl", b"{}\n")
    without = {name: data for name, data in listed.items() if name != "notes.jsonl"}
    why = "the file 'notes.jsonl' is listed in its manifest.json and isn't there"
    assert refusal(target, write(sound, without)) == why
    manifest = json.loads(listed["manifest.json"])
    del manifest["parts"]["notes.jsonl"]
    without["manifest.json"] = json.dumps(manifest).encode()
    assert refusal(target, write(sound, without)) == "'more.jsonl' is no part of such a file"
    without.pop("more.jsonl")
    del manifest["parts"]["more.jsonl"]
    without["manifest.json"] = json.dumps(manifest).encode()
    assert refusal(target, write(sound, without)) == "it lacks the file notes.jsonl"


def test_a_future_format_is_refused_plainly(target: Computer, sound: Path) -> None:
    why = "it has format 2 and this program reads 1; update Case Trainer"
    assert refusal(target, write(sound, said(sound, progress=2))) == why
    assert refusal(target, write(sound, said(sound, progress=2, learner=None, parts=[], more="x"))) == why


@pytest.mark.parametrize(
    ("manifest", "why"),
    [
        (b"", "its manifest.json can't be read"),
        (b"[" * 100_000, "its manifest.json can't be read"),
        (b"[]", "its manifest.json doesn't say what it has to: look at 'its beginning'"),
        (b'{"progress": 1, "progress": 1}', "its manifest.json says 'progress' twice"),
        (b'{"progress": 0}', "its manifest.json doesn't say what it has to: look at 'progress'"),
    ],
)
def test_a_manifest_that_is_none(target: Computer, sound: Path, manifest: bytes, why: str) -> None:
    assert refusal(target, write(sound, {**entries(sound), "manifest.json": manifest})) == why


def test_a_manifest_that_lists_too_much(target: Computer, sound: Path) -> None:
    listed = json.loads(entries(sound)["manifest.json"])["parts"]
    listed["notes.jsonl"]["lines"] = reading.MAX_LINES + 1
    assert refusal(target, write(sound, said(sound, parts=listed))) == "it has more than 5,000,000 lines"


def test_no_manifest(target: Computer, sound: Path) -> None:
    those = entries(sound)
    del those["manifest.json"]
    assert refusal(target, write(sound, those)).startswith("it has no manifest.json, so it is no progress file")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{}\n", "doesn't say what it has to: look at 'id'"),
        (b"\n", "doesn't say what it has to (it is no line of JSON)"),
        (b"[" * 1_000_000 + b"\n", "doesn't say what it has to (it is no line of JSON)"),
        (b'{"id": "\xff"}\n', "doesn't say what it has to (it is no line of JSON)"),
        (b'{"id": "\\ud800"}\n', "doesn't say what it has to (it is no line of JSON)"),
        (b" " * 8_000_001 + b"\n", "has more than 8 MB"),
    ],
)
def test_a_line_that_is_none(target: Computer, sound: Path, data: bytes, why: str) -> None:
    assert refusal(target, write(sound, with_part(sound, "notes.jsonl", data))) == f"line 1 of its notes.jsonl {why}"


def headed(file: Path, change: Callable[[zipfile.ZipInfo], None]) -> Path:
    """The file with the head of one entry changed before it is written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in entries(file).items():
            head = zipfile.ZipInfo(name)
            head.compress_type = zipfile.ZIP_DEFLATED
            head.external_attr = (stat.S_IFREG | 0o644) << 16
            if name == "notes.jsonl":
                change(head)
            archive.writestr(head, data)
    file.write_bytes(buffer.getvalue())
    return file


def as_link(head: zipfile.ZipInfo) -> None:
    head.external_attr = (stat.S_IFLNK | 0o777) << 16


def as_lzma(head: zipfile.ZipInfo) -> None:
    head.compress_type = zipfile.ZIP_LZMA


@pytest.mark.parametrize(
    ("change", "why"), [(as_link, "is a link"), (as_lzma, "is compressed in a way that isn't read here")]
)
def test_an_entry_of_another_kind(
    target: Computer, sound: Path, change: Callable[[zipfile.ZipInfo], None], why: str
) -> None:
    assert refusal(target, headed(sound, change)) == f"its entry 'notes.jsonl' {why}"


def test_a_bomb_is_refused_before_it_is_unpacked(target: Computer, sound: Path) -> None:
    file = write(sound, with_part(sound, "notes.jsonl", b"\n" * 30_000_000))
    target.dump()
    tracemalloc.start()
    try:
        why = refusal(target, file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert why == "its entry 'notes.jsonl' would grow to more than 200 times its size"
    assert peak < 10_000_000


def test_an_entry_that_holds_more_than_it_says_is_not_read_on(target: Computer, sound: Path) -> None:
    file = write(sound, with_part(sound, "notes.jsonl", b" " * 5_000_000))
    content = file.read_bytes()
    head = content.rindex(b"PK\x01\x02", 0, content.rindex(b"notes.jsonl"))
    # The size that the table of contents says, 24 bytes into the head of the entry.
    file.write_bytes(content[: head + 24] + struct.pack("<I", 10) + content[head + 28 :])
    assert refusal(target, file) == "it is damaged; get it anew"


def test_a_file_that_is_too_large_is_not_read(target: Computer, sound: Path) -> None:
    with sound.open("r+b") as file:
        file.truncate(reading.MAX_FILE + 1)
    assert refusal(target, sound) == "it has more than 1,000 MB"


def test_memory_does_not_grow_with_the_lines(target: Computer, sound: Path) -> None:
    note = json.loads(entries(sound)["reveals.jsonl"])["attempt_id"]
    line = {"attempt_id": note, "author": "A", "role": "coach", "quality": None, "covered": False}
    line |= {"created": "2026-12-01T10:00:00.000000Z", "text": "Think. " * 200}
    data = b"".join(json.dumps({"id": f"n{number}", **line}).encode() + b"\n" for number in range(6_000))
    write(sound, with_part(sound, "notes.jsonl", data))
    target.dump()
    tracemalloc.start()
    try:
        target.take(sound)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(data) > 9_000_000
    assert peak < 5_000_000


def test_limits_leave_room_for_what_the_program_itself_writes() -> None:
    assert all(part.longest > 6 * parts.MAX_TEXT for part in parts.PARTS)
