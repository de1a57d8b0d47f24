"""Nothing of a record is read before its commitment is stored."""

from __future__ import annotations

import gc
import hashlib
import weakref
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.case.packs import DECISION, TIMELINE, altered, write_pack
from trainer.case.base import to_plain
from trainer.case.model import Decision, Pack
from trainer.case.reader import read_pack
from trainer.case.sealed import (
    Case,
    Envelope,
    FullSheet,
    Receipt,
    SealBroken,
    canonical_json,
    cited_sources,
    seal_pack,
)

PYDANTIC_WARNS = ("model_fields", "model_computed_fields")


@dataclass(frozen=True)
class Book:
    """A ledger that holds what it is told to."""

    stored: frozenset[Receipt] = frozenset()

    def holds(self, receipt: Receipt) -> bool:
        return receipt in self.stored


# Each passage of the record becomes a word that stands nowhere else: to find one is to have reached the record.
SECRETS = {
    "They bought it.": "Xdid",
    "They baked more.": "Xhappened",
    "Time was short.": "Xwhy",
    "It paid late.": "Xback",
    "The town, in 1990": "Xjudge",
    "The sources don't tell.": "Xnottaken",
    "name: Haste": "name: Xname",
    "Time was scarcer than money.": "Xfactor",
    "Time has a price.": "Xlesson",
    "Not where the loan is dear.": "Xlimits",
    "What did they know?": "Xquestion",
    "The oven was old.": "Xfact",
}
TIMELINE_SECRETS = {"The oven was bought.": "Xevent", "The mill says that it did not.": "Xreading"}
WORDS = {*TIMELINE_SECRETS.values()} | {new.removeprefix("name: ") for new in SECRETS.values()}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    secret = DECISION
    for old, new in SECRETS.items():
        secret = altered(secret, old, new)
    dated = TIMELINE
    for old, new in TIMELINE_SECRETS.items():
        dated = altered(dated, old, new)
    folder = write_pack(tmp_path_factory.mktemp("sealed") / "pack", new_oven=secret)
    (folder / "timeline.yaml").write_text(dated, encoding="utf-8")
    return read_pack(folder)


@pytest.fixture
def case(pack: Pack) -> Case:
    return seal_pack(pack)


def receipt(envelope: Envelope) -> Receipt:
    return Receipt("attempt", envelope.decision_id, envelope.digest, "seal")


def reached(thing: object) -> set[str]:
    """The words of the record that can be reached from a value by attributes, properties, entries and items."""
    found: set[str] = set()
    seen: dict[int, object] = {}
    rest = [thing]
    while rest:
        each = rest.pop()
        if id(each) not in seen:
            seen[id(each)] = each
            text = each if isinstance(each, str) else each.decode("latin-1") if isinstance(each, bytes) else repr(each)
            found |= {word for word in WORDS if word in text}
            rest.extend(within(each))
    return found


def within(thing: object) -> list[object]:
    """What a value holds, private attributes too; of foreign kinds only collections are opened."""
    if isinstance(thing, Mapping):
        return [*thing.keys(), *thing.values()]
    if isinstance(thing, (list, tuple, set, frozenset)):
        return list(thing)
    if isinstance(thing, type) or not type(thing).__module__.startswith("trainer"):
        return []
    names = [name for name in dir(thing) if not name.startswith("__") and name not in PYDANTIC_WARNS]
    held = [getattr(thing, name, None) for name in (*names, "__dict__", "__pydantic_extra__", "__pydantic_private__")]
    return [*held, thing.model_dump_json()] if isinstance(thing, BaseModel) else held


def test_the_walk_finds_a_record_that_is_open(pack: Pack) -> None:
    assert reached(pack) == WORDS


def test_nothing_of_the_record_can_be_reached_from_the_case_that_pages_get(case: Case) -> None:
    assert reached(case) == set()


def test_nothing_of_the_record_can_be_reached_from_a_sheet_or_a_briefing(case: Case) -> None:
    sheet = case.sheet("new-oven")

    assert reached(sheet) == set()
    assert reached(sheet.briefing) == set()
    assert not isinstance(sheet, FullSheet)
    assert not isinstance(sheet.briefing, Decision)


