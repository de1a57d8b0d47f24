"""What is sealed can't be read on the pages around a decision either: map, timeline, search, ways, notes, people."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox

from tests.case.packs import CASE, DECISION, TIMELINE, altered, write_pack
from tests.journeys.answers import PACK, answers, decisions
from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, CTRL, Journey, Key, settle
from tests.journeys.sealed import Opened, Secrets, sentences, shown, stored
from tests.journeys.test_every_page import choose, open_menu
from tests.journeys.test_newer_version import install
from tests.journeys.test_teaching import ENTRY
from trainer.case.archive.packing import pack_case
from trainer.case.base import to_plain
from trainer.case.markdown import plain_text
from trainer.case.teaching_reader import read_teaching
from trainer.desktop.pages.case import CasePage
from trainer.desktop.pages.courses import CoursesPage
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.pages.map import MapPage
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.pages.search import SearchPage
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.pages.teaching import TeachingPage
from trainer.desktop.widgets.case_header import Step
from trainer.desktop.widgets.chips import Chip
from trainer.desktop.widgets.person_card import PersonCard
from trainer.desktop.widgets.room_strip import NameButton

ORDER = tuple(each.id for each in decisions())
PRICED = tuple(each.id for each in decisions() if "price" in each.themes)


@cache
def secrets() -> Secrets:
    """Of the case."""
    return Secrets(PACK)


class Watch:
    """Looks at page after page, and says in the end what of it mustn't be read."""

    def __init__(self, journey: Journey, sealed: Secrets, opened: Opened) -> None:
        """
        Args:
            journey: the program.
            sealed: the secrets of the case.
            opened: how much of it is none any more.
        """
        self._journey = journey
        self.sealed = sealed
        self._opened = opened
        self._texts: dict[str, set[str]] = {}

    def look(self, page: str) -> None:
        """Note all that the window says now; ``page`` is what it shows."""
        settle()
        self._texts.setdefault(page, set()).update(shown())

    @property
    def revealed(self) -> tuple[str, ...]:
        """Ids of the decisions whose record is open to its end."""
        return self._opened.revealed

    @property
    def open_now(self) -> set[str]:
        """Ids of the decisions that may be looked at."""
        return {*self._opened.revealed, *self._opened.begun, *self._opened.reading}

    def queries(self) -> list[str]:
        """For each decision, the beginnings of sentences that are sealed with it; not the whole of any."""
        found = []
        for decision in self.sealed.pack.decisions:
            record, rest = decision.record, [decision.lesson.text, decision.record.why[0].text]
            if decision.id in self._opened.revealed:
                continue
            if decision.id not in self.open_now:
                rest += [decision.situation]
            if decision.id not in self._opened.begun:
                rest += [record.did.text]
            found += [f'"{" ".join(plain_text(text).split()[:3])}"' for text in rest]
        return found

    def take_over(self, other: Watch) -> None:
        """Count what another one has seen as seen."""
        for page, texts in other._texts.items():
            self._texts.setdefault(page, set()).update(texts)

    @property
    def pages(self) -> set[str]:
        """What was looked at."""
        return set(self._texts)

    def leaks(self) -> list[str]:
        """On all pages, and in all files."""
        found = []
        if self.sealed.leaks(set().union(*self._texts.values()), self._opened):
            for page, texts in self._texts.items():
                found += [f"{page}: {each}" for each in self.sealed.leaks(texts, self._opened)]
        paths = self._journey.paths
        on_disk = stored(paths.data, without=[paths.own_cases])
        return found + [f"disk: {each}" for each in self.sealed.leaks(on_disk, self._opened, disk=True)]


