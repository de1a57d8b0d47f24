from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.progress import tiny
from trainer.desktop.export_kinds import KINDS, Kind, Source, needing, safe_name

TODAY = dt.date(2026, 11, 22)
TOWN = Source("town", "A town: by the sea", tiny.case())


def kind(title: str) -> Kind:
    return next(each for each in KINDS if each.title == title)


@pytest.mark.parametrize(
    ("title", "source", "name"),
    [
        ("CSV table", None, "李雷, attempts 2026-11-22.csv"),
        ("CSV table", TOWN, "李雷, A town- by the sea, attempts 2026-11-22.csv"),
        ("xAPI statements", None, "李雷, statements 2026-11-22.xapi.json"),
        ("Handout", TOWN, "A town- by the sea, handout.pdf"),
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
    assert {each.title for each in KINDS} - {each.title for each in needing(KINDS, cases=False)} == {"Handout"}
    assert needing(KINDS, cases=True) == KINDS
