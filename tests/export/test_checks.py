"""Checked quotations as JSON and as a table."""

import pytest

from pledgebook.export.checks import check_json, checks_table
from pledgebook.records import Difference, DifferenceKind, Found, Grounding, Quote, Span

PLACES = tuple(Quote(start, start + 4, "tax ") for start in (5, 105, 205, 305, 405))
MANY = Grounding("tax ", Found.EXACT, PLACES)
FORM = Grounding("a-b", Found.FOLDED, PLACES[:1], (Difference("-", "\u2060—", DifferenceKind.TYPOGRAPHY, 6, 8),))
LIE = Grounding(
    "no\x1b[2J\nway",
    Found.ABSENT,
    (),
    (Difference("20", "10", DifferenceKind.NUMBER, 1, 3),),
    Quote(1, 9, "10\n\tcases"),
)


def test_every_key_is_there():
    """A record has the contract's keys in the contract's order, whatever was found."""
    for grounding in (MANY, FORM, LIE):
        assert list(check_json(grounding)) == ["schema", "quote", "found", "places", "differences", "nearest"]
    assert check_json(LIE)["nearest"] == {"start": 1, "end": 9, "text": "10\n\tcases"}
    assert check_json(LIE)["differences"] == [{"quote": "20", "source": "10", "kind": "number", "start": 1, "end": 3}]
    assert len(check_json(MANY)["places"]) == 5


def test_many_places_are_counted():
    """Of many places the table shows the first and tells how many more there are."""
    table = checks_table([MANY])
    assert "1 quotation: 1 exact" in table
    assert "5–9" in table
    assert "and 2 more" in table


def test_pages_are_told():
    """In a source with pages each place has the number of its page."""
    assert "page 2, 105–109" in checks_table([MANY], pages=[Span(0, 100), Span(100, 200)])


def test_unseen_characters_have_names():
    """In the table a difference that cannot be seen is shown by its name."""
    assert "word joiner" in " ".join(checks_table([FORM]).split())


@pytest.mark.parametrize("width", [20, 40, 100, 300])
def test_tables_of_any_width(width):
    """The table keeps to its width and has no control character and no colour unless asked."""
    table = checks_table([MANY, FORM, LIE], width=width)
    assert all(len(line) <= width for line in table.splitlines())
    assert "\x1b" not in table
    assert "\x1b[" in checks_table([LIE], width=width, colours=True)
