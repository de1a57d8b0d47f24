"""What is done with a group in a thread: it is read, files come in, and learners go out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from trainer.desktop.group_state import GroupState
from trainer.progress.groups import Groups
from trainer.progress.transfer.reading import Watch

FIRST_TITLE = "My group"
"""Of the group that is begun with the first files."""


def read_group(groups: Groups, slug: str, _watch: Watch) -> GroupState | None:
    """The group of that name, or the first one there is; ``None`` where there is none that can be opened."""
    entries = [each for each in groups.list() if not each.problem]
    if not entries:
        return None
    chosen = next((each for each in entries if each.slug == slug), entries[0])
    with groups.open(chosen.slug) as group:
        titles = tuple((each.slug, each.title) for each in entries)
        return GroupState(group.slug, group.title, titles, group.handed_in, group.numbers())


def take_in(groups: Groups, slug: str, files: Sequence[Path], watch: Watch) -> GroupState | None:
    """Take files into a group, or into a first one where there is none; gives how it is then."""
    slug = slug or groups.create(FIRST_TITLE).slug
    with groups.open(slug) as group:
        group.take_in(files, watch)
    return read_group(groups, slug, watch)


def write_learner(groups: Groups, slug: str, learner_id: str, out: Path, watch: Watch) -> None:
    """Write a learner's progress with the notes to it."""
    with groups.open(slug) as group:
        group.write(learner_id, out, watch)


def remove_learner(groups: Groups, slug: str, learner_id: str, watch: Watch) -> GroupState | None:
    """Take a learner out of a group; gives how it is then."""
    with groups.open(slug) as group, suppress(KeyError):
        group.remove_learner(learner_id)
    return read_group(groups, slug, watch)
