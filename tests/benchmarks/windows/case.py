"""The program with a case open, everything loaded and nothing left to do."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer

from tests.benchmarks.windows.support import Painted, pss, say_and_end
from trainer import cli
from trainer.desktop.pages.case import CasePage
from trainer.desktop.program import Program
from trainer.desktop.widgets.forecast_scale import ForecastScale

_start = Program.start


def _measure(program: Program) -> None:
    loader = program.cases._loader
    assert loader is not None
    loader.wait()
    QTimer.singleShot(0, lambda: say_and_end(mebibytes=pss()))


def _open_case(program: Program) -> None:
    program.open_case(program.cases.outlines[0].id)
    page = program.window.page
    assert isinstance(page, CasePage)
    # The page has nothing to paint: its parts cover it.
    Painted(page.findChildren(ForecastScale)[0], lambda: _measure(program))


def _watched(program: Program) -> None:
    _start(program)
    program.cases.when_loaded(lambda: _open_case(program))


Program.start = _watched  # type: ignore[assignment, method-assign]
sys.exit(cli.main())
