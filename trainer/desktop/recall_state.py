"""What the page of a recall shows, as plain values, and the sentences that go with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from trainer.case.sealed import FullSheet
from trainer.desktop.dates import coming, long_day
from trainer.desktop.wording import number_word
from trainer.progress.values import Attempt
from trainer.study.forecast import Agreement
from trainer.study.hindsight import drift
from trainer.study.recall import SESSION, Grade

_MINUTES = 0.5
"""What one decision takes, in minutes."""

NAMES = {Grade.AGAIN: "Again", Grade.HARD: "Hard", Grade.GOOD: "Good", Grade.EASY: "Easy"}
"""The grades as they stand on the page."""


def more(count: int) -> str:
    """How many further ones, at the beginning of a sentence: ``Seven more``, ``12 more``."""
    return f"{number_word(count).capitalize() if count <= SESSION else count} more"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with nothing of the record."""

    act_number: int
    act: str
    """``Act 3, The first phone``."""
    title: str
    when: str
    """Place and date."""
    gist: str
    """The beginning of the situation, as Markdown."""
    chosen: str
    """``On 22 November 2026 you chose``."""
    choice: str
    """Title of the option that the learner chose."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told once the answer is stored."""

    sheet: FullSheet
    given: int
    """The forecast of the attempt, in percent."""
    agreement: Agreement
    dates: Mapping[Grade, str]
    """When the decision comes back after each grade, in words."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """How far one sitting has come."""

    number: int
    """Of the decision that is asked about, from 1."""
    of: int
    can_undo: bool = False

    @property
    def words(self) -> str:
        """``4 of 10``."""
        return f"{self.number} of {self.of}"

    @property
    def left(self) -> str:
        """``about 3 minutes left``."""
        minutes = max(1, int((self.of - self.number + 1) * _MINUTES))
        return f"about {minutes} minute{'s' if minutes > 1 else ''} left"


@dataclass(frozen=True, slots=True)
class Ending:
    """What a sitting came to."""

    grades: tuple[Grade, ...] = ()
    more: int = 0
    """How many decisions still come back today."""
    later: str = ""
    """When the next decision comes back: ``tomorrow``, ``on Thursday, 18 March``; empty where none does."""
    decisions: int | None = None
    """How many decisions the grades are of, where one was forgotten and asked about twice; else one each."""

    @property
    def head(self) -> str:
        """What there was, in a sentence."""
        if not self.grades:
            return "Nothing comes back just now."
        count = len(self.grades) if self.decisions is None else self.decisions
        return f"{number_word(count).capitalize()} decision{'s' if count > 1 else ''} came back."

    @property
    def counts(self) -> tuple[tuple[Grade, int], ...]:
        """How often each grade was given; none that wasn't."""
        return tuple((grade, self.grades.count(grade)) for grade in Grade if grade in self.grades)

    @property
    def onward(self) -> str:
        """What comes after it, in a sentence."""
        if self.more:
            return f"{more(self.more)} {'comes' if self.more == 1 else 'come'} back today."
        if self.later:
            sentence = f"The next one comes back {self.later}."
            return f"That was all for now. {sentence}" if self.grades else sentence
        return "Decisions come back some days after their debrief, a little before you would forget them."


def question(sheet: FullSheet, attempt: Attempt, zone: dt.tzinfo | None = None) -> Question:
    """What is asked about an attempt.

    Args:
        sheet: what the attempt saw.
        attempt: the first one at its decision that was debriefed.
        zone: where the learner is; the system's own where none is given.
    """
    briefing = sheet.briefing
    return Question(
        act_number=sheet.act_number,
        act=f"Act {sheet.act_number}, {sheet.act.title}",
        title=briefing.title,
        when=f"{briefing.place}, {briefing.date.describe()}",
        gist=gist(briefing.situation),
        chosen=f"On {long_day(attempt.created, zone)} you chose",
        choice=briefing.option(attempt.commitment.choice).title,
    )


def gist(situation: str) -> str:
    """The first paragraph of a situation."""
    return situation.strip().partition("\n\n")[0].strip()


def told(sheet: FullSheet, attempt: Attempt, dates: Mapping[Grade, dt.datetime], now: dt.datetime) -> Told:
    """What is told of an attempt; ``dates`` says when it comes back after each grade given ``now``."""
    made = attempt.commitment
    agreement = Agreement.of(made.choice, sheet.decision.record.option)
    return Told(sheet, made.forecast, agreement, {grade: coming(date, now) for grade, date in dates.items()})


def drift_sentence(given: int, remembered: int | None, agreement: Agreement) -> str:
    """How a forecast is remembered, and what happened."""
    same = agreement is Agreement.WITH
    happened = f"they chose {'the same as you' if same else 'otherwise than you'}, which is {100 if same else 0} %."
    if remembered is None:
        return f"You left it open. {happened[0].upper()}{happened[1:]}"
    points = drift(given, remembered, agreement)
    if not points:
        return f"You remember it as it was. {happened[0].upper()}{happened[1:]}"
    word = "point" if abs(points) == 1 else "points"
    way = "nearer to" if points > 0 else "further from"
    return f"{abs(points)} {word} {way} what happened: {happened}"
