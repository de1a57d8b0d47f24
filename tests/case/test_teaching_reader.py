"""Teaching notes: read when asked for, checked with the pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.packs import CASE, DECISION, altered, write_pack
from trainer.case.check import look_over
from trainer.case.problems import PackErrors, Problem, Severity
from trainer.case.reader import examine, read_pack
from trainer.case.teaching_reader import examine_teaching, has_teaching, read_case_teaching, read_teaching

NOTE = """\
purpose: Learners weigh haste against a debt.
opening: Ask who would sign today.
questions:
  - ask: What does the oven cost?
    good: Takes the price from the table.
    weak: Says that it is dear.
missed:
  - That the old one still works.
minutes:
  - {part: Reading, minutes: 10}
  - {part: Talk, minutes: 20}
board:
  - title: Known
    entries: [the price, the sales]
close: Ask what could have waited.
"""

TEACHING = """\
synopsis:
  - text: A bakery buys an oven.
    sources: ["001:2-4"]
purpose: Learners decide with what is known.
audience: Anybody who buys.
before_class: Nothing.
opening: Hold up a loaf.
questions:
  - ask: What is known?
    good: The price.
    weak: Everything.
missed:
  - That the town tells it.
plans:
  - title: An hour
    minutes: 60
    decisions: [new-oven]
    text: All of it.
board:
  - title: Known
    entries: [the price]
