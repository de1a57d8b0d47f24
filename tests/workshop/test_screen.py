from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.workshop.made import BEGAN, Played, play
from tests.workshop.screens import each_kind, strings, walk
from trainer.case.dates import When
from trainer.case.markdown import plain_text
from trainer.case.sealed import FullSheet
from trainer.desktop.widgets.pinned_call import STEP_TITLES
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.events import after
from trainer.study.workshop.plan import Round, Step
from trainer.study.workshop.session import Countdown, Session, Stage
from trainer.workshop.screen import room_screen
from trainer.workshop.screen_values import (
    Blank,
    Briefing,
    CodeAlone,
    Count,
    Debrief,
    Discuss,
    Drawing,
    End,
    Lobby,
    Reveal,
    Shift,
    Vote,
)
from trainer.workshop.screen_words import TABLES, date_text, told

QUALCOMM = ("qualcomm-contract",)


def seen(played: Played, **changes: object) -> object:
    """What the room sees once all of it has happened, but for some changes."""
    session = replace(played.session, **changes)  # type: ignore[arg-type]
    return room_screen(session, played.sheets, played.records, BEGAN + dt.timedelta(hours=1))


def at(played: Played, step: Step, part: int = 0) -> Session:
    """The session with the room at another step, nothing else changed."""
    return replace(played.session, stage=Stage(step, 0, part))


def sealed_words(record: FullSheet) -> set[str]:
    """What only the record tells."""
    decision = record.decision
    told_by = [decision.record.did, *decision.record.happened, *decision.record.why, *decision.factors]
    told_by += decision.record.looking_back.claims
    return {plain_text(each.text) for each in told_by} | {
        *(each.name for each in decision.factors),
        *(plain_text(each.text) for each in decision.record.not_taken),
        decision.record.looking_back.judge,
        plain_text(decision.lesson.text),
    }


@pytest.mark.parametrize("until", [(0, step) for step in (Step.SECOND_VOTE, Step.BOTH_VOTES)])
def test_nothing_of_a_record_is_on_the_screen_before_it_is_shown(until: tuple[int, Step]) -> None:
    played = play(41, QUALCOMM, until=until)
    sealed = sealed_words(played.records["qualcomm-contract"])

    for moment in walk(played):
        assert not sealed & set(strings(moment.screen))
        assert not any(text in moment.screen.said for text in sealed)


def test_a_part_of_a_record_holds_nothing_of_the_parts_after_it() -> None:
    played = play(12, QUALCOMM)
    record = played.records["qualcomm-contract"].decision.record
    judged = {record.looking_back.judge, *(plain_text(each.text) for each in record.looking_back.claims)}

    for moment in walk(played):
        if isinstance(moment.screen, Reveal) and moment.screen.part < 4:
            assert not judged & set(strings(moment.screen))
            assert moment.screen.verdict is None


def test_going_to_the_reveal_or_the_debrief_shows_only_what_was_shown_before() -> None:
    played = play(12, QUALCOMM, until=(0, Step.BOTH_VOTES))

    for step in (Step.REVEAL, Step.DEBRIEF):
        screen = room_screen(at(played, step, 3), played.sheets, played.records, BEGAN)
        assert not sealed_words(played.records["qualcomm-contract"]) & set(strings(screen))


def test_a_part_beyond_what_was_shown_is_the_last_one_shown() -> None:
    played = play(12, QUALCOMM, reveal=2)

    screen = room_screen(at(played, Step.REVEAL, 5), played.sheets, played.records, BEGAN)

    assert isinstance(screen, Reveal)
    assert screen.part == 2


def test_before_the_votes_are_shown_the_room_sees_how_many_voted_and_never_which() -> None:
    played = play(41, QUALCOMM, until=(0, Step.SECOND_VOTE))

    for moment in walk(played):
        screen = moment.screen
        assert not isinstance(screen, Shift | Reveal)
        if isinstance(screen, Vote) and screen.count is not None:
            assert 0 <= screen.count.voted <= screen.count.all
    covered = room_screen(at(played, Step.BOTH_VOTES), played.sheets, played.records, BEGAN)
    assert isinstance(covered, Shift)
    assert all(row.first is None and row.second is None for row in covered.rows)
    assert not covered.flows


def test_a_room_that_passed_over_both_votes_sees_no_bars_beside_the_record() -> None:
    played = play(41, QUALCOMM, until=(0, Step.REVEAL))

    screen = seen(played, results=frozenset())

    assert isinstance(screen, Reveal)
    assert not screen.bars


def test_each_step_has_its_screen() -> None:
    kinds = {
        moment.session.stage.step: type(moment.screen)
        for moment in walk(play(12, QUALCOMM))
        if moment.session.ended is None
    }
    assert kinds == {
        Step.LOBBY: Lobby,
        Step.BRIEFING: Briefing,
        Step.FIRST_VOTE: Vote,
        Step.DISCUSS: Discuss,
        Step.SECOND_VOTE: Vote,
        Step.BOTH_VOTES: Shift,
        Step.REVEAL: Reveal,
        Step.DEBRIEF: Debrief,
        Step.END: End,
    }


