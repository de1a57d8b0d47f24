from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.desktop.paper.reading import Outlined, read, tight
from trainer.desktop.paper.faces import PaperTheme
from trainer.desktop.paper.finishing import Bookmark, NotAsQtWrites, finish
from trainer.desktop.paper.frame import Paper, frame_of
from trainer.desktop.paper.parts import Setter
from trainer.desktop.paper.press import Document, Section, print_document
from trainer.desktop.paper.strips import Mark, marked
from trainer.desktop.paper.text import set_text

CHINESE = "小米公司一九八四年的金子，生于北京，见龙在田，用长方形的木门"
"""Of many of these, the radical of the same shape stands first in a font."""


def printed(out: Path, theme: PaperTheme, *marks: Mark, text: str = "Words.") -> None:
    setter = Setter(theme, frame_of(Paper.A4))
    sections = [Section(marked(set_text(text, setter.faces.story, 400), mark)) for mark in marks]
    plain = [Section(set_text(text, setter.faces.story, 400))]
    print_document(Document("A title", "", lambda _: iter(sections or plain)), out, theme)


def test_bookmarks_have_their_levels_pages_and_every_character(paper: PaperTheme, tmp_path: Path) -> None:
    titles = ["Act 1 (the start) \\ <a>", "李雷 and Zoë", "A “note”", "Act 2", "Deep", "Deeper"]
    levels = [0, 1, 1, 0, 1, 2]
    printed(tmp_path / "a.pdf", paper, *(Mark(*each) for each in zip(titles, levels, strict=True)))
    expected = zip(levels, titles, range(1, 7), strict=True)
    assert read(tmp_path / "a.pdf").bookmarks == tuple(Outlined(*each) for each in expected)


def test_a_level_that_skips_one_counts_as_the_next(paper: PaperTheme, tmp_path: Path) -> None:
    printed(tmp_path / "a.pdf", paper, Mark("One", 2), Mark("Two", 5), Mark("Three", 1), Mark("Four", 0))
    assert [each.level for each in read(tmp_path / "a.pdf").bookmarks] == [0, 1, 1, 0]


def test_a_file_without_bookmarks_has_none(paper: PaperTheme, tmp_path: Path) -> None:
    printed(tmp_path / "a.pdf", paper)
    found = read(tmp_path / "a.pdf")
    assert found.bookmarks == ()
    assert "Words." in found.text


def test_chinese_comes_back_as_it_was_typed(paper: PaperTheme, tmp_path: Path) -> None:
    printed(tmp_path / "a.pdf", paper, text=CHINESE)
    assert CHINESE in tight(read(tmp_path / "a.pdf").body)


def test_a_space_comes_back_as_a_space(paper: PaperTheme, tmp_path: Path) -> None:
    printed(tmp_path / "a.pdf", paper, text="One two")
    content = (tmp_path / "a.pdf").read_bytes()
    named = b"".join(re.findall(rb"<0001> <[0-9A-F]{4}> (\[.*?\])", content))
    assert b"<0020>" in named
    assert b"<0009>" not in named


def test_the_file_says_its_language_and_shows_its_title(paper: PaperTheme, tmp_path: Path) -> None:
    printed(tmp_path / "a.pdf", paper, Mark("One"))
    content = (tmp_path / "a.pdf").read_bytes()
    assert b"/Lang (en)" in content
    assert b"/DisplayDocTitle true" in content
    assert b"/PageMode /UseOutlines" in content


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\nnothing\n", b"text", b"trailer\n<<\n/Size 3\n>>\nstartxref\n9\n%%EOF\n"]
)
def test_a_file_that_qt_didnt_write_is_left_as_it_is(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(NotAsQtWrites):
        finish(tmp_path / "a.pdf", [Bookmark("One", 0, 0, 100)])
    assert (tmp_path / "a.pdf").read_bytes() == content


@pytest.mark.parametrize(
    "text", ["after the craft, soft off", "flow, first, affluent", "It’s “so”, isn’t it?", "12–13"]
)
def test_letters_and_marks_come_back_as_they_were_typed(text: str, paper: PaperTheme, tmp_path: Path) -> None:
    printed(tmp_path / "a.pdf", paper, text=text)
    assert tight(text) in tight(read(tmp_path / "a.pdf").body)
