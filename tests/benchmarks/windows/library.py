"""The program from its command line to the library, painted with the learner's progress."""

from __future__ import annotations

import sys

from tests.benchmarks.windows.support import say_and_end, since_start, take_content
from trainer import cli


def _watch() -> None:
    """The program is imported when its command runs, so what is watched is put in place just before."""
    from trainer.desktop.pages.library import LibraryPage
    from trainer.desktop.program import Program

    start = Program.start

    def watched(program: Program) -> None:
        def painted() -> None:
            page = program.window.page
            assert isinstance(page, LibraryPage)
            assert page._state.shelves[0].begun, "the library shows no progress; is the cache of outlines warm?"
            say_and_end(milliseconds=since_start())

        program.window.painted.connect(painted)
        start(program)

    Program.start = watched  # type: ignore[assignment, method-assign]


take_content()
_watch()
sys.exit(cli.main())
