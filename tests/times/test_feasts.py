"""The days of feasts that move."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.times import find
from pledgebook.times.feasts import easter, feast


@pytest.mark.parametrize("day", ["1818-03-22", "1943-04-25", "1954-04-18", "2000-04-23", "2008-03-23", "2024-03-31"])
def test_easter_is_that_of_the_tables(day: str) -> None:
    """Easter is on the day that printed tables have, among them the earliest and the latest there can be."""
    assert easter(int(day[:4])) == date.fromisoformat(day)


@given(st.integers(min_value=1583, max_value=9999))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    """Easter is a Sunday from 22 March to 25 April."""
    day = easter(year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("told", "day"),
    [("11-4-4", "2024-11-28"), ("05-1--1", "2024-05-27"), ("09-1-1", "2025-09-01"), ("E-2", "2024-03-29")],
)
def test_weekdays_of_a_month_are_counted(told: str, day: str) -> None:
    """The first, fourth or last of a weekday in a month, and days from Easter, are found in the calendar."""
    assert feast(told, int(day[:4])) == date.fromisoformat(day)


def test_a_day_that_a_year_does_not_have() -> None:
    """29 February is no feast in a year without it."""
    assert feast("02-29", 2025) is None


def test_figures_of_a_year_ago_are_of_the_same_quarter(document) -> None:
    """Beside a quarter, "a year ago" is that quarter of the year before, and without one the year."""
    told = find(document("Output rose by 2% in the third quarter, from 1% a year ago.\n\n" + "Nobody knew why. " * 60))
    assert [time.value for time in told] == ["2024-Q3", "2023-Q3"]
    assert [time.value for time in find(document("Output had been lower a year ago."))] == ["2023"]
    decade = find(document("Output rose by 2% in the third quarter, from 1% a decade ago."))
    assert [time.value for time in decade] == ["2024-Q3", "2014"]


def test_an_hour_belongs_to_the_day_beside_it(document) -> None:
    """The hour before a weekday, a calendar day or "tomorrow" is an hour of that day, and one time with it."""
    told = find(document("It will open at 9 a.m. on Friday, at noon tomorrow, or at 5 p.m. GMT, November 3, 2025."))
    assert [(time.text, time.value) for time in told] == [
        ("9 a.m. on Friday", "2024-10-11T09:00"),
        ("noon tomorrow", "2024-10-10T12:00"),
        ("5 p.m. GMT, November 3, 2025", "2025-11-03T17:00"),
    ]
