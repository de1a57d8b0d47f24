"""What the report of a workshop says in sentences, on the page and on paper alike. No Qt."""

from __future__ import annotations

import datetime as dt

from trainer.desktop.dates import long_day
from trainer.desktop.workshops.step_names import STEP_NAMES, minutes_words
from trainer.reports.workshop.told import BallotTold, DecisionTold, WorkshopTold
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.statements import several
from trainer.study.workshop.plan import DECISION_STEPS, Round
from trainer.study.workshop.tally import FEW

ROUND_NAMES = {Round.FIRST: "First vote", Round.SECOND: "Second vote"}
_TIMES = {2: "twice", 3: "three times", 4: "four times"}


def day_words(told: WorkshopTold, zone: dt.tzinfo | None = None) -> str:
    """When it was: the days from its beginning to its end."""
    if told.began is None:
        return "Not begun"
    first = long_day(told.began, zone)
    last = first if told.ended is None else long_day(told.ended, zone)
    return first if first == last else f"{first} to {last}"


def people_words(told: WorkshopTold) -> str:
    """Who took part: ``41 people``, ``up to 30 hands``."""
    parts = [several(told.people, "person", "people")] if told.people or not told.by_hands else []
    if told.by_hands:
        parts.append(f"up to {several(told.hands, 'hand', 'hands')}")
    return ", ".join(parts)


def time_words_of(told: WorkshopTold) -> str:
    """``74 minutes, planned were 90 minutes``."""
    return f"{minutes_words(told.minutes_spent)}, planned were {minutes_words(told.planned_minutes)}"


def remarks(told: WorkshopTold) -> list[str]:
    """What has to be known to read the numbers rightly."""
    made = []
    if told.ended is None:
        made.append("The workshop has not ended: this is how it stands.")
    if told.removed:
        who = several(told.removed, "participant was", "participants were")
        made.append(f"{who} removed: what they said is not counted.")
    if not told.open_votes:
        made.append("The votes were not announced as open: nobody’s name stands beside one.")
    return made


def ballot_remarks(decision: DecisionTold) -> list[str]:
    """Which ballots there were beside those that count."""
    made = []
    for round_ in Round:
        every = [each for each in decision.ballots if each.round is round_ and not each.is_open]
        if len(every) > 1:
            times = _TIMES.get(len(every), f"{len(every)} times")
            counting = next(each for each in every if each.counts)
            others = "; ".join(_counted(decision, each) for each in every if not each.counts)
            made.append(
                f"The {ROUND_NAMES[round_].lower()} was opened {times}. Ballot {counting.number} counts. {others}."
            )
    made += [
        f"The {ROUND_NAMES[each.round].lower()} is still open: {several(each.tally.voted, 'vote', 'votes')} so far."
        for each in decision.ballots
        if each.is_open
    ]
    return made


def _counted(decision: DecisionTold, ballot: BallotTold) -> str:
    pairs = zip(decision.options, ballot.tally.counts, strict=True)
    return f"Ballot {ballot.number}: " + ", ".join(f"{option.letter} {count:,}" for option, count in pairs)


def few_words(decision: DecisionTold) -> str:
    """Why who moved isn't drawn, where that needs to be said."""
    shift = decision.shift
    if shift.first is None or shift.second is None:
        return ""
    if shift.first.by_hands or shift.second.by_hands:
        return "Hands were counted, so nobody knows who moved where."
    if shift.both < FEW:
        return f"Fewer than {FEW} people voted twice, so only counts are told."
    return ""


def seen_words(decision: DecisionTold) -> str:
    """How much of the record the room has seen; empty where all of it."""
    whole = len(REVEAL_STEPS)
    if decision.shown == 0 or decision.full is None:
        return "The room has not seen the record, so nothing of it stands here."
    if decision.shown < whole:
        return f"The room has seen {decision.shown} of the {whole} parts of the record; the others stay sealed."
    return ""


def timing_rows(decision: DecisionTold) -> list[tuple[str, str, str]]:
    """Each step with its minutes, planned and taken; the whole decision last."""
    rows = []
    for step in DECISION_STEPS:
        if step not in decision.planned and step not in decision.spent:
            continue
        spent = decision.spent.get(step)
        taken = "" if spent is None else f"{spent.total_seconds() / 60:.0f}"
        rows.append((STEP_NAMES[step], f"{decision.planned[step]}" if step in decision.planned else "", taken))
    taken = f"{decision.minutes_spent}" if decision.spent else ""
    return [*rows, ("Together", f"{sum(decision.planned.values())}", taken)]


TIMING_HEAD = ("Step", "Minutes planned", "Minutes taken")


def overview_rows(told: WorkshopTold) -> list[tuple[str, ...]]:
    """A row for each decision; see :data:`OVERVIEW_HEAD`."""
    rows = []
    for each in told.decisions:
        shift = each.shift
        votes = [f"{one.voted:,}" if one is not None else "" for one in (shift.first, shift.second)]
        moved = f"{shift.moved:,} of {shift.both:,}" if shift.both else ""
        taken = f"{each.minutes_spent}" if each.spent else "not come to"
        rows.append((each.title, *votes, moved, f"{sum(each.planned.values())}", taken))
    return rows


OVERVIEW_HEAD = ("Decision", "First vote", "Second vote", "Changed", "Minutes planned", "Taken")
