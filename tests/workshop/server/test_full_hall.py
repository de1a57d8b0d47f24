"""A full hall: three hundred phones at once."""

from __future__ import annotations

from pathlib import Path

from tests.workshop.phones import crowd
from tests.workshop.serving import CODE, hall
from trainer.workshop.commands import CloseBallot

PEOPLE = 300


def test_of_three_hundred_phones_none_is_lost_and_none_counts_twice(tmp_path: Path) -> None:
    with hall(tmp_path) as opened, crowd(opened.doors.address, opened.doors.port, CODE, PEOPLE) as phones:
        assert phones.do("join", seconds=0.5)["statuses"] == {"200": PEOPLE}
        phones.do("listen")
        assert opened.doors.connected == frozenset(range(1, PEOPLE + 1))
        ballot = opened.to_first_vote()
        options = [each.id for each in opened.host.sheet(ballot.decision_id).briefing.options]

        first = phones.do("vote", ballot=ballot.id, options=options, seconds=0.2, **{"try": 1})
        again = phones.do("vote", ballot=ballot.id, options=options, seconds=0.2, **{"try": 1})
        changed = phones.do("vote", ballot=ballot.id, options=options, seconds=0.2, **{"try": 2})
        told = phones.do("counts", voted=PEOPLE)["told"]
        opened.do(CloseBallot())
        late = phones.do("vote", ballot=ballot.id, options=options, seconds=0.2, **{"try": 3})

        for each in (first, again, changed):
            assert each["statuses"] == {"200": PEOPLE}
        assert late["statuses"] == {"409": PEOPLE}
        stored = opened.file.read().ballots[ballot.id].votes

    assert sorted([each.id, each.choice] for each in stored.values()) == sorted(changed["votes"])
    assert len(stored) == len(told) == PEOPLE
    for counts in told:
        voted = [count for _, count in counts]
        assert voted == sorted(voted)
        assert voted[-1] == PEOPLE