def test_no_open_decision_stays_in_memory_behind_the_case(pack: Pack) -> None:
    own = pack.model_copy(deep=True)
    decision = weakref.ref(own.decisions[0])
    case = seal_pack(own)

    del own
    gc.collect()

    assert case.order == ("new-oven",)
    assert decision() is None


def test_a_stored_commitment_opens_the_envelope(case: Case, pack: Pack) -> None:
    envelope = case.envelopes["new-oven"]
    kept = receipt(envelope)

    sheet = envelope.open(kept, Book(frozenset({kept})))

    assert sheet.decision == pack.decisions[0]
    assert [source.id for source in sheet.sources] == ["001"]
    assert sheet.source("001").title == "A history of bread"


def test_a_stored_commitment_opens_what_the_timeline_tells_of_its_decision(case: Case, pack: Pack) -> None:
    envelope = case.envelopes["new-oven"]
    kept = receipt(envelope)
    book = Book(frozenset({kept}))

    assert envelope.timeline(kept, book) == pack.timeline == envelope.open(kept, book).timeline
    assert [entry.text for entry in pack.timeline] == ["Xevent", "Bread got cheaper."]


def test_so_does_one_to_an_earlier_text_of_the_decision(case: Case, pack: Pack) -> None:
    envelope = case.envelopes["new-oven"]
    earlier = replace(receipt(envelope), digest="0" * 64)

    assert envelope.timeline(earlier, Book(frozenset({earlier}))) == pack.timeline


@pytest.mark.parametrize(
    ("change", "holds"), [({}, False), ({"decision_id": "another"}, True)], ids=["not stored", "another decision"]
)
def test_without_a_commitment_the_timeline_stays_sealed(case: Case, change: dict[str, str], holds: bool) -> None:
    envelope = case.envelopes["new-oven"]
    forged = replace(receipt(envelope), **change)

    with pytest.raises(SealBroken, match="opens only after a commitment is stored"):
        envelope.timeline(forged, Book(frozenset({forged} if holds else ())))


def test_a_damaged_envelope_gives_no_timeline(case: Case) -> None:
    envelope = replace(case.envelopes["new-oven"], data=zlib.compress(b"{}"))
    kept = receipt(envelope)

    with pytest.raises(SealBroken, match="isn't what was sealed"):
        envelope.timeline(kept, Book(frozenset({kept})))


def test_each_decision_has_its_own_part_of_the_timeline(pack: Pack) -> None:
    late = pack.decisions[0].model_copy(update={"id": "loan"})
    entries = (pack.timeline[0], pack.timeline[1].model_copy(update={"decision": "loan"}))
    case = seal_pack(pack.model_copy(update={"decisions": (*pack.decisions, late), "timeline": entries}))

    for entry in entries:
        envelope = case.envelopes[entry.decision]
        kept = receipt(envelope)
        assert envelope.timeline(kept, Book(frozenset({kept}))) == (entry,)


