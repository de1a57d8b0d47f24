"""Votes on their way home: each file is made once, and again only when something has come to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from trainer.workshop.host import Host

TakeHome = Callable[[int], bytes]
"""The votes of a participant as a file; raises ``Refused`` where there is nothing to take home yet."""

_MOST = 64
"""Files that are kept ready."""


class Homes:
    """Makes files in a thread, one at a time: a room asks for all of them at once. Lives in the server's loop."""

    def __init__(self, host: Host, make: TakeHome) -> None:
        self._host, self._make = host, make
        self._turn = asyncio.Lock()
        self._made: dict[int, tuple[object, bytes]] = {}

    async def file(self, participant: int) -> bytes:
        """The file of a participant; raises what making it raises."""
        async with self._turn:
            state = self._state(participant)
            known = self._made.pop(participant, None)
            if known is None or known[0] != state:
                known = (state, await asyncio.to_thread(self._make, participant))
            # Put back as the newest, so that the one let go of was asked for longest ago.
            self._made[participant] = known
            if len(self._made) > _MOST:
                del self._made[next(iter(self._made))]
            return known[1]

    def _state(self, participant: int) -> object:
        """All that stands in a file."""
        session = self._host.session
        votes = [ballot.votes.get(participant) for ballot in session.ballots.values()]
        said = [session.reflections.get((participant, decision_id)) for decision_id in session.shown]
        return session.participants.get(participant), dict(session.shown), votes, said
