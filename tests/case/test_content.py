from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from trainer.case.check import check
from trainer.case.outline import find_packs
from trainer.case.reader import load_case

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
SOURCES = Path(os.environ.get("CASE_SOURCES") or ROOT.parent / "shared" / "seeds")
"""The texts that the case of Xiaomi rests on; they are not part of the project."""
PACKS = find_packs([CONTENT])
EVERY_PACK = pytest.mark.parametrize("folder", PACKS, ids=[pack.name for pack in PACKS])

ORDER = {
    "kingsoft-and-joyo": [
        "rtf-agreement",
        "second-front",
        "joyo-sale",
        "games-pivot",
        "leave-kingsoft",
        "diligence-or-trend",
    ],
    "a-team-and-a-system": [
        "founding-team",
        "company-name",
        "equity-pool",
        "software-first",
        "forum-development",
        "word-of-mouth",
        "hardware-hire",
    ],
    "the-first-phone": [
        "qualcomm-contract",
        "flagship-chip",
        "oem-pitch",
        "osaka-flight",
        "launch-event",
        "launch-price",
        "coke-rehearsal",
        "battery-supplier",
    ],
    "growth": [
        "mitalk",
        "shunwei-fund",
        "redmi-price",
        "ecosystem-start",
        "power-bank-price",
        "mix-concept",
        "few-models",
        "valuation-45b",
    ],
    "crisis": [
        "offline-signal",
        "samsung-apology",
        "remove-the-head",
        "who-takes-over",
        "first-weeks",
        "restructure",
        "screws",
    ],
    "shops-and-the-stock-exchange": [
        "mi-home-pilot",
        "maternity-plan",
        "same-price",
        "direct-supply",
        "margin-cap",
        "aiot",
    ],
}
"""The decisions of each act."""


def test_there_are_cases_to_study() -> None:
    assert [pack.name for pack in PACKS] == ["xiaomi"]


def test_the_case_of_xiaomi_is_whole_and_in_order_of_time() -> None:
    case = load_case(CONTENT / "xiaomi")

    assert {act.id: [decision.id for decision in act.decisions] for act in case.acts} == ORDER
    assert len(case.order) == 42
    for act in case.acts:
        begins = [decision.begins for decision in act.decisions]
        assert begins == sorted(begins)


def test_each_decision_of_xiaomi_has_a_teaching_note() -> None:
    notes = {path.stem for path in (CONTENT / "xiaomi" / "teaching").iterdir()}

    assert notes == {decision for decisions in ORDER.values() for decision in decisions}


@EVERY_PACK
def test_a_pack_is_clean_and_without_a_warning(folder: Path) -> None:
    out = io.StringIO()

    assert check([folder], out) == 0, out.getvalue()
    assert out.getvalue().endswith(": 0 errors, 0 warnings\n"), out.getvalue()


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the texts of the sources aren't there; name them in CASE_SOURCES")
def test_each_figure_of_xiaomi_stands_in_the_lines_that_are_cited_for_it() -> None:
    out = io.StringIO()

    assert check([CONTENT / "xiaomi"], out, SOURCES) == 0, out.getvalue()


@EVERY_PACK
def test_the_folder_of_a_pack_is_called_as_the_case(folder: Path) -> None:
    assert load_case(folder).info.id == folder.name
