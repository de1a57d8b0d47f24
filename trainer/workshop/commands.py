"""What is asked of a room: by phones over the network, and by the instructor at the laptop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from trainer.study.workshop.plan import Plan, Round, Step


class Why(StrEnum):
    """Why something was refused, for whoever has to say it in another language."""

    CLOSED = "closed"
    """The ballot takes no votes any more."""
    NOT_HERE = "not-here"
    """No such participant, or one who was removed."""
    NAME_TAKEN = "name-taken"
    NAME_UNUSABLE = "name-unusable"
    NOT_LISTED = "not-listed"
    FULL = "full"
    OVER = "over"
    """The workshop has ended, or its doors are closed."""
    INVALID = "invalid"
    """No such option, ballot, decision or number."""
    NOT_NOW = "not-now"
    """Not at this step."""


class Refused(Exception):
    """A room doesn't do what it was asked; nothing has changed."""

    def __init__(self, why: Why, sentence: str, suggestion: str = "") -> None:
        super().__init__(sentence)
        self.why = why
        self.suggestion = suggestion
        """A name that is free, where the one asked for is taken."""


@dataclass(frozen=True, slots=True)
class Command:
    """Base of all that is asked."""


# From the phones


@dataclass(frozen=True, slots=True)
class Join(Command):
    """Come in; the same key comes in as the same participant, whatever the name."""

    key_hash: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Rename(Command):
    """Be called something else, or be spoken to in another language."""

    participant: int
    name: str
    language: str = ""
    """None: stays as it is."""


@dataclass(frozen=True, slots=True)
class CastVote(Command):
    """Vote, or change one's vote; the same ``vote_id`` a second time changes nothing and is well."""

    participant: int
    ballot_id: int
    vote_id: str
    choice: str
    forecast: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reflect(Command):
    """Write down which factors one saw, and a line to take along."""

    participant: int
    decision_id: str
    marks: Mapping[str, str]
    takeaway: str


# From the instructor


@dataclass(frozen=True, slots=True)
class Next(Command):
    """On: close an open vote, else show the next part or go to the next step."""


@dataclass(frozen=True, slots=True)
class Back(Command):
    """To the part or step before; nothing is undone by it, and no ballot opens again."""


@dataclass(frozen=True, slots=True)
class Go(Command):
    """To any step, past all between."""

    step: Step
    decision: int | None = None
    """Place in the plan."""
    part: int = 1
    """Of the reveal."""


@dataclass(frozen=True, slots=True)
class OpenDoors(Command):
    """Let phones in; the code stays the same through the workshop."""

    address: str
    port: int
    code: str


@dataclass(frozen=True, slots=True)
class CloseDoors(Command):
    """Let nobody in, and nobody go on."""


@dataclass(frozen=True, slots=True)
class CloseBallot(Command):
    """Take no more votes."""


@dataclass(frozen=True, slots=True)
class ReopenBallot(Command):
    """Vote once more in a round: a new ballot, the old one stays. Refused once the record was shown."""

    decision_id: str
    round: Round


@dataclass(frozen=True, slots=True)
class CountHands(Command):
    """Put down a show of hands for a round; opens and closes a ballot of its own where there is none without votes."""

    decision_id: str
    round: Round
    hands: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Remove(Command):
    """Send somebody out; their votes stay, and are counted no more."""

    participant: int


@dataclass(frozen=True, slots=True)
class Readmit(Command):
    """Let somebody back in; with ``new_phone`` the next phone that joins by their name is theirs."""

    participant: int
    new_phone: bool = False


@dataclass(frozen=True, slots=True)
class AddTime(Command):
    """Give the present step more time (seconds), or less."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Hold(Command):
    """Hold the time, or let it run on."""

    on: bool


@dataclass(frozen=True, slots=True)
class Blank(Command):
    """Darken the room's screen, or bring it back."""

    on: bool


@dataclass(frozen=True, slots=True)
class TakeNote(Command):
    """Keep the instructor's private note on a decision, or on the whole (empty id)."""

    decision_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Replan(Command):
    """Change the plan; what was voted stays, and so does the decision at which the room is."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class End(Command):
    """The workshop is over; with ``reopen`` it goes on."""

    reopen: bool = False
