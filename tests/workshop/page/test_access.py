"""Whether everybody can use the page: axe-core on each of its states, what a screen reader is told, small screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from tests.workshop.page.browsing import Tab
from tests.workshop.serving import Hall
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.plan import Step
from trainer.workshop.commands import CloseBallot, End, Go, Next, Remove

Open = Callable[..., Tab]


def states(room: Hall, phone: Tab) -> Iterator[str]:
    """Go through all that the page can show."""
    others = [room.phone(f"Other {number}") for number in range(9)]
    phone.open()
    phone.page.locator("#name").fill("")
    phone.send()
    expect(phone.page.locator("#wrong")).to_be_visible()
    yield "joining"
    phone.join("Mei")
    yield "lobby"
    room.do(Next())
    expect(phone.page.locator(".decide")).to_be_visible()
    for summary in phone.page.locator("summary").all():
        summary.click()
    yield "briefing"
    room.do(Next())
    expect(phone.page.locator("#forecast")).to_be_visible()
    yield "first vote, unset"
    phone.fill_vote(1, 60, "A month of waiting costs more")
    phone.page.locator("summary").first.click()
    yield "first vote"
    phone.send()
    expect(phone.page.locator(".check")).to_be_visible()
    yield "in"
    for number, each in enumerate(others):
        each.vote(room.ballot.id, room.option(number % 3))
    room.do(CloseBallot())
    expect(phone.heading).to_have_text("The vote has closed")
    yield "closed"
    room.do(Next())
    expect(phone.page.locator(".seek")).to_be_visible()
    yield "discuss"
    phone.page.locator(".foot button").click()
    yield "large"
    room.do(Next())
    phone.fill_vote(0, 70, "Now I see it")
    yield "second vote"
    phone.page.route("**/api/vote", lambda route: route.abort())
    phone.send()
    expect(phone.page.locator(".waits")).to_be_visible()
    yield "kept"
    for number, each in enumerate(others):
        each.vote(room.ballot.id, room.option(number % 2))
    room.do(CloseBallot())
    phone.page.unroute("**/api/vote")
    expect(phone.heading).to_have_text("It came too late")  # by itself
    yield "too late"
    room.do(Next())
    expect(phone.page.locator(".results")).to_be_visible()
    yield "both votes"
    for part in range(1, len(REVEAL_STEPS) + 1):
        room.do(Next())
        expect(phone.page.locator("main section")).to_have_count(part)
    yield "reveal"
    room.do(Next())
    expect(phone.page.locator("#takeaway")).to_be_visible()
    phone.page.locator(".marks input").first.check()
    expect(phone.page.locator(".state")).to_contain_text("Stored at")
    yield "debrief"
    room.do(Go(Step.END))
    expect(phone.page.get_by_role("link", name="Download my votes")).to_be_visible()
    yield "end"
    room.do(End())
    expect(phone.page.locator("main")).to_contain_text("is over")
    yield "over"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(room: Hall, tab: Open, scheme: Literal["light", "dark"]) -> None:
    phone = tab(scheme=scheme)
    found = {state: Axe().run(phone.page).response["violations"] for state in states(room, phone)}
    told = {
        state: [(each["id"], [node["html"] for node in each["nodes"]]) for each in list_]
        for state, list_ in found.items()
        if list_
    }
    assert told == {}
    assert len(found) == 17


_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_LOW = """() => Array.from(document.querySelectorAll('button, a.button, input, textarea, summary, label.option'))
    .filter(each => each.getClientRects().length && each.getBoundingClientRect().height < 47.5)
    .map(each => each.outerHTML.slice(0, 80))"""
_SMALL = """() => Array.from(document.querySelectorAll('input[type=text], textarea'))
    .filter(each => parseFloat(getComputedStyle(each).fontSize) < 16).map(each => each.id)"""
_CUT = """() => Array.from(document.querySelectorAll('h1, h2, p, button, label, summary, legend, .option span'))
    .filter(each => !each.closest('.unseen, .table') && each.getClientRects().length)
    .filter(each => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline')
    .map(each => each.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(
    ("width", "height", "text"),
    [(320, 568, 16), (360, 640, 16), (640, 360, 16), (320, 568, 32), (360, 640, 32)],
    ids=["320x568", "360x640", "landscape", "320x568 at 200 %", "360x640 at 200 %"],
)
def test_nothing_is_cut_too_small_or_wider_than_the_screen(
    room: Hall, tab: Open, width: int, height: int, text: int
) -> None:
    phone = tab(width=width, height=height)
    grow = f"() => {{ document.documentElement.style.fontSize = '{text}px' }}"
    phone.context.add_init_script(f"document.addEventListener('DOMContentLoaded', {grow})")
    for state in states(room, phone):
        assert phone.page.evaluate(_WIDER) <= 0, state
        assert phone.page.evaluate(_LOW) == [], state
        assert phone.page.evaluate(_SMALL) == [], state
        assert phone.page.evaluate(_CUT) == [], state


def test_the_button_that_sends_is_always_in_sight(room: Hall, tab: Open) -> None:
    phone = tab(width=320, height=568).join("Mei")
    room.to_first_vote()
    send = phone.page.locator("form .primary")
    expect(send).to_be_in_viewport(ratio=1)
    phone.page.mouse.wheel(0, 300)
    expect(send).to_be_in_viewport(ratio=1)


def test_a_screen_reader_is_told_what_each_control_is(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    page = phone.page
    titles = [each.title for each in room.host.sheet(room.ballot.decision_id).briefing.options]
    for letter, title in zip("ABC", titles, strict=False):
        expect(page.get_by_role("radio", name=f"{letter} {title}")).to_have_count(1)
    question = room.host.sheet(room.ballot.decision_id).briefing.question
    expect(page.get_by_role("group", name=question)).to_have_count(1)
    expect(page.get_by_role("slider", name="How likely is it that they chose the same?")).to_have_count(1)
    expect(page.get_by_role("textbox", name="My reason one line, optional")).to_have_count(1)
    expect(page.get_by_role("button", name="Send my vote")).to_have_accessible_description(
        "Still to do: choose · say how likely"
    )
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_the_clock_runs_without_being_read_out(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    clock = phone.page.get_by_role("timer")
    expect(clock).to_contain_text("left")
    expect(phone.said).to_have_text("First vote")
    before = clock.inner_text()
    said = phone.page.evaluate("""() => { window.heard = []; new MutationObserver(() => window.heard.push(1))
        .observe(document.querySelector('#said'), { childList: true, characterData: true, subtree: true }) }""")
    assert said is None
    expect(clock).not_to_have_text(before)
    assert phone.page.evaluate("window.heard.length") == 0


def test_a_new_step_takes_the_focus_to_its_heading_and_is_said(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.do(Next())
    expect(phone.page.locator("#step")).to_have_text("Read")
    expect(phone.heading).to_be_focused()
    expect(phone.said).to_have_text("Read")


def test_a_new_step_takes_the_focus_from_nobody_who_writes(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    phone.page.locator("#reason").focus()
    room.do(CloseBallot())
    expect(phone.said).to_have_text("The vote has closed")
    expect(phone.heading).not_to_be_focused()


def test_the_language_changes_where_it_is_and_stays(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    phone.fill_vote(1, 35, "Half a thou")
    phone.page.get_by_role("button", name="中文").click()
    expect(phone.page.locator("html")).to_have_attribute("lang", "zh")
    expect(phone.page.locator("#step")).to_have_text("第一次投票")
    expect(phone.page.locator("#reason")).to_have_value("Half a thou")
    expect(phone.page.get_by_role("button", name="English")).to_be_focused()
    expect(phone.heading).to_have_attribute("lang", "en")
    phone.page.reload()
    expect(phone.page.locator("#step")).to_have_text("第一次投票")


def test_a_chinese_phone_sees_chinese_before_it_knows_the_workshop(tab: Open) -> None:
    phone = tab(locale="zh-CN")
    phone.page.goto(f"http://{phone.place}/")
    expect(phone.heading).to_have_text("加入研讨会")


def test_who_was_sent_out_is_told_so_without_a_fault_of_axe(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    (who,) = room.session.participants
    room.do(Remove(who))
    expect(phone.heading).to_have_text("You were sent out")
    assert Axe().run(phone.page).response["violations"] == []
