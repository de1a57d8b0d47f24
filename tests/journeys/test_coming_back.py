"""Somebody decides thirty times, comes back weeks later, looks at all of it, and takes it to another computer."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import fmean

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from tests.desktop.support import visible
from tests.desktop.test_exporting import choose as choose_kind
from tests.desktop.test_exporting import opened, save_as
from tests.desktop.test_grouping import at_rest
from tests.journeys import handed_out, reckoned
from tests.journeys.answers import PACK, decisions
from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, CASE, CTRL, Journey, Key, settle
from tests.journeys.learning import SITTING, ByChance, Done, Given, click, find, open_case
from tests.journeys.test_every_page import choose, open_menu
from tests.journeys.test_restoring import open_backups
from tests.progress import tiny
from tests.progress.transfer.computers import dumped
from tests.progress.transfer.test_round_trip import of
from trainer.case.model import Judgement
from trainer.case.reader import load_case
from trainer.desktop.export_kinds import KINDS
from trainer.desktop.pages.behind import BehindPage
from trainer.desktop.pages.group import GroupPage
from trainer.desktop.pages.judgement import JudgementPage
from trainer.desktop.pages.recall_end import RecallEndPage
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.pages.tries import TriesPage
from trainer.desktop.widgets.attempt_model import SEALED, Column
from trainer.desktop.widgets.attempt_table import AttemptTable
from trainer.desktop.widgets.group_model import Column as GroupColumn
from trainer.desktop.widgets.group_table import GroupTable
from trainer.desktop.wording import number_word
from trainer.progress.due import Due
from trainer.progress.store import Store
from trainer.settings import DAILY_LIMIT
from trainer.study.forecast import Agreement
from trainer.study.playthrough import REVEAL_STEPS, Commitment
from trainer.study.process import Quality
from trainer.study.recall import Grade

COUNT = 30
AGAIN = (3, 7, 12, 19)
"""Places of the decisions that are tried a second time."""
HALF = "Half a thought, 半个念头"
PARTS = ("Forecasts", "Choices", "Blind spots", "Hindsight", "Reasons and outcome")
_LONG = 20_000


@dataclass(frozen=True)
class Learnt:
    """What somebody has done, and where it is kept."""

    data: Path
    done: Done
    now: dt.datetime


@pytest.fixture(scope="module")
def learnt(request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Learnt:
    """Thirty decisions; two weeks later a first sitting of recalls, further tries, marks and notes; and then a day on
    which things are left half done."""
    data = tmp_path_factory.mktemp("coming-back") / "data"
    clock = tiny.Clock(dt.datetime(2026, 9, 1, 18, 0).astimezone())
    mara, qtbot = ByChance(clock), QtBot(request)
    days: tuple[tuple[int, Callable[[ByChance, Journey], None]], ...] = (
        (0, decide),
        (24, look_back),
        (1, leave_half_done),
    )
    for later, do in days:
        clock.now += dt.timedelta(days=later)
        journey = Journey(qtbot, qapp, data, clock=clock).start()
        try:
            do(mara, journey)
        finally:
            journey.close()
    return Learnt(data, mara.done, clock.now)


def decide(mara: ByChance, journey: Journey) -> None:
    journey.begin("Mara")
    for place in range(COUNT):
        mara.decide(journey)
        if place % 3 == 2:
            mara.clock.now += dt.timedelta(hours=23)


def look_back(mara: ByChance, journey: Journey) -> None:
    mara.sit(journey, SITTING, undo_after=3)
    open_case(journey)
    for place in AGAIN:
        mara.try_again(journey, decisions()[place - 1].id)
        mara.decide(journey)
    mara.mark_reasons(journey, 14)
    for place in (0, 11):
        mara.add_note(journey, mara.done.given[place], "Today I would ask first. 先问。")
    mara.add_note(journey, mara.done.given[0], "And then wait.")


def leave_half_done(mara: ByChance, journey: Journey) -> None:
    """A record open in part, a further try that is a draft, and another course."""
    mara.sit(journey, SITTING, undo_after=5)
    open_case(journey)
    mara.call(journey)
    journey.unfold(2)
    mara.try_again(journey, decisions()[1].id)
    journey.choose(2)
    journey.forecast(55)
    journey.give_reasons(HALF)
    journey.tab_to("Course: ", back=True)
    journey.press(Key.Key_Return)
    journey.tab_to("Short course")
    journey.press(Key.Key_Return)


@pytest.fixture
def journey(run: Run, learnt: Learnt, tmp_path: Path) -> Journey:
    """A run on the same evening, on a copy of what the learner left."""
    return run(shutil.copytree(learnt.data, tmp_path / "data"), clock=tiny.Clock(learnt.now)).start()


# The record


def record_rows(journey: Journey) -> list[dict[Column, str]]:
    """The whole record, as the table shows it."""
    journey.press(Key.Key_2, modifier=ALT)
    (table,) = journey.window.findChildren(AttemptTable)
    model = table.model()
    return [{each: str(model.index(row, each).data() or "") for each in Column} for row in range(model.rowCount())]


def expected_row(given: Given) -> dict[Column, str]:
    """A call as the record shows it."""
    titles = {option.id: option.title for option in given.decision.options}
    record = given.decision.record
    told = {
        Column.THEIRS: titles[record.option],
        Column.RECORD: Agreement.of(given.choice, record.option).value,
        Column.JUDGEMENT: record.looking_back.judgement.value,
    }
    return {
        Column.DATE: f"{given.created.day} ",
        Column.CASE: "Xiaomi",
        Column.NUMBER: str([each.id for each in decisions()].index(given.decision.id) + 1),
        Column.DECISION: given.decision.title,
        Column.TRY: str(given.number) if given.number > 1 else "",
        Column.MINE: titles[given.choice],
        **(told if given.is_open else dict.fromkeys(told, SEALED)),
        Column.FORECAST: f"{given.percent} %",
    }


def expected_rows(calls: Iterable[Given]) -> list[dict[Column, str]]:
    """In the order of the case, and of time at one decision."""
    order = [each.id for each in decisions()]
    return [
        expected_row(each) for each in sorted(calls, key=lambda each: (order.index(each.decision.id), each.created))
    ]


def assert_rows(journey: Journey, calls: Iterable[Given]) -> None:
    found, expected = record_rows(journey), expected_rows(calls)
    for row, wanted in zip(found, expected, strict=True):
        assert row.pop(Column.DATE).startswith(wanted.pop(Column.DATE))
        assert row == wanted


def look_for(journey: Journey, words: str) -> None:
    journey.press(Key.Key_F, modifier=CTRL)
    journey.press(Key.Key_A, modifier=CTRL)
    journey.type(words)
    journey.press(Key.Key_Return)


def test_the_record_shows_every_attempt_and_those_that_are_asked_for(journey: Journey, learnt: Learnt) -> None:
    given = learnt.done.given
    assert_rows(journey, given)
    assert journey.says(f"{len(given)} attempts")
    for words in ("users", "没有", "等得起", "multip"):
        look_for(journey, words)
        assert_rows(journey, [each for each in given if words in each.reasons])
    journey.tab_to("Clear all")
    journey.press(Key.Key_Return)
    opened_ones = learnt.done.open()
    against = [each for each in opened_ones if not each.same]
    choose(journey, open_menu(journey, "Record: "), f"against the record\t{len(against)}")
    assert_rows(journey, against)
    regretted = [each for each in opened_ones if each.decision.record.looking_back.judgement is Judgement.REGRETTED]
    choose(journey, open_menu(journey, "Judgement: "), f"regretted\t{len(regretted)}")
    assert_rows(journey, [each for each in regretted if not each.same])


def test_an_attempt_stands_beside_the_table_with_its_notes_and_on_its_page(journey: Journey, learnt: Learnt) -> None:
    first = learnt.done.given[0]
    find(journey, first)
    for said in (*learnt.done.notes[first.reasons], first.decision.situation.partition("\n\n")[0][:40]):
        assert journey.says(said)
    quality, line = learnt.done.qualities[first.reasons]
    assert journey.says(f"{quality.value.capitalize()} reasons. Said with the outcome covered. {line}".strip())
    journey.press(Key.Key_Return)
    assert isinstance(journey.window.page, SeenPage)
    assert journey.says(first.reasons)
    journey.press(Key.Key_Escape)
    assert isinstance(journey.window.page, RecordPage)


@pytest.mark.parametrize("place", AGAIN)
def test_two_tries_stand_side_by_side(journey: Journey, learnt: Learnt, place: int) -> None:
    tries = learnt.done.at(decisions()[place - 1].id)
    assert len(tries) == 2
    find(journey, tries[1])
    click(journey, journey.control("My attempts at this decision, side by side"))
    assert isinstance(journey.window.page, TriesPage)
    for each in tries:
        title = next(option.title for option in each.decision.options if option.id == each.choice)
        for said in (title, f"{each.percent} %", *each.reasons.splitlines(), each.takeaway):
            assert journey.says(said)
        if each.marks:
            seen = sum(mark.value == "saw" for mark in each.marks.values())
            assert journey.says(f"{seen} of {len(each.marks)} seen")
    journey.press(Key.Key_Escape)
    assert isinstance(journey.window.page, RecordPage)


# The judgement


def show_judgement(journey: Journey, count: str = f"{COUNT} decisions") -> None:
    journey.press(Key.Key_3, modifier=ALT)
    counted(journey, count)


def counted(journey: Journey, count: str) -> None:
    journey.wait(lambda: isinstance(journey.window.page, JudgementPage) and journey.says(count))


def table(journey: Journey, part: str) -> list[tuple[str, ...]]:
    """A part of the judgement as its table, without the names of the columns."""
    if any(each.accessibleName() == f"{part}: show the table" for each in visible(journey.window)):
        click(journey, journey.control(f"{part}: show the table"))
    found = journey.control(f"{part}, as a table")
    assert isinstance(found, QTableView)
    model = found.model()
    rows, columns = range(1, model.rowCount()), range(model.columnCount())
    return [tuple(str(model.index(row, column).data()) for column in columns) for row in rows]


def sums(journey: Journey) -> list[str]:
    """The figures of the Brier score, from the top."""
    labels = journey.control("Brier score and its parts").findChildren(QLabel)
    return [each.text() for each in labels if each.text()[:2] in ("0.", "1.")]


def expected_sums(given: Sequence[Given]) -> list[str]:
    brier = reckoned.brier(given)
    score, uncertainty, resolution = brier["score"], brier["uncertainty"], brier["resolution"]
    return [f"{float(each):.3f}" for each in (uncertainty, resolution, score - uncertainty + resolution, score)]


def choice_rows(given: Iterable[Given]) -> list[tuple[str, ...]]:
    names = {True: "With the record", False: "Against it"}
    cells = reckoned.choices(given)
    counts = {(names[same], judgement): len(calls) for (same, judgement), calls in cells.items()}
    return reckoned.grid_rows(counts, list(names.values()))


def reason_rows(done: Done) -> list[tuple[str, ...]]:
    names = {Quality.GOOD: "Good reasoning", Quality.POOR: "Poor reasoning"}
    marked = [each for each in done.first() if each.reasons in done.qualities]
    counts = Counter(
        (names[done.qualities[each.reasons][0]], each.decision.record.looking_back.judgement) for each in marked
    )
    return reckoned.grid_rows(counts, list(names.values()))


def test_the_numbers_of_the_judgement_are_those_reckoned_from_the_answers(journey: Journey, learnt: Learnt) -> None:
    done = learnt.done
    show_judgement(journey)
    assert sums(journey) == expected_sums(done.first())
    assert table(journey, "Forecasts") == reckoned.forecast_rows(done.first())
    assert table(journey, "Choices") == choice_rows(done.first())
    assert table(journey, "Blind spots") == reckoned.spot_rows(done.first())
    *_, last = table(journey, "Hindsight")
    assert last[1:] == reckoned.drift_row(reckoned.drifts(done.recalled, done.given))
    assert table(journey, "Reasons and outcome") == reason_rows(done)

    choose(journey, open_menu(journey, "Tries: "), "All tries")
    counted(journey, f"{len(done.open())} attempts")
    assert sums(journey) == expected_sums(done.open())
    assert table(journey, "Forecasts") == reckoned.forecast_rows(done.open())
    assert table(journey, "Choices") == choice_rows(done.open())


def behind(journey: Journey, button: str) -> list[str]:
    """The titles of the decisions that a part of a chart opens, and back."""
    click(journey, next(each for each in visible(journey.window) if each.accessibleName().startswith(button)))
    journey.wait(lambda: isinstance(journey.window.page, BehindPage))
    settle()
    rows = [each.accessibleName() for each in visible(journey.window) if isinstance(each, QAbstractButton)]
    journey.press(Key.Key_Escape)
    counted(journey, f"{COUNT} decisions")
    return sorted(each.partition(", ")[0] for each in rows if "I chose: " in each)


def titles(calls: Iterable[Given]) -> list[str]:
    return sorted(each.decision.title.partition(", ")[0] for each in calls)


def test_each_part_of_a_chart_opens_the_decisions_behind_it(journey: Journey, learnt: Learnt) -> None:
    first = learnt.done.first()
    show_judgement(journey)
    for (low, high), calls in reckoned.forecasts(first).items():
        assert behind(journey, f"Forecast {low} to {high}") == titles(calls)
    for (same, judgement), calls in reckoned.choices(first).items():
        if calls:
            row = "With" if same else "Against"
            assert behind(journey, f"{row} the record, their choice {judgement.value}: ") == titles(calls)
    marked = [each for each in first if learnt.done.qualities.get(each.reasons, ("",))[0] is Quality.GOOD]
    for judgement in {each.decision.record.looking_back.judgement for each in marked}:
        calls = [each for each in marked if each.decision.record.looking_back.judgement is judgement]
        assert behind(journey, f"Good reasoning, their choice {judgement.value}: ") == titles(calls)
    found = reckoned.spots(first)
    click(journey, journey.control(f"Blind spots: All {len(found)}"))
    for title, (missed, seen) in found.items():
        assert behind(journey, f"Open the decisions: {title}") == titles((*missed, *seen))


# What comes back


def due(journey: Journey, now: dt.datetime) -> tuple[Due, ...]:
    with Store.open(journey.paths.progress_file, tiny.Clock(now)) as store:
        return store.recalls.due(journey.learner().id, DAILY_LIMIT.default)


def come_back(learnt: Learnt) -> list[str]:
    """What was never recalled since its debrief, and what was forgotten the day before."""
    recalled, done = {each.decision.id for each in learnt.done.recalled}, learnt.done
    waits = [
        each.decision.id for each in done.first() if len([one for one in done.at(each.decision.id) if one.is_open]) == 1
    ]
    forgotten = [each.decision.id for each in done.recalled[:SITTING] if each.grade is Grade.AGAIN]
    return [each for each in waits if each not in recalled] + forgotten


def test_what_comes_back_goes_on_where_it_was_left_until_the_limit_of_the_day(
    run: Run, learnt: Learnt, tmp_path: Path
) -> None:
    mara = ByChance(tiny.Clock(learnt.now), seed=2)
    mara.done.given = learnt.done.given
    journey = run(shutil.copytree(learnt.data, tmp_path / "data"), clock=mara.clock).start()
    asked = [each.decision_id for each in due(journey, learnt.now)]
    assert sorted(asked) == sorted(come_back(learnt))
    assert journey.says(f"{len(asked)} decisions come back today")
    mara.sit(journey, len(asked), undo_after=len(asked) - 1)
    assert [each.decision.id for each in mara.done.recalled] == asked
    assert isinstance(journey.window.page, RecallEndPage)
    assert journey.says(f"{number_word(len(asked)).capitalize()} decisions came back.")
    for grade, count in Counter(each.grade for each in mara.done.recalled).items():
        assert journey.says(f"{grade.name.capitalize()}: {count}, ")


# Backups, and a group


def test_the_backups_say_what_there_was_at_each_start(journey: Journey, learnt: Learnt) -> None:
    open_backups(journey)
    assert journey.says(f"Your progress now: {len(learnt.done.given)} attempts of 1 learner")
    for count in (COUNT, COUNT + len(AGAIN), len(learnt.done.given)):
        assert journey.says(f"{count} attempts of 1 learner, the last on ")


@pytest.fixture
def jon(tmp_path: Path, learnt: Learnt) -> tuple[Path, list[Given]]:
    """Another learner's progress file, and what they did: the first decisions alone."""
    case, chance, clock = load_case(PACK), Random(5), tiny.Clock(learnt.now)
    given = []
    file = tmp_path / "jon.progress"
    with Store.open(tmp_path / "jon.sqlite3", clock) as store, file.open("wb") as out:
        learner = store.add_learner("Jon")
        for decision in decisions()[:6]:
            choice = chance.choice(decision.options).id
            call = Given(decision, 1, choice, chance.randrange(101), f"Jon on {decision.title}", clock.now)
            commitment = Commitment(choice, call.percent, call.reasons)
            attempt = store.commit(learner.id, CASE, case.envelopes[decision.id], commitment)
            store.open_steps(attempt.id, len(REVEAL_STEPS))
            store.close_debrief(attempt.id)
            given.append(call)
        store.transfers.write(learner.id, out)
    return file, given


