"""An instructor among their workshops in the running program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from tests.case.packs import write_pack
from tests.desktop.support import button, named, settle
from tests.journeys.driver import ALT, Journey, Key
from tests.workshop.made import play
from trainer.desktop.pages.workshop_plan import WorkshopPlanPage
from trainer.desktop.pages.workshops import NEW, WELCOME, WorkshopsPage
from trainer.desktop.widgets.notice import NoticeBar
from trainer.desktop.workshops.list_state import Shape
from trainer.desktop.workshops.plan_state import Advice, choosable, planned
from trainer.desktop.workshops.preparing import Preparing
from trainer.progress.workshops.file import WorkshopFile
from trainer.settings import THEME
from trainer.study.workshop.plan import Joining, Plan, Step
from trainer.study.workshop.session import Session


@pytest.fixture
def journey(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Journey]:
    write_pack(tmp_path / "content" / "bakery")
    made = Journey(qtbot, qapp, tmp_path / "data", content=tmp_path / "content").start()
    made.begin("Dr. Okafor")
    yield made
    made.close()


def preparing(journey: Journey) -> Preparing:
    return journey.program.convening.preparing


def at_rest(journey: Journey) -> bool:
    editing = preparing(journey)._editing
    return not preparing(journey)._work.is_busy and (editing is None or not editing._work.is_busy)


def rest(journey: Journey) -> None:
    journey.wait(lambda: at_rest(journey), 20_000)
    settle()


def go_to_list(journey: Journey) -> WorkshopsPage:
    journey.press(Key.Key_5, modifier=ALT)
    journey.wait(lambda: isinstance(journey.window.page, WorkshopsPage))
    rest(journey)
    return the_list(journey)


def the_list(journey: Journey) -> WorkshopsPage:
    page = journey.window.page
    assert isinstance(page, WorkshopsPage)
    return page


def the_plan(journey: Journey) -> WorkshopPlanPage:
    page = journey.window.page
    assert isinstance(page, WorkshopPlanPage)
    return page


def begin_new(journey: Journey) -> WorkshopPlanPage:
    button(journey.window, NEW).click()
    journey.wait(lambda: isinstance(journey.window.page, WorkshopPlanPage))
    rest(journey)
    return the_plan(journey)


def shelf(journey: Journey) -> list[Path]:
    return sorted(journey.paths.workshops_folder.glob("*.workshop"))


def stored(path: Path) -> Session:
    with WorkshopFile.open(path) as file:
        return file.read()


def plan(journey: Journey, title: str = "Buying time", decisions: int = 2, **more: object) -> Path:
    """A workshop that was prepared at another time."""
    case = journey.loaded.cases[0]
    found = [each for act in choosable(case.outline.acts) for each in act.decisions][:decisions]
    made = Plan.model_validate(
        {
            "title": title,
            "case_id": case.outline.id,
            "case_title": case.outline.title,
            "decisions": tuple(planned(each, Advice()) for each in found),
            **more,
        }
    )
    with WorkshopFile.create(journey.paths.workshops_folder, made) as file:
        return file.path


def begun(folder: Path, *, ended: bool, title: str = "Buying time") -> Path:
    """A workshop on the real case that was held, or stopped in the second vote."""
    played = play(5, 1, title=title, ended=ended, until=None if ended else (0, Step.SECOND_VOTE))
    with WorkshopFile.create(folder, played.start.plan, lambda: played.start.created) as file:
        file.keep(played.events)
        return file.path


def answer(text: str, dialog: QDialog) -> None:
    assert isinstance(dialog, QMessageBox)
    next(each for each in dialog.findChildren(QAbstractButton) if each.text() == text).click()


def choose_file(text: str, dialog: QDialog) -> None:
    assert isinstance(dialog, QFileDialog)
    (field,) = dialog.findChildren(QLineEdit)
    field.setText(text)
    dialog.accept()


def more(journey: Journey, title: str, words: str) -> Callable[[], None]:
    """Chooses something in the menu of a workshop."""
    row = next(each for each in the_list(journey).rows if each.line.title == title)
    menu: QMenu = row.menu()
    return next(each for each in menu.actions() if each.text() == words).trigger


def shapes(journey: Journey) -> list[tuple[str, Shape]]:
    return [(each.line.title, each.line.shape) for each in the_list(journey).rows]


def notices(journey: Journey) -> list[str]:
    return [each.sentence for each in journey.window.findChildren(NoticeBar) if each.sentence]


def test_without_a_workshop_it_says_what_one_is_and_how_to_begin(journey: Journey) -> None:
    go_to_list(journey)

    assert journey.window.place == "workshops"
    assert journey.says(WELCOME)
    assert journey.focus.accessibleName() == NEW


def test_what_is_written_on_a_plan_is_kept_without_saving(journey: Journey) -> None:
    go_to_list(journey)
    begin_new(journey)  # what is typed first takes the place of the title that is proposed
    journey.type("Buying time")
    journey.tab_to("The new oven")
    journey.press(Key.Key_Space)
    journey.tab_to("Private notes", back=True)
    journey.type("Ask Ada first.")
    journey.press(Key.Key_1, modifier=ALT)

    (path,) = shelf(journey)
    session = stored(path)
    assert session.plan.title == "Buying time"
    assert [each.title for each in session.plan.decisions] == ["The new oven"]
    assert session.notes[""] == "Ask Ada first."


def test_a_workshop_in_which_nothing_was_written_is_not_kept(journey: Journey) -> None:
    go_to_list(journey)
    begin_new(journey)
    assert len(shelf(journey)) == 1

    journey.press(Key.Key_5, modifier=ALT)
    journey.wait(lambda: isinstance(journey.window.page, WorkshopsPage))
    rest(journey)
    assert shelf(journey) == []


def test_a_plan_is_opened_changed_and_found_changed_in_the_list(journey: Journey) -> None:
    path = plan(journey)
    go_to_list(journey)
    named(journey.window, "Open: Buying time").setFocus()
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, WorkshopPlanPage))
    rest(journey)
    journey.tab_to("Time there is")
    journey.type("45")
    the_plan(journey).back_requested.emit()
    rest(journey)

    assert stored(path).plan.available == 45
    assert journey.focus.accessibleName() == "Open: Buying time"


def test_another_look_keeps_what_is_being_written(journey: Journey) -> None:
    path = plan(journey)
    go_to_list(journey)
    preparing(journey).show_plan(path)
    rest(journey)
    journey.tab_to("Private notes", back=True)
    journey.type("Ask Ada first.")
    journey.settings.set(THEME, "dark")
    settle()

    assert journey.focus.accessibleName() == "Private notes on the workshop"
    assert the_plan(journey).state.note == "Ask Ada first."
    journey.type(" Twice.")
    preparing(journey).end()
    assert "Twice." in stored(path).notes[""]


def test_start_hands_the_file_over_closed(qtbot: QtBot, journey: Journey) -> None:
    path = plan(journey, decisions=1)
    go_to_list(journey)
    preparing(journey).show_plan(path)
    rest(journey)

    with qtbot.waitSignal(preparing(journey).start_requested) as asked:
        button(journey.window, "Start…").click()
    assert asked.args == [path]
    running = journey.program.convening.presenting
    assert running is not None
    assert running.path == path


def test_start_in_the_list_hands_the_file_over_closed(qtbot: QtBot, journey: Journey) -> None:
    path = plan(journey, decisions=1)
    go_to_list(journey)

    with qtbot.waitSignal(preparing(journey).start_requested) as asked:
        named(journey.window, "Start: Buying time").click()  # type: ignore[attr-defined]
    assert asked.args == [path]
    running = journey.program.convening.presenting
    assert running is not None
    assert running.path == path


def test_what_is_missing_leads_to_the_plan_instead(journey: Journey) -> None:
    plan(journey, decisions=1, joining=Joining.LISTED)
    go_to_list(journey)
    named(journey.window, "Start: Buying time").click()  # type: ignore[attr-defined]
    rest(journey)

    assert isinstance(journey.window.page, WorkshopPlanPage)
    assert notices(journey) == ["Still missing: names on the list."]


def test_all_that_lies_there_is_listed_by_what_can_be_done(qtbot: QtBot, journey: Journey) -> None:
    folder = journey.paths.workshops_folder
    prepared = plan(journey, "Margins")
    held = begun(folder, ended=True, title="Held")
    begun(folder, ended=False)
    (folder / "old.workshop").write_bytes(b"")
    go_to_list(journey)

    assert shapes(journey) == [
        ("Buying time", Shape.INTERRUPTED),
        ("Margins", Shape.PREPARED),
        ("Held", Shape.ENDED),
        ("old.workshop", Shape.UNREADABLE),
    ]
    assert journey.says("in the second vote on “")
    assert journey.says("it is empty")
    with qtbot.waitSignal(preparing(journey).report_requested) as asked:
        named(journey.window, "Report: Held").click()  # type: ignore[attr-defined]
    assert asked.args == [held]
    assert prepared.is_file()


def test_one_that_stopped_is_gone_on_with(qtbot: QtBot, journey: Journey) -> None:
    stopped = begun(journey.paths.workshops_folder, ended=False)
    go_to_list(journey)
    with qtbot.waitSignal(preparing(journey).start_requested) as asked:
        named(journey.window, "Go on: Buying time").click()  # type: ignore[attr-defined]

    assert asked.args == [stopped]


def test_a_workshop_that_is_open_elsewhere_is_said_to_be(journey: Journey) -> None:
    path = plan(journey)
    with WorkshopFile.open(path):
        go_to_list(journey)

        assert shapes(journey) == [(path.stem, Shape.ELSEWHERE)]
        preparing(journey).show_plan(path)
        rest(journey)
        assert "is open in another window" in notices(journey)[0]


def test_a_workshop_that_runs_in_this_window_can_be_gone_back_to(journey: Journey) -> None:
    path = plan(journey)
    with WorkshopFile.open(path) as file:
        session = file.read()
        preparing(journey).running = lambda: {path: session}
        go_to_list(journey)

        assert shapes(journey) == [("Buying time", Shape.HERE)]


def test_a_copy_has_the_plan_and_the_focus(journey: Journey) -> None:
    path = plan(journey)
    go_to_list(journey)
    more(journey, "Buying time", "Copy")()
    rest(journey)

    assert sorted(title for title, _ in shapes(journey)) == ["Buying time", "Buying time (copy)"]
    assert journey.focus.accessibleName() == "Open: Buying time (copy)"
    (copy,) = set(shelf(journey)) - {path}
    assert stored(copy).plan.decisions == stored(path).plan.decisions


def test_a_workshop_is_removed_once_agreed_and_kept_aside(journey: Journey) -> None:
    path = plan(journey)
    go_to_list(journey)
    with journey.answering(partial(answer, "Cancel")):
        more(journey, "Buying time", "Remove…")()
    assert path.is_file()

    with journey.answering(partial(answer, "Remove")):
        more(journey, "Buying time", "Remove…")()
    rest(journey)
    assert shapes(journey) == []
    assert "The workshop is kept as" in notices(journey)[0]
    assert len(list((journey.paths.workshops_folder / "set-aside").iterdir())) == 1


def test_a_copy_is_saved_carried_and_taken_in(journey: Journey, tmp_path: Path) -> None:
    path, out = plan(journey), tmp_path / "carried.workshop"
    go_to_list(journey)
    with journey.answering(partial(choose_file, str(out))):
        more(journey, "Buying time", "Save a copy as…")()
    rest(journey)
    assert notices(journey) == ["“carried.workshop” is written."]

    with journey.answering(partial(choose_file, str(out))):
        button(journey.window, "Take in a workshop…").click()
    rest(journey)
    assert "is here already" in notices(journey)[0]

    path.unlink()
    preparing(journey).take_in(out)
    rest(journey)
    rest(journey)
    assert [title for title, _ in shapes(journey)] == ["Buying time"]
    assert out.is_file()


def test_a_file_of_something_else_is_refused_with_a_sentence(journey: Journey, tmp_path: Path) -> None:
    (tmp_path / "letter.workshop").write_text("Dear all")
    go_to_list(journey)
    preparing(journey).take_in(tmp_path / "letter.workshop")
    rest(journey)

    assert "can't be taken in" in notices(journey)[0]
    assert list(journey.paths.workshops_folder.iterdir()) == []


def test_a_list_of_names_comes_from_a_file(journey: Journey, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes("Name;Group\nAnna Größ;A\nBen;B\n".encode("cp1252"))
    path = plan(journey, joining=Joining.LISTED)
    go_to_list(journey)
    preparing(journey).show_plan(path)
    rest(journey)
    with journey.answering(partial(choose_file, str(tmp_path / "people.csv"))):
        button(journey.window, "Open a list…").click()
    assert journey.says("2 names")

    preparing(journey).end()
    assert stored(path).plan.names == ("Anna Größ", "Ben")


def test_a_list_that_is_none_is_refused_and_the_names_stay(journey: Journey, tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_bytes(b"PK\x03\x04rest")
    path = plan(journey, joining=Joining.LISTED, names=("Anna", "Ben"))
    go_to_list(journey)
    preparing(journey).show_plan(path)
    rest(journey)
    editing = preparing(journey)._editing
    assert editing is not None
    editing.open_list(tmp_path / "people.xlsx")

    assert "Save it as CSV" in notices(journey)[0]
    assert the_plan(journey).plan.names == ("Anna", "Ben")


def test_what_cannot_be_kept_is_said_held_and_kept_later(journey: Journey) -> None:
    path = plan(journey)
    go_to_list(journey)
    preparing(journey).show_plan(path)
    rest(journey)
    elsewhere = path.with_name("moved.away")
    path.rename(elsewhere)
    journey.tab_to("Time there is")
    journey.type("45")
    editing = preparing(journey)._editing
    assert editing is not None
    assert not editing.flush()
    assert "was moved" in notices(journey)[0]
    with journey.answering(partial(answer, "Stay")):
        the_plan(journey).back_requested.emit()
    assert the_plan(journey).plan.available == 45
    with journey.answering(partial(answer, "Stay")):
        journey.window.close()
    assert journey.window.isVisible()

    elsewhere.rename(path)
    assert editing.flush()
    preparing(journey).end()
    assert stored(path).plan.available == 45
