"""The texts of a decision as a phone gets them: trees of plain JSON values, which its page sets without any markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from trainer.case.base import Claim
from trainer.case.chart import ChartData, chart_table
from trainer.case.exhibits import (
    ChartExhibit,
    Exhibit,
    ModelExhibit,
    NoteExhibit,
    PersonExhibit,
    PictureExhibit,
    RecordExhibit,
    TableExhibit,
)
from trainer.case.model import Person
from trainer.case.numbers import MINUS, sum_figure
from trainer.case.prose import Grid, Kind, Passage, Run, passages
from trainer.case.sealed import FullSheet, Sheet
from trainer.case.workings import Scale, Workings
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.tally import LETTERS

Json: TypeAlias = dict[str, Any]
_SIGNS = {"plus": "+", "minus": MINUS, "times": "×", "over": "÷"}


@lru_cache(maxsize=1024)  # a thousand phones are told the same words at once
def blocks(markdown: str) -> tuple[Json, ...]:
    """Prose as a list of blocks.

    Each is ``{"kind": "paragraph" | "heading" | "quote" | "code", "runs": …}``, an item ``{"kind": "item", "runs": …,
    "depth": 1…, "marker": "•" or "1."}``, or ``{"kind": "table", "rows": …}`` with the head first; runs are
    ``[text, style]``, the style ``""``, ``"i"``, ``"b"`` or ``"bi"``. Not to be changed.
    """
    return tuple(_block(part) for part in passages(markdown))


def _block(part: Passage | Grid) -> Json:
    if isinstance(part, Grid):
        return {"kind": "table", "rows": [[_runs(cell) for cell in row] for row in part.rows]}
    block: Json = {"kind": part.kind.value, "runs": _runs(part.runs)}
    if part.kind is Kind.ITEM or part.depth:
        block |= {"depth": part.depth, "marker": part.marker}
    return block


def _runs(runs: Sequence[Run]) -> list[list[str]]:
    return [[run.text, "b" * run.bold + "i" * run.italic] for run in runs]


def decision_head(sheet: Sheet) -> Json:
    """What stands above a decision at each of its steps, and its options."""
    briefing = sheet.briefing
    return {
        "id": briefing.id,
        "language": _language(briefing.question),
        "act": {"number": sheet.act_number, "title": sheet.act.title},
        "title": briefing.title,
        "question": briefing.question,
        "date": briefing.date.describe(),
        "place": briefing.place,
        "options": [
            {"id": each.id, "letter": LETTERS[index], "title": each.title, "argument": blocks(each.argument)}
            for index, each in enumerate(briefing.options)
        ],
    }


def briefing_text(sheet: Sheet) -> Json:
    """What the room reads before it votes."""
    briefing = sheet.briefing
    return {
        "situation": blocks(briefing.situation),
        "people": [
            {**_person(sheet.person(each.person)), "part": each.part, "decides": each.person == briefing.decider}
            for each in briefing.room
        ],
        "exhibits": [_exhibit(sheet, each, index) for index, each in enumerate(briefing.exhibits)],
    }


def record_parts(sheet: FullSheet, shown: int) -> list[Json]:
    """The first ``shown`` parts of the record, in the order they unfold, each with the name of the part."""
    return [{"part": name, **_PARTS[name](sheet)} for name in REVEAL_STEPS[:shown]]


def factor_texts(sheet: FullSheet) -> list[Json]:
    """What mattered, as the record shows."""
    return [{"id": each.id, "name": each.name, "text": blocks(each.text)} for each in sheet.decision.factors]


def _language(text: str) -> str:
    """In which a text is most likely written, for who reads it aloud; a sheet doesn't say."""
    return "zh" if any("\u4e00" <= character <= "\u9fff" for character in text) else "en"


def _person(person: Person) -> Json:
    before = blocks(person.before) if person.before else ()
    return {"name": person.name, "native": person.native_name or "", "role": person.role, "before": before}


