"""A browser as the phones, a real workshop behind it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from tests.workshop.page.browsing import Tab, open_tab
from tests.workshop.serving import Hall, hall

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; without one they are skipped, unless ``CI_BROWSER=required``."""
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


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Hall]:
    """A workshop whose doors are open."""
    with hall(tmp_path) as made:
        yield made


@pytest.fixture
def tab(browser: Browser, room: Hall) -> Iterator[Callable[..., Tab]]:
    """Opens a phone's page, each as another person; none of them may complain or ask for anything elsewhere."""
    opened: list[Tab] = []

    def make(**how: object) -> Tab:
        opened.append(open_tab(browser, room, **how))  # type: ignore[arg-type]
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()
    for each in opened:
        assert each.complaints == []
        assert each.elsewhere == []
