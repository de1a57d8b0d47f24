"""What the room, the phones and the reports tell of votes is what whoever counts the events by hand comes to."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import fmean

import openpyxl
import pytest

from tests.workshop.made import Played, play
from trainer.reports.workshop.export import WorkshopFormat, export_tables
from trainer.reports.workshop.told import Material, tell
from trainer.study.workshop.events import BallotOpened, HandsCounted, Happened, Joined, ParticipantChanged, Voted, after
from trainer.study.workshop.plan import Step
from trainer.workshop.phone import phone_view
from trainer.workshop.screen import room_screen
from trainer.workshop.screen_values import Debrief, Drawing, Shift

FEW = 8


@dataclass
class Counted:
    """A ballot, counted by hand."""

    decision: str
    round: int
    votes: dict[int, tuple[str, int]] = field(default_factory=dict)
    hands: dict[str, int] = field(default_factory=dict)

    def numbers(self) -> Counter[str]:
        """How many for each option."""
        return Counter(self.hands) if self.hands else Counter(choice for choice, _ in self.votes.values())


def count(events: Iterable[Happened]) -> dict[tuple[str, int], Counted]:
    """By decision and round: of each the last ballot in which anybody voted, without those who were sent out."""
    ballots: dict[int, Counted] = {}
    here: dict[int, bool] = {}
    for event in events:
        match event:
            case Joined(participant=who) | ParticipantChanged(participant=who):
                here[who.id] = who.removed is None
            case BallotOpened():
                ballots[event.ballot_id] = Counted(event.decision_id, int(event.round))
            case Voted(vote=vote):
                ballots[event.ballot_id].votes[vote.participant] = (vote.choice, vote.forecast)
            case HandsCounted(hands=hands):
                ballots[event.ballot_id].hands = dict(hands or {})
    found: dict[tuple[str, int], Counted] = {}
    for each in ballots.values():
        if each.votes or each.hands:
            each.votes = {who: said for who, said in each.votes.items() if here[who]}
            found[each.decision, each.round] = each
    return found


def moves(first: Counted, second: Counted) -> Counter[tuple[str, str]]:
    """Who went where, of those who voted twice."""
    both = first.votes.keys() & second.votes.keys()
    return Counter((first.votes[who][0], second.votes[who][0]) for who in both)


KINDS = [
    {"people": 3},
    {"people": 7, "removed": 2},
    {"people": 9, "removed": 1, "reopened": True},
    {"people": 41, "removed": 5, "reopened": True},
    {"people": 150},
    {"people": 30, "hands": True},
]
ROOMS = [(kind, seed) for kind in KINDS for seed in range(3)]


@pytest.mark.parametrize(("kind", "seed"), ROOMS)
def test_the_room_and_the_phones_are_told_what_was_voted(kind: dict[str, int], seed: int) -> None:
    played = play(**kind, decisions=1, seed=seed, until=(0, Step.BOTH_VOTES))  # type: ignore[arg-type]
    (decision,) = played.decisions
    session, found = played.session, count(played.events)
    first, second = found[decision, 1], found[decision, 2]
    options = [each.id for each in played.sheets[decision].briefing.options]
    now = session.stage.since or session.created

    screen = room_screen(session, played.sheets, {}, now)
    assert isinstance(screen, Shift)
    assert [(row.first, row.second) for row in screen.rows] == [
        (first.numbers()[each], second.numbers()[each]) for each in options
    ]
    flows = moves(first, second)
    both, moved = flows.total(), sum(people for (start, end), people in flows.items() if start != end)
    if both >= FEW:
        assert screen.drawing is Drawing.FLOWS
        assert {(options[each.start], options[each.end]): each.people for each in screen.flows} == flows
        assert {f"{moved}", f"{both}"} <= set(screen.heading.split())
    else:
        assert screen.flows == ()
        assert screen.drawing is (Drawing.BARS if "hands" in kind else Drawing.COUNTS)

    for who in session.here[:3]:
        view = phone_view(session, who.id, played.sheets, {}, now)
        for round_, counted in (("1", first), ("2", second)):
            assert list(view["results"][round_]["counts"]) == [counted.numbers()[each] for each in options]
            assert view["results"][round_]["few"] is (counted.numbers().total() < FEW)
            mine = view["votes"][round_]
            said = counted.votes.get(who.id)
            assert (mine and (mine["choice"], mine["forecast"])) == said
        told = json.loads(json.dumps(view))
        assert told["here"] == len(session.here)


@pytest.mark.parametrize("seed", range(3))
def test_the_debrief_counts_those_who_are_here(seed: int) -> None:
    played = play(20, 1, seed=seed, until=(0, Step.DEBRIEF))
    (decision,) = played.decisions
    before = played.session
    gone = [replace(who, removed=who.joined) for who in before.here if who.id % 3 == 0]
    session = after(before, *(ParticipantChanged(who.joined, who) for who in gone))

    screen = room_screen(session, played.sheets, played.shown, before.created)

    assert isinstance(screen, Debrief)
    said = [each for (who, _), each in session.reflections.items() if who % 3 and each.marks]
    assert len(said) < sum(bool(each.marks) for each in session.reflections.values())
    assert screen.answered == len(said)
    factors = [factor.id for factor in played.records[decision].decision.factors]
    assert [each.saw for each in screen.factors] == [
        sum(each.marks.get(factor) == "saw" for each in said) for factor in factors
    ]


def told_rows(played: Played, folder: Path) -> tuple[list[dict[str, str]], dict[str, list[dict[str, object]]]]:
    """The votes as CSV, and every table of the workbook, as somebody else's program reads them."""
    material = Material(played.session, played.events, played.sheets, played.shown, played.start.plan)
    for kind in (WorkshopFormat.CSV, WorkshopFormat.XLSX):
        export_tables(tell(material), folder / f"votes.{kind}", kind, folder / "progress.sqlite")
    text = (folder / "votes.csv").read_text(encoding="utf-8-sig")
    book = openpyxl.load_workbook(folder / "votes.xlsx")
    tables: dict[str, list[dict[str, object]]] = {}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        tables[sheet.title] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return list(csv.DictReader(io.StringIO(text, newline=""))), tables


