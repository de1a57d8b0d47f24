"""Killing whoever stores votes, at random moments, and looking at what is left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.workshop.made import BEGAN, play
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.events import BallotOpened, DoorsSet, Joined, Voted, after
from trainer.study.workshop.plan import Round
from trainer.study.workshop.session import Session

ROOT = Path(__file__).parents[3]
PEOPLE = 60


def voting(folder: Path) -> Path:
    """A workshop in the middle of a vote that nobody has open."""
    played = play(people=PEOPLE, decisions=1)
    with WorkshopFile.create(folder, played.start.plan) as file:
        file.keep_texts(played.sheets.values(), played.case.envelopes)
        file.keep([each for each in played.events if isinstance(each, (DoorsSet, Joined))])
        file.keep([BallotOpened(BEGAN, 1, played.decisions[0], Round.FIRST)])
    return file.path


@dataclass(frozen=True)
class Killed:
    """What was acknowledged before the program died, and what its file holds."""

    acknowledged: tuple[str, ...]
    stored: tuple[str, ...]
    """Ids of all votes that were ever stored, as often as they were."""
    session: Session
    remade: Session
    """As everything that happened makes it."""

    @property
    def lost(self) -> tuple[str, ...]:
        """Acknowledged and not there."""
        return tuple(set(self.acknowledged) - set(self.stored))

    @property
    def doubled(self) -> tuple[str, ...]:
        """There more than once."""
        return tuple(vote_id for vote_id, times in Counter(self.stored).items() if times > 1)


class Killer:
    """Lets votes be stored, and kills whoever does it."""

    def __init__(self, voters: subprocess.Popen[str], chance: random.Random) -> None:
        self._voters, self._chance = voters, chance

    def round(self, path: Path, seed: int) -> Killed:
        """Kill at a random moment after some votes were acknowledged."""
        assert self._voters.stdin is not None
        assert self._voters.stdout is not None
        said = iter(self._voters.stdout.readline, "")
        self._voters.stdin.write(f"{path} {seed}\n")
        self._voters.stdin.flush()
        child = int(next(said).removeprefix("child "))
        acknowledged = [next(said).strip() for _ in range(self._chance.randint(1, 400))]
        spin = self._chance.randrange(20_000)
        while spin:
            # Not just after an answer, but anywhere between two.
            spin -= 1
        os.kill(child, signal.SIGKILL)
        for line in said:
            if line == "dead\n":
                break
            acknowledged.append(line.strip())
        return _looked_at(path, tuple(acknowledged), seed)


@contextmanager
def killer(seed: int) -> Iterator[Killer]:
    """The program that is killed again and again, started once."""
    command = [sys.executable, "-m", "tests.progress.workshops.voters"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as voters:
        yield Killer(voters, random.Random(seed))


def _looked_at(path: Path, acknowledged: tuple[str, ...], seed: int) -> Killed:
    with WorkshopFile.open(path) as file:
        session, moments = file.read(), file.moments()
    stored = [each.vote.id for each in moments if isinstance(each, Voted) and each.vote.id.startswith(f"vote-{seed}-")]
    start = Session(session.id, session.plan, session.created)
    return Killed(acknowledged, tuple(stored), session, after(start, *moments))
