"""From the loop of the server to the host, and back."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque

from trainer.study.workshop.events import Happened
from trainer.workshop.commands import Command
from trainer.workshop.host import Host, Outcome

_Answer = asyncio.Future[tuple[Happened, ...]]


class Asking:
    """Waits for the host without holding up the loop. What was stored together comes back together: the loop is woken
    once for all of it."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._loop = asyncio.get_running_loop()
        self._arrived: deque[tuple[_Answer, Outcome]] = deque()
        self._called = False

    async def ask(self, command: Command) -> tuple[Happened, ...]:
        """What happened, once it is stored; raises what the host tells."""
        answer: _Answer = self._loop.create_future()
        self._host.ask(command, lambda outcome: self._arrive(answer, outcome))
        return await answer

    def _arrive(self, answer: _Answer, outcome: Outcome) -> None:
        """Called in the host's thread."""
        self._arrived.append((answer, outcome))
        if not self._called:
            self._called = True
            # A loop that has ended asks no more.
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._deliver)

    def _deliver(self) -> None:
        # Before anything is taken out: what is put in from here on calls anew.
        self._called = False
        while self._arrived:
            answer, outcome = self._arrived.popleft()
            if answer.done():
                continue
            if isinstance(outcome, Exception):
                answer.set_exception(outcome)
            else:
                answer.set_result(outcome)
