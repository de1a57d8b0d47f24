"""A file that somebody changed is refused as a whole, with a sentence that says what is wrong and where."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.progress.transfer.computers import Computer, rewritten
from trainer.case.sealed import canonical_json
from trainer.progress.chain import Link
from trainer.progress.transfer.refusal import TransferRefused
from trainer.progress.values import Learner
from trainer.study.playthrough import Draft

Lines = dict[str, list[dict[str, Any]]]
Change = Callable[[Lines], None]


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Computer]:
    """Another computer, which holds something of somebody else."""
    computer = Computer(tmp_path / "target")
    computer.decide(computer.store.add_learner("Jon"), "harbour")
    yield computer
    computer.close()


@pytest.fixture
def mara(tmp_path: Path) -> Iterator[tuple[Computer, Learner]]:
    """Mara, who has decided three times, the last time not to the end."""
    computer = Computer(tmp_path / "home")
    learner = computer.store.add_learner("Mara")
    for decision_id in ("harbour", "bridge"):
        computer.finish(computer.decide(learner, decision_id))
        computer.clock.pass_by(60 * 24)
    attempt = computer.decide(learner, "tunnel")
    computer.store.open_steps(attempt.id, 3)
    computer.run(
        "INSERT INTO note VALUES ('n1', ?, 'Mara', 'learner', NULL, 0, 'Hm.', '2026-12-01 10:00:00.000000')", attempt.id
    )
    recall = computer.store.recalls.begin(learner.id, "town", "harbour")
    computer.store.recalls.answer(recall.id, "They waited.", 50)
    computer.store.save_draft(learner.id, "town", "harbour", Draft("wait", 10, "Perhaps", 0.5))
    yield computer, learner
    computer.close()


def refusal(target: Computer, file: Path) -> str:
    """Why a file isn't taken in, without its name and the reassurance; nothing was written."""
    before = target.dump()
    with pytest.raises(TransferRefused) as refused:
        target.take(file)
    assert target.dump() == before
    sentence = str(refused.value)
    assert sentence.startswith(f"'{file.name}' can't be taken in: ")
    assert sentence.endswith(". Nothing was changed.")
    return sentence.partition("taken in: ")[2].removesuffix(". Nothing was changed.")


def sealed(line: dict[str, Any], learner: str) -> None:
    """Seal an attempt anew, as only somebody who knows how could."""
    values = {name: line["id" if name == "attempt_id" else name] for name in Link.__slots__ if name != "learner_id"}
    values["created"] = dt.datetime.fromisoformat(line["created"])
    line["seal"] = Link(learner_id=learner, **values).seal(line["previous_seal"])


SECOND = "attempt 2, at “The bridge” on 2026-11-23, "
THIRD = "attempt 3, at “The tunnel” on 2026-11-24, "
CHANGED = "was changed after it had been sealed, or is another learner's"
LOOSE = "doesn't follow on any attempt in the file: the one before it was changed or taken away"


def in_attempt(**changes: Any) -> Change:
    return lambda lines: lines["attempts.jsonl"][1].update(changes)


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize(
    "changes",
    [
        {"reasons": "Other reasons."},
        {"forecast": 99},
        {"choice": "wait"},
        {"number": 2},
        {"seal": "0" * 64},
        {"previous_seal": "0" * 64},
        {"id": "f" * 32},
    ],
)
def test_a_changed_attempt_is_named(
    mara: tuple[Computer, Learner], target: Computer, changes: dict[str, Any], listed: bool
) -> None:
    home, learner = mara
    file = rewritten(home.hand_over(learner), in_attempt(**changes), listed=listed)
    assert refusal(target, file) == SECOND + CHANGED


def test_a_changed_date_or_decision_is_found_too(mara: tuple[Computer, Learner], target: Computer) -> None:
    home, learner = mara
    file = home.hand_over(learner)
    dated = rewritten(file, in_attempt(created="2020-01-01T00:00:00.000000Z"))
    assert refusal(target, dated) == f"attempt 2, at “The bridge” on 2020-01-01, {CHANGED}"
    assert refusal(target, rewritten(file, in_attempt(decision_id="tunnel"))) == SECOND + CHANGED


def test_an_attempt_taken_away_is_missed(mara: tuple[Computer, Learner], target: Computer) -> None:
    home, learner = mara

    def take_away(lines: Lines) -> None:
        gone = lines["attempts.jsonl"].pop(1)
        for part in ("reveals.jsonl", "debriefs.jsonl"):
            lines[part] = [line for line in lines[part] if line["attempt_id"] != gone["id"]]

    assert refusal(target, rewritten(home.hand_over(learner), take_away)) == THIRD + LOOSE


