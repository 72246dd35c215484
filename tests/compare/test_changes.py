"""What changed between two wordings."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.compare import ChangeKind, Wording, changes
from pledgebook.grounding.edges import units

WORDS = st.lists(
    st.sampled_from(
        [
            "we",
            "will",
            "not",
            "build",
            "500",
            "1,000",
            "homes",
            "by",
            "2027",
            "5",
            "March",
            "“June”,",
            "twenty-five",
            "€",
            "ё%",
        ]
    ),
    max_size=12,
).map(" ".join)


def told(one, other, *, language="en"):
    """All that changed, as kind and words."""
    found = changes(Wording(text=one, language=language), Wording(text=other, language=language))
    return [(change.kind.value, change.a.text, change.b.text) for change in found if change.kind is not ChangeKind.SAME]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("We will build homes.", "We will build homes!", []),
        ("We will build “500” homes", "we will build 500 homes", []),
        ("We build 1,000 homes", "We build 1000 homes", []),
        ("We build 500 homes", "We build 450 homes", [("number", "500", "450")]),
        ("We build 500 homes", "We build homes", [("number", "500", "")]),
        ("We build five hundred and ten homes", "We build 510 homes", []),
        ("a fund of €5 million", "a fund of €6 million", [("number", "€5 million", "€6 million")]),
        ("by 20 per cent", "by 25%", [("number", "20 per cent", "25%")]),
        ("done by 2027", "done by 2028", [("date", "2027", "2028")]),
        ("done by 1 March 2027", "done by 2028", [("date", "1 March 2027", "2028")]),
        ("done by May", "done by June", [("date", "May", "June")]),
        ("We will sell it", "We will not sell it", [("negation", "", "not")]),
        ("We won't sell it", "We will sell it", [("negation", "won't", ""), ("added", "", "will")]),
        ("We will build homes", "We will build new homes soon", [("added", "", "new"), ("added", "", "soon")]),
        ("We will surely build homes", "We will build homes", [("removed", "surely", "")]),
        ("We will build homes", "We will fund homes", [("word", "build", "fund")]),
    ],
)
def test_kinds(one, other, expected):
    """Numbers, dates and denials are named, other words are added, removed or replaced; form is no change."""
    assert told(one, other) == expected


def test_numbers_stand_against_numbers():
    """Where everything differs, a number is told against the number and the date against the date."""
    found = told("raise pensions by 5% in 2026", "lift wages 7% before 2028")
    assert ("number", "5%", "7%") in found
    assert ("date", "2026", "2028") in found


def test_russian_and_any_language():
    """Dates, scales and denials of Russian are known; of an unknown language at least figures and years."""
    assert told("Мы построим 5 млрд к 1 марта 2027 года", "Мы не построим 6 млрд к 2028", language="ru") == [
        ("negation", "", "не"),
        ("number", "5 млрд", "6 млрд"),
        ("date", "1 марта 2027 года", "2028"),
    ]
    assert told("Rakennamme 5 koulua", "Rakennamme 6 koulua", language="fi") == [("number", "5", "6")]


@settings(max_examples=60)
@given(WORDS, WORDS, st.sampled_from([None, "en", "ru", "kk", "xx"]))
def test_every_word_is_told_once(one, other, language):
    """The sides are cut from their texts, in order, without overlap, and hold every word of both."""
    found = changes(Wording(text=one, language=language), Wording(text=other, language=language))
    for text, sides in ((one, [change.a for change in found]), (other, [change.b for change in found])):
        assert all(text[side.start : side.end] == side.text for side in sides)
        assert all(left.end <= right.start for left, right in pairwise(sides))
        assert all(any(s.start <= start and end <= s.end for s in sides) for start, end in units(text))


@settings(max_examples=60)
@given(WORDS)
def test_a_text_does_not_differ_from_itself(text):
    """Between equal texts nothing changed."""
    assert told(text, text) == []
