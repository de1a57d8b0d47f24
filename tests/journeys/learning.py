"""A learner who answers by chance, with clicks and keys in the real window, and who writes down what they did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.desktop.support import visible
from tests.journeys.answers import decisions
from tests.journeys.driver import ALT, CTRL, FORECAST, REASONS, TAKE_ALONG, Journey, Key, settle
from tests.progress import tiny
from trainer.case.model import Decision
from trainer.desktop.pages.case import CasePage
from trainer.desktop.pages.judgement import JudgementPage
from trainer.desktop.pages.map import MapPage
from trainer.desktop.pages.marking import MarkingPage
from trainer.desktop.pages.recall import RecallPage
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.widgets.case_header import Step
from trainer.progress.values import FactorMark
from trainer.study.process import Quality
from trainer.study.recall import Grade

RECALLED = "What did they do, and why? In your own words"
REMEMBERED = "What forecast did you give at the time?"
SITTING = 10

_FORECASTS = (0, 5, 10, 20, 35, 35, 50, 60, 65, 70, 70, 80, 90, 95, 100)
_REASONS = (
    "Whoever has the users can open the door a little.",
    "没有芯片就没有手机。",
    "One has to be there in person 📱",
    "=1+1 is what the price says.",
    "The rivals stand where they stand.\n\nSo: <b>multiply</b> it first & ask *then*.",
    "先问谁更等得起。 Who can wait longer?",
)
_TAKEAWAYS = ("", "Ask who crosses the bridge.", "亲自去。", "+ Name the gap aloud")
_ANSWERS = ("", "They took it as it was; time was all they had.", "他们自己去了。")
_DRIFTS = (None, -5, 0, 5, 10, 15, 20)
_GRADES = (Grade.HARD, Grade.GOOD, Grade.GOOD, Grade.EASY)


@dataclass(frozen=True)
class Given:
    """A call at a decision, and what was made of it."""

    decision: Decision
    number: int
    """Of the try."""
    choice: str
    percent: int
    reasons: str
    """No two calls have the same."""
    created: dt.datetime
    marks: Mapping[str, FactorMark] = field(default_factory=dict)
    takeaway: str = ""
    is_open: bool = True
    """Whether the record was opened to its end, and the debrief closed."""

    @property
    def same(self) -> bool:
        """Whether they chose the same."""
        return self.choice == self.decision.record.option


@dataclass(frozen=True)
class Recalled:
    """What was remembered of a decision."""

    decision: Decision
    words: str
    percent: int | None
    grade: Grade


@dataclass
class Done:
    """All that the learner did, in the order of time."""

    given: list[Given] = field(default_factory=list)
    recalled: list[Recalled] = field(default_factory=list)
    qualities: dict[str, tuple[Quality, str]] = field(default_factory=dict)
    """How reasons were marked, and the line to that."""
    notes: dict[str, list[str]] = field(default_factory=dict)
    """By the reasons of the attempt."""

    def first(self) -> list[Given]:
        """The first tries whose records are open."""
        return [each for each in self.given if each.number == 1 and each.is_open]

    def open(self) -> list[Given]:
        """All tries whose records are open."""
        return [each for each in self.given if each.is_open]

    def at(self, decision_id: str) -> list[Given]:
        """All tries at a decision."""
        return [each for each in self.given if each.decision.id == decision_id]


def click(journey: Journey, widget: QWidget) -> None:
    """A click of the left button into the middle."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
    settle()


