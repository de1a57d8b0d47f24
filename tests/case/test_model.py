from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.case.packs import write_pack
from trainer.case.base import SourceRef
from trainer.case.model import Briefing, Decision
from trainer.case.reader import read_pack


@pytest.fixture(scope="module")
def decision(tmp_path_factory: pytest.TempPathFactory) -> Decision:
    return read_pack(write_pack(tmp_path_factory.mktemp("model") / "pack")).decisions[0]


@given(
    st.from_regex(r"[A-Za-z0-9_-]{1,9}", fullmatch=True),
    st.integers(1, 10**9),
    st.integers(0, 10**9),
)
def test_a_reference_is_read_back_as_it_was_written(source: str, first: int, more: int) -> None:
    ref = SourceRef(source=source, first=first, last=first + more)

    assert SourceRef.parse(str(ref)) == ref


@pytest.mark.parametrize(("written", "lines"), [("001:266", "266"), ("001:272-274", "272–274"), ("a_b-c:1-1", "1")])
def test_lines_are_shown_as_a_range_or_a_number(written: str, lines: str) -> None:
    assert SourceRef.parse(written).lines == lines


@pytest.mark.parametrize(
    "written", ["", "001", ":1", "001:", "001:0", "001:01", "001:1-", "001:1–2", "0 1:1", "1:\uff11"]
)
def test_what_names_no_lines_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="names no lines; write source and lines as 001:266 or 001:272-274"):
        SourceRef.parse(written)


def test_a_decision_cannot_be_changed(decision: Decision) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        decision.title = "Another"  # type: ignore[misc]


def test_options_are_found_by_id_and_have_keys_from_one(decision: Decision) -> None:
    assert decision.option("wait").title == "Wait a year"
    assert [decision.key_of(option.id) for option in decision.options] == [1, 2]
    with pytest.raises(KeyError):
        decision.option("sell")
    with pytest.raises(KeyError):
        decision.key_of("sell")


def test_a_briefing_is_the_open_part_alone(decision: Decision) -> None:
    briefing = decision.briefing()

    assert type(briefing) is Briefing
    assert briefing.model_dump().keys() == Briefing.model_fields.keys()
    assert not hasattr(briefing, "record")


def test_people_and_sources_are_found_by_id(tmp_path: Path) -> None:
    info = read_pack(write_pack(tmp_path / "pack")).info

    assert (info.person("wu").name, info.source("001").lines) == ("Wu Li", 20)
    for find in (info.person, info.source):
        with pytest.raises(KeyError):
            find("none")
