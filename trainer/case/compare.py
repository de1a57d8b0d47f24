"""What has changed between two texts of one decision, part by part."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from trainer.case.base import Claim, to_plain
from trainer.case.exhibits import ChartExhibit, Exhibit, PictureExhibit, TableExhibit
from trainer.case.markdown import plain_text
from trainer.case.model import Decision, Record
from trainer.case.pieces import Piece, pieces
from trainer.case.sealed import FullSheet, Sheet

_DID, _HAPPENED, _WHY, _LOOKING_BACK, _NOT_TAKEN, _SOURCES = range(1, 7)
"""How many parts of the record must be open for each of them to be so; the debrief comes with the last."""

_UNSAID = {"id", "kind", "sources", "align", "file", "total"}
"""Keys of an exhibit that say nothing to its reader, or are said elsewhere."""


@dataclass(frozen=True)
class Change:
    """One part of the pages that reads otherwise now."""

    part: str
    """As the pages call it: ``Situation``, ``Option 2``, ``What happened``."""
    before: str
    """The words without their markup; empty where the part is new."""
    after: str
    """Likewise; empty where it is gone."""

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What leads from one to the other."""
        return pieces(self.before, self.after)


@dataclass(frozen=True, slots=True)
class _Part:
    key: tuple[str, str]
    """What kind of part it is, and which of them."""
    name: str
    text: str


def compare(old: Sheet, new: Sheet, opened: int = 0) -> tuple[Change, ...]:
    """The parts of a decision that read otherwise, in the order of the pages.

    A part goes by the name that it had; exhibits, options and people are known by their ids, wherever they stand.

    Args:
        old: as it was seen.
        new: as it is now; of the same decision.
        opened: how many parts of the record are open to whoever asks, 0-6; those beyond aren't looked at, and without
            both records none is.
    """
    opened = opened if isinstance(old, FullSheet) and isinstance(new, FullSheet) else 0
    before, after = ({part.key: part for part in _parts(sheet, opened)} for sheet in (old, new))
    kinds = list(dict.fromkeys(kind for kind, _ in (*before, *after)))
    changes = []
    for key in sorted({**before, **after}, key=lambda key: kinds.index(key[0])):
        was, now = before.get(key, _NONE), after.get(key, _NONE)
        if was.text != now.text:
            changes.append(Change(was.name or now.name, was.text, now.text))
    return (*changes, *_moved(old, new))


def _moved(old: Sheet, new: Sheet) -> Iterator[Change]:
    """Options and exhibits that stand in another order now."""
    for name, was, now in (
        ("options", old.briefing.options, new.briefing.options),
        ("exhibits", old.briefing.exhibits, new.briefing.exhibits),
    ):
        titles, ids = {each.id: each.title for each in now}, {each.id for each in was}
        before = [each.id for each in was if each.id in titles]
        after = [each.id for each in now if each.id in ids]
        if before != after:
            as_lines = (_lines(titles[each] for each in order) for order in (before, after))
            yield Change(f"Order of the {name}", *as_lines)


_NONE = _Part(("", ""), "", "")


def _parts(sheet: Sheet, opened: int) -> Iterator[_Part]:
    yield from _open_parts(sheet)
    if opened and isinstance(sheet, FullSheet):
        for least, part in _record_parts(sheet):
            if least <= opened:
                yield part


def _open_parts(sheet: Sheet) -> Iterator[_Part]:
    briefing = sheet.briefing
    yield _single("Title", briefing.title)
    yield _single("Date and place", f"{briefing.date.describe()}, {briefing.place}")
    names = {person.id: person.name for person in sheet.people}
    yield _single("In the room", _lines(f"{names[entry.person]}: {entry.part}" for entry in briefing.room))
    for person in sheet.people:
        native = f" {person.native_name}" if person.native_name else ""
        before = plain_text(person.before) if person.before else ""
        text = _lines((f"{person.name}{native}: {person.role}", before))
        yield _Part(("person", person.id), f"About {person.name}", text)
    yield _single("Situation", plain_text(briefing.situation))
    for number, exhibit in enumerate(briefing.exhibits):
        name = f"Exhibit {chr(ord('A') + number)}"
        yield _Part(("exhibit", exhibit.id), name, _exhibit(exhibit))
        if isinstance(exhibit, PictureExhibit):
            yield _Part(("picture", exhibit.id), f"{name}, the picture", _picture(sheet, exhibit))
    yield _single("Question", briefing.question)
    for number, option in enumerate(briefing.options, 1):
        text = _lines((option.title, plain_text(option.argument)))
        yield _Part(("option", option.id), f"Option {number}", text)
    yield _single("What the reasons are asked for", briefing.reasons_prompt)


