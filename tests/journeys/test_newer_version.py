"""A newer version of a case is installed, and what was decided before stays as it was seen."""

from __future__ import annotations

from pathlib import Path

from tests.case.packs import CASE, DECISION, altered, write_pack
from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, CTRL, Journey, Key, settle
from trainer.case.archive.packing import pack_case
from trainer.desktop.pages.case import CasePage
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.pages.map import MapPage
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.widgets.case_header import Step

OLD, NEW = "The oven is old.", "The oven is old, and one of its doors is broken."
OLD_RECORD, NEW_RECORD = "They bought it.", "They bought it on credit."


def archive(folder: Path, version: str, decision: str = DECISION) -> Path:
    case = altered(CASE, 'version: "1.0"', f'version: "{version}"')
    pack = write_pack(folder / f"pack-{version}", case, new_oven=decision)
    return pack_case(pack, folder / f"{version}.casepack").file


def install(journey: Journey, file: Path, version: str) -> None:
    journey.program.installing.install(file)
    journey.wait(lambda: [each.outline.version for each in journey.loaded.cases] == [version])
    settle()


def decided_at_1_0(run: Run, folder: Path, steps: int) -> Journey:
    """The first version installed, its decision committed, so many parts of the record opened, the second installed."""
    journey = run(content=folder / "none").start()
    journey.type("Mara")
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, LibraryPage))
    install(journey, archive(folder, "1.0"), "1.0")
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, CasePage))
    journey.write_call(1, 40, "It bakes faster.")
    journey.commit()
    if steps > 1:
        journey.unfold(steps - 1)
    journey.press(Key.Key_1, modifier=ALT)
    newer = altered(altered(DECISION, OLD, NEW), OLD_RECORD, NEW_RECORD)
    newer = altered(newer, "Time has a price.", "Time has its price.")
    install(journey, archive(folder, "1.1", newer), "1.1")
    return journey


def open_attempt(journey: Journey) -> SeenPage:
    journey.press(Key.Key_2, modifier=ALT)
    assert isinstance(journey.window.page, RecordPage)
    journey.press(Key.Key_Return)
    page = journey.window.page
    assert isinstance(page, SeenPage)
    return page


def test_the_record_shows_the_old_text_and_what_changed_in_it(run: Run, tmp_path: Path) -> None:
    journey = decided_at_1_0(run, tmp_path, steps=6)
    page = open_attempt(journey)
    assert journey.says("The text of “The new oven” has changed since. This is what you saw then.")
    assert journey.says(OLD)
    assert not journey.says("one of its doors")

    journey.tab_to("What changed")
    journey.press(Key.Key_Return)
    assert page.shows_changes
    assert journey.says("I saw version 1.0; today it is version 1.1.")
    assert journey.control("Situation: put in “, and one of its doors is broken”")
    assert journey.control("What they did: put in “on credit”")
    assert journey.control("A lesson: taken out “a”; put in “its”")

    journey.press(Key.Key_Escape)
    assert (page.shows_changes, page.step) == (False, Step.READ)
    page.go_to(Step.REVEAL)
    settle()
    assert journey.says(OLD_RECORD)
    assert not journey.says(NEW_RECORD)


def test_what_was_not_opened_is_not_compared(run: Run, tmp_path: Path) -> None:
    journey = decided_at_1_0(run, tmp_path, steps=1)
    open_attempt(journey).show_changes()
    settle()
    assert journey.control("Situation: put in “, and one of its doors is broken”")
    assert journey.control("What they did: put in “on credit”")
    assert not journey.says("its price")
    assert not journey.says("A lesson")


def test_what_changed_is_still_on_the_page_in_another_text_size(run: Run, tmp_path: Path) -> None:
    journey = decided_at_1_0(run, tmp_path, steps=6)
    open_attempt(journey).show_changes()
    settle()
    journey.program.appearance.step(1)
    settle()
    page = journey.window.page
    assert isinstance(page, SeenPage)
    assert page.shows_changes


def test_the_old_attempt_is_there_and_the_case_goes_on_with_the_new_text(run: Run, tmp_path: Path) -> None:
    journey = decided_at_1_0(run, tmp_path, steps=6)
    (line,) = journey.lines()
    journey.close()
    again = run(content=tmp_path / "none").start()
    assert again.lines() == (line,)
    with again.store() as store:
        assert store.seen_text(line.id).briefing.situation.startswith(OLD)
    assert [each.outline.version for each in again.loaded.cases] == ["1.1"]


def test_whoever_reads_while_a_newer_version_comes_commits_to_what_they_read(run: Run, tmp_path: Path) -> None:
    journey = run(content=tmp_path / "none").start()
    journey.type("Mara")
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, LibraryPage))
    install(journey, archive(tmp_path, "1.0"), "1.0")
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, CasePage))
    newer = altered(altered(DECISION, OLD, NEW), OLD_RECORD, NEW_RECORD)
    newer = newer.replace("id: wait", "id: later").replace("option: wait", "option: later")
    install(journey, archive(tmp_path, "1.1", newer), "1.1")

    journey.write_call(2, 40, "It costs less then.")
    journey.commit()

    (attempt,) = journey.loaded.store.attempts_at(journey.learner().id, "bakery", "new-oven")
    seen = journey.loaded.store.seen_text(attempt.id)
    assert (seen.case_version, attempt.commitment.choice) == ("1.0", "wait")
    assert OLD in seen.briefing.situation
    assert journey.says(OLD_RECORD)


def test_a_decision_that_the_newer_version_has_no_more_is_told_of_wherever_it_is_gone_to(
    run: Run, tmp_path: Path
) -> None:
    journey = run(content=tmp_path / "none").start()
    journey.type("Mara")
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, LibraryPage))
    loan = altered(altered(DECISION, "id: new-oven", "id: loan"), "date: 1985-03", "date: 1985-06")
    pack = write_pack(tmp_path / "bakery", new_oven=DECISION, loan=loan)
    install(journey, pack_case(pack, tmp_path / "two.casepack").file, "1.0")
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, CasePage))
    install(journey, archive(tmp_path, "1.1"), "1.1")
    journey.decide(1, 40, "It bakes faster.", marks="S")

    lost = "A page of this case can't be read any more"
    assert journey.says(lost)
    journey.page.show_decision("loan")
    assert journey.says(lost)
    journey.press(Key.Key_M, modifier=CTRL)
    page = journey.window.page
    assert isinstance(page, MapPage)
    page.decision_chosen.emit("loan")
    settle()
    assert journey.says(lost)
    journey.press(Key.Key_1, modifier=ALT)
    journey.press(Key.Key_Return)
    assert journey.is_at("new-oven", Step.DEBRIEF)
