from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.case.packs import CASE, DECISION, OVEN, altered, write_pack
from tests.case.test_sealed import SECRETS, Book, reached, receipt
from trainer.case import cache as cache_module
from trainer.case.cache import CaseCache, LostText
from trainer.case.outline import fingerprint
from trainer.case.reader import load_case
from trainer.case.sealed import Case

XIAOMI = Path(__file__).parents[2] / "content" / "xiaomi"
SECOND = altered(DECISION, "id: new-oven", "id: loan")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack", new_oven=DECISION, loan=SECOND)


@pytest.fixture
def cache(tmp_path: Path) -> CaseCache:
    return CaseCache(tmp_path / "cache" / "cases")


def kept_file(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "cache" / "cases").iterdir()
    return file


def kept(cache: CaseCache, pack: Path) -> Case:
    """The case of a pack, out of the cache."""
    cache.put(pack, fingerprint(pack), load_case(pack))
    case = cache.get(pack, fingerprint(pack))
    assert case is not None
    return case


def test_a_kept_case_is_the_case_that_was_read(cache: CaseCache) -> None:
    read, case = load_case(XIAOMI), kept(cache, XIAOMI)

    assert (case.info, case.acts, case.order) == (read.info, read.acts, read.order)
    assert dict(case.sheets) == dict(read.sheets)
    assert dict(case.envelopes) == dict(read.envelopes)


def test_a_kept_envelope_opens_against_its_receipt_and_not_without(cache: CaseCache, pack: Path) -> None:
    envelope = kept(cache, pack).envelopes["new-oven"]
    stored = receipt(envelope)

    sheet = envelope.open(stored, Book(frozenset({stored})))

    assert sheet.decision.lesson.text == "Time has a price."
    with pytest.raises(Exception, match="opens only after a commitment is stored"):
        envelope.open(stored, Book())


def test_nothing_of_the_record_can_be_reached_from_a_kept_case(cache: CaseCache, tmp_path: Path) -> None:
    secret = DECISION
    for old, new in SECRETS.items():
        secret = altered(secret, old, new)
    case = kept(cache, write_pack(tmp_path / "pack", new_oven=secret))

    assert reached(case) == set()
    for mapping in (case.sheets, case.envelopes):
        assert reached(list(vars(mapping).values())) == set()
    behind = case.sheets._read.__self__  # type: ignore[attr-defined]
    assert type(behind).__module__ == "trainer.case.cache"
    assert reached(behind) == set()


def test_a_decision_is_read_when_it_is_wanted_and_only_once(cache: CaseCache, pack: Path, tmp_path: Path) -> None:
    case = kept(cache, pack)
    held = case.sheet("loan")
    file, moved = kept_file(tmp_path), tmp_path / "elsewhere"
    file.rename(moved)
    shutil.rmtree(pack)

    assert case.sheet("loan") is held
    assert "new-oven" in case.sheets
    assert list(case.envelopes) == list(case.order)
    with pytest.raises(LostText, match="can't be read any more"):
        case.sheet("new-oven")

    moved.rename(file)
    assert case.sheet("new-oven").briefing.title == "The new oven"


def test_a_decision_that_the_case_does_not_have_is_not_there(cache: CaseCache, pack: Path) -> None:
    case = kept(cache, pack)

    with pytest.raises(KeyError):
        case.sheet("bread")
    assert case.envelopes.get("bread") is None
    assert len(case.sheets) == 2


def test_a_pack_that_changed_is_not_given(cache: CaseCache, pack: Path) -> None:
    kept(cache, pack)

    (pack / OVEN).write_text(altered(DECISION, "title: The new oven", "title: The oven"), encoding="utf-8")

    assert cache.get(pack, fingerprint(pack)) is None


def test_a_pack_that_changed_while_it_was_read_is_not_given(cache: CaseCache, pack: Path) -> None:
    before, case = fingerprint(pack), load_case(pack)
    (pack / "case.yaml").write_text(altered(CASE, "title: The bakery", "title: The new bakery"), encoding="utf-8")

    cache.put(pack, before, case)

    assert cache.get(pack, fingerprint(pack)) is None


