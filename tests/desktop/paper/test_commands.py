from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.case.packs import write_pack
from tests.desktop.paper.conftest import ROOT, XIAOMI
from tests.desktop.paper.reading import A4, LETTER, read
from tests.progress import tiny
from tests.progress.tiny import commitment, debriefed
from trainer.cli import main
from trainer.paths import Paths
from trainer.progress.store import Store

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in which Mara has debriefed a decision."""
    paths = Paths.locate(tmp_path / "data")
    paths.data.mkdir()
    town = tiny.case()
    with Store.open(paths.progress_file, tiny.Clock()) as store:
        mara = store.add_learner("Mara")
        debriefed(store, store.commit(mara.id, "town", town.envelopes["harbour"], commitment()))
    return paths.data


def test_a_record_is_printed_without_a_screen(data: Path, tmp_path: Path) -> None:
    without = {name: value for name, value in os.environ.items() if name not in {"QT_QPA_PLATFORM", "DISPLAY"}}
    out = tmp_path / "record.pdf"
    command = [sys.executable, "-m", "trainer", "export", "--out", str(out), "--data", str(data), "--paper", "letter"]
    done = subprocess.run(command, cwd=ROOT, env=without, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    found = read(out)
    assert done.stdout == f"{out}: {len(found.pages)} pages.\n"
    assert set(found.sizes) == {LETTER}
    assert "The harbour" in found.text


def test_the_format_may_be_said_in_place_of_the_suffix(data: Path, tmp_path: Path) -> None:
    assert (
        main(["export", "--out", str(tmp_path / "record"), "--format", "pdf", "--paper", "a4", "--data", str(data)])
        == 0
    )
    assert set(read(tmp_path / "record").sizes) == {A4}


def test_of_several_learners_one_has_to_be_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(Paths.locate(data).progress_file) as store:
        store.add_learner("Jon")
    out = tmp_path / "a.pdf"
    assert main(["export", "--out", str(out), "--data", str(data)]) == 2
    assert "--learner; there is: Jon, Mara" in capsys.readouterr().err
    assert not out.exists()
    assert main(["export", "--out", str(out), "--data", str(data), "--learner", "mara"]) == 0
    assert "Mara" in read(out).pages[0]


def test_where_nothing_was_learnt_there_is_nothing_to_print(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--out", str(tmp_path / "a.pdf"), "--data", str(tmp_path / "none")]) == 2
    assert "There is no saved progress" in capsys.readouterr().err


def test_a_handout_of_some_decisions_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "handout.pdf"
    decisions = ["--decision", "launch-price", "--decision", "aiot"]
    assert main(["handout", str(XIAOMI), "--out", str(out), *decisions, "--paper", "letter"]) == 0
    found = read(out)
    assert len([each for each in found.bookmarks if each.level == 1]) == 2
    assert set(found.sizes) == {LETTER}
    assert capsys.readouterr().out == f"{out}: {len(found.pages)} pages.\n"


def test_a_teaching_note_of_the_case_of_a_decision_or_of_all_is_printed(tmp_path: Path) -> None:
    out = tmp_path / "note.pdf"
    assert main(["teaching-note", str(XIAOMI), "--out", str(out)]) == 0
    assert read(out).bookmarks[0].title == "The case as a whole"
    assert main(["teaching-note", str(XIAOMI), "--out", str(out), "--decision", "aiot", "--force"]) == 0
    assert [each.title for each in read(out).bookmarks if each.level == 0] != ["The case as a whole"]
    assert main(["teaching-note", str(XIAOMI), "--out", str(out), "--all", "--force"]) == 0
    assert len([each for each in read(out).bookmarks if each.level == 0]) == 42 + 3


def test_a_file_that_is_there_is_replaced_only_by_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(tmp_path / "pack")
    out = tmp_path / "a.pdf"
    out.write_bytes(b"mine")
    assert main(["handout", str(tmp_path / "pack"), "--out", str(out)]) == 2
    assert "--force" in capsys.readouterr().err
    assert out.read_bytes() == b"mine"
    assert main(["handout", str(tmp_path / "pack"), "--out", str(out), "--force"]) == 0
    assert read(out).pages


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["handout", "nowhere"], "There is no folder 'nowhere'"),
        (["handout", str(XIAOMI), "--decision", "nowhere"], "has no decision 'nowhere'"),
        (["teaching-note", str(XIAOMI), "--decision", "nowhere"], "has no decision 'nowhere'"),
    ],
)
def test_what_isnt_there_is_named_in_a_sentence(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--out", str(tmp_path / "a.pdf")]) == 2
    assert sentence in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_pack_with_errors_is_not_printed_and_its_errors_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(tmp_path / "pack")
    file = next((tmp_path / "pack" / "decisions").glob("*.yaml"))
    file.write_text(file.read_text(encoding="utf-8").replace("date:", "dote:", 1), encoding="utf-8")
    assert main(["handout", str(tmp_path / "pack"), "--out", str(tmp_path / "a.pdf")]) == 1
    assert f"decisions/{file.name}:" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


def test_a_pack_without_notes_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(tmp_path / "pack")
    for arguments in ([], ["--all"]):
        assert main(["teaching-note", str(tmp_path / "pack"), "--out", str(tmp_path / "a.pdf"), *arguments]) == 2
        assert "no teaching note" in capsys.readouterr().err


def test_printing_from_a_running_program_uses_its_application(qapp: QApplication, tmp_path: Path) -> None:
    assert main(["handout", str(XIAOMI), "--out", str(tmp_path / "a.pdf"), "--decision", "aiot"]) == 0
    assert QApplication.instance() is qapp
