from __future__ import annotations

import datetime as dt
import errno
import io
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook

from tests.reports.sample import saying
from trainer.progress.store import Store
from trainer.reports.attempts import COLUMNS, Attempts, ExportedAttempt
from trainer.reports.refusal import ExportRefused
from trainer.reports.xlsx_file import MAX_CELL, fitting, write_xlsx

NAMES = list(COLUMNS)


def written(attempts: list[ExportedAttempt], scratch: Path) -> bytes:
    file = io.BytesIO()
    write_xlsx(attempts, file, scratch)
    assert list(scratch.glob(".export-*")) == []
    return file.getvalue()


def book(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_sheet_has_a_head_that_stays_and_a_row_for_each_attempt(store: Store, tmp_path: Path) -> None:
    attempts = list(Attempts(store, store.learners()))

    sheet = book(written(attempts, tmp_path))["Attempts"]

    head, *rows = sheet.iter_rows(values_only=True)
    assert list(head) == NAMES
    assert len(rows) == len(attempts)
    assert sheet.freeze_panes == "A2"
    told = [dict(zip(NAMES, row, strict=True)) for row in rows]
    (harbour,) = (row for row in told if row["forecast"] == 60)
    assert harbour["date"] == dt.datetime(2026, 11, 22, 21, 16)  # noqa: DTZ001 -- a workbook knows no time zones
    assert (harbour["agreement"], harbour["factors_missed"], harbour["factors_saw"]) == ("with", "The money", None)
    (bridge,) = (row for row in told if row["decision"] == "bridge")
    assert (bridge["taken"], bridge["judgement"], bridge["reasons"]) == (None, None, "Zwölf Brücken,\n李雷")


def test_columns_of_prose_are_wider_than_those_of_numbers(tmp_path: Path) -> None:
    widths = book(written([], tmp_path))["Attempts"].column_dimensions

    letters = {name: get_column_letter(place) for place, name in enumerate(NAMES, start=1)}
    assert widths[letters["reasons"]].width > 3 * widths[letters["forecast"]].width


def test_a_second_sheet_explains_every_column(tmp_path: Path) -> None:
    sheet = book(written([], tmp_path))["Columns"]

    assert list(sheet.iter_rows(min_row=2, values_only=True)) == list(COLUMNS.items())


@pytest.mark.parametrize("text", ["=1+1", "{=1+1}", "http://example.com/", "+1", "@A1", "mailto:a@b.c"])
def test_nothing_that_somebody_typed_becomes_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    data = written([saying(text)], tmp_path)

    cell = book(data)["Attempts"].cell(2, NAMES.index("reasons") + 1)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert text in sheet
    assert cell.hyperlink is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(st.characters(exclude_characters="\0"), max_size=40) | st.just("<r>a & b</r>") | st.just("\ud800\uffff"))
def test_whatever_was_typed_makes_a_workbook_that_can_be_read(tmp_path: Path, text: str) -> None:
    data = written([saying(f"Because {text}"), saying(text)], tmp_path)

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        root = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    first = book(data)["Attempts"].cell(2, NAMES.index("reasons") + 1).value
    assert unescape(str(first)) == fitting(f"Because {text}")
    assert len([each for each in root.iter() if each.tag.endswith("}row")]) == 3


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(letter: str) -> None:
    whole = letter * (MAX_CELL // len(letter.encode("utf-16-le")) * 2)
    assert fitting(whole) == whole

    cut = fitting(letter * MAX_CELL * 2)
    assert cut.endswith(f"{letter}…")
    assert len(cut.encode("utf-16-le")) <= 2 * MAX_CELL


def test_more_attempts_than_a_sheet_holds_are_refused_with_what_to_do(store: Store, tmp_path: Path) -> None:
    attempts = list(Attempts(store, store.learners()))
    write_xlsx(attempts, io.BytesIO(), tmp_path, most=4)

    with pytest.raises(ExportRefused) as refused:
        write_xlsx(attempts, io.BytesIO(), tmp_path, most=3)

    assert "Take csv or json" in str(refused.value)
    assert list(tmp_path.glob(".export-*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="nothing there limits how long a file may grow")
@pytest.mark.parametrize("count", [1, 400])
def test_a_disk_that_fills_up_on_the_way_is_said_and_nothing_else(tmp_path: Path, count: int) -> None:
    import resource

    out = tmp_path / "attempts.xlsx"
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, limits[1]))
    try:
        with out.open("wb", buffering=0) as file, pytest.raises(OSError, match="too large") as refused:
            write_xlsx((saying("It is time.") for _ in range(count)), file, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert refused.value.errno == errno.EFBIG
    assert list(tmp_path.iterdir()) == [out]
