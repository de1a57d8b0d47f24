"""Groups made up for tests: any number of learners, who decide by chance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from trainer.case.model import FactorKind
from trainer.desktop.group_state import GroupState
from trainer.progress.group_card import HandedIn
from trainer.progress.group_numbers import GivenReasons, GroupNumbers
from trainer.study.forecast import Agreement
from trainer.study.group import GroupAttempt, GroupMark, GroupText, Spot

TITLES = (
    "The contract from Qualcomm",
    "The flagship chip",
    "The last manufacturer",
    "The flight to Osaka",
    "The launch price",
    "The launch event",
    "Coke before phones",
    "Uneven batteries",
    "MiTalk meets WeChat",
    "A phone for everyone",
    "Price of a power bank",
    "The round at 45 billion",
)
OPTIONS = {
    "ask": "Ask for the changes that matter",
    "sign": "Sign it as it stands",
    "second": "Bring in a second chip maker",
    "wait": "Wait until the market tells",
}
REASONS = (
    "Leverage is highest on the day before you sign.",
    "Six months is our whole lead. Take it and run.",
    "Nobody signs well when there is only one seller.",
    "没有第二家供应商，就没有谈判。",
)


def text(number: int, title: str, options: int = 3) -> GroupText:
    act = 3 if number < 22 else 4
    factors = {"wait": "The cost of waiting", "reviews": "Reviews at headquarters"}
    chosen = dict(list(OPTIONS.items())[:options])
    taken = list(chosen)[number % options]
    name = {3: "The first phone", 4: "A phone for everyone"}[act]
    return GroupText("xiaomi", "Xiaomi", act, name, f"d{number}", number, title, chosen, taken, factors)


def group(learners: int, decisions: int = 12, *, refused: Sequence[str] = (), names: Sequence[str] = ()) -> GroupState:
    """A group of so many; later decisions were reached by fewer of them."""
    random = Random(7)
    texts = [
        text(14 + place, TITLES[place % len(TITLES)], 4 if place in (2, 4, 8) else 3) for place in range(decisions)
    ]
    called = {f"l{each}": names[each] if each < len(names) else f"Learner {each + 1}" for each in range(learners)}
    attempts: list[GroupAttempt] = []
    for place, each in enumerate(texts):
        for who in list(called)[: max(learners - place * learners // 14, 1)]:
            for number in (1, 2) if random.random() < 0.3 else (1,):
                choice = random.choice(list(each.options))
                marks = tuple(
                    GroupMark(factor, kind, random.random() < 0.6)
                    for factor, kind in (("wait", FactorKind.TIME), ("reviews", FactorKind.DEPENDENCE))
                )
                key = f"{who}-{each.decision_id}-{number}"
                agreement = Agreement.of(choice, each.taken)
                attempts.append(
                    GroupAttempt(key, who, each.spot, number, choice, agreement, random.randrange(20, 95), marks)
                )
    when = dt.datetime(2027, 3, 12, tzinfo=dt.UTC)
    handed = [
        HandedIn(name=f"{name}.progress", when=when, learner_id=key, learner=name, refused=None, attempts=12)
        for key, name in called.items()
    ]
    handed += [
        HandedIn(name="jon.progress", when=when, learner_id="x", learner="Jon Meyer", refused=why) for why in refused
    ]
    numbers = GroupNumbers(tuple(texts) if learners else (), tuple(attempts), called)
    titles = (("course", "Product course, spring 2027"), ("evening", "An evening"))
    return GroupState("course", titles[0][1], titles, tuple(handed), numbers)


def reasons(state: GroupState) -> dict[Spot, list[GivenReasons]]:
    """What was written, by decision."""
    found: dict[Spot, list[GivenReasons]] = {}
    for place, each in enumerate(state.numbers.attempts):
        name = state.numbers.names[each.learner_id]
        said = REASONS[place % len(REASONS)]
        given = GivenReasons(each.attempt_id, each.learner_id, name, each.number, each.choice, said)
        found.setdefault(each.spot, []).append(given)
    return found
