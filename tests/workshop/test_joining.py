"""Who comes into a room and what they are called: the same phone is the same person, and no two have one name."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.workshop.rooms import DOORS, Trial, plan
from trainer.study.workshop.events import Joined, ParticipantChanged
from trainer.study.workshop.names import one_line
from trainer.study.workshop.plan import MAX_NAME, MAX_PEOPLE, Joining, Step
from trainer.workshop.commands import CloseDoors, End, Join, Readmit, Refused, Remove, Rename, Why
from trainer.workshop.joining import clean_name, participant_with


@pytest.fixture
def trial() -> Trial:
    made = Trial()
    made.come("Ann", "Bo")
    return made


def names(trial: Trial) -> list[str]:
    return [each.name for each in trial.session.here]


def test_everybody_has_a_number_that_is_never_given_twice(trial: Trial) -> None:
    trial.do(Remove(2), Join("k3", "Cy", "zh"))
    assert [(each.id, each.name, each.language) for each in trial.session.here] == [(1, "Ann", "en"), (3, "Cy", "zh")]


def test_the_same_phone_is_the_same_person(trial: Trial) -> None:
    assert trial.do(Join("key of Ann", "Ann", "en")) == ()
    (changed,) = trial.do(Join("key of Ann", "Anna", "zh"))
    assert isinstance(changed, ParticipantChanged)
    assert [(each.id, each.name, each.language) for each in trial.session.here] == [
        (1, "Anna", "zh"),
        (2, "Bo", "en"),
    ]
    known = participant_with(trial.session, "key of Ann")
    assert known is not None
    assert known.id == 1
    assert participant_with(trial.session, "") is None


def test_a_language_that_isnt_spoken_is_english(trial: Trial) -> None:
    trial.do(Join("k3", "Cy", "tlh"))
    assert trial.session.participants[3].language == "en"


@pytest.mark.parametrize("name", ["Ann", "ann", " ÁNN ", "\uff21nn", "A\u200dnn", "A\x00nn"])
def test_no_two_have_one_name_however_it_is_written(trial: Trial, name: str) -> None:
    with pytest.raises(Refused, match=r"such as .* 2") as refused:
        trial.do(Join("k3", name, "en"))
    assert refused.value.why is Why.NAME_TAKEN
    trial.do(Join("k3", refused.value.suggestion, "en"))
    assert len(trial.session.here) == 3


@pytest.mark.parametrize(
    "name",
    [
        *("\u0410nn", "\u0391nn", "A\u034fnn", "Ann\ufe0f", "Ann\U000e0100", "Ann\ufffc"),
        *("A\u180bnn", "Ann\u17b4", "Ann\U0001d159"),
    ],
)
def test_no_name_only_looks_like_another(trial: Trial, name: str) -> None:
    assert trial.refusal(Join("k3", name, "en")) is Why.NAME_TAKEN


@pytest.mark.parametrize(("name", "other"), [("Ali", "AIi"), ("Bill", "BiIl"), ("Bo 1", "Bo l"), ("Otto", "0tt\u03bf")])
def test_letters_and_digits_that_look_alike_make_no_other_name(trial: Trial, name: str, other: str) -> None:
    trial.do(Join("k3", name, "en"))
    assert trial.refusal(Join("k4", other, "en")) is Why.NAME_TAKEN


@pytest.mark.parametrize("name", ["Anna", "Аня", "Άννα", "Bob", "李雷", "राम", "Ann-Bo", "Ann 2"])
def test_another_name_is_another_in_any_script(trial: Trial, name: str) -> None:
    trial.do(Join("k3", name, "en"))
    assert names(trial) == ["Ann", "Bo", name]


def test_a_suggested_name_is_free_and_not_too_long(trial: Trial) -> None:
    long = "M" * MAX_NAME
    trial.do(Join("k3", long, "en"), Join("k4", f"{'M' * (MAX_NAME - 2)} 2", "en"))
    with pytest.raises(Refused) as refused:
        trial.do(Join("k5", long.lower(), "en"))
    assert refused.value.suggestion == f"{'m' * (MAX_NAME - 2)} 3"


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u202e", "\u3164\u115f", "...", "-", "\u0301", "x" * (MAX_NAME + 1)])
def test_a_name_has_something_to_read_and_isnt_too_long(trial: Trial, name: str) -> None:
    assert trial.refusal(Join("k3", name, "en")) is Why.NAME_UNUSABLE


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Ann \t  Lee\n", "Ann Lee"),
        ("Ann\u202eeeL", "AnneeL"),
        ("José", "José"),
        ("王 小明", "王 小明"),
        ("ประเสริฐ", "ประเสริฐ"),
        ("🦊", "🦊"),
        ("Z" + "\u0301\u0302\u0303\u0304\u0305" * 8, "Ź\u0302\u0303\u0304"),
        ("<b>Ann</b>", "<b>Ann</b>"),
    ],
)
def test_names_are_shown_as_they_are_meant(typed: str, shown: str) -> None:
    assert clean_name(typed) == shown


@given(st.text(max_size=80))
@example("\ud800 x")
@example("a\u2028b")
def test_a_clean_name_has_one_line_and_stays_as_it_is(typed: str) -> None:
    try:
        name = clean_name(typed)
    except Refused:
        return
    assert 1 <= len(name) <= MAX_NAME
    assert clean_name(name) == name == name.strip()
    assert not any(unicodedata.category(each)[0] == "C" or each in "\n\r\u2028\u2029" for each in name)
    name.encode()


def test_blanks_of_any_kind_part_words_in_one_line() -> None:
    assert one_line("one\r\ntwo\u2028three\u00a0four\u3000five") == "one two three four five"


def test_nobody_comes_in_when_the_doors_are_closed_or_the_workshop_is_over(trial: Trial) -> None:
    trial.do(CloseDoors())
    assert trial.refusal(Join("k3", "Cy", "en")) is Why.OVER
    trial.do(DOORS, End())
    assert trial.refusal(Join("k3", "Cy", "en")) is Why.OVER


def test_a_phone_without_a_key_stays_out(trial: Trial) -> None:
    assert trial.refusal(Join("", "Cy", "en")) is Why.INVALID


def test_who_was_removed_stays_out_and_their_name_is_free(trial: Trial) -> None:
    trial.do(Remove(1))
    assert trial.do(Remove(1)) == ()
    assert trial.refusal(Join("key of Ann", "Somebody", "en")) is Why.NOT_HERE
    assert trial.refusal(Rename(1, "Somebody")) is Why.NOT_HERE
    trial.do(Join("k3", "Ann", "en"))
    assert names(trial) == ["Bo", "Ann"]
    assert trial.refusal(Readmit(1)) is Why.NAME_TAKEN
    assert trial.refusal(Remove(9)) is Why.NOT_HERE


def test_who_is_let_back_in_is_who_they_were(trial: Trial) -> None:
    trial.do(Remove(1), Readmit(1))
    assert trial.do(Readmit(1)) == ()
    assert trial.do(Join("key of Ann", "Ann", "en")) == ()
    assert names(trial) == ["Ann", "Bo"]


def test_the_next_phone_under_a_freed_name_is_the_same_person(trial: Trial) -> None:
    trial.go(Step.FIRST_VOTE)
    trial.vote(1, "ask")
    trial.do(Readmit(1, new_phone=True))
    (changed,) = trial.do(Join("another phone", "ANN", "zh"))
    assert isinstance(changed, ParticipantChanged)
    assert (changed.participant.id, changed.participant.name) == (1, "Ann")
    assert trial.refusal(Join("a third phone", "Ann", "en")) is Why.NAME_TAKEN
    (joined,) = trial.do(Join("key of Ann", "Ann the elder", "en"))
    assert isinstance(joined, Joined)


def test_people_may_call_themselves_something_else(trial: Trial) -> None:
    trial.do(Rename(1, " Anna  B. "))
    assert names(trial) == ["Anna B.", "Bo"]
    assert trial.refusal(Rename(1, "bo")) is Why.NAME_TAKEN
    trial.do(Rename(1, "ANNA B."))
    assert names(trial)[0] == "ANNA B."


def test_the_room_is_full_at_its_limit() -> None:
    trial = Trial()
    trial.come(*(f"No. {number}" for number in range(MAX_PEOPLE)))
    assert trial.refusal(Join("one more", "Zoe", "en")) is Why.FULL
    trial.do(Remove(7), Join("one more", "Zoe", "en"))
    assert trial.refusal(Readmit(7)) is Why.FULL


class TestWithAList:
    @pytest.fixture
    def trial(self) -> Trial:
        made = Trial(plan(joining=Joining.LISTED, names=("Ann Lee", "José", "Jose", "Dr. Bo")))
        made.do(DOORS)
        return made

    def test_names_are_spelled_as_on_the_list(self, trial: Trial) -> None:
        trial.do(Join("k1", "ann  LEE", "en"), Join("k2", "Dr. bo", "en"))
        assert names(trial) == ["Ann Lee", "Dr. Bo"]

    def test_who_isnt_on_it_stays_out(self, trial: Trial) -> None:
        assert trial.refusal(Join("k1", "Ann", "en")) is Why.NOT_LISTED
        trial.do(Join("k1", "Ann Lee", "en"))
        assert trial.refusal(Rename(1, "Ann")) is Why.NOT_LISTED

    @pytest.mark.parametrize("first", ["José", "Jose"])
    def test_two_who_differ_in_an_accent_both_come_in(self, trial: Trial, first: str) -> None:
        trial.do(Join("k1", first, "en"), Join("k2", "jose", "en"))
        assert names(trial)[0] == first
        assert set(names(trial)) == {"José", "Jose"}
        assert trial.refusal(Join("k3", "Jose", "en")) is Why.NAME_TAKEN

    def test_somebody_elses_name_is_taken_until_their_instructor_frees_it(self, trial: Trial) -> None:
        trial.do(Join("k1", "Ann Lee", "en"))
        assert trial.refusal(Join("k2", "Ann Lee", "en")) is Why.NAME_TAKEN
        trial.do(Readmit(1, new_phone=True), Join("k2", "ann lee", "en"))
        assert [(each.id, each.key_hash) for each in trial.session.here] == [(1, "k2")]

    def test_who_gave_a_wrong_name_and_was_removed_leaves_it_to_its_owner(self, trial: Trial) -> None:
        trial.do(Join("k1", "Ann Lee", "en"), Remove(1), Join("k2", "Ann Lee", "en"))
        assert [(each.id, each.name) for each in trial.session.here] == [(2, "Ann Lee")]


def test_a_command_from_the_phones_is_never_more_than_refused(trial: Trial) -> None:
    for odd in ("\ud83d", "\x00", "\U0001d56c", "ß" * 40, "ﷺ" * 40, "İ"):
        command: Any = Join(f"key {odd!r}", odd, odd)
        with suppress(Refused):
            trial.do(command)
    for each in trial.session.here:
        each.name.encode()
