"""A browser as the phones, a real workshop behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.workshop.page.browsing import Tab, open_tab
from tests.workshop.serving import Hall, hall


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
        opened.append(open_tab(browser, room.doors.place, **how))  # type: ignore[arg-type]
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()
    for each in opened:
        assert each.complaints == []
        assert each.elsewhere == []
