"""What `times.find` promises of a whole text."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.languages import language
from pledgebook.records import Genre, TimeType
from pledgebook.times import deadlines, find

WORDS = sorted(word for told in language("en").data("times")["words"].values() for word in told)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(["May", "October", "Friday", "2027", "31", "9:15", "-", ".", ",", "\n"]),
    st.text(max_size=6),
)
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, published=st.sampled_from([None, "2024", "2024-02", "2024-02-29", "0001-01-01", "9999-12-31"]))
def test_times_are_cut_from_the_text_and_do_not_overlap(document, text: str, published: str | None) -> None:
    """Whatever the text, each time is exactly its words, they follow one another, and the same text gives the same."""
    told = document(text, published=published)
    times = find(told)
    assert all(text[time.start : time.end] == time.text != "" for time in times)
    assert all(one.end <= two.start for one, two in pairwise(times))
    assert [time.id for time in times] == [f"t{number}" for number in range(1, len(times) + 1)]
    assert find(told) == times
    for interval in deadlines(told, times, start=0, end=len(text)):
        assert text[interval.start : interval.end] == interval.text


def test_a_date_with_its_weekday_is_one_time(only) -> None:
    """The weekday before a full date is part of the time."""
    time = only("It opened on Wednesday, 9 October 2024.")
    assert (time.text, time.value, time.type) == ("Wednesday, 9 October 2024", "2024-10-09", TimeType.DATE)


def test_nothing_is_guessed_without_a_publication_date(only) -> None:
    """What hangs on the publication date keeps its words and type, and has neither value nor interval."""
    for words in ("next year", "tomorrow", "October 22", "Friday", "the end of the year", "three weeks ago"):
        time = only(f"They spoke of {words}.", published=None)
        assert (time.text, time.type) == (words, TimeType.DATE)
        assert (time.value, time.earliest, time.latest) == (None, None, None)


def test_a_partial_publication_date_is_used_as_far_as_it_goes(only) -> None:
    """A year that is known makes "next year" known, and not "tomorrow"."""
    assert only("It opens next year.", published="2024").value == "2025"
    assert only("It opens tomorrow.", published="2024-10").value is None


def test_an_undated_day_lies_on_the_side_that_the_words_tell(only) -> None:
    """The tense, or a word such as "by" or "since", tells whether an undated day is past or to come."""
    assert only("She resigned on Monday.").value == "2024-10-07"
    assert only("She will resign on Monday.").value == "2024-10-14"
    assert only("On Monday parliament will vote.").value == "2024-10-14"
    assert only("The road is to open in April.").value == "2025-04"
    assert only("The road was opened in April.").value == "2024-04"
    assert only("We answer by March 1.").value == "2025-03-01"
    assert only("She has waited since December 2.").value == "2023-12-02"


def test_an_untold_side_is_the_past_in_news_and_the_nearest_elsewhere(only) -> None:
    """Where nothing tells the side, news speaks of the past, and a speech of the nearest fitting day."""
    assert only("Rain on Thursday.").value == "2024-10-03"
    assert only("Rain on Thursday.", genre=Genre.SPEECH).value == "2024-10-10"


def test_dates_are_counted_from_the_last_one_spoken_of(document) -> None:
    """ "The same day" is the last date; "a day earlier" hangs on one in its sentence, else on publication."""
    same = find(document("He came on 3 May 2024. On the same day he left."))
    assert same[1].value == "2024-05-03"
    here = find(document("He came on 3 May 2024, a day earlier than she."))
    assert here[1].value == "2024-05-02"
    apart = find(document("Elections will be on 3 December.\n\nA day earlier, he had written a letter."))
    assert apart[1].value == "2024-10-08"


def test_parts_of_periods_have_their_own_intervals(only) -> None:
    """Early, mid and late parts of a month or a year are marked by mod and bounded by partial dates."""
    early = only("It opened in early October 2023.")
    assert (early.value, early.mod, early.earliest, early.latest) == ("2023-10", "START", "2023-10-01", "2023-10-10")
    end = only("It opens at the end of 2025.")
    assert (end.value, end.mod, end.earliest, end.latest) == ("2025", "END", "2025-12", "2025-12")
    late = only("It opens in late 2025.")
    assert (late.mod, late.earliest, late.latest) == ("END", "2025-09", "2025-12")
    earlier = only("It opened earlier this year.")
    assert (earlier.value, earlier.earliest, earlier.latest) == ("2024", "2024", "2024-10-09")


def test_an_untold_number_stays_untold(only) -> None:
    """ "A few years" has no number, and "the coming years" no end."""
    assert only("It took a few years.").value == "PXY"
    ahead = only("It comes in the coming years.")
    assert (ahead.value, ahead.earliest, ahead.latest) == ("FUTURE_REF", "2024-10-09", None)


def test_a_plan_with_a_year_in_its_name_is_no_time(document) -> None:
    """A year that is part of a name, a price or a count is not a time."""
    assert find(document("Agenda 2030 cost $2025 and needs 2024 workers, 2019 percent more.")) == ()
