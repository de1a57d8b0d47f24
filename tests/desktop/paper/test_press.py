from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from weakref import WeakSet

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QPdfWriter

from tests.desktop.paper.reading import A4, LETTER, Outlined, read
from trainer.case.prose import passages
from trainer.desktop.paper.covers import Entry, contents
from trainer.desktop.paper.faces import PaperTheme
from trainer.desktop.paper.frame import Paper, frame_of
from trainer.desktop.paper.parts import Setter
from trainer.desktop.paper.press import Document, Section, print_document
from trainer.desktop.paper.prose import set_notes, set_story
from trainer.desktop.paper.strips import Mark, Strip, beside, kept, marked, spaced
from trainer.desktop.paper.tables import column_widths, set_table
from trainer.desktop.paper.text import set_text
from trainer.reports.refusal import ExportRefused
from trainer.reports.watch import ExportCancelled, Watch

WORDS = "One two three four five six seven eight nine ten eleven twelve. "


@pytest.fixture
def setter(paper: PaperTheme) -> Setter:
    return Setter(paper, frame_of(Paper.A4))


def printed(strips: list[Strip], out: Path, theme: PaperTheme, size: Paper = Paper.A4) -> int:
    return print_document(Document("A title", "Mara", lambda _: [Section(strips, "A part")]), out, theme, size)


def paragraph(name: str, sentences: int) -> str:
    return f"{name} begins. {WORDS * sentences}{name} ends."


def test_pages_say_how_many_there_are_and_what_they_belong_to(
    setter: Setter, paper: PaperTheme, tmp_path: Path
) -> None:
    story = set_story(paper, passages("\n\n".join(paragraph(f"P{n}", 12) for n in range(12))), setter.faces.story, 460)
    pages = printed(story, tmp_path / "a.pdf", paper)
    found = read(tmp_path / "a.pdf")
    assert pages == len(found.pages) > 2
    for number, text in enumerate(found.pages, 1):
        assert text.startswith("A title A part ")
        assert text.endswith(f" {number} of {pages}")
    order = [found.text.index(f"P{n} begins") for n in range(12)]
    assert order == sorted(order)


@pytest.mark.parametrize(("size", "points"), [(Paper.A4, A4), (Paper.LETTER, LETTER)])
def test_pages_have_the_size_that_was_asked_for(
    size: Paper, points: tuple[int, int], setter: Setter, paper: PaperTheme, tmp_path: Path
) -> None:
    printed(set_text("Short.", setter.faces.story, 300), tmp_path / "a.pdf", paper, size)
    assert read(tmp_path / "a.pdf").sizes == (points,)


