"""Spans by their places, and that a long text takes no more work a word than a short one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgebook.extract.meeting import Meeting
from pledgebook.reader import Reader
from pledgebook.records import Genre, Span
from tests.work import calls

spans = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda told: Span(told[0], told[0] + told[1]))
NEWS = (
    "Mayor {name} said on Friday that the city would open {n} clinics. “We will hire nurses,” he told reporters.\n\n"
    "{name} added that he was not sure of the money.\n\n"
)
NAMES = ["Aldo Vance", "Vera Aldane", "Odo Linden", "Ilsa Verrin"]


@given(st.lists(spans), spans)
def test_all_that_share_a_place_are_found(held: list[Span], place: Span) -> None:
    """Exactly the spans are found that share a place with another, as if each were asked."""
    meeting = Meeting((span, number) for number, span in enumerate(held))
    found = {number for _, number in meeting.at(place.start, place.end)}
    assert found == {n for n, span in enumerate(held) if span.start <= place.end and span.end >= place.start}


@pytest.mark.parametrize("genre", [Genre.NEWS, Genre.SPEECH])
def test_work_grows_with_the_text(genre: Genre) -> None:
    """A text five times as long takes little more than five times the work."""
    pytest.importorskip("pledgebook_en_small", reason="the weights are not installed")
    reader = Reader(model="small")
    told = {"language": "en", "genre": genre, "published": "2025-03-14"}

    def work(number: int) -> int:
        text = "".join(NEWS.format(name=NAMES[n % 4], n=n + 2) for n in range(number))
        return calls(lambda: reader.read(text, **told))

    work(2)  # what is loaded once
    assert work(100) < 6 * work(20)
