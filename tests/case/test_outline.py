from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.case.packs import CASE, DECISION, OVEN, altered, write_pack
from trainer.case.outline import (
    ActOutline,
    CaseOutline,
    DecisionOutline,
    OutlineCache,
    ShortCourseOutline,
    ThemeOutline,
    find_packs,
    fingerprint,
    outline_of,
)
from trainer.case.reader import load_case


def outline(folder: Path) -> CaseOutline:
    return outline_of(load_case(folder), folder)


def test_an_outline_says_what_a_library_shows(tmp_path: Path) -> None:
    second = altered(altered(DECISION, "id: new-oven", "id: loan"), "date: 1985-03", "date: 1986-09/1987-01")
    folder = write_pack(tmp_path / "pack", new_oven=DECISION, loan=second)

    assert outline(folder) == CaseOutline(
        id="bakery",
        version="1.0",
        title="The bakery",
        subtitle="Bread and debt",
        folder=folder,
        reading_time=10,
        acts=(
            ActOutline(
                id="start",
                title="The start",
                years="1985–1987",
                decisions=(
                    DecisionOutline(
                        id="new-oven",
                        title="The new oven",
                        date="March 1985",
                        date_short="March 1985",
                        bookmark="in March, with a price on the table",
                        minutes=15,
                        begins="1985-03-01",
                        ends="1985-03-31",
                        themes=("money",),
                        people=("ann", "wu"),
                    ),
                    DecisionOutline(
                        id="loan",
                        title="The new oven",
                        date="September 1986 to January 1987",
                        date_short="Sept. 1986 to Jan. 1987",
                        bookmark="in March, with a price on the table",
                        minutes=15,
                        begins="1986-09-01",
                        ends="1987-01-31",
                        themes=("money",),
                        people=("ann", "wu"),
                    ),
                ),
            ),
        ),
        themes=(ThemeOutline("money", "Money"),),
    )
    assert outline(folder).order == ("new-oven", "loan")


def test_an_outline_has_the_themes_that_occur_in_the_order_of_the_case_and_the_short_course(tmp_path: Path) -> None:
    listed = "".join(f"  - {{id: {each}, title: '{each.upper()}!'}}\n" for each in ("time", "pride", "money"))
    course = "short_course: {minutes: 30, decisions: [new-oven, loan], why: They are short.}\n"
    first = altered(DECISION, "themes: [money]", "themes: [money, time]")
    second = altered(altered(DECISION, "id: new-oven", "id: loan"), "date: 1985-03", "date: 1986")
    folder = write_pack(tmp_path / "pack", f"{CASE}themes:\n{listed}{course}", new_oven=first, loan=second)

    made = outline(folder)

    assert made.themes == (ThemeOutline("time", "TIME!"), ThemeOutline("money", "MONEY!"))
    assert made.short_course == ShortCourseOutline(30, ("new-oven", "loan"), "They are short.")
    cache = OutlineCache(tmp_path / "outlines.json")
    cache.put(made)
    assert cache.get(folder) == made