def _record_parts(sheet: FullSheet) -> Iterator[tuple[int, _Part]]:
    """Each with how many parts of the record must be open for it."""
    decision, record = sheet.decision, sheet.decision.record
    keys = {option.id: f"Option {number}" for number, option in enumerate(decision.options, 1)}
    yield _DID, _single("What they did", _lines((*_claim(record.did), keys[record.option])))
    yield _HAPPENED, _single("What happened", _happened(record))
    for number, exhibit in enumerate(record.exhibits, 1):
        text = _exhibit(exhibit)
        yield _HAPPENED, _Part(("of the record", exhibit.id), f"What happened, exhibit {number}", text)
    yield _WHY, _single("Why", _claims(record.why))
    back = record.looking_back
    judged = f"{back.judgement.value}, judged by {back.judge}"
    yield _LOOKING_BACK, _single("Looking back", _lines((judged, _claims(back.claims))))
    not_taken = (f"{keys[each.option]} ({each.known.value}): {plain_text(each.text)}" for each in record.not_taken)
    yield _NOT_TAKEN, _single("The options not taken", _lines(not_taken))
    yield _SOURCES, _single("Sources", _sources(sheet))
    yield from ((_SOURCES, part) for part in _debrief_parts(decision))


def _debrief_parts(decision: Decision) -> Iterator[_Part]:
    for factor in decision.factors:
        yield _Part(("factor", factor.id), "What weighed in this decision", _lines((factor.name, *_claim(factor))))
    yield _single("A lesson", plain_text(decision.lesson.text))
    yield _single("Where it ends", plain_text(decision.lesson.limits))
    yield _single("To think over", _lines(map(plain_text, decision.questions)))


def _single(name: str, text: str) -> _Part:
    return _Part((name, ""), name, text)


def _happened(record: Record) -> str:
    lines = []
    for event in record.happened:
        first, *rest = _claim(event)
        lines += [f"{event.label or event.date.describe()}: {first}", *rest]
    return _lines(lines)


def _claims(claims: Iterable[Claim]) -> str:
    return _lines(line for claim in claims for line in _claim(claim))


def _claim(claim: Claim) -> Iterator[str]:
    yield plain_text(claim.text)
    if claim.derived:
        yield claim.ground
    if claim.contested:
        yield f"Contested: {plain_text(claim.contested.text)}"


def _sources(sheet: FullSheet) -> str:
    refs = _refs(to_plain(sheet.decision))
    return _lines(
        f"{source.title}, {source.publisher}, {source.date.describe()}:"
        f" {', '.join(ref.partition(':')[2] for ref in refs if ref.partition(':')[0] == source.id)}"
        for source in sheet.sources
    )


def _refs(value: Any) -> list[str]:
    """All references of plain values, as they stand in them, each once."""
    found: dict[str, None] = {}
    rest = [value]
    while rest:
        each = rest.pop()
        if isinstance(each, dict):
            found |= dict.fromkeys(map(str, each.get("sources", ())))
            rest.extend(reversed(each.values()))
        elif isinstance(each, list):
            rest.extend(reversed(each))
    return list(found)


def _picture(sheet: Sheet, exhibit: PictureExhibit) -> str:
    """Something that is the same for the same picture alone, and says a little of it."""
    data = sheet.picture(exhibit.file)
    return f"{exhibit.file}, {len(data):,} bytes, {hashlib.sha256(data).hexdigest()[:8]}"


def _exhibit(exhibit: Exhibit) -> str:
    plain = to_plain(exhibit)
    lines = [plain.pop("title")]
    note = plain.pop("note")
    if isinstance(exhibit, TableExhibit):
        lines.append(" | ".join(column["title"] for column in plain.pop("columns")))
    elif isinstance(exhibit, ChartExhibit):
        for series in exhibit.series:
            lines += _said(list(series.values), series.name)
        del plain["series"]
    return _lines((*lines, *_said(plain), plain_text(note) if note else ""))


def _said(value: Any, name: str = "") -> Iterator[str]:
    """What the plain values of an exhibit say, a line each."""
    lead = f"{name}: " if name else ""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _UNSAID and inner is not None:
                yield from _said(inner, "" if key in ("text", "rows") else key.replace("_", " "))
    elif isinstance(value, list) and any(isinstance(each, (dict, list)) for each in value):
        for each in value:
            yield from _said(each, name)
    elif isinstance(value, list):
        yield lead + " | ".join("–" if each is None else _figure(each) for each in value)
    elif name:
        yield lead + _figure(value)
    else:
        yield plain_text(str(value))


def _figure(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)
