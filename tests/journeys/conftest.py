"""Runs of the program that close at the end of a test, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.driver import Journey

Run = Callable[..., Journey]


@pytest.fixture
def run(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Run]:
    """Prepares a run, on the test's own data folder by default; those before are closed first."""
    runs: list[Journey] = []

    def prepare(data: Path | None = None, **options: Any) -> Journey:
        for each in runs:
            each.close()
        runs.append(Journey(qtbot, qapp, data or tmp_path / "data", **options))
        return runs[-1]

    yield prepare
    for each in runs:
        each.close()