def test_what_was_put_is_got_back_also_by_another_cache(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    file = tmp_path / "cache" / "outlines.json"

    OutlineCache(file).put(outline(folder))

    assert OutlineCache(file).get(folder) == outline(folder)
    assert [each.name for each in file.parent.iterdir()] == ["outlines.json"]


def test_several_packs_are_kept_beside_each_other_and_those_that_went_are_dropped(tmp_path: Path) -> None:
    first, second = write_pack(tmp_path / "first"), write_pack(tmp_path / "second")
    cache = OutlineCache(tmp_path / "outlines.json")
    cache.put(outline(first))
    cache.put(outline(second))
    assert (cache.get(first), cache.get(second)) == (outline(first), outline(second))
    kept = outline(second)
    first.rename(tmp_path / "elsewhere")

    cache.put(kept)

    assert list(json.loads((tmp_path / "outlines.json").read_bytes())["packs"]) == [str(second)]


def test_a_changed_pack_has_no_outline(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    cache = OutlineCache(tmp_path / "outlines.json")
    cache.put(outline(folder))

    state = (folder / OVEN).stat()
    os.utime(folder / OVEN, ns=(state.st_atime_ns, state.st_mtime_ns + 1))
    assert cache.get(folder) is None

    cache.put(outline(folder))
    (folder / "notes.txt").touch()
    assert cache.get(folder) is None


def test_hidden_files_do_not_make_a_pack_another(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    cache = OutlineCache(tmp_path / "outlines.json")
    cache.put(outline(folder))

    (folder / ".git").mkdir()
    (folder / ".git" / "index").touch()
    (folder / "decisions" / ".new-oven.yaml.swp").touch()

    assert cache.get(folder) == outline(folder)


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_links_that_lead_nowhere_hide_no_change_of_a_pack(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    (folder / "latest").symlink_to("nowhere")
    (folder / "round").symlink_to("round")
    cache = OutlineCache(tmp_path / "outlines.json")
    cache.put(outline(folder))
    assert cache.get(folder) == outline(folder)

    (folder / "notes.txt").touch()
    assert cache.get(folder) is None


def test_a_pack_that_changed_while_it_was_read_has_no_outline(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    cache = OutlineCache(tmp_path / "outlines.json")
    before, read = fingerprint(folder), outline(folder)
    (folder / "case.yaml").write_text(altered(CASE, "title: The bakery", "title: The new bakery"), encoding="utf-8")

    cache.put(read, before)

    assert cache.get(folder) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"program": "0", "packs": {}}',
        b'{"program": 1, "packs": 3}',
        b"[" * 9999,
    ],
)
def test_a_damaged_cache_is_as_good_as_none_and_is_written_anew(tmp_path: Path, content: bytes) -> None:
    folder = write_pack(tmp_path / "pack")
    file = tmp_path / "outlines.json"
    file.write_bytes(content)

    assert OutlineCache(file).get(folder) is None

    OutlineCache(file).put(outline(folder))
    assert OutlineCache(file).get(folder) == outline(folder)


def test_an_entry_of_another_shape_is_as_good_as_none(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    file = tmp_path / "outlines.json"
    cache = OutlineCache(file)
    cache.put(outline(folder))
    sound = json.loads(file.read_bytes())
    odd: object
    for odd in (None, [], {"title": "x"}, sound["packs"][str(folder)]["outline"] | {"acts": 3, "mood": "dark"}):
        changed = {"files": sound["packs"][str(folder)]["files"], "outline": odd}
        file.write_text(json.dumps(sound | {"packs": {str(folder): changed}}), encoding="utf-8")

        assert cache.get(folder) is None


def test_an_outline_of_another_version_of_the_program_is_not_used(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    file = tmp_path / "outlines.json"
    cache = OutlineCache(file)
    cache.put(outline(folder))
    file.write_text(json.dumps(json.loads(file.read_bytes()) | {"program": "0.0.0"}), encoding="utf-8")

    assert cache.get(folder) is None


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    (tmp_path / "file").touch()
    cache = OutlineCache(tmp_path / "file" / "outlines.json")

    cache.put(outline(folder))

    assert cache.get(folder) is None


def test_packs_are_the_subfolders_with_a_head(tmp_path: Path) -> None:
    write_pack(tmp_path / "one" / "b")
    write_pack(tmp_path / "one" / "a")
    write_pack(tmp_path / "one" / "headless", case=None)
    write_pack(tmp_path / "one" / ".hidden")
    write_pack(tmp_path / "two" / "c")
    (tmp_path / "two" / "file").touch()

    found = find_packs([tmp_path / "two", tmp_path / "none", tmp_path / "one"])

    assert found == (tmp_path / "two" / "c", tmp_path / "one" / "a", tmp_path / "one" / "b")


def test_neither_the_outline_nor_its_cache_loads_what_the_first_window_can_do_without(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    file = tmp_path / "outlines.json"
    OutlineCache(file).put(outline(folder))
    program = (
        "import sys; from pathlib import Path; from trainer.case.outline import OutlineCache, find_packs\n"
        "packs = find_packs([Path(sys.argv[1])]); print(OutlineCache(Path(sys.argv[2])).get(packs[0]).title)\n"
        "print(sorted({'pydantic', 'yaml', 'markdown_it', 'sqlmodel', 'PySide6'} & sys.modules.keys()))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), str(file)], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines() == ["The bakery", "[]"]
