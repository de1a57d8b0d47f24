from __future__ import annotations

import pytest

from tests.desktop import maps, works
from trainer.case.base import SourceRef
from trainer.case.timeline import TimelineEntry
from trainer.desktop.map_state import MapFilter
from trainer.desktop.timeline_state import TimelineState, source_words, timeline_state


def entry(decision: str, date: str, text: str = "It happened.", **more: object) -> TimelineEntry:
    return TimelineEntry.model_validate({"decision": decision, "date": date, "text": text, "sources": ["s1:3"]} | more)


def state(*entries: TimelineEntry, decided: int = 4) -> TimelineState:
    opened: dict[str, list[TimelineEntry]] = {}
    for each in entries:
        opened.setdefault(each.decision, []).append(each)
    return timeline_state(works.pack().info, maps.state(decided), opened)


def test_lines_stand_in_the_order_of_their_dates_across_decisions_and_acts() -> None:
    shown = state(entry("d4", "2009"), entry("d1", "2011-05"), entry("d1", "2009-03"), entry("d2", "2010/2012"))

    assert [(line.stop.number, line.act_number) for line in shown.lines] == [(4, 2), (1, 1), (2, 1), (1, 1)]
    assert [(year.year, len(year.lines)) for year in shown.years(MapFilter())] == [(2009, 2), (2010, 1), (2011, 1)]


def test_lines_of_one_date_stand_in_the_order_of_play() -> None:
    shown = state(entry("d3", "2010", "Later."), entry("d1", "2010", "First."), entry("d1", "2010", "Second."))

    assert [line.entry.text for line in shown.lines] == ["First.", "Second.", "Later."]


def test_a_filter_leaves_the_lines_of_its_decisions() -> None:
    shown = state(entry("d1", "2009"), entry("d2", "2010"), entry("d4", "2011"))

    found = shown.years(MapFilter(theme="price"))

    assert [line.stop.number for year in found for line in year.lines] == [2, 4]


def test_it_counts_the_decisions_that_tell_nothing_yet() -> None:
    assert state(decided=4).sealed == 5


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2010", ""),
        ("2010-09", "September"),
        ("2010-09-07", "7 September"),
        ("2010-09/2010-11", "Sept. to Nov."),
        ("2010/2012", "2010 to 2012"),
        ("2010-12/2011-03", "Dec. 2010 to March 2011"),
    ],
)
def test_a_date_below_its_year_does_not_say_it_again(date: str, words: str) -> None:
    assert state(entry("d1", date)).lines[0].date == words


@pytest.mark.parametrize(
    ("refs", "words"),
    [
        (["001:46"], "Source 001, line 46"),
        (["001:46-48"], "Source 001, lines 46–48"),
        (["001:62", "001:10"], "Source 001, lines 10, 62"),
        (["001:46", "003:7"], "Sources 001, line 46; 003, line 7"),
    ],
)
def test_sources_are_named_with_their_lines(refs: list[str], words: str) -> None:
    assert source_words([SourceRef.parse(ref) for ref in refs]) == words
