from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from tests.case.packs import CASE, DECISION, altered, write_pack
from trainer.case.check import check

WARNINGS = [
    (
        "pack/decisions/new-oven.yaml:1:1: warning: minutes: it takes about 4 minutes by its words, and 15 are said; "
        "write 'minutes: 4' [minutes]"
    ),
    (
        "pack/decisions/new-oven.yaml:15:12: warning: situation: the situation has 17 words, and 250 to 500 read well; "
        "tell more [situation-length]"
    ),
    (
        "pack/decisions/new-oven.yaml:52:3: warning: record: the record has 16 words, and 200 to 400 read well; "
        "tell more [record-length]"
    ),
    (
        "pack/decisions/new-oven.yaml:52:3: warning: record: the record has no figure in what they did and what came "
        "of it; say how much, how many, how long [record-numbers]"
    ),
]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def checked(*paths: str) -> tuple[int, list[str]]:
    out = io.StringIO()
    code = check([Path(path) for path in paths], out)
    return code, out.getvalue().splitlines()


def test_warnings_alone_leave_the_code_at_zero(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack")

    assert checked("pack") == (0, [*WARNINGS, "1 pack, 1 decision: 0 errors, 4 warnings"])


def test_errors_are_printed_as_editors_read_them(tmp_path: Path) -> None:
    broken = altered(altered(DECISION, "argument: It costs less then.", "argument: 7"), "date: 1985-03", "date: 1984")
    write_pack(tmp_path / "pack", altered(CASE, "id: bakery", "id: [bakery]"), new_oven=broken)

    code, lines = checked("pack")

    assert code == 1
    assert lines == [
        "pack/case.yaml:2:5: error: id: a text is needed here, not a list",
        *WARNINGS[:2],
        (
            "pack/decisions/new-oven.yaml:46:15: error: options[1].argument: "
            "a text is needed here, not the number 7; put it in quotes"
        ),
        (
            "pack/decisions/new-oven.yaml:50:11: error: facts[0].date: a leak: 1985 lies after the decision (1984); "
            "take the fact out"
        ),
        *WARNINGS[2:],
        "1 pack, 1 decision: 3 errors, 4 warnings",
    ]


def test_a_value_of_the_wrong_kind_is_told_once_and_without_advice(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack", new_oven=altered(DECISION, "decider: ann", "decider: ann\nminutes: nine"))

    _, lines = checked("pack")

    assert [line for line in lines if "minutes" in line] == [
        "pack/decisions/new-oven.yaml:9:10: error: minutes: a whole number is needed here, not 'nine'"
    ]


def test_the_path_is_printed_as_it_was_given(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack")

    assert checked(os.fspath(tmp_path / "pack"))[1][0].startswith(f"{tmp_path}/pack/decisions/new-oven.yaml:1:1: ")


def test_a_path_that_is_no_folder_gives_two_and_the_rest_is_checked(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack")
    (tmp_path / "file").touch()

    assert checked("none", "pack", "file") == (
        2,
        [
            "none: there is no such pack; name a folder that holds a case.yaml",
            *WARNINGS,
            "file: there is no such pack; name a folder that holds a case.yaml",
            "1 pack, 1 decision: 0 errors, 4 warnings",
        ],
    )


def test_a_folder_without_a_head_is_an_error_and_its_decisions_are_looked_at(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack", case=None, new_oven=altered(DECISION, "date: 1985-03", "date: soon"))

    code, lines = checked("pack")

    assert code == 1
    assert (
        lines[0] == "pack/case.yaml:1:1: error: the pack has no case.yaml; write one, or name the folder that holds it"
    )
    assert lines[2].startswith("pack/decisions/new-oven.yaml:5:7: error: date: 'soon' is not a date")


def test_a_newer_pack_is_not_looked_into(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack", altered(CASE, "format: 1", "format: 2"))

    assert checked("pack") == (
        1,
        [
            "pack/case.yaml:1:9: error: format: the pack has format 2 and this program reads 1; update Case Trainer",
            "1 pack, 0 decisions: 1 error, 0 warnings",
        ],
    )


def test_figures_are_looked_up_where_the_texts_of_the_sources_are_given(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack", new_oven=altered(DECISION, "They bought it.", "They bought it for 310 crowns."))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "001.txt").write_text(20 * "In 1985 and 1986, for 300 crowns.\n", encoding="utf-8")
    out = io.StringIO()

    code = check([Path("pack")], out, Path("texts"))

    assert code == 1
    assert [line for line in out.getvalue().splitlines() if " error: " in line] == [
        (
            "pack/decisions/new-oven.yaml:54:30: error: record.did.text: '310' isn't in 001:2-4 (the lines have "
            "'300'); mend the figure or the lines, or say how it is reckoned with 'derived'"
        )
    ]


def test_texts_that_are_not_there_give_two_and_nothing_is_checked(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack")
    out = io.StringIO()

    assert check([Path("pack")], out, Path("none")) == 2
    assert out.getvalue() == "none: there is no such folder; name the one that holds the texts of the sources\n"
