"""A workshop's file: what is stored is what is read, once, and a record opens only after the room came to it."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.progress import tiny
from tests.progress.workshops.conftest import plan_of_town
from tests.progress.workshops.histories import PLANS, histories
from tests.workshop.made import Played
from trainer.case.sealed import Case, Receipt, SealBroken
from trainer.progress.workshops.file import WorkshopFile, slug_of
from trainer.study.workshop import events as happened
from trainer.study.workshop.events import Happened, after
from trainer.study.workshop.plan import Plan, Round, Step
from trainer.study.workshop.session import Doors, Participant, Session, Stage, Vote

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
MEI = Participant(1, "Mei", "a" * 64, NOON)


def vote(number: int = 1, choice: str = "build", participant: int = 1) -> Vote:
    return Vote(f"vote-{number:04}", participant, choice, 40, "Why not.", NOON)


def revealed(decision: int, part: int) -> happened.Moved:
    return happened.Moved(NOON, Stage(Step.REVEAL, decision, part, NOON))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plan=PLANS, events=histories())
def test_what_is_read_is_what_the_events_made(plan: Plan, events: tuple[Happened, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with WorkshopFile.create(Path(folder), plan) as file:
            start = file.read()
            half = len(events) // 2
            file.keep(events[:half])
            file.keep(events[half:])
            made = after(start, *events)
            assert file.read() == made
        with WorkshopFile.open(file.path) as again:
            read = again.read()
            assert read == made
            assert [list(each.votes) for each in read.ballots.values()] == [
                list(each.votes) for each in (made.ballots[number] for number in read.ballots)
            ]
            assert again.moments() == (happened.Planned(start.created, plan), *events)


def test_a_new_workshop_has_its_plan_and_nothing_else(workshop: WorkshopFile, clock: tiny.Clock) -> None:
    session = workshop.read()
    assert session == Session(session.id, plan_of_town(), clock.now)
    assert workshop.moments() == (happened.Planned(clock.now, plan_of_town()),)
    assert workshop.path.name == f"three-works-{session.id[:6]}.workshop"
    assert len(workshop.secret) == 32


def test_each_workshop_has_an_id_a_file_and_a_secret_of_its_own(folder: Path) -> None:
    made = [WorkshopFile.create(folder, plan_of_town()) for _ in range(5)]
    assert len({file.read().id for file in made}) == 5
    assert len({file.path for file in made}) == 5
    assert len({file.secret for file in made}) == 5
    for file in made:
        file.close()


def test_a_whole_workshop_is_read_as_it_was_played(workshop: WorkshopFile, played: Played) -> None:
    start = replace(workshop.read(), plan=played.start.plan)
    workshop.keep((happened.Planned(NOON, played.start.plan), *played.events))
    assert workshop.read() == after(start, *played.events)


def test_a_vote_that_was_changed_stays_known(workshop: WorkshopFile) -> None:
    opened = happened.BallotOpened(NOON, 1, "harbour", Round.FIRST)
    first, second = happened.Voted(NOON, 1, vote(1)), happened.Voted(NOON, 1, vote(2, "wait"))
    workshop.keep([happened.Joined(NOON, MEI), opened])
    workshop.keep([first])
    workshop.keep([second])
    assert workshop.read().ballots[1].votes == {1: second.vote}
    assert workshop.moments()[-2:] == (first, second)


def test_what_happened_cannot_be_changed_or_deleted(workshop: WorkshopFile) -> None:
    workshop.keep([happened.Joined(NOON, MEI)])
    workshop.close()
    with closing(sqlite3.connect(workshop.path)) as raw:
        for statement in ("DELETE FROM moment", "UPDATE moment SET kind = 'voted'"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                raw.execute(statement)


def test_of_events_that_cannot_be_stored_none_is(workshop: WorkshopFile) -> None:
    before = workshop.read()
    nobody = happened.Voted(NOON, 1, vote(participant=9))
    with pytest.raises(sqlite3.IntegrityError):
        workshop.keep([happened.Joined(NOON, MEI), happened.BallotOpened(NOON, 1, "harbour", Round.FIRST), nobody])
    assert workshop.read() == before
    assert len(workshop.moments()) == 1


def test_a_plan_that_could_not_be_stored_is_not_gone_by(workshop: WorkshopFile) -> None:
    plan = plan_of_town()
    backwards = plan.model_copy(update={"decisions": plan.decisions[::-1]})
    with pytest.raises(sqlite3.IntegrityError):
        workshop.keep([happened.Planned(NOON, backwards), happened.Voted(NOON, 1, vote())])
    workshop.keep([revealed(0, 1)])
    assert workshop.read().shown == {"harbour": 1}


def test_a_time_without_a_zone_is_refused(workshop: WorkshopFile) -> None:
    with pytest.raises(ValueError, match="time zone"):
        workshop.keep([happened.Blanked(NOON.replace(tzinfo=None), True)])
    assert len(workshop.moments()) == 1


def test_the_secret_and_the_doors_are_the_same_when_it_is_opened_again(workshop: WorkshopFile) -> None:
    doors = Doors("192.168.1.20", 8420, "H7K3WP", is_open=True)
    workshop.keep([happened.DoorsSet(NOON, doors)])
    workshop.close()
    with WorkshopFile.open(workshop.path) as again:
        assert again.secret == workshop.secret
        assert again.read().doors == doors


def test_a_file_that_nobody_holds_is_of_one_piece(workshop: WorkshopFile) -> None:
    workshop.keep([happened.Joined(NOON, MEI)])
    session = workshop.read()
    workshop.close()
    workshop.close()
    assert [each.name for each in workshop.path.parent.iterdir()] == [workshop.path.name]
    carried = workshop.path.parent.parent / "carried.workshop"
    carried.write_bytes(workshop.path.read_bytes())
    with WorkshopFile.open(carried) as elsewhere:
        assert elsewhere.read() == session


# Texts and records


def keep_town(workshop: WorkshopFile, town: Case) -> None:
    workshop.keep_texts([town.sheet(each) for each in town.order], town.envelopes)


def test_texts_come_back_as_the_case_had_them(workshop: WorkshopFile, town: Case) -> None:
    assert workshop.sheets() == {}
    keep_town(workshop, town)
    assert workshop.sheets() == dict(town.sheets)
    assert workshop.envelope("bridge").digest == town.envelopes["bridge"].digest
    with pytest.raises(KeyError):
        workshop.envelope("airport")


def test_texts_with_pictures_and_all_come_back_too(workshop: WorkshopFile, played: Played) -> None:
    workshop.keep_texts(played.case.sheets.values(), played.case.envelopes)
    assert workshop.sheets() == dict(played.case.sheets)


def test_a_text_that_is_kept_is_never_rewritten(workshop: WorkshopFile, town: Case) -> None:
    keep_town(workshop, town)
    keep_town(workshop, tiny.case(harbour="Quite another title"))
    assert workshop.sheets()["harbour"].briefing.title == "The harbour"
    assert workshop.envelope("harbour").digest == town.envelopes["harbour"].digest


def test_a_record_stays_sealed_until_it_is_stored_that_the_room_saw_of_it(workshop: WorkshopFile, town: Case) -> None:
    keep_town(workshop, town)
    workshop.keep([happened.Moved(NOON, Stage(Step.BOTH_VOTES, 0, since=NOON)), revealed(0, 0)])
    assert workshop.record("harbour") is None
    with pytest.raises(SealBroken, match="after the room has come to it"):
        workshop.receipt("harbour")
    workshop.keep([revealed(0, 1)])
    record = workshop.record("harbour")
    assert record is not None
    assert record.decision.record.option == "wait"
    assert workshop.envelope("harbour").open(workshop.receipt("harbour"), workshop) == record
    assert workshop.record("bridge") is None


def test_a_made_up_receipt_opens_nothing(workshop: WorkshopFile, town: Case) -> None:
    keep_town(workshop, town)
    workshop.keep([revealed(0, 1)])
    good = workshop.receipt("harbour")
    assert workshop.holds(good)
    sealed = workshop.envelope("bridge")
    for made_up in (
        Receipt(good.attempt_id, "bridge", sealed.digest, good.seal),
        replace(good, seal="0" * 64),
        replace(good, digest=sealed.digest),
        replace(good, attempt_id="another"),
    ):
        assert not workshop.holds(made_up)
    with pytest.raises(SealBroken):
        sealed.open(Receipt(good.attempt_id, "bridge", sealed.digest, good.seal), workshop)


def test_a_record_opens_by_the_plan_that_held_when_it_was_shown(workshop: WorkshopFile, town: Case) -> None:
    keep_town(workshop, town)
    plan = plan_of_town()
    workshop.keep([happened.Planned(NOON, plan.model_copy(update={"decisions": plan.decisions[::-1]})), revealed(0, 1)])
    workshop.keep([happened.Planned(NOON, plan)])
    assert workshop.record("tunnel") is not None
    assert workshop.record("harbour") is None


def test_a_record_that_was_shown_but_not_kept_is_a_key_error(workshop: WorkshopFile) -> None:
    workshop.keep([revealed(0, 1)])
    with pytest.raises(KeyError):
        workshop.record("harbour")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Buying time", "buying-time"),
        ("  Überlingen: 2nd try!  ", "uberlingen-2nd-try"),
        ("小米", "workshop"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 90, "a" * 40),
        ("con", "con"),
    ],
)
def test_a_file_is_named_after_its_title(title: str, slug: str) -> None:
    assert slug_of(title) == slug
