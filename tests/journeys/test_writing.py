"""A pack that is being written while it is open."""

from __future__ import annotations

import gc
import shutil
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.case.packs import CASE, DECISION, altered, write_pack
from tests.journeys.conftest import Run
from tests.journeys.driver import CTRL, REASONS, Journey, Key
from trainer.case.archive.packing import pack_case
from trainer.desktop.authoring import Written
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.pages.teaching import TeachingPage
from trainer.desktop.widgets.case_header import Step
from trainer.desktop.widgets.layout import ScrollColumn

NEW = "There is a smell of burning."
SECOND = altered(altered(DECISION, "id: new-oven", "id: loan"), "date: 1985-03", "date: 1985-06")
THIRD = altered(altered(DECISION, "id: new-oven", "id: mill"), "date: 1985-03", "date: 1985-09")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "bakery", new_oven=DECISION, loan=SECOND, mill=THIRD)


def oven(pack: Path) -> Path:
    return pack / "decisions" / "new-oven.yaml"


def write(file: Path, old: str, new: str) -> None:
    """Save a change in place."""
    file.write_text(altered(file.read_text(encoding="utf-8"), old, new), encoding="utf-8")


def replace(file: Path, old: str, new: str) -> None:
    """Save a change as many editors do: beside the file, then in its place."""
    beside = file.with_name(f"{file.name}.tmp")
    beside.write_text(altered(file.read_text(encoding="utf-8"), old, new), encoding="utf-8")
    beside.replace(file)


def opened(run: Run, pack: Path) -> Journey:
    """A run in which the pack is open at its first decision and was looked over."""
    journey = run(case=pack).start()
    journey.begin("Mara")
    watched(journey)
    return journey


def watched(journey: Journey) -> None:
    """Wait until the pack was looked over for the first time."""
    authoring = journey.program._authoring
    assert authoring is not None
    journey.wait(lambda: authoring.written is not None and authoring._reader is None, 20_000)


def column(journey: Journey, name: str) -> ScrollColumn:
    widget = journey.control(name)
    assert isinstance(widget, ScrollColumn)
    return widget


@pytest.mark.parametrize("save", [write, replace])
def test_what_is_saved_stands_on_the_page_where_the_author_is(run: Run, pack: Path, save: object) -> None:
    assert callable(save)
    journey = opened(run, pack)
    journey.write_call(2, 35, "It is cheaper.")

    save(oven(pack), "The oven is old.", NEW)
    journey.wait(lambda: journey.says(NEW))

    assert journey.is_at("new-oven", Step.COMMIT)
    assert journey.chosen() == ["2: Wait a year"]
    assert journey.field(REASONS).toPlainText() == "It is cheaper."
    assert journey.focus is journey.field(REASONS)
    journey.type(" Then.")
    assert journey.field(REASONS).toPlainText() == "It is cheaper. Then."


def test_a_file_may_be_replaced_again_and_again(run: Run, pack: Path) -> None:
    journey = opened(run, pack)
    texts = ("The oven is old.", "The oven is very old.", "The oven is cold.", NEW)
    for before, after in pairwise(texts):
        replace(oven(pack), before, after)
        journey.wait(partial(journey.says, after))
    write(oven(pack), NEW, "The oven is new.")
    journey.wait(partial(journey.says, "The oven is new."))


def test_an_error_is_shown_with_its_place_and_the_page_stays(run: Run, pack: Path) -> None:
    journey = opened(run, pack)
    write(oven(pack), "decider: ann", "decider: anne")
    journey.wait(lambda: journey.says("there is no person 'anne'; did you mean 'ann'?"))

    assert journey.says("1 error")
    assert journey.says("decisions/new-oven.yaml:8:10")
    assert journey.says("The page shows the text that could last be read.")
    assert journey.is_at("new-oven", Step.READ)
    assert journey.says("The oven is old.")

    journey.write_call(1, 50, "All the same.")
    journey.commit()
    assert journey.is_at("new-oven", Step.REVEAL)

    write(oven(pack), "decider: anne", "decider: ann")
    journey.wait(lambda: not journey.says("did you mean"))
    assert not journey.says("1 error")
    assert journey.is_at("new-oven", Step.REVEAL)


