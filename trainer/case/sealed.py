"""The case as pages get it: briefings open, records in sealed envelopes.

An :class:`Envelope` holds the whole decision compressed. It opens only against a :class:`Receipt` that a
:class:`Ledger` confirms, so nothing of a record can be read before its commitment is stored.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from trainer.case.base import Model, to_plain
from trainer.case.exhibits import PersonExhibit, PictureExhibit
from trainer.case.model import Act, Briefing, CaseInfo, Decision, Pack, Person, Source
from trainer.case.outline import ActOutline, outline_acts
from trainer.case.timeline import TimelineEntry

_ENTRIES: TypeAdapter[tuple[TimelineEntry, ...]] = TypeAdapter(tuple[TimelineEntry, ...])


class SealBroken(Exception):
    """An envelope was opened without a stored commitment, or does not hold what its digest says."""


class UnknownText(SealBroken):
    """A sealed text is whole, but of a form that this version of the program doesn't read."""


class Sheet(Model):
    """All that stands on the pages of one decision before the commitment; complete in itself.

    Attempts keep it for good, so a field that comes later needs a default, and none may go.
    """

    case_id: str
    case_version: str
    case_title: str
    case_subtitle: str
    act: Act
    act_number: int
    opens_act: bool
    """Whether it is the first of its act, so that the act's opening stands before it."""
    number: int
    of: int
    people: tuple[Person, ...]
    pictures: Mapping[str, str] = {}
    briefing: Briefing

    def person(self, person_id: str) -> Person:
        """The person of that id; raises ``KeyError``."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)

    def picture(self, file: str) -> bytes:
        """The bytes of a picture of the decision; raises ``KeyError``."""
        return base64.b64decode(self.pictures[file])


class FullSheet(Sheet):
    """A sheet with the record: what an attempt saw, complete without the pack."""

    briefing: Decision
    sources: tuple[Source, ...]
    timeline: tuple[TimelineEntry, ...] = ()
    """What the timeline of the case tells of it."""

    @property
    def decision(self) -> Decision:
        """The decision with its record."""
        return self.briefing

    def source(self, source_id: str) -> Source:
        """The source of that id; raises ``KeyError``."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a ledger gives for a stored commitment."""

    attempt_id: str
    decision_id: str
    digest: str
    """Of the envelope that the attempt saw."""
    seal: str
    """Of the attempt itself."""


class Ledger(Protocol):
    """Knows which commitments are durably stored."""

    def holds(self, receipt: Receipt) -> bool:
        """Whether that very commitment is stored."""


@dataclass(frozen=True, slots=True, repr=False)
class Envelope:
    """A decision with its record, compressed; named by the SHA-256 of its canonical JSON (hexadecimal)."""

    decision_id: str
    digest: str
    data: bytes
    text_digest: str = ""
    """Of the text alone, without numbering and version: it tells whether the wording has changed. Only known to
    those that :meth:`seal` made."""

    @classmethod
    def seal(cls, sheet: FullSheet) -> Envelope:
        """Put a decision away."""
        plain = to_plain(sheet)
        text = canonical_json(plain)
        digest = hashlib.sha256(text).hexdigest()
        return cls(sheet.decision.id, digest, zlib.compress(text, 6), _text_digest(plain))

    def open(self, receipt: Receipt, ledger: Ledger) -> FullSheet:
        """The decision with its record.

        Raises:
            SealBroken: no such commitment is stored, or the content isn't what its digest says.
        """
        if (receipt.digest, receipt.decision_id) != (self.digest, self.decision_id) or not ledger.holds(receipt):
            raise SealBroken(f"The record of '{self.decision_id}' opens only after a commitment is stored.")
        return self._content()

    def open_rewritten(self, receipt: Receipt, ledger: Ledger) -> FullSheet:
        """The decision with its record, for a commitment to another text of it.

        The commitment to the decision stands, whatever has become of its wording since: a newer version of the case
        can't take it back, so it hides nothing from whoever made it. So a record can be compared with what it says
        today, and whoever writes a case sees what becomes of the pages they have come to. The envelope must be that of
        the case committed to: a receipt doesn't name it.

        Raises:
            SealBroken: no such commitment is stored, or the content isn't what its digest says.
        """
        if receipt.decision_id != self.decision_id or not ledger.holds(receipt):
            raise SealBroken(f"The record of '{self.decision_id}' opens only after a commitment is stored.")
        return self._content()

    def timeline(self, receipt: Receipt, ledger: Ledger) -> tuple[TimelineEntry, ...]:
        """What the timeline of the case tells of the decision, for a commitment to this text of it or another. The
        rest of the record isn't looked at, so that a whole timeline is there at once.

        Raises:
            SealBroken: no such commitment is stored, or the content isn't what its digest says.
        """
        if receipt.decision_id != self.decision_id or not ledger.holds(receipt):
            raise SealBroken(f"The record of '{self.decision_id}' opens only after a commitment is stored.")
        try:
            return _ENTRIES.validate_python(json.loads(self._text()).get("timeline", ()), strict=False)
        except ValidationError as error:
            raise self._unknown() from error

    def _content(self) -> FullSheet:
        try:
            return FullSheet.model_validate_json(self._text(), strict=False)
        except ValidationError as error:
            raise self._unknown() from error

    def _text(self) -> bytes:
        try:
            text = zlib.decompress(self.data)
        except zlib.error as error:
            raise SealBroken(f"The stored text of '{self.decision_id}' is damaged.") from error
        if hashlib.sha256(text).hexdigest() != self.digest:
            raise SealBroken(f"The stored text of '{self.decision_id}' isn't what was sealed.")
        return text

    def _unknown(self) -> UnknownText:
        return UnknownText(f"This version of the program can't read the stored text of '{self.decision_id}'.")

    def __repr__(self) -> str:
        return f"Envelope({self.decision_id!r}, {self.digest[:12]}…)"


