"""A program that stores votes until it is killed, again and again, and tells of each as soon as it is acknowledged.

Reads lines of a workshop's file and a number for chance. For each it lets a child vote into the file, which says who it
is and then the ids of the votes that are acknowledged; once the child is dead it says ``dead``.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from trainer.progress.clock import utc_now
from trainer.progress.workshops.file import WorkshopFile
from trainer.workshop.commands import CastVote
from trainer.workshop.host import Host

MOST = 40
"""Votes that wait to be stored together."""


def say(line: str) -> None:
    """In one piece, or not at all."""
    os.write(1, f"{line}\n".encode())


def vote(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    host = Host(WorkshopFile.open(path), utc_now)
    session = host.session
    ballot = session.open_ballot
    assert ballot is not None
    options = [option.id for option in host.sheet(ballot.decision_id).briefing.options]
    number = 0
    while True:
        asked = []
        for participant in chance.sample(list(session.participants), chance.randint(1, MOST)):
            number += 1
            vote_id = f"vote-{seed}-{number:06}"
            command = CastVote(
                participant, ballot.id, vote_id, chance.choice(options), chance.randrange(101), "It's time."
            )
            asked.append((vote_id, host.submit(command)))
        for vote_id, answer in asked:
            answer.result()
            say(vote_id)


def main() -> None:
    for line in sys.stdin:
        path, seed = line.rstrip("\n").rsplit(" ", 1)
        child = os.fork()
        if not child:
            say(f"child {os.getpid()}")
            vote(Path(path), int(seed))
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