def test_the_lobby_tells_how_to_come_in_once_the_doors_are_open() -> None:
    played = play(3, QUALCOMM)
    closed = room_screen(played.start, played.sheets, {}, BEGAN)
    opened = next(moment.screen for moment in walk(played))

    assert isinstance(closed, Lobby)
    assert closed.way is None
    assert isinstance(opened, Lobby)
    assert opened.way is not None
    assert opened.way.url == "http://192.168.0.20:8420/#H7K3WP"
    assert opened.way.place in opened.said
    assert opened.way.code in opened.said


def test_the_code_alone_needs_doors_and_the_dark_covers_it() -> None:
    played = play(3, QUALCOMM, until=(0, Step.BRIEFING))
    session = played.session

    shown = room_screen(session, played.sheets, {}, BEGAN, code_alone=True)
    dark = room_screen(replace(session, blank=True), played.sheets, {}, BEGAN, code_alone=True)
    nowhere = room_screen(replace(session, doors=None), played.sheets, {}, BEGAN, code_alone=True)

    assert isinstance(shown, CodeAlone)
    assert isinstance(dark, Blank)
    assert isinstance(nowhere, Briefing)


@pytest.mark.parametrize(
    ("countdown", "text", "label"),
    [
        (Countdown(180, BEGAN + dt.timedelta(seconds=71.4)), "1:12", ""),
        (Countdown(180, BEGAN + dt.timedelta(seconds=-5)), "0:00", "time is up"),
        (Countdown(180, left=9.2), "0:10", "held"),
        (Countdown(3600, BEGAN + dt.timedelta(seconds=3600)), "60:00", ""),
    ],
)
def test_the_clock_says_how_much_time_is_left(countdown: Countdown, text: str, label: str) -> None:
    played = play(3, QUALCOMM, until=(0, Step.DISCUSS))

    screen = room_screen(replace(played.session, countdown=countdown), played.sheets, {}, BEGAN)

    assert isinstance(screen, Discuss)
    assert screen.clock is not None
    assert (screen.clock.text, screen.clock.label) == (text, label)


def test_a_plan_without_a_countdown_shows_no_time() -> None:
    played = play(3, QUALCOMM, until=(0, Step.DISCUSS))
    plan = played.session.plan.model_copy(update={"countdown": False})

    screen = seen(played, plan=plan, countdown=Countdown(180, left=100))

    assert isinstance(screen, Discuss)
    assert screen.clock is None


def test_a_closed_vote_has_no_way_in_and_no_clock() -> None:
    played = play(12, QUALCOMM, until=(0, Step.FIRST_VOTE))

    screen = seen(played, countdown=Countdown(60, left=5))

    assert isinstance(screen, Vote)
    assert (screen.is_open, screen.way, screen.clock, screen.foot) == (False, None, None, "The vote is closed.")


def test_who_was_sent_out_is_counted_nowhere() -> None:
    played = play(41, QUALCOMM, removed=5, until=(0, Step.BOTH_VOTES))

    screen = seen(played)

    assert isinstance(screen, Shift)
    session = played.session
    gone = {each.id for each in session.participants.values() if not each.is_here}
    ballot = session.ballot("qualcomm-contract", Round.FIRST)
    assert ballot is not None
    assert gone & set(ballot.votes)
    assert sum(row.first or 0 for row in screen.rows) == len(set(ballot.votes) - gone)


def test_those_who_moved_add_up_to_the_heading_and_who_voted_once_is_told() -> None:
    screen = seen(play(41, QUALCOMM, until=(0, Step.BOTH_VOTES)))

    assert isinstance(screen, Shift)
    moved = sum(flow.people for flow in screen.flows if flow.moved)
    everybody = sum(flow.people for flow in screen.flows)
    assert screen.heading == f"{moved} of {everybody} changed their answer"
    first, second = sum(row.first or 0 for row in screen.rows), sum(row.second or 0 for row in screen.rows)
    assert screen.once == f"{first + second - 2 * everybody} voted only once."


@pytest.mark.parametrize(
    ("people", "hands", "drawing"),
    [(3, False, Drawing.COUNTS), (41, False, Drawing.FLOWS), (400, False, Drawing.FLOWS), (40, True, Drawing.BARS)],
)
def test_how_votes_are_drawn_follows_from_how_many_and_whose_they_are(
    people: int, hands: bool, drawing: Drawing
) -> None:
    screen = seen(play(people, QUALCOMM, hands=hands, until=(0, Step.BOTH_VOTES)))

    assert isinstance(screen, Shift)
    assert screen.drawing is drawing
    assert bool(screen.flows) == (drawing is Drawing.FLOWS)


def test_of_few_people_nothing_says_how_many_changed_their_mind() -> None:
    screen = seen(play(3, QUALCOMM, until=(0, Step.BOTH_VOTES)))
    record = seen(play(3, QUALCOMM, until=(0, Step.REVEAL)))

    assert isinstance(screen, Shift)
    assert screen.heading == "Both votes"
    assert isinstance(record, Reveal)
    assert record.is_few


