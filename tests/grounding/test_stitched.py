"""Parts that stand apart, and what is nearest to what is not there."""

import time

import pytest

from pledgebook.grounding import Grounder, ground
from pledgebook.records import DifferenceKind, Found

SPEECH = (
    "We will build ten schools in the north. Some say it cannot be done. We will hire two hundred teachers for them, "
    "and if the council agrees in May, we will open a college too. Nobody will pay more than today. "
    "We will never close the harbour to fishermen from the islands."
)


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        (
            "We will build ten schools in the north. We will hire two hundred teachers",
            ["We will build ten schools in the north", "We will hire two hundred teachers"],
        ),
        ("We will build ten schools … we will open a college",
         ["We will build ten schools", "we will open a college"]),
        ("We will build ten schools […] open a college too", ["We will build ten schools", "open a college too"]),
        ("We will build [...] Nobody will pay (...) fishermen from the islands",
         ["We will build", "Nobody will pay", "fishermen from the islands"]),
        ("“We will hire two hundred teachers for them, and we will open a college”",
         None),
    ],
)  # fmt: skip
def test_parts_are_shown(quote, parts):
    """Parts of three words or more, in the source's order but apart, are stitched, each with its place."""
    grounding = ground(SPEECH, quote)
    if parts is None:
        assert grounding.found in (Found.STITCHED, Found.ABSENT)
        return
    assert grounding.found is Found.STITCHED
    assert [place.text for place in grounding.places] == parts
    assert all(SPEECH[place.start : place.end] == place.text for place in grounding.places)
    assert grounding.places == tuple(sorted(grounding.places, key=lambda place: place.start))


@pytest.mark.parametrize(
    "quote",
    [
        "We will hire two hundred teachers for them. We will build ten schools in the north",  # in another order
        "We will build ten schools, fishermen from",  # a part of two words
        "We will build ten schools in the south … we will open a college too",  # a part that is not there
        "We will build ten schools … we will build ten schools",  # the same words twice
    ],
)
def test_what_is_not_stitched(quote):
    """Another order, a part of fewer than three words or a part that is not there makes a quotation absent."""
    assert ground(SPEECH, quote).found is Found.ABSENT


def test_the_fewest_parts():
    """Of several ways to take a quotation apart, the one with the fewest parts is shown."""
    text = "one two three. x. four five six. y. one two three four. z. five six seven eight nine."
    places = ground(text, "one two three four … five six seven eight nine").places
    assert [place.text for place in places] == ["one two three four", "five six seven eight nine"]


def test_a_denial_left_out_between_parts_is_named():
    """If an ellipsis stands where the source has a denial, the denial is among the differences."""
    grounding = ground(
        "The council will not, I repeat, close the old harbour.", "The council will … close the old harbour"
    )
    assert grounding.found is Found.STITCHED
    assert [(d.source, d.kind) for d in grounding.differences] == [("not", DifferenceKind.NEGATION)]


def test_a_lost_denial_is_no_stitching():
    """One passage with its denial lost is absent, however long its halves are."""
    grounding = ground(
        "The council will not close the old harbour this year.", "The council will close the old harbour"
    )
    assert grounding.found is Found.ABSENT
    assert [(d.quote, d.source, d.kind) for d in grounding.differences] == [("", "not", DifferenceKind.NEGATION)]


def test_the_gravest_difference_comes_first():
    """Numbers and denials are named before names, these before words, and typography last."""
    source = "On Monday Odalys Brenner said, “the old council will not hire 200 good teachers”."
    lie = "On Monday Teodor Quill said: “the new council will hire 300 good teachers”."
    kinds = [difference.kind for difference in ground(source, lie).differences]
    order = list(DifferenceKind)
    assert kinds == sorted(kinds, key=order.index)
    assert set(kinds) == set(order)


def test_the_nearest_passage_is_the_one_that_shares_rare_words():
    """Of many passages the one with most of the quotation's rare words is shown, without what is around it."""
    text = (
        "We will build a school. " * 50
        + "We will build a planetarium in Vellan by May. "
        + "We will build a road. " * 50
    )
    nearest = ground(text, "We will build a planetarium in Lindane by May").nearest
    assert nearest is not None
    assert nearest.text == "We will build a planetarium in Vellan by May"


def test_nothing_is_near():
    """Where the source shares next to nothing with the quotation, no passage is shown."""
    for quote in ("Entirely other things were announced", "the moon", "zzz"):
        grounding = ground(SPEECH, quote)
        assert (grounding.found, grounding.nearest, grounding.differences) == (Found.ABSENT, None, ())


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("a" * 300_000, "a" * 3000),
        ("a " * 150_000, "a " * 1000 + "b"),
        ("a " * 150_000, "a " * 1000 + "a"),
        (" " * 300_000 + "x", "x  y"),
        ("." * 300_000, "a..b"),
        ("- " * 150_000, "a - b"),
        ("“‘" * 150_000, "a"),
        ("e" + "\u0301" * 300_000, "e\u0301 x"),
        ("1 234 " * 50_000, "1 234 5"),
        ("of the and to in a is " * 15_000, "the of and to a in is the of of the to and a is in the"),
        ("x" * 300_000, '"' * 20_000 + "x"),
    ],
    ids=range(11),
)
def test_hostile_input_takes_no_more_time(source, quote):
    """Input made to be slow is answered within seconds: no step takes a time that grows with the square of it."""
    began = time.monotonic()
    ground(source, quote)
    assert time.monotonic() - began < 20


def test_many_quotations_of_a_long_source():
    """A source is made ready once: hundreds of quotations against hundreds of thousands of characters take seconds."""
    source = " ".join(
        f"In year {year} we will build {year * 7} houses, and {year * 3} roads." for year in range(10_000)
    )
    grounder = Grounder(source)
    began = time.monotonic()
    for year in range(0, 10_000, 50):
        assert grounder.ground(f"we will build {year * 7} houses").found is Found.EXACT
        assert grounder.ground(f"we will build {year * 7} castles").found is Found.ABSENT
    assert time.monotonic() - began < 20
