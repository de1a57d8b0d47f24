"""Where the pictures of the tour go, and the page that shows them all."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPixmap

from trainer.desktop.tour.looks import SCENES, Look
from trainer.files import replace_file

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Case Trainer, page by page</title>
<style>
body {{ margin: 32px; font: 15px/1.5 sans-serif; color: #222; background: #ececea; }}
section {{ display: flex; flex-wrap: wrap; gap: 24px; margin-bottom: 48px; }}
figure {{ margin: 0; width: 400px; }}
img {{ width: 100%; border: 1px solid #bbb; }}
</style>
<h1>Case Trainer, page by page</h1>
{parts}
</html>
"""


class Album:
    """Saves pictures under numbered names, the same scene under the same number in every look."""

    def __init__(self, folder: Path, told: TextIO) -> None:
        """
        Args:
            folder: where the pictures go.
            told: is told the name of each.
        """
        self._folder = folder
        self._told = told
        self._pictures: dict[str, list[tuple[Look, str]]] = {scene: [] for scene in SCENES}

    def add(self, look: Look, scene: str, picture: QPixmap) -> None:
        """Save a picture of one of ``SCENES``; raises ``OSError``."""
        name = f"{look.name}-{SCENES.index(scene) + 1:02d}-{scene}.png"
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")
        replace_file(self._folder / name, bytes(buffer.data().data()))
        self._pictures[scene].append((look, name))
        self._told.write(f"{name}\n")
        self._told.flush()

    def finish(self) -> None:
        """Write the overview; raises ``OSError``."""
        parts = "\n".join(_section(scene, pictures) for scene, pictures in self._pictures.items() if pictures)
        replace_file(self._folder / "index.html", _PAGE.format(parts=parts).encode())


def _section(scene: str, pictures: list[tuple[Look, str]]) -> str:
    title = escape(scene.replace("-", " ").capitalize())
    figures = "".join(
        f'<figure><a href="{name}"><img src="{name}" alt="{title}: {escape(look.title)}" loading="lazy"></a>'
        f"<figcaption>{escape(look.title)}</figcaption></figure>\n"
        for look, name in pictures
    )
    return f"<h2>{title}</h2>\n<section>\n{figures}</section>"
