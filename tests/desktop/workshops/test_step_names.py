from __future__ import annotations

import pytest

from trainer.desktop.workshops.step_names import STEP_NAMES, minutes_words, time_words
from trainer.desktop.workshops.step_notes import note_parts
from trainer.study.workshop.plan import Step


@pytest.mark.parametrize(
    ("seconds", "up", "words"),
    [
        (0, False, "0:00"),
        (59.9, False, "0:59"),
        (59.1, True, "1:00"),
        (72, True, "1:12"),
        (3_725, False, "1:02:05"),
        (-3, False, "0:00"),
    ],
)
def test_a_time_is_told_as_a_clock_shows_it(seconds: float, up: bool, words: str) -> None:
    assert time_words(seconds, up=up) == words


def test_one_minute_is_no_minutes() -> None:
    assert (minutes_words(1), minutes_words(22)) == ("1 minute", "22 minutes")


@pytest.mark.parametrize("step", Step)
def test_every_step_has_a_name_and_something_of_the_note(step: Step) -> None:
    assert STEP_NAMES[step]
    assert note_parts(step)