@pytest.mark.parametrize(
    "change",
    [
        {"attempt_id": "another"},
        {"decision_id": "another"},
        {"digest": "0" * 64},
        {"seal": "forged"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_forged_receipt_opens_nothing(case: Case, change: dict[str, str]) -> None:
    envelope = case.envelopes["new-oven"]
    kept = receipt(envelope)
    forged = replace(kept, **change)

    with pytest.raises(SealBroken, match="opens only after a commitment is stored"):
        envelope.open(forged, Book(frozenset({kept})))
    with pytest.raises(SealBroken, match="opens only after a commitment is stored"):
        envelope.open(kept, Book())


def test_a_text_that_was_rewritten_opens_against_a_commitment_to_the_one_before(case: Case, pack: Pack) -> None:
    before = case.envelopes["new-oven"]
    renamed = pack.decisions[0].model_copy(update={"title": "The newer oven"})
    after = seal_pack(Pack(info=pack.info, decisions=(renamed,))).envelopes["new-oven"]
    kept = receipt(before)
    book = Book(frozenset({kept}))

    assert after.open_rewritten(kept, book).decision == renamed
    with pytest.raises(SealBroken, match="opens only after a commitment is stored"):
        after.open(kept, book)
    with pytest.raises(SealBroken, match="opens only after a commitment is stored"):
        after.open_rewritten(kept, Book())
    with pytest.raises(SealBroken, match="opens only after a commitment is stored"):
        replace(after, decision_id="loan").open_rewritten(kept, book)


@pytest.mark.parametrize("field", ["digest", "decision_id"])
def test_a_commitment_to_another_text_or_decision_opens_nothing(case: Case, field: str) -> None:
    envelope = case.envelopes["new-oven"]
    other = replace(receipt(envelope), **{field: "0" * 64})

    with pytest.raises(SealBroken, match="opens only after a commitment is stored"):
        envelope.open(other, Book(frozenset({other})))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no zlib", "The stored text of 'new-oven' is damaged."),
        (b"", "The stored text of 'new-oven' is damaged."),
        (zlib.compress(b"{}"), "The stored text of 'new-oven' isn't what was sealed."),
    ],
)
def test_a_changed_envelope_says_so(case: Case, data: bytes, message: str) -> None:
    envelope = replace(case.envelopes["new-oven"], data=data)
    kept = receipt(envelope)

    with pytest.raises(SealBroken) as caught:
        envelope.open(kept, Book(frozenset({kept})))

    assert str(caught.value) == message


def test_what_an_envelope_says_of_itself_holds_no_text(case: Case) -> None:
    envelope = case.envelopes["new-oven"]

    assert repr(envelope) == f"Envelope('new-oven', {envelope.digest[:12]}…)"


def test_the_digest_names_the_content_and_nothing_but_it(pack: Pack) -> None:
    first, again = seal_pack(pack), seal_pack(pack.model_copy(deep=True))
    text = zlib.decompress(first.envelopes["new-oven"].data)

    assert first.envelopes["new-oven"] == again.envelopes["new-oven"]
    assert first.envelopes["new-oven"].digest == hashlib.sha256(text).hexdigest()


PROSE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(lambda text: text.strip())


@given(PROSE, PROSE, st.integers(-(2**63), 2**63), st.sampled_from(["vindicated", "regretted", "mixed"]))
def test_whatever_is_sealed_comes_out_the_same(
    pack: Pack, situation: str, lesson: str, order: int, judgement: str
) -> None:
    plain = to_plain(pack.decisions[0])
    plain |= {"situation": situation, "lesson": {"text": lesson, "limits": situation}, "order": order}
    plain["record"]["looking_back"]["judgement"] = judgement
    decision = Decision.model_validate(plain)
    envelope = seal_pack(Pack(info=pack.info, decisions=(decision,))).envelopes["new-oven"]
    kept = receipt(envelope)

    assert envelope.open(kept, Book(frozenset({kept}))).decision == decision


def test_a_sheet_says_where_its_decision_stands_and_who_is_there(pack: Pack) -> None:
    opening = pack.info.acts[0]
    second = opening.model_copy(update={"id": "end", "title": "The end"})
    stranger = pack.info.people[0].model_copy(update={"id": "bo"})
    info = pack.info.model_copy(update={"acts": (opening, second), "people": (*pack.info.people, stranger)})
    late = pack.decisions[0].model_copy(update={"id": "loan", "act": "end"})

    case = seal_pack(Pack(info=info, decisions=(*pack.decisions, late)))
    sheet = case.sheet("loan")

    assert case.order == ("new-oven", "loan")
    assert (sheet.act.title, sheet.act_number, sheet.number, sheet.of) == ("The end", 2, 2, 2)
    assert [person.id for person in sheet.people] == ["ann", "wu"]
    assert sheet.person("wu").name == "Wu Li"
    for missing in (lambda: sheet.person("bo"), lambda: case.sheet("bo"), lambda: sheet.picture("bo")):
        with pytest.raises(KeyError):
            missing()


def test_only_what_is_cited_goes_along(pack: Pack) -> None:
    assert cited_sources(to_plain(pack.decisions[0])) == {"001"}
    assert cited_sources({"a": [{"sources": ["x:1", "y:2-3"]}, {"b": {"sources": []}}], "sources": []}) == {"x", "y"}


def test_canonical_json_is_the_same_for_the_same_value() -> None:
    assert canonical_json({"b": [1, None], "a": "吴"}) == '{"a":"吴","b":[1,null]}'.encode()