def test_an_attempt_sealed_anew_leaves_the_next_without_a_parent(
    mara: tuple[Computer, Learner], target: Computer
) -> None:
    home, learner = mara

    def seal_anew(lines: Lines) -> None:
        lines["attempts.jsonl"][1]["reasons"] = "Better ones."
        sealed(lines["attempts.jsonl"][1], learner.id)

    assert refusal(target, rewritten(home.hand_over(learner), seal_anew)) == THIRD + LOOSE


def test_a_chain_sealed_anew_is_found_where_the_true_one_is_known(
    mara: tuple[Computer, Learner], target: Computer
) -> None:
    home, learner = mara
    target.take(home.hand_over(learner))

    def seal_anew(lines: Lines) -> None:
        _, second, third = lines["attempts.jsonl"]
        second["forecast"] = 0
        sealed(second, learner.id)
        third["previous_seal"] = second["seal"]
        sealed(third, learner.id)

    assert refusal(target, rewritten(home.hand_over(learner), seal_anew)) == (
        SECOND + "is here already and says something else: one of the two was changed after it had been sealed"
    )


def test_a_chain_that_skips_a_number_does_not_hold(mara: tuple[Computer, Learner], target: Computer) -> None:
    home, learner = mara

    def skip(lines: Lines) -> None:
        lines["attempts.jsonl"][2]["seq"] = 7
        sealed(lines["attempts.jsonl"][2], learner.id)

    why = refusal(target, rewritten(home.hand_over(learner), skip))
    assert why == f"attempt 7, at “The tunnel” on 2026-11-24, {LOOSE}"


def test_progress_of_one_learner_is_not_taken_for_that_of_another(
    mara: tuple[Computer, Learner], target: Computer
) -> None:
    home, learner = mara
    file = home.hand_over(learner)

    def rename(lines: Lines) -> None:
        lines["learner.jsonl"][0]["id"] = "e" * 32

    assert refusal(target, rewritten(file, rename)) == (
        "line 1 of its learner.jsonl names another learner than its manifest.json"
    )


def in_text(change: Callable[[dict[str, Any]], None]) -> Change:
    """Change what the text of the second attempt says; its digest then says the same."""

    def apply(lines: Lines) -> None:
        digest = lines["attempts.jsonl"][1]["digest"]
        (line,) = (each for each in lines["texts.jsonl"] if each["digest"] == digest)
        text = json.loads(zlib.decompress(base64.b64decode(line["data"])))
        change(text)
        line["data"] = base64.b64encode(zlib.compress(canonical_json(text))).decode()

    return apply


def test_a_changed_text_is_found(mara: tuple[Computer, Learner], target: Computer) -> None:
    home, learner = mara
    file = rewritten(home.hand_over(learner), in_text(lambda text: text["briefing"].update(title="Another")))
    number = refusal(target, file).partition(" of its texts.jsonl ")
    assert number[2] == "holds another text than it says: it was changed after it was seen"


def test_a_changed_text_with_its_digest_breaks_the_seal(mara: tuple[Computer, Learner], target: Computer) -> None:
    home, learner = mara

    def change(lines: Lines) -> None:
        in_text(lambda text: text["briefing"].update(title="Another"))(lines)
        for line in lines["texts.jsonl"]:
            content = zlib.decompress(base64.b64decode(line["data"]))
            if b"Another" in content:
                line["digest"] = hashlib.sha256(content).hexdigest()
                lines["attempts.jsonl"][1]["digest"] = line["digest"]

    why = refusal(target, rewritten(home.hand_over(learner), change))
    assert why == f"attempt 2, at “Another” on 2026-11-23, {CHANGED}"


def bomb(lines: Lines) -> None:
    lines["texts.jsonl"][0]["data"] = base64.b64encode(zlib.compress(b"0" * 90_000_000)).decode()


def damage(lines: Lines) -> None:
    data = base64.b64decode(lines["texts.jsonl"][0]["data"])
    lines["texts.jsonl"][0]["data"] = base64.b64encode(data[:-9]).decode()


def appended(lines: Lines) -> None:
    data = base64.b64decode(lines["texts.jsonl"][0]["data"])
    lines["texts.jsonl"][0]["data"] = base64.b64encode(data + b"more").decode()


def no_base64(lines: Lines) -> None:
    lines["texts.jsonl"][0]["data"] = "?"


