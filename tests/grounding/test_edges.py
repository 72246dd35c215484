"""Where words and numbers begin and end."""

import pytest

from pledgebook.grounding import ground
from pledgebook.grounding.edges import inside, units
from pledgebook.records import Found

WHOLE = [
    "don’t", "can't", "government’s", "well-known", "vice-president", "какой-то", "экс-министр", "U.S", "т.е",
    "R&D", "AT&T", "name@example.org", "10,000", "1.10", "1,5", "20 000", "20\u00a0000", "1\u202f234\u202f567",
    "10:30", "1/2", "12.03.2031", "2030–2035", "2030-2035", "20—30", "-50", "−50", "–50", "±5", ".5", "-.5", "5%",
    "5 %", "6,25\u00a0%", "5‰", "$5", "-$5", "US$5", "5€", "5 €", "€ 5", "$5.4 billion", "5 млрд", "20 тыс",
    "5 million-strong", "10-year",
    "5bn", "2nd", "1990s", "COVID-19", "m²", "10²", "5½", "teach\u00aders", "e\u0301te\u0301", "20'000", "5°C",
]  # fmt: skip
APART = [
    ("taxes — and", ["taxes", "and"]),
    ("taxes—and", ["taxes", "and"]),
    ("and/or", ["and", "or"]),
    ("the end.The start", ["the", "end", "The", "start"]),
    ("schools¹", ["schools", "¹"]),
    ("in 2020 300 people", ["in", "2020", "300", "people"]),
    ("items 1, 2", ["items", "1", "2"]),
    ("‘teachers’ pay’", ["teachers", "pay"]),
    ("К.Токаев", ["К", "Токаев"]),
    ("5 $10 notes", ["5", "$10", "notes"]),
    ("学校", ["学", "校"]),
]


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_is_one(word):
    """The word or number is a unit: no offset within it is an edge, and both its ends are."""
    text = f"So {word} is"
    assert (3, 3 + len(word)) in units(text)
    assert all(inside(text, at) for at in range(4, 3 + len(word)) if text[at] != "\u00ad" or text[at - 1] != " ")
    assert not inside(text, 3)
    assert not inside(text, 3 + len(word))


@pytest.mark.parametrize("word", WHOLE)
def test_no_part_of_a_word_is_quoted(word):
    """Neither the beginning nor the end of a word or number is a quotation."""
    text = f"So {word} is"
    for at in range(1, len(word)):
        for quote in (f"So {word[:at]}", f"{word[at:]} is"):
            assert ground(text, quote).found is Found.ABSENT or quote.rstrip("\u00ad.") in (f"So {word}", "So")


@pytest.mark.parametrize(("text", "words"), APART)
def test_words_apart(text, words):
    """What only stands close together are words of their own."""
    assert [text[start:end] for start, end in units(text)] == words


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Go 👩‍👧 now", "Go 👩"),
        ("Go 👍🏽 now", "Go 👍"),
        ("Go 🇰🇿 now", "Go 🇰"),
        ("Go cafe\u0301 now", "Go cafe"),
        ("Go 1\ufe0f\u20e3 now", "Go 1"),
    ],
)
def test_no_quotation_ends_within_a_character(text, quote):
    """A character of several code points is quoted whole or not at all."""
    assert ground(text, quote).found is Found.ABSENT
    assert ground(text, text[: text.rindex(" ")]).found is Found.EXACT


def test_far_away_does_not_matter():
    """An edge in a very long text is judged by what stands beside it."""
    text = "a" * 500 + " 10,000 " + "b-" * 300
    assert not inside(text, 501)
    assert inside(text, 503)
    assert inside(text, 900)
