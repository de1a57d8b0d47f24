from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.workshop.server import limits
from trainer.workshop.server.limits import CHANGES_A_SECOND, MOST_CHANGES, WRONG_CODES, Changes, Tried, WrongCodes


@dataclass
class _Seconds:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def test_twenty_wrong_codes_a_minute_are_taken_and_no_more() -> None:
    seconds = _Seconds()
    wrong = WrongCodes(seconds)

    assert [wrong.wait("192.168.1.7") for _ in range(WRONG_CODES)] == [0] * WRONG_CODES
    assert wrong.wait("192.168.1.7") == 60
    assert wrong.wait("192.168.1.8") == 0
    seconds.now = 59
    assert wrong.wait("192.168.1.7") == 1
    seconds.now = 60
    assert wrong.wait("192.168.1.7") == 0


def test_all_addresses_of_one_network_of_ipv6_are_one() -> None:
    wrong = WrongCodes(_Seconds())

    waits = [wrong.wait(f"2001:db8:1:2::{number:x}") for number in range(WRONG_CODES + 1)]
    assert waits[-1] > 0
    assert wrong.wait("2001:db8:1:3::1") == 0
    assert [wrong.wait("::ffff:192.168.1.7") for _ in range(WRONG_CODES)] == [0] * WRONG_CODES
    assert wrong.wait("192.168.1.7") > 0


def test_only_so_many_addresses_are_remembered() -> None:
    wrong = WrongCodes(_Seconds())
    for number in range(limits._MOST_ADDRESSES + 100):
        wrong.wait(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")

    assert len(wrong._tries) == limits._MOST_ADDRESSES


@given(st.lists(st.floats(0, 30), max_size=80))
def test_in_no_minute_are_more_taken(pauses: list[float]) -> None:
    seconds = _Seconds()
    wrong = WrongCodes(seconds)
    taken: list[float] = []
    for pause in pauses:
        seconds.now += pause
        if not wrong.wait("192.168.1.7"):
            taken.append(seconds.now)

    for begin in taken:
        assert sum(begin <= each < begin + 60 for each in taken) <= WRONG_CODES


def test_a_script_has_to_wait_and_nobody_else_with_it() -> None:
    seconds = _Seconds()
    changes = Changes(seconds)

    assert [changes.wait(1) for _ in range(MOST_CHANGES + 1)] == [*[0] * MOST_CHANGES, 1]
    assert changes.wait(2) == 0
    seconds.now = 1
    assert [changes.wait(1) for _ in range(int(CHANGES_A_SECOND) + 1)] == [*[0] * int(CHANGES_A_SECOND), 1]
    seconds.now = 3_600
    assert [changes.wait(1) for _ in range(MOST_CHANGES + 1)][-2:] == [0, 1]


def test_an_address_that_tries_the_way_again_and_again_is_news_once_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = _Seconds()
    tried = Tried(seconds)

    assert [tried.is_news("192.168.1.7") for _ in range(3)] == [True, False, False]
    assert tried.is_news("192.168.1.8")
    seconds.now = 1
    assert tried.is_news("192.168.1.7")
    assert [tried.is_news(f"fe80::{each:x}") for each in range(1, 4)] == [True, False, False]
    monkeypatch.setattr(limits, "_MOST_ADDRESSES", 2)
    assert [tried.is_news(f"10.0.0.{each}") for each in (1, 2, 1)] == [True, True, False]
