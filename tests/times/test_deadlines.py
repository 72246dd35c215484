"""What makes a deadline of a time."""

import pytest

from pledgebook.records import Genre
from pledgebook.times import deadlines, find, interval_of

DEADLINES = [
    ("We will build it by 2027.", "by 2027", "2027", "2027"),
    ("We will build it until 2027.", "until 2027", "2027", "2027"),
    ("We will build it by the end of the year.", "by the end of the year", "2024-12", "2024-12"),
    ("We will build it within two years.", "within two years", "2024-10-09", "2026-10-09"),
    ("Within 30 days we will build it.", "Within 30 days", "2024-10-09", "2024-11-08"),
    ("We will build it in three months.", "in three months", "2024-10-09", "2025-01-09"),
    ("Over the next three years we will build it.", "Over the next three years", "2024-10-09", "2027-10-09"),
    ("It will cost 5 million over four years.", "over four years", "2024-10-09", "2028-10-09"),
    ("We will build it in the coming years.", "in the coming years", "2024-10-09", None),
    ("We will build it before 1 March 2025.", "before 1 March 2025", None, "2025-02-28"),
    ("We will build it before 2028.", "before 2028", None, "2027"),
    ("Fees will not rise before March 2026.", "before March 2026", None, "2026-02"),
    ("The school will be ready before January 2026.", "before January 2026", None, "2025-12"),
    ("We will build it before the end of 2025.", "before the end of 2025", None, "2025-12"),
    ("From next year we will build it.", "From next year", "2025", None),
    ("It will open in April.", "in April", "2025-04", "2025-04"),
    ("It will open next week.", "next week", "2024-10-14", "2024-10-20"),
    ("It will open between 2025 and 2027.", "between 2025 and 2027", "2025", "2027"),
    ("It will be paid within 30 days of the election.", "within 30 days of the election", None, None),
    (
        "We will halve it within six months of taking office and close it.",
        "within six months of taking office",
        None,
        None,
    ),
    ("We will reach it by 2050 at the latest.", "by 2050 at the latest", "2050", "2050"),
    ("We will build it by the end of this parliament.", "by the end of this parliament", None, None),
    ("We will do it in our first 100 days in office.", "in our first 100 days in office", None, None),
    ("We will lower it before the next election.", "before the next election", None, None),
    ("We will repair it by this time next year.", "by this time next year", "2025-10-09", "2025-10-09"),
    ("We will double it by the end of the next decade.", "by the end of the next decade", "2030", "2039"),
    ("We will build it within two and a half years.", "within two and a half years", "2024-10-09", "2027-04-09"),
    ("We will answer within 24 hours.", "within 24 hours", "2024-10-09", "2024-10-10"),
    ("We will build it by mid-2028.", "by mid-2028", "2028-05", "2028-08"),
    ("We will open it by spring.", "by spring", "2025-03", "2025-05"),
    ("We will end it by the end of the century.", "by the end of the century", None, None),
]


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), DEADLINES)
def test_a_deadline_is_found_with_its_opening_words(
    document, text: str, words: str, earliest: str, latest: str
) -> None:
    """The longest phrase of a clause that says by when, with its preposition, and the interval that it means."""
    told = document(text)
    found = deadlines(told, find(told), start=0, end=len(text))
    assert (found[0].text, found[0].earliest, found[0].latest) == (words, earliest, latest)


NONE = [
    "We pay it annually.",
    "We will report every year.",
    "We will govern for three years.",
    "We adopt a five-year plan.",
    "Over the past three years we will say nothing.",
    "We will mend what broke in 2015.",
    "Today we will build.",
    "We will meet on the first Monday of every month.",
    "We will open it every second Friday.",
]


@pytest.mark.parametrize("text", NONE)
def test_frequencies_durations_and_the_past_are_no_deadlines(document, text: str) -> None:
    """How often, how long and what is over say nothing of by when."""
    told = document(text)
    assert deadlines(told, find(told), start=0, end=len(text)) == []


def test_nothing_is_counted_without_a_publication_date(document) -> None:
    """A quantity without a day to count from is a deadline whose interval is unknown."""
    told = document("We will build it within two years.", published=None)
    (found,) = deadlines(told, find(told), start=0, end=len(told.text))
    assert (found.text, found.earliest, found.latest) == ("within two years", None, None)


def test_only_what_lies_between_the_offsets_counts(document) -> None:
    """A time or a preposition outside of the clause is not used."""
    told = document("By 2026 she will leave; he stays until 2027.")
    clause = told.text.index("he stays")
    found = deadlines(told, find(told), start=clause, end=len(told.text))
    assert [interval.text for interval in found] == ["until 2027"]


def test_a_phrase_keeps_its_own_offsets(document) -> None:
    """`interval_of` gives the phrase as it was told with the interval of the deadline within, and None without one."""
    told = document("So, by 2027 at last, it will stand.")
    start, end = told.text.index("by"), told.text.index(", it")
    interval = interval_of(told, find(told), start, end)
    assert interval is not None
    assert (interval.text, interval.earliest, interval.latest) == ("by 2027 at last", "2027", "2027")
    assert interval_of(told, find(told), end, len(told.text)) is None


AHEAD = [
    "The bridge will be opened in May.",
    "The bridge will soon be fully mended in May.",
    "I will cut the tax from May.",
    "We will hire two hundred skilled workers in May.",
    "We will need it in May.",
]


@pytest.mark.parametrize("text", AHEAD)
def test_a_month_of_what_will_be_done_is_the_next_one(document, text: str) -> None:
    """A participle or a form that "will" governs, and one that belongs to a noun, tells of nothing that is over."""
    told = document(text, genre=Genre.SPEECH)
    (found,) = deadlines(told, find(told), start=0, end=len(text))
    assert found.earliest == "2025-05"


def test_a_month_that_will_governs_lies_ahead_however_far(document) -> None:
    """ "Will be opened in September", told in October, is that of next year; "was to be opened" is not."""
    told = document("It will be opened in September.")
    assert [one.earliest for one in deadlines(told, find(told), start=0, end=31)] == ["2025-09"]
    (time,) = find(document("It was to be opened in September."))
    assert time.value == "2024-09"


OVER = ["We will restore what we closed in May.", "We will repay the tolls collected in May.", "It was opened in May."]


@pytest.mark.parametrize("text", OVER)
def test_a_month_of_what_was_done_is_the_last_one(document, text: str) -> None:
    """Also behind a "will", a past of its own clause puts its month behind us, and so sets no deadline."""
    told = document(text, genre=Genre.SPEECH)
    (time,) = find(told)
    assert time.value == "2024-05"
    assert deadlines(told, [time], start=0, end=len(text)) == []


def test_a_weekend_of_another_date_is_no_weekend_of_now(document) -> None:
    """ "The weekend of 12 December" is told by its date, not by the day of publication."""
    told = document("We will open it by the weekend of 12 December.")
    assert [time.value for time in find(told)] == ["2024-12-12"]
