"""Exporting from the window: what, of which cases and where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from trainer.desktop.appearance import Appearance
from trainer.desktop.export_kinds import KINDS, Kind, Source, Wanted, needing
from trainer.desktop.file_writing import FileWriting, Write
from trainer.desktop.loading import Loaded
from trainer.desktop.people import People
from trainer.desktop.widgets.export_dialog import ExportDialog
from trainer.desktop.window import MainWindow
from trainer.paths import Paths
from trainer.progress.clock import Clock
from trainer.reports.watch import Watch


class Exporting(QObject):
    """Asks what of the present learner's is to be written."""

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        people: People,
        paths: Paths,
        clock: Clock,
        parent: QObject,
        kinds: Sequence[Kind] = KINDS,
    ) -> None:
        """
        Args:
            window: that the dialog belongs to.
            appearance: gives the theme.
            people: knows the present learner.
            paths: where the progress is.
            clock: gives the time.
            parent: goes last.
            kinds: what can be written.
        """
        super().__init__(parent)
        self._window = window
        self._appearance = appearance
        self._people = people
        self._paths = paths
        self._clock = clock
        self._kinds = tuple(kinds)
        self.writing = FileWriting(window, paths.progress_file, self)
        """Has it written, and tells what became of it."""

    def show(self, loaded: Loaded) -> None:
        """Ask what is to be written."""
        current = self._people.current
        if not self.writing.is_idle or current is None:
            return
        sources = [Source(each.outline.id, each.outline.title, each.case, each.outline.folder) for each in loaded.cases]
        kinds = needing(self._kinds, cases=bool(sources))
        dialog = ExportDialog(self._appearance.theme, kinds, sources, self._window)
        self.writing.ask(dialog, lambda: self._name(dialog, kinds), lambda: self._write(dialog, kinds, current))

    def end(self) -> None:
        """Stop what is being written, and wait for that; nothing is left of it."""
        self.writing.end()

    def _name(self, dialog: ExportDialog, kinds: Sequence[Kind]) -> str:
        today = self._clock().astimezone().date()
        return kinds[dialog.number].proposed_name(self._people.name, dialog.source, today)

    def _write(self, dialog: ExportDialog, kinds: Sequence[Kind], learner_id: str) -> Write:
        kind, source, paths, learner = kinds[dialog.number], dialog.source, self._paths, self._people.name

        def write(out: Path, watch: Watch) -> str:
            return kind.write(Wanted(paths, learner_id, learner, source, out, watch))

        return write
