"""Coming in and voting, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.workshop.made import plan
from tests.workshop.page.browsing import Tab, open_tab
from tests.workshop.serving import CODE, Hall, hall
from trainer.study.workshop.plan import Joining, Naming, Round
from trainer.workshop.commands import CloseBallot, CountHands, Next

Open = Callable[..., Tab]


def test_the_code_of_the_address_is_filled_in_and_the_workshop_named(tab: Open) -> None:
    phone = tab().open()
    expect(phone.page.locator("#code")).to_have_value(CODE)
    expect(phone.page.locator("main")).to_contain_text("“Buying time”")


def test_votes_that_the_instructor_sees_are_announced_at_the_door(browser: Browser, tmp_path: Path) -> None:
    announced = plan(1).model_copy(update={"open_votes": True})
    with hall(tmp_path, announced) as room:
        phone = open_tab(browser, room.doors.place).open()
        expect(phone.page.locator("#name-hint")).to_have_text("The instructor sees who voted what.")
        phone.context.close()


def test_who_is_on_a_list_is_asked_for_the_name_that_stands_there(browser: Browser, tmp_path: Path) -> None:
    listed = plan(1).model_copy(update={"joining": Joining.LISTED, "naming": Naming.NAMES, "names": ("王小明",)})
    with hall(tmp_path, listed) as room:
        phone = open_tab(browser, room.doors.place).open()
        expect(phone.page.locator("#name-hint")).to_contain_text("As on the instructor’s list.")
        expect(phone.page.locator("#name")).to_have_value("")
        phone.context.close()


def test_a_wrong_code_and_a_taken_name_are_said_at_their_field(room: Hall, tab: Open) -> None:
    room.phone("Ada")
    phone = tab().open()
    phone.page.locator("#code").fill("AAAAAA")
    expect(phone.page.locator("#wrong")).to_contain_text("isn’t the code")
    expect(phone.page.locator("#code")).to_have_attribute("aria-invalid", "true")
    phone.page.locator("#code").fill(CODE.lower())
    phone.page.locator("#name").fill("Ada")
    phone.send()
    expect(phone.page.locator("#wrong")).to_contain_text("has that name")
    expect(phone.page.locator("#name")).to_be_focused()
    expect(phone.said).to_contain_text("has that name")
    phone.page.locator("#name").fill("Grace")
    phone.send()
    expect(phone.heading).to_have_text("You are in")


def test_nothing_can_be_sent_before_choice_and_forecast_are_there(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    send = phone.page.locator("form .primary")
    expect(send).to_have_attribute("aria-disabled", "true")
    phone.send()
    expect(phone.page.locator("input[name=choice]").first).to_be_focused()
    expect(phone.said).to_have_text("Still to do: choose · say how likely")
    phone.fill_vote(1, None)
    expect(phone.page.locator("#hint")).to_have_text("Still to do: say how likely")
    phone.slide(35)
    expect(phone.page.locator("#hint")).to_be_hidden()
    expect(send).to_have_attribute("aria-disabled", "false")
    assert room.ballot.votes == {}


def test_the_slider_is_unset_until_it_is_touched_even_in_its_middle(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    slider, value = phone.page.locator("#forecast"), phone.page.locator("output")
    expect(value).to_have_text("not set")
    expect(slider).to_have_attribute("aria-valuetext", "not set")
    expect(slider).to_have_class("unset")
    box = slider.bounding_box()
    assert box is not None
    phone.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(value).to_have_text("50 %")
    expect(slider).not_to_have_class("unset")


def test_a_vote_is_in_once_the_laptop_has_stored_it(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    ballot = room.to_first_vote()
    phone.vote(1, 60, "A month of waiting costs more")
    expect(phone.heading).to_have_text("Your vote is in")
    expect(phone.said).to_have_text("Your vote is in")
    (vote,) = room.session.ballots[ballot.id].votes.values()
    assert (vote.choice, vote.forecast, vote.reason) == (room.option(1), 60, "A month of waiting costs more")
    at = vote.at.astimezone()
    expect(phone.page.locator("main")).to_contain_text(f"stored it at {at:%H:%M:%S}")
    expect(phone.page.locator("main")).to_contain_text("1 of 1 have voted")


def test_a_vote_can_be_changed_and_left_as_it_was_until_it_closes(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    ballot = room.to_first_vote()
    phone.vote(1, 60)
    phone.page.get_by_role("button", name="Change my vote").click()
    phone.fill_vote(0, 10)
    phone.page.get_by_role("button", name="Leave it as it was").click()
    expect(phone.heading).to_have_text("Your vote is in")
    assert [each.forecast for each in room.session.ballots[ballot.id].votes.values()] == [60]
    phone.page.get_by_role("button", name="Change my vote").click()
    expect(phone.page.locator("output")).to_have_text("60 %")
    phone.vote(0, 10)
    assert [each.forecast for each in room.session.ballots[ballot.id].votes.values()] == [10]
    room.do(CloseBallot())
    expect(phone.heading).to_have_text("The vote has closed")
    expect(phone.said).to_have_text("The vote has closed")
    expect(phone.page.get_by_role("button", name="Change my vote")).to_have_count(0)


def test_a_vote_that_was_begun_and_not_sent_does_not_count(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    phone.fill_vote(1, 60)
    room.do(CloseBallot())
    expect(phone.page.locator("main")).to_contain_text("You have no vote in this one.")
    assert room.session.ballots[1].votes == {}


def test_the_second_vote_begins_unset_and_reminds_of_the_first(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    phone.vote(1, 60)
    room.do(Next(), Next(), Next())
    expect(phone.page.locator("main")).to_contain_text("First you chose B, 60 %.")
    expect(phone.page.locator("output")).to_have_text("not set")
    assert not phone.page.locator("input[name=choice]:checked").count()


def test_counts_of_others_come_by_themselves_and_take_nothing_from_who_writes(room: Hall, tab: Open) -> None:
    phone, other = tab().join("Mei"), room.phone("Ada")
    ballot = room.to_first_vote()
    phone.page.locator("#reason").fill("I am still wri")
    phone.page.locator("#reason").focus()
    other.vote(ballot.id, room.option())
    expect(phone.page.locator("main")).to_contain_text("1 of 2 have voted")
    expect(phone.page.locator("#reason")).to_be_focused()
    expect(phone.page.locator("#reason")).to_have_value("I am still wri")


def test_all_of_it_goes_by_keyboard_alone(room: Hall, tab: Open) -> None:
    phone = tab().open()
    keys = phone.page.keyboard
    phone.page.locator("#name").focus()
    keys.type("Mei")
    keys.press("Enter")
    expect(phone.heading).to_have_text("You are in")
    room.to_first_vote()
    expect(phone.heading).to_be_focused()
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowDown")
    ring = "getComputedStyle(document.activeElement).outlineStyle"
    assert phone.page.evaluate(ring) == "solid"
    keys.press("Tab")
    keys.press("ArrowRight")
    expect(phone.page.locator("output")).to_have_text("51 %")
    keys.press("Tab")
    keys.type("Because")
    keys.press("Enter")
    expect(phone.heading).to_have_text("Your vote is in")
    assert [each.choice for each in room.ballot.votes.values()] == [room.option(1)]


def test_hands_are_raised_without_the_phone(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    ballot = room.to_first_vote()
    room.do(CountHands(ballot.decision_id, Round.FIRST, {room.option(): 3}))
    expect(phone.heading).to_have_text("Raise your hand")


def test_two_tabs_of_one_phone_are_one_person(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    twin = tab(context=phone.context).open()
    expect(twin.page.locator("#foot")).to_contain_text("Mei")
    room.to_first_vote()
    twin.vote(2, 40)
    expect(phone.heading).to_have_text("Your vote is in")
    assert len(room.session.participants) == 1
    assert len(room.ballot.votes) == 1