def test_a_record_that_is_mended_is_read_anew_where_it_is_open(run: Run, pack: Path) -> None:
    journey = opened(run, pack)
    journey.write_call(1, 50, "It bakes.")
    journey.commit()
    journey.unfold()
    assert journey.says("They bought it.")

    write(oven(pack), "They bought it.", "They bought two of them.")
    journey.wait(lambda: journey.says("They bought two of them."))
    assert journey.is_at("new-oven", Step.REVEAL)

    journey.press(Key.Key_Space)
    journey.mark("S")
    write(oven(pack), "Time was scarcer than money.", "Time was scarce.")
    journey.wait(lambda: journey.says("Time was scarce."))
    assert journey.is_at("new-oven", Step.DEBRIEF)
    assert len(journey.chosen()) == 1
    with journey.store() as store:
        (attempt,) = store.attempts_at(journey.learner().id, "bakery", "new-oven")
        assert store.seen_text(attempt.id).decision.record.did.text == "They bought it."


def test_an_attempt_that_does_not_fit_the_new_options_is_shown_as_it_was_seen(run: Run, pack: Path) -> None:
    journey = opened(run, pack)
    journey.write_call(2, 50, "It is cheaper.")
    journey.commit()
    text = oven(pack).read_text(encoding="utf-8")

    oven(pack).write_text(text.replace("wait", "postpone").replace("Wait a year", "Put it off"), encoding="utf-8")
    authoring = journey.program._authoring
    assert authoring is not None
    journey.wait(lambda: _offers(authoring.written, "postpone"))

    assert journey.is_at("new-oven", Step.REVEAL)
    assert journey.says("Wait a year")
    journey.unfold()
    journey.press(Key.Key_Space)
    assert journey.is_at("new-oven", Step.DEBRIEF)


def _offers(written: Written | None, option_id: str) -> bool:
    if written is None or written.shelved is None:
        return False
    return option_id in [each.id for each in written.shelved.case.sheet("new-oven").briefing.options]


def test_a_draft_whose_option_is_gone_keeps_the_rest(run: Run, pack: Path) -> None:
    journey = opened(run, pack)
    journey.write_call(2, 50, "It is cheaper.")
    text = oven(pack).read_text(encoding="utf-8")

    oven(pack).write_text(text.replace("wait", "postpone").replace("Wait a year", "Put it off"), encoding="utf-8")
    journey.wait(lambda: journey.says("Put it off"))

    assert journey.chosen() == []
    assert journey.field(REASONS).toPlainText() == "It is cheaper."
    journey.commit()
    assert journey.focus.accessibleName() == "1: Buy it"
    journey.press(Key.Key_2)
    journey.commit()
    assert journey.is_at("new-oven", Step.REVEAL)


def test_the_page_stays_scrolled_where_it_was(run: Run, pack: Path) -> None:
    long = "situation: |\n" + "  It is a long story, and it goes on and on for a while.\n\n" * 60
    write(oven(pack), "situation: |\n", long)
    journey = opened(run, pack)
    column(journey, "The situation").verticalScrollBar().setValue(700)

    write(oven(pack), "The oven is old.", NEW)
    journey.wait(lambda: journey.says(NEW))
    journey.wait(lambda: column(journey, "The situation").verticalScrollBar().value() == 700)


def test_where_the_decision_is_deleted_the_author_goes_on_beside_it(run: Run, pack: Path) -> None:
    journey = opened(run, pack)
    journey.decide(1, 50, "It bakes.", marks="S")
    assert journey.is_at("loan", Step.READ)
    journey.write_call(1, 40, "About the loan.")

    (pack / "decisions" / "loan.yaml").unlink()
    journey.wait(lambda: journey.says("1 of 2 decided"))

    assert journey.says("The decision that stood here is no longer in the case.")
    assert journey.is_at("mill", Step.READ)


