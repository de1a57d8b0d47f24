"""Really damaged files: whatever can be read of them is saved, and what can't is named."""

from __future__ import annotations

import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.progress import damages, tiny
from tests.progress.damages import PAGE, fill, pages_of, whole, zero
from tests.progress.test_errors import without_rights
from trainer.case.sealed import Case
from trainer.progress.backups import back_up
from trainer.progress.doctor import examine
from trainer.progress.salvaging import NothingSalvaged, Salvaged, salvage
from trainer.progress.store import Store
from trainer.progress.values import FactorMark
from trainer.study.course import Course
from trainer.study.playthrough import Commitment, Draft, Stage

ROUNDS = 20
ATTEMPTS = 4 * ROUNDS + 1
FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound progress file with a good deal in it, of one piece."""
    path = tmp_path_factory.mktemp("sound") / "progress.sqlite3"
    clock = tiny.Clock()
    with Store.open(path, clock) as store:
        fill(store, tiny.case(), clock, ROUNDS)
    whole(path)
    return path


@pytest.fixture
def broken(sound: Path, path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copyfile(sound, path))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the new file goes."""
    return tmp_path / "saved" / "progress.sqlite3.new"


def saved(broken: Path, target: Path, backups: Iterable[Path] = ()) -> Salvaged:
    """Salvage; the damaged file must stand as it was, and the new one must be in order."""
    target.parent.mkdir(exist_ok=True)
    before = beside(broken)
    made = salvage(broken, target, tuple(backups))
    assert beside(broken) == before
    assert [each.name for each in target.parent.iterdir()] == [target.name]
    assert wrong(target) == []
    return made


def beside(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in path.parent.iterdir() if each.name.startswith(path.name)}


def wrong(path: Path) -> list[str]:
    """What the doctor finds wrong, but for links of the chain that are lost."""
    return [each.text for each in examine(path) if not each.ok and not lacks_a_link(each.text)]


def lacks_a_link(text: str) -> bool:
    return "missing" in text or "doesn't follow on" in text


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


TABLES = ("learner", "playthrough", "seen_text", "attempt", "reveal", "debrief", "draft", "note", "recall", "card")


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(rows(path, f"SELECT * FROM {table}")) for table in TABLES}


def test_out_of_a_sound_file_everything_is_saved(sound: Path, target: Path) -> None:
    made = saved(sound, target)
    assert (made.backup.attempts, made.backup.learners, made.lost) == (ATTEMPTS, 2, ())
    assert contents(target) == contents(sound)
    assert rows(target, "SELECT count(*) FROM line") == [(ATTEMPTS,)]


def test_what_only_the_journal_holds_is_saved_too(
    path: Path, town: Case, clock: tiny.Clock, tmp_path: Path, target: Path
) -> None:
    crashed = tmp_path / "crashed" / path.name
    crashed.parent.mkdir()
    with Store.open(path, clock) as store:
        fill(store, town, clock, 2)
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", f"{crashed}{ending}")
    damages.spoil_head(crashed)
    made = saved(crashed, target)
    assert made.backup.attempts == 9
    assert contents(target) == contents(path)


def test_of_a_journal_that_was_cut_short_what_was_stored_for_good_is_saved(
    path: Path, town: Case, clock: tiny.Clock, tmp_path: Path, target: Path
) -> None:
    crashed = tmp_path / "crashed" / path.name
    crashed.parent.mkdir()
    with Store.open(path, clock) as store:
        fill(store, town, clock, 2)
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", f"{crashed}{ending}")
    journal = crashed.with_name(f"{crashed.name}-wal")
    journal.write_bytes(journal.read_bytes()[:-PAGE])
    made = saved(crashed, target)
    with closing(sqlite3.connect(crashed)) as connection:
        assert connection.execute("SELECT count(*) FROM attempt").fetchone() == (made.backup.attempts,)
    assert contents(target)["attempt"] == contents(crashed)["attempt"]


