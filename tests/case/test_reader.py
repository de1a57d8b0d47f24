from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.packs import CASE, DECISION, OVEN, altered, write_pack
from trainer.case.base import to_plain
from trainer.case.exhibits import TableExhibit
from trainer.case.model import Decision
from trainer.case.problems import PackErrors
from trainer.case.reader import load_case, read_pack


def refused(folder: Path) -> list[str]:
    with pytest.raises(PackErrors) as caught:
        read_pack(folder)
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return [str(each) for each in caught.value.problems]


def named(name: str, **changes: str) -> str:
    """The sound decision under another name, with values of top keys exchanged."""
    lines = altered(DECISION, "id: new-oven", f"id: {name}").split("\n")
    for key, value in changes.items():
        lines = [f"{key}: {value}" if line.startswith(f"{key}:") else line for line in lines]
    return "\n".join(lines)


def test_a_sound_pack_becomes_a_case(tmp_path: Path) -> None:
    case = load_case(write_pack(tmp_path / "pack"))

    assert case.info.title == "The bakery"
    assert case.info.people[1].native_name == "吴丽"
    assert case.order == ("new-oven",)
    assert case.sheet("new-oven").briefing.situation.startswith("The oven is old.\n\nA new one")


def test_cells_show_figures_as_they_were_written(tmp_path: Path) -> None:
    table = read_pack(write_pack(tmp_path / "pack")).decisions[0].exhibits[0]

    assert isinstance(table, TableExhibit)
    assert table.rows == (("old", "1.10"), ("new", "300"))


def test_a_decision_and_its_plain_values_say_the_same(tmp_path: Path) -> None:
    (decision,) = read_pack(write_pack(tmp_path / "pack")).decisions

    assert Decision.model_validate(to_plain(decision)) == decision


def test_decisions_are_played_by_act_then_date_then_order_then_id(tmp_path: Path) -> None:
    case = altered(CASE, "people:\n", "  - {id: end, title: The end, opening: It is late.}\npeople:\n")
    folder = write_pack(
        tmp_path / "pack",
        case,
        a=named("a", act="end", date="1980"),
        b=named("b", date="1985-04"),
        c=named("c", date="1985-03", place="x\norder: 2"),
        d=named("d", date="1985-03", place="x\norder: 1"),
        e=named("e", date="1985-03", place="x\norder: 1"),
        f=named("f", date="1985"),
    )

    assert load_case(folder).order == ("f", "d", "e", "c", "b", "a")


def test_every_error_of_every_file_comes_at_once(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "pack",
        altered(altered(CASE, "id: bakery", "id: The Bakery"), "role: owner", "role: 吴: owner"),
        a=named("a", decider="[ann]", date="1986/1985"),
        b=altered(named("b"), "kind: time", "kind: &t time"),
        c="\tid: c\n",
    )

    assert refused(folder) == [
        "case.yaml:20:12: a ':' stands where none can; put the text in quotes, or check the indentation of this line",
        "decisions/a.yaml:5:7: date: the span '1986/1985' ends before it begins",
        "decisions/a.yaml:8:10: decider: a text is needed here, not a list",
        "decisions/b.yaml:76:11: factors[0].kind: the anchor '&t' isn't read; take it out",
        "decisions/c.yaml:1:1: a tab indents this line; use spaces",
    ]


def test_a_fault_is_told_once_though_two_rules_find_it(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", new_oven=altered(DECISION, "act: start", "act: Start it"))

    assert refused(folder) == [
        f"{OVEN}:2:6: act: 'Start it' is no id; use lower-case letters, digits and single hyphens"
    ]


def test_a_missing_folder_is_no_pack(tmp_path: Path) -> None:
    assert refused(tmp_path / "none") == [
        "case.yaml:1:1: there is no such folder; name one that holds a case.yaml",
    ]


def test_a_missing_head_is_told(tmp_path: Path) -> None:
    assert refused(write_pack(tmp_path / "pack", case=None)) == [
        "case.yaml:1:1: the pack has no case.yaml; write one, or name the folder that holds it"
    ]


def test_a_missing_folder_of_decisions_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    (folder / OVEN).unlink()
    (folder / "decisions").rmdir()

    assert refused(folder) == [
        "decisions:1:1: the pack has no folder 'decisions'; make one with a file for each decision",
    ]


def test_an_empty_folder_of_decisions_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    (folder / OVEN).unlink()

    assert refused(folder) == ["decisions:1:1: the folder holds no decision; add a file such as first-choice.yaml"]


def test_a_file_with_the_other_ending_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    (folder / "decisions" / "second.yml").write_text(named("second"), encoding="utf-8")

    assert refused(folder) == [
        "decisions/second.yml:1:1: only files that end in .yaml are read; rename it to second.yaml"
    ]


@pytest.mark.parametrize(
    ("old", "name", "problem"),
    [
        (OVEN, "decisions/new-oven.YAML", "only files that end in .yaml are read; rename it to new-oven.yaml"),
        (OVEN, "decisions/new-oven.yml", "only files that end in .yaml are read; rename it to new-oven.yaml"),
        (
            OVEN,
            "decisions/first/new-oven.yaml",
            "files are read from 'decisions' itself and not from folders in it; move it there",
        ),
        ("timeline.yaml", "Timeline.yaml", "this name isn't read; rename it to timeline.yaml"),
        ("timeline.yaml", "timeline.yml", "only files that end in .yaml are read; rename it to timeline.yaml"),
    ],
)
def test_a_file_that_is_not_read_for_its_name_or_place_is_told_once(
    tmp_path: Path, old: str, name: str, problem: str
) -> None:
    folder = write_pack(tmp_path / "pack")
    (folder / "timeline.yaml").write_text("entries: []\n", encoding="utf-8")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / old).rename(folder / name)
    (folder / "decisions" / ".new-oven.yml").touch()
    if old == OVEN:
        (folder / "timeline.yaml").unlink()

    assert refused(folder) == [f"{name}:1:1: {problem}"]


def test_other_files_of_a_pack_are_let_be(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    (folder / "notes.txt").write_text("for myself", encoding="utf-8")
    (folder / "decisions" / "README.md").write_text("for myself", encoding="utf-8")
    (folder / "decisions" / ".#new-oven.yaml").symlink_to("somebody@somewhere.1234")

    assert len(read_pack(folder).decisions) == 1


def test_a_newer_format_asks_for_an_update_and_nothing_else(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", altered(CASE, "format: 1", "format: 2\nmood: dark"), new_oven="mood: dark\n")

    assert refused(folder) == [
        "case.yaml:1:9: format: the pack has format 2 and this program reads 1; update Case Trainer"
    ]


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    (folder / OVEN).write_bytes(DECISION.replace("Buy it", "Büy it").encode("latin-1"))

    assert f"{OVEN}:42:13: a character here isn't UTF-8; save the file as UTF-8" in refused(folder)


def test_warnings_alone_refuse_nothing(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "pack", altered(CASE, "sources:\n  - id", "  - {id: bo, name: Bo, role: boy}\nsources:\n  - id")
    )

    assert read_pack(folder).info.people[2].name == "Bo"
