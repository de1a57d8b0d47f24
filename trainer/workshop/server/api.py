"""What a phone may ask. All of it is about that phone's own participant; nothing here steers the room."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from trainer.progress.errors import ProgressError
from trainer.study.workshop.plan import Joining, Naming
from trainer.study.workshop.session import Participant
from trainer.workshop.codes import same_code
from trainer.workshop.commands import CastVote, Join, Reflect, Refused, Rename, Why
from trainer.workshop.host import Busy, Gone, Host
from trainer.workshop.joining import participant_with
from trainer.workshop.phone import vote_json
from trainer.workshop.pseudonyms import pseudonym
from trainer.workshop.server.answers import answer, failure, refusal
from trainer.workshop.server.asking import Asking
from trainer.workshop.server.bodies import JoinBody, NameBody, ReflectBody, Unreadable, VoteBody, read_body
from trainer.workshop.server.homes import Homes, TakeHome
from trainer.workshop.server.limits import Changes, WrongCodes
from trainer.workshop.server.overtaking import Overtaking
from trainer.workshop.server.streams import Streams
from trainer.workshop.server.tokens import key_hash, known_by, set_cookie, token

NotDone = (Refused, Busy, Gone, ProgressError)
"""What a host raises for a command."""
_MOST_KNOWN = 4_096


class Api:
    """Answers phones. Lives in the server's loop."""

    def __init__(self, host: Host, streams: Streams, take_home: TakeHome | None) -> None:
        self._host, self._streams = host, streams
        self._homes = Homes(host, take_home) if take_home is not None else None
        self._asking = Asking(host)
        self._wrong = WrongCodes(time.monotonic)
        self._changes, self._overtaking = Changes(time.monotonic), Overtaking()
        self._chance = random.SystemRandom()
        self._known: dict[str, Participant] = {}
        """By the Cookie header with which they came, so that a signature is reckoned once."""

    async def hello(self, request: Request) -> Response:
        """What the page has to know before it asks to come in; nothing of the workshop without its code."""
        session = self._host.session
        told: dict[str, object] = {"language": session.plan.language, "code": False}
        typed = request.query_params.get("code", "")
        if not typed:
            return answer(told)
        refused = self._wrong_code(request, typed)
        if refused is not None:
            return refused if refused.status_code == 429 else answer(told)
        plan = session.plan
        language = request.query_params.get("language", plan.language)
        taken = {each.name for each in session.here}
        made_up = plan.joining is Joining.ANYBODY and plan.naming is Naming.PSEUDONYMS
        return answer(
            told
            | {
                "code": True,
                "title": plan.title,
                "case": plan.case_title,
                "listed": plan.joining is Joining.LISTED,
                "names": plan.naming is Naming.NAMES,
                "open_votes": plan.open_votes,
                "suggestion": pseudonym(language, taken, self._chance) if made_up else "",
            }
        )

    async def join(self, request: Request) -> Response:
        """Come in, or come back."""
        try:
            body = read_body(request, JoinBody)
        except Unreadable as error:
            return failure(422, Why.INVALID, str(error))
        refused = self._wrong_code(request, body.code)
        if refused is not None:
            return refused
        key = key_hash(body.key)
        known = participant_with(self._host.session, key)
        if known is not None and (refused := self._too_often(known.id)) is not None:
            return refused
        try:
            await self._asking.ask(Join(key, body.name, body.language))
        except NotDone as error:
            return refusal(error)
        session = self._host.session
        participant = participant_with(session, key)
        if participant is None:
            return failure(409, Why.NOT_HERE, "The instructor has let another phone take this place. Join once more.")
        cookie = set_cookie(token(self._host.secret, session.id, participant))
        return answer(self._streams.view(participant.id), headers={"set-cookie": cookie})

    async def me(self, request: Request) -> Response:
        """All that this phone shows."""
        participant = self._participant(request)
        return _unknown() if participant is None else answer(self._streams.view(participant.id))

    async def name(self, request: Request) -> Response:
        """Be called something else."""
        participant = self._participant(request)
        if participant is None:
            return _unknown()
        try:
            body = read_body(request, NameBody)
            if (refused := self._too_often(participant.id)) is not None:
                return refused
            await self._asking.ask(Rename(participant.id, body.name, body.language))
        except (Unreadable, *NotDone) as error:
            return _not_done(error)
        return answer(self._streams.view(participant.id))

    async def vote(self, request: Request) -> Response:
        """Vote; answered once it is stored."""
        participant = self._participant(request)
        if participant is None:
            return _unknown()
        try:
            body = read_body(request, VoteBody)
            if (refused := self._too_often(participant.id)) is not None:
                return refused
            if self._overtaking.is_overtaken(participant.id, body.ballot, body.id):
                return answer({"vote": self._stored(body.ballot, participant.id)})
            await self._asking.ask(
                CastVote(participant.id, body.ballot, body.id, body.choice, body.forecast, body.reason)
            )
        except Refused as error:
            self._overtaking.forget(participant.id, body.ballot, body.id)
            return refusal(error, vote=self._stored(body.ballot, participant.id))
        except (Unreadable, *NotDone) as error:
            return _not_done(error)
        return answer({"vote": self._stored(body.ballot, participant.id)})

    async def reflect(self, request: Request) -> Response:
        """Keep marks and the line to take along; answered once they are stored."""
        participant = self._participant(request)
        if participant is None:
            return _unknown()
        try:
            body = read_body(request, ReflectBody)
            if (refused := self._too_often(participant.id)) is not None:
                return refused
            await self._asking.ask(Reflect(participant.id, body.decision, body.marks, body.takeaway))
        except (Unreadable, *NotDone) as error:
            return _not_done(error)
        stored = self._host.session.reflections[participant.id, body.decision]
        return answer({"at": stored.at.isoformat(timespec="milliseconds")})

    async def stream(self, request: Request) -> Response:
        """Hear what changes."""
        participant = self._participant(request)
        return _unknown() if participant is None else _Streaming(self._streams, participant.id)

    async def take_home(self, request: Request) -> Response:
        """The participant's own votes as a file."""
        participant = self._participant(request)
        if participant is None:
            return _unknown()
        if self._homes is None:
            return failure(409, Why.NOT_NOW, "There is nothing to take home yet.")
        try:
            content = await self._homes.file(participant.id)
        except NotDone as error:
            return refusal(error)
        headers = {"content-disposition": 'attachment; filename="workshop.progress"'}
        return Response(content, headers=headers, media_type="application/octet-stream")

    def _participant(self, request: Request) -> Participant | None:
        header, session = _cookie(request), self._host.session
        known = self._known.get(header)
        participant = None if known is None else session.participants.get(known.id)
        # The signature holds for a phone with this key: with another it is reckoned anew, and doesn't fit.
        if known is None or participant is None or participant.key_hash != known.key_hash:
            participant = known_by(header, self._host.secret, session)
            if participant is not None:
                self._known[header] = participant
                if len(self._known) > _MOST_KNOWN:
                    del self._known[next(iter(self._known))]
        return participant

    def _wrong_code(self, request: Request, typed: str) -> Response | None:
        doors = self._host.session.doors
        if doors is not None and same_code(typed, doors.code):
            return None
        wait = self._wrong.wait(request.client.host if request.client else "")
        if wait:
            message = "Too many wrong codes came from here. Wait a minute, then type the code on the room’s screen."
            return failure(429, "too-many", message, {"retry-after": str(wait)})
        return failure(403, "wrong-code", "This isn’t the code. Type the six characters on the room’s screen.")

    def _too_often(self, participant_id: int) -> Response | None:
        """What a phone is told that has more stored than anybody would by hand."""
        wait = self._changes.wait(participant_id)
        if not wait:
            return None
        return failure(429, "too-many", "That was changed too often. Wait a moment.", {"retry-after": str(wait)})

    def _stored(self, ballot_id: int, participant_id: int) -> Mapping[str, object] | None:
        """The vote that counts; ``None`` where there is none."""
        ballot = self._host.session.ballots.get(ballot_id)
        vote = None if ballot is None else ballot.votes.get(participant_id)
        return None if vote is None else vote_json(ballot_id, vote)


class _Streaming(Response):
    def __init__(self, streams: Streams, participant: int) -> None:
        super().__init__()
        self._streams, self._participant = streams, participant

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._streams.serve(self._participant, scope, receive, send)


def _cookie(request: Request) -> str:
    """The Cookie header. All phones send one with their vote, and Starlette's mapping of headers takes its time."""
    said: Iterable[tuple[bytes, bytes]] = request.scope["headers"]
    return next((value.decode("latin-1") for name, value in said if name == b"cookie"), "")


def _unknown() -> Response:
    return failure(401, "token", "This phone isn’t known here, or no longer. Join with the code on the room’s screen.")


def _not_done(error: Exception) -> Response:
    return failure(422, Why.INVALID, str(error)) if isinstance(error, Unreadable) else refusal(error)