@pytest.mark.parametrize("spoil", [damages.spoil_head, damages.spoil_first_page])
def test_without_its_head_a_file_loses_nothing(
    broken: Path, sound: Path, target: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(broken)
    made = saved(broken, target)
    assert (made.backup.attempts, made.lost) == (ATTEMPTS, ())
    assert contents(target) == contents(sound)


def test_lost_pages_of_indexes_lose_nothing(broken: Path, sound: Path, target: Path) -> None:
    zero(broken, pages_of(broken, "sqlite_autoindex_attempt_1", "attempt_chain", "line_created"))
    assert saved(broken, target).lost == ()
    assert contents(target) == contents(sound)


def test_a_lost_page_of_attempts_loses_those_on_it_and_says_how_many(broken: Path, sound: Path, target: Path) -> None:
    leaves = pages_of(broken, "attempt")[1:]
    assert len(leaves) > 5
    zero(broken, [leaves[2]])
    made = saved(broken, target)
    lost = ATTEMPTS - made.backup.attempts
    assert 0 < lost < 15
    there = {each[0] for each in rows(target, "SELECT id FROM attempt")}
    assert rows(target, "SELECT count(*) FROM debrief") == [(made.backup.attempts - 1,)]
    assert [each for each in contents(sound)["attempt"] if each[0] in there] == contents(target)["attempt"]
    said = " ".join(made.lost)
    assert "The chain of Mara lacks " in said
    assert "The chain of 李 Wei lacks " in said
    assert sum(int(word) for word in said.split() if word.isdecimal()) == lost


def test_the_page_that_leads_to_all_attempts_may_be_lost(broken: Path, sound: Path, target: Path) -> None:
    root = pages_of(broken, "attempt")[0]
    zero(broken, [root])
    assert saved(broken, target).lost == ()
    assert contents(target) == contents(sound)


def test_attempts_whose_text_is_lost_are_named(broken: Path, target: Path) -> None:
    zero(broken, pages_of(broken, "seen_text"))
    made = saved(broken, target)
    assert (made.backup.attempts, made.backup.learners, len(made.lost)) == (0, 2, ATTEMPTS)
    assert made.lost[-1] == "The attempt of Mara at 'tunnel' on 2026-11-23 was left out: the text that it saw is lost."


def test_texts_that_are_lost_are_taken_from_where_they_are_still_known(
    broken: Path, sound: Path, target: Path, town: Case
) -> None:
    zero(broken, pages_of(broken, "seen_text"))
    target.parent.mkdir()
    known = {each.digest: each.data for each in town.envelopes.values()}
    made = salvage(broken, target, texts=lambda wanted: [(digest, known[digest]) for digest in wanted])
    assert made.lost == ()
    assert contents(target) == contents(sound)
    assert wrong(target) == []


def test_learners_that_are_lost_get_a_name_to_be_changed(broken: Path, target: Path) -> None:
    zero(broken, pages_of(broken, "learner", "playthrough"))
    made = saved(broken, target)
    assert made.backup.attempts == ATTEMPTS
    assert made.lost == ("2 learners have lost the name; the menu of the program gives another one.",)
    assert sorted(rows(target, "SELECT name FROM learner")) == [("Name lost 1",), ("Name lost 2",)]


def test_a_debrief_whose_reveal_is_lost_keeps_its_attempt_debriefed(broken: Path, target: Path) -> None:
    zero(broken, pages_of(broken, "reveal"))
    saved(broken, target)
    with Store.open(target) as store:
        mara = next(each for each in store.learners() if each.name == "Mara")
        standing = store.standings(mara.id, "town")["harbour"]
        assert (standing.stage, standing.steps) == (Stage.DEBRIEFED, tiny.ALL)


def test_an_attempt_that_was_changed_is_left_out_and_named(broken: Path, target: Path) -> None:
    content = broken.read_bytes()
    assert content.count(b"The last one.") == 1
    broken.write_bytes(content.replace(b"The last one.", b"The last two."))
    made = saved(broken, target)
    assert made.backup.attempts == ATTEMPTS - 1
    assert made.lost == ("The attempt of Mara at 'tunnel' on 2026-11-23 was left out: it isn't what was sealed.",)


def test_what_the_file_lacks_comes_from_a_backup_and_what_the_backup_lacks_from_the_file(
    path: Path, town: Case, clock: tiny.Clock, tmp_path: Path, target: Path
) -> None:
    with Store.open(path, clock) as store:
        mara, _ = fill(store, town, clock, 6)
        backup = back_up(path, tmp_path / "backups", clock())
        clock.pass_by(60)
        (last,) = store.attempts_at(mara.id, "town", "tunnel")
        store.open_steps(last.id, tiny.ALL)
        store.save_debrief(last.id, {"cash": FactorMark.MISSED}, "Later than the backup.")
        store.close_debrief(last.id)
        clock.pass_by()
        newest = store.commit(mara.id, "town", town.envelopes["harbour"], Commitment("wait", 3, "Since then."))
    whole(path)
    before = contents(path)
    leaves = pages_of(path, "attempt")[1:]
    zero(path, [leaves[0], *pages_of(path, "seen_text", "learner")])
    made = saved(path, target, [backup.file])
    assert made.lost == ()
    assert contents(target) == before
    with Store.open(target) as store:
        assert store.debrief(last.id).takeaway == "Later than the backup."
        assert store.attempt(newest.id).commitment.reasons == "Since then."


def test_a_draft_that_has_become_an_attempt_since_does_not_come_back(
    path: Path, town: Case, clock: tiny.Clock, tmp_path: Path, target: Path
) -> None:
    with Store.open(path, clock) as store:
        _, li = fill(store, town, clock, 1)
        backup = back_up(path, tmp_path / "backups", clock())
        clock.pass_by()
        store.commit(li.id, "town", town.envelopes["tunnel"], Commitment("wait", 12, "Half a sentence, whole."))
    damages.spoil_head(path)
    saved(path, target, [backup.file])
    assert rows(target, "SELECT * FROM draft") == []


def test_a_draft_comes_back_as_it_was_left(broken: Path, target: Path) -> None:
    damages.spoil_head(broken)
    saved(broken, target)
    with Store.open(target) as store:
        li = next(each for each in store.learners() if each.name == "李 Wei")
        assert store.draft(li.id, "town", "tunnel") == Draft("wait", 12, "Half a sen", 0.5)


@pytest.mark.parametrize("version", ["0001", "0002"])
def test_a_damaged_file_of_an_earlier_version_becomes_one_of_today(path: Path, target: Path, version: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FIXTURES / f"version-{version}.sql").read_text("utf-8"))
    before = rows(path, "SELECT * FROM attempt ORDER BY id")
    damages.spoil_head(path)
    made = saved(path, target)
    assert (made.backup.learners, made.lost) == (2, ())
    assert [(row[0], *row[3:]) for row in rows(target, "SELECT * FROM attempt ORDER BY id")] == [
        (row[0], *row[3:]) for row in before
    ]
    with Store.open(target) as store:
        courses = {str(store.course(each.id, "town").key) for each in store.learners()}
    assert courses == ({Course().key} if version == "0001" else {Course().key, Course.of_theme("money").key})