@pytest.mark.parametrize("change", [bomb, damage, appended, no_base64])
def test_a_text_that_does_not_unpack_as_it_should_is_refused(
    mara: tuple[Computer, Learner], target: Computer, change: Change
) -> None:
    home, learner = mara
    why = refusal(target, rewritten(home.hand_over(learner), change))
    assert why == "line 1 of its texts.jsonl holds a text that is damaged or too long"


def unknown_text(lines: Lines) -> None:
    text = b'{"from":"another time"}'
    line = lines["texts.jsonl"][0]
    old, line["digest"] = line["digest"], hashlib.sha256(text).hexdigest()
    line["data"] = base64.b64encode(zlib.compress(text)).decode()
    previous = "0" * 64
    for attempt in lines["attempts.jsonl"]:
        attempt["previous_seal"] = previous
        if attempt["digest"] == old:
            attempt["digest"] = line["digest"]
        sealed(attempt, lines["learner.jsonl"][0]["id"])
        previous = attempt["seal"]


def another_text(change: Callable[[dict[str, Any]], None]) -> Change:
    """Have the first attempt see a text that says something else, with every digest and seal as it has to be."""

    def apply(lines: Lines) -> None:
        digest = lines["attempts.jsonl"][0]["digest"]
        (line,) = (each for each in lines["texts.jsonl"] if each["digest"] == digest)
        text = json.loads(zlib.decompress(base64.b64decode(line["data"])))
        change(text)
        content = canonical_json(text)
        line["digest"] = hashlib.sha256(content).hexdigest()
        line["data"] = base64.b64encode(zlib.compress(content)).decode()
        previous = "0" * 64
        for attempt in lines["attempts.jsonl"]:
            attempt["previous_seal"] = previous
            if attempt["digest"] == digest:
                attempt["digest"] = line["digest"]
            sealed(attempt, lines["learner.jsonl"][0]["id"])
            previous = attempt["seal"]

    return apply


def edit(part: str, **changes: Any) -> Change:
    return lambda lines: lines[f"{part}.jsonl"][0].update(changes)


def twice(part: str) -> Change:
    return lambda lines: lines[f"{part}.jsonl"].append(dict(lines[f"{part}.jsonl"][0]))


def drop(part: str) -> Change:
    return lambda lines: lines[f"{part}.jsonl"].clear()


def other_choice(lines: Lines) -> None:
    previous = "0" * 64
    for attempt in lines["attempts.jsonl"]:
        attempt |= {"choice": "burn", "previous_seal": previous}
        sealed(attempt, lines["learner.jsonl"][0]["id"])
        previous = attempt["seal"]


def swapped_texts(lines: Lines) -> None:
    first, second, third = lines["attempts.jsonl"]
    first["digest"], second["digest"] = second["digest"], first["digest"]
    previous = "0" * 64
    for attempt in (first, second, third):
        attempt["previous_seal"] = previous
        sealed(attempt, lines["learner.jsonl"][0]["id"])
        previous = attempt["seal"]


