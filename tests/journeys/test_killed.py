"""The program is killed without a warning, and started again on the same folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.conftest import Run
from tests.journeys.driver import REASONS, Journey, Key
from tests.journeys.typist import CHOICE, PERCENT, TEXT
from trainer.desktop.pages.briefing import BriefingView
from trainer.desktop.pages.reveal import RevealView
from trainer.desktop.widgets.case_header import Step
from trainer.desktop.widgets.layout import ScrollColumn
from trainer.progress.store import Store
from trainer.study.playthrough import Draft

ROOT = Path(__file__).parents[2]
FIRST = "rtf-agreement"
PATIENCE = 2.0
"""Seconds within which what was typed is on the disk."""


@contextmanager
def typist(data: Path, mode: str) -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own, somebody typing; it ends killed."""
    command = [sys.executable, "-m", "tests.journeys.typist", str(data), mode]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def hear(process: subprocess.Popen[str], word: str) -> list[str]:
    """The next line of the typist, which must begin with that word."""
    assert process.stdout is not None
    said = process.stdout.readline().split()
    assert said[:1] == [word], f"the typist says {said}"
    return said[1:]


def stored_draft(data: Path) -> Draft:
    with Store.open(data / "progress.sqlite3") as store:
        (mara,) = store.learners()
        return store.draft(mara.id, "xiaomi", FIRST) or Draft()


def options(journey: Journey) -> list[str]:
    return [option.id for option in journey.loaded.cases[0].case.sheet(FIRST).briefing.options]


def test_what_was_typed_is_there_again_after_a_kill(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with typist(data, "write") as process:
        hear(process, "written")
        end = time.monotonic() + PATIENCE
        while stored_draft(data).reasons != TEXT:
            assert time.monotonic() < end, "two seconds later the draft isn't stored"
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    kept = stored_draft(data)
    assert 0 < kept.scroll < 1

    journey = run().start()
    journey.press(Key.Key_Return)
    assert journey.is_at(FIRST, Step.COMMIT)
    view = journey.page.view
    assert isinstance(view, BriefingView)
    assert (kept.choice, kept.forecast) == (options(journey)[CHOICE - 1], PERCENT)
    assert view.draft.choice == kept.choice
    assert journey.says(f"{PERCENT} %")
    assert journey.field(REASONS).toPlainText() == TEXT
    story = journey.control("The situation")
    assert isinstance(story, ScrollColumn)
    journey.wait(lambda: story.position > 0)
    assert story.position == pytest.approx(kept.scroll, abs=0.01)


def test_a_kill_in_the_middle_of_typing_costs_no_more_than_the_last_two_seconds(tmp_path: Path) -> None:
    data = tmp_path / "data"
    written = len(TEXT)
    at: dict[int, float] = {}
    with typist(data, "write-on") as process:
        hear(process, "written")
        begun = time.monotonic()
        while time.monotonic() < begun + 2 * PATIENCE:
            length, moment = hear(process, "letter")
            written = int(length)
            at[written] = float(moment)
        process.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        process.wait()
    safe = max(length for length, moment in at.items() if moment < killed - PATIENCE)
    reasons = stored_draft(data).reasons
    assert safe > len(TEXT)
    assert safe <= len(reasons) <= written + 1
    assert reasons == (TEXT * (len(reasons) // len(TEXT) + 1))[: len(reasons)]


def test_a_kill_right_after_the_commitment_leaves_it_sealed(run: Run, tmp_path: Path) -> None:
    with typist(tmp_path / "data", "commit") as process:
        hear(process, "written")
        hear(process, "committed")
        process.send_signal(signal.SIGKILL)
        process.wait()
    journey = run().start()
    (attempt,) = journey.attempts(FIRST)
    assert attempt.commitment.choice == options(journey)[CHOICE - 1]
    assert attempt.commitment.forecast == PERCENT
    assert attempt.commitment.reasons == TEXT.strip()
    assert journey.draft(FIRST) is None
    journey.press(Key.Key_Return)
    assert journey.is_at(FIRST, Step.REVEAL)
    view = journey.page.view
    assert isinstance(view, RevealView)
    assert view.steps == 1