class ByChance:
    """Goes through the program with a seeded generator; the clock goes on as they do."""

    def __init__(self, clock: tiny.Clock, seed: int = 30) -> None:
        self.clock = clock
        self.done = Done()
        self._chance = Random(seed)

    # Deciding

    def decide(self, journey: Journey) -> None:
        """The decision on the page, from its story to the end of its debrief."""
        made = self.call(journey)
        journey.unfold()
        journey.press(Key.Key_Space)
        marks = self._mark(journey, made.decision)
        takeaway = self._chance.choice(_TAKEAWAYS)
        if takeaway:
            journey.tab_to(TAKE_ALONG)
            journey.type(takeaway)
        journey.commit()
        self.clock.pass_by(1)
        self.done.given[-1] = replace(made, marks=marks, takeaway=takeaway, is_open=True)

    def call(self, journey: Journey) -> Given:
        """Only the call: the record stays sealed."""
        decision = next(each for each in decisions() if each.id == journey.page.decision_id)
        key = self._chance.randrange(len(decision.options))
        if self._chance.random() < 0.5:
            journey.choose(key + 1)
        else:
            click(journey, journey.control(f"{key + 1}: {decision.options[key].title}"))
        percent = self._chance.choice(_FORECASTS)
        journey.tab_to(FORECAST)
        journey.type(str(percent))
        reasons = f"{self._chance.choice(_REASONS)} ({len(self.done.given) + 1:02})"
        if self._chance.random() < 0.5:
            journey.tab_to(REASONS)
        else:
            click(journey, journey.field(REASONS))
        journey.type(reasons)
        self.clock.pass_by(4)
        number = len(self.done.at(decision.id)) + 1
        made = Given(decision, number, decision.options[key].id, percent, reasons, self.clock.now, is_open=False)
        journey.commit()
        assert journey.page.step is Step.REVEAL
        self.done.given.append(made)
        return made

    def _mark(self, journey: Journey, decision: Decision) -> dict[str, FactorMark]:
        """By S and M in their order, or with clicks in any order and here and there none."""
        words = {FactorMark.SAW: "I saw it", FactorMark.MISSED: "I missed it"}
        marks: dict[str, FactorMark] = {}
        by_keys = self._chance.random() < 0.5
        factors = list(decision.factors)
        if not by_keys:
            self._chance.shuffle(factors)
        for factor in factors:
            mark = self._chance.choice((FactorMark.SAW, FactorMark.MISSED, FactorMark.MISSED))
            if by_keys:
                journey.mark("S" if mark is FactorMark.SAW else "M")
            elif self._chance.random() < 0.8:
                click(journey, journey.control(f"{words[mark]}: {factor.name}"))
            else:
                continue
            marks[factor.id] = mark
        return marks

    def try_again(self, journey: Journey, decision_id: str) -> None:
        """From a page of the case over the map to a debriefed decision, and into a further try."""
        journey.press(Key.Key_M, modifier=CTRL)
        page = journey.window.page
        assert isinstance(page, MapPage)
        journey.press(Key.Key_Home)
        for _ in decisions():
            if page.current == decision_id:
                break
            journey.press(Key.Key_Right)
        journey.press(Key.Key_Return)
        assert journey.is_at(decision_id, Step.DEBRIEF)
        journey.tab_to("Try this decision again")
        journey.press(Key.Key_Return)
        assert journey.is_at(decision_id, Step.READ)

    # Recalling

    def sit(self, journey: Journey, count: int, *, undo_after: int) -> None:
        """So many decisions that come back, from the library; one grade is taken back and given anew."""
        journey.tab_to("Recall")
        journey.press(Key.Key_Return)
        for place in range(count):
            assert journey.says(f"{place + 1} of {count}")
            recalled = self._recall(journey)
            if place == undo_after:
                journey.press(Key.Key_Z, modifier=CTRL)
                assert journey.says(f"{place + 1} of {count}")
                recalled = self._grade(journey, recalled, Grade.AGAIN)
            self.done.recalled.append(recalled)

    def _recall(self, journey: Journey) -> Recalled:
        assert isinstance(journey.window.page, RecallPage)
        decision = _asked(journey)
        words = self._chance.choice(_ANSWERS)
        assert journey.focus.accessibleName() == RECALLED
        if words:
            journey.type(words)
        drift = self._chance.choice(_DRIFTS)
        given = self.done.at(decision.id)[0]
        percent = None
        if drift is not None:
            percent = min(max(given.percent + (drift if given.same else -drift), 0), 100)
            journey.tab_to(REMEMBERED)
            journey.type(str(percent))
        journey.commit()
        return self._grade(journey, Recalled(decision, words, percent, Grade.GOOD), self._chance.choice(_GRADES))

    def _grade(self, journey: Journey, recalled: Recalled, grade: Grade) -> Recalled:
        if self._chance.random() < 0.5:
            journey.press(Key(Key.Key_0 + grade.value))
        else:
            called = f"{grade.name.capitalize()}: comes back "
            click(journey, next(each for each in visible(journey.window) if each.accessibleName().startswith(called)))
        self.clock.now += dt.timedelta(seconds=30)
        return replace(recalled, grade=grade)

    # Looking back

    def mark_reasons(self, journey: Journey, count: int) -> None:
        """With the outcome covered: good, poor, or skipped; a line to some of them."""
        journey.press(Key.Key_3, modifier=ALT)
        page = journey.window.page
        assert isinstance(page, JudgementPage)
        journey.wait(lambda: journey.says("Mark my reasons"))
        journey.tab_to("Mark my reasons")
        journey.press(Key.Key_Space)
        journey.wait(lambda: isinstance(journey.window.page, MarkingPage))
        marking = journey.window.page
        assert isinstance(marking, MarkingPage)
        for place in range(count):
            current = marking.current
            assert current is not None
            assert not any(journey.says(word) for word in ("vindicated", "regretted", "the record"))
            quality = self._chance.choice((Quality.GOOD, Quality.POOR, None))
            self.clock.pass_by(1)
            if quality is None:
                journey.press(Key.Key_Space)
            elif self._chance.random() < 0.5:
                journey.press(Key.Key_1 if quality is Quality.GOOD else Key.Key_2)
                self.done.qualities[current.reasons] = quality, ""
            else:
                said = f"Since 时间 ({place})"
                journey.tab_to("Why, in one line")
                journey.type(said)
                journey.tab_to("Good reasoning" if quality is Quality.GOOD else "Poor reasoning")
                journey.press(Key.Key_Space)
                self.done.qualities[current.reasons] = quality, said
        journey.press(Key.Key_Escape)
        journey.wait(lambda: isinstance(journey.window.page, JudgementPage))

    def add_note(self, journey: Journey, given: Given, text: str) -> None:
        """To an attempt in the record, in the panel beside it."""
        find(journey, given)
        click(journey, journey.control("Add a note"))
        journey.type(text)
        self.clock.pass_by(1)
        journey.commit()
        self.done.notes.setdefault(given.reasons, []).append(text)


def find(journey: Journey, given: Given) -> None:
    """Have an attempt on show beside the record, looked for by the number in its reasons."""
    journey.press(Key.Key_2, modifier=ALT)
    assert isinstance(journey.window.page, RecordPage)
    journey.press(Key.Key_F, modifier=CTRL)
    journey.press(Key.Key_A, modifier=CTRL)
    journey.type(given.reasons.rpartition("(")[2].rstrip(")"))
    journey.press(Key.Key_Return)
    assert journey.says("1 of ")
    assert journey.says(given.reasons.splitlines()[0])


def _asked(journey: Journey) -> Decision:
    """The decision that a recall asks about, by what the page says."""
    found = [each for each in decisions() if f". {each.title}. " in journey.words]
    assert len(found) == 1
    return found[0]


def open_case(journey: Journey) -> None:
    """Over the library to where the case was left."""
    journey.press(Key.Key_1, modifier=ALT)
    journey.tab_to("Continue")
    journey.press(Key.Key_Return)
    assert isinstance(journey.window.page, CasePage)
