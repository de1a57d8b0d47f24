"""What becomes of a phone that was away, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.workshop.page.browsing import Tab
from tests.workshop.serving import Hall
from trainer.study.workshop.plan import Step
from trainer.workshop.commands import CloseBallot, End, Go, Next, Readmit, Remove, ReopenBallot

Open = Callable[..., Tab]


def test_a_vote_is_kept_while_there_is_no_connection_and_sent_once(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    ballot = room.to_first_vote()
    phone.fill_vote(1, 60, "Kept")
    phone.context.set_offline(True)
    phone.send()
    expect(phone.heading).to_have_text("Your vote is kept on this phone")
    expect(phone.page.locator(".waits")).to_contain_text("Not stored yet.")
    expect(phone.page.locator("#step")).to_contain_text("No connection")
    assert room.ballot.votes == {}
    phone.context.set_offline(False)
    expect(phone.heading).to_have_text("Your vote is in")
    expect(phone.page.locator("#step")).to_have_text("First vote")
    (vote,) = room.session.ballots[ballot.id].votes.values()
    assert vote.reason == "Kept"


def test_a_vote_that_waits_outlives_the_page(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    phone.fill_vote(1, 60, "Kept")
    phone.page.route("**/api/vote", lambda route: route.abort())
    phone.send()
    expect(phone.heading).to_have_text("Your vote is kept on this phone")
    phone.page.unroute("**/api/vote")
    phone.page.reload()
    expect(phone.heading).to_have_text("Your vote is in")
    assert len(room.ballot.votes) == 1


def test_a_vote_whose_answer_was_lost_is_stored_once(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    ballot = room.to_first_vote()
    sent: list[str] = []

    def swallow(route: object) -> None:
        print(route.fetch().text())  # type: ignore[attr-defined]
        sent.append(route.request.post_data)  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    phone.page.route("**/api/vote", swallow)
    phone.fill_vote(1, 60)
    phone.send()
    expect(phone.heading).to_have_text("Your vote is in")
    votes = room.session.ballots[ballot.id].votes
    assert len(votes) == 1
    assert len(set(sent)) == 1


def test_try_now_sends_at_once(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    phone.fill_vote(0, 20)
    phone.page.route("**/api/vote", lambda route: route.abort())
    phone.send()
    expect(phone.heading).to_have_text("Your vote is kept on this phone")
    phone.page.unroute("**/api/vote")
    phone.page.get_by_role("button", name="Try now").click()
    expect(phone.heading).to_have_text("Your vote is in")


def test_a_vote_that_finds_the_ballot_closed_came_too_late(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    phone.fill_vote(1, 60)
    phone.context.set_offline(True)
    phone.send()
    expect(phone.heading).to_have_text("Your vote is kept on this phone")
    room.do(CloseBallot())
    phone.context.set_offline(False)
    expect(phone.heading).to_have_text("It came too late")
    expect(phone.said).to_have_text("It came too late")
    expect(phone.page.locator("main")).to_contain_text("You have no vote in this one.")


def test_too_late_with_a_change_tells_which_vote_counts(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    phone.vote(1, 60, "The first")
    phone.page.get_by_role("button", name="Change my vote").click()
    phone.fill_vote(0, 10, "The second")
    phone.context.set_offline(True)
    phone.send()
    expect(phone.heading).to_have_text("Your vote is kept on this phone")
    room.do(CloseBallot())
    phone.context.set_offline(False)
    expect(phone.heading).to_have_text("It came too late")
    cards = phone.page.locator(".card")
    expect(cards.nth(0)).to_contain_text("The first")
    expect(cards.nth(1)).to_contain_text("The second")


def test_who_comes_back_at_a_later_step_is_told_that_the_vote_came_too_late(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    phone.fill_vote(1, 60)
    phone.context.set_offline(True)
    phone.send()
    expect(phone.heading).to_have_text("Your vote is kept on this phone")
    room.do(Next(), Next())
    phone.context.set_offline(False)
    expect(phone.page.locator(".card.late")).to_contain_text("A vote of yours came too late.")
    phone.page.get_by_role("button", name="All right").click()
    expect(phone.page.locator(".card.late")).to_have_count(0)
    phone.page.reload()
    expect(phone.heading).to_have_text("Ask two people")
    expect(phone.page.locator(".card.late")).to_have_count(0)


@pytest.mark.parametrize("step", list(Step))
def test_a_reload_leads_back_to_the_same_place(room: Hall, tab: Open, step: Step) -> None:
    phone = tab().join("Mei")
    if step is not Step.LOBBY:
        room.to_first_vote()
        phone.vote(1, 60)
        room.do(Go(step, None if step is Step.END else 0))
        expect(phone.page.locator("#step")).not_to_have_text("First vote" if step is not Step.FIRST_VOTE else "")
    before = phone.page.locator("main").inner_text()
    phone.page.reload()
    expect(phone.page.locator("#foot")).to_contain_text("Mei", timeout=2_000)
    assert phone.page.locator("main").inner_text() == before


def test_what_was_begun_is_there_again_after_a_reload(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    phone.fill_vote(2, 35, "Half a thou")
    phone.page.reload()
    expect(phone.page.locator("#reason")).to_have_value("Half a thou")
    expect(phone.page.locator("output")).to_have_text("35 %")
    expect(phone.page.locator("input[name=choice]").nth(2)).to_be_checked()


def test_a_ballot_that_is_opened_anew_is_voted_anew(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    ballot = room.to_first_vote()
    phone.vote(1, 60)
    room.do(CloseBallot(), ReopenBallot(ballot.decision_id, ballot.round))
    expect(phone.page.locator("output")).to_have_text("not set")
    phone.vote(0, 20)
    assert len(room.session.ballots) == 2


def test_who_comes_late_is_where_the_room_is(room: Hall, tab: Open) -> None:
    room.to_first_vote()
    phone = tab().join("Late")
    expect(phone.page.locator("#step")).to_have_text("First vote")
    phone.vote(0, 20)


def test_who_is_sent_out_sees_it_and_comes_back_in_when_let_in_again(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    (who,) = room.session.participants
    room.do(Remove(who))
    expect(phone.heading).to_have_text("You were sent out")
    phone.page.reload()
    expect(phone.heading).to_have_text("You were sent out")
    room.do(Readmit(who))
    phone.page.reload()
    expect(phone.heading).to_have_text("You are in")


def test_a_token_that_is_not_known_any_more_leads_to_the_door(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    (cookie,) = phone.context.cookies()
    forged = {"name": cookie["name"], "value": "x" + cookie["value"], "url": phone.url}
    phone.context.add_cookies([forged])  # type: ignore[list-item]
    phone.page.reload()
    expect(phone.heading).to_have_text("Join the workshop")
    expect(phone.page.locator("#name")).to_have_value("Mei")
    phone.send()
    expect(phone.heading).to_have_text("You are in")
    assert len(room.session.participants) == 1


def test_when_the_laptop_comes_back_the_phones_do_too(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.to_first_vote()
    room.doors.move(room.doors.address)
    phone.vote(1, 60)
    room.do(Next(), Next())
    expect(phone.page.locator("#step")).to_have_text("Discuss")


def test_where_streams_do_not_come_through_the_page_asks(room: Hall, tab: Open) -> None:
    phone = tab()
    phone.page.route("**/api/stream", lambda route: route.abort())
    phone.join("Mei")
    room.to_first_vote()
    expect(phone.page.locator("#step")).to_have_text("First vote")


def test_after_the_end_it_says_so(room: Hall, tab: Open) -> None:
    phone = tab().join("Mei")
    room.do(End())
    expect(phone.page.locator("main")).to_contain_text("The workshop is over.")
