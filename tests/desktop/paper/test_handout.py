from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from tests.desktop.attempts import opened
from tests.desktop.paper.reading import A4, LETTER, Read, bytes_of, holds, read, tight
from tests.progress.tiny import pack
from trainer.case.base import to_plain
from trainer.case.markdown import plain_text
from trainer.case.model import Pack
from trainer.case.sealed import Case, FullSheet, Sheet, seal_pack
from trainer.desktop.paper.faces import PaperTheme
from trainer.desktop.paper.frame import Paper
from trainer.desktop.paper.handout import write_handout
from trainer.reports.refusal import ExportRefused

_FIGURE = re.compile(r"[0-9][0-9.,]*[0-9]|[0-9]")
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")
OPEN_SUMS = {"launch-price": {Decimal(501)}}
"""What the sums on open pages come to at first, which nobody has written there."""
_LEAST = 12
"""Characters, without blanks, from which on a piece of a sentence is telling."""


@dataclass(frozen=True)
class Handout:
    """The handout of the whole case, read back."""

    file: Path
    read: Read

    def of(self, title: str) -> str:
        """The text of the pages of one decision."""
        decisions = [each for each in self.read.bookmarks if each.level == 1]
        place = next(index for index, each in enumerate(decisions) if each.title == title)
        last = decisions[place + 1].page - 1 if place + 1 < len(decisions) else len(self.read.pages)
        return " ".join(self.read.bodies[decisions[place].page - 1 : last])


@pytest.fixture(scope="module")
def handout(xiaomi: Case, paper: PaperTheme, tmp_path_factory: pytest.TempPathFactory) -> Handout:
    file = tmp_path_factory.mktemp("handout") / "handout.pdf"
    write_handout(xiaomi, file, paper)
    return Handout(file, read(file))


def sealed_texts(sheet: FullSheet) -> Iterator[str]:
    """Every text of a decision that its open pages don't have."""
    decision = sheet.decision
    record = decision.record
    claims = [*decision.facts, record.did, *record.happened, *record.why, *record.looking_back.claims]
    for claim in (*claims, *decision.factors, *sheet.timeline):
        yield claim.text
        yield claim.derived or ""
        if claim.contested is not None:
            yield claim.contested.text
    for known in record.not_taken:
        yield known.text
        yield known.derived or ""
    yield from (factor.name for factor in decision.factors)
    yield from (decision.lesson.text, decision.lesson.limits, record.looking_back.judge, *decision.questions)
    for exhibit in record.exhibits:
        yield from strings(to_plain(exhibit))
    yield from (source.title for source in sheet.sources)


def strings(value: object) -> Iterator[str]:
    """All texts within plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in strings(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in strings(each))


def telling(texts: Iterator[str]) -> set[str]:
    """Their sentences and parts of sentences, without blanks."""
    pieces = (piece for text in texts for line in plain_text(text).split("\n") for piece in _SENTENCE.split(line))
    return {tight(piece) for piece in pieces if len(tight(piece)) >= _LEAST}


def leaked(text: str, sealed: FullSheet, sheet: Sheet) -> set[str]:
    """What of a record stands in a text though the open pages don't say it."""
    known = tight(" ".join(plain_text(each) for each in strings(to_plain(sheet))))
    return {piece for piece in telling(sealed_texts(sealed)) if piece in tight(text) and piece not in known}


def figures(text: str) -> set[Decimal]:
    """All figures in a text, however they are written."""
    return {Decimal(each.replace(",", "")) for each in _FIGURE.findall(text) if each.count(".") < 2}


def test_the_handout_has_all_decisions_in_their_order(handout: Handout, xiaomi: Case) -> None:
    titles = [xiaomi.sheet(each).briefing.title for each in xiaomi.order]
    assert [each.title for each in handout.read.bookmarks if each.level == 1] == titles
    assert [each.title for each in handout.read.bookmarks if each.level == 0] == [
        xiaomi.info.title,
        "Contents",
        *(f"Act {number}, {act.title}" for number, act in enumerate(xiaomi.acts, 1)),
    ]
    assert set(handout.read.sizes) == {A4}


