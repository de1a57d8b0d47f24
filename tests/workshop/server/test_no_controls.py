"""The instructor's controls can't be reached over the network, since nothing in the server knows them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import trainer.workshop.server
from trainer.workshop import commands

FOLDER = Path(trainer.workshop.server.__file__).parent
OF_PHONES = {"CastVote", "Join", "Reflect", "Rename"}
"""What phones may ask."""
HARMLESS = {"Command", "Refused", "Why"}
"""What asks for nothing."""


def _imported(module: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def test_the_server_knows_only_what_phones_may_ask() -> None:
    known: set[str] = set()
    for path in sorted(FOLDER.glob("*.py")):
        for module, name in _imported(ast.parse(path.read_text())):
            assert (module, name) != ("trainer.workshop", "commands"), path.name
            assert module != "trainer.workshop.room", path.name
            if module == "trainer.workshop.commands":
                known.add(name)

    assert known == OF_PHONES | {name for name in HARMLESS if name in known}
    assert set(vars(commands)) > OF_PHONES | HARMLESS
