"""What stands in each file that somebody has exported, held against what they did."""

from __future__ import annotations

import csv
import datetime as dt
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import openpyxl
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from tests.desktop.paper.reading import read, tight
from tests.journeys.answers import decisions
from tests.journeys.learning import Done, Given
from tests.journeys.reckoned import brier
from trainer.case.markdown import plain_text
from trainer.progress.values import FactorMark
from trainer.reports.csv_file import as_typed

Row = Mapping[str, object]


def _expected(given: Given) -> dict[str, object]:
    """A call as the tables tell it."""
    record = given.decision.record
    factors = given.decision.factors
    marks = {mark: "; ".join(each.name for each in factors if given.marks.get(each.id) is mark) for mark in FactorMark}
    return {
        "decision": given.decision.id,
        "attempt_number": given.number,
        "date": given.created.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None),
        "choice": given.choice,
        "forecast": given.percent,
        "reasons": given.reasons,
        "taken": record.option if given.is_open else "",
        "agreement": ("with" if given.same else "against") if given.is_open else "",
        "judgement": record.looking_back.judgement.value if given.is_open else "",
        "factors_saw": marks[FactorMark.SAW],
        "factors_missed": marks[FactorMark.MISSED],
        "takeaway": given.takeaway,
    }


def _assert_told(rows: Iterable[Row], done: Done) -> None:
    expected = [_expected(each) for each in done.given]
    assert [{name: row[name] for name in expected[0]} for row in rows] == expected


def _csv(file: Path, done: Done) -> None:
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    assert any(row["reasons"].startswith("'=1+1") for row in rows), "a formula would be worked out"
    _assert_told((_typed({name: as_typed(cell) for name, cell in row.items()}) for row in rows), done)


def _xlsx(file: Path, done: Done) -> None:
    head, *rows = openpyxl.load_workbook(file)["Attempts"].iter_rows()
    names = [str(cell.value) for cell in head]
    assert not any(cell.data_type == "f" for row in rows for cell in row)
    found = [{name: cell.value for name, cell in zip(names, row, strict=True)} for row in rows]
    _assert_told(({name: "" if value is None else value for name, value in row.items()} for row in found), done)


def _typed(row: Mapping[str, str]) -> dict[str, object]:
    date = dt.datetime.fromisoformat(row["date"]).replace(tzinfo=None)
    numbers = {name: int(row[name]) for name in ("attempt_number", "forecast")}
    return {**row, "date": date, **numbers}


def _json(file: Path, done: Done) -> None:
    def row(told: Mapping[str, object]) -> Row:
        plain = {name: "" if value is None else value for name, value in told.items()}
        for name in ("factors_saw", "factors_missed"):
            plain[name] = "; ".join(factor["name"] for factor in told[name])  # type: ignore[attr-defined]
        plain["date"] = dt.datetime.fromisoformat(str(told["date"])).replace(tzinfo=None)
        return plain

    _assert_told(map(row, json.loads(file.read_bytes())["attempts"]), done)


def _xapi(file: Path, done: Done) -> None:
    statements = json.loads(file.read_bytes())
    verbs = Counter(each["verb"]["id"].rpartition("/")[2] for each in statements)
    count = len(done.open())
    assert verbs == {
        "answered": len(done.given),
        "experienced": count,
        "completed": count,
        "responded": len(done.recalled),
    }
    answered = [each["result"] for each in statements if each["verb"]["id"].endswith("answered")]
    said = [(each["response"], sorted(map(str, each["extensions"].values()))) for each in answered]
    assert said == [(each.choice, sorted((str(each.percent), each.reasons))) for each in done.given]


def _anki(file: Path, done: Done) -> None:
    (file.parent / "anki").mkdir()
    collection = Collection(str(file.parent / "anki" / "collection.anki2"))
    try:
        for _ in range(2):
            options = ImportAnkiPackageOptions()
            collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options))
        notes = [collection.get_note(each) for each in collection.find_notes("")]
        assert sorted(note["Decision"] for note in notes) == sorted(each.decision.title for each in done.first())
        for note in notes:
            (card,) = note.cards()
            tries = [each for each in done.open() if each.decision.title == note["Decision"]]
            did = plain_text(tries[0].decision.record.did.text)
            assert (did in plain_text(card.question()), did in plain_text(card.answer())) == (False, True)
            assert all(f"({each.reasons[-3:-1]})" in card.answer() for each in tries)
    finally:
        collection.close()


def _record(file: Path, done: Done) -> None:
    found = read(file)
    text = tight(found.body)
    titles = {each.title for each in found.bookmarks}
    for given in done.given:
        for line in given.reasons.splitlines():
            assert tight(line.partition("📱")[0]) in text
        assert any(given.decision.title in each for each in titles)
        assert (tight(plain_text(given.decision.record.did.text)) in text) == given.is_open or given.number > 1
    for notes in done.notes.values():
        assert all(tight(note) in text for note in notes)
    assert all(f"{float(each):.3f}" in text for each in brier(done.first()).values())


def _handout(file: Path, _done: Done) -> None:
    text = tight(read(file).body)
    for decision in decisions():
        assert all(tight(option.title) in text for option in decision.options)
        assert tight(plain_text(decision.record.did.text)) not in text
        assert not any(tight(factor.name) in text for factor in decision.factors if len(factor.name) > 20)


def _notes(file: Path, _done: Done) -> None:
    found = read(file)
    text = tight(found.body)
    assert all(tight(decision.title) in text for decision in decisions())
    assert len(found.pages) > len(decisions())


def _progress(file: Path, done: Done) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = json.loads(archive.read("manifest.json"))["parts"]
    lines = {name.partition(".")[0]: part["lines"] for name, part in parts.items()}
    wanted = {
        "attempts": len(done.given),
        "debriefs": len(done.open()),
        "recalls": len(done.recalled),
        "notes": len(done.qualities) + sum(map(len, done.notes.values())),
        "drafts": 1,
        "playthroughs": 1,
    }
    assert {name: lines[name] for name in wanted} == wanted


CHECKS: Mapping[str, Callable[[Path, Done], None]] = {
    "My record on paper": _record,
    "Excel workbook": _xlsx,
    "CSV table": _csv,
    "Cards for Anki": _anki,
    "JSON": _json,
    "xAPI statements": _xapi,
    "Progress file": _progress,
    "Handout": _handout,
    "Teaching notes": _notes,
}
"""By the title of each kind that the dialog offers."""