def test_situation_exhibits_question_and_options_stand_there_whole(handout: Handout, xiaomi: Case) -> None:
    for decision_id in xiaomi.order:
        sheet = xiaomi.sheet(decision_id)
        briefing = sheet.briefing
        text = tight(handout.of(briefing.title))
        for paragraph in telling(iter([briefing.situation])):
            assert paragraph in text
        places = [text.index(tight(briefing.question))]
        for option in briefing.options:
            places.append(text.index(tight(option.title), places[-1]))
            assert all(piece in text for piece in telling(iter([option.argument])))
        assert all(tight(exhibit.title) in text for exhibit in briefing.exhibits)
        assert all(tight(sheet.person(each.person).name) in text for each in briefing.room)
        assert places == sorted(places)


def test_nothing_of_any_record_stands_in_the_handout(handout: Handout, xiaomi: Case) -> None:
    for decision_id in xiaomi.order:
        sealed, sheet = opened(xiaomi.envelopes[decision_id]), xiaomi.sheet(decision_id)
        assert not leaked(handout.of(sheet.briefing.title), sealed, sheet), decision_id


def test_no_figure_stands_there_that_the_record_alone_has(handout: Handout, xiaomi: Case) -> None:
    for decision_id in xiaomi.order:
        sealed, sheet = opened(xiaomi.envelopes[decision_id]), xiaomi.sheet(decision_id)
        known = figures(json.dumps(to_plain(sheet)))
        only = figures(" ".join(sealed_texts(sealed))) - known
        telling = {each for each in only if each % 50}  # round ones are ticks of charts as well
        shown = figures(handout.of(sheet.briefing.title)) - OPEN_SUMS.get(decision_id, set())
        assert not telling & shown, decision_id


def test_the_check_would_find_what_leaks(xiaomi: Case) -> None:
    sealed, sheet = opened(xiaomi.envelopes["launch-price"]), xiaomi.sheet("launch-price")
    for text in sealed_texts(sealed):
        for piece in telling(iter([text])):
            if piece not in tight(" ".join(plain_text(each) for each in strings(to_plain(sheet)))):
                assert leaked(f"Before. {piece} After.", sealed, sheet)


def test_no_byte_of_the_file_holds_anything_of_a_record(handout: Handout, xiaomi: Case) -> None:
    content = bytes_of(handout.file)
    assert holds(content, xiaomi.sheet("launch-price").briefing.title)  # as a bookmark
    for decision_id in xiaomi.order:
        sealed, sheet = opened(xiaomi.envelopes[decision_id]), xiaomi.sheet(decision_id)
        known = " ".join(strings(to_plain(sheet)))
        for text in sealed_texts(sealed):
            piece = max(_SENTENCE.split(text.strip()), key=len)
            assert len(piece) < _LEAST or piece in known or not holds(content, piece), piece


