"""What the pages for backups and for a damaged file say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from trainer.desktop.restoring_state import (
    ANEW,
    BACKUP,
    SALVAGE,
    backups_state,
    costs,
    holds,
    mending_ways,
    moment_in_words,
    question,
)
from trainer.progress.backups import Backup
from trainer.progress.mending import Prospect
from trainer.progress.restorable import Restorable, Restorables
from trainer.progress.salvaging import Salvaged

ZONE = dt.timezone(dt.timedelta(hours=8))
NOW = dt.datetime(2026, 11, 22, 2, 0, tzinfo=dt.UTC)
"""Ten in the morning where the reader is."""
FILE = Path("progress.sqlite3")


def backup(hours: int = 1, attempts: int = 34, learners: int = 2) -> Backup:
    when = NOW - dt.timedelta(hours=hours)
    return Backup(FILE, when, attempts, learners, when if attempts else None)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (1, "Today, 09:00"),
        (10, "Today, 00:00"),
        (11, "Yesterday, 23:00"),
        (34, "Yesterday, 00:00"),
        (35, "20 November 2026, 23:00"),
        (-20, "23 November 2026, 06:00"),
    ],
)
def test_a_moment_is_said_by_the_day_of_the_reader(hours: int, words: str) -> None:
    assert moment_in_words(NOW - dt.timedelta(hours=hours), NOW, ZONE) == words


@pytest.mark.parametrize(
    ("attempts", "learners", "words"),
    [
        (34, 2, "34 attempts of 2 learners, the last on 22 November 2026"),
        (1, 1, "1 attempt of 1 learner, the last on 22 November 2026"),
        (0, 1, "1 learner, no attempts"),
        (12345, 3, "12,345 attempts of 3 learners, the last on 22 November 2026"),
    ],
)
def test_what_a_backup_holds_is_said_in_words(attempts: int, learners: int, words: str) -> None:
    assert holds(backup(attempts=attempts, learners=learners), ZONE) == words


@pytest.mark.parametrize(
    ("missing", "returning", "words"),
    [
        (0, 0, "No attempt would be missing."),
        (1, 0, "1 attempt made since would be missing."),
        (3, 0, "3 attempts made since would be missing."),
        (0, 2, "2 attempts would come back."),
        (4, 1, "4 attempts made since would be missing, and 1 would come back."),
    ],
)
def test_what_going_back_would_bring_about_is_said(missing: int, returning: int, words: str) -> None:
    assert costs(Restorable(backup(), False, missing, returning)) == words


def test_the_list_says_of_each_backup_when_it_was_made_what_it_holds_and_what_it_costs() -> None:
    found = Restorables(
        backup(0),
        (Restorable(backup(1), False, 0, 0), Restorable(backup(30, 5), True, 29, 0)),
        ((Path("some/progress-x.sqlite3"), "it is damaged"),),
    )
    state = backups_state(found, NOW, ZONE)
    assert state.present == "Your progress now: 34 attempts of 2 learners, the last on 22 November 2026."
    assert [(line.when, line.costs, line.kept_aside) for line in state.lines] == [
        ("Today, 09:00", "No attempt would be missing.", False),
        ("Yesterday, 04:00", "29 attempts made since would be missing.", True),
    ]
    assert state.unusable == (("progress-x.sqlite3", "it is damaged."),)
    asked = question(state.lines[1])
    assert asked.startswith(
        "Go back to the progress that was kept aside of yesterday, 04:00?\n\n29 attempts made since"
    )


def test_where_the_present_file_cannot_be_read_nothing_is_said_of_it() -> None:
    assert backups_state(Restorables(None), NOW, ZONE).present == ""


def prospect(beyond: int, lost: tuple[str, ...] = (), newest: Backup | None = None, own: int = 36) -> Prospect:
    return Prospect(FILE, newest, Salvaged(backup(0, 36), lost, own), beyond=beyond)


def test_what_can_be_saved_comes_first_where_it_gains_anything() -> None:
    ways = mending_ways(prospect(2, newest=backup(3)), NOW, ZONE)
    assert [way.key for way in ways] == [SALVAGE, BACKUP, ANEW]
    assert ways[0].text == (
        "36 attempts of 2 learners, the last on 22 November 2026. 2 of them came after the newest backup."
        " Nothing is known to be missing."
    )
    assert ways[1].text == (
        "Made today, 07:00. It holds 34 attempts of 2 learners, the last on 22 November 2026."
        " What came later would be missing: 2 attempts at least."
    )


def test_what_can_be_saved_comes_first_where_no_attempt_is_newer_but_what_belongs_to_them_may_be() -> None:
    ways = mending_ways(prospect(0, newest=backup(3)), NOW, ZONE)
    assert [way.key for way in ways] == [SALVAGE, BACKUP, ANEW]
    assert "are in the newest backup, too; marks, notes and drafts may be later than there." in ways[0].text


def test_the_backup_comes_first_where_nothing_can_be_read_of_the_file_itself() -> None:
    ways = mending_ways(prospect(0, newest=backup(3), own=0), NOW, ZONE)
    assert [way.key for way in ways] == [BACKUP, SALVAGE, ANEW]
    assert "All of them are in the newest backup, too." in ways[1].text
    assert ways[0].text.endswith("Whatever came later would be missing; no attempt is known that did.")


def test_without_backup_and_without_anything_to_be_read_an_empty_file_is_left() -> None:
    (way,) = mending_ways(Prospect(FILE), NOW, ZONE)
    assert way.key == ANEW
    assert way.text.startswith("Nothing can be read of the damaged file, and there is no backup. You begin")


def test_what_is_lost_is_named_and_a_long_list_is_cut() -> None:
    lost = tuple(f"Attempt {number} is lost." for number in range(9))
    (way, _) = mending_ways(prospect(36, lost), NOW, ZONE)
    assert "Nothing is known" not in way.text
    assert way.text.split("\n")[1:] == [*lost[:5], "There is more of that: 9 things in all."]
