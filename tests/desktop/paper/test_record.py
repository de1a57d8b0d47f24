from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.desktop.paper.reading import A4, LETTER, Read, bytes_of, holds, read, tight
from tests.progress import tiny
from tests.progress.tiny import ALL, commitment, debriefed
from trainer.case.outline import outline_of
from trainer.case.sealed import Case
from trainer.desktop.paper.faces import PaperTheme
from trainer.desktop.paper.frame import Paper
from trainer.desktop.paper.record import Found, write_record_pdf
from trainer.progress.notes import Role
from trainer.progress.store import Store
from trainer.progress.values import FactorMark, Learner
from trainer.reports.attempts import walk
from trainer.reports.watch import ExportCancelled, Watch
from trainer.study.process import Quality

UTC = dt.UTC


@pytest.fixture
def town() -> Case:
    return tiny.case()


@pytest.fixture
def mara(store: Store, clock: tiny.Clock, town: Case) -> Learner:
    """Has debriefed the harbour, and revealed the bridge all but the last part."""
    learner = store.add_learner("Mara Lindström 李雷")
    reasons = "Half a year hurts.\n没有现金就没有时间，所以先签小米的合同。\n\n- *Not* markup."
    harbour = store.commit(learner.id, "town", town.envelopes["harbour"], commitment("wait", 65, reasons))
    debriefed(store, harbour)
    store.save_debrief(harbour.id, {"cash": FactorMark.MISSED}, "Count, then build.")
    clock.now = dt.datetime(2026, 12, 6, 9, 0, tzinfo=UTC)
    bridge = store.commit(learner.id, "town", town.envelopes["bridge"], commitment("build", 20, "It is needed."))
    store.open_steps(bridge.id, ALL - 1)
    store.notes.add(harbour.id, "I would wait again.", author="Mara")
    clock.pass_by(60 * 24)
    store.notes.add(harbour.id, "", author="Jon", role=Role.COACH, quality=Quality.GOOD, covered=True)
    return learner


def printed(store: Store, learner: Learner, out: Path, theme: PaperTheme, paper: Paper = Paper.A4) -> Read:
    pages = write_record_pdf(store, learner, out, theme, paper=paper, zone=UTC)
    found = read(out)
    assert len(found.pages) == pages
    return found


@pytest.fixture
def found(store: Store, mara: Learner, paper: PaperTheme, tmp_path: Path) -> Read:
    return printed(store, mara, tmp_path / "a.pdf", paper)


def test_the_cover_names_the_learner_the_time_and_how_many_attempts_there_are(found: Read) -> None:
    assert found.pages[0] == (
        "My record A town by the sea Mara Lindström 李雷 22 November 2026 to 6 December 2026 2 attempts at 2 decisions"
    )
    assert found.metadata["Title"] == "My record: Mara Lindström 李雷"


def test_the_summary_counts_and_says_what_the_numbers_bear_out(found: Read) -> None:
    assert "Case Decisions Attempts Record open to its end A town by the sea 2 2 1" in found.pages[1]
    assert "Forecasts" in found.pages[1]
    assert "Too few to tell" in found.pages[1]


def test_an_attempt_stands_on_its_page_with_its_record(found: Read) -> None:
    page = found.pages[-2]
    told = (
        "Act 1, The north · Decision 1 of 3",
        "The harbour Town hall, April 2011",
        "As I saw it on 22 November 2026, 21:16, in version 1.0 of “A town by the sea”",
        "The question What to do about the harbour?",
        "My choice Wait a year",
        "My forecast 65 % that they chose the same 0 100 %",
        "My reasons Half a year hurts. 没有现金就没有时间，所以先签小米的合同。 - *Not* markup.",
        "What they did Wait a year They built it. My choice: with the record",
        "Looking back mixed judged by The town, in 2015 They built it.",
        "What mattered I missed The money",
        "What I take along Count, then build.",
        "Notes Mara, 6 December 2026 I would wait again.",
        "Jon, coach, 7 December 2026 · good reasons, with the outcome covered",
    )
    places = [tight(page).find(tight(each)) for each in told]
    assert not [each for each, place in zip(told, places, strict=True) if place < 0]
    assert places == sorted(places)


def test_an_attempt_whose_record_isnt_open_to_its_end_tells_nothing_of_it(found: Read) -> None:
    page = found.pages[-1]
    assert "My choice Build it" in page
    assert "isn’t open to its end" in page
    for sealed in ("What they did", "They built it", "mixed", "against", "The money", "Wait a year"):
        assert sealed not in page


def test_bookmarks_lead_to_each_attempt_by_month(found: Read) -> None:
    assert [(each.level, each.title, each.page) for each in found.bookmarks] == [
        (0, "My record", 1),
        (0, "Summary", 2),
        (0, "November 2026", len(found.pages) - 1),
        (1, "The harbour, 22 November", len(found.pages) - 1),
        (0, "December 2026", len(found.pages)),
        (1, "The bridge, 6 December", len(found.pages)),
    ]


def test_pages_have_the_size_and_number_that_was_asked_for(
    store: Store, mara: Learner, paper: PaperTheme, tmp_path: Path
) -> None:
    for size, points in ((Paper.A4, A4), (Paper.LETTER, LETTER)):
        found = printed(store, mara, tmp_path / f"{size}.pdf", paper, size)
        assert set(found.sizes) == {points}
        assert found.pages[-1].endswith(f"{len(found.pages)} of {len(found.pages)}")