def test_two_progress_files_make_a_group(
    journey: Journey, learnt: Learnt, jon: tuple[Path, list[Given]], tmp_path: Path
) -> None:
    theirs, by_jon = jon
    mine = tmp_path / "mara.progress"
    with journey.store() as store, mine.open("wb") as out:
        store.transfers.write(journey.learner().id, out)
    journey.press(Key.Key_4, modifier=ALT)
    journey.wait(lambda: isinstance(journey.window.page, GroupPage) and at_rest(journey))
    with journey.answering(choosing(mine, theirs)):
        journey.tab_to("Open progress files…")
        journey.press(Key.Key_Return)
    journey.wait(lambda: journey.says("2 progress files, all taken in."), _LONG)
    click(journey, journey.control("Names hidden"))
    (shown,) = journey.window.findChildren(GroupTable)
    model = shown.model()
    by_title: dict[str, list[Given]] = {}
    for each in (*learnt.done.first(), *by_jon):
        by_title.setdefault(each.decision.title, []).append(each)
    assert model.rowCount() == len(by_title)
    for row in range(model.rowCount()):
        cells = {column: model.index(row, column).data() for column in GroupColumn}
        calls = by_title[cells[GroupColumn.TITLE]]
        assert cells[GroupColumn.RECORD] == f"{sum(each.same for each in calls)} of {len(calls)}"
        assert cells[GroupColumn.EXPECTED] == f"{fmean(each.percent for each in calls):.0f} %"
    shown.setFocus()
    journey.press(Key.Key_Home, Key.Key_Return)
    for each in by_title[decisions()[0].title]:
        assert journey.says(f"“{each.reasons}”")


