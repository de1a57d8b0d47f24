"""Rows read out of SQLite's pages are those that SQLite itself reads."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.progress.raw_pages import RawPages, Value

VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text() | st.binary()


def read(path: Path) -> list[tuple[int, tuple[Value, ...]]]:
    with RawPages(path) as pages:
        return list(pages.rows(lambda _done, _of: None))


def of_width(path: Path, width: int) -> list[tuple[int, tuple[Value, ...]]]:
    return sorted((number, values) for number, values in read(path) if len(values) == width)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.dictionaries(st.integers(-(2**63), 2**63 - 1), st.tuples(VALUES, VALUES, VALUES), max_size=40),
    size=st.sampled_from([512, 1024, 4096, 65536]),
)
def test_every_value_comes_back_as_sqlite_stored_it(
    tmp_path: Path, rows: dict[int, tuple[Value, Value, Value]], size: int
) -> None:
    path = tmp_path / "any.sqlite3"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA page_size={size}")
        connection.execute("CREATE TABLE thing (a BLOB, b BLOB, c BLOB)")
        statement = "INSERT INTO thing (rowid, a, b, c) VALUES (?, ?, ?, ?)"
        connection.executemany(statement, [(number, *values) for number, values in rows.items()])
        connection.commit()
        stored = connection.execute("SELECT rowid, a, b, c FROM thing ORDER BY rowid").fetchall()
    # As SQLite does, a whole number among floats is stored as an integer; both are equal.
    assert of_width(path, 3) == [(number, tuple(values)) for number, *values in stored]


@pytest.mark.parametrize("length", [400, 4050, 4061, 4062, 5000, 8150, 100_000])
def test_rows_that_go_on_in_further_pages_are_whole(tmp_path: Path, length: int) -> None:
    path = tmp_path / "long.sqlite3"
    blob = bytes(index % 251 for index in range(length))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE thing (a, b, c)")
        connection.execute("INSERT INTO thing VALUES (1, ?, 'end')", (blob,))
        connection.commit()
    assert of_width(path, 3) == [(1, (1, blob, "end"))]


def test_pages_that_were_given_up_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "freed.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE old (a, b, c)")
        connection.execute("CREATE TABLE kept (a, b, c)")
        connection.executemany("INSERT INTO old VALUES ('old', ?, ?)", [(n, "x" * 300) for n in range(200)])
        connection.execute("INSERT INTO kept VALUES ('kept', 1, 2)")
        connection.execute("DROP TABLE old")
        connection.commit()
    assert of_width(path, 3) == [(1, ("kept", 1, 2))]


def test_where_the_list_of_them_is_damaged_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "freed.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("CREATE TABLE old (a, b, c)")
        connection.execute("CREATE TABLE kept (a, b, c)")
        connection.executemany("INSERT INTO old VALUES ('old', ?, ?)", [(n, "x" * 300) for n in range(200)])
        connection.execute("INSERT INTO kept VALUES ('kept', 1, 2)")
        connection.execute("DROP TABLE old")
        connection.commit()
    content = bytearray(path.read_bytes())
    content[32:36] = b"\x7f\xff\xff\xff"
    path.write_bytes(content)
    assert (1, ("kept", 1, 2)) in of_width(path, 3)
    assert len(of_width(path, 3)) > 100


def test_a_row_that_refers_to_itself_for_ever_is_none(tmp_path: Path) -> None:
    path = tmp_path / "loop.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE thing (a, b, c)")
        connection.execute("INSERT INTO thing VALUES (1, ?, 2)", (b"\x01" * 50_000,))
        connection.commit()
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master").fetchone()
    content = bytearray(path.read_bytes())
    first = content.index(b"\x01" * 4000, root * 4096) - 4
    content[first : first + 4] = (first // 4096 + 1).to_bytes(4, "big")
    path.write_bytes(content)
    # It comes to its length with the same page again and again: what is in it is for others to judge.
    assert len(of_width(path, 3)) <= 1


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=9000), wal=st.none() | st.binary(max_size=9000))
def test_whatever_stands_in_a_file_nothing_is_raised(tmp_path: Path, content: bytes, wal: bytes | None) -> None:
    path = tmp_path / "anything"
    journal = tmp_path / "anything-wal"
    path.write_bytes(b"SQLite format 3\0\x02\x00" + content)
    journal.unlink(missing_ok=True)
    if wal is not None:
        journal.write_bytes(b"\x37\x7f\x06\x82" + wal)
    read(path)


def test_it_says_how_far_it_has_come(tmp_path: Path) -> None:
    path = tmp_path / "zeros"
    path.write_bytes(bytes(4096 * 600))
    said: list[tuple[int, int]] = []
    with RawPages(path) as pages:
        assert list(pages.rows(lambda done, of: said.append((done, of)))) == []
    assert said == [(0, 600), (256, 600), (512, 600), (600, 600)]