def test_one_vote_alone_is_drawn_without_the_other() -> None:
    played = play(41, QUALCOMM, until=(0, Step.FIRST_VOTE))
    session = replace(at(played, Step.BOTH_VOTES), results=frozenset(QUALCOMM))

    screen = room_screen(session, played.sheets, {}, BEGAN)

    assert isinstance(screen, Shift)
    assert (screen.first, screen.second, screen.drawing) == ("First vote", "", Drawing.BARS)
    assert all(row.second is None for row in screen.rows)


def test_a_vote_by_hands_asks_for_hands() -> None:
    played = play(30, QUALCOMM, hands=True)
    screens = [moment.screen for moment in walk(played)]
    votes = [screen for screen in screens if isinstance(screen, Vote) and screen.is_open]

    assert votes
    assert all(vote.count is None and vote.foot == "Show of hands" for vote in votes)


def test_a_vote_whose_hands_were_counted_says_how_many() -> None:
    played = play(30, QUALCOMM, hands=True)
    screens = [moment.screen for moment in walk(played)]
    counted = [screen for screen in screens if isinstance(screen, Vote) and screen.count is not None]

    assert {screen.count for screen in counted} == {Count(30, 30, "hands were counted")}
    assert {screen.foot for screen in counted} == {"The vote is closed."}


def test_both_votes_say_that_the_record_is_sealed_until_it_is_opened() -> None:
    played = play(12, QUALCOMM)
    before, later = seen(play(12, QUALCOMM, until=(0, Step.BOTH_VOTES))), at(played, Step.BOTH_VOTES)

    assert isinstance(before, Shift)
    assert before.sealed == "What they did is still sealed."
    again = room_screen(later, played.sheets, played.records, BEGAN)
    assert isinstance(again, Shift)
    assert not again.sealed


def test_the_factors_wait_until_the_record_was_seen_to_its_end() -> None:
    played = play(12, QUALCOMM, reveal=5)

    screen = room_screen(at(played, Step.DEBRIEF), played.sheets, played.records, BEGAN)

    assert isinstance(screen, Debrief)
    assert not screen.factors
    assert not screen.lesson
    assert screen.foot.startswith("The record wasn’t opened to its end.")


def test_the_debrief_counts_who_saw_each_factor() -> None:
    played = play(12, QUALCOMM, until=(0, Step.DEBRIEF))
    session = played.session

    screen = seen(played)

    assert isinstance(screen, Debrief)
    marks = [each.marks for each in session.reflections.values()]
    first = played.records["qualcomm-contract"].decision.factors[0]
    saw = sum(mark[first.id] == "saw" for mark in marks)
    assert screen.factors[0].words == f"{saw} of {len(marks)} saw it"


def test_every_screen_tells_itself_in_whole_sentences() -> None:
    for screen in each_kind(play(12, QUALCOMM)):
        assert screen.said.endswith((".", "?", "!"))
        assert "?." not in screen.said
        assert ".." not in screen.said


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    gaps = {key: sorted(part.partition("}")[0] for part in text.split("{")[1:]) for key, text in TABLES["en"].items()}
    assert gaps == {
        key: sorted(part.partition("}")[0] for part in text.split("{")[1:]) for key, text in TABLES["zh"].items()
    }


def test_in_chinese_only_the_case_speaks_its_own_language() -> None:
    played = play(12, QUALCOMM)
    english = {text for key, text in TABLES["en"].items() if key not in ("and", "stop")}

    for screen in each_kind(played, language="zh"):
        assert not english & set(strings(screen))
        assert screen.language == "zh"


def test_an_unknown_language_is_spoken_to_in_english() -> None:
    played = play(3, QUALCOMM)
    plan = played.start.plan.model_copy(update={"language": "eo"})

    screen = room_screen(after(replace(played.start, plan=plan), *played.events), played.sheets, {}, BEGAN)

    assert isinstance(screen, End)
    assert screen.thanks == "Thank you"


def test_the_parts_of_a_record_are_called_as_on_the_page() -> None:
    assert {key: TABLES["en"][key] for key in REVEAL_STEPS} == STEP_TITLES


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2010", "2010年"),
        ("2010-09", "2010年9月"),
        ("2010-09-06", "2010年9月6日"),
        ("2010-09/2010-11", "2010年9月至11月"),
        ("2010/2011", "2010年至2011年"),
        ("2010-09-06/2010-09-08", "2010年9月6日至9月8日"),
    ],
)
def test_dates_in_chinese(date: str, text: str) -> None:
    assert date_text(When.parse(date), "zh") == text


def test_told_leaves_out_what_says_nothing() -> None:
    assert told("en", "Which?", "", "One") == "Which? One."
    assert told("zh", "哪个？", "一") == "哪个？一。"  # noqa: RUF001 -- as Chinese is written
