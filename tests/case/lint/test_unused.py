from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.lint.support import errors, found
from tests.case.packs import CASE, DECISION, OVEN, altered, write_pack
from trainer.case.lint.unused import THEMES_FROM
from trainer.case.problems import Severity

MENTION = "(Exhibits A to C)"


def unused(letter: str, place: str) -> str:
    return (
        f"{OVEN}:{place}.id: no text refers to this exhibit; write '(Exhibit {letter})' where it matters, or take it "
        "out"
    )


PRICES, SALES = unused("A", "20:9: exhibits[0]"), unused("B", "27:9: exhibits[1]")


@pytest.mark.parametrize(
    ("mention", "left"),
    [
        ("", [PRICES, SALES]),
        ("(Exhibit A)", [SALES]),
        ("(Exhibits B and C)", [PRICES]),
        ("an Exhibition, exhibit A, Exhibits, Exhibit AB", [PRICES, SALES]),
    ],
)
def test_an_exhibit_that_no_text_refers_to_is_an_error(tmp_path: Path, mention: str, left: list[str]) -> None:
    assert errors(tmp_path, altered(DECISION, MENTION, mention)) == left


@pytest.mark.parametrize(
    "mention", ["(Exhibits A and B)", "(Exhibits A, B and C)", "(Exhibits A–C)", "see Exhibit A\n  and Exhibit B"]
)
def test_exhibits_may_be_named_in_many_ways(tmp_path: Path, mention: str) -> None:
    assert errors(tmp_path, altered(DECISION, MENTION, mention)) == []


def test_an_option_and_the_note_of_another_exhibit_may_refer_to_it(tmp_path: Path) -> None:
    told = altered(DECISION, MENTION, "")
    told = altered(told, "It costs less then.", "It costs less then (Exhibit A).")

    assert (
        errors(tmp_path, altered(told, "    title: Prices\n", "    title: Prices\n    note: As in Exhibit B.\n")) == []
    )


def test_an_exhibit_that_names_itself_alone_is_not_used(tmp_path: Path) -> None:
    told = altered(DECISION, MENTION, "(Exhibit B)")

    assert errors(tmp_path, altered(told, "    title: Prices\n", "    title: Prices in Exhibit A\n")) == [PRICES]


def test_a_card_of_somebody_who_is_not_in_the_room_must_be_referred_to(tmp_path: Path) -> None:
    told = altered(DECISION, MENTION, "(Exhibits A and B)")
    told = altered(told, "  - person: wu\n    part: owner\n", "")

    assert errors(tmp_path, told) == [unused("C", "34:9: exhibits[2]")]


def test_a_text_that_names_an_exhibit_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    told = altered(altered(DECISION, MENTION, "(Exhibits A to D)"), "It bakes faster.", "It bakes faster (Exhibit E).")

    assert errors(tmp_path, told) == [
        f"{OVEN}:15:12: situation: there is no Exhibit D; the last one is Exhibit C",
        f"{OVEN}:43:15: options[0].argument: there is no Exhibit E; the last one is Exhibit C",
    ]


def test_a_decision_without_exhibits_names_none(tmp_path: Path) -> None:
    start, end = DECISION.index("exhibits:"), DECISION.index("options:")
    bare = DECISION[:start] + DECISION[end:]

    assert errors(tmp_path / "first", altered(bare, MENTION, "(Exhibit A)")) == [
        f"{OVEN}:15:12: situation: there is no Exhibit A; the decision has no exhibit"
    ]
    assert errors(tmp_path / "second", altered(bare, MENTION, "")) == []


def test_somebody_who_is_in_no_decision_is_an_error(tmp_path: Path) -> None:
    case = altered(CASE, "sources:\n  - id", "  - {id: bo, name: Bo, role: boy}\nsources:\n  - id")

    assert errors(tmp_path, case=case) == [
        "case.yaml:22:10: people[2].id: 'bo' is in no decision; put them into a room, or take them out"
    ]


@pytest.mark.parametrize("key", ["  - person: bo\n    part: boy\nthemes", "decider"])
def test_somebody_in_the_room_or_who_decides_is_used(tmp_path: Path, key: str) -> None:
    case = altered(CASE, "sources:\n  - id", "  - {id: bo, name: Bo, role: boy}\nsources:\n  - id")
    told = altered(DECISION, "decider: ann", "decider: bo") if key == "decider" else altered(DECISION, "themes", key)

    assert errors(tmp_path, told, case=case) == []


def themes(tmp_path: Path, *written: str) -> list[str]:
    """What is said of decisions with these themes."""
    texts = {
        f"oven_{number}": altered(
            altered(DECISION, "id: new-oven", f"id: oven-{number}"), "themes: [money]", f"themes: {themes}"
        )
        for number, themes in enumerate(written)
    }
    return found(write_pack(tmp_path / "pack", **texts), Severity.WARNING, "theme-once")


def test_a_theme_that_never_comes_back_is_a_warning(tmp_path: Path) -> None:
    assert themes(tmp_path, *(THEMES_FROM - 1) * ["[money]"], "[money, haste]") == [
        (
            "decisions/oven-5.yaml:14:17: themes[1]: the theme 'haste' comes back in no other decision; "
            "use another one, or a wider one [theme-once]"
        )
    ]


def test_a_theme_that_comes_back_once_is_let_be_and_so_is_any_in_a_small_case(tmp_path: Path) -> None:
    assert themes(tmp_path / "first", *(THEMES_FROM - 2) * ["[money]"], *2 * ["[money, haste]"]) == []
    assert themes(tmp_path / "second", *(THEMES_FROM - 2) * ["[money]"], "[haste]") == []
