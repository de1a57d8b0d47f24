"""A small case, and attempts at its decisions, for the tests of the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from tests.progress.reference import listed
from trainer.case.model import Decision, Judgement, Pack
from trainer.case.sealed import Envelope, FullSheet, Receipt, seal_pack
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.record_state import PAGE, Counted, Menus, Page, Question
from trainer.progress.record_filter import Choice, Choices, RecordColumn
from trainer.progress.seen import SeenAttempt
from trainer.progress.values import Attempt, AttemptLine, Debrief, FactorMark, Place, WholeAttempt
from trainer.study.forecast import Agreement
from trainer.study.playthrough import Commitment, Stage

TAKEN = {"signing": "sign", "flight": "keep", "price": "high"}
"""What they did."""


def _decision(decision_id: str, act: str, title: str, options: dict[str, str], judgement: str) -> Decision:
    claim = {"text": "They did it.", "sources": ["s1:1"]}
    taken = TAKEN[decision_id]
    return Decision.model_validate(
        {
            "id": decision_id,
            "act": act,
            "title": title,
            "question": f"{title}?",
            "date": "2010-11",
            "place": "Beijing",
            "bookmark": "in the autumn of 2010",
            "decider": "founder",
            "room": [{"person": "founder", "part": "decides"}],
            "themes": ["talks"],
            "situation": (
                "Changes may be asked for, but each one goes to headquarters for review, and a review takes three"
                " months. Until there is a contract, the hardware team waits.\n\nNobody outside knows the name of the"
                " company yet. 十一个人在北京的一间小办公室里。"
            ),
            "exhibits": [{"kind": "note", "id": "terms", "title": "The terms on the table", "text": "Long."}],
            "options": [
                {"id": key, "title": text, "argument": "There is much to be said for it."}
                for key, text in options.items()
            ],
            "facts": [claim | {"date": "2010-10"}],
            "record": {
                "option": taken,
                "did": claim,
                "happened": [claim | {"date": "2010-12"}],
                "why": [claim],
                "looking_back": {"judgement": judgement, "judge": "The history", "claims": [claim]},
                "not_taken": [
                    {"option": key, "known": "unknown", "text": "Nobody knows."} for key in options if key != taken
                ],
            },
            "factors": [
                claim | {"id": "months", "name": "What a month of waiting costs", "kind": "time"},
                claim | {"id": "clauses", "name": "The clauses", "kind": "trust"},
            ],
            "lesson": {"text": "Count first.", "limits": "Unless time runs out."},
            "questions": ["And you?"],
        }
    )


@dataclass(frozen=True)
class _Everything:
    """A ledger for which every commitment is stored."""

    def holds(self, receipt: Receipt) -> bool:
        return receipt.seal == "seal"


def sheets() -> dict[str, FullSheet]:
    """The decisions of the case with their records."""
    decisions = (
        _decision(
            "signing",
            "first",
            "The contract from Qualcomm",
            {"ask": "Ask for the changes that matter", "sign": "Sign it as it stands", "second": "Bring in another"},
            "vindicated",
        ),
        _decision("flight", "first", "The flight to Osaka", {"keep": "Keep the date", "wait": "Wait"}, "mixed"),
        _decision("price", "second", "定价:1999元", {"high": "1,999 yuan", "low": "1,499 yuan"}, "regretted"),
    )
    pack = Pack.model_validate(
        {
            "info": {
                "format": 1,
                "id": "phones",
                "version": "1",
                "languages": ["en"],
                "title": "Phones",
                "subtitle": "A start",
                "summary": "A start.",
                "reading_time": 10,
                "acts": [
                    {"id": "first", "title": "The first phone", "opening": "It begins."},
                    {"id": "second", "title": "成长", "opening": "It goes on."},
                ],
                "people": [{"id": "founder", "name": "The founder", "role": "founder"}],
                "sources": [{"id": "s1", "title": "A history", "publisher": "They", "date": 2020, "lines": 9}],
            },
            "decisions": decisions,
        }
    )
    envelopes = seal_pack(pack).envelopes
    return {key: opened(envelope) for key, envelope in envelopes.items()}


def opened(envelope: Envelope) -> FullSheet:
    """A decision with its record, as if a commitment were stored."""
    return envelope.open(Receipt("any", envelope.decision_id, envelope.digest, "seal"), _Everything())


class Kept:
    """Attempts as a store would give them."""

    def __init__(self) -> None:
        self.sheets = sheets()
        self.lines: list[AttemptLine] = []
        self.seen: dict[str, SeenAttempt] = {}
        self.asked: list[str] = []
        self.questions: list[Question] = []

    def add(
        self,
        decision_id: str,
        choice: str,
        forecast: int,
        created: dt.datetime,
        *,
        stage: Stage = Stage.DEBRIEFED,
        reasons: str = "Half a year hurts, but bad terms hurt for as long as we sell phones.",
        changed: bool = False,
    ) -> AttemptLine:
        """Keep a further attempt."""
        sheet = self.sheets[decision_id]
        decision = sheet.decision
        earlier = [line for line in self.lines if line.decision_id == decision_id]
        line = AttemptLine(
            id=f"{decision_id}-{len(earlier) + 1}",
            case_id=sheet.case_id,
            case_title=sheet.case_title,
            decision_id=decision_id,
            number=len(earlier) + 1,
            created=created,
            act_number=sheet.act_number,
            act_title=sheet.act.title,
            decision_number=sheet.number,
            decision_title=decision.title,
            choice_title=decision.option(choice).title,
            taken_title=decision.option(decision.record.option).title,
            agreement=Agreement.of(choice, decision.record.option),
            judgement=decision.record.looking_back.judgement,
            forecast=forecast,
            reasons=reasons,
            stage=stage,
        )
        attempt = Attempt(
            id=line.id,
            learner_id="mara",
            case_id=line.case_id,
            decision_id=decision_id,
            number=line.number,
            commitment=Commitment(choice, forecast, reasons),
            created=created,
            digest="0" * 64,
            previous_seal="0" * 64,
            seal="seal",
        )
        marks = {"months": FactorMark.MISSED, "clauses": FactorMark.SAW}
        debrief = Debrief(marks, "Ask first what a clause costs in time.", created)
        whole = WholeAttempt(Place(created), attempt, line, decision.record.option, created, debrief)
        tries = (*(self.seen[earlier[0].id].tries if earlier else ()), whole)
        self.lines.append(line)
        self.seen[line.id] = SeenAttempt(attempt, sheet, debrief, tries, changed)
        for other in earlier:
            self.seen[other.id] = replace(self.seen[other.id], tries=tries)
        return line

    def answer(self, page: RecordPage) -> None:
        """Answer what a page asks, at once."""
        page.asked.connect(lambda question: self._answer(page, question))

    def _answer(self, page: RecordPage, question: Question) -> None:
        self.questions.append(question)
        themes = {(line.case_id, line.decision_id): ("talks",) for line in self.lines}
        ids = listed(self.lines, question.wanted, question.order, themes)
        by_id = {line.id: line for line in self.lines}
        lines = tuple(by_id[each] for each in ids[question.start : question.start + PAGE])
        page.take(Page(question.ticket, question.start, lines, self.longest()))
        if question.begins:
            newest = max(self.lines, key=lambda line: line.created).id
            find = question.find or newest
            place = ids.index(find) if find in ids else None
            found = None if place is None else find
            page.take(Counted(question.ticket, len(ids), len(self.lines), found, place or 0, self.menus()))

    def menus(self) -> Menus:
        """What the filters offer for these attempts."""
        cases = {line.case_id: line.case_title for line in self.lines}
        acts = {(line.case_id, line.act_number): line.act_title for line in self.lines}
        choices = Choices(
            tuple(Choice(key, title, sum(line.case_id == key for line in self.lines)) for key, title in cases.items()),
            tuple(Choice(key, f"{key[1]}. {title}", 1) for key, title in acts.items()),
            (Choice("talks", "Talks", len(self.lines)),),
            tuple(Choice(each, f"{each.value} the record", 1) for each in Agreement),
            tuple(Choice(each, each.value, 1) for each in Judgement),
        )
        return Menus(choices, tuple(sorted({line.created.year for line in self.lines}, reverse=True)))

    def longest(self) -> dict[RecordColumn, tuple[str, ...]]:
        """What the columns must have room for."""
        return {
            RecordColumn.CASE: tuple({line.case_title for line in self.lines}),
            RecordColumn.NUMBER: ("10",),
            RecordColumn.DECISION: tuple(line.decision_title for line in self.lines),
            RecordColumn.TRY: ("2",),
            RecordColumn.MINE: tuple(line.choice_title for line in self.lines),
            RecordColumn.THEIRS: tuple(line.taken_title for line in self.lines),
        }

    def provide(self, attempt_id: str) -> SeenAttempt:
        """As the page asks for one."""
        self.asked.append(attempt_id)
        return self.seen[attempt_id]


def kept() -> Kept:
    """Two tries at the contract, one at the flight, and one at the price that is sealed still."""
    made = Kept()
    utc = dt.UTC
    made.add("signing", "ask", 35, dt.datetime(2026, 11, 22, 20, 16, tzinfo=utc), changed=True)
    made.add("flight", "keep", 70, dt.datetime(2026, 12, 6, 9, 0, tzinfo=utc))
    made.add("price", "low", 55, dt.datetime(2027, 1, 10, 9, 0, tzinfo=utc), stage=Stage.COMMITTED)
    made.add("signing", "sign", 80, dt.datetime(2027, 3, 6, 9, 0, tzinfo=utc))
    return made
