"""The rules on who may import whom hold, and each of them would be noticed if it were broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ABOVE = {"__init__", "__main__", "cli", "app", "desktop"}
WITH_A_NETWORK_OR_A_FILE = {"__init__", "host", "qr", "server", "taking_home"}
"""Of a workshop."""

LAYERS = "Layers point down only"
NO_QT = "Nothing below desktop imports Qt, not even by way of others"
NO_SQL_IN_CORE = "Case and study know no database, not even by way of others"
NO_SQL_ABOVE = "Desktop and reports ask the store and never the database"
NO_SQL_IN_WORKSHOP = "The workshop is handed what keeps it and never the database"
NO_NETWORK = "What a workshop is and decides knows no network, no database and no Qt, not even by way of others"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "trainer", tmp_path / "trainer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken_contracts(checkout: Path) -> set[str]:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    # Behind it may stand how many imports are let through.
    broken = {name for name, found, _ in (line.partition(" BROKEN") for line in done.stdout.splitlines()) if found}
    assert (done.returncode != 0) == bool(broken)
    return broken


def test_no_contract_is_broken(checkout: Path) -> None:
    assert broken_contracts(checkout) == set()


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("case/dates.py", "import trainer.study.forecast", LAYERS),
        ("study/forecast.py", "def late() -> None:\n    import trainer.progress.values", LAYERS),
        ("settings.py", "import trainer.paths", LAYERS),
        ("files.py", "import trainer.settings", LAYERS),
        ("reports/attempts.py", "import trainer.desktop.style", LAYERS),
        ("progress/values.py", "import trainer.reports.attempts", LAYERS),
        ("stray.py", "", LAYERS),
        ("case/dates.py", "import PySide6.QtCore", NO_QT),
        ("settings.py", "import shiboken6", NO_QT),
        ("progress/values.py", "from PySide6.QtCore import QObject", NO_QT),
        ("reports/attempts.py", "def late() -> None:\n    import PySide6.QtGui", NO_QT),
        ("case/dates.py", "import sqlite3", NO_SQL_IN_CORE),
        ("study/forecast.py", "def late() -> None:\n    import sqlmodel", NO_SQL_IN_CORE),
        ("desktop/style.py", "import sqlalchemy.orm", NO_SQL_ABOVE),
        ("reports/attempts.py", "import sqlite3", NO_SQL_ABOVE),
        ("workshop/commands.py", "import sqlalchemy", NO_SQL_IN_WORKSHOP),
        ("workshop/room.py", "def late() -> None:\n    import starlette", NO_NETWORK),
        ("workshop/joining.py", "import trainer.progress.values", NO_NETWORK),
        ("study/workshop/tally.py", "import socket", NO_NETWORK),
        ("workshop/phone.py", "import asyncio", NO_NETWORK),
        ("workshop/screen_words.py", "import trainer.progress.values", NO_NETWORK),
    ],
)
def test_an_import_that_breaks_a_contract_is_noticed(checkout: Path, module: str, line: str, contract: str) -> None:
    with (checkout / "trainer" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")

    assert contract in broken_contracts(checkout)


def restrained(contract: str) -> set[str]:
    """The modules to which a contract forbids something."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (found,) = (each["source_modules"] for each in contracts if each["name"] == contract)
    return set(found)


def parts_of(folder: Path) -> set[str]:
    return {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}


def test_qt_is_forbidden_to_every_part_that_is_not_on_screen() -> None:
    assert restrained(NO_QT) == {f"trainer.{part}" for part in parts_of(ROOT / "trainer") - ABOVE}


def test_the_network_is_forbidden_to_every_part_of_a_workshop_that_decides_or_tells() -> None:
    pure = parts_of(ROOT / "trainer" / "workshop") - WITH_A_NETWORK_OR_A_FILE
    assert restrained(NO_NETWORK) == {"trainer.study.workshop", *(f"trainer.workshop.{part}" for part in pure)}
