"""Nothing of a record can be read before its commitment is stored: not on screen, not in any file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from tests.journeys.answers import PACK, answers, decisions
from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, Journey, Key
from tests.journeys.sealed import Opened, Secrets, shown, stored
from trainer.desktop.widgets.case_header import Step
from trainer.study.playthrough import Draft

CLOSER = 6
"""Every so many decisions all pages and files are searched; at each, the page on which it begins."""


def has_reasons(text: str, draft: Draft) -> bool:
    return draft.reasons == text


@cache
def secrets() -> Secrets:
    """Of the case."""
    return Secrets(PACK)


def leaks(journey: Journey, revealed: int, *, begun: int = 0, places: Sequence[str] = ("screen", "disk")) -> list[str]:
    """What is sealed and can be read, as on the way through the whole case.

    Args:
        journey: the program.
        revealed: how many decisions are unfolded to their end.
        begun: how many of those after are committed to; the next one is open.
        places: where to look.
    """
    order = [each.id for each in decisions()]
    made = revealed + begun
    opened = Opened(tuple(order[:revealed]), tuple(order[revealed:made]), tuple(order[made : made + 1]))
    found = []
    if "screen" in places:
        found += [f"screen, {each}" for each in secrets().leaks(shown(), opened)]
    if "disk" in places:
        found += [f"disk, {each}" for each in secrets().leaks(stored(journey.paths.data), opened, disk=True)]
    return found


def test_no_sentence_of_a_record_is_anywhere_before_its_commitment(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    for index, (decision, answer) in enumerate(zip(decisions(), answers(), strict=True)):
        assert journey.is_at(decision.id, Step.READ)
        assert leaks(journey, index, places=("screen",)) == []
        journey.write_call(answer.choice, answer.percent, answer.reasons)
        if index % CLOSER == 0:
            journey.wait_for_draft(decision.id, partial(has_reasons, answer.reasons))
            assert_nothing_leaks_elsewhere(journey, index)
        journey.commit()
        assert journey.is_at(decision.id, Step.REVEAL)
        journey.unfold()
        journey.press(Key.Key_Space)
        if index % CLOSER == 0:
            assert leaks(journey, index + 1) == []
        journey.commit()


def assert_nothing_leaks_elsewhere(journey: Journey, index: int) -> None:
    """With a draft on the page, in the library and in the record; comes back to the page."""
    assert leaks(journey, index) == []
    journey.press(Key.Key_1, modifier=ALT)
    assert leaks(journey, index, places=("screen",)) == []
    journey.press(Key.Key_2, modifier=ALT)
    assert leaks(journey, index, places=("screen",)) == []
    journey.press(Key.Key_1, modifier=ALT)
    journey.press(Key.Key_Return)


def test_the_search_finds_a_record_once_it_is_open(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    first = decisions()[0]
    journey.write_call(1, 50, "Because.")
    journey.commit()
    journey.unfold()
    for place in ("screen", "disk"):
        found = leaks(journey, 0, places=(place,))
        assert len([each for each in found if each.startswith(f"{place}, {first.id}: ")]) > 20


def test_only_dates_are_shown_of_sealed_decisions(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    sealed = decisions()[1:]
    on_case = "\n".join(shown())
    journey.press(Key.Key_1, modifier=ALT)
    on_library = "\n".join(shown())
    for decision in sealed:
        assert decision.title not in on_case
        assert decision.title not in on_library
        assert decision.question not in on_case
