"""The program from its command line to the page of the case that its learner goes on with, painted."""

from __future__ import annotations

import sys

from tests.benchmarks.windows.support import Painted, say_and_end, since_start, take_content
from trainer import cli


def _watch() -> None:
    """The program is imported when its command runs, so what is watched is put in place just before."""
    from trainer.desktop.program import Program

    start = Program.start

    def go_on(program: Program) -> None:
        from trainer.desktop.pages.case import CasePage
        from trainer.desktop.widgets.forecast_scale import ForecastScale

        program.open_case(program.cases.outlines[0].id)
        page = program.window.page
        assert isinstance(page, CasePage)
        # The page has nothing to paint: its parts cover it.
        Painted(page.findChildren(ForecastScale)[0], lambda: say_and_end(milliseconds=since_start()))

    def watched(program: Program) -> None:
        start(program)
        program.cases.when_loaded(lambda: go_on(program))

    Program.start = watched  # type: ignore[assignment, method-assign]


take_content()
_watch()
sys.exit(cli.main())
