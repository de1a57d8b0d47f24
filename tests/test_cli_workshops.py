from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.desktop.paper.reading import read
from tests.workshop.made import keep, play
from trainer.cli import main
from trainer.progress.workshops.file import WorkshopFile


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """The file of a workshop that 12 people were in."""
    return keep(play(12, 1), tmp_path / "data" / "workshops")


def export(tmp_path: Path, file: str | Path, *more: str) -> int:
    return main(["workshop", "export", str(file), *more, "--data", str(tmp_path / "data")])


def test_the_list_names_each_file_with_its_state_title_and_people(
    tmp_path: Path, held: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stopped = keep(play(9, 2, title="李雷的课", ended=False), held.parent)
    (held.parent / "broken.workshop").write_text("no workshop")

    assert main(["workshop", "list", "--data", str(tmp_path / "data")]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{stopped.name}  2026-11-20  interrupted  “李雷的课”, 9 people"
    assert lines[1] == f"{held.name}  2026-11-20  ended  “Buying time”, 12 people"
    assert lines[2].startswith("broken.workshop  can't be read: ")


def test_without_workshops_the_list_says_where_they_come_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["workshop", "list", "--data", str(tmp_path)]) == 0

    assert "There are no workshops in" in capsys.readouterr().out


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "pdf"])
def test_a_workshop_is_named_as_the_list_has_it_and_written_as_the_file_is_called(
    tmp_path: Path, held: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"report.{suffix}"

    assert export(tmp_path, held.name, "--out", str(out)) == 0

    said = capsys.readouterr()
    assert said.out.startswith(f"{out}: ")
    assert said.err == ""
    begins = {"csv": b"\xef\xbb\xbfworkshop,", "xlsx": b"PK", "pdf": b"%PDF"}[suffix]
    assert out.read_bytes().startswith(begins)


def test_names_are_told_apart_from_secret_votes_and_that_is_said(
    tmp_path: Path, held: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.xlsx"

    assert export(tmp_path, held, "--out", str(out), "--names") == 0

    assert "weren't announced as open" in capsys.readouterr().err
    book = openpyxl.load_workbook(out)
    assert "Mei" in [row[0] for row in book["Attendance"].iter_rows(values_only=True)]
    assert "Mei" not in [cell for row in book["Votes"].iter_rows(values_only=True) for cell in row]


@pytest.mark.usefixtures("qapp")
def test_the_report_is_printed_on_the_paper_asked_for(tmp_path: Path, held: Path) -> None:
    out = tmp_path / "report"

    assert export(tmp_path, held, "--out", str(out), "--format", "pdf", "--paper", "letter") == 0

    assert set(read(out).sizes) == {(612, 792)}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "there.csv"], "is there already"),
        (["--out", "report.docx"], "doesn't say what to write"),
        (["--out", "nowhere/a.csv"], "There is no folder"),
    ],
)
def test_what_cant_be_written_is_said(
    tmp_path: Path,
    held: Path,
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.csv").write_text("mine")

    assert export(tmp_path, held, *arguments) == 2

    assert said in capsys.readouterr().err
    assert Path("there.csv").read_text() == "mine"


def test_a_workshop_that_isnt_there_or_is_open_is_said(
    tmp_path: Path, held: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(tmp_path, "gone.workshop", "--out", str(tmp_path / "a.csv")) == 2
    assert "gone.workshop can't be opened" in capsys.readouterr().err

    with WorkshopFile.open(held):
        assert export(tmp_path, held, "--out", str(tmp_path / "a.csv")) == 2
    assert "is open in another window" in capsys.readouterr().err
    assert not (tmp_path / "a.csv").exists()
