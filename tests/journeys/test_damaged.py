"""A progress file that is damaged when the program starts: every way on, and the damaged file is always kept."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, CTRL, Journey, Key
from tests.progress import damages
from trainer.case.reader import load_case
from trainer.case.sealed import Case
from trainer.desktop.pages.case import CasePage
from trainer.desktop.pages.damaged import TITLE, DamagedPage
from trainer.desktop.pages.first_start import FirstStartPage
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.widgets.case_header import Step
from trainer.paths import Paths
from trainer.progress.backups import back_up
from trainer.progress.doctor import examine
from trainer.progress.store import Store
from trainer.study.playthrough import REVEAL_STEPS, Commitment

FIRST = "rtf-agreement"
YESTERDAY = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)


@pytest.fixture(scope="module")
def case() -> Case:
    (content, *_) = Paths.locate(Path()).content
    return load_case(content / "xiaomi")


def decide(store: Store, case: Case, count: int, skip: int = 0) -> None:
    """Have the only learner decide and debrief so many decisions, after those before."""
    (learner,) = store.learners()
    for decision in case.order[skip : skip + count]:
        envelope = case.envelopes[decision]
        option = case.sheet(decision).briefing.options[0].id
        made = store.commit(learner.id, case.info.id, envelope, Commitment(option, 40, f"Because of {decision}."))
        store.open_steps(made.id, len(REVEAL_STEPS))
        store.close_debrief(made.id)


@pytest.fixture
def broken(tmp_path: Path, case: Case) -> Path:
    """The progress file of Mara with six attempts, to be damaged; a backup of yesterday holds four of them."""
    data = tmp_path / "data"
    data.mkdir()
    path = data / "progress.sqlite3"
    with Store.open(path) as store:
        store.add_learner("Mara")
        decide(store, case, 4)
        back_up(path, data / "backups", YESTERDAY)
        decide(store, case, 2, skip=4)
    damages.whole(path)
    return path


def started(run: Run) -> Journey:
    """The program, after it has looked at the damaged file."""
    journey = run()
    journey.show()
    journey.program.load()
    journey.wait(lambda: isinstance(journey.window.page, DamagedPage))
    journey.wait(lambda: journey.says("Start with an empty file"), 20_000)
    return journey


def settled(journey: Journey) -> Journey:
    """After another file has taken its place, and is open."""
    journey.wait(lambda: journey.program.loaded is not None and journey.says("is kept in"), 20_000)
    return journey


def kept(path: Path) -> Path:
    (found,) = path.parent.glob("progress-damaged-*.sqlite3")
    return found


def attempts(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM attempt").fetchone()
    return int(count)


def test_what_can_be_saved_is_offered_first_and_the_program_goes_on_with_it(run: Run, broken: Path) -> None:
    damages.spoil_head(broken)
    before = broken.read_bytes()
    journey = started(run)
    assert journey.says(TITLE)
    assert journey.says("6 attempts of 1 learner")
    assert journey.says("2 of them came after the newest backup.")
    assert journey.says("Nothing is known to be missing.")
    assert journey.says("Made yesterday, ")
    assert journey.says("What came later would be missing: 2 attempts at least.")
    assert broken.read_bytes() == before
    assert journey.focus.accessibleName() == "Go on with it"
    journey.press(Key.Key_Return)
    settled(journey)
    assert isinstance(journey.window.page, LibraryPage)
    assert journey.says("You go on with what could be saved: 6 attempts of 1 learner")
    assert kept(broken).read_bytes() == before
    assert len(journey.lines()) == 6
    assert [each.text for each in examine(broken) if not each.ok] == []
    journey.press(Key.Key_1, modifier=ALT)
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, CasePage))
    assert not list(broken.parent.glob("*.new*"))


def test_going_back_to_the_newest_backup_is_offered_with_what_would_be_missing(run: Run, broken: Path) -> None:
    damages.zero(broken, [1])
    before = broken.read_bytes()
    journey = started(run)
    journey.tab_to("Go back to it")
    journey.press(Key.Key_Space)
    settled(journey)
    assert journey.says("You go on with the newest backup: 4 attempts of 1 learner")
    assert len(journey.lines()) == 4
    assert kept(broken).read_bytes() == before
    assert not list(broken.parent.glob("*.new*"))


def test_one_can_start_with_an_empty_file(run: Run, broken: Path) -> None:
    damages.spoil_head(broken)
    before = broken.read_bytes()
    journey = started(run)
    journey.tab_to("Start anew")
    journey.press(Key.Key_Return)
    settled(journey)
    assert isinstance(journey.window.page, FirstStartPage)
    journey.begin("Jon")
    assert journey.is_at(FIRST, Step.READ)
    assert kept(broken).read_bytes() == before
    assert attempts(broken) == 0


@pytest.mark.parametrize("spoil", [damages.letter, damages.foreign])
def test_where_nothing_can_be_read_the_backup_is_offered_first(
    run: Run, broken: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(broken)
    before = broken.read_bytes()
    journey = started(run)
    assert journey.focus.accessibleName() == "Go back to it"
    # What a backup holds can always be saved: nothing more is.
    assert journey.says("All of them are in the newest backup, too.")
    journey.press(Key.Key_Return)
    settled(journey)
    assert len(journey.lines()) == 4
    assert kept(broken).read_bytes() == before


def test_without_a_backup_and_with_nothing_to_be_read_an_empty_file_is_left(run: Run, broken: Path) -> None:
    damages.letter(broken)
    shutil.rmtree(broken.parent / "backups")
    journey = started(run)
    assert journey.says("Nothing can be read of the damaged file, and there is no backup.")
    assert journey.focus.accessibleName() == "Start anew"


def test_a_damaged_page_in_the_middle_is_named_by_what_is_lost(run: Run, broken: Path) -> None:
    shutil.rmtree(broken.parent / "backups")
    damages.zero(broken, damages.pages_of(broken, "seen_text")[1:2] or damages.pages_of(broken, "seen_text"))
    journey = started(run)
    assert journey.says("the text that it saw is lost") or journey.says("Nothing is known to be missing.")
    journey.press(Key.Key_Return)
    settled(journey)
    # The case is installed, and knows the text still.
    assert len(journey.lines()) == 6


def test_an_emptied_file_is_not_taken_for_a_new_one(run: Run, broken: Path) -> None:
    damages.empty(broken)
    journey = started(run)
    assert journey.focus.accessibleName() == "Go back to it"
    journey.press(Key.Key_Return)
    settled(journey)
    assert len(journey.lines()) == 4
    assert kept(broken).read_bytes() == b""


def test_out_of_the_journal_of_an_emptied_file_everything_is_saved(run: Run, broken: Path, case: Case) -> None:
    shutil.rmtree(broken.parent / "backups")
    crashed = broken.with_name("crashed")
    with Store.open(broken) as store:
        with closing(sqlite3.connect(broken)) as connection:
            connection.execute("VACUUM")  # which puts every page into the journal
        decide(store, case, 1, skip=6)
        shutil.copyfile(f"{broken}-wal", crashed)
    damages.empty(broken)
    crashed.rename(f"{broken}-wal")
    journey = started(run)
    assert journey.says("7 attempts of 1 learner")
    journey.press(Key.Key_Return)
    settled(journey)
    assert len(journey.lines()) == 7
    aside = kept(broken)
    assert aside.read_bytes() == b""
    assert aside.with_name(f"{aside.name}-wal").stat().st_size > 100_000


def test_a_file_that_was_put_right_meanwhile_is_opened_when_one_looks_again(run: Run, broken: Path) -> None:
    sound = broken.read_bytes()
    damages.spoil_head(broken)
    journey = started(run)
    broken.write_bytes(sound)
    journey.tab_to("Look again")
    journey.press(Key.Key_Return)
    journey.wait(lambda: journey.program.loaded is not None)
    assert len(journey.lines()) == 6
    assert sorted(each.name for each in broken.parent.glob("progress*")) in (
        [broken.name],
        [broken.name, f"{broken.name}-shm", f"{broken.name}-wal"],
    )


def test_whoever_leaves_finds_the_file_as_it_was_and_nothing_beside_it(run: Run, broken: Path) -> None:
    damages.spoil_head(broken)
    before = {each.name: each.read_bytes() for each in broken.parent.glob("progress*")}
    journey = started(run)
    journey.press(Key.Key_1, modifier=ALT)
    assert isinstance(journey.window.page, DamagedPage)
    journey.press(Key.Key_Equal, modifier=CTRL)
    assert journey.says("Go on with what can be saved")
    journey.tab_to("Leave the program")
    journey.press(Key.Key_Return)
    assert not journey.window.isVisible()
    assert {each.name: each.read_bytes() for each in broken.parent.glob("progress*")} == before


def test_a_folder_that_cannot_be_written_to_is_told_and_something_else_can_be_chosen(
    run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damages.spoil_head(broken)
    journey = started(run)

    def refuse(beside: Path, place: Path) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr("trainer.progress.aside.put_in_place", refuse)
        journey.press(Key.Key_Return)
        journey.wait(lambda: journey.says("can't be put aside: Read-only file system. Nothing was changed."))
    assert not list(broken.parent.glob("progress-damaged-*"))
    journey.tab_to("Go on with it")
    journey.press(Key.Key_Return)
    settled(journey)
    assert len(journey.lines()) == 6
