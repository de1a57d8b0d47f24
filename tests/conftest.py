"""What every test stands on: no screen, folders of its own, and a browser where one is wanted."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_home = Path(tempfile.mkdtemp(prefix="case-trainer-tests-"))


def _use(name: str, folder: str) -> None:
    path = _home / folder
    path.mkdir(mode=0o700, parents=True)
    os.environ[name] = str(path)


# Where there is no browser of the system, the tests use the one that was fetched for the user.
os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(Path.home() / ".cache" / "ms-playwright"))
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; without one they are skipped, unless ``CI_BROWSER=required``."""
    from playwright.sync_api import Error, sync_playwright

    path = next((each for each in _CHROMIUM if Path(each).exists()), None)
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=path, args=_QUIET)
        except Error as error:
            if os.environ.get("CI_BROWSER") == "required":
                raise
            pytest.skip(f"no Chromium to be the phones: {str(error).splitlines()[0]}")
        yield started
        started.close()
