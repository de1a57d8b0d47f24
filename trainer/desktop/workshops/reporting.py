"""The report of a workshop: read beside the window, shown, and saved as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer.case.outline import ActOutline
from trainer.desktop.appearance import Appearance
from trainer.desktop.cases import Cases
from trainer.desktop.dates import local
from trainer.desktop.export_kinds import FileKind, safe_name
from trainer.desktop.file_writing import FileWriting, Write
from trainer.desktop.pages.workshop_report import SUMMARY, WorkshopReportPage
from trainer.desktop.people import People
from trainer.desktop.saving import ask_and_save
from trainer.desktop.widgets.export_dialog import Also, ExportDialog
from trainer.desktop.widgets.notice import Kind as Notice
from trainer.desktop.window import MainWindow
from trainer.desktop.work import Work
from trainer.paths import Paths
from trainer.progress.errors import ProgressError
from trainer.reports.watch import Watch
from trainer.reports.workshop.export import WorkshopFormat, export_tables
from trainer.reports.workshop.reading import read_material
from trainer.reports.workshop.told import Material, WorkshopTold, tell

PLACE = "workshops"

_KINDS: Mapping[WorkshopFormat, FileKind] = {
    WorkshopFormat.PDF: FileKind(
        "Report on paper", "A PDF: both votes, who moved, the reasons, and what the room saw of the record.", ".pdf"
    ),
    WorkshopFormat.XLSX: FileKind(
        "Excel workbook", "Votes, counts, moves, reflections and people, a sheet each.", ".xlsx"
    ),
    WorkshopFormat.CSV: FileKind("CSV table", "A row for each vote, for any other program.", ".csv"),
}
_NAMES_BESIDE_VOTES = Also("Participants", ("By number", "With their names"))
_NAMES_APART = Also("Participants", ("By number", "With a list of their names; the votes stay by number"))


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read."""

    material: Material
    told: WorkshopTold
    """With names, as the page shows it."""


def _read(path: Path) -> _Read:
    material = read_material(path)
    return _Read(material, tell(material, names=True))


class Reporting(QObject):
    """Shows one workshop that isn't running."""

    shown = Signal()
    """The report stands in the window in place of what was there before."""
    back_requested = Signal()
    """To the list of workshops."""
    resume_requested = Signal(object)
    """Path of the file of a workshop that is to go on."""

    def __init__(
        self, window: MainWindow, appearance: Appearance, cases: Cases, people: People, paths: Paths, parent: QObject
    ) -> None:
        """
        Args:
            window: shows the page.
            appearance: gives the theme.
            cases: from which covers are painted.
            people: knows whoever sits there, for the bar.
            paths: where things live.
            parent: goes last.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._cases = cases
        self._people = people
        self._paths = paths
        self._path: Path | None = None
        self._read: _Read | None = None
        self._at = SUMMARY
        self._work = Work((ProgressError,), self)
        self._work.busy.connect(lambda sentence: window.say(sentence, Notice.INFORMATION))
        self._work.failed.connect(window.say)
        self.writing = FileWriting(window, paths.progress_file, self)
        """Has files written, and tells what became of them."""

    def show(self, path: Path) -> None:
        """Read a workshop's file, and show it; nobody may have it open. What stands in the way of it is said above the
        page that is there."""
        self._work.end()
        self._path, self._at = path, SUMMARY
        self._work.begin("Reading the workshop …", lambda _watch: _read(path), self._on_read)

    def show_again(self) -> None:
        """Build the page anew, without reading."""
        self._remember()
        if self._read is not None:
            self._put(self._read.told)

    def leave(self) -> None:
        """Remember which decision is shown; what is still being read isn't shown any more."""
        self._work.end()
        self._remember()

    def _remember(self) -> None:
        page = self._window.page
        if isinstance(page, WorkshopReportPage):
            self._at = page.at

    def end(self) -> None:
        """Nothing is read or written any more when this returns."""
        self._work.end()
        self.writing.end()

    def _on_read(self, read: _Read) -> None:
        self._read = read
        self._put(read.told)
        self.shown.emit()

    def _put(self, told: WorkshopTold) -> None:
        theme = self._appearance.theme
        page = WorkshopReportPage(theme, told, at=self._at)
        page.export_requested.connect(self._ask)
        page.save_requested.connect(partial(ask_and_save, self._window, self._appearance))
        page.back_requested.connect(self.back_requested)
        page.resume_requested.connect(lambda: self.resume_requested.emit(self._path))
        self._window.show_page(theme, page, place=PLACE, learner=self._people.name)

    def _ask(self) -> None:
        read = self._read
        if read is None or not self.writing.is_idle:
            return
        also = _NAMES_BESIDE_VOTES if read.told.open_votes else _NAMES_APART
        dialog = ExportDialog(self._appearance.theme, list(_KINDS.values()), (), self._window, also=also)
        self.writing.ask(dialog, lambda: _name(read.material, dialog.kind), lambda: self._write(read.material, dialog))

    def _write(self, material: Material, dialog: ExportDialog) -> Write:
        kind, paths, names = list(_KINDS)[dialog.number], self._paths, dialog.also == 1
        shelved = [each.outline for each in self._cases.loaded.cases] if self._cases.loaded is not None else []
        acts = next((each.acts for each in shelved if each.id == material.session.plan.case_id), ())

        def write(out: Path, watch: Watch) -> str:
            told = tell(material, names=names)
            if kind is WorkshopFormat.PDF:
                return _write_pdf(told, paths, acts, out, watch)
            return export_tables(told, out, kind, paths.progress_file, force=True, watch=watch)

        return write


def _name(material: Material, kind: FileKind) -> str:
    """Of the workshop and its day, as every system can have it."""
    session = material.session
    day = local(session.began or session.created).date().isoformat()
    return safe_name(f"{session.plan.title}, {day}") + kind.suffix


def _write_pdf(told: WorkshopTold, paths: Paths, acts: tuple[ActOutline, ...], out: Path, watch: Watch) -> str:
    from trainer.desktop.paper.faces import paper_theme
    from trainer.desktop.paper.frame import usual_paper
    from trainer.desktop.paper.workshop import write_workshop_pdf

    theme = paper_theme(paths.assets)
    pages = write_workshop_pdf(told, out, theme, acts=acts, paper=usual_paper(), watch=watch)
    return f"{pages:,} {'page' if pages == 1 else 'pages'}"