def test_a_new_decision_and_another_title_are_there_at_once(run: Run, pack: Path) -> None:
    journey = opened(run, pack)
    assert journey.says("0 of 3 decided")

    fourth = altered(altered(DECISION, "id: new-oven", "id: shop"), "date: 1985-03", "date: 1985-12")
    (pack / "decisions" / "shop.yaml").write_text(fourth, encoding="utf-8")
    journey.wait(lambda: journey.says("0 of 4 decided"))
    write(pack / "case.yaml", "title: The bakery", "title: The mill")
    journey.wait(lambda: journey.says("The mill: bread and debt"))
    write(pack / "decisions" / "shop.yaml", "place: The bakery", "place: ''")
    journey.wait(lambda: journey.says("decisions/shop.yaml:"))


def test_what_editors_leave_beside_the_files_changes_nothing(run: Run, pack: Path) -> None:
    journey = opened(run, pack)
    journey.write_call(2, 35, "It is cheaper.")
    page, authoring = journey.page, journey.program._authoring
    assert authoring is not None
    before = authoring.written
    for name in (".new-oven.yaml.swp", "new-oven.yaml~", "4913", "#new-oven.yaml#", "new-oven.yaml.tmp"):
        (pack / "decisions" / name).write_text("id: [", encoding="utf-8")
    journey.wait(authoring._settling.isActive)
    journey.wait(lambda: not authoring._settling.isActive() and authoring._reader is None)

    assert authoring.written is before
    assert journey.page is page


def test_a_file_that_is_saved_without_a_change_builds_nothing_anew(run: Run, pack: Path) -> None:
    journey = opened(run, pack)
    page, authoring = journey.page, journey.program._authoring
    assert authoring is not None
    before = authoring.written

    oven(pack).write_text(DECISION, encoding="utf-8")
    journey.wait(lambda: authoring.written is not before)

    assert journey.page is page


def test_a_pack_with_errors_at_the_start_opens_once_they_are_mended(run: Run, pack: Path) -> None:
    write(oven(pack), "decider: ann", "decider: anne")
    journey = run(case=pack).start()
    journey.type("Mara")
    journey.press(Key.Key_Return)
    watched(journey)
    journey.wait(lambda: journey.says("1 error"))
    assert isinstance(journey.window.page, LibraryPage)
    assert journey.says("decisions/new-oven.yaml:8:10")
    assert journey.says("The case opens once the errors are mended and saved.")
    assert not journey.says("This case has errors")

    replace(oven(pack), "decider: anne", "decider: ann")
    journey.wait(lambda: not isinstance(journey.window.page, LibraryPage))
    assert journey.is_at("new-oven", Step.READ)
    assert not journey.says("1 error")


def test_a_folder_that_goes_and_comes_back_is_followed(run: Run, pack: Path, tmp_path: Path) -> None:
    journey = opened(run, pack)
    aside = tmp_path / "aside"
    shutil.copytree(pack, aside)
    shutil.rmtree(pack)
    journey.wait(lambda: journey.says("there is no such folder"))
    assert journey.says("The oven is old.")

    write(aside / "decisions" / "new-oven.yaml", "The oven is old.", NEW)
    aside.rename(pack)
    journey.wait(lambda: journey.says(NEW))
    assert not journey.says("there is no such folder")
    write(oven(pack), NEW, "And again.")
    journey.wait(lambda: journey.says("And again."))


def test_a_case_that_gets_another_id_is_opened_as_another(run: Run, pack: Path) -> None:
    journey = opened(run, pack)
    journey.write_call(2, 35, "It is cheaper.")

    write(pack / "case.yaml", "id: bakery", "id: mill")
    journey.wait(lambda: journey.page._desk.case.info.id == "mill")

    assert journey.is_at("new-oven", Step.READ)
    assert journey.chosen() == []


def test_the_list_is_reached_folded_and_copied_by_keyboard(run: Run, pack: Path, qapp: QApplication) -> None:
    journey = opened(run, pack)
    write(oven(pack), "decider: ann", "decider: anne")
    journey.wait(lambda: journey.says("1 error"))
    journey.tab_to("Copy the list")
    journey.press(Key.Key_Space)
    assert "decisions/new-oven.yaml:8:10: error: decider: there is no person 'anne'" in qapp.clipboard().text()
    journey.tab_to("Hide the list", back=True)
    journey.press(Key.Key_Space)
    assert not journey.says("there is no person 'anne'")
    assert journey.focus.accessibleName() == "Show the list of problems"

    journey.press(Key.Key_Equal, modifier=CTRL)
    assert journey.says("1 error")
    assert not journey.says("there is no person 'anne'")

    write(oven(pack), "decider: anne", "decider: anna")
    journey.wait(lambda: journey.says("there is no person 'anna'"))


