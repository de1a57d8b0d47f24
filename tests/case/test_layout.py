from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trainer.case.check import check
from trainer.case.layout import NotLaidOut, lay_out
from trainer.case.reader import load_case, read_pack
from trainer.case.schema import schemas
from trainer.case.teaching_reader import read_case_teaching, read_teaching


def checked(folder: Path, sources: Path | None = None) -> str:
    out = io.StringIO()
    check([folder], out, sources)
    return out.getvalue()


def test_a_new_case_has_nothing_wrong_with_it(tmp_path: Path) -> None:
    lay_out(tmp_path / "bakery")

    assert checked(tmp_path / "bakery") == "1 pack, 1 decision: 0 errors, 0 warnings\n"


def test_every_figure_of_a_new_case_is_in_the_lines_it_cites(tmp_path: Path) -> None:
    folder = tmp_path / "bakery"
    lay_out(folder)

    assert checked(folder, folder / ".sources") == "1 pack, 1 decision: 0 errors, 0 warnings\n"
    text = folder / ".sources" / "001.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("54,000", "55,000"), encoding="utf-8")
    assert "54,000" in checked(folder, folder / ".sources")


def test_a_new_case_can_be_studied_and_taught(tmp_path: Path) -> None:
    folder = tmp_path / "bakery"
    lay_out(folder)

    case = load_case(folder)

    assert case.order == ("the-oven",)
    assert read_teaching(folder, "the-oven") is not None
    assert read_case_teaching(folder) is not None


def test_id_and_title_come_from_the_name_of_the_folder(tmp_path: Path) -> None:
    assert lay_out(tmp_path / "The Corner_Bakery (2)") == ("the-corner-bakery-2", "The Corner Bakery (2)")

    info = read_pack(tmp_path / "The Corner_Bakery (2)").info
    assert (info.id, info.title) == ("the-corner-bakery-2", "The Corner Bakery (2)")


def test_a_name_that_makes_no_id_gives_a_plain_one(tmp_path: Path) -> None:
    assert lay_out(tmp_path / "小米") == ("my-case", "小米")


TITLES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=60)


@settings(max_examples=15)
@given(title=TITLES.filter(str.strip))
@example(title='“Bread”: what\'s # in \\ it? "Yes", {no} & 面包 🥖')
def test_any_title_of_one_line_stands_in_the_case_as_it_was_given(
    title: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("case") / "bakery"

    lay_out(folder, "bakery", title)

    assert read_pack(folder).info.title == title.strip()


@pytest.mark.parametrize("title", ["", "  ", "two\nlines", "a\u2028b", "x" * 401])
def test_a_title_that_is_no_line_is_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(NotLaidOut, match="A title is one line of 1 to 400 characters"):
        lay_out(tmp_path / "bakery", title=title)

    assert not (tmp_path / "bakery").exists()


@pytest.mark.parametrize(
    ("case_id", "instead"),
    [("My Case", "my-case"), ("my--case", "my-case"), ("", "my-case"), ("吴", "my-case"), ("Café", "cafe")],
)
def test_an_id_that_will_not_do_is_refused_with_one_that_would(tmp_path: Path, case_id: str, instead: str) -> None:
    with pytest.raises(NotLaidOut, match=f"can't be an id: .*; '{instead}' would do"):
        lay_out(tmp_path / "bakery", case_id)

    assert not (tmp_path / "bakery").exists()


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(NotLaidOut, match="isn't empty"):
        lay_out(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_in_the_place_of_the_folder_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "bakery").write_text("mine", encoding="utf-8")

    with pytest.raises(NotLaidOut, match="is a file"):
        lay_out(tmp_path / "bakery")

    assert (tmp_path / "bakery").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_can_not_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    with pytest.raises(NotLaidOut, match=r"can't be written: "):
        lay_out(tmp_path / "file" / "bakery")


@pytest.mark.skipif(os.name != "posix", reason="a name too long is cut off at 255 bytes there")
def test_what_was_begun_is_taken_away_where_it_can_not_be_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.case.layout._SCHEMAS", "s" * 300)

    with pytest.raises(NotLaidOut, match="can't be written"):
        lay_out(tmp_path / "bakery")

    assert [path for path in (tmp_path / "bakery").rglob("*") if path.is_file()] == []


def test_each_file_leads_an_editor_to_a_schema_that_is_there_and_is_that_of_the_model(tmp_path: Path) -> None:
    lay_out(tmp_path / "bakery")
    led: list[str] = []
    for path in (tmp_path / "bakery").rglob("*.yaml"):
        found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
        assert found, f"{path.name} leads to no schema"
        schema = path.parent / found[1]
        assert json.loads(schema.read_bytes()) == json.loads(schemas()[schema.name])
        led.append(schema.name)

    assert sorted(led) == sorted(schemas())
