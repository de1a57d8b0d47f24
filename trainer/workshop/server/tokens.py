"""What a phone is known by once it has come in."""

from __future__ import annotations

import hashlib
import hmac

from trainer.study.workshop.session import Participant, Session

COOKIE = "workshop"
_TWO_DAYS = 2 * 24 * 3600


def key_hash(key: str) -> str:
    """How the key that a phone made up is remembered."""
    return hashlib.sha256(key.encode()).hexdigest()


def token(secret: bytes, workshop_id: str, participant: Participant) -> str:
    """Workshop, number and signature. It holds for one phone: whoever comes back with another key gets a new one."""
    return f"{workshop_id}.{participant.id}.{_signature(secret, workshop_id, participant)}"


def set_cookie(value: str) -> str:
    """The header that hands a token to a phone; no script there can read it."""
    return f"{COOKIE}={value}; Path=/; Max-Age={_TWO_DAYS}; HttpOnly; SameSite=Strict"


def known_by(header: str, secret: bytes, session: Session) -> Participant | None:
    """Whose token is in a Cookie header; ``None`` where there is none that holds.

    There may be several: browsers keep one jar for all ports of an address.
    """
    for cookie in header.split(";"):
        name, _, value = cookie.strip().partition("=")
        if name == COOKIE:
            found = _participant(value, secret, session)
            if found is not None:
                return found
    return None


def _participant(value: str, secret: bytes, session: Session) -> Participant | None:
    workshop_id, _, rest = value.rpartition(".")[0].rpartition(".")
    if workshop_id != session.id or not (rest.isascii() and rest.isdigit() and len(rest) < 10):
        return None
    participant = session.participants.get(int(rest))
    if participant is None or not hmac.compare_digest(value.encode(), token(secret, session.id, participant).encode()):
        return None
    return participant


def _signature(secret: bytes, workshop_id: str, participant: Participant) -> str:
    told = f"{workshop_id}.{participant.id}.{participant.key_hash}"
    return hmac.new(secret, told.encode(), hashlib.sha256).hexdigest()
