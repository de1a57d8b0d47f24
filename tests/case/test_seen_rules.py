"""What must hold within one sealed text, whoever wrote it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.case.packs import TIMELINE, write_pack
from tests.case.test_sum_rules import MODEL, with_model
from trainer.case.model import Pack
from trainer.case.reader import load_case, read_pack
from trainer.case.rules import LONGEST_TEXT
from trainer.case.sealed import Case, FullSheet, Receipt, canonical_json, seal_pack
from trainer.case.seen_rules import what_is_wrong

CONTENT = Path(__file__).parents[2] / "content"


class _Anybody:
    def holds(self, receipt: Receipt) -> bool:
        """Whoever asks may read."""
        return bool(receipt.digest)


def opened(case: Case) -> list[FullSheet]:
    return [
        envelope.open(Receipt("", envelope.decision_id, envelope.digest, ""), _Anybody())
        for envelope in case.envelopes.values()
    ]


PACKS = sorted(path.parent for path in CONTENT.glob("*/case.yaml"))


@pytest.mark.parametrize("pack", PACKS, ids=[pack.name for pack in PACKS])
def test_every_text_of_the_cases_that_come_along_holds_together(pack: Path) -> None:
    assert [what_is_wrong(sheet) for sheet in opened(load_case(pack)) if what_is_wrong(sheet)] == []


@pytest.fixture
def plain(tmp_path: Path) -> dict[str, Any]:
    """The text of a decision with a table, a chart and a person, as anybody could write it down."""
    folder = write_pack(tmp_path / "pack")
    (folder / "timeline.yaml").write_text(TIMELINE, encoding="utf-8")
    return _plain(read_pack(folder))


def _plain(pack: Pack) -> dict[str, Any]:
    (sheet,) = opened(seal_pack(pack))
    found = json.loads(canonical_json(sheet.model_dump(mode="json")))
    assert isinstance(found, dict)
    return found


def _exhibit(number: int, **changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda text: text["briefing"]["exhibits"][number].update(changes)


def _in_briefing(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda text: text["briefing"].update(changes)


def _picture(data: str | None) -> Callable[[dict[str, Any]], None]:
    def change(text: dict[str, Any]) -> None:
        shown = {"id": "map", "kind": "picture", "title": "A map", "file": "map.svg", "alt": "The town"}
        text["briefing"]["exhibits"].append(shown)
        text["pictures"] = {} if data is None else {"map.svg": data}

    return change


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (dict.copy, ""),
        (lambda text: text.update(act_number=0), "its numbers are none that a case has"),
        (lambda text: text.update(number=2), "its numbers are none that a case has"),
        (lambda text: text.update(number=2**63, of=2**63), "its numbers are none that a case has"),
        (lambda text: text.update(case_title=""), "its case has a title that no case has"),
        (lambda text: text.update(case_subtitle="x" * 401), "its case has a title that no case has"),
        (lambda text: text.update(people=[]), "it lacks its people or its sources"),
        (lambda text: text.update(sources=[]), "it lacks its people or its sources"),
        (lambda text: text["timeline"][0].update(sources=["009:1"]), "its timeline names a source that isn't there"),
        (_in_briefing(act="end"), "act: there is no act 'end'"),
        (_in_briefing(decider="bob"), "decider: there is no person 'bob'"),
        (
            _in_briefing(situation="x" * (LONGEST_TEXT + 1)),
            "it has a figure that is none, or a piece of more than 20,000 characters",
        ),
        (_exhibit(0, rows=[["old"]]), "exhibits[0].rows[0]: as many cells as columns are needed here, 2 and not 1"),
        (
            _exhibit(1, series=[{"name": "sold", "values": [1.0, float("inf")]}]),
            "it has a figure that is none, or a piece of more than 20,000 characters",
        ),
        (_exhibit(2, person="bob"), "exhibits[2].person: there is no person 'bob'"),
        (_picture(None), "exhibits[3].file: the picture 'map.svg' isn't there"),
        (_picture("?"), "exhibits[3].file: the picture 'map.svg' is damaged"),
        (_picture("bm8="), "exhibits[3].file: 'map.svg' isn't what its ending says"),
    ],
)
def test_what_does_not_hold_is_said(plain: dict[str, Any], change: Callable[[dict[str, Any]], None], why: str) -> None:
    change(plain)
    assert what_is_wrong(FullSheet.model_validate_json(canonical_json(plain), strict=False)) == why


def test_a_sum_is_worked_out_before_anybody_sees_it(tmp_path: Path) -> None:
    text = _plain(read_pack(write_pack(tmp_path / "pack", **{"new-oven": with_model(MODEL)})))
    assert what_is_wrong(FullSheet.model_validate_json(canonical_json(text), strict=False)) == ""
    text["briefing"]["exhibits"][0]["result"]["formula"] = "each * phones / (cost - cost)"
    why = what_is_wrong(FullSheet.model_validate_json(canonical_json(text), strict=False))
    assert why.startswith("exhibits[0].result.formula: ")
