from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.markdown import plain_text, to_html, unsupported

TABLE = "| Oven | Price |\n|---|---:|\n| old | *1* |\n"


def test_prose_becomes_paragraphs_emphasis_and_lists() -> None:
    assert to_html("One *two*\nthree.\n\n- **a**\n- b\n") == (
        "<p>One <em>two</em>\nthree.</p>\n<ul>\n<li><strong>a</strong></li>\n<li>b</li>\n</ul>\n"
    )


def test_tables_are_set() -> None:
    assert '<td style="text-align:right"><em>1</em></td>' in to_html(TABLE)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"),
        ("<script>x</script>\n", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("see [the *shop*](http://x.org)", "<p>see the <em>shop</em></p>\n"),
        ("see <http://x.org>", "<p>see http://x.org</p>\n"),
        ("see http://x.org", "<p>see http://x.org</p>\n"),
        ("![a < b](http://x.org/y.png)", "<p>a &lt; b</p>\n"),
        ('"quotes" -- (c) ...', "<p>&quot;quotes&quot; -- (c) ...</p>\n"),
    ],
)
def test_html_links_and_pictures_take_no_effect(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One *two*\nthree.\n\nFour  \nfive.", "One two three.\nFour five."),
        ("# Head\n\n> said\n\n1. a\n2. `b`", "Head\nsaid\na\nb"),
        (TABLE, "Oven\tPrice\nold\t1"),
        ("    code\n    more\n", "code\nmore"),
        ("[shop](http://x.org) ![map](m.png) <b>", "shop map <b>"),
        ("", ""),
    ],
)
def test_plain_text_has_the_words_alone(markdown: str, text: str) -> None:
    assert plain_text(markdown) == text


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("a <b>c</b>", "<b>"),
        ("<div>\nx\n</div>", "<div>"),
        ("a <!-- b -->", "<!-- b -->"),
        ("![map](m.png)", "![map]"),
        ("- ![map][m]\n\n[m]: m.png", "![map]"),
        ("a < b and c > d", None),
        ("<http://x.org>", None),
        ("`<b>`", None),
        ("\\<b>", None),
        ("wow![1]", None),
    ],
)
def test_html_and_pictures_are_found(markdown: str, found: str | None) -> None:
    assert unsupported(markdown) == found


@given(st.text(alphabet=st.sampled_from("ab<>/![]()\"'=&;`*\n -#|:"), max_size=60))
def test_no_prose_makes_a_tag_that_loads_or_runs_anything(markdown: str) -> None:
    html = to_html(markdown)

    assert "<a" not in html
    assert "<img" not in html
    assert "<script" not in html


def test_the_parser_is_not_loaded_before_it_is_needed() -> None:
    program = "import sys, trainer.case.markdown; print('markdown_it' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