# Out again, and in elsewhere


def choosing(*files: Path) -> Callable[[QDialog], None]:
    """Gives these files to the dialog that asks for some."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        (field,) = dialog.findChildren(QLineEdit)
        field.setText(" ".join(f'"{file}"' for file in files))
        dialog.accept()

    return answer


def export(journey: Journey, title: str, folder: Path) -> Path:
    """Write a file of one kind through the dialog."""
    kind = next(each for each in KINDS if each.title == title)
    folder.mkdir(exist_ok=True)
    file = folder / f"出口{kind.suffix}"
    dialog = opened(journey)
    choose_kind(dialog, title)
    save_as(journey, file)
    journey.wait(lambda: journey.says(f"“{file.name}” is written to {folder}: "), _LONG)
    assert [each.name for each in folder.iterdir()] == [file.name]
    journey.window.activateWindow()
    journey.wait(journey.window.isActiveWindow)
    return file


def test_every_kind_of_file_is_known_here() -> None:
    assert {each.title for each in KINDS} == set(handed_out.CHECKS)


def test_everything_is_exported_and_stands_in_the_files(journey: Journey, learnt: Learnt, tmp_path: Path) -> None:
    for place, (title, check) in enumerate(handed_out.CHECKS.items()):
        check(export(journey, title, tmp_path / str(place)), learnt.done)


def read_parts(file: Path) -> dict[str, bytes]:
    """What a progress file holds but for the time at which it was made, and when the learner was last seen."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.startswith(("manifest", "learner"))}


