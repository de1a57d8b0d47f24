"""Votes that arrive after the one that took their place."""

from __future__ import annotations

from collections import deque

_MOST = 8_192
_IDS = 16
"""Of which one phone may have sent copies that are still on their way."""


class Overtaking:
    """Remembers in which order each participant's votes came in.

    On a bad network a phone sends the same vote again and again until it hears that it is in. A copy that was held up
    may come after the participant has voted otherwise, and must not undo that. Copies don't outlive the server: with
    it end the lines on which they are sent.
    """

    def __init__(self) -> None:
        self._came: dict[tuple[int, int], deque[str]] = {}

    def is_overtaken(self, participant: int, ballot: int, vote_id: str) -> bool:
        """Whether another vote of theirs has come in since this one came first; a new one is remembered."""
        key = (participant, ballot)
        came = self._came.get(key)
        if came is None:
            came = self._came[key] = deque(maxlen=_IDS)
            if len(self._came) > _MOST:
                del self._came[next(iter(self._came))]
        if vote_id in came:
            return came[-1] != vote_id
        came.append(vote_id)
        return False

    def forget(self, participant: int, ballot: int, vote_id: str) -> None:
        """This one was refused, and took nobody's place."""
        came = self._came.get((participant, ballot))
        if came is not None and vote_id in came:
            came.remove(vote_id)