TWICE = " is about something that a line before it is about already"
LONELY = " is about an attempt that isn't in the file"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (twice("attempts"), "line 4 of its attempts.jsonl" + TWICE),
        (twice("texts"), "line 4 of its texts.jsonl" + TWICE),
        (twice("reveals"), "line 4 of its reveals.jsonl" + TWICE),
        (twice("debriefs"), "line 3 of its debriefs.jsonl" + TWICE),
        (twice("drafts"), "line 2 of its drafts.jsonl" + TWICE),
        (twice("notes"), "line 2 of its notes.jsonl" + TWICE),
        (twice("recalls"), "line 2 of its recalls.jsonl" + TWICE),
        (twice("playthroughs"), "line 2 of its playthroughs.jsonl" + TWICE),
        (twice("learner"), "its learner.jsonl has to have one line, since it is about one learner"),
        (drop("learner"), "its learner.jsonl has to have one line, since it is about one learner"),
        (edit("reveals", attempt_id="e" * 32), "line 1 of its reveals.jsonl" + LONELY),
        (edit("debriefs", attempt_id="e" * 32), "line 1 of its debriefs.jsonl" + LONELY),
        (edit("notes", attempt_id="e" * 32), "line 1 of its notes.jsonl" + LONELY),
        (edit("recalls", attempt_id="e" * 32), "line 1 of its recalls.jsonl" + LONELY),
        (edit("drafts", case_id="x"), "line 1 of its drafts.jsonl belongs to no way through a case in the file"),
        (
            drop("playthroughs"),
            "line 1 of its drafts.jsonl belongs to no way through a case in the file",
        ),
        (drop("attempts"), "line 1 of its reveals.jsonl" + LONELY),
        (
            edit("reveals", steps=5),
            "line 1 of its reveals.jsonl has a time of its end that doesn't fit how much is open",
        ),
        (
            edit("reveals", steps=5, finished=None),
            "line 1 of its debriefs.jsonl closes a debrief before the record was open to its end",
        ),
        (edit("notes", text=""), "line 1 of its notes.jsonl says nothing"),
        (
            edit("recalls", grade=3),
            "line 1 of its recalls.jsonl has a grade without its time, or a time without a grade",
        ),
        (
            edit("recalls", grade=3, graded="2026-11-24T21:16:00.000000Z", answered=None),
            "line 1 of its recalls.jsonl is graded and was never answered",
        ),
        (edit("playthroughs", course="long"), "line 1 of its playthroughs.jsonl names a course that this program"),
        (edit("learner", name=" Mara"), "line 1 of its learner.jsonl names another learner than its manifest.json"),
        (unknown_text, "line 1 of its texts.jsonl holds a text of a form that this program doesn't read; update"),
        (
            another_text(lambda text: text["briefing"]["record"].update(option="burn")),
            "line 1 of its texts.jsonl holds a text that doesn't hold together: record.option: there is no option 'bu",
        ),
        (
            another_text(lambda text: text.update(act_number=2**70)),
            "line 1 of its texts.jsonl holds a text that doesn't hold together: its numbers are none that a case has",
        ),
        (other_choice, "attempt 1, at “The harbour” on 2026-11-22, chose an option that its text doesn't have"),
        (swapped_texts, "attempt 1, at “The bridge” on 2026-11-22, saw the text of another decision"),
    ],
)
def test_what_does_not_belong_together_is_said_at_its_place(
    mara: tuple[Computer, Learner], target: Computer, change: Change, why: str
) -> None:
    home, learner = mara
    assert refusal(target, rewritten(home.hand_over(learner), change)).startswith(why)


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("attempts", "forecast", 101),
        ("attempts", "forecast", True),
        ("attempts", "forecast", 40.0),
        ("attempts", "seq", 10**30),
        ("attempts", "reasons", ""),
        ("attempts", "reasons", " \x1f\n"),
        ("attempts", "reasons", "a\0b"),
        ("attempts", "reasons", "x" * 20_001),
        ("attempts", "created", "2026-02-30T00:00:00.000000Z"),
        ("attempts", "created", "2026-11-22 21:16:00"),
        ("attempts", "more", 1),
        ("debriefs", "marks", {"cash": "lost"}),
        ("debriefs", "takeaway", None),
        ("drafts", "scroll", 1.5),
        ("notes", "role", "judge"),
        ("texts", "data", None),
    ],
)
def test_a_line_that_is_not_as_it_has_to_be_is_named(
    mara: tuple[Computer, Learner], target: Computer, part: str, field: str, value: object
) -> None:
    home, learner = mara
    why = refusal(target, rewritten(home.hand_over(learner), edit(part, **{field: value})))
    assert why.startswith(f"line 1 of its {part}.jsonl doesn't say what it has to: look at '{field}")


def test_a_part_changed_without_its_manifest_is_found_even_where_no_seal_covers_it(
    mara: tuple[Computer, Learner], target: Computer
) -> None:
    home, learner = mara
    file = rewritten(home.hand_over(learner), edit("debriefs", takeaway="Other words."), listed=False)
    assert refusal(target, file) == "its debriefs.jsonl isn't the one that its manifest.json lists; get it anew"


@pytest.mark.parametrize(("part", "change"), [("notes", {"text": "No."}), ("notes", {"author": "Jon"})])
def test_a_note_that_is_known_and_says_something_else_is_refused(
    mara: tuple[Computer, Learner], target: Computer, part: str, change: dict[str, Any]
) -> None:
    home, learner = mara
    file = home.hand_over(learner)
    target.take(file)
    assert refusal(target, rewritten(file, edit(part, **change))) == (
        f"line 1 of its {part}.jsonl is here already and says something else: one of the two was changed"
    )


def test_a_recall_of_somebody_else_is_not_written_over(mara: tuple[Computer, Learner], target: Computer) -> None:
    home, learner = mara
    (jon,) = target.store.learners()
    (attempt,) = target.store.lines(jon.id)
    target.finish(target.store.attempt(attempt.id))
    recall = target.store.recalls.begin(jon.id, "town", "harbour")
    file = rewritten(home.hand_over(learner), edit("recalls", id=recall.id))
    assert refusal(target, file) == (
        "line 1 of its recalls.jsonl is here already and says something else: one of the two was changed"
    )
