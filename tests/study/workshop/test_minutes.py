"""What a teaching note gives each step of a workshop."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from trainer.case.teaching import BoardColumn, TeachingNote, TeachingQuestion, TeachingStep
from trainer.case.teaching_reader import read_teaching
from trainer.study.workshop.minutes import USUAL, minutes_of
from trainer.study.workshop.plan import DECISION_STEPS, Step

NAMES = ("Reading and commitment", "Read and vote", "Reveal", "Reveal and close", "Two lists", "Close", "阅读", "揭晓")


def note(*parts: tuple[str, int]) -> TeachingNote:
    question = TeachingQuestion(ask="What?", good="This.", weak="That.")
    steps = tuple(TeachingStep(part=name, minutes=minutes) for name, minutes in parts)
    return TeachingNote(
        purpose="To learn.",
        opening="Ask.",
        questions=(question,),
        missed=("It.",),
        board=(BoardColumn(title="Known", entries=("a price",)),),
        close="Go.",
        minutes=steps,
    )


def taken(made: TeachingNote) -> tuple[int, ...]:
    found = minutes_of(made)
    assert tuple(found) == DECISION_STEPS
    return tuple(found.values())


def test_each_part_of_a_note_becomes_the_steps_it_stands_for() -> None:
    made = note(("Reading and commitment", 10), ("The sum", 6), ("Three ways", 8), ("Reveal", 5), ("Close", 3))
    assert taken(made) == (7, 3, 8, 3, 3, 5, 3)


def test_what_comes_before_the_reading_is_briefing_too() -> None:
    made = note(("The wall", 6), ("Read and commit", 10), ("Signs", 8), ("Reveal", 4), ("The wall again", 4))
    found = minutes_of(made)
    assert found[Step.BRIEFING] + found[Step.FIRST_VOTE] == 16
    assert found[Step.REVEAL] == 4


def test_a_note_that_ends_with_the_reveal_leaves_some_of_it_to_the_debrief() -> None:
    assert taken(note(("Read and commit", 10), ("Slips", 12), ("Reveal and close", 8)))[-2:] == (4, 4)


def test_a_note_without_such_names_reveals_last_but_one() -> None:
    assert taken(note(("A", 10), ("B", 12), ("C", 4), ("D", 6)))[-2:] == (4, 6)


def test_a_note_in_chinese_is_understood() -> None:
    assert taken(note(("阅读与承诺", 10), ("讨论", 12), ("揭晓", 4), ("总结", 3), ("再见", 3)))[-2:] == (4, 6)


def test_a_note_of_one_part_is_shared_out_as_usual() -> None:
    assert taken(note(("All of it", 64))) == (13, 6, 15, 5, 5, 10, 10)


def test_without_a_note_it_takes_what_is_usual() -> None:
    assert minutes_of(None) == USUAL
    assert minutes_of(None) is not USUAL


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 30)), min_size=1, max_size=8))
def test_no_step_is_without_time_and_none_is_lost(parts: list[tuple[str, int]]) -> None:
    made = note(*parts)
    found = taken(made)
    assert min(found) >= 1
    assert sum(found) == max(made.total, len(DECISION_STEPS))


def test_the_notes_of_the_case_that_comes_with_it_keep_their_length() -> None:
    folder = Path(__file__).parents[3] / "content" / "xiaomi"
    notes = {path.stem: read_teaching(folder, path.stem) for path in (folder / "teaching").glob("*.yaml")}
    assert notes
    for made in notes.values():
        assert made is not None
        assert sum(taken(made)) == made.total
