"""``python -m tests.pictures OUT [COUNT …]``: the pages of the review with so many attempts, in every look."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.pictures.studied import NOW, make
from trainer.desktop.pages.backups import BackupsPage
from trainer.desktop.pages.group import GroupPage
from trainer.desktop.pages.judgement import JudgementPage
from trainer.desktop.pages.recall import RecallPage
from trainer.desktop.pages.recall_end import RecallEndPage
from trainer.desktop.pages.record import RecordPage
from trainer.desktop.program import Program
from trainer.desktop.style import STYLE
from trainer.desktop.tour.hand import Hand
from trainer.desktop.tour.looks import LOOKS, Look
from trainer.desktop.widgets.buttons import PrimaryButton
from trainer.desktop.widgets.layout import ScrollColumn
from trainer.desktop.widgets.panels import Panels
from trainer.desktop.widgets.toggle import Toggle
from trainer.paths import Paths
from trainer.settings import MOTION, TEXT_SIZE, THEME, Settings

COUNTS = (0, 3, 30, 3000)
Key = Qt.Key


@contextmanager
def _running(application: QApplication, data: Path, look: Look) -> Iterator[tuple[Program, Hand]]:
    paths = Paths.locate(data)
    settings = Settings.load(paths.settings_file)
    settings.set(THEME, look.theme)
    settings.set(TEXT_SIZE, look.text_size)
    settings.set(MOTION, False)
    program = Program(application, paths, settings, clock=lambda: NOW)
    window, hand = program.window, Hand(application, program.window)
    window.resize(look.width, look.height)
    program.start()
    window.activateWindow()
    program.load()
    hand.until(lambda: program.loaded is not None, "The progress")
    try:
        yield program, hand
    finally:
        window.close()
        window.deleteLater()
        program.deleteLater()
        hand.settle()


def _counted(page: JudgementPage) -> list[QWidget]:
    """What stands on the page once the numbers are there: them, or where to get some."""
    return [*page.findChildren(Panels), *page.findChildren(PrimaryButton)]


def _walk(program: Program, hand: Hand, picture: Callable[[str], None], *, begun: bool) -> None:
    window = program.window

    def says(text: str) -> bool:
        return any(text in each.text() for each in window.findChildren(QLabel))

    picture("library")
    hand.press(Key.Key_2, alt=True)
    hand.until(lambda: isinstance(window.page, RecordPage) and window.page.is_read, "The record")
    picture("record")
    hand.press(Key.Key_3, alt=True)
    hand.until(lambda: isinstance(window.page, JudgementPage) and bool(_counted(window.page)), "The numbers")
    picture("judgement")
    for column in window.findChildren(ScrollColumn):
        column.go_to(1)
    picture("judgement-end")
    hand.press(Key.Key_4, alt=True)
    hand.until(lambda: isinstance(window.page, GroupPage) and (says("taken in.") or not begun), "The group")
    picture("group")
    for toggle in window.findChildren(Toggle):
        toggle.click()
        picture("group-named")
    program.show_backups()
    hand.until(lambda: isinstance(window.page, BackupsPage) and not says("Looking into"), "The backups")
    picture("backups")
    program.show_recall()
    hand.until(lambda: isinstance(window.page, (RecallPage, RecallEndPage)), "What comes back")
    picture("recall-ask")
    if isinstance(window.page, RecallPage):
        hand.type_text("They went on with what they had. 他们就按手上的条件做下去了。")
        hand.press(Key.Key_Return, control=True)
        picture("recall")
        hand.press(Key.Key_3, Key.Key_Escape)
        picture("recall-end")


def main(out: Path, counts: tuple[int, ...] = COUNTS) -> None:
    """Save the pictures as ``OUT/COUNT-LOOK-PAGE.png``."""
    application = QApplication([*sys.argv[:1], "-style", STYLE])
    application.setCursorFlashTime(0)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            made = Path(folder) / f"made-{count}"
            make(made, count)
            for look in LOOKS[:4]:
                data = Path(shutil.copytree(made, Path(folder) / f"{look.name}-{count}"))
                with _running(application, data, look) as (program, hand):

                    def picture(page: str, program: Program = program, hand: Hand = hand, look: Look = look) -> None:
                        hand.settle()
                        program.window.grab().save(str(out / f"{count}-{look.name}-{page}.png"))  # noqa: B023

                    _walk(program, hand, picture, begun=count > 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(map(int, sys.argv[2:])) or COUNTS)