@pytest.mark.parametrize("spoil", [damages.letter, damages.foreign, damages.empty])
def test_of_what_never_was_a_progress_file_nothing_is_saved(
    broken: Path, target: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(broken)
    target.parent.mkdir()
    with pytest.raises(NothingSalvaged, match="there is nothing of Case Trainer in it that can still be read"):
        salvage(broken, target)
    assert list(target.parent.iterdir()) == []


def test_a_file_of_a_newer_version_is_left_to_that_version(broken: Path, target: Path) -> None:
    with closing(sqlite3.connect(broken)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    damages.spoil_head(broken)
    target.parent.mkdir()
    with pytest.raises(NothingSalvaged, match="it comes from a newer version of Case Trainer; install that version"):
        salvage(broken, target)
    assert list(target.parent.iterdir()) == []


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NothingSalvaged, match=r"could be saved: No such file or directory\. It was not changed\."):
        salvage(tmp_path / "gone.sqlite3", tmp_path / "new.sqlite3")
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_ended_and_leaves_nothing_behind(sound: Path, target: Path) -> None:
    class Enough(Exception):
        pass

    def say(done: int, of: int) -> None:
        assert of >= done
        if done:
            raise Enough

    target.parent.mkdir()
    with pytest.raises(Enough):
        salvage(sound, target, say=say)
    assert list(target.parent.iterdir()) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    hits=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=600)), max_size=6),
    zeroed=st.lists(st.floats(0, 1, exclude_max=True), max_size=12),
    share=st.floats(0, 1) | st.just(1.0),
)
def test_whatever_happens_to_a_file_what_is_saved_is_in_order_and_was_in_it(
    sound: Path, tmp_path: Path, hits: list[tuple[float, bytes]], zeroed: list[float], share: float
) -> None:
    content = bytearray(sound.read_bytes())
    for place, what in hits:
        at = int(place * len(content))
        content[at : at + len(what)] = what[: len(content) - at]
    for place in zeroed:
        at = int(place * len(content)) // PAGE * PAGE
        content[at : at + PAGE] = bytes(min(PAGE, len(content) - at))
    damaged = bytes(content[: int(share * len(content))])
    broken, target = tmp_path / "broken.sqlite3", tmp_path / "new.sqlite3"
    broken.write_bytes(damaged)
    try:
        made = salvage(broken, target)
    except NothingSalvaged:
        assert not target.exists()
    else:
        assert wrong(target) == []
        assert set(rows(target, "SELECT id, reasons, seal FROM attempt")) <= set(
            rows(sound, "SELECT id, reasons, seal FROM attempt")
        )
        assert rows(target, "SELECT count(*) FROM attempt") == [(made.backup.attempts,)]
    assert broken.read_bytes() == damaged


def test_a_disk_without_room_for_what_is_saved_is_said(tmp_path: Path) -> None:
    broken, target = tmp_path / "broken.sqlite3", tmp_path / "new.sqlite3"
    with Store.open(broken) as store:
        store.add_learner("Mara")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, hard))
    try:
        with pytest.raises(NothingSalvaged) as refused:
            salvage(broken, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    said = str(refused.value)
    assert said.startswith(f"Nothing of {broken} could be saved, and it was not changed. The disk that is to hold what")
    assert list(tmp_path.iterdir()) == [broken]


def test_where_not_even_what_is_left_over_can_be_cleared_away_it_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(0o600)
    with without_rights(), pytest.raises(NothingSalvaged, match=r"Permission denied\. It was not changed"):
        salvage(folder / "broken.sqlite3", folder / "new.sqlite3")
    folder.chmod(0o700)
