"""A coach's group: many learners in one file, each taken in whole or not at all, and out again with what was noted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.progress import tiny
from tests.progress.transfer.computers import Computer, rewritten
from trainer.progress.doctor import examine
from trainer.progress.errors import ProgressError
from trainer.progress.group import Group
from trainer.progress.group_card import GroupRefused
from trainer.progress.groups import GroupEntry, Groups
from trainer.progress.values import FactorMark
from trainer.study.forecast import Agreement
from trainer.study.group import GroupMark


@pytest.fixture
def clock() -> tiny.Clock:
    return tiny.Clock()


@pytest.fixture
def groups(tmp_path: Path, clock: tiny.Clock) -> Groups:
    return Groups(tmp_path / "data" / "groups", clock)


@pytest.fixture
def group(groups: Groups) -> Iterator[Group]:
    with groups.open(groups.create("Product course").slug) as opened:
        yield opened


@pytest.fixture
def handed(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Makes the progress file of somebody who has decided about the harbour, and is done with it."""
    made: list[Computer] = []

    def make(name: str, choice: str = "build", forecast: int = 40, done: bool = True) -> Path:
        computer = Computer(tmp_path / f"{len(made)}-{name}")
        made.append(computer)
        learner = computer.store.add_learner(name)
        attempt = computer.decide(learner, "harbour", choice, forecast, f"The reason of {name}.")
        if done:
            computer.finish(attempt)
            computer.store.save_debrief(attempt.id, {"cash": FactorMark.MISSED}, "")
        return computer.hand_over(learner).rename(computer.folder / f"{name}.progress")

    yield make
    for computer in made:
        computer.close()


def test_groups_are_listed_by_title_and_nothing_is_there_at_first(groups: Groups) -> None:
    assert groups.list() == ()
    second = groups.create("Product course, spring 2027")
    first = groups.create("An evening")
    assert second == GroupEntry("product-course-spring-2027", "Product course, spring 2027", ())
    assert groups.list() == (first, second)


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Été", "ete"), ("产品", "group"), ("CON", "group-con"), ("../../etc", "etc"), ("x" * 80, "x" * 40)],
)
def test_any_title_makes_a_name_for_the_file(groups: Groups, tmp_path: Path, title: str, slug: str) -> None:
    assert groups.create(title).slug == slug
    assert groups.create(title).slug == f"{slug}-2"
    assert {path.parent for path in (tmp_path / "data").rglob("*.db")} == {tmp_path / "data" / "groups"}


@pytest.mark.parametrize("title", ["", "  ", "x" * 81, "a\x07b"])
def test_what_is_no_title_is_refused(groups: Groups, title: str) -> None:
    with pytest.raises(GroupRefused, match="A title is one line of 1 to 80 characters"):
        groups.create(title)
    assert groups.list() == ()


def test_a_group_gets_another_title_and_keeps_its_file(groups: Groups) -> None:
    slug = groups.create("A course").slug
    assert groups.rename(slug, " Another\tone ") == GroupEntry(slug, "Another one", ())
    with groups.open(slug) as group:
        assert group.title == "Another one"


def test_files_are_taken_in_each_for_itself_and_listed(
    group: Group, groups: Groups, handed: Callable[..., Path]
) -> None:
    def change(lines: dict[str, list[dict[str, object]]]) -> None:
        lines["attempts.jsonl"][0]["forecast"] = 99

    good, bad = handed("Mara"), rewritten(handed("Jon"), change)
    shares: list[float] = []
    done = group.take_in([good, bad, good.with_name("none.progress")], shares.append)
    assert [(each.name, each.learner, each.taken_in, each.attempts) for each in done] == [
        ("Mara.progress", "Mara", True, 1),
        ("changed-Jon.progress", "Jon", False, 0),
        ("none.progress", None, False, 0),
    ]
    assert done[1].refused == (
        "attempt 1, at “The harbour” on 2026-11-22, was changed after it had been sealed, or is another learner's"
    )
    assert group.handed_in == done
    assert [learner.name for learner in group.learners()] == ["Mara"]
    (entry,) = groups.list()
    assert entry.handed_in == done


def test_a_file_handed_in_again_takes_the_place_of_what_was_said_of_it(
    group: Group, handed: Callable[..., Path]
) -> None:
    file = handed("Mara")
    content = file.read_bytes()
    file.write_bytes(content[:-5])
    assert not group.take_in([file])[0].taken_in
    file.write_bytes(content)
    group.take_in([file])
    (only,) = group.handed_in
    assert (only.taken_in, only.attempts) == (True, 1)
    group.take_in([file])
    (only,) = group.handed_in
    assert (only.taken_in, only.attempts) == (True, 0)


def test_files_of_one_name_from_two_learners_are_both_listed(group: Group, handed: Callable[..., Path]) -> None:
    first, second = handed("Mara"), handed("Mara")
    group.take_in([first, second])
    assert [each.name for each in group.handed_in] == ["Mara.progress"] * 2
    assert len(group.learners()) == 2


