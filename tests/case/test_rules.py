"""What doesn't fit together in a pack, and the exact words about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.packs import CASE, DECISION, OVEN, altered, write_pack
from trainer.case.reader import examine
from trainer.case.rules import LONGEST_TEXT

NOT_TAKEN = "  not_taken:\n    - option: wait\n      known: unknown\n      text: The sources don't tell.\n"
SECOND_OPTION = "    argument: It costs less then.\n"


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (
            "id: new-oven",
            "id: old-oven",
            ["1:5: id: the file is called 'new-oven.yaml'; give the id and the file the same name"],
        ),
        ("act: start", "act: stat", ["2:6: act: there is no act 'stat'; did you mean 'start'?"]),
        ("decider: ann", "decider: bob", ["8:10: decider: there is no person 'bob'; write ann or wu"]),
        ("- person: wu", "- person: wus", ["12:13: room[1].person: there is no person 'wus'; did you mean 'wu'?"]),
        (
            "- person: wu",
            "- person: ann",
            ["12:13: room[1].person: the person 'ann' stands here a second time; keep one, or change its id"],
        ),
        (
            "    person: wu\noptions",
            "    person: bob\noptions",
            ["39:13: exhibits[2].person: there is no person 'bob'; write ann or wu"],
        ),
        (
            "id: sales",
            "id: prices",
            ["27:9: exhibits[1].id: the exhibit 'prices' stands here a second time; keep one, or change its id"],
        ),
        (
            "  - id: wait",
            "  - id: buy",
            [
                "44:9: options[1].id: the option 'buy' stands here a second time; keep one, or change its id",
                "70:15: record.not_taken[0].option: there is no option 'wait'; write buy",
            ],
        ),
        (
            "lesson:\n",
            '  - {id: haste, name: Hurry, kind: time, text: Again., sources: ["001:9"]}\nlesson:\n',
            ["79:10: factors[1].id: the factor 'haste' stands here a second time; keep one, or change its id"],
        ),
        ("option: buy", "option: sell", ["52:11: record.option: there is no option 'sell'; write buy or wait"]),
        (
            "- option: wait",
            "- option: wat",
            [
                "70:5: record.not_taken: the option 'wait' wasn't taken and nothing is said of it; add an entry for it",
                "70:15: record.not_taken[0].option: there is no option 'wat'; did you mean 'wait'?",
            ],
        ),
        (
            "- option: wait",
            "- option: buy",
            [
                "70:5: record.not_taken: the option 'wait' wasn't taken and nothing is said of it; add an entry for it",
                "70:15: record.not_taken[0].option: 'buy' is the option they took; take this entry out",
            ],
        ),
        (
            NOT_TAKEN,
            NOT_TAKEN + "    - {option: wait, known: unknown, text: Nobody knows.}\n",
            [
                (
                    "73:16: record.not_taken[1].option: "
                    "the option 'wait' stands here a second time; keep one, or change its id"
                )
            ],
        ),
        (
            SECOND_OPTION,
            SECOND_OPTION + "  - {id: rent, title: Rent one, argument: It binds nobody.}\n",
            ["71:5: record.not_taken: the option 'rent' wasn't taken and nothing is said of it; add an entry for it"],
        ),
        (
            "known: unknown",
            "known: documented",
            ["70:7: record.not_taken[0]: what is documented needs its sources; add them, or write 'known: unknown'"],
        ),
        (
            "known: unknown",
            "known: analogue\n      sources: []",
            ["70:7: record.not_taken[0]: what is analogue needs its sources; add them, or write 'known: unknown'"],
        ),
        ('["001:5"]', '["002:5"]', ["59:17: record.happened[0].sources[0]: there is no source '002'; write 001"]),
        (
            '["001:5"]',
            '["001:5", "001:20-21"]',
            ["59:26: record.happened[0].sources[1]: the source '001' ends with line 20; mend the lines"],
        ),
        (
            "[3, null]",
            "[3]",
            [
                (
                    "35:17: exhibits[1].series[0].values: as many values as categories are needed here, 2 and not 1; "
                    "write null for none"
                )
            ],
        ),
        (
            "- [new, 300]",
            "- [new]",
            ["26:9: exhibits[0].rows[1]: as many cells as columns are needed here, 2 and not 1; write '' for none"],
        ),
        (
            "The oven is old.\n\n",
            "The <b>oven</b> is old.\n\n",
            ["15:12: situation: '<b>' is HTML, and prose has none; write it in Markdown"],
        ),
        (
            "What did they know?",
            "What do you see in ![the oven](oven.png)?",
            ["83:5: questions[0]: '![the oven]' is a picture, and prose has none; make it an exhibit"],
        ),
    ],
)
def test_a_decision_that_does_not_fit_is_told_where(tmp_path: Path, old: str, new: str, problems: list[str]) -> None:
    folder = write_pack(tmp_path / "pack", new_oven=altered(DECISION, old, new))

    assert [str(each) for each in examine(folder).problems] == [f"{OVEN}:{each}" for each in problems]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "people:\n",
            "  - {id: end, title: The end, opening: It is late.}\npeople:\n",
            "13:10: acts[1].id: no decision belongs to the act 'end'; add one, or take the act out",
        ),
        (
            "people:\n",
            "  - {id: start, title: Again, opening: It is late.}\npeople:\n",
            "13:10: acts[1].id: the act 'start' stands here a second time; keep one, or change its id",
        ),
        (
            "sources:\n  - id",
            "  - {id: wu, name: Wu, role: another}\nsources:\n  - id",
            "22:10: people[2].id: the person 'wu' stands here a second time; keep one, or change its id",
        ),
        (
            "    lines: 20\n",
            '    lines: 20\n  - {id: "001", title: More bread, publisher: The town, date: 1991, lines: 20}\n',
            "28:10: sources[1].id: the source '001' stands here a second time; keep one, or change its id",
        ),
        ('["001:3"]', '["001:30"]', "21:15: people[1].sources[0]: the source '001' ends with line 20; mend the lines"),
        (
            "summary: A bakery must choose.",
            "summary: A <i>bakery</i>.",
            "7:10: summary: '<i>' is HTML, and prose has none; write it in Markdown",
        ),
    ],
)
def test_a_head_that_does_not_fit_is_told_where(tmp_path: Path, old: str, new: str, problem: str) -> None:
    folder = write_pack(tmp_path / "pack", case=altered(CASE, old, new))

    assert [str(each) for each in examine(folder).problems] == [f"case.yaml:{problem}"]


def test_a_text_without_end_is_refused_unread(tmp_path: Path) -> None:
    longest = "a" + "![" * (LONGEST_TEXT // 2 - 1) + "a"
    fits = write_pack(tmp_path / "fits", new_oven=altered(DECISION, "What did they know?", longest))
    longer = write_pack(tmp_path / "longer", new_oven=altered(DECISION, "What did they know?", longest + "a"))
    size = "the text has 20,001 characters and 20,000 is the most"

    assert [str(each) for each in examine(fits).problems] == []
    assert [str(each) for each in examine(longer).problems] == [
        f"{OVEN}:83:5: questions[0]: {size}; shorten it, or make more of it than one"
    ]


def test_an_arrow_or_a_smaller_than_is_no_html(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", new_oven=altered(DECISION, "Time has a price.", "If 2 < 3, then a <- b."))

    assert examine(folder).problems == ()


def test_rules_are_checked_also_beside_faults_of_the_shape(tmp_path: Path) -> None:
    broken = altered(altered(DECISION, "decider: ann", "decider: bob"), "place:", "places:")

    folder = write_pack(tmp_path / "pack", case=altered(CASE, "title: The bakery", "title: 7"), new_oven=broken)

    assert [str(each) for each in examine(folder).problems] == [
        "case.yaml:5:8: title: a text is needed here, not the number 7; put it in quotes",
        f"{OVEN}:1:1: place: the key 'place' is missing; add it",
        f"{OVEN}:6:1: places: the key 'places' isn't known here; did you mean 'place'?",
        f"{OVEN}:8:10: decider: there is no person 'bob'; write ann or wu",
    ]
