"""What the teaching notes of a case say on planning, read beside the window. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trainer.case.problems import PackErrors
from trainer.case.teaching_reader import read_case_teaching, read_teaching
from trainer.desktop.workshops.plan_state import Advice, Proposal
from trainer.progress.transfer.reading import Watch
from trainer.study.workshop.minutes import minutes_of


def read_advice(folder: Path, decisions: Sequence[str], watch: Watch) -> Advice:
    """The minutes of each decision that has a note, and the plans that the note of the case proposes.

    Args:
        folder: of the case's pack.
        decisions: ids of its decisions.
        watch: is told how far it has come, and may stop it.
    """
    minutes, problem = {}, ""
    for place, decision_id in enumerate(decisions):
        watch(place / (len(decisions) + 1))
        try:
            note = read_teaching(folder, decision_id)
        except (PackErrors, OSError) as error:
            problem = problem or _said(error)
            continue
        if note is not None:
            minutes[decision_id] = minutes_of(note)
    try:
        teaching = read_case_teaching(folder)
    except (PackErrors, OSError) as error:
        return Advice(minutes, (), problem or _said(error))
    plans = teaching.plans if teaching is not None else ()
    return Advice(minutes, tuple(Proposal(each.title, each.minutes, each.decisions) for each in plans), problem)


def _said(error: PackErrors | OSError) -> str:
    what = str(error.problems[0]) if isinstance(error, PackErrors) else error.strerror or str(error)
    return f"A teaching note can’t be read, so usual minutes are taken: {what}"
