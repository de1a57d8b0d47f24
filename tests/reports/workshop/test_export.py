from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.workshop.made import Played, keep, play
from trainer.reports.refusal import ExportRefused
from trainer.reports.watch import ExportCancelled, Watch
from trainer.reports.workshop.export import WorkshopFormat, export_tables, format_of
from trainer.reports.workshop.reading import read_material
from trainer.reports.workshop.tables import VOTES
from trainer.reports.workshop.told import Material, WorkshopTold, tell
from trainer.study.workshop.events import Planned


def told(played: Played, *, names: bool = False) -> WorkshopTold:
    return tell(Material(played.session, played.events, played.sheets, played.shown), names=names)


def test_the_votes_are_a_csv_table_without_formulas(tmp_path: Path) -> None:
    out = tmp_path / "votes.csv"

    holds = export_tables(told(play(41, 2)), out, WorkshopFormat.CSV, tmp_path / "progress.sqlite")

    head, *lines = csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline=""))
    assert head == list(VOTES)
    assert holds == f"{len(lines)} votes in 2 decisions"
    reasons = {line[head.index("reason")] for line in lines}
    assert "'=SUM(1,2) is what my spreadsheet says" in reasons
    assert "我觉得他们等不起。时间比价格重要。" in reasons


def test_one_decision_is_called_one(tmp_path: Path) -> None:
    holds = export_tables(told(play(3, 1)), tmp_path / "votes.csv", WorkshopFormat.CSV, tmp_path / "progress.sqlite")
    assert holds.endswith(" votes in 1 decision")


def test_the_workbook_has_a_sheet_for_each_table_and_one_that_explains_them(tmp_path: Path) -> None:
    out = tmp_path / "workshop.xlsx"

    export_tables(told(play(41, 2), names=True), out, WorkshopFormat.XLSX, tmp_path / "progress.sqlite")

    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [
        "Votes", "Decisions", "Counts", "Moves", "Reflections", "People", "Attendance", "Columns",
    ]  # fmt: skip
    explained = {(sheet, column) for sheet, column, _ in book["Columns"].iter_rows(min_row=2, values_only=True)}
    for name in book.sheetnames[:-1]:
        head = next(book[name].iter_rows(values_only=True))
        assert {(name, column) for column in head} <= explained
    votes = list(book["Votes"].iter_rows(min_row=2, values_only=True))
    assert len(votes) > 100
    assert not any(str(cell.value).startswith("=") and cell.data_type == "f" for row in book["Votes"] for cell in row)


def test_what_a_file_holds_is_what_was_played(tmp_path: Path) -> None:
    played = play(12, 2, reopened=True, removed=1, reveal=4)

    found = tell(read_material(keep(played, tmp_path)))

    expected = told(played)
    tallies = [[(ballot.counts, ballot.tally) for ballot in each.ballots] for each in found.decisions]
    assert tallies == [[(ballot.counts, ballot.tally) for ballot in each.ballots] for each in expected.decisions]
    assert [each.spent for each in found.decisions] == [each.spent for each in expected.decisions]
    assert [each.judgement for each in found.decisions] == [each.judgement for each in expected.decisions]
    assert [each.factors for each in found.decisions] == [()] * 2


def test_minutes_belong_to_their_decision_though_the_plan_was_turned_round_on_the_way(tmp_path: Path) -> None:
    played = play(12, 2)
    plan = played.start.plan
    events = list(played.events)
    turned = plan.model_copy(update={"decisions": plan.decisions[::-1]})
    events.append(Planned(events[-1].at, turned))

    found = tell(read_material(keep(replace(played, events=tuple(events)), tmp_path)))

    assert [each.id for each in found.decisions] == list(played.decisions)[::-1]
    expected = {each.id: each.spent for each in told(played).decisions}
    assert {each.id: each.spent for each in found.decisions} == expected


def test_the_workshop_itself_is_never_written_over(tmp_path: Path) -> None:
    path = keep(play(3, 1), tmp_path)

    with pytest.raises(ExportRefused):
        export_tables(told(play(3, 1)), path, WorkshopFormat.CSV, tmp_path / "progress.sqlite", force=True)

    assert read_material(path).session.participants


def test_whoever_stops_it_finds_what_stood_there(tmp_path: Path) -> None:
    out = tmp_path / "votes.csv"
    out.write_text("before")

    with pytest.raises(ExportCancelled):
        export_tables(
            told(play(3, 1)),
            out,
            WorkshopFormat.CSV,
            tmp_path / "p.sqlite",
            force=True,
            watch=Watch(cancelled=lambda: True),
        )

    assert out.read_text() == "before"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("kind", [WorkshopFormat.CSV, WorkshopFormat.XLSX])
def test_whoever_looks_on_hears_of_ever_more_until_all_is_done(tmp_path: Path, kind: WorkshopFormat) -> None:
    heard: list[float] = []
    watch = Watch(lambda done, total: heard.append(done / total))

    export_tables(told(play(200, 3)), tmp_path / "out", kind, tmp_path / "p.sqlite", watch=watch)

    assert heard == sorted(heard)
    assert heard[-1] == 1
    assert len(heard) > 4


@pytest.mark.parametrize(("name", "kind"), [("a.csv", "csv"), ("A.XLSX", "xlsx"), ("b.pdf", "pdf")])
def test_the_name_of_a_file_says_what_to_write(name: str, kind: str) -> None:
    assert format_of(Path(name)) == WorkshopFormat(kind)


def test_a_name_that_says_nothing_is_refused_with_what_to_do() -> None:
    with pytest.raises(ExportRefused, match=r"end it in \.csv, \.xlsx or \.pdf"):
        format_of(Path("report.docx"))