def _exhibit(sheet: Sheet, exhibit: Exhibit | RecordExhibit, index: int) -> Json:
    """An exhibit as a table or as text; a picture as the words that describe it."""
    note = blocks(exhibit.note) if exhibit.note else ()
    head: Json = {"letter": chr(ord("A") + index), "title": exhibit.title, "note": note}
    match exhibit:
        case TableExhibit():
            right = [column.align == "right" for column in exhibit.columns]
            titles = [column.title for column in exhibit.columns]
            return head | _table(titles, exhibit.rows, right, total=exhibit.total)
        case ChartExhibit():
            columns, *rows = chart_table(ChartData.of(exhibit))
            return head | _table(columns, rows, [False, *(True for _ in exhibit.series)])
        case PersonExhibit():
            return head | {"kind": "person", **_person(sheet.person(exhibit.person))}
        case NoteExhibit():
            return head | {"kind": "note", "text": blocks(exhibit.text)}
        case PictureExhibit():
            return head | {"kind": "picture", "alt": exhibit.alt}
        case ModelExhibit():
            return head | _table(("", ""), list(_sum(exhibit)), [False, True], total=True)


def _table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], *, total: bool = False
) -> Json:
    return {"kind": "table", "columns": columns, "rows": rows, "right": right, "total": total}


def _sum(exhibit: ModelExhibit) -> Iterator[tuple[str, str]]:
    """The lines of a sum, worked out at the plan; the last is what it comes to."""
    scales = {given.id: Scale.of(given) for given in exhibit.inputs}
    worked = Workings(exhibit).at({name: scale.at(scale.start) for name, scale in scales.items()})
    names = {given.id: given.label for given in exhibit.inputs}
    for line, value in zip(exhibit.lines, worked.lines, strict=True):
        sign = _SIGNS.get(line.sign or "", "")
        label = line.label or names.get(line.input or "", "")
        figure = "–" if value is None else sum_figure(float(value), line.unit or "")
        yield f"{sign} {label}".strip(), figure
    result, value = exhibit.result, worked.result
    label = result.label_below_zero if value is not None and value < 0 and result.label_below_zero else result.label
    yield label, "–" if value is None else sum_figure(float(value), result.unit or "", short=True)


def _claim(claim: Claim) -> Json:
    told: Json = {"text": blocks(claim.text)}
    if claim.contested is not None:
        told["contested"] = blocks(claim.contested.text)
    return told


def _did(sheet: FullSheet) -> Json:
    record = sheet.decision.record
    return {"option": record.option, "claims": [_claim(record.did)]}


def _happened(sheet: FullSheet) -> Json:
    decision = sheet.decision
    events = [{"when": each.label or each.date.describe(), **_claim(each)} for each in decision.record.happened]
    first = len(decision.exhibits)  # letters go on from those of the open pages
    exhibits = [_exhibit(sheet, each, index) for index, each in enumerate(decision.record.exhibits, first)]
    return {"claims": events, "exhibits": exhibits}


def _why(sheet: FullSheet) -> Json:
    return {"claims": [_claim(each) for each in sheet.decision.record.why]}


def _looking_back(sheet: FullSheet) -> Json:
    found = sheet.decision.record.looking_back
    claims = [_claim(each) for each in found.claims]
    return {"judgement": found.judgement.value, "judge": found.judge, "claims": claims}


def _not_taken(sheet: FullSheet) -> Json:
    options = sheet.decision.record.not_taken
    return {
        "options": [{"option": each.option, "known": each.known.value, "text": blocks(each.text)} for each in options]
    }


def _sources(sheet: FullSheet) -> Json:
    return {
        "sources": [
            {"title": each.title, "publisher": each.publisher, "date": each.date.describe()} for each in sheet.sources
        ]
    }


_PARTS: Mapping[str, Any] = {
    "did": _did,
    "happened": _happened,
    "why": _why,
    "looking_back": _looking_back,
    "not_taken": _not_taken,
    "sources": _sources,
}
