from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workshop.made import play
from trainer.workshop.server.tokens import known_by, set_cookie, token

SECRET = b"s" * 32
SESSION = play(3, 1).session
MEI = SESSION.participants[1]


def test_a_token_leads_to_its_participant() -> None:
    for each in SESSION.participants.values():
        assert known_by(f"workshop={token(SECRET, SESSION.id, each)}", SECRET, SESSION) == each


def test_it_is_found_among_other_cookies_of_the_same_address() -> None:
    own = token(SECRET, SESSION.id, MEI)

    assert known_by(f"a=b; workshop=old.1.{'0' * 64};  workshop={own}; c", SECRET, SESSION) == MEI


def test_every_changed_character_makes_it_worthless() -> None:
    own = token(SECRET, SESSION.id, MEI)
    for place in range(len(own)):
        changed = own[:place] + ("x" if own[place] != "x" else "y") + own[place + 1 :]
        assert known_by(f"workshop={changed}", SECRET, SESSION) is None


@pytest.mark.parametrize("header", ["", ";", "workshop", "workshop=", "workshop=;", "workshop=...", "=.."])
def test_no_token_is_nobodys(header: str) -> None:
    assert known_by(header, SECRET, SESSION) is None


def test_another_workshop_another_secret_and_another_phone_have_others() -> None:
    own = f"workshop={token(SECRET, SESSION.id, MEI)}"
    moved = replace(SESSION, participants={**SESSION.participants, 1: replace(MEI, key_hash="another phone")})

    assert known_by(own, b"t" * 32, SESSION) is None
    assert known_by(own, SECRET, replace(SESSION, id="another")) is None
    assert known_by(own, SECRET, moved) is None
    assert known_by(own, SECRET, replace(SESSION, participants={})) is None


def test_no_script_and_no_other_site_gets_at_the_cookie() -> None:
    parts = set_cookie("x").split("; ")

    assert parts[0] == "workshop=x"
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(parts)
    assert not [each for each in parts if each.startswith("Domain")]
