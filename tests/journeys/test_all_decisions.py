"""All decisions of the case, and what is found of them another day."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from tests.journeys.answers import PACK, Answer, answers, decisions
from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, TAKE_ALONG, Journey, Key
from trainer.case.markdown import plain_text
from trainer.case.model import Decision
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.widgets.attempt_model import Column
from trainer.progress.values import AttemptLine, FactorMark
from trainer.study.forecast import Agreement

SENTENCE = "Sharp has an hour for them."
CHANGED = "osaka-flight"


def sample() -> list[str]:
    """Some decisions from all over the case, the one that is changed among them."""
    return [each.id for index, each in enumerate(decisions()) if index % 7 == 0 or each.id == CHANGED]


@pytest.fixture(scope="module")
def decided(request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after all decisions, gone through once in the real window."""
    data = tmp_path_factory.mktemp("all") / "data"
    journey = Journey(QtBot(request), qapp, data).start()
    try:
        journey.begin("Mara")
        for decision, answer in zip(decisions(), answers(), strict=True):
            assert journey.page.decision_id == decision.id
            journey.decide(answer.choice, answer.percent, answer.reasons, marks=answer.marks, takeaway=answer.takeaway)
        assert isinstance(journey.window.page, RecordPage)
    finally:
        journey.close()
    return data


@pytest.fixture
def another_day(decided: Path, tmp_path: Path) -> Path:
    """The folder in which the test's own run works, as the learner left it."""
    return Path(shutil.copytree(decided, tmp_path / "data"))


def one_line(text: str) -> str:
    return " ".join(text.split())


def table(journey: Journey) -> QTableView:
    found = journey.window.findChildren(QTableView)
    assert len(found) == 1
    return found[0]


def rows(journey: Journey) -> Iterator[dict[Column, str]]:
    model = table(journey).model()
    for row in range(model.rowCount()):
        yield {column: str(model.index(row, column).data() or "") for column in Column}


def expected_row(decision: Decision, answer: Answer) -> dict[Column, str]:
    choice = decision.options[answer.choice - 1]
    return {
        Column.DECISION: decision.title,
        Column.MINE: choice.title,
        Column.THEIRS: next(each.title for each in decision.options if each.id == decision.record.option),
        Column.RECORD: Agreement.of(choice.id, decision.record.option).value,
        Column.JUDGEMENT: decision.record.looking_back.judgement.value,
        Column.FORECAST: f"{answer.percent} %",
    }


def assert_record_as_it_was(journey: Journey, on_pages: Collection[str]) -> None:
    """The list, the store, and those attempts on their pages."""
    journey.press(Key.Key_2, modifier=ALT)
    found = list(rows(journey))
    for row, decision, answer in zip(found, decisions(), answers(), strict=True):
        expected = expected_row(decision, answer)
        assert {column: row[column] for column in expected} == expected
    lines = sorted(journey.lines(), key=lambda line: line.decision_number)
    for line, decision, answer in zip(lines, decisions(), answers(), strict=True):
        assert_stored_as_it_was(journey, line, decision, answer)
    journey.press(Key.Key_Home)
    for decision, answer in zip(decisions(), answers(), strict=True):
        if decision.id in on_pages:
            assert_seen_as_it_was(journey, decision, answer)
        journey.press(Key.Key_Down)


def assert_stored_as_it_was(journey: Journey, line: AttemptLine, decision: Decision, answer: Answer) -> None:
    with journey.store() as store:
        attempt, debrief = store.attempt(line.id), store.debrief(line.id)
        sheet = store.seen_text(line.id)
    assert attempt.commitment.choice == decision.options[answer.choice - 1].id
    assert attempt.commitment.forecast == answer.percent
    assert attempt.commitment.reasons == answer.reasons
    assert debrief.takeaway == answer.takeaway
    assert debrief.closed is not None
    wanted = {"S": FactorMark.SAW, "M": FactorMark.MISSED}
    marks = {factor.id: wanted[mark] for factor, mark in zip(decision.factors, answer.marks, strict=False)}
    assert dict(debrief.marks) == marks
    assert sheet.decision == decision


def assert_seen_as_it_was(journey: Journey, decision: Decision, answer: Answer) -> None:
    journey.press(Key.Key_Return)
    page = journey.window.page
    assert isinstance(page, SeenPage)
    words = one_line(journey.words)
    assert one_line(plain_text(decision.situation)) in words
    assert one_line(answer.reasons) in words
    assert f"{answer.percent} %" in words
    (chosen,) = journey.chosen()
    assert decision.options[answer.choice - 1].title in chosen
    journey.tab_to("Reveal, done")
    journey.press(Key.Key_Space)
    words = one_line(journey.words)
    for claim in (decision.record.did, *decision.record.why):
        assert one_line(plain_text(claim.text)) in words
    journey.tab_to("Debrief, open")
    journey.press(Key.Key_Space)
    assert journey.field(TAKE_ALONG).toPlainText() == answer.takeaway
    assert len(journey.chosen()) == len(answer.marks)
    journey.press(Key.Key_Escape)
    assert isinstance(journey.window.page, RecordPage)


def test_every_attempt_is_found_as_it_was(run: Run, another_day: Path) -> None:
    journey = run().start()
    assert journey.says("All decisions are made.")
    assert_record_as_it_was(journey, [each.id for each in decisions()])
    assert not journey.says("has changed since")


def test_every_attempt_is_found_as_it_was_after_the_case_was_changed(
    run: Run, another_day: Path, tmp_path: Path
) -> None:
    pack = Path(shutil.copytree(PACK, tmp_path / "content" / "xiaomi"))
    file = pack / "decisions" / f"{CHANGED}.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(SENTENCE) == 1
    file.write_text(text.replace(SENTENCE, "Sharp has two hours for them."), encoding="utf-8")
    journey = run(content=tmp_path / "content").start()
    assert_record_as_it_was(journey, sample())
    flagged = []
    journey.press(Key.Key_Home)
    for decision in decisions():
        if decision.id not in sample():
            journey.press(Key.Key_Down)
            continue
        journey.press(Key.Key_Return)
        if journey.says("has changed since. This is what you saw then."):
            flagged.append(decision.id)
            assert SENTENCE in one_line(journey.words)
        journey.press(Key.Key_Escape, Key.Key_Down)
    assert flagged == [CHANGED]


def test_every_attempt_is_found_as_it_was_after_the_case_is_gone(run: Run, another_day: Path, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    journey = run(content=tmp_path / "content").start()
    assert journey.says("There is no case here yet.")
    assert_record_as_it_was(journey, sample())