close: Eat the loaf.
"""

LOAN = altered(altered(DECISION, "id: new-oven", "id: loan"), "date: 1985-03", "date: 1986")


def pack(folder: Path, case: str | None = TEACHING, **notes: str) -> Path:
    """A pack of two decisions, ``new-oven`` and ``loan``, with those teaching notes."""
    write_pack(folder, CASE, new_oven=DECISION, loan=LOAN)
    (folder / "teaching").mkdir()
    for name, text in notes.items():
        (folder / "teaching" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    if case is not None:
        (folder / "teaching.yaml").write_text(case, encoding="utf-8")
    return folder


def found(folder: Path) -> list[Problem]:
    reading = examine(folder)
    assert reading.problems == ()
    return list(examine_teaching(folder, reading.case, reading.decisions))


def said(folder: Path) -> list[str]:
    return [f"{each.severity}: {each}" for each in found(folder)]


def test_the_note_of_a_decision_is_read_as_it_stands(tmp_path: Path) -> None:
    note = read_teaching(pack(tmp_path, new_oven=NOTE), "new-oven")

    assert note is not None
    assert note.purpose == "Learners weigh haste against a debt."
    assert [(each.ask, each.weak) for each in note.questions] == [("What does the oven cost?", "Says that it is dear.")]
    assert note.total == 30
    assert note.board[0].entries == ("the price", "the sales")
    assert note.links == ()


def test_the_note_of_the_case_is_read_with_its_sources_and_plans(tmp_path: Path) -> None:
    teaching = read_case_teaching(pack(tmp_path))

    assert teaching is not None
    assert [(each.text, [str(ref) for ref in each.sources]) for each in teaching.synopsis] == [
        ("A bakery buys an oven.", ["001:2-4"])
    ]
    assert [(plan.title, plan.minutes, plan.decisions) for plan in teaching.plans] == [("An hour", 60, ("new-oven",))]


def test_a_pack_without_notes_has_none_and_nothing_is_wrong_with_that(tmp_path: Path) -> None:
    write_pack(tmp_path)

    assert not has_teaching(tmp_path)
    assert read_teaching(tmp_path, "new-oven") is None
    assert read_case_teaching(tmp_path) is None
    assert found(tmp_path) == []


def test_a_pack_with_a_note_for_the_case_and_each_decision_is_clean(tmp_path: Path) -> None:
    assert (
        said(pack(tmp_path, new_oven=NOTE, loan=NOTE + "links: [{decision: new-oven, why: It began there.}]\n")) == []
    )


def test_what_is_wrong_with_a_note_is_told_by_the_check_and_keeps_nobody_from_playing(tmp_path: Path) -> None:
    folder = pack(tmp_path, new_oven=altered(NOTE, "purpose:", "porpoise:"), loan=NOTE)

    assert [each.id for each in read_pack(folder).decisions] == ["new-oven", "loan"]
    _, problems = look_over(folder)
    assert {(each.file, each.line, each.column) for each in problems if each.severity is Severity.ERROR} == {
        ("teaching/new-oven.yaml", 1, 1)
    }
    with pytest.raises(PackErrors) as caught:
        read_teaching(folder, "new-oven")
    assert {each.path for each in caught.value.problems} == {"porpoise", "purpose"}


@pytest.mark.parametrize(
    ("links", "message"),
    [
        (
            "links: [{decision: new-own, why: No.}]",
            "16:20: links[0].decision: there is no decision 'new-own'; did you mean 'new-oven'?",
        ),
        (
            "links: [{decision: loan, why: No.}]",
            "16:20: links[0].decision: a note can't lead to its own decision; take the link out",
        ),
        (
            "links: [{decision: new-oven, why: A.}, {decision: new-oven, why: B.}]",
            "16:51: links[1].decision: a link to 'new-oven' stands here a second time; keep one",
        ),
    ],
)
def test_a_link_leads_once_to_another_decision(tmp_path: Path, links: str, message: str) -> None:
    folder = pack(tmp_path, new_oven=NOTE, loan=f"{NOTE}{links}\n")

    assert said(folder) == [f"error: teaching/loan.yaml:{message}"]


def test_a_note_for_a_decision_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    folder = pack(tmp_path, new_oven=NOTE, loan=NOTE, lone=NOTE)

    assert said(folder) == ["error: teaching/lone.yaml:1:1: there is no decision 'lone'; did you mean 'loan'?"]


def test_a_note_with_another_ending_is_not_passed_over(tmp_path: Path) -> None:
    folder = pack(tmp_path, new_oven=NOTE, loan=NOTE)
    (folder / "teaching" / "more.yml").write_text(NOTE, encoding="utf-8")

    assert said(folder) == [
        "error: teaching/more.yml:1:1: only files that end in .yaml are read; rename it to more.yaml"
    ]


def test_a_note_of_the_case_with_another_ending_is_not_passed_over_either(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, new_oven=DECISION)
    (folder / "teaching.yml").write_text(NOTE, encoding="utf-8")

    assert said(folder) == [
        "error: teaching.yml:1:1: only files that end in .yaml are read; rename it to teaching.yaml"
    ]


def test_a_decision_with_another_id_than_its_file_is_one_fault(tmp_path: Path) -> None:
    folder = pack(tmp_path, new_oven=NOTE, loan=NOTE)
    file = folder / "decisions" / "loan.yaml"
    file.write_text(altered(file.read_text(encoding="utf-8"), "id: loan", "id: loans"), encoding="utf-8")

    _, problems = look_over(folder)

    assert [str(each) for each in problems if each.severity is Severity.ERROR] == [
        "decisions/loan.yaml:1:5: id: the file is called 'loan.yaml'; give the id and the file the same name"
    ]


def test_where_there_is_a_note_every_decision_and_the_case_should_have_one(tmp_path: Path) -> None:
    assert said(pack(tmp_path, case=None, new_oven=NOTE)) == [
        "warning: case.yaml:1:1: the decisions have teaching notes and the case has none; write teaching.yaml",
        "warning: decisions/loan.yaml:1:5: id: this decision has no teaching note; write teaching/loan.yaml",
    ]


@pytest.mark.parametrize(("minutes", "total"), [(2, 12), (171, 181)])
def test_minutes_that_no_session_takes_are_a_warning(tmp_path: Path, minutes: int, total: int) -> None:
    folder = pack(tmp_path, new_oven=NOTE, loan=altered(NOTE, "minutes: 20", f"minutes: {minutes}"))

    assert said(folder) == [
        f"warning: teaching/loan.yaml:10:3: minutes: the parts take {total} minutes in all; a session takes 15 to 180"
    ]


def test_the_plans_of_the_case_name_decisions_that_are_there_once(tmp_path: Path) -> None:
    teaching = altered(TEACHING, "[new-oven]", "[new-oven, lone, new-oven]")

    at = "error: teaching.yaml:17"
    assert said(pack(tmp_path, teaching, new_oven=NOTE, loan=NOTE)) == [
        f"{at}:27: plans[0].decisions[1]: there is no decision 'lone'; did you mean 'loan'?",
        f"{at}:33: plans[0].decisions[2]: the decision 'new-oven' stands here a second time; keep one",
    ]


def test_a_plan_gives_its_decisions_the_time_to_be_read(tmp_path: Path) -> None:
    teaching = altered(altered(TEACHING, "[new-oven]", "[new-oven, loan]"), "minutes: 60", "minutes: 9")

    message = "2 decisions take 10 minutes at the least; give the plan more time, or fewer"
    assert said(pack(tmp_path, teaching, new_oven=NOTE, loan=NOTE)) == [
        f"warning: teaching.yaml:16:14: plans[0].minutes: {message}"
    ]


def test_the_lines_that_a_synopsis_rests_on_must_be_there(tmp_path: Path) -> None:
    folder = pack(tmp_path, altered(TEACHING, "001:2-4", "001:2-40"), new_oven=NOTE, loan=NOTE)

    assert said(folder) == [
        "error: teaching.yaml:3:15: synopsis[0].sources[0]: the source '001' ends with line 20; mend the lines"
    ]


def test_notes_are_prose_without_html(tmp_path: Path) -> None:
    folder = pack(tmp_path, new_oven=NOTE, loan=altered(NOTE, "close: Ask", "close: <b>Ask</b>"))

    assert said(folder) == [
        "error: teaching/loan.yaml:15:8: close: '<b>' is HTML, and prose has none; write it in Markdown"
    ]


def test_a_note_that_is_no_yaml_says_where(tmp_path: Path) -> None:
    folder = pack(tmp_path, new_oven=NOTE, loan="purpose: [unclosed\n")

    (problem,) = found(folder)
    assert (problem.file, problem.severity) == ("teaching/loan.yaml", Severity.ERROR)
    with pytest.raises(PackErrors):
        read_teaching(folder, "loan")
