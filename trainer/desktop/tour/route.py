"""The way of the tour: from the first start to the record, and into each trouble."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget

from trainer.desktop.desk import Desk
from trainer.desktop.pages.backups import BackupsPage
from trainer.desktop.pages.case import CasePage
from trainer.desktop.pages.courses import CoursesPage
from trainer.desktop.pages.damaged import DamagedPage
from trainer.desktop.pages.first_start import FirstStartPage
from trainer.desktop.pages.library import LibraryPage
from trainer.desktop.pages.map import MapPage
from trainer.desktop.pages.recall import RecallPage
from trainer.desktop.pages.recall_end import RecallEndPage
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.pages.reveal import RevealView
from trainer.desktop.pages.search import SearchPage
from trainer.desktop.pages.seen import SeenPage
from trainer.desktop.pages.teaching import TeachingPage
from trainer.desktop.pages.trouble import TroublePage
from trainer.desktop.program import Program
from trainer.desktop.tour.album import Album
from trainer.desktop.tour.between import decide_until
from trainer.desktop.tour.grouping import look_at_group
from trainer.desktop.tour.hand import Hand, Stuck
from trainer.desktop.tour.judging import look_at_judgement
from trainer.desktop.tour.looks import Look
from trainer.desktop.tour.newer import VERSION, dragging, newer_version
from trainer.desktop.tour.presenting import run_workshop
from trainer.desktop.tour.room import room_picture
from trainer.desktop.tour.workshop_report import look_at_report
from trainer.desktop.tour.workshops import prepare_workshop
from trainer.desktop.widgets.buttons import PrimaryButton, SecondaryButton
from trainer.desktop.widgets.case_header import StepTab
from trainer.desktop.widgets.chart_view import ChartView
from trainer.desktop.widgets.claims import LINK
from trainer.desktop.widgets.forecast_scale import ForecastScale
from trainer.desktop.widgets.layout import ScrollColumn
from trainer.desktop.widgets.model_exhibit import ModelView
from trainer.desktop.widgets.notice import NoticeBar
from trainer.desktop.widgets.problem_panel import ProblemPanel
from trainer.desktop.widgets.room_strip import NameButton
from trainer.desktop.widgets.step_slider import StepSlider
from trainer.paths import Paths
from trainer.progress.backups import back_up
from trainer.progress.database import Database
from trainer.progress.schema import SCHEMA, Schema
from trainer.settings import MOTION, TEXT_SIZE, THEME, Settings
from trainer.study.playthrough import REVEAL_STEPS
from trainer.workshop.screen_values import Screen

_EXHIBITED = "launch-price"
"""The decision whose exhibits are shown."""

_ABOVE_CHART = 210
"""Room for the last words of the story above the first chart, in pixels at 100 %."""

_BOARD = 0.8
"""How far down its page the board of a teaching note stands."""

_BROKEN = """\
format: 1
id: nokia
version: "0.1.0"
title: Nokia
sub title: From rubber boots to telephones
reading_time: long
"""

_MISSPELT = ("\nquestion:", "\nquestoin:")

P = TypeVar("P", bound=QWidget)


class Route:
    """Walks the whole way in one look."""

    def __init__(self, application: QApplication, look: Look, folder: Path, album: Album) -> None:
        """
        Args:
            application: the running application.
            look: how the program looks.
            folder: for the progress made on the way; not there yet.
            album: takes the pictures.
        """
        self._application = application
        self._look = look
        self._folder = folder
        self._album = album
        # A time of day as the clock on the wall has it, so that it reads the same in every time zone.
        self._now = dt.datetime(2026, 3, 9, 20, 40).astimezone()
        self._program: Program
        self._hand: Hand

    def walk(self) -> None:
        """The whole way.

        Raises:
            Stuck: the program did not come to a page.
            OSError: a picture can't be written.
        """
        with self._running("mara"):
            self._begin()
            self._decide_with_pictures()
            self._decide_between()
            self._exhibits()
            self._whole_case()
            self._look_back()
            self._go_back()
        self._newer()
        self._damaged()
        self._broken()
        self._being_written()

    @contextmanager
    def _running(self, name: str, case: Path | None = None) -> Iterator[None]:
        """The program, on the progress in a folder of that name, from its start until it is closed; with a pack, as
        one opens it to write it."""
        data = self._folder / name
        data.mkdir(parents=True, exist_ok=True)
        paths = Paths.locate(data)
        settings = Settings.load(paths.settings_file)
        settings.set(THEME, self._look.theme)
        settings.set(TEXT_SIZE, self._look.text_size)
        settings.set(MOTION, False)
        program = Program(self._application, paths, settings, case, clock=lambda: self._now)
        window = program.window
        self._program, self._hand = program, Hand(self._application, window)
        window.resize(self._look.width, self._look.height)
        program.start()
        window.activateWindow()
        self._hand.until(window.isActiveWindow, "The window")
        program.load()
        try:
            yield
        finally:
            window.close()
            window.deleteLater()
            program.deleteLater()
            self._hand.settle()

    def _picture(self, scene: str, over: QWidget | None = None) -> None:
        """A picture of the window, with what has opened over it."""
        self._hand.settle()
        picture = self._program.window.grab()
        if over is not None:
            painter = QPainter(picture)
            painter.drawPixmap(self._program.window.mapFromGlobal(over.pos()), over.grab())
            painter.end()
        self._album.add(self._look, scene, picture)

    def _room_picture(self, scene: str, screen: Screen) -> None:
        """A picture of what the room sees, on a projector as large as the window."""
        self._album.add(self._look, scene, room_picture(self._program.theme, screen, self._program.window.size()))

    def _page(self, kind: type[P]) -> P:
        page = self._program.window.page
        if not isinstance(page, kind):
            raise Stuck(f"The window shows {type(page).__name__} instead of {kind.__name__}.")
        return page

    def _case_page(self) -> CasePage:
        return self._page(CasePage)

    def _loaded(self) -> None:
        self._hand.until(lambda: self._program.loaded is not None, "The progress and the cases")

    def _begin(self) -> None:
        hand = self._hand
        self._page(FirstStartPage)
        self._loaded()
        hand.type_text(self._look.words.name)
        self._picture("first-start")
        hand.press(Qt.Key.Key_Return)
        self._case_page()
        hand.press(Qt.Key.Key_1, alt=True)
        self._page(LibraryPage)
        self._picture("library-before")
        hand.press(Qt.Key.Key_Return)
        self._case_page()
        self._picture("read")

    def _fill(self, key: Qt.Key, reasons: str) -> None:
        self._hand.press(Qt.Key.Key_Down, control=True)
        self._hand.press(key)
        self._hand.go_to(QPlainTextEdit, "My reasons, in your own words")
        self._hand.type_text(reasons)

    def _forecast(self, percent: int) -> None:
        self._hand.go_to(ForecastScale, "How likely is it that they chose the same?")
        self._hand.press(*(Qt.Key(ord(digit)) for digit in str(percent)))

    def _commit(self) -> None:
        self._hand.press(Qt.Key.Key_Return, control=True)

    def _unfold(self, steps: int) -> None:
        self._hand.press(*[Qt.Key.Key_Space] * steps)

    def _decide_with_pictures(self) -> None:
        hand = self._hand
        self._fill(Qt.Key.Key_1, self._look.words.reasons)
        self._picture("commit")
        self._forecast(35)
        self._commit()
        self._picture("reveal-first")
        self._unfold(2)
        self._picture("reveal-middle")
        self._unfold(len(REVEAL_STEPS) - 3)
        self._picture("reveal-end")
        self._open_source()
        self._picture("source")
        hand.press(Qt.Key.Key_Escape, Qt.Key.Key_Space)
        hand.press(Qt.Key.Key_S, Qt.Key.Key_M)
        self._picture("debrief")
        hand.press(Qt.Key.Key_S, Qt.Key.Key_M)
        hand.go_to(QPlainTextEdit, "What I take along")
        hand.type_text(self._look.words.takeaway)
        self._picture("debrief-takeaway")
        hand.go_to(StepTab, "Read, ")
        hand.press(Qt.Key.Key_Space)
        self._picture("sealed-story")
        self._teaching_note()
        hand.go_to(StepTab, "Debrief, ")
        hand.press(Qt.Key.Key_Space)
        self._next_day()

    def _teaching_note(self) -> None:
        hand = self._hand
        self._program.show_teaching()
        page = self._page(TeachingPage)
        self._picture("teaching-note")
        page.findChildren(ScrollColumn)[0].go_to(_BOARD)
        self._picture("teaching-board")
        hand.press(Qt.Key.Key_Escape)
        self._case_page()

    def _open_source(self) -> None:
        view = self._case_page().view
        assert isinstance(view, RevealView)
        view.open_source(LINK + str(view.sheet.decision.record.did.sources[0]))

    def _next_day(self) -> None:
        self._hand.press(Qt.Key.Key_Return, control=True)
        self._now += dt.timedelta(days=1, minutes=7)

    def _decide_between(self) -> None:
        """Those before the one with exhibits, at the learner's desk alone: of them there are no pictures."""
        self._hand.press(Qt.Key.Key_1, alt=True)
        self._page(LibraryPage)
        loaded, learner = self._program.loaded, self._program.people.learner
        if loaded is None or learner is None:
            raise Stuck("Nobody is learning.")
        desk = Desk(loaded.store, loaded.cases[0].case, learner, lambda: self._now)
        decide_until(desk, _EXHIBITED, self._look.words.reasons, self._pass_time)
        desk.end()
        self._hand.press(Qt.Key.Key_Return)
        self._case_page()

    def _pass_time(self, time: dt.timedelta) -> None:
        self._now += time

    def _find(self) -> None:
        """Search what was read, and look at the ways through the case."""
        hand = self._hand
        hand.press(Qt.Key.Key_F, control=True)
        page = self._page(SearchPage)
        hand.type_text("phone price")
        hand.until(lambda: len(page.rows) > 0, "Something of what was read")
        hand.press(Qt.Key.Key_Down)
        self._picture("search")
        hand.press(Qt.Key.Key_Escape)
        self._case_page()
        hand.go_to(QAbstractButton, "Course: ")
        hand.press(Qt.Key.Key_Space)
        self._page(CoursesPage)
        self._picture("courses")
        hand.press(Qt.Key.Key_Escape)

    def _exhibits(self) -> None:
        self._find()
        page = self._case_page()
        self._open_card()
        self._fill(Qt.Key.Key_1, self._look.words.reasons_for_a_price)
        self._forecast(60)
        page.leave()
        self._picture("commit-ready")
        self._scroll_to(ChartView, _ABOVE_CHART)
        page.leave()
        self._picture("exhibits")
        self._hand.go_to(StepSlider, "Price")
        self._hand.press(Qt.Key.Key_PageUp, Qt.Key.Key_Right, Qt.Key.Key_Right)
        self._scroll_to(ModelView, 40)
        page.leave()
        self._picture("sum")
        with self._written_elsewhere():
            self._commit()
            self._picture("not-stored")
        self._commit()
        self._unfold(len(REVEAL_STEPS))
        self._next_day()

    def _whole_case(self) -> None:
        hand = self._hand
        hand.press(Qt.Key.Key_M, control=True)
        page = self._page(MapPage)
        hand.press(Qt.Key.Key_Left)
        self._picture("map")
        page.show_timeline()
        timeline = page.timeline
        hand.until(lambda: timeline is not None and timeline.complete, "The timeline")
        self._picture("timeline")
        hand.press(Qt.Key.Key_Escape)
        self._case_page()

    @contextmanager
    def _written_elsewhere(self) -> Iterator[None]:
        """Another program is writing to the progress file."""
        with closing(Database.open(Paths.locate(self._folder / "mara").progress_file)) as other, other.write():
            yield

    def _open_card(self) -> None:
        self._hand.go_to(NameButton, "Zhou Guangping")
        self._hand.press(Qt.Key.Key_Return)
        card = self._application.activePopupWidget()
        if card is None:
            raise Stuck("No card opens at the name.")
        self._picture("person", card)
        self._hand.press(Qt.Key.Key_Escape)

    def _scroll_to(self, kind: type[QWidget], above: float) -> None:
        """Scroll the story to the first exhibit of a kind, with so much above it, in pixels at 100 %."""
        columns = self._program.window.findChildren(ScrollColumn)
        story, exhibit = next((each, found) for each in columns if (found := each.findChild(kind)) is not None)
        top = exhibit.mapTo(story.content, QPoint(0, 0)).y()
        story.verticalScrollBar().setValue(top - self._program.theme.px(above))

    def _look_back(self) -> None:
        hand = self._hand
        hand.press(Qt.Key.Key_1, alt=True)
        self._page(LibraryPage)
        self._picture("library")
        self._recall()
        hand.press(Qt.Key.Key_2, alt=True)
        page = self._page(RecordPage)
        hand.until(lambda: page.is_read, "The record")
        self._picture("record")
        hand.press(Qt.Key.Key_Return)
        if not isinstance(self._program.window.page, SeenPage):  # in a narrow window Enter first shows the attempt
            self._picture("record-attempt")
            hand.press(Qt.Key.Key_Return)
        self._page(SeenPage)
        self._picture("as-it-was-seen")
        look_at_judgement(hand, self._program.window, self._picture)
        look_at_group(hand, self._program, self._folder / "handed-in", self._picture)
        words, workshops = self._look.words, Paths.locate(self._folder / "mara").workshops_folder
        prepare_workshop(hand, self._program, words.workshop, self._picture)
        language = "zh" if words.name > "一" else "en"
        prepared = next(workshops.glob("*.workshop"))
        run_workshop(hand, self._program, prepared, language, words.takeaway, self._picture, self._room_picture)
        said = (words.reasons, words.reasons_for_a_price, words.takeaway)
        look_at_report(hand, self._program, workshops, words.workshop, said, self._picture)
        self._install_newer()

    def _recall(self) -> None:
        hand = self._hand
        hand.go_to(SecondaryButton, "Recall")
        hand.press(Qt.Key.Key_Return)
        self._page(RecallPage)
        hand.type_text(self._look.words.remembered)
        hand.go_to(ForecastScale, "What forecast")
        hand.press(Qt.Key.Key_2, Qt.Key.Key_0)
        self._picture("recall-ask")
        hand.press(Qt.Key.Key_Return, control=True)
        self._picture("recall")
        hand.press(Qt.Key.Key_3)
        hand.press(Qt.Key.Key_Escape)
        self._page(RecallEndPage)
        self._picture("recall-end")
        hand.press(Qt.Key.Key_Escape)
        self._page(LibraryPage)

    def _install_newer(self) -> None:
        hand, program = self._hand, self._program
        hand.press(Qt.Key.Key_1, alt=True)
        self._page(LibraryPage)
        pack = Paths.locate(self._folder).content[0] / "xiaomi"
        with dragging(program.window, newer_version(pack, _EXHIBITED, self._folder / "newer-case")):
            self._picture("case-dragged")
        hand.until(lambda: _tells_of(program, VERSION), "The newer version of the case")
        self._picture("case-installed")
        hand.press(Qt.Key.Key_2, alt=True)
        record = self._page(RecordPage)
        hand.until(lambda: record.is_read, "The record")
        hand.press(Qt.Key.Key_Return)
        if not isinstance(program.window.page, SeenPage):
            hand.press(Qt.Key.Key_Return)
        self._page(SeenPage)
        hand.go_to(SecondaryButton, "What changed")
        hand.press(Qt.Key.Key_Space)
        self._picture("what-changed")

    def _trouble(self, scene: str) -> None:
        with self._running(scene):
            self._hand.until(lambda: isinstance(self._program.window.page, TroublePage), "The page for trouble")
            self._picture(scene)

    def _newer(self) -> None:
        folder = self._folder / "newer-progress"
        folder.mkdir()
        Database.open(folder / "progress.sqlite3", Schema(("of-tomorrow",), SCHEMA.migrations)).close()
        self._trouble(folder.name)

    def _go_back(self) -> None:
        """To the backups, one of which is of some days before."""
        paths = Paths.locate(self._folder / "mara")
        back_up(paths.progress_file, paths.backups_folder, self._now - dt.timedelta(days=3))
        self._program.show_backups()
        self._hand.until(lambda: _lists_backups(self._program.window.page), "The backups")
        self._picture("backups")

    def _damaged(self) -> None:
        paths = Paths.locate(self._folder / "damaged-progress")
        sound = Paths.locate(self._folder / "mara")
        shutil.copytree(sound.backups_folder, paths.backups_folder)
        content = sound.progress_file.read_bytes()
        paths.progress_file.write_bytes(b"something else was written over this file" + content[41:])
        with self._running(paths.data.name):
            self._hand.until(lambda: _tells_what_to_do(self._program.window.page), "What can be done")
            self._picture(paths.data.name)

    def _broken(self) -> None:
        pack = self._folder / "mara" / "cases" / "nokia"
        pack.mkdir(parents=True)
        (pack / "case.yaml").write_text(_BROKEN, encoding="utf-8")
        with self._running("mara"):
            self._loaded()
            self._page(LibraryPage).findChildren(ScrollColumn)[0].go_to(1)
            self._picture("broken-case")

    def _being_written(self) -> None:
        pack = self._folder / "xiaomi"
        shutil.copytree(Paths.locate(self._folder / "mara").content[0] / pack.name, pack)
        with self._running("mara", pack):
            self._loaded()
            file = pack / "decisions" / f"{self._case_page().decision_id}.yaml"
            file.write_text(file.read_text(encoding="utf-8").replace(*_MISSPELT, 1), encoding="utf-8")
            self._hand.until(lambda: _lists_errors(self._program.window.below), "The errors of the pack")
            self._picture("case-being-written")


def _tells_what_to_do(page: QWidget | None) -> bool:
    return isinstance(page, DamagedPage) and page.findChild(PrimaryButton) is not None


def _lists_backups(page: QWidget | None) -> bool:
    return isinstance(page, BackupsPage) and bool(page.buttons)


def _lists_errors(panel: ProblemPanel | None) -> bool:
    return panel is not None and panel.unfolded


def _tells_of(program: Program, word: str) -> bool:
    """Whether a notice in the window has that word."""
    notices = program.window.findChildren(NoticeBar)
    return any(word in notice.sentence for notice in notices)
