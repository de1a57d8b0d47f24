"""Progress files with something in them, and ways in which files really get damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.progress import tiny
from trainer.case.sealed import Case
from trainer.progress.store import Store
from trainer.progress.values import FactorMark, Learner
from trainer.study.playthrough import Commitment, Draft

PAGE = 4096

REASONS = "我们没有时间再等半年了。 Half a year hurts. " * 6


def fill(store: Store, town: Case, clock: tiny.Clock, rounds: int = 20) -> tuple[Learner, Learner]:
    """Two learners with attempts at two decisions, debriefed each time; a further one begun, and drafts."""
    mara, li = store.add_learner("Mara"), store.add_learner("李 Wei")
    for number in range(rounds):
        for learner in (mara, li):
            for decision in ("harbour", "bridge"):
                clock.pass_by(7)
                envelope = town.envelopes[decision]
                made = store.commit(learner.id, "town", envelope, Commitment("build", number, f"{number}. {REASONS}"))
                store.open_steps(made.id, tiny.ALL)
                store.save_debrief(made.id, {"cash": FactorMark.SAW}, f"Take along {number}.")
                store.close_debrief(made.id)
    clock.pass_by()
    made = store.commit(mara.id, "town", town.envelopes["tunnel"], Commitment("wait", 99, "The last one."))
    store.open_steps(made.id, 2)
    clock.pass_by()
    store.save_draft(li.id, "town", "tunnel", Draft("wait", 12, "Half a sen", 0.5))
    return mara, li


def whole(path: Path) -> None:
    """Put everything into the file itself, as it is after the program was closed and copied about."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def pages_of(path: Path, *names: str) -> list[int]:
    """Every page of tables and indexes, by walking them as SQLite does; from 1."""
    with closing(sqlite3.connect(path)) as connection:
        marks = ", ".join("?" * len(names))
        roots = connection.execute(f"SELECT rootpage FROM sqlite_master WHERE name IN ({marks})", names)
        found = [root for (root,) in roots]
    content = path.read_bytes()
    for number in found:
        page = content[(number - 1) * PAGE : number * PAGE]
        begin = 100 if number == 1 else 0
        if page[begin] in (2, 5):
            cells = int.from_bytes(page[begin + 3 : begin + 5], "big")
            pointers = [begin + 12 + 2 * index for index in range(cells)]
            starts = [int.from_bytes(page[at : at + 2], "big") for at in pointers]
            found += [int.from_bytes(page[at : at + 4], "big") for at in starts]
            found.append(int.from_bytes(page[begin + 8 : begin + 12], "big"))
    return found


def zero(path: Path, numbers: list[int]) -> None:
    """Have pages hold nothing but zeros, as a disk may give them back."""
    content = bytearray(path.read_bytes())
    for number in numbers:
        content[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
    path.write_bytes(content)


def cut(share: float) -> Callable[[Path], None]:
    """Makes a file end early."""

    def spoil(path: Path) -> None:
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])

    return spoil


def spoil_head(path: Path) -> None:
    """Have the first hundred bytes be anything."""
    path.write_bytes(bytes(range(100)) + path.read_bytes()[100:])


def spoil_first_page(path: Path) -> None:
    """Lose the page that says where everything is."""
    zero(path, [1])


def foreign(path: Path) -> None:
    """Have another program's database stand there."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE album (title, year)")
        connection.execute("INSERT INTO album VALUES ('Songs', 1977)")
        connection.commit()


def letter(path: Path) -> None:
    """Have a text stand there."""
    path.write_bytes(b"This is a letter, and no database at all.\n" * 100)


def empty(path: Path) -> None:
    """Lose everything."""
    path.write_bytes(b"")
