from __future__ import annotations

from pathlib import Path
from statistics import fmean

import pytest

from tests.desktop.paper.reading import Outlined, Read, bytes_of, holds, read, tight
from tests.workshop.made import Played, play
from tests.workshop.test_numbers import count, moves
from trainer.desktop.paper.faces import PaperTheme
from trainer.desktop.paper.frame import Paper
from trainer.desktop.paper.workshop import write_workshop_pdf
from trainer.reports.watch import ExportCancelled, Watch
from trainer.reports.workshop.told import Material, WorkshopTold, tell
from trainer.study.workshop.plan import Round, Step

DECISIONS = ["qualcomm-contract", "launch-price"]


def told(played: Played, *, names: bool = False) -> WorkshopTold:
    material = Material(played.session, played.events, played.sheets, played.shown, played.start.plan)
    return tell(material, names=names)


def printed(found: WorkshopTold, paper: PaperTheme, folder: Path, size: Paper = Paper.A4) -> Read:
    pages = write_workshop_pdf(found, folder / "report.pdf", paper, paper=size, acts=())
    made = read(folder / "report.pdf")
    assert pages == len(made.pages)
    return made


@pytest.mark.parametrize("size", list(Paper))
@pytest.mark.parametrize("people", [3, 41])
def test_each_decision_has_its_bookmarks_and_every_reason_in_full(
    paper: PaperTheme, tmp_path: Path, people: int, size: Paper
) -> None:
    found = told(play(people, DECISIONS))

    made = printed(found, paper, tmp_path, size)

    tops = [each.title for each in made.bookmarks if each.level == 0]
    assert tops == [found.title, "Summary", *(each.title for each in found.decisions)]
    body = tight(made.body)
    for decision in found.decisions:
        for round_ in Round:
            ballot = decision.ballot(round_)
            assert ballot is not None
            for option in decision.options:
                for vote in ballot.reasons(option.id):
                    assert tight(f"“{vote.reason}”  {vote.forecast} %") in body
        for factor in decision.factors:
            assert tight(f"{factor.name}{factor.saw}{factor.missed}") in body
        for each in decision.takeaways:
            assert tight(each.takeaway) in body


def test_the_parts_of_a_decision_are_bookmarked_below_it(paper: PaperTheme, tmp_path: Path) -> None:
    found = told(play(41, DECISIONS))

    made = printed(found, paper, tmp_path)

    start = made.bookmarks.index(Outlined(0, found.decisions[0].title, 3))
    assert [each.title for each in made.bookmarks[start + 1 : start + 7]] == [
        "The votes",
        "Reasons and forecasts, first vote",
        "Reasons and forecasts, second vote",
        "What they did",
        "What mattered",
        "To take along",
    ]


def test_a_record_stands_there_only_as_far_as_the_room_has_seen_it(paper: PaperTheme, tmp_path: Path) -> None:
    played = play(12, DECISIONS, reveal=1)
    record = played.records[DECISIONS[0]].decision.record

    made = printed(told(played), paper, tmp_path)

    assert tight(record.did.text) in tight(made.body)
    content = bytes_of(tmp_path / "report.pdf")
    for claim in (*record.happened, *record.why, *record.looking_back.claims):
        assert tight(claim.text)[:40] not in tight(made.body)
        assert not holds(content, claim.text)
    assert "seen 1 of the 6 parts of the record" in made.body
    assert record.looking_back.judgement.value not in made.body


def test_a_sealed_record_leaves_no_word_behind(paper: PaperTheme, tmp_path: Path) -> None:
    played = play(12, DECISIONS, until=(1, Step.BOTH_VOTES), reveal=6)

    made = printed(told(played), paper, tmp_path)

    did = played.records[DECISIONS[1]].decision.record.did.text
    assert tight(did) not in tight(made.body)
    assert "The room has not seen the record, so nothing of it stands here." in made.body
    assert "The workshop has not ended: this is how it stands." in made.body


def test_names_stand_beside_reasons_only_where_votes_were_open(paper: PaperTheme, tmp_path: Path) -> None:
    plain = printed(told(play(12, DECISIONS)), paper, tmp_path).body
    asked = printed(told(play(12, DECISIONS), names=True), paper, tmp_path)
    openly = printed(told(play(12, DECISIONS, open_votes=True), names=True), paper, tmp_path)

    assert "Tomasz" not in plain
    assert [number for number, page in enumerate(asked.bodies) if "Tomasz" in page] == [1]
    assert sum("Tomasz" in page for page in openly.bodies) > 1


def test_what_doesnt_count_is_told(paper: PaperTheme, tmp_path: Path) -> None:
    found = told(play(30, DECISIONS, removed=2, reopened=True))

    body = printed(found, paper, tmp_path).body

    assert "2 participants were removed: what they said is not counted." in body
    assert "The second vote was opened twice. Ballot 3 counts. Ballot 2:" in body


@pytest.mark.parametrize("seed", [1, 2])
def test_the_numbers_are_those_that_the_room_voted(paper: PaperTheme, tmp_path: Path, seed: int) -> None:
    played = play(30, DECISIONS, seed=seed, removed=2, reopened=True)
    found = count(played.events)

    body = tight(printed(told(played), paper, tmp_path).body)

    for decision in DECISIONS:
        first, second = found[decision, 1], found[decision, 2]
        said = []
        for name, each in (("First", first), ("Second", second)):
            mean = fmean(forecast for _, forecast in each.votes.values())
            said.append(f"{name} vote: {len(each.votes)} of 28, mean forecast {mean:.0f} %.")
        assert tight(" ".join(said)) in body
        flows = moves(first, second)
        moved = sum(people for (start, end), people in flows.items() if start != end)
        assert tight(f"{moved} of {flows.total()} changed their answer.") in body


def test_hands_are_told_as_counts_without_anybodys_moves(paper: PaperTheme, tmp_path: Path) -> None:
    body = printed(told(play(30, DECISIONS, hands=True)), paper, tmp_path).body

    assert "First vote: 30 hands. Second vote: 30 hands." in body
    assert "Hands were counted, so nobody knows who moved where." in body
    assert "upto30hands" in tight(body)


def test_five_hundred_people_are_printed_in_full(paper: PaperTheme, tmp_path: Path) -> None:
    found = told(play(500, DECISIONS[:1]))
    (decision,) = found.decisions
    ballot = decision.ballot(Round.SECOND)
    assert ballot is not None

    made = printed(found, paper, tmp_path)

    reasons = sum(len(ballot.reasons(option.id)) for option in decision.options)
    first = decision.ballot(Round.FIRST)
    assert first is not None
    reasons += sum(len(first.reasons(option.id)) for option in decision.options)
    assert made.body.count("“") >= reasons
    assert len(made.pages) > 10


def test_whoever_stops_it_finds_nothing_there(paper: PaperTheme, tmp_path: Path) -> None:
    with pytest.raises(ExportCancelled):
        write_workshop_pdf(told(play(12, DECISIONS)), tmp_path / "a.pdf", paper, watch=Watch(cancelled=lambda: True))

    assert list(tmp_path.iterdir()) == []
