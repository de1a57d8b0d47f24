"""What every test stands on: no screen, and folders of its own in place of the user's."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

_home = Path(tempfile.mkdtemp(prefix="case-trainer-tests-"))


def _use(name: str, folder: str) -> None:
    path = _home / folder
    path.mkdir(mode=0o700, parents=True)
    os.environ[name] = str(path)


# Before anything imports Qt, which reads these once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HOME"] = os.environ["USERPROFILE"] = str(_home)
for _variable, _folder in {
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": "run",
    "LOCALAPPDATA": "AppData/Local",
}.items():
    _use(_variable, _folder)

# The machine may be slow for a moment; what fails is printed so that it can be repeated. Continuous integration asks
# the same questions each time: what is new is found at the desk, not in somebody else's change.
settings.register_profile("case-trainer", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("case-trainer")


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(_home, ignore_errors=True)


@pytest.fixture
def home() -> Path:
    """The folder that stands in for the user's own."""
    return _home
