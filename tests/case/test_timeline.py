"""The timeline of a pack is read with the rest, and everything wrong in it is told where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.packs import TIMELINE, altered, write_pack
from trainer.case.dates import When
from trainer.case.reader import examine, read_pack


def _problems(folder: Path, timeline: str) -> list[str]:
    pack = write_pack(folder / "pack")
    (pack / "timeline.yaml").write_text(timeline, encoding="utf-8")
    return [str(problem) for problem in examine(pack).problems]


def test_a_pack_without_a_timeline_has_none(tmp_path: Path) -> None:
    assert read_pack(write_pack(tmp_path / "pack")).timeline == ()


def test_entries_are_read_with_their_decision_and_everything_that_a_claim_has(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    (folder / "timeline.yaml").write_text(TIMELINE, encoding="utf-8")

    first, second = read_pack(folder).timeline

    assert (first.decision, first.text, str(first.date)) == ("new-oven", "The oven was bought.", "1985")
    assert second.date == When.parse("1986-05")
    assert [str(ref) for ref in second.sources] == ["001:5", "001:7-8"]
    assert second.contested is not None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "  - date: 1985\n    decision: new-oven",
            "  - date: 1985\n    decision: new-ovens",
            "timeline.yaml:3:15: entries[0].decision: there is no decision 'new-ovens'; did you mean 'new-oven'?",
        ),
        (
            "  - date: 1985\n",
            "  - date: 1999\n",
            "timeline.yaml:6:11: entries[1].date: 1986-05 comes before 1999 above it; sort the entries by date",
        ),
        (
            '"001:2"',
            '"001:21"',
            "timeline.yaml:5:15: entries[0].sources[0]: the source '001' ends with line 20; mend the lines",
        ),
        (
            '"001:9"',
            '"007:9"',
            "timeline.yaml:12:17: entries[1].contested.sources[0]: there is no source '007'; write 001",
        ),
        (
            "text: Bread got cheaper.",
            "text: Bread <b>got</b> cheaper.",
            "timeline.yaml:8:11: entries[1].text: '<b>' is HTML, and prose has none; write it in Markdown",
        ),
        (
            "    text: The oven was bought.\n",
            "",
            "timeline.yaml:2:5: entries[0].text: the key 'text' is missing; add it",
        ),
    ],
    ids=["unknown decision", "order", "lines", "source", "HTML", "no text"],
)
def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert _problems(tmp_path, altered(TIMELINE, old, new)) == [problem]


def test_a_date_that_is_none_is_told_once(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, altered(TIMELINE, "1986-05", "in May"))

    assert problem.startswith("timeline.yaml:6:11: entries[1].date: 'in May' is not a date;")


def test_a_file_that_cannot_be_read_is_told_and_no_pack_comes_of_it(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    (folder / "timeline.yaml").write_text("entries: [", encoding="utf-8")

    reading = examine(folder)

    assert reading.pack is None
    assert [problem.file for problem in reading.problems] == ["timeline.yaml"]


def test_a_file_with_another_ending_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    (folder / "timeline.yml").write_text(TIMELINE, encoding="utf-8")

    assert [str(problem) for problem in examine(folder).problems] == [
        "timeline.yml:1:1: only files that end in .yaml are read; rename it to timeline.yaml"
    ]
