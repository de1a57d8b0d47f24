"""One phone: a browser of its own with the page of a workshop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from tests.workshop.serving import CODE

SECONDS = 10_000
"""Milliseconds after which something hangs."""
expect.set_options(timeout=SECONDS)

# A browser says these of a line that is cut on purpose, and of an answer that refuses something.
_EXPECTED = ("net::ERR_", "status of 4")


@dataclass
class Tab:
    """A page on a phone."""

    context: BrowserContext
    page: Page
    place: str
    """Of the laptop: its address and port."""
    code: str = CODE
    complaints: list[str] = field(default_factory=list)
    """What the browser has to say against the page."""
    elsewhere: list[str] = field(default_factory=list)
    """Addresses it asked for that aren't the laptop's."""

    @property
    def url(self) -> str:
        """As it stands in the QR code."""
        return f"http://{self.place}/{self.code}"

    @property
    def heading(self) -> Locator:
        """The only one of the first rank."""
        return self.page.get_by_role("heading", level=1)

    @property
    def said(self) -> Locator:
        """What is spoken to who listens."""
        return self.page.locator("#said")

    def open(self) -> Tab:
        """Go to the page."""
        self.page.goto(self.url)
        return self

    def join(self, name: str) -> Tab:
        """Come in."""
        self.open()
        self.page.locator("#name").fill(name)
        self.page.locator("#code").wait_for()
        self.page.locator("form .primary").click()
        expect(self.page.locator("#foot")).to_contain_text(name)
        return self

    def fill_vote(self, option: int = 0, forecast: int | None = 60, reason: str = "") -> None:
        """Choose, say how likely, and write, as far as given."""
        self.page.locator("input[name=choice]").nth(option).check()
        if forecast is not None:
            self.slide(forecast)
        if reason:
            self.page.locator("#reason").fill(reason)

    def slide(self, forecast: int) -> None:
        """Set the slider by its keys."""
        self.page.locator("#forecast").focus()
        self.page.keyboard.press("Home")
        for _ in range(forecast // 10):
            self.page.keyboard.press("PageUp")
        for _ in range(forecast % 10):
            self.page.keyboard.press("ArrowRight")

    def send(self) -> None:
        """Press the button below the vote, whether it says that it can be pressed or not."""
        self.page.locator("form .primary").click(force=True)

    def vote(self, option: int = 0, forecast: int = 60, reason: str = "") -> None:
        """Vote, and wait until it is in."""
        self.fill_vote(option, forecast, reason)
        self.send()
        expect(self.page.locator(".check")).to_be_visible()


def open_tab(
    browser: Browser,
    place: str,
    *,
    code: str = CODE,
    width: int = 360,
    height: int = 640,
    scheme: Literal["light", "dark"] = "light",
    locale: str = "en-GB",
    context: BrowserContext | None = None,
) -> Tab:
    """A phone that hasn't gone to the page yet; within a context it is another tab of the same phone."""
    context = context or browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale=locale,
        has_touch=True,
        reduced_motion="reduce",
        device_scale_factor=2,
    )
    context.set_default_timeout(SECONDS)
    page = context.new_page()
    tab = Tab(context, page, place, code)

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(each in message.text for each in _EXPECTED):
            tab.complaints.append(message.text)

    def see(request: Request) -> None:
        if not request.url.startswith((f"http://{place}/", "data:")):
            tab.elsewhere.append(request.url)

    page.on("console", hear)
    page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    page.on("request", see)
    return tab
