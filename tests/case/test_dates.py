from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.case.dates import Point, When

DAYS = st.dates(min_value=dt.date(1000, 1, 1))
POINTS = st.one_of(
    DAYS.map(lambda day: Point(day.year)),
    DAYS.map(lambda day: Point(day.year, day.month)),
    DAYS.map(lambda day: Point(day.year, day.month, day.day)),
)
WHENS = st.one_of(
    POINTS.map(lambda point: When(point, point)),
    st.tuples(POINTS, POINTS).map(lambda pair: When(*pair)).filter(lambda when: when.first <= when.last),
)


@given(WHENS)
def test_what_is_written_is_read_back(when: When) -> None:
    assert When.parse(str(when)) == when


@given(POINTS)
def test_a_point_spans_the_days_it_can_mean(point: Point) -> None:
    assert point.first <= point.last
    assert (point.first.year, point.last.year) == (point.year, point.year)
    assert (point.day is not None) == (point.first == point.last)


@given(st.lists(WHENS, max_size=6))
def test_order_is_that_of_first_and_last_days(whens: list[When]) -> None:
    days = [(when.first, when.last) for when in sorted(whens)]

    assert days == sorted(days)


@given(WHENS)
def test_every_date_is_described_with_its_years(when: When) -> None:
    for short in (False, True):
        text = when.describe(short=short)
        assert str(when.end.year) in text
        assert str(when.start.year) in text


@pytest.mark.parametrize(
    ("written", "long", "short", "years"),
    [
        ("2011", "2011", "2011", "2011"),
        ("2011-04", "April 2011", "April 2011", "2011"),
        ("2011-02-20", "20 February 2011", "20 February 2011", "2011"),
        ("2010-09/2010-11", "September to November 2010", "Sept. to Nov. 2010", "2010"),
        ("2010-12/2011-01", "December 2010 to January 2011", "Dec. 2010 to Jan. 2011", "2010–2011"),
        ("2011-03-11/2011-03-20", "11 March to 20 March 2011", "11 March to 20 March 2011", "2011"),
        ("2010/2012", "2010 to 2012", "2010 to 2012", "2010–2012"),
    ],
)
def test_dates_are_described_as_a_reader_wants_them(written: str, long: str, short: str, years: str) -> None:
    when = When.parse(written)

    assert (when.describe(), when.describe(short=True), when.years) == (long, short, years)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2012-02", dt.date(2012, 2, 1), dt.date(2012, 2, 29)),
        ("2011", dt.date(2011, 1, 1), dt.date(2011, 12, 31)),
        ("2010-09/2010-11", dt.date(2010, 9, 1), dt.date(2010, 11, 30)),
    ],
)
def test_a_date_begins_and_ends_on_a_day(written: str, first: dt.date, last: dt.date) -> None:
    assert (When.parse(written).first, When.parse(written).last) == (first, last)


FORMS = "write 2011, 2011-04, 2011-04-20, or two of them with '/' between"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", f"'' is not a date; {FORMS}"),
        ("11", f"'11' is not a date; {FORMS}"),
        ("2011-4", f"'2011-4' is not a date; {FORMS}"),
        ("2011-00", f"'2011-00' is not a date; {FORMS}"),
        ("2011-13", f"'2011-13' is not a date; {FORMS}"),
        ("2011-04-00", f"'2011-04-00' is not a date; {FORMS}"),
        ("201\uff11", f"'201\uff11' is not a date; {FORMS}"),
        ("2011-02-29", "'2011-02-29' is not a day of the calendar"),
        ("0000", "'0000' is not a day of the calendar"),
        ("2011/", f"'' is not a date; {FORMS}"),
        ("2011/2010", "the span '2011/2010' ends before it begins"),
        ("2009/2010/2011", "'2009/2010/2011' has more than one '/'; a span has two ends"),
    ],
)
def test_what_is_no_date_is_refused_in_words(written: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        When.parse(written)


@given(st.text(alphabet="0123456789-/", max_size=22))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        when = When.parse(text)
    except ValueError:
        return
    assert When.parse(str(when)) == when
