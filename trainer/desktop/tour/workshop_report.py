"""The part of the tour that looks back on a workshop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

from trainer.case.sealed import Case
from trainer.desktop.pages.workshop_report import WorkshopReportPage
from trainer.desktop.program import Program
from trainer.desktop.tour.hand import Hand
from trainer.desktop.widgets.plot import Plot
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.events import (
    BallotClosed,
    BallotOpened,
    Ended,
    Happened,
    Joined,
    Moved,
    Reflected,
    Voted,
)
from trainer.study.workshop.plan import DECISION_STEPS, ROUNDS, Plan, PlannedDecision, Round, Step
from trainer.study.workshop.session import Participant, Reflection, Stage, Vote

DECISIONS = ("qualcomm-contract", "launch-price")
_MINUTES = (5, 4, 6, 3, 2, 5, 4)
_PEOPLE = 41
_NAMES = ("Ada", "Ben", "Chiara", "Dmitri", "Elif", "Farid", "Grace", "李雷", "Ida")
_BEGAN = dt.datetime(2026, 3, 5, 9, tzinfo=dt.UTC)


def look_at_report(
    hand: Hand, program: Program, folder: Path, title: str, reasons: Sequence[str], picture: Callable[[str], None]
) -> None:
    """From any page to what a workshop was.

    Args:
        hand: presses the keys.
        program: that runs.
        folder: of the workshops.
        title: of the workshop.
        reasons: what people say in it.
        picture: takes a picture of the scene of that name.

    Raises:
        Stuck: the program did not come to a page.
    """
    assert program.loaded is not None
    case = next(each.case for each in program.loaded.cases)
    window = program.window
    # Offscreen nobody gives it back what a sheet over it had.
    window.activateWindow()
    hand.until(window.isActiveWindow, "The window")
    path = hold_workshop(folder, case, title, reasons)
    program.convening.show_report(path)
    hand.until(lambda: isinstance(window.page, WorkshopReportPage), "The report of a workshop")
    picture("workshop-report")
    page = window.page
    assert isinstance(page, WorkshopReportPage)
    page.go_to(DECISIONS[0])
    hand.until(lambda: any(each.isVisible() for each in page.findChildren(Plot)), "The votes on a decision")
    hand.settle()
    hand.go_to(Plot, "Who moved").clearFocus()
    hand.settle()
    picture("workshop-votes")
    hand.go_to(Plot, "What mattered").clearFocus()
    hand.settle()
    picture("workshop-debrief")


def hold_workshop(folder: Path, case: Case, title: str, reasons: Sequence[str]) -> Path:
    """A workshop from its beginning to its end, the same each time; gives its file."""
    minutes = dict(zip(DECISION_STEPS, _MINUTES, strict=True))
    planned = [
        PlannedDecision(decision_id=each, title=case.sheet(each).briefing.title, minutes=minutes) for each in DECISIONS
    ]
    plan = Plan(title=title, case_id=case.info.id, case_title=case.info.title, decisions=tuple(planned))
    with WorkshopFile.create(folder, plan, lambda: _BEGAN) as file:
        file.keep_texts([case.sheet(each) for each in DECISIONS], case.envelopes)
        file.keep(tuple(_people()))
        ballots = count(1)
        for place, decision_id in enumerate(DECISIONS):
            begins = _BEGAN + dt.timedelta(minutes=6 + sum(_MINUTES) * place)
            options = [option.id for option in case.sheet(decision_id).briefing.options]
            file.keep(tuple(_decision(place, decision_id, options, reasons, begins, ballots)))
            record = file.record(decision_id)
            assert record is not None
            file.keep(tuple(_debrief(decision_id, [each.id for each in record.decision.factors], begins)))
        file.keep([Ended(_BEGAN + dt.timedelta(minutes=6 + sum(_MINUTES) * len(DECISIONS)))])
        return file.path


def _people() -> Iterator[Happened]:
    for number in range(1, _PEOPLE + 1):
        again = number // len(_NAMES)
        name = f"{_NAMES[number % len(_NAMES)]}{f' {again + 1}' if again else ''}"
        when = _BEGAN + dt.timedelta(seconds=3 * number)
        yield Joined(when, Participant(number, name, f"{number:064x}", when))


def _decision(
    place: int,
    decision_id: str,
    options: Sequence[str],
    reasons: Sequence[str],
    begins: dt.datetime,
    ballots: Iterator[int],
) -> Iterator[Happened]:
    at = begins
    for step, planned in zip(DECISION_STEPS, _MINUTES, strict=True):
        yield Moved(at, Stage(step, place, 1 if step is Step.REVEAL else 0, at))
        if step in ROUNDS:
            ballot = next(ballots)
            yield BallotOpened(at, ballot, decision_id, ROUNDS[step])
            for who in range(1, _PEOPLE + 1 - place):
                when = at + dt.timedelta(seconds=4 * who)
                option = options[_choice(who + place, ROUNDS[step], len(options))]
                vote = Vote(f"vote-{who:04d}", who, option, 25 + who * 37 % 60, reasons[who % len(reasons)], when)
                yield Voted(when, ballot, vote)
            yield BallotClosed(at + dt.timedelta(minutes=3), ballot)
        if step is Step.REVEAL:
            for part in range(2, len(REVEAL_STEPS) + 1):
                when = at + dt.timedelta(seconds=40 * part)
                yield Moved(when, Stage(step, place, part, when))
        at += dt.timedelta(minutes=planned + (1 if step is Step.DISCUSS else 0))


def _choice(who: int, round_: Round, options: int) -> int:
    """Place of the option: every fourth changes it in the second vote."""
    first = (0, 1, 0, 1, 2)[who % 5] % options
    if round_ is Round.SECOND and who % 4 == 0:
        return (1, 2, 1)[first] % options
    return first


def _debrief(decision_id: str, factors: Sequence[str], begins: dt.datetime) -> Iterator[Happened]:
    when = begins + dt.timedelta(minutes=sum(_MINUTES) - 1)
    for who in range(1, _PEOPLE - 4):
        marks = {factor: "missed" if (who + index) % 3 == 0 else "saw" for index, factor in enumerate(factors)}
        yield Reflected(when, Reflection(who, decision_id, marks, "", when))
