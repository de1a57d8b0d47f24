"""Taking one's own votes home: what the server hands a phone that asks for them."""

from __future__ import annotations

from collections.abc import Callable

from trainer.progress.clock import Clock
from trainer.progress.transfer.refusal import TransferRefused
from trainer.progress.workshops.take_home import NothingYet, take_home
from trainer.workshop.commands import Refused, Why
from trainer.workshop.host import Host


def taking_home(host: Host, clock: Clock) -> Callable[[int], bytes]:
    """What makes the file of a participant, by their id; may be called in any thread.

    It raises ``Refused`` where there is nothing to take home, or no such participant, or where no file can be written
    at present, and ``ProgressError``.
    """

    def take(participant_id: int) -> bytes:
        try:
            return take_home(host.session, participant_id, host.records, clock())
        except KeyError:
            raise Refused(Why.NOT_HERE, "There is no such participant in this workshop.") from None
        except (NothingYet, TransferRefused) as refused:
            raise Refused(Why.NOT_NOW, str(refused)) from refused
        except OSError as error:
            sentence = f"The file can't be written on this laptop: {error.strerror or error}. Try again in a moment."
            raise Refused(Why.NOT_NOW, sentence) from error

    return take
