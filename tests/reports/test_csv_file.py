from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.sample import saying
from trainer.progress.store import Store
from trainer.reports.attempts import COLUMNS, Attempts, ExportedAttempt, cells
from trainer.reports.csv_file import as_typed, harmless, write_csv

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
WIDE = "\uff1d\uff0b\uff0d\uff20"
TRICKY = st.text(st.sampled_from(f"'\"=+-@\t\r\n,; a{WIDE}"), max_size=8)


def written(attempts: list[ExportedAttempt]) -> bytes:
    file = io.BytesIO()
    write_csv(attempts, file)
    return file.getvalue()


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_the_file_has_a_mark_of_utf_8_a_head_and_a_line_for_each_attempt(store: Store) -> None:
    attempts = list(Attempts(store, store.learners()))

    data = written(attempts)

    assert data.startswith(b"\xef\xbb\xbflearner,case,")
    assert data.endswith(b"\r\n")
    head, *lines = rows(data)
    assert head == list(COLUMNS)
    (harbour,) = (line for line in (dict(zip(head, line, strict=True)) for line in lines) if line["forecast"] == "60")
    assert harbour["reasons"] == "'=1+1"
    assert harbour["date"] == harbour["debrief_closed"] == "2026-11-22T21:16:00Z"
    assert (harbour["agreement"], harbour["judgement"], harbour["stage"]) == ("with", "mixed", "debriefed")
    assert {line[head.index("reasons")] for line in lines} >= {"Zwölf Brücken,\n李雷", 'He said "now".'}


def test_without_attempts_there_is_the_head_alone() -> None:
    assert rows(written([])) == [list(COLUMNS)]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", *WIDE])
def test_what_looks_like_a_formula_gets_an_apostrophe(first: str) -> None:
    assert harmless(f"{first}SUM(A1)") == f"'{first}SUM(A1)"


@pytest.mark.parametrize("text", ["", "A = B", "'tis", "5 - 3", " =1"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@given(WORDS | TRICKY)
def test_what_was_typed_can_be_had_again(text: str) -> None:
    assert as_typed(harmless(text)) == text
    assert harmless(text)[:1] not in set(f"=+-@\t\r\n{WIDE}")


@given(st.lists(st.tuples(WORDS | TRICKY, WORDS | TRICKY), max_size=4))
def test_whatever_was_written_is_read_again(texts: list[tuple[str, str]]) -> None:
    attempts = [saying(reasons, takeaway) for reasons, takeaway in texts]

    head, *lines = rows(written(attempts))

    reasons, takeaway = head.index("reasons"), head.index("takeaway")
    assert [(as_typed(line[reasons]), as_typed(line[takeaway])) for line in lines] == texts
    assert all(len(line) == len(cells(each)) for line, each in zip(lines, attempts, strict=True))