def text_digest(sheet: FullSheet) -> str:
    """SHA-256 of what a decision says, whatever its number in the case is."""
    return _text_digest(to_plain(sheet))


def _text_digest(said: Mapping[str, object]) -> str:
    parts = {name: said[name] for name in ("briefing", "people", "sources", "pictures")}
    return hashlib.sha256(canonical_json(parts)).hexdigest()


def canonical_json(value: object) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8: the same bytes for the same value."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Case:
    """A case ready to be studied. Sheets and envelopes are looked up when they are wanted: a case of a thousand
    decisions may hold them on the disk."""

    info: CaseInfo
    acts: tuple[ActOutline, ...]
    """What is known of every decision without opening it, in the order of play."""
    sheets: Mapping[str, Sheet]
    """The open pages of each decision, by its id."""
    envelopes: Mapping[str, Envelope]
    """Each decision with its record, by its id."""

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of the decisions in the order of play."""
        return tuple(decision.id for act in self.acts for decision in act.decisions)

    def sheet(self, decision_id: str) -> Sheet:
        """The open pages of a decision; raises ``KeyError``."""
        return self.sheets[decision_id]


def seal_pack(pack: Pack, pictures: Mapping[str, bytes] | None = None) -> Case:
    """Turn a pack into a case to be studied, every record sealed.

    Args:
        pack: the case as its author wrote it.
        pictures: bytes of each picture that an exhibit names, by the path it is named with.
    """
    full = [_full_sheet(pack, index, pictures or {}) for index in range(len(pack.decisions))]
    return Case(
        info=pack.info,
        acts=outline_acts(pack.info, pack.decisions),
        sheets={sheet.decision.id: _open_part(sheet) for sheet in full},
        envelopes={sheet.decision.id: Envelope.seal(sheet) for sheet in full},
    )


def _full_sheet(pack: Pack, index: int, pictures: Mapping[str, bytes]) -> FullSheet:
    info, decision = pack.info, pack.decisions[index]
    act_number = next(i for i, act in enumerate(info.acts, 1) if act.id == decision.act)
    present = {decision.decider, *(entry.person for entry in decision.room)}
    present |= {exhibit.person for exhibit in decision.exhibits if isinstance(exhibit, PersonExhibit)}
    files = {exhibit.file for exhibit in decision.exhibits if isinstance(exhibit, PictureExhibit)}
    cited = cited_sources(to_plain(decision))
    return FullSheet(
        case_id=info.id,
        case_version=info.version,
        case_title=info.title,
        case_subtitle=info.subtitle,
        act=info.acts[act_number - 1],
        act_number=act_number,
        opens_act=index == 0 or pack.decisions[index - 1].act != decision.act,
        number=index + 1,
        of=len(pack.decisions),
        people=tuple(person for person in info.people if person.id in present),
        pictures={file: base64.b64encode(pictures[file]).decode() for file in sorted(files)},
        briefing=decision,
        sources=tuple(source for source in info.sources if source.id in cited),
        timeline=tuple(entry for entry in pack.timeline if entry.decision == decision.id),
    )


def _open_part(sheet: FullSheet) -> Sheet:
    fields = {name: getattr(sheet, name) for name in Sheet.model_fields}
    return Sheet.model_construct(**(fields | {"briefing": sheet.decision.briefing()}))


def cited_sources(value: object) -> set[str]:
    """Ids of all sources that plain values of a decision refer to."""
    if isinstance(value, dict):
        own = {str(ref).partition(":")[0] for ref in value.get("sources", ())}
        return own.union(*map(cited_sources, value.values()))
    if isinstance(value, list):
        return set().union(*map(cited_sources, value))
    return set()