def test_closing_while_a_change_is_read_ends_well(run: Run, pack: Path) -> None:
    journey = opened(run, pack)
    write(oven(pack), "The oven is old.", NEW)
    authoring = journey.program._authoring
    assert authoring is not None
    authoring._look()
    reader = authoring._reader
    assert reader is not None
    assert reader.isRunning()
    journey.close()
    assert reader.isFinished()
    assert gc.isenabled()


NOTE = """\
purpose: See the price of time.
opening: Ask who would buy.
questions:
  - {ask: Who pays?, good: The owner., weak: Nobody.}
missed: [The debt.]
board:
  - {title: For, entries: [bread]}
close: Say what happened.
minutes:
  - {part: Talk, minutes: 10}
"""


def at_note(run: Run, pack: Path) -> tuple[Journey, Path]:
    """A run in which the note of the first decision is open, whose record is open to its end."""
    (pack / "teaching").mkdir()
    note = pack / "teaching" / "new-oven.yaml"
    note.write_text(NOTE, encoding="utf-8")
    journey = opened(run, pack)
    journey.write_call(1, 50, "It bakes.")
    journey.commit()
    journey.unfold()
    journey.program.show_teaching()
    assert isinstance(journey.window.page, TeachingPage)
    return journey, note


def test_a_teaching_note_that_is_saved_is_followed_and_stays_in_sight(run: Run, pack: Path) -> None:
    journey, note = at_note(run, pack)
    write(note, "See the price of time.", "See what waiting costs.")
    journey.wait(lambda: journey.says("See what waiting costs."))

    write(oven(pack), "title: The new oven", "title: A far newer oven")
    journey.wait(lambda: journey.says("A far newer oven"))
    assert isinstance(journey.window.page, TeachingPage)

    write(note, "minutes: 10", "minutes: ten")
    journey.wait(lambda: journey.says("1 error"))
    assert journey.says("See what waiting costs.")
    journey.press(Key.Key_Escape)
    assert journey.is_at("new-oven", Step.REVEAL)
    assert journey.says("A far newer oven")


def test_a_decision_that_goes_while_its_note_is_open_is_left_with_the_note(run: Run, pack: Path) -> None:
    journey, note = at_note(run, pack)
    note.unlink()
    oven(pack).unlink()
    journey.wait(lambda: journey.loaded.cases[0].case.order == ("loan", "mill"))
    assert isinstance(journey.window.page, TeachingPage)
    journey.press(Key.Key_Escape)
    assert journey.is_at("loan", Step.READ)


def installed_beside(journey: Journey, folder: Path) -> None:
    """Another case comes to the library while the author is at theirs."""
    text = altered(altered(CASE, "id: bakery", "id: butcher"), "title: The bakery", "title: The butcher")
    file = pack_case(write_pack(folder / "butcher", text), folder / "butcher.casepack").file
    journey.program.installing.install(file)
    journey.wait(lambda: journey.says("“The butcher”, version 1.0, is installed."))


def test_notes_are_within_reach_after_another_case_was_installed(run: Run, pack: Path, tmp_path: Path) -> None:
    journey, _ = at_note(run, pack)
    journey.press(Key.Key_Escape)
    installed_beside(journey, tmp_path)
    journey.program.show_teaching()
    assert isinstance(journey.window.page, TeachingPage)


def test_errors_are_mended_after_another_case_was_installed(run: Run, pack: Path, tmp_path: Path) -> None:
    journey = opened(run, pack)
    write(oven(pack), "decider: ann", "decider: anne")
    journey.wait(lambda: journey.says("there is no person 'anne'"))
    installed_beside(journey, tmp_path)
    text = altered(oven(pack).read_text(encoding="utf-8"), "decider: anne", "decider: ann")
    oven(pack).write_text(altered(text, "The oven is old.", NEW), encoding="utf-8")
    journey.wait(lambda: journey.says(NEW))
    assert journey.is_at("new-oven", Step.READ)
