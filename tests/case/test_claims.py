"""What a decision must have, said at its place: a source for each claim, and every part of the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.packs import DECISION, OVEN, altered, write_pack
from trainer.case.reader import examine


def said(tmp_path: Path, decision: str) -> list[str]:
    return [str(each) for each in examine(write_pack(tmp_path / "pack", new_oven=decision)).problems]


@pytest.mark.parametrize(
    ("place", "spot", "indent", "lines"),
    [
        ("facts[0]", "48:5", "    ", "001:1"),
        ("record.did", "54:5", "    ", "001:2-4"),
        ("record.happened[0]", "57:7", "      ", "001:5"),
        ("record.why[0]", "61:7", "      ", "001:6"),
        ("record.looking_back.claims[0]", "67:9", "        ", "001:7"),
        ("factors[0]", "74:5", "    ", "001:8"),
    ],
)
def test_a_claim_without_a_source_is_refused(tmp_path: Path, place: str, spot: str, indent: str, lines: str) -> None:
    written = f'{indent}sources: ["{lines}"]\n'
    empty = altered(DECISION, written, f"{indent}sources: []\n")

    assert said(tmp_path / "without", altered(DECISION, written, "")) == [
        f"{OVEN}:{spot}: {place}.sources: the key 'sources' is missing; add it"
    ]
    (only,) = said(tmp_path / "empty", empty)
    assert only.endswith(f": {place}.sources: at least 1 entry must stand here, not 0; add to the list")


def test_a_range_that_the_source_does_not_have_is_refused(tmp_path: Path) -> None:
    assert said(tmp_path, altered(DECISION, '["001:2-4"]', '["001:18-21"]')) == [
        f"{OVEN}:55:15: record.did.sources[0]: the source '001' ends with line 20; mend the lines"
    ]


@pytest.mark.parametrize("part", ["did", "happened", "why", "looking_back", "not_taken"])
def test_a_record_without_one_of_its_parts_is_refused(tmp_path: Path, part: str) -> None:
    lines = DECISION.splitlines(keepends=True)
    first = lines.index(f"  {part}:\n")
    after = next(number for number in range(first + 1, len(lines)) if not lines[number].startswith("    "))

    assert said(tmp_path, "".join(lines[:first] + lines[after:])) == [
        f"{OVEN}:52:3: record.{part}: the key '{part}' is missing; add it"
    ]