def test_numbers_count_only_what_is_open_to_its_end(group: Group, groups: Groups, handed: Callable[..., Path]) -> None:
    group.take_in([handed("Mara"), handed("Jon", "wait", 70), handed("Li", done=False)])
    numbers = group.numbers()
    assert sorted(numbers.names.values()) == ["Jon", "Li", "Mara"]
    (text,) = numbers.texts
    assert (text.spot, text.title, text.taken, dict(text.options)) == (
        ("town", "harbour"),
        "The harbour",
        "wait",
        {"build": "Build it", "wait": "Wait a year"},
    )
    assert {
        numbers.names[each.learner_id]: (each.choice, each.agreement, each.forecast) for each in numbers.attempts
    } == {
        "Mara": ("build", Agreement.AGAINST, 40),
        "Jon": ("wait", Agreement.WITH, 70),
    }
    assert {each.marks for each in numbers.attempts} == {(GroupMark("cash", numbers.attempts[0].marks[0].kind, True),)}
    assert [(each.name, each.reasons, each.choice) for each in groups.reasons(group.slug, text.spot)] == [
        ("Jon", "The reason of Jon.", "wait"),
        ("Mara", "The reason of Mara.", "build"),
    ]


def test_a_learner_taken_out_is_set_aside_and_leaves_nothing_behind(
    group: Group, groups: Groups, handed: Callable[..., Path], tmp_path: Path
) -> None:
    group.take_in([handed("Mara"), handed("Jon"), handed("Li", done=False)])
    before = everything(group)
    mara = next(learner for learner in group.learners() if learner.name == "Mara")
    aside = group.remove_learner(mara.id)
    assert [learner.name for learner in group.learners()] == ["Jon", "Li"]
    assert [each.learner for each in group.handed_in] == ["Jon", "Li"]
    assert aside.parent == tmp_path / "data" / "groups" / "set-aside"
    assert not any(mara.id in line for line in everything(group))
    assert all(finding.ok for finding in examine(group.store.path))
    with pytest.raises(KeyError):
        group.remove_learner(mara.id)
    group.take_in([aside])
    assert len(group.learners()) == 3
    assert sorted(line for line in everything(group) if mara.id in line) == sorted(
        line for line in before if mara.id in line
    )
    group.store.path.rename(tmp_path / "elsewhere")
    with pytest.raises(ProgressError):
        group.take_in([aside])


def everything(group: Group) -> list[str]:
    """The rows that name a learner, without what is numbered in each file."""
    with group._database.read() as connection:
        rows = [
            *connection.exec_driver_sql("SELECT * FROM learner"),
            *connection.exec_driver_sql("SELECT learner_id, case_id, started FROM playthrough"),
            *connection.exec_driver_sql("SELECT id, learner_id, reasons, seal FROM attempt"),
            *connection.exec_driver_sql(
                "SELECT learner_id, reasons FROM reasons_words JOIN line ON line.key = reasons_words.rowid"
                " JOIN attempt ON attempt.id = line.attempt_id WHERE reasons_words MATCH 'reason'"
            ),
        ]
    return [str(tuple(row)) for row in rows]


def test_what_only_grows_is_guarded_again_afterwards(group: Group, handed: Callable[..., Path]) -> None:
    group.take_in([handed("Mara"), handed("Jon")])
    group.remove_learner(group.learners()[0].id)
    with group._database.read() as connection:
        guards = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").scalar_one()
    assert guards >= 6
    with group._database.read() as connection, pytest.raises(Exception, match="attempt is append-only"):
        connection.exec_driver_sql("DELETE FROM attempt")


def test_what_the_coach_notes_comes_back_to_the_learner(
    group: Group, handed: Callable[..., Path], tmp_path: Path
) -> None:
    computer = Computer(tmp_path / "mara")
    mara = computer.store.add_learner("Mara")
    attempt = computer.decide(mara, "harbour")
    computer.finish(attempt)
    group.take_in([computer.hand_over(mara), handed("Jon")])
    with group._database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO note VALUES ('n1', ?, 'Dr. Okafor', 'coach', 'good', 1, 'Sound.', ?)",
            (attempt.id, "2026-12-01 10:00:00.000000"),
        )
    group.write(mara.id, tmp_path / "back.progress")
    assert computer.take(tmp_path / "back.progress").notes.new == 1
    assert [(row["author"], row["text"]) for row in computer.dump()["note"]] == [("Dr. Okafor", "Sound.")]
    assert [learner.name for learner in computer.store.learners()] == ["Mara"]
    computer.close()


def test_a_group_set_aside_is_no_longer_listed_and_nothing_of_it_is_lost(
    groups: Groups, handed: Callable[..., Path]
) -> None:
    slug = groups.create("A course").slug
    with groups.open(slug) as group:
        group.take_in([handed("Mara")])
    aside = groups.remove(slug)
    assert groups.list() == ()
    assert all(finding.ok for finding in examine(aside))
    assert json.loads(aside.with_suffix(".json").read_text("utf-8"))["title"] == "A course"
    assert groups.create("A course").slug == slug
    with pytest.raises(GroupRefused, match="can't be set aside"):
        groups.remove("none")


def test_a_group_that_cannot_be_read_is_listed_with_why(groups: Groups, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "groups"
    for title in ("One", "Two", "Three"):
        groups.create(title)
    (folder / "one.json").write_text("{", "utf-8")
    (folder / "two.db").unlink()
    card = json.loads((folder / "three.json").read_text("utf-8"))
    (folder / "three.json").write_text(json.dumps(card | {"format": 2}), "utf-8")
    problems = {entry.slug: entry.problem for entry in groups.list()}
    assert problems == {
        "one": f"The list of the group's files, {folder / 'one.json'}, can't be read.",
        "two": "Its file two.db isn't there any more.",
        "three": "The group comes from a newer version of Case Trainer; install that version.",
    }
    with pytest.raises(GroupRefused, match="can't be read"):
        groups.open("one")
    with pytest.raises(GroupRefused, match="There is no group 'none'"):
        groups.open("none")
