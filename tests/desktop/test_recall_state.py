from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desktop import works
from trainer.desktop.recall_state import Ending, Sitting, drift_sentence, gist, question, told
from trainer.study.forecast import Agreement
from trainer.study.recall import Grade

WITH, AGAINST = Agreement.WITH, Agreement.AGAINST
percents = st.integers(0, 100)


def test_the_question_tells_the_situation_and_the_choice_and_nothing_of_the_record() -> None:
    sheet = works.full()
    asked = question(sheet, works.attempt(), dt.UTC)
    assert (asked.act, asked.title, asked.when) == ("Act 1, The north", "The harbour", "Town hall, April 2011")
    assert asked.gist == sheet.briefing.situation.split("\n\n")[0]
    assert (asked.chosen, asked.choice) == ("On 22 November 2026 you chose", "Build it")
    for secret in (works.WAIT, works.SECRET_JUDGE, "Wait a year", "mixed"):
        assert secret not in repr(asked)


def test_what_is_told_says_when_it_comes_back_in_words() -> None:
    now = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
    dates = {Grade.AGAIN: now + dt.timedelta(minutes=10), Grade.GOOD: now + dt.timedelta(days=9)}
    made = told(works.full(), works.attempt(), dates, now)
    assert (made.given, made.agreement) == (35, AGAINST)
    assert made.dates[Grade.AGAIN].endswith("in 10 minutes")
    assert made.dates[Grade.GOOD] == "Thursday, 3 December"


@pytest.mark.parametrize(
    ("given_forecast", "remembered", "agreement", "sentence"),
    [
        (35, 20, AGAINST, "15 points nearer to what happened: they chose otherwise than you, which is 0 %."),
        (35, 36, AGAINST, "1 point further from what happened: they chose otherwise than you, which is 0 %."),
        (35, 60, WITH, "25 points nearer to what happened: they chose the same as you, which is 100 %."),
        (35, 35, WITH, "You remember it as it was. They chose the same as you, which is 100 %."),
        (35, None, AGAINST, "You left it open. They chose otherwise than you, which is 0 %."),
    ],
)
def test_how_the_memory_has_moved_is_a_sentence(
    given_forecast: int, remembered: int | None, agreement: Agreement, sentence: str
) -> None:
    assert drift_sentence(given_forecast, remembered, agreement) == sentence


@given(percents, percents, st.sampled_from(Agreement))
def test_nearer_means_nearer(given_forecast: int, remembered: int, agreement: Agreement) -> None:
    happened = 100 if agreement is WITH else 0
    nearer = abs(remembered - happened) < abs(given_forecast - happened)
    assert ("nearer to" in drift_sentence(given_forecast, remembered, agreement)) == nearer


def test_the_gist_is_the_first_paragraph() -> None:
    assert gist("\nOne\nand a half.\n\nTwo.") == "One\nand a half."
    assert gist("Alone.") == "Alone."


def test_a_sitting_says_how_far_it_has_come() -> None:
    assert (Sitting(1, 10).words, Sitting(1, 10).left) == ("1 of 10", "about 5 minutes left")
    assert Sitting(4, 10).left == "about 3 minutes left"
    assert Sitting(10, 10).left == "about 1 minute left"


def test_an_ending_counts_the_grades_and_leads_on() -> None:
    ending = Ending((Grade.GOOD, Grade.AGAIN, Grade.GOOD), more=7)
    assert ending.head == "Three decisions came back."
    assert ending.counts == ((Grade.AGAIN, 1), (Grade.GOOD, 2))
    assert ending.onward == "Seven more come back today."
    assert Ending((Grade.GOOD,), more=12).onward == "12 more come back today."
    assert Ending((Grade.GOOD,), more=1).head == "One decision came back."
    assert Ending((Grade.GOOD,), more=1).onward == "One more comes back today."


def test_an_ending_with_nothing_left_says_when_something_comes() -> None:
    assert Ending((Grade.GOOD,), 0, "tomorrow").onward == "That was all for now. The next one comes back tomorrow."
    assert Ending((), 0, "on Thursday, 18 March").onward == "The next one comes back on Thursday, 18 March."
    assert Ending().head == "Nothing comes back just now."
    assert "some days after their debrief" in Ending().onward
