from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from tests.progress.tiny import only_so_far
from trainer.cli import main
from trainer.progress.store import Store
from trainer.reports import attempts as module
from trainer.reports.export import Selection, export
from trainer.reports.refusal import ExportRefused
from trainer.reports.watch import ExportCancelled, Watch
from trainer.reports.writers import WRITERS, Format

BEGINS = {
    Format.CSV: b"\xef\xbb\xbflearner,",
    Format.XLSX: b"PK",
    Format.JSON: b'{"format": 1',
    Format.XAPI: b'[\n{"id":"',
    Format.ANKI: b"PK",
    Format.PROGRESS: b"PK",
}


def whose(kind: Format) -> Selection:
    """Everybody, as far as such a file holds more than one learner."""
    return Selection("Mara") if kind is Format.PROGRESS else Selection()


def refusal(progress: Path, out: Path, learner: str | None = None, *, force: bool = False) -> str:
    with pytest.raises(ExportRefused) as refused:
        export(progress, out, selection=Selection(learner), force=force)
    return str(refused.value)


@pytest.mark.parametrize("kind", Format)
def test_the_suffix_says_what_is_written_and_nothing_else_is_left(progress: Path, tmp_path: Path, kind: Format) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / f"attempts{WRITERS[kind].suffix.upper()}"

    exported = export(progress, out, selection=whose(kind))

    assert (exported.file, exported.loss) == (out, "")
    assert exported.holds == {Format.ANKI: "1 decision", Format.PROGRESS: "3 attempts"}.get(kind, "4 attempts")
    assert out.read_bytes().startswith(BEGINS[kind])
    assert list(folder.iterdir()) == [out]


def test_the_format_that_is_named_counts_more_than_the_suffix(progress: Path, tmp_path: Path) -> None:
    export(progress, tmp_path / "attempts.txt", Format.JSON)

    assert json.loads((tmp_path / "attempts.txt").read_bytes())["format"] == 1


def test_learners_come_by_name_and_one_can_be_chosen(progress: Path, tmp_path: Path) -> None:
    def names(learner: str | None) -> list[str]:
        export(progress, tmp_path / "a.json", selection=Selection(learner), force=True)
        return [each["learner"] for each in json.loads((tmp_path / "a.json").read_bytes())["attempts"]]

    assert names(None) == ["jon", "Mara", "Mara", "Mara"]
    assert names("JON") == ["jon"]
    assert "'Ida'; there is: jon, Mara." in refusal(progress, tmp_path / "b.json", "Ida")


def test_exporting_changes_nothing_in_the_progress(store: Store, tmp_path: Path) -> None:
    with only_so_far(store):
        export(store.path, tmp_path / "a.csv")


