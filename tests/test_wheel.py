"""What is built works on its own: installed elsewhere, away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from trainer import __version__

ROOT = Path(__file__).resolve().parent.parent

OPEN_EVERY_CASE = """
import json, sys, trainer
from trainer.case.reader import load_case
from trainer.paths import Paths

paths = Paths.locate()
folders = sorted(pack.parent for root in paths.content for pack in root.glob("*/case.yaml"))
print(json.dumps({
    "program": trainer.__file__,
    "assets": sorted(str(path.relative_to(paths.assets)) for path in paths.assets.rglob("*") if path.is_file()),
    "cases": {str(folder): load_case(folder).order for folder in folders},
}))
"""


def run(*command: str | Path, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(kind: str, folder: Path) -> Path:
    run(sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", folder, folder=ROOT)
    (built,) = folder.iterdir()
    return built


def files(folder: str, as_: str) -> set[str]:
    """Names that the files of a folder of the checkout have in the wheel."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {f"{as_}/{path.relative_to(ROOT / folder).as_posix()}" for path in found}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of a new environment that has the wheel, and the libraries of this one beside it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scripts = Path(sysconfig.get_path("scripts", "venv", {"base": str(folder)}))
    python = scripts / Path(sys.executable).name
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", wheel, folder=folder)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder).strip())
    # Only the folder is added: what its own .pth files name, such as the checkout, is not.
    (site / "libraries.pth").write_text("\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}))
    return scripts


def test_the_wheel_carries_all_that_the_program_needs_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert files("trainer", as_="trainer") <= names
    assert files("assets", as_="trainer/_assets") <= names
    assert files("content", as_="trainer/_content") <= names
    assert {name.split("/")[0] for name in names} == {"trainer", f"case_trainer-{__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name]


def test_the_sdist_carries_what_it_takes_to_build_and_test(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"Makefile", "README.md", "LICENSE", "pyproject.toml", "scripts/setup", "tests/test_wheel.py"} <= names
    assert {"trainer/cli/__init__.py", "content/xiaomi/case.yaml"} <= names
    assert not [name for name in names if name.startswith((".venv", ".git/", "dist"))]


def test_an_installed_wheel_opens_its_cases_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    found = json.loads(run(installed / "python", "-c", OPEN_EVERY_CASE, folder=tmp_path))

    environment = str(installed.parent)
    assert found["program"].startswith(environment)
    assert "themes/light.json" in found["assets"]
    assert found["cases"]
    for folder, decisions in found["cases"].items():
        assert folder.startswith(environment)
        assert decisions


def test_the_installed_command_finds_nothing_wrong_in_its_own_cases(installed: Path, tmp_path: Path) -> None:
    packs = [pack.parent for pack in installed.parent.rglob("trainer/_content/*/case.yaml")]
    assert packs

    run(installed / "trainer", "check", *packs, folder=tmp_path)


def test_the_installed_command_knows_its_version(installed: Path, tmp_path: Path) -> None:
    assert run(installed / "trainer", "--version", folder=tmp_path) == f"Case Trainer {__version__}\n"
    assert run(installed / "python", "-m", "trainer", "--version", folder=tmp_path) == f"Case Trainer {__version__}\n"
