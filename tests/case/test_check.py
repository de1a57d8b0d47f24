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
