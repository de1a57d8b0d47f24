"""A case whose first decision has everything that a decision can have, for the tests of its pages."""

from __future__ import annotations

import datetime as dt
import json
import struct
import zlib
from functools import cache

from tests.desktop.attempts import opened
from tests.progress import tiny
from trainer.case.base import to_plain
from trainer.case.model import Decision, Pack
from trainer.case.sealed import Case, FullSheet, seal_pack
from trainer.progress.values import Attempt
from trainer.study.playthrough import Commitment

FIRST, SECOND, THIRD = tiny.DECISIONS
WAIT = "They waited a year, and the price fell."
CONTESTED = "Others say it was two years."
SECRET_JUDGE = "The town, in 2015"
REASONS = "Half a year hurts.\n\nBad terms hurt for longer."

_STORY = (
    "The harbour is too small for the new ships, and the money is short. Every month of waiting costs the town what"
    " a ship pays in dues, and nobody can say how long the bank will hold to its word."
)
_EXHIBITS = [
    {
        "kind": "table",
        "id": "sum",
        "title": "The sum on the table",
        "columns": [{"title": "Part"}, {"title": "Millions", "align": "right"}],
        "rows": [["The quay", "7.5"], ["The crane", "2.25"], ["In all", "9.75"]],
        "total": True,
        "note": "As the **engineer** reckoned it.",
    },
    {
        "kind": "chart",
        "id": "ships",
        "title": "Ships a year",
        "form": "bars",
        "unit": "ships",
        "categories": ["2008", "2009", "2010"],
        "series": [{"name": "ships", "values": [120, 135, None]}],
    },
    {"kind": "person", "id": "engineer", "title": "The engineer", "person": "engineer"},
    {"kind": "note", "id": "letter", "title": "The letter of the bank", "text": "The bank lends *until May*."},
    {"kind": "picture", "id": "plan", "title": "The plan", "file": "plan.png", "alt": "A quay of two berths"},
]
_OPTIONS = [
    {"id": "build", "title": "Build it", "argument": "It is needed."},
    {"id": "wait", "title": "Wait a year", "argument": "It will be cheaper."},
    {"id": "lease", "title": "Lease the quay of the neighbours until there is money", "argument": "It is **there**."},
    {"id": "ask", "title": "请首都出资", "argument": "The capital has money."},
]


def _claim(text: str, *sources: str, **more: object) -> dict[str, object]:
    return {"text": text, "sources": list(sources) or ["s1:1"], **more}


def _record() -> dict[str, object]:
    contested = {"text": CONTESTED, "sources": ["s2:7"]}
    return {
        "option": "wait",
        "did": _claim(WAIT, "s1:3-5", "s1:9", "s2:4"),
        "happened": [
            _claim("The price fell.", date="2011-05", derived="9.75 − 1.5 = 8.25"),
            _claim("The bank stayed for a year.", "s1:6", date="2012", label="A year later", contested=contested),
        ],
        "why": [_claim("They had no money."), _claim("They did not trust the bank.")],
        "looking_back": {"judgement": "mixed", "judge": SECRET_JUDGE, "claims": [_claim("It went both ways.")]},
        "not_taken": [
            {"option": "build", "known": "unknown", "text": "Nobody knows what building would have cost."},
            {"option": "lease", "known": "documented", "text": "The neighbours had refused.", "sources": ["s2:8"]},
            {"option": "ask", "known": "analogue", "text": "Another town asked in vain.", "sources": ["s2:9"]},
        ],
    }


def _factors() -> list[dict[str, object]]:
    kinds = (("cash", "The money"), ("trust", "Whether the bank holds to its word"), ("time", "时间"))
    return [_claim(f"{name}.", id=kind, name=name, kind=kind) for kind, name in kinds]


@cache
def pack() -> Pack:
    """The pack; its decisions are ``FIRST``, ``SECOND`` and ``THIRD``, the last one in an act of its own."""
    plain = to_plain(tiny.pack())
    first = plain["decisions"][0]
    first |= {
        "situation": "\n\n".join([_STORY] * 8),
        "exhibits": _EXHIBITS,
        "options": _OPTIONS,
        "record": _record(),
        "factors": _factors(),
        "room": [{"person": "mayor", "part": "decides"}, {"person": "engineer", "part": "has drawn the plan"}],
        "questions": ["And you?", "What would the bank have done?"],
    }
    first["record"]["looking_back"]["claims"] *= 3
    plain["info"]["people"].append(
        {
            "id": "engineer",
            "name": "Liu Mei",
            "native_name": "刘梅",
            "role": "engineer of the harbour",
            "before": "She had built **two** harbours.",
        }
    )
    plain["info"]["sources"].append(
        {
            "id": "s2",
            "title": "The diary of the mayor",
            "publisher": "A press",
            "date": "2016-05",
            "lines": 40,
            "note": "Written *years* later.",
        }
    )
    return Pack.model_validate_json(json.dumps(plain))


def picture(width: int = 60, height: int = 30) -> bytes:
    """A picture in one grey, as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x60" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@cache
def case() -> Case:
    """The case, its records sealed."""
    return seal_pack(pack(), {"plan.png": picture()})


@cache
def full(decision_id: str = FIRST) -> FullSheet:
    """A decision with its record."""
    return opened(case().envelopes[decision_id])


def decision(decision_id: str = FIRST) -> Decision:
    """The decision alone."""
    return full(decision_id).decision


def attempt(choice: str = "build", forecast: int = 35, reasons: str = REASONS, number: int = 1) -> Attempt:
    """A sealed commitment at the first decision."""
    return Attempt(
        id=f"a{number}",
        learner_id="mara",
        case_id=case().info.id,
        decision_id=FIRST,
        number=number,
        commitment=Commitment(choice, forecast, reasons),
        created=dt.datetime(2026, 11, 22, 20, 16, tzinfo=dt.UTC),
        digest=case().envelopes[FIRST].digest,
        previous_seal="0" * 64,
        seal="seal",
    )