def test_on_another_computer_everything_is_found_equal(
    run: Run, journey: Journey, learnt: Learnt, tmp_path: Path
) -> None:
    whole = export(journey, "Progress file", tmp_path / "home")
    plain = export(journey, "JSON", tmp_path / "home-json").read_bytes()
    here = look_at(journey, learnt.now)

    other = run(tmp_path / "other", clock=tiny.Clock(learnt.now)).start()
    other.begin("Li")
    other.press(Key.Key_1, modifier=ALT)
    with other.answering(choosing(whole)):
        choose(other, open_menu(other, "Li, menu"), "Import progress…")
    attempts, recalls = len(learnt.done.given), len(learnt.done.recalled)
    other.wait(lambda: other.says(f"Mara: {attempts} new attempts; "), _LONG)
    assert other.says(f"{recalls} new recalls.")

    there = look_at(other, learnt.now)
    assert there == here
    assert read_parts(export(other, "Progress file", tmp_path / "other-home")) == read_parts(whole)
    assert export(other, "JSON", tmp_path / "other-json").read_bytes() == plain
    draft = other.draft(decisions()[1].id)
    assert draft is not None
    assert (draft.choice, draft.forecast, draft.reasons) == (decisions()[1].options[1].id, 55, HALF)


def look_at(journey: Journey, now: dt.datetime) -> dict[str, object]:
    """All that a learner finds: what is stored, what comes back, the record, and the numbers of the judgement."""
    mara = journey.learner()
    with journey.store() as store:
        stored = of(dumped(store), mara.id)
    for row in stored["learner"]:
        del row["last_seen"]
    found: dict[str, object] = {"stored": stored, "due": due(journey, now)}
    journey.press(Key.Key_1, modifier=ALT)
    found["library"] = [line for line in journey.words.splitlines() if "come back today" in line]
    found["record"] = record_rows(journey)
    show_judgement(journey)
    found["judgement"] = {part: table(journey, part) for part in PARTS}
    found["sums"] = sums(journey)
    assert all(found.values())
    assert len(stored["recall"]) == 2 * SITTING
    return found