@pytest.mark.parametrize(("kind", "seed"), ROOMS)
def test_the_files_hold_what_was_voted(kind: dict[str, int], seed: int, tmp_path: Path) -> None:
    played = play(**kind, decisions=2, seed=seed)  # type: ignore[arg-type]
    found = count(played.events)
    lines, tables = told_rows(played, tmp_path)

    voted: dict[tuple[str, int], Counter[str]] = {}
    for line in lines:
        if line["counted"] == "yes":
            numbers = voted.setdefault((line["decision"], int(line["round"])), Counter())
            numbers[line["choice_id"]] += int(line["count"])
    assert {key: +numbers for key, numbers in voted.items()} == {key: +each.numbers() for key, each in found.items()}

    counts = {
        (str(row["decision"]), row["round"], row["choice_id"]): row["votes"]
        for row in tables["Counts"]
        if row["counted"] == "yes"
    }
    assert counts == {
        (decision, round_, option.id): each.numbers()[option.id]
        for (decision, round_), each in found.items()
        for option in played.sheets[decision].briefing.options
    }

    for row in tables["Decisions"]:
        decision = str(row["decision"])
        first, second = found[decision, 1], found[decision, 2]
        for name, each in (("first", first), ("second", second)):
            assert row[f"{name}_votes"] == each.numbers().total()
            mean = fmean(forecast for _, forecast in each.votes.values()) if len(each.votes) >= FEW else None
            assert row[f"{name}_forecast"] == (None if mean is None else round(mean))
        flows = moves(first, second)
        stayed = sum(people for (start, end), people in flows.items() if start == end)
        once = (len(first.votes.keys() - second.votes.keys()), len(second.votes.keys() - first.votes.keys()))
        by_hands = bool(first.hands or second.hands)
        expected = (None,) * 4 if by_hands else (stayed, flows.total() - stayed, *once)
        assert (row["stayed"], row["moved"], row["only_first"], row["only_second"]) == expected
        titles = {option.id: option.title for option in played.sheets[decision].briefing.options}
        told = {
            (row["from_title"], row["to_title"]): row["people"]
            for row in tables["Moves"]
            if row["decision"] == decision
        }
        assert told == {(titles[start], titles[end]): people for (start, end), people in flows.items()}
