"""All workshops: what a list tells of each, a copy, setting aside, and the ones that were interrupted."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.progress import tiny
from tests.progress.workshops.conftest import plan_of_town
from tests.workshop.made import Played
from trainer.progress.workshops.cards import State, WorkshopCard
from trainer.progress.workshops.errors import OpenElsewhere, WorkshopError
from trainer.progress.workshops.file import WorkshopFile
from trainer.progress.workshops.shelf import ASIDE, Workshops
from trainer.study.workshop.events import DoorsSet, Ended, Noted
from trainer.study.workshop.session import Doors

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
DOORS = DoorsSet(NOON, Doors("192.168.1.20", 8420, "H7K3WP", is_open=True))
ROOT = Path(__file__).parents[3]


@pytest.fixture
def shelf(folder: Path, clock: tiny.Clock) -> Workshops:
    return Workshops(folder, clock)


def only(shelf: Workshops) -> WorkshopCard:
    (card,) = shelf.every()
    return card


def test_without_a_folder_there_are_none(shelf: Workshops) -> None:
    assert shelf.every() == ()
    assert shelf.interrupted() == ()
    assert not shelf.folder.exists()


def test_a_prepared_workshop_tells_its_plan(shelf: Workshops, clock: tiny.Clock) -> None:
    with shelf.create(plan_of_town()) as file:
        workshop_id = file.read().id
    assert only(shelf) == WorkshopCard(
        path=file.path,
        state=State.PREPARED,
        title="Three works",
        id=workshop_id,
        case_id="town",
        case_title="A town by the sea",
        created=clock.now,
        decisions=3,
        minutes=63,
    )


def test_a_workshop_that_is_over_tells_who_came_and_what_was_voted(shelf: Workshops, played: Played) -> None:
    with shelf.create(played.start.plan) as file:
        file.keep(played.events)
    session, card = played.session, only(shelf)
    assert (card.state, card.began, card.ended) == (State.ENDED, session.began, session.ended)
    assert (card.people, card.votes) == (23, sum(len(ballot.votes) for ballot in session.ballots.values()))
    assert card.minutes == played.start.plan.total


def test_one_that_was_begun_and_not_ended_is_interrupted(shelf: Workshops) -> None:
    with shelf.create(plan_of_town()) as file:
        file.keep([DOORS])
        assert shelf.interrupted() == ()
    assert only(shelf).state is State.INTERRUPTED
    assert shelf.interrupted() == (only(shelf),)
    with WorkshopFile.open(file.path) as again:
        again.keep([Ended(NOON)])
    assert shelf.interrupted() == ()


def test_looking_leaves_nothing_beside_a_file(shelf: Workshops) -> None:
    with shelf.create(plan_of_town()) as file:
        pass
    before = file.path.read_bytes()
    shelf.every()
    assert list(shelf.folder.iterdir()) == [file.path]
    assert file.path.read_bytes() == before


def test_what_a_killed_program_left_in_the_journal_is_seen(shelf: Workshops) -> None:
    program = (
        "import os, sys; from pathlib import Path\n"
        "from tests.progress.workshops.test_shelf import *\n"
        "Workshops(Path(sys.argv[1])).create(plan_of_town()).keep([DOORS, Noted(NOON, '', 'x')]); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(shelf.folder)], cwd=ROOT, check=False).returncode == 9
    (card,) = shelf.interrupted()
    assert card.path.with_name(f"{card.path.name}-wal").stat().st_size
    with WorkshopFile.open(card.path) as file:
        assert file.read().notes == {"": "x"}
    assert list(shelf.folder.iterdir()) == [card.path]


def test_an_open_one_is_told_by_whoever_has_it_open(shelf: Workshops, played: Played) -> None:
    with shelf.create(played.start.plan) as file:
        file.keep(played.events)
        assert only(shelf) == WorkshopCard(file.path, State.OPEN, file.path.stem)
        (card,) = shelf.every({file.path: file.read()})
    assert replace(card, state=State.ENDED) == only(shelf)


def test_the_ones_under_way_come_first_then_the_newest(shelf: Workshops, clock: tiny.Clock) -> None:
    titles = ["Ended", "Old", "Interrupted", "New"]
    files = []
    for title in titles:
        clock.pass_by()
        files.append(shelf.create(plan_of_town(title)))
    files[2].keep([DOORS])
    files[0].keep([DOORS, Ended(NOON)])
    for file in files:
        file.close()
    (shelf.folder / "broken.workshop").write_text("Dear diary")
    (shelf.folder / "notes.txt").write_text("Dear diary")
    assert [card.title for card in shelf.every()] == ["Interrupted", "New", "Old", "Ended", "broken"]


@pytest.mark.parametrize("content", [b"", b"Dear diary" * 900, b"SQLite format 3\0"])
def test_a_file_that_cannot_be_read_says_why(content: bytes, shelf: Workshops) -> None:
    shelf.folder.mkdir()
    (shelf.folder / "odd.workshop").write_bytes(content)
    card = only(shelf)
    assert card.state is State.UNREADABLE
    assert card.problem.startswith(f"The file {card.path} can't be read as a workshop")


def test_a_list_needs_nothing_heavy(shelf: Workshops) -> None:
    shelf.create(plan_of_town()).close()
    program = (
        "import sys; from pathlib import Path; from trainer.progress.workshops.shelf import Workshops\n"
        "print([card.title for card in Workshops(Path(sys.argv[1])).every()])\n"
        "print([name for name in ('pydantic', 'sqlalchemy', 'sqlmodel', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(shelf.folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["['Three works']", "[]"]


# Copies


def test_a_copy_has_the_plan_and_the_notes_and_nobody_in_it(shelf: Workshops, played: Played) -> None:
    with shelf.create(played.start.plan) as file:
        file.keep([*played.events, Noted(NOON, played.decisions[1], "Ask Mei.")])
        first = file.read()
    with shelf.copy(file.path) as copy:
        session = copy.read()
        assert copy.secret != file.secret
        assert copy.sheets() == {}
    assert session.plan == first.plan.model_copy(update={"title": "Buying time (copy)"})
    assert session.notes == first.notes
    assert session == replace(
        type(session)(session.id, session.plan, session.created), notes=first.notes, created=session.created
    )
    assert session.id != first.id


def test_copies_are_numbered(shelf: Workshops) -> None:
    file = shelf.create(plan_of_town())
    file.close()
    first = shelf.copy(file.path)
    first.close()
    second = shelf.copy(first.path)
    second.close()
    shelf.copy(file.path).close()
    titles = {"Three works", "Three works (copy)", "Three works (copy 2)", "Three works (copy 3)"}
    assert {card.title for card in shelf.every()} == titles


def test_the_title_of_a_copy_is_never_too_long(shelf: Workshops) -> None:
    shelf.create(plan_of_town("x" * 400)).close()
    with shelf.copy(only(shelf).path) as copy:
        assert len(copy.read().plan.title) <= 400


def test_one_that_is_open_is_copied_by_whoever_has_it_open(shelf: Workshops) -> None:
    with shelf.create(plan_of_town()) as file:
        with pytest.raises(OpenElsewhere):
            shelf.copy(file.path)
        with shelf.copy_of(file.read()) as copy:
            assert copy.read().plan.title == "Three works (copy)"


# Setting aside


def test_a_removed_workshop_is_set_aside_whole(shelf: Workshops) -> None:
    with shelf.create(plan_of_town()) as file:
        session = file.read()
    aside = shelf.remove(file.path)
    assert shelf.every() == ()
    assert aside.parent == shelf.folder / ASIDE
    with WorkshopFile.open(aside) as kept:
        assert kept.read() == session


def test_a_damaged_one_can_be_set_aside_with_its_journal(shelf: Workshops) -> None:
    shelf.folder.mkdir()
    for ending in ("", "-wal"):
        (shelf.folder / f"odd.workshop{ending}").write_text("Dear diary")
    aside = shelf.remove(shelf.folder / "odd.workshop")
    assert aside.read_text() == "Dear diary"
    assert aside.with_name(f"{aside.name}-wal").read_text() == "Dear diary"
    assert list(shelf.folder.iterdir()) == [aside.parent]


def test_an_open_one_cannot_be_removed(shelf: Workshops) -> None:
    with shelf.create(plan_of_town()) as file:
        with pytest.raises(OpenElsewhere):
            shelf.remove(file.path)
        file.keep([DOORS])
    assert only(shelf).state is State.INTERRUPTED


def test_one_that_is_gone_cannot_be_removed(shelf: Workshops) -> None:
    shelf.folder.mkdir()
    with pytest.raises(WorkshopError, match="can't be set aside"):
        shelf.remove(shelf.folder / "none.workshop")
