"""The teaching notes of a case: what somebody needs who has never met it and teaches it tomorrow.

They are read when an instructor asks for one, never with the case: they tell the record.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from trainer.case.base import Claim, Line, Markdown, Model, Slug


class TeachingQuestion(Model):
    """A question to the room, and what its answers sound like."""

    ask: Markdown
    good: Markdown = Field(description="What a good answer says or notices.")
    weak: Markdown = Field(description="What a weak one says, and what to ask back.")


class TeachingStep(Model):
    """A part of the session."""

    part: Line
    minutes: Annotated[int, Field(gt=0, le=240)]


class BoardColumn(Model):
    """What stands in one column of the board at the end."""

    title: Line
    entries: Annotated[tuple[Line, ...], Field(min_length=1, max_length=12, strict=False)]


class TeachingLink(Model):
    """Another decision of the case that sheds light on this one."""

    decision: Slug
    why: Line


class Discussion(Model):
    """What the note of a decision and that of the whole case have in common."""

    purpose: Markdown = Field(description="What learners can do afterwards that they couldn't before.")
    opening: Markdown = Field(description="How to begin, with the first question as it is asked.")
    questions: Annotated[tuple[TeachingQuestion, ...], Field(min_length=1, strict=False)] = Field(
        description="In the order in which they are asked."
    )
    missed: Annotated[tuple[Markdown, ...], Field(min_length=1, strict=False)] = Field(
        description="What most learners overlook."
    )
    board: Annotated[tuple[BoardColumn, ...], Field(min_length=1, max_length=6, strict=False)] = Field(
        description="What the board looks like at the end, column by column."
    )
    close: Markdown = Field(description="What to say at the end.")


class TeachingNote(Discussion):
    """How one decision is taught: ``teaching/<decision>.yaml``."""

    minutes: Annotated[tuple[TeachingStep, ...], Field(min_length=1, strict=False)] = Field(
        description="The parts of the session in their order."
    )
    links: Annotated[tuple[TeachingLink, ...], Field(strict=False)] = ()

    @property
    def total(self) -> int:
        """Minutes of all parts together."""
        return sum(step.minutes for step in self.minutes)


class TeachingPlan(Model):
    """A way to teach some of the case in the time there is."""

    title: Line = Field(description="For what occasion: 'Ninety minutes: a single session'.")
    minutes: Annotated[int, Field(gt=0)] = Field(description="Time with the learners, all sessions together.")
    decisions: Annotated[tuple[Slug, ...], Field(min_length=1, strict=False)] = Field(
        description="Ids, in the order in which they are taken up."
    )
    text: Markdown = Field(description="How the time is spent, and what to leave out if it runs short.")


class CaseTeaching(Discussion):
    """How the case as a whole is taught: ``teaching.yaml``."""

    synopsis: Annotated[tuple[Claim, ...], Field(min_length=1, strict=False)] = Field(
        description="The whole story for the instructor, a paragraph each, with the lines it rests on."
    )
    audience: Markdown = Field(description="For whom, and what they should know before.")
    before_class: Markdown = Field(description="What learners and instructor do beforehand.")
    plans: Annotated[tuple[TeachingPlan, ...], Field(min_length=1, strict=False)]
