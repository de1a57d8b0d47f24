"""A learner's progress comes to another computer as it was, and nothing else of anybody with it."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.progress.transfer.computers import TOWN, Computer
from trainer.progress.changes import Change, ChangeKind
from trainer.progress.doctor import examine
from trainer.progress.transfer.refusal import TransferRefused
from trainer.progress.values import FactorMark, Learner
from trainer.study.course import SHORT
from trainer.study.playthrough import Draft
from trainer.study.recall import Grade


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Computer]:
    computer = Computer(tmp_path / "home")
    yield computer
    computer.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Computer]:
    computer = Computer(tmp_path / "other")
    yield computer
    computer.close()


def studied(home: Computer) -> Learner:
    """A learner with something of each kind, beside another one."""
    mara = home.store.add_learner("Mara")
    jon = home.store.add_learner("Jon")
    home.finish(home.decide(jon, "harbour", reasons="The reason of Jon alone."))
    home.clock.pass_by()
    first = home.decide(mara, "harbour", reasons='Größe, "quotes"\nand 时间 \U0001f4a1')
    home.clock.pass_by()
    home.finish(first)
    home.store.save_debrief(first.id, {"cash": FactorMark.MISSED}, "数钱")
    home.clock.pass_by()
    home.store.open_steps(home.decide(mara, "bridge", forecast=0).id, 2)
    home.store.save_draft(mara.id, "town", "tunnel", Draft("wait", 100, "Perhaps", 0.25))
    home.store.set_course(mara.id, "town", SHORT)
    for note, role, quality in (("n1", "learner", None), ("n2", "coach", "good")):
        home.run(
            "INSERT INTO note VALUES (?, ?, 'Dr. Okafor', ?, ?, ?, 'Think twice.', '2026-12-01 10:00:00.000000')",
            *(note, first.id, role, quality, quality is not None),
        )
    home.clock.pass_by(60 * 24 * 9)
    recall = home.store.recalls.begin(mara.id, "town", "harbour")
    home.store.recalls.answer(recall.id, "They waited.", 55)
    home.store.recalls.grade(recall.id, Grade.HARD)
    return mara


def of(dump: dict[str, list[dict[str, object]]], whose: str) -> dict[str, list[dict[str, object]]]:
    """What belongs to one learner; parts that name none are about attempts of theirs."""
    mine = {row["id"] for row in dump["attempt"] if row["learner_id"] == whose}
    texts = {row["digest"] for row in dump["attempt"] if row["learner_id"] == whose}
    kept: dict[str, list[dict[str, object]]] = {}
    for name, rows in dump.items():
        if name == "learner":
            kept[name] = [row for row in rows if row["id"] == whose]
        elif name == "text":
            kept[name] = [row for row in rows if row["digest"] in texts]
        elif rows and "learner_id" in rows[0]:
            kept[name] = [row for row in rows if row["learner_id"] == whose]
        else:
            kept[name] = [row for row in rows if row["attempt_id"] in mine]
    return kept


def test_everything_of_one_learner_arrives_as_it_was(home: Computer, other: Computer) -> None:
    mara = studied(home)
    before = home.dump()
    taken = other.take(home.hand_over(mara))
    assert other.dump() == of(before, mara.id)
    assert all(before[name] for name in before), "something of each kind was there"
    assert taken.is_new_learner
    assert taken.sentence == "Mara: 2 new attempts; 2 new notes; 1 new recall."
    assert home.dump() == before
    assert all(finding.ok for finding in examine(other.store.path))


def test_taking_a_file_in_again_changes_nothing(home: Computer, other: Computer) -> None:
    file = home.hand_over(studied(home))
    other.take(file)
    before = other.dump()
    taken = other.take(file)
    assert other.dump() == before
    assert not taken.is_new_learner
    assert taken.sentence == "Mara: no new attempts, 2 were there already."


def test_only_what_is_new_is_added(home: Computer, other: Computer) -> None:
    mara = home.store.add_learner("Mara")
    home.finish(home.decide(mara, "harbour"))
    other.take(home.hand_over(mara))
    home.finish(home.decide(mara, "bridge"))
    taken = other.take(home.hand_over(mara))
    assert taken.sentence == "Mara: 1 new attempt, 1 was there already."
    assert other.dump() == home.dump()


def test_the_same_progress_makes_the_same_file(home: Computer, other: Computer) -> None:
    mara = studied(home)
    first = home.hand_over(mara)
    other.take(first)
    other.clock.now = home.clock.now
    assert other.hand_over(mara).read_bytes() == first.read_bytes()


def test_whoever_goes_on_elsewhere_goes_on_where_they_were(home: Computer, other: Computer) -> None:
    mara = studied(home)
    other.take(home.hand_over(mara))
    assert other.store.standings(mara.id, "town") == home.store.standings(mara.id, "town")
    assert other.store.course(mara.id, "town") == SHORT
    assert other.store.draft(mara.id, "town", "tunnel") == Draft("wait", 100, "Perhaps", 0.25)
    attempt = other.store.attempts_at(mara.id, "town", "bridge")[0]
    other.store.open_steps(attempt.id, 6)
    other.store.close_debrief(attempt.id)
    other.decide(mara, "tunnel")
    assert all(finding.ok for finding in examine(other.store.path))


def test_a_text_that_is_not_revealed_stays_sealed_in_the_file(home: Computer) -> None:
    mara = home.store.add_learner("Mara")
    home.decide(mara, "harbour")
    with zipfile.ZipFile(home.hand_over(mara)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert b"They built it" not in content
            assert b"mixed" not in content
        (line,) = archive.read("texts.jsonl").splitlines()
    text = json.loads(line)
    assert text.keys() == {"digest", "data"}
    assert base64.b64decode(text["data"]) == TOWN.envelopes["harbour"].data
    assert b"They built it" in zlib.decompress(base64.b64decode(text["data"]))


def test_who_listens_hears_of_it(home: Computer, other: Computer) -> None:
    mara = studied(home)
    heard: list[Change] = []
    other.store.subscribe(heard.append)
    other.take(home.hand_over(mara))
    assert heard == [Change(ChangeKind.TAKEN_IN, mara.id)]


def test_somebody_without_attempts_can_be_taken_along(home: Computer, other: Computer) -> None:
    li = home.store.add_learner("李雷")
    assert other.take(home.hand_over(li)).sentence == "李雷: no new attempts."
    assert other.store.learners() == (li,)


def test_two_of_one_name_stay_two(home: Computer, other: Computer) -> None:
    for computer in (home, other):
        computer.decide(computer.store.add_learner("Mara"), "harbour")
    mine = home.store.learners()[0]
    other.take(home.hand_over(mine))
    assert [learner.name for learner in other.store.learners()] == ["Mara", "Mara"]
    assert [len(other.store.lines(learner.id)) for learner in other.store.learners()] == [1, 1]


def test_what_is_stored_and_not_sound_is_not_handed_over(home: Computer) -> None:
    mara = studied(home)
    home.run("DROP TRIGGER attempt_no_update")
    home.run("UPDATE attempt SET forecast = 99 WHERE learner_id = ? AND seq = 2", mara.id)
    with pytest.raises(TransferRefused) as refused:
        home.hand_over(mara)
    assert str(refused.value).startswith(
        "It can't be written, since nobody could take it in: attempt 2, at “The bridge” on 2026-11-22, was changed"
    )


def test_nobody_of_that_id_is_there(home: Computer) -> None:
    with pytest.raises(KeyError):
        home.hand_over("nobody")


def test_whoever_looks_on_sees_it_go_forward_and_may_stop_it(home: Computer, other: Computer, tmp_path: Path) -> None:
    mara = studied(home)
    shares: list[float] = []
    with (tmp_path / "x.progress").open("wb") as file:
        home.store.transfers.write(mara.id, file, shares.append)
    other.store.transfers.take_in(tmp_path / "x.progress", shares.append)
    assert all(0 <= share <= 1 for share in shares)

    class Stopped(Exception):
        pass

    def stop(_share: float) -> None:
        raise Stopped

    with pytest.raises(Stopped), (tmp_path / "y.progress").open("wb") as file:
        home.store.transfers.write(mara.id, file, stop)


def test_an_unopened_file_is_what_zip_tools_can_read(home: Computer) -> None:
    content = home.hand_over(studied(home)).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["progress"] == 1
    assert manifest["learner"]["name"] == "Mara"
    assert manifest["parts"]["attempts.jsonl"]["lines"] == 2
