"""The chain of seals: each attempt of a learner carries the hash of the one before it and of its own content."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from trainer.case.sealed import canonical_json

GENESIS = "0" * 64
"""Stands for the seal before a learner's first attempt."""


@dataclass(frozen=True, slots=True)
class Link:
    """All of an attempt that its seal covers."""

    attempt_id: str
    learner_id: str
    case_id: str
    decision_id: str
    seq: int
    number: int
    choice: str
    forecast: int
    reasons: str
    created: dt.datetime
    digest: str

    def seal(self, previous: str) -> str:
        """SHA-256 (hexadecimal) over the seal before and this content as canonical JSON, the time in UTC."""
        created = self.created.astimezone(dt.UTC).isoformat(timespec="microseconds")
        content = canonical_json({name: getattr(self, name) for name in self.__slots__} | {"created": created})
        return hashlib.sha256(previous.encode() + content).hexdigest()
