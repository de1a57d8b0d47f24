from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.lint.support import found
from tests.case.packs import CASE, DECISION, OVEN, altered, write_pack
from trainer.case.base import to_plain
from trainer.case.lint.rule import Rule
from trainer.case.problems import Severity
from trainer.case.reader import read_pack

HANDBOOK = Path(__file__).parents[3] / "docs" / "writing-a-case.md"


def accepting(text: str, rule: str) -> str:
    return f'{text}accepted:\n  - {{rule: {rule}, why: "It is the first of all."}}\n'


def rules(folder: Path) -> list[str]:
    return [each.rpartition("[")[2].rstrip("]") for each in found(folder, Severity.WARNING)]


def test_an_accepted_warning_is_silent_and_the_others_are_not(tmp_path: Path) -> None:
    before = rules(write_pack(tmp_path / "before"))
    after = rules(write_pack(tmp_path / "after", new_oven=accepting(DECISION, "record-length")))

    assert before == ["minutes", "situation-length", "record-length", "record-numbers"]
    assert after == ["minutes", "situation-length", "record-numbers"]


def test_it_is_accepted_in_its_own_file_alone(tmp_path: Path) -> None:
    other = altered(DECISION, "id: new-oven", "id: other-oven")
    folder = write_pack(tmp_path / "pack", new_oven=accepting(DECISION, "minutes"), other_oven=other)

    assert found(folder, Severity.WARNING, "minutes") == [
        (
            "decisions/other-oven.yaml:1:1: minutes: it takes about 4 minutes by its words, and 15 are said; "
            "write 'minutes: 4' [minutes]"
        )
    ]


def test_the_head_of_a_case_accepts_its_own(tmp_path: Path) -> None:
    late = altered(CASE, "reading_time: 10", "reading_time: 99")

    assert "reading-time" in rules(write_pack(tmp_path / "before", late))
    assert "reading-time" not in rules(write_pack(tmp_path / "after", accepting(late, "reading-time")))


def test_accepting_what_is_not_there_is_a_warning(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", new_oven=accepting(DECISION, "foresight"))

    assert found(folder, Severity.WARNING, "") == [
        f"{OVEN}:85:12: accepted[0].rule: 'foresight' finds nothing in this file; take the entry out"
    ]


@pytest.mark.parametrize(
    ("rule", "hint"),
    [
        ("record-lenght", "did you mean 'record-length'?"),
        ("x", f"write {', '.join(list(Rule)[:-1])} or {list(Rule)[-1]}"),
    ],
)
def test_a_rule_that_is_not_there_is_an_error(tmp_path: Path, rule: str, hint: str) -> None:
    folder = write_pack(tmp_path / "pack", new_oven=accepting(DECISION, rule))

    assert found(folder, Severity.ERROR) == [f"{OVEN}:85:12: accepted[0].rule: there is no rule '{rule}'; {hint}"]


def test_an_error_cannot_be_accepted(tmp_path: Path) -> None:
    leaking = altered(DECISION, "    date: 1985\n", "    date: 1986\n")
    folder = write_pack(tmp_path / "pack", new_oven=accepting(leaking, "record-length"))

    assert len(found(folder, Severity.ERROR)) == 1


def test_what_is_accepted_is_a_note_among_authors_and_goes_no_further(tmp_path: Path) -> None:
    pack = read_pack(write_pack(tmp_path / "pack", new_oven=accepting(DECISION, "minutes")))

    assert pack.decisions[0].accepted[0].why == "It is the first of all."
    assert "accepted" not in to_plain(pack.decisions[0])
    assert not hasattr(pack.decisions[0].briefing(), "accepted")


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_is_explained_to_authors(rule: Rule) -> None:
    assert f"`{rule}`" in HANDBOOK.read_text(encoding="utf-8")
