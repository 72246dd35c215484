"""Plain calendar dates in running text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.languages import known
from pledgebook.languages.dates import find

WRITTEN = [
    ("en", "26 October 2022", "2022-10-26"),
    ("en", "October 26, 2022", "2022-10-26"),
    ("en", "Oct. 26, 2022", "2022-10-26"),
    ("en", "26 Oct 2022", "2022-10-26"),
    ("en", "2022-10-26", "2022-10-26"),
    ("en", "26.10.2022", "2022-10-26"),
    ("en", "26/10/2024", "2024-10-26"),
    ("en", "10/26/2024", "2024-10-26"),
    ("en", "5/5/2024", "2024-05-05"),
    ("en", "October 2022", "2022-10"),
    ("en", "26th of October, 2022", "2022-10-26"),
    ("en", "the first of January 2025", "2025-01-01"),
    ("en", "MARCH 5, 2020", "2020-03-05"),
    ("en", "29 February 2024", "2024-02-29"),
    ("ru", "26 октября 2022 года", "2022-10-26"),
    ("ru", "3/4/2024", "2024-04-03"),
    ("ru", "октябре 2022 г.", "2022-10"),
    ("kk", "2022 жылғы 26 қазан", "2022-10-26"),
    ("kk", "2022 жылдың қазанында", "2022-10"),
]


@pytest.mark.parametrize(("language", "written", "iso"), WRITTEN)
def test_a_date_is_found_as_it_is_written(language: str, written: str, iso: str) -> None:
    """Exactly the words of the date are found, and they mean what they say."""
    text = f"(x) {written}, y"
    (date,) = find(text, language=language)
    assert text[date.start : date.end] == written
    assert date.iso == iso


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "26 October"),
        ("en", "October 26th"),
        ("en", "the 26th of October"),
        ("ru", "26 октября"),
        ("kk", "26 қазан"),
    ],
)
def test_a_date_without_a_year_has_none(language: str, text: str) -> None:
    """A year that is not told is not invented."""
    (date,) = find(text, language=language)
    assert (date.year, date.month, date.day, date.iso) == (None, 10, 26, None)


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2024",
        "29 February 2023",
        "2024-13-01",
        "03/04/2024",
        "you may 5 times march 10 miles",
        "October 26,000 people",
        "May 5.5 million",
        "version 1.26.10.2022",
        "in 2022",
    ],
)
def test_what_is_impossible_or_ambiguous_is_no_date(text: str) -> None:
    """A day that the calendar does not have, or that could be two, is not a date."""
    assert find(text, language="en") == []


PIECES = st.sampled_from(
    ["26", "31", "2022", "October", "Oct.", "of", "the", "/", ".", ",", "-", "октября", "қазан", "\n"]
)


@settings(max_examples=80, deadline=None)
@given(text=st.lists(PIECES | st.text(max_size=4), max_size=20).map(" ".join), language=st.sampled_from(known()))
def test_dates_lie_within_the_text_and_apart(text: str, language: str) -> None:
    """Whatever the text, dates are in order, apart, within it, and real."""
    dates = find(text, language=language)
    assert all(0 <= date.start < date.end <= len(text) and date.possible for date in dates)
    assert all(one.end <= two.start for one, two in pairwise(dates))