def test_some_decisions_alone_come_in_the_order_of_play(xiaomi: Case, paper: PaperTheme, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    pages = write_handout(xiaomi, file, paper, decisions=["launch-price", "rtf-agreement"], paper=Paper.LETTER)
    found = read(file)
    assert len(found.pages) == pages
    assert set(found.sizes) == {LETTER}
    titles = [xiaomi.sheet(each).briefing.title for each in ("rtf-agreement", "launch-price")]
    assert [each.title for each in found.bookmarks if each.level == 1] == titles
    assert not any(xiaomi.sheet("aiot").briefing.title in page for page in found.pages)
    assert all(title in found.pages[0] for title in titles)


def test_a_single_decision_needs_no_cover(xiaomi: Case, paper: PaperTheme, tmp_path: Path) -> None:
    write_handout(xiaomi, tmp_path / "a.pdf", paper, decisions=["launch-price"])
    found = read(tmp_path / "a.pdf")
    briefing = xiaomi.sheet("launch-price").briefing
    assert found.bookmarks[0].title == briefing.title
    assert found.pages[0].endswith(f"1 of {len(found.pages)}")
    assert "My call" in found.text
    assert next(each.title for each in found.bookmarks if each.level == 1) == "The situation"


def test_it_is_printed_beside_the_window_as_well(
    xiaomi: Case, paper: PaperTheme, tmp_path: Path, handout: Handout
) -> None:
    with ThreadPoolExecutor(1) as beside:
        pages = beside.submit(write_handout, xiaomi, tmp_path / "a.pdf", paper).result(timeout=60)
    assert pages == len(handout.read.pages)
    assert read(tmp_path / "a.pdf").pages == handout.read.pages


def test_a_decision_that_isnt_there_is_refused(xiaomi: Case, paper: PaperTheme, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="no decision 'nowhere'"):
        write_handout(xiaomi, tmp_path / "a.pdf", paper, decisions=["launch-price", "nowhere"])
    assert not list(tmp_path.iterdir())


def test_every_kind_of_exhibit_comes_on_paper(paper: PaperTheme, tmp_path: Path) -> None:
    write_handout(exhibited(), tmp_path / "a.pdf", paper)
    text = read(tmp_path / "a.pdf").text
    assert "Exhibit A Prices What yuan Phone 1,999 Sum 1,999" in text
    assert "Exhibit B Shares" in text
    assert "Exhibit C Who decides Anna Berg 李安娜 Mayor She has built before." in text
    assert "Exhibit D A note The money is short." in text
    assert "Exhibit E A drawing" in text
    assert "Exhibit F A photograph What can't be seen" in text
    assert "Exhibit G A sum What can change The plan From … to Price 20 yuan 10 to 40 yuan" in text
    assert "My figures price 20 ………… × pieces 3 ………… Gain 60 yuan" in text


def exhibited() -> Case:
    """A case of one decision with an exhibit of every kind."""
    first = pack()
    decision = to_plain(first.decisions[0])
    decision["exhibits"] = [
        {
            "kind": "table",
            "id": "a",
            "title": "Prices",
            "columns": [{"title": "What"}, {"title": "yuan", "align": "right"}],
            "rows": [["Phone", "1,999"], ["Sum", "1,999"]],
            "total": True,
        },
        {
            "kind": "chart",
            "id": "b",
            "title": "Shares",
            "form": "lines",
            "unit": "%",
            "categories": ["2010", "2011"],
            "series": [{"name": "One", "values": [1, 2]}],
        },
        {"kind": "person", "id": "c", "title": "Who decides", "person": "mayor"},
        {"kind": "note", "id": "d", "title": "A note", "text": "The money is *short*."},
        {"kind": "picture", "id": "e", "title": "A drawing", "file": "a.svg", "alt": "A square"},
        {"kind": "picture", "id": "f", "title": "A photograph", "file": "b.png", "alt": "What can't be seen"},
        {
            "kind": "model",
            "id": "g",
            "title": "A sum",
            "inputs": [
                {"id": "price", "label": "Price", "unit": "yuan", "min": 10, "max": 40, "step": 1, "start": 20},
                {"id": "pieces", "label": "Pieces", "min": 0, "max": 9, "step": 1, "start": 3},
            ],
            "lines": [{"input": "price", "label": "price"}, {"input": "pieces", "label": "pieces", "sign": "times"}],
            "result": {"label": "Gain", "label_below_zero": "Loss", "unit": "yuan", "formula": "price * pieces"},
        },
    ]
    people = [
        {
            "id": "mayor",
            "name": "Anna Berg",
            "native_name": "李安娜",
            "role": "Mayor",
            "before": "She has built before.",
        }
    ]
    info = to_plain(first.info) | {"people": people}
    made = Pack.model_validate({"info": info, "decisions": [decision]}, strict=False)
    square = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    return seal_pack(made, {"a.svg": square, "b.png": b"broken"})
