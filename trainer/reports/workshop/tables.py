"""A workshop as tables: votes, decisions, counts, moves, reflections and people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from trainer.reports.table import Table, Value
from trainer.reports.workshop.told import BallotTold, DecisionTold, OptionTold, VoteTold, Who, WorkshopTold
from trainer.study.workshop.tally import FEW

_YES = {True: "yes", False: "no"}

_DECISION = {
    "decision_number": "Number of the decision in the workshop.",
    "decision": "Id of the decision.",
    "decision_title": "Title of the decision.",
}
_BALLOT = {
    "round": "1 for the first vote on a decision, 2 for the second.",
    "ballot": "Number of the ballot in the workshop. A vote that was opened anew is another ballot.",
}
_WHO = {
    "participant": "Number of the participant; tells nothing of the order in which they came. Empty for hands.",
    "name": "Their name. Empty unless names were asked for, and the votes were announced as open.",
}
_OPTION = {
    "choice": "Letter of the option, as the room had it.",
    "choice_id": "Id of the option.",
    "choice_title": "Title of the option.",
}
VOTES = {
    "workshop": "Title of the workshop.",
    "case": "Title of the case.",
    **_DECISION,
    **_BALLOT,
    "counted": "yes, or no for a ballot that another took the place of, and for participants who were removed.",
    **_WHO,
    **_OPTION,
    "count": "1 for a vote from a phone; for a show of hands how many went up.",
    "forecast": "How likely they thought it that the people of the case chose the same, in percent. Empty for hands.",
    "reason": "In their own words.",
    "time": "When they said it, in UTC, to the second; for hands, when the ballot was opened.",
}
"""Columns of the table of votes, and what stands in them."""

DECISIONS = {
    **_DECISION,
    "question": "What was to be decided.",
    "minutes_planned": "Minutes planned for all of its steps.",
    "minutes_taken": "Minutes that the room was at it.",
    "first_votes": "Votes that count in the first vote.",
    "first_forecast": f"Mean of their forecasts, in percent, rounded. Empty below {FEW} votes.",
    "second_votes": "Votes that count in the second vote.",
    "second_forecast": f"Mean of their forecasts, in percent, rounded. Empty below {FEW} votes.",
    "stayed": "How many chose the same in both votes. Empty where hands were counted, or one of the two is missing.",
    "moved": "How many chose something else the second time.",
    "only_first": "How many voted the first time only.",
    "only_second": "How many voted the second time only.",
    "record_shown": "How many of the six parts of the record the room has seen.",
    "taken": "Letter of the option that they took. Empty unless the room has seen it.",
    "taken_title": "Title of that option.",
    "judgement": "How the record judges what they did. Empty unless the room has seen it.",
}
COUNTS = {**_DECISION, **_BALLOT, "counted": VOTES["counted"], **_OPTION, "votes": "Of those who weren't removed."}
MOVES = {
    **_DECISION,
    "from": "Letter of the option chosen first.",
    "from_title": "Title of that option.",
    "to": "Letter of the option chosen second.",
    "to_title": "Title of that option.",
    "people": "How many.",
}
REFLECTIONS = {
    **_DECISION,
    **_WHO,
    "counted": "no for participants who were removed.",
    "factors_saw": "The documented factors that they marked as seen.",
    "factors_missed": "The documented factors that they marked as missed.",
    "takeaway": "What they take along, in their own words.",
    "time": "When they last changed it, in UTC, to the second.",
}
PEOPLE = {
    **_WHO,
    "removed": "yes for participants who were sent out; nothing of theirs is counted.",
    "votes": "In how many ballots they voted.",
}
ATTENDANCE = {"name": "Who was there, by the alphabet. In a workshop with secret votes it leads to no votes."}

_WIDTHS = {
    "case": 24,
    "choice": 8,
    "choice_title": 34,
    "count": 8,
    "counted": 9,
    "decision_number": 15,
    "decision_title": 32,
    "factors_missed": 34,
    "factors_saw": 34,
    "forecast": 9,
    "from": 8,
    "from_title": 34,
    "name": 22,
    "question": 60,
    "reason": 60,
    "round": 8,
    "takeaway": 60,
    "taken": 8,
    "taken_title": 34,
    "time": 19,
    "to": 8,
    "to_title": 34,
    "workshop": 24,
}


def votes_table(told: WorkshopTold) -> Table:
    """A row for each vote and, with hands, for each option: all that anybody needs to count for themselves."""
    return _table("Votes", VOTES, _votes(told))


def all_tables(told: WorkshopTold) -> list[Table]:
    """All there is, votes first."""
    made = [
        votes_table(told),
        _table("Decisions", DECISIONS, (_decision(each) for each in told.decisions)),
        _table("Counts", COUNTS, _counts(told)),
        _table("Moves", MOVES, _moves(told)),
        _table("Reflections", REFLECTIONS, _reflections(told)),
        _table("People", PEOPLE, _people(told)),
    ]
    if told.attendance:
        made.append(_table("Attendance", ATTENDANCE, ((name,) for name in told.attendance)))
    return made


def _table(title: str, columns: Mapping[str, str], rows: Iterator[tuple[Value, ...]]) -> Table:
    return Table(title, columns, rows, _WIDTHS)


def _head(decision: DecisionTold) -> tuple[Value, ...]:
    return decision.number, decision.id, decision.title


def _who(who: Who) -> tuple[Value, ...]:
    return who.number, who.name or None


def _option(option: OptionTold) -> tuple[Value, ...]:
    return option.letter, option.id, option.title


def _votes(told: WorkshopTold) -> Iterator[tuple[Value, ...]]:
    for decision in told.decisions:
        for ballot in decision.ballots:
            head = (told.title, told.case_title, *_head(decision), int(ballot.round), ballot.number)
            for vote in ballot.votes:
                yield (*head, *_vote(ballot, vote))
            if ballot.tally.by_hands:
                for option, count in zip(decision.options, ballot.tally.counts, strict=True):
                    when = _second(ballot.opened)
                    yield (*head, _YES[ballot.counts], None, None, *_option(option), count, None, None, when)


def _vote(ballot: BallotTold, vote: VoteTold) -> tuple[Value, ...]:
    counted = _YES[ballot.counts and vote.who.here]
    return counted, *_who(vote.who), *_option(vote.choice), 1, vote.forecast, vote.reason or None, _second(vote.at)


def _decision(decision: DecisionTold) -> tuple[Value, ...]:
    first, second = decision.shift.first, decision.shift.second
    tallies: list[Value] = []
    for each in (first, second):
        mean = None if each is None or each.is_few else each.mean_forecast
        tallies += [None if each is None else each.voted, None if mean is None else round(mean)]
    moves: tuple[Value, ...] = (None,) * 4
    if first is not None and second is not None and not (first.by_hands or second.by_hands):
        found = decision.shift
        moves = (found.stayed, found.moved, found.only_first, found.only_second)
    taken, judgement = decision.taken, decision.judgement
    return (
        *_head(decision),
        None if decision.sheet is None else decision.sheet.briefing.question,
        sum(decision.planned.values()),
        decision.minutes_spent if decision.spent else None,
        *tallies,
        *moves,
        decision.shown,
        None if taken is None else taken.letter,
        None if taken is None else taken.title,
        None if judgement is None else judgement.value,
    )


def _counts(told: WorkshopTold) -> Iterator[tuple[Value, ...]]:
    for decision in told.decisions:
        for ballot in decision.ballots:
            if ballot.is_open:
                continue
            head = (*_head(decision), int(ballot.round), ballot.number, _YES[ballot.counts])
            for option, count in zip(decision.options, ballot.tally.counts, strict=True):
                yield (*head, *_option(option), count)


def _moves(told: WorkshopTold) -> Iterator[tuple[Value, ...]]:
    for decision in told.decisions:
        for flow in decision.shift.flows:
            start, end = decision.option(flow.came_from), decision.option(flow.to)
            yield (*_head(decision), start.letter, start.title, end.letter, end.title, flow.count)


def _reflections(told: WorkshopTold) -> Iterator[tuple[Value, ...]]:
    for decision in told.decisions:
        names = {factor.id: factor.name for factor in decision.factors}
        for each in decision.reflections:
            marked = {
                kind: "; ".join(name for id_, name in names.items() if each.marks.get(id_) == kind)
                for kind in ("saw", "missed")
            }
            said = (marked["saw"] or None, marked["missed"] or None, each.takeaway or None, _second(each.at))
            yield (*_head(decision), *_who(each.who), _YES[each.who.here], *said)


def _people(told: WorkshopTold) -> Iterator[tuple[Value, ...]]:
    ballots = [ballot for decision in told.decisions for ballot in decision.ballots]
    voted: dict[int, int] = {}
    for ballot in ballots:
        for vote in ballot.votes:
            voted[vote.who.number] = voted.get(vote.who.number, 0) + 1
    for who in told.everybody:
        yield (*_who(who), _YES[not who.here], voted.get(who.number, 0))


def _second(time: dt.datetime) -> dt.datetime:
    return time.astimezone(dt.UTC).replace(microsecond=0)
