"""The timeline of a whole case: what happened when, across all of its decisions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from trainer.case.base import DatedClaim, Model, Slug


class TimelineEntry(DatedClaim):
    """One thing that happened. It tells of a decision's situation or record, and is sealed with that."""

    decision: Slug = Field(description="Id of the decision that it belongs to; shown once that one is decided.")


class Timeline(Model):
    """All that ``timeline.yaml`` says."""

    entries: Annotated[tuple[TimelineEntry, ...], Field(min_length=1, strict=False)] = Field(
        description="In the order of their dates."
    )
