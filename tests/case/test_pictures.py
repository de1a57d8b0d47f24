from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.packs import DECISION, OVEN, altered, write_pack
from trainer.case.pictures import MAX_PICTURE_BYTES
from trainer.case.problems import PackErrors
from trainer.case.reader import load_case, read_pack, read_pictures

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
OUTSIDE = "lies outside the pack; put it into the pack's folder and write its path from there"


def pack_with_picture(folder: Path, file: str) -> Path:
    exhibit = f"  - {{id: map, kind: picture, title: The map, alt: A street, file: {file}}}\noptions:\n"
    return write_pack(folder, new_oven=altered(DECISION, "options:\n", exhibit))


def told(folder: Path) -> list[str]:
    with pytest.raises(PackErrors) as caught:
        load_case(folder)
    return [str(each) for each in caught.value.problems]


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("map.png", PNG),
        ("pictures/map.SVG", SVG),
        ("map.jpg", b"\xff\xd8\xff\xe0rest"),
        ("地图.jpeg", b"\xff\xd8\xff\xe1rest"),
    ],
)
def test_a_picture_of_the_pack_is_on_its_sheet(tmp_path: Path, file: str, data: bytes) -> None:
    folder = pack_with_picture(tmp_path / "pack", file)
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_bytes(data)

    assert load_case(folder).sheet("new-oven").picture(file) == data


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("map.png", "there is no file 'map.png' in the pack; add it, or mend the path"),
        ("decisions", "there is no file 'decisions' in the pack; add it, or mend the path"),
        ("../map.png", f"'../map.png' {OUTSIDE}"),
        ("decisions/../../map.png", f"'decisions/../../map.png' {OUTSIDE}"),
        ("/etc/hostname", f"'/etc/hostname' {OUTSIDE}"),
        ("C:/map.png", "'C:/map.png' isn't written as a path of the pack; write it with '/', such as pictures/map.png"),
        (
            "'pictures\\map.png'",
            "'pictures\\map.png' isn't written as a path of the pack; write it with '/', such as pictures/map.png",
        ),
        (f"{300 * 'x'}.png", f"'{300 * 'x'}.png' can't be the name of a file; mend the path"),
        ("case.yaml", "'case.yaml' is no PNG, JPEG or SVG by its ending; convert it to one of them"),
    ],
)
def test_a_picture_that_is_none_is_told_where_it_is_named(tmp_path: Path, file: str, message: str) -> None:
    (tmp_path / "map.png").write_bytes(PNG)

    folder = pack_with_picture(tmp_path / "pack", file)

    assert told(folder) == [f"{OVEN}:40:67: exhibits[3].file: {message}"]


def test_a_link_that_leads_out_of_the_pack_is_refused(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(PNG)
    folder = pack_with_picture(tmp_path / "pack", "map.png")
    (folder / "map.png").symlink_to(tmp_path / "map.png")

    assert told(folder) == [f"{OVEN}:40:67: exhibits[3].file: 'map.png' {OUTSIDE}"]


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    folder = pack_with_picture(tmp_path / "pack", "map.png")
    (folder / "map.png").symlink_to(folder / "map.png")

    assert len(told(folder)) == 1


@pytest.mark.parametrize(
    ("file", "data", "message"),
    [
        ("map.png", SVG, "'map.png' isn't what its ending says; convert it to PNG, JPEG or SVG"),
        ("map.svg", b"<html></html>", "'map.svg' isn't what its ending says; convert it to PNG, JPEG or SVG"),
        (
            "map.png",
            PNG + b"\x00" * MAX_PICTURE_BYTES,
            "'map.png' has 2,097,180 bytes and 2,097,152 is the most; make it smaller",
        ),
        (
            "map.svg",
            b'<svg><image href="file:///etc/passwd"/></svg>',
            "'map.svg' has a script, or draws on other files; take them out or save it as PNG",
        ),
        (
            "map.svg",
            b"<svg><script>1</script></svg>",
            "'map.svg' has a script, or draws on other files; take them out or save it as PNG",
        ),
    ],
)
def test_a_picture_of_another_kind_is_refused(tmp_path: Path, file: str, data: bytes, message: str) -> None:
    folder = pack_with_picture(tmp_path / "pack", file)
    (folder / file).write_bytes(data)

    assert told(folder) == [f"{OVEN}:40:67: exhibits[3].file: {message}"]


def test_a_picture_that_went_missing_since_is_told(tmp_path: Path) -> None:
    folder = pack_with_picture(tmp_path / "pack", "map.png")
    (folder / "map.png").write_bytes(PNG)
    pack = read_pack(folder)
    (folder / "map.png").unlink()

    with pytest.raises(PackErrors) as caught:
        read_pictures(folder, pack)

    assert str(caught.value) == (
        f"{OVEN}:1:1: exhibits.map: there is no file 'map.png' in the pack; add it, or mend the path"
    )