def close_popup(journey: Journey) -> None:
    """Escape; offscreen nobody gives the window its focus back."""
    journey.press(Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    journey.window.activateWindow()
    journey.wait(lambda: QGuiApplication.focusWindow() is journey.window.windowHandle())


def look_at_people(journey: Journey, watch: Watch) -> None:
    """Each card that opens at a name of those in the room."""
    names = [each for each in journey.window.findChildren(NameButton) if each.isVisible()]
    assert names
    for name in names:
        name.setFocus()
        journey.press(Key.Key_Return)
        assert isinstance(QApplication.activePopupWidget(), PersonCard)
        watch.look("a person's card")
        close_popup(journey)


def look_at_map(journey: Journey, watch: Watch, themes: int) -> None:
    """Every stop with its card, every theme, whom one may look for, the timeline; and back."""
    journey.press(Key.Key_M, modifier=CTRL)
    page = journey.window.page
    assert isinstance(page, MapPage)
    journey.press(Key.Key_Home)
    for stop in page.view.stops:
        assert journey.focus is stop
        watch.look("map")
        journey.press(Key.Key_Right)
    open_menu(journey, "Person: anyone")
    watch.look("map, people")
    close_popup(journey)
    look_through_themes(journey, watch, "map", themes)
    journey.tab_to("Show: Map", back=True)
    journey.press(Key.Key_Right)
    timeline = page.timeline
    assert timeline is not None
    journey.wait(lambda: timeline.complete)
    watch.look("timeline")
    if watch.revealed:
        journey.tab_to("Source")
        journey.press(Key.Key_Return)
        watch.look("timeline, a source")
        journey.press(Key.Key_Escape)
    look_through_themes(journey, watch, "timeline", themes)
    journey.press(Key.Key_Escape)


def look_through_themes(journey: Journey, watch: Watch, page: str, themes: int) -> None:
    """From the first theme to the last, and then all again."""
    everything, *chips = [
        chip
        for chip in journey.window.findChildren(Chip)
        if chip.isCheckable() and chip.accessibleName() and chip.isVisible()
    ]
    assert len(chips) == themes
    for chip in (*chips, everything):
        chip.click()
        watch.look(f"{page}, a theme")


def look_for_what_is_sealed(journey: Journey, watch: Watch) -> None:
    """The first words of every sealed sentence that stands for its part, and words that stand everywhere."""
    journey.press(Key.Key_F, modifier=CTRL)
    watch.look("search")
    journey.type("the")
    page = journey.window.page
    assert isinstance(page, SearchPage)
    journey.wait(lambda: bool(page.rows) and not journey.says("being looked through"))
    watch.look("search")
    for query in watch.queries():
        page.query_changed.emit(query)
        assert {row.line.place.decision_id for row in page.rows} <= watch.open_now
        watch.look("search")
    journey.press(Key.Key_Escape)


def look_at_ways(journey: Journey, watch: Watch) -> None:
    journey.tab_to("Course: ", back=True)
    journey.press(Key.Key_Return)
    assert isinstance(journey.window.page, CoursesPage)
    watch.look("ways")
    journey.press(Key.Key_Escape)


def look_at_question(journey: Journey, watch: Watch, menu: str) -> None:
    """The question that stands before a teaching note, which is answered with no."""

    def refuse(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        watch.look("question")
        next(each for each in box.buttons() if each.text() == "Not now").click()

    with journey.answering(refuse):
        opened = open_menu(journey, menu)
        watch.look("menu")
        choose(journey, opened, ENTRY)
    watch.look("question, refused")


def look_at_library_and_record(journey: Journey, watch: Watch) -> None:
    """With the question before the note of the whole case; comes back to the decision."""
    journey.press(Key.Key_1, modifier=ALT)
    assert isinstance(journey.window.page, LibraryPage)
    watch.look("library")
    look_at_question(journey, watch, "Mara, menu")
    journey.press(Key.Key_2, modifier=ALT)
    assert isinstance(journey.window.page, RecordPage)
    watch.look("record")
    journey.press(Key.Key_1, modifier=ALT)
    journey.press(Key.Key_Return)
    assert isinstance(journey.window.page, CasePage)


def look_around(journey: Journey, watch: Watch) -> None:
    """All pages around the decision that is open, and back to it."""
    here = journey.page.decision_id
    watch.look("decision")
    look_at_people(journey, watch)
    look_at_map(journey, watch, themes=len(watch.sealed.pack.info.themes))
    look_for_what_is_sealed(journey, watch)
    look_at_ways(journey, watch)
    look_at_library_and_record(journey, watch)
    assert journey.page.decision_id == here


def decide(journey: Journey) -> None:
    answer = answers()[ORDER.index(journey.page.decision_id)]
    journey.decide(answer.choice, answer.percent, "Because.", marks=answer.marks)


def test_at_the_first_decision_nothing_sealed_is_on_any_page(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    watch = Watch(journey, secrets(), Opened(reading=ORDER[:1]))
    look_around(journey, watch)
    look_at_question(journey, watch, "Learner: Mara")
    assert len(watch.pages) >= 12
    assert watch.leaks() == []


def test_what_is_committed_to_shows_no_more_than_was_unfolded_and_what_follows_nothing(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    for _ in range(3):
        decide(journey)
    journey.write_call(1, 50, "Because.")
    journey.commit()
    assert journey.is_at(ORDER[3], Step.REVEAL)
    watch = Watch(journey, secrets(), Opened(revealed=ORDER[:3], begun=ORDER[3:4]))
    watch.look("reveal")
    journey.tab_to("Read, done", back=True)
    journey.press(Key.Key_Space)
    look_around(journey, watch)
    assert watch.leaks() == []

    journey.tab_to("Course: ", back=True)
    journey.press(Key.Key_Return)
    journey.tab_to("Price")
    journey.press(Key.Key_Return)
    assert journey.is_at(PRICED[0], Step.READ)
    on_theme = Opened(revealed=ORDER[:3], begun=ORDER[3:4], reading=PRICED[:1])
    watch = Watch(journey, secrets(), on_theme)
    look_around(journey, watch)
    look_at_question(journey, watch, "Learner: Mara")
    assert watch.leaks() == []


def test_the_note_of_a_decision_that_is_made_tells_of_no_sealed_one(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    decide(journey)
    journey.write_call(1, 50, "Because.")
    journey.commit()
    journey.unfold()
    choose(journey, open_menu(journey, "Learner: Mara"), ENTRY)
    assert isinstance(journey.window.page, TeachingPage)
    watch = Watch(journey, secrets(), Opened(revealed=ORDER[:2], noted=ORDER[1:2]))
    watch.look("note")
    assert watch.leaks() == []


THE_TOWN = ("oven", "loan", "mill", "yeast")


def town(folder: Path, version: str) -> Path:
    """A case of four decisions, each sentence of which names its decision and the version."""
    texts = {each: told(each, month, version) for month, each in enumerate(THE_TOWN, 1)}
    pack = write_pack(folder / version, altered(CASE, 'version: "1.0"', f'version: "{version}"'), **texts)
    entry = TIMELINE.removeprefix("entries:\n")
    entries = [
        entry.replace("new-oven", each).replace("was bought.", f"was bought with the {each}, {version} says.")
        for each in THE_TOWN
    ]
    entries = [each.replace("got cheaper.", f"got cheaper by it, {version} says.") for each in entries]
    lines = sorted("".join(entries).split("  - date: ")[1:])
    (pack / "timeline.yaml").write_text("entries:\n" + "".join(f"  - date: {each}" for each in lines))
    return pack


def told(decision_id: str, month: int, version: str) -> str:
    said = f", as version {version} tells of the {decision_id}."
    text = altered(DECISION, "id: new-oven", f"id: {decision_id}")
    text = altered(text, "date: 1985-03", f"date: 1985-0{month + 2}")
    text = altered(text, "title: The new oven", f"title: The {decision_id} in the town")
    for sentence in (
        "The oven is old",
        "It bakes faster",
        "They bought it",
        "They baked more",
        "Time was short",
        "It paid late",
        "The sources don't tell",
        "Time was scarcer than money",
        "Time has a price",
        "Not where the loan is dear",
    ):
        text = altered(text, f"{sentence}.", f"{sentence}{said}")
    return altered(text, "What did they know?", f"What did they know of the {decision_id} by version {version}?")


@pytest.mark.parametrize("steps", [1, 6])
def test_a_newer_version_brings_nothing_to_light_but_what_was_open(run: Run, tmp_path: Path, steps: int) -> None:
    journey = run(content=tmp_path / "none").start()
    journey.type("Mara")
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, LibraryPage))
    old, new = (town(tmp_path, version) for version in ("1.0", "1.1"))
    install(journey, pack_case(old, tmp_path / "old.casepack").file, "1.0")
    journey.press(Key.Key_Return)
    journey.wait(lambda: isinstance(journey.window.page, CasePage))
    journey.decide(1, 40, "Because.", marks="S")
    journey.write_call(1, 40, "Because.")
    journey.commit()
    journey.unfold(steps - 1)
    journey.press(Key.Key_1, modifier=ALT)
    install(journey, pack_case(new, tmp_path / "new.casepack").file, "1.1")

    opened = Opened(revealed=THE_TOWN[: 1 + steps // 6], begun=THE_TOWN[1 : 2 - steps // 6])
    watches = [Watch(journey, Secrets(pack), opened) for pack in (old, new)]
    watch = watches[1]
    watch.look("library")
    for attempt in journey.lines():
        page = open_attempt(journey, attempt.id)
        for step in Step:
            page.go_to(step)
            watch.look("attempt")
        page.show_changes()
        watch.look("what changed")
        assert journey.says("To think over") == (attempt.decision_id == "oven" or steps == 6)
        journey.press(Key.Key_Escape)
        watch.look("attempt")
    assert len(watch.pages) == 3
    watches[0].take_over(watch)
    assert [each.leaks() for each in watches] == [[], []]


def open_attempt(journey: Journey, attempt_id: str) -> SeenPage:
    journey.press(Key.Key_2, modifier=ALT)
    page = journey.window.page
    assert isinstance(page, RecordPage)
    page.open_requested.emit(attempt_id)
    settle()
    seen = journey.window.page
    assert isinstance(seen, SeenPage)
    return seen


def planted() -> dict[str, str]:
    """A sentence of every kind that is kept sealed, of the last decision."""
    last = decisions()[-1]
    note = read_teaching(PACK, last.id)
    assert note is not None
    kinds = {
        "record": to_plain(last.record.looking_back),
        "lesson": last.lesson.text,
        "situation": last.situation,
        "timeline": [to_plain(each) for each in secrets().pack.timeline if each.decision == last.id],
        "note": note.opening,
    }
    return {kind: max(sentences(value), key=len) for kind, value in kinds.items()} | {"title": last.title}


def test_the_watch_finds_what_was_planted(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    sentences_of = planted()
    watch = Watch(journey, secrets(), Opened(reading=ORDER[:1]))
    hidden = QLabel(journey.window)
    hidden.hide()
    for kind, sentence in sentences_of.items():
        hidden.setToolTip(f"Read this: {sentence}")
        watch.look(kind)
    assert {*watch.leaks()} >= {f"{kind}: {ORDER[-1]}: {sentence}" for kind, sentence in sentences_of.items()}
