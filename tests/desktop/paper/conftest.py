"""The theme for paper, and what is drawn from the whole case once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from trainer.case.reader import load_case
from trainer.case.sealed import Case
from trainer.desktop.paper.faces import PaperTheme, paper_theme

ROOT = Path(__file__).parents[3]
XIAOMI = ROOT / "content" / "xiaomi"


@pytest.fixture(scope="session")
def paper(qapp: QApplication) -> PaperTheme:
    return paper_theme(ROOT / "assets")


@pytest.fixture(scope="session")
def xiaomi() -> Case:
    return load_case(XIAOMI)
