"""Data folders of somebody who has made so many attempts, and of a group of others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

from tests.journeys.answers import MARKS, PACK, REASONS, TAKEAWAYS
from tests.progress import tiny
from trainer.case.reader import load_case
from trainer.case.sealed import Case
from trainer.paths import Paths
from trainer.progress.backups import back_up
from trainer.progress.groups import Groups
from trainer.progress.store import Store
from trainer.progress.values import FactorMark, Learner
from trainer.study.playthrough import REVEAL_STEPS, Commitment
from trainer.study.process import Quality
from trainer.study.recall import Grade

NOW = dt.datetime(2026, 11, 22, 20, 16).astimezone()
_SPAN = dt.timedelta(days=250)
_NAMES = ("Mara Lindström", "李雷", "Jon", "Aïcha Ben Salah", "Dr. Maximilian Freiherr von Hohenberg", "Zoë")
_GROUPS = {0: (0, 0), 3: (1, 3), 30: (6, 5)}
_MOST = (24, 12)
"""Learners in a group, and decisions of each."""


def make(data: Path, count: int) -> None:
    """Fill a data folder with so many attempts of Mara's, ending now, with recalls, marks, backups and a group."""
    data.mkdir(parents=True)
    paths, case = Paths.locate(data), load_case(PACK)
    clock = tiny.Clock(NOW - _SPAN)
    with Store.open(paths.progress_file, clock) as store:
        _study(store, clock, store.add_learner("Mara"), case, count, Random(count))
    for days in (40, 9, 1) if count else ():
        back_up(paths.progress_file, paths.backups_folder, NOW - dt.timedelta(days=days))
    _gather(paths, case, *_GROUPS.get(count, _MOST))


def _study(store: Store, clock: tiny.Clock, learner: Learner, case: Case, count: int, chance: Random) -> None:
    step = _SPAN / max(count, 1)
    begun = clock.now
    for number in range(count):
        clock.now = begun + number * step
        decision_id = case.order[number % len(case.order)]
        options = case.sheet(decision_id).briefing.options
        commitment = Commitment(chance.choice(options).id, 5 * chance.randrange(21), REASONS[number % len(REASONS)])
        attempt = store.commit(learner.id, case.info.id, case.envelopes[decision_id], commitment)
        store.open_steps(attempt.id, len(REVEAL_STEPS))
        factors = store.seen_text(attempt.id).decision.factors
        marks = zip(factors, chance.choice(MARKS), strict=False)
        named = {factor.id: FactorMark.SAW if mark == "S" else FactorMark.MISSED for factor, mark in marks}
        store.save_debrief(attempt.id, named, TAKEAWAYS[number % len(TAKEAWAYS)])
        store.close_debrief(attempt.id)
        if chance.random() < 0.3:
            quality = chance.choice(tuple(Quality))
            store.notes.add(attempt.id, "", author=learner.name, quality=quality, covered=True)
        if number % 3 == 2:
            _recall(store, learner, case.info.id, case.order[(number - 2) % len(case.order)], chance)


def _recall(store: Store, learner: Learner, case_id: str, decision_id: str, chance: Random) -> None:
    recall = store.recalls.begin(learner.id, case_id, decision_id)
    given = store.attempt(recall.attempt_id).commitment.forecast
    remembered = min(max(given + chance.randrange(-10, 20), 0), 100)
    store.recalls.answer(recall.id, "They went on with what they had.", remembered)
    store.recalls.grade(recall.id, chance.choice((Grade.HARD, Grade.GOOD, Grade.EASY)))


def _gather(paths: Paths, case: Case, learners: int, decisions: int) -> None:
    files = []
    for number in range(learners):
        clock = tiny.Clock(NOW - _SPAN)
        folder = paths.data / "handed-in"
        folder.mkdir(exist_ok=True)
        name = _NAMES[number] if number < len(_NAMES) else f"Learner {number + 1}"
        with Store.open(folder / f"{number}.sqlite3", clock) as store:
            learner = store.add_learner(name)
            _study(store, clock, learner, case, decisions, Random(number))
            files.append(folder / f"{number}.progress")
            with files[-1].open("wb") as file:
                store.transfers.write(learner.id, file)
    if files:
        groups = Groups(paths.groups_folder, lambda: NOW)
        with groups.open(groups.create("Product course, autumn").slug) as group:
            group.take_in(files)
