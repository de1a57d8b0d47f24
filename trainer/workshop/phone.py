"""What each phone is told: all that its participant may know now, and nothing of anybody else.

What the server and the page say to each other:

``GET /api/hello?code=K7PXQM``
    ``{"language", "code": bool}``, and where the code is right also ``{"title", "case", "listed", "names",
    "open_votes": bool, "suggestion"}``.
``POST /api/join`` ``{"code", "key", "name", "language"}``
    The view. The same key is the same participant.
``GET /api/me``
    The view.
``POST /api/name`` ``{"name", "language"}``
    The view.
``POST /api/vote`` ``{"ballot", "id", "choice", "forecast", "reason"}``
    ``{"vote": {"ballot", "id", "choice", "forecast", "reason", "at"}}`` once it is durably stored. The same id again
    gives the same answer.
``POST /api/reflect`` ``{"decision", "marks", "takeaway"}``
    ``{"at"}`` once it is durably stored.
``GET /api/stream``
    Events: ``view`` with the view, ``count`` with what :meth:`Phones.counts` gives, ``beat`` every few seconds so that
    a phone knows that the line is alive (a comment would tell its page nothing), ``end`` with ``{"error"}`` as the last
    one where the phone may not come again.
``GET /api/take-home``
    The votes of this participant, as a progress file.

What is refused comes with its status and ``{"error", "message"}``: ``error`` is a value of
:class:`~trainer.workshop.commands.Why`, or ``wrong-code``, ``too-many`` (with ``Retry-After``), ``busy``, ``token``
(not known, or no longer: join again).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

from trainer.case.sealed import FullSheet, Sheet
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.own_votes import can_take_home
from trainer.study.workshop.pairs import pairs
from trainer.study.workshop.plan import ROUNDS, PlannedDecision, Round, Step
from trainer.study.workshop.session import Ballot, Session, Vote
from trainer.study.workshop.tally import tally
from trainer.workshop.phone_texts import Json, briefing_text, decision_head, factor_texts, record_parts

_TIMED = (Step.FIRST_VOTE, Step.DISCUSS, Step.SECOND_VOTE)
"""Steps whose time is shown to the room."""
_WHOLE = len(REVEAL_STEPS)


def phone_view(
    session: Session,
    participant_id: int,
    sheets: Mapping[str, Sheet],
    records: Mapping[str, FullSheet],
    now: dt.datetime,
) -> Json:
    """What one phone is told, as plain JSON; see :meth:`Phones.view`."""
    return Phones(session, sheets, records).view(participant_id, now)


class Phones:
    """What all phones are told while the session is this one; what they have in common is worked out once."""

    def __init__(self, session: Session, sheets: Mapping[str, Sheet], records: Mapping[str, FullSheet]) -> None:
        """The sheet of each planned decision, and the record of each of which any part was shown, by their ids."""
        self._session = session
        self._sheets = sheets
        self._records = records

    def view(self, participant_id: int, now: dt.datetime) -> Json:
        """All that a participant may know now, as plain JSON.

        Of somebody who was removed it says only that. Raises ``KeyError`` for one who never was here.
        """
        session = self._session
        if not session.participants[participant_id].is_here:
            return {"workshop": session.id, "title": session.plan.title, "removed": True}
        return self.shared | self.own(participant_id, now)

    def is_here(self, participant_id: int) -> bool:
        """Whether somebody came, and wasn't removed."""
        return participant_id in self._here

    @cached_property
    def shared(self) -> Json:
        """What all who are here are told alike."""
        session = self._session
        head: Json = {"workshop": session.id, "title": session.plan.title, "here": len(self._here)}
        return head | self._place | self._texts | self.counts()

    def own(self, participant_id: int, now: dt.datetime) -> Json:
        """The rest of the view of somebody who is here."""
        participant = self._session.participants[participant_id]
        me = {"name": participant.name, "language": participant.language}
        return {"me": me, "countdown": self._countdown(now)} | self._own(participant_id)

    def counts(self) -> Json:
        """How many have voted, never which way; a part of the view that changes with every vote."""
        return {"ballot": self._counted}

    @cached_property
    def _here(self) -> frozenset[int]:
        return frozenset(each.id for each in self._session.here)

    @cached_property
    def _counted(self) -> Json | None:
        ballot = self._ballot
        if ballot is None:
            return None
        return {
            "id": ballot.id,
            "round": int(ballot.round),
            "open": ballot.is_open,
            "hands": ballot.hands is not None,
            "voted": len(self._here & ballot.votes.keys()),
            "of": len(self._here),
        }

    @cached_property
    def _place(self) -> Json:
        session = self._session
        doors = session.doors
        return {
            "step": session.stage.step.value,
            "number": 0 if session.stage.decision is None else session.stage.decision + 1,
            "of": len(session.plan.decisions),
            "open_votes": session.plan.open_votes,
            "doors": doors is not None and doors.is_open,
            "ended": session.ended is not None,
        }

    @cached_property
    def _planned(self) -> PlannedDecision | None:
        return self._session.decision

    @cached_property
    def _shown(self) -> int:
        """How many parts of the record of the present decision the room has seen."""
        return 0 if self._planned is None else self._session.shown.get(self._planned.decision_id, 0)

    @cached_property
    def _ballot(self) -> Ballot | None:
        """The ballot of the present step."""
        round_ = ROUNDS.get(self._session.stage.step)
        if self._planned is None or round_ is None:
            return None
        return next(reversed(self._session.ballots_of(self._planned.decision_id, round_)), None)

    @cached_property
    def _texts(self) -> Json:
        """The decision, its results and its record, as far as the room has seen them."""
        planned, step = self._planned, self._session.stage.step
        if planned is None:
            return {"decision": None, "briefing": None, "results": None, "record": [], "factors": []}
        sheet = self._sheets[planned.decision_id]
        parts = step in (Step.REVEAL, Step.DEBRIEF) and self._shown
        # A record that can't be opened keeps nobody's phone from going on.
        record = self._records.get(planned.decision_id) if parts else None
        return {
            "decision": decision_head(sheet),
            "briefing": briefing_text(sheet) if record is None else None,
            "results": self._results,
            "record": record_parts(record, self._shown) if record else [],
            "factors": factor_texts(record) if record and step is Step.DEBRIEF and self._shown >= _WHOLE else [],
        }

    @cached_property
    def _results(self) -> Json | None:
        planned = self._planned
        if planned is None or planned.decision_id not in self._session.results:
            return None
        options = [each.id for each in self._sheets[planned.decision_id].briefing.options]
        return {str(int(each)): self._result(planned, each, options) for each in Round}

    def _result(self, planned: PlannedDecision, round_: Round, options: list[str]) -> Json | None:
        ballot = self._session.ballot(planned.decision_id, round_)
        if ballot is None:
            return None
        counted = tally(self._session, ballot, options)
        return {"hands": counted.by_hands, "few": counted.is_few, "counts": counted.counts}

    def _countdown(self, now: dt.datetime) -> Json | None:
        time = self._session.countdown
        if time is None or not self._session.plan.countdown or self._session.stage.step not in _TIMED:
            return None
        return {"left": round(max(time.remaining(now), 0.0), 1), "runs": time.ends is not None}

    def _own(self, participant_id: int) -> Json:
        """What this participant said, and what follows from it for them alone."""
        session, planned = self._session, self._planned
        taken_home = can_take_home(session, participant_id)
        own: Json = {"mine": None, "votes": {}, "find": None, "reflection": None, "take_home": taken_home}
        if planned is None:
            return own
        decision_id = planned.decision_id
        if self._ballot is not None:
            own["mine"] = _vote(self._ballot, participant_id)
        for round_ in Round:
            ballot = session.ballot(decision_id, round_)
            own["votes"][str(int(round_))] = ballot and _vote(ballot, participant_id)
        if session.stage.step is Step.DISCUSS:
            own["find"] = self._pairs.get(participant_id)
        reflection = session.reflections.get((participant_id, decision_id))
        if reflection is not None:
            own["reflection"] = {"marks": dict(reflection.marks), "takeaway": reflection.takeaway}
        return own

    @cached_property
    def _pairs(self) -> Mapping[int, str | None]:
        return {} if self._planned is None else pairs(self._session, self._planned.decision_id)


def _vote(ballot: Ballot, participant_id: int) -> Json | None:
    vote = ballot.votes.get(participant_id)
    return None if vote is None else vote_json(ballot.id, vote)


def vote_json(ballot_id: int, vote: Vote) -> Json:
    """A vote as its own phone gets it."""
    return {
        "ballot": ballot_id,
        "id": vote.id,
        "choice": vote.choice,
        "forecast": vote.forecast,
        "reason": vote.reason,
        "at": vote.at.astimezone(dt.UTC).isoformat(timespec="milliseconds"),
    }
