from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.case.packs import write_pack
from tests.progress.workshops.conftest import plan_of_town
from trainer import __version__
from trainer.case.outline import find_packs
from trainer.cli import NO_SCREEN, main
from trainer.cli.common import has_screen
from trainer.cli.parser import build
from trainer.paths import Paths
from trainer.progress.store import Store
from trainer.progress.workshops.file import WorkshopFile

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"


def run(*arguments: str, without: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in without}
    return subprocess.run(
        [sys.executable, "-m", "trainer", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def commands() -> dict[str, argparse.ArgumentParser]:
    (action,) = (each for each in build()._actions if isinstance(each, argparse._SubParsersAction))
    return dict(action.choices)


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])

    assert left.value.code == 0
    assert capsys.readouterr().out == f"Case Trainer {__version__}\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_it_says_so_in_one_sentence_and_names_the_tour() -> None:
    done = run(without=("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))

    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{NO_SCREEN}\n")
    assert "`make tour`" in NO_SCREEN
    assert NO_SCREEN.count(".") == 1


@pytest.mark.parametrize("command", [[], ["tour", "--out", "pictures"]])
def test_a_system_without_the_libraries_of_qt_is_told_what_brings_them(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text(
        "raise ImportError('libEGL.so.1: cannot open shared object file: No such file or directory')"
    )
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}

    done = subprocess.run(
        [sys.executable, "-m", "trainer", *command],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr.startswith("Qt cannot be loaded: libEGL.so.1: cannot open shared object file")
    assert "apt-get install libegl1" in done.stderr


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_screen_is_expected_where_a_window_can_show(
    platform: str, environment: dict[str, str], expected: bool
) -> None:
    assert has_screen(platform, environment) is expected


@pytest.mark.parametrize(
    ("arguments", "data"),
    [
        (["doctor"], None),
        (["doctor", "--data", "here"], Path("here")),
        (["--data", "here", "doctor"], Path("here")),
        (["--data", "there", "doctor", "--data", "here"], Path("here")),
    ],
)
def test_the_data_folder_may_stand_before_or_after_doctor(arguments: list[str], data: Path | None) -> None:
    assert build().parse_args(arguments).data == data


def test_an_unknown_command_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["teach"])

    assert left.value.code == 2
    assert "'teach'" in capsys.readouterr().err


@pytest.mark.parametrize("command", commands())
def test_every_command_explains_itself(command: str) -> None:
    done = run(command, "--help")

    assert done.returncode == 0
    assert f"trainer {command}" in done.stdout


def test_check_is_silent_or_clean_on_the_packs_of_the_program() -> None:
    packs = sorted(str(path.parent) for path in CONTENT.glob("*/case.yaml"))
    assert packs

    assert run("check", *packs).returncode == 0


def test_check_exits_with_1_on_errors_and_names_file_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("format: 1\nnonsense: true\n")

    done = run("check", str(tmp_path))

    assert done.returncode == 1
    assert "case.yaml:2:1: " in done.stdout


def test_check_exits_with_2_where_the_texts_of_the_sources_are_not_there(tmp_path: Path) -> None:
    done = run("check", str(ROOT / "content" / "xiaomi"), "--sources", str(tmp_path / "nowhere"))

    assert done.returncode == 2
    assert "nowhere: there is no such folder" in done.stdout


def test_check_exits_with_2_where_there_is_no_pack(tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "nowhere")).returncode == 2


def test_a_new_case_is_laid_out_once_and_is_clean(tmp_path: Path) -> None:
    folder = tmp_path / "a bakery"

    first = run("new", str(folder), "--title", "Bread & debt")
    again = run("new", str(folder))

    assert first.returncode == 0
    assert first.stdout.splitlines()[1] == f"  trainer --case '{folder}'"
    assert "“Bread & debt” (a-bakery)" in first.stdout
    assert run("check", str(folder)).stdout == "1 pack, 1 decision: 0 errors, 0 warnings\n"
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == f"'{folder}' isn't empty; name a folder that is, or one that isn't there yet.\n"


def test_a_packed_case_can_be_installed_and_is_found_among_the_cases(tmp_path: Path) -> None:
    pack, file = write_pack(tmp_path / "bakery"), tmp_path / "out.casepack"

    packed = run("pack", str(pack), "--out", str(file))
    assert (packed.returncode, packed.stderr) == (0, "")
    assert packed.stdout == f"{file}: “The bakery”, version 1.0, 2 files.\n"

    installed = run("install", str(file), "--data", str(tmp_path / "data"))
    assert (installed.returncode, installed.stderr) == (0, "")
    assert installed.stdout == "“The bakery”, version 1.0, is installed.\n"
    assert find_packs(Paths.locate(tmp_path / "data").content)[-1] == tmp_path / "data" / "cases" / "bakery"

    again = run("install", str(file), "--data", str(tmp_path / "data"))
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == "'out.casepack' can't be installed: version 1.0 of “The bakery” is here already.\n"


def test_a_pack_with_errors_is_not_packed_and_its_errors_are_printed(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("format: 1\nnonsense: true\n")

    done = run("pack", str(tmp_path), "--out", str(tmp_path / "out.casepack"))

    assert done.returncode == 1
    assert done.stderr.startswith(f"'{tmp_path}' can't be packed: it has errors.\n")
    assert "\ncase.yaml:2:1: " in done.stderr
    assert not (tmp_path / "out.casepack").exists()


def test_packing_overwrites_something_else_only_by_force(tmp_path: Path) -> None:
    pack, file = write_pack(tmp_path / "bakery"), tmp_path / "out.casepack"
    file.write_text("my letters")

    refused = run("pack", str(pack), "--out", str(file))
    assert (refused.returncode, file.read_text()) == (2, "my letters")
    assert refused.stderr.startswith(f"'{file}' is there already and holds something else; ")

    assert run("pack", str(pack), "--out", str(file), "--force").returncode == 0
    assert file.read_bytes().startswith(b"PK")


def test_doctor_finds_nothing_wrong_where_nothing_is_stored_and_stores_nothing(tmp_path: Path) -> None:
    done = run("doctor", "--data", str(tmp_path / "new"))

    assert done.returncode == 0
    assert done.stdout.startswith("ok ")
    assert not (tmp_path / "new").exists()


def test_doctor_exits_with_1_on_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "progress.sqlite3").write_bytes(b"not a database" * 1000)

    done = run("doctor", "--data", str(tmp_path))

    assert done.returncode == 1
    assert "WRONG  " in done.stdout
    assert (tmp_path / "progress.sqlite3").read_bytes() == b"not a database" * 1000


def _studied(data: Path, *learners: str) -> None:
    data.mkdir(exist_ok=True)
    with Store.open(data / "progress.sqlite3") as store:
        for name in learners:
            store.add_learner(name)


def test_a_backup_is_made_listed_and_restored(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    assert run("restore", *data).stdout.startswith(f"There are no backups in {tmp_path / 'backups'} yet")
    _studied(tmp_path, "Mara")

    made = run("backup", *data)
    (file,) = (tmp_path / "backups").iterdir()
    assert (made.returncode, made.stdout) == (0, f"{file}: 1 learner, no attempts.\n")
    (tmp_path / "backups" / "progress-20260101T000000.000Z.sqlite3").write_text("letters")
    listed = run("restore", "--list", *data)
    assert listed.returncode == 0
    assert [line.partition("  ")[0] for line in listed.stdout.splitlines()[:2]] == [
        file.name,
        "progress-20260101T000000.000Z.sqlite3",
    ]
    assert "UTC  1 learner, no attempts\n" in listed.stdout
    assert "can't be used: it is damaged" in listed.stdout

    _studied(tmp_path, "Jon")
    restored = run("restore", file.name, *data)
    assert (restored.returncode, restored.stderr) == (0, "")
    now, kept = restored.stdout.splitlines()
    assert now == f"{tmp_path / 'progress.sqlite3'} is now as it was in {file}: 1 learner, no attempts."
    assert kept.startswith(f"What stood there before is kept in {tmp_path / 'progress-before-restore-'}")
    with Store.open(tmp_path / "progress.sqlite3") as store:
        assert [learner.name for learner in store.learners()] == ["Mara"]


def test_workshops_are_backed_up_and_looked_over_with_the_progress(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    _studied(tmp_path, "Mara")
    with WorkshopFile.create(tmp_path / "workshops", plan_of_town()) as workshop:
        pass

    made = run("backup", *data)
    copy = tmp_path / "backups" / "workshops" / workshop.path.name
    assert (made.returncode, made.stdout.splitlines()[0]) == (0, f"{copy}: a workshop.")
    assert "workshops: 1 workshop, each in order.\n" in run("doctor", *data).stdout

    workshop.path.write_text("Dear diary")
    assert run("backup", *data).stderr.startswith(f"No copy of the workshop {workshop.path} was made")
    looked = run("doctor", *data)
    assert looked.returncode == 1
    assert f"WRONG  workshop: The file {workshop.path} can't be read as a workshop" in looked.stdout


def test_backup_and_restore_exit_with_2_and_one_sentence_where_they_cannot(tmp_path: Path) -> None:
    nothing = run("backup", "--data", str(tmp_path / "new"))
    assert (nothing.returncode, nothing.stdout) == (2, "")
    assert "there is nothing to back up" in nothing.stderr
    assert not (tmp_path / "new").exists()

    _studied(tmp_path, "Mara")
    gone = run("restore", "gone.sqlite3", "--data", str(tmp_path))
    assert (gone.returncode, gone.stdout) == (2, "")
    assert gone.stderr.startswith(f"There is no backup {tmp_path / 'backups' / 'gone.sqlite3'}; ")


def test_of_a_damaged_file_what_can_be_read_is_saved_and_the_file_is_kept(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    _studied(tmp_path, "Mara", "李 Wei")
    file = tmp_path / "progress.sqlite3"
    sound = run("salvage", *data)
    assert (sound.returncode, sound.stdout) == (
        0,
        f"Nothing is wrong with {file}, so there is nothing to salvage.\n",
    )
    damaged = b"\xff" * 100 + file.read_bytes()[100:]
    file.write_bytes(damaged)

    saved = run("salvage", *data)
    assert (saved.returncode, saved.stderr) == (0, "")
    now, kept = saved.stdout.splitlines()
    assert now == f"{file} now holds what could be saved: 2 learners, no attempts."
    (aside,) = tmp_path.glob("progress-damaged-*.sqlite3")
    assert kept == f"The damaged file is kept in {aside}."
    assert aside.read_bytes() == damaged
    with Store.open(file) as store:
        assert {learner.name for learner in store.learners()} == {"Mara", "李 Wei"}


def test_salvage_exits_with_2_and_one_sentence_where_nothing_can_be_saved(tmp_path: Path) -> None:
    file = tmp_path / "progress.sqlite3"
    file.write_text("Dear aunt, thank you for the cake. " * 100)
    done = run("salvage", "--data", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is nothing of Case Trainer in it that can still be read" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_the_command_line_alone_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, trainer.cli; print(*sorted(sys.modules))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = set(done.stdout.split())
    assert "trainer.cli" in loaded
    assert not loaded & {"PySide6", "sqlmodel", "sqlalchemy", "pydantic", "yaml", "alembic", "json", "platformdirs"}
    assert {name for name in loaded if name.startswith("trainer")} == {"trainer", "trainer.cli", "trainer.cli.parser"}


def test_every_command_and_option_is_explained_in_the_documents() -> None:
    documents = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    text = "\n".join(path.read_text(encoding="utf-8") for path in documents)

    missing = [f"trainer {name}" for name in commands() if f"`trainer {name}" not in text]
    options = {option for action in build()._actions for option in action.option_strings if option.startswith("--")}
    missing += sorted(option for option in options - {"--help"} if f"trainer {option}" not in text)
    assert missing == []


def test_the_targets_that_the_readme_names_are_there() -> None:
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("run", "test", "check", "bench", "tour", "clean"):
        assert f"\n{target}:" in targets
