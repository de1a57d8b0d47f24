from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.paper.conftest import XIAOMI
from tests.desktop.paper.reading import LETTER, read, tight
from trainer.case.markdown import plain_text
from trainer.case.sealed import Case
from trainer.case.teaching_reader import read_case_teaching, read_teaching
from trainer.desktop.paper.faces import PaperTheme
from trainer.desktop.paper.frame import Paper
from trainer.desktop.paper.teaching_note import WHOLE, all_notes, write_teaching_note
from trainer.reports.refusal import ExportRefused

CASE_PARTS = [
    *("Synopsis", "Purpose", "For whom", "Before class", "Opening"),
    *("Plans", "Questions", "Often missed", "The board", "Close"),
]
DECISION_PARTS = ["Purpose", "Opening", "Questions", "Often missed", "Minutes", "The board", "Close", "See also"]


def test_a_decisions_note_has_all_its_parts_in_their_order(xiaomi: Case, paper: PaperTheme, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    pages = write_teaching_note(xiaomi, XIAOMI, file, paper, decisions=["launch-price"], paper=Paper.LETTER)
    found, note = read(file), read_teaching(XIAOMI, "launch-price")
    assert note is not None
    assert len(found.pages) == pages
    assert set(found.sizes) == {LETTER}
    assert [(each.level, each.title) for each in found.bookmarks] == [
        (0, xiaomi.sheet("launch-price").briefing.title),
        *((1, part) for part in DECISION_PARTS),
    ]
    text = tight(found.body)
    for question in note.questions:
        for each in (question.ask, question.good, question.weak):
            assert tight(plain_text(each)) in text
    entries = [entry for column in note.board for entry in (column.title, *column.entries)]
    for each in (note.purpose, note.opening, note.close, *note.missed, *(step.part for step in note.minutes), *entries):
        assert tight(plain_text(each)) in text
    assert f"Minutesinall{note.total}" in text


def test_the_cases_note_has_all_its_parts_in_their_order(xiaomi: Case, paper: PaperTheme, tmp_path: Path) -> None:
    write_teaching_note(xiaomi, XIAOMI, tmp_path / "a.pdf", paper)
    found, note = read(tmp_path / "a.pdf"), read_case_teaching(XIAOMI)
    assert note is not None
    assert [each.title for each in found.bookmarks] == ["The case as a whole", *CASE_PARTS]
    assert [each.level for each in found.bookmarks] == [0] + [1] * len(CASE_PARTS)
    text = tight(found.body)
    for claim in note.synopsis:
        assert tight(plain_text(claim.text)) in text
    assert all(tight(plan.title) in text for plan in note.plans)


def test_decisions_are_called_by_their_titles_and_never_by_their_ids(
    xiaomi: Case, paper: PaperTheme, tmp_path: Path
) -> None:
    write_teaching_note(xiaomi, XIAOMI, tmp_path / "a.pdf", paper)
    text = read(tmp_path / "a.pdf").text
    ids = [each for each in xiaomi.order if "-" in each]
    assert not [each for each in ids if each in text]


def test_a_decision_that_mustnt_be_named_is_called_by_its_date(xiaomi: Case, paper: PaperTheme, tmp_path: Path) -> None:
    note = read_teaching(XIAOMI, "launch-price")
    assert note is not None
    other = xiaomi.sheet(note.links[0].decision).briefing
    write_teaching_note(
        xiaomi, XIAOMI, tmp_path / "a.pdf", paper, decisions=["launch-price"], named=frozenset({"rtf-agreement"})
    )
    text = read(tmp_path / "a.pdf").text
    assert other.title not in text
    assert note.links[0].why not in text
    assert f"A decision of {other.date.describe(short=True)}" in text


def test_several_notes_come_with_a_cover_and_contents(xiaomi: Case, paper: PaperTheme, tmp_path: Path) -> None:
    write_teaching_note(xiaomi, XIAOMI, tmp_path / "a.pdf", paper, decisions=[WHOLE, "rtf-agreement", "launch-price"])
    found = read(tmp_path / "a.pdf")
    titles = [xiaomi.sheet(each).briefing.title for each in ("rtf-agreement", "launch-price")]
    top = {each.title: each.page for each in found.bookmarks if each.level == 0}
    assert list(top) == [xiaomi.info.title, "The case as a whole", *titles]
    assert f"The case as a whole {top['The case as a whole']}" in found.pages[0]
    for title in titles:
        assert title in found.pages[0]
        assert "Teaching note · Act" in found.pages[top[title] - 1]


def test_all_notes_are_those_of_the_case_and_of_each_decision(xiaomi: Case) -> None:
    assert all_notes(xiaomi, XIAOMI) == (WHOLE, *xiaomi.order)


def test_what_has_no_note_is_refused(xiaomi: Case, paper: PaperTheme, tmp_path: Path) -> None:
    empty = tmp_path / "pack"
    empty.mkdir()
    assert all_notes(xiaomi, empty) == ()
    for decision, sentence in (("launch-price", "has no teaching note"), ("x", "no decision 'x'"), (WHOLE, "The case")):
        with pytest.raises(ExportRefused, match=sentence):
            write_teaching_note(xiaomi, empty, tmp_path / "a.pdf", paper, decisions=[decision])
    assert not (tmp_path / "a.pdf").exists()
