"""What stands beside the file of a group: its title, and the progress files that were handed in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AwareDatetime, Field, ValidationError

from trainer.case.base import Model
from trainer.files import replace_file
from trainer.progress.texts import storable

MAX_TITLE = 80
"""Longest title of a group, in characters."""
FORMAT = 1
"""Of the file."""


class GroupRefused(Exception):
    """A group can't be made, opened or changed as asked; the text says why."""


class HandedIn(Model):
    """A progress file that was handed in."""

    name: str
    """Of the file."""
    when: AwareDatetime
    learner_id: str | None
    """``None`` where it couldn't be read whose it is."""
    learner: str | None
    """Their name."""
    refused: str | None
    """Why it wasn't taken in, to stand inside a sentence; ``None`` where it was."""
    attempts: int = 0
    """How many of its attempts were new."""

    @property
    def taken_in(self) -> bool:
        """Whether it was."""
        return self.refused is None


class GroupCard(Model):
    """What stands beside the group's file."""

    format: Annotated[int, Field(ge=1)]
    title: Annotated[str, Field(min_length=1, max_length=MAX_TITLE)]
    files: tuple[HandedIn, ...] = Field((), strict=False)


def checked_title(title: str) -> str:
    """A title as it is kept; raises :class:`GroupRefused` where it can't be one."""
    kept = " ".join(storable(title).split())
    if not kept or len(kept) > MAX_TITLE or not kept.isprintable():
        raise GroupRefused(f"A title is one line of 1 to {MAX_TITLE} characters.")
    return kept


def load_card(path: Path) -> GroupCard:
    """Read what stands there; raises :class:`GroupRefused`."""
    try:
        card = GroupCard.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise GroupRefused(f"The list of the group's files, {path}, can't be read.") from error
    if card.format > FORMAT:
        raise GroupRefused("The group comes from a newer version of Case Trainer; install that version.")
    return card


def save_card(path: Path, card: GroupCard) -> None:
    """Write it; raises :class:`GroupRefused`."""
    try:
        replace_file(path, (card.model_dump_json(indent=1) + "\n").encode())
    except OSError as error:
        raise unwritten(path, error) from error


def unwritten(path: Path, error: OSError) -> GroupRefused:
    """That something can't be written there."""
    return GroupRefused(f"{path} can't be written: {error.strerror or error}. Nothing that was there is lost.")
