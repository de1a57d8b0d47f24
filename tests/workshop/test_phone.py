"""What each phone is told, and what none of them is."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.made import Played, play
from tests.workshop.sealing import Secrets, leaks, readable
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.events import CountdownSet, after
from trainer.study.workshop.plan import DECISION_STEPS, Step
from trainer.study.workshop.session import Countdown, Session
from trainer.workshop.phone import Phones, phone_view
from trainer.workshop.phone_texts import blocks

NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)
ALL = len(REVEAL_STEPS)


def told(played: Played, participant: int = 1, session: Session | None = None) -> dict[str, object]:
    """The view of a phone, as it comes out at the other end."""
    view = phone_view(session or played.session, participant, played.sheets, played.records, NOW)
    value = json.loads(json.dumps(view))
    assert isinstance(value, dict)
    return value


def test_the_lobby_tells_nothing_of_any_decision() -> None:
    played = play(5)
    session = after(played.start, *[each for each in played.events if each.at <= played.events[5].at])
    view = told(played, session=session)
    assert view["step"] == "lobby"
    assert view["decision"] is None
    assert not [title for title in (each.title for each in played.start.plan.decisions) if title in json.dumps(view)]


@pytest.mark.parametrize("step", DECISION_STEPS)
@pytest.mark.parametrize("place", [0, 1])
def test_no_phone_is_told_more_of_the_record_than_the_room_has_seen(place: int, step: Step) -> None:
    for parts in range(1, ALL + 1) if step is Step.REVEAL else (ALL,):
        played = play(9, until=(place, step), reveal=parts)
        session = played.session
        secrets = {each: Secrets(each) for each in played.decisions}
        come = {each: session.shown.get(each, 0) for each in played.decisions[: place + 1]}
        if step is Step.DEBRIEF:
            come[played.decisions[place]] = ALL + 1  # the factors
        for participant in session.participants:
            text = readable(json.dumps(told(played, participant), ensure_ascii=False).encode())
            assert leaks(text, secrets, come) == []


def test_the_parts_of_the_record_come_in_their_order() -> None:
    for parts in range(1, ALL + 1):
        record = told(play(3, until=(0, Step.REVEAL), reveal=parts))["record"]
        assert isinstance(record, list)
        assert tuple(each["part"] for each in record) == REVEAL_STEPS[:parts]


@pytest.mark.parametrize("step", [Step.REVEAL, Step.DEBRIEF])
def test_a_record_that_cannot_be_opened_keeps_no_phone_from_its_view(step: Step) -> None:
    played = play(3, until=(0, step))
    view = phone_view(played.session, 1, played.sheets, {}, NOW)
    assert (view["step"], view["record"], view["factors"]) == (step.value, [], [])
    assert view["briefing"] is not None


def test_the_lesson_and_the_questions_of_a_decision_are_for_the_instructor() -> None:
    played = play(3, until=(0, Step.DEBRIEF))
    decision = played.records[played.decisions[0]].decision
    text = readable(json.dumps(told(played), ensure_ascii=False).encode())
    assert not [each for each in (decision.lesson.text, *decision.questions) if each.strip() in text]


def test_factors_come_only_with_the_debrief_of_a_record_that_was_wholly_shown() -> None:
    assert told(play(3, until=(0, Step.REVEAL)))["factors"] == []
    assert told(play(3, until=(0, Step.DEBRIEF), reveal=4))["factors"] == []
    assert told(play(3, until=(0, Step.DEBRIEF)))["factors"]


@pytest.mark.parametrize("step", [Step.FIRST_VOTE, Step.DISCUSS, Step.SECOND_VOTE])
def test_before_the_results_are_shown_nobody_s_vote_can_be_told_from_a_phone(step: Step) -> None:
    played = play(12, until=(0, step))
    before = told(played, 1)
    ballots = {
        id_: replace(
            ballot,
            votes={
                who: replace(vote, forecast=3, reason="Something else") if who != 1 else vote
                for who, vote in ballot.votes.items()
            },
        )
        for id_, ballot in played.session.ballots.items()
    }
    changed = told(played, 1, replace(played.session, ballots=ballots))
    assert before["results"] is None
    # Whom one should find may follow from how sure the others are; nothing else does.
    assert {**before, "find": None} == {**changed, "find": None}


def test_no_view_ever_holds_the_name_the_reason_or_the_line_of_another() -> None:
    for step in DECISION_STEPS:
        played = play(12, until=(1, step))
        session = played.session
        text = json.dumps(told(played, 1), ensure_ascii=False)
        others = [each for each in session.participants.values() if each.id != 1]
        assert not [each.name for each in others if each.name in text]
        mine = {ballot.votes[1].reason for ballot in session.ballots.values() if 1 in ballot.votes}
        reasons = {vote.reason for ballot in session.ballots.values() for vote in ballot.votes.values()}
        assert not [each for each in reasons - mine if each and each in text]
        assert "key" not in text or session.participants[1].key_hash not in text


def test_results_come_once_the_room_has_seen_them_and_count_who_is_here() -> None:
    played = play(20, removed=2, until=(0, Step.BOTH_VOTES))
    results = told(played)["results"]
    assert isinstance(results, dict)
    session = played.session
    first = next(iter(session.ballots.values()))
    here = [who for who in first.votes if session.participants[who].is_here]
    assert sum(results["1"]["counts"]) == len(here)
    assert results["1"]["few"] is False
    assert results["2"]["hands"] is False


def test_below_eight_votes_no_share_is_hinted_at() -> None:
    results = told(play(5, until=(0, Step.BOTH_VOTES)))["results"]
    assert isinstance(results, dict)
    assert results["1"]["few"] is True


def test_one_s_own_vote_comes_back_with_the_time_it_was_stored() -> None:
    played = play(4, until=(0, Step.FIRST_VOTE))
    vote = next(iter(played.session.ballots.values())).votes[1]
    assert told(played)["mine"] == {
        "ballot": 1,
        "id": vote.id,
        "choice": vote.choice,
        "forecast": vote.forecast,
        "reason": vote.reason,
        "at": vote.at.isoformat(timespec="milliseconds"),
    }


def test_in_the_discussion_one_is_to_find_somebody_who_chose_otherwise() -> None:
    played = play(30, until=(0, Step.DISCUSS))
    ballot = next(iter(played.session.ballots.values()))
    found = {who: told(played, who)["find"] for who in ballot.votes}
    assert any(found.values())
    chosen = {vote.choice for vote in ballot.votes.values()}
    assert all(
        sought is None or (sought in chosen and sought != ballot.votes[who].choice) for who, sought in found.items()
    )


def test_who_was_removed_is_told_that_and_nothing_else() -> None:
    played = play(5, removed=1, until=(0, Step.BOTH_VOTES))
    (who,) = (each.id for each in played.session.participants.values() if not each.is_here)
    assert told(played, who) == {"workshop": played.start.id, "title": "Buying time", "removed": True}


def test_somebody_who_never_was_here_has_no_view() -> None:
    with pytest.raises(KeyError):
        told(play(3), 99)


def test_the_time_is_told_as_seconds_that_are_left_and_only_where_the_plan_says_so() -> None:
    played = play(3, until=(0, Step.FIRST_VOTE))
    running = CountdownSet(NOW, Countdown(180, ends=NOW + dt.timedelta(seconds=72)))
    session = after(played.session, running)
    assert told(played, session=session)["countdown"] == {"left": 72.0, "runs": True}
    held = after(played.session, CountdownSet(NOW, Countdown(180, left=30)))
    assert told(played, session=held)["countdown"] == {"left": 30.0, "runs": False}
    over = after(played.session, CountdownSet(NOW, Countdown(180, ends=NOW - dt.timedelta(seconds=5))))
    assert told(played, session=over)["countdown"] == {"left": 0.0, "runs": True}
    hidden = replace(session, plan=session.plan.model_copy(update={"countdown": False}))
    assert told(played, session=hidden)["countdown"] is None


def test_votes_can_be_taken_home_once_a_record_was_wholly_shown() -> None:
    assert told(play(3, until=(0, Step.REVEAL), reveal=ALL - 1))["take_home"] is False
    assert told(play(3, until=(0, Step.REVEAL)))["take_home"] is True


def test_counts_tell_how_many_and_never_which() -> None:
    played = play(10, until=(0, Step.FIRST_VOTE))
    counts = Phones(played.session, played.sheets, {}).counts()["ballot"]
    assert counts.keys() == {"id", "round", "open", "hands", "voted", "of"}
    assert counts["of"] == len(played.session.here)
    assert 0 < counts["voted"] <= counts["of"]


def test_all_exhibits_of_the_case_reach_the_phones_as_tables_or_as_text() -> None:
    case = play(1).case
    for decision_id in case.order:
        played = play(1, decisions=[decision_id], until=(0, Step.BRIEFING))
        briefing = told(played)["briefing"]
        assert isinstance(briefing, dict)
        exhibits = case.sheet(decision_id).briefing.exhibits
        assert [each["title"] for each in briefing["exhibits"]] == [each.title for each in exhibits]
        for each in briefing["exhibits"]:
            if each["kind"] == "table":
                assert {len(row) for row in each["rows"]} == {len(each["columns"])}


@given(st.text())
def test_prose_loses_no_word_and_gains_no_markup(text: str) -> None:
    shown = "".join(
        run[0]
        for block in blocks(text)
        for run in (
            block["runs"] if "runs" in block else [run for row in block["rows"] for cell in row for run in cell]
        )
    )
    assert json.loads(json.dumps(blocks(text))) is not None
    letters = [character for character in text if character.isalpha()]
    if "[" not in text and "&" not in text and "`" not in text:
        assert [each for each in shown if each.isalpha()] == letters


def test_prose_keeps_what_is_emphasised_listed_and_quoted() -> None:
    made = blocks("One *two* **three**\n\n- first\n- second\n\n3. third\n\n> said\n\n<b>no</b>")
    assert [each["kind"] for each in made] == ["paragraph", "item", "item", "item", "quote", "paragraph"]
    assert made[0]["runs"] == [["One ", ""], ["two", "i"], [" ", ""], ["three", "b"]]
    assert [each.get("marker") for each in made if each["kind"] == "item"] == ["•", "•", "3."]
    assert ["<b>no</b>", ""] in made[-1]["runs"]
