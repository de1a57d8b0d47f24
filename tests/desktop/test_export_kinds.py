from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from tests.case.packs import write_pack
from tests.progress import tiny
from trainer.case.reader import load_case
from trainer.desktop.export_kinds import KINDS, Kind, Source, Wanted, needing, safe_name
from trainer.paths import Paths
from trainer.reports.refusal import ExportRefused
from trainer.reports.watch import Watch

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 22)
TOWN = Source("town", "A town: by the sea", tiny.case(), Path("town"))


def kind(title: str) -> Kind:
    return next(each for each in KINDS if each.title == title)


@pytest.mark.parametrize(
    ("title", "source", "name"),
    [
        ("CSV table", None, "李雷, attempts 2026-11-22.csv"),
        ("CSV table", TOWN, "李雷, A town- by the sea, attempts 2026-11-22.csv"),
        ("xAPI statements", None, "李雷, statements 2026-11-22.xapi.json"),
        ("Handout", TOWN, "A town- by the sea, handout.pdf"),
        ("Teaching notes", TOWN, "A town- by the sea, teaching notes.pdf"),
    ],
)
def test_a_file_is_named_after_who_did_what(title: str, source: Source | None, name: str) -> None:
    assert kind(title).proposed_name("李雷", source, TODAY) == name


@given(st.text(max_size=200))
def test_a_name_can_be_had_on_every_system(words: str) -> None:
    name = safe_name(words)

    assert name
    assert not set(name) & set('/\\:*?"<>|\0')
    assert name.isprintable()
    assert name == name.strip(" .")
    assert len(name.encode()) <= 180


def test_no_two_kinds_are_called_the_same_and_each_says_what_it_is_for() -> None:
    assert len({each.title for each in KINDS}) == len(KINDS)
    assert all(each.purpose.endswith(".") and each.suffix.startswith(".") for each in KINDS)
    assert all(each.of_all or each.of_case for each in KINDS)


def test_without_cases_what_is_about_one_is_not_offered() -> None:
    without = {each.title for each in needing(KINDS, cases=False)}
    assert {each.title for each in KINDS} - without == {"Handout", "Teaching notes"}
    assert needing(KINDS, cases=True) == KINDS


def wanted(source: Source, out: Path) -> Wanted:
    return Wanted(Paths.locate(out.parent / "data"), "mara", "Mara", source, out, Watch())


def test_all_teaching_notes_of_a_case_are_written(qapp: QApplication, tmp_path: Path) -> None:
    folder = ROOT / "content" / "xiaomi"
    source = Source("xiaomi", "Xiaomi", load_case(folder), folder)
    holds = kind("Teaching notes").write(wanted(source, tmp_path / "notes.pdf"))
    assert holds.endswith(" pages")
    assert (tmp_path / "notes.pdf").read_bytes().startswith(b"%PDF")


def test_a_case_whose_notes_are_missing_or_broken_says_so(qapp: QApplication, tmp_path: Path) -> None:
    write_pack(tmp_path / "bakery")
    source = Source("bakery", "The bakery", load_case(tmp_path / "bakery"), tmp_path / "bakery")
    with pytest.raises(ExportRefused, match="“The bakery” has no teaching notes"):
        kind("Teaching notes").write(wanted(source, tmp_path / "notes.pdf"))
    (tmp_path / "bakery" / "teaching.yaml").write_text("purpose: 1\n", encoding="utf-8")
    with pytest.raises(ExportRefused, match=r"can't be read: teaching\.yaml:1:"):
        kind("Teaching notes").write(wanted(source, tmp_path / "notes.pdf"))
    assert not (tmp_path / "notes.pdf").exists()