def test_a_case_kept_by_another_program_is_not_given(
    cache: CaseCache, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(cache, pack)

    monkeypatch.setattr(cache_module, "_program", lambda: "0.0.0")

    assert cache.get(pack, fingerprint(pack)) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:0],
        lambda content: b"no case" + content,
        lambda content: b"{}\n" + content,
        lambda content: b"[" * 9999 + content,
        lambda content: content.replace(b'"head": [', b'"head": [' + b"9" * 30, 1),
        lambda content: content.replace(b'"head": [', b'"head": [-' + b"9" * 30, 1),
        lambda content: content[:200],
        lambda content: content[: content.index(b"\n") + 9] + b"\xff" + content[content.index(b"\n") + 10 :],
    ],
    ids=["empty", "no case", "no head", "deep", "a monstrous head", "less than none", "cut off", "a byte of the head"],
)
def test_a_file_with_a_damaged_head_is_as_good_as_none(
    cache: CaseCache, pack: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    kept(cache, pack)
    file = kept_file(tmp_path)
    file.write_bytes(spoil(file.read_bytes()))

    assert cache.get(pack, fingerprint(pack)) is None
    assert kept(cache, pack).sheet("loan").number == 1


def test_any_byte_of_the_parts_may_be_wrong_and_the_pack_is_read_once_more(
    cache: CaseCache, pack: Path, tmp_path: Path
) -> None:
    read = load_case(pack)
    kept(cache, pack)
    file = kept_file(tmp_path)
    sound = file.read_bytes()
    begin = len(sound) - sum(len(part) for part in _parts(cache, pack, sound))
    for index in range(begin, len(sound), 97):
        file.write_bytes(sound[:index] + bytes([sound[index] ^ 1]) + sound[index + 1 :])
        case = cache.get(pack, fingerprint(pack))
        assert case is not None
        assert dict(case.sheets) == dict(read.sheets)
        assert dict(case.envelopes) == dict(read.envelopes)


def _parts(cache: CaseCache, pack: Path, sound: bytes) -> list[bytes]:
    case = cache.get(pack, fingerprint(pack))
    assert case is not None
    behind = case.sheets._read.__self__  # type: ignore[attr-defined]
    spans = [span for part in behind._parts.values() for span in (part.sheet, part.envelope)]
    return [sound[span.begin : span.begin + span.size] for span in spans]


def test_a_file_that_is_replaced_while_the_case_is_open_gives_nothing_of_another_text(
    cache: CaseCache, pack: Path
) -> None:
    case = kept(cache, pack)
    (pack / OVEN).write_text(altered(DECISION, "title: The new oven", "title: A far newer oven"), encoding="utf-8")
    newer = kept(cache, pack)

    assert case.sheet("new-oven") == newer.sheet("new-oven")
    assert case.envelopes["loan"] == newer.envelopes["loan"]


@pytest.mark.parametrize("first", ["sheets", "envelopes"])
def test_pages_and_envelope_of_a_decision_are_of_one_text_whichever_is_read_first(
    cache: CaseCache, pack: Path, first: str
) -> None:
    read = load_case(pack)
    case = kept(cache, pack)
    assert getattr(case, first)["new-oven"] == getattr(read, first)["new-oven"]
    (pack / OVEN).write_text(altered(DECISION, "title: The new oven", "title: A far newer oven"), encoding="utf-8")
    kept(cache, pack)

    assert case.sheets["new-oven"] == read.sheets["new-oven"]
    assert case.envelopes["new-oven"] == read.envelopes["new-oven"]


def test_several_packs_are_kept_beside_each_other_and_those_that_went_are_dropped(
    cache: CaseCache, pack: Path, tmp_path: Path
) -> None:
    second, third = write_pack(tmp_path / "second"), write_pack(tmp_path / "third")
    assert kept(cache, pack).order == ("loan", "new-oven")
    assert kept(cache, second).order == ("new-oven",)
    assert cache.get(pack, fingerprint(pack)) is not None
    shutil.rmtree(second)

    kept(cache, third)

    assert len(list((tmp_path / "cache" / "cases").iterdir())) == 2
    assert cache.get(pack, fingerprint(pack)) is not None


def test_a_folder_that_cannot_be_written_is_no_error(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = CaseCache(tmp_path / "file" / "cases")

    cache.put(pack, fingerprint(pack), load_case(pack))

    assert cache.get(pack, fingerprint(pack)) is None