def test_a_file_that_is_there_is_replaced_only_by_force(progress: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    out.write_text("my letters")

    assert "is there already" in refusal(progress, out)
    assert out.read_text() == "my letters"

    export(progress, out, force=True)
    assert out.read_bytes().startswith(BEGINS[Format.CSV])


@pytest.mark.parametrize(
    "name",
    [
        "progress.sqlite3",
        "progress.sqlite3-wal",
        "backups/progress-20261122T211600.000Z.sqlite3",
        "progress-before-restore-20261122T211600.000Z.sqlite3",
        "elsewhere/copy-of-mine.csv",
    ],
)
def test_neither_the_progress_nor_any_copy_of_it_is_ever_replaced(progress: Path, name: str) -> None:
    out = progress.parent / name
    out.parent.mkdir(exist_ok=True)
    if not out.exists():
        out.write_bytes(progress.read_bytes())
    before = out.read_bytes()

    with pytest.raises(ExportRefused, match="belongs to your saved progress"):
        export(progress, out, Format.CSV, force=True)

    assert out.read_bytes() == before


def test_a_damaged_file_that_is_kept_is_not_replaced_either(progress: Path) -> None:
    out = progress.with_name("progress-damaged-20261122T211600.000Z.sqlite3")
    out.write_bytes(b"no database any more")
    with pytest.raises(ExportRefused, match="belongs to your saved progress"):
        export(progress, out, Format.CSV, force=True)
    assert out.read_bytes() == b"no database any more"


def test_an_export_may_be_called_progress(progress: Path) -> None:
    assert export(progress, progress.with_name("progress.csv")).file.is_file()


def test_what_cannot_be_written_is_said_in_a_sentence(progress: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    assert "is a folder; name a file in it." in refusal(progress, tmp_path / "folder.csv", force=True)
    assert "There is no folder" in refusal(progress, tmp_path / "none" / "a.csv")
    assert "end it in .csv, .xlsx, .json, .xapi.json, .apkg or .progress" in refusal(progress, tmp_path / "a.pdf")
    assert "nothing to export" in refusal(tmp_path / "none.sqlite3", tmp_path / "a.csv")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is a disk that is always full")
@pytest.mark.parametrize("kind", Format)
def test_a_full_disk_is_said_and_leaves_what_stood_there(
    progress: Path, tmp_path: Path, kind: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / f"a{WRITERS[kind].suffix}"
    out.write_text("last week's")
    opened = Path.open

    def full(path: Path, mode: str = "r", *rest: object) -> object:
        return opened(Path("/dev/full") if path.name.endswith(".new") else path, mode)

    monkeypatch.setattr(Path, "open", full)

    assert (
        refusal(progress, out, whose(kind).learner, force=True) == f"'{out}' can't be written: No space left on device."
    )
    monkeypatch.undo()
    assert out.read_text() == "last week's"
    assert sorted(path.name for path in tmp_path.iterdir()) == [out.name, "data"]


@pytest.mark.parametrize("kind", Format)
def test_how_far_it_has_come_is_told_and_never_falls(
    progress: Path, tmp_path: Path, kind: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PAGE", 1)
    told: list[tuple[int, int]] = []

    export(progress, tmp_path / "out", kind, whose(kind), watch=Watch(lambda done, total: told.append((done, total))))

    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len(set(shares)) >= 5


def written_when_asked(progress: Path, out: Path, kind: Format, patience: int) -> bool:
    """Whether it is written though somebody asks to stop from the so-manieth question on."""
    questions = itertools.count()
    try:
        export(progress, out, kind, whose(kind), force=True, watch=Watch(cancelled=lambda: next(questions) >= patience))
    except ExportCancelled:
        return False
    return True


@pytest.mark.parametrize("kind", Format)
def test_whenever_it_is_cancelled_what_stood_there_still_does_and_nothing_else_is_left(
    progress: Path, tmp_path: Path, kind: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PAGE", 1)
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / "attempts"
    out.write_text("last week's")
    cancelled = 0
    while not written_when_asked(progress, out, kind, cancelled):
        assert out.read_text() == "last week's"
        assert list(folder.iterdir()) == [out]
        cancelled += 1

    assert cancelled >= 5
    assert out.read_bytes().startswith(BEGINS[kind])


@pytest.mark.parametrize("kind", [Format.CSV, Format.XLSX, Format.JSON, Format.XAPI])
def test_a_case_without_attempts_makes_an_empty_file_and_one_with_them_holds_them_all(
    progress: Path, tmp_path: Path, kind: Format
) -> None:
    def holds(case_id: str) -> str:
        return export(progress, tmp_path / "out", kind, Selection(case_id=case_id), force=True).holds

    assert (holds("town"), holds("village")) == ("4 attempts", "0 attempts")


def test_a_name_that_says_two_things_says_the_longer_one(progress: Path, tmp_path: Path) -> None:
    export(progress, tmp_path / "attempts.xapi.json")

    assert isinstance(json.loads((tmp_path / "attempts.xapi.json").read_bytes()), list)


def test_the_command_writes_and_says_how_many(
    progress: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.txt"
    command = ["export", "--out", str(out), "--data", str(progress.parent)]

    assert main([*command, "--format", "csv", "--learner", "Mara"]) == 0
    assert capsys.readouterr().out == f"{out}: 3 attempts.\n"

    assert main([*command, "--format", "csv", "--learner", "jon"]) == 2
    assert "is there already" in capsys.readouterr().err

    assert main([*command, "--format", "csv", "--learner", "jon", "--force"]) == 0
    assert capsys.readouterr().out == f"{out}: 1 attempt.\n"

    assert main([*command, "--format", "anki", "--case", "town", "--force"]) == 0
    assert capsys.readouterr().out == f"{out}: 1 decision.\n"


def test_a_progress_file_holds_one_learner_and_all_of_them(
    progress: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mara.progress"
    command = ["export", "--out", str(out), "--data", str(progress.parent)]

    assert main(command) == 2
    assert capsys.readouterr().err == (
        "A progress file holds one learner; say whose with --learner. There is: jon, Mara.\n"
    )
    assert main([*command, "--learner", "mara", "--case", "town"]) == 2
    assert capsys.readouterr().err == "A progress file holds all of a learner; leave --case out.\n"
    assert not out.exists()

    assert main([*command, "--learner", "mara"]) == 0
    assert capsys.readouterr().out == f"{out}: 3 attempts.\n"


def test_progress_files_are_taken_in_from_the_command_line(
    progress: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / f"{name}.progress" for name in ("mara", "jon")]
    for file in files:
        export(progress, file, selection=Selection(file.stem))
    there = ["--data", str(tmp_path / "there")]

    assert main(["import", str(files[0]), *there]) == 0
    assert capsys.readouterr().out == f"{files[0]}: Mara: 3 new attempts.\n"

    spoilt = tmp_path / "spoilt.progress"
    spoilt.write_bytes(files[1].read_bytes()[:-9])
    assert main(["import", *map(str, [files[0], spoilt, files[1]]), *there]) == 1
    printed = capsys.readouterr()
    assert printed.out == (
        f"{files[0]}: Mara: no new attempts, 3 were there already.\n{files[1]}: jon: 1 new attempt.\n"
    )
    assert printed.err == (
        "'spoilt.progress' can't be taken in: it isn't whole, or something stands behind its end; get it anew."
        " Nothing was changed.\n"
    )

    assert main(["import", str(tmp_path / "none.progress"), "--data", str(tmp_path / "nowhere")]) == 1
    assert "No such file or directory" in capsys.readouterr().err


def test_the_command_exits_with_1_where_a_text_is_damaged(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with store._database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER seen_text_no_update")
        connection.exec_driver_sql("UPDATE seen_text SET data = x'00' WHERE decision_id = 'tunnel'")

    assert main(["export", "--out", str(tmp_path / "a.csv"), "--data", str(store.path.parent)]) == 1

    said = capsys.readouterr()
    assert said.out.endswith("a.csv: 4 attempts.\n")
    assert said.err.startswith("1 of them saw a text that can't be read any more")
    assert "trainer doctor" in said.err