def test_somebody_without_attempts_gets_a_cover_that_says_so(store: Store, paper: PaperTheme, tmp_path: Path) -> None:
    found = printed(store, store.add_learner("Jon"), tmp_path / "a.pdf", paper)
    assert found.pages[0] == "My record Jon No attempts yet."
    assert len(found.pages) == 1


def test_an_attempt_whose_text_is_damaged_keeps_all_that_is_its_own(
    store: Store, mara: Learner, paper: PaperTheme, tmp_path: Path
) -> None:
    with store._database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER seen_text_no_update")
        connection.exec_driver_sql("UPDATE seen_text SET data = x'00' WHERE decision_id = 'harbour'")
    page = printed(store, mara, tmp_path / "a.pdf", paper).pages[-2]
    assert "can’t be read any more" in page
    assert "My choice Wait a year" in page
    assert "What they did Wait a year My choice: with the record Looking back mixed" in page
    assert "Count, then build." in page


def test_nothing_sealed_stands_in_the_bytes_of_the_file(
    store: Store, clock: tiny.Clock, town: Case, paper: PaperTheme, tmp_path: Path
) -> None:
    jon = store.add_learner("Jon")
    store.commit(jon.id, "town", town.envelopes["tunnel"], commitment("build", 20, "It is needed."))
    found = printed(store, jon, tmp_path / "a.pdf", paper)
    content = bytes_of(tmp_path / "a.pdf")
    assert holds(content, "The tunnel")
    for sealed in ("They built it", "The money", "Count first", "The town, in 2015"):
        assert sealed not in found.text
        assert not holds(content, sealed)


def test_only_the_case_that_was_asked_for_is_printed(
    store: Store, mara: Learner, paper: PaperTheme, tmp_path: Path
) -> None:
    write_record_pdf(store, mara, tmp_path / "a.pdf", paper, case_id="other", zone=UTC)
    assert read(tmp_path / "a.pdf").pages[0].endswith("No attempts yet.")


def test_whoever_stops_it_finds_nothing_written(store: Store, mara: Learner, paper: PaperTheme, tmp_path: Path) -> None:
    asked = iter(range(100))
    with pytest.raises(ExportCancelled):
        write_record_pdf(
            store, mara, tmp_path / "a.pdf", paper, watch=Watch(cancelled=lambda: next(asked) > 6), zone=UTC
        )
    assert not list(tmp_path.glob("*.pdf*"))


def test_progress_counts_the_attempts_and_comes_to_its_end(
    store: Store, mara: Learner, paper: PaperTheme, tmp_path: Path
) -> None:
    told: list[float] = []
    watch = Watch(lambda done, total: told.append(done / total))
    write_record_pdf(store, mara, tmp_path / "a.pdf", paper, watch=watch, zone=UTC)
    assert told == sorted(told)
    assert told[-1] == 1


def test_an_attempt_made_while_it_is_printed_is_printed_too(
    store: Store, mara: Learner, clock: tiny.Clock, town: Case, paper: PaperTheme, tmp_path: Path
) -> None:
    made: list[str] = []

    def once(_done: int, _total: int) -> None:
        if not made:
            clock.pass_by()
            made.append(store.commit(mara.id, "town", town.envelopes["tunnel"], commitment("build", 5)).id)

    pages = write_record_pdf(store, mara, tmp_path / "a.pdf", paper, watch=Watch(once), zone=UTC)
    found = read(tmp_path / "a.pdf")
    assert "The tunnel" in found.pages[-1]
    assert [page.rpartition(" of ")[2] for page in found.pages[1:]] == [str(pages)] * (pages - 1)


def test_the_cover_is_painted_from_the_case_or_from_what_is_known_of_it(
    store: Store, mara: Learner, town: Case, tmp_path: Path
) -> None:
    def counted() -> Found:
        return Found.gather(walk(store, [mara]))

    known, painted = counted().cover([]), counted().cover([outline_of(town, tmp_path)])
    assert known is not None
    assert painted is not None
    assert [act.decisions for act in known.acts] == [2]
    assert [act.decisions for act in painted.acts] == [2, 1]
    assert [state.decided for act in painted.acts for state in act.grains] == [True, True, False]


@pytest.fixture
def many(store: Store, clock: tiny.Clock, town: Case) -> Learner:
    learner = store.add_learner("Ada")
    for number in range(40):
        decision = tiny.DECISIONS[number % 3]
        clock.pass_by(60 * 24)
        debriefed(store, store.commit(learner.id, "town", town.envelopes[decision], commitment("wait", number)))
    return learner


def test_further_attempts_say_which_they_are(store: Store, many: Learner, paper: PaperTheme, tmp_path: Path) -> None:
    found = printed(store, many, tmp_path / "a.pdf", paper)
    first = len(found.pages) - 40
    assert "attempt" not in found.pages[first]
    assert "Decision 1 of 3 · second attempt" in found.pages[first + 3]
    assert "Decision 1 of 3 · 14th attempt" in found.pages[first + 39]
    assert [each.title for each in found.bookmarks if each.level == 0][2:] == [
        "November 2026",
        "December 2026",
        "January 2027",
    ]
