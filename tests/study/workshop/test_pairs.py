"""Who looks for whom: somebody who chose otherwise, the surest first, and nobody besieged."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.study.workshop.ballots import OPTIONS, hands, session, voted, without
from trainer.study.workshop.pairs import MOST_SEEKERS, pairs
from trainer.study.workshop.plan import Round

VOTES = st.lists(st.tuples(st.sampled_from(OPTIONS), st.integers(0, 100)), max_size=60)


@given(VOTES)
def test_everybody_looks_for_another_answer_and_nobody_is_besieged(votes: list[tuple[str, int]]) -> None:
    made = voted(session(len(votes)), Round.FIRST, dict(enumerate(votes, 1)))
    found = pairs(made, "sign")
    assert found == pairs(made, "sign")
    assert set(found) == set(range(1, len(votes) + 1))
    choosers = Counter(choice for choice, _ in votes)
    sought = Counter(each for each in found.values() if each is not None)
    for who, (choice, _) in enumerate(votes, 1):
        assert found[who] != choice
    assert all(count <= MOST_SEEKERS * choosers[each] for each, count in sought.items())
    # Those of the largest group get nobody only when all others are taken up with them.
    if len(choosers) > 1 and None in found.values():
        largest, _ = choosers.most_common(1)[0]
        others = sum(count for each, count in choosers.items() if each != largest)
        assert sum(count for each, count in sought.items() if each != largest) == MOST_SEEKERS * others


@given(VOTES)
def test_the_surest_of_an_answer_look_first(votes: list[tuple[str, int]]) -> None:
    found = pairs(voted(session(len(votes)), Round.FIRST, dict(enumerate(votes, 1))), "sign")
    for option in OPTIONS:
        sent = [votes[who - 1][1] for who, sought in found.items() if votes[who - 1][0] == option and sought]
        left = [votes[who - 1][1] for who, sought in found.items() if votes[who - 1][0] == option and not sought]
        assert not (sent and left) or min(sent) >= max(left)


def test_the_many_are_spread_over_the_others() -> None:
    votes = dict.fromkeys(range(1, 11), ("ask", 50)) | {11: ("take", 50), 12: ("take", 50), 13: ("wait", 50)}
    found = pairs(voted(session(13), Round.FIRST, votes), "sign")
    assert Counter(found[who] for who in range(1, 11)) == {"take": 6, "wait": 3, None: 1}
    assert {found[11], found[12], found[13]} == {"ask"}


def test_where_all_chose_the_same_everybody_argues_the_other_side() -> None:
    made = voted(session(3), Round.FIRST, dict.fromkeys((1, 2), ("ask", 50)))
    assert pairs(made, "sign") == {1: None, 2: None}


def test_nobody_is_sent_anywhere_while_the_vote_is_open_or_was_by_hands() -> None:
    votes = {1: ("ask", 50), 2: ("take", 50)}
    assert pairs(session(2), "sign") == {}
    assert pairs(voted(session(2), Round.FIRST, votes, closed=False), "sign") == {}
    assert pairs(hands(session(2), Round.FIRST, {"ask": 3, "take": 2}), "sign") == {}


def test_nobody_is_sent_to_somebody_who_was_removed() -> None:
    made = voted(session(3), Round.FIRST, {1: ("ask", 50), 2: ("take", 50), 3: ("ask", 10)})
    assert pairs(without(made, [2]), "sign") == {1: None, 3: None}
