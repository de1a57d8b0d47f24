"""Writes the program's icon, as it is painted, to assets/icons/app.svg and app.png."""  # noqa: INP001

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication

from trainer.desktop.painting.app_icon import SIDE, app_icon, app_icon_svg

FOLDER = Path(__file__).parent.parent / "assets" / "icons"


def main() -> None:
    """Write both files."""
    application = QGuiApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "app.svg").write_text(app_icon_svg(), encoding="utf-8")
    app_icon().pixmap(SIDE, SIDE).save(str(FOLDER / "app.png"))
    application.quit()


if __name__ == "__main__":
    main()
