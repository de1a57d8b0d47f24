"""A newer version of a case on the tour: made, and dropped onto the window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QMimeData, QPoint, QPointF, Qt, QUrl, QVersionNumber
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from trainer.case.archive.packing import pack_case

VERSION = "99.0"
_COPY, _LEFT, _NO_MODIFIER = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_SITUATION = "situation: |\n  "
_REWORDINGS = ((_SITUATION, f"{_SITUATION}Nothing is printed yet. "), ("place: ", "place: A back room in "))


def newer_version(pack: Path, decision_id: str, folder: Path) -> Path:
    """A version of a pack in which one decision reads a little otherwise, as one file.

    Args:
        pack: the folder of the pack; left as it is.
        decision_id: which decision is reworded.
        folder: for the copy and the file; not there yet.
    """
    copy = folder / pack.name
    shutil.copytree(pack, copy)
    head, decision = copy / "case.yaml", copy / "decisions" / f"{decision_id}.yaml"
    lines = head.read_text(encoding="utf-8").splitlines()
    versioned = (f'version: "{VERSION}"' if line.startswith("version:") else line for line in lines)
    head.write_text("\n".join(versioned) + "\n", encoding="utf-8")
    text = decision.read_text(encoding="utf-8")
    for before, after in _REWORDINGS:
        text = text.replace(before, after, 1)
    decision.write_text(text, encoding="utf-8")
    return pack_case(copy, folder / f"{pack.name}.casepack").file


@contextmanager
def dragging(window: QWidget, file: Path) -> Iterator[None]:
    """Drag a file into a window, and drop it there in the end."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    middle = window.rect().center()
    QCoreApplication.sendEvent(window, drag_enter(middle, data))
    yield
    QCoreApplication.sendEvent(window, QDropEvent(QPointF(middle), _COPY, data, _LEFT, _NO_MODIFIER))


def drag_enter(place: QPoint, data: QMimeData) -> QDragEnterEvent:
    """What a widget is told when something is dragged into it.

    From Qt 6.12 on the place is given in fractions of a pixel; before, it could only be given in whole ones.
    """
    fractions = QLibraryInfo.version() >= QVersionNumber(6, 12)
    at: Any = QPointF(place) if fractions else place
    return QDragEnterEvent(at, _COPY, data, _LEFT, _NO_MODIFIER)
