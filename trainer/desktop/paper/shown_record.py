"""The record of a decision on paper, as far as a room has seen it."""

from __future__ import annotations

from collections.abc import Callable

from trainer.case.model import NotTaken
from trainer.desktop.paper.parts import Setter
from trainer.desktop.paper.strips import Strip, beside, kept, spaced
from trainer.desktop.paper.text import set_text
from trainer.desktop.widgets.pinned_call import STEP_TITLES
from trainer.desktop.workshops.report_words import seen_words
from trainer.reports.workshop.told import DecisionTold

_DATE = 96.0


def set_shown_record(setter: Setter, told: DecisionTold, level: int) -> list[Strip]:
    """The parts that were shown, each with its head; and what is missing, where anything is.

    Args:
        setter: sets everything.
        told: the decision.
        level: of the bookmark of the first part.
    """
    missing = set_text(seen_words(told), setter.faces.record_aside, setter.width)
    if told.full is None:
        return setter.section("The record", missing, level=level)
    parts: dict[str, Callable[[Setter, DecisionTold], list[Strip]]] = {
        "did": _did,
        "happened": _happened,
        "why": _why,
        "looking_back": _looking_back,
        "not_taken": _not_taken,
    }
    made: list[Strip] = []
    for step, set_part in parts.items():
        if told.has_seen(step):
            made += setter.section(STEP_TITLES[step], set_part(setter, told), level=level if step == "did" else None)
    return made + setter.section("The rest", missing)


def _did(setter: Setter, told: DecisionTold) -> list[Strip]:
    assert told.record is not None
    faces, taken = setter.faces, told.taken
    assert taken is not None
    title = kept(set_text(taken.title, faces.record_strong, setter.width - 30), with_next=True)
    head = kept(setter.keyed(taken.letter, title, faces.record.leading), with_next=True)
    return [*head, *spaced(setter.claim(told.record.did, faces.record), 5)]


def _happened(setter: Setter, told: DecisionTold) -> list[Strip]:
    assert told.record is not None
    made: list[Strip] = []
    for event in told.record.happened:
        when = set_text(event.label or event.date.describe(short=True), setter.faces.note, _DATE - 12)
        claim = setter.notes(event.text, setter.faces.record, setter.width - _DATE)
        if event.contested is not None:
            other = f"Contested: {event.contested.text}"
            claim += spaced(setter.notes(other, setter.faces.small, setter.width - _DATE), 4)
        made += spaced(beside([(0, when), (_DATE, claim)]), 6 if made else 0)
    return made


def _why(setter: Setter, told: DecisionTold) -> list[Strip]:
    assert told.record is not None
    made: list[Strip] = []
    for claim in told.record.why:
        made += spaced(setter.claim(claim, setter.faces.record), 7 if made else 0)
    return made


def _looking_back(setter: Setter, told: DecisionTold) -> list[Strip]:
    assert told.record is not None
    back = told.record.looking_back
    mark = setter.with_icon(
        back.judgement.value, back.judgement.value, back.judgement.value, setter.faces.record_strong
    )
    made = kept([*mark, *set_text(f"judged by {back.judge}", setter.faces.note, setter.width)], with_next=True)
    for claim in back.claims:
        made += spaced(setter.claim(claim, setter.faces.record), 6)
    return made


def _not_taken(setter: Setter, told: DecisionTold) -> list[Strip]:
    assert told.record is not None
    made: list[Strip] = []
    for option in told.options:
        for entry in (each for each in told.record.not_taken if each.option == option.id):
            made += spaced(setter.keyed(option.letter, _known(setter, option.title, entry), 19.5), 9 if made else 0)
    return made


def _known(setter: Setter, title: str, entry: NotTaken) -> list[Strip]:
    faces, width = setter.faces, setter.width - 30
    head = kept(set_text(title, faces.record_strong, width), with_next=True)
    mark = kept(setter.with_icon(entry.known.value, entry.known.value, "ink-2", faces.small), with_next=True)
    return [*head, *mark, *setter.notes(entry.text, faces.record, width)]
