from __future__ import annotations

from dataclasses import replace

from tests.workshop.made import BEGAN, play
from trainer.study.workshop.events import (
    BallotOpened,
    Blanked,
    Happened,
    Joined,
    Moved,
    Noted,
    ParticipantChanged,
    Reflected,
    Voted,
)
from trainer.workshop.server.changes import Changes, changes

EVENTS = play(3, 1).events


def _first(kind: type[Happened]) -> Happened:
    return next(each for each in EVENTS if isinstance(each, kind))


def test_where_the_room_goes_is_for_everybody() -> None:
    assert changes([_first(Moved)]).everybody
    assert changes([_first(BallotOpened)]).everybody


def test_a_vote_counts_for_all_and_is_news_only_to_the_voters_other_phones() -> None:
    voted = _first(Voted)
    assert isinstance(voted, Voted)

    assert changes([voted]) == Changes(False, frozenset(), frozenset({voted.vote.participant}), True)


def test_what_a_participant_makes_of_it_is_their_own() -> None:
    reflected = _first(Reflected)
    assert isinstance(reflected, Reflected)

    assert changes([reflected]) == Changes(False, frozenset(), frozenset({reflected.reflection.participant}), False)


def test_whoever_comes_is_counted() -> None:
    assert changes([_first(Joined)]) == Changes(False, frozenset(), frozenset(), True)


def test_whoever_is_sent_out_hears_of_it_and_all_others_that_there_is_one_fewer() -> None:
    joined = _first(Joined)
    assert isinstance(joined, Joined)

    gone = ParticipantChanged(BEGAN, replace(joined.participant, removed=BEGAN))
    assert changes([gone]) == Changes(False, frozenset({joined.participant.id}), frozenset(), True)


def test_notes_and_a_dark_screen_are_no_news_for_phones() -> None:
    nothing = Changes(False, frozenset(), frozenset(), False)

    assert changes([Noted(BEGAN, "", "x"), Blanked(BEGAN, True)]) == changes([]) == nothing


def test_an_event_of_which_nothing_is_known_changes_all() -> None:
    class Unheard(Happened):
        pass

    assert changes([Unheard(BEGAN)]).everybody