def test_title_and_author_stand_in_the_file(setter: Setter, paper: PaperTheme, tmp_path: Path) -> None:
    printed(set_text("Short.", setter.faces.story, 300), tmp_path / "a.pdf", paper)
    metadata = read(tmp_path / "a.pdf").metadata
    assert metadata["Title"] == "A title"
    assert metadata["Author"] == ("Mara" if hasattr(QPdfWriter, "setAuthor") else "")  # from Qt 6.9 on
    assert metadata["Creator"].startswith("Case Trainer ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(st.integers(min_value=0, max_value=14), min_size=1, max_size=14))
def test_no_line_of_a_paragraph_stands_alone_and_none_is_lost(
    setter: Setter, paper: PaperTheme, tmp_path: Path, lengths: list[int]
) -> None:
    strips: list[Strip] = []
    lines = []
    for number, length in enumerate(lengths):
        text = set_text(paragraph(f"P{number}", length), setter.faces.story, 460)
        lines.append(len(text))
        strips += spaced(text, 5)
    printed(strips, tmp_path / "a.pdf", paper)
    found = read(tmp_path / "a.pdf")
    for number, count in enumerate(lines):
        begins = [page for page, text in enumerate(found.pages) if f"P{number} begins" in text]
        ends = [page for page, text in enumerate(found.pages) if f"P{number} ends" in text]
        assert len(begins) == len(ends) == 1
        if count in (2, 3):
            assert begins == ends


def test_a_heading_never_stands_at_the_foot_of_a_page(setter: Setter, paper: PaperTheme, tmp_path: Path) -> None:
    for filled in range(30, 45):
        before = [strip for n in range(filled) for strip in set_text(f"Line {n}", setter.faces.story, 460)]
        heading = kept(set_text("A heading", setter.faces.question, 460), with_next=True)
        after = set_text(paragraph("Text", 5), setter.faces.story, 460)
        printed([*before, *heading, *after], tmp_path / "a.pdf", paper)
        pages = read(tmp_path / "a.pdf").pages
        assert next("Text begins" in page for page in pages if "A heading" in page)


def test_rows_of_a_table_are_never_cut_and_its_head_comes_again(
    setter: Setter, paper: PaperTheme, tmp_path: Path
) -> None:
    rows = [(f"Row {n} begins. {WORDS * 2}", f"{n} yuan, row {n} ends") for n in range(30)]
    printed(set_table(paper, ("What", "How much"), rows, 460), tmp_path / "a.pdf", paper)
    pages = read(tmp_path / "a.pdf").pages
    assert len(pages) > 2
    for page in pages:
        assert page.count("How much") == 1
    for n in range(30):
        (page,) = (page for page in pages if f"Row {n} begins" in page)
        assert f"row {n} ends" in page


def test_a_row_longer_than_a_page_goes_on_over_the_page_with_every_word(
    setter: Setter, paper: PaperTheme, tmp_path: Path
) -> None:
    text = " ".join(f"w{n}" for n in range(2500))
    printed(set_table(paper, ("Words", ""), [(text, "x")], 460), tmp_path / "a.pdf", paper)
    found = read(tmp_path / "a.pdf")
    assert len(found.pages) > 1
    assert [word for word in found.text.split() if word[0] == "w" and word[1:].isdigit()] == text.split()


def test_what_can_be_spared_begins_no_page(setter: Setter, paper: PaperTheme, tmp_path: Path) -> None:
    face = setter.faces.story
    for filled in (20, 40, 43):
        before = [strip for n in range(filled) for strip in set_text(f"Line {n}. {WORDS}", face, 600)]
        spare = [replace(strip, spare=True) for n in range(9) for strip in set_text(f"Spare {n}. {WORDS}", face, 600)]
        assert printed([*before, *beside([(0, spare)])], tmp_path / "a.pdf", paper) == 1
        room = int(setter.frame.text_height / face.leading) - filled
        assert read(tmp_path / "a.pdf").text.count("Spare") == min(room, 9)


def test_nothing_is_set_beyond_the_margins(setter: Setter, paper: PaperTheme, tmp_path: Path) -> None:
    import pypdfium2 as pdfium

    text = f"{'x' * 400} 没有现金就没有时间所以先签合同" + "长" * 300 + paragraph("P", 60)
    table = set_table(paper, ("A", "B", "C"), [("y" * 200, "z" * 90, text)], setter.width)
    printed([*set_text(text, setter.faces.story, setter.frame.text_width), *table], tmp_path / "a.pdf", paper)
    document = pdfium.PdfDocument(tmp_path / "a.pdf")
    frame = setter.frame
    for page in document:
        for item in page.get_objects():
            left, bottom, right, top = item.get_bounds()
            assert left >= frame.left * 0.75 - 1.5
            assert right <= (frame.width - frame.right) * 0.75 + 1.5
            assert bottom >= (frame.height - frame.foot) * 0.75 - 6
            assert top <= (frame.height - frame.head) * 0.75 + 12
    document.close()


def test_a_table_of_contents_names_the_pages_that_its_entries_are_on(
    setter: Setter, paper: PaperTheme, tmp_path: Path
) -> None:
    entries = [Entry("Part one"), *(Entry(f"Chapter {n}", "2010", f"c{n}") for n in range(5))]

    def sections(numbers: Mapping[str, int]) -> Iterator[Section]:
        yield Section(contents(setter, entries, numbers))
        for n in range(5):
            text = set_notes(paper, passages(paragraph(f"C{n}", 60 * n)), setter.faces.story, 460)
            yield Section(marked(text, Mark(f"Chapter {n}", key=f"c{n}")))

    print_document(Document("A book", "", sections), tmp_path / "a.pdf", paper)
    found = read(tmp_path / "a.pdf")
    for n in range(5):
        (page,) = (number for number, text in enumerate(found.pages, 1) if f"C{n} begins" in text)
        assert f"Chapter {n} 2010 {page} " in found.pages[0] + " "
        assert Outlined(0, f"Chapter {n}", page) in found.bookmarks


def test_progress_never_falls_and_ends_at_all_of_it(setter: Setter, paper: PaperTheme, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    sections = [Section(set_text("Short.", setter.faces.story, 300)) for _ in range(7)]
    document = Document("A title", "", lambda _: iter(sections), work=7)
    print_document(document, tmp_path / "a.pdf", paper, watch=Watch(lambda done, total: told.append((done, total))))
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(shares) == 14


@pytest.mark.parametrize("after", [0, 3, 9])
def test_whoever_stops_it_finds_what_stood_there_before(
    after: int, setter: Setter, paper: PaperTheme, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"before")
    asked = iter(range(100))
    sections = [Section(set_text("Short.", setter.faces.story, 300)) for _ in range(7)]
    watch = Watch(cancelled=lambda: next(asked) >= after)
    with pytest.raises(ExportCancelled):
        print_document(Document("A", "", lambda _: iter(sections), work=7), tmp_path / "a.pdf", paper, watch=watch)
    assert [file.name for file in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"before"


def test_what_goes_on_changing_while_it_is_printed_is_refused_and_nothing_is_lost(
    setter: Setter, paper: PaperTheme, tmp_path: Path
) -> None:
    times = iter(range(1, 100))
    line = set_text("Line.", setter.faces.story, 300)

    def growing(_numbers: Mapping[str, int]) -> Iterator[Section]:
        return (Section(line) for _ in range(next(times)))

    (tmp_path / "a.pdf").write_bytes(b"before")
    with pytest.raises(ExportRefused, match="changed while it was being printed"):
        print_document(Document("A", "", growing), tmp_path / "a.pdf", paper)
    assert [file.name for file in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"before"


def test_what_changed_once_is_printed_anew_with_the_right_numbers(
    setter: Setter, paper: PaperTheme, tmp_path: Path
) -> None:
    counts = iter([2, 3, 3])
    line = set_text("Line.", setter.faces.story, 300)
    document = Document("A", "", lambda _: (Section(line) for _ in range(next(counts))))
    assert print_document(document, tmp_path / "a.pdf", paper) == 3
    found = read(tmp_path / "a.pdf")
    assert [page.rpartition("Line. ")[2] for page in found.pages] == ["1 of 3", "2 of 3", "3 of 3"]


@given(
    st.lists(st.tuples(st.floats(1, 200), st.floats(0, 400)), min_size=1, max_size=8),
    st.floats(min_value=50, max_value=900),
)
def test_columns_share_out_just_the_width_there_is(needs: list[tuple[float, float]], width: float) -> None:
    both = [(least, least + more) for least, more in needs]
    widths = column_widths(both, width)
    assert sum(widths) == pytest.approx(width)
    assert all(each > 0 for each in widths)
    if sum(least for least, _ in both) <= width:
        assert all(each >= least - 0.001 for each, (least, _) in zip(widths, both, strict=True))


def test_what_is_set_is_let_go_once_its_page_is_full(setter: Setter, paper: PaperTheme, tmp_path: Path) -> None:
    class Ink:
        """Held by whatever is drawn with it."""

    alive: WeakSet[Ink] = WeakSet()
    most = 0

    def line() -> Strip:
        ink = Ink()
        alive.add(ink)
        return Strip(30, lambda _painter, _x, _y, _ink=ink: None)  # type: ignore[misc]

    def sections(_numbers: Mapping[str, int]) -> Iterator[Section]:
        nonlocal most
        for _ in range(200):
            yield Section(spaced([line() for _ in range(20)], 5))
            most = max(most, len(alive))

    assert print_document(Document("A", "", sections), tmp_path / "a.pdf", paper) == 200
    assert most <= 40
