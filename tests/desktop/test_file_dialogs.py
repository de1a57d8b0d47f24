from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from trainer.desktop import file_dialogs

DOWNLOADS = QStandardPaths.StandardLocation.DownloadLocation


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with nothing in it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


def test_a_dialog_begins_at_home_where_the_systems_folder_is_missing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "standardLocations", lambda _location: [str(home / "Downloads")])
    assert file_dialogs.downloads() == home
    (home / "Downloads").mkdir()
    assert file_dialogs.downloads() == home / "Downloads"


def test_the_folder_used_last_comes_first_as_long_as_it_is_there(home: Path) -> None:
    last = home / "shared"
    assert file_dialogs.folder(DOWNLOADS, last) != last
    last.mkdir()
    assert file_dialogs.folder(DOWNLOADS, last) == last
