"""The part of the tour that looks at a group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from trainer.case.sealed import Case
from trainer.desktop.pages.group import GroupPage
from trainer.desktop.program import Program
from trainer.desktop.tour.hand import Hand
from trainer.desktop.widgets.group_panel import GroupPanel
from trainer.desktop.widgets.group_table import GroupTable
from trainer.desktop.widgets.plot import Plot
from trainer.files import replacing
from trainer.progress.store import Store
from trainer.progress.values import FactorMark
from trainer.study.playthrough import REVEAL_STEPS, Commitment

_NAMES = ("Ada", "Ben", "Chiara", "Dmitri", "Elif", "Farid", "Grace", "李雷", "Ida")
_DECISIONS = 12
_REASONS = (
    "Every month of waiting costs more than bad terms do.",
    "Nobody signs well when there is only one seller.",
    "The team can carry one large thing at a time, and this one is it.",
)


def look_at_group(hand: Hand, program: Program, folder: Path, picture: Callable[[str], None]) -> None:
    """From any page to a group of learners: what they decided, at one decision, and what they expected.

    Args:
        hand: presses the keys.
        program: that runs.
        folder: an empty one, for the progress files of the group.
        picture: takes a picture of the scene of that name.

    Raises:
        Stuck: the program did not come to a page.
    """
    assert program.loaded is not None
    case = next(each.case for each in program.loaded.cases)
    hand.press(Qt.Key.Key_4, alt=True)
    hand.until(lambda: isinstance(program.window.page, GroupPage), "The page of a group")
    hand.settle()
    picture("group-empty")
    program.carrying.grouping.open_files(_hand_in(case, folder))
    hand.until(lambda: bool(program.window.findChildren(GroupTable)), "The decisions of the group")
    hand.settle()
    hand.go_to(GroupTable, "What the group decided")
    hand.press(Qt.Key.Key_Home)
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    hand.until(lambda: bool(program.window.findChildren(GroupPanel)), "One decision of the group")
    picture("group")
    hand.press(Qt.Key.Key_Escape)
    hand.go_to(QAbstractButton, "Look at: Decisions")
    hand.press(Qt.Key.Key_Right)
    hand.press(Qt.Key.Key_Space)
    hand.until(lambda: bool(program.window.findChildren(Plot)), "The forecasts of the group")
    picture("group-forecasts")


def _hand_in(case: Case, folder: Path) -> list[Path]:
    """The progress files of some learners, the last of them damaged on its way."""
    folder.mkdir()
    now = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)

    def clock() -> dt.datetime:
        return now

    files = []
    with Store.open(folder / "progress.sqlite3", clock) as store:
        for place, name in enumerate(_NAMES):
            learner = store.add_learner(name)
            for number, decision_id in enumerate(case.order[: _DECISIONS - place]):
                now += dt.timedelta(hours=5)
                envelope, options = case.envelopes[decision_id], case.sheets[decision_id].briefing.options
                choice = options[(place * place + number) % len(options)].id
                forecast = 20 + (place * 31 + number * 17) % 75
                reasons = _REASONS[(place + number) % len(_REASONS)]
                attempt = store.commit(learner.id, case.info.id, envelope, Commitment(choice, forecast, reasons))
                store.open_steps(attempt.id, len(REVEAL_STEPS))
                factors = store.seen_text(attempt.id).decision.factors
                marks = {
                    factor.id: FactorMark.MISSED if (place + index) % 3 else FactorMark.SAW
                    for index, factor in enumerate(factors)
                }
                store.save_debrief(attempt.id, marks, "")
                store.close_debrief(attempt.id)
            files.append(folder / f"{name}.progress")
            with replacing(files[-1]) as file:
                store.transfers.write(learner.id, file)
    content = files[-1].read_bytes()
    files[-1].write_bytes(content[: len(content) // 2])
    return files
